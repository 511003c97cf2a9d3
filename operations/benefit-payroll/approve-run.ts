import { setTimeout as sleep } from "node:timers/promises";
import { formatDate } from "@emeritus/engine/dates.ts";
import type { CreationStamp } from "@emeritus/ports/bank.ts";
import { findLastSeal, sealEntries } from "@emeritus/records/audit.ts";
import { command } from "@emeritus/records/command.ts";
import { countHeldSince } from "@emeritus/records/payroll-items.ts";
import {
  addStep,
  getRun,
  listRuns,
  lockRun,
  stepsOf,
  type Run,
  type RunStep,
} from "@emeritus/records/run.ts";
import type { Db, Reading } from "@emeritus/records/db.ts";
import type { Cents } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import { bodyOfRun, hex } from "./bank-body.ts";
import { calculationOf } from "./calculation.ts";
import { PAYROLL, type PayrollSystem } from "./payroll-system.ts";
import { isApproved, isWithdrawn } from "./prepare-run.ts";

/** Exactly what an approval is for: how many are paid, how much, and the fingerprint of the file with its creation stamp. */
export interface ToApprove {
  readonly count: bigint;
  readonly cents: Cents;
  readonly created: CreationStamp;
  /** SHA-256 of the whole bank file in hexadecimal. */
  readonly sha256: string;
}

/** Approves one run for exactly what the approver saw; `key` makes it one command. */
export interface ApproveAsk extends ToApprove {
  readonly key: string;
  readonly run: number;
}

/** Why an approval is refused. */
export type ApproveRefusal = Refusal<
  | "notCalculated"
  | "withdrawn"
  | "alreadyApproved"
  | "preparedByYou"
  | "checkFailed"
  | "heldSince"
  | "notWhatYouSaw"
  | "stampNotToday"
  | "modifierTaken"
>;

/** An approval of record. */
export interface Approved {
  readonly approvedBy: string;
  /** The value of the audit chain at the approval; print it and keep it outside the database. */
  readonly auditRoot: string;
  readonly auditSeal: bigint;
}

/** What there is to approve of a calculated run now, stamped with today's date and time; nothing while there is nothing. */
export async function toApprove(
  system: PayrollSystem,
  run: Run,
  steps: readonly RunStep[],
): Promise<ToApprove | undefined> {
  const calculated = steps.find(({ step }) => step === "calculated");
  if (calculated === undefined || isApproved(steps) || isWithdrawn(steps)) return undefined;
  const date = formatDate(system.calendar.today());
  const created = { date, time: timeOfDay(system), modifier: await freeModifier(system.db, run.fund, date) };
  const sha256 = await fingerprint(system, run, calculated, created);
  return { count: calculated.count, cents: calculated.cents, created, sha256 };
}

function timeOfDay({ clock, fund }: PayrollSystem): string {
  const format = new Intl.DateTimeFormat("en-US", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: fund.timeZone,
  });
  return format.format(new Date(clock.now())).replace(":", "");
}

async function fingerprint(
  system: PayrollSystem,
  run: Run,
  calculated: RunStep,
  created: CreationStamp,
): Promise<string> {
  return hex(Buffer.concat([system.bankFile.head(created), await bodyOfRun(system, run, calculated)]));
}

const MODIFIERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

async function freeModifier(db: Reading, fund: number, date: string): Promise<string> {
  const used = await modifiersOf(db, fund, date);
  const free = [...MODIFIERS].find((modifier) => !used.includes(modifier));
  if (free === undefined) throw new Error("a bank takes at most 36 files a day");
  return free;
}

async function modifiersOf(db: Reading, fund: number, date: string): Promise<string[]> {
  const used: string[] = [];
  for (const run of await listRuns(db, fund, PAYROLL)) {
    for (const { step, facts } of await stepsOf(db, fund, run.run)) {
      const created = step === "approved" ? (facts["created"] as CreationStamp) : undefined;
      if (created?.date === date) used.push(created.modifier);
    }
  }
  return used;
}

interface ApprovalSituation {
  readonly steps: readonly RunStep[];
  /** Whether the approver is the person who prepared the run, by whatever account. */
  readonly preparedByApprover: boolean;
  readonly today: string;
  readonly asked: ToApprove;
  /** The fingerprint that the file has with the stamp asked for; nothing while the run is not calculated. */
  readonly sha256: string | undefined;
  readonly modifiersUsed: readonly string[];
  /** Payees of the run who were held, or whose death before the month was recorded, after the run was prepared. */
  readonly heldSince: number;
}

/** Pure. A second person, exactly what was seen, no failed check, nobody held since, a stamp of today that no other file has. */
export function decideApproval({
  steps,
  preparedByApprover,
  today,
  asked,
  sha256,
  modifiersUsed,
  heldSince,
}: ApprovalSituation): ApproveRefusal | undefined {
  const calculated = steps.find(({ step }) => step === "calculated");
  const approved = steps.find(({ step }) => step === "approved");
  if (isWithdrawn(steps)) return refused("withdrawn").refused;
  if (approved !== undefined) return refused("alreadyApproved", { by: approved.actor }).refused;
  if (calculated === undefined) return refused("notCalculated").refused;
  if (preparedByApprover) return refused("preparedByYou").refused;
  const failed = calculationOf(calculated).checks.find(({ state }) => state === "failed");
  if (failed !== undefined) return refused("checkFailed", { check: failed.check }).refused;
  if (heldSince > 0) return refused("heldSince", { people: heldSince }).refused;
  if (asked.created.date !== today) return refused("stampNotToday", { date: asked.created.date }).refused;
  if (modifiersUsed.includes(asked.created.modifier))
    return refused("modifierTaken", { modifier: asked.created.modifier }).refused;
  const same =
    asked.count === calculated.count && asked.cents === calculated.cents && asked.sha256 === sha256;
  return same ? undefined : refused("notWhatYouSaw").refused;
}

/**
 * A second person approves a run: bound to the count, the cents and the SHA-256 of the file, whose creation date, time and
 * modifier are fixed hereby. The root of the audit so far is recorded with it. Paying is the work of `carryOn`.
 */
export async function approveRun(
  system: PayrollSystem,
  actor: Actor,
  ask: ApproveAsk,
): Promise<Outcome<Approved, ApproveRefusal>> {
  allow(actor, "approve a payroll");
  allow(actor, "release a payroll");
  const { db, fund, calendar } = system;
  const run = await getRun(db, fund.number, ask.run);
  const sha256 = await fingerprintAsked(system, run, ask);
  await sealSoon(db);
  const { key, ...request } = ask;
  return command(
    db,
    { fund: fund.number, actor, key, name: "approvePayroll", request },
    async (tx, instant, note) => {
      const steps = await lockRun(tx, run);
      const modifiersUsed = await modifiersOf(tx, run.fund, ask.created.date);
      const refusal = decideApproval({
        steps,
        preparedByApprover: await isSamePerson(tx, run.fund, actor, run.begunBy),
        today: formatDate(calendar.today()),
        asked: ask,
        sha256,
        modifiersUsed,
        heldSince: await countHeldSince(tx, run),
      });
      if (refusal !== undefined) return { refused: refusal };
      const seal = await findLastSeal(tx);
      const root = { auditRoot: seal?.chain ?? "", auditSeal: seal?.seal ?? 0n };
      const facts = { created: ask.created, ...root };
      await addStep(
        tx,
        run,
        "approved",
        actor.account,
        { count: ask.count, cents: ask.cents, sha256: ask.sha256, facts },
        instant,
      );
      note({ facts: { run: run.run, count: ask.count, cents: ask.cents, sha256: ask.sha256, ...root } });
      return accepted({ approvedBy: actor.account, ...root });
    },
  );
}

const SEAL_TRIES = 200;
const SEAL_PAUSE_MS = 100;

/** Seals what can be sealed; waits a little where an open transaction holds the very first seal up. */
async function sealSoon(db: Db): Promise<void> {
  for (let tries = 0; tries < SEAL_TRIES; tries++) {
    await sealEntries(db);
    if ((await findLastSeal(db)) !== undefined) return;
    await sleep(SEAL_PAUSE_MS);
  }
  throw new Error(
    "The audit could not be sealed, because a transaction stays open. Approve again when it has ended.",
  );
}

async function fingerprintAsked(
  system: PayrollSystem,
  run: Run,
  ask: ToApprove,
): Promise<string | undefined> {
  const steps = await stepsOf(system.db, run.fund, run.run);
  const calculated = steps.find(({ step }) => step === "calculated");
  if (calculated === undefined || isApproved(steps)) return undefined;
  return fingerprint(system, run, calculated, ask.created);
}

/** What the approved step fixed. */
export function approvalOf(step: RunStep): {
  readonly created: CreationStamp;
  readonly auditRoot: string;
  readonly auditSeal: bigint;
} {
  return step.facts as unknown as ReturnType<typeof approvalOf>;
}
