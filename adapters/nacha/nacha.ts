import type { BankBatch, BankEntry, BankFileFormat, CreationStamp } from "@emeritus/ports/bank.ts";

/** Who sends, through which bank; agreed with the bank once. */
export interface NachaOrigin {
  /** Nine-digit routing number of the bank that takes the file. */
  readonly destination: string;
  readonly destinationName: string;
  /** Ten characters agreed with the bank, often 1 and the employer identification number. */
  readonly origin: string;
  readonly originName: string;
  /** Shown to the payee; at most 16 characters. */
  readonly companyName: string;
  readonly companyId: string;
  /** First eight digits of the originating bank's routing number. */
  readonly odfi: string;
}

/** Thrown when something cannot stand in a Nacha file; a defect, because the record should have refused it. The text holds no account number. */
export class NachaError extends Error {
  override readonly name = "NachaError";
}

const LINE = 94;
const PER_BLOCK = 10;
const MOST_ENTRIES_IN_BATCH = 999_999;
const MOST_ENTRIES_IN_FILE = 9_999_999;
const MOST_CENTS = 9_999_999_999;
const MOST_BATCH_CENTS = 999_999_999_999;
const HASH_ROOM = 10_000_000_000;
const FILLER = "9".repeat(LINE);
const BLANK = 0x20;
const ZERO = 0x30;
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** Writes PPD credit files as Nacha's record layouts ask: 94 characters a line, ten lines a block, line feed after each. */
export function nachaFormat(origin: NachaOrigin): BankFileFormat {
  return {
    headBytes: LINE + 1,
    head: (stamp) => Buffer.from(fileHeader(origin, stamp) + "\n", "latin1"),
    body: (batch, entries) => fileBody(origin, batch, entries),
    controls: readFileControl,
  };
}

/** The ninth digit that makes eight digits a routing number (weights 3, 7, 1). */
export function routingCheckDigit(eight: string): number {
  let sum = 0;
  for (let at = 0; at < 8; at++)
    sum += (eight.charCodeAt(at) - 48) * (at % 3 === 0 ? 3 : at % 3 === 1 ? 7 : 1);
  return (10 - (sum % 10)) % 10;
}

/** Whether nine digits are a routing number with the right check digit. */
export function isRoutingNumber(routing: string): boolean {
  return /^\d{9}$/.test(routing) && routingCheckDigit(routing) === routing.charCodeAt(8) - 48;
}

/** A name or text as bank files carry it: capital letters of plain ASCII, one blank for anything else, cut at `most` characters. */
export function bankText(text: string, most: number): string {
  return (plain(text) ? text.toUpperCase() : folded(text)).slice(0, most).trimEnd();
}

function plain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

const LETTERS: Record<string, string> = {
  Æ: "AE",
  Ø: "O",
  Œ: "OE",
  Ł: "L",
  Đ: "D",
  Þ: "TH",
  SS: "SS",
  "’": "'",
  "–": "-",
};

function folded(text: string): string {
  return text
    .toUpperCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/gu, (letter) => LETTERS[letter] ?? " ");
}

function fileHeader(origin: NachaOrigin, stamp: CreationStamp): string {
  if (!isRoutingNumber(origin.destination))
    throw new NachaError("the bank's routing number has a wrong check digit");
  if (!/^\d{4}$/.test(stamp.time) || !/^[A-Z0-9]$/.test(stamp.modifier))
    throw new NachaError("the creation stamp is malformed");
  return line(
    "101 ",
    origin.destination,
    left(origin.origin, 10),
    yymmdd(stamp.date),
    stamp.time,
    stamp.modifier,
    "094101",
    left(origin.destinationName, 23),
    left(origin.originName, 23),
    left("", 8),
  );
}

interface Totals {
  lines: number;
  entries: number;
  batches: number;
  hash: number;
  cents: number;
}

function fileBody(origin: NachaOrigin, batch: BankBatch, entries: Iterable<BankEntry>): Uint8Array {
  const out = new Lines();
  const detail = entryWriter(origin);
  const file: Totals = { lines: 1, entries: 0, batches: 0, hash: 0, cents: 0 };
  let open: Totals | undefined;
  const close = () => {
    if (open === undefined) return;
    out.text(batchControl(origin, file.batches, open));
    file.hash = (file.hash + open.hash) % HASH_ROOM;
    file.cents += open.cents;
    open = undefined;
  };
  for (const entry of entries) {
    if (
      open !== undefined &&
      (open.entries === MOST_ENTRIES_IN_BATCH || open.cents + entry.cents > MOST_BATCH_CENTS)
    )
      close();
    if (open === undefined) {
      open = { lines: 0, entries: 0, batches: 0, hash: 0, cents: 0 };
      file.batches++;
      out.text(batchHeader(origin, batch, file.batches));
    }
    if (++file.entries > MOST_ENTRIES_IN_FILE) throw new NachaError("a file holds at most 9,999,999 entries");
    open.hash = (open.hash + detail(out, entry, file.entries)) % HASH_ROOM;
    open.entries++;
    open.cents += entry.cents;
  }
  close();
  file.lines = 1 + out.lines + 1;
  const blocks = Math.ceil(file.lines / PER_BLOCK);
  out.text(fileControl(file, blocks));
  for (let missing = blocks * PER_BLOCK - file.lines; missing > 0; missing--) out.text(FILLER);
  return out.bytes();
}

/** Lines of 94 characters and a line feed in one growing run of bytes. */
class Lines {
  #bytes = Buffer.alloc((LINE + 1) * 1024, BLANK);
  lines = 0;

  /** A fresh line of blanks: the bytes that hold it, and where it begins. */
  next(): { readonly bytes: Uint8Array; readonly from: number } {
    const from = this.lines * (LINE + 1);
    if (from === this.#bytes.length) {
      const larger = Buffer.alloc(2 * from, BLANK);
      this.#bytes.copy(larger);
      this.#bytes = larger;
    }
    this.lines++;
    this.#bytes[from + LINE] = 0x0a;
    return { bytes: this.#bytes, from };
  }

  text(line: string): void {
    const { bytes, from } = this.next();
    put(bytes, from, line, LINE);
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.lines * (LINE + 1));
  }
}

function batchHeader(origin: NachaOrigin, batch: BankBatch, number: number): string {
  const month = MONTHS[Number(batch.paymentDate.slice(5, 7)) - 1];
  return line(
    "5220",
    left(origin.companyName, 16),
    left("", 20),
    left(origin.companyId, 10),
    "PPD",
    left(batch.description, 10),
    `${month} ${batch.paymentDate.slice(2, 4)}`,
    yymmdd(batch.paymentDate),
    "   1",
    origin.odfi,
    digits(number, 7),
  );
}

/** Writes entry details (record type 6) and gives the first eight digits of each routing number for the entry hash. */
function entryWriter(origin: NachaOrigin): (out: Lines, entry: BankEntry, sequence: number) => number {
  const known = new Map<string, number>();
  const receiving = (routing: string, sequence: number) => {
    let eight = known.get(routing);
    if (eight !== undefined) return eight;
    if (!isRoutingNumber(routing))
      throw new NachaError(`entry ${sequence}: the routing number has a wrong check digit`);
    known.set(routing, (eight = Number(routing.slice(0, 8))));
    return eight;
  };
  return (out, { kind, routing, account, cents, id, name }, sequence) => {
    const eight = receiving(routing, sequence);
    if (account.length === 0 || account.length > 17)
      throw new NachaError(`entry ${sequence}: the account number does not fit`);
    if (!Number.isSafeInteger(cents) || cents <= 0 || cents > MOST_CENTS)
      throw new NachaError(`entry ${sequence}: the amount does not fit`);
    if (id.length > 15 || looksLikeSsn(id))
      throw new NachaError(`entry ${sequence}: the payee's number does not fit`);
    const { bytes, from } = out.next();
    put(bytes, from, kind === "savings" ? "632" : "622", 3);
    put(bytes, from + 3, routing, 9);
    if (!put(bytes, from + 12, account, 17))
      throw new NachaError(
        `entry ${sequence}: the account number holds a character that no bank file can carry`,
      );
    putDigits(bytes, from + 29, cents, 10);
    if (!put(bytes, from + 39, id, 15))
      throw new NachaError(`entry ${sequence}: the payee's number does not fit`);
    if (!put(bytes, from + 54, name, 22)) put(bytes, from + 54, folded(name).padEnd(22), 22);
    bytes[from + 78] = ZERO;
    put(bytes, from + 79, origin.odfi, 8);
    putDigits(bytes, from + 87, sequence, 7);
    return eight;
  };
}

/** Writes plain ASCII as capitals, cut at `width`; false when a character is not plain, and the rest is then not written. */
function put(bytes: Uint8Array, from: number, text: string, width: number): boolean {
  const end = Math.min(text.length, width);
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
    bytes[from + at] = code >= 0x61 && code <= 0x7a ? code - 0x20 : code;
  }
  return true;
}

function putDigits(bytes: Uint8Array, from: number, value: number, width: number): void {
  let rest = value;
  for (let at = from + width - 1; at >= from; at--) {
    const tenth = Math.floor(rest / 10);
    bytes[at] = ZERO + (rest - tenth * 10);
    rest = tenth;
  }
}

function looksLikeSsn(id: string): boolean {
  return (id.length === 9 || id.length === 11) && /^(\d{9}|\d{3}-\d{2}-\d{4})$/.test(id);
}

function batchControl(origin: NachaOrigin, number: number, batch: Totals): string {
  return line(
    "8220",
    digits(batch.entries, 6),
    digits(batch.hash, 10),
    digits(0, 12),
    digits(batch.cents, 12),
    left(origin.companyId, 10),
    left("", 25),
    origin.odfi,
    digits(number, 7),
  );
}

function fileControl(file: Totals, blocks: number): string {
  if (file.cents > MOST_BATCH_CENTS) throw new NachaError("the file's total does not fit in twelve digits");
  return line(
    "9",
    digits(file.batches, 6),
    digits(blocks, 6),
    digits(file.entries, 8),
    digits(file.hash, 10),
    digits(0, 12),
    digits(file.cents, 12),
    left("", 39),
  );
}

function readFileControl(body: Uint8Array): { entries: number; cents: bigint } {
  for (let from = body.length - (LINE + 1); from >= 0; from -= LINE + 1) {
    const text = Buffer.from(body.buffer, body.byteOffset + from, LINE).toString("latin1");
    if (text !== FILLER) return { entries: Number(text.slice(13, 21)), cents: BigInt(text.slice(43, 55)) };
  }
  throw new NachaError("the body has no file control");
}

function line(...fields: string[]): string {
  const text = fields.join("");
  if (text.length !== LINE)
    throw new NachaError(`a record of type ${text.slice(0, 1)} has ${text.length} characters`);
  return text;
}

function left(text: string, width: number): string {
  return bankText(text, width).padEnd(width);
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

function yymmdd(date: string): string {
  return date.slice(2, 4) + date.slice(5, 7) + date.slice(8, 10);
}
