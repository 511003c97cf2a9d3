/** The compiler: a plan's provisions as generated JavaScript over typed columns, in exact integer arithmetic with proven bounds. */
import {
  choiceCodes,
  columnBounds,
  columnsOf,
  checkColumns,
  emptyColumns,
  stepsOf,
  type Reads,
} from "./columns.ts";
import type { FieldDeclaration, Rule } from "./declarations.ts";
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
import type { Expr } from "./kinds.ts";
import { rewrite, walk, type Node, type NodeOf } from "./node.ts";
import { dependenciesOf, readsLists, ruleNamed, type Plan } from "./plan.ts";
import {
  addNum,
  compareCode,
  divideNum,
  floorNum,
  multiplyNum,
  NotCompiled,
  roundNum,
  timesFactor,
  wholeCode,
  type Num,
} from "./proven.ts";
import { NONE } from "./runtime.ts";
import {
  type Scope,
  type Env,
  bind,
  binders,
  variable,
  factColumn,
  factVariable,
  offsetsOf,
  fieldColumn,
  type Formulas,
} from "./compile/formulas.ts";
import { neededRules, type Piece, grouped, ref } from "./compile/order.ts";
import { necessary } from "./necessary.ts";
import {
  branch,
  constantVal,
  extreme,
  blocksNum,
  remainderNum,
  expectedNum,
  isCode,
  tenureVal,
} from "./compile/numbers.ts";
import { withoutLastOfMonth, dateNum } from "./compile/date-code.ts";
import { datedVal, lookupVal, powerNum } from "./compile/tables.ts";
import { coveredVal, overVal, unionVal, spansVal } from "./compile/lists.ts";
import { windowVal } from "./compile/window.ts";
import { searchVal, carryVal, courseVal } from "./compile/steps.ts";
import { type ColumnPlan, columnPlan, underName, KeptRun } from "./compile/kept.ts";
import { type Program, buildFunctions, boundFacts } from "./compile/program.ts";

const CHUNK = 4096;

export type { Kept, KeptColumn } from "./compile/kept.ts";
export type { Program } from "./compile/program.ts";

/** Compiles provisions and all that they use. */
export function compile(plan: Plan, wanted: readonly (Expr<unknown> & { readonly name: string })[]): Program {
  return new Compiler(
    plan,
    wanted.map((provision) => provision.name),
  ).program();
}

class Compiler implements Formulas {
  readonly plan: Plan;
  readonly #wanted: readonly string[];
  readonly choices: readonly string[];
  readonly names = new Names();
  readonly interner = new Interner();
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
    this.plan = plan;
    this.#wanted = wanted;
    this.choices = choiceCodes(plan);
  }

  program(): Program {
    const order = new Set<string>();
    for (const name of this.#wanted)
      for (const needed of neededRules(this.plan, ref(name), () => true).keys()) order.add(needed);
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
      const fields = Object.keys(this.plan.lists.get(list)!.fields).map((field) => fieldColumn(list, field));
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
    const rule = ruleNamed(this.plan, name);
    const block = new Block(this.names, { label: `L${variable(name)}`, used: false });
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
      const id = this.interner.id(node);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    });
    const outer = this.#repeats;
    this.#repeats = new Set([...counts].filter(([, times]) => times > 1).map(([id]) => id));
    const val = this.val(means, block, scope, []);
    this.#repeats = outer;
    return val;
  }

  /** Code that computes a rule into its variable and its column. */
  #keep(rule: Rule, block: Block, val: Val): readonly string[] {
    const name = variable(rule.name);
    const column = columnPlan(rule, val, this.choices);
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

  val(node: Node, block: Block, scope: Scope, env: Env): Val {
    if (node.op === "ref") return this.#reference(node.name, block, scope);
    if (TRIVIAL.has(node.op)) return this.#compileNode(node, block, scope, env);
    const id = this.interner.id(node);
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
    const limit = Math.max(this.interner.depthOf(node), scope.depth);
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
    const val = trial.shortVal(this.val(node, trial, scope, env.slice(0, level)));
    if (exit.used) {
      this.#unhoisted.add(key);
      return undefined;
    }
    outer.add(...trial.lines);
    outer.remember(key, val);
    return val;
  }

  num(node: Node, block: Block, scope: Scope, env: Env): Num {
    return numOf(this.val(node, block, scope, env));
  }
  condition(node: Node, block: Block, scope: Scope, env: Env): string {
    return conditionOf(this.val(node, block, scope, env));
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
    if (at.inline.has(name)) return this.#ruleBody(ruleNamed(this.plan, name), block.apart(), at);
    throw new NotCompiled(`it needs ${name}`);
  }

  #touches(name: string, facts: Iterable<string>): boolean {
    const needs = dependenciesOf(this.plan, name);
    for (const fact of facts) if (needs.has(fact)) return true;
    return false;
  }

  #compileNode(node: Node, block: Block, scope: Scope, env: Env): Val {
    const num = (i: number): Num => this.num(node.args[i]!, block, scope, env);
    switch (node.op) {
      case "constant":
        return constantVal(node, this.choices);
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
        return this.val(node.args[0]!, block, scope, env);
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
        return numberVal(powerNum(this, node, block, num(0), num(1)));
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
        const code = this.condition(node.args[0]!, block, scope, env);
        return conditionVal(code === "true" ? "false" : code === "false" ? "true" : `!${code}`);
      }
      case "is":
        return conditionVal(
          isCode(
            block.short(num(0)),
            node.choices.map((name) => this.choices.indexOf(name)),
          ),
        );
      case "given": {
        const val = this.val(node.args[0]!, block, scope, env);
        return conditionVal(val.is === "number" && val.none ? `(${val.num.code}!==${NONE})` : "true");
      }
      case "cases":
        return this.#cases(node, 0, block, scope, env);
      case "ifAny":
        return this.#ifAny(node, block, scope, env);
      case "dated":
        return datedVal(this, node, block, scope, env);
      case "lookup":
        return lookupVal(this, node, block, scope, env);
      case "over":
        return overVal(this, node, block, scope, env);
      case "covered":
        return coveredVal(this, node, block, scope, env);
      case "spans":
        return spansVal(this, node, block, scope, env);
      case "union":
        return unionVal(this, node, block, scope, env);
      case "window":
        return windowVal(this, node, block, scope, env);
      case "search":
        return searchVal(this, node, block, scope, env);
      case "supposing":
        return this.#supposing(node, block, scope, env);
      case "carry":
        return carryVal(this, node, block, scope, env);
      case "course":
        return courseVal(this, node, block, scope, env);
      case "monthsOf":
      case "daysOf": {
        const time = this.val(node.args[0]!, block, scope, env);
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
    return this.#declared(this.plan.facts.get(node.name)!, factVariable(node.name));
  }

  #declared(declaration: FieldDeclaration, code: string): Val {
    if (declaration.kind === "yesNo") return conditionVal(`(${code}===1)`);
    const [lo, hi] = columnBounds(declaration, this.choices);
    return numberVal(timesFactor(wholeCode(code, lo, hi), 1n, stepsOf(declaration.kind)), declaration.maybe);
  }

  #field(node: NodeOf<"field">, env: Env): Val {
    const row = env[node.level] as { list: string; index: string };
    const declaration = this.plan.lists.get(node.list)!.fields[node.name]!;
    return this.#declared(declaration, `${fieldColumn(row.list, node.name)}[${row.index}]`);
  }

  // ---- conditions and arms ----

  #conditions(node: NodeOf<"all" | "any">, block: Block, scope: Scope, env: Env): Val {
    const every = node.op === "all";
    let code = `${every}`;
    for (const arg of node.args) {
      if (code === `${!every}`) break;
      const inner = block.child();
      const next = this.condition(arg, inner, scope, env);
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
    if (i === node.args.length - 1) return this.val(node.args[i]!, block, scope, env);
    const code = this.condition(node.args[i]!, block, scope, env);
    if (code === "false") return this.#cases(node, i + 2, block, scope, env);
    if (code === "true") return this.val(node.args[i + 1]!, block, scope, env);
    const [holds, fails] = [block.child(), block.child()];
    const ways: Way[] = [
      { block: holds, val: this.val(node.args[i + 1]!, holds, scope, env) },
      { block: fails, val: this.#cases(node, i + 2, fails, scope, env) },
    ];
    return branch(block, code, ways);
  }

  #ifAny(node: NodeOf<"ifAny">, block: Block, scope: Scope, env: Env): Val {
    const [value, body, otherwise] = node.args as [Node, Node, Node];
    const found = block.shortVal(this.val(value, block, scope, env));
    const inside = (inner: Block): Val =>
      this.val(
        body,
        inner,
        scope,
        bind(env, node.level, { val: found.is === "number" ? numberVal(found.num) : found }),
      );
    if (found.is !== "number" || !found.none) return inside(block.apart());
    if (found.num.code === `${NONE}`) return this.val(otherwise, block, scope, env);
    const [there, absent] = [block.child(), block.child()];
    const ways: Way[] = [
      { block: there, val: inside(there) },
      { block: absent, val: this.val(otherwise, absent, scope, env) },
    ];
    return branch(block, `${found.num.code}!==${NONE}`, ways);
  }

  // ---- tables ----

  readList(list: string): void {
    this.#listsRead.add(list);
  }

  constant(value: unknown): string {
    this.#constants.push(value);
    return `C${this.#constants.length - 1}`;
  }

  // ---- lists ----

  // ---- searches, suppositions, steps ----

  #supposing(node: NodeOf<"supposing">, block: Block, scope: Scope, env: Env): Val {
    const [then, ...values] = node.args as [Node, ...Node[]];
    const supposed = new Map<string, Val>();
    for (const [i, name] of node.facts.entries())
      supposed.set(name, block.shortVal(this.val(values[i]!, block, scope, env)));
    const needed = neededRules(this.plan, then, (name) => this.#touches(name, supposed.keys()));
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
    const shared = [...needed.keys()].filter((name) => !inline.has(name));
    const guard = then.kind === "yesNo" ? necessary(this.plan, then) : undefined;
    if (!guard || guard === then) {
      for (const name of shared) this.#scopedRule(name, block, inner);
      return this.val(then, block, inner, env);
    }
    // What reads no list comes first: where it does not hold, the lists need not be read.
    const isLong = (name: string): boolean => readsLists(this.plan, ref(name));
    for (const name of shared) if (!isLong(name)) this.#scopedRule(name, block, inner);
    const [result, rest] = [block.names.fresh("t"), block.child()];
    const first = this.condition(guard, block, inner, env);
    for (const name of shared) if (isLong(name)) this.#scopedRule(name, rest, inner);
    rest.add(`${result}=${this.condition(then, rest, inner, env)};`);
    block.add(`let ${result}=false;`);
    block.nest(`if(${first})`, rest);
    return conditionVal(result);
  }

  /** A rule that is used more than once under a supposition: computed once, before what uses it. */
  #scopedRule(name: string, block: Block, scope: Scope): void {
    const rule = ruleNamed(this.plan, name);
    const inner = block.labelled({ label: this.names.fresh("L"), used: false });
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

  // ---- the program ----

  #finish(names: readonly string[], groups: readonly string[]): Program {
    const reads: Reads = {
      plan: this.plan,
      choices: this.choices,
      facts: [...this.#allFacts].toSorted(),
      lists: [...this.#allLists].toSorted(),
    };
    const source = this.#source(groups);
    const { run, handOver } = buildFunctions(this.plan, source, this.#constants);
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
          (into as KeptRun | undefined) ?? new KeptRun(this.plan, reads, columnPlans, columns.count);
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

// ---- columns of results ----
