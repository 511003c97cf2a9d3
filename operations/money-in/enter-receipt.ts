import { addMonths, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { monthToPost, type Trust, trusts } from "@emeritus/records/ledger.ts";
import { addReceipts, lockMoney } from "@emeritus/records/money-in.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { plainReference } from "./charge-report.ts";
import { matchWaiting } from "./match-waiting.ts";
import { electionOf } from "./prepayment-reference.ts";

/** A remittance entered by hand: which trust's bank account it reached, when, how much, and what it names. */
export interface ReceiptEntered {
  readonly key: string;
  readonly trust: Trust;
  readonly receivedOn: DateText;
  /** Above zero. */
  readonly cents: Cents;
  readonly reference: string;
  readonly payer: string;
  /** The bank's own number of the deposit, where there is one; it comes once. */
  readonly bankNumber?: string;
}

/** Why a remittance is not taken: its day or amount is a slip, or the bank's number is known. */
export type ReceiptRefused = Refusal<"receivedLater" | "receivedLongAgo" | "amountTooLarge" | "depositKnown">;

/** Years back from today within which a deposit is entered; one before is a slip of the pen (ADR 18). */
const yearsBack = 2;
/** The most that one remittance may be, in cents; above the contributions of the whole State in a year (ADR 18). */
export const mostReceived: Cents = 100_000_000_000n;

/** The first day of a deposit that is entered on a day. Pure. */
export const earliestReceived = (today: PlainDate): DateText => formatDate(addMonths(today, -12 * yearsBack));

/** A receipt of record, and whether it was matched at once. */
export interface ReceiptTaken {
  readonly receipt: number;
  readonly matched: boolean;
}

/** Enters a remittance and matches it where reference and amount are exact; else it waits among the receipts not matched. */
export async function enterReceipt(
  { db, fund, calendar }: System,
  actor: Actor,
  asked: ReceiptEntered,
): Promise<Outcome<ReceiptTaken, ReceiptRefused>> {
  allow(actor, "enter money in");
  const { key, ...request } = asked;
  const today = calendar.today();
  return command(
    db,
    { fund: fund.number, actor, key, name: "enterReceipt", request },
    async (tx, instant, note) => {
      if (asked.receivedOn > formatDate(today)) return refused("receivedLater", { day: asked.receivedOn });
      const earliest = earliestReceived(today);
      if (asked.receivedOn < earliest) return refused("receivedLongAgo", { earliest });
      if (asked.cents > mostReceived) return refused("amountTooLarge", { most: mostReceived });
      await lockMoney(tx, fund.number);
      const [known] = await knownDeposits(tx, fund.number, asked.trust, [asked.bankNumber ?? ""]);
      if (known !== undefined) return refused("depositKnown", { receipt: known.receipt });
      const reference = plainReference(asked.reference);
      const [employer] = await employersOf(tx, fund.number, [reference]);
      const month = await monthToPost(
        tx,
        { fund: fund.number, trust: asked.trust, wanted: asked.receivedOn, today: formatDate(today) },
        instant,
      );
      const { key: _, ...given } = asked;
      const row = {
        ...given,
        reference,
        employer: employer ?? null,
        way: "hand",
        enteredBy: actor.account,
        month,
      } as const;
      const [receipt] = await addReceipts(tx, fund.number, [row], instant);
      const matched = await matchWaiting(tx, { fund: fund.number, references: [reference], today }, instant);
      note({ facts: { receipt: receipt!, cents: asked.cents, trust: asked.trust, matched: matched > 0 } });
      return accepted({ receipt: receipt!, matched: matched > 0 });
    },
  );
}

/** A deposit of record with the bank's number. */
export interface KnownDeposit {
  readonly receipt: number;
  readonly bankNumber: string;
  readonly receivedOn: DateText;
  readonly cents: Cents;
}

/** Deposits of a trust that are of record by the bank's number. */
export async function knownDeposits(
  db: Reading,
  fund: number,
  trust: Trust,
  numbers: readonly string[],
): Promise<KnownDeposit[]> {
  const { rows } = await sql<KnownDeposit>`
    select receipt, bank_number as "bankNumber", received_on as "receivedOn", cents from ledger.receipt
    where fund = ${fund} and trust = ${trusts[trust]} and bank_number = any(${[...numbers]}::text[])`.execute(
    db,
  );
  return rows;
}

/** The employer that each reference names by the code of a reporting group or by an election; nothing where it names none. */
export async function employersOf(
  db: Reading,
  fund: number,
  references: readonly string[],
): Promise<(number | undefined)[]> {
  const { rows } = await sql<{ employer: number | null }>`
    select coalesce(g.employer, p.employer) as employer
    from unnest(${[...references]}::text[], ${references.map((each) => electionOf(each) ?? null)}::int[]) with ordinality n (reference, election, place)
    left join lateral (select min(g.employer) as employer from records.reporting_group g where g.fund = ${fund} and g.recorded_to = 'infinity'
      and g.valid_to = 'infinity' and starts_with(n.reference, upper(g.code) || '-') having count(distinct g.employer) = 1) g on true
    left join ledger.prepayment_election p on p.fund = ${fund} and p.election = n.election
    order by n.place`.execute(db);
  return rows.map(({ employer }) => employer ?? undefined);
}
