/** What the law says of payees whatever their plan: waivers, claims on a payment, the last payment, agents, amounts granted by hand. */
import { load } from "@emeritus/engine/plan.ts";
import { actsThrough, paymentFreesSystem } from "./agents.ts";
import { claimStanding } from "./claims.ts";
import { dueByGrants } from "./grants.ts";
import { lastPaymentGoesTo, lastPaymentOfEldest, lastPaymentShare } from "./last-payment.ts";
import { hadReverted } from "./unclaimed.ts";
import { annuityAfterAdjustment, paidAfterWaiver } from "./waivers.ts";

/** That law, loaded. */
export const payees = load("payees", [
  // RSMo 104.401, 104.415, 104.1048: waivers
  paidAfterWaiver,
  annuityAfterAdjustment,
  // RSMo 104.540, 104.1054.2: claims on a payment
  claimStanding,
  // RSMo 104.620.3, 104.1054.4: the last payment
  lastPaymentGoesTo,
  lastPaymentShare,
  lastPaymentOfEldest,
  // RSMo 104.620.2: money that nobody claims
  hadReverted,
  // RSMo 104.1093: agents
  actsThrough,
  paymentFreesSystem,
  // sections not read: granted by hand
  dueByGrants,
]);

/** What its sources govern and this folder does not compute, by section; pages and the README print it. */
export const notYetEncoded = [
  {
    section: "RSMo 104.620.1",
    what: "amounts of contributions under the law before the noncontributory plan",
  },
  { section: "RSMo 104.1093", what: "revoking an agent's authority: text not read" },
];
