/** Lists in code: loops over a person's rows, a row that is looked for, and unions of days. */
import { Block, conditionOf, conditionVal, numberVal, type Val } from "../emit.ts";
import { freeLevels, type Node, type NodeOf } from "../node.ts";
import { isSafe, NotCompiled, wholeCode, type Num } from "../proven.ts";
import { DAYS_PACKED, NONE } from "../runtime.ts";
import {
  type Scope,
  type Binding,
  type Env,
  type Turns,
  bind,
  offsetsOf,
  unshown,
  type Formulas,
} from "./formulas.ts";
import { keptVal, tenureVal } from "./numbers.ts";

/** Binds a row of a list at an index. */
export function rowOfList(c: Formulas, list: string, index: string, outer: Block): Binding {
  c.readList(list);
  return { list, index, outer };
}

/** The most rows of a list that runs are proven for. */
export function mostRows(c: Formulas, list: string): bigint {
  return BigInt(c.plan.lists.get(list)!.most);
}

/** The head of a loop over a person's rows. */
export function loopOver(c: Formulas, list: string, index: string): string {
  const end = c.names.fresh("e");
  return `for(let ${index}=${offsetsOf(list)}[m],${end}=${offsetsOf(list)}[m+1];${index}<${end};${index}++)`;
}

/** A sum, count or extreme over the rows of a list. */
export function overVal(c: Formulas, node: NodeOf<"over">, block: Block, scope: Scope, env: Env): Val {
  if (node.what === "any") return anyOverVal(c, node, block, scope, env);
  const index = c.names.fresh("i");
  const inner = bind(env, node.level, rowOfList(c, node.list, index, block));
  const body = block.child();
  const where = c.condition(node.args[1]!, body, scope, inner);
  const counted = body.child();
  const result = c.names.fresh("t");
  const value = node.what === "count" ? undefined : c.num(node.args[0]!, counted, scope, inner);
  const { start, val } = overResult(node, result, value, mostRows(c, node.list), counted);
  if (where === "true") body.add("{", ...counted.lines, "}");
  else body.nest(`if(${where})`, counted);
  block.add(`let ${result}=${start};`);
  block.nest(loopOver(c, node.list, index), body);
  return val;
}

function anyOverVal(c: Formulas, node: NodeOf<"over">, block: Block, scope: Scope, env: Env): Val {
  return conditionVal(tried(anyRow(c, node, block, scope, env), block));
}

/** A search for a row that meets a condition, with the row that met it last where there is one to try first. */
export function anyRow(c: Formulas, node: NodeOf<"over">, block: Block, scope: Scope, env: Env): AnyRow {
  const index = c.names.fresh("i");
  const inner = bind(env, node.level, rowOfList(c, node.list, index, block));
  const body = block.child();
  const where = c.condition(node.args[1]!, body, scope, inner);
  const result = block.names.fresh("t");
  const found = body.child();
  const witness = witnessOf(c, node, { block, body, found, index }, scope, env);
  found.add(`${result}=true;break;`);
  body.nest(where === "true" ? "" : `if(${where})`, found);
  const search = block.child();
  search.nest(loopOver(c, node.list, index), body);
  return { result, search, witness };
}

/**
 * Inside another loop, the row that held last is tried first: what depends on that row alone stays in variables.
 * Nothing is tried where the condition may leave the proof, or where a supposition of the outer loop may move it.
 */
function witnessOf(
  c: Formulas,
  node: NodeOf<"over">,
  { block, body, found, index }: { block: Block; body: Block; found: Block; index: string },
  scope: Scope,
  env: Env,
): Witness | undefined {
  const outer = env[node.level - 1]?.outer;
  if (!outer || scope.depth >= node.level) return undefined;
  const row = c.names.fresh("w");
  const exit = { label: "never", used: false };
  const check = block.trial(exit);
  const declarations = [`let ${row}=-1;`];
  const inner = bind(env, node.level, rowOfList(c, node.list, index, block));
  for (const part of c.interner.onlyAt(node.args[1]!, node.level)) {
    const val = c.val(part, found, scope, inner);
    const kept = keptVal(val, c.names.fresh("u"));
    if (!kept) continue;
    declarations.push(kept.declaration);
    found.add(kept.assignment);
    check.remember(`${c.interner.id(part)}@${scope.id}`, kept.val);
  }
  const holds = c.condition(
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

/** The counted time of a union of days. */
export function unionVal(
  c: Formulas,
  node: NodeOf<"union">,
  block: Block,
  scope: Scope,
  env: Env,
  turns = unshown(c),
): Val {
  const most = mostRows(c, node.list);
  if (most * 62n >= BigInt(DAYS_PACKED)) throw new NotCompiled("too many spans to pack their days");
  const { a, b, k, from, to } = gatherSpans(c, node, turns, block, scope, env);
  const span = node.reading === "calendar" ? "calendarSpan" : "dateSpan";
  return tenureVal(block, `unionSpans(${a},${b},${k},${span})`, from, to, most * 62n);
}

/** The days of a list as joined spans, for `coveredBy`. */
export function spansVal(
  c: Formulas,
  node: NodeOf<"spans">,
  block: Block,
  scope: Scope,
  env: Env,
  turns = unshown(c),
): Val {
  const { a, b, k } = gatherSpans(c, node, turns, block, scope, env);
  const count = c.names.fresh("n");
  block.add(`const ${count}=joinSpans(${a},${b},${k});`);
  return { is: "spans", from: a, to: b, count };
}

/** Whether days lie in the union of a list; months that rows bring in order ask the span that the row before them found. */
export function coveredVal(c: Formulas, node: NodeOf<"covered">, block: Block, scope: Scope, env: Env): Val {
  const [start, end, spans] = node.args as [Node, Node, Node];
  const toMonthEnd = end.op === "lastOfMonth";
  const first = block.short(c.num(start, block, scope, env));
  const last = block.short(c.num(toMonthEnd ? end.args[0]! : end, block, scope, env));
  const days = c.val(spans, block, scope, env);
  if (days.is !== "spans") return days;
  const { from, to, count } = days;
  const outer = env.at(-1)?.outer;
  const lasts = outer && freeLevels(spans) === 0 && scope.depth < env.length;
  if (!lasts || !toMonthEnd || first.code !== last.code)
    return conditionVal(
      `${toMonthEnd ? "holdsToMonthEnd" : "holdsDays"}(${from},${to},${count},${first.code},${last.code})`,
    );
  const [low, high, held, at] = ["w", "w", "t", "j"].map((prefix) => c.names.fresh(prefix));
  outer.add(`let ${low}=0,${high}=0;`);
  block.add(
    `let ${held}=${first.code}>=${low}&&${first.code}>>5<${high};`,
    `if(!${held}){`,
    `const ${at}=spanAt(${from},${count},${first.code});`,
    `if(${at}>=0){${low}=${from}[${at}];${high}=monthsHeld(${to}[${at}]);${held}=${first.code}>>5<${high};}`,
    "}",
  );
  return conditionVal(`${held}`);
}

/** Gathers the spans of a list's rows into scratch space of their own. */
function gatherSpans(
  c: Formulas,
  node: NodeOf<"union" | "spans">,
  turns: Turns,
  block: Block,
  scope: Scope,
  env: Env,
): Spans {
  const index = c.names.fresh("i");
  const inner = bind(env, node.level, { ...rowOfList(c, node.list, index, block), ...turns.bound });
  const most = mostRows(c, node.list);
  const body = block.child();
  const where = conditionOf(turns.unseen(node.args[2]!, body, scope, inner));
  const counted = body.child();
  turns.begins(counted, index);
  const from = counted.short(c.num(node.args[0]!, counted, scope, inner));
  const to = counted.short(c.num(node.args[1]!, counted, scope, inner));
  turns.ends(counted);
  const [a, b, k] = [
    c.constant(new Int32Array(Number(most))),
    c.constant(new Int32Array(Number(most))),
    c.names.fresh("n"),
  ];
  counted.add(`if(${from.code}<=${to.code}){${a}[${k}]=${from.code};${b}[${k}++]=${to.code};}`);
  if (where === "true") body.add("{", ...counted.lines, "}");
  else body.nest(`if(${where})`, counted);
  block.add(`let ${k}=0;`);
  turns.around(() => block.nest(loopOver(c, node.list, index), body));
  return { a, b, k, from, to };
}

/** A row that met a condition last, tried first: its index, and code by which it meets the condition again. */
export interface Witness {
  readonly row: string;
  readonly check: Block;
  readonly holds: string;
}

/** A search for a row: the lines that set `result` when one is found. */
export interface AnyRow {
  readonly result: string;
  readonly search: Block;
  readonly witness: Witness | undefined;
}

/** The search as lines of a block: the witness first, the others where it fails; gives the condition's code. */
export function tried({ result, search, witness }: AnyRow, block: Block): string {
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

/** How the result of a list is begun and added to, and what it is in the end. */
export function overResult(
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
