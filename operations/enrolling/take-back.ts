import { completing } from "@emeritus/engine/dates.ts";
import { isRetired } from "@emeritus/records/benefit.ts";
import { casesOf } from "@emeritus/records/case.ts";
import type { DatedTable } from "@emeritus/records/correct.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { type Notice, noticesOf } from "@emeritus/records/enrolment.ts";
import { obligationsOf, settleObligations } from "@emeritus/records/obligation.ts";
import { firstPaidSince } from "@emeritus/records/pay.ts";
import { changeAt, keepTakenBack, putBackDays, putBackEach } from "@emeritus/records/taken-back.ts";
import type { Actor } from "../actor.ts";
import { DEATH_CASE } from "../recording-deaths/death-view.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { SERVICE_CASE } from "../service/case-view.ts";
import { GIVEN_UP_CASE } from "../service/give-up.ts";
import type { System } from "../system.ts";
import { BACKDATING } from "./backdate.ts";
import { decideTakingBack, saysAtWork, type Resting, type TakeBackRefusal } from "./decide-taking-back.ts";
import { allowInGroup } from "./group-rights.ts";
import { layoffEnds } from "./layoff.ts";
import { ILLNESS_LIMIT } from "./leave.ts";
import { limitOf } from "./membership-law.ts";
import { REEMPLOYMENT } from "./reemployment-status.ts";
import { aboutJob, type AboutJob, findJob, type OfPosition, type Told } from "./reported.ts";

/** Retirement cases of these statuses rest on nothing that was told. */
const retiresNot = ["draft", "rescinded", "void", "diedBeforeStart", "denied"];
/** Cases of these kinds rest on employment, unless they came to nothing. */
const onEmployment = [BACKDATING, DEATH_CASE, GIVEN_UP_CASE, REEMPLOYMENT, SERVICE_CASE];
const cameToNothing = ["refused", "withdrawn", "expired", "dismissed"];

/** What may rest on a notice of a person. */
async function restingOn(db: Reading, fund: number, one: Notice): Promise<Resting> {
  const { person, position, kind, effective: from, recordedFrom: since } = one;
  const cases = await casesOf(db, fund, person);
  return {
    paid:
      position === undefined || !saysAtWork.includes(kind)
        ? undefined
        : await firstPaidSince(db, fund, person, { position, from, since }),
    retires:
      cases.some((each) => each.kind === "retirement" && !retiresNot.includes(each.status)) ||
      (await isRetired(db, fund, person)),
    inCase: cases.some(
      (each) =>
        onEmployment.includes(each.kind) && each.opened >= since && !cameToNothing.includes(each.status),
    ),
  };
}

const restsNothing: Resting = { paid: undefined, retires: false, inCase: false };

/** Whether something that was told can be taken back, and the notice. */
async function decide(
  db: Reading,
  fund: number,
  asked: { readonly person: number; readonly position: number; readonly notice: number },
): Promise<Outcome<Notice, Refusal<TakeBackRefusal>>> {
  const notices = await noticesOf(db, fund, asked.person);
  const one = notices.find(({ notice }) => notice === asked.notice);
  return decideTakingBack(notices, asked, one === undefined ? restsNothing : await restingOn(db, fund, one));
}

/** Why something that was told cannot be taken back, before it is asked; nothing where it can. */
export async function whyNotTakenBack(
  system: System,
  actor: Actor,
  of: { readonly person: number; readonly position: number; readonly notice: number },
): Promise<Refusal<TakeBackRefusal> | undefined> {
  const { reader, calendar } = system;
  const fund = system.fund.number;
  const job = await findJob(reader, fund, of);
  if (job === undefined) return refused("no-such-notice").refused;
  const { employer, reportingGroup } = job.position;
  const inGroup = { fund, employer, reportingGroup, right: "enrol", on: calendar.today() } as const;
  await allowInGroup(reader, actor, "report employment", { ...inGroup, person: of.person });
  return (await decide(reader, fund, of)).refused;
}

/**
 * An employer takes back the latest that it told of a position, with a reason: the record says again what it said before, by a correction
 * of its own, and the duties that began with it fall away. What is right is told anew.
 */
export async function takeBack(
  system: System,
  actor: Actor,
  asked: OfPosition & { readonly notice: number; readonly because: string },
): Promise<Told<TakeBackRefusal | "reason-missing" | "no-such-position">> {
  const { notice } = asked;
  const because = asked.because.trim();
  return aboutJob<TakeBackRefusal | "reason-missing", { notice: number }>(
    system,
    actor,
    { name: "take back what was told", of: asked, request: { notice, because } },
    async (about) => {
      const { tx, fund, job, actor: by, instant, note } = about;
      const { person } = job.person;
      if (because === "") return refused("reason-missing");
      const { position } = asked;
      const decision = await decide(tx, fund, { person, position, notice });
      if (decision.refused) return decision;
      const one = decision.accepted;
      const changes = await changesOf(about, one);
      if (changes === undefined) return refused("recorded-over");
      for (const putBack of changes) await putBack();
      await dutiesFall(about, one, because);
      await keepTakenBack(tx, { fund, person, notice, because, actor: by.account }, instant);
      note({ because, facts: { notice, kind: one.kind } });
      return accepted({ notice });
    },
  );
}

type PutBack = () => Promise<void>;

/** What a notice wrote, each with the way to put it back; nothing where some of it was recorded over since. */
async function changesOf(about: AboutJob, one: Notice): Promise<PutBack[] | undefined> {
  const { tx, fund, job, instant } = about;
  const { person } = job.person;
  const { position, reportingGroup, code } = job.position;
  const at = one.recordedFrom;
  const here = { fund, person, position };
  const credits = { fund, person, kind: "unusedSickLeave" } as const;
  const duties = { fund, person, subject: String(position) };
  const register = { fund, reporting_group: reportingGroup, code };
  const all = [
    dated(tx, "records.employment", here, { at, instant }),
    dated(tx, "records.leave", here, { at, instant }),
    ...(one.kind === "eligibility" ? [dated(tx, "records.group_position", register, { at, instant })] : []),
    (async () => {
      const change = await changeAt(tx, "records.service_credit", credits, at);
      const which = { of: { fund, person }, apart: "credit" };
      return change && (() => putBackEach(tx, "records.service_credit", which, change, instant));
    })(),
    ...(ends.includes(one.kind)
      ? [ILLNESS_LIMIT, "layoff-ends"].map(async (kind) => {
          const change = await changeAt(tx, "records.obligation", { ...duties, kind }, at);
          const which = { of: { fund, person }, apart: "obligation" };
          return change && (() => putBackEach(tx, "records.obligation", which, change, instant));
        })
      : []),
  ];
  const found: PutBack[] = [];
  for (const each of all) {
    const putBack = await each;
    if (putBack === undefined) return undefined;
    found.push(putBack);
  }
  return found;
}

/** What ends an open leave, and with it the duty that watched it. */
const ends: readonly Notice["kind"][] = ["termination", "return", "recall"];

async function dated<T extends DatedTable>(
  tx: Tx,
  table: T,
  key: Parameters<typeof putBackDays<T>>[2],
  { at, instant }: { readonly at: string; readonly instant: string },
): Promise<PutBack | undefined> {
  const change = await changeAt(tx, table, key, at);
  return change && (() => putBackDays(tx, table, key, change, instant));
}

/** The duty that began with a leave or a layoff falls away with the reason. */
async function dutiesFall(about: AboutJob, one: Notice, because: string): Promise<void> {
  if (one.kind !== "leave" && one.kind !== "layoff") return;
  const { tx, fund, job, instant } = about;
  const { person } = job.person;
  const [kind, due] =
    one.kind === "layoff"
      ? ["layoff-ends", layoffEnds(one.effective)]
      : [ILLNESS_LIMIT, completing(one.effective, limitOf("illness").months)];
  const subject = String(job.position.position);
  const begun = (await obligationsOf(tx, fund, person)).filter(
    (each) => each.kind === kind && each.subject === subject && each.due === due && each.status === "open",
  );
  for (const { obligation } of begun)
    await settleObligations(tx, { fund, person, obligation }, { status: "void", because }, instant);
}
