import { refused } from "@emeritus/operations/outcome.ts";
import { expect, test } from "vitest";
import { messageOf } from "./message.ts";
import { refusalProblem } from "./problem.ts";

const no = (code: string, facts = {}) => refused(code, facts, "RSMo 104.1024").refused;

test("a refusal of the API carries the sentence that the page would say, with its facts", () => {
  expect(messageOf("payroll", no("sameAccount"))).toBe("This is the account we pay you at now");
  const soon = no("starting-date-too-soon", { start: "2027-01-01", earliest: "2027-02-01" });
  expect(refusalProblem("retirement", soon)).toMatchObject({
    status: 422,
    code: "starting-date-too-soon",
    message: "January 1, 2027 is too soon. The earliest date you can choose today is February 1, 2027.",
    cites: "RSMo 104.1024",
  });
});

test("another part's sentence is taken only where it is the only one, and none that lacks its facts", () => {
  expect(messageOf("member", no("starting-date-too-soon", { start: "2027-01-01" }))).toBeUndefined();
  expect(messageOf("member", no("service-purchase-open"))).toContain("You are buying service.");
  expect(messageOf("member", no("becauseMissing"))).toBeUndefined();
  expect(messageOf("payroll", no("nobody-says-this"))).toBeUndefined();
  expect("message" in refusalProblem("payroll", no("nobody-says-this"))).toBe(false);
});
