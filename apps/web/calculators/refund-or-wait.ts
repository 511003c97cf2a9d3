import { memberContributions } from "@emeritus/law/missouri/mosers/contributions/plan.ts";
import { provisionCalculator } from "./provision-calculator.tsx";

/** A refund of one's own contributions now, or an annuity later: when waiting has paid as much. */
export const refundOrWait = provisionCalculator({
  name: "refundOrWait",
  plan: memberContributions,
  results: ["waitingPaysMoreFrom", "refundGrown"],
  fields: [
    { name: "refundNow", kind: "money", most: "1000000.00", states: ["accountBalance"] },
    { name: "refundDate", kind: "date", least: "2011-01-01", most: "2080-12-31", states: ["accountOn"] },
    { name: "laterMonthly", kind: "money", most: "50000.00", states: ["deferredMonthly"] },
    { name: "laterFrom", kind: "month", least: "2011-01", most: "2080-12", states: ["deferredFrom"] },
    { name: "ownReturn", kind: "percent", most: "20", states: ["ownReturn"] },
  ],
  given: {},
});
