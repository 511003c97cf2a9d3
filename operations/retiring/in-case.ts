import type { Tx } from "@emeritus/records/db.ts";
import type { Note } from "@emeritus/records/command.ts";
import { takeStep } from "@emeritus/records/case.ts";
import { obligeAgain } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";

import type { Actor } from "../actor.ts";
import { type CaseAct, inOneCase } from "../in-one-case.ts";
import { type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { findRetirementCase, type RetirementCase } from "./case-view.ts";
import type { Duty } from "./obligations.ts";
import { type RetirementAction, type RetirementStatus, statusAfter } from "./status.ts";

/** What an act in a case gets: the case as it stands in the transaction, and ways to record what is done. */
export interface InCase {
  readonly tx: Tx;
  readonly instant: Instant;
  readonly fund: number;
  readonly actor: Actor;
  readonly retirement: RetirementCase;
  /** Records a step that leads to a status; facts stand in the case and in the audit. */
  step(
    action: RetirementAction,
    status: RetirementStatus,
    facts?: Readonly<Record<string, unknown>>,
  ): Promise<void>;
  /** Records duties of the case; one of the same kind and day that was settled before is open again. */
  oblige(duties: readonly Duty[]): Promise<void>;
  readonly note: Note;
}

/** Does something in a case once: who may, the case as it stands, the effect, its audit entry; refused when there is no such case. */
export const inCase = <T, Code extends string>(
  system: System,
  actor: Actor,
  asked: CaseAct,
  effect: (within: InCase) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | "no-open-case">>> => {
  const { person, caseNumber } = asked.of;
  const find = (tx: Tx, fund: number) => findRetirementCase(tx, fund, person, caseNumber);
  return inOneCase(
    system,
    actor,
    asked,
    { find, none: "no-open-case" },
    ({ found: retirement, ...given }) => {
      const { tx, instant, fund } = given;
      let next = retirement.step + 1;
      return effect({
        ...given,
        retirement,
        async step(action, status, facts = {}) {
          const taken = { fund, person, caseNumber, step: next++, action, status };
          await takeStep(tx, { ...taken, actor: actor.account, facts }, instant);
        },
        async oblige(duties) {
          for (const { cites, ...rest } of duties) {
            const owed = { fund, person, subject: String(caseNumber), caseNumber, ...rest };
            const duty = cites === undefined ? owed : { ...owed, cites };
            await obligeAgain(tx, duty, instant, ["void", "done"]);
          }
        },
      });
    },
  );
};

/** The status to which an action leads, or the refusal that the case does not allow it now. */
export function nextStatus(
  retirement: RetirementCase,
  action: RetirementAction,
): Outcome<RetirementStatus, Refusal<"cannot-do-now">> {
  const status = statusAfter(retirement.status, action);
  return status === undefined
    ? refused("cannot-do-now", { status: retirement.status, action })
    : { accepted: status };
}
