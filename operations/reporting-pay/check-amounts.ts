import { daysBetween, monthIndex, type PlainDate } from "@emeritus/engine/dates.ts";
import type { CheckContext } from "./check-context.ts";
import { decimal } from "./decimal.ts";
import type { RosterPerson, RosterPosition } from "./roster.ts";

/** What the amounts and hours of one row may be by themselves (B112-B113, B132-B134, W103). */
export function checkAmounts(
  context: CheckContext,
  at: number,
  who: RosterPerson,
  stretch: RosterPosition,
): void {
  const { findings, file } = context;
  const { money } = file;
  const line = money.line[at]!;
  const gross = money.grossCents[at]!;
  const pay = money.pensionableCents[at]!;
  const code = money.code[at]!;
  if (gross < 0 || pay < 0)
    findings.add("negativePay", line, pay < 0 ? "pensionable" : "gross", decimal(pay < 0 ? pay : gross));
  else if (pay > gross && !paidByAnother.has(code))
    findings.add("pensionableOverGross", line, "pensionable", decimal(pay), { gross: decimal(gross) });
  const hours = money.hoursHundredths[at]!;
  const days = daysBetween(money.earnBegin[at]!, money.earnEnd[at]!) + 1;
  if (hours > days * hoursADay) findings.add("tooManyHours", line, "hours_paid", decimal(hours), { days });
  const hourly = money.hourlyCents[at]!;
  if (hourly > 0 && hours > 0 && code === "REG" && Math.abs(hourly * hours - gross * 100) > 100)
    findings.add("rateDiffers", line, "gross", decimal(gross), {
      due: decimal(Math.round((hourly * hours) / 100)),
    });
  if (money.optionalLifeCents[at]! > 0 && money.basicLifeCents[at] === 0)
    findings.add("optionalLifeWithoutBasic", line, "optional_life", decimal(money.optionalLifeCents[at]!));
  if (money.ltdCents[at]! > 0 && surelyEligible(who, stretch, money.earnBegin[at]!))
    findings.add("disabilityPremiumNotDue", line, "ltd_contrib", decimal(money.ltdCents[at]!));
}

/** Kinds of pay that count although somebody else pays them or nobody does (handbook, "Pay"). */
const paidByAnother: ReadonlySet<string> = new Set(["WC", "ILL"]);
const hoursADay = 24 * 100;

/** Ages in years and sums of age and service, also in years, from which a plan's unreduced benefit is open (RSMo 104.400, 104.1024, 104.1091). */
const normalAges: Readonly<Record<string, { age: number; sum: number; least: number }>> = {
  MSEP: { age: 65, sum: 80, least: 48 },
  MSEP2000: { age: 62, sum: 80, least: 48 },
  MSEP2011: { age: 67, sum: 90, least: 55 },
};
/** Years of service that vest in every plan. */
const surelyVested = 10;

/** Whether somebody is eligible for normal retirement by this employment alone; other service can only make it sooner. */
function surelyEligible(who: RosterPerson, stretch: RosterPosition, on: PlainDate): boolean {
  const rule = normalAges[stretch.plan];
  if (rule === undefined || who.birthDate === 0) return false;
  const age = monthIndex(on) - monthIndex(who.birthDate) - 1;
  const service = monthIndex(on) - monthIndex(stretch.from) - 1;
  return (
    (service >= 12 * surelyVested && age >= 12 * rule.age) ||
    (age >= 12 * rule.least && age + service >= 12 * rule.sum)
  );
}
