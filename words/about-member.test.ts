import { expect, test } from "vitest";
import { aboutMember, wordsAboutMember } from "./about-member.ts";
import { withLongDates } from "./format.ts";
import { wordsFor } from "./index.ts";

test("staff and employers read whose record it is: no phrase of the law says you or your to them", () => {
  expect(aboutMember("your first day in a covered job")).toBe("the member's first day in a covered job");
  expect(aboutMember("you have a right to a benefit")).toBe("the member has a right to a benefit");
  expect(aboutMember("you still work in a covered job")).toBe("the member still works in a covered job");
  expect(aboutMember("service you bought")).toBe("service the member bought");
  const { law, lawOfPlan, worksheet } = wordsAboutMember(wordsFor("en"));
  const phrases = [law, ...Object.values(lawOfPlan), worksheet.names].flatMap((all) => Object.values(all));
  expect(phrases.filter((phrase) => /\byou(r|rs|rself)?\b/i.test(phrase))).toEqual([]);
});

test("a reason that was kept with a date reads as people write dates; what is no date of the calendar stays", () => {
  expect(withLongDates("Agriculture, 2026-03-01; RSMo 104.1039")).toBe(
    "Agriculture, March 1, 2026; RSMo 104.1039",
  );
  for (const other of ["file 2026-13-45", "2026-02-30"]) expect(withLongDates(other)).toBe(other);
});
