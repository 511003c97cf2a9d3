import { sql } from "kysely";
import type { Reading } from "./db.ts";
import { type Known, recordedBy } from "./moment.ts";

/** An amount in force for a month: the latest version of one report row. */
export interface PostedMonth {
  /** 1 to 12. */
  readonly month: number;
  readonly position: number;
  readonly report: number;
  readonly reportRow: number;
  readonly cents: bigint;
}

/** Every amount in force for a person's calendar year, with the report row it came from, in order of month. */
export async function postedPayOfYear(
  db: Reading,
  fund: number,
  person: number,
  year: number,
  when: Known = {},
): Promise<PostedMonth[]> {
  const { rows } = await sql<PostedMonth>`
    select * from (
      select distinct on (month, position, report, report_row)
        month::int as month, position::int as position, report::int as report, report_row as "reportRow", cents
      from records.posted_pay where fund = ${fund} and person = ${person} and year = ${year} and ${recordedBy("records.posted_pay", when)}
      order by month, position, report, report_row, recorded_from desc) latest
    where cents <> 0 order by month, position, report, "reportRow"`.execute(db);
  return rows;
}
