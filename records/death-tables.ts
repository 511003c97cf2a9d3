import type { Cents, DateText, Fixed, FixedOrNone, OfPerson, Recorded } from "./schema.ts";

/** What part of each guaranteed payment a benefit pays, as parts of all parts named. */
export interface GuaranteedShareTable extends OfPerson, Recorded {
  benefit: Fixed<number>;
  share_from: Fixed<number>;
  share_to: Fixed<number>;
  share_of: Fixed<number>;
}

/** A month before a run's own that is due otherwise than it was paid. */
export interface RunDifferenceTable extends Recorded {
  fund: Fixed<number>;
  run: Fixed<number>;
  benefit: Fixed<number>;
  period: Fixed<DateText>;
  person: Fixed<number>;
  due_cents: Fixed<Cents>;
  paid_cents: Fixed<Cents>;
  charged_cents: Fixed<Cents>;
}

/** What became of an overpayment: charged, lowered, returned by the bank, or released to be paid again. */
export type ReceivableKind = "charged" | "lowered" | "returned" | "released";

/** One entry of an overpayment of a month and benefit. */
export interface ReceivableEntryTable extends Recorded {
  fund: Fixed<number>;
  benefit: Fixed<number>;
  period: Fixed<DateText>;
  line: Fixed<number>;
  person: Fixed<number>;
  kind: Fixed<ReceivableKind>;
  cents: Fixed<Cents>;
  run: FixedOrNone<number>;
  entry: Fixed<bigint>;
}

declare module "./schema.ts" {
  interface Database {
    "records.guaranteed_share": GuaranteedShareTable;
    "runs.run_difference": RunDifferenceTable;
    "runs.receivable_entry": ReceivableEntryTable;
  }
}
