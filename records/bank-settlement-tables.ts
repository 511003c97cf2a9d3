import type { Cents, DateText, Fixed, FixedOrNone, Recorded } from "./schema.ts";

export interface BankSettlementTable extends Recorded {
  fund: Fixed<number>;
  settlement: Fixed<number>;
  settled_on: Fixed<DateText>;
  cents: Fixed<Cents>;
  bank_number: FixedOrNone<string>;
  takes_back: FixedOrNone<number>;
  because: FixedOrNone<string>;
  told_by: Fixed<string>;
}
export interface BankSettlementItemTable extends Recorded {
  fund: Fixed<number>;
  settlement: Fixed<number>;
  entry: Fixed<bigint>;
  cents: Fixed<Cents>;
}
export interface BankSettlementDecisionTable extends Recorded {
  fund: Fixed<number>;
  settlement: Fixed<number>;
  decision: Fixed<"confirmed" | "refused">;
  because: FixedOrNone<string>;
  actor: Fixed<string>;
  entry: FixedOrNone<bigint>;
}

declare module "./schema.ts" {
  interface Database {
    "ledger.bank_settlement": BankSettlementTable;
    "ledger.bank_settlement_item": BankSettlementItemTable;
    "ledger.bank_settlement_decision": BankSettlementDecisionTable;
  }
}
