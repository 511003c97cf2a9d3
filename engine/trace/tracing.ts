/**
 * The compiler of explanations: the same formulas, and beside each value a place in the trace that keeps it.
 * Every operation that an explanation shows writes what it gave, or which of its ways was taken; what an explanation does not show, such
 * as the months that a search passes by, is compiled as for values alone.
 */
import { Assembly, type Assembled } from "../compile/assembly.ts";
import { withoutLastOfMonth } from "../compile/date-code.ts";
import { bind, type Env, type Scope } from "../compile/formulas.ts";
import { branch, expectedNum } from "../compile/numbers.ts";
import { neededRules } from "../compile/order.ts";
import { rowPlaceOf } from "../compile/tables.ts";
import type { Rule } from "../declarations.ts";
import { compareExact, exact, type Exact } from "../exact.ts";
import { conditionVal, numberVal, numOf, type Block, type Exit, type Val, type Way } from "../emit.ts";
import type { Result } from "../explanation.ts";
import type { Value } from "../kinds.ts";
import { freeLevels, rewrite, type Node, type NodeOf } from "../node.ts";
import { aligned, NotCompiled, type Num } from "../proven.ts";
import { NONE } from "../runtime.ts";
import { homeOf, nameOf, Frames, type Frame, type Stored } from "./frames.ts";
import { isShownFailing } from "./failing.ts";
import { Supposed } from "./layout.ts";
import {
  tracedCarry,
  tracedCourse,
  tracedCovered,
  tracedOver,
  tracedSearch,
  tracedSpans,
  tracedUnion,
  tracedWindow,
} from "./loops.ts";

/** The greatest size of a value that is kept in two parts. */
const MOST = 2n ** 100n;

/** What has no value of its own to keep: it is the value of something else, or follows from which way was taken. */
const LEAVES: ReadonlySet<Node["op"]> = new Set(["constant", "fact", "bound", "field", "ref"]);
const NOT_KEPT: ReadonlySet<Node["op"]> = new Set([
  "all",
  "any",
  "greater",
  "lesser",
  "dated",
  "spans",
  "window",
  "refusing",
]);

/** Compiles formulas with their traces. */
export class Tracing extends Assembly {
  readonly frames = new Frames();
  readonly stored = new Map<string, Stored>();
  /** What one is worth of the values that a course keeps in its rows, or a window in its sum. */
  readonly courses = new Map<string, readonly Exact[]>();
  protected override readonly root: Scope = {
    id: 0,
    parent: undefined,
    supposed: new Map(),
    rules: new Map(),
    depth: 0,
    inline: new Set(),
    frame: this.frames.root,
  };
  protected override readonly parameters = "F,K,O,from,to,D,V,p,U";
  protected override readonly memberBegins = [`const b=(m-from)*${this.frames.root.mark};`];
  protected override readonly groupEnds = "return p;";
  protected override readonly groupSize = 12;
  readonly #rewritten = new WeakMap<Node, Node>();
  readonly #supposed = new Map<number, Supposed>();
  /** The ways from a rule to where it may fail, by number; what is not among them only the interpreter explains. */
  readonly failures: (readonly Node[])[] = [[]];
  /** The rules that may fail. */
  readonly mayFail = new Set<string>();
  /** The results of the rules that ask nothing of a person, the same objects for everybody; found when the first people are explained. */
  readonly common = new Map<string, Result<Value>>();
  #path: Node[] = [];
  #quiet = false;
  #carried = false;

  /** All rules compiled with their traces. */
  traced(): Assembled {
    return this.assembled();
  }

  protected override exitOf(rule: Rule): Exit {
    this.#path = [];
    const place = this.frames.root.place(`failed ${rule.name}`);
    const mayFail = (name: string): boolean => this.root.rules.get(name)?.fail !== undefined;
    const note = (): string => {
      if (this.#quiet || !isShownFailing(this.#path, mayFail)) return "U[m]=1;";
      this.failures.push([...this.#path]);
      return `${this.frames.root.code(place)}=${this.failures.length - 1};`;
    };
    return { ...super.exitOf(rule), note };
  }
  protected override failing({ name }: Rule): string {
    this.mayFail.add(name);
    return `${this.frames.root.code(this.frames.root.place(`failed ${name}`))}=0;`;
  }

  protected override finished(source: string): string {
    return this.frames.sized(source);
  }

  /** What a reader finds once for the supposition of a number; nothing supposed is 0. */
  supposed(scope: number): Supposed {
    let found = this.#supposed.get(scope);
    if (!found) this.#supposed.set(scope, (found = new Supposed()));
    return found;
  }

  /** Where what a node gives is kept. */
  home(node: Node, scope: Scope, env: Env): Frame {
    return homeOf(this.interner.depthOf(node), env, scope.frame!);
  }
  /** The name of a node where it stands. */
  name(node: Node, scope: Scope, env: Env): string {
    return nameOf(this.interner.id(node), freeLevels(node), scope.id, env);
  }
  /** Writes a number into a place of a frame. */
  write(block: Block, frame: Frame, place: string, code: string): void {
    block.add(`${frame.code(frame.place(place))}=${code};`);
  }

  /** Compiles what an explanation does not show. */
  quietly<T>(compiled: () => T): T {
    const before = this.#quiet;
    this.#quiet = true;
    try {
      return compiled();
    } finally {
      this.#quiet = before;
    }
  }
  /** A value that no explanation shows. */
  quiet(node: Node, block: Block, scope: Scope, env: Env): Val {
    return this.quietly(() => this.val(this.plainer(node), block, scope, env));
  }
  /** A value that its reader knows already: it is that of what it stands in, or follows from the way that was taken. */
  carried(node: Node, block: Block, scope: Scope, env: Env): Val {
    this.#carried = true;
    return this.val(node, block, scope, env);
  }

  /** The same formula as values alone are computed by: comparisons with the last day of a month as others. */
  plainer<N extends Node>(node: N): N {
    let plain = this.#rewritten.get(node);
    if (!plain)
      this.#rewritten.set(
        node,
        (plain = rewrite(node, (one) => (one.op === "compare" ? withoutLastOfMonth(one) : one))),
      );
    return plain as N;
  }

  protected override ruleBody(rule: Rule, block: Block, scope: Scope): Val {
    if (this.#quiet) return super.ruleBody(rule, block, scope);
    return this.repeating(this.plainer(rule.means), () => {
      this.#carried = scope === this.root;
      return this.val(rule.means, block, scope, []);
    });
  }

  override val(node: Node, block: Block, scope: Scope, env: Env): Val {
    if (this.#quiet) return super.val(node, block, scope, env);
    this.#path.push(node);
    const val = this.#traced(node, block, scope, env);
    this.#path.pop();
    return val;
  }

  #traced(node: Node, block: Block, scope: Scope, env: Env): Val {
    const carried = this.#carried;
    this.#carried = false;
    if (node.op === "ref") return this.reference(node.name, block, scope);
    if (LEAVES.has(node.op)) return this.compileNode(node, block, scope, env);
    const name = this.name(node, scope, env);
    let val = block.known(`traced ${name}`);
    if (!val) {
      val = block.shortVal(this.compileNode(node, block, scope, env));
      block.remember(`traced ${name}`, val);
      block.remember(`${this.interner.id(node)}@${scope.id}`, val);
    }
    if (carried || NOT_KEPT.has(node.op) || block.known(`kept ${name}`)) return val;
    block.remember(`kept ${name}`, val);
    this.keepVal(block, this.home(node, scope, env), name, val);
    return val;
  }

  /** Writes a value into its place. */
  keepVal(block: Block, frame: Frame, name: string, val: Val): void {
    if (val.is === "never") return;
    if (val.is === "spans") throw new NotCompiled("days as a value that is shown");
    const num = val.is === "number" ? val.num : val.is === "tenure" ? val.months : undefined;
    if (num?.big && (num.lo < -MOST || num.hi > MOST))
      throw new NotCompiled("an explained value beyond 2^100");
    const divided = val.is === "number" && val.num.divisor !== undefined;
    const place = frame.place(`value ${name}`, num?.big ? 3 : divided || val.is === "tenure" ? 2 : 1);
    const stored = {
      is: val.is,
      at: place,
      factor: num ? exact(num.fn, num.fd) : exact(1),
      divided,
      big: num?.big ?? false,
    };
    const key = `${name}/${frame.id}`;
    const before = this.stored.get(key);
    if (
      before &&
      (before.big !== stored.big ||
        compareExact(before.factor, stored.factor) !== 0 ||
        before.divided !== divided)
    )
      throw new NotCompiled("a value kept in two ways");
    this.stored.set(key, stored);
    if (num?.big)
      block.add(
        `${frame.code(place)}=Number(${num.code}>>50n);`,
        `${frame.code(place + 2)}=Number(BigInt.asUintN(50,${num.code}));`,
      );
    else block.add(`${frame.code(place)}=${val.is === "condition" ? `${val.code}?1:0` : num!.code};`);
    if (val.is === "tenure") block.add(`${frame.code(place + 1)}=${val.days.code};`);
    if (divided) block.add(`${frame.code(place + 1)}=${val.num.divisor!.code};`);
  }

  protected override compileNode(node: Node, block: Block, scope: Scope, env: Env): Val {
    if (this.#quiet) return super.compileNode(node, block, scope, env);
    switch (node.op) {
      case "named":
        return this.carried(node.args[0]!, block, scope, env);
      case "not": {
        const val = this.carried(node.args[0]!, block, scope, env);
        if (val.is !== "condition") return val;
        return conditionVal(val.code === "true" ? "false" : val.code === "false" ? "true" : `!${val.code}`);
      }
      case "expected": {
        const [of, least, most] = node.args as [Node, Node, Node];
        const value = numOf(this.carried(of, block, scope, env));
        const [low, high] = [least, most].map((bound) => numOf(this.quiet(bound, block, scope, env))) as [
          Num,
          Num,
        ];
        return numberVal(expectedNum(block, value, low, high));
      }
      case "greater":
      case "lesser":
        return this.#extreme(node, block, scope, env);
      case "dated":
        return this.#dated(node, block, scope, env);
      case "over":
        return tracedOver(this, node, block, scope, env);
      case "union":
        return tracedUnion(this, node, block, scope, env);
      case "spans":
        return tracedSpans(this, node, block, scope, env);
      case "covered":
        return tracedCovered(this, node, block, scope, env);
      case "window":
        return tracedWindow(this, node, block, scope, env);
      case "search":
        return tracedSearch(this, node, block, scope, env);
      case "carry":
        return tracedCarry(this, node, block, scope, env);
      case "course":
        return tracedCourse(this, node, block, scope, env);
      default:
        return super.compileNode(node, block, scope, env);
    }
  }

  /** The greatest or least, and which of them it is. */
  #extreme(node: Node, block: Block, scope: Scope, env: Env): Val {
    const greater = node.op === "greater";
    const nums = node.args.map((arg) => block.short(this.num(arg, block, scope, env)));
    const which = this.names.fresh("t");
    block.add(`let ${which}=0;`);
    const best = nums.slice(1).reduce((before, num, i) => {
      const [x, y] = aligned(before, num);
      if (x.big || y.big) throw new NotCompiled("a comparison of amounts beyond 2^53");
      block.add(`if(${y.code}${greater ? ">" : "<"}${x.code})${which}=${i + 1};`);
      const pick = (a: bigint, b: bigint): bigint => (a > b === greater ? a : b);
      const code = `Math.${greater ? "max" : "min"}(${x.code},${y.code})`;
      return block.short({ ...x, code, lo: pick(x.lo, y.lo), hi: pick(x.hi, y.hi) });
    }, nums[0]!);
    this.write(block, this.home(node, scope, env), `which ${this.name(node, scope, env)}`, which);
    return numberVal(best);
  }

  /** The figure in force, and which row it is. */
  #dated(node: NodeOf<"dated">, block: Block, scope: Scope, env: Env): Val {
    const on = block.short(this.num(node.args[0]!, block, scope, env));
    const row = rowPlaceOf(this, node, on);
    this.write(block, this.home(node, scope, env), `row ${this.name(node, scope, env)}`, row);
    return super.compileNode(node, block, scope, env);
  }

  protected override conditions(node: NodeOf<"all" | "any">, block: Block, scope: Scope, env: Env): Val {
    if (this.#quiet) return super.conditions(node, block, scope, env);
    const every = node.op === "all";
    const [which, label] = [this.names.fresh("t"), this.names.fresh("L")];
    const home = this.home(node, scope, env);
    const place = `which ${this.name(node, scope, env)}`;
    const inner = block.child();
    let decided: number | undefined;
    let open = false;
    for (const [i, arg] of node.args.entries()) {
      const val = this.carried(arg, i === 0 ? block : inner, scope, env);
      const code = val.is === "condition" ? val.code : "false";
      if (code === `${every}`) continue;
      if (code === `${!every}`) {
        decided = i;
        break;
      }
      open = true;
      inner.add(
        `if(${every ? (code.startsWith("!") ? code.slice(1) : `!${code}`) : code}){${which}=${i};break ${label};}`,
      );
    }
    const last = decided ?? node.args.length;
    if (!open) {
      block.add(...inner.lines);
      this.write(block, home, place, `${last}`);
      return conditionVal(`${every === (decided === undefined)}`);
    }
    inner.add(`${which}=${last};`);
    block.add(`let ${which}=0;`);
    block.nest(`${label}:`, inner);
    this.write(block, home, place, which);
    if (decided !== undefined) return conditionVal(`${!every}`);
    return conditionVal(`(${which}${every ? "===" : "<"}${node.args.length})`);
  }

  protected override cases(node: Node, i: number, block: Block, scope: Scope, env: Env): Val {
    if (this.#quiet) return super.cases(node, i, block, scope, env);
    const [home, place] = [this.home(node, scope, env), `which ${this.name(node, scope, env)}`];
    const arm = (at: number, inner: Block): Val => {
      this.write(inner, home, place, `${at >> 1}`);
      return this.carried(node.args[at === node.args.length - 1 ? at : at + 1]!, inner, scope, env);
    };
    if (i === node.args.length - 1) return arm(i, block);
    const condition = this.carried(node.args[i]!, block, scope, env);
    const code = condition.is === "condition" ? condition.code : "false";
    if (code === "false") return this.cases(node, i + 2, block, scope, env);
    if (code === "true") return arm(i, block);
    const [holds, fails] = [block.child(), block.child()];
    const ways: Way[] = [
      { block: holds, val: arm(i, holds) },
      { block: fails, val: this.cases(node, i + 2, fails, scope, env) },
    ];
    return branch(block, code, ways);
  }

  protected override ifAny(node: NodeOf<"ifAny">, block: Block, scope: Scope, env: Env): Val {
    if (this.#quiet) return super.ifAny(node, block, scope, env);
    const [value, body, otherwise] = node.args as [Node, Node, Node];
    const found = block.shortVal(this.val(value, block, scope, env));
    const [frame, tag] = [this.home(node, scope, env), this.name(node, scope, env)];
    const inside = (inner: Block): Val => {
      const val = found.is === "number" ? numberVal(found.num) : found;
      return this.carried(body, inner, scope, bind(env, node.level, { val, frame, tag }));
    };
    if (found.is !== "number" || !found.none) return inside(block.apart());
    if (found.num.code === `${NONE}`) return this.carried(otherwise, block, scope, env);
    const [there, absent] = [block.child(), block.child()];
    const ways: Way[] = [
      { block: there, val: inside(there) },
      { block: absent, val: this.carried(otherwise, absent, scope, env) },
    ];
    return branch(block, `${found.num.code}!==${NONE}`, ways);
  }

  protected override supposing(node: NodeOf<"supposing">, block: Block, scope: Scope, env: Env): Val {
    if (this.#quiet) return super.supposing(node, block, scope, env);
    const [then, ...values] = node.args as [Node, ...Node[]];
    const supposed = new Map<string, Val>();
    for (const [i, name] of node.facts.entries())
      supposed.set(name, block.shortVal(this.val(values[i]!, block, scope, env)));
    const needed = neededRules(this.plan, then, (name) => this.touches(name, supposed.keys()));
    const inner: Scope = {
      id: this.scopeOf(node, scope, env),
      parent: scope,
      supposed,
      rules: new Map(),
      depth: env.length,
      inline: new Set([...needed].filter(([, uses]) => uses === 1).map(([name]) => name)),
      frame: this.home(node, scope, env),
    };
    for (const name of needed.keys()) if (!inner.inline.has(name)) this.scopedRule(name, block, inner);
    return this.carried(then, block, inner, env);
  }

  /** The number of the scope that a supposition makes in its place. */
  scopeOf(node: NodeOf<"supposing">, scope: Scope, env: Env): number {
    return this.frames.scope(this.name(node, scope, env), this.home(node, scope, env));
  }
}
