/** Blocks of generated code: lines, what is already computed in them, and where they go when a person is outside the proof. */
import { NONE } from "./runtime.ts";
import { NotCompiled, commonFactor, overFactor, wholeCode, type Num } from "./proven.ts";
import { freeLevels, type Node } from "./node.ts";

/** A compiled value: a number with its proof, a condition, or counted months and days. */
export type Val =
  | { readonly is: "number"; readonly num: Num; readonly none: boolean }
  | { readonly is: "condition"; readonly code: string }
  | { readonly is: "tenure"; readonly months: Num; readonly days: Num }
  /** Days without order or overlap in two arrays, and how many spans they are. */
  | { readonly is: "spans"; readonly from: string; readonly to: string; readonly count: string }
  /** No value: the block has left the provision before this is reached. */
  | { readonly is: "never" };

export const numberVal = (num: Num, none = false): Val => ({ is: "number", num, none });
export const conditionVal = (code: string): Val => ({ is: "condition", code });

/** The number inside a value; another kind has no compiled form here. */
export function numOf(val: Val): Num {
  if (val.is === "never") return wholeCode("0", 0n, 0n);
  if (val.is !== "number") throw new NotCompiled(`a ${val.is} where a number is needed`);
  return val.num;
}
export function conditionOf(val: Val): string {
  if (val.is === "never") return "false";
  if (val.is !== "condition") throw new NotCompiled(`a ${val.is} where a condition is needed`);
  return val.code;
}

/** Where a block goes when it cannot go on: out of the labelled block of its provision. */
export interface Exit {
  readonly label: string;
  used: boolean;
  /** What is done before it goes, such as noting in a trace where it went. */
  readonly note?: () => string;
}

/** Names that are used once in a program. */
export class Names {
  #next = 0;
  fresh(prefix: string): string {
    this.#next += 1;
    return `${prefix}${this.#next}`;
  }
}

export class Block {
  readonly lines: string[];
  readonly names: Names;
  readonly exit: Exit;
  readonly #parent: Block | undefined;
  readonly #known = new Map<string, Val>();
  readonly #checked = new Set<string>();
  readonly #barrier: boolean;

  constructor(
    names: Names,
    exit: Exit,
    parent?: Block,
    options: { barrier?: boolean; lines?: string[] } = {},
  ) {
    this.names = names;
    this.exit = exit;
    this.#parent = parent;
    this.#barrier = options.barrier ?? false;
    this.lines = options.lines ?? [];
  }

  /** A block inside this one, such as a branch or a loop's body. */
  child(): Block {
    return new Block(this.names, this.exit, this);
  }
  /** The same place, where what is bound in the formula outside is not visible. */
  apart(): Block {
    return new Block(this.names, this.exit, this, { barrier: true, lines: this.lines });
  }
  /** The same place once more, with lines that are kept only if nothing in them leaves the provision. */
  trial(exit: Exit): Block {
    return new Block(this.names, exit, this);
  }
  /** A block with an exit of its own. */
  labelled(exit: Exit): Block {
    return new Block(this.names, exit, this, { barrier: true });
  }

  add(...lines: string[]): void {
    this.lines.push(...lines);
  }

  known(key: string): Val | undefined {
    return this.#known.get(key) ?? (this.#barrier ? undefined : this.#parent?.known(key));
  }
  remember(key: string, val: Val): void {
    this.#known.set(key, val);
  }

  /** Leaves the provision when code holds. */
  exitIf(code: string): void {
    if (code === "false") return;
    this.exit.used = true;
    const note = this.exit.note?.() ?? "";
    const leaves = `break ${this.exit.label};`;
    this.add(note ? `if(${code}){${note}${leaves}}` : `if(${code})${leaves}`);
  }
  /** Leaves once for a value that another provision could not compute. */
  exitIfFailed(name: string, fail: number): void {
    if (this.#isChecked(name)) return;
    this.#checked.add(name);
    this.exitIf(`${name}===${fail}`);
  }
  #isChecked(name: string): boolean {
    if (this.#checked.has(name)) return true;
    return this.#parent !== undefined && this.#parent.#isChecked(name);
  }

  /** A number under a short name, so that its code is not repeated. */
  short(num: Num): Num {
    if (/^\(?-?[A-Za-z0-9_]+\)?$/.test(num.code)) return num;
    const name = this.names.fresh("t");
    this.add(`const ${name}=${num.code};`);
    return { ...num, code: name };
  }
  /** A value under short names. */
  shortVal(val: Val): Val {
    if (val.is === "never" || val.is === "spans") return val;
    if (val.is === "number") return { ...val, num: this.short(val.num) };
    if (val.is === "tenure") return { ...val, months: this.short(val.months), days: this.short(val.days) };
    if (/^!?[A-Za-z0-9_]+$/.test(val.code)) return val;
    const name = this.names.fresh("t");
    this.add(`const ${name}=${val.code};`);
    return conditionVal(name);
  }
  /** A nested block as lines of this one, after a head such as `if(...)`. */
  nest(head: string, inner: Block): void {
    this.add(`${head}{`, ...inner.lines, "}");
  }
}

/** One way to a value: the block in which it is computed, and the value there. */
export interface Way {
  readonly block: Block;
  readonly val: Val;
}

/** Declares in `outer` what the ways assign, over one factor, and gives the value that stands for whichever was taken. */
export function joinWays(
  outer: Block,
  all: readonly Way[],
): { readonly val: Val; readonly declaration: string } {
  const ways = all.filter((way) => way.val.is !== "never");
  if (ways.length === 0) return { val: { is: "never" }, declaration: "" };
  const kinds = new Set(ways.map((way) => way.val.is));
  if (kinds.size > 1) throw new NotCompiled("arms of different kinds");
  const first = ways[0]!.val;
  if (first.is === "condition") return joinConditions(outer, ways);
  if (first.is === "tenure") return joinTenures(outer, ways);
  const none = ways.some((way) => way.val.is === "number" && way.val.none);
  const joined = joinNumbers(
    outer,
    ways.map(({ block, val }) => ({ block, num: numOf(val), none: val.is === "number" && val.none })),
  );
  return { val: numberVal(joined.num, none), declaration: joined.declaration };
}

function joinConditions(outer: Block, ways: readonly Way[]): { val: Val; declaration: string } {
  const name = outer.names.fresh("t");
  for (const { block, val } of ways) block.add(`${name}=${conditionOf(val)};`);
  return { val: conditionVal(name), declaration: `let ${name}=false;` };
}

function joinTenures(outer: Block, ways: readonly Way[]): { val: Val; declaration: string } {
  const part = (which: "months" | "days"): { num: Num; declaration: string } =>
    joinNumbers(
      outer,
      ways.map(({ block, val }) => ({
        block,
        num: (val as Extract<Val, { is: "tenure" }>)[which],
        none: false,
      })),
    );
  const [months, days] = [part("months"), part("days")];
  return {
    val: { is: "tenure", months: months.num, days: days.num },
    declaration: months.declaration + days.declaration,
  };
}

interface NumWay {
  readonly block: Block;
  readonly num: Num;
  readonly none: boolean;
}

function joinNumbers(outer: Block, ways: readonly NumWay[]): { num: Num; declaration: string } {
  const real = ways.filter((way) => !isNothing(way));
  const name = outer.names.fresh("t");
  const factor = commonFactor((real.length > 0 ? real : ways).map((way) => way.num));
  const over = ways.map((way) => ({ ...way, num: isNothing(way) ? way.num : scaledWay(way, factor) }));
  const divided = ways.some((way) => way.num.divisor);
  const divisor = divided ? outer.names.fresh("d") : undefined;
  for (const { block, num } of over) {
    if (num.big) throw new NotCompiled("an arm beyond 2^53");
    block.add(`${name}=${num.code};`);
    if (divisor) block.add(`${divisor}=${num.divisor?.code ?? "1"};`);
  }
  const bounds = over.filter((way) => !isNothing(way)).map((way) => way.num);
  const num: Num = {
    code: name,
    lo: bounds.map((b) => b.lo).reduce((a, b) => (b < a ? b : a), bounds[0]?.lo ?? 0n),
    hi: bounds.map((b) => b.hi).reduce((a, b) => (b > a ? b : a), bounds[0]?.hi ?? 0n),
    ...factor,
    big: false,
    divisor: divisor === undefined ? undefined : joinedBounds(divisor, ways),
  };
  return { num, declaration: `let ${name}=0;${divisor ? `let ${divisor}=1;` : ""}` };
}

const isNothing = (way: NumWay): boolean => way.none && way.num.code === `${NONE}`;

function scaledWay(way: NumWay, factor: { fn: bigint; fd: bigint }): Num {
  const num = overFactor(way.num, factor);
  if (!way.none || num.code === way.num.code) return num;
  return { ...num, code: `(${way.num.code}===${NONE}?${NONE}:${num.code})` };
}

function joinedBounds(code: string, ways: readonly NumWay[]): NonNullable<Num["divisor"]> {
  const all = ways.map((way) => way.num.divisor ?? { lo: 1n, hi: 1n });
  return {
    code,
    lo: all.map((d) => d.lo).reduce((a, b) => (b < a ? b : a)),
    hi: all.map((d) => d.hi).reduce((a, b) => (b > a ? b : a)),
  };
}

/** One number for each different expression, whatever objects hold it. */
export class Interner {
  readonly #ids = new WeakMap<Node, number>();
  readonly #byKey = new Map<string, number>();

  /** The greatest parts of a node that depend on one binder and on no other. */
  onlyAt(node: Node, level: number): readonly Node[] {
    if (freeLevels(node) === 1 << level) return [node];
    return node.args.flatMap((arg) => this.onlyAt(arg, level));
  }

  /** How many binders, counted from the outermost, a node depends on: 0 when on none. */
  depthOf(node: Node): number {
    return 32 - Math.clz32(freeLevels(node));
  }

  id(node: Node): number {
    const known = this.#ids.get(node);
    if (known !== undefined) return known;
    const { args, ...rest } = node;
    const key = `${JSON.stringify(rest)}|${args.map((arg) => this.id(arg)).join(",")}`;
    let id = this.#byKey.get(key);
    if (id === undefined) this.#byKey.set(key, (id = this.#byKey.size));
    this.#ids.set(node, id);
    return id;
  }
}
