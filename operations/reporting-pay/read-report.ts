import { isUtf8 } from "node:buffer";
import { readCsv } from "./csv-reader.ts";
import { Findings } from "./findings.ts";
import { readJson } from "./json-reader.ts";
import { lineOf } from "./line-of.ts";
import type { ReportFile, ReportHeader } from "./report-file.ts";
import { ReportReader, type ReadingAsked } from "./report-reader.ts";

/** The largest file that is read, in bytes: a fund of a quarter of a million rows stays under it. */
export const largestFile = 64_000_000;

/** What reading gave: everything that was found, the header as far as it could be read, and the file when nothing hinders using it. */
export interface Reading {
  readonly findings: Findings;
  readonly header: ReportHeader | undefined;
  readonly file: ReportFile | undefined;
}

/**
 * Reads the bytes of a pay report, comma-separated or JSON, and checks its structure as far as the file alone can tell (S001-S004,
 * S008-S010 and their like). Pure; never throws on any bytes. Sums are compared only when every row could be read. A row of JSON
 * stands under its own number as one of the other form does under its line.
 */
export function readReport(bytes: Uint8Array, asked: ReadingAsked = {}): Reading {
  const findings = new Findings();
  if (!encodingIsSound(bytes, findings)) return { findings, header: undefined, file: undefined };
  const json = isJson(bytes);
  const reader = new ReportReader(bytes, findings, countOf(bytes, json ? openBrace : lineFeed) + 1, asked);
  if (json) readJson(bytes, reader, findings);
  else readCsv(bytes, reader);
  return reader.finish();
}

const openBrace = 0x7b;
const openBracket = 0x5b;
const lineFeed = 0x0a;
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Whether the first byte that is not a blank opens a JSON object or list. A list is no report, and is told so as JSON. */
export function isJson(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length && blanks.has(bytes[at]!)) at += 1;
  return bytes[at] === openBrace || bytes[at] === openBracket;
}

function countOf(bytes: Uint8Array, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

function encodingIsSound(bytes: Uint8Array, findings: Findings): boolean {
  if (bytes.length === 0) findings.add("emptyFile", 0, "", "");
  else if (bytes.length > largestFile)
    findings.add("fileTooLarge", 0, "", "", { megabytes: largestFile / 1_000_000 });
  else if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    findings.add("utf16", 1, "", "");
  else if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    findings.add("byteOrderMark", 1, "", "");
  else if (bytes.includes(0)) findings.add("nulByte", lineOf(bytes, bytes.indexOf(0)), "", "");
  else if (!isUtf8(bytes)) findings.add("notUtf8", firstBadLine(bytes), "", "");
  return !findings.refuses;
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, from);
    const to = found < 0 ? bytes.length : found + 1;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
  }
  return line;
}
