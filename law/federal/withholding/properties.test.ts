import { describe, expect, test } from "vitest";
import { explain } from "@emeritus/engine/explain.ts";
import { compareExact, exact, type Exact } from "@emeritus/engine/exact.ts";
import { Chance } from "../../testing/random-facts.ts";
import { withholding } from "./plan.ts";
import { periodicWithholding } from "./periodic.ts";

const seed = Number(process.env["SEED"] ?? 20_261_122);

describe(`properties of federal withholding over random recipients, seed ${seed}`, () => {
  const chance = new Chance(seed);
  const people = Array.from({ length: 200 }, () => ({
    taxNumberMissing: chance.percent(5),
    paidAbroad: chance.percent(5),
    nonresidentAlien: false,
    electsNoWithholding: chance.percent(10),
    certificate: chance.pick("noCertificate", "certificateSince2022", "certificateBefore2022"),
    firstPaidOn: chance.pick("2015-01-31", "2024-01-31"),
    filingStatus: chance.pick("single", "marriedFilingJointly", "headOfHousehold"),
    paymentDate: chance.pick("2025-05-30", "2026-06-30"),
    paymentsAYear: 12,
    incomeFromOtherJobs: exact(chance.pick(0, 0, 4_000_000)),
    creditsClaimed: exact(chance.pick(0, 0, 50_000)),
    otherIncome: exact(chance.pick(0, 100_000)),
    deductionsClaimed: exact(chance.pick(0, 300_000)),
    extraWithholding: exact(chance.pick(0, 0, 5_000)),
    allowancesClaimed: chance.from(0, 4),
  }));
  const withheld = (person: (typeof people)[number], cents: number): Exact => {
    const stated = { ...person, taxablePayment: exact(cents) };
    return explain(withholding, { stated }, periodicWithholding).value as Exact;
  };

  test("is never below zero nor above the payment, and a higher payment never has less withheld", () => {
    for (const person of people) {
      const payments = [
        0,
        chance.from(1, 200_000),
        chance.from(200_001, 500_000),
        chance.from(500_001, 5_000_000),
      ];
      const taxes = payments.map((payment) => withheld(person, payment));
      for (const [i, tax] of taxes.entries()) {
        expect(compareExact(tax, exact(0)), JSON.stringify(person)).toBeGreaterThanOrEqual(0);
        expect(compareExact(tax, exact(payments[i]!)), JSON.stringify(person)).toBeLessThanOrEqual(0);
        if (i > 0) expect(compareExact(tax, taxes[i - 1]!), JSON.stringify(person)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
