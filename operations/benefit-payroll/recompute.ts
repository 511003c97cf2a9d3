import { setImmediate as nextTurn } from "node:timers/promises";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { AmountsDue } from "./amounts-due.ts";
import type { LookedAt } from "./earlier-months.ts";
import { type Change, type Items, reasons, type Roll } from "./items.ts";
import { dueAt, isUnknown } from "./payable.ts";

/** The most payees, and the most of their earlier months, that a run recomputes; a proposal, so that a run stays quick. */
export const MOST_RECOMPUTED = 2_000;
/** How many payees are recomputed of those with whom nothing happened but a yearly increase. */
export const OTHERS_RECOMPUTED = 200;

/** What recomputing with the other evaluator found. */
export interface Recomputed {
  readonly people: number;
  /** Places on the roll of those whose amounts differ, in order. */
  readonly differ: readonly number[];
}

const expected: ReadonlySet<Change> = new Set<Change>(["yearlyIncrease"]);

/**
 * Whom a run recomputes, by places in order: everyone who is new, who ended, whose amount changed for another reason than the yearly
 * increase, and whose earlier months were looked at again; and some of the others. The run's number chooses, so that the same run
 * always has the same sample. Who waits for a rate has no amount to recompute and comes only with the others. Pure.
 */
export function placesToRecompute(
  roll: Pick<Roll, "count" | "benefit">,
  items: Pick<Items, "changed" | "reason">,
  looked: LookedAt,
  run: number,
): number[] {
  const waits = reasons.indexOf("rateAwaited");
  const told = new Set<number>(looked.keys());
  for (const [at, why] of items.changed)
    if ([...why.keys()].some((change) => !expected.has(change)) && items.reason[at] !== waits) told.add(at);
  const drawn = inDrawnOrder(roll, run);
  const first = drawn.filter((at) => told.has(at)).slice(0, MOST_RECOMPUTED - OTHERS_RECOMPUTED);
  const others = drawn.filter((at) => !told.has(at)).slice(0, OTHERS_RECOMPUTED);
  return [...first, ...others].toSorted((a, b) => a - b);
}

const PLACES = 2 ** 21;

/** Every place, in the order of the tickets of a run. */
function inDrawnOrder({ count, benefit }: Pick<Roll, "count" | "benefit">, run: number): Uint32Array {
  const tickets = new Float64Array(count);
  for (let at = 0; at < count; at++) tickets[at] = ticketOf(run, benefit[at]!) * PLACES + at;
  return Uint32Array.from(tickets.toSorted(), (ticket) => ticket % PLACES);
}

/** A number that a run and a benefit always have together, and that is spread evenly over the benefits of a run. */
function ticketOf(run: number, benefit: number): number {
  let mixed = Math.imul(benefit ^ Math.imul(run, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const AT_ONCE = 10;

/** Computes the amounts of a sample again, some at a time so that others have their turn, and says whose differ from the items. */
export async function recompute(
  roll: Roll,
  items: Items,
  places: readonly number[],
  month: PlainDate,
  explained: AmountsDue,
): Promise<Recomputed> {
  const differ = new Set<number>();
  for (let from = 0; from < places.length; from += AT_ONCE) {
    await nextTurn();
    const some = places.slice(from, from + AT_ONCE);
    const due = dueAt(roll, some, { month, ofRun: month }, explained);
    some.forEach((at, n) => {
      const known = isUnknown(due.unknown[n]!) === isUnknown(items.unknown[at]!);
      const cents = due.lasting[n]! + due.temporary[n]!;
      if (!known || cents !== items.monthCents[at] || due.temporary[n] !== items.temporaryCents[at])
        differ.add(at);
    });
  }
  for (const { at, month: earlier, cents } of earlierMonths(items, places)) {
    await nextTurn();
    const due = dueAt(roll, [at], { month: earlier, ofRun: month }, explained);
    if (isUnknown(due.unknown[0]!) || due.lasting[0]! + due.temporary[0]! !== cents) differ.add(at);
  }
  return { people: places.length, differ: [...differ].toSorted((a, b) => a - b) };
}

/** The earlier months of the sample that the run settles, with all that was due for them; not more than the most. */
function earlierMonths(items: Items, places: readonly number[]) {
  const sample = new Set(places);
  const settled = items.differs
    .filter(({ at }) => sample.has(at))
    .map(({ at, month, due }) => ({ at, month, cents: due }));
  const late = places.flatMap((at) =>
    (items.arrears.get(at) ?? [])
      .filter(({ kind }) => kind === undefined)
      .map(({ month, cents }) => ({ at, month, cents })),
  );
  return [...settled, ...late].slice(0, MOST_RECOMPUTED);
}
