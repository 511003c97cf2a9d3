import { parseDate } from "@emeritus/engine/dates.ts";
import type { BankEntry } from "@emeritus/ports/bank.ts";
import { sha256 } from "@emeritus/records/canonical.ts";
import {
  accountNumbers,
  openPayLines,
  readPayLines,
  type AccountsAsked,
} from "@emeritus/records/pay-lines.ts";
import { readNumbers } from "@emeritus/records/packed.ts";
import { readRoll, type PackedRoll } from "@emeritus/records/payroll-roll.ts";
import type { Run } from "@emeritus/records/run.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { sql } from "kysely";
import { calculationOf, type Calculation } from "./calculation.ts";
import { reasons } from "./items.ts";
import type { PayrollSystem } from "./payroll-system.ts";
import type { RunStep } from "@emeritus/records/run.ts";

/** What payees read beside the payment in their bank statement. */
const DESCRIPTION = "PENSION";

/** The file name of a run's bank file. */
export function bankFileName({ period, run }: Pick<Run, "period" | "run">): string {
  return `benefit-payroll-${period.slice(0, 7)}-run-${run}.ach`;
}

/** The entries of the bank file: one a payee paid, in order of benefit, which also numbers them. */
export function* entriesOf(
  roll: PackedRoll,
  paid: Uint8Array,
  cents: Float64Array,
  numbers: readonly string[],
): Iterable<BankEntry> {
  for (let at = 0; at < roll.count; at++) {
    if (paid[at] === 0) continue;
    yield {
      kind: roll.savings[at] === 1 ? "savings" : "checking",
      routing: roll.routing[at]!,
      account: numbers[at]!,
      cents: cents[at]!,
      id: roll.memberId[at]!,
      name: roll.name[at]!,
    };
  }
}

/** Whose account numbers the bank file of a run needs. */
export const accountsAsked = (roll: PackedRoll, paid: Uint8Array): AccountsAsked => ({
  count: roll.count,
  person: roll.person,
  account: roll.account,
  fresh: roll.fresh,
  wanted: paid,
});

/** Forms the body of a run's bank file. */
export function formBody(
  { bankFile }: Pick<PayrollSystem, "bankFile">,
  paymentDate: string,
  payees: { roll: PackedRoll; paid: Uint8Array; cents: Float64Array; numbers: readonly string[] },
): Uint8Array {
  const { roll, paid, cents, numbers } = payees;
  return bankFile.body({ paymentDate, description: DESCRIPTION }, entriesOf(roll, paid, cents, numbers));
}

/**
 * The body of a calculated run's bank file: the kept draft when it is whole, else formed again from the run's rows and the
 * record as the run knew it. Throws when neither has the recorded fingerprint.
 */
export async function bodyOfRun(system: PayrollSystem, run: Run, calculated: RunStep): Promise<Uint8Array> {
  const calculation = calculationOf(calculated);
  const { bank, bankFile } = system;
  const draft = bank.draftBody(calculation.fileName, bankFile.headBytes);
  if (draft !== undefined && hex(draft) === calculation.bodySha256) return draft;
  const body = await formAgain(system, run, calculation);
  if (hex(body) !== calculation.bodySha256)
    throw new Error(`The bank file of run ${run.run} cannot be formed again with its fingerprint.`);
  return body;
}

/** SHA-256 in hexadecimal. */
export const hex = (bytes: Uint8Array): string => sha256(bytes).toString("hex");

async function formAgain(system: PayrollSystem, run: Run, { paymentDate }: Calculation): Promise<Uint8Array> {
  const { db, keys } = system;
  const sealed = await readPayLines(db, run.fund, run.knownAt);
  const roll = await db.transaction().execute((tx) =>
    readRoll(tx, {
      fund: run.fund,
      month: parseDate(run.period),
      paymentDate: parseDate(paymentDate),
      knownAt: run.knownAt,
      pagesKnownAt: sealed.knownAt,
      reasons,
    }),
  );
  const { paid, cents } = await paidItems(db, run, roll);
  const kept = await openPayLines(keys, run.fund, sealed);
  const asked = accountsAsked(roll, paid);
  const { numbers } = await accountNumbers(db, keys, run.fund, run.knownAt, kept, asked);
  return formBody(system, paymentDate, { roll, paid, cents, numbers });
}

async function paidItems(
  db: Reading,
  { fund, run }: Run,
  roll: PackedRoll,
): Promise<{ paid: Uint8Array; cents: Float64Array }> {
  const { rows } = await sql<{ count: number; benefits: string | null; amounts: string | null }>`
    select count(*)::int as count, string_agg(benefit::text, ',' order by benefit) as benefits, string_agg(cents::text, ',' order by benefit) as amounts
    from runs.run_item where fund = ${fund} and run = ${run} and outcome = 'paid'`.execute(db);
  const { count, benefits, amounts } = rows[0]!;
  const benefit = readNumbers(benefits, new Int32Array(count));
  const amount = readNumbers(amounts, new Float64Array(count));
  const paid = new Uint8Array(roll.count);
  const cents = new Float64Array(roll.count);
  for (let at = 0, item = 0; at < roll.count && item < count; at++) {
    if (roll.benefit[at] !== benefit[item]) continue;
    paid[at] = 1;
    cents[at] = amount[item++]!;
  }
  return { paid, cents };
}
