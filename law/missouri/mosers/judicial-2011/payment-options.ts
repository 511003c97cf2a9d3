/** The payment options of the judges' tier of 2011 (RSMo 476.529.1): the general plans' options on figures anchored at 67. */
import { adding, replacing, type Change } from "@emeritus/engine/amend.ts";
import { cases, otherwise, percent, when, years } from "@emeritus/engine/expr.ts";
import type { Money } from "@emeritus/engine/kinds.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { annuityAtStart } from "../judicial/in-payment.ts";
import { retirementPay } from "../judicial/retirement-pay.ts";
import { dueToBeneficiary, guaranteedPaymentsLeft, poppedUp } from "../msep-2000/in-payment.ts";
import {
  chosenAmount,
  guaranteed120Factor,
  guaranteed180Factor,
  joint100AtAnchor,
  joint100Cap,
  joint100SurvivorAmount,
  joint50AtAnchor,
  joint50Cap,
  joint50SurvivorAmount,
  lifeIncomeAmount,
  optionAnchorAge,
} from "../msep-2000/payment-options.ts";

const first = rsmo("476.529.1");
const likeGeneralTier = and(first, handbook(30));

/** The amount from which the options start: a judge's retirement pay. */
export const reducedBaseBenefit = provision.amount("reducedBaseBenefit", {
  cites: and(rsmo("476.530"), rsmo("476.529.1")),
  means: () => retirementPay,
});

/** Options are elected: the factors of the tier, what each pays, and what is guaranteed. */
export const optionsFrom2011: readonly Change[] = [
  adding(
    chosenAmount,
    joint50SurvivorAmount,
    joint100SurvivorAmount,
    poppedUp,
    dueToBeneficiary,
    guaranteedPaymentsLeft,
  ),
  replacing(optionAnchorAge, { cites: first, means: () => years(67) }),
  replacing(joint50AtAnchor, { cites: first, means: () => percent("88.5") }),
  replacing(joint50Cap, { cites: first, means: () => percent("94.25") }),
  replacing(joint100AtAnchor, { cites: first, means: () => percent("81") }),
  replacing(joint100Cap, {
    cites: likeGeneralTier,
    register: "JUDICIAL2011-Q03",
    means: () => percent("87.75"),
  }),
  replacing(guaranteed120Factor, {
    cites: likeGeneralTier,
    register: "JUDICIAL2011-Q03",
    means: () => percent("93"),
  }),
  replacing(guaranteed180Factor, {
    cites: likeGeneralTier,
    register: "JUDICIAL2011-Q03",
    means: () => percent("86"),
  }),
  replacing(annuityAtStart, {
    cites: first,
    register: "JUDICIAL2011-Q04",
    means: () => cases<Money>(when(poppedUp, lifeIncomeAmount), otherwise(chosenAmount)),
  }),
];
