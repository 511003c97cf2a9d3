import type { Fixed, OfPerson, Recorded } from "./schema.ts";

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
}
export interface ConvertedPersonTable extends OfPerson, Recorded {
  old_id: Fixed<string>;
}
export interface ConvertedBenefitTable extends Recorded {
  fund: Fixed<number>;
  benefit: Fixed<number>;
  old_id: Fixed<string>;
}

/** The tables of what was taken over from another system. */
export interface ConversionTables {
  "records.conversion": ConversionTable;
  "records.conversion_sign_off": ConversionSignOffTable;
  "records.converted_person": ConvertedPersonTable;
  "records.converted_benefit": ConvertedBenefitTable;
}
