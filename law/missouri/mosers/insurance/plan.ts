/** Life and disability insurance as the fund administers it; the policies themselves are the insurer's. */
import { load } from "@emeritus/engine/plan.ts";
import {
  basicPremiumInLayoff,
  disabilityPremiumInLayoff,
  disabilityWaitEnds,
  insuredDisabilityBenefit,
  layoffCoverageEnds,
  lifeInLayoff,
} from "./disability.ts";
import {
  basicLifeAtWork,
  basicLifeInRetirement,
  coverageAtWorkEnds,
  lifeGoesOn,
  mostOptionalLife,
  optionalKept,
  optionalPremium,
  optionalReducedFrom,
  portBy,
} from "./life.ts";

/** Those rules, loaded. */
export const insurance = load("insurance", [
  // RSMo 104.517, 104.1072: life insurance
  basicLifeAtWork,
  coverageAtWorkEnds,
  portBy,
  lifeGoesOn,
  basicLifeInRetirement,
  mostOptionalLife,
  optionalPremium,
  optionalReducedFrom,
  optionalKept,
  // RSMo 104.518, 104.1075, Board Rules 2-11, 3-11: disability, layoff
  insuredDisabilityBenefit,
  disabilityWaitEnds,
  layoffCoverageEnds,
  lifeInLayoff,
  basicPremiumInLayoff,
  disabilityPremiumInLayoff,
]);

/** What its sources govern and this folder does not compute, by section; pages and the README print it. */
export const notYetEncoded = [
  {
    section: "RSMo 104.518, 104.1075",
    what: "the policy's list of offsets, its least and most amounts and its longest period (booklet not read)",
  },
  { section: "RSMo 104.517", what: "spouse and child life insurance, accelerated benefit, yearly review" },
  { section: "RSMo 104.403, 104.404, 104.515", what: "medical insurance of closed programs" },
  { section: "BR 5-2, 6-2", what: "calendar of the procurement reviews" },
];
