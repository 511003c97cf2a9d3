/** Who is a member of the Judicial Plan, and who loses its benefits (RSMo 476.480, 476.515, 476.521.1). */
import { all, any, date, is, isBefore, not } from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, rsmo } from "../../../sources.ts";
import { convictedOrImpeached, firstBecameJudge, leavingReason } from "./facts.ts";

/** First day of the tier for who first becomes a judge later. */
export const judicialTierBegins = fixed("judicialTierBegins", {
  cites: rsmo("476.521.1"),
  is: date("2011-01-01"),
});

/** Whether the person first became a judge before the tier of 2011 began. */
export const isMember = provision.condition("isMember", {
  cites: and(rsmo("476.515"), rsmo("476.521.1"), rsmo("476.575(2)")),
  register: "JUDICIAL-Q01",
  means: () => isBefore(firstBecameJudge, judicialTierBegins),
});

/** Whether the benefits of the plan are lost by conviction, impeachment or removal from office. */
export const benefitsLost = provision.condition("benefitsLost", {
  cites: rsmo("476.480"),
  register: "JUDICIAL-Q02",
  means: () => any(convictedOrImpeached, is(leavingReason, "removedForCause")),
});

/** Whether office was left in a way that opens retirement: end of term, resignation, or retirement for disability. */
export const leftInQualifyingWay = provision.condition("leftInQualifyingWay", {
  cites: and(rsmo("476.520"), rsmo("476.521.2-3")),
  means: () => all(not(benefitsLost), is(leavingReason, "termEnded", "resigned", "retiredForDisability")),
});
