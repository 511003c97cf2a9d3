/** A small plan that the engine's own tests share. Its figures are illustrations, not any fund's law. */
import {
  onOrAfter,
  ageOn,
  all,
  any,
  atLeast,
  blocks,
  carry,
  cases,
  choices,
  count,
  date,
  dateAtAge,
  dayBefore,
  daysFrom,
  dollars,
  earlierOf,
  effective,
  fact,
  field,
  firstMonthWhen,
  fixed,
  fullYears,
  greaterOf,
  highestMean,
  ifAny,
  inYears,
  is,
  laterOf,
  lastOfMonth,
  lesserOf,
  listOf,
  load,
  lookup,
  minus,
  months,
  monthsOfService,
  named,
  not,
  onOrBefore,
  otherwise,
  percent,
  plusMonths,
  product,
  provision,
  rate,
  rounded,
  schedule,
  setting,
  some,
  sum,
  supposing,
  times,
  toTheCent,
  together,
  unionOver,
  looseDays,
  wholeMonths,
  when,
  years,
  days,
  atMost,
  asRate,
  monthCount,
  monthsFrom,
  firstOfMonthOnOrAfter,
  yearsApart,
  anyOver,
  countOver,
  earliestOver,
  isAfter,
  dollars as money,
} from "./index.ts";

export const birthDate = fact.date("birthDate", { least: "1900-01-01", most: "2020-12-31" });
export const leftService = fact.date("leftService", { least: "1950-01-01", most: "2099-12-31" });
export const annuityStartingDate = fact.date("annuityStartingDate", {
  least: "1950-01-01",
  most: "2099-12-31",
});
export const paymentMonth = fact.date("paymentMonth", { least: "1950-01-01", most: "2099-12-31" });
export const spouseBirthDate = fact.perhaps.date("spouseBirthDate", {
  least: "1900-01-01",
  most: "2020-12-31",
});
export const sickLeaveHours = fact.hours("sickLeaveHours");
export const periods = listOf(
  "periods",
  { from: field.date(), to: field.date(), kind: field.choice(["employed", "leave"]) },
  { most: 60 },
);
export const pay = listOf(
  "pay",
  { month: field.date(), cents: field.amount({ most: "100000.00" }) },
  { most: 720 },
);
export const children = listOf("children", { birthDate: field.date() }, { most: 30 });

export const multiplier = effective("multiplier", {
  governedBy: leftService,
  values: [
    { from: "1990-07-01", value: percent("1.6"), cites: "Act 1" },
    { from: "2000-07-01", value: percent("1.7"), cites: "Act 2" },
  ],
});
export const colaRate = schedule("colaRate", {
  governedBy: "anniversary",
  values: [
    { from: "2000-01-01", value: percent("2") },
    { from: "2020-01-01", value: percent("1.45") },
    { from: "2026-01-01", value: percent("2.105"), mark: "assumed", register: "D29" },
  ],
});
export const startingFactor = lookup("startingFactor", {
  cites: "Table 1",
  keyedBy: "age",
  rows: Array.from({ length: 20 }, (_, i) => [48 + i, minus2(i)] as const),
  above: "nearest",
});
function minus2(i: number) {
  return rate(`${942 - 3 * i}/1000`);
}
export const minimumPerYear = fixed("minimumPerYear", { cites: "Act 2.3", is: dollars("15.00") });
export const normalAge = fixed("normalAge", { cites: "Act 2.1", is: years(62) });
export const floorCounts = setting("floorCounts", {
  register: "D24",
  readings: ["withSickLeave", "withoutSickLeave"],
  inForce: "withSickLeave",
});

export const employment = provision.countedTime("employment", {
  cites: "Board Rule 3-4",
  means: () =>
    unionOver(periods, {
      from: (p) => p.from,
      to: (p) => earlierOf(p.to, leftService),
      where: (p) => is(p.kind, "employed"),
      reading: "calendar",
    }),
});
export const creditedService = provision.service("creditedService", {
  cites: "Board Rule 3-4",
  means: () =>
    sum(
      wholeMonths(employment),
      monthsOfService(blocks(looseDays(employment), { size: 30, lastCounts: 27 })),
    ),
});
export const benefitService = provision.service("benefitService", {
  cites: "Act 2.2",
  means: () => sum(creditedService, monthsOfService(blocks(sickLeaveHours, { size: 168 }))),
});
export const finalAveragePay = provision.amount("finalAveragePay", {
  cites: "Act 1.8",
  means: () =>
    highestMean(pay, {
      amount: (p) => p.cents,
      entries: 36,
      where: (p) => onOrBefore(lastOfMonth(p.month), leftService),
    }),
});
export const baseBenefit = provision.amount("baseBenefit", {
  cites: "Act 2.2-3",
  means: () =>
    greaterOf(
      named("formulaAmount", product(finalAveragePay, multiplier, inYears(benefitService))),
      named(
        "statutoryMinimum",
        times(
          minimumPerYear,
          fullYears(
            cases(when(is(floorCounts, "withSickLeave"), benefitService), otherwise(creditedService)),
          ),
        ),
      ),
    ),
  rounding: toTheCent("D23"),
});
export const age = provision.age("age", { cites: "D25", means: () => ageOn(birthDate, annuityStartingDate) });
export const ageAtLeaving = provision.age("ageAtLeaving", {
  cites: "D20",
  means: () => ageOn(birthDate, leftService),
});
export const vested = provision.condition("vested", {
  cites: "Act 3",
  means: () => atLeast(creditedService, years(5)),
});
export const ruleOf80 = provision.condition("ruleOf80", {
  cites: "Act 2.4",
  means: () =>
    all(
      atLeast(ageAtLeaving, years(48)),
      atLeast(together(ageAtLeaving, creditedService), years(80)),
      atMost(daysFrom(leftService, annuityStartingDate), days(60)),
    ),
});
export const doors = choices("none", "normalAge", "ruleOf80", "early");
export const door = provision.choice("door", doors, {
  cites: "Act 2, Act 4",
  means: () =>
    cases(
      when(not(vested), doors.of("none")),
      when(atLeast(age, normalAge), doors.of("normalAge")),
      when(ruleOf80, doors.of("ruleOf80")),
      when(atLeast(age, years(57)), doors.of("early")),
      otherwise(doors.of("none")),
    ),
});
export const monthsEarly = provision.count("monthsEarly", {
  cites: "D25",
  means: () =>
    cases(
      when(
        is(door, "early"),
        monthCount(monthsFrom(annuityStartingDate, firstOfMonthOnOrAfter(dateAtAge(birthDate, normalAge)))),
      ),
      otherwise(count(0)),
    ),
});
export const reducedBaseBenefit = provision.amount("reducedBaseBenefit", {
  cites: "Act 4",
  means: () => product(baseBenefit, minus(asRate(count(1)), product(rate("0.005"), monthsEarly))),
  rounding: toTheCent("D23"),
});
export const jointFactor = provision.rate("jointFactor", {
  cites: "Act 5",
  means: () =>
    ifAny(
      spouseBirthDate,
      (spouse) =>
        lesserOf(
          percent("95"),
          minus(startingFactor.at(fullYears(age)), product(rate("0.003"), yearsApart(birthDate, spouse))),
        ),
      rate("1"),
    ),
});
export const jointAmount = provision.amount("jointAmount", {
  cites: "Act 5",
  means: () => product(reducedBaseBenefit, jointFactor),
  rounding: toTheCent("D23"),
});
export const firstRuleOf80 = provision.perhaps.date("firstRuleOf80", {
  cites: "Act 2.4",
  means: () =>
    firstMonthWhen({
      from: laterOf(dateAtAge(birthDate, years(48)), date("1990-07-01")),
      until: dateAtAge(birthDate, years(100)),
      steady: true,
      holds: (month) =>
        supposing(
          [
            [annuityStartingDate, month],
            [leftService, dayBefore(month)],
          ],
          ruleOf80,
        ),
    }),
});
export const amountInForce = provision.amount("amountInForce", {
  cites: "Act 6",
  means: () =>
    carry({
      start: jointAmount,
      first: plusMonths(annuityStartingDate, months(12)),
      every: months(12),
      until: paymentMonth,
      most: money("100000"),
      step: (amount, on) => rounded(sum(amount, product(amount, colaRate.on(on))), toTheCent("D23")),
    }),
});
export const minorChildren = provision.count("minorChildren", {
  cites: "Act 7",
  means: () => countOver(children, (child) => isAfter(dateAtAge(child.birthDate, years(21)), paymentMonth)),
});
export const nextChildComesOfAge = provision.perhaps.date("nextChildComesOfAge", {
  cites: "Act 7",
  means: () =>
    earliestOver(
      children,
      (child) => dateAtAge(child.birthDate, years(21)),
      (child) => isAfter(dateAtAge(child.birthDate, years(21)), paymentMonth),
    ),
});
export const tookLeave = provision.condition("tookLeave", {
  cites: "Act 8",
  means: () => any(anyOver(periods, (p) => is(p.kind, "leave"))),
});
export const spouseOrSelf = provision.perhaps.date("spouseOrSelf", {
  cites: "Act 5",
  means: () => ifAny(spouseBirthDate, (spouse) => some(spouse), some(birthDate)),
});

/** Pay of the months that a job covers whole, the year in which most children were born before: loops within loops. */
export const coveredPay = provision.amount("coveredPay", {
  cites: "Act 9",
  means: () =>
    highestMean(pay, {
      amount: (row) => row.cents,
      entries: 24,
      where: (row) =>
        anyOver(periods, (p) =>
          all(
            onOrBefore(p.from, row.month),
            onOrAfter(earlierOf(p.to, leftService), lastOfMonth(row.month)),
            is(p.kind, "employed"),
          ),
        ),
    }),
});
export const monthsBesideLeave = provision.count("monthsBesideLeave", {
  cites: "Act 9",
  means: () =>
    countOver(periods, (p) =>
      anyOver(periods, (q) =>
        all(not(is(q.kind, "employed")), isAfter(q.from, p.from), onOrBefore(q.from, lastOfMonth(p.to))),
      ),
    ),
});

export const samplePlan = load("sample", [
  baseBenefit,
  door,
  jointAmount,
  firstRuleOf80,
  amountInForce,
  minorChildren,
  nextChildComesOfAge,
  tookLeave,
  spouseOrSelf,
  coveredPay,
  monthsBesideLeave,
]);
