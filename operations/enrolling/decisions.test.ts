import { ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, test } from "vitest";
import { datesOf, expectedPeriods, periodOn } from "./calendar.ts";
import { ratesByLaw } from "../reporting-pay/contribution-rates.ts";
import { contributionsOf, decideBackdating, monthsIn } from "./decide-backdating.ts";
import { decideEnrolment, type EnrolSaid, type EnrolSituation } from "./decide-enrolment.ts";
import { mayInGroup } from "./group-rights.ts";
import { dutiesOf } from "./keep-employers-in-time.ts";
import { decideLayoff, layoffEnds } from "./layoff.ts";
import { decideLeave } from "./leave.ts";
import { decideLeaving } from "./leaving.ts";
import { brokenBefore, eligibleByHours, hoursNeeded, limitOf, planByLaw } from "./membership-law.ts";
import { worksAfterRetirement } from "./notice-reemployed.ts";
import { reemploymentActions } from "./reemployment-status.ts";

const day = parseDate;
const asked = {
  memberClass: "general",
  hired: day("2026-05-01"),
  firstHired: day("2026-05-01"),
  firstBecameJudge: day("2026-05-01"),
  leftClosedPlanUnvested: false,
  tookLumpSum: false,
  coveredBefore: false,
} as const;

describe("the plan by the law", () => {
  test.each([
    ["1999-06-30", {}, "msep"],
    ["2000-07-01", {}, "msep2000"],
    ["2010-12-31", {}, "msep2000"],
    ["2011-01-01", {}, "msep2011"],
    ["1999-06-30", { leftClosedPlanUnvested: true }, "msep2000"],
    ["2005-01-01", { tookLumpSum: true }, "msep2011"],
  ])("H-153 H-154 H-156 RSMo 104.1091 first employed on %s %o is %s", (first, more, plan) => {
    expect(planByLaw({ ...asked, firstHired: day(first), ...more })).toMatchObject({
      plan,
      memberClass: "general",
    });
  });

  test("H-002 H-050 a legislator or an official who takes office in 2011 or later is of MSEP 2011, with the reason", () => {
    for (const memberClass of ["legislator", "official"] as const) {
      const law = planByLaw({ ...asked, memberClass });
      expect([law.plan, law.memberClass]).toEqual(["msep2011", memberClass]);
      expect(law.considered.map(({ plan, isMember }) => [plan, isMember.value])).toEqual([
        ["msep", false],
        ["msep2000", false],
        ["msep2011", true],
      ]);
      expect(law.considered[2]!.isMember.explanation.cites?.join()).toContain("104.1091");
    }
  });

  test.each([
    ["judge", "2010-12-31", "judicial", "judge"],
    ["judge", "2011-01-01", "judicial2011", "judge"],
    ["administrativeLawJudge", "2005-04-25", "alj", "administrativeLawJudge"],
    ["administrativeLawJudge", "2005-04-26", "msep2011", "general"],
  ] as const)(
    "H-011 RSMo 476.521 287.813 a %s first serving on %s is of %s as %s",
    (memberClass, first, plan, as) => {
      const law = planByLaw({ ...asked, memberClass, firstBecameJudge: day(first) });
      expect([law.plan, law.memberClass]).toEqual([plan, as]);
    },
  );

  test("RSMo 104.1200 a teacher never covered before belongs to the universities' plan, one covered before to the fund", () => {
    const educator = {
      ...asked,
      memberClass: "educator",
      education: { teachesOrResearches: true, administratorWithRank: false },
    } as const;
    expect(planByLaw(educator).plan).toBe("curp");
    expect(planByLaw({ ...educator, coveredBefore: true })).toMatchObject({
      plan: "msep2011",
      memberClass: "general",
    });
  });
});

describe("hours and breaks by the law", () => {
  test.each([
    ["1984-09-30", 1500],
    ["1984-10-01", 1000],
    ["2007-08-27", 1000],
    ["2007-08-28", 1040],
  ])("H-270 BR 2-14(1) 3-12(1) D6 on %s a position needs %i hours a year", (on, hours) => {
    expect(hoursNeeded(day(on))).toBe(hours);
    expect(eligibleByHours(hours, day(on)).value).toBe(true);
    expect(eligibleByHours(hours - 1, day(on)).value).toBe(false);
  });

  test("BR 2-7 3-7 thirty calendar days off payroll break service, twenty-nine do not", () => {
    const earlier = [{ from: day("2020-01-01"), to: day("2026-03-31"), kind: "employed" }];
    expect(brokenBefore(earlier, day("2026-04-30")).value).toBe(false); // 1 to 29 April: 29 days
    expect(brokenBefore(earlier, day("2026-05-01")).value).toBe(true); // 1 to 30 April: 30 days
  });

  test("BR 2-11(4) 3-11(4) a layoff lasts twelve months", () => {
    expect(limitOf("layoff")).toEqual({ months: 12, cites: "BR 2-11(4), 3-11(4)" });
    expect(layoffEnds(day("2025-11-15"))).toBe(day("2026-11-15"));
    expect(layoffEnds(day("2024-02-29"))).toBe(day("2025-03-01"));
  });
});

describe("a membership form", () => {
  const seen: EnrolSituation = {
    today: day("2026-05-20"),
    periodBegins: day("2026-05-16"),
    person: undefined,
    sameName: 0,
    employedSince: undefined,
    hoursOnRecord: undefined,
    eligible: (hours) => hours >= 1040,
  };
  const said: EnrolSaid = { hired: day("2026-05-01"), born: day("1990-07-04"), hoursAYear: 2080 };
  const why = (more: Partial<EnrolSaid>, situation: Partial<EnrolSituation> = {}) =>
    decideEnrolment({ ...seen, ...situation }, { ...said, ...more }).refused?.code;

  test("BR 2-14(3) 3-12(3) BR 2-14(4) 3-12(4) counts from the hire where it comes within 31 days, later from the period that runs (E10)", () => {
    const { accepted } = decideEnrolment(seen, said);
    expect(accepted).toEqual({
      hoursAYear: 2080,
      eligible: true,
      late: false,
      memberFrom: day("2026-05-01"),
    });
    const onDay31 = decideEnrolment(seen, { ...said, hired: day("2026-04-19") }).accepted!;
    expect([onDay31.late, onDay31.memberFrom]).toEqual([false, day("2026-04-19")]);
    const late = decideEnrolment(seen, { ...said, hired: day("2026-04-18") }).accepted!;
    expect([late.late, late.memberFrom]).toEqual([true, day("2026-05-16")]);
  });

  test("BR 2-14(5) 3-12(5) a position that is not eligible asks whether the employee was told", () => {
    expect(why({ hoursAYear: 1039 })).toBe("employee-not-told");
    expect(decideEnrolment(seen, { ...said, hoursAYear: 1039, toldEmployee: true }).accepted?.eligible).toBe(
      false,
    );
  });

  test("BR 2-14(2) 3-12(2) the position's expected hours decide, and the register's come first", () => {
    expect(why({ hoursAYear: undefined })).toBe("hours-missing");
    expect(why({ hoursAYear: 2080 }, { hoursOnRecord: 1500 })).toBe("hours-differ");
  });

  test("H-300 patients, inmates and members of other state plans are excluded", () => {
    expect(why({ excluded: "patientOrInmate" })).toBe("excluded");
    expect(why({ excluded: "otherStatePlan" })).toBe("excluded");
  });

  test("a second record of one person is guarded: by number, and by name with birth date", () => {
    expect(why({}, { person: { born: day("1990-07-05") } })).toBe("identity-differs");
    expect(why({}, { sameName: 1 })).toBe("maybe-same-person");
    expect(why({ differentPerson: true }, { sameName: 1 })).toBeUndefined();
    expect(why({}, { person: { born: said.born, died: day("2026-01-01") } })).toBe("person-died");
    expect(why({}, { employedSince: day("2026-01-01") })).toBe("already-employed");
    expect(why({ hired: day("2026-09-01") })).toBe("hired-in-future");
    expect(why({ born: day("2026-05-01") })).toBe("born-after-hire");
  });
});

const stretch = {
  position: 1,
  employer: 42,
  reportingGroup: 420,
  plan: "msep2000",
  memberClass: "general",
  eligible: true,
  fteHundredths: 10_000,
  from: day("2020-01-01"),
  to: ENDLESS,
} as const;
const leave = {
  position: 1,
  kind: "ownIllness",
  paid: false,
  from: day("2026-02-01"),
  to: day("2026-03-01"),
} as const;
const person = { born: day("1990-05-20") };
const job = { person, stretches: [stretch], open: stretch, leaves: [leave] };
const today = day("2026-05-20");

describe("away and gone", () => {
  test("H-132 H-133 a leave lies in employment, is approved, and meets no other", () => {
    const told = { type: "ownIllness", from: day("2026-04-01"), approvedBy: "HR" } as const;
    expect(decideLeave(job, told, today).accepted).toBe(true);
    expect(decideLeave(job, { ...told, approvedBy: " " }, today).refused?.code).toBe("approval-missing");
    expect(decideLeave(job, { ...told, from: day("2026-02-28") }, today).refused?.code).toBe(
      "leave-overlaps",
    );
    expect(decideLeave(job, { ...told, from: day("2019-12-31") }, today).refused?.code).toBe("not-employed");
  });

  test("BR 2-11(1) 3-11(1) a dismissal for the work done is no layoff", () => {
    const told = { from: day("2026-05-01"), reason: "shortageOfFunds" } as const;
    expect(decideLayoff(job, told, today).accepted).toBe(true);
    expect(decideLayoff(job, { ...told, reason: "performance" }, today).refused).toMatchObject({
      code: "not-a-layoff",
      cites: "BR 2-11(1), 3-11(1)",
    });
    expect(decideLayoff({ ...job, open: undefined }, told, today).refused?.code).toBe("not-employed");
  });

  test("BR 2-3(1) 3-3(1) 4-3 H-220 leaving names the last payroll period paid", () => {
    const told = { lastDay: day("2026-05-15"), lastPaidPeriodEnd: day("2026-05-15") };
    expect(decideLeaving(job, told, today).accepted).toBe(stretch);
    const early = { ...told, lastPaidPeriodEnd: day("2019-12-31") };
    expect(decideLeaving(job, early, today).refused?.code).toBe("last-paid-too-early");
    const legislator = { person, open: { ...stretch, memberClass: "legislator" } } as const;
    const hours = { ...told, sickLeaveHundredths: 100 };
    expect(decideLeaving(legislator, hours, today).refused?.code).toBe("no-sick-leave-in-class");
    // fourteen in May 2004: 264 months to May 2026 at ten hours come to 2,640
    const most = (hundredths: number) =>
      decideLeaving(job, { ...told, sickLeaveHundredths: hundredths }, today).refused?.code;
    expect(most(264_000)).toBeUndefined();
    expect(most(264_001)).toBe("too-much-sick-leave");
  });
});

describe("membership found late", () => {
  const months = monthsIn(day("2025-11-10"), day("2026-01-20")).map((month) => ({
    month,
    payCents: 200_000,
  }));
  const late = { from: day("2025-11-10"), through: day("2026-01-20"), months };
  const before = { stretches: [{ ...stretch, eligible: false }] };
  const seen = { today, eligible: true, openCase: undefined };
  const why = (more: object, situation: object = {}, at: Parameters<typeof decideBackdating>[0] = before) =>
    decideBackdating(at, { ...late, ...more }, { ...seen, ...situation }).refused?.code;

  test("BR 2-14(6) 3-12(6) asks for the pay of each month, on days that are past and do not count yet", () => {
    expect(months.map(({ month }) => month)).toEqual(["2025-11-01", "2025-12-01", "2026-01-01"].map(day));
    expect(why({})).toBeUndefined();
    expect(why({ months: months.slice(1) })).toBe("months-missing");
    expect(why({ months: [...months, { month: day("2026-02-01"), payCents: 1 }] })).toBe("months-missing");
    expect(why({ months: months.map((each) => ({ ...each, payCents: 0 })) })).toBe("pay-missing");
    expect(why({}, { eligible: false })).toBe("not-eligible");
    expect(why({}, {}, { stretches: [stretch] })).toBe("already-a-member");
    expect(why({ from: day("2019-11-10") })).toBe("not-employed");
    expect(why({ through: day("2026-05-21") })).toBe("in-future");
  });

  test("BR 2-14(6) each month's contributions are at the rate then in force, with the member's 4 % in MSEP 2011", () => {
    const row = { month: day("2025-06-01"), payCents: 200_000 };
    const [june, july] = contributionsOf(
      "msep2011",
      [{ ...row, month: day("2025-07-01") }, row],
      ratesByLaw,
    ).accepted!;
    expect(june).toMatchObject({ month: day("2025-06-01"), employerCents: 57_500n, memberCents: 8_000n }); // 28.75 %
    expect(july).toMatchObject({ month: day("2025-07-01"), employerCents: 60_500n, memberCents: 8_000n }); // 30.25 %
    expect(contributionsOf("msep2000", [row], ratesByLaw).accepted![0]!.memberCents).toBe(0n);
    const [judge] = contributionsOf("judicial2011", [row], ratesByLaw).accepted!; // 61.34 %, members 4 %
    expect(judge).toMatchObject({ employerCents: 122_680n, memberCents: 8_000n });
    const none = (plan: string, month: string) =>
      contributionsOf(plan, [{ ...row, month: day(month) }], ratesByLaw).refused?.code;
    expect(none("judicial", "2026-07-01")).toBe("rate-unknown");
    expect(none("msep2000", "2027-07-01")).toBe("rate-unknown");
  });
});

describe("work after retirement", () => {
  const benefit = { benefit: 7, from: day("2019-07-01"), to: ENDLESS } as never;
  const seen = { from: day("2026-07-27"), eligible: true, elected: false, leftService: day("2019-06-30") };

  test("H-269 H-276 B111 a benefit-eligible position stops the annuity, other state work does not", () => {
    expect(worksAfterRetirement([benefit], seen)).toEqual({
      from: seen.from,
      stops: true,
      severed: true,
      benefits: [7],
    });
    expect(worksAfterRetirement([benefit], { ...seen, eligible: false })).toBeUndefined();
    expect(worksAfterRetirement([], seen)).toBeUndefined();
  });

  test("RSMo 104.1039 elected office from 28 August 2023 leaves the annuity alone", () => {
    expect(worksAfterRetirement([benefit], { ...seen, elected: true })).toBeUndefined();
    expect(worksAfterRetirement([benefit], { ...seen, elected: true, from: day("2023-07-01") })?.stops).toBe(
      true,
    );
  });

  test("BR 9-2 any work within thirty days asks whether employment ever ended", () => {
    const fresh = { ...(benefit as object), from: day("2026-07-01") } as never;
    const work = { ...seen, eligible: false, leftService: day("2026-06-30") };
    expect(worksAfterRetirement([fresh], { ...work, from: day("2026-07-30") })).toMatchObject({
      severed: false,
    });
    expect(worksAfterRetirement([fresh], { ...work, from: day("2026-07-31") })).toBeUndefined();
  });

  test("every action leads to a status that the table knows", () => {
    for (const actions of Object.values(reemploymentActions))
      for (const next of Object.values(actions)) expect(Object.keys(reemploymentActions)).toContain(next);
  });
});

describe("calendars and rights", () => {
  const calendar = {
    reportingGroup: 420,
    firstPeriod: day("2026-05-01"),
    payAfterDays: 15,
    dueAfter: "periodEnd",
    dueWorkingDays: 5,
  } as const;

  test("44 §8 a pay date on a day without work moves before it, and working days skip holidays", () => {
    // 15 May 2026 + 15 days is Saturday 30 May; 25 May is Memorial Day: working days 18, 19, 20, 21, 22.
    expect(datesOf(calendar, day("2026-05-15"))).toEqual({
      payDate: day("2026-05-29"),
      due: day("2026-05-22"),
    });
    // After pay on Friday 22 May: 26, 27, 28, 29 May and 1 June, the 25th being a holiday.
    const local = { ...calendar, payAfterDays: 7, dueAfter: "payDate" } as const;
    expect(datesOf(local, day("2026-05-15"))).toEqual({ payDate: day("2026-05-22"), due: day("2026-06-01") });
  });

  test("44 §4 a period is open, due, overdue or posted, and brings a duty and then a reminder", () => {
    const periods = expectedPeriods({
      calendar,
      cycle: "semimonthly",
      postedThrough: day("2026-05-15"),
      today: day("2026-06-20"),
      months: 12,
    });
    expect(periods.map(({ end, state }) => [end, state])).toEqual([
      [day("2026-05-15"), "posted"],
      [day("2026-05-31"), "overdue"],
      [day("2026-06-15"), "due"],
      [day("2026-06-30"), "open"],
      [day("2026-07-15"), "open"],
    ]);
    expect(dutiesOf(420, periods).map(({ kind, due, owner }) => [kind, due, owner])).toEqual([
      ["pay-report", day("2026-06-05"), "employer"],
      ["remind-of-report", day("2026-06-08"), "counselor"],
      ["pay-report", day("2026-06-23"), "employer"], // 19 June is a holiday
    ]);
  });

  test.each([
    ["monthly", "2026-02-10", "2026-02-01", "2026-02-28"],
    ["semimonthly", "2026-02-16", "2026-02-16", "2026-02-28"],
    ["biweekly", "2026-05-20", "2026-05-15", "2026-05-28"],
  ] as const)("the %s period of %s", (cycle, on, begin, end) => {
    expect(periodOn(cycle, day(on), day("2026-05-01"))).toEqual({ begin: day(begin), end: day(end) });
  });

  test("E7 rights follow the group; an account without any recorded has all of its employer's", () => {
    const row = { account: "a", employer: 42, reportingGroup: 420, rights: ["read", "enrol"] } as const;
    const at = { employer: 42, reportingGroup: 420 };
    expect(mayInGroup([], { ...at, right: "submit" })).toBe(true);
    expect(mayInGroup([row], { ...at, right: "enrol" })).toBe(true);
    expect(mayInGroup([row], { ...at, right: "submit" })).toBe(false);
    expect(mayInGroup([row], { employer: 42, reportingGroup: 421, right: "read" })).toBe(false);
    const sends = { ...row, rights: ["report"] } as const;
    expect(mayInGroup([sends], { ...at, right: "read" }), "who may do anything in a group reads it").toBe(
      true,
    );
    expect(mayInGroup([{ ...row, rights: [] }], { ...at, right: "read" })).toBe(false);
    expect(mayInGroup([row], { employer: 43, reportingGroup: 430, right: "read" })).toBe(true);
  });
});
