import {
  addDays,
  addMonths,
  ENDLESS,
  firstOfMonthOf,
  firstOfNextMonthOf,
  lastOfMonthOf,
  monthsBetween,
  plainDate,
  weekday,
  yearOfDate,
} from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { PaymentOption } from "@emeritus/operations/retiring/decide-election.ts";
import type { Dice } from "./dice.ts";
import type { DemoAssembly, DemoRetirement } from "./household.ts";

/** What a named person of the demonstration brings along; the rest is left to chance. */
export interface Wish {
  readonly first?: string;
  readonly last?: string;
  readonly born?: PlainDate;
  readonly hired?: PlainDate;
  /** Last day of work; `null` for somebody who still works. */
  readonly left?: PlainDate | null;
  readonly memberClass?: "general" | "legislator";
  readonly spouse?: { readonly first: string; readonly born: PlainDate; readonly wedding: PlainDate } | null;
  readonly start?: PlainDate;
  readonly option?: PaymentOption;
  /** Last day of the member's and of the spouse's life; `null` for somebody who lives. */
  readonly died?: PlainDate | null;
  readonly spouseDied?: PlainDate | null;
  readonly employer?: number;
}

/** The course of a working life: dates only, before jobs and pay are put in. */
export interface Course {
  readonly memberClass: "general" | "legislator";
  readonly born: PlainDate;
  readonly hired: PlainDate;
  /** Stretches of work, breaks between them; the last one ends on ENDLESS for somebody who still works. */
  readonly stretches: readonly { readonly from: PlainDate; readonly to: PlainDate }[];
  readonly endedBy?: "left" | "retired" | "death";
  readonly died?: PlainDate;
  /** From when a benefit could be paid, where it is on or before today. */
  readonly start?: PlainDate;
  readonly assemblies: readonly DemoAssembly[];
}

const planBegins = plainDate(2000, 7, 1);
const firstOfMonthOnOrAfter = (day: PlainDate): PlainDate =>
  firstOfMonthOf(day) === day ? day : firstOfNextMonthOf(day);
const lastHiring = plainDate(2010, 12, 31);
const completeYears = (from: PlainDate, to: PlainDate): number => Math.floor(monthsBetween(from, to) / 12);

/** Death in a year of age: doubles about every eight years, as in published tables. */
const mortality = (age: number): number => Math.min(0.4, 0.0004 * Math.exp(0.088 * (age - 30)));

/** Leaving in a year of service, for reasons other than death and retirement. */
const leaving = [0.13, 0.09, 0.07, 0.055, 0.05, 0.04, 0.04, 0.035, 0.03, 0.03] as const;
const leavingLater = 0.02;

const vestingYears = 5;
const normalAge = 62;
const earlyAge = 57;
const pointsAge = 48;
const points = 80;

/** Throws a working life up to today. */
export function courseOf(dice: Dice, today: PlainDate, wish: Wish): Course {
  const memberClass = wish.memberClass ?? (dice.chance(0.015) ? "legislator" : "general");
  return memberClass === "legislator"
    ? legislatorCourse(dice, today, wish)
    : generalCourse(dice, today, wish);
}

function generalCourse(dice: Dice, today: PlainDate, wish: Wish): Course {
  const elector = wish.hired === undefined && dice.chance(0.12);
  const hired = wish.hired ?? hiringDay(dice, elector);
  const born = wish.born ?? birthOf(dice, hired, elector ? 20 : 21, elector ? 40 : 58);
  const end = wish.left === undefined ? ending(dice, born, hired, today, elector) : fixedEnd(wish);
  const died =
    wish.died === undefined ? (end.died ?? laterDeath(dice, born, end.to, today)) : (wish.died ?? undefined);
  const stretches = stretchesOf(dice, hired, end.to, today, wish);
  const course = { memberClass: "general" as const, born, hired, stretches, assemblies: [] };
  if (end.to === ENDLESS) return course;
  const start = wish.start ?? (end.by === "death" ? undefined : startOf(dice, born, hired, end));
  return {
    ...course,
    endedBy: end.by,
    ...(died === undefined ? {} : { died }),
    ...(start !== undefined && start <= today && (died === undefined || died >= start) ? { start } : {}),
  };
}

interface Ending {
  readonly to: PlainDate;
  readonly by: "left" | "retired" | "death";
  readonly died?: PlainDate;
}

const fixedEnd = ({ left, start }: Wish): Ending => ({
  to: left ?? ENDLESS,
  by: start === undefined ? "left" : "retired",
});

function hiringDay(dice: Dice, elector: boolean): PlainDate {
  const first = elector ? plainDate(1984, 1, 1) : planBegins;
  const month = addMonths(first, dice.between(0, elector ? 190 : monthsBetween(planBegins, lastHiring)));
  if (dice.chance(0.5)) return month;
  return month + (dice.chance(0.5) ? 15 : dice.between(1, 27));
}

function birthOf(dice: Dice, hired: PlainDate, youngest: number, oldest: number): PlainDate {
  const age = dice.chance(0.5) ? dice.around(youngest, oldest) : dice.between(youngest, Math.min(oldest, 42));
  return addDays(addMonths(hired, -12 * age), -dice.between(0, 364));
}

/** Goes through the years of service until something ends them. Electors stay at least until the plan they elect begins. */
function ending(dice: Dice, born: PlainDate, hired: PlainDate, today: PlainDate, elector: boolean): Ending {
  for (let year = 0; ; year += 1) {
    const from = addMonths(hired, 12 * year);
    if (from > today) return { to: ENDLESS, by: "left" };
    const age = completeYears(born, from);
    if (dice.chance(mortality(age))) {
      const died = addDays(from, dice.between(0, 364));
      if (died < today && !(elector && died < planBegins)) return { to: died, by: "death", died };
    }
    const [chance, by] = wayOut(age, year, elector && from < planBegins);
    if (!dice.chance(chance)) continue;
    const month = addMonths(firstOfMonthOf(from), dice.between(0, 11));
    const to = by === "retired" || dice.chance(0.7) ? lastOfMonthOf(month) : month + dice.between(2, 26);
    if (to <= hired || (elector && to < planBegins)) continue;
    return to >= today ? { to: ENDLESS, by: "left" } : { to, by };
  }
}

function wayOut(age: number, service: number, bound: boolean): [chance: number, by: "left" | "retired"] {
  if (bound) return [0, "left"];
  const vested = service >= vestingYears;
  if (vested && age >= normalAge) return [0.32, "retired"];
  if (age >= pointsAge && age + service >= points) return [0.28, "retired"];
  if (vested && age >= earlyAge) return [0.07, "retired"];
  return [leaving[service] ?? leavingLater, "left"];
}

/** Death after work ended, if it was before today. */
function laterDeath(dice: Dice, born: PlainDate, from: PlainDate, today: PlainDate): PlainDate | undefined {
  if (from === ENDLESS) return undefined;
  for (let year = addDays(from, 40); year < today; year = addMonths(year, 12)) {
    if (!dice.chance(mortality(completeYears(born, year)))) continue;
    const died = addDays(year, dice.between(0, 364));
    return died < today ? died : undefined;
  }
  return undefined;
}

/** Some leave and come back after some months or years. */
function stretchesOf(
  dice: Dice,
  from: PlainDate,
  to: PlainDate,
  today: PlainDate,
  wish: Wish,
): Course["stretches"] {
  const last = Math.min(to, today);
  const months = monthsBetween(from, last);
  if (wish.hired !== undefined || months < 60 || !dice.chance(0.1)) return [{ from, to }];
  const leave = lastOfMonthOf(addMonths(firstOfMonthOf(from), dice.between(12, months - 36)));
  const back = addMonths(firstOfNextMonthOf(leave), dice.between(3, 20));
  return back >= addMonths(last, -12)
    ? [{ from, to }]
    : [
        { from, to: leave },
        { from: back, to },
      ];
}

/** The first month in which somebody who left would ask to be paid; the law decides whether it may be. */
function startOf(dice: Dice, born: PlainDate, hired: PlainDate, { to, by }: Ending): PlainDate | undefined {
  if (by === "retired") return firstOfNextMonthOf(to);
  if (completeYears(hired, to) < vestingYears) return undefined;
  const age = dice.chance(0.2) ? earlyAge : normalAge;
  const atAge = firstOfMonthOnOrAfter(addMonths(born, 12 * age));
  return Math.max(atAge, firstOfNextMonthOf(to));
}

const firstAssembly = 92;
const firstAssemblyYear = 2003;

/** The first Wednesday after the first Monday in January of an odd year, to the end of the year after it. */
function assemblyOf(number: number): { begins: PlainDate; ends: PlainDate } {
  const year = firstAssemblyYear + 2 * (number - firstAssembly);
  let day = plainDate(year, 1, 1);
  while (weekday(day) !== 1) day = addDays(day, 1);
  return { begins: addDays(day, 2), ends: plainDate(year + 1, 12, 31) };
}

function legislatorCourse(dice: Dice, today: PlainDate, wish: Wish): Course {
  const first =
    wish.hired === undefined ? dice.between(firstAssembly, firstAssembly + 3) : assemblyIn(wish.hired);
  const terms = wish.left ? assemblyIn(wish.left) - first + 1 : dice.between(3, 8);
  const assemblies: DemoAssembly[] = [];
  for (let number = first; number < first + terms; number += 1) {
    const { begins, ends } = assemblyOf(number);
    if (begins > today) break;
    assemblies.push({ assembly: number, begins, ends, from: begins, to: ends >= today ? ENDLESS : ends });
  }
  const hired = assemblies[0]!.begins;
  const to = assemblies.at(-1)!.to;
  const born = wish.born ?? birthOf(dice, hired, 28, 60);
  const died = wish.died === undefined ? laterDeath(dice, born, to, today) : (wish.died ?? undefined);
  const course = {
    memberClass: "legislator" as const,
    born,
    hired,
    stretches: [{ from: hired, to }],
    assemblies,
  };
  if (to === ENDLESS) return course;
  const atAge = firstOfMonthOnOrAfter(addMonths(born, 12 * 55));
  const start = wish.start ?? Math.max(atAge, firstOfNextMonthOf(to));
  const paid = start <= today && (died === undefined || died >= start);
  return {
    ...course,
    endedBy: start === firstOfNextMonthOf(to) ? "retired" : "left",
    ...(died === undefined ? {} : { died }),
    ...(paid ? { start } : {}),
  };
}

const assemblyIn = (day: PlainDate): number =>
  firstAssembly + Math.floor((yearOfDate(day) - firstAssemblyYear) / 2);

/** When the application was filed and which option was taken; a joint option needs a spouse. */
export function retirementOf(dice: Dice, start: PlainDate, married: boolean, wish: Wish): DemoRetirement {
  const options: readonly PaymentOption[] = married
    ? [
        "joint50",
        "joint50",
        "joint50",
        "joint100",
        "joint100",
        "joint100",
        "lifeIncome",
        "lifeIncome",
        "guaranteed120",
        "guaranteed180",
      ]
    : ["lifeIncome"];
  return { start, filed: addDays(start, -dice.between(63, 88)), option: wish.option ?? dice.pick(options) };
}
