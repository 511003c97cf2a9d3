/**
 * The explanations of every provision of the whole fund's determinations as whole objects, against the C twin of `fund`, which works out
 * the same values without a reason. Members of each plan in the fund's own proportions are explained; the times are compared a member.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { factsFromColumns } from "@emeritus/engine/columns.ts";
import { explainerByName, type Facts, type Part as Shown, type Plan } from "@emeritus/engine/index.ts";
import { median } from "./durable-fund.ts";
import { Twin, type Run } from "./engine-people.ts";
import { buildTwin, fund } from "./fund-people.ts";

/** Out of so many members of the fund one is explained: explanations are not kept, and a round must be neither short nor long. */
const ONE_OF = 200;
const PAIRS = 7;
const BAR = "0.10";

interface Member {
  readonly plan: Plan;
  readonly names: readonly string[];
  readonly facts: Facts;
}

/** Explains every provision of each member, and counts those that are explained. */
function explainAll(members: readonly Member[]): number {
  let explained = 0;
  for (const { plan, names, facts } of members) {
    const explain = explainerByName(plan, facts);
    for (const name of names) explained += explain(name).explanation.parts.length >= 0 ? 1 : 0;
  }
  return explained;
}

/** The parts of all explanations of one member, each counted once. */
function partsOf({ plan, names, facts }: Member): number {
  const seen = new Set<Shown>();
  const visit = (part: Shown): void => {
    if (seen.has(part)) return;
    seen.add(part);
    for (const one of [...part.parts, ...(part.lost ?? [])]) visit(one);
    for (const one of [part.search?.found, part.search?.before]) if (one) visit(one.because);
    for (const { because } of part.steps ?? []) visit(because);
  };
  const explain = explainerByName(plan, facts);
  for (const name of names) visit(explain(name).explanation);
  return seen.size;
}

/** Runs the pairs and prints the median ratio of the C twin's time a member to ours. */
export default async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "emeritus-bench-"));
  try {
    const parts = fund();
    const people = parts.reduce((sum, { careers }) => sum + careers.length, 0);
    const members = parts.flatMap(({ plan, program, columns, careers }) =>
      Array.from({ length: careers.length / ONE_OF }, (_, i) => ({
        plan,
        names: program.kept,
        facts: factsFromColumns(program.reads, columns, i * ONE_OF),
      })),
    );
    const twin = new Twin(...buildTwin(folder, parts));
    await twin.run();
    explainAll(members);
    const [ours, theirs]: [Run[], Run[]] = [[], []];
    let explained = 0;
    for (let pair = 0; pair < PAIRS; pair++) {
      theirs.push(await twin.run());
      const [begin, used] = [performance.now(), process.threadCpuUsage()];
      explained = explainAll(members);
      const { user, system } = process.threadCpuUsage(used);
      ours.push({ seconds: (performance.now() - begin) / 1e3, busy: (user + system) / 1e6 });
    }
    twin.end();
    const each = (runs: readonly Run[], count: number): number =>
      median(runs.map(({ busy }) => busy)) / count;
    const [c, one] = [each(theirs, people), each(ours, members.length)];
    const objects = members.reduce((sum, member) => sum + partsOf(member), 0) / members.length;
    console.log(
      `${members.length} members; a member: ${(explained / members.length).toFixed(0)} provisions explained by ${objects.toFixed(0)} parts`,
    );
    console.log(
      `processor time a member: C -O2 ${(c * 1e6).toFixed(2)} µs, explained ${(one * 1e6).toFixed(0)} µs`,
    );
    console.log(`explain ratio=${(c / one).toFixed(4)} bar=${BAR}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
