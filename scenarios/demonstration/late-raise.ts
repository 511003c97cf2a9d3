import { randomUUID } from "node:crypto";
import {
  addDays,
  addMonths,
  firstOfMonthOf,
  formatDate,
  lastOfMonthOf,
  parseDate,
} from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { memberRate, ratesInForce, share } from "@emeritus/operations/reporting-pay/contribution-rates.ts";
import { moneyColumns, type PlanCode } from "@emeritus/operations/reporting-pay/layout.ts";
import { planInFile } from "@emeritus/operations/reporting-pay/plan-names.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { writeReport } from "@emeritus/operations/reporting-pay/write-report.ts";
import type { System } from "@emeritus/operations/system.ts";
import { sql } from "kysely";
import { conversion } from "./record-rows.ts";

/** A raise that was agreed late: 96.00 in each of the last twelve months of work, paid by the half month. */
const raise = { halves: 24, cents: 4_800 } as const;

interface Retired {
  readonly person: number;
  readonly memberId: string;
  readonly position: string;
  readonly employer: number;
  readonly employerCode: string;
  readonly groupCode: string;
  readonly plan: string;
  readonly left: string;
  readonly periodBegin: string;
  readonly periodEnd: string;
}

/**
 * Lets an employer report a raise for the last year of work of somebody who retired lately and was paid, by a file like any other, so that
 * the employer is charged and a redetermination waits; once. Gives its person.
 */
export async function showLateRaise(system: System): Promise<number | undefined> {
  const retired = await lateRetiree(system);
  const rates = await ratesInForce(system.db, system.fund.number);
  const plan = retired && (planInFile(retired.plan) as PlanCode);
  const rate = plan && rates.employer(plan, system.calendar.today())?.hundredthsOfPercent;
  if (retired === undefined || rate === undefined) return undefined; // no report is taken before the day's rate is known
  const { person, employer } = retired;
  const actor: Actor = { account: conversion.enteredBy, roles: ["employer"], employers: [employer] };
  const bytes = new TextEncoder().encode(raiseFile(system, retired, rate));
  const submission = {
    pensionableCents: BigInt(raise.cents * raise.halves),
    comments: { payChanged: "A raise that was agreed late.", totalChanged: "Only the raise." },
  };
  const { refused, accepted } = await receivePayReport(system, actor, {
    key: randomUUID(),
    bytes,
    submission,
  });
  if (accepted?.status === "posted") return person;
  const why = refused?.code ?? accepted?.status;
  system.log.warn({ person, why }, "the demonstration shows no late raise: its report was not posted");
  return undefined;
}

async function lateRetiree({ db, fund: { number: fund }, calendar }: System): Promise<Retired | undefined> {
  const { rows } = await sql<Retired>`
    select e.person, p.member_id as "memberId", j.code as position, e.employer, o.code as "employerCode", g.code as "groupCode", e.plan,
      e.last as left, r.period_begin as "periodBegin", r.period_end as "periodEnd"
    from (
      select e.fund, e.person, e.position, e.employer, e.reporting_group, e.plan, (e.valid_to - 1)::text as last
      from records.benefit b join records.employment e on e.fund = b.fund and e.person = b.person and e.recorded_to = 'infinity' and e.valid_to <= b.valid_from and e.eligible
      where b.fund = ${fund} and b.kind = 'retirement' and b.payment_option = 'lifeIncome' and b.status = 'due' and b.recorded_to = 'infinity' and b.valid_to = 'infinity'
        and b.valid_from < ${formatDate(firstOfMonthOf(calendar.today()))}::date and e.valid_to > b.valid_from - 62
        and not exists (select from records.case_file c where c.fund = b.fund and (c.person = b.person or c.kind = 'redetermination'))
      order by b.valid_from desc, b.person limit 1
    ) e
    join records.person p using (fund, person)
    join records."position" j using (fund, person, position)
    join records.employer o on (o.fund, o.employer) = (e.fund, e.employer) and o.valid_to = 'infinity' and o.recorded_to = 'infinity'
    join records.reporting_group g on (g.fund, g.reporting_group) = (e.fund, e.reporting_group) and g.valid_to = 'infinity' and g.recorded_to = 'infinity'
    join records.pay_report r on (r.fund, r.reporting_group) = (e.fund, e.reporting_group) and r.report_type = 'REGULAR'
    order by r.period_end desc limit 1`.execute(db);
  return rows[0];
}

/** The employer's file: a row for each half of the last twelve months of work. */
function raiseFile({ calendar }: System, retired: Retired, rate: number): string {
  const today = calendar.today();
  const told = {
    rec: "M",
    member_id: retired.memberId,
    position_id: retired.position,
    plan: planInFile(retired.plan),
    fte_pct: "100.00",
    eligible: "Y",
    event_code: "REG",
    gross: formatCents(BigInt(raise.cents)),
    pensionable: formatCents(BigInt(raise.cents)),
    member_contrib: formatCents(BigInt(share(raise.cents, memberRate(planInFile(retired.plan) as PlanCode)))),
    employer_contrib: formatCents(BigInt(share(raise.cents, rate))),
    ltd_contrib: "0.00",
    basic_life: "0.00",
    optional_life: "0.00",
    reason: "RETRO",
  };
  const header = {
    fileId: `late-raise-${retired.memberId}`,
    employer: retired.employerCode,
    group: retired.groupCode,
    periodBegin: retired.periodBegin,
    periodEnd: retired.periodEnd,
    payDate: formatDate(today),
    type: "SUPPLEMENTAL",
    createdAt: `${formatDate(today)}T12:00:00Z`,
  };
  const rows = halvesBefore(retired.left).map(([begin, end]) => {
    const row: Readonly<Record<string, string>> = { ...told, earn_begin: begin, earn_end: end };
    return moneyColumns.map((column) => row[column] ?? "");
  });
  return writeReport(header, rows);
}

/** The last halves of a month that end by a day of leaving, the earliest first. */
function halvesBefore(left: string): (readonly [begin: string, end: string])[] {
  const last = firstOfMonthOf(parseDate(left));
  const months = Array.from({ length: raise.halves / 2 + 1 }, (_, at) =>
    addMonths(last, at - raise.halves / 2),
  );
  return months
    .flatMap((first) => [
      [first, addDays(first, 14)] as const,
      [addDays(first, 15), lastOfMonthOf(first)] as const,
    ])
    .filter(([, end]) => end <= parseDate(left))
    .slice(-raise.halves)
    .map(([begin, end]) => [formatDate(begin), formatDate(end)] as const);
}
