import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./import-graph.ts";
import { idsIn, isPartOf } from "./requirement-ids.ts";
import { readIndex } from "./requirement-index.ts";
import type { Requirement } from "./requirement-index.ts";

/** A test of the last run. */
export interface TestRun {
  readonly name: string;
  readonly file: string;
  readonly passed: boolean;
}

/** Where a decision is recorded: the entry of a register, an ADR, or a line of the list of decided requirements. */
export interface Decision {
  readonly where: string;
  readonly ids: ReadonlySet<string>;
}

/** What is known of one requirement. */
export type Standing =
  | { readonly status: "proven"; readonly by: readonly string[] }
  | { readonly status: "decided"; readonly where: readonly string[] }
  | { readonly status: "open"; readonly failing: readonly string[] };

/** Proven by passing tests that name it and none that fails; decided where a register or ADR names it; else open. Pure. */
export function standingOf(
  { id }: Requirement,
  tests: readonly TestRun[],
  decisions: readonly Decision[],
): Standing {
  const naming = tests.filter(({ name }) => [...idsIn(name)].some((each) => isPartOf(each, id)));
  const failing = naming.filter(({ passed }) => !passed).map(placeOf);
  if (naming.length > 0 && failing.length === 0) return { status: "proven", by: naming.map(placeOf) };
  const where = decisions
    .filter(({ ids }) => [...ids].some((each) => isPartOf(each, id)))
    .map((each) => each.where);
  return where.length > 0 && failing.length === 0
    ? { status: "decided", where }
    : { status: "open", failing };
}

const placeOf = ({ file, name }: TestRun): string => `${file}: ${name}`;

const report = join(root, "reports", "vitest-18.json");

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const readReport = (): Report => JSON.parse(readFileSync(report, "utf8")) as Report;

/** The tests of the last run; runs them first where no report is left. Skipped tests prove nothing and are left out. */
function lastRun(): TestRun[] {
  if (!existsSync(report) || readReport().testResults.length === 0) {
    mkdirSync(join(root, "reports"), { recursive: true });
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const args = [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    spawnSync(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, NODE_ENV: "test" },
    });
  }
  return readReport().testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "passed" || status === "failed")
      .map(({ fullName, status }) => ({
        name: fullName.trim(),
        file: file.startsWith(root) ? file.slice(root.length + 1) : file,
        passed: status === "passed",
      })),
  );
}

/** Every recorded decision: rows of the law's registers, ADRs, and the first column of docs/requirements/decided.md. */
function allDecisions(): Decision[] {
  const registers = globSync("law/**/open-questions.md", { cwd: root });
  const rowsOf = (file: string): readonly string[] =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .filter((line) => /^\| *[A-Z]/.test(line));
  const list = "docs/requirements/decided.md";
  const rows = [
    ...registers.flatMap((file) => rowsOf(file).map((line) => ({ file, line, told: line }))),
    ...rowsOf(list).map((line) => ({ file: list, line, told: line.split("|")[1]! })),
  ].map(({ file, line, told }) => ({ where: `${file}: ${line.split("|")[1]!.trim()}`, ids: idsIn(told) }));
  const adrs = globSync("docs/adr/[0-9]*.md", { cwd: root }).map((file) => ({
    where: file,
    ids: idsIn(readFileSync(join(root, file), "utf8")),
  }));
  return [...rows, ...adrs];
}

function evidence(standing: Standing): string {
  switch (standing.status) {
    case "proven":
      return `${standing.by[0]}${standing.by.length > 1 ? ` (and ${standing.by.length - 1} more)` : ""}`;
    case "decided":
      return standing.where.join("; ");
    case "open":
      return standing.failing.length > 0 ? `failing: ${standing.failing[0]}` : "";
  }
}

/** Prints every row with its standing, then the totals by kind. */
function main(files: readonly string[]): void {
  const indexes =
    files.length > 0 ? files : ["docs/requirements/seed-index.md", "docs/requirements/rule-index.md"];
  const rows = indexes.flatMap((file) => readIndex(readFileSync(file, "utf8")));
  const tests = lastRun();
  const decisions = allDecisions();
  const totals = new Map<string, { proven: number; decided: number; open: number }>();
  for (const row of rows) {
    const standing = standingOf(row, tests, decisions);
    const total = totals.get(row.kind) ?? { proven: 0, decided: 0, open: 0 };
    total[standing.status] += 1;
    totals.set(row.kind, total);
    console.log(
      [row.id.padEnd(20), standing.status.padEnd(8), row.kind.padEnd(9), row.text, evidence(standing)]
        .join("  ")
        .trimEnd(),
    );
  }
  console.log("");
  const sum = { proven: 0, decided: 0, open: 0 };
  for (const [kind, total] of [...totals].toSorted()) {
    for (const status of ["proven", "decided", "open"] as const) sum[status] += total[status];
    console.log(totalLine(kind, total));
  }
  console.log(totalLine("all", sum));
}

const totalLine = (
  kind: string,
  { proven, decided, open }: { proven: number; decided: number; open: number },
): string =>
  `${kind.padEnd(9)} ${String(proven + decided + open).padStart(5)} rows: ${proven} proven, ${decided} decided, ${open} open`;

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2));
