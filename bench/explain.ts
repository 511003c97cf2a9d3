/** The explanation of every provision, as whole objects, against the C twin of `engine` that works out the same values without a reason. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { factsFromColumns } from "@emeritus/engine/columns.ts";
import { compile, explainerByName, type Facts } from "@emeritus/engine/index.ts";
import { median, PEOPLE, people, startTwin, type Run } from "./engine-people.ts";
import { plan, wanted } from "./engine-plan.ts";

/** How many members are explained in a round: explanations are not kept, but a round must not be too short. */
const EXPLAINED = 1_000;
const PAIRS = 7;
const BAR = "0.10";

/** Explains every provision of each member, and counts the parts so that none is left out. */
function explainAll(members: readonly Facts[], names: readonly string[]): number {
  let parts = 0;
  for (const facts of members) {
    const explain = explainerByName(plan, facts);
    for (const name of names) parts += explain(name).explanation.parts.length;
  }
  return parts;
}

/** Runs the pairs and prints the median ratio of the C twin's time a member to ours. */
export default async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "emeritus-bench-"));
  try {
    const program = compile(plan, wanted);
    const columns = people(program);
    const members = Array.from({ length: EXPLAINED }, (_, i) => factsFromColumns(program.reads, columns, i));
    const twin = startTwin(folder, columns);
    await twin.run();
    explainAll(members, program.kept);
    const [ours, theirs]: [Run[], Run[]] = [[], []];
    let parts = 0;
    for (let pair = 0; pair < PAIRS; pair++) {
      theirs.push(await twin.run());
      const [begin, used] = [performance.now(), process.threadCpuUsage()];
      parts = explainAll(members, program.kept);
      const { user, system } = process.threadCpuUsage(used);
      ours.push({ seconds: (performance.now() - begin) / 1e3, busy: (user + system) / 1e6 });
    }
    twin.end();
    const each = (runs: readonly Run[], count: number): number =>
      median(runs.map(({ busy }) => busy)) / count;
    const [c, explained] = [each(theirs, PEOPLE), each(ours, EXPLAINED)];
    console.log(
      `${EXPLAINED} members, ${program.kept.length} provisions explained, ${parts} parts at their tops`,
    );
    console.log(
      `processor time a member: C -O2 ${(c * 1e6).toFixed(2)} µs, explained ${(explained * 1e6).toFixed(0)} µs`,
    );
    console.log(`explain ratio=${(c / explained).toFixed(4)} bar=${BAR}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
