import {
  addDays,
  ENDLESS,
  formatDate,
  lastOfMonthOf,
  parseDate,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import { casesOf, openCase, stepsOf, takeStep } from "@emeritus/records/case.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { reportingGroupsOn } from "@emeritus/records/employer.ts";
import { employmentOf, recordEmployment } from "@emeritus/records/employment.ts";
import {
  backdatedMonthsOf,
  keepBackdatedMonths,
  keepMembershipForm,
  type BackdatedMonth,
} from "@emeritus/records/enrolment.ts";
import { monthToPost, post, type Transfer } from "@emeritus/records/ledger.ts";
import type { Known } from "@emeritus/records/moment.ts";
import { listCharges } from "@emeritus/records/money-in.ts";
import { oblige, settleObligations } from "@emeritus/records/obligation.ts";
import { nextNumber } from "@emeritus/records/person.ts";
import type { Instant, MemberClass } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { chargeReport } from "../money-in/charge-report.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow, type Action } from "../permissions.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import { openRedeterminations } from "../redetermining/open-cases.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { careerBefore } from "./career-before.ts";
import {
  backdatingCites,
  type BackdatingRefusal,
  contributionsOf,
  decideBackdating,
  type MonthOfPay,
} from "./decide-backdating.ts";
import { keep } from "./leave.ts";
import { ratesInForce } from "../reporting-pay/contribution-rates.ts";
import { eligibleByHours, planByLaw, type MembershipAsked } from "./membership-law.ts";
import { postBackdatedPay } from "./post-backdated-pay.ts";
import { aboutJob, findJob, type Job, type OfPosition, type Told } from "./reported.ts";

/** The kind of case of a membership found late. */
export const BACKDATING = "backdatedMembership";

/** Every status of such a case with the actions that it allows. */
export const backdatingActions = {
  filed: { bill: "billed", refuse: "refused" },
  billed: { grant: "granted" },
  granted: {},
  refused: {},
} as const;
export type BackdatingStatus = keyof typeof backdatingActions;

/** An employer's application: the position was eligible all along, from a day through another, with the pay of each month. */
export interface BackdatingFiled extends OfPosition {
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly hoursAYear: number;
  readonly months: readonly MonthOfPay[];
}

const openBackdating: readonly string[] = ["filed", "billed"];

/** An employer files the backdated form with the pay of each month (BR 2-14(6)(a)-(b)); nothing is credited by it. */
export async function fileBackdating(
  system: System,
  actor: Actor,
  filed: BackdatingFiled,
): Promise<Told<BackdatingRefusal, { person: number; caseNumber: number }>> {
  const { from, through, hoursAYear, months, position } = filed;
  const request = { from, through, hoursAYear, months: months.map((each) => ({ ...each })) };
  return aboutJob<BackdatingRefusal, { person: number; caseNumber: number }>(
    system,
    actor,
    { name: "backdate: file", of: filed, request },
    async (about) => {
      const { tx, fund, job, today, instant, note } = about;
      const { person } = job.person;
      const open = (await casesOf(tx, fund, person, BACKDATING)).find(({ status }) =>
        openBackdating.includes(status),
      );
      const eligible = eligibleByHours(hoursAYear, from).value === true;
      const decision = decideBackdating(job, filed, { today, eligible, openCase: open?.caseNumber });
      if (decision.refused) return decision;
      const law = await lawOf(tx, fund, job, { from, memberClass: decision.accepted });
      if (law.refused) return law;
      const rows = contributionsOf(law.accepted.plan, months, await ratesInForce(tx, fund));
      if (rows.refused) return rows;
      const facts = {
        position,
        from: formatDate(from),
        through: formatDate(through),
        hoursAYear,
        plan: law.accepted.plan,
        memberClass: law.accepted.memberClass,
      };
      const case_ = { fund, person, kind: BACKDATING, action: "file", status: "filed", actor: actor.account };
      const caseNumber = await openCase(tx, { ...case_, facts }, instant);
      await keepBackdatedMonths(tx, { fund, person, caseNumber }, rows.accepted, instant);
      const due = workingDaysAfter(today, workingDaysToBill);
      const duty = { kind: "look-into-backdating", subject: String(caseNumber), due, owner: "counselor" };
      await oblige(tx, { fund, person, ...duty, caseNumber, cites: backdatingCites }, instant);
      await keep(about, "backdated", from, { caseNumber, through: formatDate(through) });
      note({ facts: { case: caseNumber } });
      return accepted({ person, caseNumber });
    },
  );
}

/** Working days in which the office means to answer an application; a target of ours, not law. */
const workingDaysToBill = 10;

async function lawOf(
  tx: Tx,
  fund: number,
  job: Job,
  { from, memberClass }: { from: PlainDate; memberClass: MemberClass },
): Promise<Outcome<ReturnType<typeof planByLaw> & { asked: MembershipAsked }, Refusal<BackdatingRefusal>>> {
  const before = await careerBefore(tx, fund, job.person.person, { hired: from, memberClass });
  if (before.leftClosedPlanUnvested === undefined) return refused("vesting-not-known");
  const asked = {
    memberClass,
    hired: from,
    firstHired: before.firstHired ?? from,
    firstBecameJudge: before.firstBecameJudge ?? from,
    leftClosedPlanUnvested: before.leftClosedPlanUnvested,
    tookLumpSum: false,
    coveredBefore: before.covered,
  };
  return accepted({ ...planByLaw(asked), asked });
}

/** A case of a membership found late with all that its page shows. */
export interface BackdatingCase {
  readonly person: number;
  readonly caseNumber: number;
  readonly status: BackdatingStatus;
  readonly step: number;
  readonly position: number;
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly hoursAYear: number;
  readonly plan: string;
  readonly months: readonly BackdatedMonth[];
  /** The number under which the contributions were charged and the pay is posted. */
  readonly report: number | undefined;
  /** What of the contributions is not paid yet, in cents; nothing before they were charged, and nothing as of an earlier day. */
  readonly openCents: bigint | undefined;
  readonly steps: Awaited<ReturnType<typeof stepsOf>>;
}

/** A case by its number; nothing where the person has no such case. */
export async function findBackdating(
  db: Reading,
  fund: number,
  of: { readonly person: number; readonly caseNumber: number },
  when: Known = {},
): Promise<BackdatingCase | undefined> {
  const { person, caseNumber } = of;
  const all = await casesOf(db, fund, person, BACKDATING, when);
  const found = all.find((each) => each.caseNumber === caseNumber);
  if (found === undefined) return undefined;
  const steps = await stepsOf(db, fund, person, caseNumber, when);
  const filed = steps[0]!.facts as {
    position: number;
    from: string;
    through: string;
    hoursAYear: number;
    plan: string;
  };
  const report = steps.find(({ action }) => action === "bill")?.facts["report"] as number | undefined;
  const billed = report !== undefined && when.knownAt === undefined;
  const charges = !billed ? [] : await listCharges(db, fund, { report });
  return {
    person,
    caseNumber,
    status: found.status as BackdatingStatus,
    step: found.step,
    position: filed.position,
    from: parseDate(filed.from),
    through: parseDate(filed.through),
    hoursAYear: filed.hoursAYear,
    plan: filed.plan,
    months: await backdatedMonthsOf(db, { fund, person, caseNumber }),
    report,
    openCents: !billed ? undefined : charges.reduce((sum, { openCents }) => sum + openCents, 0n),
    steps,
  };
}

/** A case with the key of the command and why. */
export interface OfBackdating {
  readonly key: string;
  readonly person: number;
  readonly caseNumber: number;
  readonly because: string;
}

interface InBackdating {
  readonly tx: Tx;
  readonly fund: number;
  readonly found: BackdatingCase;
  readonly job: Job;
  readonly today: PlainDate;
  readonly instant: Instant;
}

type Done = Outcome<Readonly<Record<string, unknown>>, Refusal<BackdatingRefusal>>;

async function inBackdating(
  system: System,
  actor: Actor,
  asked: { readonly may: Action; readonly action: "bill" | "refuse" | "grant"; readonly of: OfBackdating },
  effect: (at: InBackdating) => Promise<Done>,
): Promise<Outcome<{ status: BackdatingStatus }, Refusal<BackdatingRefusal>>> {
  const { may, action, of } = asked;
  const { key, person, caseNumber, because } = of;
  allow(actor, may, { person });
  const fund = system.fund.number;
  const request = { person, caseNumber, because };
  return command(
    system.db,
    { fund, actor, key, name: `backdate: ${action}`, request, persons: [person], because },
    async (tx, instant, note): Promise<Outcome<{ status: BackdatingStatus }, Refusal<BackdatingRefusal>>> => {
      const found = await findBackdating(tx, fund, of);
      const job = found && (await findJob(tx, fund, found));
      if (found === undefined || job === undefined) return refused("no-such-case");
      const next = (backdatingActions[found.status] as Partial<Record<typeof action, BackdatingStatus>>)[
        action
      ];
      if (next === undefined) return refused("not-at-this-stage", { status: found.status });
      if (await isSamePerson(tx, fund, actor, found.steps.at(-1)!.actor)) return refused("same-person");
      const done = await effect({ tx, fund, found, job, today: system.calendar.today(), instant });
      if (done.refused) return done;
      const step = { fund, person, caseNumber, step: found.step + 1, action, status: next };
      await takeStep(tx, { ...step, actor: actor.account, facts: { because, ...done.accepted } }, instant);
      note({ facts: { case: caseNumber, status: next } });
      return accepted({ status: next });
    },
  );
}

/** A counselor takes an application: the contributions of the period are charged to the employer (BR 2-14(6)(c)). */
export const billBackdating = (system: System, actor: Actor, of: OfBackdating) =>
  inBackdating(system, actor, { may: "work a case", action: "bill", of }, async (at) => {
    const { tx, fund, found, job, today, instant } = at;
    const { employer, reportingGroup } = job.position;
    const groups = await reportingGroupsOn(tx, fund, { on: today }, employer);
    const group = groups.find((each) => each.reportingGroup === reportingGroup)!;
    const rows = contributionsOf(
      found.plan,
      found.months.map(({ month, payCents }) => ({ month, payCents: Number(payCents) })),
      await ratesInForce(tx, fund),
    );
    if (rows.refused) return rows;
    const sum = (of: "employerCents" | "memberCents") =>
      found.months.reduce((cents, each) => cents + each[of], 0n);
    const cents = { employer: sum("employerCents"), member: sum("memberCents") };
    const shared = { plan: found.plan, employer, person: found.person };
    const transfers: Transfer[] = [
      {
        debit: "employerContributionsReceivable",
        credit: "employerContributions",
        cents: cents.employer,
        ...shared,
      },
      {
        debit: "memberContributionsReceivable",
        credit: "memberContributions",
        cents: cents.member,
        ...shared,
      },
    ];
    const day = formatDate(today);
    const month = await monthToPost(tx, { fund, trust: "pension", wanted: day, today: day }, instant);
    const source = `backdated membership ${found.caseNumber}`;
    const posted = { fund, trust: "pension", month, source } as const;
    const entry = await post(
      tx,
      { ...posted, transfers: transfers.filter((each) => each.cents > 0n) },
      instant,
    );
    const report = await nextNumber(tx, "records.pay_report_number");
    await chargeReport(
      tx,
      {
        fund,
        report,
        group: { group: reportingGroup, employer, code: `${group.code}-BM${found.caseNumber}` },
        periodBegin: found.from,
        periodEnd: found.through,
        payDate: today,
        today,
        cents: { employer: Number(cents.employer), member: Number(cents.member) },
        entries: { pension: entry },
        pay: {
          employer: rows.accepted.map(({ month: earned, payCents, employerCents, rate }) => ({
            plan: found.plan,
            payDate: formatDate(lastOfMonthOf(earned)),
            pensionableCents: Number(payCents),
            employerRate: rate,
            employerCents: Number(employerCents),
          })),
        },
      },
      instant,
    );
    await settle(at, "charged");
    return accepted({ report });
  });

/** A counselor refuses an application, with the reason. */
export const refuseBackdating = (system: System, actor: Actor, of: OfBackdating) =>
  inBackdating(system, actor, { may: "work a case", action: "refuse", of }, async (at) => {
    await settle(at, of.because);
    return accepted({});
  });

const settle = ({ tx, fund, found, instant }: InBackdating, because: string) =>
  settleObligations(
    tx,
    { fund, person: found.person, kind: "look-into-backdating", caseNumber: found.caseNumber },
    { status: "done", because },
    instant,
  );

/**
 * A second person grants the service once every contribution is paid (BR 2-14(6)(c), 3-12(6)): the days count, the pay is posted,
 * and the plan of later employment follows the earlier first day.
 */
export const grantBackdating = (system: System, actor: Actor, of: OfBackdating) =>
  inBackdating(system, actor, { may: "approve a determination", action: "grant", of }, async (at) => {
    const { tx, fund, found, job, instant } = at;
    if (found.openCents === undefined || found.openCents > 0n)
      return refused("contributions-open", { cents: String(found.openCents ?? 0n) }, backdatingCites);
    const during = job.stretches.find((each) => each.from <= found.through && each.to > found.from)!;
    const law = await lawOf(tx, fund, job, { from: found.from, memberClass: during.memberClass });
    if (law.refused) return law;
    const { plan, memberClass, lawVersion, asked } = law.accepted;
    const { person, position } = found;
    await recordEmployment(
      tx,
      fund,
      person,
      {
        ...during,
        plan,
        memberClass,
        eligible: true,
        from: found.from,
        to: addDays(found.through, 1),
        endedBy: undefined,
      },
      instant,
    );
    const form = { position, plan, memberClass, hired: found.from, memberFrom: found.from, late: true };
    const kept = { ...form, facts: { ...asked, education: null }, lawVersion, actor: actor.account };
    await keepMembershipForm(tx, fund, person, kept, instant);
    await postBackdatedPay(tx, fund, { found, job: job.position, plan, actor: actor.account }, instant);
    const changed = await followPlan(at, plan);
    const cause = {
      kind: "backdatedMembership",
      caseNumber: found.caseNumber,
      report: found.report!,
    } as const;
    const by = { fund, today: at.today, actor: actor.account };
    await openRedeterminations(tx, { ...by, persons: [person], cause }, instant);
    return accepted({ plan, changed });
  });

const generalPlans: readonly string[] = ["msep", "msep2000", "msep2011"];

/** Later employment takes the plan of the earlier first day; the office looks at contributions that another plan had taken. */
async function followPlan({ tx, fund, found, today, instant }: InBackdating, plan: string): Promise<number> {
  if (!generalPlans.includes(plan)) return 0;
  const { person, caseNumber } = found;
  const later = (await employmentOf(tx, fund, person)).filter(
    (each) =>
      each.eligible && each.from > found.through && each.plan !== plan && generalPlans.includes(each.plan),
  );
  for (const { to, ...each } of later)
    await recordEmployment(tx, fund, person, { ...each, plan, ...(to === ENDLESS ? {} : { to }) }, instant);
  if (later.length > 0) {
    const duty = { kind: "plan-changed", subject: String(caseNumber), due: workingDaysAfter(today, 10) };
    await oblige(
      tx,
      { fund, person, ...duty, owner: "counselor", caseNumber, cites: "RSMo 104.1091.1" },
      instant,
    );
  }
  return later.length;
}
