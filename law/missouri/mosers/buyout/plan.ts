/**
 * The judicial buyout: a judge's deferred annuity in the closed plan or the year 2000 plan, paid at once (Board Rules 2-20 and 3-19,
 * the same text). Outside this folder it is what this file exports.
 */
import { load } from "@emeritus/engine/plan.ts";
import { buyoutPaidBy, buyoutStanding } from "./eligibility.ts";
import { rateOfDeath } from "./mortality.ts";
import {
  annuityFactor,
  buyoutAmount,
  colaAssumed,
  discountRate,
  leastColaAssumed,
  monthlyDiscount,
  presentValue,
  presentValueOfElection,
  valuedFrom,
  valuedOn,
} from "./present-value.ts";

/** The law of the judicial buyout, loaded. */
export const buyout = load("buyout", [
  // (1)-(3): who, bars, rescission
  buyoutStanding,
  // (4)-(9): the amount
  discountRate,
  colaAssumed,
  leastColaAssumed,
  valuedOn,
  valuedFrom,
  monthlyDiscount,
  rateOfDeath,
  annuityFactor,
  presentValue,
  presentValueOfElection,
  buyoutAmount,
  // (11): payment
  buyoutPaidBy,
]);

/** What its sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  {
    section: "BR 2-20(7), 3-19(7)",
    what: "mortality of estimates before 1 July 2021, and scale MP-2020 (no public copy)",
  },
  { section: "BR 2-20(10), 3-19(10)", what: "the disclosure (a letter)" },
  { section: "RSMo 104.1092", what: "the buyout of terminated members, closed in 2018 (rules rescinded)" },
];
