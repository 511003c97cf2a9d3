/** Dates in code. */
import { dayNumber } from "../dates.ts";
import { Block } from "../emit.ts";
import type { Node, NodeOf } from "../node.ts";
import { NotCompiled, wholeCode, type Num } from "../proven.ts";

/** A comparison with the last day of a month as one between first days: `a ≥ last(b)` is `first(a + 1 day) > first(b)`. */
export function withoutLastOfMonth(node: NodeOf<"compare">): Node {
  const [a, b] = node.args as [Node, Node];
  const month = (of: Node): Node => ({ op: "firstOfMonth", kind: "date", maybe: false, args: [of] });
  const after = (of: Node): Node => ({ op: "addDays", kind: "date", maybe: false, args: [of, ONE_DAY] });
  const compared = (how: ">" | "<", left: Node, right: Node): Node => ({
    ...node,
    how,
    args: [month(left), month(right)],
  });
  if (b.op === "lastOfMonth" && node.how === ">=") return compared(">", after(a), b.args[0]!);
  if (b.op === "lastOfMonth" && node.how === ">") return compared(">", a, b.args[0]!);
  if (a.op === "lastOfMonth" && node.how === "<=") return compared("<", a.args[0]!, after(b));
  if (a.op === "lastOfMonth" && node.how === "<") return compared("<", a.args[0]!, b);
  return node;
}

const ONE_DAY: Node = { op: "constant", kind: "days", maybe: false, args: [], value: 1 };

/** The months that two bounds of a date span. */
const monthBounds = (date: Num): readonly [bigint, bigint] => [date.lo >> 5n, date.hi >> 5n];

function checkedDate(num: Num): Num {
  if (num.lo < 384n || num.hi > 4_000_000n) throw new NotCompiled("a date beyond the calendar");
  return num;
}

/** A date operation in code, with the months that it lies between. */
export function dateNum(node: Node, block: Block, num: (i: number) => Num): Num {
  const at = (code: string, lo: bigint, hi: bigint): Num => checkedDate(wholeCode(code, lo, hi));
  const first = block.short(num(0));
  const [low, high] = monthBounds(first);
  switch (node.op) {
    case "addMonths":
    case "completing": {
      const span = block.short(num(1));
      return at(
        `${node.op}(${first.code},${span.code})`,
        (low + span.lo) * 32n,
        (high + span.hi + 1n) * 32n + 31n,
      );
    }
    case "addDays": {
      const n = block.short(num(1));
      const months = (size: bigint): bigint => (size < 0n ? -size : size) / 28n + 1n;
      const [lo, hi] = [n.lo < 0n ? low - months(n.lo) : low, n.hi > 0n ? high + months(n.hi) : high];
      return at(`addDays(${first.code},${n.code})`, lo * 32n, hi * 32n + 31n);
    }
    case "firstOfMonth":
      return at(`(${first.code}&-32)`, low * 32n, high * 32n);
    case "firstOnOrAfter":
      return at(`((${first.code}+31)&-32)`, ((first.lo + 31n) >> 5n) * 32n, ((first.hi + 31n) >> 5n) * 32n);
    case "firstOfNext":
      return at(`((${first.code}&-32)+32)`, (low + 1n) * 32n, (high + 1n) * 32n);
    case "lastOfMonth":
      return at(`lastOfMonthOf(${first.code})`, low * 32n + 27n, high * 32n + 30n);
    case "yearOf":
      return wholeCode(`((${first.code}>>5)/12|0)`, low / 12n, high / 12n);
    case "monthsFrom": {
      const to = block.short(num(1));
      const [toLow, toHigh] = monthBounds(to);
      const part = `((${to.code}&31)<(${first.code}&31)?1:0)`;
      return block.short(
        wholeCode(`((${to.code}>>5)-(${first.code}>>5)-${part})`, toLow - high - 1n, toHigh - low),
      );
    }
    case "daysFrom": {
      const to = block.short(num(1));
      const day = (date: bigint): bigint => BigInt(dayNumber(Number(date)));
      return wholeCode(
        `(dayNumber(${to.code})-dayNumber(${first.code}))`,
        day(to.lo) - day(first.hi) - 4n,
        day(to.hi) - day(first.lo) + 4n,
      );
    }
    default:
      throw new NotCompiled(`${node.op} has no compiled form`);
  }
}
