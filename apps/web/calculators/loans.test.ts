import { exact } from "@emeritus/engine/exact.ts";
import { describe, expect, test } from "vitest";
import { levelPayment, payDown } from "./loans.ts";

describe("H-070: home loan, car loan, card debt", () => {
  test("a loan of $1,000 at 12 % over two months: 1,000 × 0.01 × 1.0201 ÷ 0.0201 = $507.5124, up to the cent", () => {
    expect(levelPayment(100_000n, exact(12n, 100n), 2)).toBe(50_752n);
  });

  test("its two months by hand: 10.00 interest leaves 502.48, then 5.02 interest ends it with 507.50", () => {
    expect(payDown(100_000n, exact(12n, 100n), 50_752n)).toEqual({
      payment: 50_752n,
      months: [
        { month: 1, interest: 1_000n, principal: 49_752n, left: 50_248n },
        { month: 2, interest: 502n, principal: 50_248n, left: 0n },
      ],
      interest: 1_502n,
      paid: 101_502n,
    });
  });

  test("without interest the amount is divided, the last payment takes the rest", () => {
    const payment = levelPayment(100_000n, exact(0n), 3);
    expect(payment).toBe(33_334n);
    expect(payDown(100_000n, exact(0n), payment)?.months.map(({ principal }) => principal)).toEqual([
      33_334n,
      33_334n,
      33_332n,
    ]);
  });

  test.each([
    [20_000_000n, 6n, 30],
    [3_000_000n, 7n, 5],
    [1n, 40n, 40],
    [1_000_000_000n, 1n, 40],
  ])(
    "%i cents at %i percent over %i years are paid back in that time, and every cent is accounted for",
    (amount, rate, years) => {
      const plan = payDown(amount, exact(rate, 100n), levelPayment(amount, exact(rate, 100n), 12 * years))!;
      expect(plan.months.length).toBeLessThanOrEqual(12 * years);
      expect(plan.months.at(-1)!.left).toBe(0n);
      expect(plan.paid).toBe(amount + plan.interest);
      expect(plan.months.reduce((sum, month) => sum + month.principal, 0n)).toBe(amount);
    },
  );

  test("a payment that does not cover the interest never ends, and says so", () => {
    expect(payDown(500_000n, exact(24n, 100n), 10_000n)).toBeUndefined();
    expect(payDown(500_000n, exact(24n, 100n), 12_000n)).toBeDefined();
  });
});
