/**
 * MSEP 2000 worked out a second time, in plain loops over days and plain bigint fractions, from the statute,
 * the board rules and the handbook and not from our encoding of them. It shares no line with `law/` or
 * `engine/`: where both agree on random careers, a mistake would have to have been made twice.
 *
 * Dates are day numbers (days since 1970-01-01). Months are counted as year × 12 + month − 1.
 */

/** A calendar day as a number of days since 1970-01-01. */
export type Day = number;

/** What the oracle is told of one member. Cents are bigint, months are whole numbers. */
export interface OracleCareer {
  readonly memberClass: "general" | "legislator";
  readonly born: Day;
  readonly leftService: Day;
  readonly startingDate: Day;
  readonly periods: readonly { readonly from: Day; readonly to: Day; readonly kind: string }[];
  readonly assemblies: readonly {
    readonly begins: Day;
    readonly ends: Day;
    readonly servedFrom: Day;
    readonly servedTo: Day;
  }[];
  readonly purchasedMonths: number;
  readonly transferredMonths: number;
  readonly sickLeaveHours: number;
  readonly pay: readonly { readonly month: number; readonly cents: bigint }[];
  readonly spouseBorn: Day | undefined;
  readonly option: Option;
  readonly memberDied: Day | undefined;
  readonly spouseDied: Day | undefined;
}

export type Option = "lifeIncome" | "joint50" | "joint100" | "guaranteed120" | "guaranteed180";
export type Door = "none" | "normalAge" | "ruleOf80" | "early";

/** A number as numerator over denominator, the denominator positive. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** What the tables say, given from outside so that the oracle holds arithmetic only. */
export interface OracleTables {
  /** Rate for cost-of-living adjustments of a calendar year, in thousandths of a percent. */
  colaRate(year: number): bigint;
  /** Yearly pay of a legislator on a day, in cents. */
  legislatorPay(on: Day): bigint;
  /** Days on which a legislator's pay changed, ascending. */
  legislatorPayChanges: readonly Day[];
}

const DAY = 86_400_000;

/** The day number of a calendar date. */
export const day = (year: number, month: number, date: number): Day =>
  Math.round(Date.UTC(year, month - 1, date) / DAY);

const parts = (on: Day): { year: number; month: number; date: number } => {
  const date = new Date(on * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate() };
};

/** The month of a day as year × 12 + month − 1. */
export const monthOf = (on: Day): number => {
  const { year, month } = parts(on);
  return year * 12 + month - 1;
};

const firstDays: Day[] = [];

/** First day of a month. */
export const firstOf = (month: number): Day =>
  (firstDays[month] ??= day(Math.floor(month / 12), (month % 12) + 1, 1));

const lastOf = (month: number): Day => firstOf(month + 1) - 1;

/** The same date `months` later; a day that the month lacks becomes the first of the next (register of MSEP 2000, when an age is attained). */
const monthsLater = (from: Day, months: number): Day => {
  const month = monthOf(from) + months;
  return Math.min(firstOf(month) + parts(from).date - 1, firstOf(month + 1));
};

/** Completed months between two days: one more each time the day of the month comes round. */
export const completedMonths = (from: Day, to: Day): number => {
  if (to < from) return -1;
  const months = monthOf(to) - monthOf(from);
  return monthsLater(from, months) > to ? months - 1 : months;
};

const CREDITED = new Set([
  "employed",
  "ownIllnessLeave",
  "familyLeave",
  "militaryLeave",
  "workersCompensationLeave",
]);

/** Days that are marked or not, as one flag a day. */
class Days {
  readonly first: Day;
  readonly flags: Uint8Array;

  constructor(first: Day, last: Day) {
    this.first = first;
    this.flags = new Uint8Array(Math.max(0, last - first + 1));
  }

  mark(from: Day, to: Day): void {
    for (let on = from; on <= to; on++) this.flags[on - this.first] = 1;
  }

  has(on: Day): boolean {
    return this.flags[on - this.first] === 1;
  }

  /** How many days are marked. */
  get size(): number {
    return this.flags.reduce((sum, flag) => sum + flag, 0);
  }

  /** The same days without those before one day. */
  since(begins: Day): Days {
    return this.#keep((on) => on >= begins);
  }

  /** The same days without one day and those after it. */
  before(begins: Day): Days {
    return this.#keep((on) => on < begins);
  }

  #keep(wanted: (on: Day) => boolean): Days {
    const kept = new Days(this.first, this.first + this.flags.length - 1);
    this.flags.forEach((flag, i) => {
      if (flag === 1 && wanted(this.first + i)) kept.flags[i] = 1;
    });
    return kept;
  }
}

const daysOf = (
  career: OracleCareer,
  counts: (kind: string) => boolean,
  monthsOf: (kind: string) => number | undefined,
): Days => {
  const days = new Days(
    Math.min(career.leftService, ...career.periods.map((period) => period.from)),
    career.leftService,
  );
  for (const period of career.periods) {
    if (!counts(period.kind)) continue;
    const limit = monthsOf(period.kind);
    const to = Math.min(period.to, career.leftService);
    days.mark(period.from, limit === undefined ? to : Math.min(to, monthsLater(period.from, limit) - 1));
  }
  return days;
};

/** The credited days, each once (Board Rules 3-4 and 3-8); own-illness leave for its first twelve months. */
export const creditedDays = (career: OracleCareer): Days =>
  daysOf(
    career,
    (kind) => CREDITED.has(kind),
    (kind) => (kind === "ownIllnessLeave" ? 12 : undefined),
  );

const wholeMonth = (days: Days, month: number): boolean => {
  for (let on = firstOf(month); on <= lastOf(month); on++) if (!days.has(on)) return false;
  return true;
};

/** Loose days to months: thirty are one, and 27 or more left over are one more (Board Rule 3-4). */
export const looseMonths = (looseDays: number): number =>
  Math.floor(looseDays / 30) + (looseDays % 30 >= 27 ? 1 : 0);

function countMonths(days: Days): number {
  let whole = 0;
  let loose = days.size;
  const last = days.first + days.flags.length - 1;
  for (let month = monthOf(days.first); firstOf(month) <= last; month++) {
    if (!wholeMonth(days, month)) continue;
    whole += 1;
    loose -= lastOf(month) - firstOf(month) + 1;
  }
  return whole + looseMonths(loose);
}

/**
 * First day of the last stretch without a break: thirty days off the payroll without approved leave break service (Board Rule 3-7),
 * a layoff only after twelve months (Board Rule 3-11). Nothing when there was no employment.
 */
export function lastStretchBegins(career: OracleCareer): Day | undefined {
  const kept = daysOf(
    career,
    () => true,
    (kind) => (kind === "layoff" ? 12 : undefined),
  );
  let begins: Day | undefined;
  let before: Day | undefined;
  kept.flags.forEach((flag, i) => {
    if (flag === 0) return;
    const on = kept.first + i;
    if (before === undefined || on - before - 1 >= 30) begins = on;
    before = on;
  });
  return begins;
}

/**
 * Months of a general employee that count: all, unless employment broke before vesting and the member has not been back for
 * twelve months (RSMo 104.1018); then those since the break.
 */
function countedMonths(career: OracleCareer): number {
  const days = creditedDays(career);
  const begins = lastStretchBegins(career);
  if (begins === undefined) return countMonths(days);
  const backForAYear = monthsLater(begins, 12) <= career.leftService + 1;
  return countMonths(days.before(begins)) >= 60 ||
    backForAYear ||
    !career.periods.some((period) => period.from < begins)
    ? countMonths(days)
    : countMonths(days.since(begins));
}

function wholeAssembly(assembly: OracleCareer["assemblies"][number], leftService: Day): boolean {
  return assembly.servedFrom <= assembly.begins && Math.min(assembly.servedTo, leftService) >= assembly.ends;
}

/** Whole biennial assemblies served by the day of leaving (RSMo 104.1084.1). */
export const wholeAssemblies = (career: OracleCareer): number =>
  career.assemblies.filter((assembly) => wholeAssembly(assembly, career.leftService)).length;

/** Months of credit before purchases: days for general employees, assemblies for legislators (24 whole, at most 23 in part). */
export function earnedMonths(career: OracleCareer): number {
  if (career.memberClass === "general") return countMonths(creditedDays(career));
  return career.assemblies.reduce((sum, assembly) => {
    if (wholeAssembly(assembly, career.leftService)) return sum + 24;
    const to = Math.min(assembly.servedTo, career.leftService);
    const days = new Days(assembly.servedFrom, to);
    days.mark(assembly.servedFrom, to);
    return sum + Math.min(23, countMonths(days));
  }, 0);
}

/** Everything the oracle finds for one member. Amounts are cents. */
export interface OracleAnswer {
  readonly earned: number;
  readonly credited: number;
  readonly benefitMonths: number;
  readonly finalAveragePay: Fraction | undefined;
  readonly vested: boolean;
  readonly door: Door;
  readonly monthsEarly: number;
  readonly base: bigint;
  readonly reducedBase: bigint;
  readonly temporary: bigint;
  readonly amounts: Readonly<Record<Option, bigint | undefined>>;
}

const halfUp = (value: Fraction): bigint => (2n * value.n + value.d) / (2n * value.d);
const times = (a: Fraction, n: bigint, d: bigint): Fraction => ({ n: a.n * n, d: a.d * d });
const less = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;

/** The determination at the annuity starting date. */
export function determine(career: OracleCareer, tables: OracleTables): OracleAnswer {
  const general = career.memberClass === "general";
  const earned = earnedMonths(career);
  const bought = career.purchasedMonths + career.transferredMonths;
  const credited = (general ? countedMonths(career) : earned) + bought;
  const vested = general ? credited >= 60 : wholeAssemblies(career) >= 3;
  const sick = general ? Math.floor(career.sickLeaveHours / 168) : 0;
  const benefitMonths = credited + (vested ? sick : 0);
  const finalAveragePay = general ? averagePay(career) : undefined;
  const door = vested ? findDoor(career, credited) : "none";
  const monthsEarly = door === "early" ? monthsBeforeAge62(career) : 0;

  let base = 0n;
  if (door !== "none") {
    if (general) {
      const formula = halfUpOf(finalAveragePay ?? { n: 0n, d: 1n }, 17n * BigInt(benefitMonths), 12_000n);
      const floor = 1_500n * BigInt(Math.floor(benefitMonths / 12));
      base = formula > floor ? formula : floor;
    } else {
      const monthly = halfUp({ n: tables.legislatorPay(career.startingDate), d: 12n });
      base = legislatorBase({ n: monthly, d: 1n }, earned, bought);
    }
  }
  const reducedBase = halfUp({ n: base * BigInt(1000 - 5 * monthsEarly), d: 1000n });
  const temporary =
    general && door === "ruleOf80" && completedMonths(career.born, career.startingDate) < 62 * 12
      ? halfUpOf(finalAveragePay ?? { n: 0n, d: 1n }, 8n * BigInt(benefitMonths), 12_000n)
      : 0n;
  return {
    earned,
    credited,
    benefitMonths,
    finalAveragePay,
    vested,
    door,
    monthsEarly,
    base,
    reducedBase,
    temporary,
    amounts: options(career, reducedBase),
  };
}

const halfUpOf = (a: Fraction, n: bigint, d: bigint): bigint => halfUp(times(a, n, d));

function legislatorBase(pay: Fraction, earned: number, bought: number): bigint {
  const own = times(pay, BigInt(earned), 288n);
  const capped = less(pay, own) ? pay : own;
  const extra = times(pay, BigInt(bought), 288n);
  return halfUp({ n: capped.n * extra.d + extra.n * capped.d, d: capped.d * extra.d });
}

/** Mean of the best 36 full months in a row, months without full employment skipped (D22); of all full months where there are fewer. */
function averagePay(career: OracleCareer): Fraction {
  const days = creditedDays(career);
  const full = career.pay.filter((row) => wholeMonth(days, row.month)).map((row) => row.cents);
  if (full.length === 0) return { n: 0n, d: 1n };
  const length = Math.min(36, full.length);
  let best = -1n;
  for (let first = 0; first + length <= full.length; first++) {
    const sum = full.slice(first, first + length).reduce((total, cents) => total + cents, 0n);
    if (sum > best) best = sum;
  }
  return { n: best, d: BigInt(length) };
}

function findDoor(career: OracleCareer, credited: number): Door {
  const general = career.memberClass === "general";
  const ageAtStart = completedMonths(career.born, career.startingDate);
  const ageAtLeaving = completedMonths(career.born, career.leftService);
  if (career.startingDate <= career.leftService) return "none";
  if (ageAtStart >= (general ? 62 : 55) * 12) return "normalAge";
  const directly = career.startingDate - career.leftService <= 60;
  if (directly && ageAtLeaving >= (general ? 48 : 50) * 12 && ageAtLeaving + credited >= 960)
    return "ruleOf80";
  if (general && ageAtStart >= 57 * 12) return "early";
  return "none";
}

/** Whole months from the starting date to the first of a month on or after the 62nd birthday (D25). */
function monthsBeforeAge62(career: OracleCareer): number {
  const birthday = monthsLater(career.born, 62 * 12);
  const firstOnOrAfter = parts(birthday).date === 1 ? monthOf(birthday) : monthOf(birthday) + 1;
  return Math.max(0, firstOnOrAfter - monthOf(career.startingDate));
}

function options(career: OracleCareer, reducedBase: bigint): Record<Option, bigint | undefined> {
  const pays = (thousandths: bigint): bigint => halfUp({ n: reducedBase * thousandths, d: 1000n });
  let joint50: bigint | undefined;
  let joint100: bigint | undefined;
  if (career.spouseBorn !== undefined) {
    const age = Math.floor(completedMonths(career.born, career.startingDate) / 12);
    const under62 = Math.max(0, 62 - age);
    const older = career.spouseBorn <= career.born;
    const apart = Math.floor(
      completedMonths(older ? career.spouseBorn : career.born, older ? career.born : career.spouseBorn) / 12,
    );
    const sign = older ? 1 : -1;
    joint50 = pays(BigInt(Math.min(950, 900 + 3 * under62 + sign * 3 * apart)));
    joint100 = pays(BigInt(Math.min(900, 830 + 4 * under62 + sign * 5 * apart)));
  }
  return { lifeIncome: reducedBase, joint50, joint100, guaranteed120: pays(950n), guaranteed180: pays(900n) };
}

/** What is due for one month, by payee. Cents; 0 where nothing is. */
export interface OracleDue {
  readonly retiree: bigint;
  readonly temporary: bigint;
  readonly survivor: bigint;
  readonly beneficiary: bigint;
}

/** Amount after every increase from the annuity starting date through a month, each rounded and added (RSMo 104.1045; handbook p. 21). */
function increased(
  career: OracleCareer,
  tables: OracleTables,
  initial: bigint,
  afterMonth: number,
  through: number,
): bigint {
  let amount = initial;
  const start = monthOf(career.startingDate);
  for (let month = start + 1; month <= through; month++) {
    let rise = 0n;
    if (career.memberClass === "general") {
      if ((month - start) % 12 === 0 && month > afterMonth) {
        rise = halfUp({ n: amount * tables.colaRate(Math.floor(month / 12)), d: 100_000n });
      }
    } else {
      for (const change of tables.legislatorPayChanges) {
        if (change <= career.startingDate || monthOf(change) !== month || month <= afterMonth) continue;
        const before = tables.legislatorPay(change - 1);
        const after = tables.legislatorPay(change);
        if (before < after) rise = halfUp({ n: amount * (after - before), d: before });
      }
    }
    amount += rise;
  }
  return amount;
}

/** What each payee is due for a month (given as year × 12 + month − 1). */
export function dueFor(
  career: OracleCareer,
  tables: OracleTables,
  month: number,
  answer: OracleAnswer = determine(career, tables),
): OracleDue {
  const chosen = answer.amounts[career.option];
  const start = monthOf(career.startingDate);
  const nothing = { retiree: 0n, temporary: 0n, survivor: 0n, beneficiary: 0n };
  if (answer.door === "none" || chosen === undefined || month < start) return nothing;
  if (career.memberDied !== undefined && career.memberDied < career.startingDate) return nothing;
  const died = career.memberDied === undefined ? undefined : monthOf(career.memberDied);
  const spouseDied = career.spouseDied === undefined ? undefined : monthOf(career.spouseDied);
  const joint = career.option === "joint50" || career.option === "joint100";
  const poppedUp =
    joint &&
    spouseDied !== undefined &&
    (died === undefined || spouseDied < died || (career.spouseDied ?? 0) < (career.memberDied ?? 0));

  const retireeAt = (at: number): bigint =>
    increased(career, tables, poppedUp && at > (spouseDied ?? 0) ? answer.reducedBase : chosen, start, at);
  if (died === undefined || month <= died) {
    const until = monthOf(monthsLater(career.born, 62 * 12));
    return {
      ...nothing,
      retiree: retireeAt(month),
      temporary:
        answer.temporary > 0n && month <= until
          ? increased(career, tables, answer.temporary, start, month)
          : 0n,
    };
  }
  if (joint) {
    if (spouseDied !== undefined && (poppedUp || month > spouseDied)) return nothing;
    const share = career.option === "joint50" ? { n: 1n, d: 2n } : { n: 1n, d: 1n };
    const first = halfUp({ n: retireeAt(died) * share.n, d: share.d });
    return { ...nothing, survivor: increased(career, tables, first, died, month) };
  }
  const promised = career.option === "guaranteed120" ? 120 : career.option === "guaranteed180" ? 180 : 0;
  return month - start < promised ? { ...nothing, beneficiary: retireeAt(month) } : nothing;
}
