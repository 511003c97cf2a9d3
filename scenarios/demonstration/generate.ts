import {
  addDays,
  addMonths,
  ENDLESS,
  firstOfMonthOf,
  lastOfMonthOf,
  monthsBetween,
  plainDate,
} from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import { Dice } from "./dice.ts";
import type { DemoJob, DemoLeave, DemoPerson, Household } from "./household.ts";
import { assembly, employers, firstNames, lastNames, places, streets } from "./invented.ts";
import { courseOf, retirementOf } from "./life.ts";
import type { Course, Wish } from "./life.ts";
import { payOf } from "./pay.ts";

/** What decides a demonstration fund: the same three give the same fund. */
export interface DemoFund {
  readonly seed: number;
  /** How many careers; spouses come on top. */
  readonly people: number;
  readonly today: PlainDate;
}

/** The last day whose pay the demonstration has posted: the last month that ended at least two weeks ago. */
export function postedThrough(today: PlainDate): PlainDate {
  return lastOfMonthOf(addMonths(firstOfMonthOf(addDays(today, -15)), -1));
}

/** Every household of a fund in order, the named ones first; persons are numbered from 1 without gaps. */
export function* households(
  { seed, people, today }: DemoFund,
  named: readonly Wish[] = [],
): Generator<Household> {
  let next = 1;
  for (let career = 0; career < people; career += 1) {
    const household = householdOf(new Dice(seed, career), next, today, named[career] ?? {});
    next += household.spouse === undefined ? 1 : 2;
    yield household;
  }
}

/** One career with its household; the member has the given number, a spouse the next one. */
function householdOf(dice: Dice, person: number, today: PlainDate, wish: Wish): Household {
  const course = courseOf(dice, today, wish);
  const last = wish.last ?? dice.pick(lastNames);
  const member: DemoPerson = {
    person,
    first: wish.first ?? dice.pick(firstNames),
    last,
    born: course.born,
    ...(course.died === undefined ? {} : { died: course.died }),
  };
  const family = familyOf(dice, member, course, today, wish);
  const jobs = jobsOf(dice, course, wish);
  const leaves =
    course.memberClass === "general" && wish.hired === undefined ? leavesOf(dice, jobs, today) : [];
  const sickLeaveHundredths = sickLeaveOf(dice, course);
  return {
    member,
    memberClass: course.memberClass,
    ...family,
    jobs,
    leaves,
    assemblies: course.assemblies,
    pay: payOf(dice, jobs, leaves, course.memberClass, postedThrough(today)),
    ...(sickLeaveHundredths === undefined ? {} : { sickLeaveHundredths }),
    ...(course.start === undefined
      ? {}
      : { retirement: retirementOf(dice, course.start, marriedOn(family, course.start), wish) }),
    address: addressOf(dice),
  };
}

/** What the last employer certified of unused sick leave, in hundredths of an hour; nothing while nobody is paid. */
function sickLeaveOf(dice: Dice, { endedBy, memberClass, start }: Course): number | undefined {
  if (memberClass === "legislator") return undefined;
  if (endedBy === "retired") return dice.around(0, 160_000);
  return start === undefined ? undefined : 0;
}

type Family = Pick<Household, "spouse" | "marriage">;

function familyOf(dice: Dice, member: DemoPerson, course: Course, today: PlainDate, wish: Wish): Family {
  if (wish.spouse === null || (wish.spouse === undefined && !dice.chance(0.66))) return {};
  const wedding =
    wish.spouse?.wedding ?? addDays(addMonths(member.born, 12 * dice.around(20, 44)), dice.between(0, 364));
  if (wedding >= (member.died ?? today)) return {};
  const born = wish.spouse?.born ?? spouseBorn(dice, member.born, wedding);
  const died = wish.spouse ? (wish.spouseDied ?? undefined) : spouseDeath(dice, born, wedding, today);
  const spouse: DemoPerson = {
    person: member.person + 1,
    first: wish.spouse?.first ?? dice.pick(firstNames),
    last: dice.chance(0.7) || wish.spouse ? member.last : dice.pick(lastNames),
    born,
    ...(died === undefined ? {} : { died }),
  };
  return {
    spouse,
    marriage: { from: wedding, ...endOfMarriage(dice, wedding, member, spouse, course, wish) },
  };
}

/** Within nine years of the member, and grown up at the wedding. */
function spouseBorn(dice: Dice, born: PlainDate, wedding: PlainDate): PlainDate {
  const about = addDays(born, dice.around(-3_300, 3_300));
  return Math.max(Math.min(about, addMonths(wedding, -12 * 18)), plainDate(1920, 1, 1));
}

function spouseDeath(
  dice: Dice,
  born: PlainDate,
  wedding: PlainDate,
  today: PlainDate,
): PlainDate | undefined {
  for (let year = addDays(wedding, 30); year < today; year = addMonths(year, 12)) {
    const age = Math.floor(monthsBetween(born, year) / 12);
    if (!dice.chance(Math.min(0.4, 0.0004 * Math.exp(0.088 * (age - 30))))) continue;
    const died = addDays(year, dice.between(0, 364));
    return died < today ? died : undefined;
  }
  return undefined;
}

function endOfMarriage(
  dice: Dice,
  wedding: PlainDate,
  member: DemoPerson,
  spouse: DemoPerson,
  course: Course,
  wish: Wish,
): { to: PlainDate; endedBy?: "death" | "divorce" } {
  const death = Math.min(member.died ?? ENDLESS, spouse.died ?? ENDLESS);
  const widowed = death === ENDLESS ? { to: ENDLESS } : { to: addDays(death, 1), endedBy: "death" as const };
  if (wish.spouse || !dice.chance(0.18)) return widowed;
  const parted = addMonths(wedding, dice.between(24, 240));
  const settled = Math.min(death, course.start ?? ENDLESS, course.stretches[0]!.from);
  return parted < settled ? { to: parted, endedBy: "divorce" } : widowed;
}

const marriedOn = ({ marriage }: Family, day: PlainDate): boolean =>
  marriage !== undefined && marriage.from < day && marriage.to > day;

function jobsOf(dice: Dice, { stretches, memberClass, endedBy }: Course, wish: Wish): DemoJob[] {
  return stretches.map(({ from, to }, at) => {
    const employer =
      memberClass === "legislator"
        ? assembly
        : (employers.find(({ number }) => number === wish.employer) ?? dice.pick(employers.slice(0, -1)));
    const last = at === stretches.length - 1;
    const by = last ? endedBy : "left";
    return {
      from,
      to,
      employer: employer.number,
      code: `${String.fromCharCode(65 + dice.between(0, 25))}${dice.between(100, 9_999)}-${at + 1}`,
      title: dice.pick(employer.jobs),
      fteHundredths:
        memberClass === "general" && wish.hired === undefined && dice.chance(0.05) ? 7_500 : 10_000,
      ...(by === undefined ? {} : { endedBy: by }),
    };
  });
}

/** An unpaid leave in the middle of some jobs; whoever is on leave has no pay for those days. */
function leavesOf(dice: Dice, jobs: readonly DemoJob[], today: PlainDate): DemoLeave[] {
  return jobs.flatMap((job, at) => {
    const months = monthsBetween(job.from, Math.min(job.to, today));
    if (months < 36 || !dice.chance(0.09)) return [];
    const from = addDays(job.from, dice.between(200, (months - 14) * 30));
    const kind = dice.pick(["ownIllness", "ownIllness", "family", "military"] as const);
    return [{ job: at, kind, from, to: addDays(from, dice.between(14, 170)) }];
  });
}

function addressOf(dice: Dice): Household["address"] {
  const [city, postalCode] = dice.pick(places);
  return { street: `${dice.between(100, 2_999)} ${dice.pick(streets)} Street`, city, postalCode };
}

/** How many months of pay a household's member has. */
export function monthsOfPay({ pay }: Household): number {
  return pay.reduce((sum, { cents }) => sum + cents.filter((each) => each !== null).length, 0);
}
