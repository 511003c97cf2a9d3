/** Lists: sums, counts, extremes, unions of days, and the mean of the highest entries in a row. */
import { add, compareExact, divide, Exact, exact, subtract } from "../exact.ts";
import { isRatioKind, type Value } from "../kinds.ts";
import type { Node, NodeOf } from "../node.ts";
import { holdsDays, tenureOfUnion } from "../service.ts";
import { addTwo, number, order } from "../values.ts";
import { type Outcome, type Scope, type Run, type Bindings, joined, outcome } from "./outcome.ts";
import { glanceEntries, readRows, listOutcome, daysOf } from "./rows.ts";

/** A sum, count or extreme over the rows of a list. */
export function evaluateOver(run: Run, node: NodeOf<"over">, scope: Scope, env: Bindings): Outcome {
  const reading = readRows(run, node, scope, env);
  const found = reading.counted.map(([value]) => value!);
  if (node.what === "any" && found.length > 0)
    return listOutcome(node, true, { ...reading, gaps: [] }, found.slice(0, 1));
  if (reading.list.value === undefined || reading.gaps.length > 0)
    return listOutcome(node, undefined, reading, found);
  return listOutcome(
    node,
    overValue(
      node,
      found.map((one) => one.value!),
    ),
    reading,
    node.what === "count" ? [] : found,
  );
}

function overValue(node: NodeOf<"over">, values: readonly Value[]): Value {
  switch (node.what) {
    case "sum":
      return values.reduce(addTwo, isRatioKind(node.kind) ? exact(0n) : 0);
    case "count":
      return values.length;
    case "any":
      return false;
    case "earliest":
      return values.length === 0 ? null : values.reduce((a, b) => (order(b, a) < 0 ? b : a));
    case "latest":
      return values.length === 0 ? null : values.reduce((a, b) => (order(b, a) > 0 ? b : a));
  }
}

/** The counted time of a union of days. */
export function evaluateUnion(run: Run, node: NodeOf<"union">, scope: Scope, env: Bindings): Outcome {
  const reading = readRows(run, node, scope, env);
  if (reading.list.value === undefined || reading.gaps.length > 0)
    return listOutcome(node, undefined, reading, reading.counted.flat());
  const spans = reading.counted.map(([from, to]) => [number(from!.value!), number(to!.value!)] as const);
  return listOutcome(node, tenureOfUnion(spans, node.reading), reading, reading.counted.flat());
}

/** Whether days lie in the union of a list. */
export function evaluateCovered(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const [first, last] = node.args.slice(0, 2).map((arg) => run.evaluate(run, arg, scope, env)) as [
    Outcome,
    Outcome,
  ];
  const { union, read } = daysOf(run, node.args[2] as NodeOf<"spans">, scope, env);
  const value =
    union === undefined || first.value === undefined || last.value === undefined
      ? undefined
      : holdsDays(union, number(first.value), number(last.value));
  return outcome(node, value, [first, last, read]);
}

interface BestRun {
  readonly at: number;
  readonly length: number;
  readonly total: Exact;
}

/** The best run of entries: where it starts, how long it is and its sum; among equal runs, the first. */
function bestRun(amounts: readonly Exact[], entries: number): BestRun {
  const length = Math.min(entries, amounts.length);
  const whole = wholeAmounts(amounts);
  if (whole) return bestWhole(whole, length);
  let total = amounts.slice(0, length).reduce(add, exact(0n));
  let best = { at: 0, length, total };
  for (let i = length; i < amounts.length; i++) {
    total = subtract(add(total, amounts[i]!), amounts[i - length]!);
    if (compareExact(total, best.total) > 0) best = { at: i - length + 1, length, total };
  }
  return best;
}

/** Whole amounts below this one add up exactly in a double, however many a person has. */
const MOST = 2 ** 40;

function wholeAmounts(amounts: readonly Exact[]): Float64Array | undefined {
  const whole = new Float64Array(amounts.length);
  for (let i = 0; i < whole.length; i++) {
    const { top, bottom } = amounts[i]!;
    if (bottom !== 1 || typeof top !== "number" || top >= MOST || top <= -MOST) return undefined;
    whole[i] = top;
  }
  return whole;
}

function bestWhole(whole: Float64Array, length: number): BestRun {
  let total = 0;
  for (let i = 0; i < length; i++) total += whole[i]!;
  let [at, most] = [0, total];
  for (let i = length; i < whole.length; i++) {
    total += whole[i]! - whole[i - length]!;
    if (total > most) [at, most] = [i - length + 1, total];
  }
  return { at, length, total: exact(most) };
}

/** The mean of the highest entries in a row, with the entries used. */
export function evaluateWindow(run: Run, node: NodeOf<"window">, scope: Scope, env: Bindings): Outcome {
  const plain = glanceEntries(run, node, scope, env);
  const reading = plain ?? readRows(run, node, scope, env);
  if (reading.list.value === undefined || reading.gaps.length > 0)
    return listOutcome(node, undefined, reading, []);
  const amounts = plain?.amounts ?? reading.counted.map(([amount]) => amount!.value as Exact);
  if (amounts.length === 0) {
    return listOutcome(node, undefined, reading, [], {
      refusal: { code: "nothingToAverage", list: node.list, cites: [] },
    });
  }
  const { at, length, total } = bestRun(amounts, node.entries);
  const used = reading.counted.slice(at, at + length).map(([amount]) => amount!);
  const of = listOutcome(node, divide(total, exact(length)), reading, [], {
    window: {
      list: node.list,
      first: reading.rows[at]!,
      last: reading.rows[at + length - 1]!,
      entries: length,
      asked: node.entries,
      among: amounts.length,
      total,
    },
  });
  return { ...of, missing: joined([of, ...used]) };
}
