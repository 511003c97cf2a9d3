/** Employer money: certified rates, what is due on a payroll, and prepayment (Board Rules 2-21, 4-11). */
import { load } from "@emeritus/engine/plan.ts";
import {
  creditCarried,
  expectedContributions,
  finallyDue,
  prepayment,
  prepaymentCredit,
  prepaymentStanding,
  prepaymentToldBy,
  stillToPay,
} from "./prepayment.ts";
import {
  basicLifeDue,
  certifiedBy,
  certifiedRate,
  disabilityDue,
  employerDue,
  retiredLifeDue,
} from "./rates.ts";

/** That law, loaded. */
export const employerMoney = load("employerMoney", [
  // RSMo 104.436, 104.1066, 476.580; Board Rules 2-21(1), 4-11(1): rates
  certifiedRate,
  certifiedBy,
  employerDue,
  basicLifeDue,
  retiredLifeDue,
  disabilityDue,
  // Board Rules 2-21, 4-11: prepayment
  prepaymentToldBy,
  prepaymentStanding,
  expectedContributions,
  prepayment,
  prepaymentCredit,
  finallyDue,
  stillToPay,
  creditCarried,
]);

/** What its sources govern and this folder does not compute, by section; pages and the README print it. */
export const notYetEncoded = [
  { section: "RSMo 104.436.1, 104.1066.1", what: "normal cost and amortization: the actuary sets the rate" },
  { section: "RSMo 104.1066.3", what: "appropriation of a shortfall out of an employer's budget" },
];
