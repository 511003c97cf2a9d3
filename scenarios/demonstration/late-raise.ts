import { addMonths, firstOfMonthOf, formatDate, lastOfMonthOf, parseDate } from "@emeritus/engine/dates.ts";
import { openRedeterminations } from "@emeritus/operations/redetermining/open-cases.ts";
import type { System } from "@emeritus/operations/system.ts";
import { sha256 } from "@emeritus/records/canonical.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { postRows } from "@emeritus/records/pay-report-posting.ts";
import { nextNumber } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import { conversion } from "./record-rows.ts";

/** A raise that was agreed late: 96.00 in each of the last twelve months of work. */
const raise = { months: 12, cents: 9_600 } as const;

interface Retired {
  readonly person: number;
  readonly position: number;
  readonly employer: number;
  readonly group: number;
  readonly plan: string;
  readonly left: string;
}

/** Lets an employer report a raise for the last year of work of somebody who retired lately and was paid, so that a redetermination waits; once. Gives its person. */
export async function showLateRaise(system: System): Promise<number | undefined> {
  const { number: fund } = system.fund;
  return system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const { rows } = await sql<Retired>`
      select b.person, e.position, e.employer, e.reporting_group as "group", e.plan, (e.valid_to - 1)::text as left
      from records.benefit b join records.employment e on e.fund = b.fund and e.person = b.person and e.recorded_to = 'infinity' and e.valid_to <= b.valid_from and e.eligible
      where b.fund = ${fund} and b.kind = 'retirement' and b.payment_option = 'lifeIncome' and b.status = 'due' and b.recorded_to = 'infinity' and b.valid_to = 'infinity'
        and b.valid_from < ${formatDate(firstOfMonthOf(system.calendar.today()))}::date and e.valid_to > b.valid_from - 62
        and not exists (select from records.case_file c where c.fund = b.fund and (c.person = b.person or c.kind = 'redetermination'))
      order by b.valid_from desc, b.person limit 1`.execute(tx);
    const retired = rows[0];
    if (retired === undefined) return undefined;
    const report = await post(tx, fund, retired, instant);
    const fileId = `late-raise-${report}`;
    const cause = { kind: "payReport", report, fileId, employer: retired.employer } as const;
    const made = { fund, today: system.calendar.today(), actor: conversion.enteredBy };
    await openRedeterminations(tx, { ...made, persons: [retired.person], cause }, instant);
    return retired.person;
  });
}

async function post(tx: Tx, fund: number, retired: Retired, instant: Instant): Promise<number> {
  const report = await nextNumber(tx, "records.pay_report_number");
  const last = firstOfMonthOf(parseDate(retired.left));
  const months = Array.from({ length: raise.months }, (_, at) => addMonths(last, at + 1 - raise.months));
  const ints = (value: (at: number) => number) => Int32Array.from(months, (_, at) => value(at));
  const cents = (value: number) => new Float64Array(months.length).fill(value);
  const employerCents = Math.round(raise.cents * 0.3025);
  await tx
    .insertInto("records.pay_report")
    .values({
      fund,
      report,
      reporting_group: retired.group,
      employer: retired.employer,
      file_id: `late-raise-${report}`,
      report_type: "SUPPLEMENTAL",
      period_begin: formatDate(last),
      period_end: formatDate(lastOfMonthOf(last)),
      pay_date: formatDate(lastOfMonthOf(last)),
      sha256: sha256(`late raise ${report}`),
      rows_money: months.length,
      rows_event: 0,
      rows_leave: 0,
      rows_correction: 0,
      pensionable_cents: BigInt(raise.cents * months.length),
      member_cents: 0n,
      employer_cents: BigInt(employerCents * months.length),
      life_cents: 0n,
      ltd_cents: 0n,
      findings: '{"counts":[],"kept":[]}',
      sent_by: conversion.enteredBy,
      recorded_from: instant,
    })
    .execute();
  await tx
    .insertInto("records.pay_report_step")
    .values({ fund, report, step: "posted", actor: conversion.checkedBy, recorded_from: instant })
    .execute();
  const columns = {
    person: ints(() => retired.person),
    position: ints(() => retired.position),
    line: ints((at) => at + 2),
    plan: months.map(() => retired.plan),
    code: months.map(() => "REG"),
    earnBegin: ints((at) => months[at]!),
    earnEnd: ints((at) => lastOfMonthOf(months[at]!)),
    grossCents: cents(raise.cents),
    pensionableCents: cents(raise.cents),
    memberCents: cents(0),
    employerCents: cents(employerCents),
    ltdCents: cents(0),
    lifeCents: cents(0),
    counts: new Uint8Array(months.length).fill(1),
    correctsReport: ints(() => 0),
    correctsRow: ints(() => 0),
  };
  await postRows(tx, fund, report, columns, instant);
  return report;
}
