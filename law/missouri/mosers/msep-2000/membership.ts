/** Who is a member of the year 2000 plan. */
import { all, any, date, is, isBefore, not, onOrAfter } from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import {
  electsYear2000Plan,
  firstHired,
  leftClosedPlanUnvested,
  memberClass,
  rehiredAfterBuyout,
} from "../facts.ts";

/** First day of the year 2000 plan; employment that began earlier belongs to the closed plan. */
export const planBegins = fixed("planBegins", { cites: rsmo("104.1003.1(7)"), is: date("2000-07-01") });

/** First day of the tier for members first employed later, called MSEP 2011. */
export const tier2011Begins = fixed("tier2011Begins", { cites: rsmo("104.1091.1"), is: date("2011-01-01") });

/**
 * Whether the person is a member of the year 2000 plan outside its 2011 tier: first employed in its time, or earlier and either
 * left the closed plan before vesting and came back, or chose this plan at retirement. Who took the lump sum of RSMo 104.1092 comes back
 * as a new employee of the 2011 tier.
 */
export const isMember = provision.condition("isMember", {
  cites: and(rsmo("104.1009"), rsmo("104.1015.1"), rsmo("104.1091.1"), rsmo("104.1092.3"), handbook(17)),
  means: () =>
    all(
      not(rehiredAfterBuyout),
      isBefore(firstHired, tier2011Begins),
      any(onOrAfter(firstHired, planBegins), leftClosedPlanUnvested, electsYear2000Plan),
    ),
});

/** Whether the member holds an elected office: a legislator or a statewide elected official. */
export const isElected = provision.condition("isElected", {
  cites: rsmo("104.1084"),
  means: () => is(memberClass, "legislator", "official"),
});
