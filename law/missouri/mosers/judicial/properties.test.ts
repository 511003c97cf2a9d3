import { describe, expect, test } from "vitest";
import { compareExact, Exact, exact, multiply } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts, Known } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { Chance, randomFacts } from "../../../testing/random-facts.ts";
import { alj } from "../alj/plan.ts";
import { judicial2011 } from "../judicial-2011/plan.ts";
import { judicial } from "./plan.ts";

const seed = Number(process.env["SEED"] ?? 476_530);
const people = process.env["LONG"] ? 5_000 : 120;

/** Facts of an imagined judge: a plausible life, and for the rest whatever the plan may be told. */
function judge(plan: Plan, number: number): Facts {
  const chance = new Chance(Math.imul(seed, 31) ^ number);
  const year = chance.from(1940, 1962);
  const start = Math.max(year + chance.from(55, 72), 2010);
  const month = String(chance.from(1, 12)).padStart(2, "0");
  const known = {
    birthDate: `${year}-${month}-15`,
    annuityStartingDate: `${start}-07-01`,
    leftService: `${start - chance.pick(0, 0, 3)}-06-30`,
    periods: [{ from: `${start - chance.from(4, 30)}-01-01`, to: "9999-12-31", kind: "employed" }],
    purchasedService: chance.pick(0, 0, 12),
    transferredService: 0,
    certifiedCompensation: chance.from(8_000_000, 20_000_000),
    highestSalary: chance.from(8_000_000, 20_000_000),
    assembliesWaived: 0,
    onCommission: false,
    laterEmployment: [],
    paymentMonth: `${Math.min(start + chance.from(0, 12), 2026)}-${month}-01`,
    memberDied: chance.pick(null, `${start + chance.from(0, 5)}-03-10`, `${start - 4}-03-10`),
    marriedOn: chance.pick(null, "1990-05-05"),
    spouseBirthDate: `${year + chance.from(-10, 25)}-05-05`,
    spouseDied: chance.pick(null, null, `${start + chance.from(0, 8)}-09-09`),
  };
  return { recorded: { ...randomFacts(plan, seed + number).recorded, ...known } as Known };
}

const amountOf = (plan: Plan, facts: Facts, name: string): Exact | undefined => {
  const { value } = explainerByName(plan, facts)(name);
  return value instanceof Exact ? value : undefined;
};
const notMore = (less: Exact | undefined, more: Exact | undefined, what: string): void => {
  if (less && more && compareExact(less, more) > 0) expect.fail(`${what}: ${less} is more than ${more}`);
};
const withMore = (facts: Facts, more: Known): Facts => ({ recorded: { ...facts.recorded, ...more } });

describe.each([judicial, judicial2011, alj])("properties of $name over random judges", (plan) => {
  const judges = Array.from({ length: people }, (_, i) => [i, judge(plan, i)] as const);

  test("more service never pays less", () => {
    let paid = 0;
    for (const [i, facts] of judges) {
      const before = amountOf(plan, facts, "retirementPay");
      const bought = Number(facts.recorded!["purchasedService"]) + 1 + (i % 30);
      notMore(
        before,
        amountOf(plan, withMore(facts, { purchasedService: bought }), "retirementPay"),
        `judge ${i} (seed ${seed})`,
      );
      if (before && before.n > 0n) paid++;
    }
    expect(paid).toBeGreaterThan(people / 4);
  });

  test("nobody who survives is paid more than the judge was, or would have been", () => {
    for (const [i, facts] of judges) {
      const time = explainerByName(plan, facts)("timeOfDeath").value;
      const most = time === "inRetirement" ? "annuityInForce" : "fullRetirementPay";
      if (time === "inRetirement")
        for (const due of ["dueToSurvivor", "dueToDependents"])
          notMore(
            amountOf(plan, facts, due),
            amountOf(plan, facts, most),
            `judge ${i}, ${due} (seed ${seed})`,
          );
      else
        notMore(
          amountOf(plan, facts, "deathBenefit"),
          amountOf(plan, facts, most),
          `judge ${i} (seed ${seed})`,
        );
    }
  });

  test("in one month only one is paid: retiree, spouse, or dependents, whose shares are no more than the whole", () => {
    for (const [i, facts] of judges) {
      const dues = ["dueToRetiree", "dueToSurvivor", "dueToDependents"].map((due) =>
        amountOf(plan, facts, due),
      );
      expect(dues.filter((due) => due && due.n > 0n).length, `judge ${i} (seed ${seed})`).toBeLessThanOrEqual(
        1,
      );
      const each = amountOf(plan, facts, "dueToEachDependent");
      const count = explainerByName(plan, facts)("dependentsEntitled").value;
      if (each && typeof count === "number")
        notMore(multiply(each, exact(count)), dues[2], `judge ${i} (seed ${seed})`);
    }
  });
});

test(`no option of the tier of 2011 pays more than the life annuity (seed ${seed})`, () => {
  for (let i = 0; i < people; i++) {
    const facts = judge(judicial2011, i);
    const life = amountOf(judicial2011, facts, "lifeIncomeAmount");
    for (const option of ["joint50Amount", "joint100Amount", "guaranteed120Amount", "guaranteed180Amount"])
      notMore(amountOf(judicial2011, facts, option), life, `judge ${i}, ${option}`);
    notMore(
      amountOf(judicial2011, facts, "joint100SurvivorAmount"),
      amountOf(judicial2011, facts, "joint100Amount"),
      `judge ${i}`,
    );
  }
});
