/** The canonical form of a plan: expressions, tables and citations as JSON with sorted keys, and its hash. */
import type { FactDeclaration, ListDeclaration, Rule, Table } from "./declarations.ts";
import { Exact, parseExact } from "./exact.ts";
import { finish, type Plan } from "./plan.ts";
import { sha256 } from "./sha256.ts";

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The version of the canonical form; a reader refuses any other. */
const FORM = 1;

function toJson(value: unknown): Json {
  if (value instanceof Exact) return { exact: value.toString() };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(entries.map(([key, inner]) => [key, toJson(inner)]));
  }
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  throw new TypeError(`a plan cannot hold a ${typeof value}`);
}

function fromJson(json: Json): unknown {
  if (Array.isArray(json)) return json.map(fromJson);
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json as Record<string, Json>);
  const only = entries[0];
  if (entries.length === 1 && only?.[0] === "exact" && typeof only[1] === "string")
    return parseExact(only[1]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, fromJson(inner)]));
}

/** JSON text with the keys of every object in order, without spaces. */
export function canonicalText(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(canonicalText).join(",")}]`;
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  const entries = Object.entries(json as Record<string, Json>).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`).join(",")}}`;
}

const named = <T>(map: ReadonlyMap<string, T>): Json => toJson(Object.fromEntries(map));

/** The canonical form of a plan as JSON: it tells the whole law and can be loaded again years later. */
export function canonicalOf(plan: Plan): Json {
  return {
    form: FORM,
    plan: plan.name,
    rules: named(plan.rules),
    tables: named(plan.tables),
    facts: named(plan.facts),
    lists: named(plan.lists),
  };
}

/** The hash of a law version: SHA-256 over the canonical form, whatever the order of imports, the comments and the file names. */
export const hashOf = (plan: Plan): string => sha256(canonicalText(canonicalOf(plan)));

/** Rebuilds a plan from its canonical form; another form throws. */
export function planFromCanonical(json: Json): Plan {
  const { form, plan, ...parts } = fromJson(json) as { form: unknown; plan: string } & Record<string, object>;
  if (form !== FORM) throw new TypeError(`the canonical form ${String(form)} is not one this engine reads`);
  const map = <T>(part: string): Map<string, T> => new Map(Object.entries(parts[part] as Record<string, T>));
  return finish(plan, {
    rules: map<Rule>("rules"),
    tables: map<Table>("tables"),
    facts: map<FactDeclaration>("facts"),
    lists: map<ListDeclaration>("lists"),
  });
}
