import { dayNumber, ENDLESS, fromDayNumber, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";

/**
 * Columns between PostgreSQL and typed arrays by binary COPY, a hundred thousand rows at a time: no text, no object a row.
 */

const comma = 44;
const minus = 45;
const zero = 48;

/** Reads "12,,-3" into whole numbers; nothing between two commas is 0. Throws when there are not `count` of them. */
export function readNumbers<A extends Uint8Array | Int32Array | Float64Array>(
  text: string | null,
  into: A,
): A {
  if (into.length === 0) return into;
  if (text === null) throw new RangeError("a packed column is missing");
  let at = 0;
  let value = 0;
  let negative = false;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code === comma) {
      into[at++] = negative ? -value : value;
      value = 0;
      negative = false;
    } else if (code === minus) negative = true;
    else value = value * 10 + (code - zero);
  }
  into[at++] = negative ? -value : value;
  if (at !== into.length) throw new RangeError(`a packed column has ${at} values in place of ${into.length}`);
  return into;
}

const epochNumber = dayNumber(parseDate("2000-01-01"));
const INFINITE_DAY = 2_147_483_647;

/** The engine date of PostgreSQL's binary date: days since 2000-01-01; infinity is ENDLESS. */
const dateOfDays = (days: number): PlainDate =>
  days === INFINITE_DAY ? ENDLESS : fromDayNumber(epochNumber + days);

/** What a column of a binary COPY holds: smallint, int, bigint of a safe integer, date or text. */
export type PackedKind = "byte" | "int" | "cents" | "date" | "text";

/** A column in packed form. */
export type Packed<K extends PackedKind> = K extends "text"
  ? string[]
  : K extends "byte"
    ? Uint8Array
    : K extends "cents"
      ? Float64Array
      : Int32Array;

/** The columns of a binary COPY by name, and how many rows they have. */
export type Unpacked<S extends Readonly<Record<string, PackedKind>>> = {
  readonly [N in keyof S]: Packed<S[N]>;
} & { readonly count: number };

const COPY_HEAD = 19;
const FIRST_ROOM = 1024;

type Growing = Uint8Array | Int32Array | Float64Array | string[];

/** Unpacks a binary COPY into one column a kind as its bytes arrive; null is 0, an absent date or an empty text. */
export async function unpackCopy<const S extends Readonly<Record<string, PackedKind>>>(
  stream: AsyncIterable<Buffer>,
  shape: S,
): Promise<Unpacked<S>> {
  const kinds = Object.values(shape);
  let columns = kinds.map((kind) => newColumn(kind, FIRST_ROOM));
  let room = FIRST_ROOM;
  let count = 0;
  let toSkip = COPY_HEAD;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = toSkip;
    for (let next = at; (next = endOfRow(view, at)) > 0; at = next) {
      if (count === room) columns = columns.map((column) => grown(column, (room = count * 2)));
      readRow(kinds, columns, count++, view, bytes, at + 2);
    }
    toSkip = Math.max(at - bytes.length, 0);
    rest = bytes.subarray(at);
  }
  if (rest.length !== 2 || rest.readInt16BE(0) !== -1) throw new RangeError("a binary COPY was cut off");
  const cut = columns.map((column) => (Array.isArray(column) ? column : column.subarray(0, count)));
  return { ...Object.fromEntries(Object.keys(shape).map((name, n) => [name, cut[n]])), count } as never;
}

function newColumn(kind: PackedKind, room: number): Growing {
  switch (kind) {
    case "byte":
      return new Uint8Array(room);
    case "int":
    case "date":
      return new Int32Array(room);
    case "cents":
      return new Float64Array(room);
    case "text":
      return [];
  }
}

function grown(column: Growing, room: number): Growing {
  if (Array.isArray(column)) return column;
  const larger = new (column.constructor as new (room: number) => Exclude<Growing, string[]>)(room);
  larger.set(column);
  return larger;
}

/** Where the row that begins at `at` ends; 0 when it is not whole yet, or is the mark that ends the COPY. */
function endOfRow(view: DataView, at: number): number {
  const length = view.byteLength;
  if (at + 2 > length) return 0;
  const fields = view.getInt16(at);
  if (fields < 0) return 0;
  let end = at + 2;
  for (let field = 0; field < fields; field++) {
    if (end + 4 > length) return 0;
    end += 4 + Math.max(view.getInt32(end), 0);
  }
  return end > length ? 0 : end;
}

function readRow(
  kinds: readonly PackedKind[],
  columns: readonly Growing[],
  row: number,
  view: DataView,
  bytes: Buffer,
  from: number,
): void {
  for (let field = 0, at = from; field < kinds.length; field++) {
    const length = view.getInt32(at);
    at += 4;
    const kind = kinds[field]!;
    if (kind === "text") columns[field]![row] = length < 0 ? "" : bytes.toString("utf8", at, at + length);
    else if (length >= 0) columns[field]![row] = readNumber(kind, view, at);
    if (length > 0) at += length;
  }
}

function readNumber(kind: Exclude<PackedKind, "text">, view: DataView, at: number): number {
  switch (kind) {
    case "byte":
      return view.getInt16(at);
    case "int":
      return view.getInt32(at);
    case "date":
      return dateOfDays(view.getInt32(at));
    case "cents":
      return view.getInt32(at) * 4_294_967_296 + view.getUint32(at + 4);
  }
}

/** A column to be written by binary COPY: a smallint, an int or a bigint a row, or a text or nothing. */
export type CopyColumn =
  | { readonly kind: "smallint"; readonly values: ArrayLike<number> }
  | { readonly kind: "int"; readonly values: ArrayLike<number> }
  | { readonly kind: "bigint"; readonly values: ArrayLike<number> }
  | { readonly kind: "bytes"; readonly values: ArrayLike<Buffer | null> };

const WIDTH = { smallint: 2, int: 4, bigint: 8 } as const;
const COPY_START = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const COPY_END = Buffer.from([255, 255]);

const ROWS_A_PIECE = 16_384;

/** Packs rows as a binary COPY, piece by piece, so that the database writes the first while the next are packed; texts are given as bytes. */
export function* packCopy(count: number, columns: readonly CopyColumn[]): Generator<Buffer> {
  yield COPY_START;
  for (let from = 0; from < count; from += ROWS_A_PIECE)
    yield packRows(from, Math.min(from + ROWS_A_PIECE, count), columns);
  yield COPY_END;
}

function packRows(from: number, to: number, columns: readonly CopyColumn[]): Buffer {
  const count = to - from;
  let size = count * (2 + 4 * columns.length);
  for (const column of columns) {
    if (column.kind !== "bytes") size += count * WIDTH[column.kind];
    else for (let row = from; row < to; row++) size += column.values[row]?.length ?? 0;
  }
  const bytes = Buffer.allocUnsafe(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = from, at = 0; row < to; row++) {
    view.setInt16(at, columns.length);
    at += 2;
    for (const column of columns) at = writeField(view, bytes, at, column, row);
  }
  return bytes;
}

function writeField(view: DataView, bytes: Buffer, at: number, column: CopyColumn, row: number): number {
  if (column.kind === "bytes") {
    const value = column.values[row] ?? null;
    view.setInt32(at, value === null ? -1 : value.length);
    if (value !== null) value.copy(bytes, at + 4);
    return at + 4 + (value?.length ?? 0);
  }
  const width = WIDTH[column.kind];
  const value = column.values[row]!;
  view.setInt32(at, width);
  if (width === 2) view.setInt16(at + 4, value);
  else if (width === 4) view.setInt32(at + 4, value);
  else {
    const high = Math.floor(value / 4_294_967_296);
    view.setInt32(at + 4, high);
    view.setUint32(at + 8, value - high * 4_294_967_296);
  }
  return at + 4 + width;
}

/** An engine date as PostgreSQL's binary date. */
export function dateBytes(date: PlainDate): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(daysSince2000(date));
  return bytes;
}

/** An engine date as days since 2000-01-01. */
export const daysSince2000 = (date: PlainDate): number => dayNumber(date) - epochNumber;

const BYTEA = 17;
const INT2 = 21;
const INT4 = 23;
const INT8 = 20;
const headBytes = 20;

function arrayHead(count: number, type: number, elementBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(headBytes + count * (4 + elementBytes));
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(0, 4);
  bytes.writeInt32BE(type, 8);
  bytes.writeInt32BE(count, 12);
  bytes.writeInt32BE(1, 16);
  return bytes;
}

/** Values of one length, one after another, as PostgreSQL's binary bytea[]; cast the parameter. */
export function byteas(values: Buffer, width: number): Buffer {
  const count = values.length / width;
  const bytes = arrayHead(count, BYTEA, width);
  for (let at = 0, to = headBytes; at < values.length; at += width, to += 4 + width) {
    bytes.writeInt32BE(width, to);
    values.copy(bytes, to + 4, at, at + width);
  }
  return bytes;
}

/** A column of small whole numbers as PostgreSQL's binary smallint[]; cast the parameter. */
export function smallints(column: Uint8Array | Int32Array): Buffer {
  const bytes = arrayHead(column.length, INT2, 2);
  for (let at = 0, to = headBytes; at < column.length; at++, to += 6) {
    bytes[to] = bytes[to + 1] = bytes[to + 2] = 0;
    bytes[to + 3] = 2;
    const value = column[at]!;
    bytes[to + 4] = (value >> 8) & 255;
    bytes[to + 5] = value & 255;
  }
  return bytes;
}

/** A column of whole numbers as PostgreSQL's binary int[]; cast the parameter. */
export function ints(column: Int32Array): Buffer {
  const bytes = arrayHead(column.length, INT4, 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0, to = headBytes; at < column.length; at++, to += 8) {
    view.setInt32(to, 4);
    view.setInt32(to + 4, column[at]!);
  }
  return bytes;
}

/** A column of safe integers as PostgreSQL's binary bigint[]; cast the parameter. */
export function bigints(column: Float64Array): Buffer {
  const bytes = arrayHead(column.length, INT8, 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0, to = headBytes; at < column.length; at++, to += 12) {
    const value = column[at]!;
    view.setInt32(to, 8);
    const high = Math.floor(value / 4_294_967_296);
    view.setInt32(to + 4, high);
    view.setUint32(to + 8, value - high * 4_294_967_296);
  }
  return bytes;
}
