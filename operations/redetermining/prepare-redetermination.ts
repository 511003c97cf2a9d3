import { addDays, parseDate } from "@emeritus/engine/dates.ts";
import { type Facts, findFact } from "@emeritus/engine/facts.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import { dayOfInstant } from "@emeritus/words/format.ts";
import type { Actor } from "../actor.ts";
import type { CaseKey } from "../in-one-case.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import type { Reread } from "./basis.ts";
import { correctedInTime, decideFigures, type RedeterminationRefusal, type ToDecide } from "./decide.ts";
import { differsByTakeover, rulesOf, secondAmounts } from "./figures.ts";
import { decideChoice, type TakenOverChoice } from "./taken-over.ts";
import { type InRedetermination, inRedetermination, type NotNow } from "./in-redetermination.ts";
import { DAYS_TO_REDETERMINE, errorsCite } from "./open-cases.ts";
import type { RedeterminationStatus } from "./status.ts";

/** What came of an act in a redetermination. */
export type Done = Outcome<
  { readonly status: RedeterminationStatus },
  Refusal<RedeterminationRefusal | NotNow>
>;

/** An act in a redetermination under its key. */
export interface OfRedetermination {
  readonly key: string;
  readonly of: CaseKey;
}

/** What a decision about figures rests on, as it is in the transaction. */
export function toDecide(system: System, { now }: InRedetermination): ToDecide {
  const { again, compared, figures } = now;
  const { basis } = again;
  const made = parseDate(dayOfInstant(basis.determinedAt, system.fund.timeZone));
  return {
    figures,
    byLaw: compared.explained.amounts,
    missing: missingAnew(compared.explained.missing, again),
    compiled: secondAmounts(again),
    increases: compared.increases,
    rules: rulesOf(compared.law.plan),
    parts: compared.parts,
    takenOver: decideChoice(compared, compared.choice),
    unsaid: now.unsaid,
    inTime: correctedInTime({ start: basis.start, made, found: system.calendar.today() }),
  };
}

/**
 * The facts that are missing, without those that the determination in force assumed already and that are assumed still: what another
 * system did not tell of unused sick leave is none at the takeover and stays none. Pure.
 */
export const missingAnew = (
  missing: readonly string[],
  { basis, facts }: Pick<Reread, "basis" | "facts">,
): string[] => {
  const assumed = (of: Facts, name: string) => findFact(of, name)?.origin === "assumed";
  return missing.filter((name) => !assumed(basis.facts, name) || !assumed(facts, name));
};

/** Closes a case that would not change a cent any more, and says so. */
export async function closeEven(within: InRedetermination): Promise<Done> {
  const status = await within.step("close", { because: "nothingChanges" });
  await within.settle("nothing changes");
  return accepted({ status });
}

/** What the first of two people says of a benefit that was taken over at another amount than our law gives. */
export interface OfTakenOver {
  readonly choice: TakenOverChoice;
  readonly because: string;
}

/**
 * A counselor prepares the new determination from the record as it is now: both evaluators must agree. Where an accepted difference of
 * a takeover stands behind it, the counselor says with the reason what becomes of it. A case that would not change a cent any more is
 * closed instead. Another person approves.
 */
export const prepareRedetermination = (
  system: System,
  actor: Actor,
  { key, of, takenOver }: OfRedetermination & { readonly takenOver?: OfTakenOver | undefined },
): Promise<Done> =>
  inRedetermination<{ status: RedeterminationStatus }, RedeterminationRefusal | NotNow>(
    system,
    actor,
    {
      key,
      may: "verify a case",
      action: "prepare",
      of,
      choice: takenOver?.choice,
      ...(takenOver === undefined ? {} : { because: takenOver.because }),
    },
    async (within) => {
      const { now, found } = within;
      if (takenOver?.because.trim() === "") return refused("reason-missing");
      if (!now.compared.changed) return closeEven(within);
      const decision = decideFigures(toDecide(system, within));
      if (decision.refused) return decision;
      const because = differsByTakeover(now.compared) ? { because: takenOver!.because } : {};
      const facts = { figures: now.figures, causes: found.causes.length, ...because };
      return propose(system, within, "prepare", facts);
    },
  );

/**
 * A counselor proposes to let the determination stand although the record would give another, with the reason: a member who would
 * not be entitled any more, a correction that comes too late, an amount accepted at a takeover. Nothing changes by itself.
 */
export const proposeToLeave = (
  system: System,
  actor: Actor,
  { key, of, because }: OfRedetermination & { readonly because: string },
): Promise<Done> =>
  inRedetermination<{ status: RedeterminationStatus }, RedeterminationRefusal | NotNow>(
    system,
    actor,
    { key, may: "verify a case", action: "proposeToLeave", of, because },
    async (within) => {
      if (because.trim() === "") return refused("reason-missing");
      if (!within.now.compared.changed) return closeEven(within);
      return propose(system, within, "proposeToLeave", { figures: within.now.figures, because });
    },
  );

async function propose(
  system: System,
  within: InRedetermination,
  action: "prepare" | "proposeToLeave",
  facts: Readonly<Record<string, unknown>>,
): Promise<Done> {
  const { actor } = within;
  const by = actor.person === undefined ? {} : { person: actor.person };
  const status = await within.step(action, { ...facts, ...by });
  await within.settle("prepared", "prepare-redetermination");
  await obligeNext(system, within, "approve-redetermination", "benefitVerifier");
  return accepted({ status });
}

/** Makes the case's next act somebody's duty. */
async function obligeNext(
  system: System,
  { tx, fund, found, instant }: InRedetermination,
  kind: "prepare-redetermination" | "approve-redetermination",
  owner: "counselor" | "benefitVerifier",
): Promise<void> {
  const { person, caseNumber } = found;
  const due = addDays(system.calendar.today(), DAYS_TO_REDETERMINE);
  const duty = { kind, subject: `${caseNumber} ${found.step + 1}`, due, owner };
  await oblige(tx, { fund, person, ...duty, caseNumber, cites: errorsCite }, instant);
}

/** The second person, or the first, sends a prepared case back with the reason. */
export const sendBackRedetermination = (
  system: System,
  actor: Actor,
  { key, of, because }: OfRedetermination & { readonly because: string },
): Promise<Done> =>
  inRedetermination<{ status: RedeterminationStatus }, RedeterminationRefusal | NotNow>(
    system,
    actor,
    { key, may: "approve a determination", action: "sendBack", of, because },
    async (within) => {
      if (because.trim() === "") return refused("reason-missing");
      const status = await within.step("sendBack", { because });
      await within.settle("sent back", "approve-redetermination");
      await obligeNext(system, within, "prepare-redetermination", "counselor");
      return accepted({ status });
    },
  );

/** Whether the second person is the first one under another account. */
export const sameAsProposer = async ({ tx, fund, found, actor }: InRedetermination): Promise<boolean> => {
  const by = found.proposal?.by;
  return by !== undefined && isSamePerson(tx, fund, actor, by);
};
