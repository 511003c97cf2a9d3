import {
  addDays,
  addMonths,
  ENDLESS,
  firstOfMonthOf,
  formatDate,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import type { BackdatedMonth } from "@emeritus/records/enrolment.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { memberRate, share, type ContributionRates } from "../reporting-pay/contribution-rates.ts";
import { planInFile } from "../reporting-pay/plan-names.ts";
import type { Job } from "./reported.ts";

/** The rule that a membership found late rests on. */
export const backdatingCites = "BR 2-14(6), 3-12(6)";

/** A month's pay as the employer certifies it. */
export interface MonthOfPay {
  /** First day of the month. */
  readonly month: PlainDate;
  readonly payCents: number;
}

/** A position found eligible after all, for days that are past. */
export interface BackdatingAsked {
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly months: readonly MonthOfPay[];
}

/** Why a membership is not backdated. */
export type BackdatingRefusal =
  | "no-such-position"
  | "not-employed"
  | "dates-reversed"
  | "in-future"
  | "already-a-member"
  | "not-eligible"
  | "months-missing"
  | "pay-missing"
  | "vesting-not-known"
  | "rate-unknown"
  | "case-open"
  | "no-such-case"
  | "not-at-this-stage"
  | "same-person"
  | "contributions-open";

/** Pure. Order: the days, the work on them, whether they count already, the hours by the law, and pay for each month (BR 2-14(6)(a)-(b)). */
export function decideBackdating(
  job: Pick<Job, "stretches">,
  asked: BackdatingAsked,
  seen: { readonly today: PlainDate; readonly eligible: boolean; readonly openCase: number | undefined },
): Outcome<MemberClass, Refusal<BackdatingRefusal>> {
  const { from, through, months } = asked;
  if (through < from) return refused("dates-reversed");
  if (through > seen.today) return refused("in-future", { days: 0 });
  if (seen.openCase !== undefined) return refused("case-open", { caseNumber: seen.openCase });
  const during = job.stretches.filter((each) => each.from <= through && each.to > from);
  if (!covers(during, from, through)) return refused("not-employed");
  const counted = during.find(({ eligible }) => eligible);
  if (counted !== undefined) return refused("already-a-member", { from: formatDate(counted.from) });
  if (!seen.eligible) return refused("not-eligible", {}, "BR 2-14(1), 3-12(1)");
  const asMonths = monthsIn(from, through);
  const told = new Set(months.map(({ month }) => month));
  const missing = asMonths.find((month) => !told.has(month));
  if (missing !== undefined || told.size !== months.length || told.size !== asMonths.length)
    return refused("months-missing", { month: formatDate(missing ?? asMonths[0]!) }, backdatingCites);
  if (months.every(({ payCents }) => payCents === 0)) return refused("pay-missing", {}, backdatingCites);
  return accepted(during[0]!.memberClass);
}

/** Whether stretches hold every day of a span. */
function covers(
  stretches: readonly { from: PlainDate; to: PlainDate }[],
  from: PlainDate,
  through: PlainDate,
): boolean {
  let reached = from;
  for (const each of stretches.toSorted((a, b) => a.from - b.from)) {
    if (each.from > reached) return false;
    reached = Math.max(reached, each.to === ENDLESS ? addDays(through, 1) : each.to);
  }
  return reached > through;
}

/** The months that a span touches, by their first days. Pure. */
export function monthsIn(from: PlainDate, through: PlainDate): PlainDate[] {
  const months: PlainDate[] = [];
  for (let month = firstOfMonthOf(from); month <= through; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** What each month's pay brings, at the rates in force in that month; nothing where a month has no certified rate. Pure. */
export function contributionsOf(
  plan: string,
  months: readonly MonthOfPay[],
  rates: ContributionRates,
): Outcome<readonly (BackdatedMonth & { readonly rate: number })[], Refusal<BackdatingRefusal>> {
  const code = planInFile(plan);
  const rows: (BackdatedMonth & { rate: number })[] = [];
  for (const { month, payCents } of months.toSorted((a, b) => a.month - b.month)) {
    const rate = code === "" ? undefined : rates.employer(code, month);
    if (code === "" || rate === undefined) return refused("rate-unknown", { month: formatDate(month) });
    const employerCents = BigInt(share(payCents, rate.hundredthsOfPercent));
    const memberCents = BigInt(share(payCents, memberRate(code)));
    rows.push({
      month,
      payCents: BigInt(payCents),
      employerCents,
      memberCents,
      rate: rate.hundredthsOfPercent,
    });
  }
  return accepted(rows);
}
