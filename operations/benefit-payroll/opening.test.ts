import { parseDate } from "@emeritus/engine/dates.ts";
import type { Opening } from "@emeritus/records/payroll-openings.ts";
import { describe, expect, it } from "vitest";
import type { PayeeColumns } from "./amounts-due.ts";
import { payrollLaw } from "./payroll-law.ts";
import { payeesOf, type TestPayee } from "./test-payees.ts";

/** Payees by the joint option with the whole to the survivor. */
const columnsOf = (payees: readonly TestPayee[]) =>
  payeesOf(payees.map((one) => ({ option: "joint100", ...one })));

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
