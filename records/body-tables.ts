import type { BodyKind, Fixed, FixedOrNone, OfPerson, Version } from "./schema.ts";

export interface BodyTable extends OfPerson, Version {
  kind: Fixed<BodyKind>;
  acts_for_it: FixedOrNone<number>;
  estate_of: FixedOrNone<number>;
}

/** The table of trusts, charities and estates. */
export interface BodyTables {
  "records.body": BodyTable;
}
