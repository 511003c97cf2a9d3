import type { FileName, Row } from "./layout.ts";
import type { Finding } from "./read-file.ts";
import type { Rows } from "./rows.ts";

/** What two systems can differ in. */
export const differenceKinds = [
  "rows",
  "amount",
  "months",
  "hours",
  "base",
  "temporary",
  "temporaryEnds",
  "averagePay",
  "service",
  "contributions",
  "interest",
  "notPaid",
  "gross",
] as const;
/** What two systems differ in. */
export type DifferenceKind = (typeof differenceKinds)[number];

/** The classes of causes, by which differences are summed. */
export const differenceClasses = [
  "unexplained",
  "rounding",
  "colaYear",
  "missingFact",
  "lawReading",
  "recordsDiffer",
  "controlTotal",
  "notPaidHere",
] as const;
/** A class of causes. */
export type DifferenceClass = (typeof differenceClasses)[number];

/** Each cause with its class. */
export const classOfCause = {
  lawRefuses: "lawReading",
  otherReading: "lawReading",
  factMissing: "missingFact",
  noPay: "missingFact",
  lawCannotSay: "missingFact",
  amended: "recordsDiffer",
  averagePay: "recordsDiffer",
  service: "recordsDiffer",
  otherOption: "recordsDiffer",
  monthsOfPay: "recordsDiffer",
  notInRegister: "recordsDiffer",
  notOfRecord: "recordsDiffer",
  ended: "recordsDiffer",
  notBegun: "recordsDiffer",
  temporaryBenefit: "recordsDiffer",
  oneCent: "rounding",
  periods: "recordsDiffer",
  rateAwaited: "colaYear",
  increase: "colaYear",
  yearBehind: "colaYear",
  controlTotal: "controlTotal",
  otherPlan: "notPaidHere",
  notTold: "unexplained",
} as const satisfies Record<string, DifferenceClass>;

/** Why they differ, where the facts tell it; `notTold` where they do not. */
export type Cause = keyof typeof classOfCause;

/** One amount on which the other system and this one differ. */
export interface Difference {
  readonly difference: DifferenceKind;
  /** Which: a benefit or a person as the other system names it, or a file with its year, as in `pay/2019`. */
  readonly of: string;
  /** Whose record it is, as the other system names the person. */
  readonly about?: string;
  readonly plan?: string;
  /** Whole cents (rows, months or hundredths of hours where those are counted, a date where dates differ); null where one side has none. */
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

/** Whether a difference is one of a control total. */
export const isOfTotals = ({ difference }: Pick<Difference, "difference">): boolean =>
  difference === "rows" || difference === "amount" || difference === "months" || difference === "hours";

/** Whether a difference is counted in whole ones and not in cents. */
export const isCounted = (kind: string): boolean =>
  kind === "rows" || kind === "months" || kind === "service";

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

/** What causes.csv states of a difference: what is counted in whole ones, so that one is a hundred of its hundredths. */
const amountOf = (one: Difference) => (isCounted(one.difference) ? more(one) * 100n : more(one));

/** What the files come to for one control total; the parts that a file has none of are zero. */
export interface Sum {
  readonly rows: bigint;
  readonly cents: bigint;
  readonly months: bigint;
  /** In hundredths. */
  readonly hours: bigint;
}

/** Every control total against what the files come to. Pure. */
export function compareTotals(rows: Rows, totals = rows.totals): Difference[] {
  return totals.flatMap((total) => {
    const sum = sumOf(rows, total);
    const of = totalName(total);
    const pairs = [
      ["rows", BigInt(total.rows), sum.rows],
      ["amount", total.amount, sum.cents],
      ["months", total.months === undefined ? undefined : BigInt(total.months), sum.months],
      ["hours", total.hours === undefined ? undefined : BigInt(total.hours), sum.hours],
    ] as const;
    return pairs.flatMap(([difference, theirs, ours]): Difference[] =>
      theirs === undefined || theirs === ours
        ? []
        : [{ difference, of, theirs, ours, cause: "controlTotal" }],
    );
  });
}

/** The name of a control total: its file, and its year where it has one. */
export const totalName = ({ file, year }: Pick<Row<"totals">, "file" | "year">): string =>
  year === undefined ? file : `${file}/${year}`;

const sum = (some: Iterable<bigint | number | undefined>): bigint => {
  let all = 0n;
  for (const one of some) all += BigInt(one ?? 0);
  return all;
};
const none = { cents: 0n, months: 0n, hours: 0n };

/** What the files come to for one control total. Pure. */
export function sumOf(rows: Rows, { file, year }: Pick<Row<"totals">, "file" | "year">): Sum {
  if (file === "pay") return sumOfPay(rows, year);
  const some = (rows as unknown as Partial<Record<string, readonly unknown[]>>)[file] ?? [];
  const counted = { ...none, rows: BigInt(some.length) };
  switch (file as FileName) {
    case "payees":
      return { ...counted, cents: sum(rows.payees.map(({ base }) => base)) };
    case "register":
      return { ...counted, cents: sum(rows.register.map(({ gross }) => gross)) };
    case "accounts":
      return { ...counted, cents: sum(rows.accounts.map((row) => row.contributions + row.interest)) };
    case "balances":
      return { ...counted, cents: sum(rows.balances.map(({ amount }) => amount)) };
    case "ledger":
      return { ...counted, cents: sum(rows.ledger.map(({ debit }) => debit)) };
    case "payments": {
      const paid = rows.payments.filter((row) => year === undefined || row.year === year);
      return { ...none, rows: BigInt(paid.length), cents: sum(paid.map(({ gross }) => gross)) };
    }
    case "service":
      return {
        ...counted,
        months: sum(rows.service.map(({ months }) => months)),
        hours: sum(rows.service.map(({ hours }) => hours)),
      };
    case "standings":
      return { ...counted, months: sum(rows.standings.map((row) => row.service_months)) };
    default:
      return counted;
  }
}

function sumOfPay({ pay }: Rows, year: number | undefined): Sum {
  let rows = 0;
  let cents = 0;
  for (let row = 0; row < pay.length; row++) {
    if (year !== undefined && pay.yearAt(row) !== year) continue;
    rows += 1;
    cents += pay.sumAt(row);
  }
  return { ...none, rows: BigInt(rows), cents: BigInt(cents) };
}
