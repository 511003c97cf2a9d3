import type { PlanInPayment } from "@emeritus/records/plans-in-payment.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import type { RunStep } from "@emeritus/records/run.ts";
import type { Change } from "./items.ts";

/** A check of a calculated run. A failed one bars the approval; one to look at names how many people somebody should see. */
export interface Check {
  readonly check: CheckName;
  readonly state: "passed" | "look" | "failed";
  readonly people: number;
  /** How many people it looked at, where that is not everyone. */
  readonly of?: number;
  /** The Member ID of the first whom a failed check found. */
  readonly first?: string;
}

/** What is checked before an approval. */
export type CheckName =
  | "everyoneAccounted"
  | "fileAgrees"
  | "nobodyTwice"
  | "nobodyAfterDeath"
  | "differenceExplained"
  | "ratesKnown"
  | "recomputed"
  | "accountsConfirmed"
  | "newPayees"
  | "largeChanges"
  | "largeAmounts"
  | "overpaid";

/** One line of the way from last month's total to this month's. */
export interface BridgeLine {
  readonly change: Change;
  readonly people: number;
  readonly cents: Cents;
}

/** What the calculation recorded beside its items. */
export interface Calculation {
  readonly paymentDate: DateText;
  /** The run compared with, and what it paid; nothing for the first run. */
  readonly last: {
    readonly run: number;
    readonly period: DateText;
    readonly count: bigint;
    readonly cents: Cents;
  } | null;
  readonly people: number;
  readonly bridge: readonly BridgeLine[];
  readonly checks: readonly Check[];
  /** The versions of the laws of the plans by which somebody on the roll is paid, by plan; left out in runs that knew MSEP 2000 alone. */
  readonly laws?: Readonly<Partial<Record<PlanInPayment, string>>>;
  readonly fileName: string;
  /** SHA-256 of the bank file's body, which the creation stamp does not touch. */
  readonly bodySha256: string;
  readonly bodyBytes: number;
}

/** What a calculated step says. */
export function calculationOf(step: RunStep): Calculation {
  return step.facts as unknown as Calculation;
}
