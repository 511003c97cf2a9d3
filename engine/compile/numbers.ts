/** Numbers and conditions in code: each operation with what its result lies between. */
import { Block, conditionVal, joinWays, numberVal, type Val, type Way } from "../emit.ts";
import { Exact, exact } from "../exact.ts";
import type { NodeOf } from "../node.ts";
import {
  addNum,
  aligned,
  compareCode,
  constantNum,
  floorNum,
  isInt32,
  isSafe,
  NotCompiled,
  timesFactor,
  wholeCode,
  type Num,
} from "../proven.ts";
import { DAYS_PACKED, NONE, type Numbers } from "../runtime.ts";

/** A block with a line before its others. */
export function prefixed(block: Block, line: string): Block {
  block.lines.unshift(line);
  return block;
}

/** A value kept in a variable from one turn of a loop to the next, where it is one number or one condition. */
export function keptVal(
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

/** An if and an else that assign one value. */
export function branch(block: Block, code: string, ways: readonly Way[]): Val {
  const { val, declaration } = joinWays(block, ways);
  block.add(declaration);
  block.nest(`if(${code})`, ways[0]!.block);
  block.nest("else", ways[1]!.block);
  return val;
}

/** The value of a constant in code. */
export function constantVal(node: NodeOf<"constant">, choices: readonly string[]): Val {
  const { value } = node;
  if (value === null) return numberVal({ ...wholeCode(`${NONE}`, 0n, 0n) }, true);
  if (typeof value === "boolean") return conditionVal(`${value}`);
  if (value instanceof Exact) return numberVal(constantNum(value));
  if (typeof value === "object") throw new NotCompiled("counted time as a constant");
  const code = typeof value === "string" ? choices.indexOf(value) : value;
  return numberVal(wholeCode(code < 0 ? `(${code})` : `${code}`, BigInt(code), BigInt(code)));
}

/** The greater or lesser of two numbers. */
export function extreme(block: Block, greater: boolean, a: Num, b: Num): Num {
  const [x, y] = aligned(a, b);
  if (x.big || y.big) throw new NotCompiled("a comparison of amounts beyond 2^53");
  const max = (p: bigint, q: bigint): bigint => (p > q ? p : q);
  const min = (p: bigint, q: bigint): bigint => (p < q ? p : q);
  const pick = greater ? max : min;
  const code = `Math.${greater ? "max" : "min"}(${x.code},${y.code})`;
  return block.short({ ...x, code, lo: pick(x.lo, y.lo), hi: pick(x.hi, y.hi) });
}

/** Whole blocks in a number. */
export function blocksNum(block: Block, of: Num, size: bigint, lastCounts: bigint): Num {
  const amount = block.short(of);
  const full = block.short(floorNum(timesFactor(amount, 1n, size)));
  if (lastCounts >= size) return full;
  const left = addNum(amount, timesFactor(full, size, 1n), -1n);
  const more = compareCode(">=", left, constantNum(exact(lastCounts)));
  return wholeCode(`(${full.code}+(${more}?1:0))`, full.lo, full.hi + 1n);
}

/** What whole blocks leave over. */
export function remainderNum(block: Block, of: Num, size: bigint): Num {
  const amount = block.short(of);
  const full = block.short(floorNum(timesFactor(amount, 1n, size)));
  const left = addNum(amount, timesFactor(full, size, 1n), -1n);
  const most = (size * left.fd) / left.fn;
  return { ...left, lo: left.lo > 0n ? left.lo : 0n, hi: left.hi < most ? left.hi : most };
}

/** A value that leaves the proof when it is outside its declared bounds, and keeps to them otherwise. */
export function expectedNum(block: Block, value: Num, least: Num, most: Num): Num {
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

/** Whether a choice is one of some. */
export function isCode(value: Num, codes: readonly number[]): string {
  if (value.lo === value.hi) return `${codes.includes(Number(value.lo))}`;
  const reachable = codes.filter((code) => code >= 0);
  if (reachable.length === 0) return "false";
  return `(${reachable.map((code) => `${value.code}===${code}`).join("||")})`;
}

/** What all of some numbers lie between. */
export function boundsOf(nums: readonly Num[]): readonly [bigint, bigint] {
  const los = nums.map((num) => num.lo);
  const his = nums.map((num) => num.hi);
  return [los.reduce((a, b) => (b < a ? b : a)), his.reduce((a, b) => (b > a ? b : a))];
}

/** Constants as an array of the narrowest type. */
export function arrayOf(nums: readonly Num[]): Numbers {
  const [lo, hi] = boundsOf(nums);
  if (!isSafe(lo, hi)) throw new NotCompiled("a table beyond 2^53");
  const values = nums.map((num) => Number(num.lo));
  return isInt32(lo, hi) ? Int32Array.from(values) : Float64Array.from(values);
}

/** Packed months and loose days as a value. */
export function tenureVal(block: Block, packed: string, from: Num, to: Num, mostDays: bigint): Val {
  const p = block.short(wholeCode(packed, 0n, 0n)).code;
  const span = (to.hi >> 5n) - (from.lo >> 5n) + 1n;
  const months = wholeCode(`Math.floor(${p}/${DAYS_PACKED})`, 0n, span < 0n ? 0n : span);
  const days = wholeCode(`(${p}&${DAYS_PACKED - 1})`, 0n, mostDays);
  return { is: "tenure", months: block.short(months), days: block.short(days) };
}
