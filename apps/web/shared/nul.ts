/**
 * Where in a value a text is that `bad` finds, as names joined by points, `` for the value itself; nothing where there is none. With
 * `names`, the names of fields are texts too. Walks without calling itself: a body may be nested deeper than the stack.
 */
export function placeOf(value: unknown, bad: (text: string) => boolean, names = false): string | undefined {
  const left: [at: string, value: unknown][] = [["", value]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [at, part] = next;
    if (typeof part === "string" && bad(part)) return at;
    if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) continue;
    for (const [name, inner] of Object.entries(part)) {
      if (names && bad(name)) return at;
      left.push([at === "" ? name : `${at}.${name}`, inner]);
    }
  }
  return undefined;
}

/** Where a text, or the name of a field, holds the NUL character, which no record can keep. */
export const placeOfNul = (value: unknown): string | undefined =>
  placeOf(value, (text) => text.includes("\0"), true);

/** Whether a text anywhere in a value, or the name of a field, holds the NUL character. */
export const hasNul = (value: unknown): boolean => placeOfNul(value) !== undefined;

/** Where a value holds a day or month of the year 0000, which the calendar has not; schemas of dates let it pass. */
export const placeOfYearZero = (value: unknown): string | undefined =>
  placeOf(value, (text) => /^0000-\d\d(-\d\d)?$/u.test(text));

/** Whether a value holds a day or month of the year 0000. */
export const hasYearZero = (value: unknown): boolean => placeOfYearZero(value) !== undefined;

/** A request whose address holds the NUL character; answers 400. */
export class NulInAddress extends Error {
  override readonly name = "NulInAddress";
  readonly statusCode = 400;
}
