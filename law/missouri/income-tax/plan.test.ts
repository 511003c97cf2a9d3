import { checkPlan } from "../../testing/plan-checks.ts";
import { missouriTax } from "./plan.ts";

checkPlan({
  plan: missouriTax,
  folder: import.meta.dirname,
  register: "MISSOURITAX",
  begins: "1990-01-01",
  uncoveredDates: [{ table: "mostExempt", to: "2019-12-31", register: "MISSOURITAX-Q02" }],
});
