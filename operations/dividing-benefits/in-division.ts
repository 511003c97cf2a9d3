import { takeStep } from "@emeritus/records/case.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { type CaseKey, inOneCase, type InOneCase } from "../in-one-case.ts";
import { type Outcome, type Refusal, refused } from "../outcome.ts";
import { type Action, allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type Division, findDivision } from "./division-view.ts";
import { type DivisionAction, statusAfter } from "./status.ts";

/** What an act on an order gets: the order as it stands in the transaction, and a way to record what is done. */
export interface InDivision extends Omit<InOneCase<Division>, "found"> {
  readonly division: Division;
  /** Records the action as a step; facts stand in the case and in the audit. */
  step(facts?: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Why an act is not done whatever it is. */
export type NotNow = "no-such-case" | "cannot-do-now";

/** Does something with an order once: who may, the order as it stands, the effect, its audit entry. */
export const inDivision = <T, Code extends string>(
  system: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly may: Action;
    readonly action: DivisionAction;
    readonly of: CaseKey;
    readonly request: unknown;
    /** Other persons whose records may change. */
    readonly others?: readonly number[];
    readonly because?: string;
  },
  effect: (within: InDivision) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | NotNow>>> =>
  inOneCase<Division, T, Code | "cannot-do-now", "no-such-case">(
    system,
    actor,
    { ...asked, name: `division order: ${asked.action}` },
    { find: (tx, fund) => findDivision(tx, fund, asked.of), none: "no-such-case" },
    async ({ found: division, ...given }) => {
      allow(actor, asked.may, { person: division.order.alternatePayee });
      if (statusAfter(division.status, asked.action) === undefined)
        return refused("cannot-do-now", { status: division.status });
      const { tx, instant, fund } = given;
      const step = (facts: Readonly<Record<string, unknown>> = {}) =>
        takeDivisionStep(tx, fund, division, { action: asked.action, actor: actor.account, facts }, instant);
      return effect({ ...given, division, step });
    },
  );

/** Records the next step of an order that stands at a status, after so many steps. */
export async function takeDivisionStep(
  tx: Tx,
  fund: number,
  { person, caseNumber, step, status }: Pick<Division, "person" | "caseNumber" | "step" | "status">,
  taken: {
    readonly action: DivisionAction;
    readonly actor: string;
    readonly facts: Readonly<Record<string, unknown>>;
  },
  instant: Instant,
): Promise<void> {
  const next = statusAfter(status, taken.action);
  if (next === undefined) throw new Error(`an order that is ${status} cannot ${taken.action}`);
  await takeStep(tx, { fund, person, caseNumber, step: step + 1, status: next, ...taken }, instant);
}
