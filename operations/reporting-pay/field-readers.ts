/** What a field reader answers when the bytes are not what the layout says. No true value is NaN. */
export const unreadable: number = Number.NaN;

const zero = 0x30;
const point = 0x2e;
const minus = 0x2d;

function digit(byte: number | undefined): number {
  const value = (byte ?? 0) - zero;
  return value >= 0 && value <= 9 ? value : -1;
}

/** Reads `digits` bytes as a whole number, or answers -1. */
function fixedNumber(bytes: Uint8Array, from: number, digits: number): number {
  let value = 0;
  for (let at = from; at < from + digits; at += 1) {
    const one = digit(bytes[at]);
    if (one < 0) return -1;
    value = value * 10 + one;
  }
  return value;
}

/** Money with exactly two decimals, `-` only before an amount that is not zero, at most seven digits of dollars: whole cents. No sum over a whole file of these can leave exact whole numbers. */
export function readCents(bytes: Uint8Array, from: number, to: number): number {
  return readHundredths(bytes, from, to, 7);
}

/** A number with exactly two decimals and no needless zeros in front, as whole hundredths. */
export function readHundredths(bytes: Uint8Array, from: number, to: number, mostDigits: number): number {
  const negative = bytes[from] === minus;
  const first = negative ? from + 1 : from;
  const whole = to - 3 - first;
  if (whole < 1 || whole > mostDigits || bytes[to - 3] !== point) return unreadable;
  if (whole > 1 && bytes[first] === zero) return unreadable;
  const units = fixedNumber(bytes, first, whole);
  const parts = fixedNumber(bytes, to - 2, 2);
  if (units < 0 || parts < 0) return unreadable;
  const value = units * 100 + parts;
  if (!negative) return value;
  return value === 0 ? unreadable : -value;
}

/** A whole number of at most `mostDigits` digits, zeros in front allowed. */
export function readWhole(bytes: Uint8Array, from: number, to: number, mostDigits: number): number {
  if (to <= from || to - from > mostDigits) return unreadable;
  const value = fixedNumber(bytes, from, to - from);
  return value < 0 ? unreadable : value;
}

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** A calendar date written 2026-05-31, as an engine date; years 1900 to 2199. */
export function readDate(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 10 || bytes[from + 4] !== minus || bytes[from + 7] !== minus) return unreadable;
  const year = fixedNumber(bytes, from, 4);
  const month = fixedNumber(bytes, from + 5, 2);
  const day = fixedNumber(bytes, from + 8, 2);
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return unreadable;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && !leap ? 28 : monthLengths[month - 1]!;
  if (day > last) return unreadable;
  return (12 * year + month - 1) * 32 + day - 1;
}

/** A Social Security number as nine digits. Numbers beginning 000 are not issued; 900-999 is kept for demonstrations and passes. */
export function readSsn(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 9) return unreadable;
  const value = fixedNumber(bytes, from, 9);
  return value < 1_000_000 ? unreadable : value;
}

const dammTable = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

/** A member number: seven digits and a Damm check digit, which finds every single wrong digit and every swap of neighbours. */
export function readMemberId(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 8) return unreadable;
  let check = 0;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const one = digit(bytes[at]);
    if (one < 0) return unreadable;
    check = dammTable[check]![one]!;
    value = value * 10 + one;
  }
  return check === 0 && value > 0 ? value : unreadable;
}

const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });

/** The text of a field. Short plain texts are read byte by byte, which is several times faster than a decoder. */
export function readText(bytes: Uint8Array, from: number, to: number, doubled: boolean): string {
  let text = "";
  if (to - from <= 24) {
    let at = from;
    for (; at < to; at += 1) {
      const byte = bytes[at]!;
      if (byte >= 0x80) break;
      text += String.fromCharCode(byte);
    }
    if (at < to) text = decoder.decode(bytes.subarray(from, to));
  } else text = decoder.decode(bytes.subarray(from, to));
  return doubled ? text.replaceAll('""', '"') : text;
}
