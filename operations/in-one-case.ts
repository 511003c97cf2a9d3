import { command, type Note } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "./actor.ts";
import { type Outcome, type Refusal, refused } from "./outcome.ts";
import { type Action, allow } from "./permissions.ts";
import type { System } from "./system.ts";

/** Which case is meant: its person first, as in every key of the record. */
export interface CaseKey {
  readonly person: number;
  readonly caseNumber: number;
}

/** An act in a case of any kind, given once under its key. */
export interface CaseAct {
  readonly key: string;
  readonly may: Action;
  /** As it stands in the audit. */
  readonly name: string;
  readonly of: CaseKey;
  /** All that decides the outcome besides the case. */
  readonly request?: unknown;
  /** Other persons whose records may change. */
  readonly others?: readonly number[];
  readonly because?: string;
}

/** What an act in a case gets whatever its kind: the case as it stands in the transaction. */
export interface InOneCase<C> {
  readonly tx: Tx;
  readonly instant: Instant;
  readonly fund: number;
  readonly actor: Actor;
  readonly found: C;
  readonly note: Note;
}

/** Does something in a case once: who may, the case as it stands, the effect, its audit entry; refused when there is no such case. */
export async function inOneCase<C, T, Code extends string, None extends string>(
  system: System,
  actor: Actor,
  { key, may, name, of, request, others = [], because }: CaseAct,
  { find, none }: { find: (tx: Tx, fund: number) => Promise<C | undefined>; none: None },
  effect: (within: InOneCase<C>) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | None>>> {
  const { person, caseNumber } = of;
  allow(actor, may, { person });
  const fund = system.fund.number;
  const given = {
    fund,
    actor,
    key,
    name,
    request: { person, caseNumber, request },
    persons: [person, ...others],
    ...(because === undefined ? {} : { because }),
  };
  return command(system.db, given, async (tx, instant, note): Promise<Outcome<T, Refusal<Code | None>>> => {
    const found = await find(tx, fund);
    if (found === undefined) return refused<None>(none, {}, "ADR 33(4)");
    note({ person, facts: { case: caseNumber } });
    const outcome = await effect({ tx, instant, fund, actor, found, note });
    if (outcome.refused) note({ facts: { refused: outcome.refused.code } });
    return outcome;
  });
}
