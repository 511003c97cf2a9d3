/** The door by which a member of the closed plan may retire on the annuity starting date, and whether one is open. */
import { all, any, cases, is, not, otherwise, when } from "@emeritus/engine/expr.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { doors, startingDateIsLegal } from "../msep-2000/door.ts";
import { earlyAgeReached, workedUntilEligible } from "./early-retirement.ts";
import { isMember } from "./membership.ts";
import { normalAgeReached, ruleOf80 } from "./normal-retirement.ts";

/**
 * The door that is open on the annuity starting date. Who worked until a benefit could start retires by age, by the Rule of 80 or
 * early; who left before has the deferred annuity of a terminated member, which pays the same amount without unused sick leave.
 */
export const door = provision.choice("door", doors, {
  cites: and(rsmo("104.335"), rsmo("104.400"), rsmo("104.401")),
  register: "MSEP-Q13",
  means: () =>
    cases(
      when(all(normalAgeReached, workedUntilEligible), doors.of("normalAge")),
      when(all(ruleOf80, workedUntilEligible), doors.of("ruleOf80")),
      when(any(normalAgeReached, ruleOf80), doors.of("deferredUnreduced")),
      when(all(earlyAgeReached, workedUntilEligible), doors.of("early")),
      when(earlyAgeReached, doors.of("deferredReduced")),
      otherwise(doors.of("none")),
    ),
});

/** Whether the member may retire on the annuity starting date. */
export const eligible = provision.condition("eligible", {
  cites: and(rsmo("104.401"), handbook(27)),
  means: () => all(isMember, startingDateIsLegal, not(is(door, "none"))),
});
