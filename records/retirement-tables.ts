import type { DateText, Fixed, FixedOrNone, OfPerson, PaymentOption, Recorded } from "./schema.ts";

export interface RetirementApplicationTable extends OfPerson, Recorded {
  case_number: Fixed<number>;
  annuity_starting_date: Fixed<DateText>;
  last_day_of_work: Fixed<DateText>;
  spouse: FixedOrNone<number>;
  signed_on: Fixed<DateText>;
  received_on: Fixed<DateText>;
  estimate: Fixed<string>;
}
export interface RetirementElectionTable extends OfPerson, Recorded {
  case_number: Fixed<number>;
  payment_option: Fixed<PaymentOption>;
  spouse_signature: FixedOrNone<string>;
  received_on: Fixed<DateText>;
  late: Fixed<boolean>;
  first_payment_month: Fixed<DateText>;
}
export interface ElectionBeneficiaryTable extends OfPerson, Recorded {
  case_number: Fixed<number>;
  place: Fixed<number>;
  name: Fixed<string>;
  relation: Fixed<string>;
  percent: Fixed<number>;
}

export interface LetterSentTable extends OfPerson, Recorded {
  letter: Fixed<number>;
}

/** The tables of retirement cases. */
export interface RetirementTables {
  "records.retirement_application": RetirementApplicationTable;
  "records.retirement_election": RetirementElectionTable;
  "records.election_beneficiary": ElectionBeneficiaryTable;
  "records.letter_sent": LetterSentTable;
}
