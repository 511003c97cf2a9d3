import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { typstPrinter } from "@emeritus/adapters/typst/index.ts";
import {
  approvalLetter,
  type ApprovalLetterParts,
} from "@emeritus/operations/determining/approval-letter.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const printer = typstPrinter();
const folder = mkdtempSync(join(tmpdir(), "approval-"));
afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true });
});

const parts: ApprovalLetterParts = {
  fund: { name: "Demonstration Retirement System", demonstration: true },
  writtenOn: "2026-03-02",
  addressee: ["Rosa Example", "1 Main Street", "Rolla, MO 65401"],
  name: "Rosa Example",
  memberId: "10020034",
  caseNumber: 12,
  determination: 77,
  lawVersion: "ab".repeat(32),
  start: "2026-05-01",
  option: "joint50",
  spouse: "Luis",
  beneficiaries: [],
  amounts: {
    base: 223_615n,
    reducedBase: 223_615n,
    option: 203_266n,
    temporary: 105_230n,
    survivor: 101_633n,
  },
  temporaryLastMonth: "2030-02-01",
  firstPaymentMonth: "2026-05-01",
  firstCola: "2027-05-01",
  worksheet: [
    {
      line: "1",
      name: "Final average pay",
      value: "$4,384.61",
      says: ["The mean of your highest 36 months in a row."],
      cites: "RSMo 104.1003",
    },
  ],
};

async function printed(changes: Partial<ApprovalLetterParts> = {}): Promise<{ text: string; tree: string }> {
  const file = join(folder, "letter.pdf");
  writeFileSync(file, await printer.print(approvalLetter(wordsFor("en"), { ...parts, ...changes })));
  const run = (tool: string, args: string[]) =>
    execFileSync(tool, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return {
    text: run("pdftotext", [file, "-"]).replaceAll(/\s+/g, " "),
    tree: run("pdfinfo", ["-struct-text", file]),
  };
}

describe("the letter of approval, as printed", () => {
  let letter: { text: string; tree: string };
  beforeAll(async () => {
    letter = await printed();
  });

  it("says first what is paid, from when and until when", () => {
    expect(letter.text).toMatch(/starts on May 1, 2026\. You chose "Half to Luis"/);
    expect(letter.text).toContain("$3,084.96");
    expect(letter.text).toContain("Through the payment for February 2030. After that $2,032.66");
  });

  it("46 section 8 states option, survivor's amount, first payment and first COLA", () => {
    expect(letter.text).toContain("To Luis each month after your death $1,016.33");
    expect(letter.text).toContain("Your first payment is for May 2026");
    expect(letter.text).toContain("Your first cost-of-living increase is in May 2027");
  });

  it("H-039 H-040 H-041 BR 1-2(2)(a) BR 1-2(2)(b) tells who may be asked for a review, how, and until when", () => {
    expect(letter.text).toContain("within 60 days after this letter was mailed or otherwise given to you");
    expect(letter.text).toContain("the last day is May 1, 2026");
    expect(letter.text).toContain("Write to the Executive Director or to the Board of Trustees.");
    expect(letter.text).toContain("Say which decision you want reviewed.");
    expect(letter.text).toContain("Say what you want us to do.");
    expect(letter.text).toContain("PO Box 209, Jefferson City, MO 65102-0209");
  });

  it("P27 48 section 2.3 carries the Member ID and nothing like a social security number", () => {
    expect(letter.text).toContain("Member ID: 10020034");
    expect(letter.text).not.toMatch(/\d{3}-\d{2}-\d{4}/);
    expect(letter.text).not.toMatch(/social security/i);
  });

  it("names the law of each line and the version of the law, so that anybody can work it out again", () => {
    expect(letter.text).toContain("RSMo 104.1003");
    expect(letter.text).toContain("determination 77");
    expect(letter.text).toContain("abababababababab");
  });

  it("48 section 9 (7) is tagged: one H1, headings in order, tables with header cells, the list as a list", () => {
    expect(letter.tree.match(/H1 /g)).toHaveLength(1);
    expect(letter.tree.match(/H2 "/g)!.length).toBeGreaterThanOrEqual(6);
    expect(letter.tree.match(/THead/g)).toHaveLength(2);
    expect(letter.tree.match(/LI\b/g)!.length).toBeGreaterThanOrEqual(4);
    expect(letter.tree.indexOf("Your benefit in figures")).toBeLessThan(
      letter.tree.indexOf("If you do not agree"),
    );
  });

  it("T8 tells of the arrears when the election was late", async () => {
    const { text } = await printed({ firstPaymentMonth: "2026-07-01" });
    expect(text).toContain("So your first payment is in July 2026. It includes the months from May 2026.");
  });

  it("T21 tells what the estimate said, only when it said something else", async () => {
    expect((await printed({ estimate: 308_496n })).text).not.toContain("Your estimate said");
    expect((await printed({ estimate: 300_000n })).text).toContain(
      "Your estimate said $3,000.00 a month. The amount is now $3,084.96",
    );
  });
});
