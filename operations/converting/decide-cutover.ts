import { addMonths, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { canonicalJson, sha256 } from "@emeritus/records/canonical.ts";
import type { CutoverItem, ToCutOver } from "@emeritus/records/cutover.ts";
import type { Cents } from "@emeritus/records/schema.ts";
import { refused, type Refusal } from "../outcome.ts";

/** Why a benefit that was taken over is not paid, in the order of the checks. */
export const cutoverReasons = [
  "nothingDue",
  "benefitDivided",
  "planNotPaid",
  "notOnRoll",
  "inPaymentAlready",
  "registerDiffers",
] as const;
/** Why a benefit that was taken over is not paid. */
export type CutoverReason = (typeof cutoverReasons)[number];

/** Why no cutover is prepared or released. */
export type CutoverRefusal = Refusal<
  | "noConversion"
  | "notSigned"
  | "sealBroken"
  | "cutOverBefore"
  | "payrollBegan"
  | "noParallel"
  | "parallelOfOtherMonth"
  | "nothingPrepared"
  | "ownCutover"
  | "changedSince"
>;

/** What two people stand for: payees and cents by outcome and reason, and the hash of the whole list. */
export interface CutoverSummary {
  readonly sums: readonly CutoverSum[];
  readonly sha256: string;
}
/** The benefits of one outcome and reason: how many, and what the old register pays on them. */
export interface CutoverSum {
  readonly outcome: CutoverItem["outcome"];
  readonly reason: CutoverReason | null;
  readonly benefits: number;
  readonly theirs: Cents;
}

/**
 * Pure. Pays only what both systems pay alike in the compared month, or what differs and was accepted with a reason: then the
 * register's amount is the opening amount. Everything else is held with its reason; nothing is recomputed in silence.
 */
export function decideCutover(one: ToCutOver, firstMonth: PlainDate): CutoverItem {
  const item = (
    outcome: CutoverItem["outcome"],
    reason: CutoverReason | null,
    opening: Cents | null = null,
  ) => ({
    benefit: one.benefit,
    old: one.old,
    payee: one.payee,
    member: one.member,
    plan: one.plan,
    kind: one.kind,
    onRoll: one.onRoll,
    baseCents: one.baseCents,
    baseByLawCents: one.baseByLawCents,
    theirs: one.theirs,
    ours: one.ours,
    outcome,
    reason,
    openingCents: opening,
    because: opening === null ? null : one.because,
  });
  const same = one.compared && one.cause === null;
  const month = formatDate(firstMonth);
  const nothing = same && (one.ours ?? 0n) === 0n;
  if (one.ends <= month || (nothing && one.begins < month)) return item("notDue", "nothingDue");
  if (!one.onRoll && one.divided) return item("held", "benefitDivided");
  if (!one.onRoll) return item("held", one.plan === "msep2000" ? "notOnRoll" : "planNotPaid");
  if (one.paidOtherwise) return item("held", "inPaymentAlready");
  // What begins later was compared with nothing: its first payment waits for somebody who looks.
  if (nothing) return item("held", "registerDiffers");
  if (same) return item("paid", null);
  if (mayOpen(one)) return item("paid", null, one.theirs);
  return item("held", "registerDiffers");
}

/**
 * An accepted difference is paid as the old register pays it where one amount says all: no part that ends at 62, nobody to share with.
 * Of a plan whose old rates of increase are not on record, the law says what follows the register's amount though not the amount.
 */
const mayOpen = ({ because, theirs, ours, plan, cause, hasTemporary, shared }: ToCutOver): boolean =>
  because !== null &&
  theirs !== null &&
  theirs > 0n &&
  (ours === null ? withUnknownRates.has(plan) && cause === "lawCannotSay" : ours > 0n) &&
  !hasTemporary &&
  !shared;

const withUnknownRates: ReadonlySet<string> = new Set(["msep", "judicial", "alj"]);

/** The sums of a list with its hash. Pure. */
export function summaryOf(items: readonly CutoverItem[]): CutoverSummary {
  const groups = Map.groupBy(items, ({ outcome, reason }) => `${outcome} ${reason ?? ""}`);
  const sums = [...groups.values()].map((some) => ({
    outcome: some[0]!.outcome,
    reason: some[0]!.reason as CutoverReason | null,
    benefits: some.length,
    theirs: some.reduce((sum, { theirs }) => sum + (theirs ?? 0n), 0n),
  }));
  const order = ({ outcome, reason }: CutoverSum) =>
    ["paid", "held", "notDue"].indexOf(outcome) * 100 + cutoverReasons.indexOf(reason!);
  return {
    sums: sums.toSorted((a, b) => order(a) - order(b)),
    sha256: sha256(canonicalJson(items)).toString("hex"),
  };
}

/** What is known when a cutover is prepared. */
export interface CutoverSituation {
  readonly signed: boolean | undefined;
  /** Whether what stands in the record is still what both people signed for. */
  readonly sealHolds: boolean;
  readonly released: boolean;
  /** Whether this fund's payroll was begun. */
  readonly payrollBegan: boolean;
  /** The month of the parallel payroll that is named. */
  readonly parallelMonth: PlainDate | undefined;
  readonly firstMonth: PlainDate;
}

/** Pure. The compared month is the first month to be paid or the month before it, so that the last word of the old register counts. */
export function decidePreparing(known: CutoverSituation): CutoverRefusal | undefined {
  const { signed, parallelMonth, firstMonth } = known;
  if (signed === undefined) return refused("noConversion").refused;
  if (!signed) return refused("notSigned").refused;
  if (known.released) return refused("cutOverBefore").refused;
  if (!known.sealHolds) return refused("sealBroken").refused;
  if (known.payrollBegan) return refused("payrollBegan").refused;
  if (parallelMonth === undefined) return refused("noParallel").refused;
  if (parallelMonth !== firstMonth && parallelMonth !== addMonths(firstMonth, -1))
    return refused("parallelOfOtherMonth", { month: formatDate(parallelMonth) }).refused;
  return undefined;
}
