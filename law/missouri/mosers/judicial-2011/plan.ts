/**
 * The Judicial Plan 2011, for who first becomes a judge on or after 1 January 2011: the Judicial Plan as RSMo 476.521 and 476.529
 * amend it. Outside this folder the plan is what this file exports.
 */
import { adding, amend } from "@emeritus/engine/amend.ts";
import { judicial } from "../judicial/plan.ts";
import { contributionsFrom2011 } from "./contributions.ts";
import { inheritedFrom2011 } from "./inherited.ts";
import { optionsFrom2011, reducedBaseBenefit } from "./payment-options.ts";
import { retirementFrom2011 } from "./retirement.ts";
import { survivorsFrom2011 } from "./survivors.ts";

/** The options of the general plans start from an amount of that name, so the judges' own comes first. */
const withBase = amend(judicial, "judicial2011", [adding(reducedBaseBenefit)]);

/** The law of the Judicial Plan 2011, loaded. */
export const judicial2011 = amend(withBase, "judicial2011", [
  // RSMo 476.521.1-3, 476.601: membership, ages, adjustments
  ...retirementFrom2011,
  // RSMo 476.529.1: payment options
  ...optionsFrom2011,
  // RSMo 476.529, 476.537; Board Rule 4-8(2): survivors
  ...survivorsFrom2011,
  // RSMo 476.521.6; Board Rule 4-8(1): contributions, refunds, restored service
  ...contributionsFrom2011,
  // the same sections, and Board Rule 4-13, for what the general plans say in the same words
  ...inheritedFrom2011,
]);

/** What the plan's sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  { section: "RSMo 476.529.5", what: "naming a spouse again after a later marriage (text not read)" },
  { section: "RSMo 476.682", what: "credit for senior service and the adjustment of the benefit" },
  { section: "Mo. Const. art. V §24", what: "compensation between disability retirement and eligibility" },
];
