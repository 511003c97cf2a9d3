/**
 * What each of the three general plans gives a class of members, in the rows of the handbook's summary tables (p.18, 22). Nothing is
 * written down here: every entry is found by asking the law, so that a change of the law changes the table.
 */
import { addDays, addMonths, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { Exact, exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Given, Known } from "@emeritus/engine/facts.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { walk } from "@emeritus/engine/node.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { planNamed } from "./plans.ts";
import { usualFacts } from "./usual.ts";

/** The general plans, as the handbook's tables name them. */
export const summarizedPlans = ["msep", "msep-2000", "msep-2011"] as const;
/** One of the general plans. */
export type SummarizedPlan = (typeof summarizedPlans)[number];
/** The classes that the tables compare. */
export const summarizedClasses = ["general", "legislator", "official"] as const;
/** One of those classes. */
export type SummarizedClass = (typeof summarizedClasses)[number];

/** An age with the least service that opens it, both in months. */
export interface Opening {
  readonly age: number;
  readonly service: number;
}

/** One column of a table: a plan, for a class, on a day. */
export interface PlanSummary {
  /** Least service of a vested member, in months. */
  readonly vestedAfter: number;
  /** Unreduced benefits by age, the youngest age first. */
  readonly normal: readonly Opening[];
  /** The Rule of 80, or of 90: the least age, and the sum of age and service, in months. */
  readonly rule: { readonly leastAge: number; readonly sum: number } | undefined;
  /** The youngest early retirement with a reduced benefit. */
  readonly early: Opening | undefined;
  /** Payment options, each with the share of the base benefit that a couple of 62 is paid. */
  readonly options: readonly { readonly name: string; readonly share: Exact }[];
  /** Base benefit of twelve years, where average pay and the pay of the office are 3,000.00 a month. */
  readonly baseOfTwelveYears: Exact;
  /** Whether service past 65 raises the benefit. */
  readonly increaseInService: boolean;
  /** Share of pay that members contribute. */
  readonly contributes: Exact;
  /** How a purchase at the reduced cost stands: of military duty and of public employment. */
  readonly reducedPurchases: boolean;
  /** Whether public employment may be bought at its full cost. */
  readonly fullCostPurchases: boolean;
  /** Whether service may be moved by the one-time transfer, and by agreement after ten years. */
  readonly oneTimeTransfer: boolean;
  readonly transferByAgreement: boolean;
}

const optionRules: readonly (readonly [option: string, rule: string])[] = [
  ["lifeIncome", "lifeIncomeAmount"],
  ["joint50", "joint50Amount"],
  ["joint100", "joint100Amount"],
  ["guaranteed60", "guaranteed60Amount"],
  ["guaranteed120", "guaranteed120Amount"],
  ["guaranteed180", "guaranteed180Amount"],
];

const firstHiredOf: Readonly<Record<SummarizedPlan, string>> = {
  msep: "1990-01-01",
  "msep-2000": "2005-01-01",
  "msep-2011": "2011-01-01",
};
const planHeldOf: Readonly<Record<SummarizedPlan, string>> = {
  msep: "inClosedPlan",
  "msep-2000": "inYear2000Plan",
  "msep-2011": "inTierOf2011",
};

/** A question about a member of a class who leaves the day before the annuity would start, at an age and with some service. */
const asker =
  (plan: Plan, name: SummarizedPlan, memberClass: SummarizedClass, on: PlainDate) =>
  (rule: string, age: number, service: number, more: Known = {}): Value | undefined => {
    const left = addDays(on, -1);
    const assemblies = memberClass === "legislator" ? Math.floor(service / 24) : 0;
    const stated: Record<string, Given> = {
      isMember: true,
      memberClass,
      firstHired: firstHiredOf[name],
      birthDate: addMonths(left, -age),
      leftService: left,
      annuityStartingDate: on,
      creditedService: service,
      benefitService: service,
      earnedService: service,
      purchasedService: 0,
      transferredService: 0,
      fullAssemblies: assemblies,
      ...(plan.rules.has("creditedAssemblies") ? { creditedAssemblies: assemblies } : {}),
      ...(plan.rules.has("assembliesServed") ? { assembliesServed: assemblies } : {}),
      finalAveragePay: exact(300_000n),
      legislatorMonthlyPay: exact(300_000n),
      officialMonthlyPay: exact(300_000n),
      unusedSickLeaveHours: exact(0n),
    };
    const known = Object.fromEntries(
      Object.entries(stated).filter(([each]) => plan.rules.has(each) || plan.facts.has(each)),
    );
    return explainerByName(plan, { stated: { ...known, ...more }, recorded: usualFacts(plan) })(rule).value;
  };

/** The least number of months up to `most` for which something holds that goes on holding; nothing where it never does. */
function least(most: number, holds: (months: number) => boolean): number | undefined {
  if (!holds(most)) return undefined;
  let [from, to] = [0, most];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}

/** The ages that a plan's law names, in months, from 40 to 75 years. */
function agesOf(plan: Plan): readonly number[] {
  const ages = new Set<number>();
  const take = (value: unknown): void => {
    if (typeof value === "number" && value >= 480 && value <= 900 && value % 12 === 0) ages.add(value);
  };
  for (const rule of plan.rules.values())
    walk(rule.means, (node) => void (node.op === "constant" && take(node.value)));
  for (const table of plan.tables.values())
    if (table.shape === "dated") for (const row of table.rows) take(row.value);
  return [...ages].toSorted((a, b) => a - b);
}

const longest = 720;

/** Openings of a rule, each with less service than the younger ones before it. */
function openings(ages: readonly number[], holds: (age: number, service: number) => boolean): Opening[] {
  const found: Opening[] = [];
  for (const age of ages) {
    const service = least(longest, (months) => holds(age, months));
    if (service !== undefined && service < (found.at(-1)?.service ?? Infinity)) found.push({ age, service });
  }
  return found;
}

const yes = (value: Value | undefined): boolean => value === true;
const amount = (value: Value | undefined): Exact => (value instanceof Exact ? value : exact(0n));

/** What a plan gives a class on a day: found by asking the plan, those of contributions, and of bought and moved service. */
export function summaryOf(name: SummarizedPlan, memberClass: SummarizedClass, on: PlainDate): PlanSummary {
  const { plan } = planNamed(name)!;
  const ask = asker(plan, name, memberClass, on);
  const ages = agesOf(plan);
  const ruleAge = ages.find((age) => yes(ask("ruleOf80", age, longest)));
  const ruleService =
    ruleAge === undefined ? undefined : least(longest, (months) => yes(ask("ruleOf80", ruleAge, months)));
  const couple = { spouseBirthDate: addMonths(addDays(on, -1), -744), reducedBaseBenefit: exact(100_000n) };
  const service = { planHeld: planHeldOf[name], firstHired: firstHiredOf[name] };
  return {
    vestedAfter: least(longest, (months) => yes(ask("vested", 600, months))) ?? longest,
    normal: openings(ages, (age, months) => yes(ask("normalAgeReached", age, months))),
    rule:
      ruleAge === undefined || ruleService === undefined
        ? undefined
        : { leastAge: ruleAge, sum: ruleAge + ruleService },
    early: openings(ages, (age, months) => yes(ask("earlyAgeReached", age, months)))[0],
    options: optionRules
      .filter(([, rule]) => plan.rules.has(rule))
      .map(([option, rule]) => ({
        name: option,
        share: exact(amount(ask(rule, 744, 144, couple)).n, 100_000n),
      })),
    baseOfTwelveYears: amount(ask("baseBenefit", 744, 144)),
    increaseInService: plan.rules.has("earnsInService"),
    contributes: contributionOf(name, on),
    reducedPurchases: ["militaryDuty", "publicEmployment"].every((kind) => purchaseIsOpen(kind, service, on)),
    fullCostPurchases: purchaseIsOpen("publicEmploymentAtFullCost", service, on),
    oneTimeTransfer: moveIsOpen("oneTimeTransfer", service, on),
    transferByAgreement: moveIsOpen("afterTenYears", service, on),
  };
}

function contributionOf(name: SummarizedPlan, on: PlainDate): Exact {
  const { plan } = planNamed("member-contributions")!;
  const facts = { stated: { firstHired: firstHiredOf[name], payMonth: on, payOfMonth: exact(10_000n) } };
  return exact(amount(explainerByName(plan, facts)("memberContribution").value).n, 10_000n);
}

const inServiceCredit = (rule: string, stated: Known): Value | undefined =>
  explainerByName(planNamed("service-credit")!.plan, { stated })(rule).value;

const purchaseIsOpen = (purchaseKind: string, held: Known, on: PlainDate): boolean =>
  inServiceCredit("purchaseStanding", {
    ...held,
    purchaseKind,
    vestedNow: true,
    appliedForRetirement: null,
    stillEmployed: true,
    alreadyCredited: false,
    priorService: [{ from: parseDate("1985-01-01"), to: parseDate("1988-12-31"), hoursAYear: exact(2080n) }],
    purchaseApplied: on,
    honorableDischarge: true,
    militaryProof: true,
    governmentalEmployer: true,
    ownDepartmentService: false,
    buyableElsewhere: true,
  }) === "purchaseOpen";

const moveIsOpen = (transferRoute: string, held: Known, on: PlainDate): boolean =>
  inServiceCredit("moveStanding", {
    ...held,
    transferRoute,
    transferUsed: false,
    transferFiled: on,
    annuityStartingDate: addMonths(on, 12),
    coveredService: 120,
    vestedElsewhere: true,
    agreementExists: true,
    vestedNow: true,
    appliedForRetirement: null,
    serviceInOtherPlan: 60,
  }) === "moveOpen";
