/** What the tier of 2011 changes in membership, ages and adjustments of judges (RSMo 476.521). */
import { onOrAfter, percent, years } from "@emeritus/engine/expr.ts";
import { replacing, type Change } from "@emeritus/engine/amend.ts";
import { and, rsmo } from "../../../sources.ts";
import { leastAdjustment } from "../judicial/cola.ts";
import { firstBecameJudge } from "../judicial/facts.ts";
import { isMember, judicialTierBegins } from "../judicial/membership.ts";
import { highestAge, lowestAge, middleAge, middleService } from "../judicial/retirement.ts";

const one = rsmo("476.521.2");
const two = rsmo("476.521.3");

/** Full pay at 67 with 12 years and at 62 with 20; in proportion at 67 over 12, and from 62 to 66 over 20 years. */
export const retirementFrom2011: readonly Change[] = [
  replacing(isMember, {
    cites: rsmo("476.521.1"),
    register: "JUDICIAL2011-Q01",
    means: () => onOrAfter(firstBecameJudge, judicialTierBegins),
  }),
  replacing(highestAge, { cites: one, means: () => years(67) }),
  replacing(middleAge, { cites: two, means: () => years(62) }),
  replacing(middleService, { cites: two, means: () => years(20) }),
  replacing(lowestAge, { cites: two, means: () => years(62) }),
  replacing(leastAdjustment, {
    cites: and(rsmo("476.601"), rsmo("476.521")),
    register: "JUDICIAL2011-Q02",
    means: () => percent("0"),
  }),
];
