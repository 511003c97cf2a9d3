import { expect, test } from "vitest";
import { takenOverInSums } from "./pay-report.ts";

test("a report that was taken over with its sums alone is told from one of pay, of corrections and of nothing", () => {
  const sums = { rowsMoney: 0, rowsCorrection: 0, pensionableCents: 11_191_318n };
  expect(takenOverInSums(sums)).toBe(true);
  expect(takenOverInSums({ ...sums, rowsMoney: 12 })).toBe(false);
  expect(takenOverInSums({ ...sums, rowsCorrection: 1 })).toBe(false);
  expect(takenOverInSums({ ...sums, pensionableCents: 0n })).toBe(false);
});
