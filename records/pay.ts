import type { PlainDate } from "@emeritus/engine/dates.ts";
import { addMonths, plainDate } from "@emeritus/engine/dates.ts";
import { sql, type RawBuilder } from "kysely";
import { dateOrNone, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { type Known, recordedBy } from "./moment.ts";
import { packedPayOf } from "./packed-years.ts";
import { bigints, ints, smallints } from "./packed.ts";
import type { Instant } from "./schema.ts";

/** Pay to be posted, a column a part: place i of each column is one report row. */
export interface PayColumns {
  readonly person: Int32Array;
  readonly position: Int32Array;
  readonly year: Int32Array;
  /** 1 to 12. */
  readonly month: Int32Array;
  readonly reportRow: Int32Array;
  /** Whole cents, safe integers; a correction's signed difference may be below zero. */
  readonly cents: Float64Array;
}

/** Room for `count` rows of pay. */
export const payColumns = (count: number): PayColumns => ({
  person: new Int32Array(count),
  position: new Int32Array(count),
  year: new Int32Array(count),
  month: new Int32Array(count),
  reportRow: new Int32Array(count),
  cents: new Float64Array(count),
});

/** The columns as rows of SQL, sent as binary arrays. */
const staged = (pay: PayColumns): RawBuilder<unknown> => sql`unnest(
  ${ints(pay.person)}::int[], ${smallints(pay.position)}::smallint[], ${smallints(pay.year)}::smallint[], ${smallints(pay.month)}::smallint[],
  ${ints(pay.reportRow)}::int[], ${bigints(pay.cents)}::bigint[]) as s (person, position, year, month, report_row, cents)`;

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Twelve sums, one a month, null where there is nothing. */
const slots = sql.raw(
  `array[${months.map((month) => `sum(cents) filter (where month = ${month})`).join(", ")}]::int[]`,
);

/** The sum of two packed years, slot by slot. */
const sumOfSlots = sql.raw(
  `array[${months.map((month) => `coalesce(pay_year.cents[${month}] + excluded.cents[${month}], pay_year.cents[${month}], excluded.cents[${month}])`).join(", ")}]`,
);

/**
 * Posts the rows of one new report, and adds them to the packed years. Every row of a report is posted once, by one call or by
 * several; a correction is a row of another report with the signed difference. Postings of one fund follow each other.
 */
export async function postPay(
  tx: Tx,
  fund: number,
  report: number,
  pay: PayColumns,
  instant: Instant,
): Promise<void> {
  await lockPosting(tx, fund);
  const posting = { fund, report, instant };
  const { year, month, ordinary, other } = byMonth(pay);
  if (ordinary.person.length > 0) await postMonth(tx, posting, ordinary, { year, month });
  if (other.person.length > 0) await postMix(tx, posting, other);
}

const postingLockClass = 7_304;

/** Packed years are added to by one posting at a time, in whatever order its rows come. */
async function lockPosting(tx: Tx, fund: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${postingLockClass}, ${fund})`.execute(tx);
}

interface Posting {
  readonly fund: number;
  readonly report: number;
  readonly instant: Instant;
}

const inserted = ({ fund, report, instant }: Posting, pay: PayColumns): RawBuilder<unknown> => sql`
  insert into records.pay (fund, person, position, year, month, report, report_row, cents, recorded_from)
  select ${fund}, person, position, year, month, ${report}, report_row, cents, ${instant}::timestamptz from ${staged(pay)}
  returning fund, person, position, year, month, cents::int as cents`;

/** Posts rows of one month: existing packed years take the sum in one slot, which is three times as fast as the general way. */
async function postMonth(
  tx: Tx,
  posting: Posting,
  pay: PayColumns,
  { year, month }: { year: number; month: number },
): Promise<void> {
  await sql`
    insert into records.pay (fund, person, position, year, month, report, report_row, cents, recorded_from)
    select ${posting.fund}, person, position, ${year}, ${month}, ${posting.report}, report_row, cents, ${posting.instant}::timestamptz
    from unnest(${ints(pay.person)}::int[], ${smallints(pay.position)}::smallint[], ${ints(pay.reportRow)}::int[], ${bigints(pay.cents)}::bigint[])
      as s (person, position, report_row, cents)`.execute(tx);
  const summed = sumByPosition(pay);
  await sql`
    with summed as materialized (
      select * from unnest(${ints(summed.person)}::int[], ${smallints(summed.position)}::smallint[], ${ints(summed.cents)}::int[]) s (person, position, cents)),
    updated as (
      update projection.pay_year y set cents[${month}::int] = coalesce(y.cents[${month}::int], 0) + s.cents
      from summed s
      where y.fund = ${posting.fund} and y.person = s.person and y.position = s.position and y.year = ${year}
      returning y.person, y.position)
    insert into projection.pay_year (fund, person, position, year, cents)
    select ${posting.fund}, person, position, ${year},
      array_fill(null::int, array[${month - 1}::int]) || s.cents || array_fill(null::int, array[${12 - month}::int])
    from summed s where not exists (select from updated u where u.person = s.person and u.position = s.position)`.execute(
    tx,
  );
}

const positionsAPerson = 65_536;

/** What the rows of one month come to by person and position. */
function sumByPosition(pay: PayColumns): { person: Int32Array; position: Int32Array; cents: Int32Array } {
  const sums = new Map<number, number>();
  for (let at = 0; at < pay.person.length; at++) {
    const key = pay.person[at]! * positionsAPerson + pay.position[at]!;
    sums.set(key, (sums.get(key) ?? 0) + pay.cents[at]!);
  }
  const person = new Int32Array(sums.size);
  const position = new Int32Array(sums.size);
  const cents = new Int32Array(sums.size);
  let to = 0;
  for (const [key, sum] of sums) {
    if (Math.abs(sum) > 2_147_483_647) throw new RangeError("a month's pay is beyond what a slot holds");
    person[to] = Math.floor(key / positionsAPerson);
    position[to] = key % positionsAPerson;
    cents[to++] = sum;
  }
  return { person, position, cents };
}

/** Posts rows of any mix of months. */
async function postMix(tx: Tx, posting: Posting, pay: PayColumns): Promise<void> {
  await sql`
    with posted as (${inserted(posting, pay)})
    insert into projection.pay_year (fund, person, position, year, cents)
    select fund, person, position, year, ${slots} from posted
    group by fund, person, position, year order by fund, person, position, year
    on conflict (fund, person, position, year) do update set cents = ${sumOfSlots}`.execute(tx);
}

/** The rows of the month that most rows are of, and the others. */
function byMonth(pay: PayColumns): { year: number; month: number; ordinary: PayColumns; other: PayColumns } {
  const counts = new Map<number, number>();
  const monthAt = (at: number): number => pay.year[at]! * 12 + pay.month[at]! - 1;
  for (let at = 0; at < pay.person.length; at++) counts.set(monthAt(at), (counts.get(monthAt(at)) ?? 0) + 1);
  let most = 0;
  for (const [each, count] of counts) if (count > (counts.get(most) ?? 0)) most = each;
  const found = { year: Math.floor(most / 12), month: (most % 12) + 1 };
  if (counts.size <= 1) return { ...found, ordinary: pay, other: payColumns(0) };
  const split = (ordinary: boolean): PayColumns => {
    const chosen = (_: number, at: number): boolean => (monthAt(at) === most) === ordinary;
    return {
      person: pay.person.filter(chosen),
      position: pay.position.filter(chosen),
      year: pay.year.filter(chosen),
      month: pay.month.filter(chosen),
      reportRow: pay.reportRow.filter(chosen),
      cents: pay.cents.filter(chosen),
    };
  };
  return { ...found, ordinary: split(true), other: split(false) };
}

/** The pay of one month in one position: the sum of its report rows. */
export interface PayMonth {
  readonly position: number;
  /** The first day of the month. */
  readonly month: PlainDate;
  /** Whole cents, a safe integer. */
  readonly cents: number;
}

/** A person's pay in order of month and position: from the packed years now, from the rows for an earlier instant. */
export async function payOf(
  db: Reading,
  fund: number,
  person: number,
  { knownAt }: Known = {},
): Promise<PayMonth[]> {
  if (knownAt === undefined) return packedPayOf(db, fund, person);
  const years = await yearsFromRows(db, fund, person, knownAt);
  const found: PayMonth[] = [];
  for (let at = 0; at < years.length;) {
    let next = at + 1;
    while (next < years.length && years[next]!.year === years[at]!.year) next += 1;
    addYear(found, years, at, next);
    at = next;
  }
  return found;
}

/** Adds the months of one calendar year, whose positions stand at `from` to `to` (not included), month by month. */
function addYear(found: PayMonth[], years: readonly PayYear[], from: number, to: number): void {
  const first = plainDate(years[from]!.year, 1, 1);
  for (let index = 0; index < 12; index++) {
    const month = addMonths(first, index);
    for (let at = from; at < to; at++) {
      const { position, cents } = years[at]!;
      const amount = cents[index];
      if (amount !== null && amount !== undefined) found.push({ position, month, cents: amount });
    }
  }
}

interface PayYear {
  readonly position: number;
  readonly year: number;
  readonly cents: readonly (number | null)[];
}

async function yearsFromRows(
  db: Reading,
  fund: number,
  person: number,
  knownAt: Instant,
): Promise<PayYear[]> {
  const { rows } = await sql<PayYear>`
    select position, year, ${slots} as cents
    from (select distinct on (position, year, month, report, report_row) position, year, month, cents
      from records.posted_pay where fund = ${fund} and person = ${person} and ${recordedBy("posted_pay", { knownAt })}
      order by position, year, month, report, report_row, recorded_from desc) latest
    group by position, year order by year, position`.execute(db);
  return rows;
}

/** The first month from a day's month on in which a position has pay of which some was posted at or after an instant; nothing where none has. */
export async function firstPaidSince(
  db: Reading,
  fund: number,
  person: number,
  { position, from, since }: { position: number; from: PlainDate; since: Instant },
): Promise<PlainDate | undefined> {
  const { rows } = await sql<{ first: string | null }>`
    select min(month)::text as first from (
      select make_date(year, month, 1) as month from (
        select distinct on (report, report_row, year, month) year, month, cents, recorded_from from records.posted_pay
        where fund = ${fund} and person = ${person} and position = ${position}
          and make_date(year, month, 1) >= date_trunc('month', ${dateText(from)}::date)
        order by report, report_row, year, month, recorded_from desc) latest
      group by year, month having sum(cents) <> 0 and max(recorded_from) >= ${since}::timestamptz) paid`.execute(
    db,
  );
  return dateOrNone(rows[0]!.first);
}
