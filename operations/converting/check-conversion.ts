import type { PlainDate } from "@emeritus/engine/dates.ts";
import { gather, type People } from "./careers.ts";
import { checkLinks } from "./check-links.ts";
import { compareMembers, type NotCompared } from "./compare-members.ts";
import { comparePayees, type Retirement, retirementsOf } from "./compare-payees.ts";
import {
  type Accepted,
  acceptedBy,
  compareTotals,
  type Difference,
  sumOf,
  totalName,
} from "./differences.ts";
import type { FileBytes } from "./file-bytes.ts";
import { type FileName, fileNames, requiredFiles, type Row } from "./layout.ts";
import { PackedPay } from "./packed-pay.ts";
import { paidHere, whyNotPaid } from "./paid-here.ts";
import { planOfPayee } from "./plan-laws.ts";
import { type Finding, readFile } from "./read-file.ts";
import { jobKey, type Rows } from "./rows.ts";

/** The files of a conversion by name; those that are not there are left out. */
export type Files = Partial<Readonly<Record<FileName, FileBytes>>>;

/** A file as it came: its SHA-256 in hexadecimal and how many rows of it could be read. */
export interface FileSeen {
  readonly file: FileName;
  readonly sha256: string;
  readonly rows: number;
}

/** A control total, as the other system gave it and as the files come to; null where it gave none. */
export interface TotalSeen {
  readonly of: string;
  readonly theirRows: bigint;
  readonly rows: bigint;
  readonly theirCents: bigint | null;
  readonly cents: bigint;
  readonly theirMonths?: bigint;
  readonly months?: bigint;
  /** Hundredths. */
  readonly theirHours?: bigint;
  readonly hours?: bigint;
}

/** Everything that a conversion's files hold once nothing in them is wrong. */
export interface Whole {
  readonly rows: Rows;
  readonly people: People;
  readonly retirements: ReadonlyMap<string, Retirement>;
}

/** What checking a conversion's files found. */
export interface Checked {
  readonly files: readonly FileSeen[];
  readonly totals: readonly TotalSeen[];
  readonly findings: readonly Finding[];
  /** Differences that causes.csv names, to the cent. */
  readonly accepted: readonly Accepted[];
  /** Differences that nobody has accepted. */
  readonly open: readonly Difference[];
  readonly notCompared?: NotCompared;
  /** The rows and what the law makes of them, where nothing in the files is wrong. */
  readonly whole?: Whole;
}

/** Every row of a check is looked at on one day, so that no day of the files lies in its future. */
export interface CheckAsked {
  readonly today: PlainDate;
}

/**
 * Reads and checks the files of a conversion: every field, every name across files, every control total, and each benefit, service and
 * account against the law of its plan. Where anything in the files is wrong, benefits are not compared: what is missing would show
 * as a difference.
 */
export function checkConversion(files: Files, { today }: CheckAsked): Checked {
  const { rows, seen, unread, findings, broken } = readFiles(files);
  for (const file of requiredFiles)
    if (files[file] === undefined)
      findings.push({ file, line: 0, field: "", value: "", rule: "fileMissing" });
  for (const one of checkLinks(rows, unread, today))
    if (one.rule !== "unknown" || !broken.has(one.wanted!)) findings.push(one);
  for (const one of checkTotals(rows, seen)) findings.push(one);
  const totals = rows.totals.map((total): TotalSeen => {
    const { rows: counted, cents, months, hours } = sumOf(rows, total);
    return {
      of: totalName(total),
      theirRows: BigInt(total.rows),
      rows: counted,
      theirCents: total.amount ?? null,
      cents,
      ...(total.months === undefined ? {} : { theirMonths: BigInt(total.months), months }),
      ...(total.hours === undefined ? {} : { theirHours: BigInt(total.hours), hours }),
    };
  });
  const byTotals = compareTotals(rows);
  if (findings.length > 0)
    return { files: seen, totals, findings: inOrder(findings), accepted: [], open: byTotals };
  const people = gather(rows);
  const retirements = retirementsOf(people);
  const members = compareMembers(people);
  const all = [
    ...byTotals,
    ...comparePayees(people, retirements),
    ...members.differences,
    ...notPaid(people, retirements),
  ];
  const {
    accepted,
    open,
    findings: unused,
  } = acceptedBy(
    rows.causes.filter(({ difference }) => difference !== "gross"),
    all,
  );
  const { notCompared } = members;
  const found = { files: seen, totals, findings: inOrder(unused), accepted, open, notCompared };
  return unused.length > 0 ? found : { ...found, whole: { rows, people, retirements } };
}

/** What a control total is of: every file, each once, and the file that it was made from. */
function* checkTotals(rows: Rows, seen: readonly FileSeen[]): Generator<Finding> {
  for (const { file } of seen)
    if (
      file !== "totals" &&
      file !== "causes" &&
      !rows.totals.some((total) => total.file === file && total.year === undefined)
    )
      yield { file: "totals", line: 0, field: "file", value: file, rule: "missing" };
  for (const { line, file, year, sha256 } of rows.totals) {
    const there = seen.find((one) => one.file === file);
    if (!(fileNames as readonly string[]).includes(file) || file === "totals" || file === "causes")
      yield {
        file: "totals",
        line,
        field: "file",
        value: file,
        rule: "choice",
        wanted: fileNames.join(", "),
      };
    else if (year !== undefined && file !== "pay" && file !== "payments")
      yield {
        file: "totals",
        line,
        field: "year",
        value: String(year),
        rule: "choice",
        wanted: "pay, payments",
      };
    else if (sha256 !== undefined && there !== undefined && there.sha256 !== sha256)
      yield {
        file: file as FileName,
        line: 0,
        field: "",
        value: there.sha256,
        rule: "digest",
        wanted: sha256,
      };
  }
}

/** Benefits that the payroll of this release does not pay, a difference for each plan: whoever accepts it pays them elsewhere. */
function notPaid(people: People, retirements: ReadonlyMap<string, Retirement>): Difference[] {
  const left = people.rows.payees.flatMap((row) => {
    const found = paidHere(people, row, retirements.get(row.member)?.byLaw.increases);
    return "why" in found ? [{ row, why: found.why }] : [];
  });
  return [...Map.groupBy(left, ({ row }) => planOfPayee(people, row))].map(([plan, some]) => ({
    difference: "notPaid",
    of: plan,
    plan,
    theirs: some.reduce((sum, { row }) => sum + row.base, 0n),
    ours: null,
    cause: "otherPlan",
    facts: {
      benefits: String(some.length),
      why: whyNotPaid.filter((one) => some.some(({ why }) => why === one)).join(" "),
    },
  }));
}

function readFiles(files: Files) {
  const findings: Finding[] = [];
  const unread: Partial<Record<FileName, readonly (readonly string[])[]>> = {};
  const seen: FileSeen[] = [];
  /** Files that were not read to their end: nobody can say that they do not hold a name. */
  const broken = new Set<string>();
  const rows: Partial<Record<FileName, unknown>> = {};
  for (const file of fileNames) {
    const pay = new PackedPay();
    const some: Row<typeof file>[] = [];
    rows[file] = file === "pay" ? pay : some;
    const bytes = files[file];
    if (bytes === undefined) {
      if (requiredFiles.includes(file)) broken.add(`${file}.csv`);
      continue;
    }
    const take =
      file === "pay"
        ? (row: Row<"pay">) => pay.add(jobKey(row), row)
        : (row: Row<typeof file>) => void some.push(row);
    const read = readFile(file, bytes, take as (row: Row<typeof file>) => void);
    for (const one of read.findings) findings.push(one);
    unread[file] = read.unread;
    if (!read.whole) broken.add(`${file}.csv`);
    seen.push({ file, sha256: read.sha256, rows: read.rows });
  }
  return { rows: rows as Rows, seen, unread, findings, broken };
}

const inOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => fileNames.indexOf(a.file) - fileNames.indexOf(b.file) || a.line - b.line);
