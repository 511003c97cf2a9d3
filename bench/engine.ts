/** The compiled determination with every intermediate value kept, against a C twin of the same work that writes the same values. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, type Columns, type Kept, type Program } from "@emeritus/engine/index.ts";
import { MONTHS, median, PEOPLE, people, startTwin, type Run, type Twin } from "./engine-people.ts";
import { plan, wanted } from "./engine-plan.ts";

const PAIRS = 11;
const BAR = "0.60";

/** The checksum of all kept values: amounts in cents, other values as their column holds them. */
function checksum(program: Program, kept: Kept): number {
  const M = 1_000_000_007;
  let sum = 0;
  const add = (numbers: ArrayLike<number>, times: number): void => {
    for (let i = 0; i < numbers.length; i++) sum = (((sum * 31 + numbers[i]! * times) % M) + M) % M;
  };
  for (const name of program.kept) {
    const { numbers, divisors, days, factor } = kept.columns.get(name)!;
    add(numbers, plan.rules.get(name)!.kind === "money" && !divisors ? Number(factor.n) : 1);
    if (divisors) add(divisors, 1);
    if (days) add(days, 1);
  }
  return sum;
}

/** Runs the pairs and prints the median ratio of the C twin's time to ours. */
export default async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "emeritus-bench-"));
  try {
    const program = compile(plan, wanted);
    const columns = people(program);
    const twin = startTwin(folder, columns);
    await compare(program, columns, twin);
    twin.end();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(program: Program, columns: Columns, twin: Twin): Promise<void> {
  const kept = program.run(columns);
  for (let warm = 0; warm < 3; warm++) {
    program.run(columns, kept);
    await twin.run();
  }
  const [ours, theirs]: [Run[], Run[]] = [[], []];
  for (let pair = 0; pair < PAIRS; pair++) {
    const c = await twin.run();
    const [begin, used] = [performance.now(), process.threadCpuUsage()];
    program.run(columns, kept);
    const { user, system } = process.threadCpuUsage(used);
    ours.push({ seconds: (performance.now() - begin) / 1e3, busy: (user + system) / 1e6 });
    theirs.push(c);
    if (c.checksum !== checksum(program, kept)) throw new Error("the checksums differ");
  }
  const ratios = ours.map((one, i) => theirs[i]!.seconds / one.seconds);
  const each = (runs: readonly Run[]): string =>
    `${((median(runs.map((one) => one.busy)) / PEOPLE) * 1e9).toFixed(0)} ns`;
  const busy = median(ours.map((one, i) => theirs[i]!.busy / one.busy));
  console.log(
    `${PEOPLE} members, ${MONTHS} months of pay, ${program.kept.length} provisions kept, ${kept.handedOver.size} handed over`,
  );
  console.log(
    `processor time a member: C -O2 ${each(theirs)}, compiled ${each(ours)}, ratio ${busy.toFixed(2)}`,
  );
  console.log(`pairs ${ratios.map((ratio) => ratio.toFixed(2)).join(" ")}`);
  console.log(`engine ratio=${median(ratios).toFixed(2)} bar=${BAR}`);
}
