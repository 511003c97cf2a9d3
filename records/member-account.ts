import { sql } from "kysely";
import type { Reading } from "./db.ts";
import type { AccountPostingKind } from "./money-in-tables.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/** One posting of a member's account. */
export interface AccountLine {
  readonly person: number;
  /** 1 of service before retirement, 2 of service after it. */
  readonly account: number;
  readonly kind: AccountPostingKind;
  readonly postedOn: DateText;
  readonly cents: Cents;
  readonly source: string;
  readonly report: number | null;
  readonly run: number | null;
}

/** Every posting of these members' accounts, in order of person, account and day; as known at an instant, now unless told. */
export async function accountLines(
  db: Reading,
  fund: number,
  persons: readonly number[],
  knownAt?: Instant,
): Promise<AccountLine[]> {
  const { rows } = await sql<AccountLine>`
    select person, account, kind, posted_on as "postedOn", cents, source, report, run from ledger.account_line
    where fund = ${fund} and person = any(${[...persons]}::int[]) and (${knownAt === undefined} or recorded_from <= ${knownAt ?? "infinity"}::timestamptz)
    order by person, account, posted_on, kind, report, run`.execute(db);
  return rows;
}

/** What stands in an account. */
export interface AccountBalance {
  readonly person: number;
  readonly account: number;
  /** Contributions less refunds. */
  readonly contributedCents: Cents;
  readonly interestCents: Cents;
}

/** The balances of these members' accounts on a day, today and all days unless told. */
export async function memberAccounts(
  db: Reading,
  fund: number,
  persons: readonly number[],
  on: DateText = "infinity",
): Promise<AccountBalance[]> {
  const { rows } = await sql<AccountBalance>`
    select person, account, coalesce(sum(cents) filter (where kind <> 'interest'), 0)::bigint as "contributedCents",
      coalesce(sum(cents) filter (where kind = 'interest'), 0)::bigint as "interestCents"
    from ledger.account_line where fund = ${fund} and person = any(${[...persons]}::int[]) and posted_on <= ${on}::date
    group by person, account order by person, account`.execute(db);
  return rows;
}

/** An account as a run of interest reads it: what stood in it, and what decides whether it earns. */
export interface InterestBasis {
  readonly person: number;
  readonly account: number;
  /** Contributions and refunds through 30 June of the year before, and those of 1 July itself. */
  readonly throughJuneCents: Cents;
  readonly firstOfJulyCents: Cents;
  readonly interestCents: Cents;
  /** What stands in it on the day of crediting, without that day's interest. */
  readonly standsCents: Cents;
  readonly stillEmployed: boolean;
  readonly leftService: DateText | null;
  readonly backSince: DateText | null;
  readonly retiredFrom: DateText | null;
  readonly died: DateText | null;
}

/** Every account of the fund with what a run for a 30 June needs, in order of person and account; one statement. */
export async function interestBases(
  db: Reading,
  fund: number,
  { creditedOn, knownAt }: { creditedOn: DateText; knownAt: Instant },
): Promise<InterestBasis[]> {
  const { rows } = await sql<InterestBasis>`
    with basis as materialized (
      select person, account,
        coalesce(sum(cents) filter (where kind <> 'interest' and posted_on < ${creditedOn}::date + 1 - interval '1 year'), 0)::bigint as through_june,
        coalesce(sum(cents) filter (where kind <> 'interest' and posted_on = ${creditedOn}::date + 1 - interval '1 year'), 0)::bigint as first_of_july,
        coalesce(sum(cents) filter (where kind = 'interest' and posted_on <= ${creditedOn}::date + 1 - interval '1 year'), 0)::bigint as interest,
        sum(cents)::bigint as stands
      from ledger.account_line where fund = ${fund} and recorded_from <= ${knownAt}::timestamptz and posted_on <= ${creditedOn}::date
      group by person, account
    ), retired as (
      select person, min(valid_from) as since from records.benefit
      where fund = ${fund} and kind = 'retirement' and member = person and recorded_from <= ${knownAt}::timestamptz and recorded_to > ${knownAt}::timestamptz group by person
    ), jobs as (
      select e.person, (r.since is not null and e.valid_from >= r.since) as after,
        bool_or(e.valid_to > ${creditedOn}::date) as employed, max(e.valid_to) filter (where e.valid_to <= ${creditedOn}::date) - 1 as "left", min(e.valid_from) as since
      from records.employment e left join retired r on r.person = e.person
      where e.fund = ${fund} and e.eligible and e.valid_from <= ${creditedOn}::date
        and e.recorded_from <= ${knownAt}::timestamptz and e.recorded_to > ${knownAt}::timestamptz group by e.person, 2
    )
    select b.person, b.account, b.through_june as "throughJuneCents", b.first_of_july as "firstOfJulyCents", b.interest as "interestCents", b.stands as "standsCents",
      coalesce(j.employed, false) as "stillEmployed", j."left" as "leftService", j.since as "backSince", r.since as "retiredFrom", d.died
    from basis b
    left join retired r on r.person = b.person
    left join jobs j on j.person = b.person and j.after = (b.account = 2)
    left join records.person_death d on d.fund = ${fund} and d.person = b.person
      and d.recorded_from <= ${knownAt}::timestamptz and d.recorded_to > ${knownAt}::timestamptz
    order by b.person, b.account`.execute(db);
  return rows;
}

/** What a run of interest made of an account. */
export interface InterestItem {
  readonly person: number;
  readonly account: number;
  readonly outcome: "credited" | "notDue";
  readonly reason: string | null;
  readonly contributedCents: Cents;
  readonly interestCents: Cents;
  readonly cents: Cents;
}

/** The items of a run, in order of person and account; of one person if told. */
export async function interestItems(
  db: Reading,
  fund: number,
  run: number,
  { person, most }: { person?: number; most?: number } = {},
): Promise<InterestItem[]> {
  const { rows } = await sql<InterestItem>`
    select person, account, outcome, reason, contributed_cents as "contributedCents", interest_cents as "interestCents", cents
    from runs.interest_item where fund = ${fund} and run = ${run} and (${person === undefined} or person = ${person ?? 0})
    order by person, account limit ${most ?? 100_000_000}`.execute(db);
  return rows;
}

/** What became of the accounts of a run: how many and how much, by outcome and reason. */
export async function interestTotals(
  db: Reading,
  fund: number,
  run: number,
): Promise<{ outcome: string; reason: string | null; accounts: number; cents: Cents }[]> {
  const { rows } = await sql<{ outcome: string; reason: string | null; accounts: number; cents: Cents }>`
    select outcome, reason, count(*)::int as accounts, sum(cents)::bigint as cents from runs.interest_item
    where fund = ${fund} and run = ${run} group by outcome, reason order by outcome, reason`.execute(db);
  return rows;
}
