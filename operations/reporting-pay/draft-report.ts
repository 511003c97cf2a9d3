import { addDays, formatDate, monthOf, yearOfDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { monthPay } from "@emeritus/records/pay-report-before.ts";
import { peopleOfGroup } from "@emeritus/records/pay-report-people.ts";
import { leavesOf, stretchesOf } from "@emeritus/records/pay-report-service.ts";
import { lastPosted } from "@emeritus/records/pay-report.ts";
import { reportingGroups, type ReportingGroup } from "@emeritus/records/reporting-group.ts";
import { calendarsOn } from "@emeritus/records/employer-desk.ts";
import type { Actor } from "../actor.ts";
import { datesOf } from "../enrolling/calendar.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { firstPeriod } from "./check-header.ts";
import { memberRate, ratesInForce, share, type ContributionRates } from "./contribution-rates.ts";
import type { PlanCode } from "./layout.ts";
import { periodAfter, shareOfMonth, type PayPeriod } from "./periods.ts";
import { planInFile } from "./plan-names.ts";
import { decimal } from "./decimal.ts";
import { writeReport, type HeaderWritten } from "./write-report.ts";

/** Days from the end of a period to its pay date in a file drafted here for a group without a calendar. */
const daysToPayDate = 10;

/** Somebody whom a group's next report should pay, with the pay to expect. */
export interface ExpectedRow {
  readonly memberId: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly born: PlainDate;
  readonly position: string;
  readonly plan: PlanCode;
  readonly fteHundredths: number;
  readonly eligible: boolean;
  readonly begin: PlainDate;
  readonly end: PlainDate;
  readonly payCents: number;
}

/** What a group's next report should hold. */
export interface Expected {
  readonly group: ReportingGroup;
  readonly period: PayPeriod;
  readonly payDate: PlainDate;
  readonly rates: ContributionRates;
  readonly rows: readonly ExpectedRow[];
}

/**
 * Everybody employed in the next period of a group, with the pay of the last report, else their share of the last month's pay,
 * else `firstPayCents`. Nothing when the actor has no such group.
 */
export async function expectedReport(
  system: System,
  actor: Actor,
  asked: { group: string; firstPayCents?: number },
): Promise<Expected | undefined> {
  allow(actor, "report pay");
  const fund = system.fund.number;
  const group = (await reportingGroups(system.db, fund, system.calendar.today(), actor.employers)).find(
    (each) => each.code === asked.group,
  );
  if (group === undefined) return undefined;
  const { employer, group: reportingGroup } = group;
  const on = system.calendar.today();
  await allowInGroup(system.db, actor, "report pay", { fund, employer, reportingGroup, right: "report", on });
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
  const ofMonth = (key: string): number | undefined =>
    month.has(key) ? shareOfMonth(group.payCycle, month.get(key)!) : undefined;
  const byNumber = new Map(people.map((each) => [each.person, each]));
  const rows: ExpectedRow[] = [];
  for (const stretch of stretches) {
    const who = byNumber.get(stretch.person);
    const plan = planInFile(stretch.plan);
    if (who === undefined || plan === "" || stretch.from > period.end || away.has(stretch.person)) continue;
    rows.push({
      memberId: String(who.memberId).padStart(8, "0"),
      lastName: who.lastName,
      firstName: who.firstName,
      born: who.born,
      position: stretch.code,
      plan,
      fteHundredths: stretch.fteHundredths,
      eligible: stretch.eligible,
      begin: Math.max(period.begin, stretch.from),
      end: Math.min(period.end, addDays(stretch.to, -1)),
      payCents:
        stretch.lastPayCents ?? ofMonth(`${stretch.person} ${stretch.position}`) ?? asked.firstPayCents ?? 0,
    });
  }
  const rates = await ratesInForce(system.db, fund);
  const calendar = (await calendarsOn(system.db, fund, { on })).find(
    (each) => each.reportingGroup === reportingGroup,
  );
  const payDate =
    calendar === undefined ? addDays(period.end, daysToPayDate) : datesOf(calendar, period.end).payDate;
  return { group, period, payDate, rates, rows };
}

/**
 * Writes the file that a group would send next if nothing had changed. People are named by member number; no SSN is written.
 * Employers begin from it; demonstrations and measurements use it as it is.
 */
export async function draftReport(
  system: System,
  actor: Actor,
  asked: { group: string; firstPayCents?: number },
): Promise<{ name: string; text: string } | undefined> {
  const expected = await expectedReport(system, actor, asked);
  if (expected === undefined) return undefined;
  const header = headerOf(system, expected, expected.payDate);
  const text = writeReport(
    header,
    expected.rows.map((row) =>
      moneyFields(row, { payCents: row.payCents, payDate: expected.payDate, rates: expected.rates }),
    ),
  );
  return { name: `pay-report-${header.fileId}.csv`, text };
}

/** The header of a group's next regular report. */
export function headerOf(
  { calendar }: System,
  { group, period }: Expected,
  payDate: PlainDate,
): HeaderWritten {
  return {
    fileId: `${formatDate(period.end)}-${group.code}`,
    employer: group.employerCode,
    group: group.code,
    periodBegin: formatDate(period.begin),
    periodEnd: formatDate(period.end),
    payDate: formatDate(payDate),
    type: "REGULAR",
    createdAt: `${formatDate(calendar.today())}T12:00:00Z`,
  };
}

/** What is paid in a money row; the contributions follow from it. */
export interface Paid {
  readonly payCents: number;
  readonly payDate: PlainDate;
  readonly rates: ContributionRates;
  readonly code?: string;
  readonly end?: PlainDate;
  /** Nine digits, for somebody who has no member number yet. */
  readonly ssn?: string;
  readonly ltdCents?: number;
  readonly basicCents?: number;
  readonly optionalCents?: number;
}

/** A name as a file may hold it: one that a spreadsheet would calculate is left out, since a pay row needs none. */
const plainName = (name: string): string => (/^[=+\-@]/u.test(name) ? "" : name);

/** Why a row of half time or more is not benefit-eligible, as the file says it (B104): the employer decided so by the position's hours. */
const noMembership = "position without membership";

/** The fields of a money row in the order of the layout. */
export function moneyFields(row: ExpectedRow, paid: Paid): string[] {
  const { payCents, payDate, rates, code = "REG", end = row.end, ssn = "" } = paid;
  const rate = rates.employer(row.plan, payDate)?.hundredthsOfPercent ?? 0;
  return [
    "M",
    row.memberId,
    ssn,
    plainName(row.lastName),
    plainName(row.firstName),
    formatDate(row.born),
    row.position,
    "",
    "",
    row.plan,
    decimal(row.fteHundredths),
    row.eligible ? "Y" : "N",
    formatDate(row.begin),
    formatDate(end),
    code,
    "",
    "",
    "",
    decimal(payCents),
    decimal(payCents),
    decimal(share(payCents, memberRate(row.plan))),
    decimal(share(payCents, rate)),
    decimal(paid.ltdCents ?? 0),
    decimal(paid.basicCents ?? 0),
    decimal(paid.optionalCents ?? 0),
    row.eligible ? "" : noMembership,
  ];
}
