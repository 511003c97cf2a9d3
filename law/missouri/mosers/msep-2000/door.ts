/** The door by which a member may retire on the annuity starting date, and whether one is open. */
import {
  all,
  atLeast,
  cases,
  choices,
  firstOfMonth,
  is,
  isBefore,
  not,
  otherwise,
  same,
  when,
  years,
  yes,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { annuityStartingDate, leftService } from "../facts.ts";
import { isElected, isMember } from "./membership.ts";
import { ageAtStart, normalAgeReached, retiresDirectly } from "./normal-retirement.ts";
import { ruleOf80 } from "./rule-of-80.ts";
import { vested } from "./vesting.ts";

/** The ways into retirement. */
export const doors = choices(
  "none",
  "normalAge",
  "ruleOf80",
  "early",
  "deferredReduced",
  "deferredUnreduced",
);

/** Age from which a vested general employee may start a reduced benefit. */
export const earlyAge = fixed("earlyAge", {
  cites: and(rsmo("104.1033.1"), rsmo("104.1036.2")),
  is: years(57),
});

/** Whether a vested employee has reached the age of a reduced benefit; elected members have no early retirement. */
export const earlyAgeReached = provision.condition("earlyAgeReached", {
  cites: and(rsmo("104.1033.1"), rsmo("104.1036.2"), handbook("18, 22")),
  means: () => all(not(isElected), vested, atLeast(ageAtStart, earlyAge)),
});

/** Whether a vested former member who did not retire directly may start a reduced annuity before normal age. */
export const mayStartEarlyAfterLeaving = provision.condition("mayStartEarlyAfterLeaving", {
  cites: rsmo("104.1036.2"),
  means: () => yes,
});

/**
 * The door that is open on the annuity starting date. A retirement within sixty days of the last day is direct;
 * a later one is the deferred annuity of a vested former member, which pays the same amount (RSMo 104.1036).
 */
export const door = provision.choice("door", doors, {
  cites: and(rsmo("104.1024"), rsmo("104.1033"), rsmo("104.1036"), rsmo("104.1084")),
  register: "MSEP2000-Q16",
  means: () =>
    cases(
      when(all(normalAgeReached, retiresDirectly), doors.of("normalAge")),
      when(normalAgeReached, doors.of("deferredUnreduced")),
      when(ruleOf80, doors.of("ruleOf80")),
      when(all(earlyAgeReached, retiresDirectly), doors.of("early")),
      when(all(earlyAgeReached, mayStartEarlyAfterLeaving), doors.of("deferredReduced")),
      otherwise(doors.of("none")),
    ),
});

/** Whether the annuity starting date is the first of a month and after the last day of service. */
export const startingDateIsLegal = provision.condition("startingDateIsLegal", {
  cites: and(rsmo("104.1024.1"), handbook(27)),
  means: () =>
    all(
      same(annuityStartingDate, firstOfMonth(annuityStartingDate)),
      isBefore(leftService, annuityStartingDate),
    ),
});

/** Whether the member may retire on the annuity starting date. */
export const eligible = provision.condition("eligible", {
  cites: and(rsmo("104.1024.1"), rsmo("104.1084")),
  means: () => all(isMember, startingDateIsLegal, not(is(door, "none"))),
});
