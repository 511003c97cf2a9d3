/** The tables of mortality as a plan of their own, for checks that leave them out: `factors.test.ts` compares each figure with its source. */
import { load } from "@emeritus/engine/plan.ts";
import { rateOfDeath } from "./mortality.ts";

const whole = load("mortality", [rateOfDeath]);

/** Only the tables that are looked up by age and year. */
export const mortality = {
  ...whole,
  rules: new Map(),
  tables: new Map([...whole.tables].filter(([, table]) => table.shape === "lookup")),
};
