import { addDays, completing, ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import { noCareer } from "../enrolling/career-before.ts";
import type { CheckContext, Ending, LeaveChange, Opening, SickLeave } from "./check-context.ts";
import { beginningEvents, endingEvents, eventsByForm, type EventName, type LeaveType } from "./layout.ts";
import { firstMembership, planOfReturn, type PlanGiven } from "./plan-of-opening.ts";
import type { EventRow, LeaveRow } from "./report-file.ts";
import { isOpen, type RosterPerson } from "./roster.ts";

/** Days after a hire within which it may still be reported (handbook for employers: 31 days). */
const daysToEnrol = 31;
/** Years of age below which nobody is employed. */
const youngestHired = 14;

/** What the file's events and leaves will change. */
export interface ServiceChanges {
  readonly newPeople: RosterPerson[];
  readonly openings: Opening[];
  readonly endings: Ending[];
  readonly leaves: LeaveChange[];
  readonly sickLeave: SickLeave[];
}

/** Checks events, then leaves, in the order of the file, and applies them to the roster so that money rows meet service as it will be. */
export function checkService(context: CheckContext): ServiceChanges {
  const changes: ServiceChanges = { newPeople: [], openings: [], endings: [], leaves: [], sickLeave: [] };
  const seen = new Set<string>();
  const shares = sharesOf(context);
  context.file.events.forEach((row, place) => {
    const key = `${row.memberId} ${row.ssn} ${row.event} ${row.newPosition}`;
    if (seen.has(key)) context.findings.add("eventTwice", row.line, "event", row.event);
    else checkEvent(context, row, { place, shares }, changes);
    seen.add(key);
  });
  for (const row of context.file.leaves) checkLeave(context, row, changes);
  return changes;
}

/** Where an event stands among the file's events, and what the money rows say of full-time shares. */
interface EventPlace {
  readonly place: number;
  readonly shares: FullTimeShares;
}

function checkEvent(context: CheckContext, row: EventRow, at: EventPlace, changes: ServiceChanges): void {
  const { findings, file } = context;
  if (eventsByForm.has(row.event)) return findings.add("eventByForm", row.line, "event", row.event);
  if (row.eventDate > file.header.periodEnd) {
    return findings.add("eventOutsidePeriod", row.line, "event_date", formatDate(row.eventDate), {
      periodEnd: formatDate(file.header.periodEnd),
    });
  }
  const who = personOf(context, row);
  if (who === "differs") return findings.add("identityDiffers", row.line, "ssn", "");
  if (row.birthDate > 0 && completing(row.birthDate, 12 * youngestHired) > row.eventDate)
    return findings.add("bornTooLate", row.line, "birth_date", "", { years: youngestHired });
  if (row.event === "HIRE") return checkHire(context, row, who, at, changes);
  if (who === undefined)
    return findings.add(
      "personUnknown",
      row.line,
      row.memberId > 0 ? "member_id" : "ssn",
      row.memberId > 0 ? String(row.memberId) : "",
    );
  if (beginningEvents.has(row.event)) return checkReturn(context, row, who, at, changes);
  if (endingEvents.has(row.event)) return checkEnding(context, row, who, changes);
  if (row.event === "SICK_LEAVE_FINAL") return checkSickLeave(context, row, who, changes);
  checkLayoff(context, row, who, changes);
}

/** Whom a row means; "differs" when its two numbers belong to two people. */
export function personOf(
  context: CheckContext,
  row: { memberId: number; ssn: number },
): RosterPerson | "differs" | undefined {
  const byNumber = row.memberId > 0 ? context.roster.byMemberId(row.memberId) : undefined;
  if (row.ssn === 0) return byNumber;
  const bySsn = context.roster.bySsn(row.ssn);
  if (row.memberId === 0) return bySsn;
  if (bySsn !== undefined && bySsn !== byNumber) return "differs";
  if (byNumber !== undefined && byNumber.ssn !== 0 && byNumber.ssn !== row.ssn) return "differs";
  return byNumber;
}

function checkHire(
  context: CheckContext,
  row: EventRow,
  known: RosterPerson | undefined,
  at: EventPlace,
  changes: ServiceChanges,
): void {
  const { findings, roster } = context;
  if (known !== undefined && (known.lastPlan !== "" || known.positions.length > 0))
    return findings.add("alreadyKnown", row.line, "event", row.event);
  if (known === undefined && row.memberId > 0)
    return findings.add("personUnknown", row.line, "member_id", String(row.memberId));
  if (known?.drawsBenefit === true) return findings.add("drawsBenefit", row.line, "event", row.event);
  if (enrolledLate(context, row)) return;
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
  };
  if (known === undefined) {
    roster.add(who);
    changes.newPeople.push(who);
  }
  open(row, who, { ...firstMembership(row.eventDate), before: noCareer }, at, changes);
}

function enrolledLate(context: CheckContext, row: EventRow): boolean {
  const first = addDays(context.file.header.periodBegin, -daysToEnrol);
  if (row.eventDate >= first) return false;
  context.findings.add("enrolledLate", row.line, "event_date", formatDate(row.eventDate), {
    days: daysToEnrol,
    periodBegin: formatDate(context.file.header.periodBegin),
  });
  return true;
}

function checkReturn(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  at: EventPlace,
  changes: ServiceChanges,
): void {
  const { findings } = context;
  if (who.drawsBenefit) return findings.add("drawsBenefit", row.line, "event", row.event);
  if (who.lastPlan === "") return findings.add("notEmployed", row.line, "event", row.event);
  if (enrolledLate(context, row)) return;
  const overlapping = who.positions.find((each) => each.code === row.newPosition && each.to > row.eventDate);
  if (overlapping !== undefined)
    return findings.add("alreadyEmployed", row.line, "new_position", row.newPosition, {
      from: formatDate(overlapping.from),
    });
  open(row, who, planOfReturn(context, row, who), at, changes);
}

function open(
  row: EventRow,
  who: RosterPerson,
  given: PlanGiven,
  at: EventPlace,
  changes: ServiceChanges,
): void {
  const { plan } = given;
  const fteHundredths = fteOf(at.shares, row, who);
  const before = who.positions.find((each) => each.code === row.newPosition);
  who.positions.push({
    position: before?.position ?? 0,
    code: row.newPosition,
    plan,
    fteHundredths,
    eligible: true,
    from: row.eventDate,
    to: ENDLESS,
    lastPayCents: undefined,
    openedBy: at.place,
  });
  changes.openings.push({ who, code: row.newPosition, ...given, fteHundredths, from: row.eventDate });
}

/** The full-time share of a new position, as its money row tells it; full time where there is none. */
function fteOf(shares: FullTimeShares, row: EventRow, who: RosterPerson): number {
  return shares.get(`${row.ssn > 0 ? row.ssn : `m${who.memberId}`} ${row.newPosition}`) ?? 10_000;
}

/** Full-time shares of the file's money rows by SSN or member number, and position; read only where events may need them. */
type FullTimeShares = ReadonlyMap<string, number>;

function sharesOf({ file: { events, money } }: CheckContext): FullTimeShares {
  const shares = new Map<string, number>();
  if (!events.some((row) => beginningEvents.has(row.event))) return shares;
  for (let at = 0; at < money.count; at += 1) {
    if (money.ssn[at]! > 0) shares.set(`${money.ssn[at]} ${money.positionId[at]}`, money.fteHundredths[at]!);
    if (money.memberId[at]! > 0)
      shares.set(`m${money.memberId[at]} ${money.positionId[at]}`, money.fteHundredths[at]!);
  }
  return shares;
}

const endNames: Partial<Record<EventName, Ending["endedBy"]>> = {
  TERM: "left",
  DEATH: "death",
  RETIRE: "retired",
  TRANSFER_OUT: "transfer",
};

function checkEnding(context: CheckContext, row: EventRow, who: RosterPerson, changes: ServiceChanges): void {
  const ends = who.positions.filter(
    (each) =>
      isOpen(each) &&
      each.openedBy === undefined &&
      (row.newPosition === "" || each.code === row.newPosition),
  );
  if (ends.length === 0) return context.findings.add("notEmployed", row.line, "event", row.event);
  if (row.lastPaidPeriodEnd === 0 && row.event !== "TRANSFER_OUT")
    context.findings.add("lastPaidMissing", row.line, "last_paid_period_end", "");
  for (const each of ends) {
    if (row.eventDate < each.from) {
      context.findings.add("eventOutsidePeriod", row.line, "event_date", formatDate(row.eventDate), {
        periodEnd: formatDate(each.from),
      });
      continue;
    }
    each.to = addDays(row.eventDate, 1);
    changes.endings.push({
      who,
      position: each.position,
      from: each.from,
      lastDay: row.eventDate,
      endedBy: endNames[row.event] ?? "left",
      lastPaidPeriodEnd: row.lastPaidPeriodEnd === 0 ? undefined : row.lastPaidPeriodEnd,
      sickLeaveHundredths: row.sickLeaveHundredths,
      onLeave: who.leaves.some((leave) => leave.position === each.position && leave.to === ENDLESS),
    });
  }
  if (row.sickLeaveHundredths !== undefined)
    changes.sickLeave.push({
      who,
      position: ends[0]!.position,
      hundredths: row.sickLeaveHundredths,
      on: row.eventDate,
      withEnding: true,
    });
}

function checkSickLeave(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  changes: ServiceChanges,
): void {
  if (who.positions.length === 0) return context.findings.add("notEmployed", row.line, "event", row.event);
  if (who.positions.some(isOpen))
    return context.findings.add("alreadyEmployed", row.line, "event", row.event, {
      from: formatDate(who.positions[0]!.from),
    });
  const last = who.positions.reduce((latest, each) => (each.to > latest.to ? each : latest));
  if (row.sickLeaveHundredths !== undefined)
    changes.sickLeave.push({
      who,
      position: last.position,
      hundredths: row.sickLeaveHundredths,
      on: addDays(last.to, -1),
      withEnding: false,
    });
}

function checkLayoff(context: CheckContext, row: EventRow, who: RosterPerson, changes: ServiceChanges): void {
  const type: LeaveType = "LAYOFF";
  const shared = {
    line: row.line,
    memberId: who.memberId,
    type,
    paid: false,
    wouldHavePaidCents: 0,
    approvedBy: "",
  };
  if (row.event === "LAYOFF")
    return takeLeave(context, { ...shared, begin: row.eventDate, end: 0, reason: row.reason }, who, changes);
  const openLayoff = who.leaves.find(
    (leave) => leave.kind === "layoff" && leave.to === ENDLESS && leave.from < row.eventDate,
  );
  if (openLayoff === undefined) return context.findings.add("notEmployed", row.line, "event", row.event);
  takeLeave(context, { ...shared, begin: openLayoff.from, end: addDays(row.eventDate, -1) }, who, changes);
}

/** Leaves of the record by the words of the file; pregnancy counts as the member's own illness (BR 2-2, 3-2). */
const leaveKinds: Record<LeaveType, LeaveChange["kind"]> = {
  OWN_ILLNESS: "ownIllness",
  PREGNANCY: "ownIllness",
  FMLA: "family",
  MILITARY: "military",
  WORK_COMP: "workersCompensation",
  LAYOFF: "layoff",
  OTHER_APPROVED: "other",
  UNAPPROVED: "unapproved",
};

function checkLeave(context: CheckContext, row: LeaveRow, changes: ServiceChanges): void {
  const who = context.roster.byMemberId(row.memberId);
  if (who === undefined)
    return context.findings.add("personUnknown", row.line, "member_id", String(row.memberId));
  takeLeave(context, row, who, changes);
}

function takeLeave(
  context: CheckContext,
  row: LeaveRow & { readonly reason?: string },
  who: RosterPerson,
  changes: ServiceChanges,
): void {
  const { findings } = context;
  const to = row.end === 0 ? ENDLESS : addDays(row.end, 1);
  const kind = leaveKinds[row.type];
  const during = who.positions.filter(
    (each) => each.from <= row.begin && each.to > row.begin && (to === ENDLESS || to <= each.to),
  );
  if (during.length === 0)
    return findings.add("leaveOutsideService", row.line, "leave_begin", formatDate(row.begin));
  warnOfLongLeave(context, row, kind);
  for (const position of during) {
    const same = who.leaves.find(
      (leave) =>
        leave.position === position.position &&
        leave.from === row.begin &&
        leave.kind === kind &&
        leave.to === ENDLESS,
    );
    const other = who.leaves.find(
      (leave) =>
        leave !== same && leave.position === position.position && leave.from < to && row.begin < leave.to,
    );
    if (other !== undefined || (same !== undefined && to === ENDLESS)) {
      findings.add("leaveOverlaps", row.line, "leave_begin", formatDate(row.begin), {
        from: formatDate((other ?? same)!.from),
      });
      continue;
    }
    if (position.position === 0) {
      findings.add("leaveOutsideService", row.line, "leave_begin", formatDate(row.begin));
      continue;
    }
    who.leaves.push({ position: position.position, kind, from: row.begin, to });
    changes.leaves.push({
      who,
      position: position.position,
      type: row.type,
      kind,
      from: row.begin,
      to,
      paid: row.paid,
      approvedBy: row.approvedBy,
      continues: same !== undefined,
      reason: row.reason ?? "",
    });
  }
}

/** Twelve months are the most an illness leave is credited (BR 2-4, 3-4) and a layoff may last (BR 2-11, 3-11). */
function warnOfLongLeave(context: CheckContext, row: LeaveRow, kind: LeaveChange["kind"]): void {
  const until = row.end === 0 ? context.file.header.periodEnd : row.end;
  if (completing(row.begin, 12) > until) return;
  if (kind === "ownIllness")
    context.findings.add(
      "illnessOverTwelveMonths",
      row.line,
      "leave_end",
      row.end === 0 ? "" : formatDate(row.end),
    );
  if (kind === "layoff")
    context.findings.add(
      "layoffOverTwelveMonths",
      row.line,
      "leave_end",
      row.end === 0 ? "" : formatDate(row.end),
    );
}
