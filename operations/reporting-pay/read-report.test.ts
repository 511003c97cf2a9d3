import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDate } from "@emeritus/engine/dates.ts";
import { longestLine } from "./csv-reader.ts";
import { shown } from "./findings.ts";
import { readReport } from "./read-report.ts";
import { bytesOf, sampleReport } from "./sample-report.ts";
import { jsonOf } from "./testing-json.ts";

/** Rules found in a text, with line and field. */
function found(text: string | Uint8Array): string[] {
  const reading = readReport(typeof text === "string" ? bytesOf(text) : text);
  return reading.findings.kept.map((each) => `${each.rule} ${each.line} ${each.field}`.trim());
}
const changed = (from: string, to: string): string => {
  expect(sampleReport).toContain(from);
  return sampleReport.replace(from, to);
};
const linesOf = (): string[] => sampleReport.trimEnd().split("\n");

describe("the published sample (plan book 44 section 5.1)", () => {
  test("is read without a finding, amounts exact", () => {
    const { file, findings } = readReport(bytesOf(sampleReport));
    expect(findings.kept).toEqual([]);
    expect(file?.header).toMatchObject({
      fileId: "2026-05A-0042",
      employer: "0042",
      group: "0042-SM",
      type: "REGULAR",
    });
    expect(file?.totals).toEqual({
      rowsM: 2,
      rowsE: 1,
      rowsL: 0,
      rowsX: 0,
      pensionableCents: 475_050,
      memberCents: 8_000,
      employerCents: 143_703,
      lifeCents: 0,
      ltdCents: 0,
      ssnSum: 1_800_000_003,
    });
    expect([...file!.money.employerCents.subarray(0, 2)]).toEqual([83_203, 60_500]);
    expect(formatDate(file!.money.earnEnd[0]! as never)).toBe("2026-05-15");
    expect(file!.money.memberId[0]).toBe(10_000_012);
    expect(file!.events[0]).toMatchObject({
      event: "HIRE",
      newPosition: "B7",
      lastName: "Roe",
      ssn: 900_000_002,
    });
  });

  test("reads the same with CRLF, without a last line end, and with every field quoted", () => {
    const plain = readReport(bytesOf(sampleReport)).file!;
    const quoted = linesOf()
      .map((line) =>
        line
          .split(",")
          .map((field) => `"${field}"`)
          .join(","),
      )
      .join("\r\n");
    for (const text of [sampleReport.replaceAll("\n", "\r\n"), sampleReport.trimEnd(), quoted]) {
      const { file, findings } = readReport(bytesOf(text));
      expect(findings.kept).toEqual([]);
      expect(file?.totals).toEqual(plain.totals);
    }
  });
});

describe("S001 encoding", () => {
  test("empty, byte order mark, UTF-16, NUL and bytes that are not UTF-8 are refused, each by its name", () => {
    const bytes = bytesOf(sampleReport);
    expect(found("")).toEqual(["emptyFile 0"]);
    expect(found(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]))).toEqual(["byteOrderMark 1"]);
    expect(found(new Uint8Array(Buffer.from(`\uFEFF${sampleReport}`, "utf16le")))).toEqual(["utf16 1"]);
    expect(found(changed("Doe", "D\0e"))).toEqual(["nulByte 3"]);
    const broken = bytes.slice();
    broken[sampleReport.indexOf("Roe")] = 0xe9;
    expect(found(broken)).toEqual(["notUtf8 2"]);
  });

  test("a byte order mark before a name of a JSON file makes another name, not the one that follows it", () => {
    const text = jsonOf(sampleReport);
    expect(found(text)).toEqual([]);
    const marked = text.replace('"earnEnd"', '"\uFEFFearnEnd"');
    expect(found(marked)).toContain("unknownName 3");
  });
});

describe("S002 columns", () => {
  test("too few, too many, unknown record, blank line, quotes left open, a line without end", () => {
    expect(found(changed(",605.00,0.00", ",605.00"))).toEqual(["columnCount 4"]);
    expect(found(changed("605.00,0.00", "605.00,0.00,0.00"))).toEqual(["columnCount 4"]);
    expect(found(changed("\nE,,", "\nQ,,"))).toEqual(["unknownRecord 2 rec"]);
    expect(found(changed("\nT,2", "\n\nT,2"))).toEqual(["blankLine 5"]);
    expect(found(changed("B7,,\n", 'B7,,"\n'))).toContain("openQuote 2");
    expect(found(`${"M,".repeat(longestLine)}\n${sampleReport}`)[0]).toBe("lineTooLong 1");
  });
});

describe("S003 types: the finding names line, field and value", () => {
  test.each([
    ["2750.50,2750.50,0.00,832", "2750.5,2750.50,0.00,832", "badAmount 3 gross"],
    ["2000.00,2000.00,80.00", "2000.00,2000,80.00", "badAmount 4 pensionable"],
    ["2000.00,2000.00,80.00", '2000.00,"2,000.00",80.00', "badAmount 4 pensionable"],
    ["2000.00,2000.00,80.00", "2000.00,$2000.00,80.00", "badAmount 4 pensionable"],
    ["2000.00,2000.00,80.00", "2000.00,2e3,80.00", "badAmount 4 pensionable"],
    ["2000.00,2000.00,80.00", "2000.00,,80.00", "missingValue 4 pensionable"],
    ["2000.00,2000.00,80.00", "2000.00,-0.00,80.00", "badAmount 4 pensionable"],
    ["2000.00,2000.00,80.00", "2000.00,123456789.00,80.00", "badAmount 4 pensionable"],
    ["10000012", "10000013", "badMemberId 3 member_id"],
    ["10000012", "01000012", "badMemberId 3 member_id"],
    ["M,10000012,900000001", "M,,", "noIdentity 3 member_id"],
    ["M,,900000002", "M,,90000002", "badSsn 4 ssn"],
    ["1980-02-03", "1981-02-29", "badDate 3 birth_date"],
    ["1980-02-03", "02/03/1980", "badDate 3 birth_date"],
    ["MSEP2000", "msep2000", "badChoice 3 plan"],
    [
      ",100.00,Y,2026-05-01,2026-05-15,REG,2750",
      ",100.01,Y,2026-05-01,2026-05-15,REG,2750",
      "badNumber 3 fte_pct",
    ],
    [
      ",100.00,Y,2026-05-01,2026-05-15,REG,2750",
      ",100.00,yes,2026-05-01,2026-05-15,REG,2750",
      "badChoice 3 eligible",
    ],
    ["2026-05-01,2026-05-15,REG,2750", "2026-05-16,2026-05-15,REG,2750", "datesReversed 3 earn_end"],
    ["Doe,Jane", "Doe ,Jane", "badText 3 last_name"],
    ["Doe,Jane", "D\u202Eoe,Jane", "badText 3 last_name"],
    ["Doe,Jane", '"Do\ne",Jane', "badText 3 last_name"],
    ["H,1,", "H,2,", "badChoice 1 schema_version"],
    ["2026-05-18T09:00:00-05:00", "2026-05-18", "badInstant 1 created_at"],
    ["HIRE", "HIRED", "badChoice 2 event"],
    ["Roe,Richard,1990-07-04,HIRE", "Roe,Richard,,HIRE", "missingValue 2 birth_date"],
  ])("%s → %s", (from, to, expected) => {
    expect(found(changed(from, to))).toContain(expected);
  });

  test("48 section 1: a value that is or could be an SSN is never repeated", () => {
    const reading = readReport(
      bytesOf(changed("M,,900000002", "M,,90000000A").replace("1980-02-03", "900-00-0001")),
    );
    expect(JSON.stringify(reading.findings.kept)).not.toMatch(/90000000A|900-00-0001/u);
    expect(shown("last_name", "name 900 00 0001")).toBe("•••");
    expect(shown("pensionable", "2,000.00")).toBe("2,000.00");
  });
});

describe("S004 header and trailer", () => {
  const [header, event, first, second, trailer] = linesOf() as [string, string, string, string, string];
  test.each([
    [[event, first, second, trailer], "headerMissing 1 rec"],
    [[header, header, event, first, second, trailer], "headerRepeated 2 rec"],
    [[header, event, first, second], "trailerMissing 0 rec"],
    [[header, event, first, second, trailer, trailer], "trailerRepeated 6 rec"],
    [[header, event, first, trailer, second], "rowAfterTrailer 5 rec"],
    [[event, header, first, second, trailer], "headerMissing 1 rec"],
  ])("%#", (lines, expected) => {
    expect(found(lines.join("\n"))).toContain(expected);
  });
});

describe("S008 totals, S009 row counts, S010 hash", () => {
  test("each states what was counted", () => {
    expect(found(changed("4750.50,80.00,1437.03", "4750.51,80.00,1437.03"))).toEqual([
      "totalDiffers 5 pensionable_total",
    ]);
    expect(found(changed("T,2,1,", "T,3,1,"))).toEqual(["rowCountDiffers 5 rows_M"]);
    expect(found(changed("1800000003", "1800000004"))).toEqual(["hashDiffers 5 hash_ssn"]);
    expect(
      readReport(bytesOf(changed("4750.50,80.00,1437.03", "4750.50,80.01,1437.03"))).findings.kept[0]?.facts,
    ).toEqual({ computed: "80.00" });
  });

  test("a lost line is noticed", () => {
    const lines = linesOf();
    lines.splice(3, 1);
    expect(found(lines.join("\n"))).toEqual([
      "totalDiffers 4 pensionable_total",
      "totalDiffers 4 member_contrib_total",
      "totalDiffers 4 employer_contrib_total",
      "rowCountDiffers 4 rows_M",
      "hashDiffers 4 hash_ssn",
    ]);
  });
});

describe("any bytes at all", () => {
  const amount = /^-?(0|[1-9]\d{0,6})\.\d{2}$/u;
  const money = ["gross", "pensionable", "member_contrib", "employer_contrib"] as const;

  /** A second reader, written apart: csv-parse, a pattern, bigint. Null when the file is not acceptable to it. */
  function oracle(text: string): bigint[][] | null {
    const rows = parse(text, { relax_column_count: true, record_delimiter: ["\n", "\r\n"] }) as string[][];
    const read: bigint[][] = [];
    for (const row of rows) {
      if (row[0] !== "M" && row[0] !== "X") continue;
      const shift = row[0] === "X" ? 2 : 0;
      const amounts = [18, 19, 20, 21].map((column) => row[column + shift] ?? "");
      if (amounts.some((each) => !amount.test(each))) return null;
      read.push(amounts.map((each) => BigInt(each.replace(".", ""))));
    }
    return read;
  }

  test("4,000 mutated files: no crash, and no amount accepted that a second reader reads otherwise", () => {
    const base = bytesOf(sampleReport);
    const mutation = fc.record({
      kind: fc.constantFrom("flip", "drop", "insert", "cut", "swap", "repeat"),
      at: fc.nat({ max: base.length - 1 }),
      size: fc.integer({ min: 1, max: 40 }),
      byte: fc.constantFrom(
        0,
        0x0a,
        0x0d,
        0x22,
        0x2c,
        0x2d,
        0x2e,
        0x30,
        0x31,
        0x39,
        0x45,
        0x4d,
        0x20,
        0x80,
        0xff,
        0xc3,
      ),
    });
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        let bytes = [...base];
        for (const { kind, at: wanted, size, byte } of mutations) {
          const at = Math.min(wanted, bytes.length);
          if (kind === "flip") bytes[at] = byte;
          else if (kind === "drop") bytes.splice(at, size);
          else if (kind === "insert") bytes.splice(at, 0, byte);
          else if (kind === "cut") bytes = bytes.slice(0, at);
          else if (kind === "swap") bytes.splice(at, 2, ...bytes.slice(at, at + 2).toReversed());
          else bytes.splice(at, 0, ...bytes.slice(at, at + size));
        }
        const input = new Uint8Array(bytes);
        const { file, findings } = readReport(input);
        expect(file === undefined).toBe(findings.refuses);
        if (file === undefined) return;
        accepted += 1;
        const expected = oracle(new TextDecoder().decode(input));
        expect(expected).not.toBeNull();
        const ours = Array.from({ length: file.money.count }, (_, row) =>
          [
            file.money.grossCents,
            file.money.pensionableCents,
            file.money.memberCents,
            file.money.employerCents,
          ].map((column) => BigInt(column[row]!)),
        );
        expect(ours).toEqual(expected);
        money.forEach((_, column) => {
          const total = [
            null,
            file.totals.pensionableCents,
            file.totals.memberCents,
            file.totals.employerCents,
          ][column];
          if (typeof total === "number")
            expect(expected!.reduce((sum, row) => sum + row[column]!, 0n)).toBe(BigInt(total));
        });
      }),
      { numRuns: 4000, seed: 44 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test("random bytes and very long lines end at once", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void readReport(bytes)),
      { numRuns: 2000, seed: 45 },
    );
    const begun = performance.now();
    expect(found(`H,${"x".repeat(20_000_000)}`)).toContain("lineTooLong 1");
    expect(found(`${sampleReport}${'"'.repeat(5_000_001)}`)[0]).toMatch(
      /^(lineTooLong|openQuote|strayQuote) 6/u,
    );
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
