import type { DateText, Fixed, FixedOrNone, OfPerson, Recorded } from "./schema.ts";

export interface KillingChargeTable extends OfPerson, Recorded {
  member: Fixed<number>;
  step: Fixed<number>;
  state: Fixed<"charged" | "convicted" | "notConvicted">;
  happened: Fixed<DateText>;
  because: Fixed<string>;
  hold: FixedOrNone<number>;
  entered_by: Fixed<string>;
}
export interface KillingChargeDecisionTable extends OfPerson, Recorded {
  member: Fixed<number>;
  step: Fixed<number>;
  decision: Fixed<"confirmed" | "refused">;
  because: Fixed<string>;
  decided_by: Fixed<string>;
}

/** The tables of charges of killing. */
export interface ChargeTables {
  "records.killing_charge": KillingChargeTable;
  "records.killing_charge_decision": KillingChargeDecisionTable;
}
