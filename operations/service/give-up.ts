import { addDays, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { casesOf, findCase, openCase, stepsOf, takeStep } from "@emeritus/records/case.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { employmentOf } from "@emeritus/records/employment.ts";
import { isRetired } from "@emeritus/records/benefit.ts";
import type { Known, Moment } from "@emeritus/records/moment.ts";
import { oblige, settleObligations } from "@emeritus/records/obligation.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { type GivenUp, givenUpOf, recordGivenUp } from "@emeritus/records/service-ledger.ts";
import type { GivenUpHow } from "@emeritus/records/service-tables.ts";
import type { Actor } from "../actor.ts";
import { eventsUntil } from "../moment.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { WORKING_DAYS_TO_LOOK } from "./ask-for-service.ts";
import type { ServiceKey } from "./case-view.ts";
import { tellGivenUp } from "./write-service-letter.ts";

/** The kind of a case in which the office records that service was given up. */
export const GIVEN_UP_CASE = "serviceGivenUp";

/** The ways of giving up service that the office enters; a transfer away is asked for in a case of its own, or was made elsewhere. */
export const givenUpWays = [
  "refunded",
  "transferredOut",
  "boughtOut",
] as const satisfies readonly GivenUpHow[];

/** Where each way rests in the law. */
export const givenUpCites: Readonly<Record<GivenUpHow, string>> = {
  refunded: "RSMo 104.1091.8; BR 3-16",
  transferredOut: "RSMo 104.800",
  boughtOut: "BR 2-20, 3-19",
};

/** Service that somebody gave up, as a paper shows it; days with both ends included. */
export interface GivenUpEntered {
  readonly how: GivenUpHow;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The day from which the days count no longer. */
  readonly effective: PlainDate;
  /** What was paid for it; a refund needs it, so that it can be returned. */
  readonly cents?: bigint | undefined;
}

/** Why it is not taken. */
export type GiveUpRefusal =
  | "no-such-person"
  | "days-backwards"
  | "days-ahead"
  | "effective-too-early"
  | "not-employed-then"
  | "given-up-already"
  | "amount-missing"
  | "retired-already"
  | "already-entered"
  | "no-such-case"
  | "cannot-do-now"
  | "same-person";

/** What decides: the jobs, what was given up before, and whether a retirement is paid. */
export interface GiveUpRecord {
  readonly today: PlainDate;
  readonly jobs: readonly { readonly from: PlainDate; readonly to: PlainDate; readonly eligible: boolean }[];
  readonly before: readonly GivenUp[];
  readonly retired: boolean;
}

/** Pure. The days must be worked days that are not given up yet, of somebody who is not retired, and have passed. */
export function decideGivenUp(
  { today, jobs, before, retired }: GiveUpRecord,
  { how, from, to, effective, cents }: GivenUpEntered,
): Outcome<true, Refusal<GiveUpRefusal>> {
  if (to < from) return refused("days-backwards");
  if (to > today || effective > today) return refused("days-ahead");
  if (effective <= from) return refused("effective-too-early");
  if (how === "refunded" && (cents === undefined || cents <= 0n)) return refused("amount-missing");
  if (retired) return refused("retired-already");
  if (!jobs.some((job) => job.eligible && job.from <= to && job.to > from))
    return refused("not-employed-then");
  if (before.some((lost) => lost.restoredOn === undefined && lost.from <= to && lost.to > from))
    return refused("given-up-already");
  return accepted(true);
}

/** A counselor enters that service was given up; a second person decides before a day is lost. */
export async function enterGivenUp(
  system: System,
  actor: Actor,
  asked: { readonly key: string; readonly person: number; readonly because: string } & GivenUpEntered,
): Promise<Outcome<ServiceKey, Refusal<GiveUpRefusal>>> {
  const { key, person, because, ...entered } = asked;
  allow(actor, "change a record", { person });
  const fund = system.fund.number;
  const facts = factsOf(entered);
  const given = { fund, actor, key, name: "service: enter given up", persons: [person], because };
  return command(
    system.db,
    { ...given, request: { person, because, ...facts } },
    async (tx, instant, note): Promise<Outcome<ServiceKey, Refusal<GiveUpRefusal>>> => {
      if ((await findPerson(tx, fund, person)) === undefined) return refused("no-such-person");
      const open = await casesOf(tx, fund, person, GIVEN_UP_CASE);
      if (open.some(({ status }) => status === "entered")) return refused("already-entered");
      const decision = decideGivenUp(await recordOf(system, tx, person), entered);
      if (decision.refused) return decision;
      const opened = { fund, person, kind: GIVEN_UP_CASE, action: "enter", status: "entered" };
      const caseNumber = await openCase(
        tx,
        { ...opened, actor: actor.account, facts: { because, ...facts } },
        instant,
      );
      const due = workingDaysAfter(system.calendar.today(), WORKING_DAYS_TO_LOOK);
      const duty = { kind: "decideOnService", subject: String(caseNumber), due, owner: "benefitVerifier" };
      await oblige(tx, { fund, person, ...duty, caseNumber, cites: givenUpCites[entered.how] }, instant);
      note({ facts: { case: caseNumber, how: entered.how } });
      return accepted({ person, caseNumber });
    },
  );
}

/** A second person records what was entered, with a letter to the member, or refuses it; the case ends. */
export async function decideOnGivenUp(
  system: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly of: ServiceKey;
    readonly record: boolean;
    readonly because: string;
  },
): Promise<Outcome<ServiceKey, Refusal<GiveUpRefusal>>> {
  const { key, of, record, because } = asked;
  const { person, caseNumber } = of;
  allow(actor, "approve a determination", { person });
  const fund = system.fund.number;
  const given = { fund, actor, key, name: "service: decide given up", persons: [person], because };
  return command(
    system.db,
    { ...given, request: { ...of, record, because } },
    async (tx, instant, note): Promise<Outcome<ServiceKey, Refusal<GiveUpRefusal>>> => {
      const seen = await findGivenUpCase(tx, fund, of);
      if (seen === undefined) return refused("no-such-case");
      note({ facts: { case: caseNumber, record } });
      if (seen.status !== "entered") return refused("cannot-do-now", { status: seen.status });
      if (await isSamePerson(tx, fund, actor, seen.enteredBy)) return refused("same-person");
      if (record) {
        const decision = decideGivenUp(await recordOf(system, tx, person), seen);
        if (decision.refused) return decision;
        const { how, from, effective, cents } = seen;
        const lost = { how, effective, cents, caseNumber, from, to: addDays(seen.to, 1) };
        await recordGivenUp(tx, fund, person, lost, instant);
        await tellGivenUp({ system, tx, instant, of }, lost);
      }
      const [action, status] = record ? (["record", "recorded"] as const) : (["refuse", "refused"] as const);
      const step = { fund, person, caseNumber, step: seen.step + 1, action, status };
      await takeStep(tx, { ...step, actor: actor.account, facts: { because } }, instant);
      await settleObligations(tx, { fund, person, caseNumber }, { status: "done", because: action }, instant);
      return accepted(of);
    },
  );
}

/** A case of service given up as it stands. */
export interface GivenUpCase extends ServiceKey, GivenUpEntered {
  readonly status: string;
  readonly step: number;
  readonly enteredBy: string;
  readonly because: string;
}

async function findGivenUpCase(
  db: Reading,
  fund: number,
  of: ServiceKey,
  when: Known = {},
): Promise<GivenUpCase | undefined> {
  const found = await findCase(db, fund, of.caseNumber, when);
  if (found === undefined || found.person !== of.person || found.kind !== GIVEN_UP_CASE) return undefined;
  const [first] = await stepsOf(db, fund, of.person, of.caseNumber, when);
  const { how, from, to, effective, cents, because } = first!.facts;
  return {
    ...of,
    status: found.status,
    step: found.step,
    enteredBy: first!.actor,
    how: how as GivenUpHow,
    from: parseDate(String(from)),
    to: parseDate(String(to)),
    effective: parseDate(String(effective)),
    cents: cents === null || cents === undefined ? undefined : BigInt(String(cents)),
    because: String(because),
  };
}

/** What a person gave up, and what waits for a second person, as it stood at a moment. */
export async function readGivenUp(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
): Promise<{ readonly lost: readonly GivenUp[]; readonly cases: readonly GivenUpCase[] }> {
  allow(actor, "read a case", { person });
  const { reader, fund } = system;
  const until = await eventsUntil(system, moment);
  const cases: GivenUpCase[] = [];
  for (const { caseNumber } of await casesOf(reader, fund.number, person, GIVEN_UP_CASE, until))
    cases.push((await findGivenUpCase(reader, fund.number, { person, caseNumber }, until))!);
  return { lost: await givenUpOf(reader, fund.number, person, moment), cases };
}

async function recordOf({ fund, calendar }: System, db: Reading, person: number): Promise<GiveUpRecord> {
  return {
    today: calendar.today(),
    jobs: await employmentOf(db, fund.number, person),
    before: await givenUpOf(db, fund.number, person),
    retired: await isRetired(db, fund.number, person),
  };
}

const factsOf = ({ how, from, to, effective, cents }: GivenUpEntered) => ({
  how,
  from: formatDate(from),
  to: formatDate(to),
  effective: formatDate(effective),
  cents: cents === undefined ? null : String(cents),
});
