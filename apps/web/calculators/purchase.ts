import { serviceCredit } from "@emeritus/law/missouri/mosers/purchases/plan.ts";
import { provisionCalculator } from "./provision-calculator.tsx";

/** What bought service costs at the reduced cost, and when its benefit has paid it back. */
export const purchase = provisionCalculator({
  name: "purchase",
  plan: serviceCredit,
  results: ["purchaseCost", "costBeforeInterest", "purchaseDue", "purchasePaidBackIn"],
  fields: [
    { name: "startingPay", kind: "money", most: "500000.00", states: ["startingPay"] },
    { name: "employerRate", kind: "percent", most: "60", states: ["certifiedEmployerRate"] },
    {
      name: "monthsToBuy",
      kind: "count",
      least: 1,
      most: 96,
      states: ["serviceToBuy", "serviceAtReducedCost"],
    },
    { name: "firstHired", kind: "date", least: "1960-01-01", most: "2060-12-31", states: ["firstHired"] },
    {
      name: "electedOn",
      kind: "date",
      least: "2000-07-01",
      most: "2080-12-31",
      states: ["purchaseElected", "purchaseApplied"],
    },
    { name: "addedMonthly", kind: "money", most: "50000.00", states: ["addedMonthly"] },
    { name: "start", kind: "month", least: "2000-07", most: "2080-12", states: ["annuityStartingDate"] },
  ],
  given: { purchaseStanding: "purchaseOpen", purchaseKind: "militaryDuty" },
});
