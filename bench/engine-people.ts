/** The members of the engine's yardsticks, and the C twin that works the same out for them. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  addDays,
  addMonths,
  firstOfMonthOf,
  parseDate,
  type Columns,
  type Program,
} from "@emeritus/engine/index.ts";

/** How many members there are. */
export const PEOPLE = 20_000;
/** How many months of pay each has. */
export const MONTHS = 360;

/** A small generator of whole numbers, the same everywhere. */
export function generator(seed: number): (below: number) => number {
  let s = seed >>> 0 || 1;
  return (below) => {
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    return (s >>> 0) % below;
  };
}

interface Job {
  readonly from: number;
  readonly to: number;
  readonly leave: boolean;
}

/** One to three jobs over thirty years, some of them at the same time, some with a gap or a leave between. */
function jobsOf(random: (below: number) => number, hired: number, left: number): readonly Job[] {
  const kind = random(10);
  if (kind < 5) return [{ from: hired, to: left, leave: false }];
  const middle = addDays(addMonths(hired, 60 + random(200)), random(28));
  if (kind < 7)
    return [
      { from: hired, to: middle, leave: false },
      { from: addDays(middle, 1), to: left, leave: false },
    ];
  if (kind < 9)
    return [
      { from: addMonths(middle, -random(12)), to: left, leave: false },
      { from: hired, to: middle, leave: false },
    ];
  const back = addDays(middle, 20 + random(90));
  const leave = { from: addDays(middle, 1), to: addDays(back, -1), leave: true };
  return [{ from: hired, to: middle, leave: false }, leave, { from: back, to: left, leave: false }];
}

/** The members of the yardsticks: thirty years of work in one to three jobs, 360 months of noisy pay. */
export function people(program: Program): Columns {
  const random = generator(20_261_121);
  const careers = Array.from({ length: PEOPLE }, () => {
    const left = addDays(parseDate("1996-01-01"), random(10_000));
    const hired = addDays(addMonths(left, -MONTHS + random(12)), random(25));
    return { left, jobs: jobsOf(random, hired, left), first: addMonths(firstOfMonthOf(left), 1 - MONTHS) };
  });
  const columns = program.columns(PEOPLE, {
    pay: PEOPLE * MONTHS,
    periods: careers.reduce((n, one) => n + one.jobs.length, 0),
  });
  const { facts, lists } = columns;
  const [pay, periods] = [lists["pay"]!, lists["periods"]!];
  const [employed, leave] = [
    program.reads.choices.indexOf("employed"),
    program.reads.choices.indexOf("leave"),
  ];
  let [row, job] = [0, 0];
  for (const [i, { left, jobs, first }] of careers.entries()) {
    const birth = addDays(addMonths(left, -12 * (46 + random(24))), -random(365));
    facts["birthDate"]![i] = birth;
    facts["spouseBirthDate"]![i] = addDays(birth, random(7300) - 3650);
    facts["leftService"]![i] = left;
    facts["annuityStartingDate"]![i] = addMonths(
      firstOfMonthOf(left),
      1 + (random(4) === 0 ? random(60) : random(2)),
    );
    facts["sickLeaveHours"]![i] = random(300_000);
    facts["purchasedService"]![i] = random(5) === 0 ? random(48) : 0;
    for (const { from, to, leave: away } of jobs) {
      periods.fields["from"]![job] = from;
      periods.fields["to"]![job] = to;
      periods.fields["kind"]![job++] = away ? leave : employed;
    }
    periods.offsets[i + 1] = job;
    const begins = 150_000 + random(450_000);
    for (let k = 0; k < MONTHS; k++) {
      pay.fields["month"]![row] = addMonths(first, k);
      pay.fields["cents"]![row++] = begins + Math.floor((begins * k) / 240) + random(begins >> 3);
    }
    pay.offsets[i + 1] = row;
  }
  program.check(columns);
  return columns;
}

/** The columns as the C twin reads them. */
function writeColumns(file: string, { count, facts, lists }: Columns): void {
  const { pay, periods } = lists as Record<"pay" | "periods", Columns["lists"][string]>;
  const head = Int32Array.of(count, periods.offsets[count]!, pay.offsets[count]!);
  const scalars = [
    "birthDate",
    "spouseBirthDate",
    "leftService",
    "annuityStartingDate",
    "sickLeaveHours",
    "purchasedService",
  ].map((name) => facts[name]!);
  const out = openSync(file, "w");
  for (const part of [
    head,
    ...scalars,
    periods.offsets,
    periods.fields["from"]!,
    periods.fields["to"]!,
    periods.fields["kind"]!,
    pay.offsets,
    pay.fields["month"]!,
    pay.fields["cents"]!,
  ]) {
    writeSync(out, new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  closeSync(out);
}

/** How long one run took: by the clock, and on the processor. */
export interface Run {
  readonly seconds: number;
  readonly busy: number;
}

/** The C twin as a process that runs once for each line it is sent. */
export class Twin {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  constructor(program: string, file: string) {
    this.#process = spawn(program, [file], { stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }
  /** One run: its times, and the checksum of all columns, or one of each by its name. */
  async run(): Promise<Run & { readonly checksum: number; readonly columns: ReadonlyMap<string, number> }> {
    this.#process.stdin!.write("\n");
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("the C twin ended");
    const [seconds, busy, ...sums] = value.split(" ") as [string, string, ...string[]];
    const columns = new Map(
      sums.flatMap((sum) => (sum.includes("=") ? [sum.split("=") as [string, string]] : [])),
    );
    return {
      seconds: Number(seconds),
      busy: Number(busy),
      checksum: Number(sums[0]),
      columns: new Map([...columns].map(([name, sum]) => [name, Number(sum)])),
    };
  }
  end(): void {
    this.#process.stdin!.end();
  }
}

/** Builds the C twin in a folder and starts it over the columns. */
export function startTwin(folder: string, columns: Columns): Twin {
  const built = spawnSync(
    "gcc",
    ["-O2", new URL("./engine.c", import.meta.url).pathname, "-o", join(folder, "engine")],
    { stdio: "inherit" },
  );
  if (built.error || built.status !== 0) throw new Error("the engine yardstick needs gcc");
  writeColumns(join(folder, "columns"), columns);
  return new Twin(join(folder, "engine"), join(folder, "columns"));
}

/** The middle of some numbers. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
