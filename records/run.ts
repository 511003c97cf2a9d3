import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import type { Db, Reading, Tx } from "./db.ts";
import { takeInstant } from "./moment.ts";
import type { DateText, Instant } from "./schema.ts";
import "./payroll-tables.ts";

/** A run over the whole fund: what it is for and what it read. */
export interface Run {
  readonly fund: number;
  readonly run: number;
  readonly kind: string;
  /** The first day of the month it is for. */
  readonly period: DateText;
  /** 1, and one more for each time that it was withdrawn and prepared again. */
  readonly attempt: number;
  /** The instant whose knowledge it read: its input snapshot. */
  readonly knownAt: Instant;
  readonly lawVersion: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly begunBy: string;
  readonly recordedFrom: Instant;
}

/** Something a run has done, recorded once. */
export interface RunStep {
  readonly step: string;
  readonly count: bigint;
  readonly cents: bigint;
  /** SHA-256 in hexadecimal of what goes out, where the step knows it. */
  readonly sha256: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly recordedFrom: Instant;
}

/** What a step says of its effect. */
export type StepDone = Omit<RunStep, "step" | "actor" | "recordedFrom">;

const runLockClass = 7_302;
const beginLockClass = 7_303;

/** Makes the starters of runs of one fund follow each other until the transaction ends. */
export async function lockBeginning(tx: Tx, fund: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${beginLockClass}, ${fund})`.execute(tx);
}

/** Records the beginning of a run and gives it. */
export async function addRun(
  tx: Tx,
  { fund, kind, period, attempt, knownAt, lawVersion, facts, begunBy }: Omit<Run, "run" | "recordedFrom">,
  instant: Instant,
): Promise<Run> {
  const { rows } = await sql<{ run: number }>`select nextval('runs.run_number')::int as run`.execute(tx);
  const run = rows[0]!.run;
  await tx
    .insertInto("runs.run")
    .values({
      fund,
      run,
      kind,
      period,
      attempt,
      known_at: knownAt,
      law_version: lawVersion,
      facts: canonicalJson(facts),
      begun_by: begunBy,
      recorded_from: instant,
    })
    .execute();
  return { fund, run, kind, period, attempt, knownAt, lawVersion, facts, begunBy, recordedFrom: instant };
}

const runs = (db: Reading) =>
  db
    .selectFrom("runs.run")
    .select([
      "fund",
      "run",
      "kind",
      "period",
      "attempt",
      "known_at as knownAt",
      "law_version as lawVersion",
      "facts",
      "begun_by as begunBy",
      "recorded_from as recordedFrom",
    ]);

const runOf = <R extends { facts: string }>(
  row: R,
): Omit<R, "facts"> & { facts: Record<string, unknown> } => ({
  ...row,
  facts: fromCanonicalJson<Record<string, unknown>>(row.facts),
});

/** The run with this number; throws when there is none. */
export async function getRun(db: Reading, fund: number, run: number): Promise<Run> {
  return runOf(await runs(db).where("fund", "=", fund).where("run", "=", run).executeTakeFirstOrThrow());
}

/** The latest attempt of a month's run, if any. */
export async function findRun(
  db: Reading,
  fund: number,
  kind: string,
  period: DateText,
): Promise<Run | undefined> {
  const row = await runs(db)
    .where("fund", "=", fund)
    .where("kind", "=", kind)
    .where("period", "=", period)
    .orderBy("attempt", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && runOf(row);
}

/** The runs of a kind, newest first. */
export async function listRuns(db: Reading, fund: number, kind: string, most = 36): Promise<Run[]> {
  const rows = await runs(db)
    .where("fund", "=", fund)
    .where("kind", "=", kind)
    .orderBy("run", "desc")
    .limit(most)
    .execute();
  return rows.map(runOf);
}

/** The steps a run has done, in their order. */
export async function stepsOf(db: Reading, fund: number, run: number): Promise<RunStep[]> {
  const rows = await db
    .selectFrom("runs.run_step")
    .select(["step", "count", "cents", "sha256", "facts", "actor", "recorded_from as recordedFrom"])
    .where("fund", "=", fund)
    .where("run", "=", run)
    .orderBy("recorded_from")
    .execute();
  return rows.map((row) => ({ ...runOf(row), sha256: row.sha256?.toString("hex") ?? null }));
}

/** One step of a run, if it was done. */
export async function findStep(
  db: Reading,
  fund: number,
  run: number,
  step: string,
): Promise<RunStep | undefined> {
  return (await stepsOf(db, fund, run)).find((done) => done.step === step);
}

/**
 * Does a step once: one transaction under the run's lock, in which a second starter waits and then finds the step done. The
 * work sees the steps before it and says count, cents and fingerprint, which are recorded with the effect or not at all.
 */
export function doStep(
  db: Db,
  run: Pick<Run, "fund" | "run">,
  step: string,
  actor: string,
  work: (tx: Tx, instant: Instant, before: readonly RunStep[]) => Promise<StepDone>,
): Promise<{ readonly step: RunStep; readonly first: boolean }> {
  return db.transaction().execute(async (tx) => {
    const before = await lockRun(tx, run);
    const known = before.find((done) => done.step === step);
    if (known !== undefined) return { step: known, first: false };
    const instant = await takeInstant(tx);
    const done = await work(tx, instant, before);
    await addStep(tx, run, step, actor, done, instant);
    return { step: { step, actor, recordedFrom: instant, ...done }, first: true };
  });
}

/** Takes the run's lock until the transaction ends and gives the steps done so far. */
export async function lockRun(tx: Tx, { fund, run }: Pick<Run, "fund" | "run">): Promise<RunStep[]> {
  await sql`select pg_advisory_xact_lock(${runLockClass}, ${run})`.execute(tx);
  return stepsOf(tx, fund, run);
}

/** Records a step; the primary key refuses a second. */
export async function addStep(
  tx: Tx,
  { fund, run }: Pick<Run, "fund" | "run">,
  step: string,
  actor: string,
  done: StepDone,
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("runs.run_step")
    .values({
      fund,
      run,
      step,
      count: done.count,
      cents: done.cents,
      sha256: done.sha256 === null ? null : Buffer.from(done.sha256, "hex"),
      facts: canonicalJson(done.facts),
      actor,
      recorded_from: instant,
    })
    .execute();
}
