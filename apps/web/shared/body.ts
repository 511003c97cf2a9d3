import type { Typed } from "./asked.ts";

/** Fields that the framework itself puts into forms. */
const ours = new Set(["csrf", "key"]);

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
