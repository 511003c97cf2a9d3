import { randomUUID } from "node:crypto";
import { findRefusal } from "@emeritus/records/pay-report-refusal.ts";
import { sql } from "kysely";
import { expect } from "vitest";
import { receivePayReport } from "./receive-pay-report.ts";
import { readFindings } from "./report-store.ts";
import { bytesOf } from "./sample-report.ts";
import { submitPayReport } from "./submit-pay-report.ts";
import { makeFile, type MadeFile, type TestEmployers } from "./testing.ts";

/** Begin of the first and of the second half of May 2026, in which these tests report. */
export const first = "2026-05-01";
export const second = "2026-05-16";

/** The text of a file of a half of May. */
export const may = (
  half: MadeFile["begin"],
  id: string,
  rows: MadeFile["rows"],
  more: Partial<MadeFile> = {},
): string =>
  makeFile({
    id,
    begin: half,
    end: half.endsWith("01") ? "2026-05-15" : "2026-05-31",
    payDate: "2026-05-29",
    rows,
    ...more,
  });

/** What the payroll person of a test does with files, and what they left. */
export function reportsOf(here: () => TestEmployers) {
  const db = () => here().system.db;
  const send = (text: string, key: string = randomUUID()) =>
    receivePayReport(here().system, here().payroll, { key, bytes: bytesOf(text) });
  const submit = (report: number, pensionableCents: bigint, comments = {}, key: string = randomUUID()) =>
    submitPayReport(here().system, here().payroll, { key, report, pensionableCents, comments });

  async function rulesOf(refusal: string): Promise<string[]> {
    const log = await findRefusal(db(), 1, refusal);
    return readFindings(log!.findings).kept.map((each) => `${each.rule} ${each.line} ${each.field}`.trim());
  }

  return {
    send,
    submit,
    rulesOf,
    /** Sends a file that must pass, and posts it; gives the report's number. */
    async posted(
      text: string,
      comments = { payChanged: "yes", totalChanged: "yes", manyTerminations: "yes" },
    ): Promise<number> {
      const outcome = await send(text);
      if (outcome.refused !== undefined)
        throw new Error(JSON.stringify(await rulesOf(outcome.refused.facts["refusal"] as string)));
      const { report } = outcome.accepted;
      const { rows } = await sql<{ cents: bigint }>`
        select pensionable_cents as cents from records.pay_report where report = ${report}`.execute(db());
      const done = await submit(report, rows[0]!.cents, comments);
      expect(done?.refused).toBeUndefined();
      return report;
    },
    /** Rules for which a file is refused. */
    async refusedFor(text: string): Promise<string[]> {
      const outcome = await send(text);
      expect(outcome.accepted).toBeUndefined();
      return rulesOf(outcome.refused!.facts["refusal"] as string);
    },
    async count(table: string): Promise<number> {
      const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)}`.execute(db());
      return Number(rows[0]!.n);
    },
  };
}
