import { addDays, completing, ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import { decideLeaving, decideSickLeave, tooMuchSickLeave } from "../enrolling/leaving.ts";
import type {
  CheckContext,
  DetailChange,
  Ending,
  HoursChange,
  LeaveChange,
  Opening,
  SickLeave,
} from "./check-context.ts";
import { checkDetail, checkHours } from "./check-details.ts";
import { checkHire, checkReturn, sharesOf, type EventPlace } from "./check-openings.ts";
import { decimal } from "./decimal.ts";
import type { RuleName } from "./findings.ts";
import { beginningEvents, endingEvents, type EventName, type LeaveType } from "./layout.ts";
import type { EventRow, LeaveRow } from "./report-file.ts";
import { isOpen, type RosterPerson, type RosterPosition } from "./roster.ts";

/** What the file's events and leaves will change. */
export interface ServiceChanges {
  readonly newPeople: RosterPerson[];
  readonly openings: Opening[];
  readonly hours: HoursChange[];
  readonly details: DetailChange[];
  readonly endings: Ending[];
  readonly leaves: LeaveChange[];
  readonly sickLeave: SickLeave[];
}

/** Checks events, then leaves, in the order of the file, and applies them to the roster so that money rows meet service as it will be. */
export function checkService(context: CheckContext): ServiceChanges {
  const changes: ServiceChanges = {
    newPeople: [],
    openings: [],
    hours: [],
    details: [],
    endings: [],
    leaves: [],
    sickLeave: [],
  };
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

function checkEvent(context: CheckContext, row: EventRow, at: EventPlace, changes: ServiceChanges): void {
  const { findings, file } = context;
  if (row.eventDate > file.header.periodEnd) {
    return findings.add("eventOutsidePeriod", row.line, "event_date", formatDate(row.eventDate), {
      periodEnd: formatDate(file.header.periodEnd),
    });
  }
  const who = personOf(context, row);
  if (who === "differs") return findings.add("identityDiffers", row.line, "ssn", "");
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
  if (row.event === "NAME" || row.event === "ADDRESS") return checkDetail(context, row, who, changes.details);
  if (row.event === "ELIG_CHANGE") return checkHours(context, row, who, changes.hours);
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
    if (refusesLeaving(context, row, who, each)) continue;
    const from = each.changedFrom ?? each.from;
    each.to = addDays(row.eventDate, 1);
    changes.endings.push({
      who,
      position: each.position,
      from,
      lastDay: row.eventDate,
      endedBy: endNames[row.event] ?? "left",
      lastPaidPeriodEnd: row.lastPaidPeriodEnd === 0 ? undefined : row.lastPaidPeriodEnd,
      sickLeaveHundredths: row.sickLeaveHundredths,
      onLeave: who.leaves.some((leave) => leave.position === each.position && leave.to === ENDLESS),
    });
  }
  if (row.sickLeaveHundredths !== undefined && ends.some(({ to }) => to !== ENDLESS))
    changes.sickLeave.push({
      who,
      position: ends[0]!.position,
      hundredths: row.sickLeaveHundredths,
      on: row.eventDate,
      withEnding: true,
    });
}

/** Holds the end of a position against the decision of the form: last payroll period and sick leave (BR 2-3, 3-3, 4-3). */
function refusesLeaving(
  context: CheckContext,
  row: EventRow,
  { birthDate: born }: RosterPerson,
  stretch: RosterPosition,
): boolean {
  const { findings, file } = context;
  const { eventDate: lastDay, sickLeaveHundredths, line } = row;
  const open = { from: stretch.changedFrom ?? stretch.from, memberClass: stretch.memberClass ?? "general" };
  const lastPaidPeriodEnd = row.lastPaidPeriodEnd || lastDay;
  const { refused } = decideLeaving(
    { open, person: { born } },
    { lastDay, lastPaidPeriodEnd, sickLeaveHundredths },
    context.today ?? file.header.periodEnd,
  );
  switch (refused?.code) {
    case undefined:
      return false;
    case "last-paid-too-early":
      findings.add("lastPaidTooEarly", line, "last_paid_period_end", formatDate(lastPaidPeriodEnd), {
        from: formatDate(open.from),
      });
      return true;
    case "no-sick-leave-in-class":
      findings.add("noSickLeaveInClass", line, "sick_leave_hours", "");
      return true;
    case "too-much-sick-leave":
      findings.add("tooMuchSickLeave", line, "sick_leave_hours", decimal(sickLeaveHundredths ?? 0));
      return true;
    default:
      findings.add("eventOutsidePeriod", line, "event_date", formatDate(lastDay), {
        periodEnd: formatDate(open.from),
      });
      return true;
  }
}

/** What the refusals of sick leave on a form are called as findings, and the column that each is about. */
const sickLeaveFindings: Readonly<Record<string, readonly [RuleName, string]>> = {
  "still-employed": ["alreadyEmployed", "event"],
  "not-employed": ["notEmployed", "event"],
  "not-last-employer": ["notLastEmployer", "event"],
  "no-sick-leave-in-class": ["noSickLeaveInClass", "sick_leave_hours"],
};

function checkSickLeave(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  changes: ServiceChanges,
): void {
  const { employer = 0, about } = context;
  const here = who.positions.map(({ eligible, memberClass = "general", to }) => ({
    eligible,
    memberClass,
    to,
    employer,
  }));
  const { accepted: on, refused } = decideSickLeave(
    [...here, ...(about?.elsewhere.get(who.person) ?? [])],
    employer,
  );
  if (refused !== undefined) {
    const [rule, field] = sickLeaveFindings[refused.code]!;
    const from = who.positions.find(isOpen)?.from ?? row.eventDate;
    return context.findings.add(rule, row.line, field, row.event, { from: formatDate(from) });
  }
  const { sickLeaveHundredths = 0 } = row;
  if (tooMuchSickLeave(sickLeaveHundredths, { born: who.birthDate, on }))
    return context.findings.add(
      "tooMuchSickLeave",
      row.line,
      "sick_leave_hours",
      decimal(sickLeaveHundredths),
    );
  const last = who.positions.reduce((latest, each) => (each.to > latest.to ? each : latest));
  if (row.sickLeaveHundredths !== undefined)
    changes.sickLeave.push({
      who,
      position: last.position,
      hundredths: row.sickLeaveHundredths,
      on,
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
    if (kind !== "layoff" && kind !== "unapproved" && same === undefined && row.approvedBy === "")
      findings.add("approvalMissing", row.line, "approved_by", "");
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
