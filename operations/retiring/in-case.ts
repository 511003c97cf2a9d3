import type { Tx } from "@emeritus/records/db.ts";
import { command, type Note } from "@emeritus/records/command.ts";
import { takeStep } from "@emeritus/records/case.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";

import type { Actor } from "../actor.ts";
import { type Outcome, type Refusal, refused } from "../outcome.ts";
import { type Action, allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { findRetirementCase, type RetirementCase } from "./case-view.ts";
import type { Duty } from "./obligations.ts";
import { type RetirementAction, type RetirementStatus, statusAfter } from "./status.ts";

/** Which case is meant: its person first, as in every key of the record. */
export interface CaseKey {
  readonly person: number;
  readonly caseNumber: number;
}

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
  /** Records duties of the case. */
  oblige(duties: readonly Duty[]): Promise<void>;
  readonly note: Note;
}

/** An act in a retirement case, given once under its key. */
export interface CaseCommand {
  readonly key: string;
  readonly may: Action;
  readonly name: string;
  readonly of: CaseKey;
  /** All that decides the outcome besides the case. */
  readonly request: unknown;
  readonly because?: string;
}

/** Does something in a case once: who may, the case as it stands, the effect, its audit entry; refused when there is no such case. */
export async function inCase<T, Code extends string>(
  system: System,
  actor: Actor,
  asked: CaseCommand,
  effect: (within: InCase) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | "no-open-case">>> {
  const { person, caseNumber } = asked.of;
  allow(actor, asked.may, { person });
  const fund = system.fund.number;
  const request = { ...asked.of, request: asked.request };
  const given = {
    fund,
    actor,
    key: asked.key,
    name: asked.name,
    request,
    persons: [person],
    ...(asked.because === undefined ? {} : { because: asked.because }),
  };
  return command(
    system.db,
    given,
    async (tx, instant, note): Promise<Outcome<T, Refusal<Code | "no-open-case">>> => {
      const retirement = await findRetirementCase(tx, fund, person, caseNumber);
      if (retirement === undefined) return refused("no-open-case");
      let next = retirement.step + 1;
      const outcome = await effect({
        tx,
        instant,
        fund,
        actor,
        retirement,
        note,
        async step(action, status, facts = {}) {
          await takeStep(
            tx,
            { fund, person, caseNumber, step: next++, action, status, actor: actor.account, facts },
            instant,
          );
        },
        async oblige(duties) {
          for (const { kind, due, owner, cites } of duties)
            await oblige(
              tx,
              {
                fund,
                person,
                kind,
                subject: String(caseNumber),
                due,
                owner,
                caseNumber,
                ...(cites === undefined ? {} : { cites }),
              },
              instant,
            );
        },
      });
      note({ facts: { case: caseNumber, ...(outcome.refused ? { refused: outcome.refused.code } : {}) } });
      return outcome;
    },
  );
}

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
