/** Tables in code: rows in force, look-ups by one key or two, and powers as tables of their results. */
import type { PlainDate } from "../dates.ts";
import type { DatedTable, LookupTable } from "../declarations.ts";
import { Block, conditionVal, numberVal, numOf, type Val } from "../emit.ts";
import { Exact, exact, powerOf } from "../exact.ts";
import { rowCount, rowInForce } from "../table-rows.ts";
import type { NodeOf } from "../node.ts";
import { tableNamed } from "../plan.ts";
import { commonFactor, NotCompiled, overFactor, type Num } from "../proven.ts";
import type { Scope, Env, Formulas } from "./formulas.ts";
import { constantVal, boundsOf, arrayOf } from "./numbers.ts";

/** The figure in force on a date. */
export function datedVal(c: Formulas, node: NodeOf<"dated">, block: Block, scope: Scope, env: Env): Val {
  const table = tableNamed(c.plan, node.table) as DatedTable;
  const on = block.short(c.num(node.args[0]!, block, scope, env));
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
  const nums = tableNums(c, values);
  const [lo, hi] = boundsOf(nums);
  const code =
    rows.length <= 8
      ? inForceCode(
          on.code,
          rows,
          nums.map((num) => num.code),
        )
      : `${c.constant(arrayOf(nums))}[rowOf(${c.constant(Int32Array.from(rows))},${on.code})]`;
  return numberVal({ ...nums[0]!, code: rows.length === 1 ? code : `(${code})`, lo, hi });
}

/** Code for the place of the row that is in force on a date, among all rows of the table; -1 where there is none. */
export function rowPlaceOf(c: Formulas, node: NodeOf<"dated">, on: Num): string {
  const table = tableNamed(c.plan, node.table) as DatedTable;
  const { rows, knownUntil } = table;
  const first = rowInForce({ ...table, rows }, Number(on.lo));
  const begins = rows.slice(Math.max(0, first)).flatMap(({ from }) => (BigInt(from) <= on.hi ? [from] : []));
  const place =
    first < 0 || begins.length > 8
      ? `rowOf(${c.constant(Int32Array.from(rows, (row) => row.from))},${on.code})`
      : inForceCode(
          on.code,
          begins,
          begins.map((_, i) => `${first + i}`),
        );
  return knownUntil === undefined || BigInt(knownUntil) >= on.hi
    ? place
    : `${on.code}>${knownUntil}?-1:${place}`;
}

function tableNums(c: Formulas, values: readonly (Exact | number | boolean | string)[]): readonly Num[] {
  const nums = values.map((value) => numOf(constantVal({ value } as NodeOf<"constant">, c.choices)));
  const factor = commonFactor(nums);
  return nums.map((num) => overFactor(num, factor));
}

/** The figure for a whole number, or for two. */
export function lookupVal(c: Formulas, node: NodeOf<"lookup">, block: Block, scope: Scope, env: Env): Val {
  const table = tableNamed(c.plan, node.table) as LookupTable;
  const [key, secondKey] = node.args.map((arg) => block.short(c.num(arg, block, scope, env))) as [Num, Num?];
  const nums = tableNums(c, table.values);
  const [lo, hi] = boundsOf(nums);
  const row = placeCode(block, table, rowCount(table), key);
  const { second } = table;
  const index =
    second && secondKey
      ? `(${row})*${second.count}+${placeCode(block, second, second.count, secondKey)}`
      : row;
  return numberVal({ ...nums[0]!, code: `${c.constant(arrayOf(nums))}[${index}]`, lo, hi });
}

/** A power of a constant by whole numbers is a table of its rounded results; any other is left to the interpreter. */
export function powerNum(c: Formulas, node: NodeOf<"power">, block: Block, base: Num, exponent: Num): Num {
  const fixed = base.lo === base.hi && !base.divisor ? exact(base.lo * base.fn, base.fd) : undefined;
  const { lo, hi } = exponent;
  if (!fixed || exponent.divisor || exponent.big || hi - lo > 2_000n)
    throw new NotCompiled("a power that is no table");
  const powers = Array.from({ length: Number(hi - lo) + 1 }, (_, i) =>
    powerOf(fixed, exact((lo + BigInt(i)) * exponent.fn, exponent.fd), node.rounding),
  );
  if (powers.some((one) => one === undefined)) throw new NotCompiled("a power that does not exist");
  const nums = tableNums(c, powers as readonly Exact[]);
  const [least, most] = boundsOf(nums);
  const at = block.short(exponent).code;
  return {
    ...nums[0]!,
    code: `${c.constant(arrayOf(nums))}[${lo === 0n ? at : `${at}-(${lo})`}]`,
    lo: least,
    hi: most,
  };
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

function inForceCode(on: string, rows: readonly PlainDate[], values: readonly string[]): string {
  const later = rows.slice(1).map((from, i) => `${on}>=${from}?${values[i + 1]}:`);
  return `${later.toReversed().join("")}${values[0]}`;
}
