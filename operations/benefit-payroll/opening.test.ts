import { parseDate } from "@emeritus/engine/dates.ts";
import type { Opening } from "@emeritus/records/payroll-openings.ts";
import { describe, expect, it } from "vitest";
import { benefitKinds, paymentOptions, type BenefitKind, type PayeeColumns } from "./amounts-due.ts";
import { payrollLaw } from "./payroll-law.ts";

interface One {
  readonly kind?: BenefitKind;
  readonly died?: string;
  readonly spouseDied?: string;
  readonly opening?: Opening;
}

/** Payees of $1,000.00 from 1 July 2024 by the joint option with the whole to the survivor; the life income was $1,100.00. */
function columnsOf(payees: readonly One[]): PayeeColumns {
  const count = payees.length;
  const dates = (of: (one: One) => string | undefined) =>
    Int32Array.from(payees, (one) => (of(one) === undefined ? 0 : parseDate(of(one)!)));
  const begins = new Int32Array(count).fill(parseDate("2024-07-01"));
  return {
    count,
    kind: Uint8Array.from(payees, ({ kind }) => benefitKinds.indexOf(kind ?? "retirement")),
    option: new Uint8Array(count).fill(paymentOptions.indexOf("joint100")),
    annuityStartingDate: begins,
    begins,
    ends: new Int32Array(count).fill(parseDate("2100-01-01")),
    baseCents: new Float64Array(count).fill(100_000),
    lifeIncomeCents: new Float64Array(count).fill(110_000),
    legislator: new Uint8Array(count),
    temporaryCents: new Float64Array(count),
    temporaryEnds: new Int32Array(count),
    memberBorn: new Int32Array(count).fill(parseDate("1960-05-10")),
    memberDied: dates(({ died }) => died),
    spouseDied: dates(({ spouseDied }) => spouseDied),
    payeeDied: new Int32Array(count),
    openings: new Map(
      payees.flatMap(({ opening }, at) => (opening === undefined ? [] : [[at, opening] as const])),
    ),
  };
}

const law = payrollLaw();
const opening = (of: Opening["of"], cents: number): Opening => ({
  of,
  cents,
  month: parseDate("2026-06-01"),
});
const lasting = (payees: PayeeColumns, month: string) => {
  const compiled = law.amountsDue(payees, parseDate(month));
  const explained = law.amountsExplained(payees, parseDate(month));
  expect([...explained.lasting], `explained in ${month}`).toEqual([...compiled.lasting]);
  return [...compiled.lasting];
};

describe("an accepted amount of the old register in place of the law's", () => {
  it("is paid from its month on with the increases after it, beside payees without one (RSMo 104.1045)", () => {
    const payees = columnsOf([{}, { opening: opening("annuity", 105_000) }]);
    const alone = columnsOf([{}]);
    expect(lasting(payees, "2026-06-01")).toEqual([...lasting(alone, "2026-06-01"), 105_000]);
    // July 2026 raises by 2.105 %: 1050.00 x 1.02105 = 1072.1025
    expect(lasting(payees, "2026-07-01")).toEqual([...lasting(alone, "2026-07-01"), 107_210]);
    expect(law.amountsDue(payees, parseDate("2026-07-01")).increase[1]).toBe(2_210);
    expect(law.amountsDue(payees, parseDate("2026-07-01")).increase[0]).toBeGreaterThan(0);
  });

  it("goes on to the survivor; after the spouse's death the life income is the law's own", () => {
    const died = "2026-08-20";
    const survivor = columnsOf([{ kind: "survivor", died, opening: opening("annuity", 105_000) }]);
    expect(lasting(survivor, "2026-09-01")).toEqual([107_210]);
    const popUp = [{ spouseDied: died, opening: opening("annuity", 105_000) }, { spouseDied: died }];
    expect(lasting(columnsOf(popUp), "2026-08-01")[0]).toBe(107_210);
    const [opened, byLaw] = lasting(columnsOf(popUp), "2026-09-01");
    expect(opened).toBe(byLaw);
    const before = [{ spouseDied: "2025-01-05", opening: opening("annuity", 105_000) }];
    expect(lasting(columnsOf(before), "2026-09-01")).toEqual([107_210]);
  });

  it("is what a survivor was paid already, with the member's anniversaries", () => {
    const own = columnsOf([{ kind: "survivor", died: "2025-01-09", opening: opening("survivor", 50_000) }]);
    expect(lasting(own, "2026-06-01")).toEqual([50_000]);
    // 500.00 x 1.02105 = 510.525
    expect(lasting(own, "2026-07-01")).toEqual([51_053]);
  });
});
