import { describe, expect, it } from "vitest";
import { checkNacha, routingHolds } from "./check.ts";

/** The worked file of a credits batch, a child-support batch and a premium batch; every total was added by hand. */
const worked = [
  "101 12345678014300000012611250930A094101EXAMPLE BANK           EXAMPLE PENSION SYSTEM         ",
  "5220EXAMPLE PENSION                     1430000001PPDPENSION   NOV 26261130   1123456780000001",
  "6221111111180012345678       000019952810000012       DOE JANE                0123456780000001",
  "632222222226998877           000007568910000020       ROE RICHARD             0123456780000002",
  "6231111111185550001          000000000010000036       POE PAT                 0123456780000003",
  "822000000300444444440000000000000000002752171430000001                         123456780000001",
  "5220EXAMPLE PENSION                     1430000001CCDCHILDSUPP NOV 26261130   1123456780000002",
  "622333333334700700700        0000025000CS-00001       STATE DISB UNIT         1123456780000004",
  `${"705DED*CS*41234567*261130*25000*999001234*N*DOE,JAN*29000*\\".padEnd(83)}00010000004`,
  "822000000200333333330000000000000000000250001430000001                         123456780000002",
  "9000002000002000000050077777777000000000000000000300217".padEnd(94),
  ..."123456789".split("").map(() => "9".repeat(94)),
].join("\n");
const file = `${worked}\n`;

const rulesBroken = (text: string): string[] => checkNacha(text).findings.map((finding) => finding.rule);

describe("the Nacha checker", () => {
  it("finds nothing wrong with the worked example and reads its money", () => {
    const checked = checkNacha(file);
    expect(checked.findings).toEqual([]);
    expect(checked.credits).toBe(300_217n); // 1,995.28 + 756.89 + 250.00
    expect(checked.entries.map((entry) => [entry.code, entry.cents, entry.id])).toEqual([
      ["22", 199_528n, "10000012"],
      ["32", 75_689n, "10000020"],
      ["23", 0n, "10000036"],
      ["22", 25_000n, "CS-00001"],
    ]);
  });

  it.each([
    ["a changed amount", (text: string) => text.replace("0000199528", "0000199529"), "batch control"],
    ["a changed routing number", (text: string) => text.replace("622111111118", "622111111117"), "routing"],
    ["a shortened line", (text: string) => text.replace("DOE JANE ", "DOE JANE"), "length"],
    ["a lost entry", (text: string) => text.replace(/^632.*\n/m, ""), "batch control"],
    ["an entry twice", (text: string) => text.replace(/^(632.*\n)/m, "$1$1"), "trace"],
    ["a holiday as payment date", (text: string) => text.replaceAll("261130", "261126"), "effective date"],
    ["a Sunday as payment date", (text: string) => text.replaceAll("261130", "261129"), "effective date"],
    ["a live entry of nothing", (text: string) => text.replace("0000075689", "0000000000"), "amount"],
    [
      "a social security number as identification",
      (text: string) => text.replace("10000012 ", "900000012"),
      "social security number",
    ],
    ["a debit in a batch of credits", (text: string) => text.replace("\n622111", "\n627111"), "code"],
    ["a lost addendum", (text: string) => text.replace(/^705.*\n/m, ""), "addenda"],
    ["missing padding", (text: string) => text.replace(`${"9".repeat(94)}\n`, ""), "blocks"],
    ["text after the end", (text: string) => text.replace(/9{94}\n$/, `${" ".repeat(94)}\n`), "padding"],
  ])("catches %s", (_name, damage, rule) => {
    const damaged = damage(file);
    expect(damaged).not.toBe(file);
    expect(rulesBroken(damaged)).toContain(rule);
  });

  it("notices any one changed digit, by a rule or by what the entry then says", () => {
    const sound = JSON.stringify(checkNacha(file).entries, (_key, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    const lines = file.split("\n");
    const unnoticed: string[] = [];
    for (const lineIndex of [2, 3, 5, 9, 10]) {
      const line = lines[lineIndex] ?? "";
      for (let i = 0; i < line.length; i++) {
        const was = line[i] ?? "";
        if (!/\d/.test(was)) continue;
        const changed = [...lines];
        changed[lineIndex] = line.slice(0, i) + String((Number(was) + 1) % 10) + line.slice(i + 1);
        const checked = checkNacha(changed.join("\n"));
        const says = JSON.stringify(checked.entries, (_key, value: unknown) =>
          typeof value === "bigint" ? String(value) : value,
        );
        if (checked.findings.length === 0 && says === sound) unnoticed.push(`${lineIndex}:${i}`);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  it("knows the check digit of a routing number", () => {
    expect(routingHolds("111111118")).toBe(true); // 3+7+1+3+7+1+3+7 = 32, so 8
    expect(routingHolds("111111117")).toBe(false);
  });
});
