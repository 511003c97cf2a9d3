import { createHash } from "node:crypto";

/** A value that canonical JSON can carry and give back as it was. */
export type Canonical =
  | null
  | boolean
  | number
  | string
  | bigint
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined };

/**
 * One text for one value: keys in order, no space, absent parts left out, whole numbers of any size as {"$int":"…"}. Throws on
 * what it could not give back: functions, dates, buffers, numbers that are not finite.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `{"$int":"${value}"}`;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError("Canonical JSON has no number that is not finite.");
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((part) => canonicalJson(part === undefined ? null : part)).join(",")}]`;
  if (typeof value === "object" && isPlain(value)) return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(
    `Canonical JSON cannot carry a ${typeof value === "object" ? value.constructor.name : typeof value}.`,
  );
}

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

function canonicalObject(value: Record<string, unknown>): string {
  const parts = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${parts.join(",")}}`;
}

/** The value that a canonical text stands for. */
export function fromCanonicalJson<T = unknown>(text: string): T {
  return JSON.parse(text, (_key, part) =>
    part !== null &&
    typeof part === "object" &&
    typeof part.$int === "string" &&
    Object.keys(part).length === 1
      ? BigInt(part.$int)
      : part,
  );
}

/** SHA-256 of a text or of bytes. */
export const sha256 = (what: string | Uint8Array): Buffer => createHash("sha256").update(what).digest();
