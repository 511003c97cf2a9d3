import { sql } from "kysely";
import type { Tx } from "./db.ts";
import type { Instant } from "./schema.ts";

/**
 * Records years of pay that another system held, a row a year, and packs each as it is. `copy` fills the table that it is given by
 * COPY with the columns fund, person, position, year, cents, report and report_row.
 */
export async function packConvertedPay(
  tx: Tx,
  copy: (table: string, columns: readonly string[]) => Promise<void>,
  instant: Instant,
): Promise<void> {
  const staged = sql.ref("stage_pay_year");
  await sql`create temporary table ${staged} on commit drop as
    select fund, person, position, year, cents, 0 as report, 0 as report_row from projection.pay_year with no data`.execute(
    tx,
  );
  await copy("stage_pay_year", ["fund", "person", "position", "year", "cents", "report", "report_row"]);
  await sql`insert into records.converted_pay (fund, person, position, year, report, report_row, cents, recorded_from)
    select fund, person, position, year, report, report_row, cents, ${instant}::timestamptz from ${staged}`.execute(
    tx,
  );
  await sql`insert into projection.pay_year (fund, person, position, year, cents)
    select fund, person, position, year, cents from ${staged}`.execute(tx);
  await sql`drop table ${staged}`.execute(tx);
}
