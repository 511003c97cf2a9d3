import { usual } from "@emeritus/law/usual.ts";
import { parseDate } from "@emeritus/engine/dates.ts";
import { exact } from "@emeritus/engine/exact.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { baseBenefit } from "@emeritus/law/missouri/mosers/msep-2000/base-benefit.ts";
import { door } from "@emeritus/law/missouri/mosers/msep-2000/door.ts";
import { dueToRetiree } from "@emeritus/law/missouri/mosers/msep-2000/in-payment.ts";
import { firstRuleOf80 } from "@emeritus/law/missouri/mosers/msep-2000/ladder.ts";
import { joint50Amount } from "@emeritus/law/missouri/mosers/msep-2000/payment-options.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { describe, expect, test } from "vitest";
import { wordsFor } from "./index.ts";
import { beginWorksheet, type WorksheetLine, worksheetOf } from "./worksheet.ts";
import { plainSentence } from "./worksheet/pieces.ts";

const words = wordsFor("en");
const day = parseDate;

/** 25 years, $3,000.00 a month, born 1964-01-10, retires 2024-07-01 by the Rule of 80: base 3,000.00 × 1.7% × 25 = 1,275.00. */
const facts: Facts = {
  stated: { annuityStartingDate: day("2024-07-01") },
  recorded: {
    memberClass: "general",
    birthDate: day("1964-01-10"),
    firstHired: day("2000-07-01"),
    leftClosedPlanUnvested: false,
    electsYear2000Plan: false,
    ...usual,
    secondKindOfService: false,
    periods: [{ from: day("1999-07-01"), to: day("2024-06-30"), kind: "employed" }],
    assemblies: [],
    purchasedService: 0,
    transferredService: 0,
    pay: Array.from({ length: 60 }, (_, at) => ({ month: (12 * 2019 + 6 + at) * 32, cents: 300_000n })),
    leftService: day("2024-06-30"),
    stillEmployed: false,
    spouseBirthDate: day("1966-02-01"),
  },
  assumed: { unusedSickLeaveHours: exact(0n) },
};

const named = (lines: readonly WorksheetLine[], name: string) => {
  const line = lines.find(({ id }) => id === `line-${name}`);
  if (!line) throw new Error(`no line ${name} among ${lines.map(({ id }) => id).join(" ")}`);
  return line;
};
const text = (line: WorksheetLine) => line.says.map((sentence) => plainSentence(words, sentence)).join(" ");

describe("a worksheet", () => {
  const says = explainer(msep2000, facts);
  const lines = worksheetOf(words, says(baseBenefit).explanation);

  test("numbers its lines in order and ends with the result", () => {
    expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1));
    expect(lines.at(-1)).toMatchObject({
      id: "line-baseBenefit",
      value: "$1,275.00",
      total: true,
      source: "workedOut",
    });
    expect(lines.at(-1)!.cites.join()).toContain("RSMo 104.1024");
  });

  test("refers only to lines above", () => {
    for (const line of lines)
      for (const piece of line.says.flat())
        if (typeof piece !== "string") expect(piece.line).toBeLessThan(line.number);
  });

  test("what is known not to exist, such as a BackDROP nobody chose, takes no line", () => {
    const paid = {
      ...facts,
      stated: { ...facts.stated, paymentMonth: "2026-07-01", paymentOption: "lifeIncome" },
    };
    const due = explainer(msep2000, {
      ...paid,
      assumed: { ...facts.assumed, memberDied: null, spouseDied: null },
    });
    const all = worksheetOf(words, due(dueToRetiree).explanation);
    expect(all.map(({ id }) => id)).not.toContain("line-backDropMonths");
    expect(all.map(({ value }) => value)).not.toContain(words.worksheet.none);
  });

  test("writes a formula in lines and in figures", () => {
    const pay = named(lines, "finalAveragePay");
    const rate = named(lines, "baseBenefitMultiplier");
    const service = named(lines, "benefitService");
    expect(pay).toMatchObject({ value: "$3,000.00", source: "workedOut" });
    expect(rate).toMatchObject({ value: "1.7%", source: "law" });
    expect(service.value).toBe("25 years");
    expect(text(named(lines, "formulaAmount"))).toBe(
      `Line ${pay.number} × Line ${rate.number} × Line ${service.number} in years: $3,000.00 × 1.7% × 25.`,
    );
  });

  test("names the months of the average and the sum they were taken of", () => {
    expect(text(named(lines, "finalAveragePay"))).toBe(
      "The highest 36 full months of pay in a row: July 2019 to June 2022. $108,000.00 ÷ 36 months.",
    );
  });

  test("says what was considered and not used: $15.00 × 25 is lower", () => {
    expect(text(lines.at(-1)!)).toContain("$375.00. It is lower, so it is not used.");
  });

  test("says since when a rate is in force", () => {
    expect(text(named(lines, "baseBenefitMultiplier"))).toContain("July 1, 2000");
  });

  test("shows an unrounded amount and its rounding: $1,000.20 × 1.7% × 25 = $425.085", () => {
    const pay = Array.from({ length: 60 }, (_, at) => ({
      month: (12 * 2019 + 6 + at) * 32,
      cents: 100_020n,
    }));
    const less = explainer(msep2000, { ...facts, recorded: { ...facts.recorded, pay } });
    const line = worksheetOf(words, less(baseBenefit).explanation).at(-1)!;
    expect(line.value).toBe("$425.09");
    expect(text(line)).toContain(": $425.085, rounded to the nearest cent.");
  });

  test("a result added later refers to lines that stand already, and shows nothing twice", () => {
    const sheet = beginWorksheet(words);
    sheet.add(says(baseBenefit).explanation);
    const before = sheet.lines.length;
    const added = sheet.add(says(joint50Amount).explanation);
    expect(added[0]!.number).toBe(before + 1);
    expect(new Set(sheet.lines.map(({ id }) => id)).size).toBe(sheet.lines.length);
    expect(added.some(({ id }) => id === "line-finalAveragePay")).toBe(false);
    expect(sheet.idOf(says(joint50Amount).explanation)).toBe("line-joint50Amount");
  });

  test("marks facts by where they came from, and leaves out what is nothing on record", () => {
    const assumed = worksheetOf(
      words,
      explainer(msep2000, { ...facts, assumed: { unusedSickLeaveHours: exact(500n) } })(baseBenefit)
        .explanation,
    );
    expect(named(assumed, "unusedSickLeaveHours")).toMatchObject({ value: "500 hours", source: "assumed" });
    expect(assumed.some(({ id }) => id.includes("purchasedService"))).toBe(false);
  });

  test("explains a condition with what it compared", () => {
    const checks = worksheetOf(words, says(door).explanation);
    expect(checks.at(-1)).toMatchObject({ id: "line-door", source: "checked" });
    // 60 years 5 months of age and 25 years of service: 85 years 5 months.
    expect(named(checks, "ageAndService").value).toBe("85 years 5 months");
    expect(text(named(checks, "ruleOf80"))).toContain("is at least");
  });

  test("explains a search by the month found", () => {
    // A former member who left on the last day of June retires directly from July at the earliest.
    const line = worksheetOf(words, says(firstRuleOf80).explanation).at(-1)!;
    expect(line.value).toBe("July 1, 2024");
    expect(text(line)).toContain("July 2024");
  });

  test("says when something cannot be worked out, without inventing a value", () => {
    const { pay: _, ...rest } = facts.recorded!;
    const unknown = worksheetOf(
      words,
      explainer(msep2000, { ...facts, recorded: rest })(baseBenefit).explanation,
    );
    expect(unknown.at(-1)!.value).toBe(words.worksheet.cannot);
  });
});
