import type { DateText, Fixed, FixedOrDefault, FixedOrNone, OfPerson, Recorded } from "./schema.ts";

/** What a request asks for: the four open facts of a person, the same of a large group, closed records, or a mailing. */
export const disclosureKinds = ["openFacts", "group", "release", "mailing"] as const;
/** One of them. */
export type DisclosureKind = (typeof disclosureKinds)[number];

/** The grounds on which closed records may leave (BR 1-3(2)(a) to (c); Handbook, page 6). */
export const releaseGrounds = [
  "recipientConsent",
  "representativeConsent",
  "subpoena",
  "divisionOrder",
  "requiredByLaw",
  "departmentPromise",
  "compatiblePurpose",
] as const;
/** One of them. */
export type ReleaseGround = (typeof releaseGrounds)[number];

export interface DisclosureTable extends Recorded {
  fund: Fixed<number>;
  disclosure: Fixed<number>;
  kind: Fixed<DisclosureKind>;
  asker: Fixed<string>;
  received: Fixed<DateText>;
  ground: FixedOrNone<ReleaseGround>;
  employer: FixedOrNone<number>;
  purpose: FixedOrNone<string>;
  facts: FixedOrDefault<string>;
  opened_by: Fixed<string>;
}
export interface DisclosureStepTable extends Recorded {
  fund: Fixed<number>;
  disclosure: Fixed<number>;
  step: Fixed<number>;
  action: Fixed<string>;
  status: Fixed<string>;
  actor: Fixed<string>;
  facts: FixedOrDefault<string>;
}
export interface DisclosurePersonTable extends OfPerson, Recorded {
  disclosure: Fixed<number>;
}
export interface DisclosureItemTable extends OfPerson, Recorded {
  disclosure: Fixed<number>;
  item: Fixed<number>;
  field: Fixed<string>;
  detail: Fixed<string>;
  value: FixedOrNone<string>;
}

/** The tables of what was told of whom. */
export interface DisclosureTables {
  "records.disclosure": DisclosureTable;
  "records.disclosure_step": DisclosureStepTable;
  "records.disclosure_person": DisclosurePersonTable;
  "records.disclosure_item": DisclosureItemTable;
}
