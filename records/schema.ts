import type { ColumnType, Generated } from "kysely";
import type { BodyTables } from "./body-tables.ts";
import type { ChargeTables } from "./charge-tables.ts";
import type { ConversionTables } from "./conversion-tables.ts";
import type { CutoverTables } from "./cutover-tables.ts";
import type { DisclosureTables } from "./disclosure-tables.ts";
import type { PersonTables } from "./person-tables.ts";
import type { Increases, PlanInPayment } from "./plans-in-payment.ts";
import type { RetirementTables } from "./retirement-tables.ts";
import type { ServiceTables } from "./service-tables.ts";

/** An instant as the database writes it, to the microsecond; never a `Date`, which would lose three digits. */
export type Instant = string;

/** A plain calendar date, YYYY-MM-DD, or `infinity`. */
export type DateText = string;

/** Whole cents. */
export type Cents = bigint;

/** A column set when the row is recorded and never after. */
export type Fixed<T> = ColumnType<T, T, never>;

/** A fixed column that may be left empty. */
export type FixedOrNone<T> = ColumnType<T | null, T | null | undefined, never>;

/** A fixed column that the database fills when nothing is said. */
export type FixedOrDefault<T> = ColumnType<T, T | undefined, never>;

/** A row that is recorded once and stays. */
export interface Recorded {
  recorded_from: Fixed<Instant>;
}

/** A version: recorded at an instant, and closed at a later one when another takes its place. */
export interface Version extends Recorded {
  /** The instant from which we knew better, else `infinity`; set once. */
  recorded_to: ColumnType<Instant, never, Instant>;
}

/** A version that says when it was true: from the first day to the day after the last. */
export interface DatedVersion extends Version {
  valid_from: Fixed<DateText>;
  valid_to: FixedOrDefault<DateText>;
}

/** The key that every row of a person begins with. */
export interface OfPerson {
  fund: Fixed<number>;
  person: Fixed<number>;
}

export interface FundTable {
  fund: Fixed<number>;
  name: Fixed<string>;
  time_zone: Fixed<string>;
  demonstration: Fixed<boolean>;
  recorded_from: FixedOrDefault<Instant>;
}
export interface FundSettingTable extends DatedVersion {
  fund: Fixed<number>;
  name: Fixed<string>;
  /** Any JSON; written as text by JSON.stringify. */
  value: ColumnType<unknown, string, never>;
  basis: Fixed<"entered" | "assumed">;
  register: FixedOrNone<string>;
}

export interface PersonTable extends OfPerson, Recorded {
  member_id: Fixed<string>;
}
export interface PersonNameTable extends OfPerson, DatedVersion {
  first_name: Fixed<string>;
  middle_name: FixedOrNone<string>;
  last_name: Fixed<string>;
  suffix: FixedOrNone<string>;
}
export interface PersonBirthTable extends OfPerson, Version {
  born: Fixed<DateText>;
  proof: FixedOrNone<string>;
}
export interface PersonDeathTable extends OfPerson, Version {
  died: Fixed<DateText>;
  proof: FixedOrNone<string>;
}
export interface MarriageTable extends OfPerson, DatedVersion {
  spouse: Fixed<number>;
  proof: FixedOrNone<string>;
  ended_by: FixedOrNone<"death" | "divorce" | "annulment">;
}
export type BeneficiaryPurpose = "guaranteedPayments" | "finalPayment" | "contributions" | "lifeInsurance";
export type BodyKind = "trust" | "charity" | "estate";
export interface BeneficiaryTable extends OfPerson, DatedVersion {
  purpose: Fixed<BeneficiaryPurpose>;
  beneficiary: Fixed<number>;
  rank: FixedOrDefault<"primary" | "contingent">;
  parts: FixedOrDefault<number>;
  body_kind: FixedOrNone<BodyKind>;
  body_name: FixedOrNone<string>;
}
export type AddressKind = "home" | "mailing";
export interface AddressTable extends OfPerson, DatedVersion {
  kind: Fixed<AddressKind>;
  street: Fixed<string>;
  street2: FixedOrNone<string>;
  city: Fixed<string>;
  state: FixedOrNone<string>;
  postal_code: FixedOrNone<string>;
  country: FixedOrDefault<string>;
}
export type ContactKind = "email" | "otherEmail" | "phone" | "mobilePhone" | "workPhone";
export interface ContactTable extends OfPerson, DatedVersion {
  kind: Fixed<ContactKind>;
  contact: Fixed<string>;
}
export type AccountStatus = "held" | "confirmed" | "stopped";
export interface BankAccountTable extends OfPerson, DatedVersion {
  account: Fixed<number>;
  routing: Fixed<string>;
  kind: Fixed<"checking" | "savings">;
  last4: Fixed<string>;
  status: Fixed<AccountStatus>;
  entered_by: Fixed<string>;
  confirmed_by: FixedOrNone<string>;
  reason: FixedOrNone<string>;
}
export type ClosedFieldName = "ssn" | "bankAccount" | "ein";
export interface ClosedFieldTable extends OfPerson, Version {
  field: Fixed<ClosedFieldName>;
  slot: FixedOrDefault<number>;
  /** Changed only when a key is rotated, by the owner. */
  key_no: number;
  sealed: Buffer;
  lookup_no: number | null;
  lookup: Buffer | null;
}

export interface EmployerTable extends DatedVersion {
  fund: Fixed<number>;
  employer: Fixed<number>;
  code: Fixed<string>;
  name: Fixed<string>;
}
export type PayCycle = "monthly" | "semimonthly" | "biweekly";
export interface ReportingGroupTable extends DatedVersion {
  fund: Fixed<number>;
  reporting_group: Fixed<number>;
  employer: Fixed<number>;
  code: Fixed<string>;
  name: Fixed<string>;
  pay_cycle: Fixed<PayCycle>;
}
export interface PositionTable extends OfPerson, Recorded {
  position: Fixed<number>;
  employer: Fixed<number>;
  reporting_group: Fixed<number>;
  code: Fixed<string>;
  title: FixedOrNone<string>;
}
/** The classes that the laws of all plans tell apart; an educator belongs to the plan of colleges and universities. */
export type MemberClass =
  | "general"
  | "legislator"
  | "official"
  | "waterPatrol"
  | "partTimeLegislative"
  | "judge"
  | "administrativeLawJudge"
  | "educator";
export type EmploymentEnd = "left" | "transfer" | "retired" | "death" | "layoff" | "eligibilityChange";
export interface EmploymentTable extends OfPerson, DatedVersion {
  position: Fixed<number>;
  employer: Fixed<number>;
  reporting_group: Fixed<number>;
  plan: Fixed<string>;
  member_class: Fixed<MemberClass>;
  eligible: FixedOrDefault<boolean>;
  fte_hundredths: FixedOrDefault<number>;
  ended_by: FixedOrNone<EmploymentEnd>;
}
export type LeaveKind =
  | "ownIllness"
  | "family"
  | "military"
  | "workersCompensation"
  | "other"
  | "unapproved"
  | "layoff";
export interface LeaveTable extends OfPerson, DatedVersion {
  position: Fixed<number>;
  kind: Fixed<LeaveKind>;
  paid: FixedOrDefault<boolean>;
  approved_by: FixedOrNone<string>;
}
export type ServiceCreditKind = "purchased" | "transferred" | "unusedSickLeave";
export interface ServiceCreditTable extends OfPerson, Version {
  credit: Fixed<number>;
  kind: Fixed<ServiceCreditKind>;
  months: FixedOrDefault<number>;
  days: FixedOrDefault<number>;
  hours_hundredths: FixedOrDefault<number>;
  because: FixedOrNone<string>;
  certified_by: FixedOrNone<string>;
  effective: Fixed<DateText>;
  case_number: FixedOrNone<number>;
}
export interface AssemblyServiceTable extends OfPerson, DatedVersion {
  assembly: Fixed<number>;
  chamber: Fixed<"house" | "senate">;
  begins: Fixed<DateText>;
  ends: Fixed<DateText>;
}
export interface PayTable extends OfPerson, Recorded {
  position: Fixed<number>;
  year: Fixed<number>;
  month: Fixed<number>;
  report: Fixed<number>;
  report_row: Fixed<number>;
  cents: Fixed<Cents>;
}
export interface ConvertedPayTable extends OfPerson, Recorded {
  position: Fixed<number>;
  year: Fixed<number>;
  report: Fixed<number>;
  report_row: Fixed<number>;
  /** Twelve slots of whole cents, null where nothing was paid. */
  cents: Fixed<(number | null)[]>;
}
export interface PayYearTable extends OfPerson {
  position: Fixed<number>;
  year: Fixed<number>;
  /** Twelve slots of whole cents, null where nothing was reported. */
  cents: (number | null)[];
}

export interface FileTable extends Recorded {
  fund: Fixed<number>;
  sha256: Fixed<Buffer>;
  media_type: Fixed<string>;
  content: Fixed<Buffer>;
}
export interface CaseFileTable extends OfPerson, Recorded {
  case_number: FixedOrDefault<number>;
  kind: Fixed<string>;
  opened_by: Fixed<string>;
}
export interface CaseStepTable extends OfPerson, Recorded {
  case_number: Fixed<number>;
  step: Fixed<number>;
  action: Fixed<string>;
  status: Fixed<string>;
  actor: Fixed<string>;
  facts: FixedOrDefault<string>;
}
export type DocumentStatus = "asked" | "received" | "accepted" | "refused" | "notNeeded";
export interface DocumentTable extends OfPerson, Version {
  document: Fixed<number>;
  case_number: FixedOrNone<number>;
  kind: Fixed<string>;
  status: Fixed<DocumentStatus>;
  file: FixedOrNone<Buffer>;
  because: FixedOrNone<string>;
  actor: Fixed<string>;
}
export interface LawVersionTable extends Recorded {
  hash: Fixed<string>;
  plan: Fixed<string>;
  content: Fixed<string>;
}
export interface DeterminationTable extends OfPerson, Recorded {
  determination: Fixed<number>;
  case_number: FixedOrNone<number>;
  kind: Fixed<string>;
  law_version: Fixed<string>;
  inputs: Fixed<string>;
  result: Fixed<string>;
  effective: Fixed<DateText>;
  known_at: Fixed<Instant>;
  calculated_by: Fixed<string>;
  approved_by: Fixed<string>;
  replaces: FixedOrNone<number>;
}
export type BenefitKind = "retirement" | "survivor" | "guaranteedPayments" | "formerSpouse";
export type PaymentOption = "lifeIncome" | "joint50" | "joint100" | "guaranteed120" | "guaranteed180";
/** A payment option of a benefit in payment; that with 60 payments is of the closed plan. */
export type BenefitOption = PaymentOption | "guaranteed60";
export type BenefitStatus = "due" | "held" | "ended";
export interface BenefitTable extends OfPerson, DatedVersion {
  benefit: Fixed<number>;
  member: Fixed<number>;
  kind: Fixed<BenefitKind>;
  plan: FixedOrDefault<PlanInPayment>;
  increases: FixedOrDefault<Increases>;
  payment_option: Fixed<BenefitOption>;
  determination: Fixed<number>;
  base_cents: Fixed<Cents>;
  temporary_cents: FixedOrDefault<Cents>;
  temporary_ends: FixedOrNone<DateText>;
  payable_from: FixedOrNone<DateText>;
  status: FixedOrDefault<BenefitStatus>;
  because: FixedOrNone<string>;
}
export type ObligationStatus = "open" | "done" | "void";
export interface ObligationTable extends OfPerson, Version {
  obligation: Fixed<number>;
  kind: Fixed<string>;
  subject: FixedOrDefault<string>;
  due: Fixed<DateText>;
  owner: Fixed<string>;
  case_number: FixedOrNone<number>;
  cites: FixedOrNone<string>;
  status: FixedOrDefault<ObligationStatus>;
  because: FixedOrNone<string>;
}
export interface LetterTable extends OfPerson, Recorded {
  letter: Fixed<number>;
  kind: Fixed<string>;
  case_number: FixedOrNone<number>;
  determination: FixedOrNone<number>;
  language: FixedOrDefault<string>;
  addressed_to: Fixed<string>;
  content: Fixed<string>;
  file: FixedOrNone<Buffer>;
  written: Fixed<DateText>;
}

export interface TrustTable extends Recorded {
  fund: Fixed<number>;
  trust: Fixed<number>;
  name: Fixed<string>;
}
export type AccountKind = "asset" | "liability" | "netPosition" | "addition" | "deduction";
export interface AccountTable extends Recorded {
  fund: Fixed<number>;
  trust: Fixed<number>;
  account: Fixed<number>;
  name: Fixed<string>;
  kind: Fixed<AccountKind>;
}
export interface PeriodTable extends Recorded {
  fund: Fixed<number>;
  trust: Fixed<number>;
  month: Fixed<DateText>;
}
export interface ClosingTable extends PeriodTable {
  transfers: Fixed<bigint>;
  cents: Fixed<Cents>;
  closed_by: Fixed<string>;
}
export interface TransferTable extends Recorded {
  fund: Fixed<number>;
  trust: Fixed<number>;
  entry: Fixed<bigint>;
  line: FixedOrDefault<number>;
  month: Fixed<DateText>;
  debit: Fixed<number>;
  credit: Fixed<number>;
  cents: Fixed<Cents>;
  plan: FixedOrNone<string>;
  person: FixedOrNone<number>;
  employer: FixedOrNone<number>;
  run: FixedOrNone<number>;
  source: Fixed<string>;
  reverses: FixedOrNone<bigint>;
}
export interface LineView {
  fund: number;
  trust: number;
  entry: bigint;
  line: number;
  month: DateText;
  account: number;
  debit_cents: Cents;
  credit_cents: Cents;
  plan: string | null;
  person: number | null;
  employer: number | null;
  run: number | null;
  source: string;
  reverses: bigint | null;
  recorded_from: Instant;
}

export interface AuditEntryTable extends Recorded {
  entry: Generated<bigint>;
  xid: ColumnType<string, never, never>;
  fund: Fixed<number>;
  person: FixedOrNone<number>;
  actor: Fixed<string>;
  action: Fixed<string>;
  key: FixedOrNone<string>;
  because: FixedOrNone<string>;
  facts: FixedOrDefault<string>;
}
export interface SealTable extends Recorded {
  seal: Fixed<bigint>;
  from_xid: Fixed<string>;
  to_xid: Fixed<string>;
  entries: Fixed<bigint>;
  first_entry: Fixed<bigint>;
  last_entry: Fixed<bigint>;
  root: Fixed<Buffer>;
  chain: Fixed<Buffer>;
}
export interface RestoredTable extends Recorded {
  last_seal: Fixed<bigint>;
  last_entry: Fixed<bigint>;
  taken_at: Fixed<Instant>;
  sha256: Fixed<Buffer>;
}
export interface CommandTable extends Recorded {
  actor: Fixed<string>;
  key: Fixed<string>;
  fund: Fixed<number>;
  name: Fixed<string>;
  request_hash: Fixed<Buffer>;
}
export interface CommandAnswerTable extends Recorded {
  actor: Fixed<string>;
  key: Fixed<string>;
  answer: Fixed<string>;
}

export interface RunTable extends Recorded {
  fund: Fixed<number>;
  run: Fixed<number>;
  kind: Fixed<string>;
  /** The first day of the month the run is for. */
  period: Fixed<DateText>;
  known_at: Fixed<Instant>;
  law_version: FixedOrNone<string>;
  facts: FixedOrDefault<string>;
  begun_by: Fixed<string>;
}
export interface RunStepTable extends Recorded {
  fund: Fixed<number>;
  run: Fixed<number>;
  step: Fixed<string>;
  count: Fixed<bigint>;
  cents: Fixed<Cents>;
  sha256: FixedOrNone<Buffer>;
  facts: FixedOrDefault<string>;
  actor: Fixed<string>;
}
export type Outcome = "paid" | "held" | "notDue";
export interface RunItemTable {
  fund: Fixed<number>;
  run: Fixed<number>;
  benefit: Fixed<number>;
  person: Fixed<number>;
  outcome: Fixed<Outcome>;
  reason: FixedOrNone<string>;
  cents: Fixed<Cents>;
  explanation: FixedOrNone<string>;
}
export interface PaymentTable extends Recorded {
  fund: Fixed<number>;
  benefit: Fixed<number>;
  period: Fixed<DateText>;
  kind: FixedOrDefault<string>;
  run: Fixed<number>;
  person: Fixed<number>;
  cents: Fixed<Cents>;
  account: FixedOrNone<number>;
  trace: FixedOrNone<bigint>;
  paid_on: Fixed<DateText>;
  entry: FixedOrNone<bigint>;
}
export interface BankFileTable extends Recorded {
  fund: Fixed<number>;
  run: Fixed<number>;
  name: Fixed<string>;
  sha256: Fixed<Buffer>;
  bytes: Fixed<bigint>;
  entries: Fixed<bigint>;
  cents: Fixed<Cents>;
}
export interface PaymentReturnTable extends Recorded {
  fund: Fixed<number>;
  benefit: Fixed<number>;
  period: Fixed<DateText>;
  kind: FixedOrDefault<string>;
  person: Fixed<number>;
  cents: Fixed<Cents>;
  code: Fixed<string>;
  returned_on: Fixed<DateText>;
  entry: FixedOrNone<bigint>;
  actor: Fixed<string>;
}

/** The tables of the core, by schema and name. */
export interface CoreTables {
  "records.fund": FundTable;
  "records.fund_setting": FundSettingTable;
  "records.person": PersonTable;
  "records.person_name": PersonNameTable;
  "records.person_birth": PersonBirthTable;
  "records.person_death": PersonDeathTable;
  "records.marriage": MarriageTable;
  "records.beneficiary": BeneficiaryTable;
  "records.address": AddressTable;
  "records.contact": ContactTable;
  "records.bank_account": BankAccountTable;
  "records.closed_field": ClosedFieldTable;
  "records.employer": EmployerTable;
  "records.reporting_group": ReportingGroupTable;
  "records.position": PositionTable;
  "records.employment": EmploymentTable;
  "records.leave": LeaveTable;
  "records.service_credit": ServiceCreditTable;
  "records.assembly_service": AssemblyServiceTable;
  "records.pay": PayTable;
  "records.converted_pay": ConvertedPayTable;
  "records.posted_pay": PayTable;
  "projection.pay_year": PayYearTable;
  "records.file": FileTable;
  "records.case_file": CaseFileTable;
  "records.case_step": CaseStepTable;
  "records.document": DocumentTable;
  "records.law_version": LawVersionTable;
  "records.determination": DeterminationTable;
  "records.benefit": BenefitTable;
  "records.obligation": ObligationTable;
  "records.letter": LetterTable;
  "ledger.trust": TrustTable;
  "ledger.account": AccountTable;
  "ledger.period": PeriodTable;
  "ledger.closing": ClosingTable;
  "ledger.transfer": TransferTable;
  "ledger.line": LineView;
  "audit.entry": AuditEntryTable;
  "audit.seal": SealTable;
  "audit.restored": RestoredTable;
  "audit.command": CommandTable;
  "audit.command_answer": CommandAnswerTable;
  "runs.run": RunTable;
  "runs.run_step": RunStepTable;
  "runs.run_item": RunItemTable;
  "runs.payment": PaymentTable;
  "runs.bank_file": BankFileTable;
  "runs.payment_return": PaymentReturnTable;
}

/** Every table: the core and, as each slice adds it, an interface of its own tables. */
export interface Database
  extends
    CoreTables,
    RetirementTables,
    ServiceTables,
    PersonTables,
    BodyTables,
    ChargeTables,
    ConversionTables,
    CutoverTables,
    DisclosureTables {}
