import { dateOf } from "@emeritus/records/dates.ts";
import { casesOf, takeStep } from "@emeritus/records/case.ts";
import type { Note } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { careerFacts } from "../career.ts";
import { inOneCase } from "../in-one-case.ts";
import { type Outcome, type Refusal, refused } from "../outcome.ts";
import type { Action } from "../permissions.ts";
import { isOpen, retirementStatus } from "../retiring/status.ts";
import type { System } from "../system.ts";
import type { CaseFacts } from "./case-law.ts";
import { findServiceCase, type FoundOut, type ServiceCase, type ServiceKey } from "./case-view.ts";
import { type ServiceAction, type ServiceStatus, statusAfter } from "./status.ts";

/** What an act in a service case gets: the case as it stands in the transaction, and a way to record what is done. */
export interface InServiceCase {
  readonly system: System;
  readonly tx: Tx;
  readonly instant: Instant;
  readonly fund: number;
  readonly actor: Actor;
  readonly of: ServiceKey;
  readonly service: ServiceCase;
  /** Records an action as the case's next step; the facts stand in the case. */
  step(action: ServiceAction, facts?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Settles every open duty of the case. */
  settle(because: string): Promise<void>;
  readonly note: Note;
}

/** An act in a service case, given once under its key. */
export interface ServiceCommand {
  readonly key: string;
  readonly may: Action;
  readonly action: ServiceAction;
  readonly of: ServiceKey;
  /** All that decides the outcome besides the case. */
  readonly request?: unknown;
  readonly because?: string;
}

/** Why an act is not done whatever it is. */
export type NotNow = "no-such-case" | "cannot-do-now";

/** Does something in a service case once: who may, the case as it stands, the effect, its audit entry. */
export const inServiceCase = <T, Code extends string>(
  system: System,
  actor: Actor,
  asked: ServiceCommand,
  effect: (within: InServiceCase) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | NotNow>>> =>
  inOneCase<ServiceCase, T, Code | "cannot-do-now", "no-such-case">(
    system,
    actor,
    { ...asked, name: `service: ${asked.action}` },
    { find: (tx, fund) => findServiceCase(tx, fund, asked.of), none: "no-such-case" },
    async ({ found: service, ...given }) => {
      if (statusAfter(service.status, asked.action) === undefined)
        return refused("cannot-do-now", { status: service.status });
      const { tx, instant, fund } = given;
      const { person, caseNumber } = asked.of;
      let last: { status: ServiceStatus; step: number } = service;
      const step = async (action: ServiceAction, facts: Readonly<Record<string, unknown>> = {}) => {
        const status = statusAfter(last.status, action);
        if (status === undefined) throw new Error(`a case that is ${last.status} allows no ${action}`);
        last = { status, step: last.step + 1 };
        const taken = { fund, person, caseNumber, ...last, action, actor: actor.account, facts };
        await takeStep(tx, taken, instant);
      };
      const settle = async (because: string) => {
        await settleObligations(tx, { fund, person, caseNumber }, { status: "done", because }, instant);
      };
      return effect({ ...given, system, of: asked.of, service, step, settle });
    },
  );

/** The facts of the law for a case as it stands in a transaction, with the record of a moment and what the office found out. */
export async function factsOfCase(
  { tx, fund, of, service }: Pick<InServiceCase, "tx" | "fund" | "of" | "service">,
  moment: Moment,
  foundOut: FoundOut = service.prepared?.foundOut ?? {},
): Promise<CaseFacts> {
  const { on } = moment;
  const career = await careerFacts(tx, fund, of.person, moment);
  return {
    career,
    asked: service.asked,
    foundOut,
    filed: service.filed,
    on,
    accepted: service.accepted,
    payments: service.payments,
    retiring: await retirementOf(tx, fund, of.person),
  };
}

/** The retirement application that stands; a purchase or a transfer comes before it (H-121, H-127). */
async function retirementOf(tx: Tx, fund: number, person: number) {
  const open = (await casesOf(tx, fund, person, "retirement")).find(
    ({ status }) => status !== "draft" && (status === "inPayment" || isOpen(retirementStatus(status))),
  );
  if (open === undefined) return undefined;
  const row = await tx
    .selectFrom("records.retirement_application")
    .select(["received_on", "annuity_starting_date"])
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("case_number", "=", open.caseNumber)
    .orderBy("recorded_from", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { applied: dateOf(row.received_on), starts: dateOf(row.annuity_starting_date) };
}
