import type { Cents, DateText, Fixed, FixedOrNone, Recorded } from "./schema.ts";

export interface CutoverTable extends Recorded {
  fund: Fixed<number>;
  cutover: Fixed<number>;
  first_month: Fixed<DateText>;
  parallel: FixedOrNone<number>;
  /** Canonical JSON. */
  summary: Fixed<string>;
  prepared_by: Fixed<string>;
}
export interface CutoverReleaseTable extends Recorded {
  fund: Fixed<number>;
  cutover: Fixed<number>;
  released_by: Fixed<string>;
}
export interface CutoverItemTable extends Recorded {
  fund: Fixed<number>;
  benefit: Fixed<number>;
  cutover: Fixed<number>;
  payee: Fixed<number>;
  member: Fixed<number>;
  plan: Fixed<string>;
  outcome: Fixed<"paid" | "held" | "notDue">;
  reason: FixedOrNone<string>;
  base_cents: Fixed<Cents>;
  base_by_law_cents: FixedOrNone<Cents>;
  theirs: FixedOrNone<Cents>;
  ours: FixedOrNone<Cents>;
  opening_cents: FixedOrNone<Cents>;
  because: FixedOrNone<string>;
  accepted_by: FixedOrNone<string>;
}

/** The tables of going live with payees that were taken over. */
export interface CutoverTables {
  "records.cutover": CutoverTable;
  "records.cutover_release": CutoverReleaseTable;
  "records.cutover_item": CutoverItemTable;
}
