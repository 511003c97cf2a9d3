import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { correctionKey, type PostedRow } from "./check-context.ts";
import { memberRate, share, type ContributionRates } from "./contribution-rates.ts";
import type { PlanCode } from "./layout.ts";
import type { MoneyRows } from "./report-file.ts";

/** What the rows of one plan and pay date come to, and the rates that decide it. Cents; rates in hundredths of a percent. */
export interface ReportSum {
  readonly plan: PlanCode;
  /** The pay date whose rate applies: the report's own, or for corrections that of the row corrected. */
  readonly payDate: string;
  readonly rows: number;
  readonly pensionableCents: number;
  readonly employerRate: number;
  /** How the rate is known: published, entered by the fund, or assumed. */
  readonly employerRateMark: string;
  readonly employerRateFrom: string;
  /** Pay × rate, rounded to the cent row by row. */
  readonly employerDueCents: number;
  readonly employerCents: number;
  readonly memberRate: number;
  readonly memberDueCents: number;
  readonly memberCents: number;
}

/** Sums of a report by plan and pay date, in order of plan. */
export function reportSums(
  money: MoneyRows,
  payDate: PlainDate,
  corrected: ReadonlyMap<string, PostedRow>,
  rates: ContributionRates,
): ReportSum[] {
  const sums = new Map<string, { -readonly [K in keyof ReportSum]: ReportSum[K] }>();
  for (let at = 0; at < money.count; at += 1) {
    const named = money.corrections.get(at);
    const date =
      named === undefined
        ? payDate
        : (corrected.get(correctionKey(named.fileId, named.line))?.payDate ?? payDate);
    const plan = money.plan[at]!;
    const key = `${plan} ${date}`;
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = emptySum(plan, date, rates)));
    const cents = money.pensionableCents[at]!;
    sum.rows += 1;
    sum.pensionableCents += cents;
    sum.employerDueCents += share(cents, sum.employerRate);
    sum.employerCents += money.employerCents[at]!;
    sum.memberDueCents += share(cents, sum.memberRate);
    sum.memberCents += money.memberCents[at]!;
  }
  return [...sums.values()].toSorted(
    (a, b) => a.plan.localeCompare(b.plan) || a.payDate.localeCompare(b.payDate),
  );
}

function emptySum(
  plan: PlanCode,
  date: PlainDate,
  rates: ContributionRates,
): { -readonly [K in keyof ReportSum]: ReportSum[K] } {
  const rate = rates.employer(plan, date);
  return {
    plan,
    payDate: formatDate(date),
    rows: 0,
    pensionableCents: 0,
    employerRate: rate?.hundredthsOfPercent ?? 0,
    employerRateMark: rate?.mark ?? "",
    employerRateFrom: rate?.from ?? "",
    employerDueCents: 0,
    employerCents: 0,
    memberRate: memberRate(plan),
    memberDueCents: 0,
    memberCents: 0,
  };
}
