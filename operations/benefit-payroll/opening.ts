import { amend, replacing, type Change } from "@emeritus/engine/amend.ts";
import { all, cases, dollars, not, otherwise, product, supposing, when } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";
import type { Expr, Money, YesNo } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Provision } from "@emeritus/engine/provision.ts";
import { paymentMonth } from "@emeritus/law/missouri/mosers/facts.ts";
import { nextAnniversary, withAdjustments } from "@emeritus/law/missouri/mosers/judicial/cola.ts";
import * as judges from "@emeritus/law/missouri/mosers/judicial/in-payment.ts";
import * as judgesSurvivors from "@emeritus/law/missouri/mosers/judicial/survivors.ts";
import { withColaAfter } from "@emeritus/law/missouri/mosers/msep-2000/cola.ts";
import {
  annuityAsElected,
  dueToSurvivor,
  poppedUp,
  survivorIsPaid,
} from "@emeritus/law/missouri/mosers/msep-2000/in-payment.ts";
import * as closed from "@emeritus/law/missouri/mosers/msep/in-payment.ts";
import { payeeMayBePaid } from "@emeritus/law/missouri/mosers/shared/forfeiture.ts";
import type { Opening } from "@emeritus/records/payroll-openings.ts";
import type { PlanInPayment } from "@emeritus/records/plans-in-payment.ts";

/** What an opening amount stands for: the retiree's annuity, or what the survivor is paid. */
export type OpeningOf = Opening["of"];

/** How accepted amounts go on by a plan. */
export type Openings = Readonly<Record<OpeningOf, Change>>;

const openingAmount = fact.amount("openingAmount", { most: "100000.00" });
const openingMonth = fact.date("openingMonth");
const cites = "the cutover of record (ADR 32)";

/** The amount with the increases that fall due after its month; a cap of increases stays measured on the amount at retirement. */
type GoesOn = (cap: Expr<Money>) => Expr<Money>;

interface Parts {
  readonly annuity: Provision<Money>;
  readonly annuityGoesOn: Expr<Money>;
  readonly survivor: Provision<Money>;
  readonly survivorPaid: Expr<YesNo>;
  readonly survivorGoesOn: Expr<Money>;
  readonly returns: Expr<YesNo> | undefined;
}

/**
 * The accepted amount of the old register goes on with the increases that fall due after its month. What the law newly determines
 * afterwards, the return to the life income when the spouse dies, is the law's own.
 */
const openings = (of: Parts): Openings => ({
  annuity: replacing(of.annuity, {
    cites,
    means: (byLaw) =>
      of.returns === undefined
        ? of.annuityGoesOn
        : cases(
            when(all(of.returns, not(supposing([[paymentMonth, openingMonth]], of.returns))), byLaw),
            otherwise(of.annuityGoesOn),
          ),
  }),
  survivor: replacing(of.survivor, {
    cites,
    means: () => cases(when(of.survivorPaid, of.survivorGoesOn), otherwise(dollars("0.00"))),
  }),
});

const general = (goesOn: GoesOn): Openings =>
  openings({
    annuity: annuityAsElected,
    annuityGoesOn: goesOn(closed.annuityCap),
    survivor: dueToSurvivor,
    survivorPaid: all(survivorIsPaid, payeeMayBePaid),
    survivorGoesOn: goesOn(closed.survivorCap),
    returns: poppedUp,
  });
const ofYear2000 = general(() => withColaAfter(openingAmount, openingMonth));
const ofClosedPlan = general((cap) => closed.withIncreasesAfter(openingAmount, cap, openingMonth));

const judgesGoOn: GoesOn = (initial) =>
  withAdjustments(openingAmount, initial, supposing([[paymentMonth, openingMonth]], nextAnniversary));
const ofJudges = (returns: Expr<YesNo> | undefined): Openings =>
  openings({
    annuity: judges.annuityInForce,
    annuityGoesOn: judgesGoOn(judges.annuityAtStart),
    survivor: judgesSurvivors.dueToSurvivor,
    survivorPaid: judgesSurvivors.survivorIsPaid,
    survivorGoesOn: judgesGoOn(product(judges.annuityAtStart, judgesSurvivors.survivorShare)),
    returns,
  });

/** How accepted amounts go on by each plan. */
export const openingsByPlan: Readonly<Record<PlanInPayment, Openings>> = {
  msep2000: ofYear2000,
  msep2011: ofYear2000,
  msep: ofClosedPlan,
  judicial: ofJudges(undefined),
  judicial2011: ofJudges(poppedUp),
  alj: ofJudges(undefined),
};

const opened = new Map<Plan, Partial<Record<OpeningOf, Plan>>>();

/** A plan for payees whose opening amount of some kind came from the old register. */
export function withOpening(plan: Plan, openings: Openings, of: OpeningOf): Plan {
  let known = opened.get(plan);
  if (known === undefined) opened.set(plan, (known = {}));
  return (known[of] ??= amend(plan, `${plan.name}, taken over`, [openings[of]]));
}
