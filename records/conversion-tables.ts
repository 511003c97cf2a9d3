import type {
  Cents,
  DateText,
  Fixed,
  FixedOrNone,
  FixedOrDefault,
  Instant,
  OfPerson,
  Recorded,
} from "./schema.ts";

export interface ConversionTable extends Recorded {
  fund: Fixed<number>;
  /** Canonical JSON, as are the next two. */
  files: Fixed<string>;
  totals: Fixed<string>;
  differences: Fixed<string>;
  loaded_by: Fixed<string>;
}
export interface ConversionSignOffTable extends Recorded {
  fund: Fixed<number>;
  signed_by: Fixed<string>;
  /** Canonical JSON: the totals that both people stood for. */
  statement: FixedOrNone<string>;
}
export interface ConvertedPersonTable extends OfPerson, Recorded {
  old_id: Fixed<string>;
}
export interface ConvertedBenefitTable extends Recorded {
  fund: Fixed<number>;
  benefit: Fixed<number>;
  old_id: Fixed<string>;
}
export interface ConversionDifferenceTable extends Recorded {
  fund: Fixed<number>;
  difference: Fixed<number>;
  kind: Fixed<string>;
  of: Fixed<string>;
  about: FixedOrNone<number>;
  plan: FixedOrNone<string>;
  theirs: FixedOrNone<Cents>;
  ours: FixedOrNone<Cents>;
  cause: Fixed<string>;
  class: Fixed<string>;
  facts: FixedOrDefault<string>;
}
export interface ConversionAcceptanceTable extends Recorded {
  fund: Fixed<number>;
  difference: Fixed<number>;
  because: Fixed<string>;
  accepted_by: Fixed<string>;
}
export interface ConvertedPayeeTable extends Recorded {
  fund: Fixed<number>;
  benefit: Fixed<number>;
  payee: Fixed<number>;
  member: Fixed<number>;
  plan: Fixed<string>;
  kind: Fixed<string>;
  payment_option: Fixed<string>;
  determination: Fixed<number>;
  base_cents: Fixed<Cents>;
  temporary_cents: FixedOrDefault<Cents>;
  temporary_ends: FixedOrNone<DateText>;
  valid_from: Fixed<DateText>;
  valid_to: FixedOrDefault<DateText>;
}
export interface ConvertedPaymentTable extends Recorded {
  fund: Fixed<number>;
  benefit: Fixed<number>;
  year: Fixed<number>;
  gross_cents: Fixed<Cents>;
  taxable_cents: Fixed<Cents>;
  federal_cents: Fixed<Cents>;
  state_cents: Fixed<Cents>;
}
export interface ConversionParallelTable extends Recorded {
  fund: Fixed<number>;
  parallel: Fixed<number>;
  month: Fixed<DateText>;
  register_sha256: Fixed<Buffer>;
  known_at: Fixed<Instant>;
  their_payees: Fixed<number>;
  their_cents: Fixed<Cents>;
  our_payees: Fixed<number>;
  our_cents: Fixed<Cents>;
  equal_payees: Fixed<number>;
  equal_cents: Fixed<Cents>;
  differences: Fixed<number>;
  run_by: Fixed<string>;
}
export interface ConversionParallelItemTable extends Recorded {
  fund: Fixed<number>;
  parallel: Fixed<number>;
  item: Fixed<number>;
  of: Fixed<string>;
  benefit: FixedOrNone<number>;
  about: FixedOrNone<number>;
  plan: FixedOrNone<string>;
  theirs: FixedOrNone<Cents>;
  ours: FixedOrNone<Cents>;
  cause: FixedOrNone<string>;
  class: FixedOrNone<string>;
  because: FixedOrNone<string>;
  facts: FixedOrDefault<string>;
}

/** The tables of what was taken over from another system. */
export interface ConversionTables {
  "records.conversion": ConversionTable;
  "records.conversion_sign_off": ConversionSignOffTable;
  "records.converted_person": ConvertedPersonTable;
  "records.converted_benefit": ConvertedBenefitTable;
  "records.conversion_difference": ConversionDifferenceTable;
  "records.conversion_acceptance": ConversionAcceptanceTable;
  "records.converted_payee": ConvertedPayeeTable;
  "records.converted_payment": ConvertedPaymentTable;
  "records.conversion_parallel": ConversionParallelTable;
  "records.conversion_parallel_item": ConversionParallelItemTable;
}
