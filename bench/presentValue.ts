/**
 * Present values of 50,000 life annuities, month by month, with mortality of half men and half women and a yearly rise: what values the
 * judicial buyout of many judges at once, against the loop of the same work in C.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { annuityValues, roomFor, type Assumptions, type Lives } from "@emeritus/engine/annuity-values.ts";
import { report } from "./durable-fund.ts";

const LIVES = 50_000;
const PAIRS = 7;
const BAR = 0.6;

/** Half the rate of death of men and half that of women, as the yardstick has them. */
const blended = Float64Array.from({ length: 121 }, (_, age) => {
  const men = 1 - Math.exp(-(0.00005 + 0.00002 * Math.pow(1.1, age)));
  const women = 1 - Math.exp(-(0.00004 + 0.000013 * Math.pow(1.103, age)));
  return age >= 120 ? 1 : Math.min(1, 0.5 * men + 0.5 * women);
});
const assumed: Assumptions = {
  deaths: [blended],
  spread: "proportionally",
  discount: Math.pow(1.0695, -1 / 12),
  rise: 0.02,
  cap: 1,
};
const each = (of: (i: number) => number): Int32Array => Int32Array.from({ length: LIVES }, (_, i) => of(i));
/** Every life is valued for a hundred years from today; payments rise on birthdays. */
const lives: Lives = {
  ages: each((i) => 20 + ((i * 7919) % 70)),
  months: each((i) => (i * 31) % 12),
  monthly: Float64Array.from({ length: LIVES }, (_, i) => 500 + (i % 4000)),
  firstPayment: each(() => 0),
  firstRise: each((i) => 12 - ((i * 31) % 12)),
  lengths: each(() => 1200),
  tables: each(() => 0),
  leastRise: new Float64Array(LIVES),
};

interface Yardstick {
  readonly monthly_s: number;
  readonly sm: number;
}
function yardstick(program: string): Yardstick {
  const { stdout, status } = spawnSync(program, [`${LIVES}`, "1"], { encoding: "utf8" });
  if (status !== 0) throw new Error("the yardstick of present values failed");
  return JSON.parse(stdout) as Yardstick;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** The totals are compared to eleven digits: the two languages take powers differently in the last place. */
function compare(ours: Float64Array, theirs: number): void {
  if (Math.abs(total(ours) - theirs) > 1e-11 * theirs)
    throw new Error(`${total(ours)} is not the yardstick's ${theirs}`);
}

/** Runs the pairs and prints the median ratio of the yardstick's time to ours. */
export default async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "emeritus-bench-"));
  try {
    const program = join(folder, "pv");
    const source = new URL("./pv.c", import.meta.url).pathname;
    const built = spawnSync("gcc", ["-O2", source, "-lm", "-o", program], { stdio: "inherit" });
    if (built.error || built.status !== 0) throw new Error("the yardstick of present values needs gcc");
    const room = roomFor(LIVES);
    const pairs: [number, number][] = [];
    for (let pair = 0; pair <= PAIRS; pair++) {
      const theirs = yardstick(program);
      const begin = performance.now();
      annuityValues(lives, assumed, room);
      const ours = performance.now() - begin;
      compare(room.values, theirs.sm);
      if (pair > 0) pairs.push([theirs.monthly_s * 1e3, ours]); // the first pair warms
    }
    report("presentValue", BAR, pairs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
