import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { dateOf } from "./dates.ts";
import type { Reading } from "./db.ts";
import { packedField as field, packedRow as row, readPacked } from "./packed-answer.ts";
import type { Cents } from "./schema.ts";

/** A posted row that a correction may name. */
export interface CorrectableRow {
  readonly fileId: string;
  readonly report: number;
  readonly row: number;
  readonly person: number;
  readonly position: number;
  readonly plan: string;
  readonly code: string;
  readonly earnBegin: PlainDate;
  readonly earnEnd: PlainDate;
  readonly payDate: PlainDate;
  /** What the corrections so far have left of each amount. */
  readonly pensionableCents: Cents;
  readonly grossCents: Cents;
  readonly memberCents: Cents;
  readonly employerCents: Cents;
  readonly ltdCents: Cents;
  readonly lifeCents: Cents;
  /** Whether the row is itself a correction. */
  readonly corrects: boolean;
  /** The pensionable differences of the corrections so far. */
  readonly differences: readonly Cents[];
}

/** The posted rows of a group that corrections name by file id and line. */
export async function rowsToCorrect(
  db: Reading,
  fund: number,
  group: number,
  named: readonly { fileId: string; line: number }[],
): Promise<CorrectableRow[]> {
  if (named.length === 0) return [];
  const { rows } = await sql<
    Omit<CorrectableRow, "earnBegin" | "earnEnd" | "payDate"> & {
      earnBegin: string;
      earnEnd: string;
      payDate: string;
    }
  >`
    select distinct on (w.report, w.report_row) r.file_id as "fileId", w.report, w.report_row as row, w.person, w.position, w.plan, w.code,
      w.earn_begin as "earnBegin", w.earn_end as "earnEnd", r.pay_date as "payDate",
      w.pensionable_cents + coalesce(x.pensionable, 0)::bigint as "pensionableCents", w.gross_cents + coalesce(x.gross, 0)::bigint as "grossCents",
      w.member_cents + coalesce(x.member, 0)::bigint as "memberCents", w.employer_cents + coalesce(x.employer, 0)::bigint as "employerCents",
      w.ltd_cents + coalesce(x.ltd, 0)::bigint as "ltdCents", w.life_cents + coalesce(x.life, 0)::bigint as "lifeCents",
      w.corrects_report is not null as corrects, coalesce(x.differences, '{}') as differences
    from unnest(${named.map((each) => each.fileId)}::text[], ${named.map((each) => each.line)}::int[]) asked (file_id, line)
    join records.pay_report r on r.fund = ${fund} and r.reporting_group = ${group} and r.file_id = asked.file_id
    join records.pay_report_row w on w.fund = r.fund and w.report = r.report and w.report_row = asked.line
    left join lateral (
      select sum(c.pensionable_cents) as pensionable, sum(c.gross_cents) as gross, sum(c.member_cents) as member, sum(c.employer_cents) as employer,
        sum(c.ltd_cents) as ltd, sum(c.life_cents) as life, array_agg(c.pensionable_cents) as differences
      from records.pay_report_row c
      where c.fund = w.fund and c.person = w.person and c.corrects_report = w.report and c.corrects_row = w.report_row) x on true`.execute(
    db,
  );
  return rows.map((each) => ({
    ...each,
    earnBegin: dateOf(each.earnBegin),
    earnEnd: dateOf(each.earnEnd),
    payDate: dateOf(each.payDate),
  }));
}

/** Pensionable cents posted in calendar years, by person and year. */
export async function yearPay(
  db: Reading,
  fund: number,
  people: readonly number[],
): Promise<{ person: number; year: number; cents: number }[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<{ person: number; year: number; cents: bigint }>`
    select person, year, sum(cents)::bigint as cents from records.posted_pay
    where fund = ${fund} and person = any(${[...people]}::int[]) group by person, year`.execute(db);
  return rows.map((each) => ({ ...each, cents: Number(each.cents) }));
}

/** Pay of one month by person and position of a group, from the packed years. */
export async function monthPay(
  db: Reading,
  fund: number,
  asked: { group: number; year: number; month: number },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ packed: string | null }>`
    select string_agg(concat_ws(${field}, y.person, y.position, y.cents[${asked.month}::int]), ${row}) as packed
    from projection.pay_year y join records.position p using (fund, person, position)
    where y.fund = ${fund} and y.year = ${asked.year} and p.reporting_group = ${asked.group} and y.cents[${asked.month}::int] is not null`.execute(
    db,
  );
  return new Map(
    readPacked(rows[0]?.packed, (cells) => [`${cells.number()} ${cells.number()}`, cells.number()!] as const),
  );
}
