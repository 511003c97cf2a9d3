import { expect, it } from "vitest";
import { readmeText, withSection } from "./encoded.ts";

it("the README tells what the law encodes and what it does not", () => {
  const text = readmeText();
  expect(text, "run `npm run encoded`").toBe(withSection(text));
});
