import type { Typed } from "./asked.ts";
import { hasNul, hasYearZero } from "./nul.ts";

/** Fields that the framework itself puts into forms. */
export const ours: ReadonlySet<string> = new Set(["csrf", "key", "effectsSeen", "closedTyped"]);

/** What a schema reads: names with dots become nested objects, and our own fields are left out. */
export function nested(typed: Typed): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(typed)) {
    if (ours.has(name)) continue;
    const [first, second] = name.split(".") as [string, string?];
    if (second === undefined) whole[first] = value;
    else whole[first] = { ...(whole[first] as object | undefined), [second]: value };
  }
  return whole;
}

/**
 * What was typed, without the fields that hold the NUL character or a day of the year 0000, and the names of those fields, also of a file
 * whose name holds NUL.
 */
export function withoutNul(
  typed: Typed,
  fileName?: string,
): { readonly typed: Typed; readonly bad: readonly string[] } {
  const fields = Object.entries(typed);
  const clean = fields.filter(([name, value]) => !hasNul({ [name]: value }) && !hasYearZero(value));
  const bad = fields.filter((field) => !clean.includes(field)).map(([name]) => name.replaceAll("\0", ""));
  return { typed: Object.fromEntries(clean), bad: hasNul(fileName) ? [...bad, "file"] : bad };
}
