/** Whether a text anywhere in a value, or the name of a field, holds the NUL character, which no record can keep. */
export function hasNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return Object.entries(value).some(([name, part]) => name.includes("\0") || hasNul(part));
}

/** Whether a value holds a day or month of the year 0000, which the calendar has not; schemas of dates let it pass. */
export function hasYearZero(value: unknown): boolean {
  if (typeof value === "string") return /^0000-\d\d(-\d\d)?$/u.test(value);
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return Object.values(value).some(hasYearZero);
}

/** A request whose address holds the NUL character; answers 400. */
export class NulInAddress extends Error {
  override readonly name = "NulInAddress";
  readonly statusCode = 400;
}
