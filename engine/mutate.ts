/** Mutants: the same plan with one thing changed. A suite of cases that notices none of it is too weak. */
import { addDays } from "./dates.ts";
import type { DatedTable, LookupTable, Rule, Table } from "./declarations.ts";
import { add, Exact, exact, subtract, type RoundingMode } from "./exact.ts";
import type { KindName, Value } from "./kinds.ts";
import { withArgs, type Comparison, type Node } from "./node.ts";
import type { Plan } from "./plan.ts";

/** A well-formed plan that differs from another in one place. */
export interface Mutant {
  /** Where and what: "baseBenefit/0/1: constant 62 years → 62 years 1 month". */
  readonly what: string;
  readonly rule: string;
  readonly plan: Plan;
}

interface Change {
  readonly what: string;
  readonly node: Node;
}

/** All mutants of a plan, one change each, in the order of its rules and tables by name. */
export function* mutantsOf(plan: Plan): Generator<Mutant> {
  for (const [name, rule] of sorted(plan.rules)) {
    for (const { what, node } of changesWithin(rule.means)) {
      yield { what: `${name}${what}`, rule: name, plan: withRule(plan, { ...rule, means: node }) };
    }
  }
  for (const [name, table] of sorted(plan.tables)) {
    for (const [what, changed] of table.shape === "dated" ? datedChanges(table) : lookupChanges(table)) {
      yield {
        what: `${name}: ${what}`,
        rule: name,
        plan: { ...plan, tables: new Map(plan.tables).set(name, changed) },
      };
    }
  }
}

const sorted = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
const withRule = (plan: Plan, rule: Rule): Plan => ({
  ...plan,
  rules: new Map(plan.rules).set(rule.name, rule),
});

/** The parts of a node that say law: the bounds declared for compiled runs do not. */
function partsOf(node: Node): readonly Node[] {
  if (node.op === "expected") return node.args.slice(0, 1);
  if (node.op === "carry") return node.args.slice(0, 4);
  return node.op === "course" ? node.args.slice(0, -2 * node.names.length) : node.args;
}

/** A node with one change in it or in one of its parts. */
function* changesWithin(node: Node): Generator<Change> {
  for (const change of changesOf(node)) yield { what: `: ${change.what}`, node: change.node };
  for (const [i, arg] of partsOf(node).entries()) {
    for (const inner of changesWithin(arg)) {
      yield { what: `/${i}${inner.what}`, node: withArgs(node, node.args.with(i, inner.node)) };
    }
  }
}

function changesOf(node: Node): readonly Change[] {
  switch (node.op) {
    case "constant":
      return neighbours(node.kind, node.value).map((value) => ({
        what: `constant ${text(node.value)} → ${text(value)}`,
        node: { ...node, value },
      }));
    case "compare":
      return otherComparisons(node.how).map((how) => ({
        what: `${node.how} → ${how}`,
        node: { ...node, how },
      }));
    case "round":
    case "power":
      return (["halfUp", "down", "up"] as const satisfies readonly RoundingMode[])
        .filter((mode) => mode !== node.rounding.mode)
        .map((mode) => ({
          what: `rounding ${mode}`,
          node: { ...node, rounding: { ...node.rounding, mode } },
        }));
    case "all":
    case "any":
      return [
        ...dropped(node),
        {
          what: node.op === "all" ? "all → any" : "any → all",
          node: { ...node, op: node.op === "all" ? "any" : "all" },
        },
      ];
    case "sum":
    case "product":
      return dropped(node);
    case "greater":
    case "lesser":
      return [
        ...dropped(node),
        { what: "the other extreme", node: { ...node, op: node.op === "greater" ? "lesser" : "greater" } },
      ];
    case "cases":
      return armChanges(node);
    case "inYears":
      return [{ what: "years and months → whole years", node: wholeYearsAsRate(node) }];
    case "blocks":
      return [
        { what: "size + 1", node: { ...node, size: node.size + 1 } },
        ...(node.lastCounts > 1
          ? [{ what: "last block counts one sooner", node: { ...node, lastCounts: node.lastCounts - 1 } }]
          : []),
        ...(node.lastCounts < node.size
          ? [{ what: "last block must be whole", node: { ...node, lastCounts: node.size } }]
          : []),
      ];
    case "window":
      return [1, -1].map((by) => ({
        what: `window ${node.entries + by}`,
        node: { ...node, entries: Math.max(1, node.entries + by) },
      }));
    case "union":
    case "tenure": {
      const reading = node.reading === "calendar" ? "dateToDate" : "calendar";
      return [{ what: `reading ${reading}`, node: { ...node, reading } }];
    }
    case "over":
      if (node.what !== "earliest" && node.what !== "latest") return [];
      return [
        {
          what: "the other end of the list",
          node: { ...node, what: node.what === "earliest" ? "latest" : "earliest" },
        },
      ];
    case "carry":
    case "course":
      return [{ what: `every ${node.every + 1} months`, node: { ...node, every: node.every + 1 } }];
    default:
      return [];
  }
}

const text = (value: Value): string => (value instanceof Exact ? value.toString() : JSON.stringify(value));

/** The constants next to a constant: one unit up and down; a date by a day; a condition the other way. */
function neighbours(kind: KindName, value: Value): readonly Value[] {
  if (typeof value === "boolean") return [!value];
  if (value instanceof Exact) {
    const unit = exact(1n, kind === "money" ? 1n : value.d);
    return [add(value, unit), subtract(value, unit)];
  }
  if (typeof value !== "number") return [];
  return kind === "date" ? [addDays(value, 1), addDays(value, -1)] : [value + 1, value - 1];
}

function otherComparisons(how: Comparison): readonly Comparison[] {
  const others: Record<Comparison, readonly Comparison[]> = {
    "<": ["<=", ">="],
    "<=": ["<", ">"],
    "=": ["<=", ">="],
    ">=": [">", "<"],
    ">": [">=", "<="],
  };
  return others[how];
}

/** The node without one of its arguments, where at least one is left and the kind does not change. */
function dropped(node: Node): readonly Change[] {
  if (node.args.length < 2) return [];
  return node.args.flatMap((_, i) => {
    const left = node.args.toSpliced(i, 1);
    if (node.op === "product" && i === 0) return [];
    return [{ what: `without part ${i}`, node: withArgs(node, left) }];
  });
}

/** Arms dropped, and neighbouring arms in the other order. */
function armChanges(node: Node): readonly Change[] {
  const arms = (node.args.length - 1) / 2;
  const changes: Change[] = [];
  for (let i = 0; i < arms; i++) {
    changes.push({ what: `without arm ${i}`, node: withArgs(node, node.args.toSpliced(2 * i, 2)) });
    if (i + 1 < arms) {
      const [a, b, c, d] = node.args.slice(2 * i, 2 * i + 4) as [Node, Node, Node, Node];
      changes.push({
        what: `arms ${i} and ${i + 1} exchanged`,
        node: withArgs(node, node.args.toSpliced(2 * i, 4, c, d, a, b)),
      });
    }
  }
  return changes;
}

const wholeYearsAsRate = (node: Node): Node => ({
  op: "as",
  kind: "rate",
  maybe: false,
  args: [{ op: "wholeYears", kind: "count", maybe: false, args: node.args }],
});

function* datedChanges(table: DatedTable): Generator<readonly [string, Table]> {
  for (const [i, row] of table.rows.entries()) {
    for (const value of row.unknown ? [] : neighbours(table.kind, row.value)) {
      yield [
        `row ${i} ${text(value)}`,
        { ...table, rows: table.rows.with(i, { ...row, value: value as Exact | number }) },
      ];
    }
    for (const by of [1, -1]) {
      yield [
        `row ${i} from ${by > 0 ? "a day later" : "a day sooner"}`,
        { ...table, rows: table.rows.with(i, { ...row, from: addDays(row.from, by) }) },
      ];
    }
    if (table.rows.length > 1) yield [`without row ${i}`, { ...table, rows: table.rows.toSpliced(i, 1) }];
  }
}

function keyText({ first, second }: LookupTable, i: number): string {
  if (!second) return `${first + i}`;
  return `${first + Math.floor(i / second.count)}, ${second.first + (i % second.count)}`;
}

function* lookupChanges(table: LookupTable): Generator<readonly [string, Table]> {
  for (const [i, before] of table.values.entries()) {
    const [value] = neighbours(table.kind, before);
    yield [
      `key ${keyText(table, i)} ${text(value!)}`,
      { ...table, values: table.values.with(i, value as Exact | number) },
    ];
  }
}
