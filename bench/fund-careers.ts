/** Synthetic careers for the yardsticks of the whole fund: work and leave, pay, and the terms of elected members. */
import { addDays, addMonths, firstOfMonthOf, parseDate } from "@emeritus/engine/index.ts";
import { NONE } from "@emeritus/engine/runtime.ts";

export const KINDS = ["employed", "ownIllnessLeave", "layoff", "otherLeave"] as const;

/** The elected offices, in the order of the C twin; the offices of one pay stand last. */
export const OFFICES = [
  "governor",
  "attorneyGeneral",
  "lieutenantGovernor",
  "secretaryOfState",
  "stateTreasurer",
  "stateAuditor",
] as const;

/** The classes of the general plans, in the order of the C twin. */
export const CLASSES = ["general", "legislator", "official", "waterPatrol"] as const;
export type MemberClass = (typeof CLASSES)[number];

/** A class that is not an employee's: how many of a thousand members, and the first day on which the sources know what is paid. */
interface Share {
  readonly ofThousand: number;
  readonly leftFrom: string;
}

/** Who belongs to a plan: how many, since when they may have been hired and until when, when they left, what is asked. */
export interface Membership {
  readonly plan: string;
  readonly count: number;
  readonly hired: readonly [first: string, last: string];
  readonly left: readonly [first: string, last: string];
  readonly wanted: readonly string[];
  readonly classes?: Partial<Record<MemberClass, Share>>;
}

/** A random whole number below another. */
export type Random = (below: number) => number;
interface Period {
  readonly from: number;
  readonly to: number;
  readonly kind: (typeof KINDS)[number];
}
/** The days of an assembly, and those that a legislator served in it. */
interface Assembly {
  readonly begins: number;
  readonly ends: number;
  readonly servedFrom: number;
  readonly servedTo: number;
}
/** One member's life as far as the law asks. */
export interface Career {
  readonly memberClass: MemberClass;
  readonly highestOffice: (typeof OFFICES)[number] | null;
  readonly facts: Readonly<Record<string, number>>;
  readonly assemblies: readonly Assembly[];
  readonly periods: readonly Period[];
  /** The first month of pay and how many follow it. */
  readonly paid: readonly [first: number, months: number];
}

/** One stretch of work, or two with a gap, a second position or a leave between. */
function periodsOf(random: Random, hired: number, left: number): readonly Period[] {
  const kind = random(20);
  const middle = addDays(addMonths(hired, 12 + random(100)), random(28));
  if (kind < 10 || middle >= left) return [{ from: hired, to: left, kind: "employed" }];
  const first: Period = { from: hired, to: middle, kind: "employed" };
  if (kind < 13) return [first, { from: addDays(middle, 2 + random(400)), to: left, kind: "employed" }];
  if (kind < 15) return [{ from: addMonths(middle, -random(12)), to: left, kind: "employed" }, first];
  const back = addDays(middle, 20 + random(500));
  const leave = kind < 17 ? "ownIllnessLeave" : kind < 19 ? "layoff" : "otherLeave";
  return [
    first,
    { from: addDays(middle, 1), to: addDays(back, -1), kind: leave },
    { from: back, to: left, kind: "employed" },
  ];
}

const within = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most);

/** Whose career it is: so many of a thousand are of each class that is not an employee's. */
function classOf(random: Random, { classes = {} }: Membership): MemberClass {
  let drawn = random(1000);
  for (const name of CLASSES) {
    drawn -= classes[name]?.ofThousand ?? 0;
    if (drawn < 0) return name;
  }
  return "general";
}

const yearOf = (day: number): number => Math.floor((day >> 5) / 12);
const TERMS = { legislator: [2, 8, "01-06"], official: [4, 5, "01-12"] } as const;
/** No source gives the pay of an office before this day, so who left earlier has no benefit that follows it: less than twelve years. */
const PAY_OF_OFFICES = parseDate("2008-07-01");

/** From the beginning of a term in office to its end: one in ten began by a special election, one in three left before the end. */
function inOffice(
  random: Random,
  elected: keyof typeof TERMS,
  left: number,
): readonly [from: number, to: number] {
  const [length, most, day] = TERMS[elected];
  const ends = yearOf(left) - ((yearOf(left) - 1) % length);
  const terms = 1 + random(elected === "official" && ends < yearOf(PAY_OF_OFFICES) ? 2 : most);
  const begins = parseDate(`${ends - length * terms}-${day}`);
  return [
    random(10) === 0 ? addDays(begins, random(300)) : begins,
    random(3) === 0
      ? addDays(parseDate(`${ends}-${day}`), -2 - random(300))
      : addDays(parseDate(`${ends}-${day}`), -1),
  ];
}

/** The assemblies of a legislator between two days; one who still serves is recorded to the end of the last. */
function assembliesOf(from: number, left: number, active: boolean): readonly Assembly[] {
  const first = yearOf(from) - 1 - (yearOf(from) % 2);
  return Array.from({ length: (yearOf(left) - first) / 2 + 1 }, (_, i) => ({
    begins: parseDate(`${first + 2 * i}-01-06`),
    ends: parseDate(`${first + 2 * i + 2}-01-05`),
  }))
    .filter(({ begins, ends }) => begins <= left && ends >= from)
    .map(({ begins, ends }) => ({
      begins,
      ends,
      servedFrom: Math.max(begins, from),
      servedTo: active ? ends : Math.min(ends, left),
    }));
}

/** A career between a plan's dates: five to forty years, or terms in office; ages 48 to 68 at leaving, always a spouse, a third still at work. */
export function careerOf(random: Random, membership: Membership): Career {
  const memberClass = classOf(random, membership);
  const { leftFrom = membership.left[0] } = membership.classes?.[memberClass] ?? {};
  const [firstLeft, lastLeft] = [leftFrom, membership.left[1]].map(parseDate) as [number, number];
  const leaving = within(
    firstLeft,
    addDays(addMonths(firstLeft, random((lastLeft >> 5) - (firstLeft >> 5) + 1)), random(28)),
    lastLeft,
  );
  const age = 48 + random(21);
  const tenure = 60 + random(12 * (age - 20) - 60);
  const [firstHired, lastHired] = membership.hired.map(parseDate) as [number, number];
  const [from, to] =
    memberClass === "legislator" || memberClass === "official"
      ? inOffice(random, memberClass, leaving)
      : [addDays(addMonths(leaving, -tenure), random(28)), leaving];
  const left = within(firstLeft, to, lastLeft);
  const hired = within(firstHired, from, lastHired);
  const acquires = memberClass !== "official" || left >= PAY_OF_OFFICES;
  const birth = addDays(addMonths(left, -12 * age), -random(365));
  const months = within(48, (left >> 5) - (hired >> 5), 300);
  // What the law says of judges aged seventy before 2023 is not known (register entry JUDICIAL-Q04).
  const active = random(3) === 0 && addMonths(birth, 840) >= parseDate("2024-01-01");
  return {
    memberClass,
    highestOffice: memberClass === "official" ? OFFICES[random(OFFICES.length)]! : null,
    facts: {
      birthDate: birth,
      spouseBirthDate: addDays(birth, random(7300) - 3650),
      leftService: left,
      annuityStartingDate: addMonths(firstOfMonthOf(left), 1 + (random(3) === 0 ? random(120) : random(2))),
      unusedSickLeaveHours: random(300_000),
      purchasedService: acquires && random(6) === 0 ? random(48) : 0,
      transferredService: acquires && random(12) === 0 ? random(60) : 0,
      firstHired: hired,
      memberDied: NONE,
      certifiedCompensation: 12_000_000 + random(6_000_000),
      highestSalary: 9_000_000 + random(4_000_000),
      assembliesWaived: random(3),
      onCommission: 1,
      stillEmployed: active ? 1 : 0,
    },
    assemblies: memberClass === "legislator" ? assembliesOf(hired, left, active) : [],
    periods: periodsOf(random, hired, left),
    paid: [addMonths(firstOfMonthOf(left), 1 - months), months],
  };
}
