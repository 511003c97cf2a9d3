import { takeStep } from "@emeritus/records/case.ts";
import { command, type Note } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { type Outcome, type Refusal, refused } from "../outcome.ts";
import { type Action, allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type DeathCase, type DeathKey, findDeathCase } from "./death-view.ts";
import { type DeathAction, type DeathStatus, statusAfter } from "./status.ts";

/** What an act in a death case gets: the case as it stands in the transaction, and a way to record what is done. */
export interface InDeathCase {
  readonly tx: Tx;
  readonly instant: Instant;
  readonly fund: number;
  readonly actor: Actor;
  readonly death: DeathCase;
  /** Where the action leads. */
  readonly status: DeathStatus;
  /** Records the action as a step; facts stand in the case and in the audit. */
  step(facts?: Readonly<Record<string, unknown>>): Promise<void>;
  readonly note: Note;
}

/** An act in a death case, given once under its key. */
export interface DeathCommand {
  readonly key: string;
  readonly may: Action;
  readonly action: DeathAction;
  readonly of: DeathKey;
  /** All that decides the outcome besides the case. */
  readonly request: unknown;
  /** Other persons whose records may change. */
  readonly others?: readonly number[];
  readonly because?: string;
}

/** Why an act is not done whatever it is. */
export type NotNow = "no-such-case" | "cannot-do-now";

/** Does something in a death case once: who may, the case as it stands, the effect, its audit entry. */
export async function inDeathCase<T, Code extends string>(
  system: System,
  actor: Actor,
  asked: DeathCommand,
  effect: (within: InDeathCase) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | NotNow>>> {
  const { person, caseNumber } = asked.of;
  allow(actor, asked.may, { person });
  const fund = system.fund.number;
  const given = {
    fund,
    actor,
    key: asked.key,
    name: `death: ${asked.action}`,
    request: { ...asked.of, request: asked.request },
    persons: [person, ...(asked.others ?? [])],
    ...(asked.because === undefined ? {} : { because: asked.because }),
  };
  return command(system.db, given, async (tx, instant, note): Promise<Outcome<T, Refusal<Code | NotNow>>> => {
    const death = await findDeathCase(tx, fund, asked.of);
    if (death === undefined) return refused("no-such-case");
    const status = statusAfter(death.status, asked.action);
    note({ person, facts: { case: caseNumber } });
    if (status === undefined) return refused("cannot-do-now", { status: death.status });
    const { action } = asked;
    const step = (facts: Readonly<Record<string, unknown>> = {}) =>
      takeStep(
        tx,
        { fund, person, caseNumber, step: death.step + 1, action, status, actor: actor.account, facts },
        instant,
      );
    const outcome = await effect({ tx, instant, fund, actor, death, status, step, note });
    if (outcome.refused) note({ facts: { refused: outcome.refused.code } });
    return outcome;
  });
}
