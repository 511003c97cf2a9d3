import { sql } from "kysely";
import { addMonths, firstOfMonthOf, parseDate } from "@emeritus/engine/dates.ts";
import type { AmountsDue, PayrollLaw } from "@emeritus/operations/benefit-payroll/amounts-due.ts";
import { noAmounts } from "@emeritus/operations/benefit-payroll/amounts-due.ts";
import type { Db } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import { sealedRow } from "@emeritus/records/closed-field.ts";

/** A retiree of the fund made here: born, retired, amounts in whole cents, and what sets the payee apart. */
export interface PayeeMade {
  readonly kind?: "retirement" | "survivor" | "guaranteedPayments";
  /** Whose service earned it, by number; the payee unless told. */
  readonly member?: number;
  readonly option?: "lifeIncome" | "joint50" | "joint100" | "guaranteed120" | "guaranteed180";
  readonly begins?: string;
  /** The first month in which it may be paid, where that is not the month it begins. */
  readonly payableFrom?: string;
  readonly cents?: number;
  readonly temporaryCents?: number;
  readonly temporaryEnds?: string;
  readonly died?: string;
  readonly account?: "confirmed" | "held" | "stopped" | "none";
}

const ROUTINGS = ["111111118", "222222226", "333333334", "123456780"];
const LAST = [
  "Abbott",
  "Brennan",
  "Castillo",
  "Doe",
  "Eckert",
  "Fischer",
  "Gröber",
  "Hughes",
  "Nuñez",
  "O'Brien",
];
const FIRST = ["Ada", "Bo", "Carl", "Dora", "Emil", "Fay", "Gus", "Hana"];

/** Fills fund 1 with payees in bulk, as the owner; person and benefit numbers are 1 to n. Names, banks and numbers are invented. */
export async function makePayees(owner: Db, keys: Keys, payees: readonly PayeeMade[]): Promise<void> {
  const hash = "0".repeat(64);
  await sql`insert into records.law_version (hash, plan, content, recorded_from) values (${hash}, 'test', '', clock_timestamp()) on conflict do nothing`.execute(
    owner,
  );
  const chunk = 5000;
  for (let from = 0; from < payees.length; from += chunk)
    await makeSome(owner, keys, payees.slice(from, from + chunk), from + 1, hash);
  await sql`analyze`.execute(owner);
}

async function makeSome(
  owner: Db,
  keys: Keys,
  payees: readonly PayeeMade[],
  first: number,
  hash: string,
): Promise<void> {
  const rows = payees.map((payee, index) => ({ ...payee, person: first + index }));
  const persons = rows.map(({ person }) => person);
  const at = (list: readonly string[], n: number) => list[n % list.length]!;
  await sql`insert into records.person (fund, person, member_id, recorded_from)
    select 1, p, (10000000 + p)::text, clock_timestamp() from unnest(${persons}::int[]) p`.execute(owner);
  await sql`insert into records.person_name (fund, person, first_name, last_name, valid_from, recorded_from)
    select 1, p, f, l, date '1950-01-01', clock_timestamp() from unnest(${persons}::int[], ${persons.map((p) => at(FIRST, p))}::text[], ${persons.map((p) => at(LAST, p * 7))}::text[]) as x (p, f, l)`.execute(
    owner,
  );
  await sql`insert into records.person_birth (fund, person, born, recorded_from)
    select 1, p, date '1945-01-01' + (p * 37 % 5000), clock_timestamp() from unnest(${persons}::int[]) p`.execute(
    owner,
  );
  await sql`insert into records.person_death (fund, person, died, recorded_from)
    select 1, p, d::date, clock_timestamp() from unnest(${persons}::int[], ${rows.map(({ died }) => died ?? null)}::text[]) as x (p, d) where d is not null`.execute(
    owner,
  );
  await sql`insert into records.determination (fund, person, determination, kind, law_version, inputs, result, effective, known_at, calculated_by, approved_by, recorded_from)
    select 1, p, p, 'retirement', ${hash}, '{}', '{}', date '2010-01-01', clock_timestamp(), 'a', 'b', clock_timestamp() from unnest(${persons}::int[]) p`.execute(
    owner,
  );
  await sql`insert into records.benefit (fund, person, benefit, member, kind, payment_option, determination, base_cents, temporary_cents, temporary_ends, valid_from, payable_from, recorded_from)
    select 1, p, p, m, k, o, p, c, t, e::date, b::date, f::date, clock_timestamp()
    from unnest(${persons}::int[], ${rows.map((row) => row.member ?? row.person)}::int[], ${rows.map((row) => row.kind ?? "retirement")}::text[], ${rows.map((row) => row.option ?? "lifeIncome")}::text[],
      ${rows.map((row) => row.cents ?? 100_000 + row.person)}::bigint[], ${rows.map((row) => row.temporaryCents ?? 0)}::bigint[],
      ${rows.map((row) => row.temporaryEnds ?? null)}::text[], ${rows.map((row) => row.begins ?? "2015-07-01")}::text[],
      ${rows.map((row) => row.payableFrom ?? null)}::text[]) as x (p, m, k, o, c, t, e, b, f)`.execute(owner);
  const banked = rows.filter((row) => row.account !== "none");
  await sql`insert into records.bank_account (fund, person, account, routing, kind, last4, status, entered_by, confirmed_by, valid_from, recorded_from)
    select 1, p, 1, r, k, lpad((p % 10000)::text, 4, '0'), s, 'a', case when s = 'confirmed' then 'b' end, date '2000-01-01', clock_timestamp()
    from unnest(${banked.map(({ person }) => person)}::int[], ${banked.map(({ person }) => at(ROUTINGS, person))}::text[],
      ${banked.map(({ person }) => (person % 5 === 0 ? "savings" : "checking"))}::text[], ${banked.map((row) => row.account ?? "confirmed")}::text[]) as x (p, r, k, s)`.execute(
    owner,
  );
  const sealed = banked.map(({ person }) =>
    sealedRow(keys, { fund: 1, person, field: "bankAccount", slot: 1 }, String(1_000_000 + person)),
  );
  await sql`insert into records.closed_field (fund, person, field, slot, key_no, sealed, lookup_no, lookup, recorded_from)
    select 1, p, 'bankAccount', 1, ${keys.cipherNo}, s, ${keys.lookupNo}, l, clock_timestamp()
    from unnest(${sealed.map(({ person }) => person)}::int[], ${sealed.map((row) => row.sealed)}::bytea[], ${sealed.map((row) => row.lookup)}::bytea[]) as x (p, s, l)`.execute(
    owner,
  );
}

/**
 * A law that is simple enough to check in the head: the base amount, one per cent more on each anniversary (rounded to the
 * cent), the temporary benefit until it ends. It stands in for a plan where the subject is the run and not the law.
 */
export const simpleLaw: PayrollLaw = lawOf((payees, month) => {
  const due = noAmounts(payees.count);
  for (let at = 0; at < payees.count; at++) {
    const begins = payees.annuityStartingDate[at]!;
    let cents = payees.baseCents[at]!;
    let before = cents;
    for (let on = addMonths(firstOfMonthOf(begins), 12); on <= month; on = addMonths(on, 12)) {
      before = cents;
      cents += Math.floor((cents * 2 + 100) / 200);
      if (on === month) due.increase[at] = cents - before;
    }
    due.lasting[at] = cents;
    if (payees.temporaryEnds[at]! > month) due.temporary[at] = payees.temporaryCents[at]!;
  }
  return due;
});

/** A law that makes due what is told, by either evaluator. */
export function lawOf(amountsDue: AmountsDue): PayrollLaw {
  return { hash: "0".repeat(64), versionsOf: () => ({}), amountsDue, amountsExplained: amountsDue };
}

/** The first day of a month written YYYY-MM. */
export const monthOf = (text: string) => parseDate(`${text}-01`);
