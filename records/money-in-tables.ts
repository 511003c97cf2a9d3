import type { Cents, DateText, Fixed, FixedOrNone, Instant, OfPerson, Recorded } from "./schema.ts";

/** What a charge is for; each kind has its own receivable. */
export const chargeKinds = [
  "employer",
  "member",
  "life",
  "disability",
  "universityEmployer",
  "universityMember",
] as const;

/**
 * The employer's contribution, the members' contributions, premiums of life insurance, premiums of disability insurance; and what is
 * contributed to the universities' plan, which another administers (RSMo 104.1205).
 */
export type ChargeKind = (typeof chargeKinds)[number];

/** The parts of an employer's rate: normal cost with administration, and amortization of the unfunded liability (BR 2-21(1)). */
export type RateComponent = "normalCost" | "unfundedLiability";

/** Whose pay a prepayment is for: the general plans, or the judicial plans. */
export type PayrollName = "generalPayroll" | "judicialPayroll";

export interface ChargeTable extends Recorded {
  fund: Fixed<number>;
  charge: Fixed<number>;
  employer: Fixed<number>;
  reporting_group: FixedOrNone<number>;
  kind: Fixed<ChargeKind>;
  trust: Fixed<number>;
  reference: Fixed<string>;
  period_begin: Fixed<DateText>;
  period_end: Fixed<DateText>;
  charged_on: Fixed<DateText>;
  due: Fixed<DateText>;
  cents: Fixed<Cents>;
  report: FixedOrNone<number>;
  election: FixedOrNone<number>;
  entry: Fixed<bigint>;
}
export interface ChargePayTable extends Recorded {
  fund: Fixed<number>;
  charge: Fixed<number>;
  plan: Fixed<string>;
  pay_date: Fixed<DateText>;
  pensionable_cents: Fixed<Cents>;
  rate_hundredths: Fixed<number>;
  cents: Fixed<Cents>;
}
export interface DepositFileTable extends Recorded {
  fund: Fixed<number>;
  file: Fixed<number>;
  name: Fixed<string>;
  sha256: Fixed<Buffer>;
  deposits: Fixed<number>;
  known_before: Fixed<number>;
  cents: Fixed<Cents>;
  taken_by: Fixed<string>;
}
export type ReceiptWay = "hand" | "file" | "settling";
export interface ReceiptTable extends Recorded {
  fund: Fixed<number>;
  receipt: Fixed<number>;
  trust: Fixed<number>;
  received_on: Fixed<DateText>;
  cents: Fixed<Cents>;
  reference: Fixed<string>;
  payer: Fixed<string>;
  employer: FixedOrNone<number>;
  way: Fixed<ReceiptWay>;
  bank_number: FixedOrNone<string>;
  file: FixedOrNone<number>;
  election: FixedOrNone<number>;
  entered_by: Fixed<string>;
  entry: Fixed<bigint>;
}
export interface ApplicationTable extends Recorded {
  fund: Fixed<number>;
  application: Fixed<number>;
  receipt: FixedOrNone<number>;
  drawn_from: FixedOrNone<number>;
  charge: FixedOrNone<number>;
  election: FixedOrNone<number>;
  cents: Fixed<Cents>;
  applied_on: Fixed<DateText>;
  applied_by: Fixed<string>;
  automatic: Fixed<boolean>;
  reverses: FixedOrNone<number>;
  entry: Fixed<bigint>;
}
export interface PaybackTable extends Recorded {
  fund: Fixed<number>;
  payback: Fixed<number>;
  step: Fixed<"asked" | "released" | "refused">;
  receipt: Fixed<number>;
  cents: Fixed<Cents>;
  because: Fixed<string>;
  actor: Fixed<string>;
  entry: FixedOrNone<bigint>;
}
export interface PrepaymentElectionTable extends Recorded {
  fund: Fixed<number>;
  election: Fixed<number>;
  employer: Fixed<number>;
  payroll: Fixed<PayrollName>;
  fiscal_year: Fixed<DateText>;
  prepaid_on: Fixed<DateText>;
  told_on: Fixed<DateText>;
  normal_cost_hundredths: Fixed<number>;
  unfunded_hundredths: Fixed<number>;
  rate_hundredths: Fixed<number>;
  assumed_payroll_cents: Fixed<Cents>;
  return_hundredths: Fixed<number>;
  pay_days: Fixed<DateText[]>;
  expected_cents: Fixed<Cents>;
  prepayment_cents: Fixed<Cents>;
  credit_cents: Fixed<Cents>;
  law_version: Fixed<string>;
  entered_by: Fixed<string>;
}
export interface PrepaidComponentTable extends Recorded {
  fund: Fixed<number>;
  employer: Fixed<number>;
  payroll: Fixed<PayrollName>;
  fiscal_year: Fixed<DateText>;
  component: Fixed<RateComponent>;
  election: Fixed<number>;
}
export interface PrepaymentStepTable extends Recorded {
  fund: Fixed<number>;
  election: Fixed<number>;
  step: Fixed<"paid" | "settled">;
  actual_payroll_cents: FixedOrNone<Cents>;
  due_cents: FixedOrNone<Cents>;
  actor: Fixed<string>;
  entry: FixedOrNone<bigint>;
}
export interface PrepaymentWithdrawalTable extends Recorded {
  fund: Fixed<number>;
  election: Fixed<number>;
  step: Fixed<"asked" | "withdrawn" | "kept">;
  because: Fixed<string>;
  actor: Fixed<string>;
}
export type AccountPostingKind = "contribution" | "interest" | "refund";
export interface AccountPostingTable extends OfPerson, Recorded {
  account: Fixed<number>;
  kind: Fixed<AccountPostingKind>;
  posted_on: Fixed<DateText>;
  cents: Fixed<Cents>;
  source: Fixed<string>;
  entry: FixedOrNone<bigint>;
}
export interface InterestItemTable extends Recorded {
  fund: Fixed<number>;
  run: Fixed<number>;
  person: Fixed<number>;
  account: Fixed<number>;
  outcome: Fixed<"credited" | "notDue">;
  reason: FixedOrNone<string>;
  contributed_cents: Fixed<Cents>;
  interest_cents: Fixed<Cents>;
  cents: Fixed<Cents>;
}
export interface AccountLineView {
  fund: number;
  person: number;
  account: number;
  kind: AccountPostingKind;
  posted_on: DateText;
  cents: Cents;
  source: string;
  report: number | null;
  run: number | null;
  recorded_from: Instant;
}

declare module "./schema.ts" {
  interface Database {
    "ledger.charge": ChargeTable;
    "ledger.charge_pay": ChargePayTable;
    "ledger.deposit_file": DepositFileTable;
    "ledger.receipt": ReceiptTable;
    "ledger.application": ApplicationTable;
    "ledger.payback": PaybackTable;
    "ledger.prepayment_election": PrepaymentElectionTable;
    "ledger.prepaid_component": PrepaidComponentTable;
    "ledger.prepayment_step": PrepaymentStepTable;
    "ledger.prepayment_withdrawal": PrepaymentWithdrawalTable;
    "ledger.account_line": AccountLineView;
    "records.account_posting": AccountPostingTable;
    "runs.interest_item": InterestItemTable;
  }
}
