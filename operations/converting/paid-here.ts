import { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import {
  type Increases,
  type LawOfBenefit,
  type PlanInPayment,
  plansInPayment,
} from "@emeritus/records/plans-in-payment.ts";
import { lawsInPayment } from "../benefit-payroll/laws-in-payment.ts";
import type { People } from "./careers.ts";
import type { Row } from "./layout.ts";
import { planLaws, planOfPayee } from "./plan-laws.ts";

/** Why the payroll does not pay a benefit that is taken over, in the order of the checks. */
export const whyNotPaid = ["divided", "plan", "class", "option", "increases"] as const;
/** Why the payroll does not pay a benefit that is taken over. */
export type WhyNotPaid = (typeof whyNotPaid)[number];

/** The provisions that say how a member's benefit rises; a plan has one of them, or every member's rises alike. */
const ofIncreases: Readonly<Record<string, (value: Value | undefined | null) => Increases | undefined>> = {
  leftBeforeEligible: (value) =>
    typeof value === "boolean" ? (value ? "fromSecondYear" : "usual") : undefined,
  colaTrack: (value) =>
    value === "leastFourPercent" || value === "consumerPriceIndex"
      ? value === "leastFourPercent"
        ? "leastFourPercent"
        : "usual"
      : undefined, // the pay of the office is not on the record
  leastAdjustment: (value) =>
    value instanceof Exact ? (value.n > 0n ? "leastFourPercent" : "usual") : undefined,
};

/** The name of the provision by which a plan's benefits rise otherwise for some members. */
export const increasesName = (plan: Plan): string | undefined =>
  Object.keys(ofIncreases).find((name) => plan.rules.has(name));

/** How a member's benefit rises, from what `says` gives of the plan's provision; nothing where the law could not say. Pure. */
export const increasesOf = (
  plan: Plan,
  says: (provision: string) => Value | undefined | null,
): Increases | undefined => {
  const name = increasesName(plan);
  return name === undefined ? "usual" : ofIncreases[name]!(says(name));
};

/** The same by a plan's law explained on some facts. Pure. */
export function increasesByLaw(plan: Plan, facts: Facts): Increases | undefined {
  const says = explainerByName(plan, facts);
  return increasesOf(plan, (name) => says(name).value);
}

const classesOf: Readonly<Record<PlanInPayment, readonly Row<"employment">["class"][]>> = {
  msep2000: ["general", "legislator"],
  msep2011: ["general", "legislator"],
  msep: ["general", "legislator"],
  judicial: ["judge"],
  judicial2011: ["judge"],
  alj: ["administrativeLawJudge"],
};

/**
 * By the law of which plan the payroll pays a benefit, and how it rises; or why it does not: the benefit is divided, or the record lacks
 * what the plan's law asks for in payment. `increases` is what the plan's law says of the member. Pure.
 */
export function paidHere(
  all: People,
  row: Row<"payees">,
  increases: Increases | undefined,
): LawOfBenefit | { readonly why: WhyNotPaid } {
  const plan = planOfPayee(all, row) as PlanInPayment;
  if (row.kind === "formerSpouse" || all.orders.has(row.member)) return { why: "divided" };
  if (!plansInPayment.includes(plan) || !lawsInPayment[plan].pays(row.kind)) return { why: "plan" };
  const classes = (all.jobs.get(row.member) ?? []).flatMap(({ versions }) => versions);
  const ofPlan = classes.filter((each) => each.plan === plan || plan === "msep2000");
  if (!ofPlan.every((each) => classesOf[plan].includes(each.class))) return { why: "class" };
  if (!planLaws[plan]!.options.includes(row.option)) return { why: "option" };
  return increases === undefined ? { why: "increases" } : { plan, increases };
}
