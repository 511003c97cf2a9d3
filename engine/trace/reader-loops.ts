/** The parts of what loops: rows of lists, unions of days, windows, searches, and what goes from step to step. */
import { divide, exact } from "../exact.ts";
import type { Part, SearchShown, Step } from "../explanation.ts";
import { isRatioKind, type Value } from "../kinds.ts";
import { courseParts, freeLevels, type Node, type NodeOf } from "../node.ts";
import type { Frame } from "./frames.ts";
import { partOf, type Place } from "./parts.ts";
import type { Reader } from "./reader.ts";

type Looping = NodeOf<"over" | "union" | "spans" | "covered" | "window" | "search" | "carry" | "course">;

/** The part of a node that loops. */
export function layLoop(r: Reader, node: Looping, place: Place, known: Value | undefined): Part {
  const value = (): Value => (known === undefined ? r.value(node, place) : known);
  switch (node.op) {
    case "over":
      return layOver(r, node, place, value());
    case "union":
      return partOf(node, value(), [r.list(node.list), ...layRows(r, node, place, node.args.slice(0, 2))]);
    case "spans":
      return laySpans(r, node, place);
    case "covered":
      return partOf(
        node,
        value(),
        node.args.map((arg) => r.lay(arg, place)),
      );
    case "window":
      return layWindow(r, node, place);
    case "search":
      return laySearch(r, node, place, value());
    case "carry":
      return layCarry(r, node, place, value());
    case "course":
      return layCourse(r, node, place, value());
  }
}

/** The frame of a loop's turns, as the program that wrote them has it. */
const framed = (r: Reader, node: Node, place: Place): Frame =>
  r.traced.compiler.frames.loop(r.name(node, place), r.home(node, place));

/** Goes through the turns of a loop: where the frame begins, what it is about, and the place inside. */
function eachTurn(
  r: Reader,
  node: Node,
  place: Place,
  turn: (bases: readonly number[], about: number, frame: Frame) => void,
): void {
  const frame = framed(r, node, place);
  const outer = place.bases.slice(0, frame.depth);
  const [begin, end] = [r.noted(node, "frames", place), r.noted(node, "frames", place, 1)];
  for (let at = begin; at < end; at = r.traced.varying[at]!)
    turn([...outer, at], r.traced.varying[at + 1]!, frame);
}

/** What a formula or two gave for each row that counts. */
function layRows(
  r: Reader,
  node: NodeOf<"over" | "union" | "spans">,
  place: Place,
  formulas: readonly Node[],
): readonly Part[] {
  const parts: Part[] = [];
  eachTurn(r, node, place, (bases, row, frame) => {
    const env = r.bound(place, node.level, { row, frame });
    for (const formula of formulas) parts.push(r.lay(formula, { ...place, env, bases }));
  });
  return parts;
}

function layOver(r: Reader, node: NodeOf<"over">, place: Place, value: Value): Part {
  const list = r.list(node.list);
  if (node.what === "count") return partOf(node, value, [list], {});
  if (node.what === "any")
    return partOf(node, value, value === true ? [list, r.lay(node.args[0]!, place)] : [list], {});
  return partOf(node, value, [list, ...layRows(r, node, place, node.args.slice(0, 1))], {});
}

function laySpans(r: Reader, node: NodeOf<"spans">, place: Place): Part {
  const once = freeLevels(node) === 0;
  const before = once ? place.scope.days.get(node) : undefined;
  if (before) return before;
  const part = partOf(
    node,
    undefined,
    [r.list(node.list), ...layRows(r, node, place, node.args.slice(0, 2))],
    {},
  );
  if (once) place.scope.days.set(node, part);
  return part;
}

function layWindow(r: Reader, node: NodeOf<"window">, place: Place): Part {
  const [sum, among, first, last] = [0, 1, 2, 3].map((i) => r.noted(node, "window", place, i)) as [
    number,
    number,
    number,
    number,
  ];
  const entries = Math.min(node.entries, among);
  const { fn, fd } = r.traced.compiler.courses.get(`${r.name(node, place)}/${r.home(node, place).id}`)![0]!;
  const total = exact(BigInt(sum) * fn, fd);
  return partOf(node, divide(total, exact(entries)), [r.list(node.list)], {
    window: {
      list: node.list,
      first: r.row(node.list, first),
      last: r.row(node.list, last),
      entries,
      asked: node.entries,
      among,
      total,
    },
  });
}

const datePart = (node: Node, date: number): Part => ({
  role: "constant",
  op: node.op,
  kind: "date",
  value: date,
  parts: [],
});
const statePart = (node: Node, value: Value): Part => ({
  role: "constant",
  op: node.op,
  kind: node.kind,
  value,
  parts: [],
});

function laySearch(r: Reader, node: NodeOf<"search">, place: Place, value: Value): Part {
  const range = node.args.slice(0, 2).map((arg) => r.lay(arg, place));
  const [first, last, found, before] = [0, 1, 2, 3].map((i) => r.noted(node, "search", place, i)) as [
    number,
    number,
    number,
    number,
  ];
  const frame = framed(r, node, place);
  const shown = (at: number, holds: boolean): { month: number; because: Part } | undefined => {
    if (at < 0) return undefined;
    const month = r.traced.varying[at + 1]!;
    const env = r.bound(place, node.level, { part: datePart(node, month), frame });
    const bases = [...place.bases.slice(0, frame.depth), at];
    return { month, because: r.lay(node.args[2]!, { ...place, env, bases }, holds) };
  };
  const [here, earlier] = [shown(found, true), shown(before, false)];
  const search: SearchShown = {
    from: first * 32,
    until: last * 32,
    ...(here ? { found: here } : {}),
    ...(earlier ? { before: earlier } : {}),
  };
  return partOf(node, value, range, { search });
}

function layCarry(r: Reader, node: NodeOf<"carry">, place: Place, value: Value): Part {
  const from = node.args.slice(0, 3).map((arg) => r.lay(arg, place));
  const steps: Step[] = [];
  let [state, amount] = [from[0]!, from[0]!.value!];
  eachTurn(r, node, place, (bases, on, frame) => {
    const env = r.bound(place, node.level, { part: state, frame }, { part: datePart(node, on), frame });
    const because = r.lay(node.args[3]!, { ...place, env, bases });
    steps.push({ on, before: amount, after: because.value!, because });
    amount = because.value!;
    state = statePart(node, amount);
  });
  return partOf(node, value, from, { steps });
}

function layCourse(r: Reader, node: NodeOf<"course">, place: Place, value: Value): Part {
  const { first, until, starts, gives } = courseParts(node);
  const from = [first, until, ...starts].map((arg) => r.lay(arg, place));
  const begun = from.slice(2);
  const [home, tag] = [r.home(node, place), r.name(node, place)];
  const nums = r.traced.compiler.courses.get(`${tag}/${home.id}`)!;
  const rows: { on: number; values: readonly Value[] }[] = [];
  eachTurn(r, node, place, (bases, on, frame) => {
    const values = nums.map(({ fn, fd }, i): Value => {
      const exactly = exact(BigInt(r.at(frame, bases, frame.find(`state ${i}`)!)) * fn, fd);
      return isRatioKind(starts[i]!.kind) ? exactly : Number(exactly.n);
    });
    rows.push({ on, values });
  });
  const last = rows.at(-1);
  const state = last ? last.values.map((one) => statePart(node, one)) : begun;
  const env = r.bound(place, node.level, ...state.map((part) => ({ part, frame: home, tag })));
  const result = r.lay(gives, { ...place, env }, value);
  const course = { names: node.names, starts: begun.map((one) => one.value!), rows };
  return partOf(node, value, [...from, result], { course });
}
