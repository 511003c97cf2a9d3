import { ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { careerUnknown, noCareer, type CareerBefore } from "../enrolling/career-before.ts";
import { daysToEnrol, decideEnrolment, type EnrolDecision } from "../enrolling/decide-enrolment.ts";
import { eligibleByHours } from "../enrolling/membership-law.ts";
import type { CheckContext, Membership, Opening } from "./check-context.ts";
import { beginningEvents, type PlanCode } from "./layout.ts";
import { classInFile, classInRecord, planInFile } from "./plan-names.ts";
import { dutiesOf, membershipOf, rulesOfMembership } from "./plan-of-opening.ts";
import type { EventRow } from "./report-file.ts";
import type { RosterPerson } from "./roster.ts";
import type { RuleName } from "./findings.ts";

/** Hours of a position of full time: 1,040 a year, which give membership, are half of it (BR 2-14(2), 3-12(2)). */
const fullTimeHours = 2_080;

/** Where an event stands among the file's events, and what the money rows say of full-time shares. */
export interface EventPlace {
  readonly place: number;
  readonly shares: FullTimeShares;
}

/** Who opens employment with a file, and the people whom it makes known. */
interface Opened {
  readonly newPeople: RosterPerson[];
  readonly openings: Opening[];
}

/** A first hire: somebody never employed in a covered position, known to the fund or not. */
export function checkHire(
  context: CheckContext,
  row: EventRow,
  known: RosterPerson | undefined,
  at: EventPlace,
  opened: Opened,
): void {
  const { findings, roster } = context;
  if (known !== undefined && (known.lastPlan !== "" || known.positions.length > 0))
    return findings.add("alreadyKnown", row.line, "event", row.event);
  if (known === undefined && row.memberId > 0)
    return findings.add("personUnknown", row.line, "member_id", String(row.memberId));
  if (known?.drawsBenefit === true) return findings.add("drawsBenefit", row.line, "event", row.event);
  const who: RosterPerson = known ?? {
    person: 0,
    memberId: 0,
    ssn: row.ssn,
    lastName: row.lastName,
    firstName: row.firstName,
    birthDate: row.birthDate,
    positions: [],
    leaves: [],
    lastPlan: "",
    drawsBenefit: false,
    ...(row.more.middleName === undefined ? {} : { middleName: row.more.middleName }),
    ...(row.more.suffix === undefined ? {} : { suffix: row.more.suffix }),
  };
  if (!open(context, row, who, { before: noCareer, at }, opened) || known !== undefined) return;
  roster.add(who);
  opened.newPeople.push(who);
}

/** Somebody known who begins again: a rehire after a break, or a transfer without one. */
export function checkReturn(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  at: EventPlace,
  opened: Opened,
): void {
  const { findings } = context;
  if (who.drawsBenefit) return findings.add("drawsBenefit", row.line, "event", row.event);
  if (who.lastPlan === "") return findings.add("notEmployed", row.line, "event", row.event);
  open(context, row, who, { before: context.careers?.get(row) ?? careerUnknown, at }, opened);
}

/** Opens employment where the decision of a membership form allows it; answers whether it did. */
function open(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  from: { readonly before: CareerBefore; readonly at: EventPlace },
  { openings }: Opened,
): boolean {
  const { before, at } = from;
  const fteHundredths = row.more.fteHundredths ?? fteOf(at.shares, row, who);
  const decision = enrolment(context, row, who, fteHundredths);
  if (decision === undefined) return false;
  const { memberFrom, late, eligible, hoursAYear } = decision;
  const given = planGiven(context, row, who, { before, hired: memberFrom });
  if (given === undefined) return false;
  const { plan, membership } = given;
  const memberClass = membership?.law.memberClass ?? "general";
  const member = eligible && plan !== "CURP";
  const position = who.positions.find((each) => each.code === row.newPosition)?.position ?? 0;
  const { newPosition: code, eventDate } = row;
  const because = membership === undefined ? {} : { because: rulesOfMembership(membership) };
  const stretch = { position, code, plan, memberClass, fteHundredths, lastPayCents: undefined, ...because };
  if (memberFrom > eventDate)
    who.positions.push({ ...stretch, eligible: false, from: eventDate, to: memberFrom, openedBy: at.place });
  who.positions.push({ ...stretch, eligible: member, from: memberFrom, to: ENDLESS, openedBy: at.place });
  openings.push({
    who,
    code,
    plan,
    memberClass,
    fteHundredths,
    from: eventDate,
    memberFrom,
    late,
    eligible,
    member,
    hoursAYear,
    hoursTold: row.more.hoursAYear !== undefined,
    toldEmployee: row.more.toldEmployee,
    before,
    membership,
  });
  return true;
}

/** What the refusals of a membership form are called as findings, and the column that each is about. */
const asFinding: Readonly<Record<string, readonly [RuleName, string]>> = {
  "hired-in-future": ["eventOutsidePeriod", "event_date"],
  "born-after-hire": ["bornTooLate", "birth_date"],
  "born-too-late": ["bornTooLate", "birth_date"],
  "identity-differs": ["identityDiffers", "birth_date"],
  "maybe-same-person": ["maybeSamePerson", "different_person"],
  "person-died": ["personDied", "event"],
  "already-employed": ["alreadyEmployed", "new_position"],
  "hours-differ": ["hoursDiffer", "hours_a_year"],
  "employee-not-told": ["employeeNotTold", "told_employee"],
};

/** The decision of the membership form on a row: hours against eligibility, lateness, and who it is. */
function enrolment(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  fteHundredths: number,
): EnrolDecision | undefined {
  const { findings, about, file } = context;
  const { periodBegin, periodEnd } = file.header;
  const { more, newPosition, eventDate: hired } = row;
  const onRecord = about?.hours.get(newPosition);
  const known = who.person === 0 ? undefined : about?.people.get(who.person);
  const born = row.birthDate || who.birthDate;
  const hoursAYear = more.hoursAYear ?? (onRecord === undefined ? hoursOf(fteHundredths) : undefined);
  const { accepted, refused } = decideEnrolment(
    {
      today: context.today ?? periodEnd,
      periodBegins: periodBegin,
      person: known,
      sameName: about?.sameName.get(row) ?? 0,
      employedSince: who.positions.find((each) => each.code === newPosition && each.to > hired)?.from,
      hoursOnRecord: onRecord,
      eligible: (hours) => eligibleByHours(hours, hired).value === true,
    },
    {
      hired,
      born,
      ...(hoursAYear === undefined ? {} : { hoursAYear }),
      ...(more.differentPerson === undefined ? {} : { differentPerson: more.differentPerson }),
      ...(more.toldEmployee === undefined ? {} : { toldEmployee: more.toldEmployee }),
    },
  );
  if (refused !== undefined) {
    const [rule, field] = asFinding[refused.code]!;
    const since = refused.facts["since"];
    findings.add(rule, row.line, field, "", {
      ...(refused.facts as Record<string, string | number>),
      periodEnd: formatDate(periodEnd),
      ...(since === undefined ? {} : { from: String(since) }),
    });
    return undefined;
  }
  if (accepted.late && accepted.memberFrom > hired)
    findings.add("enrolledLate", row.line, "event_date", formatDate(hired), {
      days: daysToEnrol,
      memberFrom: formatDate(accepted.memberFrom),
    });
  return accepted;
}

/** Hours a year of a share of full time, where nobody told the hours: payroll systems judge by the share (plan book 44, E9). */
const hoursOf = (fteHundredths: number): number => Math.floor((fullTimeHours * fteHundredths) / 10_000);

/** The plan of the employment: as the law gives it for the class that the row names, else the class of the latest employment. */
function planGiven(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  { before, hired }: { readonly before: CareerBefore; readonly hired: PlainDate },
): { readonly plan: PlanCode; readonly membership: Membership | undefined } | undefined {
  const { findings } = context;
  const { more, line } = row;
  if (before === careerUnknown) return { plan: who.lastPlan as PlanCode, membership: undefined };
  const named = more.memberClass === undefined ? undefined : classInRecord(more.memberClass);
  const memberClass = named ?? before.lastClass ?? "general";
  if (memberClass === "educator" && dutiesOf(more) === undefined) {
    findings.add("dutiesMissing", line, "teaches_or_researches", "");
    return undefined;
  }
  const membership = membershipOf(before, { memberClass, hired, more });
  if (membership === undefined) {
    findings.add("vestingUnknown", line, "event", row.event);
    return undefined;
  }
  const plan = planInFile(membership.law.plan) as PlanCode;
  const given = classInFile(membership.law.memberClass);
  if (named !== undefined || row.event !== "HIRE")
    findings.add("planGiven", line, "member_class", more.memberClass ?? "", {
      plan,
      memberClass: given,
      because: rulesOfMembership(membership),
    });
  return { plan, membership };
}

/** The full-time share of a new position, as its money row tells it; full time where there is none. */
function fteOf(shares: FullTimeShares, row: EventRow, who: RosterPerson): number {
  return shares.get(`${row.ssn > 0 ? row.ssn : `m${who.memberId}`} ${row.newPosition}`) ?? 10_000;
}

/** Full-time shares of the file's money rows by SSN or member number, and position; read only where events may need them. */
export type FullTimeShares = ReadonlyMap<string, number>;

/** Reads the full-time shares that new positions may need. */
export function sharesOf({ file: { events, money } }: CheckContext): FullTimeShares {
  const shares = new Map<string, number>();
  if (!events.some((row) => beginningEvents.has(row.event))) return shares;
  for (let at = 0; at < money.count; at += 1) {
    if (money.ssn[at]! > 0) shares.set(`${money.ssn[at]} ${money.positionId[at]}`, money.fteHundredths[at]!);
    if (money.memberId[at]! > 0)
      shares.set(`m${money.memberId[at]} ${money.positionId[at]}`, money.fteHundredths[at]!);
  }
  return shares;
}
