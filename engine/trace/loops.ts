/** What loops leave in a trace: a frame for each row that counts, for each step, and for the two months that explain a search. */
import { bind, type Env, type Scope, type Turns } from "../compile/formulas.ts";
import { loopOver, mostRows, overResult, overVal, rowOfList, spansVal, unionVal } from "../compile/lists.ts";
import { carryParts, searchVal, steppedThrough } from "../compile/steps.ts";
import { windowVal } from "../compile/window.ts";
import { conditionVal, conditionOf, numberVal, numOf, type Block, type Val } from "../emit.ts";
import { exact } from "../exact.ts";
import { courseParts, type Node, type NodeOf } from "../node.ts";
import { NotCompiled, wholeCode, type Num } from "../proven.ts";
import { NONE } from "../runtime.ts";
import type { Frame } from "./frames.ts";
import type { Tracing } from "./tracing.ts";

/** The frame of a loop's turns. */
const framed = (c: Tracing, node: Node, scope: Scope, env: Env): Frame =>
  c.frames.loop(c.name(node, scope, env), c.home(node, scope, env));

/** Opens a frame in a block, for what the code names. */
function openFrame(block: Block, frame: Frame, about: string): void {
  block.add(`const ${frame.base}=p;p+=${frame.mark};V[${frame.base}+1]=${about};`);
}

/** A frame for each turn of a loop, and where the frames begin and end noted around the lines that the loop adds. */
function turnsOf(c: Tracing, node: Node, block: Block, scope: Scope, env: Env): Turns {
  const frame = framed(c, node, scope, env);
  const [home, name] = [c.home(node, scope, env), c.name(node, scope, env)];
  return {
    unseen: (of, inside, under, bound) => c.quiet(of, inside, under, bound),
    bound: { frame },
    begins: (turn, about) => openFrame(turn, frame, about),
    keeps: () => undefined,
    // The next frame begins where this one ends.
    ends: (turn) => turn.add(`V[${frame.base}]=p;`),
    around: (loop) => {
      const place = home.place(`frames ${name}`, 2);
      block.add(`${home.code(place)}=p;`);
      loop();
      block.add(`${home.code(place + 1)}=p;`);
    },
  };
}

/** A sum or an extreme, with each row that counts; a count and a row that was looked for show no rows. */
export function tracedOver(c: Tracing, node: NodeOf<"over">, block: Block, scope: Scope, env: Env): Val {
  if (node.what === "count") return c.quietly(() => overVal(c, c.plainer(node), block, scope, env));
  if (node.what === "any") {
    if (node.args[0]!.op !== "constant")
      throw new NotCompiled("a row that is shown by more than that it is there");
    return c.quietly(() => overVal(c, c.plainer(node), block, scope, env));
  }
  const turns = turnsOf(c, node, block, scope, env);
  const index = c.names.fresh("i");
  const inner = bind(env, node.level, { ...rowOfList(c, node.list, index, block), ...turns.bound });
  const body = block.child();
  const where = conditionOf(c.quiet(node.args[1]!, body, scope, inner));
  const counted = body.child();
  turns.begins(counted, index);
  const value = c.num(node.args[0]!, counted, scope, inner);
  turns.ends(counted);
  const result = c.names.fresh("t");
  const { start, val } = overResult(node, result, value, mostRows(c, node.list), counted);
  body.nest(where === "true" ? "" : `if(${where})`, counted);
  block.add(`let ${result}=${start};`);
  turns.around(() => block.nest(loopOver(c, node.list, index), body));
  return val;
}

/** The counted time of a union of days. */
export const tracedUnion = (c: Tracing, node: NodeOf<"union">, block: Block, scope: Scope, env: Env): Val =>
  unionVal(c, node, block, scope, env, turnsOf(c, node, block, scope, env));

/** The days of a list as joined spans. */
export const tracedSpans = (c: Tracing, node: NodeOf<"spans">, block: Block, scope: Scope, env: Env): Val =>
  spansVal(c, node, block, scope, env, turnsOf(c, node, block, scope, env));

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
  const how = { turns: turnsOf(c, node, block, scope, env), step: c };
  const [num] = steppedThrough(c, carryParts(node), how, block, scope, env);
  return numberVal(num!);
}

/** Several values from step to step: a frame with the values after each step; how a step came to them is not shown. */
export function tracedCourse(c: Tracing, node: NodeOf<"course">, block: Block, scope: Scope, env: Env): Val {
  const parts = courseParts(node);
  const turns = turnsOf(c, node, block, scope, env);
  const step = { num: (...of: Parameters<Turns["unseen"]>) => numOf(turns.unseen(...of)) };
  const frame = framed(c, node, scope, env);
  const keeps = (turn: Block, i: number, code: string): void => c.write(turn, frame, `state ${i}`, code);
  const after = steppedThrough(
    c,
    { ...node, ...parts },
    { turns: { ...turns, keeps }, step },
    block,
    scope,
    env,
  );
  const [home, name] = [c.home(node, scope, env), c.name(node, scope, env)];
  c.courses.set(
    `${name}/${home.id}`,
    after.map(({ fn, fd }) => exact(fn, fd)),
  );
  const bound = after.map((num) => ({ val: numberVal(num), frame: home, tag: name }));
  return c.carried(parts.gives, block.apart(), scope, bind(env, node.level, ...bound));
}
