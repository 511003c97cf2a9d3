/** Who is a member of the tier of 2011 (RSMo 104.1091.1, 104.1092.3). */
import { replacing, type Change } from "@emeritus/engine/amend.ts";
import { any, onOrAfter } from "@emeritus/engine/expr.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { firstHired, rehiredAfterBuyout } from "../facts.ts";
import { isMember, tier2011Begins } from "../msep-2000/membership.ts";

/** Members first employed, in any covered position, on or after 1 January 2011, and who came back after the lump sum of RSMo 104.1092. */
export const membershipFrom2011: readonly Change[] = [
  replacing(isMember, {
    cites: and(rsmo("104.1091.1"), rsmo("104.1092.3"), handbook(17)),
    means: () => any(onOrAfter(firstHired, tier2011Begins), rehiredAfterBuyout),
  }),
];
