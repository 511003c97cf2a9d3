/**
 * The determination of 200,000 members of seven plans at every door with all options, every intermediate value kept, against a kernel
 * written by hand in C for the same members and the same kept values (`fund.c` says what it covers: every class of MSEP, MSEP 2000 and
 * MSEP 2011 that has a computed benefit, judges, administrative law judges, and education employees who may join the system).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kept } from "@emeritus/engine/index.ts";
import { FAIL, NONE, type Numbers } from "@emeritus/engine/runtime.ts";
import { median, report } from "./durable-fund.ts";
import { Twin, type Run } from "./engine-people.ts";
import { buildTwin, fund, type Part } from "./fund-people.ts";

/** Many pairs, of which the middle one counts: another program on the machine moves some of them and not the median. */
const PAIRS = 21;
const BAR = 0.5;

/** The checksum of a column, with the twin's figures for "none" and "not computed". */
function checksum(numbers: Numbers): number {
  let sum = 0;
  for (const number of numbers) {
    const twins = number === NONE ? -2_147_483_647 : number === FAIL ? -2_147_483_648 : number;
    sum = (Math.imul(sum, 31) + twins) | 0;
  }
  return sum;
}

/** The columns of a plan by the names that the twin gives them. */
function checksums({ name, program }: Part, kept: Kept): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const provision of program.kept) {
    const { numbers, divisors, days } = kept.columns.get(provision)!;
    sums.set(`${name}.${provision}`, checksum(numbers));
    if (divisors) sums.set(`${name}.${provision}_divisor`, checksum(divisors));
    if (days) sums.set(`${name}.${provision}_days`, checksum(days));
  }
  return sums;
}

/** Compares every column of the twin with ours; a difference throws and names the columns. What the law has besides, only we compute. */
function compareColumns(
  parts: readonly Part[],
  kept: readonly Kept[],
  twin: ReadonlyMap<string, number>,
): readonly [compared: number, kept: number] {
  const ours = new Map(parts.flatMap((part, i) => [...checksums(part, kept[i]!)]));
  const differ = [...twin].filter(([name, sum]) => ours.get(name) !== sum);
  if (differ.length > 0) throw new Error(`these columns differ: ${differ.map(([name]) => name).join(", ")}`);
  return [twin.size, ours.size];
}

/** Runs the pairs, of all members or of so many of each hundred, and prints the median ratio of the C twin's processor time to ours. */
export default async function run([share]: readonly string[] = []): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "emeritus-bench-"));
  try {
    const parts = fund(share === undefined ? 100 : Number(share));
    const twin = new Twin(...buildTwin(folder, parts));
    await compare(parts, twin);
    twin.end();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long some work took. */
function timed(work: () => void): Run {
  const [begin, used] = [performance.now(), process.threadCpuUsage()];
  work();
  const { user, system } = process.threadCpuUsage(used);
  return { seconds: (performance.now() - begin) / 1e3, busy: (user + system) / 1e6 };
}

async function compare(parts: readonly Part[], twin: Twin): Promise<void> {
  const kept = parts.map(({ program, columns }) => program.run(columns));
  const runAll = (): void => parts.forEach(({ program, columns }, i) => program.run(columns, kept[i]));
  runAll();
  const people = parts.reduce((sum, { careers }) => sum + careers.length, 0);
  const handedOver = kept.reduce((sum, one) => sum + one.handedOver.size, 0);
  if (handedOver > 0) throw new Error(`${handedOver} members were handed over to the interpreter`);
  const [ours, theirs]: [Run[], Run[]] = [[], []];
  let columns: readonly [compared: number, kept: number] = [0, 0];
  for (let pair = 0; pair < PAIRS; pair++) {
    // Each goes first in every other pair, so that neither always finds the machine as the other left it.
    if (pair % 2 === 1) ours.push(timed(runAll));
    const c = await twin.run();
    if (pair % 2 === 0) ours.push(timed(runAll));
    theirs.push(c);
    if (pair === 0 || pair === PAIRS - 1) columns = compareColumns(parts, kept, c.columns);
  }
  const nanoseconds = (runs: readonly Run[]): string =>
    ((median(runs.map(({ busy }) => busy)) / people) * 1e9).toFixed(0);
  const byTheClock = median(theirs.map((one, i) => one.seconds / ours[i]!.seconds));
  console.log(
    `${people} members of ${parts.length} plans; ${columns[1]} columns kept, ${columns[0]} of them the twin's too and the same`,
  );
  console.log(
    `processor time a member: C -O2 ${nanoseconds(theirs)} ns, compiled ${nanoseconds(ours)} ns; by the clock the ratio is ${byTheClock.toFixed(3)}`,
  );
  // Both work on one thread: processor time is what each needed, whatever else the machine had to do.
  report(
    "fund",
    BAR,
    ours.map((one, i) => [theirs[i]!.busy * 1e3, one.busy * 1e3] as const),
  );
}
