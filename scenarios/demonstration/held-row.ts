import { addMonths, firstOfMonthOf, formatDate, lastOfMonthOf } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { ratesInForce, share } from "@emeritus/operations/reporting-pay/contribution-rates.ts";
import type { Finding } from "@emeritus/operations/reporting-pay/findings.ts";
import { moneyColumns, payCodes, type PlanCode } from "@emeritus/operations/reporting-pay/layout.ts";
import { planInFile } from "@emeritus/operations/reporting-pay/plan-names.ts";
import type { System } from "@emeritus/operations/system.ts";
import { sha256 } from "@emeritus/records/canonical.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { holdRows } from "@emeritus/records/pay-report-held.ts";
import { nextNumber } from "@emeritus/records/person.ts";
import { sql } from "kysely";
import { conversion } from "./record-rows.ts";

interface Employee {
  readonly memberId: string;
  readonly code: string;
  readonly plan: string;
  readonly first: string;
  readonly last: string;
}

const employer = 1;
/** Overtime of the month before the last, 150.00. */
const overtimeCents = 15_000n;
const fileId = "SUPPLEMENT-OVERTIME";

/** Shows a row of a supplemental report that waits to be mended by the employer's own account; once. */
export async function showHeldRow({ db, fund: { number: fund }, keys, calendar }: System): Promise<void> {
  const begin = addMonths(firstOfMonthOf(calendar.today()), -2);
  const end = lastOfMonthOf(begin);
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<Employee>`
      select p.member_id as "memberId", j.code, e.plan, n.first_name as first, n.last_name as last
      from records.employment e join records.person p using (fund, person) join records."position" j using (fund, person, position)
      join records.person_name n on n.fund = e.fund and n.person = e.person and n.valid_to = 'infinity' and n.recorded_to = 'infinity'
      where e.fund = ${fund} and e.employer = ${employer} and e.eligible and e.plan = 'msep2000' and e.valid_to = 'infinity' and e.recorded_to = 'infinity'
        and e.valid_from < ${formatDate(begin)}::date
        and not exists (select from records.pay_report r where r.fund = e.fund and r.file_id = ${fileId})
      order by e.person desc limit 1`.execute(tx);
    const employee = rows[0];
    if (employee === undefined) return;
    const instant = await takeInstant(tx);
    const report = await nextNumber(tx, "records.pay_report_number");
    const period = {
      period_begin: formatDate(begin),
      period_end: formatDate(end),
      pay_date: formatDate(end),
    };
    const nothing = { member_cents: 0n, employer_cents: 0n, life_cents: 0n, ltd_cents: 0n };
    const counts = { rows_money: 0, rows_event: 0, rows_leave: 0, rows_correction: 0, pensionable_cents: 0n };
    const held = { rows_held: 1, held_pensionable_cents: overtimeCents, held_lines: [2], people_paid: 0 };
    const of = {
      fund,
      report,
      reporting_group: employer,
      employer,
      file_id: fileId,
      report_type: "SUPPLEMENTAL" as const,
    };
    const told = { sha256: sha256(fileId), findings: '{"counts":[],"kept":[]}', sent_by: "rivers" };
    await tx
      .insertInto("records.pay_report")
      .values({ ...of, ...period, ...counts, ...nothing, ...told, ...held, recorded_from: instant })
      .execute();
    await tx
      .insertInto("records.pay_report_step")
      .values({ fund, report, step: "posted", actor: conversion.checkedBy, recorded_from: instant })
      .execute();
    const rates = await ratesInForce(tx, fund);
    const rate = rates.employer(planInFile(employee.plan) as PlanCode, end)?.hundredthsOfPercent ?? 0;
    const employerCents = BigInt(share(Number(overtimeCents), rate));
    const days = { begin: formatDate(begin), end: formatDate(end) };
    const row = rowOf(employee, { ...days, employerCents });
    await holdRows(tx, keys, { fund, report }, [row], instant);
  });
}

/** The row as the employer sent it: its event code is no word of the list. */
function rowOf(
  { memberId, code, plan, first, last }: Employee,
  { begin, end, employerCents }: { begin: string; end: string; employerCents: bigint },
) {
  const value = "OVERTIME";
  const cents = formatCents(overtimeCents);
  const told: Readonly<Record<string, string>> = {
    rec: "M",
    member_id: memberId,
    first_name: first,
    last_name: last,
    position_id: code,
    plan: planInFile(plan),
    fte_pct: "100.00",
    eligible: "Y",
    earn_begin: begin,
    earn_end: end,
    event_code: value,
    pay_rate: "25.00",
    rate_unit: "H",
    hours_paid: "6.00",
    gross: cents,
    pensionable: cents,
    member_contrib: "0.00",
    employer_contrib: formatCents(employerCents),
    ltd_contrib: "0.00",
    basic_life: "0.00",
    optional_life: "0.00",
  };
  const field = "event_code";
  const found: Finding = {
    rule: "badChoice",
    line: 2,
    field,
    value,
    facts: { choices: payCodes.join(", ") },
  };
  const fields = moneyColumns.map((column) => told[column] ?? "");
  return { line: 2, letter: "M", memberId, fields, findings: JSON.stringify([found]) } as const;
}
