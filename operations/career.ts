import {
  addDays,
  addMonths,
  ENDLESS,
  firstOfMonthOf,
  formatDate,
  lastOfMonthOf,
  monthOf,
  type PlainDate,
  parseDate,
  yearOfDate,
} from "@emeritus/engine/dates.ts";
import { exact, type Exact } from "@emeritus/engine/exact.ts";
import { type Facts, findFact, type Given, type Row } from "@emeritus/engine/facts.ts";
import { memberClasses } from "@emeritus/law/missouri/mosers/facts.ts";
import { usual } from "@emeritus/law/usual.ts";
import {
  type CareerRows,
  type EmploymentRow,
  type LeaveRow,
  personsAfter,
  readCareers,
  type SpouseRow,
} from "@emeritus/records/career-rows.ts";
import { dateOf, dateOrNone } from "@emeritus/records/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Moment } from "@emeritus/records/moment.ts";

/** Why a fact is assumed where the record does not hold it; each has its words in the catalogue. */
export const assumptions = {
  unusedSickLeaveHours: "noSickLeaveCertified",
  leftService: "worksUntilStart",
  pay: "payGoesOn",
} as const;

/** A reason for an assumption. */
export type Because = (typeof assumptions)[keyof typeof assumptions];

/** Where one fact of a career comes from. */
export type Source =
  | { readonly from: "stated" | "recorded" | "missing" }
  | { readonly from: "assumed"; readonly because: Because };

/** Where a fact comes from, among the facts given to the law. */
export function sourceOf(facts: Facts, name: string): Source {
  const found = findFact(facts, name);
  if (found === undefined) return { from: "missing" };
  if (found.origin !== "assumed") return { from: found.origin };
  if (!(name in assumptions)) throw new Error(`${name} is assumed without a reason`);
  return { from: "assumed", because: assumptions[name as keyof typeof assumptions] };
}

/** A person's career as facts of the law, as it was known at a moment. */
export interface Career {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly facts: Facts;
  readonly spouse: SpouseRow | null;
  /** Last day in a covered position, where no position is open. */
  readonly leftService: PlainDate | undefined;
  /** The first of the last month with reported pay. */
  readonly lastPayMonth: PlainDate | undefined;
  /** Unused sick leave that an employer certified, in hours. */
  readonly sickLeaveHours: number | undefined;
  /** The employer of the latest covered position. */
  readonly employer: number | undefined;
  readonly rows: CareerRows;
}

/** Thrown when a career is asked for that the record does not hold. */
export class NoSuchPerson extends Error {
  override readonly name = "NoSuchPerson";
}

/** One person's career as facts, on a day and as known at an instant; throws `NoSuchPerson` when there is none. */
export async function careerFacts(
  db: Reading,
  fund: number,
  person: number,
  moment: Moment,
): Promise<Career> {
  const [rows] = await readCareers(db, fund, [person], moment);
  if (rows === undefined) throw new NoSuchPerson(`fund ${fund} has no person ${person}`);
  return careerOf(rows);
}

/** Many persons' careers in one statement, in order of person; who does not exist is left out. */
export async function careersFacts(
  db: Reading,
  fund: number,
  persons: readonly number[],
  moment: Moment,
): Promise<Career[]> {
  return (await readCareers(db, fund, persons, moment)).map(careerOf);
}

/** Every career of the fund, in order of person, a chunk at a time: for runs over the whole fund. */
export async function* allCareers(
  db: Reading,
  fund: number,
  moment: Moment,
  chunk = 500,
): AsyncGenerator<Career[]> {
  for (let after = 0; ;) {
    const persons = await personsAfter(db, fund, after, chunk);
    if (persons.length === 0) return;
    yield await careersFacts(db, fund, persons, moment);
    after = persons.at(-1)!;
  }
}

/** What of a career lay before a day's end: jobs and leaves that had begun, and pay through the month of the day. Pure. */
export function rowsUntil(rows: CareerRows, on: PlainDate): CareerRows {
  const day = formatDate(on);
  const begun = <Row extends { readonly from: string }>(some: readonly Row[]): Row[] =>
    some.filter(({ from }) => from <= day);
  const [year, month] = [yearOfDate(on), monthOf(on)];
  return {
    ...rows,
    employment: begun(rows.employment),
    leaves: begun(rows.leaves),
    pay: rows.pay
      .filter((one) => one.year <= year)
      .map((one) =>
        one.year < year ? one : { ...one, cents: one.cents.map((cents, at) => (at < month ? cents : null)) },
      )
      .filter(({ cents }) => cents.some((each) => each !== null)),
  };
}

/** Turns what the record holds of a career into facts of the law: recorded, assumed with its reason, or missing. Pure. */
export function careerOf(rows: CareerRows): Career {
  const covered = rows.employment.filter(({ eligible }) => eligible);
  const latest = covered.at(-1);
  const facts = new FactList();
  for (const [name, value] of Object.entries(usual)) facts.recorded(name, value!);
  facts.perhaps(
    "memberClass",
    memberClasses.names.find((name) => name === latest?.memberClass),
  );
  facts.perhaps("birthDate", dateOrNone(rows.born));
  const firstHired = covered[0] && dateOf(covered[0].from);
  facts.perhaps("firstHired", firstHired);
  plan(facts, latest, firstHired);
  facts.recorded("secondKindOfService", new Set(covered.map(({ memberClass }) => memberClass)).size > 1);
  facts.recorded("periods", withoutGivenUp(periodsOf(covered, rows.leaves), rows.givenUp));
  facts.recorded(
    "assemblies",
    rows.assemblies.map(({ begins, ends, from, to }) => ({
      begins: dateOf(begins),
      ends: dateOf(ends),
      servedFrom: dateOf(from),
      servedTo: lastDay(to),
    })),
  );
  const pay = payOf(rows);
  facts.recorded("pay", pay);
  const sickLeaveHours = credits(facts, rows);
  const leftService = leaving(facts, covered);
  family(facts, rows);
  const lastPay = pay.at(-1);
  return {
    person: rows.person,
    memberId: rows.memberId,
    name: rows.name,
    facts: facts.done(),
    spouse: rows.spouse,
    leftService,
    lastPayMonth: lastPay && (lastPay["month"] as PlainDate),
    sickLeaveHours,
    employer: latest?.employer,
    rows,
  };
}

/** What a member or a counselor states for an estimate or in a case; it comes before what the record holds. */
export interface Stated {
  readonly annuityStartingDate?: PlainDate;
  readonly leftService?: PlainDate;
  readonly applicationFiled?: PlainDate;
  readonly spouseBirthDate?: PlainDate | null;
  readonly unusedSickLeaveHours?: Exact;
  readonly paymentOption?: string;
}

/**
 * A career with what was stated. Where the member still works and no last day is stated, work to the day before the annuity
 * starting date is assumed, with pay going on as in the last month on record; both make the result an estimate.
 */
export function stating(career: Career, stated: Stated): Facts {
  const given: Record<string, Given> = {};
  for (const [name, value] of Object.entries(stated)) if (value !== undefined) given[name] = value;
  const works = career.facts.recorded?.["stillEmployed"] === true;
  const start = stated.annuityStartingDate;
  if (!works || start === undefined) return { ...career.facts, stated: given };
  const last = stated.leftService ?? addDays(start, -1);
  const assumed: Record<string, Given | readonly Row[]> = { ...career.facts.assumed, leftService: last };
  const recorded = { ...career.facts.recorded };
  const pay = recorded["pay"] as readonly Row[] | undefined;
  const whole = pay === undefined ? [] : wholeMonths(pay, last);
  const future = payUntil(whole, last);
  if (future.length > 0) {
    delete recorded["pay"];
    assumed["pay"] = [...whole, ...future];
  }
  return { stated: given, recorded, assumed };
}

/**
 * The pay on record without a last month of which only a part seems to be reported: one that pays less than the month before,
 * while work goes on to its end.
 */
function wholeMonths(pay: readonly Row[], last: PlainDate): readonly Row[] {
  const [before, latest] = pay.slice(-2);
  if (before === undefined || latest === undefined) return pay;
  const month = latest["month"] as PlainDate;
  const follows = addMonths(before["month"] as PlainDate, 1) === month;
  const less = (latest["cents"] as bigint) < (before["cents"] as bigint);
  return follows && less && last >= lastOfMonthOf(month) ? pay.slice(0, -1) : pay;
}

/** Pay of the months after the last whole one on record, to the last day of work, as high as in that one. */
function payUntil(pay: readonly Row[], last: PlainDate): Row[] {
  const latest = pay.at(-1);
  if (latest === undefined) return [];
  const months: Row[] = [];
  const cents = latest["cents"] ?? 0n;
  for (
    let month = addMonths(latest["month"] as PlainDate, 1);
    month <= firstOfMonthOf(last);
    month = addMonths(month, 1)
  )
    months.push({ month, cents });
  return months;
}

class FactList {
  readonly #recorded: Record<string, Given | readonly Row[]> = {};
  readonly #assumed: Record<string, Given> = {};

  recorded(name: string, value: Given | readonly Row[]): void {
    this.#recorded[name] = value;
  }

  /** A fact that the record may not hold; then it stays missing. */
  perhaps(name: string, value: Given | undefined): void {
    if (value !== undefined) this.#recorded[name] = value;
  }

  assumed(name: keyof typeof assumptions, value: Given): void {
    this.#assumed[name] = value;
  }

  done(): Facts {
    return { recorded: this.#recorded, assumed: this.#assumed };
  }
}

const planBegins = parseDate("2000-07-01");

/** Whether a member hired before the year 2000 plan belongs to it follows from the plan that the record names. */
function plan(facts: FactList, latest: EmploymentRow | undefined, firstHired: PlainDate | undefined): void {
  if (firstHired === undefined || firstHired >= planBegins) {
    facts.recorded("leftClosedPlanUnvested", false);
    facts.recorded("electsYear2000Plan", false);
    return;
  }
  facts.recorded("leftClosedPlanUnvested", false);
  facts.recorded("electsYear2000Plan", latest?.plan === "msep2000");
}

/** The last day of a period as the record writes it: the day after, or `infinity`. */
function lastDay(to: string): PlainDate {
  const end = dateOf(to);
  return end === ENDLESS ? ENDLESS : addDays(end, -1);
}

interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const leaveKinds: Record<LeaveRow["kind"], string> = {
  ownIllness: "ownIllnessLeave",
  family: "familyLeave",
  military: "militaryLeave",
  workersCompensation: "workersCompensationLeave",
  other: "otherLeave",
  unapproved: "unapproved",
  layoff: "layoff",
};

/** Employment less the unpaid leaves of the same position, and those leaves by kind; an unapproved absence gives nothing. */
function periodsOf(employment: readonly EmploymentRow[], leaves: readonly LeaveRow[]): Row[] {
  const rows: (Span & { kind: string })[] = [];
  for (const job of employment) {
    let spans: Span[] = [{ from: dateOf(job.from), to: lastDay(job.to) }];
    for (const leave of leaves) {
      if (leave.position !== job.position || leave.paid) continue;
      const away: Span = { from: dateOf(leave.from), to: lastDay(leave.to) };
      spans = spans.flatMap((span) => without(span, away));
    }
    rows.push(...spans.map((span) => ({ ...span, kind: "employed" })));
  }
  for (const { kind, paid, from, to } of leaves)
    if (!paid && kind !== "unapproved")
      rows.push({ from: dateOf(from), to: lastDay(to), kind: leaveKinds[kind] });
  return rows.toSorted((a, b) => a.from - b.from || a.to - b.to).map((row) => ({ ...row }));
}

/** The periods without the days whose service was given up. */
function withoutGivenUp(periods: readonly Row[], givenUp: CareerRows["givenUp"]): Row[] {
  return givenUp.reduce<readonly Row[]>((kept, { from, to }) => {
    const lost: Span = { from: dateOf(from), to: lastDay(to) };
    return kept.flatMap((row) => without(row as Row & Span, lost).map((part) => ({ ...row, ...part })));
  }, periods) as Row[];
}

function without(span: Span, away: Span): Span[] {
  if (away.to < span.from || away.from > span.to) return [span];
  const parts: Span[] = [];
  if (away.from > span.from) parts.push({ from: span.from, to: addDays(away.from, -1) });
  if (away.to < span.to) parts.push({ from: addDays(away.to, 1), to: span.to });
  return parts;
}

/** Pay by month, all positions together, in order. */
function payOf({ pay }: CareerRows): Row[] {
  const byMonth = new Map<PlainDate, bigint>();
  for (const { year, cents } of pay)
    for (const [slot, amount] of cents.entries()) {
      if (amount === null) continue;
      const month = (12 * year + slot) * 32;
      byMonth.set(month, (byMonth.get(month) ?? 0n) + BigInt(amount));
    }
  return [...byMonth].toSorted(([a], [b]) => a - b).map(([month, cents]) => ({ month, cents }));
}

/** Purchased and transferred service and the certified sick leave, whose hours it gives. */
function credits(facts: FactList, { credits: rows }: CareerRows): number | undefined {
  const monthsOf = (kind: string) =>
    rows.filter((row) => row.kind === kind).reduce((sum, { months }) => sum + months, 0);
  facts.recorded("purchasedService", monthsOf("purchased"));
  facts.recorded("transferredService", monthsOf("transferred"));
  const certified = rows.filter(({ kind }) => kind === "unusedSickLeave");
  if (certified.length === 0) {
    facts.assumed("unusedSickLeaveHours", exact(0n));
    return undefined;
  }
  const hundredths = certified.reduce((sum, { hoursHundredths }) => sum + hoursHundredths, 0);
  facts.recorded("unusedSickLeaveHours", exact(BigInt(hundredths), 100n));
  return hundredths / 100;
}

/** Whether the member still works and, when not, the last day in a covered position. */
function leaving(facts: FactList, covered: readonly EmploymentRow[]): PlainDate | undefined {
  const open = covered.some(({ to }) => to === "infinity");
  facts.recorded("stillEmployed", open);
  if (open || covered.length === 0) return undefined;
  const last = covered.map(({ to }) => lastDay(to)).reduce((a, b) => (a > b ? a : b));
  facts.recorded("leftService", last);
  return last;
}

function family(facts: FactList, { spouse, died }: CareerRows): void {
  if (spouse === null) facts.recorded("spouseBirthDate", null);
  else facts.perhaps("spouseBirthDate", dateOrNone(spouse.born));
  facts.recorded("memberDied", died === null ? null : dateOf(died));
  facts.recorded("spouseDied", spouse?.died ? dateOf(spouse.died) : null);
}
