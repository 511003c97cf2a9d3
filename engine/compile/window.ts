/** The window in code: the entries that count are gathered, then the best run of them is summed. */
import { Block, numberVal, type Val } from "../emit.ts";
import type { NodeOf } from "../node.ts";
import { isInt32, isSafe, NotCompiled, wholeCode, type Num } from "../proven.ts";
import { type Scope, type Env, bind, offsetsOf, type Formulas } from "./formulas.ts";
import { rowOfList, mostRows, loopOver, anyRow, type Witness, type AnyRow, tried } from "./lists.ts";

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
  /** Where the rows of the entries are noted, when they are wanted. */
  readonly rows: string | undefined;
}

/** What a trace asks of a window: code for where the entries stand, how many there are, the best sum, and the row of an entry. */
export interface WindowSeen {
  readonly array: string;
  readonly at: string;
  readonly n: string;
  readonly total: Num;
  /** Code for the row of the entry that code counts. */
  readonly row: (entry: string) => string;
}

/** The mean of the highest entries in a row. */
export function windowVal(
  c: Formulas,
  node: NodeOf<"window">,
  block: Block,
  scope: Scope,
  env: Env,
  seen?: (window: WindowSeen) => void,
): Val {
  const index = c.names.fresh("i");
  const inner = bind(env, node.level, rowOfList(c, node.list, index, block));
  const body = block.child();
  const condition = node.args[1]!;
  const any =
    condition.op === "over" && condition.what === "any"
      ? anyRow(c, condition, body, scope, inner)
      : undefined;
  const prefix = [...body.lines];
  const where = any ? tried(any, body) : c.condition(condition, body, scope, inner);
  const counted = body.child();
  const amount = c.num(node.args[0]!, counted, scope, inner);
  if (amount.divisor || amount.big) throw new NotCompiled("entries of a window with a divisor by person");
  const n = c.names.fresh("n");
  const direct =
    where === "true" &&
    body.lines.length === 0 &&
    counted.lines.length === 0 &&
    amount.code.endsWith(`[${index}]`);
  const rows = seen && !direct ? c.constant(new Int32Array(Number(mostRows(c, node.list)) + 1)) : undefined;
  const array = direct
    ? amount.code.slice(0, -index.length - 2)
    : gathered(c, node, block, { index, body, counted, where, amount, n, any, prefix, rows });
  const at = direct ? `${offsetsOf(node.list)}[m]` : "0";
  if (direct) block.add(`const ${n}=${offsetsOf(node.list)}[m+1]-${offsetsOf(node.list)}[m];`);
  block.exitIf(`${n}===0`);
  const [lo, hi] = [amount.lo < 0n ? amount.lo * BigInt(node.entries) : 0n, amount.hi * BigInt(node.entries)];
  if (!isSafe(lo, hi)) throw new NotCompiled("a sum of entries beyond 2^53");
  const best = isInt32(2n * lo, 2n * hi) ? "bestSumInt" : "bestSum";
  const total = block.short({ ...amount, code: `${best}(${array},${at},${n},${node.entries})`, lo, hi });
  seen?.({ array, at, n, total, row: (entry) => (rows ? `${rows}[${entry}]` : `${at}+${entry}`) });
  const divisor = block.short(wholeCode(`Math.min(${n},${node.entries})`, 1n, BigInt(node.entries)));
  return numberVal({ ...total, divisor: { code: divisor.code, lo: divisor.lo, hi: divisor.hi } });
}

/** Gathers the entries that count into scratch space, and gives its name. */
function gathered(c: Formulas, node: NodeOf<"window">, block: Block, entries: Entries): string {
  const { index, body, counted, where, amount, n, any, prefix, rows } = entries;
  const size = Number(mostRows(c, node.list)) + 1;
  const scratch = c.constant(isInt32(amount.lo, amount.hi) ? new Int32Array(size) : new Float64Array(size));
  const plain = counted.lines.length === 0;
  block.add(`let ${n}=0;`);
  const note = rows ? `${rows}[${n}]=${index};` : "";
  if (plain && any?.witness && !amount.code.startsWith("t")) {
    const keep = `${note}${scratch}[${n}]=${amount.code};`;
    gatherRuns(c, node.list, block, { index, n, keep, prefix, any, witness: any.witness });
    return scratch;
  }
  if (plain)
    body.add(`${note}${scratch}[${n}]=${amount.code};`, where === "true" ? `${n}++;` : `if(${where})${n}++;`);
  else {
    counted.add(`${note}${scratch}[${n}++]=${amount.code};`);
    body.nest(`if(${where})`, counted);
  }
  block.nest(loopOver(c, node.list, index), body);
  return scratch;
}

/** Entries come in runs that one row answers for: an inner loop without another inside keeps its checks outside. */
function gatherRuns(
  c: Formulas,
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
  const end = c.names.fresh("e");
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
