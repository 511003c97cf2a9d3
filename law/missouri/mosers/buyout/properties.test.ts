import { expect, test } from "vitest";
import { compareExact, type Exact } from "@emeritus/engine/exact.ts";
import { explain } from "@emeritus/engine/explain.ts";
import type { Known } from "@emeritus/engine/facts.ts";
import { buyout } from "./plan.ts";
import { annuityFactor, buyoutAmount, presentValue } from "./present-value.ts";

const life: Known = {
  birthDate: "1925-03-15",
  firstHired: "1990-01-01",
  estimateDated: "2024-03-11",
  valuedPlan: "year2000Plan",
  deferredMonthly: 123_456n,
  deferredFrom: "2024-04-01",
  year2000Monthly: null,
  adoptedReturn: null,
  adoptedCola: null,
};
const factorOf = (more: Known): Exact =>
  explain(buyout, { stated: { ...life, ...more } }, annuityFactor).value!;

const pairs: readonly (readonly [string, Known, Known])[] = [
  ["a younger judge's annuity is worth more", { birthDate: "1925-03-15" }, { birthDate: "1926-03-15" }],
  [
    "an annuity that begins later is worth less",
    { deferredFrom: "2026-04-01" },
    { deferredFrom: "2024-04-01" },
  ],
  ["a payment at the end of the month is worth less", {}, { paymentTiming: "startOfMonth" }],
  ["the least rate of the closed plan is worth more", {}, { valuedPlan: "closedPlan" }],
];
test.each(pairs)("BR 2-20: %s", (_name, less, more) => {
  expect(compareExact(factorOf(less), factorOf(more))).toBe(-1);
});

test("BR 2-20(4) the buyout is less than the present value, and never below what half of it would be", () => {
  const facts = { stated: life };
  const value = explain(buyout, facts, presentValue).value!;
  const paid = explain(buyout, facts, buyoutAmount).value!;
  expect(paid.n).toBeLessThan(value.n);
  expect(2n * paid.n).toBeGreaterThan(value.n);
});
