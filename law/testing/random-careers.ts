/**
 * Random careers for tests: seeded, so that a failure can be repeated, and heavy on boundaries: birthdays on the first and last of
 * months and on 29 February, spans that touch or leave 29 to 31 days, service near each threshold, starting dates on day 60 and 61,
 * deaths and payment months around every date that matters. Plain data: whole cents, whole months, ISO dates.
 */
import {
  addDays,
  addMonths,
  ENDLESS,
  firstOfMonthOf,
  firstOfMonthFrom,
  formatDate,
  lastOfMonthOf,
  parseDate,
  plainDate,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { usual } from "../usual.ts";
import { Chance } from "./random-facts.ts";

/** A span of employment or leave, both ends included. */
export interface CareerPeriod {
  readonly from: string;
  readonly to: string;
  readonly kind:
    | "employed"
    | "ownIllnessLeave"
    | "familyLeave"
    | "militaryLeave"
    | "workersCompensationLeave"
    | "otherLeave"
    | "layoff";
}
/** An assembly and the days served in it. */
export interface CareerAssembly {
  readonly begins: string;
  readonly ends: string;
  readonly servedFrom: string;
  readonly servedTo: string;
}
/** Everything that the law of MSEP 2000 asks of one person; names are those of its facts. */
export interface Career {
  readonly memberClass: "general" | "legislator";
  readonly birthDate: string;
  readonly firstHired: string;
  readonly leftClosedPlanUnvested: boolean;
  readonly electsYear2000Plan: boolean;
  readonly secondKindOfService: boolean;
  readonly periods: readonly CareerPeriod[];
  readonly assemblies: readonly CareerAssembly[];
  readonly purchasedService: number;
  readonly transferredService: number;
  readonly unusedSickLeaveHours: number;
  readonly pay: readonly { readonly month: string; readonly cents: number }[];
  readonly leftService: string;
  readonly stillEmployed: boolean;
  readonly annuityStartingDate: string;
  readonly applicationFiled: string;
  readonly spouseBirthDate: string | null;
  readonly paymentOption: "lifeIncome" | "joint50" | "joint100" | "guaranteed120" | "guaranteed180";
  readonly paymentMonth: string;
  readonly memberDied: string | null;
  readonly spouseDied: string | null;
  readonly positionHours: number;
  readonly positionOn: string;
  /** What is asked of some members only: everybody has an answer, so that nothing is unknown and compiled runs compute it. */
  readonly marriedOn: string | null;
  readonly spouseConsents: boolean;
  readonly repaidOn: string;
  readonly disabilityEnded: string;
  readonly payAtDisablement: number;
}

const daysOfMonth = (chance: Chance, month: PlainDate): PlainDate => {
  const last = lastOfMonthOf(month);
  const kind = chance.from(0, 5);
  if (kind === 0) return firstOfMonthOf(month);
  if (kind === 1) return last;
  if (kind === 2) return addDays(firstOfMonthOf(month), 1);
  if (kind === 3) return addDays(last, -1);
  return addDays(firstOfMonthOf(month), chance.from(0, 27));
};

const leapBirthdays = ["1952-02-29", "1956-02-29", "1960-02-29", "1964-02-29", "1968-02-29", "1972-02-29"];

function birthday(chance: Chance): PlainDate {
  if (chance.percent(3)) return parseDate(chance.pick(...leapBirthdays));
  return daysOfMonth(chance, plainDate(chance.from(1940, 1988), chance.from(1, 12), 1));
}

/** The last day of service: often a month's end, and often where a threshold of age or of the Rule of 80 is near. */
function lastDay(chance: Chance, birth: PlainDate, hired: PlainDate): PlainDate {
  const near = (months: number): PlainDate => addMonths(birth, months + chance.from(-3, 3));
  const half = Math.ceil((960 + (hired >> 5) - (birth >> 5)) / 2) - ((hired >> 5) - (birth >> 5));
  const candidates = [
    near(48 * 12),
    near(50 * 12),
    near(55 * 12),
    near(57 * 12),
    near(62 * 12),
    addMonths(hired, half + chance.from(-2, 2)),
    addMonths(hired, 60 + chance.from(-2, 2)),
    addMonths(hired, chance.from(1, 480)),
  ];
  const found = chance.pick(...candidates);
  const least = addDays(hired, chance.from(0, 400));
  const plan = chance.percent(97) ? parseDate("2000-07-01") : least;
  const day = Math.min(Math.max(found, least, plan), parseDate("2026-10-31"));
  return chance.percent(60) ? lastOfMonthOf(day) : daysOfMonth(chance, day);
}

const leaveKinds = [
  "ownIllnessLeave",
  "familyLeave",
  "militaryLeave",
  "workersCompensationLeave",
  "otherLeave",
  "layoff",
] as const;

/** Spans from the first to the last day: stretches of work, leaves of several kinds, gaps, second positions. */
function employment(chance: Chance, hired: PlainDate, left: PlainDate): CareerPeriod[] {
  const spans: { from: PlainDate; to: PlainDate; kind: CareerPeriod["kind"] }[] = [];
  let at = hired;
  while (at <= left && spans.length < 14) {
    const until = daysOfMonth(chance, addMonths(at, chance.from(0, 150)));
    const to = chance.percent(35) ? until : left;
    if (to < at) break;
    spans.push({ from: at, to: Math.min(to, left), kind: "employed" });
    if (to >= left) break;
    at = addDays(to, 1);
    if (chance.percent(45)) {
      const end = addDays(addMonths(at, chance.pick(1, 3, 11, 12, 12, 13, 20)), chance.from(-3, 2));
      spans.push({ from: at, to: end, kind: chance.pick(...leaveKinds) });
      at = addDays(end, 1);
    }
    if (chance.percent(50)) at = addDays(at, chance.pick(1, 26, 28, 29, 30, 31, 45, 400, 2000));
  }
  if (chance.percent(25)) {
    const from = addMonths(hired, chance.from(0, 60));
    spans.push({ from, to: addDays(from, chance.from(0, 900)), kind: "employed" });
  }
  const last = spans.at(-1);
  if (last && chance.percent(50)) last.to = ENDLESS;
  return spans.map(({ from, to, kind }) => ({ from: formatDate(from), to: formatDate(to), kind }));
}

/** One row a month, noisy, with rises; now and then flat, equal twice, or nothing. */
function payOf(chance: Chance, hired: PlainDate, left: PlainDate): Career["pay"] {
  const rows: { month: string; cents: number }[] = [];
  let base = chance.from(80_000, 900_000);
  const noisy = chance.percent(70);
  const last = firstOfMonthOf(left) + (chance.percent(20) ? 32 : 0);
  const missing = chance.percent(10) ? chance.from(0, 200) : -1;
  for (
    let month = firstOfMonthOf(hired), i = 0;
    month <= last && rows.length < 800;
    month = addMonths(month, 1), i++
  ) {
    if (i % 12 === 6) base += chance.from(-2_000, 30_000);
    if (i === missing) continue;
    rows.push({ month: formatDate(month), cents: base + (noisy ? chance.from(-15_000, 60_000) : 0) });
  }
  return rows;
}

const assemblyDays: readonly (readonly [string, string])[] = [
  ["2001-01-03", "2002-12-31"],
  ["2003-01-08", "2004-12-31"],
  ["2005-01-05", "2006-12-31"],
  ["2007-01-03", "2008-12-31"],
  ["2009-01-07", "2010-12-31"],
  ["2011-01-05", "2012-12-31"],
  ["2013-01-09", "2014-12-31"],
  ["2015-01-07", "2016-12-31"],
  ["2017-01-04", "2018-12-31"],
  ["2019-01-09", "2020-12-31"],
  ["2021-01-06", "2022-12-31"],
  ["2023-01-04", "2024-12-31"],
];

function assembliesOf(chance: Chance): CareerAssembly[] {
  const first = chance.percent(70) ? chance.from(3, 8) : chance.from(0, 3);
  const some = assemblyDays.slice(first, first + chance.from(1, 9));
  return some.map(([begins, ends], i) => {
    const late = i === 0 && chance.percent(40) ? chance.pick(1, 2, 4, 5, 30, 300) : 0;
    const early = i === some.length - 1 && chance.percent(40) ? chance.pick(1, 4, 5, 31, 200) : 0;
    const open = i === some.length - 1 && early === 0 && chance.percent(50);
    return {
      begins,
      ends,
      servedFrom: formatDate(addDays(parseDate(begins), late)),
      servedTo: open ? "9999-12-31" : formatDate(addDays(parseDate(ends), -early)),
    };
  });
}

function startingDate(chance: Chance, birth: PlainDate, left: PlainDate): PlainDate {
  const next = firstOfMonthFrom(addDays(left, 1));
  const atAge = (years: number): PlainDate => firstOfMonthFrom(addMonths(birth, 12 * years));
  const wanted = chance.pick(
    next,
    next,
    addMonths(next, 1),
    addMonths(next, 2),
    firstOfMonthOf(addDays(left, 60)),
    firstOfMonthFrom(addDays(left, 61)),
    atAge(55),
    atAge(57),
    atAge(62),
    addMonths(atAge(62), -1),
    addMonths(next, chance.from(0, 240)),
  );
  const possible = chance.percent(85)
    ? Math.max(wanted, addMonths(firstOfMonthFrom(birth), 48 * 12))
    : wanted;
  return Math.max(possible, next);
}

/** A payment month near a date that changes what is due. */
function monthNear(chance: Chance, dates: readonly PlainDate[]): PlainDate {
  return addMonths(firstOfMonthOf(chance.pick(...dates)), chance.pick(-1, 0, 0, 1, 2, 12));
}

/** The person with a number in a seeded series; the same number gives the same person. */
export function randomCareer(seed: number, number: number): Career {
  const chance = new Chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const birth = birthday(chance);
  const legislator = chance.percent(15);
  const least = Math.max(addMonths(birth, 12 * 17), parseDate("1975-01-01"));
  const hired = daysOfMonth(chance, addMonths(firstOfMonthOf(least), chance.from(0, 420)));
  const begun = Math.min(hired, parseDate("2020-12-31"));
  const lastMonth = chance.percent(5) ? parseDate("2040-12-01") : parseDate("2026-12-01");
  const assemblies = legislator ? assembliesOf(chance) : [];
  const left = legislator
    ? addDays(parseDate(assemblies.at(-1)!.ends), chance.pick(0, 0, 0, 0, -1, -31, 400))
    : lastDay(chance, birth, begun);
  const periods = legislator ? [] : employment(chance, begun, left);
  const start = startingDate(chance, birth, left);
  const spouse = chance.percent(75)
    ? addDays(addMonths(birth, 12 * chance.from(-20, 25) + chance.pick(0, 0, 3, 11)), chance.from(-1, 1))
    : null;
  const died = chance.percent(45)
    ? daysOfMonth(chance, addMonths(start, chance.pick(-1, 0, 1, 11, 12, 60, 119, 120, 180)))
    : null;
  const spouseEnd =
    spouse !== null && chance.percent(35)
      ? chance.percent(40) && died !== null
        ? addDays(died, chance.from(-1, 35))
        : daysOfMonth(chance, addMonths(start, chance.from(0, 130)))
      : null;
  const dates = [
    start,
    start,
    addMonths(start, 12),
    addMonths(birth, 744),
    addMonths(start, 120),
    addMonths(start, 180),
    parseDate("2026-06-01"),
  ];
  if (died !== null) dates.push(died, died, addMonths(died, 12));
  if (spouseEnd !== null) dates.push(spouseEnd);
  return {
    memberClass: legislator ? "legislator" : "general",
    birthDate: formatDate(birth),
    firstHired: formatDate(
      chance.percent(10)
        ? parseDate(chance.pick("2000-06-30", "2000-07-01", "2010-12-31", "2011-01-01"))
        : begun,
    ),
    leftClosedPlanUnvested: chance.percent(20),
    electsYear2000Plan: chance.percent(20),
    secondKindOfService: chance.percent(1),
    periods,
    assemblies,
    purchasedService: chance.percent(15) ? chance.from(1, 48) : 0,
    transferredService: chance.percent(8) ? chance.from(1, 96) : 0,
    unusedSickLeaveHours: chance.pick(
      0,
      167,
      168,
      169,
      168 * chance.from(1, 20) + chance.from(-1, 1),
      chance.from(0, 4000),
    ),
    pay: legislator ? [] : payOf(chance, begun, left),
    leftService: formatDate(left),
    stillEmployed: chance.percent(30),
    annuityStartingDate: formatDate(start),
    applicationFiled: formatDate(daysOfMonth(chance, addMonths(start, -chance.from(1, 5)))),
    spouseBirthDate: spouse === null ? null : formatDate(spouse),
    paymentOption:
      spouse === null && chance.percent(95)
        ? chance.pick("lifeIncome", "guaranteed120", "guaranteed180")
        : chance.pick("lifeIncome", "joint50", "joint100", "guaranteed120", "guaranteed180"),
    paymentMonth: formatDate(
      Math.min(
        Math.max(monthNear(chance, dates), parseDate("1990-01-01")),
        Math.max(lastMonth, addMonths(start, 11)),
      ),
    ),
    memberDied: died === null ? null : formatDate(died),
    spouseDied: spouseEnd === null ? null : formatDate(spouseEnd),
    positionHours: chance.pick(0, 999, 1000, 1039, 1040, 1499, 1500, 2080),
    positionOn: chance.pick("1984-09-30", "1984-10-01", "2007-08-27", "2007-08-28", "2015-03-01"),
    marriedOn: spouse === null ? null : formatDate(addMonths(start, -chance.pick(0, 11, 12, 13, 60, 240))),
    spouseConsents: chance.percent(70),
    repaidOn: formatDate(addMonths(left, chance.pick(-1, 0, 12, 60))),
    disabilityEnded: formatDate(addMonths(left, chance.pick(0, 1, 24))),
    payAtDisablement: chance.from(150_000, 900_000),
  };
}

/** The facts of a career as a record holds them. */
export const factsOf = (career: Career): Facts => ({
  recorded: { ...usual, ...(career as unknown as NonNullable<Facts["recorded"]>) },
});
