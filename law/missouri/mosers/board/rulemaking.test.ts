import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";
import {
  commentsReportedAt,
  modificationTakesEffect,
  nextReviewDue,
  plansOfRule,
  rulesInForce,
  ruleTakesEffect,
} from "./rulemaking.ts";

const day = parseDate;
const rule = (adopted: string, posted = adopted) => ({ adoptedOn: day(adopted), postedOn: day(posted) });

describe("BR 1-1(2) the clock of a rule, RSMo 104.1063", () => {
  it("adopted on 18 June 2020 and posted that day, it takes effect on 18 July 2020, as the real case did", () => {
    expect(formatDate(ruleTakesEffect(rule("2020-06-18")))).toBe("2020-07-18");
  });
  it("counts thirty days over the end of February, with and without a leap day", () => {
    expect(formatDate(ruleTakesEffect(rule("2027-02-01")))).toBe("2027-03-03");
    expect(formatDate(ruleTakesEffect(rule("2028-02-01")))).toBe("2028-03-02");
  });
  it("counts from a later posting, and refuses one before the adoption", () => {
    expect(formatDate(ruleTakesEffect(rule("2026-06-18", "2026-06-22")))).toBe("2026-07-22");
    expect(() => ruleTakesEffect(rule("2026-06-18", "2026-06-17"))).toThrow(RangeError);
  });
  it("reports comments at the next regular meeting, and not at one before the period ends", () => {
    const meetings = [day("2026-11-19"), day("2026-07-17"), day("2026-09-17")];
    expect(formatDate(commentsReportedAt(rule("2026-06-18"), meetings)!)).toBe("2026-09-17");
    expect(formatDate(commentsReportedAt(rule("2026-06-17"), meetings)!)).toBe("2026-07-17");
    expect(commentsReportedAt(rule("2026-12-01"), meetings)).toBeUndefined();
  });
  it("changes in answer to comments hold at once, or after a new comment period", () => {
    expect(formatDate(modificationTakesEffect(day("2026-09-17"), "none"))).toBe("2026-09-17");
    expect(formatDate(modificationTakesEffect(day("2026-09-17"), { postedOn: day("2026-09-18") }))).toBe(
      "2026-10-18",
    );
  });
});

it("BR 1-1(4) a rule is reviewed within five years", () => {
  expect(formatDate(nextReviewDue(day("2020-12-21")))).toBe("2025-12-21");
  expect(formatDate(nextReviewDue(day("2024-02-29")))).toBe("2029-02-28");
});

it("BR 1-1(3) the rules in force on a day are those begun and not ended", () => {
  const versions = [
    { rule: "1-4", from: day("1999-12-31"), until: day("2020-12-21") },
    { rule: "1-2", from: day("1999-12-31"), until: day("2020-12-21") },
    { rule: "1-2", from: day("2020-12-21") },
  ];
  const on = (text: string) => rulesInForce(versions, day(text)).map((each) => each.rule);
  expect(on("1999-12-30")).toEqual([]);
  expect(on("1999-12-31")).toEqual(["1-4", "1-2"]);
  expect(on("2020-12-20")).toEqual(["1-4", "1-2"]);
  expect(on("2020-12-21")).toEqual(["1-2"]);
});

it("BR 1-1(6), BR 4-13(1) a rule applies to every administered plan unless it says otherwise", () => {
  expect(plansOfRule("nothing")).toEqual(["chapter104", "chapter476", "chapter287"]);
  expect(plansOfRule(["chapter476"])).toEqual(["chapter476"]);
});
