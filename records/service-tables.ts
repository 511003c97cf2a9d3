import type { Cents, DatedVersion, DateText, Fixed, FixedOrNone, OfPerson, Recorded } from "./schema.ts";

/** The papers that prove service, best first (BR 2-5.1, 3-5.1, 4-4.1): the department's certificate or that of the State's personnel division, then the fund's own records. */
export const serviceProofKinds = ["departmentCertificate", "personnelDivision", "retirementRecords"] as const;

/** A paper that proves service. */
export type ServiceProofKind = (typeof serviceProofKinds)[number];

export interface ServiceProofTable extends OfPerson, DatedVersion {
  position: Fixed<number>;
  kind: Fixed<ServiceProofKind>;
  certified_by: Fixed<string>;
  certified_on: Fixed<DateText>;
  hours_a_year: FixedOrNone<number>;
}

export interface ServiceSpanTable extends OfPerson, DatedVersion {
  credit: Fixed<number>;
}

/** How service is given up: moved to another system, refunded, or exchanged for a lump sum. */
export type GivenUpHow = "transferredOut" | "refunded" | "boughtOut";

export interface ServiceGivenUpTable extends OfPerson, DatedVersion {
  how: Fixed<GivenUpHow>;
  effective: Fixed<DateText>;
  cents: FixedOrNone<Cents>;
  restored_on: FixedOrNone<DateText>;
  case_number: FixedOrNone<number>;
}

/** How money for service comes in: a check, a rollover from another plan of the member, or from the other system. */
export const paymentMethods = ["check", "rollover", "otherPlan"] as const;

/** How money for service comes in. */
export type PaymentMethod = (typeof paymentMethods)[number];

export interface ServicePaymentTable extends OfPerson, Recorded {
  case_number: Fixed<number>;
  payment: Fixed<number>;
  method: Fixed<PaymentMethod>;
  paid_on: Fixed<DateText>;
  cents: Fixed<Cents>;
  paid_by: Fixed<string>;
  received_by: Fixed<string>;
  entry: Fixed<bigint>;
}

/** The tables of the ledger of service. */
export interface ServiceTables {
  "records.service_proof": ServiceProofTable;
  "records.service_span": ServiceSpanTable;
  "records.service_given_up": ServiceGivenUpTable;
  "records.service_payment": ServicePaymentTable;
}
