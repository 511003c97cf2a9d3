import { lastOfMonthOf } from "@emeritus/engine/dates.ts";
import { dateText } from "@emeritus/records/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Position } from "@emeritus/records/employment.ts";
import { postRows, type PostedColumns } from "@emeritus/records/pay-report-posting.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { createHash } from "node:crypto";
import type { BackdatingCase } from "./backdate.ts";

/** Posts the pay of a membership found late, a row a month, as an adjustment report of its own: accounts and pay find it like any other. */
export async function postBackdatedPay(
  tx: Tx,
  fund: number,
  asked: { found: BackdatingCase; job: Position; plan: string; actor: string },
  instant: Instant,
): Promise<void> {
  const { found, job, plan, actor } = asked;
  const report = found.report!;
  const sum = (of: "payCents" | "employerCents" | "memberCents") =>
    found.months.reduce((cents, each) => cents + each[of], 0n);
  await tx
    .insertInto("records.pay_report")
    .values({
      fund,
      report,
      reporting_group: job.reportingGroup,
      employer: job.employer,
      file_id: `backdated-membership-${found.caseNumber}`,
      report_type: "ADJUSTMENT",
      period_begin: dateText(found.from),
      period_end: dateText(found.through),
      pay_date: dateText(found.through),
      sha256: createHash("sha256").update(`backdated membership ${found.caseNumber}`).digest(),
      rows_money: found.months.length,
      rows_event: 0,
      rows_leave: 0,
      rows_correction: 0,
      pensionable_cents: sum("payCents"),
      member_cents: sum("memberCents"),
      employer_cents: sum("employerCents"),
      life_cents: 0n,
      ltd_cents: 0n,
      findings: "[]",
      sent_by: found.steps[0]!.actor,
      recorded_from: instant,
    })
    .execute();
  await tx
    .insertInto("records.pay_report_step")
    .values({ fund, report, step: "posted", actor, recorded_from: instant })
    .execute();
  await postRows(tx, fund, report, columnsOf(found, plan), instant);
}

function columnsOf({ person, position, months, from, through }: BackdatingCase, plan: string): PostedColumns {
  const count = months.length;
  const ints = (value: (at: number) => number) => Int32Array.from({ length: count }, (_, at) => value(at));
  const cents = (value: (at: number) => bigint) =>
    Float64Array.from({ length: count }, (_, at) => Number(value(at)));
  const nothing = cents(() => 0n);
  return {
    person: ints(() => person),
    position: ints(() => position),
    line: ints((at) => at + 1),
    plan: months.map(() => plan),
    code: months.map(() => "REG"),
    earnBegin: ints((at) => Math.max(months[at]!.month, from)),
    earnEnd: ints((at) => Math.min(lastOfMonthOf(months[at]!.month), through)),
    grossCents: cents((at) => months[at]!.payCents),
    pensionableCents: cents((at) => months[at]!.payCents),
    memberCents: cents((at) => months[at]!.memberCents),
    employerCents: cents((at) => months[at]!.employerCents),
    ltdCents: nothing,
    lifeCents: nothing,
    counts: new Uint8Array(count).fill(1),
    correctsReport: ints(() => 0),
    correctsRow: ints(() => 0),
  };
}
