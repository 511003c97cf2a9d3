/** The compiler of formulas: each node as code in a block, with what is computed once kept under a name. */
import { choiceCodes, columnBounds, stepsOf } from "../columns.ts";
import type { FieldDeclaration, Rule } from "../declarations.ts";
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
} from "../emit.ts";
import { necessary } from "../necessary.ts";
import { rewrite, walk, type Node, type NodeOf } from "../node.ts";
import { dependenciesOf, readsLists, ruleNamed, type Plan } from "../plan.ts";
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
} from "../proven.ts";
import { NONE } from "../runtime.ts";
import { casesVal, conditionsVal, ifAnyVal } from "./choices.ts";
import { dateNum, withoutLastOfMonth } from "./date-code.ts";
import { type Scope, type Env, binders, factVariable, fieldColumn, type Formulas } from "./formulas.ts";
import { coveredVal, overVal, spansVal, unionVal } from "./lists.ts";
import { blocksNum, constantVal, expectedNum, extreme, isCode, remainderNum, tenureVal } from "./numbers.ts";
import { neededRules, ref } from "./order.ts";
import { carryVal, courseVal, searchVal } from "./steps.ts";
import { datedVal, lookupVal, powerNum } from "./tables.ts";
import { windowVal } from "./window.ts";

const TRIVIAL: ReadonlySet<Node["op"]> = new Set(["constant", "fact", "bound", "named", "as"]);

/** Compiles formulas of one plan. */
export class FormulaCompiler implements Formulas {
  readonly plan: Plan;
  readonly choices: readonly string[];
  readonly names = new Names();
  readonly interner = new Interner();
  protected readonly constants: unknown[] = [];
  protected readonly root: Scope = {
    id: 0,
    parent: undefined,
    supposed: new Map(),
    rules: new Map(),
    depth: 0,
    inline: new Set(),
  };
  protected scopes = 0;
  /** What the rule being compiled repeats. */
  protected repeats: ReadonlySet<number> = new Set();
  /** What may leave the proof and therefore stays where it applies. */
  protected readonly unhoisted = new Set<string>();
  /** What the rule being compiled reads. */
  protected factsRead = new Set<string>();
  protected listsRead = new Set<string>();
  protected rulesRead = new Set<string>();

  constructor(plan: Plan) {
    this.plan = plan;
    this.choices = choiceCodes(plan);
  }

  protected ruleBody(rule: Rule, block: Block, scope: Scope): Val {
    const means = rewrite(rule.means, (node) => (node.op === "compare" ? withoutLastOfMonth(node) : node));
    return this.repeating(means, () => this.val(means, block, scope, []));
  }

  /** Compiles what stands in a formula, with what the formula repeats kept under names. */
  protected repeating(means: Node, compiled: () => Val): Val {
    const counts = new Map<number, number>();
    walk(means, (node) => {
      const id = this.interner.id(node);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    });
    const outer = this.repeats;
    this.repeats = new Set([...counts].filter(([, times]) => times > 1).map(([id]) => id));
    const val = compiled();
    this.repeats = outer;
    return val;
  }

  val(node: Node, block: Block, scope: Scope, env: Env): Val {
    if (node.op === "ref") return this.reference(node.name, block, scope);
    if (TRIVIAL.has(node.op)) return this.compileNode(node, block, scope, env);
    const id = this.interner.id(node);
    const key = `${id}@${scope.id}`;
    const known = block.known(key);
    if (known) return known;
    const outside = this.hoisted(node, key, scope, env);
    if (outside) return outside;
    if (!this.repeats.has(id)) return this.compileNode(node, block, scope, env);
    const val = block.shortVal(this.compileNode(node, block, scope, env));
    block.remember(key, val);
    return val;
  }

  /** What does not depend on a loop is computed before it, unless it may leave the proof: then only where it applies. */
  protected hoisted(node: Node, key: string, scope: Scope, env: Env): Val | undefined {
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
    if (!outer || this.unhoisted.has(key)) return undefined;
    const exit = { label: "never", used: false };
    const trial = outer.trial(exit);
    const val = trial.shortVal(this.val(node, trial, scope, env.slice(0, level)));
    if (exit.used) {
      this.unhoisted.add(key);
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

  protected reference(name: string, block: Block, scope: Scope): Val {
    let at = scope;
    while (at.parent && !this.touches(name, at.supposed.keys())) at = at.parent;
    const found = at.rules.get(name);
    if (found) {
      if (at === this.root) this.rulesRead.add(name);
      if (found.fail !== undefined) block.exitIfFailed(found.name, found.fail);
      return found.val;
    }
    if (at.inline.has(name)) return this.ruleBody(ruleNamed(this.plan, name), block.apart(), at);
    throw new NotCompiled(`it needs ${name}`);
  }

  protected touches(name: string, facts: Iterable<string>): boolean {
    const needs = dependenciesOf(this.plan, name);
    for (const fact of facts) if (needs.has(fact)) return true;
    return false;
  }

  protected compileNode(node: Node, block: Block, scope: Scope, env: Env): Val {
    const num = (i: number): Num => this.num(node.args[i]!, block, scope, env);
    switch (node.op) {
      case "constant":
        return constantVal(node, this.choices);
      case "fact":
        return this.fact(node, scope);
      case "field":
        return this.field(node, env);
      case "bound":
        return (env[node.level] as { val: Val }).val;
      case "ref":
        return this.reference(node.name, block, scope);
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
        return this.conditions(node, block, scope, env);
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
        return this.cases(node, 0, block, scope, env);
      case "ifAny":
        return this.ifAny(node, block, scope, env);
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
        return this.supposing(node, block, scope, env);
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

  protected fact(node: NodeOf<"fact">, scope: Scope): Val {
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const supposed = at.supposed.get(node.name);
      if (supposed) return supposed;
    }
    this.factsRead.add(node.name);
    return this.declared(this.plan.facts.get(node.name)!, factVariable(node.name));
  }

  protected declared(declaration: FieldDeclaration, code: string): Val {
    if (declaration.kind === "yesNo") return conditionVal(`(${code}===1)`);
    const [lo, hi] = columnBounds(declaration, this.choices);
    return numberVal(timesFactor(wholeCode(code, lo, hi), 1n, stepsOf(declaration.kind)), declaration.maybe);
  }

  protected field(node: NodeOf<"field">, env: Env): Val {
    const row = env[node.level] as { list: string; index: string };
    const declaration = this.plan.lists.get(node.list)!.fields[node.name]!;
    return this.declared(declaration, `${fieldColumn(row.list, node.name)}[${row.index}]`);
  }

  // ---- conditions and arms ----

  protected conditions(node: NodeOf<"all" | "any">, block: Block, scope: Scope, env: Env): Val {
    return conditionsVal(this, node, block, scope, env);
  }
  protected cases(node: Node, i: number, block: Block, scope: Scope, env: Env): Val {
    return casesVal(this, node, i, block, scope, env);
  }
  protected ifAny(node: NodeOf<"ifAny">, block: Block, scope: Scope, env: Env): Val {
    return ifAnyVal(this, node, block, scope, env);
  }

  // ---- tables ----

  readList(list: string): void {
    this.listsRead.add(list);
  }

  constant(value: unknown): string {
    this.constants.push(value);
    return `C${this.constants.length - 1}`;
  }

  // ---- suppositions ----

  protected supposing(node: NodeOf<"supposing">, block: Block, scope: Scope, env: Env): Val {
    const [then, ...values] = node.args as [Node, ...Node[]];
    const supposed = new Map<string, Val>();
    for (const [i, name] of node.facts.entries())
      supposed.set(name, block.shortVal(this.val(values[i]!, block, scope, env)));
    const needed = neededRules(this.plan, then, (name) => this.touches(name, supposed.keys()));
    const inline = new Set([...needed].filter(([, uses]) => uses === 1).map(([name]) => name));
    this.scopes += 1;
    const inner: Scope = {
      id: this.scopes,
      parent: scope,
      supposed,
      rules: new Map(),
      depth: env.length,
      inline,
    };
    const shared = [...needed.keys()].filter((name) => !inline.has(name));
    const guard = then.kind === "yesNo" ? necessary(this.plan, then) : undefined;
    if (!guard || guard === then) {
      for (const name of shared) this.scopedRule(name, block, inner);
      return this.val(then, block, inner, env);
    }
    // What reads no list comes first: where it does not hold, the lists need not be read.
    const isLong = (name: string): boolean => readsLists(this.plan, ref(name));
    for (const name of shared) if (!isLong(name)) this.scopedRule(name, block, inner);
    const [result, rest] = [block.names.fresh("t"), block.child()];
    const first = this.condition(guard, block, inner, env);
    for (const name of shared) if (isLong(name)) this.scopedRule(name, rest, inner);
    rest.add(`${result}=${this.condition(then, rest, inner, env)};`);
    block.add(`let ${result}=false;`);
    block.nest(`if(${first})`, rest);
    return conditionVal(result);
  }

  /** A rule that is used more than once under a supposition: computed once, before what uses it. */
  protected scopedRule(name: string, block: Block, scope: Scope): void {
    const rule = ruleNamed(this.plan, name);
    const inner = block.labelled({ label: this.names.fresh("L"), used: false });
    const val = this.ruleBody(rule, inner, scope);
    const holder = inner.names.fresh("s");
    const joined = joinWays(block, [{ block: inner, val }]);
    const fails = inner.exit.used;
    block.add(joined.declaration);
    if (fails) block.add(`let ${holder}=1;`);
    if (fails) inner.add(`${holder}=0;`);
    block.nest(fails ? `${inner.exit.label}:` : "", inner);
    scope.rules.set(name, { val: joined.val, name: holder, fail: fails ? 1 : undefined });
  }
}
