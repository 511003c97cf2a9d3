import { sha256 } from "@emeritus/records/canonical.ts";
import { gather, type People } from "./careers.ts";
import { checkLinks } from "./check-links.ts";
import { comparePayees, type Retirement, retirementsOf } from "./compare-payees.ts";
import { type Accepted, acceptedBy, compareTotals, type Difference, sumOf } from "./differences.ts";
import { type FileName, fileNames, type Row, requiredFiles, type Rows } from "./layout.ts";
import { type Finding, readFile } from "./read-file.ts";

/** The files of a conversion by name, as bytes; those that are not there are left out. */
export type Files = Partial<Readonly<Record<FileName, Uint8Array>>>;

/** A file as it came: its SHA-256 in hexadecimal and how many rows of it could be read. */
export interface FileSeen {
  readonly file: FileName;
  readonly sha256: string;
  readonly rows: number;
}

/** A control total, as the other system gave it and as the files come to; cents are null where it gave none. */
export interface TotalSeen {
  readonly of: string;
  readonly theirRows: bigint;
  readonly rows: bigint;
  readonly theirCents: bigint | null;
  readonly cents: bigint;
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
  /** The rows and what the law makes of them, where nothing in the files is wrong. */
  readonly whole?: Whole;
}

/**
 * Reads and checks the files of a conversion: every field, every name across files, every control total, and each benefit
 * against our law. Where anything in the files is wrong, benefits are not compared: what is missing would show as a difference. Pure.
 */
export function checkConversion(files: Files): Checked {
  const { rows, seen, unread, findings } = readFiles(files);
  for (const file of requiredFiles)
    if (files[file] === undefined)
      findings.push({ file, line: 0, field: "", value: "", rule: "fileMissing" });
  for (const one of checkLinks(rows, unread)) findings.push(one);
  for (const { file } of seen)
    if (
      file !== "totals" &&
      file !== "causes" &&
      !rows.totals.some((total) => total.file === file && total.year === undefined)
    )
      findings.push({ file: "totals", line: 0, field: "file", value: file, rule: "missing" });
  const totals = rows.totals.map((total): TotalSeen => {
    const { count, cents } = sumOf(rows, total);
    const of = total.year === undefined ? total.file : `${total.file}/${total.year}`;
    return { of, theirRows: BigInt(total.rows), rows: count, theirCents: total.amount ?? null, cents };
  });
  const byTotals = compareTotals(rows);
  if (findings.length > 0)
    return { files: seen, totals, findings: inOrder(findings), accepted: [], open: byTotals };
  const people = gather(rows);
  const retirements = retirementsOf(rows, people);
  const all = [...byTotals, ...comparePayees(rows, retirements)];
  const {
    accepted,
    open,
    findings: unused,
  } = acceptedBy(
    rows.causes.filter(({ difference }) => difference !== "gross"),
    all,
  );
  const found = { files: seen, totals, findings: inOrder(unused), accepted, open };
  return unused.length > 0 ? found : { ...found, whole: { rows, people, retirements } };
}

function readFiles(files: Files) {
  const findings: Finding[] = [];
  const unread: Partial<Record<FileName, readonly (readonly string[])[]>> = {};
  const seen: FileSeen[] = [];
  const rows: Partial<Record<FileName, readonly unknown[]>> = {};
  for (const file of fileNames) {
    const bytes = files[file];
    const read = bytes === undefined ? { rows: [], findings: [], unread: [] } : readFile(file, bytes);
    rows[file] = read.rows as readonly Row<typeof file>[];
    for (const one of read.findings) findings.push(one);
    unread[file] = read.unread;
    if (bytes !== undefined)
      seen.push({ file, sha256: sha256(bytes).toString("hex"), rows: read.rows.length });
  }
  return { rows: rows as Rows, seen, unread, findings };
}

const inOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => fileNames.indexOf(a.file) - fileNames.indexOf(b.file) || a.line - b.line);
