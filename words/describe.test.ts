import { describe as group, expect, test } from "vitest";
import { describe, describeTable, type Description } from "@emeritus/engine/describe.ts";
import { notationText } from "@emeritus/engine/notation.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { plans } from "@emeritus/law/plans.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { formulaInWords, notationInWords, plainLine } from "./describe.ts";
import { en } from "./en/index.ts";

const inWords = (plan: Plan, name: string): string =>
  formulaInWords(en, describe(plan, name)).map(plainLine).join("\n");
const inSigns = (plan: Plan, name: string): string => notationText(describe(plan, name).notation);

/** The names that a description's pieces refer to. */
const namesIn = (pieces: readonly (string | { readonly name: string })[]): ReadonlySet<string> =>
  new Set(pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.name])));

group.each(plans.map(({ name, plan }) => [name, plan] as const))("%s describes without a gap", (_, plan) => {
  const names = [...plan.rules.keys()];

  test("every provision in words, every name of its formula in them and none without words", () => {
    for (const name of names) {
      const description = describe(plan, name);
      const lines = formulaInWords(en, description);
      const said = namesIn(lines.flatMap(({ pieces }) => pieces));
      for (const used of usedNames(description)) expect(said, `${name} says ${used}`).toContain(used);
      const text = lines.map(plainLine).join("\n");
      expect(text, name).not.toMatch(/[{}]|undefined|NaN|\[object/);
      expect(lines.every(({ pieces }) => pieces.length > 0)).toBe(true);
    }
  });

  test("every provision in notation, with the same names", () => {
    for (const name of names) {
      const description = describe(plan, name);
      const said = namesIn(notationInWords(en, description.notation));
      for (const used of usedNames(description)) expect(said, `${name} says ${used}`).toContain(used);
      expect(notationText(description.notation), name).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test("every table with its rows, each with a figure or a register entry", () => {
    for (const name of plan.tables.keys()) {
      const table = describeTable(plan, name);
      expect(table.rows.length, name).toBeGreaterThan(0);
      if (table.shape === "dated")
        for (const row of table.rows) expect(row.value ?? row.register, name).toBeDefined();
    }
  });
});

/** What a formula names; a table that stands by its name refers to itself. */
const usedNames = (description: Description): readonly string[] => [
  ...description.provisions,
  ...description.facts,
  ...description.lists,
  ...description.tables.map(({ name }) => name),
];

group("ten provisions of MSEP 2000, checked by hand", () => {
  test("benefit service: a sum", () => {
    expect(inWords(msep2000, "benefitService")).toBe("Credited service + service for unused sick leave");
    expect(inSigns(msep2000, "benefitService")).toBe("creditedService + sickLeaveService");
  });

  test("temporary benefit multiplier: a table and the date that governs it, with its row", () => {
    expect(inWords(msep2000, "temporaryBenefitMultiplier")).toBe(
      "Share of pay for each year of service until age 62 on your last day of work",
    );
    expect(inSigns(msep2000, "temporaryBenefitMultiplier")).toBe("temporaryBenefitMultiplier(leftService)");
    const [table] = describe(msep2000, "temporaryBenefitMultiplier").tables;
    expect(table).toMatchObject({ shape: "dated", governedBy: "leftService", kind: "rate" });
  });

  test("reduced base benefit: a product, rounded on an authority", () => {
    const description = describe(msep2000, "reducedBaseBenefit");
    expect(inWords(msep2000, "reducedBaseBenefit")).toBe(
      "Base benefit left after a forfeiture × share left after the early reduction\nRounded to the cent, half up",
    );
    expect(description.rounding).toMatchObject({ mode: "halfUp", authority: "Register MSEP2000-Q18" });
    expect(description.provisions).toEqual(["baseBenefitLeft", "earlyFactor"]);
  });

  test("early factor: what is taken away comes second", () => {
    expect(inWords(msep2000, "earlyFactor")).toContain(
      "100% − reduction for each month early × months before full retirement age",
    );
    expect(inSigns(msep2000, "earlyFactor")).toBe("100% − earlyReductionPerMonth × monthsEarly");
  });

  test("joint and 50 % factor: the lesser of two, one of them a sum", () => {
    const text = inWords(msep2000, "joint50Factor");
    expect(text).toMatch(/^The least of/);
    expect(text).toContain("change for each year of age difference, joint and 50% × full years");
    expect(text).toContain("highest factor for joint and 50%");
  });

  test("retires directly: a comparison of days", () => {
    expect(inWords(msep2000, "retiresDirectly")).toBe(
      "The days from your last day of work to your retirement date is at most days after the last day of work within which to retire",
    );
    expect(inSigns(msep2000, "retiresDirectly")).toBe(
      "days(leftService, annuityStartingDate) ≤ directRetirementDays",
    );
  });

  test("door: arms in their order, the last without a condition", () => {
    const lines = inWords(msep2000, "door").split("\n");
    expect(lines[0]).toBe("The first of these that applies:");
    expect(lines.at(-1)).toBe("  otherwise: not yet");
    expect(lines.findIndex((line) => line.includes("if Rule of 80"))).toBeGreaterThan(0);
  });

  test("last month of the temporary benefit: dates", () => {
    expect(inWords(msep2000, "temporaryBenefitEnds")).toBe(
      "The first of the month of the day that completes age at which the temporary benefit ends from your date of birth",
    );
    expect(inSigns(msep2000, "temporaryBenefitEnds")).toBe(
      "firstOfMonth(attains(birthDate, temporaryBenefitAge))",
    );
  });

  test("final average pay: a window over a list, with the row's own fields", () => {
    const lines = inWords(msep2000, "finalAveragePay").split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "The mean over the highest 36 in a row of your pay by month of:",
      "  its pay",
      "  counting only those where:",
      "    every day from its month to the last of the month of its month lies in your jobs and leaves:",
    ]);
    expect(describe(msep2000, "finalAveragePay").lists).toEqual(["pay", "periods"]);
  });

  test("how a month is counted: a setting with its readings and its register entry", () => {
    expect(describe(msep2000, "monthReading")).toMatchObject({
      readings: ["calendar", "dateToDate"],
      register: "MSEP2000-Q04",
      fixed: true,
    });
    expect(inWords(msep2000, "monthReading")).toBe("Whole calendar months, other days added together");
  });
});
