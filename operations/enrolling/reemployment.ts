import { firstOfMonthOf, formatDate, ENDLESS, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { explain } from "@emeritus/engine/explain.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { annuitiesResume } from "@emeritus/law/missouri/mosers/shared/reemployment.ts";
import { correctBenefit, endBenefit, findBenefit } from "@emeritus/records/benefit.ts";
import { casesOf, stepsOf, takeStep, type Case } from "@emeritus/records/case.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import type { Known } from "@emeritus/records/moment.ts";
import { oblige, settleObligations } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { endHold } from "../benefit-payroll/holds.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { type Action, allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import {
  REEMPLOYMENT,
  type ReemploymentAction,
  reemploymentAfter,
  reemploymentCites,
  type ReemploymentStatus,
} from "./reemployment-status.ts";

/** A case of reemployment with what it rests on. */
export interface ReemploymentCase {
  readonly person: number;
  readonly caseNumber: number;
  readonly status: ReemploymentStatus;
  readonly step: number;
  readonly workFrom: PlainDate;
  readonly workTo: PlainDate | undefined;
  readonly resumesOn: PlainDate | undefined;
  readonly stops: boolean;
  readonly severed: boolean;
  readonly employerName: string;
  readonly found: "enrolment" | "payReport";
  readonly hold: number;
  readonly benefits: readonly number[];
  readonly stopped: readonly { readonly benefit: number; readonly to: string | null }[];
  readonly steps: Awaited<ReturnType<typeof stepsOf>>;
}

/** A case by its number; nothing where the person has no such case. */
export async function findReemployment(
  db: Reading,
  fund: number,
  { person, caseNumber }: { person: number; caseNumber: number },
  when: Known = {},
): Promise<ReemploymentCase | undefined> {
  const found = (await casesOf(db, fund, person, REEMPLOYMENT, when)).find(
    (each) => each.caseNumber === caseNumber,
  );
  return found && viewOf(found, await stepsOf(db, fund, person, caseNumber, when));
}

function viewOf(
  { person, caseNumber, status, step }: Case,
  steps: ReemploymentCase["steps"],
): ReemploymentCase {
  const first = steps[0]!.facts as {
    workFrom: string;
    stops: boolean;
    severed: boolean;
    benefits: number[];
    employerName: string;
    found: "enrolment" | "payReport";
    hold: number;
  };
  const fact = <T>(action: string, name: string): T | undefined =>
    steps.findLast((each) => each.action === action)?.facts[name] as T | undefined;
  const date = (text: string | undefined) => (text === undefined ? undefined : parseDate(text));
  return {
    person,
    caseNumber,
    status: status as ReemploymentStatus,
    step,
    workFrom: parseDate(first.workFrom),
    workTo: date(fact<string>("endWork", "workTo")),
    resumesOn: date(fact<string>("endWork", "resumesOn")),
    stops: first.stops,
    severed: first.severed,
    employerName: first.employerName,
    found: first.found,
    hold: first.hold,
    benefits: first.benefits,
    stopped: fact<ReemploymentCase["stopped"]>("confirm", "stopped") ?? [],
    steps,
  };
}

/** Why something is not done in a case of reemployment. */
export type ReemploymentRefusal =
  | "no-such-case"
  | "not-at-this-stage"
  | "same-person"
  | "retirement-void"
  | "retirement-stands"
  | "payment-under-way"
  | "not-stopped"
  | "work-not-ended";

/** A case of reemployment, by its person and number, with the key of the command. */
export interface OfReemployment {
  readonly key: string;
  readonly person: number;
  readonly caseNumber: number;
  readonly because: string;
}

/** What a decision in a case gets: the case as it stands in the transaction. */
export interface InReemployment {
  readonly tx: Tx;
  readonly fund: number;
  readonly found: ReemploymentCase;
  readonly instant: Instant;
}

/** Does one action in a case by a person who did not take the step before it. */
export async function inReemployment(
  system: System,
  actor: Actor,
  asked: {
    readonly may: Action;
    readonly action: ReemploymentAction;
    readonly of: OfReemployment;
    /** All that decides besides the case and the reason. */
    readonly request?: unknown;
  },
  effect: (
    at: InReemployment,
  ) => Promise<Outcome<Readonly<Record<string, unknown>>, Refusal<ReemploymentRefusal>>>,
): Promise<Outcome<{ status: ReemploymentStatus }, Refusal<ReemploymentRefusal>>> {
  const { may, action, of } = asked;
  const { key, person, caseNumber, because } = of;
  allow(actor, may, { person });
  const fund = system.fund.number;
  const request = {
    person,
    caseNumber,
    because,
    ...(asked.request === undefined ? {} : { more: asked.request }),
  };
  return command(
    system.db,
    { fund, actor, key, name: `reemployment: ${action}`, request, persons: [person], because },
    async (
      tx,
      instant,
      note,
    ): Promise<Outcome<{ status: ReemploymentStatus }, Refusal<ReemploymentRefusal>>> => {
      const found = await findReemployment(tx, fund, { person, caseNumber });
      if (found === undefined) return refused("no-such-case");
      const next = reemploymentAfter(found.status, action);
      if (next === undefined) return refused("not-at-this-stage", { status: found.status });
      if (await isSamePerson(tx, fund, actor, found.steps.at(-1)!.actor)) return refused("same-person");
      const done = await effect({ tx, fund, found, instant });
      if (done.refused) return done;
      await takeStep(
        tx,
        {
          fund,
          person,
          caseNumber,
          step: found.step + 1,
          action,
          status: next,
          actor: actor.account,
          facts: { because, ...done.accepted },
        },
        instant,
      );
      note({ facts: { case: caseNumber, status: next } });
      return accepted({ status: next });
    },
  );
}

/**
 * A second person confirms that the work stops the annuity: the benefits end with the month before the work, so that no month with
 * a day of it is paid, and what was paid is charged by the next payroll. The hold ends with it.
 */
export const confirmReemployment = (system: System, actor: Actor, of: OfReemployment) =>
  inReemployment(system, actor, { may: "approve a determination", action: "confirm", of }, async (at) => {
    const { tx, fund, found, instant } = at;
    if (!found.severed) return refused("retirement-void", {}, reemploymentCites.severance);
    if (!found.stops) return refused("not-stopped", {}, reemploymentCites.stops);
    const month = firstOfMonthOf(found.workFrom);
    const stopped: { benefit: number; to: string | null }[] = [];
    for (const number of found.benefits) {
      const last = (await findBenefit(tx, fund, number)).at(-1);
      if (last === undefined || last.to <= month) continue;
      if (last.from >= month) return refused("retirement-void", {}, reemploymentCites.severance);
      await endBenefit(tx, fund, last.person, number, month, instant);
      stopped.push({ benefit: number, to: last.to === ENDLESS ? null : formatDate(last.to) });
    }
    await releaseHold(at, of, actor);
    await settleDuty(at, "look-into-reemployment", "the annuity is stopped");
    return accepted({ stopped });
  });

/** A second person, who releases holds, finds that the work does not stop the annuity: what was held is paid. */
export const dismissReemployment = (system: System, actor: Actor, of: OfReemployment) =>
  inReemployment(system, actor, { may: "release a hold", action: "dismiss", of }, async (at) => {
    await releaseHold(at, of, actor);
    await settleDuty(at, "look-into-reemployment", "the work does not stop the annuity");
    return accepted({});
  });

/** A second person lets the annuity go on at the amount when it stopped, from the first of the month after the work ended. */
export const resumeAnnuity = (system: System, actor: Actor, of: OfReemployment) =>
  inReemployment(system, actor, { may: "approve a determination", action: "resume", of }, async (at) => {
    const { tx, fund, found, instant } = at;
    if (found.resumesOn === undefined) return refused("work-not-ended");
    for (const { benefit, to } of found.stopped) {
      const last = (await findBenefit(tx, fund, benefit)).at(-1)!;
      const { benefit: _number, to: _to, ...same } = last;
      const until = to === null ? {} : { to: parseDate(to) };
      await correctBenefit(tx, fund, benefit, { ...same, from: found.resumesOn, ...until }, instant);
    }
    await settleDuty(at, "resume-annuity", "the annuity resumes");
    return accepted({});
  });

/** Ends the hold that the case placed. */
export function releaseHold(
  { tx, fund, found, instant }: InReemployment,
  { because }: OfReemployment,
  actor: Actor,
) {
  const { person, hold } = found;
  return endHold(tx, { fund, person, hold, actor: actor.account, because }, instant);
}

/** Settles a duty of the case. */
export function settleDuty({ tx, fund, found, instant }: InReemployment, kind: string, because: string) {
  const { person, caseNumber } = found;
  return settleObligations(tx, { fund, person, kind, caseNumber }, { status: "done", because }, instant);
}

/** Notes in a stopped case that the work has ended, in the caller's transaction; nothing where no case is stopped. */
export async function noteWorkEnded(
  tx: Tx,
  { fund, person, lastDay, actor }: { fund: number; person: number; lastDay: PlainDate; actor: string },
  instant: Instant,
): Promise<void> {
  const open = (await casesOf(tx, fund, person, REEMPLOYMENT)).find(({ status }) => status === "stopped");
  if (open === undefined) return;
  const { caseNumber } = open;
  const resumesOn = explain(msep2000, { recorded: { leftService: lastDay } }, annuitiesResume).value;
  if (resumesOn === undefined) throw new Error("the law gives no month in which an annuity resumes");
  const facts = { workTo: formatDate(lastDay), resumesOn: formatDate(resumesOn) };
  await takeStep(
    tx,
    { fund, person, caseNumber, step: open.step + 1, action: "endWork", status: "workEnded", actor, facts },
    instant,
  );
  const duty = {
    kind: "resume-annuity",
    subject: String(caseNumber),
    due: resumesOn,
    owner: "benefitVerifier",
  };
  await oblige(tx, { fund, person, ...duty, caseNumber, cites: reemploymentCites.stops }, instant);
}
