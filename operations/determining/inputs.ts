import { Exact, parseExact } from "@emeritus/engine/exact.ts";
import type { Facts, Given, Known, Row } from "@emeritus/engine/facts.ts";
import type { Canonical } from "@emeritus/records/canonical.ts";

/** Facts of the law as canonical JSON can carry them: the same facts always give the same text. */
export function encodeFacts({ stated, recorded, assumed }: Facts): Canonical {
  return { stated: encodeKnown(stated), recorded: encodeKnown(recorded), assumed: encodeKnown(assumed) };
}

/** The facts that `encodeFacts` encoded. */
export function decodeFacts(encoded: unknown): Facts {
  const parts = encoded as Record<"stated" | "recorded" | "assumed", Record<string, unknown> | undefined>;
  const facts: { -readonly [Part in keyof Facts]: Facts[Part] } = {};
  for (const part of ["stated", "recorded", "assumed"] as const)
    if (parts[part] !== undefined) facts[part] = decodeKnown(parts[part]);
  return facts;
}

function encodeKnown(known: Known | undefined): { [name: string]: Canonical } | undefined {
  if (known === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(known).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(encodeRow) : encodeGiven(value as Given),
    ]),
  );
}

function encodeRow(row: Row): { [name: string]: Canonical } {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, encodeGiven(value)]));
}

function encodeGiven(value: Given): Canonical {
  if (value instanceof Exact) return { exact: value.toString() };
  if (typeof value === "object" && value !== null)
    throw new TypeError("a counted time is not a fact of a determination");
  return value;
}

function decodeKnown(known: Record<string, unknown>): Known {
  return Object.fromEntries(
    Object.entries(known).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(decodeRow) : decodeGiven(value),
    ]),
  );
}

function decodeRow(row: Record<string, unknown>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, decodeGiven(value)]));
}

function decodeGiven(value: unknown): Given {
  const exact =
    typeof value === "object" && value !== null ? (value as { exact?: unknown }).exact : undefined;
  return typeof exact === "string" ? parseExact(exact) : (value as Given);
}
