import { allow } from "@emeritus/operations/permissions.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { expect, test } from "vitest";
import { reasonOf, run } from "./run.ts";

const verifier = { account: "veri5678", roles: ["benefitVerifier"], employers: [] } as const;

test("who may not do it and what lies outside the program are told in a sentence; a mistake in the program is not", () => {
  let notAllowed: unknown;
  try {
    allow(verifier, "work on data quality");
  } catch (error) {
    notAllowed = error;
  }
  expect(reasonOf(notAllowed)).toBe("This account may not do that. Nothing was changed.");
  expect(reasonOf(new CannotStart("portNotAllowed", { port: "80" }))).toContain("80");
  expect(reasonOf(new TypeError("a defect"))).toBeUndefined();
});

test("a command that does not exist is told with exit status 2", async () => {
  const said: string[] = [];
  const terminal = { say: () => {}, complain: (line: string) => said.push(line), environment: {} };
  expect(await run(["does-not-exist"], terminal)).toBe(2);
  expect(said.join()).toContain("does-not-exist");
});
