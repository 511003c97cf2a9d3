/** The determination that the engine is timed on: a plan shaped like MSEP 2000, written with the engine's public words. */
import {
  ageOn,
  all,
  anyOver,
  asRate,
  atLeast,
  atMost,
  blocks,
  cases,
  choices,
  count,
  dateAtAge,
  daysFrom,
  days,
  dollars,
  earlierOf,
  effective,
  fact,
  field,
  firstOfMonthOnOrAfter,
  fixed,
  fullYears,
  greaterOf,
  highestMean,
  inYears,
  is,
  lastOfMonth,
  lesserOf,
  listOf,
  load,
  lookup,
  looseDays,
  minus,
  monthCount,
  monthsFrom,
  monthsOfService,
  named,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  percent,
  product,
  provision,
  rate,
  sum,
  times,
  toTheCent,
  together,
  unionOver,
  when,
  wholeMonths,
  years,
  yearsApart,
  type Expr,
  type Money,
  type Provision,
  type Rate,
} from "@emeritus/engine/index.ts";

export const birthDate = fact.date("birthDate", { least: "1900-01-01", most: "2020-12-31" });
export const spouseBirthDate = fact.date("spouseBirthDate", { least: "1900-01-01", most: "2020-12-31" });
export const leftService = fact.date("leftService", { least: "1950-01-01", most: "2099-12-31" });
export const annuityStartingDate = fact.date("annuityStartingDate", {
  least: "1950-01-01",
  most: "2099-12-31",
});
export const sickLeaveHours = fact.hours("sickLeaveHours", { most: "20000" });
export const purchasedService = fact.service("purchasedService", { most: "360" });
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

const cent = toTheCent("D23");
const cites = "yardstick";

export const multiplier = effective("multiplier", {
  governedBy: leftService,
  values: [
    { from: "1950-01-01", value: percent("1.6") },
    { from: "2000-07-01", value: percent("1.7") },
  ],
});
const temporaryMultiplier = effective("temporaryMultiplier", {
  governedBy: leftService,
  values: [{ from: "1950-01-01", value: percent("0.8") }],
});
export const minimumPerYear = fixed("minimumPerYear", { cites, is: dollars("15.00") });
export const normalAge = fixed("normalAge", { cites, is: years(62) });
export const earlyAge = fixed("earlyAge", { cites, is: years(57) });

const starting = (name: string, at62: number, slope: number) =>
  lookup(name, {
    cites,
    keyedBy: "age",
    rows: Array.from(
      { length: 48 },
      (_, i) => [15 + i, rate(`${at62 + slope * (62 - 15 - i)}/1000`)] as const,
    ),
    below: "nearest",
    above: "nearest",
  });
export const start50 = starting("start50", 900, 3);
export const start100 = starting("start100", 830, 4);

export const employment = provision.countedTime("employment", {
  cites,
  means: () =>
    unionOver(periods, {
      from: (p) => p.from,
      to: (p) => earlierOf(p.to, leftService),
      where: (p) => is(p.kind, "employed"),
      reading: "calendar",
    }),
});
export const earnedService = provision.service("earnedService", {
  cites,
  means: () =>
    sum(
      wholeMonths(employment),
      monthsOfService(blocks(looseDays(employment), { size: 30, lastCounts: 27 })),
    ),
});
export const creditedService = provision.service("creditedService", {
  cites,
  means: () => sum(earnedService, purchasedService),
});
export const sickLeaveService = provision.service("sickLeaveService", {
  cites,
  means: () => monthsOfService(blocks(sickLeaveHours, { size: 168 })),
});
export const benefitService = provision.service("benefitService", {
  cites,
  means: () => sum(creditedService, sickLeaveService),
});
export const finalAveragePay = provision.amount("finalAveragePay", {
  cites,
  means: () =>
    highestMean(pay, {
      amount: (row) => row.cents,
      entries: 36,
      where: (row) =>
        anyOver(periods, (p) =>
          all(onOrBefore(p.from, row.month), onOrAfter(earlierOf(p.to, leftService), lastOfMonth(row.month))),
        ),
    }),
});
export const vested = provision.condition("vested", {
  cites,
  means: () => atLeast(creditedService, years(5)),
});
export const age = provision.age("age", { cites, means: () => ageOn(birthDate, annuityStartingDate) });
export const ageAtLeaving = provision.age("ageAtLeaving", {
  cites,
  means: () => ageOn(birthDate, leftService),
});
export const ageAndService = provision.span("ageAndService", {
  cites,
  means: () => together(ageAtLeaving, creditedService),
});
export const retiresDirectly = provision.condition("retiresDirectly", {
  cites,
  means: () => atMost(daysFrom(leftService, annuityStartingDate), days(60)),
});
export const ruleOf80 = provision.condition("ruleOf80", {
  cites,
  means: () => all(atLeast(ageAtLeaving, years(48)), atLeast(ageAndService, years(80)), retiresDirectly),
});
export const doors = choices("none", "normalAge", "ruleOf80", "early");
export const door = provision.choice("door", doors, {
  cites,
  means: () =>
    cases(
      when(not(vested), doors.of("none")),
      when(atLeast(age, normalAge), doors.of("normalAge")),
      when(ruleOf80, doors.of("ruleOf80")),
      when(atLeast(age, earlyAge), doors.of("early")),
      otherwise(doors.of("none")),
    ),
});
export const normalAgeMonth = provision.date("normalAgeMonth", {
  cites,
  means: () => firstOfMonthOnOrAfter(dateAtAge(birthDate, normalAge)),
});
export const monthsEarly = provision.count("monthsEarly", {
  cites,
  means: () =>
    cases(
      when(is(door, "early"), monthCount(monthsFrom(annuityStartingDate, normalAgeMonth))),
      otherwise(count(0)),
    ),
  expected: [count(0), count(60)],
});
export const earlyFactor = provision.rate("earlyFactor", {
  cites,
  means: () => minus(asRate(count(1)), product(rate("0.005"), monthsEarly)),
});
export const formulaAmount = provision.amount("formulaAmount", {
  cites,
  means: () => product(finalAveragePay, multiplier, inYears(benefitService)),
  rounding: cent,
});
export const statutoryMinimum = provision.amount("statutoryMinimum", {
  cites,
  means: () => times(minimumPerYear, fullYears(benefitService)),
});
export const baseBenefit = provision.amount("baseBenefit", {
  cites,
  means: () =>
    cases(
      when(is(door, "none"), dollars("0.00")),
      otherwise(greaterOf(named("formula", formulaAmount), statutoryMinimum)),
    ),
});
export const reducedBaseBenefit = provision.amount("reducedBaseBenefit", {
  cites,
  means: () => product(baseBenefit, earlyFactor),
  rounding: cent,
});
export const temporaryBenefit = provision.amount("temporaryBenefit", {
  cites,
  means: () =>
    cases(
      when(is(door, "ruleOf80"), product(finalAveragePay, temporaryMultiplier, inYears(benefitService))),
      otherwise(dollars("0.00")),
    ),
  rounding: cent,
});
export const spouseYears = provision.count("spouseYears", {
  cites,
  means: () => yearsApart(birthDate, spouseBirthDate),
});
export const memberAge = provision.count("memberAge", { cites, means: () => fullYears(age) });

const joint = (name: string, table: typeof start50, slope: string, cap: string): Provision<Rate> =>
  provision.rate(name, {
    cites,
    means: () => lesserOf(percent(cap), minus(table.at(memberAge), product(rate(slope), spouseYears))),
  });
export const joint50Factor = joint("joint50Factor", start50, "0.003", "95");
export const joint100Factor = joint("joint100Factor", start100, "0.005", "90");
export const guaranteed120Factor = fixed("guaranteed120Factor", { cites, is: percent("95") });
export const guaranteed180Factor = fixed("guaranteed180Factor", { cites, is: percent("90") });
const option = (name: string, factor: Expr<Rate>): Provision<Money> =>
  provision.amount(name, { cites, means: () => product(reducedBaseBenefit, factor), rounding: cent });
export const lifeIncomeAmount = provision.amount("lifeIncomeAmount", {
  cites,
  means: () => reducedBaseBenefit,
});
export const joint50Amount = option("joint50Amount", joint50Factor);
export const joint100Amount = option("joint100Amount", joint100Factor);
export const guaranteed120Amount = option("guaranteed120Amount", guaranteed120Factor);
export const guaranteed180Amount = option("guaranteed180Amount", guaranteed180Factor);
export const joint50SurvivorAmount = provision.amount("joint50SurvivorAmount", {
  cites,
  means: () => product(joint50Amount, rate("0.5")),
  rounding: cent,
});

/** What a determination asks for; all that these use is kept as well. */
export const wanted = [
  lifeIncomeAmount,
  joint50Amount,
  joint100Amount,
  guaranteed120Amount,
  guaranteed180Amount,
  joint50SurvivorAmount,
  temporaryBenefit,
  statutoryMinimum,
] as const;
export const plan = load("yardstick", wanted);
