import { addDays, formatDate, monthOf, yearOfDate, type PlainDate } from "@emeritus/engine/dates.ts";
import {
  lastPosted,
  leavesOf,
  monthPay,
  peopleOfGroup,
  reportingGroups,
  stretchesOf,
} from "@emeritus/records/pay-report.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { firstPeriod } from "./check-header.ts";
import { employerRate, memberRate, share } from "./contribution-rates.ts";
import type { PayCycle } from "./check-context.ts";
import type { PlanCode } from "./layout.ts";
import { periodAfter, type PayPeriod } from "./periods.ts";
import { planInFile } from "./plan-names.ts";
import { decimal } from "./decimal.ts";

/** Days from the end of a period to its pay date in a file drafted here. */
const daysToPayDate = 10;

/**
 * Writes the file that a group would send next if nothing had changed: everybody employed in the period, with the pay of
 * the last report, else their share of the last month's pay, else `firstPayCents`. People are named by member number; no SSN is written.
 * Nothing when the actor has no such group. Employers begin from it; demonstrations and measurements use it as it is.
 */
export async function draftReport(
  system: System,
  actor: Actor,
  asked: { group: string; firstPayCents?: number },
): Promise<{ name: string; text: string } | undefined> {
  allow(actor, "report pay");
  const fund = system.fund.number;
  const group = (await reportingGroups(system.db, fund, system.calendar.today(), actor.employers)).find(
    (each) => each.code === asked.group,
  );
  if (group === undefined) return undefined;
  allow(actor, "report pay", { employer: group.employer });
  const last = await lastPosted(system.db, fund, group.group);
  const period: PayPeriod =
    last === undefined
      ? firstPeriod(group, system.calendar.today())
      : periodAfter(group.payCycle, last.periodEnd);
  const people = await peopleOfGroup(system.db, fund, {
    group: group.group,
    since: period.begin,
    on: period.end,
  });
  const stretches = await stretchesOf(system.db, fund, {
    group: group.group,
    since: period.begin,
    people: [],
    lastReport: last?.report,
  });
  const leaves = await leavesOf(system.db, fund, { group: group.group, since: period.begin, people: [] });
  const away = new Set(
    leaves
      .filter((leave) => leave.from <= period.begin && leave.to > period.end)
      .map((leave) => leave.person),
  );
  const month =
    last === undefined
      ? new Map<string, number>()
      : await monthPay(system.db, fund, {
          group: group.group,
          year: yearOfDate(last.periodEnd),
          month: monthOf(last.periodEnd),
        });
  const byNumber = new Map(people.map((each) => [each.person, each]));
  const payDate = addDays(period.end, daysToPayDate);

  const lines: string[] = [];
  const sums = { pay: 0, member: 0, employer: 0 };
  for (const stretch of stretches) {
    const who = byNumber.get(stretch.person);
    const plan = planInFile(stretch.plan);
    if (who === undefined || plan === "" || stretch.from > period.end || away.has(stretch.person)) continue;
    const pay =
      stretch.lastPayCents ??
      shareOfMonth(month.get(`${stretch.person} ${stretch.position}`), group.payCycle) ??
      asked.firstPayCents ??
      0;
    const row = moneyRow({ who, stretch, plan, pay, period, payDate });
    lines.push(row.text);
    sums.pay += pay;
    sums.member += row.member;
    sums.employer += row.employer;
  }
  const id = `${formatDate(period.end)}-${group.code}`;
  const header = [
    "H",
    1,
    id,
    group.employerCode,
    group.code,
    formatDate(period.begin),
    formatDate(period.end),
    formatDate(payDate),
    "REGULAR",
    `${formatDate(system.calendar.today())}T12:00:00Z`,
    "Emeritus",
  ];
  const trailer = [
    "T",
    lines.length,
    0,
    0,
    0,
    decimal(sums.pay),
    decimal(sums.member),
    decimal(sums.employer),
    "0.00",
    "0.00",
    0,
  ];
  return {
    name: `pay-report-${id}.csv`,
    text: [header.map(cell).join(","), ...lines, trailer.join(","), ""].join("\n"),
  };
}

/** What a period gets of a month's pay, where the last report has no row for somebody. */
function shareOfMonth(cents: number | undefined, cycle: PayCycle): number | undefined {
  return cents === undefined || cycle === "monthly" ? cents : Math.round(cents / 2);
}

interface RowAsked {
  readonly who: {
    readonly memberId: number;
    readonly lastName: string;
    readonly firstName: string;
    readonly born: PlainDate;
  };
  readonly stretch: {
    readonly code: string;
    readonly from: PlainDate;
    readonly to: PlainDate;
    readonly fteHundredths: number;
    readonly eligible: boolean;
  };
  readonly plan: PlanCode;
  readonly pay: number;
  readonly period: PayPeriod;
  readonly payDate: PlainDate;
}

function moneyRow({ who, stretch, plan, pay, period, payDate }: RowAsked): {
  text: string;
  member: number;
  employer: number;
} {
  const begin = Math.max(period.begin, stretch.from);
  const end = Math.min(period.end, addDays(stretch.to, -1));
  const member = share(pay, memberRate(plan));
  const employer = share(pay, employerRate(plan, payDate)?.hundredthsOfPercent ?? 0);
  const fields = [
    "M",
    String(who.memberId).padStart(8, "0"),
    "",
    who.lastName,
    who.firstName,
    formatDate(who.born),
    stretch.code,
    "",
    "",
    plan,
    decimal(stretch.fteHundredths),
    stretch.eligible ? "Y" : "N",
    formatDate(begin),
    formatDate(end),
    "REG",
    "",
    "",
    "",
    decimal(pay),
    decimal(pay),
    decimal(member),
    decimal(employer),
    "0.00",
    "0.00",
    "0.00",
    "",
  ];
  return { text: fields.map(cell).join(","), member, employer };
}

/** A field as RFC 4180 writes it. */
const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
