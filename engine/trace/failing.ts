/** Explanations of what could not be computed: the way from a provision to the refusal, with all that stands beside it. */
import type { DatedTable } from "../declarations.ts";
import { shown } from "../explain/arithmetic.ts";
import type { Part, Refusal } from "../explanation.ts";
import type { Value } from "../kinds.ts";
import type { Node, NodeOf } from "../node.ts";
import { tableNamed } from "../plan.ts";
import type { StrictNode } from "../values.ts";
import { partOf, type Place } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** A part without a value, and the refusal that it comes from. */
export interface Failed {
  readonly part: Part;
  readonly refusal: Refusal | undefined;
}

const LASTS: ReadonlySet<Node["op"]> = new Set(["ref", "refusing", "dated"]);
const OPAQUE: ReadonlySet<Node["op"]> = new Set([
  "all",
  "any",
  "over",
  "union",
  "spans",
  "covered",
  "window",
  "search",
  "carry",
  "course",
  "lookup",
  "power",
  "dated",
  "refusing",
]);

/**
 * Whether a trace tells all that the interpreter tells of a failure at the end of this way: what stands after it was not computed, so it
 * must need no trace, and a rule among it must be one that cannot fail.
 */
export function isShownFailing(path: readonly Node[], mayFail: (rule: string) => boolean): boolean {
  const last = path.at(-1);
  if (!last || !LASTS.has(last.op)) return false;
  if (last.op === "ref" && path.some((node) => node.op === "supposing")) return false;
  return path.slice(0, -1).every((node, i) => {
    const child = path[i + 1]!;
    if (node.op === "ref") return true;
    if (node.op === "supposing") return child === node.args[0];
    const at = node.args.indexOf(child);
    if (OPAQUE.has(node.op) || at < 0 || node.args.lastIndexOf(child) !== at) return false;
    if (node.op === "cases" || node.op === "ifAny") return true;
    return node.args
      .slice(at + 1)
      .every((arg) => (arg.op === "ref" ? !mayFail(arg.name) : arg.op === "constant" || arg.op === "fact"));
  });
}

/** Lays out a node that could not be computed, along the way to where it failed. */
export function layFailed(r: Reader, path: readonly Node[], place: Place): Failed {
  const [node, child] = path as readonly [Node, Node?];
  if (!child) return layLast(r, node, place);
  const inner = (at = place): Failed => layFailed(r, path.slice(1), at);
  if (node.op === "ref") return r.failedRule(node.name, place.scope, (at) => inner(at));
  if (node.op === "supposing") {
    const { under, supposed } = r.supposed(node, place);
    const { part, refusal } = inner(under);
    return { part: partOf(node, undefined, [part], { supposed }), refusal };
  }
  if (node.op === "cases") return failedCases(r, node, child, place, inner());
  if (node.op === "ifAny") {
    const [of, body] = node.args as [Node, Node, Node];
    if (child === of) {
      const { part, refusal } = inner();
      return { part: partOf(node, undefined, [part]), refusal };
    }
    const found = r.lay(of, place);
    const { home: frame, name: tag } = r.spot(node, place);
    const { part, refusal } = inner(
      child === body ? r.inside(node, place, [{ part: found, frame, tag }]) : place,
    );
    return { part: partOf(node, undefined, [part, found]), refusal };
  }
  const failed = inner();
  const parts = node.args.map((arg) => (arg === child ? failed.part : r.lay(arg, place)));
  const refusal = failed.refusal ?? parts.find((part) => part.refusal)?.refusal;
  return { part: partOf(node, undefined, parts, moreOf(node)), refusal };
}

function moreOf(node: Node): Partial<Part> | undefined {
  if (node.op === "named") return { role: "named", name: node.name };
  if (node.op === "compare" || node.op === "is" || node.op === "blocks" || node.op === "remainder")
    return shown(node as StrictNode);
  return undefined;
}

function failedCases(r: Reader, node: NodeOf<"cases">, child: Node, place: Place, failed: Failed): Failed {
  const at = node.args.indexOf(child);
  const last = node.args.length - 1;
  const passed = Array.from({ length: at >> 1 }, (_, i) => r.lay(node.args[2 * i]!, place, false));
  const { part, refusal } = failed;
  if (at < last && at % 2 === 0) return { part: partOf(node, undefined, [...passed, part]), refusal };
  const parts = at === last ? [part] : [part, r.lay(node.args[at - 1]!, place, true)];
  return { part: partOf(node, undefined, parts, passed.length > 0 ? { lost: passed } : {}), refusal };
}

function layLast(r: Reader, node: Node, place: Place): Failed {
  if (node.op === "ref") {
    const part = r.lay(node, place);
    return { part, refusal: part.refusal };
  }
  if (node.op === "refusing") {
    const from = node.args.map((arg) => r.lay(arg, place));
    const known = node.facts.flatMap((name, i): readonly (readonly [string, Value])[] => {
      const { value } = from[i]!;
      return value === undefined ? [] : [[name, value]];
    });
    const facts = known.length > 0 ? { facts: Object.fromEntries(known) } : {};
    const refusal: Refusal = { code: node.code, ...facts, cites: node.cites };
    return { part: partOf(node, undefined, from, { refusal }), refusal };
  }
  return failedDated(r, node as NodeOf<"dated">, place);
}

function failedDated(r: Reader, node: NodeOf<"dated">, place: Place): Failed {
  const table = tableNamed(r.traced.compiler.plan, node.table) as DatedTable;
  const on = r.lay(node.args[0]!, place);
  const date = on.value as number;
  const row = table.rows[r.noted(node, place)];
  const entry = row?.register === undefined ? {} : { register: row.register };
  const cites = [...table.cites, ...(row?.cites ?? [])];
  const code = row ? "valueNotKnown" : "dateNotCovered";
  const refusal: Refusal = { code, table: table.name, date, ...entry, cites };
  return { part: partOf(node, undefined, [on], { role: "table", name: table.name, refusal }), refusal };
}
