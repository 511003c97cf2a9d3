import { parseDate } from "@emeritus/engine/dates.ts";
import { divisionAsks } from "@emeritus/records/division-tables.ts";
import type { DivisionOrder } from "@emeritus/records/division.ts";
import { describe, expect, it } from "vitest";
import {
  decideOrder,
  decideQualification,
  decideRejection,
  marriagesOverlap,
  reasonsAgainst,
  type QualificationSituation,
} from "./decide-order.ts";
import { firstMonthPaid } from "./division-law.ts";

const order: DivisionOrder = {
  member: 1,
  caseNumber: 7,
  alternatePayee: 2,
  court: "Circuit Court of Cole County",
  causeNumber: "14AC-DR00123",
  issued: parseDate("2015-07-15"),
  received: parseDate("2015-08-03"),
  married: parseDate("2005-07-01"),
  dissolved: parseDate("2015-06-30"),
  dividedTo: undefined,
  share: 5000,
  amount: undefined,
  certified: true,
  identifies: true,
  asks: [],
  amends: undefined,
};

describe("recording an order", () => {
  const today = parseDate("2015-08-03");
  const codeOf = (more: Partial<DivisionOrder>, served = true, open?: number) =>
    decideOrder({ order: { ...order, ...more }, today, served, open, amendedStands: false }).refused?.code;

  it.each([
    ["is-the-member", { alternatePayee: 1 }],
    ["in-future", { received: parseDate("2015-08-04") }],
    ["in-future", { dissolved: parseDate("2015-08-04") }],
    ["received-before-issued", { received: parseDate("2015-07-14") }],
    [undefined, { received: parseDate("2015-07-15") }],
    ["married-after-dissolved", { married: parseDate("2015-06-30") }],
    [undefined, { married: parseDate("2015-06-29") }],
    [undefined, {}],
  ])("says %s", (code, more) => expect(codeOf(more)).toBe(code));

  it("needs a member with covered service and no other order of the two", () => {
    expect(codeOf({}, false)).toBe("nothing-to-divide");
    expect(codeOf({}, true, 5)).toBe("open-order-exists");
    expect(codeOf({ amends: 5 })).toBe("amended-order-gone");
  });
});

describe("whether an order is within the law", () => {
  const against = (more: Partial<DivisionOrder>, rest: Partial<QualificationSituation> = {}) =>
    reasonsAgainst({
      order: { ...order, ...more },
      plan: "msep2000",
      partyDied: false,
      notVested: false,
      ...rest,
    }).map(({ code, cites }) => `${code}: ${cites}`);

  it("S-46 H-083 finds nothing against half of what was accrued in the marriage (RSMo 104.1051)", () => {
    expect(against({})).toEqual([]);
    expect(against({ dividedTo: parseDate("2015-06-30") })).toEqual([]);
  });

  it.each([
    ["a share just above half", { share: 5001 }, ["moreThanHalf: RSMo 104.1051.1(3)"]],
    [
      "dollars in place of a percentage",
      { share: undefined, amount: 25_000n },
      ["notAPercentage: RSMo 104.1051.1(3)"],
    ],
    ["a copy that is not certified", { certified: false }, ["notCertified: MOSERS News, 18 July 2016"]],
    ["parties that are not identified", { identifies: false }, ["notIdentified: RSMo 104.1051"]],
    ["no day of the dissolution", { dissolved: undefined }, ["noDissolution: RSMo 104.1051.1"]],
    [
      "a dissolution on 28 August 1994",
      { dissolved: parseDate("1994-08-28"), married: 1 },
      ["dissolvedTooEarly: RSMo 104.312.1"],
    ],
    ["one the day after", { dissolved: parseDate("1994-08-29"), married: 1 }, []],
    ["no day of the marriage", { married: undefined }, ["marriageMissing: RSMo 104.1051.1(3)"]],
    [
      "a day after the dissolution",
      { dividedTo: parseDate("2015-07-01") },
      ["dividedAfterDissolution: RSMo 104.1051.1(3)"],
    ],
  ])("rejects %s", (_, more, expected) => expect(against(more)).toEqual(expected));

  it("rejects what the law does not give, each with its subdivision (RSMo 104.1051.1(1)-(4))", () => {
    expect(against({ asks: [...divisionAsks] })).toEqual([
      "otherForm: RSMo 104.1051.1(1)",
      "paymentBeforeStart: RSMo 104.1051.1(2)",
      "moreThanTheAnnuity: RSMo 104.1051.1(4)",
      "laterIncreases: MOSERS News, 18 July 2016",
      "temporaryOrLumpSum: MOSERS News, 18 July 2016",
      "paymentAfterDeath: MOSERS News, 18 July 2016",
    ]);
  });

  it("RSMo 104.312 cites the closed plan's own section, and names every reason at once", () => {
    expect(against({ share: 6000, certified: false }, { plan: "msep", notVested: true })).toEqual([
      "notCertified: MOSERS News, 18 July 2016",
      "moreThanHalf: RSMo 104.312.1(3)",
      "notVestedWhenDivided: RSMo 104.312.1",
    ]);
    expect(against({}, { partyDied: true })).toEqual(["partyDied: MOSERS News, 18 July 2016"]);
  });
});

describe("deciding on an order", () => {
  const fine = {
    recordedByActor: false,
    changedSince: false,
    paper: true,
    overlaps: undefined,
    amendedStands: true,
    law: true,
    missing: [],
    reasons: [],
  };
  const [reason] = reasonsAgainst({
    order: { ...order, share: 5001 },
    plan: "msep2000",
    partyDied: false,
    notVested: false,
  });

  it("takes another person, the paper, and an order that the law allows, and no two for one month (MSEP2000-Q72, MSEP2000-Q73)", () => {
    const codeOf = (more: Partial<Parameters<typeof decideQualification>[0]>) =>
      decideQualification({ ...fine, ...more }).refused?.code;
    expect(codeOf({})).toBeUndefined();
    expect(codeOf({ recordedByActor: true, paper: false })).toBe("recorded-by-you");
    expect(codeOf({ changedSince: true, reasons: [reason!] })).toBe("changed-since");
    expect(codeOf({ paper: false })).toBe("paper-missing");
    expect(codeOf({ reasons: [reason!] })).toBe("does-not-qualify");
    expect(codeOf({ overlaps: 5 })).toBe("marriages-overlap");
    expect(codeOf({ amendedStands: false })).toBe("amended-order-gone");
    expect(codeOf({ law: false })).toBe("law-missing");
    expect(codeOf({ missing: ["pay"] })).toBe("facts-missing");
  });

  it("marriages overlap by a day, and not when one begins on the day on which the other ends (MSEP2000-Q72)", () => {
    const married = (from: string, to: string) => ({
      married: parseDate(from),
      dissolved: parseDate(to),
      dividedTo: undefined,
    });
    const overlap = (from: string, to: string) => marriagesOverlap(order, married(from, to));
    expect(overlap("2000-01-01", "2005-07-01")).toBe(false);
    expect(overlap("2000-01-01", "2005-07-02")).toBe(true);
    expect(overlap("2015-06-29", "2020-01-01")).toBe(true);
    expect(overlap("2015-06-30", "2020-01-01")).toBe(false);
  });

  it("rejects for a reason only", () => {
    const codeOf = (more: Partial<Parameters<typeof decideRejection>[0]>) =>
      decideRejection({ ...fine, reasons: [reason!], ...more }).refused?.code;
    expect(codeOf({ reasons: [] })).toBe("no-reason");
    expect(codeOf({ recordedByActor: true })).toBe("recorded-by-you");
    expect(codeOf({ changedSince: true })).toBe("changed-since");
    expect(codeOf({})).toBeUndefined();
  });

  it("pays a late order from the month after its receipt, or as the fund chooses from that after its issue (MSEP2000-Q71)", () => {
    const byLaw = parseDate("2026-02-01");
    expect(firstMonthPaid(byLaw, parseDate("2026-01-31"), "receipt")).toBe(byLaw);
    expect(firstMonthPaid(byLaw, parseDate("2026-02-01"), "receipt")).toBe(parseDate("2026-03-01"));
    expect(firstMonthPaid(byLaw, parseDate("2026-12-31"), "receipt")).toBe(parseDate("2027-01-01"));
    expect(firstMonthPaid(byLaw, parseDate("2026-12-31"), "issue")).toBe(byLaw);
  });
});
