import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";

import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { type RetirementStatus, statusAfter } from "./status.ts";

/** The five payment options of MSEP 2000 (RSMo 104.1027.1). */
export const paymentOptions = [
  "lifeIncome",
  "joint50",
  "joint100",
  "guaranteed120",
  "guaranteed180",
] as const;

/** One way of being paid; the names are those of the law's `paymentOption`. */
export type PaymentOption = (typeof paymentOptions)[number];

/** Whether an option pays the spouse for life after the member. */
export function isJoint(option: PaymentOption): boolean {
  return option === "joint50" || option === "joint100";
}

/** Whether an option guarantees a number of payments to whom the member names. */
export function isGuaranteed(option: PaymentOption): boolean {
  return option === "guaranteed120" || option === "guaranteed180";
}

/** Whom a member names for the remaining guaranteed payments: any person, charity, trust or estate. */
export interface BeneficiaryNamed {
  readonly name: string;
  readonly relation: string;
  /** Share in whole percent of what remains. */
  readonly percent: number;
}

/** What a member says in the retirement election (step 2). */
export interface ElectionAsk {
  readonly option: PaymentOption;
  readonly beneficiaries: readonly BeneficiaryNamed[];
  /** The name under which the spouse signed that they know of the choice. */
  readonly spouseSignature?: string;
  readonly confirmed: boolean;
  readonly receivedOn: PlainDate;
}

/** What the case says when the election arrives. */
export interface ElectionRecord {
  readonly status: RetirementStatus;
  readonly annuityStartingDate: PlainDate;
  readonly spouseName?: string;
}

/** What the law says of the case's dates. */
export interface ElectionLaw {
  /** The last day on which an election is on time. */
  readonly onTimeThrough: PlainDate;
  /** The last day on which an application whose steps are incomplete still stands. */
  readonly voidOn: PlainDate;
  /** The first month that can be paid when the election is received on this day. */
  readonly firstPaymentMonth: PlainDate;
}

/** Why an election may be refused. */
export type ElectionRefusal =
  | "election-not-open"
  | "application-void"
  | "joint-option-needs-spouse"
  | "guaranteed-option-needs-beneficiary"
  | "beneficiary-name-missing"
  | "beneficiary-shares-not-whole"
  | "spouse-not-aware"
  | "election-not-confirmed";

/** An election that may be recorded. */
export interface ElectionDecision {
  readonly status: RetirementStatus;
  readonly late: boolean;
  readonly firstPaymentMonth: PlainDate;
}

/** Pure. The order of the checks is part of the specification: the member hears the first that fails. */
export function decideElection(
  ask: ElectionAsk,
  record: ElectionRecord,
  law: ElectionLaw,
): Outcome<ElectionDecision, Refusal<ElectionRefusal>> {
  const status = statusAfter(record.status, "elect");
  if (status === undefined) return refused("election-not-open", { status: record.status }, "RSMo 104.1027.1");
  if (ask.receivedOn > law.voidOn)
    return refused("application-void", { voidOn: formatDate(law.voidOn) }, "Handbook, page 28");
  if (isJoint(ask.option) && record.spouseName === undefined)
    return refused("joint-option-needs-spouse", { option: ask.option }, "RSMo 104.1027.1; BR 3-9(1)");
  const unnamed = isGuaranteed(ask.option) ? beneficiariesRefused(ask.beneficiaries) : undefined;
  if (unnamed) return unnamed;
  if (record.spouseName !== undefined && !ask.spouseSignature?.trim())
    return refused("spouse-not-aware", { spouse: record.spouseName }, "RSMo 104.1027");
  if (!ask.confirmed) return refused("election-not-confirmed", { option: ask.option }, "Handbook, page 29");
  return accepted({
    status,
    late: ask.receivedOn > law.onTimeThrough,
    firstPaymentMonth: law.firstPaymentMonth,
  });
}

function beneficiariesRefused(named: readonly BeneficiaryNamed[]) {
  if (named.length === 0)
    return refused("guaranteed-option-needs-beneficiary", {}, "RSMo 104.1027.1; BR 3-9(2)");
  if (named.some(({ name }) => name.trim() === ""))
    return refused("beneficiary-name-missing", {}, "BR 3-9(2)");
  const total = named.reduce((sum, { percent }) => sum + percent, 0);
  const whole = named.every(({ percent }) => Number.isInteger(percent) && percent > 0);
  return total === 100 && whole ? undefined : refused("beneficiary-shares-not-whole", { total }, "BR 3-9(2)");
}
