import { ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import type { Address } from "@emeritus/records/address.ts";
import type { Name } from "@emeritus/records/person.ts";
import { careerUnknown } from "../enrolling/career-before.ts";
import { decideAddress, decideHours, decideName } from "../enrolling/change-details.ts";
import { eligibleByHours } from "../enrolling/membership-law.ts";
import {
  kindOfDetail,
  usualDetailPolicy,
  whyDetailWaits,
  type DetailTold,
} from "../enrolling/told-details.ts";
import type { CheckContext, DetailChange, HoursChange } from "./check-context.ts";
import type { RuleName } from "./findings.ts";
import type { PlanCode } from "./layout.ts";
import { classInFile, planInFile } from "./plan-names.ts";
import { membershipOf, rulesOfMembership } from "./plan-of-opening.ts";
import type { EventRow } from "./report-file.ts";
import { isOpen, type RosterPerson } from "./roster.ts";

/** What the refusals of the forms are called as findings, and the column that each is about. */
const asFinding: Readonly<Record<string, readonly [RuleName, string]>> = {
  "in-future": ["eventOutsidePeriod", "event_date"],
  "no-change": ["nothingChanges", "event"],
  "address-incomplete": ["addressIncomplete", "postal_code"],
  "not-employed": ["notEmployed", "event"],
  "employee-not-told": ["employeeNotTold", "told_employee"],
  "found-late": ["foundLate", "event_date"],
};

function refuse(context: CheckContext, row: EventRow, code: string): void {
  const [rule, field] = asFinding[code]!;
  context.findings.add(rule, row.line, field, "", {
    periodEnd: formatDate(context.today ?? context.file.header.periodEnd),
    from: formatDate(row.eventDate),
  });
}

/** A name or home address of somebody whom the group employs or employed, by the decision of the form (ADR 26). */
export function checkDetail(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  details: DetailChange[],
): void {
  const { about, file, findings } = context;
  const { line, eventDate: from } = row;
  const today = context.today ?? file.header.periodEnd;
  const job = who.positions.findLast(({ code }) => row.newPosition === "" || code === row.newPosition);
  if (job === undefined || job.openedBy !== undefined)
    return findings.add("notEmployed", line, "event", row.event);
  const told = toldIn(row);
  const known = about?.people.get(who.person);
  const was: Name = known?.name ?? { first: who.firstName, last: who.lastName };
  const wrong =
    "name" in told ? decideName(was, { ...told, from }, today) : decideAddress({ ...told, from }, today);
  if (wrong !== undefined) return refuse(context, row, wrong.code);
  const kind = kindOfDetail(told);
  const policy = about?.details ?? usualDetailPolicy;
  const latest = about?.latest[kind].get(who.person);
  const waits = whyDetailWaits(policy[kind], from, latest, isOpen(job));
  details.push({ who, position: job.position, from, told, waits });
  findings.add(waits === undefined ? "detailTakesEffect" : "detailWaits", line, "event", row.event, {
    from: formatDate(from),
    ...(waits === undefined ? {} : { waits }),
  });
}

function toldIn({ event, lastName: last, firstName: first, more }: EventRow): DetailTold["told"] {
  if (event === "NAME") return { name: { first, last, middle: more.middleName, suffix: more.suffix } };
  const { street = "", street2, city = "", state, postalCode, country } = more;
  const address: Address = { street, street2, city, state, postalCode, country };
  return { address };
}

/** Other hours of a position, and with them membership that begins or ends (BR 2-14, 3-12), by the decision of the form. */
export function checkHours(
  context: CheckContext,
  row: EventRow,
  who: RosterPerson,
  changes: HoursChange[],
): void {
  const { findings, file } = context;
  const { line, eventDate: from, more } = row;
  const { hoursAYear = 0, fteHundredths = 0 } = more;
  const open = who.positions.filter(
    (each) => isOpen(each) && (row.newPosition === "" || each.code === row.newPosition),
  );
  const [stretch] = open;
  if (stretch === undefined || open.length > 1 || stretch.openedBy !== undefined)
    return findings.add("notEmployed", line, open.length > 1 ? "new_position" : "event", row.event);
  const eligible = eligibleByHours(hoursAYear, from).value === true;
  const { refused } = decideHours(
    { open: { ...stretch, from: stretch.changedFrom ?? stretch.from } },
    { from, fteHundredths, toldEmployee: more.toldEmployee },
    { today: context.today ?? file.header.periodEnd, eligible },
  );
  if (refused !== undefined) return refuse(context, row, refused.code);
  const { memberClass = "general" } = stretch;
  const before = context.careers?.get(row) ?? careerUnknown;
  const begins = eligible && !stretch.eligible && before !== careerUnknown;
  const membership = begins ? membershipOf(before, { memberClass, hired: from, more: {} }) : undefined;
  if (begins && membership === undefined) return findings.add("vestingUnknown", line, "event", row.event);
  const plan = membership === undefined ? stretch.plan : planInFile(membership.law.plan);
  const { position, code } = stretch;
  Object.assign(stretch, { plan, eligible, fteHundredths, changedFrom: from, to: ENDLESS });
  changes.push({
    who,
    position,
    code,
    from,
    hoursAYear,
    fteHundredths,
    eligible,
    plan: plan as PlanCode,
    memberClass,
    membership,
  });
  findings.add("hoursChange", line, "hours_a_year", String(hoursAYear), {
    eligible: eligible ? 1 : 0,
    from: formatDate(from),
    plan,
    memberClass: classInFile(memberClass),
    because: membership === undefined ? "" : rulesOfMembership(membership),
  });
}
