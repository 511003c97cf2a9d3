import { addMonths, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { OtherBenefit } from "@emeritus/records/conversion-parallel.ts";
import type { PackedRoll } from "@emeritus/records/payroll-roll.ts";
import { plansInPayment } from "@emeritus/records/plans-in-payment.ts";
import { type DueColumns, RATE_AWAITED } from "../benefit-payroll/amounts-due.ts";
import { type Cause, more } from "./differences.ts";
import { dueByPlan } from "./due-by-plan.ts";

/** What both systems pay on a benefit in a month; a cause where they differ. */
export interface BothPay {
  readonly of: string;
  readonly benefit: number | null;
  /** The payee. */
  readonly about: number | null;
  readonly plan: string | null;
  readonly theirs: bigint | null;
  /** Null where our law cannot say. */
  readonly ours: bigint | null;
  readonly cause?: Cause;
  readonly facts?: Readonly<Record<string, string>>;
}

interface Register {
  /** What the old register pays by benefit; what is compared is taken out of it. */
  readonly theirs: Map<string, bigint>;
  readonly roll: PackedRoll;
  readonly due: DueColumns;
  readonly month: PlainDate;
  /** What was due to everyone twelve months before; asked only where a difference wants it. */
  readonly yearBefore: () => DueColumns;
  /** The name that the other system has for a benefit. */
  readonly nameOf: (benefit: number) => string;
}

type Told = { readonly cause: Cause; readonly facts?: Readonly<Record<string, string>> };

/** What is due to each on the roll against the register. Pure. */
export function compareRegister({ theirs, roll, due, month, yearBefore, nameOf }: Register): BothPay[] {
  const both: BothPay[] = [];
  let before: DueColumns | undefined;
  const lastYear = (at: number) => {
    before ??= yearBefore();
    return BigInt(before.lasting[at]! + before.temporary[at]!);
  };
  for (let at = 0; at < roll.count; at++) {
    const of = nameOf(roll.benefit[at]!);
    const outside = roll.begins[at]! > month ? "notBegun" : roll.ends[at]! <= month ? "ended" : undefined;
    const cents = outside === undefined ? BigInt(due.lasting[at]! + due.temporary[at]!) : 0n;
    const unknown = outside === undefined && due.unknown[at] !== 0;
    const gross = theirs.get(of);
    theirs.delete(of);
    const same = !unknown && cents === (gross ?? 0n);
    const one = {
      of,
      benefit: roll.benefit[at]!,
      about: roll.person[at]!,
      plan: plansInPayment[roll.plan[at]!]!,
      theirs: same ? cents : (gross ?? null),
      ours: unknown ? null : cents,
    };
    both.push(same ? one : { ...one, ...causeAt(one, roll, due, at, outside, lastYear) });
  }
  return both;
}

function causeAt(
  one: Pick<BothPay, "theirs" | "ours">,
  roll: PackedRoll,
  due: DueColumns,
  at: number,
  outside: "notBegun" | "ended" | undefined,
  lastYear: (at: number) => bigint,
): Told {
  if (due.unknown[at] !== 0 && outside === undefined)
    return {
      cause: due.unknown[at] === RATE_AWAITED ? "rateAwaited" : "lawCannotSay",
      facts: { missing: "" },
    };
  if (outside === "ended") return { cause: "ended", facts: { from: formatDate(roll.ends[at]!) } };
  if (outside === "notBegun") return { cause: "notBegun", facts: { from: formatDate(roll.begins[at]!) } };
  if (one.theirs === null) return { cause: "notInRegister" };
  const cents = more(one);
  if (cents === 1n || cents === -1n) return { cause: "oneCent" };
  if (due.increase[at] !== 0 && cents === BigInt(due.increase[at]!)) return { cause: "increase" };
  const temporary = BigInt(roll.temporaryCents[at]!);
  if (temporary > 0n && (cents === temporary || cents === -temporary || cents === BigInt(due.temporary[at]!)))
    return { cause: "temporaryBenefit" };
  return one.theirs === lastYear(at) ? { cause: "yearBehind" } : { cause: "notTold" };
}

/** What its own plan makes due on a benefit that the payroll does not pay, against the register. Pure. */
export function compareOther(benefit: OtherBenefit, month: PlainDate, theirs: Map<string, bigint>): BothPay {
  const found = dueByPlan(benefit, month);
  const gross = theirs.get(benefit.old);
  theirs.delete(benefit.old);
  const { old: of, plan, payee: about } = benefit;
  const known = { of, plan, about, benefit: benefit.benefit, theirs: gross ?? null };
  if ("missing" in found) {
    const { missing, rateAwaited } = found;
    return {
      ...known,
      ours: null,
      cause: rateAwaited ? "rateAwaited" : "lawCannotSay",
      facts: { missing: [...new Set(missing)].join(", ") },
    };
  }
  const cents = "cents" in found ? found.cents : 0n;
  if (cents === (gross ?? 0n)) return { ...known, theirs: cents, ours: cents };
  const both = { ...known, ours: cents };
  if ("outside" in found) return { ...both, cause: found.outside, facts: { from: formatDate(found.from) } };
  if (gross === undefined) return { ...both, cause: "notInRegister" };
  const cause = more(both);
  if (cause === 1n || cause === -1n) return { ...both, cause: "oneCent" };
  const before = dueByPlan(benefit, addMonths(month, -12));
  return { ...both, cause: "cents" in before && before.cents === gross ? "yearBehind" : "notTold" };
}

/** What the register pays and nobody took over. Pure. */
export const notOfRecord = (theirs: ReadonlyMap<string, bigint>): BothPay[] =>
  [...theirs].map(([of, gross]) => ({
    of,
    benefit: null,
    about: null,
    plan: null,
    theirs: gross,
    ours: null,
    cause: "notOfRecord",
  }));
