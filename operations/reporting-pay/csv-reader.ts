/** What one line may weigh before we stop reading it: no row of a pay report comes near it. */
export const longestLine = 8192;

/** The most fields of a line whose places are kept; further fields are only counted. */
export const mostFields = 64;

/** Why a line cannot be divided into fields (RFC 4180). */
export type CsvFault = "openQuote" | "strayQuote" | "bareCarriageReturn" | "lineTooLong";

/** One record as places in the file's bytes. The reader uses the same object for every record: take what you need at once. */
export interface CsvRecord {
  /** Line of the file on which the record begins, from 1. */
  line: number;
  /** Number of fields found, which may exceed `mostFields`. */
  fields: number;
  /** First byte of each field, quotes left out. */
  readonly begins: Int32Array;
  /** Byte after the last of each field, quotes left out. */
  readonly ends: Int32Array;
  /** 1 where the field holds doubled quotes that must be halved. */
  readonly doubled: Uint8Array;
}

/** Who listens to the reader: whole records, and lines that could not be read. */
export interface CsvListener {
  record(record: CsvRecord): void;
  fault(line: number, fault: CsvFault): void;
  /** Whether to stop before the end. */
  enough?(): boolean;
}

const comma = 0x2c;
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Reads comma-separated bytes by RFC 4180, with LF or CRLF. A line with a fault is told and skipped; the next one is read as usual. */
export function readCsv(bytes: Uint8Array, listener: CsvListener): void {
  const record: CsvRecord = {
    line: 0,
    fields: 0,
    begins: new Int32Array(mostFields),
    ends: new Int32Array(mostFields),
    doubled: new Uint8Array(mostFields),
  };
  let at = 0;
  let line = 1;
  while (at < bytes.length && listener.enough?.() !== true) {
    record.line = line;
    const outcome = readRecord(bytes, at, record);
    if (outcome.fault === undefined) {
      listener.record(record);
      at = outcome.next;
      line += outcome.lines;
    } else {
      listener.fault(line, outcome.fault);
      at = afterLine(bytes, at);
      line += 1;
    }
  }
}

interface RecordOutcome {
  fault: CsvFault | undefined;
  next: number;
  lines: number;
}

const outcome: RecordOutcome = { fault: undefined, next: 0, lines: 1 };

function failed(fault: CsvFault): RecordOutcome {
  outcome.fault = fault;
  return outcome;
}

function readRecord(bytes: Uint8Array, from: number, record: CsvRecord): RecordOutcome {
  const end = bytes.length;
  const limit = Math.min(end, from + longestLine);
  outcome.fault = undefined;
  outcome.lines = 1;
  let at = from;
  let field = 0;
  for (;;) {
    let begin = at;
    let doubled = 0;
    let stop: number;
    if (at < end && bytes[at] === quote) {
      begin = at + 1;
      at = begin;
      for (;;) {
        if (at >= limit) return failed(at >= end ? "openQuote" : "lineTooLong");
        const byte = bytes[at]!;
        if (byte === quote) {
          if (bytes[at + 1] !== quote) break;
          doubled = 1;
          at += 2;
          continue;
        }
        if (byte === lineFeed) outcome.lines += 1;
        at += 1;
      }
      stop = at;
      at += 1;
      const after = bytes[at];
      const closed =
        at >= end ||
        after === comma ||
        after === lineFeed ||
        (after === carriageReturn && bytes[at + 1] === lineFeed);
      if (!closed) return failed("strayQuote");
    } else {
      let byte = 0;
      while (at < limit) {
        byte = bytes[at]!;
        if (byte === comma || byte === lineFeed || byte === carriageReturn || byte === quote) break;
        at += 1;
      }
      if (at >= limit && limit < end) return failed("lineTooLong");
      if (at < end && byte === quote) return failed("strayQuote");
      stop = at;
    }
    if (field < mostFields) {
      record.begins[field] = begin;
      record.ends[field] = stop;
      record.doubled[field] = doubled;
    }
    field += 1;
    if (at >= end) break;
    const byte = bytes[at]!;
    if (byte === comma) {
      at += 1;
      continue;
    }
    if (byte === carriageReturn) {
      if (bytes[at + 1] !== lineFeed) return failed("bareCarriageReturn");
      at += 1;
    }
    at += 1;
    break;
  }
  record.fields = field;
  outcome.next = at;
  return outcome;
}

function afterLine(bytes: Uint8Array, from: number): number {
  const found = bytes.indexOf(lineFeed, from);
  return found < 0 ? bytes.length : found + 1;
}
