import type { Part } from "@emeritus/engine/explanation.ts";

/** Where a line's value came from. */
export type LineSource =
  | "recorded"
  | "stated"
  | "assumed"
  | "missing"
  | "law"
  | "setting"
  | "workedOut"
  | "checked";

/** Operations that add nothing a reader needs to what stands inside them. */
export const passing = new Set<Part["op"]>([
  "expected",
  "round",
  "as",
  "monthsOf",
  "cases",
  "supposing",
  "ifAny",
  "named",
  "ref",
]);

/** Whether a part is a condition or a choice: it decides which amounts count and is none itself. */
export function decides(part: Part): boolean {
  return part.kind === "yesNo" || part.kind === "choice";
}

/** Days counted once from a list of spans, inside the operations of a formula. */
export function unionIn(part: Part): Part | undefined {
  if (part.op === "union") return part;
  if (part.role !== "operation") return undefined;
  for (const below of part.parts) {
    const found = unionIn(below);
    if (found) return found;
  }
  return undefined;
}

/** Two parts with the same name and value read the same. */
export function keyOf(part: Part): string {
  const value = part.value;
  const text =
    typeof value === "object" && value !== null && "months" in value
      ? `${value.months} ${value.days}`
      : String(value);
  return `${part.role === "fact" ? "fact" : "rule"} ${part.name} ${part.key ?? ""} ${text}`;
}

/** A fact of zero, such as service that nobody bought. */
export function isNothing(part: Part): boolean {
  const value = part.value;
  const zero = value === 0 || (typeof value === "object" && value !== null && "n" in value && value.n === 0n);
  return (
    zero &&
    part.origin !== "stated" &&
    part.origin !== "assumed" &&
    (part.role === "fact" || part.role === "provision")
  );
}

/** Where the value of a part came from. */
export function sourceOf(part: Part): LineSource {
  if (part.role === "fact" || part.role === "field") return part.origin ?? "recorded";
  if (part.origin === "stated") return "stated";
  if (part.role === "setting") return "setting";
  const core = coreOf(part);
  const given = core === part || core.parts.length === 0;
  if (part.role === "table" || core.op === "dated" || core.op === "lookup") return "law";
  if (given && part.op === "constant") return "law";
  return decides(part) ? "checked" : "workedOut";
}

/** The operation inside the wrappers that add nothing a reader needs. */
export function coreOf(part: Part): Part {
  let core = part;
  while (core.row === undefined && core.key === undefined && !core.window && !core.search && !core.steps) {
    const next = core.parts[0];
    const own = core === part || core.role === "operation";
    if (!own || !passing.has(core.op) || !next) break;
    if (core !== part && (core.role === "provision" || core.role === "named" || core.role === "fact")) break;
    core = next;
    if (core.role === "provision" || core.role === "fact" || core.role === "named") break;
  }
  if (
    core === part &&
    part.role === "provision" &&
    part.parts.length === 1 &&
    part.parts[0]!.op === part.op &&
    part.parts[0]!.role === "operation"
  ) {
    return coreOf(part.parts[0]!);
  }
  return core;
}

/** The rounding of a part, or of the operation inside its wrappers. */
export function roundingOf(part: Part): Part["rounding"] {
  if (part.rounding) return part.rounding;
  const [first] = part.parts;
  return first && first.role === "operation" && passing.has(part.op) ? roundingOf(first) : undefined;
}

/** What was considered and lost among two amounts, inside the wrappers of a part. */
export function lostOf(part: Part): { of: Part; part: Part }[] {
  const core = coreOf(part);
  if (core.op !== "greater" && core.op !== "lesser") return [];
  return (core.lost ?? []).map((lost) => ({ of: core, part: lost }));
}

/** The conditions that decided which arms were taken, inside the wrappers of a part. */
export function conditionsOf(part: Part): Part[] {
  const found: Part[] = [];
  let at: Part | undefined = part;
  while (at) {
    if (at.op === "cases" && at.role === "operation") found.push(...at.parts.slice(1));
    const next: Part | undefined = at.parts[0];
    if (!next || next.role !== "operation" || !passing.has(at.op)) break;
    at = next;
  }
  return found;
}
