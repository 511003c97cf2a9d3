import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { groupPositionsOn } from "@emeritus/records/employer-desk.ts";
import { peopleNamed } from "@emeritus/records/enrolment.ts";
import { employedElsewhere } from "@emeritus/records/pay-report-service.ts";
import type { ReportingGroup } from "@emeritus/records/reporting-group.ts";
import { getPersons } from "@emeritus/records/person.ts";
import { latestDetails } from "@emeritus/records/told-detail.ts";
import { detailPolicy } from "../enrolling/told-details.ts";
import type { AboutEvents } from "./check-context.ts";
import { beginningEvents, type EventName } from "./layout.ts";
import type { EventRow, ReportFile } from "./report-file.ts";
import type { Roster } from "./roster.ts";

/** What to read about a file's events. */
export interface AboutAsked {
  readonly fund: number;
  readonly group: ReportingGroup;
  readonly file: ReportFile;
  readonly today: PlainDate;
}

/** Reads what the decisions about a file's events need beside the roster, a few statements for all of them. */
export async function loadAbout(
  db: Reading,
  { fund, group, file, today }: AboutAsked,
  roster: Roster,
): Promise<AboutEvents> {
  const { events, header } = file;
  const of = (...names: readonly EventName[]): number[] => [
    ...new Set(
      events
        .filter(({ event }) => names.includes(event))
        .flatMap((row) => (roster.byMemberId(row.memberId) ?? roster.bySsn(row.ssn))?.person ?? []),
    ),
  ];
  const begins = events.some(({ event }) => beginningEvents.has(event));
  const told = events.some(({ event }) => event === "NAME" || event === "ADDRESS");
  const positions = begins ? await groupPositionsOn(db, fund, { on: header.periodEnd }, [group.group]) : [];
  const named = of(...beginningEvents, "NAME");
  const people = named.length === 0 ? [] : await getPersons(db, fund, named);
  return {
    hours: new Map(positions.map(({ code, hoursAYear }) => [code, hoursAYear])),
    people: new Map(people.map((each) => [each.person, each])),
    sameName: await sameNames(db, fund, events, roster),
    elsewhere: await employedElsewhere(db, fund, { group: group.group, people: of("SICK_LEAVE_FINAL") }),
    details: await detailPolicy(db, fund, today),
    latest: told
      ? {
          name: await latestDetails(db, fund, "name", of("NAME")),
          address: await latestDetails(db, fund, "address", of("ADDRESS")),
        }
      : { name: new Map(), address: new Map() },
  };
}

/** How many people have the name and birth date of somebody whom a HIRE would make known. */
async function sameNames(
  db: Reading,
  fund: number,
  events: readonly EventRow[],
  roster: Roster,
): Promise<Map<EventRow, number>> {
  const hires = events.filter(
    ({ event, ssn, memberId }) => event === "HIRE" && memberId === 0 && roster.bySsn(ssn) === undefined,
  );
  const found = await peopleNamed(
    db,
    fund,
    hires.map(({ lastName, firstName, birthDate }) => ({
      last: lastName,
      first: firstName,
      born: birthDate,
    })),
  );
  return new Map(hires.map((row, at) => [row, found[at]!]));
}
