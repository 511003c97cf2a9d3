/** Who is a member of the closed plan (RSMo 104.330, 104.1015.1). */
import { all, date, isBefore, not } from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, published, register, rsmo } from "../../../sources.ts";
import { electsYear2000Plan, firstHired, leftClosedPlanUnvested, rehiredAfterBuyout } from "../facts.ts";
import { planBegins } from "../msep-2000/membership.ts";

/** First day of the closed plan, from which its tables have rows. */
export const closedPlanBegins = fixed("closedPlanBegins", {
  cites: and(rsmo("104.330"), register("MSEP-Q01")),
  is: date("1957-09-01"),
  register: "MSEP-Q01",
});

/** First day of the law that the sources describe: of ages, the Rule of 80 and amounts for those who left before they tell nothing. */
export const knownLawBegins = fixed("knownLawBegins", {
  cites: and(published("bill543"), register("MSEP-Q05")),
  is: date("1997-08-28"),
  register: "MSEP-Q05",
});

/**
 * Whether the person is a member of the closed plan: first employed before the year 2000 plan began, unless the member left before
 * vesting and came back after that day, chose the year 2000 plan at retirement, or took the lump sum of RSMo 104.1092.
 */
export const isMember = provision.condition("isMember", {
  cites: and(rsmo("104.330"), rsmo("104.1015.1"), rsmo("104.1092.3"), handbook("17, 36")),
  register: "MSEP-Q02",
  means: () =>
    all(
      isBefore(firstHired, planBegins),
      not(leftClosedPlanUnvested),
      not(electsYear2000Plan),
      not(rehiredAfterBuyout),
    ),
});
