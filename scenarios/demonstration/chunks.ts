import { copyTextOf } from "@emeritus/records/copy.ts";
import { determineAfterDeaths, type GoesOn } from "./after-death.ts";
import { benefitsOf } from "./benefits.ts";
import { Determining } from "./determining.ts";
import { households, postedThrough } from "./generate.ts";
import type { DemoFund } from "./generate.ts";
import type { Household } from "./household.ts";
import { namedPeople } from "./named.ts";
import { columns, Rows } from "./record-rows.ts";
import type { ClosedText, FilledTable } from "./record-rows.ts";

/** What is to be made: the same gives the same chunks on every machine. */
export interface Making {
  readonly fund: number;
  readonly wanted: DemoFund;
  /** The instant at which everything is recorded. */
  readonly instant: string;
  /** How many households a chunk holds. */
  readonly atOnce: number;
}

/** Some households as the tables will hold them, in the text of COPY, and what the whole comes to with them. */
export interface Chunk {
  readonly tables: Readonly<Record<FilledTable, Uint8Array<ArrayBuffer>>>;
  readonly payYears: Uint8Array<ArrayBuffer>;
  /** How many months of pay those years hold. */
  readonly payMonths: number;
  readonly closed: readonly ClosedText[];
  /** The last number given so far of each kind. */
  readonly last: { readonly person: number; readonly benefit: number; readonly determination: number };
  /** What each employer paid in the last posted month, in cents, these households alone. */
  readonly lastMonthCents: ReadonlyMap<number, number>;
}

/** Every household of a fund, some at a time: thrown, determined by the law, and written as rows. */
export function* chunksOf({ fund, wanted, instant, atOnce }: Making): Generator<Chunk> {
  const determining = new Determining(instant);
  let benefits = 0;
  let serial = 0;
  for (const some of grouped(households(wanted, namedPeople(wanted.today)), atOnce)) {
    const rows = new Rows(fund);
    for (const household of some) rows.household(household);
    const goingOn: GoesOn[] = [];
    const retired = some.filter(({ retirement }) => retirement !== undefined);
    for (const { household, number, result, cells } of determining.of(retired)) {
      rows.determination(cells);
      const [own, after] = benefitsOf(household, result, number, () => (benefits += 1));
      rows.benefit(own, household.member.born);
      if (after !== undefined)
        goingOn.push({
          household,
          result,
          own,
          benefit: { ...after, determination: determining.next() },
        });
      const { option, start } = household.retirement!;
      if (option.startsWith("guaranteed") && household.spouse)
        rows.beneficiary(household.member.person, household.spouse.person, start);
    }
    const born = new Map(goingOn.map(({ benefit, household }) => [benefit.benefit, household.member.born]));
    for (const { benefit, cells } of determineAfterDeaths(goingOn, instant)) {
      rows.determination(cells);
      rows.benefit(benefit, born.get(benefit.benefit)!);
    }
    const { member, spouse } = some.at(-1)!;
    yield {
      tables: textsOf(rows),
      payYears: copyTextOf(rows.payYears.map((cells) => [...cells, (serial += 1)])),
      payMonths: rows.payMonths,
      closed: rows.closed,
      last: { person: (spouse ?? member).person, benefit: benefits, determination: determining.made },
      lastMonthCents: paidInLastMonth(some, wanted),
    };
  }
}

function textsOf({ tables }: Rows): Chunk["tables"] {
  const names = Object.keys(columns) as FilledTable[];
  return Object.fromEntries(names.map((table) => [table, copyTextOf(tables[table])])) as Chunk["tables"];
}

function paidInLastMonth(some: readonly Household[], { today }: DemoFund): Map<number, number> {
  const last = postedThrough(today) >> 5;
  const paid = new Map<number, number>();
  for (const { pay, jobs } of some) {
    for (const { job, year, cents } of pay) {
      if (year !== Math.floor(last / 12)) continue;
      const { employer } = jobs[job]!;
      paid.set(employer, (paid.get(employer) ?? 0) + (cents[last % 12] ?? 0));
    }
  }
  return paid;
}

function* grouped<T>(all: Iterable<T>, atOnce: number): Generator<T[]> {
  let some: T[] = [];
  for (const each of all) {
    some.push(each);
    if (some.length < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
