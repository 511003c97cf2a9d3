import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import type { Letter } from "@emeritus/ports/letter-printer.ts";

import { typstPrinter } from "./index.ts";

const printer = typstPrinter();
const folder = mkdtempSync(join(tmpdir(), "letter-"));
afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true });
});

const letter: Letter = {
  language: "en",
  title: "Your retirement benefit is approved",
  sender: { name: "Demonstration Retirement System", lines: ["PO Box 209", "Jefferson City, MO 65102-0209"] },
  date: "2026-11-21",
  dateLine: "November 21, 2026",
  addressee: ["María #Example", "1 *Main* Street", "Rolla, MO 65401"],
  references: [{ label: "Member ID", value: "10020034" }],
  salutation: "Dear María #Example:",
  body: [
    { kind: "answer", label: "Each month", value: "$1,275.00", says: "From January 1, 2027, for your life." },
    { kind: "heading", text: "How we got this amount" },
    {
      kind: "worksheet",
      columns: ["Line", "What it is", "Law", "Amount"],
      lines: [
        {
          line: "1",
          name: "Final average pay",
          value: "$3,000.00",
          says: ["36 months."],
          cites: "RSMo 104.1003",
        },
      ],
    },
    { kind: "table", columns: ["Option", "To you"], numbers: [1], rows: [["Life income", "$1,275.00"]] },
    { kind: "list", items: ["Write within 60 days.", "Name the decision."] },
    { kind: "paragraph", text: "Thank you." },
  ],
  closing: ["Benefit verifier"],
  footer: "Member ID 10020034",
  pageOf: "Page {page} of {pages}",
};

function poppler(tool: string, args: string[], bytes: Uint8Array): string {
  const file = join(folder, "letter.pdf");
  writeFileSync(file, bytes);
  return execFileSync(tool, [...args, file, ...(tool === "pdftotext" ? ["-"] : [])], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

describe("letters by Typst", () => {
  it("tags headings, tables with their header cells, lists, title and language (PDF/UA-1)", async () => {
    const bytes = await printer.print(letter);
    const tree = poppler("pdfinfo", ["-struct-text"], bytes);
    expect(tree).toMatch(/H1 "Your retirement benefit is approved"/);
    expect(tree).toMatch(/H2 "How we got this amount"/);
    expect(tree.match(/THead/g)).toHaveLength(2);
    expect(tree).toMatch(/TH <[^>]*>:\s+\/Scope \/Column/);
    expect(tree).toMatch(/L \(block\)/);
    const about = poppler("pdfinfo", [], bytes);
    expect(about).toMatch(/Title:\s+Your retirement benefit is approved/);
    expect(about).toMatch(/Tagged:\s+yes/);
    const inside = Buffer.from(bytes).toString("latin1");
    expect(inside).toMatch(/pdfuaid:part>1</);
    expect(inside).toMatch(/\/Lang ?\(en\)/);
  });

  it("prints text as it was typed and never as markup", async () => {
    const text = poppler("pdftotext", ["-layout"], await printer.print(letter));
    expect(text).toContain("María #Example");
    expect(text).toContain("1 *Main* Street");
    expect(text).toContain("Page 1 of 1");
  });

  it("prints the same letter to the same bytes, so a stored letter can be printed again", async () => {
    const [once, again] = await Promise.all([printer.print(letter), printer.print(letter)]);
    expect(Buffer.compare(once, again)).toBe(0);
  });

  it("refuses a letter that the template cannot print, and prints the next one", async () => {
    await expect(printer.print({ ...letter, date: "no date" })).rejects.toThrow(/could not be printed/);
    expect((await printer.print(letter)).length).toBeGreaterThan(1000);
  });
});
