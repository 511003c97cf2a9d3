/** What may be taken from a payment: benefits are exempt from process and cannot be assigned, with named exceptions (RSMo 104.540, 104.1054). */
import { all, any, cases, choices, is, not, otherwise, when } from "@emeritus/engine/expr.ts";
import { provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { claim, orderServed, payeeAuthorized } from "./facts.ts";

const exemption = and(rsmo("104.540"), rsmo("104.1054.2"), handbook(32));

/** Which deductions a payee may authorize: the longer of the handbook's two lists, or the shorter. */
export const deductionList = setting("deductionList", {
  register: "PAYEES-Q04",
  readings: ["longerList", "shorterList"],
  inForce: "longerList",
  cites: handbook("31, 32"),
});

/** Whether the payee may authorize such a deduction. */
export const mayBeAuthorized = provision.condition("mayBeAuthorized", {
  cites: and(exemption, handbook("31, 32")),
  register: "PAYEES-Q04",
  means: () =>
    any(
      is(claim, "stateTaxAsked", "stateLifeOrMedical", "charitableCampaign"),
      all(is(claim, "otherInsurer"), is(deductionList, "longerList")),
    ),
});

/** Whether such a claim reaches a benefit against the payee's will: support, a division of benefits, a federal tax levy. */
export const reachesBenefit = provision.condition("reachesBenefit", {
  cites: exemption,
  means: () => is(claim, "childSupport", "maintenanceOfSpouse", "divisionOfBenefits", "federalTaxLevy"),
});

/** What becomes of a claim on a payment. */
export const claimStandings = choices(
  "claimTaken",
  "claimNotAuthorized",
  "claimNotServed",
  "benefitIsExempt",
);

/** Whether a claim is taken from the payment, or why not. */
export const claimStanding = provision.choice("claimStanding", claimStandings, {
  cites: exemption,
  means: () =>
    cases(
      when(is(claim, "federalTaxWithheld"), claimStandings.of("claimTaken")),
      when(all(mayBeAuthorized, not(payeeAuthorized)), claimStandings.of("claimNotAuthorized")),
      when(mayBeAuthorized, claimStandings.of("claimTaken")),
      when(all(reachesBenefit, not(orderServed)), claimStandings.of("claimNotServed")),
      when(reachesBenefit, claimStandings.of("claimTaken")),
      otherwise(claimStandings.of("benefitIsExempt")),
    ),
});
