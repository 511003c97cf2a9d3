/** What a formula says: the same tree in the shape in which people say it, free of binders, wrappers and builders' detours. */
import type { Rounding } from "./exact.ts";
import type { KindName, Value } from "./kinds.ts";
import { courseParts, type Comparison, type Node, type NodeOf, type OverWhat } from "./node.ts";
import type { Plan } from "./plan.ts";
import type { MonthReading } from "./service.ts";

/** What a saying is: an operation of the engine, or one of the forms in which people say several. */
export type Says =
  | Exclude<
      Node["op"],
      "as" | "bound" | "ref" | "dated" | "lookup" | "over" | "spans" | "constant" | "expected"
    >
  | "value"
  | "provision"
  | "setting"
  | "table"
  | "between"
  | "dayBefore"
  | "dayAfter"
  | "monthsBefore"
  | "daysBefore"
  | "earliestOf"
  | "latestOf"
  | "yearsApart"
  | "isNot"
  | "monthTried"
  | "stepDate"
  | "stepValue"
  | `${OverWhat}Over`
  | "everyOver";

/** A part of what a formula says. `parts` stand in the order of the formula; what each is, is told with {@link sayingOf}. */
export interface Saying {
  readonly says: Says;
  readonly kind: KindName;
  readonly parts: readonly Saying[];
  /** The provision, setting, fact, table, list, field or named part, by its identifier; of a refusal, its code. */
  readonly name?: string;
  readonly value?: Value;
  /** The list to whose rows a part belongs, and how deep its row stands: 0 is the outermost list around it. */
  readonly list?: string;
  readonly row?: number;
  readonly how?: Comparison;
  readonly choices?: readonly string[];
  /** The size of blocks, the entries of a window, or the months between steps. */
  readonly size?: number;
  /** From how many on the last block counts. */
  readonly lastCounts?: number;
  readonly reading?: MonthReading;
  readonly rounding?: Rounding;
  readonly cites?: readonly string[];
  /** Names that go with the parts: facts supposed or named by a refusal, values of a course. */
  readonly names?: readonly string[];
}

/** What stands around a part: what each binder bound. */
type Around = readonly (Saying | { readonly list: string; readonly row: number })[];

const flipped: Record<Comparison, Comparison | undefined> = {
  "<": ">=",
  "<=": ">",
  ">=": "<",
  ">": "<=",
  "=": undefined,
};

/**
 * What a formula of a plan says. The parts of each:
 * `cases` condition, value, … and the last value; `ifAny` the value asked for, what follows, what holds otherwise; lists (`sumOver` …)
 * what is taken and, where not every row counts, the condition; `union` from, to and the condition; `covered` first, last, from, to
 * and the condition; `window` as lists; `search` from, until, condition; `supposing` the result, then what each of `names` is
 * supposed to be; `carry` start, first date, last date, step; `course` first date, last date, result, then the start of each of
 * `names`, then the step of each; `table` its keys; `refusing` its facts.
 */
export function sayingOf(plan: Plan, formula: Node): Saying {
  return new Sayer(plan).say(formula, []);
}

const isConstant = (node: Node, value: Value): boolean => node.op === "constant" && node.value === value;

const sameFormula = (a: Node, b: Node): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

class Sayer {
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  say(node: Node, around: Around): Saying {
    const all = (nodes: readonly Node[]): readonly Saying[] => nodes.map((arg) => this.say(arg, around));
    const plain = (says: Says, more: Partial<Saying> = {}, nodes = node.args): Saying => ({
      says,
      kind: node.kind,
      parts: all(nodes),
      ...more,
    });
    switch (node.op) {
      case "constant":
        return plain("value", { value: node.value });
      case "fact":
        return plain("fact", { name: node.name });
      case "ref":
        return this.#reference(node);
      case "named":
        return plain("named", { name: node.name });
      case "bound":
        return around[node.level] as Saying;
      case "field": {
        const { list, row } = around[node.level] as { list: string; row: number };
        return plain("field", { name: node.name, list, row });
      }
      case "as":
        return { ...this.say(node.args[0]!, around) };
      case "dated":
      case "lookup":
        return plain("table", { name: node.table });
      case "is":
        return plain("is", { choices: node.choices });
      case "all":
      case "any":
        return flat(plain(node.op));
      case "not":
        return this.#not(node, around) ?? plain("not");
      case "compare":
        return plain("compare", { how: node.how });
      case "cases":
        return this.#yearsApart(node, around) ?? plain("cases");
      case "addDays":
        if (isConstant(node.args[1]!, -1)) return plain("dayBefore", {}, node.args.slice(0, 1));
        if (isConstant(node.args[1]!, 1)) return plain("dayAfter", {}, node.args.slice(0, 1));
        return this.#backwards(node, "daysBefore", around) ?? plain("addDays");
      case "addMonths":
        return this.#backwards(node, "monthsBefore", around) ?? plain("addMonths");
      case "blocks":
        return plain("blocks", { size: node.size, lastCounts: node.lastCounts });
      case "remainder":
        return plain("remainder", { size: node.size });
      case "round":
      case "power":
        return plain(node.op, { rounding: node.rounding });
      case "expected":
        return plain("between");
      case "tenure":
        return plain("tenure", { reading: node.reading });
      case "refusing":
        return plain("refusing", { name: node.code, cites: node.cites, names: node.facts });
      case "ifAny":
        return this.#ifAny(node, around);
      case "over":
        return this.#over(node, around);
      case "union":
      case "spans":
        return this.#rows(
          node,
          "union",
          node.args,
          around,
          node.op === "union" ? { reading: node.reading } : {},
        );
      case "covered":
        return this.#covered(node, around);
      case "window":
        return this.#rows(node, "window", node.args, around, { size: node.entries });
      case "search":
        return this.#search(node, around);
      case "supposing":
        return plain("supposing", { names: node.facts });
      case "carry":
        return this.#carry(node, around);
      case "course":
        return this.#course(node, around);
      default:
        return plain(node.op);
    }
  }

  #reference({ name, kind }: NodeOf<"ref">): Saying {
    const plan = this.#plan;
    const says = plan.tables.has(name) ? "table" : plan.rules.get(name)?.setting ? "setting" : "provision";
    return { says, kind, parts: [], name };
  }

  /** What is not so, said as what is: 'is less than' for 'not at least', 'every' for 'not any that is not'. */
  #not(node: Node, around: Around): Saying | undefined {
    const of = node.args[0]!;
    if (of.op === "compare" && flipped[of.how]) return { ...this.say(of, around), how: flipped[of.how]! };
    if (of.op === "is") return { ...this.say(of, around), says: "isNot" };
    const where = of.op === "over" && of.what === "any" ? of.args[1]! : undefined;
    if (where?.op === "not") return this.#rows(of as NodeOf<"over">, "everyOver", [where.args[0]!], around);
    return undefined;
  }

  /** A date and a length before it, where the formula adds one below zero. */
  #backwards(node: Node, says: Says, around: Around): Saying | undefined {
    const [from, length] = node.args as [Node, Node];
    const negative = length.op === "constant" && Number(length.value) < 0;
    const back = negative
      ? ({ ...length, value: -Number(length.value) } as Node)
      : length.op === "minus" && isConstant(length.args[0]!, 0)
        ? length.args[1]
        : undefined;
    if (!back) return undefined;
    return { says, kind: node.kind, parts: [from, back].map((part) => this.say(part, around)) };
  }

  /** The completed years between two dates with their sign, which the builder writes as two cases. */
  #yearsApart(node: Node, around: Around): Saying | undefined {
    const [holds, forward, backward] = node.args as [Node, Node, Node];
    const dates =
      forward.op === "wholeYears" && forward.args[0]!.op === "monthsFrom" ? forward.args[0]!.args : undefined;
    const signed =
      backward.op === "minus" && isConstant(backward.args[0]!, 0) && backward.args[1]!.op === "wholeYears";
    if (node.args.length !== 3 || holds.op !== "compare" || !dates || !signed) return undefined;
    return { says: "yearsApart", kind: node.kind, parts: dates.map((date) => this.say(date, around)) };
  }

  #ifAny(node: NodeOf<"ifAny">, around: Around): Saying {
    const [value, body, otherwise] = node.args as [Node, Node, Node];
    const asked = this.say(value, around);
    const inside = this.say(body, bind(around, node.level, asked));
    const there: Saying = { says: "given", kind: "yesNo", parts: [asked] };
    if (isConstant(otherwise, false)) return flat({ says: "all", kind: "yesNo", parts: [there, inside] });
    if (isConstant(otherwise, true))
      return flat({
        says: "any",
        kind: "yesNo",
        parts: [{ says: "not", kind: "yesNo", parts: [there] }, inside],
      });
    return (
      this.#extremeOf(node, asked, this.say(otherwise, around)) ?? {
        says: "ifAny",
        kind: node.kind,
        parts: [asked, inside, this.say(otherwise, around)],
      }
    );
  }

  /** The earliest or latest of values that may not exist, which the builder writes as one question inside another. */
  #extremeOf({ args, level }: NodeOf<"ifAny">, first: Saying, rest: Saying): Saying | undefined {
    const body = args[1]!.op === "as" ? args[1]!.args[0]! : args[1]!;
    if (body.op !== "ifAny" || !sameFormula(body.args[0]!, args[2]!)) return undefined;
    const [, both, one] = body.args as [Node, Node, Node];
    const inner = both.op === "as" ? both.args[0]! : both;
    const isFirst = (node: Node): boolean =>
      node.op === "bound" ? node.level === level : node.op === "as" && isFirst(node.args[0]!);
    if ((inner.op !== "lesser" && inner.op !== "greater") || !isFirst(one) || !inner.args.some(isFirst))
      return undefined;
    if (inner.args.length !== 2 || !inner.args.every((arg) => arg.op === "bound")) return undefined;
    const says = inner.op === "lesser" ? "earliestOf" : "latestOf";
    return flat({ says, kind: first.kind, parts: [first, rest] });
  }

  #over(node: NodeOf<"over">, around: Around): Saying {
    const [value, where] = node.args as [Node, Node];
    const counts = node.what === "count" || node.what === "any";
    return this.#rows(node, `${node.what}Over`, counts ? [where] : [value, where], around);
  }

  /** A list's parts with its row bound; a condition that every row meets is not said. */
  #rows(
    node: NodeOf<"over" | "union" | "spans" | "window">,
    says: Says,
    args: readonly Node[],
    around: Around,
    more: Partial<Saying> = {},
  ): Saying {
    const row = around.filter((one) => !("says" in one)).length;
    const inside = bind(around, node.level, { list: node.list, row });
    const said = args.filter((arg, i) => i < args.length - 1 || !isConstant(arg, true));
    const parts = said.map((arg) => this.say(arg, inside));
    return { says, kind: node.kind, parts, list: node.list, ...more };
  }

  #covered(node: Node, around: Around): Saying {
    const [first, last, spans] = node.args as [Node, Node, NodeOf<"spans">];
    const { list, parts } = this.#rows(spans, "union", spans.args, around);
    const days = [first, last].map((arg) => this.say(arg, around));
    return { says: "covered", kind: node.kind, parts: [...days, ...parts], list: list! };
  }

  #search(node: NodeOf<"search">, around: Around): Saying {
    const [from, until, holds] = node.args as [Node, Node, Node];
    const month: Saying = { says: "monthTried", kind: "date", parts: [] };
    const range = [from, until].map((arg) => this.say(arg, around));
    return {
      says: "search",
      kind: node.kind,
      parts: [...range, this.say(holds, bind(around, node.level, month))],
    };
  }

  #carry(node: NodeOf<"carry">, around: Around): Saying {
    const [start, first, until, step] = node.args as [Node, Node, Node, Node];
    const inside = bind(around, node.level, { says: "stepValue", kind: node.kind, parts: [] }, STEP_DATE);
    const outside = [start, first, until].map((arg) => this.say(arg, around));
    return { says: "carry", kind: node.kind, size: node.every, parts: [...outside, this.say(step, inside)] };
  }

  #course(node: NodeOf<"course">, around: Around): Saying {
    const { first, until, gives, starts, steps } = courseParts(node);
    const values = starts.map((start, i): Saying => {
      return { says: "stepValue", kind: start.kind, parts: [], name: node.names[i]! };
    });
    const inside = bind(around, node.level, ...values, STEP_DATE);
    const outside = (nodes: readonly Node[]): readonly Saying[] => nodes.map((arg) => this.say(arg, around));
    const parts = [
      ...outside([first, until]),
      this.say(gives, inside),
      ...outside(starts),
      ...steps.map((step) => this.say(step, inside)),
    ];
    return { says: "course", kind: node.kind, size: node.every, names: node.names, parts };
  }
}

/** A saying whose parts of its own kind stand in it as its own parts. */
const flat = (saying: Saying): Saying => ({
  ...saying,
  parts: saying.parts.flatMap((part) => (part.says === saying.says ? part.parts : [part])),
});

const STEP_DATE: Saying = { says: "stepDate", kind: "date", parts: [] };

const bind = (around: Around, level: number, ...bound: Around): Around => {
  const next = around.slice(0, level);
  return [...next, ...bound];
};
