import { formatDate } from "@emeritus/engine/dates.ts";
import { sha256 } from "@emeritus/records/canonical.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { monthToPost, type Trust } from "@emeritus/records/ledger.ts";
import {
  addReceipts,
  lockMoney,
  moneyNumber,
  type NewReceipt,
  trustNames,
} from "@emeritus/records/money-in.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { plainReference } from "./charge-report.ts";
import { type Deposit, type LineProblem, readDepositFile } from "./deposit-file.ts";
import {
  earliestReceived,
  employersOf,
  type KnownDeposit,
  knownDeposits,
  mostReceived,
} from "./enter-receipt.ts";
import { matchWaiting } from "./match-waiting.ts";

/** A file of deposits as the bank gave it. */
export interface DepositsSent {
  readonly key: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What became of a file: how many deposits were new, known before, and matched at once; `again` where the file was taken before. */
export interface DepositsTaken {
  readonly file: number;
  readonly deposits: number;
  readonly knownBefore: number;
  readonly matched: number;
  readonly cents: bigint;
  readonly again: boolean;
}

/** Why a file is not taken; `problems` name the lines. Nothing of a refused file is kept. */
export type DepositsRefused = Refusal<"fileWrong"> & { readonly problems: readonly LineProblem[] };

const mostProblems = 100;

/**
 * Takes a file of deposits, all or nothing and once: the same bytes again give the first answer, whoever sends them, and a deposit
 * that is of record by the bank's number is passed over. A number of record with another day or amount is no such deposit: the file
 * is refused, since one of the two would be lost.
 */
export async function importDeposits(
  { db, fund, calendar }: System,
  actor: Actor,
  sent: DepositsSent,
): Promise<Outcome<DepositsTaken, DepositsRefused>> {
  allow(actor, "enter money in");
  const today = calendar.today();
  const hash = sha256(sent.bytes);
  const { deposits, problems } = readDepositFile(sent.bytes);
  const earliest = earliestReceived(today);
  const slips = deposits.flatMap(({ line, receivedOn, cents }): LineProblem[] => {
    if (receivedOn > formatDate(today) || receivedOn < earliest) return [{ line, code: "dayWrong" }];
    return cents > mostReceived ? [{ line, code: "amountWrong" }] : [];
  });
  const wrong = [...problems, ...slips];
  if (wrong.length > 0) return refusedFor(wrong);
  const request = { name: sent.name, sha256: hash.toString("hex") };
  return command(
    db,
    { fund: fund.number, actor, key: sent.key, name: "importDeposits", request },
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const before = await fileOf(tx, fund.number, hash);
      if (before !== undefined) return accepted({ ...before, matched: 0, again: true });
      const { fresh, other } = await unknownOf(tx, fund.number, deposits);
      if (other.length > 0) return refusedFor(other.map(({ line }) => ({ line, code: "bankNumberOther" })));
      const file = await moneyNumber(tx);
      const rows = await receiptsOf(
        tx,
        { fund: fund.number, file, fresh, actor, today: formatDate(today) },
        instant,
      );
      const cents = rows.reduce((sum, row) => sum + row.cents, 0n);
      const taken = { file, deposits: fresh.length, knownBefore: deposits.length - fresh.length, cents };
      await tx
        .insertInto("ledger.deposit_file")
        .values({
          fund: fund.number,
          file,
          name: sent.name.slice(0, 200),
          sha256: hash,
          deposits: taken.deposits,
          known_before: taken.knownBefore,
          cents,
          taken_by: actor.account,
          recorded_from: instant,
        })
        .execute();
      await addReceipts(tx, fund.number, rows, instant);
      const references = [...new Set(rows.map(({ reference }) => reference))];
      const matched = await matchWaiting(tx, { fund: fund.number, references, today }, instant);
      note({ facts: { ...taken, matched, sha256: request.sha256 } });
      return accepted({ ...taken, matched, again: false });
    },
  );
}

function refusedFor(problems: readonly LineProblem[]): { refused: DepositsRefused } {
  const [first] = problems;
  const facts = { lines: problems.length, line: first!.line, code: first!.code };
  return {
    refused: { code: "fileWrong", facts, cites: "ADR 18", problems: problems.slice(0, mostProblems) },
  };
}

async function fileOf(
  tx: Tx,
  fund: number,
  hash: Buffer,
): Promise<Pick<DepositsTaken, "file" | "deposits" | "knownBefore" | "cents"> | undefined> {
  return tx
    .selectFrom("ledger.deposit_file")
    .select(["file", "deposits", "known_before as knownBefore", "cents"])
    .where("fund", "=", fund)
    .where("sha256", "=", hash)
    .executeTakeFirst();
}

/** The deposits of a file that are not of record, and those whose number is of record for something else. */
async function unknownOf(
  tx: Tx,
  fund: number,
  deposits: readonly Deposit[],
): Promise<{ fresh: Deposit[]; other: Deposit[] }> {
  const known = new Map<string, KnownDeposit>();
  for (const trust of trustNames) {
    const numbers = deposits.filter((each) => each.trust === trust).map(({ bankNumber }) => bankNumber);
    for (const one of await knownDeposits(tx, fund, trust, numbers))
      known.set(`${trust} ${one.bankNumber}`, one);
  }
  const fresh: Deposit[] = [];
  const other: Deposit[] = [];
  for (const deposit of deposits) {
    const before = known.get(`${deposit.trust} ${deposit.bankNumber}`);
    if (before === undefined) fresh.push(deposit);
    else if (before.cents !== deposit.cents || before.receivedOn !== deposit.receivedOn) other.push(deposit);
  }
  return { fresh, other };
}

async function receiptsOf(
  tx: Tx,
  asked: { fund: number; file: number; fresh: readonly Deposit[]; actor: Actor; today: string },
  instant: Instant,
): Promise<NewReceipt[]> {
  const { fund, file, fresh, actor, today } = asked;
  const references = fresh.map(({ reference }) => plainReference(reference));
  const employers = await employersOf(tx, fund, references);
  const months = new Map<string, string>();
  const monthOf = async (trust: Trust, day: string): Promise<string> => {
    const name = `${trust} ${day.slice(0, 7)}`;
    const month = months.get(name) ?? (await monthToPost(tx, { fund, trust, wanted: day, today }, instant));
    months.set(name, month);
    return month;
  };
  const rows: NewReceipt[] = [];
  for (const [at, deposit] of fresh.entries())
    rows.push({
      trust: deposit.trust,
      receivedOn: deposit.receivedOn,
      cents: deposit.cents,
      payer: deposit.payer,
      bankNumber: deposit.bankNumber,
      reference: references[at]!,
      employer: employers[at] ?? null,
      way: "file",
      file,
      enteredBy: actor.account,
      month: await monthOf(deposit.trust, deposit.receivedOn),
    });
  return rows;
}
