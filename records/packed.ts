import { addDays, dayNumber, fromDayNumber, parseDate } from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";

/**
 * Columns between PostgreSQL and typed arrays, a hundred thousand rows at a time: read as one text a column, written as one
 * binary array a column. Five to ten times faster than a row at a time.
 */

const comma = 44;
const minus = 45;
const zero = 48;

/** Reads "12,,-3" into whole numbers; nothing between two commas is 0. Throws when there are not `count` of them. */
export function readNumbers<A extends Uint8Array | Int32Array | Float64Array>(text: string | null, into: A): A {
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

const epoch: PlainDate = parseDate("2000-01-01");
const epochNumber = dayNumber(epoch);

/** Turns days since 2000-01-01 plus 1,000,000 into engine dates, in place; 0 stays 0. */
export function toDates(days: Int32Array): Int32Array {
  for (let at = 0; at < days.length; at++) {
    const day = days[at]!;
    if (day !== 0) days[at] = fromDayNumber(epochNumber + day - DAY_OFFSET);
  }
  return days;
}

/** What SQL adds to `date - date '2000-01-01'` so that 0 can mean none. */
export const DAY_OFFSET = 1_000_000;

/** An engine date as days since 2000-01-01, as PostgreSQL's binary date has it. */
export const daysSince2000 = (date: PlainDate): number => dayNumber(date) - epochNumber;

/** The engine date so many days after 2000-01-01. */
export const dateAfter2000 = (days: number): PlainDate => addDays(epoch, days);

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
