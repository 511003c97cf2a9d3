/**
 * The tier of the year 2000 plan for members first employed on or after 1 January 2011, called MSEP 2011: what RSMo 104.1091 and the
 * five-year rule of 2018 change in it. Outside this folder the tier is what this file exports.
 */
import { adding, amend } from "@emeritus/engine/amend.ts";
import { msep2000, notYetEncoded as year2000 } from "../msep-2000/plan.ts";
import { lastDirectStart, leftBeforeEligible, offsetsFrom2018 } from "./after-leaving.ts";
import { membershipFrom2011 } from "./membership.ts";
import { optionsFrom2011 } from "./payment-options.ts";
import { retirementFrom2011 } from "./retirement.ts";

/** The law of MSEP 2011, loaded. */
export const msep2011 = amend(msep2000, "msep2011", [
  // RSMo 104.1091.1: who is a member
  ...membershipFrom2011,
  // RSMo 104.1091.2-5: vesting, ages, the Rule of 90, early retirement
  ...retirementFrom2011,
  // the five-year rule of 1 January 2018 and what it takes from early leavers
  adding(lastDirectStart, leftBeforeEligible),
  ...offsetsFrom2018,
  // payment options
  ...optionsFrom2011,
]);

/** What the plan's sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  ...year2000,
  {
    section: "RSMo 104.1091.8",
    what: "member contributions, refunds and restored service: a plan of their own",
  },
];
