/** Searches and steps in code: the first month on which a condition holds, amounts and courses from date to date. */
import { Block, numberVal, numOf, type Val } from "../emit.ts";
import { courseParts, type Node, type NodeOf } from "../node.ts";
import { commonFactor, isSafe, NotCompiled, overFactor, wholeCode, type Num } from "../proven.ts";
import { NONE } from "../runtime.ts";
import { type Scope, type Env, type Turns, bind, unshown, type Formulas } from "./formulas.ts";
import { prefixed } from "./numbers.ts";

/** A search for the first month on which a condition holds. */
export function searchVal(c: Formulas, node: NodeOf<"search">, block: Block, scope: Scope, env: Env): Val {
  const from = block.short(c.num(node.args[0]!, block, scope, env));
  const until = block.short(c.num(node.args[1]!, block, scope, env));
  const [low, high, last, at] = ["a", "b", "z", "j"].map((prefix) => c.names.fresh(prefix)) as [
    string,
    string,
    string,
    string,
  ];
  const month = wholeCode(c.names.fresh("t"), from.lo & ~31n, (until.hi | 31n) + 1n);
  const body = block.child();
  body.add(`const ${month.code}=${at}*32;`);
  const holds = c.condition(
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

/** An amount from step to step. */
export function carryVal(c: Formulas, node: NodeOf<"carry">, block: Block, scope: Scope, env: Env): Val {
  const [num] = steppedThrough(c, carryParts(node), { turns: unshown(c), step: c }, block, scope, env);
  return numberVal(num!);
}

/** What a carry takes from step to step. */
export function carryParts(node: NodeOf<"carry">): Stepping {
  const [start, first, until, step, least, most] = node.args as [Node, Node, Node, Node, Node, Node];
  return { ...node, first, until, starts: [start], steps: [step], leasts: [least], mosts: [most] };
}

/** Several values from step to step. */
export function courseVal(c: Formulas, node: NodeOf<"course">, block: Block, scope: Scope, env: Env): Val {
  const parts = courseParts(node);
  const how = { turns: unshown(c), step: c };
  const after = steppedThrough(c, { ...node, ...parts }, how, block, scope, env);
  const bound = after.map((num) => ({ val: numberVal(num) }));
  return c.val(parts.gives, block.apart(), scope, bind(env, node.level, ...bound));
}

/** How steps are compiled: what is done beside them, and what compiles the step that is taken. */
export interface HowStepped {
  readonly turns: Turns;
  readonly step: { num(node: Node, block: Block, scope: Scope, env: Env): Num };
}

/** Values taken together from date to date; gives them as they are after the last step. */
export function steppedThrough(
  c: Formulas,
  parts: Stepping,
  { turns, step }: HowStepped,
  block: Block,
  scope: Scope,
  env: Env,
): readonly Num[] {
  const begun = parts.starts.map((one) => block.short(c.num(one, block, scope, env)));
  const bounds = [parts.leasts, parts.mosts].map((some) =>
    some.map((one) => numOf(turns.unseen(one, block, scope, env))),
  );
  const [least, most] = bounds as [Num[], Num[]];
  const [from, to] = [parts.first, parts.until].map((date) =>
    block.short(c.num(date, block, scope, env)),
  ) as [Num, Num];
  const [on, k] = [c.names.fresh("on"), c.names.fresh("k")];
  const date = numberVal(wholeCode(on, from.lo, to.hi < from.lo ? from.lo : to.hi));
  const inside = (states: readonly { readonly num: Num }[]): Env => {
    const bound = states.map(({ num }, i) => ({
      val: numberVal(num),
      outer: block,
      joined: i > 0,
      ...turns.bound,
    }));
    return bind(env, parts.level, ...bound, { val: date, outer: block, joined: true, ...turns.bound });
  };
  const names = begun.map(() => c.names.fresh("x"));
  const states = begun.map((start, i) => steppedState(names[i]!, [start, least[i]!, most[i]!]));
  // A rounding inside a step sets the step's factor, whatever the value began with: it is found by compiling the step once in vain.
  const vain = block.trial({ label: "never", used: false });
  const tried = parts.steps.map((one) => numOf(turns.unseen(one, vain, scope, inside(states))));
  const settled = begun.map((start, i) => steppedState(names[i]!, [start, least[i]!, most[i]!, tried[i]!]));
  const body = block.child();
  turns.begins(body, on);
  const insideNow = inside(settled);
  const stepped = parts.steps.map((one) => step.num(one, body, scope, insideNow));
  const after = stepped.map((num, i) => {
    if (num.divisor || num.big) throw new NotCompiled("a step that is not rounded");
    return body.short(overFactor(num, settled[i]!.num));
  });
  for (const [i, { num }] of settled.entries()) leaveOutside(body, after[i]!, num);
  for (const [i, { num }] of settled.entries()) {
    body.add(`${num.code}=${after[i]!.code};`);
    turns.keeps(body, i, after[i]!.code);
  }
  turns.ends(body);
  for (const { num, start } of settled) {
    const started = block.short(start);
    leaveOutside(block, started, num);
    block.add(`let ${num.code}=${started.code};`);
  }
  turns.around(() =>
    block.nest(
      `for(let ${k}=${parts.every},${on}=${from.code};${on}<=${to.code};${on}=addMonths(${from.code},${k}),${k}+=${parts.every})`,
      body,
    ),
  );
  return settled.map(({ num }) => num);
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
