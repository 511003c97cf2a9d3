import { formatDate, firstOfMonthOf } from "@emeritus/engine/dates.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import { command } from "@emeritus/records/command.ts";
import {
  forgetSeen,
  keepMarks,
  keepSeen,
  keepSeenRows,
  type OfRun,
  takeOver,
} from "@emeritus/records/data-quality.ts";
import { DATA_QUALITY, type LookRun, lookRuns, TAKEN_OVER } from "@emeritus/records/data-quality-reads.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { addRun, addStep, findRun, lockBeginning, lockRun, stepsOf } from "@emeritus/records/run.ts";
import { recordEntry } from "@emeritus/records/audit.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { sql } from "kysely";
import { randomUUID } from "node:crypto";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import type { Look, Looking } from "./looking.ts";
import { looks as allLooks } from "./looks.ts";
import { allPoints } from "./score.ts";

/** A run that has not taken a step for so long was broken off: the next one begins anew. */
const patienceMinutes = 10;
const statementMinutes = 9;

/** A look at the data begun, or the one that is under way. */
export interface LookBegun {
  readonly run: number;
  readonly underWay: boolean;
}

/** Somebody asks for a look at the whole record; where one is under way it is given instead, to be carried on. */
export async function beginLook(
  system: System,
  actor: Actor,
  { key }: { readonly key: string },
): Promise<Outcome<LookBegun, never>> {
  allow(actor, "work on data quality");
  return begin(system, actor.account, key);
}

/** The nightly look: begins one and sees it through. */
export async function lookTonight(system: System): Promise<TakenOverSeen | undefined> {
  const { accepted: begun } = await begin(system, "system", randomUUID());
  return carryLookOn(system, begun!.run);
}

async function begin(system: System, account: string, key: string): Promise<Outcome<LookBegun, never>> {
  const { db, calendar } = system;
  const fund = system.fund.number;
  return command(
    db,
    { fund, actor: { account }, key, name: "beginDataQualityRun", request: {} },
    async (tx, instant, note) => {
      await lockBeginning(tx, fund);
      const [latest] = await lookRuns(tx, fund, 1);
      if (latest !== undefined && latest.done === undefined && (await isAlive(tx, latest)))
        return accepted({ run: latest.run, underWay: true });
      const period = formatDate(firstOfMonthOf(calendar.today()));
      const attempt = ((await findRun(tx, fund, DATA_QUALITY, period))?.attempt ?? 0) + 1;
      const of = { fund, kind: DATA_QUALITY, period, attempt, knownAt: instant, lawVersion: null };
      const facts = { today: formatDate(calendar.today()) };
      const { run } = await addRun(tx, { ...of, facts, begunBy: account }, instant);
      note({ facts: { run } });
      return accepted({ run, underWay: false });
    },
  );
}

async function isAlive(tx: Tx, { lastStep }: LookRun): Promise<boolean> {
  const { rows } = await sql<{ alive: boolean }>`
    select ${lastStep}::timestamptz > clock_timestamp() - ${patienceMinutes} * interval '1 minute' as alive`.execute(
    tx,
  );
  return rows[0]!.alive;
}

/** What a run saw and changed. */
export interface TakenOverSeen {
  readonly seen: number;
  readonly opened: number;
  readonly changed: number;
  readonly closed: number;
}

/**
 * Does what is left of a run: every look by itself, in a transaction that writes only what it has seen, then all of them are taken
 * over at once. A run that is broken off changes no question. Two that carry on one run do no harm to each other; nothing is
 * answered where another run was taken over meanwhile.
 */
export async function carryLookOn(
  system: System,
  run: number,
  looks: readonly Look[] = allLooks,
): Promise<TakenOverSeen | undefined> {
  const before = new Set((await stepsOf(system.reader, system.fund.number, run)).map(({ step }) => step));
  for (const look of looks) if (!before.has(stepOf(look))) await lookOnce(system, run, look);
  return finish(system, run);
}

const stepOf = ({ patterns }: Look): string => `look ${patterns[0]}`;

async function lookOnce(system: System, run: number, look: Look): Promise<void> {
  const { db, keys, calendar } = system;
  const fund = system.fund.number;
  const of = { fund, run };
  const today = calendar.today();
  await db.transaction().execute(async (tx) => {
    await plannedForAll(tx);
    const looking: Looking = { db: tx, keys, fund, day: today, today: formatDate(today) };
    const began = performance.now();
    const seen = await sightOf(tx, of, look, looking);
    const milliseconds = Math.round(performance.now() - began);
    const before = await lockRun(tx, of);
    const instant = await takeInstant(tx);
    const done = { count: BigInt(seen), cents: 0n, sha256: null, facts: { milliseconds } };
    if (!before.some(({ step }) => step === stepOf(look)))
      await addStep(tx, of, stepOf(look), "system", done, instant);
  });
}

/** A look reads whole tables: they are joined by hashing, whatever the planner knows of a fund that was filled just now. */
async function plannedForAll(tx: Tx): Promise<void> {
  await sql`select set_config('statement_timeout', ${`${statementMinutes}min`}, true), set_config('work_mem', '64MB', true),
    set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)`.execute(tx);
}

async function sightOf(tx: Tx, of: OfRun, look: Look, looking: Looking): Promise<number> {
  if ("sees" in look) return keepSeen(tx, of, look.sees(looking));
  const rows = await look.tells(looking);
  return keepSeenRows(
    tx,
    of,
    rows.map((row) => ({ ...row, facts: canonicalJson(row.facts) })),
  );
}

async function finish(system: System, run: number): Promise<TakenOverSeen | undefined> {
  const { db, calendar } = system;
  const fund = system.fund.number;
  const of = { fund, run };
  return db.transaction().execute(async (tx) => {
    await plannedForAll(tx);
    await lockBeginning(tx, fund);
    const before = await lockRun(tx, of);
    const [latest] = await lookRuns(tx, fund, 1);
    if (latest?.run !== run || before.some(({ step }) => step === TAKEN_OVER)) return undefined;
    const seen = Number(before.reduce((sum, { count }) => sum + count, 0n));
    const instant = await takeInstant(tx);
    await forgetSeen(tx, of);
    const taken = await takeOver(tx, of, instant);
    const today = formatDate(calendar.today());
    await keepMarks(tx, of, { ...allPoints, today }, instant);
    const facts = { ...taken };
    await addStep(
      tx,
      of,
      TAKEN_OVER,
      "system",
      { count: BigInt(seen), cents: 0n, sha256: null, facts },
      instant,
    );
    await recordEntry(
      tx,
      { fund, actor: "system", action: "takeOverDataQualityRun", facts: { run, seen, ...taken } },
      instant,
    );
    return { seen, ...taken };
  });
}
