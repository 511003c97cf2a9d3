import { done } from "@emeritus/operations/done.ts";
import { randomUUID } from "node:crypto";

import { typstPrinter } from "@emeritus/adapters/typst/index.ts";
import { addMonths, monthOf, parseDate, type PlainDate, yearOfDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { answerQuestion } from "@emeritus/operations/retiring/answer-question.ts";
import { applyForRetirement } from "@emeritus/operations/retiring/apply-for-retirement.ts";
import type { Answers } from "@emeritus/operations/retiring/case-view.ts";
import { electOption, type ElectAsked } from "@emeritus/operations/retiring/elect-option.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import { judgeDocument } from "@emeritus/operations/retiring/judge-document.ts";
import type { ProofKind } from "@emeritus/operations/retiring/proofs.ts";
import { recordEmployerData } from "@emeritus/operations/retiring/record-employer-data.ts";
import { sendDocument } from "@emeritus/operations/retiring/send-document.ts";
import { startRetirement } from "@emeritus/operations/retiring/start-retirement.ts";
import { findRetirementCase } from "@emeritus/operations/retiring/case-view.ts";
import type { System } from "@emeritus/operations/system.ts";
import { recordAddress } from "@emeritus/records/address.ts";
import { positionFor, recordEmployment } from "@emeritus/records/employment.ts";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { payColumns, postPay } from "@emeritus/records/pay.ts";
import { newPerson } from "@emeritus/records/person.ts";
import { testDatabase } from "@emeritus/records/testing.ts";

export { done } from "@emeritus/operations/done.ts";

const day = parseDate;

/** A system with a calendar that a test can move, and the printer that prints real letters. */
export interface Office {
  readonly system: System;
  readonly handed: { letter: number; sha256: string }[];
  /** Moves the calendar. */
  on(date: string): void;
  dispose(): Promise<void>;
}

/** Opens an office on a fresh database. */
export async function openOffice(today: string): Promise<Office> {
  const database = await testDatabase();
  const letters = typstPrinter();
  let now = day(today);
  const handed: Office["handed"] = [];
  const quiet = () => {};
  const system: System = {
    db: database.db,
    reader: database.reader,
    fund: { number: 1, name: "Demonstration fund", demonstration: true, timeZone: "America/Chicago" },
    calendar: { today: () => now, moved: true },
    clock: { now: () => new Date().toISOString(), milliseconds: () => Date.now() },
    keys: temporaryKeys(),
    log: { info: quiet, warn: quiet, error: (facts, message) => console.error(message, facts) },
    letters,
    outbox: {
      hand: async ({ letter, sha256 }) => {
        handed.push({ letter, sha256 });
      },
    },
    home: "/nonexistent",
  };
  const dispose = async () => {
    await letters.close();
    await database.dispose();
  };
  return { system, handed, on: (date) => (now = day(date)), dispose };
}

/** Somebody's account with its roles. */
export const actor = (account: string, roles: Actor["roles"], person?: number): Actor => ({
  account,
  roles,
  employers: [],
  ...(person === undefined ? {} : { person }),
});

/** The office's people: a counselor, two verifiers, an auditor. */
export const staff = {
  counselor: actor("casey1", ["counselor"]),
  verifier: actor("val1", ["benefitVerifier"]),
  both: actor("robin1", ["counselor", "benefitVerifier"]),
  auditor: actor("audrey1", ["auditor"]),
};

/** Hires somebody and posts level pay for every month to a month; 31 years at 3,000.00 give a base benefit of 1,581.00. */
export async function newMember(
  { system }: Office,
  who: { born: string; hired: string; paidTo: string; cents?: number; first?: string; plan?: string },
): Promise<{ person: number; memberId: string; member: Actor }> {
  return system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const fund = 1;
    const { person, memberId } = await newPerson(
      tx,
      { fund, name: { first: who.first ?? "Rosa", last: "Example" }, born: day(who.born) },
      instant,
    );
    const address = { street: "1 Main Street", city: "Rolla", state: "MO", postalCode: "65401" };
    await recordAddress(tx, fund, person, { kind: "home", from: day(who.born), address }, instant);
    const position = await positionFor(
      tx,
      fund,
      person,
      { employer: 10, reportingGroup: 1, code: "A1" },
      instant,
    );
    await recordEmployment(
      tx,
      fund,
      person,
      {
        position,
        employer: 10,
        reportingGroup: 1,
        plan: who.plan ?? "msep2000",
        memberClass: "general",
        eligible: true,
        fteHundredths: 10_000,
        from: day(who.hired),
      },
      instant,
    );
    await payFrom(tx, person, position, day(who.hired), day(who.paidTo), who.cents ?? 300_000, instant);
    return { person, memberId, member: actor(`rosa${person}`, ["member"], person) };
  });
}

async function payFrom(
  tx: Parameters<typeof postPay>[0],
  person: number,
  position: number,
  from: PlainDate,
  to: PlainDate,
  cents: number,
  instant: string,
): Promise<void> {
  const months: PlainDate[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  const pay = payColumns(months.length);
  for (const [at, month] of months.entries()) {
    pay.person[at] = person;
    pay.position[at] = position;
    pay.year[at] = yearOfDate(month);
    pay.month[at] = monthOf(month);
    pay.reportRow[at] = person * 1000 + at;
    pay.cents[at] = cents;
  }
  await postPay(tx, 1, 1, pay, instant);
}

/** A fresh key for a command. */
export const key = (): string => randomUUID();

/** The answers of somebody who retires on 1 July 2031 after a last day on 30 June. */
export const single: Answers = {
  annuityStartingDate: "2031-07-01",
  lastDayOfWork: "2031-06-30",
  married: false,
};

/** The same with a spouse who is one full year older. */
export const married: Answers = {
  ...single,
  married: true,
  spouseFirst: "Luis",
  spouseLast: "Example",
  spouseBorn: "1968-01-20",
  marriedOn: "1990-06-16",
};

/** Starts, answers and files step 1. */
export async function apply({ system }: Office, member: Actor, answers: Answers): Promise<CaseKey> {
  const of = await done(startRetirement(system, member, { key: key(), person: member.person! }));
  await done(answerQuestion(system, member, { key: key(), of, answers }));
  await done(applyForRetirement(system, member, { key: key(), of, employerNoticeShown: true }));
  return of;
}

/** Sends step 2. */
export const elect = ({ system }: Office, member: Actor, of: CaseKey, more: Partial<ElectAsked> = {}) =>
  electOption(system, member, {
    key: key(),
    of,
    option: "lifeIncome",
    beneficiaries: [],
    confirmed: true,
    ...more,
  });

/** Sends a paper and has the counselor accept it with the date it shows. */
export async function prove(
  office: Office,
  member: Actor,
  of: CaseKey,
  kind: ProofKind,
  dateSeen: string,
): Promise<void> {
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${kind} ${of.caseNumber}`);
  await done(sendDocument(office.system, member, { key: key(), of, kind, bytes }));
  const { proofs } = (await findRetirementCase(office.system.db, 1, of.person, of.caseNumber))!;
  const document = proofs.find((proof) => proof.kind === kind)!.document!;
  await done(
    judgeDocument(office.system, staff.counselor, {
      key: key(),
      of,
      document,
      accept: true,
      dateSeen: day(dateSeen),
      paper: "passport",
    }),
  );
}

/** The employer's certificate comes in: the last day, and no unused sick leave. */
export const certify = ({ system }: Office, of: CaseKey, last: string | undefined, hundredths = 0) =>
  recordEmployerData(system, staff.counselor, {
    key: key(),
    of,
    sickLeaveHundredths: hundredths,
    ...(last === undefined ? {} : { leftService: day(last) }),
  });
