/** The parts of what loops: rows of lists, unions of days, windows, searches, and what goes from step to step. */
import { divide, exact, scaled } from "../exact.ts";
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

/** Goes through the turns of a loop: where the frame begins, what it is about, and the place inside. */
function eachTurn(
  r: Reader,
  node: Node,
  place: Place,
  turn: (bases: readonly number[], about: number, frame: Frame) => void,
): void {
  const frame = r.spot(node, place).turns;
  const outer = place.bases.slice(0, frame.depth);
  const [begin, end] = [r.noted(node, place), r.noted(node, place, 1)];
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
    const inside = r.inside(node, place, [{ row, frame }], bases);
    for (const formula of formulas) parts.push(r.lay(formula, inside));
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
  const [sum, among, first, last] = [0, 1, 2, 3].map((i) => r.noted(node, place, i)) as [
    number,
    number,
    number,
    number,
  ];
  const entries = Math.min(node.entries, among);
  const { name, home } = r.spot(node, place);
  const total = scaled(sum, r.traced.compiler.courses.get(`${name}/${home.id}`)![0]!);
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
  const [first, last, found, before] = [0, 1, 2, 3].map((i) => r.noted(node, place, i)) as [
    number,
    number,
    number,
    number,
  ];
  const frame = r.spot(node, place).turns;
  const shown = (at: number, holds: boolean): { month: number; because: Part } | undefined => {
    if (at < 0) return undefined;
    const month = r.traced.varying[at + 1]!;
    const bases = [...place.bases.slice(0, frame.depth), at];
    const inside = r.inside(node, place, [{ part: datePart(node, month), frame }], bases);
    return { month, because: r.lay(node.args[2]!, inside, holds) };
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
    const bound = [
      { part: state, frame },
      { part: datePart(node, on), frame },
    ];
    const because = r.lay(node.args[3]!, r.inside(node, place, bound, bases));
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
  const { home, name: tag } = r.spot(node, place);
  const factors = r.traced.compiler.courses.get(`${tag}/${home.id}`)!;
  const rows: { on: number; values: readonly Value[] }[] = [];
  eachTurn(r, node, place, (bases, on, frame) => {
    const values = factors.map((factor, i): Value => {
      const exactly = scaled(r.at(frame, bases, frame.find(`state ${i}`)!), factor);
      return isRatioKind(starts[i]!.kind) ? exactly : Number(exactly.top);
    });
    rows.push({ on, values });
  });
  const last = rows.at(-1);
  const state = last ? last.values.map((one) => statePart(node, one)) : begun;
  const bound = state.map((part) => ({ part, frame: home, tag }));
  const result = r.lay(gives, r.inside(node, place, bound), value);
  const course = { names: node.names, starts: begun.map((one) => one.value!), rows };
  return partOf(node, value, [...from, result], { course });
}
