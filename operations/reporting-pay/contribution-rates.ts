import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { employerRateOn, type EmployerRateRow } from "@emeritus/law/missouri/mosers/board/employer-rates.ts";
import type { PlanCode } from "./layout.ts";

/** Plans whose members contribute, with their rate in hundredths of a percent: 4 % of pay (RSMo 104.1091, handbook page 16). */
const memberRates: Partial<Record<PlanCode, number>> = { MSEP2011: 400 };

/** Plans whose reports this fund takes: the general plans, which share one employer rate (RSMo 104.1066.1). */
export const plansTaken: ReadonlySet<PlanCode> = new Set<PlanCode>(["MSEP", "MSEP2000", "MSEP2011"]);

/** The member's rate in hundredths of a percent, 0 for plans without member contributions. */
export function memberRate(plan: PlanCode): number {
  return memberRates[plan] ?? 0;
}

/** The employer's rate in force on a pay date, or nothing where no certified rate covers it. */
export function employerRate(plan: PlanCode, payDate: PlainDate): EmployerRateRow | undefined {
  return plansTaken.has(plan) ? employerRateOn(formatDate(payDate)) : undefined;
}

/** Cents due on pay at a rate, half a cent away from zero, so that a correction takes back exactly what was charged. */
export function share(cents: number, hundredthsOfPercent: number): number {
  const due = Math.floor((Math.abs(cents) * hundredthsOfPercent + 5_000) / 10_000);
  return cents < 0 ? -due : due;
}
