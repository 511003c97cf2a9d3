/** Which positions earn membership: the hours that a position normally requires in a year. */
import { atLeast, hours } from "@emeritus/engine/expr.ts";
import { effective, provision } from "@emeritus/engine/provision.ts";
import { boardRule, register } from "../../../sources.ts";
import { positionHours, positionOn } from "../facts.ts";

/** Hours a year that a position must normally require. */
export const benefitEligibleHours = effective("benefitEligibleHours", {
  governedBy: positionOn,
  values: [
    { from: "1950-01-01", value: hours("1500"), cites: [boardRule("3-12"), register("MSEP2000-Q02")] },
    { from: "1984-10-01", value: hours("1000"), cites: boardRule("3-12") },
    { from: "2007-08-28", value: hours("1040"), cites: [boardRule("3-12"), register("MSEP2000-Q03")] },
  ],
});

/** Whether a position earns membership on a day. */
export const positionIsBenefitEligible = provision.condition("positionIsBenefitEligible", {
  cites: boardRule("3-12"),
  means: () => atLeast(positionHours, benefitEligibleHours),
});
