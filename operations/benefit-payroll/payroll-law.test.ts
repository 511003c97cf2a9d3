import { parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";
import {
  benefitKinds,
  CANNOT_SAY,
  RATE_AWAITED,
  type PayeeColumns,
  type PaymentOption,
} from "./amounts-due.ts";
import { payrollLaw } from "./payroll-law.ts";
import { payeesOf } from "./test-payees.ts";

const law = payrollLaw();

describe("a month without a rate of the cost-of-living adjustment (MSEP2000-Q28)", () => {
  const payees = payeesOf([
    { from: "2020-01-01" },
    { from: "2025-07-01" },
    { from: "2026-02-01" },
    { from: "2027-01-01" },
    { from: "2026-01-01", temporary: 50_000, born: "1968-03-01" },
    { from: "2010-01-01", kind: "guaranteedPayments", option: "guaranteed120", died: "2012-03-05" },
    { from: "2026-01-01", kind: "survivor", option: "joint100", died: "2026-08-09" },
    { from: "2026-02-01", kind: "survivor", option: "joint50", died: "2026-08-09" },
  ]);

  it("waits for the rate where an anniversary needs it, and decides everybody else (RSMo 104.1045)", () => {
    const { lasting, temporary, increase, unknown } = law.amountsDue(payees, parseDate("2027-01-01"));
    const [waits, known] = [RATE_AWAITED, 0];
    expect([...unknown]).toEqual([waits, known, known, known, waits, known, waits, known]);
    // July 2026 raised $1,000.00 by 2.105 %; a guarantee of 120 payments from 2010 ended in 2020; half of $1,000.00 to a survivor.
    expect([...lasting]).toEqual([0, 102_105, 100_000, 100_000, 0, 0, 0, 50_000]);
    expect([...temporary]).toEqual(Array(8).fill(0));
    expect([...increase]).toEqual(Array(8).fill(0));
  });

  it("still waits in the months after the anniversary, which would be paid without the increase", () => {
    const { unknown } = law.amountsDue(payees, parseDate("2027-02-01"));
    expect([...unknown]).toEqual([
      RATE_AWAITED,
      0,
      RATE_AWAITED,
      0,
      RATE_AWAITED,
      0,
      RATE_AWAITED,
      RATE_AWAITED,
    ]);
  });

  it("waits for nothing while the rate is known", () => {
    expect([...law.amountsDue(payees, parseDate("2026-12-01")).unknown]).toEqual(Array(8).fill(0));
  });
});

describe("the two evaluators of what is due", () => {
  const options: readonly PaymentOption[] = ["joint100", "guaranteed180", "lifeIncome"];
  const mixed = payeesOf(
    Array.from({ length: 120 }, (_, n) => ({
      from: `${2008 + (n % 18)}-${String(1 + (n % 12)).padStart(2, "0")}-01`,
      kind: benefitKinds[n % 3]!,
      option: options[(n + 2) % 3]!,
      ...(n % 3 === 0 ? {} : { died: "2026-03-05" }),
      ...(n % 6 === 0 ? { temporary: 40_000 + n, born: "1969-11-20" } : {}),
      legislator: n % 10 === 9,
    })),
  );

  it.each(["2026-06-01", "2026-12-01", "2027-01-01", "2027-03-01"])("agree for %s", (day) => {
    const month = parseDate(day);
    const decided = law.amountsDue(mixed, month);
    const explained = law.amountsExplained(mixed, month);
    expect([...explained.lasting]).toEqual([...decided.lasting]);
    expect([...explained.temporary]).toEqual([...decided.temporary]);
    expect(Array.from(explained.unknown, (one) => one !== 0)).toEqual(
      Array.from(decided.unknown, (one) => one !== 0),
    );
    expect([...explained.unknown].every((one) => one === 0 || one === CANNOT_SAY)).toBe(true);
    expect(decided.lasting.filter((cents) => cents > 0).length).toBeGreaterThan(20);
  });
});

describe("an annuity that stopped for work and resumed (RSMo 104.1039; handbook p.33; MSEP2000-Q56)", () => {
  const gap = [{ from: parseDate("2021-01-01"), to: parseDate("2022-02-01") }];
  const payees: PayeeColumns = {
    ...payeesOf([{ from: "2020-01-01" }, { from: "2020-01-01" }]),
    gaps: new Map([[1, gap]]),
  };
  const dueIn = (month: string) => law.amountsDue(payees, parseDate(month));

  it("goes on at the amount when it stopped: the adjustments of 2021 and 2022 fell in stopped months, that of 2023 did not", () => {
    // 1,000.00 by 0.987 % and 3.758 % is 1,047.82; 5 % of 1,000.00 and of 1,047.82 is 50.00 and 52.39
    expect([...dueIn("2022-02-01").lasting]).toEqual([104_782, 100_000]);
    const { lasting, increase, unknown } = dueIn("2023-01-01");
    expect([...lasting]).toEqual([110_021, 105_000]);
    expect([...increase]).toEqual([5_239, 5_000]);
    expect([...unknown]).toEqual([0, 0]);
  });

  it("is explained with the same amounts", () => {
    expect([...law.amountsExplained(payees, parseDate("2022-02-01")).lasting]).toEqual([104_782, 100_000]);
  });
});
