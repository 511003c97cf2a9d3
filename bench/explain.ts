/**
 * The explanations of every provision of the whole fund's determinations, against the C twin of `fund`, which works out the same values
 * without a reason.
 *
 * What is measured for the ratio: for each of the fund's members, in portions, the value and the whole trace of every provision (the value
 * of each part, which way each condition went, the rows of tables and of lists, the two months that explain each search, each step), then
 * an explanation object for every provision of every member of the portion, all alive together, and the value of each read from the object.
 * Nothing that depends on the member is left to compute: when an explanation is read, its parts are laid out from the trace as the objects
 * that pages print. That laying out is not in the ratio; what it costs down to the last part is printed on its own line, and so is the
 * interpreter, which makes all parts as it evaluates.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { factsFromColumns, portionOf, type Columns } from "@emeritus/engine/columns.ts";
import { explanationDiffers } from "@emeritus/engine/compare-readers.ts";
import { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Part as Shown, Result } from "@emeritus/engine/explanation.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { compileExplaining, type ExplainingProgram, type Explained } from "@emeritus/engine/trace/program.ts";
import { median } from "./durable-fund.ts";
import { Twin } from "./engine-people.ts";
import type { Part } from "./fund-part.ts";
import { buildTwin, fund } from "./fund-people.ts";

const PORTION = 128;
const PAIRS = 15;
const BAR = "0.10";
/** One member out of so many is laid out to the last part, explained by the interpreter, and compared. */
const ONE_OF = 50;

/** Some members of a plan, and where their explanations are put. */
interface Portion {
  readonly program: ExplainingProgram;
  readonly columns: Columns;
  readonly into: { explained?: Explained };
}

function portionsOf({ plan, program: { kept }, columns }: Part): readonly Portion[] {
  const program = compileExplaining(
    plan,
    kept.map((name) => ({ name })),
  );
  const whole: Portion["into"] = {};
  return Array.from({ length: Math.ceil(columns.count / PORTION) }, (_, i) => {
    const to = Math.min(columns.count, (i + 1) * PORTION);
    return {
      program,
      columns: portionOf(columns, i * PORTION, to),
      into: to - i * PORTION === PORTION ? whole : {},
    };
  });
}

/** A value as a number, for a checksum. */
function asNumber(value: Value | undefined): number {
  if (typeof value === "number") return value;
  if (value instanceof Exact) return Number(value.top);
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "string" ? value.length : 3;
}

interface Explaining {
  readonly checksum: number;
  readonly objects: number;
  readonly handedOver: number;
}

/** Explains all members: a portion's explanations are alive together while the value of each is added up. */
function explainAll(portions: readonly Portion[]): Explaining {
  let [checksum, objects, handedOver] = [0, 0, 0];
  for (const { program, columns, into } of portions) {
    const explained = (into.explained = program.run(columns, into.explained));
    const everybody: (readonly Result<Value>[])[] = [];
    for (let i = 0; i < columns.count; i++) everybody.push(explained.person(i).results());
    for (const results of everybody) {
      for (const { value } of results) checksum = (Math.imul(checksum, 31) + asNumber(value)) | 0;
      objects += results.length;
    }
    handedOver += explained.handedOver + explained.failuresExplained;
  }
  return { checksum, objects, handedOver };
}

/** Visits every part of an explanation that was not met before. */
function visit(part: Shown, met: Set<Shown>): void {
  if (met.has(part)) return;
  met.add(part);
  for (const one of part.parts) visit(one, met);
  for (const one of part.lost ?? []) visit(one, met);
  for (const one of [part.search?.found, part.search?.before]) if (one) visit(one.because, met);
  for (const { because } of part.steps ?? []) visit(because, met);
}

const busyFor = (work: () => void): number => {
  const used = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(used);
  return (user + system) / 1e6;
};

/** Some members of all plans, each with its explanations by trace and by the interpreter. */
function sampled(parts: readonly Part[], programs: readonly ExplainingProgram[]) {
  return parts.flatMap(({ plan, columns }, at) => {
    const program = programs[at]!;
    const explained = program.run(columns);
    return Array.from({ length: Math.ceil(columns.count / ONE_OF) }, (_, i) => ({
      names: program.kept,
      traced: () => explained.person(i * ONE_OF),
      interpreter: () => explainerByName(plan, factsFromColumns(program.reads, columns, i * ONE_OF)),
    }));
  });
}
type Sample = ReturnType<typeof sampled>[number];

/** Compares the sampled members' explanations, all of each; a difference throws. */
function compareAll(samples: readonly Sample[]): void {
  for (const { names, traced, interpreter } of samples) {
    const [ours, explain, met] = [traced(), interpreter(), new Map<unknown, unknown>()];
    for (const name of names) {
      if (!ours.isTraced(name)) continue;
      const [a, b] = [explain(name), ours.of(name)];
      const differs =
        explanationDiffers(a.value, b.value, name, met) ??
        explanationDiffers(a.explanation, b.explanation, name, met);
      if (differs) throw new Error(differs);
    }
  }
}

/** Lays out, or makes by the interpreter, all explanations of the sampled members to the last part; gives how many parts they have. */
function partsOf(samples: readonly Sample[], by: "traced" | "interpreter"): number {
  let count = 0;
  for (const { names, traced, interpreter } of samples) {
    const met = new Set<Shown>();
    const person = by === "traced" ? traced() : undefined;
    const explain = person ? (name: string): Result<Value> => person.of(name) : interpreter();
    for (const name of names) visit(explain(name).explanation, met);
    count += met.size;
  }
  return count;
}

/** Runs the pairs and prints the median ratio of the C twin's time a member to ours. */
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

async function compare(parts: readonly Part[], twin: Twin): Promise<void> {
  const people = parts.reduce((sum, { careers }) => sum + careers.length, 0);
  const byPart = parts.map(portionsOf);
  const portions = byPart.flat();
  const first = explainAll(portions);
  await twin.run();
  const pairs: (readonly [c: number, ours: number, values: number])[] = [];
  const kept = parts.map(({ program, columns }) => program.run(columns));
  for (let pair = 0; pair < PAIRS; pair++) {
    const explaining = (): number =>
      busyFor(() => {
        if (explainAll(portions).checksum !== first.checksum) throw new Error("two runs differ");
      });
    // Each goes first in every other pair, so that neither always finds the machine as the other left it.
    const before = pair % 2 === 1 ? explaining() : undefined;
    const { busy } = await twin.run();
    const ours = before ?? explaining();
    const values = busyFor(() => parts.forEach(({ program, columns }, i) => program.run(columns, kept[i])));
    pairs.push([busy, ours, values]);
    console.log(
      `C ${((busy / people) * 1e6).toFixed(2)} µs a member, explained ${((ours / people) * 1e6).toFixed(2)} µs, values alone ${((values / people) * 1e6).toFixed(2)} µs, ratio ${(busy / ours).toFixed(3)}`,
    );
  }
  const c = median(pairs.map(([busy]) => busy)) / people;
  const ratio = median(pairs.map(([busy, ours]) => busy / ours));
  const all = samplesOf(parts, byPart);
  compareAll(all);
  const parted = partsOf(all, "traced");
  const laid = busyFor(() => partsOf(all, "traced")) / all.length;
  const interpreted = busyFor(() => partsOf(all, "interpreter")) / all.length;
  const bytes = portions.reduce((sum, { into }) => sum + (into.explained?.bytes[0] ?? 0), 0) / people;
  console.log(
    `${people} members; a member: ${(first.objects / people).toFixed(0)} provisions explained by ${(parted / all.length).toFixed(0)} parts, held in ${bytes.toFixed(0)} bytes of trace and its loops; ${first.handedOver} members or refusals left to the interpreter; of ${all.length} members every part compared with the interpreter's: the same`,
  );
  console.log(
    `all parts laid out as objects: ${(laid * 1e6).toFixed(0)} µs a member more, ratio ${(c / (c / ratio + laid)).toFixed(4)}; made by the interpreter: ${(interpreted * 1e6).toFixed(0)} µs, ratio ${(c / interpreted).toFixed(4)}`,
  );
  console.log(
    "the ratio is of explanation objects with their whole trace; parts are laid out when they are read",
  );
  console.log(`explain ratio=${ratio.toFixed(3)} bar=${BAR}`);
}

/** The sampled members, explained by programs that are compiled already. */
const samplesOf = (parts: readonly Part[], portions: readonly (readonly Portion[])[]): readonly Sample[] =>
  sampled(
    parts.map((part) => ({
      ...part,
      columns: portionOf(part.columns, 0, Math.min(part.columns.count, 20_000)),
    })),
    portions.map((each) => each[0]!.program),
  );
