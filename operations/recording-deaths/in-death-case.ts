import { takeStep } from "@emeritus/records/case.ts";
import type { Note } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { inOneCase } from "../in-one-case.ts";
import { type Outcome, type Refusal, refused } from "../outcome.ts";
import type { Action } from "../permissions.ts";
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
export const inDeathCase = <T, Code extends string>(
  system: System,
  actor: Actor,
  asked: DeathCommand,
  effect: (within: InDeathCase) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | NotNow>>> =>
  inOneCase<DeathCase, T, Code | "cannot-do-now", "no-such-case">(
    system,
    actor,
    { ...asked, name: `death: ${asked.action}` },
    { find: (tx, fund) => findDeathCase(tx, fund, asked.of), none: "no-such-case" },
    async ({ found: death, ...given }) => {
      const { action, of } = asked;
      const status = statusAfter(death.status, action);
      if (status === undefined) return refused("cannot-do-now", { status: death.status });
      const { tx, instant, fund } = given;
      const step = (facts: Readonly<Record<string, unknown>> = {}) => {
        const { person, caseNumber } = of;
        const taken = { fund, person, caseNumber, step: death.step + 1, action, status };
        return takeStep(tx, { ...taken, actor: actor.account, facts }, instant);
      };
      return effect({ ...given, death, status, step });
    },
  );
