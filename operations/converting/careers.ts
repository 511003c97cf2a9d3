import { addDays, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { CareerRows } from "@emeritus/records/career-rows.ts";
import { dateText } from "@emeritus/records/dates.ts";
import { careerOf, stating } from "../career.ts";
import { jobKey } from "./check-links.ts";
import { monthsOfPay, type Row, type Rows } from "./layout.ts";

/** A job with its number within the person and its versions in order. */
export interface Job {
  readonly position: number;
  readonly versions: readonly Row<"employment">[];
}

/** The rows of all files by whom they speak of. */
export interface People {
  /** The number of each person within the files, from 1 in the order of people.csv. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, Row<"people">>;
  readonly jobs: ReadonlyMap<string, readonly Job[]>;
  readonly pay: ReadonlyMap<string, readonly Row<"pay">[]>;
  readonly service: ReadonlyMap<string, readonly Row<"service">[]>;
  readonly marriages: ReadonlyMap<string, readonly Row<"marriages">[]>;
}

/** Gathers the rows of all files by person. Pure. */
export function gather(rows: Rows): People {
  const byPerson = <R extends { person: string }>(some: readonly R[]) =>
    Map.groupBy(some, ({ person }) => person);
  const jobs = new Map(
    [...byPerson(rows.employment)].map(([person, some]) => {
      const inOrder = some.toSorted((a, b) => a.from - b.from || a.line - b.line);
      const versions = [...Map.groupBy(inOrder, jobKey).values()];
      return [person, versions.map((each, at): Job => ({ position: at + 1, versions: each }))];
    }),
  );
  return {
    numbers: new Map(rows.people.map(({ person }, at) => [person, at + 1])),
    people: new Map(rows.people.map((row) => [row.person, row])),
    jobs,
    pay: byPerson(rows.pay),
    service: byPerson(rows.service),
    marriages: byPerson(rows.marriages),
  };
}

/** The day after the last, as the record writes the end of a job. */
export const endOf = ({ to }: Row<"employment">): string =>
  to === undefined ? "infinity" : formatDate(addDays(to, 1));

/** Full name as the record joins it. */
const fullName = ({ first, middle, last, suffix }: Row<"people">) =>
  [first, middle, last, suffix].filter((part) => part !== undefined).join(" ");

/** The number of the job that a row of pay belongs to. */
export const positionOf = (jobs: readonly Job[], row: Row<"pay">): number =>
  jobs.find(({ versions }) => jobKey(versions[0]!) === jobKey(row))!.position;

/** What the record will hold of a career on a day: the same shape that it is read back in. Pure. */
export function careerRows(all: People, person: string, on: PlainDate): CareerRows {
  const own = all.people.get(person)!;
  const jobs = all.jobs.get(person) ?? [];
  const marriage = all.marriages
    .get(person)
    ?.find(({ married, ended }) => married <= on && on < (ended ?? ENDLESS));
  const spouse = marriage && all.people.get(marriage.spouse);
  return {
    person: all.numbers.get(person)!,
    memberId: "",
    name: fullName(own),
    born: formatDate(own.born),
    birthProof: null,
    died: own.died === undefined ? null : formatDate(own.died),
    employment: jobs
      .flatMap(({ position, versions }) =>
        versions.map((row) => ({
          position,
          employer: 0,
          plan: row.plan,
          memberClass: row.class,
          eligible: true,
          endedBy: row.ended_by ?? null,
          from: formatDate(row.from),
          to: endOf(row),
        })),
      )
      .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.position - b.position)),
    leaves: [],
    credits: (all.service.get(person) ?? [])
      .filter(({ kind, effective }) => kind === "unusedSickLeave" || effective <= on)
      .map(({ kind, months = 0, hours = 0, days = 0 }) => ({ kind, months, days, hoursHundredths: hours })),
    assemblies: [],
    givenUp: [],
    pay: (all.pay.get(person) ?? [])
      .map((row) => ({ position: positionOf(jobs, row), year: row.year, cents: monthsOfPay(row) }))
      .toSorted((a, b) => a.year - b.year || a.position - b.position),
    spouse:
      marriage === undefined || spouse === undefined
        ? null
        : {
            person: all.numbers.get(marriage.spouse)!,
            name: fullName(spouse),
            born: formatDate(spouse.born),
            died: spouse.died === undefined ? null : dateText(spouse.died),
            marriedOn: formatDate(marriage.married),
            marriageProof: null,
            birthProof: null,
          },
  };
}

/** The facts by which the law determines a member's benefit, with what the other system states of the retirement. Pure. */
export function factsOfPayee(all: People, own: Row<"payees">): Facts {
  const start = own.annuity_starting_date;
  return stating(careerOf(careerRows(all, own.member, start)), {
    annuityStartingDate: start,
    applicationFiled: own.filed ?? start,
  });
}
