import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { DatedTable } from "@emeritus/engine/declarations.ts";
import { explain } from "@emeritus/engine/explain.ts";
import { baseBenefitMultiplier } from "./base-benefit.ts";
import { colaInForce } from "./cola.ts";
import { legislatorMonthlyPay } from "./legislators.ts";
import { msep2000 } from "./plan.ts";
import { uncoveredDates } from "./uncovered.ts";

const register = readFileSync(join(import.meta.dirname, "open-questions.md"), "utf8");
const entries = new Set([...register.matchAll(/^\| (MSEP2000-Q\d+) \|/gm)].map((found) => found[1]!));
const begins = parseDate("2000-07-01");
const ends = parseDate("2040-12-31");

const rowsOn = (table: DatedTable, date: PlainDate): number =>
  table.rows.filter((row, i) => {
    const next =
      table.rows[i + 1]?.from ?? (table.knownUntil === undefined ? Infinity : addDays(table.knownUntil, 1));
    return row.from <= date && date < next;
  }).length;

const entryFor = (table: string, date: PlainDate): string | undefined =>
  uncoveredDates.find(
    (gap) =>
      gap.table === table &&
      (gap.from === undefined || parseDate(gap.from) <= date) &&
      (gap.to === undefined || date <= parseDate(gap.to)),
  )?.register;

const dated = [...msep2000.tables.values()].filter((table) => table.shape === "dated");

describe("coverage in time: every date since the plan began has exactly one row, or a refusal that names its register entry", () => {
  test.each(dated)("$name", (table) => {
    for (let date = begins; date <= ends; date = addDays(date, 1)) {
      const entry = entryFor(table.name, date);
      const rows = rowsOn(table, date);
      if (rows !== (entry ? 0 : 1))
        expect.fail(`${table.name} has ${rows} rows on ${formatDate(date)}, register ${entry}`);
      if (entry) expect(entries).toContain(entry);
    }
  });

  test("an uncovered date is refused, never zero", () => {
    const refused = [
      explain(msep2000, { stated: { leftService: "2000-06-30" } }, baseBenefitMultiplier),
      explain(msep2000, { stated: { annuityStartingDate: "2008-06-01" } }, legislatorMonthlyPay),
      explain(
        msep2000,
        { stated: { memberClass: "general", annuityStartingDate: "2020-01-01", paymentMonth: "2027-01-01" } },
        colaInForce,
      ),
    ];
    for (const result of refused) {
      expect(result.value).toBeUndefined();
      expect(result.refusal?.code).toBe("dateNotCovered");
    }
  });
});

describe("the register of open questions", () => {
  const named = new Set<string>();
  for (const rule of msep2000.rules.values()) if (rule.register) named.add(rule.register);
  for (const table of dated) for (const row of table.rows) if (row.register) named.add(row.register);
  const files = [
    "../board/employer-rates.ts",
    "../board/cola-rates.ts",
    "../../../federal/pay-limits.ts",
    "../../office-pay.ts",
  ];
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, file), "utf8");
    for (const [entry] of text.matchAll(/MSEP2000-Q\d+/g)) named.add(entry);
  }

  test("holds every entry that a rule, a table row or a table names", () => {
    expect([...named].filter((entry) => !entries.has(entry))).toEqual([]);
  });

  test("has each entry once, with a choice and an authority", () => {
    const rows = register.split("\n").filter((line) => line.startsWith("| MSEP2000-"));
    expect(rows).toHaveLength(entries.size);
    for (const row of rows) expect(row.split(" | ").filter((cell) => cell.trim() === "")).toEqual([]);
  });

  test("every setting of the plan is named in its entry", () => {
    for (const rule of msep2000.rules.values()) {
      if (!rule.setting) continue;
      const row = register.split("\n").find((line) => line.startsWith(`| ${rule.register} |`));
      expect(row, rule.name).toContain(`\`${rule.name}\``);
    }
  });

  test("every figure that is not read names its entry", () => {
    for (const table of dated) {
      for (const row of table.rows) if (row.mark !== "read") expect(entries).toContain(row.register);
    }
  });
});
