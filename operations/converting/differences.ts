import type { Row, Rows } from "./layout.ts";
import type { Finding } from "./read-file.ts";

/** What two systems can differ in. */
export type DifferenceKind = "rows" | "amount" | "base" | "temporary" | "temporaryEnds" | "gross";

/** Why they differ, where the facts tell it; `notTold` where they do not. */
export type Cause =
  | "lawRefuses"
  | "factMissing"
  | "amended"
  | "noPay"
  | "averagePay"
  | "service"
  | "oneCent"
  | "otherOption"
  | "controlTotal"
  | "notInRegister"
  | "notOfRecord"
  | "ended"
  | "notBegun"
  | "rateAwaited"
  | "lawCannotSay"
  | "increase"
  | "temporaryBenefit"
  | "notTold";

/** One amount on which the other system and this one differ. */
export interface Difference {
  readonly difference: DifferenceKind;
  /** Which: a benefit as the other system names it, or a file with its year, as in `pay/2019`. */
  readonly of: string;
  /** Whole cents (rows where rows are counted, a date where dates differ); null where one side has none. */
  readonly theirs: bigint | null;
  readonly ours: bigint | null;
  readonly cause: Cause;
  /** What the cause is read from: facts that are missing, both averages, both services. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** An accepted difference: with what somebody wrote as its cause. */
export interface Accepted extends Difference {
  readonly because: string;
}

/** How much more we have than they, in cents or rows; nothing counts as zero. */
export const more = ({ theirs, ours }: Pick<Difference, "theirs" | "ours">): bigint =>
  (ours ?? 0n) - (theirs ?? 0n);

/**
 * Sorts differences into those that causes.csv names to the cent and the others; a cause for a difference that is not there, or
 * that comes to another amount, is itself a finding. Pure.
 */
export function acceptedBy(
  causes: readonly Row<"causes">[],
  differences: readonly Difference[],
): { accepted: Accepted[]; open: Difference[]; findings: Finding[] } {
  const keyOf = ({ difference, of }: { difference: string; of: string }) => `${difference}/${of}`;
  const named = new Map(causes.map((row) => [keyOf(row), row]));
  const accepted: Accepted[] = [];
  const open: Difference[] = [];
  const used = new Set<Row<"causes">>();
  for (const one of differences) {
    const row = named.get(keyOf(one));
    const same = row !== undefined && (datesDiffer(one) || row.amount === amountOf(one));
    if (!same) open.push(one);
    else {
      used.add(row);
      accepted.push({ ...one, because: row.cause });
    }
  }
  const findings = causes
    .filter((row) => !used.has(row))
    .map((row): Finding => ({
      file: "causes",
      line: row.line,
      field: "of",
      value: keyOf(row),
      rule: "noDifference",
    }));
  return { accepted, open, findings };
}

const datesDiffer = ({ difference }: Difference) => difference === "temporaryEnds";

/** What causes.csv states of a difference: rows are counted in whole rows, so a row is a hundred of its hundredths. */
const amountOf = (one: Difference) => (one.difference === "rows" ? more(one) * 100n : more(one));

/** Every control total against what the files come to. Pure. */
export function compareTotals(rows: Rows): Difference[] {
  return rows.totals.flatMap((total) => {
    const { count, cents } = sumOf(rows, total);
    const of = total.year === undefined ? total.file : `${total.file}/${total.year}`;
    const found: Difference[] = [];
    const cause = "controlTotal";
    if (count !== BigInt(total.rows))
      found.push({ difference: "rows", of, theirs: BigInt(total.rows), ours: count, cause });
    if (total.amount !== undefined && cents !== total.amount)
      found.push({ difference: "amount", of, theirs: total.amount, ours: cents, cause });
    return found;
  });
}

/** What the files come to for one control total: rows, and cents where the file has amounts. Pure. */
export function sumOf(
  rows: Rows,
  { file, year }: Pick<Row<"totals">, "file" | "year">,
): { count: bigint; cents: bigint } {
  switch (file) {
    case "pay": {
      const some = rows.pay.filter((row) => year === undefined || row.year === year);
      return { count: BigInt(some.length), cents: some.reduce((sum, row) => sum + yearOf(row), 0n) };
    }
    case "payees":
      return {
        count: BigInt(rows.payees.length),
        cents: rows.payees.reduce((sum, { base }) => sum + base, 0n),
      };
    case "register":
      return {
        count: BigInt(rows.register.length),
        cents: rows.register.reduce((sum, { gross }) => sum + gross, 0n),
      };
    default:
      return { count: BigInt(rows[file].length), cents: 0n };
  }
}

const yearOf = (row: Row<"pay">): bigint =>
  [
    row.jan,
    row.feb,
    row.mar,
    row.apr,
    row.may,
    row.jun,
    row.jul,
    row.aug,
    row.sep,
    row.oct,
    row.nov,
    row.dec,
  ].reduce<bigint>((sum, cents) => sum + (cents ?? 0n), 0n);
