import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { personsWith } from "@emeritus/records/closed-field.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { groupPositionsOn, calendarsOn, recordGroupPosition } from "@emeritus/records/employer-desk.ts";
import { groupRights } from "@emeritus/records/employer-tables.ts";
import type { ReportingGroup } from "@emeritus/records/employer.ts";
import { employmentOf, positionFor, positionsOf, recordEmployment } from "@emeritus/records/employment.ts";
import { keepMembershipForm, keepNotice, personsNamed } from "@emeritus/records/enrolment.ts";
import { personsWithSsn } from "@emeritus/records/pay-report-people.ts";
import { findPerson, findPersonByMemberId, newPerson, type Name } from "@emeritus/records/person.ts";
import type { Instant, MemberClass } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { periodOn } from "./calendar.ts";
import { careerBefore, membershipAsked, type CareerBefore } from "./career-before.ts";
import {
  decideEnrolment,
  type EnrolDecision,
  type EnrolRefusal,
  type Exclusion,
} from "./decide-enrolment.ts";
import { allowInGroup } from "./group-rights.ts";
import { eligibleByHours, planByLaw, type MembershipAsked, type PlanByLaw } from "./membership-law.ts";
import { noticeReemployed, retirementBenefits, worksAfterRetirement } from "./notice-reemployed.ts";
import { channelOf, groupToEnrolIn } from "./reported.ts";

/** A membership form: somebody hired, as the employer decided it (BR 2-14(3)-(4), 3-12(3)-(4)). */
export interface Enrolment {
  readonly key: string;
  /** Code of the reporting group. */
  readonly group: string;
  /** Nine digits; never kept in clear. */
  readonly ssn: string;
  /** Of somebody the fund knows; then the SSN must be theirs, or none on record. */
  readonly memberId?: string | undefined;
  readonly name: Name;
  readonly born: PlainDate;
  readonly hired: PlainDate;
  /** The employer's own name of the position. */
  readonly position: string;
  readonly title?: string | undefined;
  /** Hours a year that the position normally requires; needed where the group's register lacks the position. */
  readonly hoursAYear?: number | undefined;
  /** Hundredths of a percent of full time. */
  readonly fteHundredths: number;
  readonly memberClass: MemberClass;
  readonly education?: MembershipAsked["education"] | undefined;
  readonly excluded?: Exclusion | undefined;
  readonly tookLumpSum?: boolean | undefined;
  readonly differentPerson?: boolean | undefined;
  readonly toldEmployee?: boolean | undefined;
}

/** What a membership form brought about. */
export interface Enrolled {
  readonly person: number;
  readonly memberId: string;
  readonly position: number;
  readonly kind: "hire" | "rehire" | "transfer" | "notEligible";
  readonly plan: string;
  readonly memberClass: MemberClass;
  /** ISO date from which membership counts. */
  readonly memberFrom: string;
  readonly late: boolean;
  readonly eligible: boolean;
  /** The case of a retiree who works again. */
  readonly reemployment?: number;
}

/** Everything the record and the law say of a membership form. */
interface Seen {
  readonly group: ReportingGroup;
  readonly person: number | undefined;
  readonly decision: EnrolDecision;
  readonly before: CareerBefore;
  readonly asked: MembershipAsked;
  readonly law: PlanByLaw;
}

/**
 * Enrols somebody whom an employer hired: told from a rehire and a transfer by the break in service, with the plan and class that
 * the law gives, and the facts it was asked with kept beside them. A position that is not benefit-eligible is recorded without
 * membership. A retiree who works again starts a case, and payments are held at once.
 */
export async function enrol(
  system: System,
  actor: Actor,
  form: Enrolment,
): Promise<Outcome<Enrolled, Refusal<EnrolRefusal>>> {
  const fund = system.fund.number;
  const today = system.calendar.today();
  const group = await groupToEnrolIn(system.db, fund, form.group, today);
  if (group === undefined) {
    await allowInGroup(system.db, actor, "report employment", { ...nowhere, fund, on: today });
    return refused("no-such-group", { group: form.group });
  }
  const { employer, reportingGroup } = group;
  const known = await whoIsMeant(system, form);
  const person = known === "differs" ? undefined : known;
  await allowInGroup(system.db, actor, "report employment", {
    fund,
    employer,
    reportingGroup,
    right: "enrol",
    on: today,
    ...(person === undefined ? {} : { person }),
  });
  const { key, ssn, ...rest } = form;
  const request = {
    ...rest,
    name: { ...form.name },
    education: form.education === undefined ? null : { ...form.education },
    ssn: system.keys.lookup("ssn", ssn).hash.toString("hex"),
  };
  return command(
    system.db,
    { fund, actor, key, name: "enrol", request, ...(person === undefined ? {} : { persons: [person] }) },
    async (tx, instant, note): Promise<Outcome<Enrolled, Refusal<EnrolRefusal>>> => {
      const seen = await look(system, tx, form, group);
      if (seen.refused) return seen;
      const enrolled = await record(system, actor, tx, { form, seen: seen.accepted }, instant);
      note({ person: enrolled.person, facts: { kind: enrolled.kind, plan: enrolled.plan } });
      return accepted(enrolled);
    },
  );
}

/** A group that is not there belongs to no employer. */
const nowhere = { employer: 0, reportingGroup: 0, right: groupRights[1] } as const;

/** Whom the form means: "differs" when SSN and Member ID are of two people, or the person of the Member ID has another SSN on record. */
async function whoIsMeant(
  { db, fund, keys }: Pick<System, "fund" | "keys"> & { db: System["db"] | Tx },
  { ssn, memberId }: Enrolment,
): Promise<number | "differs" | undefined> {
  const [bySsn] = await personsWith(db, keys, fund.number, "ssn", ssn);
  if (memberId === undefined) return bySsn;
  const byNumber = await findPersonByMemberId(db, fund.number, memberId);
  if (byNumber === undefined) return "differs";
  if (bySsn !== undefined) return bySsn === byNumber ? byNumber : "differs";
  const numbered = await personsWithSsn(db, fund.number, [byNumber]);
  return numbered.has(byNumber) ? "differs" : byNumber;
}

async function look(
  system: System,
  tx: Tx,
  form: Enrolment,
  group: ReportingGroup,
): Promise<Outcome<Seen, Refusal<EnrolRefusal>>> {
  const fund = system.fund.number;
  const today = system.calendar.today();
  const { name, born, hired, memberClass } = form;
  const meant = await whoIsMeant({ ...system, db: tx }, form);
  if (meant === "differs") return refused("identity-differs");
  const known = meant === undefined ? undefined : await findPerson(tx, fund, meant);
  const named = await personsNamed(tx, fund, { ...name, born });
  const positions = await groupPositionsOn(tx, fund, { on: hired }, [group.reportingGroup]);
  const listed = positions.find(({ code }) => code === form.position);
  const calendar = (await calendarsOn(tx, fund, { on: today })).find(
    (each) => each.reportingGroup === group.reportingGroup,
  );
  const decided = decideEnrolment(
    {
      today,
      periodBegins: periodOn(group.payCycle, today, calendar?.firstPeriod ?? firstFortnight).begin,
      person: known,
      sameName: named.filter((each) => each !== meant).length,
      employedSince: meant === undefined ? undefined : await employedSince(tx, fund, meant, form, group),
      hoursOnRecord: listed?.hoursAYear,
      eligible: (hours) => eligibleByHours(hours, hired).value === true,
    },
    form,
  );
  if (decided.refused) return decided;
  const decision = decided.accepted;
  const before = await careerBefore(tx, fund, meant, { hired: decision.memberFrom, memberClass });
  const { tookLumpSum = false, education } = form;
  const asked = membershipAsked(before, { memberClass, hired: decision.memberFrom, tookLumpSum, education });
  if (asked === undefined) return refused("vesting-not-known");
  return accepted({ group, person: meant, decision, before, asked, law: planByLaw(asked) });
}

/** A Monday on which fortnights of a group without a calendar are counted from. */
const firstFortnight = parseDate("2024-01-01");

async function employedSince(
  tx: Tx,
  fund: number,
  person: number,
  { position, hired }: Enrolment,
  { reportingGroup }: ReportingGroup,
): Promise<PlainDate | undefined> {
  const same = (await positionsOf(tx, fund, person)).find(
    (each) => each.reportingGroup === reportingGroup && each.code === position,
  );
  if (same === undefined) return undefined;
  return (await employmentOf(tx, fund, person)).find(
    (each) => each.position === same.position && each.to > hired,
  )?.from;
}

async function record(
  system: System,
  actor: Actor,
  tx: Tx,
  { form, seen }: { form: Enrolment; seen: Seen },
  instant: Instant,
): Promise<Enrolled> {
  const fund = system.fund.number;
  const { group, decision, before, law } = seen;
  const { employer, reportingGroup } = group;
  const { person, memberId } = await personOf(system, tx, form, seen.person, instant);
  const job = { employer, reportingGroup, code: form.position };
  const position = await positionFor(
    tx,
    fund,
    person,
    form.title === undefined ? job : { ...job, title: form.title },
    instant,
  );
  await keepPosition(system, actor, tx, { form, seen }, instant);
  const membership = decision.eligible && law.plan !== "curp";
  const stretch = {
    position,
    employer,
    reportingGroup,
    plan: law.plan,
    memberClass: law.memberClass,
    fteHundredths: form.fteHundredths,
  };
  if (decision.memberFrom > form.hired)
    await recordEmployment(
      tx,
      fund,
      person,
      { ...stretch, eligible: false, from: form.hired, to: decision.memberFrom },
      instant,
    );
  await recordEmployment(
    tx,
    fund,
    person,
    { ...stretch, eligible: membership, from: decision.memberFrom },
    instant,
  );
  const kind = kindOf(decision, before);
  const told = { person, position, employer, reportingGroup, kind, channel: channelOf(actor) } as const;
  const facts = {
    hoursAYear: decision.hoursAYear,
    memberFrom: formatDate(decision.memberFrom),
    late: decision.late,
    ...(form.toldEmployee === undefined ? {} : { toldEmployee: form.toldEmployee }),
  };
  await keepNotice(tx, fund, { ...told, effective: form.hired, facts, actor: actor.account }, instant);
  if (decision.eligible)
    await keepMembershipForm(
      tx,
      fund,
      person,
      {
        position,
        plan: law.plan,
        memberClass: law.memberClass,
        hired: form.hired,
        memberFrom: decision.memberFrom,
        late: decision.late,
        facts: { ...seen.asked, education: seen.asked.education ?? null },
        lawVersion: law.lawVersion,
        actor: actor.account,
      },
      instant,
    );
  const reemployment = await reemployed(system, actor, tx, { person, form, seen }, instant);
  return {
    person,
    memberId,
    position,
    kind,
    plan: law.plan,
    memberClass: law.memberClass,
    memberFrom: formatDate(decision.memberFrom),
    late: decision.late,
    eligible: membership,
    ...(reemployment === undefined ? {} : { reemployment }),
  };
}

/** A first hire, a return after a break, or a move without one (BR 2-7, 3-7). Pure. */
export function kindOf(
  { eligible }: Pick<EnrolDecision, "eligible">,
  { covered, broken }: CareerBefore,
): Enrolled["kind"] {
  if (!eligible) return "notEligible";
  if (!covered) return "hire";
  return broken ? "rehire" : "transfer";
}

async function personOf(
  { fund, keys }: System,
  tx: Tx,
  form: Enrolment,
  known: number | undefined,
  instant: Instant,
): Promise<{ person: number; memberId: string }> {
  if (known !== undefined) {
    const found = await findPerson(tx, fund.number, known);
    return { person: known, memberId: found!.memberId };
  }
  const { name, born, ssn } = form;
  return newPerson(tx, { fund: fund.number, name, born, ssn: { text: ssn, keys } }, instant);
}

/** A position that the group's register lacks enters it, as the employer decided it. */
async function keepPosition(
  system: System,
  actor: Actor,
  tx: Tx,
  { form, seen }: { form: Enrolment; seen: Seen },
  instant: Instant,
): Promise<void> {
  const fund = system.fund.number;
  const { reportingGroup } = seen.group;
  const listed = await groupPositionsOn(tx, fund, { on: form.hired }, [reportingGroup]);
  if (listed.some(({ code }) => code === form.position)) return;
  const { hoursAYear } = seen.decision;
  const { position: code, title = code, hired: from } = form;
  await recordGroupPosition(
    tx,
    fund,
    { reportingGroup, code, title, hoursAYear, decidedBy: actor.account, from },
    instant,
  );
}

/** Starts the case of a retiree who works again, where the law asks for a look at it. */
async function reemployed(
  system: System,
  actor: Actor,
  tx: Tx,
  at: { person: number; form: Enrolment; seen: Seen },
  instant: Instant,
): Promise<number | undefined> {
  const { person, form, seen } = at;
  const { group, decision, before } = seen;
  const work = worksAfterRetirement(await retirementBenefits(tx, system.fund.number, person), {
    from: form.hired,
    eligible: decision.eligible,
    elected: form.memberClass === "legislator" || form.memberClass === "official",
    leftService: before.lastDay,
  });
  if (work === undefined) return undefined;
  const { employer, name: employerName } = group;
  const source = { employer, employerName, found: "enrolment" } as const;
  return noticeReemployed(system, tx, { person, actor: actor.account, work, ...source }, instant);
}
