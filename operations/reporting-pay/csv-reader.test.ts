import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { longestLine, readCsv } from "./csv-reader.ts";

function read(text: string): { rows: string[][]; faults: string[]; lines: number[] } {
  const bytes = new TextEncoder().encode(text);
  const rows: string[][] = [];
  const faults: string[] = [];
  const lines: number[] = [];
  readCsv(bytes, {
    record(record) {
      const row: string[] = [];
      for (let at = 0; at < record.fields; at += 1) {
        const raw = new TextDecoder().decode(bytes.subarray(record.begins[at]!, record.ends[at]!));
        row.push(record.doubled[at] === 1 ? raw.replaceAll('""', '"') : raw);
      }
      rows.push(row);
      lines.push(record.line);
    },
    fault: (line, fault) => faults.push(`${line} ${fault}`),
  });
  return { rows, faults, lines };
}

describe("comma-separated bytes", () => {
  test("fields, quotes, doubled quotes, LF and CRLF", () => {
    expect(read('a,b\r\n"c,d","e ""f"""\n,\n').rows).toEqual([
      ["a", "b"],
      ["c,d", 'e "f"'],
      ["", ""],
    ]);
  });

  test("a line break inside quotes belongs to the field, and lines are still counted as a reader of the file counts them", () => {
    const { rows, lines } = read('"a\nb",c\nd,e');
    expect(rows).toEqual([
      ["a\nb", "c"],
      ["d", "e"],
    ]);
    expect(lines).toEqual([1, 3]);
  });

  test("a faulty line is named and the next one is read", () => {
    expect(read('a,"b\nc,d"e\nf,g\n')).toEqual({
      rows: [["f", "g"]],
      faults: ["1 strayQuote", "2 strayQuote"],
      lines: [3],
    });
    expect(read('a"b\nc').faults).toEqual(["1 strayQuote"]);
    expect(read("a\rb\nc").faults).toEqual(["1 bareCarriageReturn"]);
    expect(read('x\n"abc').faults).toEqual(["2 openQuote"]);
  });

  test("a line without end is left, not read into memory", () => {
    expect(read(`${"x".repeat(longestLine + 1)}\nok\n`)).toEqual({
      rows: [["ok"]],
      faults: ["1 lineTooLong"],
      lines: [2],
    });
    expect(read(`"${"x".repeat(longestLine + 1)}"\nok\n`).faults).toEqual(["1 lineTooLong"]);
  });

  test("agrees with csv-parse on every text that both accept, and ends on any text", () => {
    const piece = fc.constantFrom("a", ",", '"', "\n", "\r\n", "\r", '""', "é", " ", "1.00", "\u2028");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const ours = read(text);
        let theirs: string[][] | undefined;
        try {
          theirs = parse(text, { relax_column_count: true, record_delimiter: ["\n", "\r\n"] }) as string[][];
        } catch {
          theirs = undefined;
        }
        if (theirs !== undefined && ours.faults.length === 0 && !/\r(?!\n)/u.test(text))
          expect(ours.rows).toEqual(theirs);
      }),
      { numRuns: 3000, seed: 20261121 },
    );
  });
});
