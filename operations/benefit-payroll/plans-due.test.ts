import { parseDate } from "@emeritus/engine/dates.ts";
import { type PlanInPayment, plansInPayment } from "@emeritus/records/plans-in-payment.ts";
import type { Opening } from "@emeritus/records/payroll-openings.ts";
import { describe, expect, it } from "vitest";
import { type BenefitKind, CANNOT_SAY, payeesAt, RATE_AWAITED, type PaymentOption } from "./amounts-due.ts";
import { payrollLaw } from "./payroll-law.ts";
import { payeesOf, type TestPayee } from "./test-payees.ts";

type One = TestPayee & { readonly plan: PlanInPayment; readonly from: string };

const columnsOf = (payees: readonly One[]) =>
  payeesOf(payees.map((one) => ({ born: "1966-05-10", lifeIncome: 0, ...one })));

const law = payrollLaw();

/** What is due for a month by the compiled laws, where the evaluator that explains says the same. */
function dueIn(month: string, payees: readonly One[]) {
  const columns = columnsOf(payees);
  const due = law.amountsDue(columns, parseDate(month));
  const explained = law.amountsExplained(columns, parseDate(month));
  expect([...explained.lasting], `explained in ${month}`).toEqual([...due.lasting]);
  expect([...explained.temporary], `explained in ${month}`).toEqual([...due.temporary]);
  return due;
}
const lasting = (month: string, ...payees: readonly One[]) => [...dueIn(month, payees).lasting];

describe("a payee of each plan is paid by the law of that plan", () => {
  it("MSEP 2011: the yearly increase, and none before the second anniversary for who left before being eligible (RSMo 104.1091)", () => {
    const usual: One = { plan: "msep2011", from: "2025-07-01" };
    const late: One = { ...usual, increases: "fromSecondYear" };
    // The rate of July 2026 is 2.105 %: 1,000.00 + 21.05.
    expect(lasting("2026-06-01", usual, late)).toEqual([100_000, 100_000]);
    expect(lasting("2026-07-01", usual, late)).toEqual([102_105, 100_000]);
    expect([...dueIn("2026-07-01", [usual, late]).increase]).toEqual([2_105, 0]);
    // In January 2027 the second anniversary of the one who left early is still to come; the other was raised by a known rate.
    expect([...dueIn("2027-01-01", [usual, late]).unknown]).toEqual([0, 0]);
    expect([...dueIn("2027-07-01", [usual, late]).unknown]).toEqual([RATE_AWAITED, RATE_AWAITED]);
  });

  it("MSEP 2011: a temporary benefit through the month of the 62nd birthday, and the return to the life income (RSMo 104.1024.4)", () => {
    const temporary: One = { plan: "msep2011", from: "2026-01-01", temporary: 40_000 };
    expect([...dueIn("2026-05-01", [temporary]).temporary]).toEqual([40_000]);
    const poppedUp: One = {
      plan: "msep2011",
      from: "2026-01-01",
      option: "joint50",
      spouseDied: "2026-03-09",
    };
    expect(lasting("2026-04-01", { ...poppedUp, lifeIncome: 113_000 })).toEqual([113_000]);
    expect([...dueIn("2026-04-01", [poppedUp]).unknown], "no life income of record").toEqual([CANNOT_SAY]);
  });

  it("MSEP: at least four percent until 65 percent are reached, then by prices (RSMo 104.415)", () => {
    const floor: One = { plan: "msep", from: "2024-07-01", increases: "leastFourPercent" };
    const prices: One = { plan: "msep", from: "2024-07-01" };
    // Prices gave less than four percent in both years: 1,000.00 x 1.04 = 1,040.00, and 1,040.00 x 1.04 = 1,081.60.
    expect(lasting("2025-07-01", floor)).toEqual([104_000]);
    expect(lasting("2026-07-01", floor)).toEqual([108_160]);
    const [byPrices] = lasting("2026-07-01", prices);
    expect(byPrices).toBeLessThan(108_160);
    expect(byPrices).toBeGreaterThan(100_000);
    // Thirteen increases of four percent are 66.5 %: in July 2014 the cap of 1,650.00 is reached, and prices give more afterwards.
    const old: One = { plan: "msep", from: "2001-07-01", increases: "leastFourPercent" };
    const [capped] = lasting("2014-06-01", old);
    expect(capped).toBeLessThan(165_000);
    expect(lasting("2014-07-01", old)[0]).toBeGreaterThanOrEqual(165_000);
  });

  it("MSEP: 60 guaranteed payments, the survivor's half without a reduction, and an unknown rate of long ago is held by name", () => {
    const guaranteed: One = {
      plan: "msep",
      from: "2022-01-01",
      kind: "guaranteedPayments",
      option: "guaranteed60",
      died: "2023-02-03",
    };
    const last = dueIn("2026-12-01", [guaranteed]).lasting[0]!;
    expect(last).toBeGreaterThan(100_000);
    expect(lasting("2027-01-01", guaranteed)).toEqual([0]);
    const half: One = {
      plan: "msep",
      from: "2026-01-01",
      kind: "survivor",
      option: "joint50",
      died: "2026-03-09",
    };
    expect(lasting("2026-04-01", half)).toEqual([50_000]);
    expect([...dueIn("2026-04-01", [{ plan: "msep", from: "1994-01-01" }]).unknown]).toEqual([CANNOT_SAY]);
  });

  it("judges and administrative law judges: half goes on to the spouse, four percent is the least for who came before August 1997", () => {
    const judge: One = {
      plan: "judicial",
      from: "2025-07-01",
      cents: 500_000,
      increases: "leastFourPercent",
    };
    const later: One = { plan: "judicial2011", from: "2025-07-01", cents: 500_000 };
    const alj: One = { plan: "alj", from: "2025-07-01", cents: 400_000 };
    // 5,000.00 x 1.04; 5,000.00 x 1.02105 = 5,105.25; 4,000.00 x 1.02105 = 4,084.20.
    expect(lasting("2026-07-01", judge, later, alj)).toEqual([520_000, 510_525, 408_420]);
    expect([...dueIn("2026-07-01", [judge, later, alj]).increase]).toEqual([20_000, 10_525, 8_420]);
    const widow: One = { ...judge, kind: "survivor", died: "2026-08-09" };
    expect(lasting("2026-09-01", widow)).toEqual([260_000]);
    const beforeStart: One = { ...judge, kind: "survivor", died: "2025-02-09" };
    expect([...dueIn("2026-09-01", [beforeStart]).unknown]).toEqual([CANNOT_SAY]);
    const guaranteed: One = {
      ...later,
      kind: "guaranteedPayments",
      option: "guaranteed120",
      died: "2026-08-09",
    };
    expect(lasting("2026-09-01", guaranteed, { ...later, kind: "formerSpouse" })).toEqual([510_525, 0]);
  });

  it("an accepted amount of the old register goes on by each plan's own increases (ADR 32)", () => {
    const opening: Opening = { of: "annuity", cents: 105_000, month: parseDate("2026-06-01") };
    const all = plansInPayment.map((plan): One => ({ plan, from: "2025-07-01", opening }));
    expect(lasting("2026-06-01", ...all)).toEqual(all.map(() => 105_000));
    // 1,050.00 x 1.02105 = 1,072.10
    expect(lasting("2026-07-01", ...all)).toEqual(all.map(() => 107_210));
    const floor: One = { plan: "msep", from: "2025-07-01", increases: "leastFourPercent", opening };
    expect(lasting("2026-07-01", floor)).toEqual([109_200]);
    // What prices were before 1998 is not known to us, but what follows the register's amount is.
    expect(lasting("2026-07-01", { ...floor, from: "1994-07-01" })[0]).toBeGreaterThan(105_000);
  });
});

describe("payees of all plans on one roll", () => {
  const kinds: readonly (readonly [BenefitKind, PaymentOption])[] = [
    ["retirement", "lifeIncome"],
    ["retirement", "joint100"],
    ["survivor", "joint50"],
    ["guaranteedPayments", "guaranteed120"],
  ];
  const roll = Array.from({ length: 72 }, (_, n): One => {
    const plan = plansInPayment[n % plansInPayment.length]!;
    const noOption = plan === "judicial" || plan === "alj";
    const [kind, option] = kinds[Math.floor(n / 6) % (noOption ? 1 : 4)]!;
    const year = plan === "msep2011" || plan === "judicial2011" ? 2012 : 2003;
    return {
      plan,
      kind,
      option,
      cents: 90_000 + 731 * n,
      lifeIncome: 99_000 + 731 * n,
      from: `${year + (n % 13)}-${String(1 + (n % 12)).padStart(2, "0")}-01`,
      ...(kind === "retirement" ? {} : { died: "2025-11-05" }),
      ...(n % 5 === 0 && option === "joint100" ? { spouseDied: "2024-05-06" } : {}),
      ...(plan === "msep" && n % 4 === 2 ? { increases: "leastFourPercent" as const } : {}),
      ...(plan === "msep2011" && n % 4 === 1 ? { increases: "fromSecondYear" as const } : {}),
    };
  });

  it("have the same amounts together as each plan by itself, and by both evaluators", () => {
    for (const month of ["2026-11-01"]) {
      const due = dueIn(month, roll);
      expect(due.lasting.filter((cents) => cents > 0).length).toBeGreaterThan(50);
      const columns = columnsOf(roll);
      for (const code of plansInPayment.keys()) {
        const places = [...roll.keys()].filter((at) => columns.plan![at] === code);
        const alone = law.amountsDue(payeesAt(columns, places), parseDate(month));
        for (const name of ["lasting", "temporary", "increase", "unknown"] as const)
          expect([...alone[name]]).toEqual(places.map((at) => due[name][at]));
      }
    }
  });

  it("name the versions of the laws that they are paid by", () => {
    expect(Object.keys(law.versionsOf(columnsOf(roll.slice(0, 2))))).toEqual(["msep2000", "msep2011"]);
    expect(law.versionsOf(columnsOf([{ plan: "msep2000", from: "2025-01-01" }]))).toEqual({
      msep2000: law.hash,
    });
  });
});
