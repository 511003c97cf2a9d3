import { expect, test } from "vitest";
import { explainer } from "@emeritus/engine/explain.ts";
import { formatDate, plainDate } from "@emeritus/engine/dates.ts";
import type { Known } from "@emeritus/engine/facts.ts";
import { offers, presentValues } from "./many-values.ts";
import { buyout } from "./plan.ts";
import { buyoutAmount, presentValue } from "./present-value.ts";

const SEED = 20_261_122;
let state = SEED;
const random = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const day = (first: number, years: number): string =>
  formatDate(plainDate(first + random(years), 1 + random(12), 1 + random(28)));

/** A judge of 50 to 110, with an annuity that runs already or begins within ten years, in either plan, on the fund's or adopted assumptions. */
function judge(): Known {
  const from = `${2018 + random(18)}-${String(1 + random(12)).padStart(2, "0")}-01`;
  return {
    birthDate: random(8) === 0 ? `${1920 + random(50)}-0${1 + random(9)}-01` : day(1914, 58),
    firstHired: day(1985, 25),
    estimateDated: day(2022, 3),
    valuedPlan: random(2) === 0 ? "closedPlan" : "year2000Plan",
    deferredMonthly: BigInt(1 + random(1_000_000)),
    deferredFrom: from,
    year2000Monthly: random(3) === 0 ? BigInt(1 + random(1_000_000)) : null,
    year2000From: from,
    adoptedReturn: null,
    adoptedCola: null,
    paymentTiming: random(4) === 0 ? "startOfMonth" : "endOfMonth",
  };
}

test(`BR 2-20(4)-(9): the values of many judges at once are the law's to the cent, seed ${SEED}`, () => {
  const judges = Array.from({ length: 30 }, judge);
  const worked = offers(judges);
  for (const [i, facts] of judges.entries()) {
    const explain = explainer(buyout, { stated: facts });
    expect(worked[i]!.presentValue.value).toEqual(explain(presentValue).value);
    expect(worked[i]!.amount).toEqual(explain(buyoutAmount).value);
  }
  expect(worked.filter(({ presentValue: value }) => value.byLaw).length).toBeLessThan(3);
});

test("what the law refuses is refused, and a cent in doubt is the law's", () => {
  const facts = {
    ...judge(),
    birthDate: "1962-05-20",
    estimateDated: "2024-03-11",
    paymentTiming: "endOfMonth",
  };
  const [young, early] = presentValues([
    { ...facts, birthDate: "1985-01-01" },
    { ...facts, estimateDated: "2021-06-30" },
  ]);
  expect([young!.refusal?.code, early!.refusal?.code]).toEqual(["tooYoungToValue", "mortalityNotKnown"]);
  // So great an annuity that the bound is more than a cent.
  const [great] = presentValues([{ ...facts, deferredMonthly: 9_999_999_999n, valuedPlan: "year2000Plan" }]);
  expect(great!.byLaw).toBe(true);
});
