import { addDays, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { CareerRows, LeaveRow } from "@emeritus/records/career-rows.ts";
import type { ServiceCreditKind } from "@emeritus/records/schema.ts";
import { dateText } from "@emeritus/records/dates.ts";
import type { Row } from "./layout.ts";
import { jobKey, type Rows } from "./rows.ts";

/** A job with its number within the person and its versions in order. */
export interface Job {
  readonly position: number;
  readonly key: string;
  readonly versions: readonly Row<"employment">[];
}

/** The rows of all files by whom they speak of. */
export interface People {
  readonly rows: Rows;
  /** The number of each person within the files, from 1 in the order of people.csv. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, Row<"people">>;
  readonly jobs: ReadonlyMap<string, readonly Job[]>;
  readonly leaves: ReadonlyMap<string, readonly Row<"leaves">[]>;
  readonly assemblies: ReadonlyMap<string, readonly Row<"assemblies">[]>;
  readonly givenUp: ReadonlyMap<string, readonly Row<"given_up">[]>;
  readonly service: ReadonlyMap<string, readonly Row<"service">[]>;
  readonly marriages: ReadonlyMap<string, readonly Row<"marriages">[]>;
  readonly facts: ReadonlyMap<string, readonly Row<"facts">[]>;
  readonly orders: ReadonlyMap<string, Row<"orders">>;
}

/** Gathers the rows of all files by person. Pure. */
export function gather(rows: Rows): People {
  const byPerson = <R extends { person: string }>(some: readonly R[]) =>
    Map.groupBy(some, ({ person }) => person);
  const jobs = new Map(
    [...byPerson(rows.employment)].map(([person, some]) => {
      const inOrder = some.toSorted((a, b) => a.from - b.from || a.line - b.line);
      const versions = [...Map.groupBy(inOrder, jobKey)];
      return [person, versions.map(([key, each], at): Job => ({ position: at + 1, key, versions: each }))];
    }),
  );
  return {
    rows,
    numbers: new Map(rows.people.map(({ person }, at) => [person, at + 1])),
    people: new Map(rows.people.map((row) => [row.person, row])),
    jobs,
    leaves: byPerson(rows.leaves),
    assemblies: byPerson(rows.assemblies),
    givenUp: byPerson(rows.given_up),
    service: byPerson(rows.service),
    marriages: byPerson(rows.marriages),
    facts: Map.groupBy(rows.facts, ({ member }) => member),
    orders: new Map(rows.orders.map((row) => [row.member, row])),
  };
}

/** The day after the last, as the record writes the end of something. */
export const endOf = ({ to }: { readonly to: PlainDate | undefined }): string =>
  to === undefined ? "infinity" : formatDate(addDays(to, 1));

/** Full name as the record joins it. */
export const fullName = ({ first, middle, last, suffix }: Row<"people">) =>
  [first, middle, last, suffix].filter((part) => part !== undefined).join(" ");

/** The kind of credit under which the record keeps a row of service.csv: military service is credited when it is bought. */
export const creditKind = (kind: Row<"service">["kind"]): ServiceCreditKind =>
  kind === "military" || kind === "prior" ? "purchased" : kind;

/** The marriage that a member was in on a day. */
export const marriageOn = (all: People, person: string, on: PlainDate): Row<"marriages"> | undefined =>
  all.marriages.get(person)?.find(({ married, ended }) => married <= on && on < (ended ?? ENDLESS));

/** What the record will hold of a career on a day: the same shape that it is read back in. Pure. */
export function careerRows(all: People, person: string, on: PlainDate): CareerRows {
  const own = all.people.get(person)!;
  const jobs = all.jobs.get(person) ?? [];
  return {
    person: all.numbers.get(person)!,
    memberId: "",
    name: fullName(own),
    born: formatDate(own.born),
    birthProof: null,
    died: own.died === undefined ? null : formatDate(own.died),
    employment: employmentOf(jobs),
    leaves: leavesOf(all, person, jobs),
    credits: (all.service.get(person) ?? [])
      .filter(({ kind, effective }) => kind === "unusedSickLeave" || effective <= on)
      .map(({ kind, months = 0, hours = 0, days = 0 }) => ({
        kind: creditKind(kind),
        months,
        days,
        hoursHundredths: hours,
      })),
    assemblies: (all.assemblies.get(person) ?? [])
      .toSorted((a, b) => a.from - b.from)
      .map((row) => ({
        begins: formatDate(row.begins),
        ends: formatDate(row.ends),
        from: formatDate(row.from),
        to: endOf(row),
      })),
    givenUp: (all.givenUp.get(person) ?? [])
      .filter(
        ({ effective, restored_on: restored }) =>
          effective <= on && (restored === undefined || restored > on),
      )
      .toSorted((a, b) => a.from - b.from)
      .map((row) => ({ how: row.how, from: formatDate(row.from), to: endOf(row) })),
    pay: payOf(all, jobs),
    spouse: spouseOn(all, person, on),
  };
}

const byDay = (a: { from: string; position: number }, b: { from: string; position: number }) =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.position - b.position;

const employmentOf = (jobs: readonly Job[]): CareerRows["employment"] =>
  jobs
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
    .toSorted(byDay);

function leavesOf(all: People, person: string, jobs: readonly Job[]): LeaveRow[] {
  const places = new Map(jobs.map(({ key, position }) => [key, position]));
  return (all.leaves.get(person) ?? [])
    .map((row) => ({
      position: places.get(jobKey(row))!,
      kind: row.kind,
      paid: row.paid,
      from: formatDate(row.from),
      to: endOf(row),
    }))
    .toSorted(byDay);
}

const payOf = ({ rows: { pay } }: People, jobs: readonly Job[]): CareerRows["pay"] =>
  jobs
    .flatMap(({ position, key }) =>
      [...pay.rowsOf(key)].map((row) => ({ position, year: pay.yearAt(row), cents: pay.monthsAt(row) })),
    )
    .toSorted((a, b) => a.year - b.year || a.position - b.position);

function spouseOn(all: People, person: string, on: PlainDate): CareerRows["spouse"] {
  const marriage = marriageOn(all, person, on);
  const spouse = marriage && all.people.get(marriage.spouse);
  if (marriage === undefined || spouse === undefined) return null;
  return {
    person: all.numbers.get(marriage.spouse)!,
    name: fullName(spouse),
    born: formatDate(spouse.born),
    died: spouse.died === undefined ? null : dateText(spouse.died),
    marriedOn: formatDate(marriage.married),
    marriageProof: null,
    birthProof: null,
  };
}
