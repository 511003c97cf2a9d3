/** What a day is to the law beside work and leave: bought, moved, restored or given up (BR 2-1, 2-8, 3-1, 3-8, 3-16; RSMo 104.800, 104.1090, 105.691). */
import {
  all,
  any,
  anyOver,
  cases,
  choices,
  is,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  when,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, YesNo } from "@emeritus/engine/kinds.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, rsmo } from "../../../sources.ts";
import { dayIsCredited, type dayReasons } from "./day.ts";
import { boughtOrMoved, dayAsked, givenUp, type waysToLose } from "./facts.ts";

/** What bought, moved and given-up service makes of a day. */
export const dayMarks = choices(
  "dayGivenUpByTransfer",
  "dayGivenUpByRefund",
  "dayGivenUpByBuyout",
  "dayBought",
  "dayMovedHere",
  "dayUnmarked",
);

const spans = (span: { readonly from: Expr<CalendarDate>; readonly to: Expr<CalendarDate> }): Expr<YesNo> =>
  all(onOrBefore(span.from, dayAsked), onOrAfter(span.to, dayAsked));
const lost = (by: (typeof waysToLose.names)[number]): Expr<YesNo> =>
  anyOver(givenUp, (span) => all(is(span.by, by), spans(span)));
const gained = (how: "bought" | "moved"): Expr<YesNo> =>
  anyOver(boughtOrMoved, (span) => all(is(span.how, how), spans(span)));

/** What a purchase, a transfer, a refund or a buyout makes of the day; what was given up comes before what was bought. */
export const dayMark = provision.choice("dayMark", dayMarks, {
  cites: and(
    boardRule("2-1(2)"),
    boardRule("3-1(2)"),
    boardRule("3-16(1)"),
    rsmo("104.800"),
    rsmo("104.1090"),
    rsmo("105.691"),
    rsmo("104.1092.3"),
    handbook(16),
  ),
  register: "PURCHASES-Q14",
  means: () =>
    cases(
      when(lost("transferredOut"), dayMarks.of("dayGivenUpByTransfer")),
      when(lost("refunded"), dayMarks.of("dayGivenUpByRefund")),
      when(lost("boughtOut"), dayMarks.of("dayGivenUpByBuyout")),
      when(gained("bought"), dayMarks.of("dayBought")),
      when(gained("moved"), dayMarks.of("dayMovedHere")),
      otherwise(dayMarks.of("dayUnmarked")),
    ),
});

/** Whether the day stands in the member's service, whichever way it came there: once, never twice. */
export const dayInLedger = provision.condition("dayInLedger", {
  cites: and(boardRule("2-1(3)"), boardRule("2-8"), boardRule("3-1(3)"), boardRule("3-8"), rsmo("104.602")),
  register: "PURCHASES-Q14",
  means: () =>
    any(
      is(dayMark, "dayBought", "dayMovedHere"),
      all(
        not(is(dayMark, "dayGivenUpByTransfer", "dayGivenUpByRefund", "dayGivenUpByBuyout")),
        dayIsCredited,
      ),
    ),
});

/** The provision of the sources that makes a day count or not, by what the law calls the day. */
export const dayAuthority: Readonly<
  Record<(typeof dayReasons.names)[number] | Exclude<(typeof dayMarks.names)[number], "dayUnmarked">, string>
> = {
  dayOfWork: and(boardRule("2-4"), boardRule("3-4")),
  dayOfMilitaryLeave: and(boardRule("2-1(1)"), boardRule("3-1(1)"), handbook("14-15")),
  dayOfFamilyLeave: and(rsmo("104.374.1"), handbook(15)),
  dayOfWorkersCompensation: handbook(36),
  dayOfIllness: and(boardRule("2-2"), boardRule("2-4"), boardRule("3-2"), boardRule("3-4")),
  dayOfIllnessPastAYear: and(boardRule("2-4"), boardRule("3-4")),
  dayOfLayoff: and(boardRule("2-11"), boardRule("3-11")),
  dayOfOtherLeave: and(boardRule("2-4"), boardRule("2-7"), boardRule("3-4"), boardRule("3-7")),
  dayLostInBreak: and(rsmo("104.350"), rsmo("104.1018")),
  dayAfterLeaving: and(boardRule("2-4"), boardRule("3-4")),
  dayNotEmployed: and(boardRule("2-4"), boardRule("3-4")),
  dayGivenUpByTransfer: rsmo("104.800"),
  dayGivenUpByRefund: handbook(16),
  dayGivenUpByBuyout: rsmo("104.1092.3"),
  dayBought: and(boardRule("2-1(2)"), boardRule("3-1(2)")),
  dayMovedHere: and(rsmo("104.800"), rsmo("104.1090"), rsmo("105.691")),
};
