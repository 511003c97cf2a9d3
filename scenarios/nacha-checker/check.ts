/**
 * A checker of Nacha files, written from the record layouts alone and apart from the writer, so that
 * a mistake of the writer is not repeated here. It reads text and knows nothing of the record.
 */

/** One thing wrong with a file. `line` counts from 1; 0 speaks of the file as a whole. */
export interface Finding {
  readonly line: number;
  readonly rule: string;
  readonly says: string;
}

/** One entry as the bank will read it. Cents are a bigint; `code` is the transaction code. */
export interface ReadEntry {
  readonly line: number;
  readonly batch: number;
  readonly code: string;
  readonly routing: string;
  readonly account: string;
  readonly cents: bigint;
  readonly id: string;
  readonly name: string;
  readonly trace: string;
}

/** What a file says, with everything that is wrong with it; no findings means that a bank would take it. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly entries: readonly ReadEntry[];
  readonly credits: bigint;
  readonly debits: bigint;
  readonly effectiveDates: readonly string[];
}

interface OpenBatch {
  readonly line: number;
  readonly serviceClass: string;
  readonly company: string;
  readonly sec: string;
  readonly odfi: string;
  readonly number: string;
  hash: bigint;
  count: number;
  credits: bigint;
  debits: bigint;
  lastTrace: string;
}

const CREDIT_LIVE = new Set(["22", "32", "42", "52"]);
const CREDIT_ZERO = new Set(["23", "24", "33", "34", "43", "44", "53", "54"]);
const DEBIT_LIVE = new Set(["27", "37", "47", "55"]);
const DEBIT_ZERO = new Set(["28", "29", "38", "39", "48", "49"]);
const TEN_DIGITS = 10_000_000_000n;
const MOST_CENTS = 9_999_999_999n;
const MOST_BATCH_CENTS = 999_999_999_999n;

/** Reads a Nacha file (either line ending) and reports every rule of the format that it breaks. */
export function checkNacha(text: string): Checked {
  const findings: Finding[] = [];
  const entries: ReadEntry[] = [];
  const effectiveDates: string[] = [];
  const say = (line: number, rule: string, says: string): void => {
    findings.push({ line, rule, says });
  };

  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  if (!text.endsWith(ending)) say(0, "form", "the last line has no line end");
  const lines = text.split(ending);
  if (lines.at(-1) === "") lines.pop();

  lines.forEach((line, i) => {
    if (line.length !== 94) say(i + 1, "length", `${line.length} characters, not 94`);
    if (!/^[\x20-\x7e]*$/.test(line)) say(i + 1, "characters", "a character outside printable ASCII");
  });
  if (lines.length % 10 !== 0) say(0, "blocks", `${lines.length} lines do not fill blocks of 10`);

  let batch: OpenBatch | undefined;
  let batches = 0;
  let fileCount = 0;
  let fileHash = 0n;
  let credits = 0n;
  let debits = 0n;
  let control = 0;
  let entry: { line: number; expects: boolean; addenda: number; trace: string } | undefined;

  const endEntry = (): void => {
    if (entry?.expects && entry.addenda === 0)
      say(entry.line, "addenda", "the indicator promises an addendum and none follows");
    entry = undefined;
  };

  lines.forEach((line, index) => {
    const at = index + 1;
    const type = line[0];
    if (control > 0) {
      if (line !== "9".repeat(94)) say(at, "padding", "something other than nines after the file control");
      return;
    }
    if (at === 1 && type !== "1") say(at, "order", "the first record is not a file header");
    if (type !== "7" && type !== "6") endEntry();
    switch (type) {
      case "1":
        checkFileHeader(line, at, say);
        break;
      case "5": {
        if (batch) say(at, "order", "a batch begins inside another");
        batches += 1;
        batch = openBatch(line, at, batches, say);
        effectiveDates.push(line.slice(69, 75));
        break;
      }
      case "6": {
        endEntry();
        if (!batch) {
          say(at, "order", "an entry outside a batch");
          break;
        }
        const read = readEntry(line, at, batches);
        entries.push(read);
        checkEntry(read, line, batch, at, say);
        batch.hash += BigInt(digits(line.slice(3, 11)));
        batch.count += 1;
        if (CREDIT_LIVE.has(read.code) || CREDIT_ZERO.has(read.code)) batch.credits += read.cents;
        else batch.debits += read.cents;
        batch.lastTrace = read.trace;
        entry = { line: at, expects: line[78] === "1", addenda: 0, trace: read.trace };
        break;
      }
      case "7": {
        if (!batch || !entry) {
          say(at, "order", "an addendum without an entry");
          break;
        }
        entry.addenda += 1;
        batch.count += 1;
        if (!entry.expects) say(at, "addenda", "an addendum whose entry does not announce it");
        if (line.slice(1, 3) !== "05") say(at, "addenda", "an addendum of another type than 05");
        if (batch.sec !== "CTX" && entry.addenda > 1) say(at, "addenda", `${batch.sec} allows one addendum`);
        if (Number(line.slice(83, 87)) !== entry.addenda)
          say(at, "addenda", "the addenda do not count from 1");
        if (line.slice(87, 94) !== entry.trace.slice(-7))
          say(at, "addenda", "the addendum names another entry");
        break;
      }
      case "8": {
        if (!batch) {
          say(at, "order", "a batch control without a batch");
          break;
        }
        checkBatchControl(line, batch, at, say);
        fileCount += batch.count;
        fileHash += batch.hash % TEN_DIGITS;
        credits += batch.credits;
        debits += batch.debits;
        batch = undefined;
        break;
      }
      case "9": {
        if (batch) say(at, "order", "the file ends inside a batch");
        control = at;
        checkFileControl(line, at, { batches, records: at, fileCount, fileHash, debits, credits }, say);
        break;
      }
      default:
        say(at, "order", `a record of unknown type "${type ?? ""}"`);
    }
  });
  if (control === 0) say(0, "order", "no file control");
  else if (lines.length - control >= 10) say(0, "padding", "more than one block of padding");
  if (batches === 0) say(0, "order", "no batch");
  return { findings, entries, credits, debits, effectiveDates };
}

type Say = (line: number, rule: string, says: string) => void;

const digits = (text: string): string => (/^\d+$/.test(text) ? text : "0");

function checkFileHeader(line: string, at: number, say: Say): void {
  if (at !== 1) say(at, "order", "a second file header");
  if (line.slice(1, 3) !== "01") say(at, "header", "priority is not 01");
  if (!/^ \d{9}$/.test(line.slice(3, 13)))
    say(at, "header", "immediate destination is not a blank and nine digits");
  else if (!routingHolds(line.slice(4, 13))) say(at, "header", "immediate destination fails its check digit");
  if (line.slice(13, 23).trim() === "") say(at, "header", "immediate origin is empty");
  if (!calendarDate(line.slice(23, 29))) say(at, "header", "creation date is no date");
  if (!/^([01]\d|2[0-3])[0-5]\d$/.test(line.slice(29, 33))) say(at, "header", "creation time is no time");
  if (!/^[A-Z0-9]$/.test(line.slice(33, 34))) say(at, "header", "file id modifier is not A-Z or 0-9");
  if (line.slice(34, 40) !== "094101")
    say(at, "header", "record size, blocking factor or format code is wrong");
}

function openBatch(line: string, at: number, number: number, say: Say): OpenBatch {
  const serviceClass = line.slice(1, 4);
  if (!["200", "220", "225"].includes(serviceClass))
    say(at, "batch", `service class ${serviceClass} does not exist`);
  if (line.slice(4, 20).trim() === "") say(at, "batch", "company name is empty");
  if (line.slice(40, 50).trim() === "") say(at, "batch", "company identification is empty");
  if (!["PPD", "CCD", "CTX"].includes(line.slice(50, 53)))
    say(at, "batch", `class ${line.slice(50, 53)} is not one that we send`);
  if (line.slice(53, 63).trim() === "") say(at, "batch", "entry description is empty");
  const effective = calendarDate(line.slice(69, 75));
  if (!effective) say(at, "effective date", "effective entry date is no date");
  else if (!isBankingDay(effective)) say(at, "effective date", "effective entry date is not a banking day");
  if (line.slice(75, 78) !== "   ") say(at, "batch", "settlement date is the operator's to fill");
  if (line[78] !== "1") say(at, "batch", "originator status is not 1");
  if (!/^\d{8}$/.test(line.slice(79, 87))) say(at, "batch", "originating bank is not eight digits");
  if (line.slice(87, 94) !== String(number).padStart(7, "0"))
    say(at, "batch", "batches are not numbered from 1");
  return {
    line: at,
    serviceClass,
    company: line.slice(40, 50),
    sec: line.slice(50, 53),
    odfi: line.slice(79, 87),
    number: line.slice(87, 94),
    hash: 0n,
    count: 0,
    credits: 0n,
    debits: 0n,
    lastTrace: "",
  };
}

function readEntry(line: string, at: number, batch: number): ReadEntry {
  return {
    line: at,
    batch,
    code: line.slice(1, 3),
    routing: line.slice(3, 12),
    account: line.slice(12, 29).trimEnd(),
    cents: BigInt(digits(line.slice(29, 39))),
    id: line.slice(39, 54).trimEnd(),
    name: line.slice(54, 76).trimEnd(),
    trace: line.slice(79, 94),
  };
}

function checkEntry(entry: ReadEntry, line: string, batch: OpenBatch, at: number, say: Say): void {
  const { code } = entry;
  const live = CREDIT_LIVE.has(code) || DEBIT_LIVE.has(code);
  const zero = CREDIT_ZERO.has(code) || DEBIT_ZERO.has(code);
  if (!live && !zero) say(at, "code", `transaction code ${code} does not exist`);
  if (batch.serviceClass === "220" && (DEBIT_LIVE.has(code) || DEBIT_ZERO.has(code)))
    say(at, "code", "a debit in a batch of credits");
  if (batch.serviceClass === "225" && (CREDIT_LIVE.has(code) || CREDIT_ZERO.has(code)))
    say(at, "code", "a credit in a batch of debits");
  if (!/^\d{9}$/.test(entry.routing)) say(at, "routing", "routing number is not nine digits");
  else if (!routingHolds(entry.routing)) say(at, "routing", "routing number fails its check digit");
  if (entry.account === "" || line[12] === " ")
    say(at, "account", "account number is empty or not left-justified");
  if (!/^\d{10}$/.test(line.slice(29, 39))) say(at, "amount", "amount is not ten digits");
  if (live && entry.cents === 0n) say(at, "amount", "a live entry of nothing");
  if (zero && entry.cents !== 0n) say(at, "amount", "a test entry of money");
  if (entry.cents > MOST_CENTS) say(at, "amount", "amount does not fit");
  if (entry.id === "") say(at, "identification", "identification number is empty");
  if (entry.name === "") say(at, "name", "name is empty");
  for (const part of [entry.id, entry.name]) {
    if (/\b\d{3}-?\d{2}-?\d{4}\b/.test(part))
      say(at, "social security number", "a field looks like a social security number");
  }
  if (!["0", "1"].includes(line[78] ?? "")) say(at, "addenda", "addenda indicator is neither 0 nor 1");
  if (entry.trace.slice(0, 8) !== batch.odfi)
    say(at, "trace", "trace does not begin with the originating bank");
  if (entry.trace <= batch.lastTrace) say(at, "trace", "traces do not ascend");
}

function checkBatchControl(line: string, batch: OpenBatch, at: number, say: Say): void {
  const expect = (from: number, to: number, value: string, what: string): void => {
    if (line.slice(from, to) !== value)
      say(at, "batch control", `${what} is ${line.slice(from, to)}, not ${value}`);
  };
  expect(1, 4, batch.serviceClass, "service class");
  expect(4, 10, String(batch.count).padStart(6, "0"), "entry and addenda count");
  expect(10, 20, String(batch.hash % TEN_DIGITS).padStart(10, "0"), "entry hash");
  expect(20, 32, String(batch.debits).padStart(12, "0"), "total debits");
  expect(32, 44, String(batch.credits).padStart(12, "0"), "total credits");
  expect(44, 54, batch.company, "company identification");
  expect(54, 79, " ".repeat(25), "reserved part");
  expect(79, 87, batch.odfi, "originating bank");
  expect(87, 94, batch.number, "batch number");
  if (batch.count === 0) say(at, "batch control", "an empty batch");
  if (batch.credits > MOST_BATCH_CENTS || batch.debits > MOST_BATCH_CENTS)
    say(at, "batch control", "totals do not fit");
}

function checkFileControl(
  line: string,
  at: number,
  sums: {
    batches: number;
    records: number;
    fileCount: number;
    fileHash: bigint;
    debits: bigint;
    credits: bigint;
  },
  say: Say,
): void {
  const expect = (from: number, to: number, value: string, what: string): void => {
    if (line.slice(from, to) !== value)
      say(at, "file control", `${what} is ${line.slice(from, to)}, not ${value}`);
  };
  expect(1, 7, String(sums.batches).padStart(6, "0"), "batch count");
  expect(7, 13, String(Math.ceil(sums.records / 10)).padStart(6, "0"), "block count");
  expect(13, 21, String(sums.fileCount).padStart(8, "0"), "entry and addenda count");
  expect(21, 31, String(sums.fileHash % TEN_DIGITS).padStart(10, "0"), "entry hash");
  expect(31, 43, String(sums.debits).padStart(12, "0"), "total debits");
  expect(43, 55, String(sums.credits).padStart(12, "0"), "total credits");
  expect(55, 94, " ".repeat(39), "reserved part");
}

/** True when the ninth digit is the check digit of the first eight (weights 3, 7, 1). */
export function routingHolds(routing: string): boolean {
  const weights = [3, 7, 1, 3, 7, 1, 3, 7];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(routing[i]), 0);
  return (10 - (sum % 10)) % 10 === Number(routing[8]);
}

function calendarDate(yymmdd: string): Date | undefined {
  if (!/^\d{6}$/.test(yymmdd)) return undefined;
  const year = 2000 + Number(yymmdd.slice(0, 2));
  const month = Number(yymmdd.slice(2, 4));
  const day = Number(yymmdd.slice(4, 6));
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}

/** A weekday that is no holiday of the Federal Reserve; a Saturday holiday is not moved to Friday. */
function isBankingDay(date: Date): boolean {
  const weekday = date.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const month = date.getUTCMonth() + 1;
  const day = date.getUTCDate();
  const nth = Math.ceil(day / 7);
  const fixed = (m: number, d: number): boolean =>
    (month === m && day === d) || (month === m && day === d + 1 && weekday === 1);
  if (fixed(1, 1) || fixed(6, 19) || fixed(7, 4) || fixed(11, 11) || fixed(12, 25)) return false;
  if (weekday === 1) {
    if ((month === 1 || month === 2) && nth === 3) return false;
    if (month === 5 && day > 24) return false;
    if (month === 9 && nth === 1) return false;
    if (month === 10 && nth === 2) return false;
  }
  return !(month === 11 && weekday === 4 && nth === 4);
}
