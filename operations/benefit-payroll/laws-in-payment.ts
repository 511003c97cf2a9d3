import { amend, enacting, replacing, type Change } from "@emeritus/engine/amend.ts";
import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { type Exact, exact } from "@emeritus/engine/exact.ts";
import { cases, ifAny, is, no, orElse, otherwise, percent, when, yes } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";
import type { Known } from "@emeritus/engine/facts.ts";
import type { Expr, OneOf, Rate } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Provision } from "@emeritus/engine/provision.ts";
import { alj } from "@emeritus/law/missouri/mosers/alj/plan.ts";
import { firstYearWithoutColaRate } from "@emeritus/law/missouri/mosers/board/cola-rates.ts";
import { annuityStartingDate, memberDied } from "@emeritus/law/missouri/mosers/facts.ts";
import { judicial2011 } from "@emeritus/law/missouri/mosers/judicial-2011/plan.ts";
import { leastAdjustment, leastRate } from "@emeritus/law/missouri/mosers/judicial/cola.ts";
import { annuityAtStart } from "@emeritus/law/missouri/mosers/judicial/in-payment.ts";
import { judicial } from "@emeritus/law/missouri/mosers/judicial/plan.ts";
import { retirementIsVoid } from "@emeritus/law/missouri/mosers/judicial/severance.ts";
import {
  deathBenefit,
  spouseQualifies,
  timeOfDeath,
  timesOfDeath,
} from "@emeritus/law/missouri/mosers/judicial/survivors.ts";
import { colaRate } from "@emeritus/law/missouri/mosers/msep-2000/cola.ts";
import { reelectedAmount } from "@emeritus/law/missouri/mosers/msep-2000/in-payment.ts";
import { chosenAmount, lifeIncomeAmount } from "@emeritus/law/missouri/mosers/msep-2000/payment-options.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { temporaryBenefit } from "@emeritus/law/missouri/mosers/msep-2000/temporary-benefit.ts";
import { leftBeforeEligible } from "@emeritus/law/missouri/mosers/msep-2011/after-leaving.ts";
import { msep2011 } from "@emeritus/law/missouri/mosers/msep-2011/plan.ts";
import { colaTrack, colaTracks } from "@emeritus/law/missouri/mosers/msep/cola.ts";
import { msep } from "@emeritus/law/missouri/mosers/msep/plan.ts";
import { formerSpousePaidFrom, formerSpouseShare } from "@emeritus/law/missouri/mosers/shared/division.ts";
import { reelectionHoldsFrom } from "@emeritus/law/missouri/mosers/shared/elections.ts";
import { severedForGood } from "@emeritus/law/missouri/mosers/shared/reemployment.ts";
import { type Increases, increaseKinds, type PlanInPayment } from "@emeritus/records/plans-in-payment.ts";
import type { BenefitKind } from "./amounts-due.ts";
import { type Openings, openingsByPlan } from "./opening.ts";

/** The names of what the law makes due to each kind of payee; every plan has the same. */
export const dueBy: Readonly<Record<BenefitKind, string>> = {
  retirement: "dueToRetiree",
  survivor: "dueToSurvivor",
  guaranteedPayments: "dueToBeneficiary",
  formerSpouse: "dueToFormerSpouse",
};

/** What of the temporary benefit is due to a retiree, in the plans that have one. */
export const dueTemporary = "dueTemporary";

/** The law of a plan, as a payroll pays by it. */
export interface LawInPayment {
  readonly name: PlanInPayment;
  /** The plan itself, by which amounts are explained. */
  readonly plan: Plan;
  /** What is determined of a career beside the amounts, by the names of the plan: stated where the plan itself is asked. Pure. */
  readonly stated: (increases: Increases, memberDied: boolean) => Known;
  /** How accepted amounts of another system's register go on. */
  readonly openings: Openings;
  /** Whether the plan pays a kind of benefit. */
  readonly pays: (kind: BenefitKind) => boolean;
  readonly hasTemporary: boolean;
  /** Whether the plan says what a payee who killed the member is paid. */
  readonly forfeits: boolean;
  /** Whether it pays after a death before the annuity starting date otherwise than after a death in retirement. */
  readonly deathBeforeStart: boolean;
  /** What is replaced in the plan by what the determination says of the career. */
  readonly ownChanges: readonly Change[];
}

/** Far above every pension (IRC 415(b)); who is paid more a month is handed to the interpreter, whose numbers have no bound. */
const most = "100000.00";
const determinedAmount = fact.amount("determinedAmount", { most });
const determinedIncreases = fact.choice("determinedIncreases", increaseKinds);

const asDetermined = <K>(provision: Provision<K>, means: Expr<K>): readonly [Provision<K>, Change] => [
  provision,
  replacing(provision, { cites: "the determination of record", means: () => means }),
];

/** What the general plans and their tiers take from the determination, as far as a plan has it. */
const common = [
  asDetermined(chosenAmount, determinedAmount),
  asDetermined(lifeIncomeAmount, fact.amount("determinedLifeIncome", { most })),
  asDetermined(temporaryBenefit, fact.amount("determinedTemporary", { most })),
  asDetermined(formerSpouseShare, fact.amount("determinedFormerSpouseShare", { most })),
  asDetermined(
    formerSpousePaidFrom,
    orElse(fact.perhaps.date("determinedDivisionFrom"), annuityStartingDate),
  ),
  asDetermined(severedForGood, yes),
  asDetermined(reelectionHoldsFrom, fact.perhaps.date("determinedReelection")),
  asDetermined(reelectedAmount, fact.amount("determinedReelectedAmount", { most })),
] as const;

const [, risesLate] = asDetermined(leftBeforeEligible, is(determinedIncreases, "fromSecondYear"));
const [, ofClosedPlan] = asDetermined(
  colaTrack,
  cases<OneOf<"leastFourPercent" | "consumerPriceIndex" | "payOfOffice">>(
    when(is(determinedIncreases, "leastFourPercent"), colaTracks.of("leastFourPercent")),
    otherwise(colaTracks.of("consumerPriceIndex")),
  ),
);

/** A death before the annuity starting date is not of the payroll's benefits of judges, so what it would leave is never asked for. */
const ofJudges = [
  asDetermined(
    timeOfDeath,
    ifAny(memberDied, () => timesOfDeath.of("inRetirement"), timesOfDeath.of("living")),
  )[1],
  asDetermined(deathBenefit, determinedAmount)[1],
  asDetermined(retirementIsVoid, no)[1],
];
const withoutOptions = [
  ...ofJudges,
  asDetermined(annuityAtStart, determinedAmount)[1],
  asDetermined(spouseQualifies, yes)[1],
  asDetermined(
    leastAdjustment,
    cases<Rate>(when(is(determinedIncreases, "leastFourPercent"), leastRate), otherwise(percent("0"))),
  )[1],
];

const fourPercent: Exact = exact(4n, 100n);
const statedOfJudges = (died: boolean): Known => ({
  timeOfDeath: died ? "inRetirement" : "living",
  retirementIsVoid: false,
});
const statedWithoutOptions = (increases: Increases, died: boolean): Known => ({
  ...statedOfJudges(died),
  spouseQualifies: true,
  leastAdjustment: increases === "leastFourPercent" ? fourPercent : exact(0n),
});

function lawOf(
  name: PlanInPayment,
  plan: Plan,
  { stated = () => ({}), ownChanges = [] }: Partial<Pick<LawInPayment, "stated" | "ownChanges">> = {},
): LawInPayment {
  return {
    name,
    plan,
    stated,
    openings: openingsByPlan[name],
    pays: (kind) => plan.rules.has(dueBy[kind]),
    hasTemporary: plan.rules.has(dueTemporary),
    forfeits: plan.rules.has("payeeMayBePaid"),
    deathBeforeStart: plan.rules.has(timeOfDeath.name),
    ownChanges,
  };
}

/** The law of each plan that can be in payment. */
export const lawsInPayment: Readonly<Record<PlanInPayment, LawInPayment>> = {
  msep2000: lawOf("msep2000", msep2000),
  msep2011: lawOf("msep2011", msep2011, {
    stated: (increases) => ({ leftBeforeEligible: increases === "fromSecondYear" }),
    ownChanges: [risesLate],
  }),
  msep: lawOf("msep", msep, {
    stated: (increases) => ({
      colaTrack: increases === "leastFourPercent" ? "leastFourPercent" : "consumerPriceIndex",
    }),
    ownChanges: [ofClosedPlan],
  }),
  judicial: lawOf("judicial", judicial, { stated: statedWithoutOptions, ownChanges: withoutOptions }),
  judicial2011: lawOf("judicial2011", judicial2011, {
    stated: (_, died) => statedOfJudges(died),
    ownChanges: ofJudges,
  }),
  alj: lawOf("alj", alj, { stated: statedWithoutOptions, ownChanges: withoutOptions }),
};

/** First day for which the law has no rate of the adjustment yet (MSEP2000-Q28, MSEP-Q23). */
export const withoutColaRate = parseDate(`${firstYearWithoutColaRate}-01-01`);

/** A plan in payment: as the law is, and as if every year without a rate had one, which decides nothing but tells whose amount needs it. */
export interface Compilable {
  readonly plan: Plan;
  readonly unraised: Plan;
  readonly doubled: Plan;
}

const compilable = new Map<PlanInPayment, Compilable>();

/**
 * A plan for benefits in payment: the amounts at the annuity starting date, that employment ended, and how the benefit rises come from
 * the determination of record in place of the career; everything after it is the plan's own law. Made when it is first asked for.
 */
export function inPayment({ name, plan, ownChanges }: LawInPayment): Compilable {
  const known = compilable.get(name);
  if (known !== undefined) return known;
  const shared = common.filter(([{ name: of }]) => plan.rules.has(of)).map(([, change]) => change);
  const made = amend(plan, `${plan.name} in payment`, [...shared, ...ownChanges]);
  const supposing = (supposed: Expr<Rate>): Plan =>
    amend(made, `${made.name}, supposing a rate`, [
      enacting(colaRate, {
        from: formatDate(withoutColaRate),
        value: supposed,
        mark: "assumed",
        register: "MSEP2000-Q28",
        cites: "supposed, to find whose amount needs the rate",
      }),
    ]);
  const both = { plan: made, unraised: supposing(percent("0")), doubled: supposing(percent("100")) };
  compilable.set(name, both);
  return both;
}
