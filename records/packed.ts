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
export const dateOfDays = (days: number): PlainDate =>
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

const COPY_HEAD = 19;

/** Unpacks a whole binary COPY into one column a kind; null is 0, an absent date or an empty text. */
export function unpackCopy<const S extends Readonly<Record<string, PackedKind>>>(
  bytes: Buffer,
  shape: S,
): { readonly [N in keyof S]: Packed<S[N]> } & { readonly count: number } {
  const kinds = Object.values(shape);
  const count = countTuples(bytes);
  const columns = kinds.map((kind) => newColumn(kind, count));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = 0, at = COPY_HEAD; row < count; row++) {
    at += 2;
    for (let field = 0; field < kinds.length; field++) {
      const length = view.getInt32(at);
      at += 4;
      if (length < 0) continue;
      columns[field]![row] = readField(kinds[field]!, view, bytes, at, length);
      at += length;
    }
  }
  return { ...Object.fromEntries(Object.keys(shape).map((name, n) => [name, columns[n]])), count } as never;
}

function newColumn(kind: PackedKind, count: number): (string | number)[] {
  const column = {
    byte: () => new Uint8Array(count),
    int: () => new Int32Array(count),
    date: () => new Int32Array(count),
    cents: () => new Float64Array(count),
    text: () => Array<string>(count).fill(""),
  }[kind]();
  return column as unknown as (string | number)[];
}

function readField(
  kind: PackedKind,
  view: DataView,
  bytes: Buffer,
  at: number,
  length: number,
): string | number {
  switch (kind) {
    case "byte":
      return view.getInt16(at);
    case "int":
      return view.getInt32(at);
    case "date":
      return dateOfDays(view.getInt32(at));
    case "cents":
      return view.getInt32(at) * 4_294_967_296 + view.getUint32(at + 4);
    case "text":
      return bytes.toString("utf8", at, at + length);
  }
}

function countTuples(bytes: Buffer): number {
  let count = 0;
  for (let at = COPY_HEAD; ; count++) {
    const fields = bytes.readInt16BE(at);
    if (fields < 0) return count;
    at += 2;
    for (let field = 0; field < fields; field++) {
      const length = bytes.readInt32BE(at);
      at += 4 + (length > 0 ? length : 0);
    }
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

/** Packs rows as one binary COPY; texts are given as bytes. */
export function packCopy(count: number, columns: readonly CopyColumn[]): Buffer {
  let size = COPY_START.length + 2 + count * (2 + 4 * columns.length);
  for (const column of columns) {
    if (column.kind !== "bytes") size += count * WIDTH[column.kind];
    else for (let row = 0; row < count; row++) size += column.values[row]?.length ?? 0;
  }
  const bytes = Buffer.allocUnsafe(size);
  COPY_START.copy(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = COPY_START.length;
  for (let row = 0; row < count; row++) {
    view.setInt16(at, columns.length);
    at += 2;
    for (const column of columns) at = writeField(view, bytes, at, column, row);
  }
  view.setInt16(at, -1);
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
