import { describe, expect, it } from "vitest";
import { addMonths, parseDate } from "@emeritus/engine/dates.ts";
import type { DatedTable } from "@emeritus/engine/declarations.ts";
import { publications } from "../sources.ts";
import { planNamed } from "../plans.ts";

const ratesOf = (plan: string): DatedTable => {
  const table = planNamed(plan)?.plan.tables.get("colaRate");
  if (table?.shape !== "dated") throw new Error(`${plan} has no rates by date`);
  return table;
};
const on = (table: DatedTable, year: number) =>
  table.rows.findLast((row) => row.from <= addMonths(parseDate(`${year}-01-01`), 6))!;

describe("one index and one rate for every plan that adjusts by consumer prices", () => {
  it("H-189 the index is that of all urban consumers of the United States", () => {
    expect(publications.consumerPrices).toContain("CPI-U");
    expect(publications.consumerPrices).toContain("U.S. city average, all items");
  });
  it.each(["msep", "msep-2000", "msep-2011", "judicial", "judicial-2011", "alj"])(
    "BR 2-6, 3-6 and 4-5: %s adjusts by the same rates, those of 2024 and 2025 among them",
    (plan) => {
      const rates = ratesOf(plan);
      expect(String(on(rates, 2024).value)).toBe("3293/100000");
      expect(String(on(rates, 2025).value)).toBe("2359/100000");
      for (let year = 2001; year <= 2026; year += 1) {
        expect(String(on(rates, year).value), `${year}`).toBe(String(on(ratesOf("msep-2000"), year).value));
      }
    },
  );
});
