/** The compiler: a plan's provisions as generated JavaScript over typed columns, in exact integer arithmetic with proven bounds. */
import {
  choiceCodes,
  columnBounds,
  columnsOf,
  checkColumns,
  decode,
  emptyColumns,
  encode,
  factsFromColumns,
  stepsOf,
  type Columns,
  type Reads,
} from "./columns.ts";
import {
  addDays,
  addMonths,
  completing,
  dayNumber,
  daysInMonth,
  fromDayNumber,
  lastOfMonthOf,
  type PlainDate,
} from "./dates.ts";
import type { DatedTable, FieldDeclaration, LookupTable, Rule } from "./declarations.ts";
import {
  Block,
  conditionOf,
  conditionVal,
  Interner,
  joinWays,
  Names,
  numberVal,
  numOf,
  type Val,
  type Way,
} from "./emit.ts";
import { Exact, exact, powerOf } from "./exact.ts";
import { explainerByName } from "./explain.ts";
import { rowCount, rowInForce } from "./table-rows.ts";
import type { Result } from "./explanation.ts";
import type { Expr, Value, ValueOf } from "./kinds.ts";
import { courseParts, rewrite, walk, type Node, type NodeOf } from "./node.ts";
import { dependenciesOf, ruleNamed, tableNamed, type Plan } from "./plan.ts";
import {
  addNum,
  aligned,
  commonFactor,
  compareCode,
  constantNum,
  divideNum,
  floorNum,
  isInt32,
  isSafe,
  multiplyNum,
  NotCompiled,
  overFactor,
  roundNum,
  timesFactor,
  wholeCode,
  type Num,
} from "./proven.ts";
import {
  bestSum,
  bestSumInt,
  bigRound,
  calendarSpan,
  dateSpan,
  DAYS_PACKED,
  FAIL,
  holdsDays,
  joinSpans,
  NONE,
  rowOf,
  unionSpans,
  type Numbers,
} from "./runtime.ts";

/** Facts read otherwise while compiling; the root reads the columns. */
interface Scope {
  readonly id: number;
  readonly parent: Scope | undefined;
  readonly supposed: ReadonlyMap<string, Val>;
  readonly rules: Map<string, RuleVal>;
  /** How many binders stand around the supposition; what is computed under it may depend on them. */
  readonly depth: number;
  /** Rules of this scope that are used once and therefore stand where they are used. */
  readonly inline: ReadonlySet<string>;
}

/** What a binder bound: a row of a list at an index, or a value. */
type Binding = ({ readonly list: string; readonly index: string } | { readonly val: Val }) & {
  /** Whether one loop binds this together with the binder before it, as a carry does its amount and date. */
  readonly joined?: boolean;
  /** The block in which the loop stands that binds; what does not depend on it is computed there, once. */
  readonly outer?: Block;
};
type Env = readonly Binding[];

/** A rule's value under its name in the generated code. */
interface RuleVal {
  readonly val: Val;
  /** The variable that holds `fail` when it could not be computed. */
  readonly name: string;
  readonly fail: number | undefined;
}

/** The column of a rule: how its whole numbers become values. */
export interface KeptColumn {
  readonly numbers: Numbers;
  /** The divisor by person, where the value has one. */
  readonly divisors?: Numbers;
  /** The loose days, where the value is counted time. */
  readonly days?: Numbers;
  /** The factor that makes a number a value. */
  readonly factor: Exact;
  /** The number that stands for "not computed". */
  readonly fail: number;
}

type ColumnType = "Int8" | "Int16" | "Int32" | "Float64";
interface ColumnPlan {
  readonly name: string;
  readonly type: ColumnType;
  readonly divisor: ColumnType | undefined;
  readonly days: boolean;
  readonly factor: Exact;
  readonly fail: number;
}

const FAIL_OF: Record<ColumnType, number> = {
  Int8: -128,
  Int16: -32_768,
  Int32: -2_147_483_648,
  Float64: FAIL,
};
const CHUNK = 4096;
const GROUP = 50;

/** A compiled plan. */
export interface Program {
  /** The provisions whose values are kept, each after what it uses. */
  readonly kept: readonly string[];
  /** The provisions that have no compiled form and are left to the interpreter, with the reason. */
  readonly interpreted: ReadonlyMap<string, string>;
  /** The facts and lists that are read. */
  readonly reads: Reads;
  /** The generated code, for reading. */
  readonly source: string;
  /** Empty columns to fill, given the rows that each list has in all. */
  columns(count: number, rows: Readonly<Record<string, number>>): Columns;
  /** Columns of people whose facts are held one by one. */
  columnsOf(people: Parameters<typeof columnsOf>[1]): Columns;
  /** Marks who is outside what was proven, in columns that the caller filled. */
  check(columns: Columns): void;
  run(columns: Columns, into?: Kept): Kept;
}

/** What a run keeps: a column for each provision, and the results of those whom the interpreter took over. */
export interface Kept {
  readonly columns: ReadonlyMap<string, KeptColumn>;
  /** The people whom the interpreter took over, with their results. */
  readonly handedOver: ReadonlyMap<number, (name: string) => Result<Value>>;
  /** The value of a provision for a person; nothing where it cannot be computed. */
  value<K>(provision: Expr<K> & { readonly name: string }, person: number): ValueOf<K> | undefined;
}

/** Compiles provisions and all that they use. */
export function compile(plan: Plan, wanted: readonly (Expr<unknown> & { readonly name: string })[]): Program {
  return new Compiler(
    plan,
    wanted.map((provision) => provision.name),
  ).program();
}

/** The rules that must be computed in a scope before a formula that stands in it, each after what it uses. */
function neededRules(plan: Plan, formula: Node, belongs: (name: string) => boolean): Map<string, number> {
  const uses = new Map<string, number>();
  const ordered = new Map<string, number>();
  const seen = new Set<string>();
  const visit = (node: Node, layers: readonly ReadonlySet<string>[]): void => {
    if (node.op === "ref") return use(node.name, layers);
    if (node.op !== "supposing") return node.args.forEach((arg) => visit(arg, layers));
    const [then, ...values] = node.args;
    for (const value of values) visit(value, layers);
    visit(then!, [...layers, new Set(node.facts)]);
  };
  const use = (name: string, layers: readonly ReadonlySet<string>[]): void => {
    const needs = dependenciesOf(plan, name);
    const depth = layers.findLastIndex((layer) => [...layer].some((fact) => needs.has(fact)));
    if (depth < 0 && !belongs(name)) return;
    if (depth < 0) uses.set(name, (uses.get(name) ?? 0) + 1);
    const kept = layers.slice(0, depth + 1);
    const key = `${name}|${kept.map((layer) => [...layer].join("+")).join("|")}`;
    if (seen.has(key)) return;
    seen.add(key);
    visit(ruleNamed(plan, name).means, kept);
    if (depth < 0) ordered.set(name, 0);
  };
  visit(formula, []);
  for (const name of ordered.keys()) ordered.set(name, uses.get(name)!);
  return ordered;
}

/** A row that met a condition last, tried first: its index, and code by which it meets the condition again. */
interface Witness {
  readonly row: string;
  readonly check: Block;
  readonly holds: string;
}
/** A search for a row: the lines that set `result` when one is found. */
interface AnyRow {
  readonly result: string;
  readonly search: Block;
  readonly witness: Witness | undefined;
}
/** The entries of a window while they are gathered. */
interface Entries {
  readonly index: string;
  readonly body: Block;
  readonly counted: Block;
  readonly where: string;
  readonly amount: Num;
  readonly n: string;
  readonly any: AnyRow | undefined;
  /** What the condition needs of the entry alone. */
  readonly prefix: readonly string[];
}

/** The search as lines of a block: the witness first, the others where it fails; gives the condition's code. */
function tried({ result, search, witness }: AnyRow, block: Block): string {
  block.add(`let ${result}=false;`);
  if (!witness) {
    block.add(...search.lines);
    return result;
  }
  block.add(`if(${witness.row}>=0){`, ...witness.check.lines, `${result}=${witness.holds};`, "}");
  block.nest(`if(!${result})`, search);
  return result;
}

/** Spans of days in scratch space: two arrays, how many, and what their ends lie between. */
interface Spans {
  readonly a: string;
  readonly b: string;
  readonly k: string;
  readonly from: Num;
  readonly to: Num;
}

/** The code of one rule, and what it reads. */
interface Piece {
  readonly name: string;
  readonly body: readonly string[];
  readonly facts: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** Rules in functions: one that loops has its own, so that its loop keeps the registers; others share one. */
function grouped(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  let open: Piece[] | undefined;
  for (const piece of pieces) {
    if (piece.body.some((line) => /^(for|while)\(/.test(line))) {
      groups.push([piece]);
      open = undefined;
    } else if (open && open.length < GROUP) open.push(piece);
    else groups.push((open = [piece]));
  }
  return groups;
}

const ref = (name: string): Node => ({ op: "ref", name, kind: "count", maybe: false, args: [] });

class Compiler {
  readonly #plan: Plan;
  readonly #wanted: readonly string[];
  readonly #choices: readonly string[];
  readonly #names = new Names();
  readonly #interner = new Interner();
  readonly #constants: unknown[] = [];
  readonly #columns: ColumnPlan[] = [];
  readonly #interpreted = new Map<string, string>();
  readonly #root: Scope = {
    id: 0,
    parent: undefined,
    supposed: new Map(),
    rules: new Map(),
    depth: 0,
    inline: new Set(),
  };
  #scopes = 0;
  /** What the rule being compiled repeats, and what the group being compiled reads. */
  #repeats: ReadonlySet<number> = new Set();
  /** What may leave the proof and therefore stays where it applies. */
  readonly #unhoisted = new Set<string>();
  #factsRead = new Set<string>();
  #listsRead = new Set<string>();
  #rulesRead = new Set<string>();
  #allFacts = new Set<string>();
  #allLists = new Set<string>();

  constructor(plan: Plan, wanted: readonly string[]) {
    this.#plan = plan;
    this.#wanted = wanted;
    this.#choices = choiceCodes(plan);
  }

  program(): Program {
    const order = new Set<string>();
    for (const name of this.#wanted)
      for (const needed of neededRules(this.#plan, ref(name), () => true).keys()) order.add(needed);
    const names = [...order];
    const pieces = names.map((name) => this.#piece(name));
    return this.#finish(
      names,
      grouped(pieces).map((group, number) => this.#groupCode(number, group)),
    );
  }

  // ---- groups and rules ----

  #piece(name: string): Piece {
    this.#factsRead = new Set();
    this.#listsRead = new Set();
    this.#rulesRead = new Set();
    const body = this.#rootRule(name);
    for (const fact of this.#factsRead) this.#allFacts.add(fact);
    for (const list of this.#listsRead) this.#allLists.add(list);
    return { name, body, facts: this.#factsRead, lists: this.#listsRead, rules: this.#rulesRead };
  }

  #groupCode(number: number, pieces: readonly Piece[]): string {
    const own = new Set(pieces.map((piece) => piece.name));
    const all = (which: "facts" | "lists" | "rules"): readonly string[] => [
      ...new Set(pieces.flatMap((piece) => [...piece[which]])),
    ];
    const earlier = all("rules").filter((name) => !own.has(name));
    const columns = [...earlier, ...own].flatMap((name) =>
      this.#columnNames(name).map((column) => `${column}=K.${column}`),
    );
    const facts = all("facts").map((name) => `${factColumn(name)}=F.${factColumn(name)}`);
    const lists = all("lists").flatMap((list) => {
      const fields = Object.keys(this.#plan.lists.get(list)!.fields).map((field) => fieldColumn(list, field));
      return [offsetsOf(list), ...fields].map((column) => `${column}=F.${column}`);
    });
    const body = pieces.flatMap((piece) => piece.body);
    const constants = new Set(body.flatMap((line) => line.match(/\bC\d+\b/g) ?? []));
    const bound = [...columns, ...facts, ...lists, ...[...constants].map((name) => `${name}=T.${name}`)];
    const reads = all("facts").map((name) => `const ${factVariable(name)}=${factColumn(name)}[m];`);
    const again = earlier.flatMap((name) =>
      this.#columnNames(name).map((column) => `const ${column.slice(1)}=${column}[m];`),
    );
    return [
      `function group${number}(F,K,O,from,to){`,
      ...(bound.length > 0 ? [`const ${bound.join(",")};`] : []),
      "for(let m=from;m<to;m++){",
      "if(O[m]!==0)continue;",
      ...reads,
      ...again,
      ...body,
      "}",
      "}",
    ].join("\n");
  }

  #columnNames(name: string): readonly string[] {
    const column = this.#columns.find((one) => one.name === name);
    if (!column) return [];
    const base = `k${variable(name)}`;
    return [base, ...(column.divisor ? [`${base}_d`] : []), ...(column.days ? [`${base}_n`] : [])];
  }

  #rootRule(name: string): readonly string[] {
    const rule = ruleNamed(this.#plan, name);
    const block = new Block(this.#names, { label: `L${variable(name)}`, used: false });
    try {
      const val = this.#ruleBody(rule, block, this.#root);
      return this.#keep(rule, block, val);
    } catch (problem) {
      if (!(problem instanceof NotCompiled)) throw problem;
      this.#interpreted.set(name, problem.message);
      this.#root.rules.delete(name);
      return [];
    }
  }

  #ruleBody(rule: Rule, block: Block, scope: Scope): Val {
    const means = rewrite(rule.means, (node) => (node.op === "compare" ? withoutLastOfMonth(node) : node));
    const counts = new Map<number, number>();
    walk(means, (node) => {
      const id = this.#interner.id(node);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    });
    const outer = this.#repeats;
    this.#repeats = new Set([...counts].filter(([, times]) => times > 1).map(([id]) => id));
    const val = this.#compile(means, block, scope, []);
    this.#repeats = outer;
    return val;
  }

  /** Code that computes a rule into its variable and its column. */
  #keep(rule: Rule, block: Block, val: Val): readonly string[] {
    const name = variable(rule.name);
    const column = columnPlan(rule, val, this.#choices);
    this.#columns.push(column);
    const fails = block.exit.used;
    const inner = block.lines;
    const stores = [`k${name}[m]=${name};`];
    const declares = [`let ${name}=${fails ? column.fail : 0};`];
    if (val.is === "condition") inner.push(`${name}=${val.code}?1:0;`);
    if (val.is === "number") inner.push(`${name}=${val.num.code};`);
    if (val.is === "number" && val.num.divisor) {
      inner.push(`${name}_d=${val.num.divisor.code};`);
      declares.push(`let ${name}_d=1;`);
      stores.push(`k${name}_d[m]=${name}_d;`);
    }
    if (val.is === "tenure") {
      inner.push(`${name}=${val.months.code};`, `${name}_n=${val.days.code};`);
      declares.push(`let ${name}_n=0;`);
      stores.push(`k${name}_n[m]=${name}_n;`);
    }
    this.#root.rules.set(rule.name, {
      val: underName(val, name),
      name,
      fail: fails ? column.fail : undefined,
    });
    return [
      `// ${rule.name}`,
      ...declares,
      `${fails ? `${block.exit.label}:` : ""}{`,
      ...inner,
      "}",
      ...stores,
    ];
  }

  // ---- formulas ----

  #compile(node: Node, block: Block, scope: Scope, env: Env): Val {
    if (node.op === "ref") return this.#reference(node.name, block, scope);
    if (TRIVIAL.has(node.op)) return this.#compileNode(node, block, scope, env);
    const id = this.#interner.id(node);
    const key = `${id}@${scope.id}`;
    const known = block.known(key);
    if (known) return known;
    const outside = this.#hoisted(node, key, scope, env);
    if (outside) return outside;
    if (!this.#repeats.has(id)) return this.#compileNode(node, block, scope, env);
    const val = block.shortVal(this.#compileNode(node, block, scope, env));
    block.remember(key, val);
    return val;
  }

  /** What does not depend on a loop is computed before it, unless it may leave the proof: then only where it applies. */
  #hoisted(node: Node, key: string, scope: Scope, env: Env): Val | undefined {
    const limit = Math.max(this.#interner.depthOf(node), scope.depth);
    let level = env.length;
    for (
      let crossed = binders(env, level);
      level - crossed >= limit && env[level - crossed]?.outer;
      crossed = binders(env, level)
    ) {
      level -= crossed;
    }
    const outer = env[level]?.outer;
    if (!outer || this.#unhoisted.has(key)) return undefined;
    const exit = { label: "never", used: false };
    const trial = outer.trial(exit);
    const val = trial.shortVal(this.#compile(node, trial, scope, env.slice(0, level)));
    if (exit.used) {
      this.#unhoisted.add(key);
      return undefined;
    }
    outer.add(...trial.lines);
    outer.remember(key, val);
    return val;
  }

  #num(node: Node, block: Block, scope: Scope, env: Env): Num {
    return numOf(this.#compile(node, block, scope, env));
  }
  #condition(node: Node, block: Block, scope: Scope, env: Env): string {
    return conditionOf(this.#compile(node, block, scope, env));
  }

  #reference(name: string, block: Block, scope: Scope): Val {
    let at = scope;
    while (at.parent && !this.#touches(name, at.supposed.keys())) at = at.parent;
    const found = at.rules.get(name);
    if (found) {
      if (at === this.#root) this.#rulesRead.add(name);
      if (found.fail !== undefined) block.exitIfFailed(found.name, found.fail);
      return found.val;
    }
    if (at.inline.has(name)) return this.#ruleBody(ruleNamed(this.#plan, name), block.apart(), at);
    throw new NotCompiled(`it needs ${name}`);
  }

  #touches(name: string, facts: Iterable<string>): boolean {
    const needs = dependenciesOf(this.#plan, name);
    for (const fact of facts) if (needs.has(fact)) return true;
    return false;
  }

  #compileNode(node: Node, block: Block, scope: Scope, env: Env): Val {
    const num = (i: number): Num => this.#num(node.args[i]!, block, scope, env);
    switch (node.op) {
      case "constant":
        return constantVal(node, this.#choices);
      case "fact":
        return this.#fact(node, scope);
      case "field":
        return this.#field(node, env);
      case "bound":
        return (env[node.level] as { val: Val }).val;
      case "ref":
        return this.#reference(node.name, block, scope);
      case "named":
      case "as":
        return this.#compile(node.args[0]!, block, scope, env);
      case "sum":
        return numberVal(node.args.map((_, i) => num(i)).reduce((a, b) => addNum(a, b)));
      case "minus":
        return numberVal(addNum(num(0), num(1), -1n));
      case "product":
        return numberVal(node.args.map((_, i) => num(i)).reduce(multiplyNum));
      case "ratio": {
        const [a, b] = [num(0), block.short(num(1))];
        if (b.lo <= 0n) block.exitIf(`${b.code}<=0`);
        return numberVal(divideNum(a, { ...b, lo: b.lo <= 0n ? 1n : b.lo, hi: b.hi < 1n ? 1n : b.hi }));
      }
      case "greater":
      case "lesser":
        return numberVal(
          node.args.map((_, i) => num(i)).reduce((a, b) => extreme(block, node.op === "greater", a, b)),
        );
      case "inYears":
        return numberVal(timesFactor(num(0), 1n, 12n));
      case "wholeYears":
        return numberVal(floorNum(timesFactor(num(0), 1n, 12n)));
      case "blocks":
        return numberVal(blocksNum(block, num(0), BigInt(node.size), BigInt(node.lastCounts)));
      case "remainder":
        return numberVal(remainderNum(block, num(0), BigInt(node.size)));
      case "round":
        return numberVal(roundNum(num(0), node.rounding.mode, node.rounding.step));
      case "power":
        return numberVal(this.#power(node, block, num(0), num(1)));
      case "refusing":
        block.exitIf("true");
        return { is: "never" };
      case "expected":
        return numberVal(expectedNum(block, num(0), num(1), num(2)));
      case "compare":
        return conditionVal(compareCode(node.how, num(0), num(1)));
      case "all":
      case "any":
        return this.#conditions(node, block, scope, env);
      case "not": {
        const code = this.#condition(node.args[0]!, block, scope, env);
        return conditionVal(code === "true" ? "false" : code === "false" ? "true" : `!${code}`);
      }
      case "is":
        return conditionVal(
          isCode(
            block.short(num(0)),
            node.choices.map((name) => this.#choices.indexOf(name)),
          ),
        );
      case "given": {
        const val = this.#compile(node.args[0]!, block, scope, env);
        return conditionVal(val.is === "number" && val.none ? `(${val.num.code}!==${NONE})` : "true");
      }
      case "cases":
        return this.#cases(node, 0, block, scope, env);
      case "ifAny":
        return this.#ifAny(node, block, scope, env);
      case "dated":
        return this.#dated(node, block, scope, env);
      case "lookup":
        return this.#lookup(node, block, scope, env);
      case "over":
        return this.#over(node, block, scope, env);
      case "covered": {
        const [first, last] = [block.short(num(0)), block.short(num(1))];
        const days = this.#compile(node.args[2]!, block, scope, env);
        if (days.is !== "spans") return days;
        return conditionVal(`holdsDays(${days.from},${days.to},${days.count},${first.code},${last.code})`);
      }
      case "spans":
        return this.#spans(node, block, scope, env);
      case "union":
        return this.#union(node, block, scope, env);
      case "window":
        return this.#window(node, block, scope, env);
      case "search":
        return this.#search(node, block, scope, env);
      case "supposing":
        return this.#supposing(node, block, scope, env);
      case "carry":
        return this.#carry(node, block, scope, env);
      case "course":
        return this.#course(node, block, scope, env);
      case "monthsOf":
      case "daysOf": {
        const time = this.#compile(node.args[0]!, block, scope, env);
        if (time.is === "never") return time;
        if (time.is !== "tenure") throw new NotCompiled("counted time that is not");
        return numberVal(node.op === "monthsOf" ? time.months : time.days);
      }
      case "tenure": {
        const [from, to] = [num(0), num(1)];
        const span = node.reading === "calendar" ? "calendarSpan" : "dateSpan";
        return tenureVal(block, `${span}(${from.code},${to.code})`, from, to, 62n);
      }
      default:
        return numberVal(dateNum(node, block, num));
    }
  }

  #fact(node: NodeOf<"fact">, scope: Scope): Val {
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const supposed = at.supposed.get(node.name);
      if (supposed) return supposed;
    }
    this.#factsRead.add(node.name);
    return this.#declared(this.#plan.facts.get(node.name)!, factVariable(node.name));
  }

  #declared(declaration: FieldDeclaration, code: string): Val {
    if (declaration.kind === "yesNo") return conditionVal(`(${code}===1)`);
    const [lo, hi] = columnBounds(declaration, this.#choices);
    return numberVal(timesFactor(wholeCode(code, lo, hi), 1n, stepsOf(declaration.kind)), declaration.maybe);
  }

  #field(node: NodeOf<"field">, env: Env): Val {
    const row = env[node.level] as { list: string; index: string };
    const declaration = this.#plan.lists.get(node.list)!.fields[node.name]!;
    return this.#declared(declaration, `${fieldColumn(row.list, node.name)}[${row.index}]`);
  }

  // ---- conditions and arms ----

  #conditions(node: NodeOf<"all" | "any">, block: Block, scope: Scope, env: Env): Val {
    const every = node.op === "all";
    let code = `${every}`;
    for (const arg of node.args) {
      if (code === `${!every}`) break;
      const inner = block.child();
      const next = this.#condition(arg, inner, scope, env);
      if (code === `${every}`) {
        block.add(...inner.lines);
        code = next;
      } else if (inner.lines.length === 0) {
        if (next === `${!every}`) code = next;
        else if (next !== `${every}`) code = `(${code}${every ? "&&" : "||"}${next})`;
      } else {
        const name = block.names.fresh("t");
        inner.add(`${name}=${next};`);
        block.add(`let ${name}=${!every};`);
        block.nest(`if(${every ? code : `!${code}`})`, inner);
        code = name;
      }
    }
    return conditionVal(code);
  }

  #cases(node: Node, i: number, block: Block, scope: Scope, env: Env): Val {
    if (i === node.args.length - 1) return this.#compile(node.args[i]!, block, scope, env);
    const code = this.#condition(node.args[i]!, block, scope, env);
    if (code === "false") return this.#cases(node, i + 2, block, scope, env);
    if (code === "true") return this.#compile(node.args[i + 1]!, block, scope, env);
    const [holds, fails] = [block.child(), block.child()];
    const ways: Way[] = [
      { block: holds, val: this.#compile(node.args[i + 1]!, holds, scope, env) },
      { block: fails, val: this.#cases(node, i + 2, fails, scope, env) },
    ];
    return branch(block, code, ways);
  }

  #ifAny(node: NodeOf<"ifAny">, block: Block, scope: Scope, env: Env): Val {
    const [value, body, otherwise] = node.args as [Node, Node, Node];
    const found = block.shortVal(this.#compile(value, block, scope, env));
    const inside = (inner: Block): Val =>
      this.#compile(
        body,
        inner,
        scope,
        bind(env, node.level, { val: found.is === "number" ? numberVal(found.num) : found }),
      );
    if (found.is !== "number" || !found.none) return inside(block.apart());
    if (found.num.code === `${NONE}`) return this.#compile(otherwise, block, scope, env);
    const [there, absent] = [block.child(), block.child()];
    const ways: Way[] = [
      { block: there, val: inside(there) },
      { block: absent, val: this.#compile(otherwise, absent, scope, env) },
    ];
    return branch(block, `${found.num.code}!==${NONE}`, ways);
  }

  // ---- tables ----

  #constant(value: unknown): string {
    this.#constants.push(value);
    return `C${this.#constants.length - 1}`;
  }

  #dated(node: NodeOf<"dated">, block: Block, scope: Scope, env: Env): Val {
    const table = tableNamed(this.#plan, node.table) as DatedTable;
    const on = block.short(this.#num(node.args[0]!, block, scope, env));
    const first = Math.max(0, rowInForce({ ...table, rows: table.rows }, Number(on.lo)));
    const reachable = table.rows.slice(first).filter((row, i) => i === 0 || BigInt(row.from) <= on.hi);
    if (BigInt(reachable[0]!.from) > on.lo) block.exitIf(`${on.code}<${reachable[0]!.from}`);
    if (table.knownUntil !== undefined && BigInt(table.knownUntil) < on.hi)
      block.exitIf(`${on.code}>${table.knownUntil}`);
    for (const [i, row] of reachable.entries()) {
      const next = reachable[i + 1];
      if (row.unknown)
        block.exitIf(next ? `${on.code}>=${row.from}&&${on.code}<${next.from}` : `${on.code}>=${row.from}`);
    }
    const figures = reachable.filter((row) => !row.unknown);
    if (figures.length === 0) return { is: "never" };
    const values = figures.map((row) => row.value);
    const rows = figures.map((row) => row.from);
    if (table.kind === "yesNo") return conditionVal(`(${inForceCode(on.code, rows, values.map(String))})`);
    const nums = this.#tableNums(values);
    const [lo, hi] = boundsOf(nums);
    const code =
      rows.length <= 8
        ? inForceCode(
            on.code,
            rows,
            nums.map((num) => num.code),
          )
        : `${this.#constant(arrayOf(nums))}[rowOf(${this.#constant(Int32Array.from(rows))},${on.code})]`;
    return numberVal({ ...nums[0]!, code: rows.length === 1 ? code : `(${code})`, lo, hi });
  }

  #tableNums(values: readonly (Exact | number | boolean | string)[]): readonly Num[] {
    const nums = values.map((value) => numOf(constantVal({ value } as NodeOf<"constant">, this.#choices)));
    const factor = commonFactor(nums);
    return nums.map((num) => overFactor(num, factor));
  }

  #lookup(node: NodeOf<"lookup">, block: Block, scope: Scope, env: Env): Val {
    const table = tableNamed(this.#plan, node.table) as LookupTable;
    const [key, secondKey] = node.args.map((arg) => block.short(this.#num(arg, block, scope, env))) as [
      Num,
      Num?,
    ];
    const nums = this.#tableNums(table.values);
    const [lo, hi] = boundsOf(nums);
    const row = placeCode(block, table, rowCount(table), key);
    const { second } = table;
    const index =
      second && secondKey
        ? `(${row})*${second.count}+${placeCode(block, second, second.count, secondKey)}`
        : row;
    return numberVal({ ...nums[0]!, code: `${this.#constant(arrayOf(nums))}[${index}]`, lo, hi });
  }

  /** A power of a constant by whole numbers is a table of its rounded results; any other is left to the interpreter. */
  #power(node: NodeOf<"power">, block: Block, base: Num, exponent: Num): Num {
    const fixed = base.lo === base.hi && !base.divisor ? exact(base.lo * base.fn, base.fd) : undefined;
    const { lo, hi } = exponent;
    if (!fixed || exponent.divisor || exponent.big || hi - lo > 2_000n)
      throw new NotCompiled("a power that is no table");
    const powers = Array.from({ length: Number(hi - lo) + 1 }, (_, i) =>
      powerOf(fixed, exact((lo + BigInt(i)) * exponent.fn, exponent.fd), node.rounding),
    );
    if (powers.some((one) => one === undefined)) throw new NotCompiled("a power that does not exist");
    const nums = this.#tableNums(powers as readonly Exact[]);
    const [least, most] = boundsOf(nums);
    const at = block.short(exponent).code;
    return {
      ...nums[0]!,
      code: `${this.#constant(arrayOf(nums))}[${lo === 0n ? at : `${at}-(${lo})`}]`,
      lo: least,
      hi: most,
    };
  }

  // ---- lists ----

  #row(list: string, index: string, outer: Block): Binding {
    this.#listsRead.add(list);
    return { list, index, outer };
  }
  #most(list: string): bigint {
    return BigInt(this.#plan.lists.get(list)!.most);
  }
  /** The head of a loop over a person's rows. */
  #loop(list: string, index: string): string {
    const end = this.#names.fresh("e");
    return `for(let ${index}=${offsetsOf(list)}[m],${end}=${offsetsOf(list)}[m+1];${index}<${end};${index}++)`;
  }

  #over(node: NodeOf<"over">, block: Block, scope: Scope, env: Env): Val {
    if (node.what === "any") return this.#anyOver(node, block, scope, env);
    const index = this.#names.fresh("i");
    const inner = bind(env, node.level, this.#row(node.list, index, block));
    const body = block.child();
    const where = this.#condition(node.args[1]!, body, scope, inner);
    const counted = body.child();
    const result = this.#names.fresh("t");
    const value = node.what === "count" ? undefined : this.#num(node.args[0]!, counted, scope, inner);
    const { start, val } = overResult(node, result, value, this.#most(node.list), counted);
    if (where === "true") body.add("{", ...counted.lines, "}");
    else body.nest(`if(${where})`, counted);
    block.add(`let ${result}=${start};`);
    block.nest(this.#loop(node.list, index), body);
    return val;
  }

  #anyOver(node: NodeOf<"over">, block: Block, scope: Scope, env: Env): Val {
    return conditionVal(tried(this.#anyRow(node, block, scope, env), block));
  }

  /** A search for a row that meets a condition, with the row that met it last where there is one to try first. */
  #anyRow(node: NodeOf<"over">, block: Block, scope: Scope, env: Env): AnyRow {
    const index = this.#names.fresh("i");
    const inner = bind(env, node.level, this.#row(node.list, index, block));
    const body = block.child();
    const where = this.#condition(node.args[1]!, body, scope, inner);
    const result = block.names.fresh("t");
    const found = body.child();
    const witness = this.#witness(node, { block, body, found, index }, scope, env);
    found.add(`${result}=true;break;`);
    body.nest(where === "true" ? "" : `if(${where})`, found);
    const search = block.child();
    search.nest(this.#loop(node.list, index), body);
    return { result, search, witness };
  }

  /**
   * Inside another loop, the row that held last is tried first: what depends on that row alone stays in variables.
   * Nothing is tried where the condition may leave the proof, or where a supposition of the outer loop may move it.
   */
  #witness(
    node: NodeOf<"over">,
    { block, body, found, index }: { block: Block; body: Block; found: Block; index: string },
    scope: Scope,
    env: Env,
  ): Witness | undefined {
    const outer = env[node.level - 1]?.outer;
    if (!outer || scope.depth >= node.level) return undefined;
    const row = this.#names.fresh("w");
    const exit = { label: "never", used: false };
    const check = block.trial(exit);
    const declarations = [`let ${row}=-1;`];
    const inner = bind(env, node.level, this.#row(node.list, index, block));
    for (const part of this.#interner.onlyAt(node.args[1]!, node.level)) {
      const val = this.#compile(part, found, scope, inner);
      const kept = keptVal(val, this.#names.fresh("u"));
      if (!kept) continue;
      declarations.push(kept.declaration);
      found.add(kept.assignment);
      check.remember(`${this.#interner.id(part)}@${scope.id}`, kept.val);
    }
    const holds = this.#condition(
      node.args[1]!,
      check,
      scope,
      bind(env, node.level, { list: node.list, index: row }),
    );
    if (exit.used || body.exit.used !== block.exit.used) return undefined;
    outer.add(...declarations);
    found.add(`${row}=${index};`);
    return { row, check, holds };
  }

  #union(node: NodeOf<"union">, block: Block, scope: Scope, env: Env): Val {
    const most = this.#most(node.list);
    if (most * 62n >= BigInt(DAYS_PACKED)) throw new NotCompiled("too many spans to pack their days");
    const { a, b, k, from, to } = this.#gatherSpans(node, block, scope, env);
    const span = node.reading === "calendar" ? "calendarSpan" : "dateSpan";
    return tenureVal(block, `unionSpans(${a},${b},${k},${span})`, from, to, most * 62n);
  }

  #spans(node: NodeOf<"spans">, block: Block, scope: Scope, env: Env): Val {
    const { a, b, k } = this.#gatherSpans(node, block, scope, env);
    const count = this.#names.fresh("n");
    block.add(`const ${count}=joinSpans(${a},${b},${k});`);
    return { is: "spans", from: a, to: b, count };
  }

  /** Gathers the spans of a list's rows into scratch space of their own. */
  #gatherSpans(node: NodeOf<"union" | "spans">, block: Block, scope: Scope, env: Env): Spans {
    const index = this.#names.fresh("i");
    const inner = bind(env, node.level, this.#row(node.list, index, block));
    const most = this.#most(node.list);
    const body = block.child();
    const where = this.#condition(node.args[2]!, body, scope, inner);
    const counted = body.child();
    const from = counted.short(this.#num(node.args[0]!, counted, scope, inner));
    const to = counted.short(this.#num(node.args[1]!, counted, scope, inner));
    const [a, b, k] = [
      this.#constant(new Int32Array(Number(most))),
      this.#constant(new Int32Array(Number(most))),
      this.#names.fresh("n"),
    ];
    counted.add(`if(${from.code}<=${to.code}){${a}[${k}]=${from.code};${b}[${k}++]=${to.code};}`);
    if (where === "true") body.add("{", ...counted.lines, "}");
    else body.nest(`if(${where})`, counted);
    block.add(`let ${k}=0;`);
    block.nest(this.#loop(node.list, index), body);
    return { a, b, k, from, to };
  }

  #window(node: NodeOf<"window">, block: Block, scope: Scope, env: Env): Val {
    const index = this.#names.fresh("i");
    const inner = bind(env, node.level, this.#row(node.list, index, block));
    const body = block.child();
    const condition = node.args[1]!;
    const any =
      condition.op === "over" && condition.what === "any"
        ? this.#anyRow(condition, body, scope, inner)
        : undefined;
    const prefix = [...body.lines];
    const where = any ? tried(any, body) : this.#condition(condition, body, scope, inner);
    const counted = body.child();
    const amount = this.#num(node.args[0]!, counted, scope, inner);
    if (amount.divisor || amount.big) throw new NotCompiled("entries of a window with a divisor by person");
    const n = this.#names.fresh("n");
    const direct =
      where === "true" &&
      body.lines.length === 0 &&
      counted.lines.length === 0 &&
      amount.code.endsWith(`[${index}]`);
    const array = direct
      ? amount.code.slice(0, -index.length - 2)
      : this.#gather(node, block, { index, body, counted, where, amount, n, any, prefix });
    const at = direct ? `${offsetsOf(node.list)}[m]` : "0";
    if (direct) block.add(`const ${n}=${offsetsOf(node.list)}[m+1]-${offsetsOf(node.list)}[m];`);
    block.exitIf(`${n}===0`);
    const [lo, hi] = [
      amount.lo < 0n ? amount.lo * BigInt(node.entries) : 0n,
      amount.hi * BigInt(node.entries),
    ];
    if (!isSafe(lo, hi)) throw new NotCompiled("a sum of entries beyond 2^53");
    const best = isInt32(2n * lo, 2n * hi) ? "bestSumInt" : "bestSum";
    const total = block.short({ ...amount, code: `${best}(${array},${at},${n},${node.entries})`, lo, hi });
    const divisor = block.short(wholeCode(`Math.min(${n},${node.entries})`, 1n, BigInt(node.entries)));
    return numberVal({ ...total, divisor: { code: divisor.code, lo: divisor.lo, hi: divisor.hi } });
  }

  /** Gathers the entries that count into scratch space, and gives its name. */
  #gather(node: NodeOf<"window">, block: Block, entries: Entries): string {
    const { index, body, counted, where, amount, n, any, prefix } = entries;
    const size = Number(this.#most(node.list)) + 1;
    const scratch = this.#constant(
      isInt32(amount.lo, amount.hi) ? new Int32Array(size) : new Float64Array(size),
    );
    const plain = counted.lines.length === 0;
    block.add(`let ${n}=0;`);
    if (plain && any?.witness && !amount.code.startsWith("t")) {
      const keep = `${scratch}[${n}]=${amount.code};`;
      this.#gatherRuns(node.list, block, { index, n, keep, prefix, any, witness: any.witness });
      return scratch;
    }
    if (plain)
      body.add(`${scratch}[${n}]=${amount.code};`, where === "true" ? `${n}++;` : `if(${where})${n}++;`);
    else {
      counted.add(`${scratch}[${n}++]=${amount.code};`);
      body.nest(`if(${where})`, counted);
    }
    block.nest(this.#loop(node.list, index), body);
    return scratch;
  }

  /** Entries come in runs that one row answers for: an inner loop without another inside keeps its checks outside. */
  #gatherRuns(
    list: string,
    block: Block,
    {
      index,
      n,
      keep,
      prefix,
      any,
      witness,
    }: { index: string; n: string; keep: string; prefix: readonly string[]; any: AnyRow; witness: Witness },
  ): void {
    const end = this.#names.fresh("e");
    block.add(
      `let ${index}=${offsetsOf(list)}[m];const ${end}=${offsetsOf(list)}[m+1];`,
      `while(${index}<${end}){`,
      `if(${witness.row}>=0)for(;${index}<${end};${index}++){`,
      ...prefix,
      ...witness.check.lines,
      `if(!${witness.holds})break;`,
      `${keep}${n}++;`,
      "}",
      `if(${index}<${end}){`,
      ...prefix,
      `let ${any.result}=false;`,
      ...any.search.lines,
      `${keep}if(${any.result})${n}++;`,
      `${index}++;`,
      "}",
      "}",
    );
  }

  // ---- searches, suppositions, steps ----

  #search(node: NodeOf<"search">, block: Block, scope: Scope, env: Env): Val {
    const from = block.short(this.#num(node.args[0]!, block, scope, env));
    const until = block.short(this.#num(node.args[1]!, block, scope, env));
    const [low, high, last, at] = ["a", "b", "z", "j"].map((prefix) => this.#names.fresh(prefix)) as [
      string,
      string,
      string,
      string,
    ];
    const month = wholeCode(this.#names.fresh("t"), from.lo & ~31n, (until.hi | 31n) + 1n);
    const body = block.child();
    body.add(`const ${month.code}=${at}*32;`);
    const holds = this.#condition(
      node.args[2]!,
      body,
      scope,
      bind(env, node.level, { val: numberVal(month), outer: block }),
    );
    block.add(`const ${last}=${until.code}>>5;`);
    block.add(`let ${low}=(${from.code}+31)>>5,${high}=Math.max(${low},${last}+1);`);
    if (node.steady) {
      body.add(`if(${holds})${high}=${at};else ${low}=${at}+1;`);
      block.nest(`while(${low}<${high})`, prefixed(body, `const ${at}=(${low}+${high})>>1;`));
    } else {
      body.add(`if(${holds})break;`);
      block.nest(`for(;${low}<${high};${low}++)`, prefixed(body, `const ${at}=${low};`));
    }
    const found = wholeCode(`(${low}<=${last}?${low}*32:${NONE})`, month.lo, month.hi);
    return numberVal(block.short(found), true);
  }

  #supposing(node: NodeOf<"supposing">, block: Block, scope: Scope, env: Env): Val {
    const [then, ...values] = node.args as [Node, ...Node[]];
    const supposed = new Map<string, Val>();
    for (const [i, name] of node.facts.entries())
      supposed.set(name, block.shortVal(this.#compile(values[i]!, block, scope, env)));
    const needed = neededRules(this.#plan, then, (name) => this.#touches(name, supposed.keys()));
    const inline = new Set([...needed].filter(([, uses]) => uses === 1).map(([name]) => name));
    this.#scopes += 1;
    const inner: Scope = {
      id: this.#scopes,
      parent: scope,
      supposed,
      rules: new Map(),
      depth: env.length,
      inline,
    };
    for (const name of needed.keys()) if (!inline.has(name)) this.#scopedRule(name, block, inner);
    return this.#compile(then, block, inner, env);
  }

  /** A rule that is used more than once under a supposition: computed once, before what uses it. */
  #scopedRule(name: string, block: Block, scope: Scope): void {
    const rule = ruleNamed(this.#plan, name);
    const inner = block.labelled({ label: this.#names.fresh("L"), used: false });
    const val = this.#ruleBody(rule, inner, scope);
    const holder = inner.names.fresh("s");
    const joined = joinWays(block, [{ block: inner, val }]);
    const fails = inner.exit.used;
    block.add(joined.declaration);
    if (fails) block.add(`let ${holder}=1;`);
    if (fails) inner.add(`${holder}=0;`);
    block.nest(fails ? `${inner.exit.label}:` : "", inner);
    scope.rules.set(name, { val: joined.val, name: holder, fail: fails ? 1 : undefined });
  }

  #carry(node: NodeOf<"carry">, block: Block, scope: Scope, env: Env): Val {
    const [start, first, until, step, least, most] = node.args as [Node, Node, Node, Node, Node, Node];
    const walkOf: Stepping = {
      ...node,
      first,
      until,
      starts: [start],
      steps: [step],
      leasts: [least],
      mosts: [most],
    };
    return numberVal(this.#stepping(walkOf, block, scope, env)[0]!);
  }

  #course(node: NodeOf<"course">, block: Block, scope: Scope, env: Env): Val {
    const parts = courseParts(node);
    const after = this.#stepping({ ...node, ...parts }, block, scope, env).map((num) => ({
      val: numberVal(num),
    }));
    return this.#compile(parts.gives, block.apart(), scope, bind(env, node.level, ...after));
  }

  /** Values taken together from date to date; gives them as they are after the last step. */
  #stepping(parts: Stepping, block: Block, scope: Scope, env: Env): readonly Num[] {
    const all = (nodes: readonly Node[]): readonly Num[] =>
      nodes.map((one) => this.#num(one, block, scope, env));
    const [begun, least, most] = [all(parts.starts), all(parts.leasts), all(parts.mosts)];
    const [from, to] = [parts.first, parts.until].map((date) =>
      block.short(this.#num(date, block, scope, env)),
    ) as [Num, Num];
    const [on, k] = [this.#names.fresh("on"), this.#names.fresh("k")];
    const date = numberVal(wholeCode(on, from.lo, to.hi < from.lo ? from.lo : to.hi));
    const step = (states: readonly Num[], body: Block): readonly Num[] => {
      const bound = states.map((num, i) => ({ val: numberVal(num), outer: block, joined: i > 0 }));
      const inner = bind(env, parts.level, ...bound, { val: date, outer: block, joined: true });
      return parts.steps.map((one) => this.#num(one, body, scope, inner));
    };
    const names = begun.map(() => this.#names.fresh("x"));
    const states = begun.map((start, i) => steppedState(names[i]!, [start, least[i]!, most[i]!]));
    // A rounding inside a step sets the step's factor, whatever the value began with: it is found by compiling the step once in vain.
    const tried = step(
      states.map(({ num }) => num),
      block.trial({ label: "never", used: false }),
    );
    const settled = begun.map((start, i) => steppedState(names[i]!, [start, least[i]!, most[i]!, tried[i]!]));
    const body = block.child();
    const after = step(
      settled.map(({ num }) => num),
      body,
    ).map((num, i) => {
      if (num.divisor || num.big) throw new NotCompiled("a step that is not rounded");
      return body.short(overFactor(num, settled[i]!.num));
    });
    for (const [i, { num }] of settled.entries()) leaveOutside(body, after[i]!, num);
    for (const [i, { num }] of settled.entries()) body.add(`${num.code}=${after[i]!.code};`);
    for (const { num, start } of settled) {
      const started = block.short(start);
      leaveOutside(block, started, num);
      block.add(`let ${num.code}=${started.code};`);
    }
    block.nest(
      `for(let ${k}=${parts.every},${on}=${from.code};${on}<=${to.code};${on}=addMonths(${from.code},${k}),${k}+=${parts.every})`,
      body,
    );
    return settled.map(({ num }) => num);
  }

  // ---- the program ----

  #finish(names: readonly string[], groups: readonly string[]): Program {
    const reads: Reads = {
      plan: this.#plan,
      choices: this.#choices,
      facts: [...this.#allFacts].toSorted(),
      lists: [...this.#allLists].toSorted(),
    };
    const source = this.#source(groups);
    const { run, handOver } = buildFunctions(this.#plan, source, this.#constants);
    const kept = names.filter((name) => !this.#interpreted.has(name));
    const columnPlans = this.#columns;
    const wantsInterpreter = this.#wanted.some((name) => this.#interpreted.has(name));
    return {
      kept,
      interpreted: this.#interpreted,
      reads,
      source,
      columns: (count, rows) => emptyColumns(reads, count, rows),
      columnsOf: (people) => columnsOf(reads, people),
      check: (columns) => checkColumns(reads, columns),
      run: (columns, into) => {
        const holder =
          (into as KeptRun | undefined) ?? new KeptRun(this.#plan, reads, columnPlans, columns.count);
        const bound = boundFacts(reads, columns);
        for (let at = 0; at < columns.count; at += CHUNK) {
          for (const group of run)
            group(bound, holder.bound, columns.outside, at, Math.min(columns.count, at + CHUNK));
        }
        holder.handOver(
          columns,
          wantsInterpreter ? undefined : handOver(holder.bound, columns.outside, columns.count),
        );
        return holder;
      },
    };
  }

  #source(groups: readonly string[]): string {
    const checks = this.#wanted.flatMap((name) => {
      const found = this.#root.rules.get(name);
      return found?.fail === undefined ? [] : [`K.k${variable(name)}[m]===${found.fail}`];
    });
    const condition = ["O[m]!==0", ...checks].join("||");
    const last = `function handOver(K,O,count){const out=[];for(let m=0;m<count;m++)if(${condition})out.push(m);return out;}`;
    const list = groups.map((_, i) => `group${i}`).join(",");
    return [`"use strict";`, ...groups, last, `return {run:[${list}],handOver};`].join("\n");
  }
}

const TRIVIAL: ReadonlySet<Node["op"]> = new Set(["constant", "fact", "bound", "named", "as"]);

const variable = (name: string): string => `r_${name}`;
const factColumn = (name: string): string => `kf_${name}`;
const factVariable = (name: string): string => `f_${name}`;
const offsetsOf = (list: string): string => `lo_${list}`;
const fieldColumn = (list: string, field: string): string => `lf_${list}_${field}`;

/** What stands in an environment for a binder that a formula computed outside it does not see. */
const UNSEEN: Binding = { val: { is: "never" } };

function bind(env: Env, level: number, ...bindings: Binding[]): Env {
  const next = env.slice(0, level);
  while (next.length < level) next.push(UNSEEN);
  next.push(...bindings);
  return next;
}

function prefixed(block: Block, line: string): Block {
  block.lines.unshift(line);
  return block;
}

/** A comparison with the last day of a month as one between first days: `a ≥ last(b)` is `first(a + 1 day) > first(b)`. */
function withoutLastOfMonth(node: NodeOf<"compare">): Node {
  const [a, b] = node.args as [Node, Node];
  const month = (of: Node): Node => ({ op: "firstOfMonth", kind: "date", maybe: false, args: [of] });
  const after = (of: Node): Node => ({ op: "addDays", kind: "date", maybe: false, args: [of, ONE_DAY] });
  const compared = (how: ">" | "<", left: Node, right: Node): Node => ({
    ...node,
    how,
    args: [month(left), month(right)],
  });
  if (b.op === "lastOfMonth" && node.how === ">=") return compared(">", after(a), b.args[0]!);
  if (b.op === "lastOfMonth" && node.how === ">") return compared(">", a, b.args[0]!);
  if (a.op === "lastOfMonth" && node.how === "<=") return compared("<", a.args[0]!, after(b));
  if (a.op === "lastOfMonth" && node.how === "<") return compared("<", a.args[0]!, b);
  return node;
}
const ONE_DAY: Node = { op: "constant", kind: "days", maybe: false, args: [], value: 1 };

/** A value kept in a variable from one turn of a loop to the next, where it is one number or one condition. */
function keptVal(
  val: Val,
  name: string,
): { readonly val: Val; readonly declaration: string; readonly assignment: string } | undefined {
  if (
    val.is === "tenure" ||
    val.is === "never" ||
    val.is === "spans" ||
    (val.is === "number" && (val.num.divisor || val.num.big))
  )
    return undefined;
  const code = val.is === "condition" ? val.code : val.num.code;
  const kept: Val = val.is === "condition" ? conditionVal(name) : { ...val, num: { ...val.num, code: name } };
  return {
    val: kept,
    declaration: `let ${name}=${val.is === "condition" ? "false" : "0"};`,
    assignment: `${name}=${code};`,
  };
}

/** How many binders the innermost loop has. */
function binders(env: Env, level: number): number {
  let count = 1;
  while (env[level - count]?.joined) count += 1;
  return count;
}

/** An if and an else that assign one value. */
function branch(block: Block, code: string, ways: readonly Way[]): Val {
  const { val, declaration } = joinWays(block, ways);
  block.add(declaration);
  block.nest(`if(${code})`, ways[0]!.block);
  block.nest("else", ways[1]!.block);
  return val;
}

/** The value of a constant in code. */
function constantVal(node: NodeOf<"constant">, choices: readonly string[]): Val {
  const { value } = node;
  if (value === null) return numberVal({ ...wholeCode(`${NONE}`, 0n, 0n) }, true);
  if (typeof value === "boolean") return conditionVal(`${value}`);
  if (value instanceof Exact) return numberVal(constantNum(value));
  if (typeof value === "object") throw new NotCompiled("counted time as a constant");
  const code = typeof value === "string" ? choices.indexOf(value) : value;
  return numberVal(wholeCode(code < 0 ? `(${code})` : `${code}`, BigInt(code), BigInt(code)));
}

function extreme(block: Block, greater: boolean, a: Num, b: Num): Num {
  const [x, y] = aligned(a, b);
  if (x.big || y.big) throw new NotCompiled("a comparison of amounts beyond 2^53");
  const max = (p: bigint, q: bigint): bigint => (p > q ? p : q);
  const min = (p: bigint, q: bigint): bigint => (p < q ? p : q);
  const pick = greater ? max : min;
  const code = `Math.${greater ? "max" : "min"}(${x.code},${y.code})`;
  return block.short({ ...x, code, lo: pick(x.lo, y.lo), hi: pick(x.hi, y.hi) });
}

function blocksNum(block: Block, of: Num, size: bigint, lastCounts: bigint): Num {
  const amount = block.short(of);
  const full = block.short(floorNum(timesFactor(amount, 1n, size)));
  if (lastCounts >= size) return full;
  const left = addNum(amount, timesFactor(full, size, 1n), -1n);
  const more = compareCode(">=", left, constantNum(exact(lastCounts)));
  return wholeCode(`(${full.code}+(${more}?1:0))`, full.lo, full.hi + 1n);
}

function remainderNum(block: Block, of: Num, size: bigint): Num {
  const amount = block.short(of);
  const full = block.short(floorNum(timesFactor(amount, 1n, size)));
  const left = addNum(amount, timesFactor(full, size, 1n), -1n);
  const most = (size * left.fd) / left.fn;
  return { ...left, lo: left.lo > 0n ? left.lo : 0n, hi: left.hi < most ? left.hi : most };
}

/** A value that leaves the proof when it is outside its declared bounds, and keeps to them otherwise. */
function expectedNum(block: Block, value: Num, least: Num, most: Num): Num {
  const of = block.short(value);
  const below = compareCode("<", of, least);
  const above = compareCode(">", of, most);
  if (below !== "false") block.exitIf(below);
  if (above !== "false") block.exitIf(above);
  if (of.divisor || least.lo !== least.hi || most.lo !== most.hi || least.divisor || most.divisor) return of;
  const inSteps = (bound: Num): bigint => (bound.lo * bound.fn * of.fd) / (bound.fd * of.fn);
  const [lo, hi] = [inSteps(least) - 1n, inSteps(most) + 1n];
  return { ...of, lo: lo > of.lo ? lo : of.lo, hi: hi < of.hi ? hi : of.hi };
}

function isCode(value: Num, codes: readonly number[]): string {
  if (value.lo === value.hi) return `${codes.includes(Number(value.lo))}`;
  const reachable = codes.filter((code) => code >= 0);
  if (reachable.length === 0) return "false";
  return `(${reachable.map((code) => `${value.code}===${code}`).join("||")})`;
}

function inForceCode(on: string, rows: readonly PlainDate[], values: readonly string[]): string {
  const later = rows.slice(1).map((from, i) => `${on}>=${from}?${values[i + 1]}:`);
  return `${later.toReversed().join("")}${values[0]}`;
}

function boundsOf(nums: readonly Num[]): readonly [bigint, bigint] {
  const los = nums.map((num) => num.lo);
  const his = nums.map((num) => num.hi);
  return [los.reduce((a, b) => (b < a ? b : a)), his.reduce((a, b) => (b > a ? b : a))];
}

function arrayOf(nums: readonly Num[]): Numbers {
  const [lo, hi] = boundsOf(nums);
  if (!isSafe(lo, hi)) throw new NotCompiled("a table beyond 2^53");
  const values = nums.map((num) => Number(num.lo));
  return isInt32(lo, hi) ? Int32Array.from(values) : Float64Array.from(values);
}

function tenureVal(block: Block, packed: string, from: Num, to: Num, mostDays: bigint): Val {
  const p = block.short(wholeCode(packed, 0n, 0n)).code;
  const span = (to.hi >> 5n) - (from.lo >> 5n) + 1n;
  const months = wholeCode(`Math.floor(${p}/${DAYS_PACKED})`, 0n, span < 0n ? 0n : span);
  const days = wholeCode(`(${p}&${DAYS_PACKED - 1})`, 0n, mostDays);
  return { is: "tenure", months: block.short(months), days: block.short(days) };
}

function overResult(
  node: NodeOf<"over">,
  result: string,
  value: Num | undefined,
  most: bigint,
  counted: Block,
): { readonly start: string; readonly val: Val } {
  if (node.what === "count") {
    counted.add(`${result}++;`);
    return { start: "0", val: numberVal(wholeCode(result, 0n, most)) };
  }
  if (value!.divisor || value!.big) throw new NotCompiled("entries of a list with a divisor by person");
  if (node.what === "sum") {
    counted.add(`${result}+=${value!.code};`);
    const [lo, hi] = [value!.lo < 0n ? value!.lo * most : 0n, value!.hi > 0n ? value!.hi * most : 0n];
    if (!isSafe(lo, hi)) throw new NotCompiled("a sum beyond 2^53");
    return { start: "0", val: numberVal({ ...value!, code: result, lo, hi }) };
  }
  const one = counted.short(value!);
  counted.add(
    `if(${result}===${NONE}||${one.code}${node.what === "earliest" ? "<" : ">"}${result})${result}=${one.code};`,
  );
  return { start: `${NONE}`, val: numberVal({ ...value!, code: result }, true) };
}

/** What goes from step to step: one amount, or several values together. */
interface Stepping {
  readonly every: number;
  readonly level: number;
  readonly first: Node;
  readonly until: Node;
  readonly starts: readonly Node[];
  readonly steps: readonly Node[];
  readonly leasts: readonly Node[];
  readonly mosts: readonly Node[];
}

/** A value while it goes from step to step: its variable within the declared bounds, and what it begins with over the same factor. */
function steppedState(
  name: string,
  nums: readonly [start: Num, least: Num, most: Num, step?: Num],
): { readonly num: Num; readonly start: Num } {
  const [start, least, most] = nums;
  if (start.divisor || start.big) throw new NotCompiled("steps that start from what is not rounded");
  if (least.lo !== least.hi || most.lo !== most.hi)
    throw new NotCompiled("steps whose bounds are not constants");
  const factor = commonFactor(nums.filter((num) => num !== undefined));
  const [x0, lo, hi] = [start, least, most].map((num) => overFactor(num, factor)) as [Num, Num, Num];
  if (x0.big || !isSafe(lo.lo, hi.lo)) throw new NotCompiled("steps beyond 2^53");
  return { num: { ...x0, code: name, lo: lo.lo, hi: hi.lo }, start: x0 };
}

/** Leaves the proof where a value is outside the bounds of its variable. */
function leaveOutside(block: Block, value: Num, { lo, hi }: Num): void {
  if (value.lo < lo || value.hi > hi) block.exitIf(`${value.code}<${lo}||${value.code}>${hi}`);
}

/** The place of a key in a table; a key outside it leaves the proof, or is the nearest. */
function placeCode(
  block: Block,
  { first, below, above }: Pick<LookupTable, "first" | "below" | "above">,
  count: number,
  key: Num,
): string {
  const last = first + count - 1;
  let { code } = key;
  if (key.lo < BigInt(first)) {
    if (below === "nearest") code = `Math.max(${code},${first})`;
    else block.exitIf(`${key.code}<${first}`);
  }
  if (key.hi > BigInt(last)) {
    if (above === "nearest") code = `Math.min(${code},${last})`;
    else block.exitIf(`${key.code}>${last}`);
  }
  return first === 0 ? code : `${code}-${first}`;
}

/** The months that two bounds of a date span. */
const monthBounds = (date: Num): readonly [bigint, bigint] => [date.lo >> 5n, date.hi >> 5n];

function checkedDate(num: Num): Num {
  if (num.lo < 384n || num.hi > 4_000_000n) throw new NotCompiled("a date beyond the calendar");
  return num;
}

function dateNum(node: Node, block: Block, num: (i: number) => Num): Num {
  const at = (code: string, lo: bigint, hi: bigint): Num => checkedDate(wholeCode(code, lo, hi));
  const first = block.short(num(0));
  const [low, high] = monthBounds(first);
  switch (node.op) {
    case "addMonths":
    case "completing": {
      const span = block.short(num(1));
      return at(
        `${node.op}(${first.code},${span.code})`,
        (low + span.lo) * 32n,
        (high + span.hi + 1n) * 32n + 31n,
      );
    }
    case "addDays": {
      const n = block.short(num(1));
      const months = (size: bigint): bigint => (size < 0n ? -size : size) / 28n + 1n;
      const [lo, hi] = [n.lo < 0n ? low - months(n.lo) : low, n.hi > 0n ? high + months(n.hi) : high];
      return at(`addDays(${first.code},${n.code})`, lo * 32n, hi * 32n + 31n);
    }
    case "firstOfMonth":
      return at(`(${first.code}&-32)`, low * 32n, high * 32n);
    case "firstOnOrAfter":
      return at(`((${first.code}+31)&-32)`, ((first.lo + 31n) >> 5n) * 32n, ((first.hi + 31n) >> 5n) * 32n);
    case "firstOfNext":
      return at(`((${first.code}&-32)+32)`, (low + 1n) * 32n, (high + 1n) * 32n);
    case "lastOfMonth":
      return at(`lastOfMonthOf(${first.code})`, low * 32n + 27n, high * 32n + 30n);
    case "yearOf":
      return wholeCode(`((${first.code}>>5)/12|0)`, low / 12n, high / 12n);
    case "monthsFrom": {
      const to = block.short(num(1));
      const [toLow, toHigh] = monthBounds(to);
      const part = `((${to.code}&31)<(${first.code}&31)?1:0)`;
      return block.short(
        wholeCode(`((${to.code}>>5)-(${first.code}>>5)-${part})`, toLow - high - 1n, toHigh - low),
      );
    }
    case "daysFrom": {
      const to = block.short(num(1));
      const day = (date: bigint): bigint => BigInt(dayNumber(Number(date)));
      return wholeCode(
        `(dayNumber(${to.code})-dayNumber(${first.code}))`,
        day(to.lo) - day(first.hi) - 4n,
        day(to.hi) - day(first.lo) + 4n,
      );
    }
    default:
      throw new NotCompiled(`${node.op} has no compiled form`);
  }
}

// ---- columns of results ----

function columnPlan(rule: Rule, val: Val, choices: readonly string[]): ColumnPlan {
  const column = (type: ColumnType, factor: Exact, more: Partial<ColumnPlan> = {}): ColumnPlan => ({
    name: rule.name,
    type,
    factor,
    divisor: undefined,
    days: false,
    fail: FAIL_OF[type],
    ...more,
  });
  if (val.is === "spans") throw new NotCompiled("days as a result");
  if (val.is === "condition" || val.is === "never") return column("Int8", exact(1n));
  if (val.is === "tenure") return column("Int32", exact(1n), { days: true });
  if (val.num.big || !isSafe(val.num.lo, val.num.hi)) throw new NotCompiled("a result beyond 2^53");
  if (rule.kind === "choice" && !val.none) return column(choices.length < 128 ? "Int8" : "Int16", exact(1n));
  const type = !val.none && isInt32(val.num.lo - 1n, val.num.hi) ? "Int32" : "Float64";
  return column(type, exact(val.num.fn, val.num.fd), {
    divisor: val.num.divisor ? widthOf(val.num.divisor.hi) : undefined,
  });
}
const widthOf = (hi: bigint): ColumnType => (hi < 128n ? "Int8" : isInt32(0n, hi) ? "Int32" : "Float64");

/** A rule's value read back from its variables. */
function underName(val: Val, name: string): Val {
  if (val.is === "condition")
    return conditionVal(val.code === "true" || val.code === "false" ? val.code : `(${name}===1)`);
  if (val.is === "tenure")
    return { is: "tenure", months: { ...val.months, code: name }, days: { ...val.days, code: `${name}_n` } };
  if (val.is === "never" || val.is === "spans") return val;
  const { num } = val;
  const divisor = num.divisor && { ...num.divisor, code: `${name}_d` };
  const settled = num.lo === num.hi && !val.none && !num.divisor && /^-?\d+$/.test(num.code);
  return { ...val, num: { ...num, code: settled ? num.code : name, divisor } };
}

const ARRAYS = { Int8: Int8Array, Int16: Int16Array, Int32: Int32Array, Float64: Float64Array } as const;

type GroupFunction = (facts: object, kept: object, outside: Uint8Array, from: number, to: number) => void;
interface Functions {
  readonly run: readonly GroupFunction[];
  readonly handOver: (kept: object, outside: Uint8Array, count: number) => readonly number[];
}

const HELPERS = {
  addDays,
  addMonths,
  bestSum,
  bestSumInt,
  bigRound,
  calendarSpan,
  completing,
  dateSpan,
  dayNumber,
  daysInMonth,
  fromDayNumber,
  holdsDays,
  joinSpans,
  lastOfMonthOf,
  rowOf,
  unionSpans,
} as const;

function buildFunctions(plan: Plan, source: string, constants: readonly unknown[]): Functions {
  const url = `//# sourceURL=emeritus-${plan.name.replaceAll(/[^A-Za-z0-9-]/g, "-")}.js`;
  // The identifiers in the source are checked when a plan is declared; everything else is generated here.
  const make = new Function("T", ...Object.keys(HELPERS), `${source}\n${url}`) as (
    ...values: unknown[]
  ) => Functions;
  return make(Object.fromEntries(constants.map((value, i) => [`C${i}`, value])), ...Object.values(HELPERS));
}

function boundFacts(reads: Reads, columns: Columns): object {
  const facts = reads.facts.map((name) => [factColumn(name), columns.facts[name]!] as const);
  const lists = reads.lists.flatMap((list) => {
    const { offsets, fields } = columns.lists[list]!;
    return [
      [offsetsOf(list), offsets] as const,
      ...Object.entries(fields).map(([field, one]) => [fieldColumn(list, field), one] as const),
    ];
  });
  return Object.fromEntries([...facts, ...lists]);
}

class KeptRun implements Kept {
  readonly columns: ReadonlyMap<string, KeptColumn>;
  readonly bound: object;
  readonly #plan: Plan;
  readonly #reads: Reads;
  #handedOver = new Map<number, (name: string) => Result<Value>>();

  constructor(plan: Plan, reads: Reads, columns: readonly ColumnPlan[], count: number) {
    this.#plan = plan;
    this.#reads = reads;
    const made = columns.map((column) => [column.name, newKept(column, count)] as const);
    this.columns = new Map(made);
    this.bound = Object.fromEntries(
      made.flatMap(([name, { numbers, divisors, days }]) => {
        const base = `k${variable(name)}`;
        return [
          [base, numbers],
          [`${base}_d`, divisors],
          [`${base}_n`, days],
        ].filter(([, array]) => array !== undefined);
      }),
    );
  }

  get handedOver(): ReadonlyMap<number, (name: string) => Result<Value>> {
    return this.#handedOver;
  }

  /** Gives people to the interpreter, and puts what it finds into the columns where it fits. */
  handOver(columns: Columns, people: readonly number[] | undefined): void {
    this.#handedOver = new Map();
    for (const i of people ?? Array.from({ length: columns.count }, (_, person) => person)) {
      const facts = columns.factsOf?.(i) ?? factsFromColumns(this.#reads, columns, i);
      const results = explainerByName(this.#plan, facts);
      this.#handedOver.set(i, results);
      for (const [name, column] of this.columns)
        put(column, i, ruleNamed(this.#plan, name), results(name).value, this.#reads.choices);
    }
  }

  value<K>(provision: Expr<K> & { readonly name: string }, person: number): ValueOf<K> | undefined {
    const results = this.#handedOver.get(person);
    if (results) return results(provision.name).value as ValueOf<K> | undefined;
    const column = this.columns.get(provision.name);
    if (!column) throw new ReferenceError(`${provision.name} was not kept`);
    return read(column, person, ruleNamed(this.#plan, provision.name), this.#reads.choices) as
      | ValueOf<K>
      | undefined;
  }
}

function newKept(column: ColumnPlan, count: number): KeptColumn {
  return {
    numbers: new ARRAYS[column.type](count),
    factor: column.factor,
    fail: column.fail,
    ...(column.divisor ? { divisors: new ARRAYS[column.divisor](count) } : {}),
    ...(column.days ? { days: new Int32Array(count) } : {}),
  };
}

function read(
  { numbers, divisors, days, factor, fail }: KeptColumn,
  i: number,
  rule: Rule,
  choices: readonly string[],
): Value | undefined {
  const code = numbers[i]!;
  if (code === fail) return undefined;
  if (code === NONE) return null;
  if (days) return { months: code, days: days[i]! };
  if (rule.kind === "yesNo" || rule.kind === "choice") return decode(rule.kind, code, choices);
  const value = exact(BigInt(code) * factor.n, factor.d * BigInt(divisors?.[i] ?? 1));
  return rule.kind === "money" || rule.kind === "rate" || rule.kind === "hours" ? value : Number(value.n);
}

/** Writes an interpreted value into a column; what does not fit stands there as not computed and is read from the interpreter. */
function put(
  column: KeptColumn,
  i: number,
  rule: Rule,
  value: Value | undefined,
  choices: readonly string[],
): void {
  const { numbers, divisors, days, factor, fail } = column;
  numbers[i] = fail;
  if (value === undefined) return;
  if (value !== null && typeof value === "object" && "months" in value) {
    numbers[i] = value.months;
    if (days) days[i] = value.days;
    return;
  }
  if (!(value instanceof Exact)) {
    const code = encode(rule.kind, value, choices);
    if (code !== undefined) numbers[i] = code;
    return;
  }
  const code = exact(value.n * factor.d, value.d * factor.n);
  const divisor = Number(code.d);
  if (divisor !== 1 && (!divisors || divisor > 127)) return;
  if (divisors) divisors[i] = divisor;
  if (isSafe(code.n, code.n) && (numbers instanceof Float64Array || isInt32(code.n, code.n)))
    numbers[i] = Number(code.n);
}
