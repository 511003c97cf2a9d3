import { addDays, formatDate } from "@emeritus/engine/dates.ts";
import { appealsCite, lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import { openCase, takeStep } from "@emeritus/records/case.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { employmentOf, leavesOf, recordEmployment, recordLeave } from "@emeritus/records/employment.ts";
import { correct } from "@emeritus/records/correct.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { findPerson, getPerson } from "@emeritus/records/person.ts";
import { oblige, settleObligations } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { recordServiceProof } from "@emeritus/records/service-ledger.ts";
import type { Actor } from "../actor.ts";
import { NoSuchPerson } from "../career.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { eventsUntil } from "../moment.ts";
import { type Action, allow } from "../permissions.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import { openRedeterminations } from "../redetermining/open-cases.ts";
import type { System } from "../system.ts";
import { WORKING_DAYS_TO_LOOK } from "./ask-for-service.ts";
import {
  DISPUTE_CASE,
  type Dispute,
  type DisputeKey,
  type DisputeStatus,
  type DisputeSubject,
  findDispute,
} from "./dispute-view.ts";
import { type CorrectionRefusal, decideCorrection, type ServiceCorrection } from "./decide-correction.ts";
import { writeServiceLetter } from "./write-service-letter.ts";

/** Days that an employer is given to answer the office; a target of ours, not law (ADR 19). */
export const DAYS_FOR_EMPLOYER = 30;

/** A member says what is wrong with a line of service, pay or contributions. It becomes a case with a day by which it is answered. */
export async function disputeRecord(
  system: System,
  actor: Actor,
  asked: { key: string; person: number; about: DisputeSubject; line: string; says: string },
): Promise<Outcome<DisputeKey, Refusal<never>>> {
  const { key, person, about, line, says } = asked;
  allow(actor, "dispute a record", { person });
  const fund = system.fund.number;
  const request = { person, about, line, says };
  const given = { fund, actor, key, name: "dispute: say", request, persons: [person] };
  return command(
    system.db,
    given,
    async (tx, instant, note): Promise<Outcome<DisputeKey, Refusal<never>>> => {
      if ((await findPerson(tx, fund, person)) === undefined)
        throw new NoSuchPerson(`fund ${fund} has no person ${person}`);
      const caseNumber = await openCase(
        tx,
        {
          fund,
          person,
          kind: DISPUTE_CASE,
          action: "say",
          status: "said",
          actor: actor.account,
          facts: { about, line, says },
        },
        instant,
      );
      const due = workingDaysAfter(system.calendar.today(), WORKING_DAYS_TO_LOOK);
      const subject = String(caseNumber);
      await oblige(
        tx,
        { fund, person, kind: "answerDispute", subject, due, owner: "counselor", caseNumber },
        instant,
      );
      note({ facts: { case: caseNumber, about } });
      return accepted({ person, caseNumber });
    },
  );
}

/** Why an answer is not taken. */
export type AnswerRefusal = "no-such-case" | "cannot-do-now" | "nothing-changed" | CorrectionRefusal;

interface InDispute {
  readonly tx: Tx;
  readonly instant: Instant;
  readonly fund: number;
  readonly dispute: Dispute;
  step(action: string, status: DisputeStatus, facts: Readonly<Record<string, unknown>>): Promise<void>;
}

async function inDispute(
  system: System,
  actor: Actor,
  asked: {
    key: string;
    of: DisputeKey;
    may: Action;
    action: string;
    because: string;
    request: unknown;
    from: readonly DisputeStatus[];
  },
  effect: (within: InDispute) => Promise<Outcome<DisputeKey, Refusal<AnswerRefusal>>>,
): Promise<Outcome<DisputeKey, Refusal<AnswerRefusal>>> {
  const { person, caseNumber } = asked.of;
  allow(actor, asked.may, { person });
  const fund = system.fund.number;
  const { key, because, action } = asked;
  const request = { ...asked.of, request: asked.request };
  const given = { fund, actor, key, name: `dispute: ${action}`, request, persons: [person], because };
  return command(
    system.db,
    given,
    async (tx, instant, note): Promise<Outcome<DisputeKey, Refusal<AnswerRefusal>>> => {
      const dispute = await findDispute(tx, fund, asked.of);
      if (dispute === undefined) return refused("no-such-case");
      note({ facts: { case: caseNumber } });
      if (!asked.from.includes(dispute.status)) return refused("cannot-do-now", { status: dispute.status });
      const step: InDispute["step"] = async (name, status, facts) => {
        await settleObligations(tx, { fund, person, caseNumber }, { status: "done", because: name }, instant);
        const taken = { fund, person, caseNumber, step: dispute.step + 1, action: name, status };
        await takeStep(tx, { ...taken, actor: actor.account, facts }, instant);
      };
      return effect({ tx, instant, fund, dispute, step });
    },
  );
}

/**
 * The office corrects service as the member said, with the paper that proves it: a new version takes the place of what was known,
 * and both stay on record.
 */
export async function correctDisputedService(
  system: System,
  actor: Actor,
  asked: { key: string; of: DisputeKey; because: string; correction: ServiceCorrection },
): Promise<Outcome<DisputeKey, Refusal<AnswerRefusal>>> {
  const { key, of, because, correction } = asked;
  const given = {
    key,
    of,
    because,
    may: "change a record",
    action: "correct",
    request: { because, correction },
    from: ["said", "withEmployer"],
  } as const;
  return inDispute(system, actor, given, async ({ tx, instant, fund, dispute, step }) => {
    const { position, from, leave, proof } = correction;
    const today = system.calendar.today();
    const { born } = await getPerson(tx, fund, of.person);
    const employment = await employmentOf(tx, fund, of.person);
    const decision = decideCorrection({ today, born, employment }, correction);
    if (decision.refused) return decision;
    const { stretch, after, continues } = decision.accepted;
    if (leave === undefined) {
      const { endedBy, ...rest } = stretch;
      await correct(
        tx,
        "records.employment",
        { fund, person: of.person, position },
        { from: stretch.from, to: stretch.to },
        [],
        instant,
      );
      const how = continues ? {} : { endedBy: endedBy ?? ("left" as const) };
      const ended = after === undefined ? {} : { to: after, ...how };
      const { to: _was, ...open } = rest;
      await recordEmployment(tx, fund, of.person, { ...open, from, ...ended }, instant);
    } else {
      const days = after === undefined ? { from } : { from, to: after };
      await recordLeave(
        tx,
        fund,
        of.person,
        { position, kind: leave, paid: false, approvedBy: proof.certifiedBy, ...days },
        instant,
      );
    }
    const until = after ?? addDays(today, 1);
    await recordServiceProof(tx, fund, of.person, { position, ...proof, from, to: until }, instant);
    const cause = { kind: "service", caseNumber: of.caseNumber, because } as const;
    const by = { fund, today, actor: actor.account };
    await openRedeterminations(tx, { ...by, persons: [of.person], cause }, instant);
    await step("correct", "corrected", { because, position, from: formatDate(from), leave: leave ?? null });
    await answered(system, { tx, instant, dispute }, because);
    return accepted(of);
  });
}

/** The office asks the employer: pay and contributions change only by an adjustment of the pay report that brought them. */
export async function askEmployer(
  system: System,
  actor: Actor,
  asked: { key: string; of: DisputeKey; because: string },
): Promise<Outcome<DisputeKey, Refusal<AnswerRefusal>>> {
  const { key, of, because } = asked;
  const given = {
    key,
    of,
    because,
    may: "work a case",
    action: "askEmployer",
    request: because,
    from: ["said"],
  } as const;
  return inDispute(system, actor, given, async ({ tx, instant, fund, step }) => {
    await step("askEmployer", "withEmployer", { because });
    const { person, caseNumber } = of;
    const due = addDays(system.calendar.today(), DAYS_FOR_EMPLOYER);
    const duty = {
      fund,
      person,
      kind: "employerAnswersDispute",
      subject: String(caseNumber),
      due,
      owner: "employer",
      caseNumber,
    };
    await oblige(tx, duty, instant);
    return accepted(of);
  });
}

/** The office says that the record now holds what the member said. Refused while nothing on record has changed since they said it. */
export async function confirmCorrected(
  system: System,
  actor: Actor,
  asked: { key: string; of: DisputeKey; because: string },
): Promise<Outcome<DisputeKey, Refusal<AnswerRefusal>>> {
  const { key, of, because } = asked;
  const given = {
    key,
    of,
    because,
    may: "work a case",
    action: "confirm",
    request: because,
    from: ["said", "withEmployer"],
  } as const;
  return inDispute(system, actor, given, async ({ tx, instant, fund, dispute, step }) => {
    if (!(await changedSince(tx, fund, of.person, dispute))) return refused("nothing-changed");
    await step("confirm", "corrected", { because });
    await answered(system, { tx, instant, dispute }, because);
    return accepted(of);
  });
}

/** Tells the member that the record is corrected, with the office's words to it. */
function answered(
  system: System,
  { tx, instant, dispute }: Pick<InDispute, "tx" | "instant" | "dispute">,
  because: string,
): Promise<number> {
  const { line, says } = dispute;
  const parts = { kind: "recordCorrected", line, says, because } as const;
  return writeServiceLetter({ system, tx, instant, of: placeOf(dispute) }, parts);
}

const placeOf = ({ person, caseNumber }: Dispute) => ({ person, caseNumber });

/** Whether pay, employment or leave of a person got a new version since an instant. */
async function changedSince(tx: Tx, fund: number, person: number, { since }: Dispute): Promise<boolean> {
  for (const table of [
    "records.pay",
    "records.employment",
    "records.leave",
    "records.service_credit",
  ] as const) {
    const row = await tx
      .selectFrom(table)
      .select("person")
      .where("fund", "=", fund)
      .where("person", "=", person)
      .where("recorded_from", ">", since)
      .limit(1)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}

/** The office refuses with reason and citation; the member may ask the board to review it within sixty days (BR 1-2). */
export async function refuseDispute(
  system: System,
  actor: Actor,
  asked: { key: string; of: DisputeKey; because: string; cites: string },
): Promise<Outcome<DisputeKey, Refusal<AnswerRefusal>>> {
  const { key, of, because, cites } = asked;
  const request = { because, cites };
  const given = {
    key,
    of,
    because,
    may: "work a case",
    action: "refuse",
    request,
    from: ["said", "withEmployer"],
  } as const;
  return inDispute(system, actor, given, async ({ tx, instant, fund, dispute, step }) => {
    const today = system.calendar.today();
    const until = lastDayToAppeal(today);
    await step("refuse", "refused", { because, cites, appealUntil: formatDate(until) });
    const { person, caseNumber } = of;
    const duty = {
      fund,
      person,
      kind: "appeal-ends",
      subject: String(caseNumber),
      due: until,
      owner: "member",
      caseNumber,
    };
    await oblige(tx, { ...duty, cites: appealsCite }, instant);
    const { line, says } = dispute;
    const parts = { kind: "recordNotChanged", line, says, because, cites } as const;
    await writeServiceLetter({ system, tx, instant, of: placeOf(dispute) }, parts);
    return accepted(of);
  });
}

/** The member takes back what they said. */
export async function takeBackDispute(
  system: System,
  actor: Actor,
  asked: { key: string; of: DisputeKey },
): Promise<Outcome<DisputeKey, Refusal<AnswerRefusal>>> {
  const { key, of } = asked;
  const because = "taken back";
  const given = {
    key,
    of,
    because,
    may: "dispute a record",
    action: "takeBack",
    request: null,
    from: ["said", "withEmployer"],
  } as const;
  return inDispute(system, actor, given, async ({ step }) => {
    await step("takeBack", "takenBack", {});
    return accepted(of);
  });
}

/** Reads a dispute as it stood at a moment; staff who read it leave an audit entry. Nothing when this person had no such case. */
export async function readDispute(
  system: System,
  actor: Actor,
  of: DisputeKey,
  moment: Moment = { on: system.calendar.today() },
): Promise<Dispute | undefined> {
  allow(actor, "read a case", { person: of.person });
  const { db, reader, fund } = system;
  const dispute = await findDispute(reader, fund.number, of, await eventsUntil(system, moment));
  if (dispute !== undefined && of.person !== actor.person)
    await recordReading(db, {
      fund: fund.number,
      person: of.person,
      actor: actor.account,
      action: "read a case",
    });
  return dispute;
}

/** Leaves and jobs of a person by number, for the form of a correction. */
export async function correctables({ reader, fund }: System, actor: Actor, person: number) {
  allow(actor, "change a record", { person });
  const [jobs, leaves] = await Promise.all([
    employmentOf(reader, fund.number, person),
    leavesOf(reader, fund.number, person),
  ]);
  return { jobs, leaves };
}
