import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { Actor, Role } from "@emeritus/operations/actor.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { bytesOf } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { submitPayReport } from "@emeritus/operations/reporting-pay/submit-pay-report.ts";
import {
  addMember,
  janesRow,
  makeFile,
  type MadeFile,
  sampleEmployer,
  setUpSample,
} from "@emeritus/operations/reporting-pay/testing.ts";
import type { System } from "@emeritus/operations/system.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { sql } from "kysely";

export { done } from "@emeritus/operations/done.ts";

/** A fund with employers 0042 and 0077, whose days go by as a test says. */
export interface MoneyFund {
  readonly system: System;
  /** Richard Roe, member of the tier of 2011 since 2015 in position B7: he contributes. */
  readonly richard: number;
  on(day: string): void;
  dispose(): Promise<void>;
}

const actorOf = (account: string, role: Role, employers: readonly number[] = []): Actor => ({
  account,
  roles: [role],
  employers: [...employers],
});
export const preparer = actorOf("preparer", "payrollPreparer");
export const releaser = actorOf("releaser", "payrollReleaser");
export const auditor = actorOf("auditor", "auditor");
export const ours = actorOf("payroll-0042", "employer", [sampleEmployer]);
export const theirs = actorOf("payroll-0077", "employer", [77]);
export const key = (): string => randomUUID();

/** Makes such a fund on 20 May 2026. */
export async function moneyFund(): Promise<MoneyFund> {
  let today = parseDate("2026-05-20");
  const base = await testSystem();
  const system: System = { ...base, calendar: { today: () => today, moved: true } };
  await setUpSample(system);
  const roe = { seven: 1_000_002, first: "Richard", last: "Roe", born: "1990-01-01", code: "B7" } as const;
  const richard = await addMember(system, { ...roe, from: "2015-07-01", plan: "msep2011" });
  return { system, richard, on: (day) => (today = parseDate(day)), dispose: () => base.dispose() };
}

/** Richard's ordinary row of $2,000.00. */
const richardsRow = {
  memberId: memberIdFrom(1_000_002),
  position: "B7",
  plan: "MSEP2011",
  pay: 200_000,
} as const;

/** The report of a half month with Jane and Richard and premiums of both. */
export const halfMonth = (
  begin: string,
  end: string,
  payDate: string,
  more: Partial<MadeFile> = {},
): MadeFile => ({
  id: `F-${begin}`,
  begin,
  end,
  payDate,
  rows: [
    { ...janesRow, basicLife: 650, optionalLife: 2_000, ltd: 1_100 },
    { ...richardsRow, basicLife: 470, ltd: 800 },
  ],
  ...more,
});

/** Sends a report that must pass, and posts it; gives its number. */
export async function postFile(system: System, file: MadeFile, by: Actor = ours): Promise<number> {
  const sent = await receivePayReport(system, by, { key: key(), bytes: bytesOf(makeFile(file)) });
  if (sent.refused !== undefined) {
    const { rows } = await sql<{ findings: string }>`select findings from records.pay_report_refusal`.execute(
      system.db,
    );
    throw new Error(rows.at(-1)?.findings);
  }
  const { report } = sent.accepted;
  const { rows } = await sql<{ cents: bigint }>`
    select pensionable_cents as cents from records.pay_report where report = ${report}`.execute(system.db);
  const comments = { payChanged: "yes", totalChanged: "yes", manyTerminations: "yes" };
  const asked = { key: key(), report, pensionableCents: rows[0]!.cents, comments };
  const done = await submitPayReport(system, by, asked);
  if (done?.refused) throw new Error(done.refused.code);
  return report;
}

/** The code of an operation's refusal. */
export async function code(
  outcome: Promise<Outcome<unknown, { code: string }>>,
): Promise<string | undefined> {
  return (await outcome).refused?.code;
}
