import { sql } from "kysely";
import type { Tx } from "@emeritus/records/db.ts";
import { known } from "@emeritus/records/moment.ts";
import type { PackedRoll } from "@emeritus/records/payroll-roll.ts";
import type { Run } from "@emeritus/records/run.ts";
import type { BridgeLine, Check } from "./calculation.ts";
import { reasons, type Items } from "./items.ts";
import type { Recomputed } from "./recompute.ts";

/** A payment above this is shown for a second look; a proposal of the plan book, in whole cents. */
const LARGE_CENTS = 1_500_000;
/** A change of the month's amount above this share, other than by a yearly increase, is shown for a second look. */
const LARGE_CHANGE = 0.2;

interface Calculated {
  readonly roll: PackedRoll;
  readonly items: Items;
  readonly bridge: readonly BridgeLine[];
  readonly last: Run | undefined;
  /** What the bank file says of itself. */
  readonly controls: { readonly entries: number; readonly cents: bigint };
  readonly count: number;
  readonly cents: number;
  readonly recomputed: Recomputed;
}

/**
 * Checks a calculated run. The questions about everyone, about paying twice and about deaths are asked of the database anew,
 * not of what the calculation read.
 */
export async function checkRun(tx: Tx, run: Run, calculated: Calculated): Promise<Check[]> {
  const { roll, items, bridge, controls, count, cents, recomputed } = calculated;
  const { unaccounted, twice, afterDeath } = await askTheRecord(tx, run);
  const notExplained = bridge.find((line) => line.change === "notExplained");
  const first = recomputed.differ[0];
  const must = (check: Check["check"], people: number, fails: boolean): Check => ({
    check,
    state: fails ? "failed" : "passed",
    people,
  });
  const see = (check: Check["check"], people: number): Check => ({
    check,
    state: people === 0 ? "passed" : "look",
    people,
  });
  return [
    must("everyoneAccounted", unaccounted, unaccounted > 0),
    must("fileAgrees", 0, controls.entries !== count || controls.cents !== BigInt(cents)),
    must("nobodyTwice", twice, twice > 0),
    must("nobodyAfterDeath", afterDeath, afterDeath > 0),
    must(
      "differenceExplained",
      notExplained?.people ?? 0,
      (notExplained?.cents ?? 0n) !== 0n && calculated.last !== undefined,
    ),
    {
      ...must("recomputed", recomputed.differ.length, first !== undefined),
      of: recomputed.people,
      ...(first === undefined ? {} : { first: roll.memberId[first]! }),
    },
    see("ratesKnown", countOf(items.reason, reasons.indexOf("rateAwaited"))),
    see("accountsConfirmed", countOf(items.reason, reasons.indexOf("accountNotConfirmed"))),
    see(
      "newPayees",
      bridge.find((line) => line.change === "newPayee" && calculated.last !== undefined)?.people ?? 0,
    ),
    see("largeChanges", largeChanges(roll, items)),
    see(
      "largeAmounts",
      items.cents.filter((cents, at) => cents > LARGE_CENTS && items.outcome[at] === 0).length,
    ),
    see(
      "overpaid",
      new Set(items.differs.filter(({ due, paid, charged }) => paid - due > charged).map(({ at }) => at))
        .size,
    ),
  ];
}

function countOf(column: Uint8Array, code: number): number {
  let count = 0;
  for (const value of column) if (value === code) count++;
  return count;
}

function largeChanges(roll: PackedRoll, items: Items): number {
  let people = 0;
  for (const [at, why] of items.changed) {
    const before = roll.lastMonthCents[at]!;
    const other = (why.get("corrected") ?? 0) + (why.get("popUp") ?? 0) + (why.get("notExplained") ?? 0);
    if (before > 0 && Math.abs(other) > before * LARGE_CHANGE) people++;
  }
  return people;
}

async function askTheRecord(
  tx: Tx,
  { fund, run, period, knownAt }: Run,
): Promise<{ unaccounted: number; twice: number; afterDeath: number }> {
  const at = { knownAt };
  const { rows } = await sql<{ unaccounted: number; twice: number; afterDeath: number }>`
    select
      (select count(*)::int from (select b.benefit from records.benefit b where b.fund = ${fund} and ${known("b", at)}
        except select i.benefit from runs.run_item i where i.fund = ${fund} and i.run = ${run}) missing) as unaccounted,
      (select count(*)::int from runs.run_item i join runs.payment p on p.fund = i.fund and p.benefit = i.benefit and p.period = ${period}::date
        where i.fund = ${fund} and i.run = ${run} and i.outcome = 'paid' and i.month_cents > 0) as twice,
      (select count(*)::int from runs.run_item i join records.person_death d on d.fund = i.fund and d.person = i.person and ${known("d", at)}
        where i.fund = ${fund} and i.run = ${run} and i.outcome = 'paid' and d.died < ${period}::date) as "afterDeath"`.execute(
    tx,
  );
  return rows[0]!;
}
