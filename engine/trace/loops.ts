/** What loops leave in a trace: a frame for each row that counts, for each step, and for the two months that explain a search. */
import { bind, type Env, type Scope } from "../compile/formulas.ts";
import { loopOver, mostRows, overResult, overVal, rowOfList } from "../compile/lists.ts";
import { tenureVal } from "../compile/numbers.ts";
import { leaveOutside, searchVal, steppedState } from "../compile/steps.ts";
import { windowVal } from "../compile/window.ts";
import { conditionVal, conditionOf, numberVal, numOf, type Block, type Val } from "../emit.ts";
import { exact } from "../exact.ts";
import { courseParts, type Node, type NodeOf } from "../node.ts";
import { NotCompiled, overFactor, wholeCode, type Num } from "../proven.ts";
import { DAYS_PACKED, NONE } from "../runtime.ts";
import type { Frame } from "./frames.ts";
import type { Tracing } from "./tracing.ts";

/** The frame of a loop's turns. */
const framed = (c: Tracing, node: Node, scope: Scope, env: Env): Frame =>
  c.frames.loop(c.name(node, scope, env), c.home(node, scope, env));

/** Opens a frame in a block, for what the code names. */
function openFrame(block: Block, frame: Frame, about: string): void {
  block.add(`const ${frame.base}=p;p+=${frame.mark};V[${frame.base}+1]=${about};`);
}
/** Closes it: the next begins where it ends. */
const closeFrame = (block: Block, frame: Frame): void => block.add(`V[${frame.base}]=p;`);

/** Notes where the frames of a loop begin and end, around the lines that a loop adds. */
function between(c: Tracing, node: Node, block: Block, scope: Scope, env: Env, loop: () => void): void {
  const [home, name] = [c.home(node, scope, env), c.name(node, scope, env)];
  const place = home.place(`frames ${name}`, 2);
  block.add(`${home.code(place)}=p;`);
  loop();
  block.add(`${home.code(place + 1)}=p;`);
}

/** A sum or an extreme, with each row that counts; a count and a row that was looked for show no rows. */
export function tracedOver(c: Tracing, node: NodeOf<"over">, block: Block, scope: Scope, env: Env): Val {
  if (node.what === "count") return c.quietly(() => overVal(c, c.plainer(node), block, scope, env));
  if (node.what === "any") {
    if (node.args[0]!.op !== "constant")
      throw new NotCompiled("a row that is shown by more than that it is there");
    return c.quietly(() => overVal(c, c.plainer(node), block, scope, env));
  }
  const frame = framed(c, node, scope, env);
  const index = c.names.fresh("i");
  const inner = bind(env, node.level, { ...rowOfList(c, node.list, index, block), frame });
  const body = block.child();
  const where = conditionOf(c.quiet(node.args[1]!, body, scope, inner));
  const counted = body.child();
  openFrame(counted, frame, index);
  const value = c.num(node.args[0]!, counted, scope, inner);
  closeFrame(counted, frame);
  const result = c.names.fresh("t");
  const { start, val } = overResult(node, result, value, mostRows(c, node.list), counted);
  body.nest(where === "true" ? "" : `if(${where})`, counted);
  block.add(`let ${result}=${start};`);
  between(c, node, block, scope, env, () => block.nest(loopOver(c, node.list, index), body));
  return val;
}

/** Gathers the spans of a list's rows, each with its frame. */
function tracedSpansOf(
  c: Tracing,
  node: NodeOf<"union" | "spans">,
  block: Block,
  scope: Scope,
  env: Env,
): { a: string; b: string; k: string; from: Num; to: Num } {
  const frame = framed(c, node, scope, env);
  const index = c.names.fresh("i");
  const inner = bind(env, node.level, { ...rowOfList(c, node.list, index, block), frame });
  const most = Number(mostRows(c, node.list));
  const body = block.child();
  const where = conditionOf(c.quiet(node.args[2]!, body, scope, inner));
  const counted = body.child();
  openFrame(counted, frame, index);
  const from = counted.short(c.num(node.args[0]!, counted, scope, inner));
  const to = counted.short(c.num(node.args[1]!, counted, scope, inner));
  closeFrame(counted, frame);
  const [a, b] = [c.constant(new Int32Array(most)), c.constant(new Int32Array(most))];
  const k = c.names.fresh("n");
  counted.add(`if(${from.code}<=${to.code}){${a}[${k}]=${from.code};${b}[${k}++]=${to.code};}`);
  body.nest(where === "true" ? "" : `if(${where})`, counted);
  block.add(`let ${k}=0;`);
  between(c, node, block, scope, env, () => block.nest(loopOver(c, node.list, index), body));
  return { a, b, k, from, to };
}

/** The counted time of a union of days. */
export function tracedUnion(c: Tracing, node: NodeOf<"union">, block: Block, scope: Scope, env: Env): Val {
  const most = mostRows(c, node.list);
  if (most * 62n >= BigInt(DAYS_PACKED)) throw new NotCompiled("too many spans to pack their days");
  const { a, b, k, from, to } = tracedSpansOf(c, node, block, scope, env);
  const span = node.reading === "calendar" ? "calendarSpan" : "dateSpan";
  return tenureVal(block, `unionSpans(${a},${b},${k},${span})`, from, to, most * 62n);
}

/** The days of a list as joined spans. */
export function tracedSpans(c: Tracing, node: NodeOf<"spans">, block: Block, scope: Scope, env: Env): Val {
  const { a, b, k } = tracedSpansOf(c, node, block, scope, env);
  const count = c.names.fresh("n");
  block.add(`const ${count}=joinSpans(${a},${b},${k});`);
  return { is: "spans", from: a, to: b, count };
}

/** Whether days lie in the union of a list. */
export function tracedCovered(
  c: Tracing,
  node: NodeOf<"covered">,
  block: Block,
  scope: Scope,
  env: Env,
): Val {
  const [first, last] = node.args.slice(0, 2).map((arg) => block.short(c.num(arg, block, scope, env))) as [
    Num,
    Num,
  ];
  const days = c.val(node.args[2]!, block, scope, env);
  if (days.is !== "spans") return days;
  return conditionVal(`holdsDays(${days.from},${days.to},${days.count},${first.code},${last.code})`);
}

/** The mean of the highest entries in a row, with the rows where the best run begins and ends. */
export function tracedWindow(c: Tracing, node: NodeOf<"window">, block: Block, scope: Scope, env: Env): Val {
  const [home, name] = [c.home(node, scope, env), c.name(node, scope, env)];
  return c.quietly(() =>
    windowVal(c, c.plainer(node), block, scope, env, ({ array, at, n, total, row }) => {
      const [begins, length] = [c.names.fresh("t"), c.names.fresh("t")];
      block.add(
        `const ${length}=Math.min(${n},${node.entries});`,
        `const ${begins}=bestBegins(${array},${at},${n},${node.entries},${total.code});`,
      );
      const place = home.place(`window ${name}`, 4);
      const kept = [total.code, n, row(begins), row(`${begins}+${length}-1`)];
      for (const [i, code] of kept.entries()) block.add(`${home.code(place + i)}=${code};`);
      c.courses.set(`${name}/${home.id}`, [exact(total.fn, total.fd)]);
    }),
  );
}

/** A search, with the month found and the month before it evaluated once more and kept. */
export function tracedSearch(c: Tracing, node: NodeOf<"search">, block: Block, scope: Scope, env: Env): Val {
  const [from, until] = node.args.slice(0, 2).map((arg) => block.short(c.num(arg, block, scope, env))) as [
    Num,
    Num,
  ];
  const found = numOf(c.quietly(() => searchVal(c, c.plainer(node), block, scope, env)));
  const [home, name, frame] = [
    c.home(node, scope, env),
    c.name(node, scope, env),
    framed(c, node, scope, env),
  ];
  const place = home.place(`search ${name}`, 4);
  const [first, last, low, turn, at] = ["t", "t", "t", "v", "t"].map((prefix) => c.names.fresh(prefix)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  block.add(
    `const ${first}=(${from.code}+31)>>5,${last}=${until.code}>>5;`,
    `const ${low}=${found.code}===${NONE}?Math.max(${first},${last}+1):${found.code}>>5;`,
    `${home.code(place)}=${first};${home.code(place + 1)}=${last};`,
    `${home.code(place + 2)}=-1;${home.code(place + 3)}=-1;`,
  );
  const month = wholeCode(at, from.lo & ~31n, (until.hi | 31n) + 1n);
  const body = block.child();
  body.add(
    `if(${turn}===0?${low}>${last}:${low}<=${first})continue;`,
    `const ${at}=(${low}-${turn})*32;`,
    `if(${turn}===0)${home.code(place + 2)}=p;else ${home.code(place + 3)}=p;`,
  );
  openFrame(body, frame, at);
  const inner = bind(env, node.level, { val: numberVal(month), outer: block, frame });
  c.carried(node.args[2]!, body, scope, inner);
  block.nest(`for(let ${turn}=0;${turn}<2;${turn}++)`, body);
  return numberVal(found, true);
}

/** An amount from step to step, with a frame for each step. */
export function tracedCarry(c: Tracing, node: NodeOf<"carry">, block: Block, scope: Scope, env: Env): Val {
  const [start, first, until, step, least, most] = node.args as [Node, Node, Node, Node, Node, Node];
  const [begun, from, to] = [start, first, until].map((arg) =>
    block.short(c.num(arg, block, scope, env)),
  ) as [Num, Num, Num];
  const bounds = [least, most].map((arg) => numOf(c.quiet(arg, block, scope, env))) as [Num, Num];
  const frame = framed(c, node, scope, env);
  const [x, on, k] = ["x", "on", "k"].map((prefix) => c.names.fresh(prefix)) as [string, string, string];
  const date = numberVal(wholeCode(on, from.lo, to.hi < from.lo ? from.lo : to.hi));
  const stepped = (num: Num): Env =>
    bind(
      env,
      node.level,
      { val: numberVal(num), outer: block, frame },
      { val: date, outer: block, joined: true, frame },
    );
  const tried = numOf(
    c.quiet(
      step,
      block.trial({ label: "never", used: false }),
      scope,
      stepped(steppedState(x, [begun, ...bounds]).num),
    ),
  );
  const settled = steppedState(x, [begun, ...bounds, tried]);
  const body = block.child();
  openFrame(body, frame, on);
  const num = c.num(step, body, scope, stepped(settled.num));
  if (num.divisor || num.big) throw new NotCompiled("a step that is not rounded");
  const after = body.short(overFactor(num, settled.num));
  leaveOutside(body, after, settled.num);
  body.add(`${x}=${after.code};`);
  closeFrame(body, frame);
  const started = block.short(settled.start);
  leaveOutside(block, started, settled.num);
  block.add(`let ${x}=${started.code};`);
  between(c, node, block, scope, env, () =>
    block.nest(
      `for(let ${k}=${node.every},${on}=${from.code};${on}<=${to.code};${on}=addMonths(${from.code},${k}),${k}+=${node.every})`,
      body,
    ),
  );
  return numberVal(settled.num);
}

/** Several values from step to step: a frame with the values after each step. */
export function tracedCourse(c: Tracing, node: NodeOf<"course">, block: Block, scope: Scope, env: Env): Val {
  const parts = courseParts(node);
  const [from, to, ...begun] = [parts.first, parts.until, ...parts.starts].map((arg) =>
    block.short(c.num(arg, block, scope, env)),
  ) as [Num, Num, ...Num[]];
  const [least, most] = [parts.leasts, parts.mosts].map((some) =>
    some.map((arg) => numOf(c.quiet(arg, block, scope, env))),
  ) as [Num[], Num[]];
  const [frame, home, name] = [
    framed(c, node, scope, env),
    c.home(node, scope, env),
    c.name(node, scope, env),
  ];
  const [on, k] = [c.names.fresh("on"), c.names.fresh("k")];
  const date = numberVal(wholeCode(on, from.lo, to.hi < from.lo ? from.lo : to.hi));
  const names = begun.map(() => c.names.fresh("x"));
  const step = (states: readonly Num[], body: Block): readonly Num[] => {
    const bound = states.map((num, i) => ({ val: numberVal(num), outer: block, joined: i > 0 }));
    const inner = bind(env, node.level, ...bound, { val: date, outer: block, joined: true });
    return parts.steps.map((one) => numOf(c.quiet(one, body, scope, inner)));
  };
  const states = begun.map((start, i) => steppedState(names[i]!, [start, least[i]!, most[i]!]));
  const tried = step(
    states.map(({ num }) => num),
    block.trial({ label: "never", used: false }),
  );
  const settled = begun.map((start, i) => steppedState(names[i]!, [start, least[i]!, most[i]!, tried[i]!]));
  const body = block.child();
  openFrame(body, frame, on);
  const after = step(
    settled.map(({ num }) => num),
    body,
  ).map((num, i) => {
    if (num.divisor || num.big) throw new NotCompiled("a step that is not rounded");
    return body.short(overFactor(num, settled[i]!.num));
  });
  for (const [i, { num }] of settled.entries()) leaveOutside(body, after[i]!, num);
  for (const [i, { num }] of settled.entries()) {
    body.add(`${num.code}=${after[i]!.code};`);
    body.add(`${frame.code(frame.place(`state ${i}`))}=${after[i]!.code};`);
  }
  closeFrame(body, frame);
  for (const { num, start } of settled) {
    const started = block.short(start);
    leaveOutside(block, started, num);
    block.add(`let ${num.code}=${started.code};`);
  }
  between(c, node, block, scope, env, () =>
    block.nest(
      `for(let ${k}=${node.every},${on}=${from.code};${on}<=${to.code};${on}=addMonths(${from.code},${k}),${k}+=${node.every})`,
      body,
    ),
  );
  c.courses.set(
    `${name}/${home.id}`,
    settled.map(({ num: { fn, fd } }) => exact(fn, fd)),
  );
  const bound = settled.map(({ num }) => ({ val: numberVal(num), frame: home, tag: name }));
  return c.carried(parts.gives, block.apart(), scope, bind(env, node.level, ...bound));
}
