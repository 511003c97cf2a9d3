import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";

import {
  boardOutcomes,
  decidedOn,
  faultOf,
  lastDayToAppeal,
  mayAppeal,
  missingFromPacket,
  papersDue,
  reviewedOn,
} from "./appeals.ts";

const day = parseDate;

it("H-041 BR 1-2(2)(b) a decision mailed on 2 March 2026 can be appealed through 1 May 2026", () => {
  expect(formatDate(lastDayToAppeal(parseDate("2026-03-02")))).toBe("2026-05-01");
});

it("BR 1-2(2)(b) the 60 days run over the end of February, with and without a leap day", () => {
  expect(formatDate(lastDayToAppeal(parseDate("2027-01-01")))).toBe("2027-03-02");
  expect(formatDate(lastDayToAppeal(parseDate("2028-01-01")))).toBe("2028-03-01");
});

describe("BR 1-2(1) who may appeal, and about what", () => {
  it("opens to everybody the rule names, a department too", () => {
    for (const who of ["member", "beneficiary", "survivor", "retiree", "judge", "legalAdvisor", "department"])
      expect(mayAppeal(who, "service"), who).toBe(true);
    expect(mayAppeal("administrativeLawJudge", "refunds")).toBe(true);
    expect(mayAppeal("neighbor", "service")).toBe(false);
  });
  it("reaches six matters and not the insurers' decisions", () => {
    for (const matter of [
      "eligibility",
      "benefitAmount",
      "service",
      "contributions",
      "refunds",
      "membership",
    ])
      expect(mayAppeal("member", matter), matter).toBe(true);
    expect(mayAppeal("member", "lifeInsurance")).toBe(false);
  });
});

describe("BR 1-2(2)(a), BR 1-2(2)(b) a request", () => {
  const request = {
    communicatedOn: day("2026-03-02"),
    madeOn: day("2026-05-01"),
    inWriting: true,
    decisionNamed: true,
    actionNamed: true,
  };
  it("on the sixtieth day is in time, a day later it is late", () => {
    expect(faultOf(request)).toBeUndefined();
    expect(faultOf({ ...request, madeOn: day("2026-05-02") })).toBe("late");
  });
  it("must be in writing and name the decision and the action", () => {
    expect(faultOf({ ...request, inWriting: false })).toBe("notInWriting");
    expect(faultOf({ ...request, decisionNamed: false })).toBe("incomplete");
    expect(faultOf({ ...request, actionNamed: false })).toBe("incomplete");
  });
});

describe("H-042 BR 1-2(3)(a) the meeting of the review (S-34)", () => {
  const meetings = [day("2026-11-19"), day("2026-09-17")];
  it("is the next regular one at least thirty days after receipt", () => {
    expect(formatDate(reviewedOn(day("2026-08-20"), meetings)!)).toBe("2026-11-19");
    expect(formatDate(reviewedOn(day("2026-08-18"), meetings)!)).toBe("2026-09-17");
    expect(formatDate(reviewedOn(day("2026-08-19"), meetings)!)).toBe("2026-11-19");
    expect(reviewedOn(day("2026-11-01"), meetings)).toBeUndefined();
  });
  it("or the day on which both agree", () => {
    expect(formatDate(reviewedOn(day("2026-08-20"), meetings, day("2026-10-01"))!)).toBe("2026-10-01");
  });
});

it("BR 1-2(4)(b) the appellant's papers are in seven days before the meeting", () => {
  expect(formatDate(papersDue(day("2026-11-19")))).toBe("2026-11-12");
});

it("BR 1-2(4)(a) the packet holds correspondence, the law and a summary at the least", () => {
  expect(missingFromPacket(["correspondence"])).toEqual([
    "statutesAndRegulations",
    "summaryOfIssuesAndDecision",
  ]);
  expect(
    missingFromPacket(["correspondence", "statutesAndRegulations", "summaryOfIssuesAndDecision", "letters"]),
  ).toEqual([]);
});

describe("BR 1-2(6) the decision", () => {
  it("falls at the meeting of the review, or at the next regular one", () => {
    const meetings = [day("2026-11-19"), day("2027-02-18"), day("2026-09-17")];
    expect(formatDate(decidedOn(day("2026-11-19"), false, meetings)!)).toBe("2026-11-19");
    expect(formatDate(decidedOn(day("2026-11-19"), true, meetings)!)).toBe("2027-02-18");
  });
  it("confirms, reverses or amends", () => {
    expect(boardOutcomes).toEqual(["confirm", "reverse", "amend"]);
  });
});
