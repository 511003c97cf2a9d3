/** What parts are laid out from and in: one person's trace, suppositions, binders; and how a part is put together. */
import type { Columns } from "../columns.ts";
import type { Rule } from "../declarations.ts";
import type { More, Writable } from "../explain/outcome.ts";
import type { Part } from "../explanation.ts";
import type { Facts } from "../facts.ts";
import type { Value } from "../kinds.ts";
import type { Node } from "../node.ts";
import type { Failed } from "./failing.ts";
import type { Frame } from "./frames.ts";
import type { Layout } from "./layout.ts";
import type { Tracing } from "./tracing.ts";

/** One person's trace: where it stands, and what the values of the provisions are. */
export interface Traced {
  readonly compiler: Tracing;
  readonly columns: Columns;
  readonly person: number;
  /** The facts as the caller gave them, where they are held one by one. */
  readonly facts: Facts | undefined;
  readonly fixed: Float64Array;
  readonly varying: Float64Array;
  readonly begins: number;
  /** The value of a provision. */
  valueOf(name: string): Value | undefined;
  /** The way to where a provision without a value failed. */
  failed(name: string): readonly Node[];
}

/** Suppositions while parts are laid out. */
export interface ReadScope {
  readonly id: number;
  readonly parent: ReadScope | undefined;
  readonly frame: Frame;
  readonly bases: readonly number[];
  readonly supposed: ReadonlyMap<string, Part>;
  readonly rules: Map<string, Part>;
  readonly days: Map<Node, Part>;
  /** Which rules the suppositions move. */
  readonly touched: Map<string, boolean>;
  /** Where the trace keeps what the rules under them gave. */
  readonly layout: Layout;
}

/** What a binder bound: a part, or a row by its place among all rows of the list. */
export interface ReadBinding {
  readonly frame: Frame;
  readonly part?: Part;
  readonly row?: number;
  readonly tag?: string;
}
/** Where a part is laid out: under which suppositions, among which binders, and where the frames begin. */
export interface Place {
  readonly scope: ReadScope;
  readonly env: readonly (ReadBinding | undefined)[];
  readonly bases: readonly number[];
  readonly layout: Layout;
}

/** A part as an operation gives it. */
export function partOf(node: Node, value: Value | undefined, parts: readonly Part[], more?: More): Part {
  const { op, kind } = node;
  if (value === undefined) return { role: "operation", op, kind, parts, ...more };
  return more === undefined
    ? { role: "operation", op, kind, value, parts }
    : { role: "operation", op, kind, value, parts, ...more };
}

/** The part of a rule around what its formula gave. */
export function rulePart(rule: Rule, { part: laid, refusal: because }: Failed): Part {
  const refusal = because && because.provision === undefined ? { ...because, provision: rule.name } : because;
  const { rounding, row } = laid;
  const part: Writable<Part> = {
    role: rule.setting ? "setting" : "provision",
    op: rule.means.op,
    kind: rule.kind,
    name: rule.name,
    cites: row && row.row.cites.length > 0 ? [...rule.cites, ...row.row.cites] : rule.cites,
    parts: rule.means.op === "round" || rule.means.op === "dated" ? laid.parts : [laid],
  };
  if (laid.value !== undefined) part.value = laid.value;
  if (rule.register !== undefined) part.register = rule.register;
  if (rounding) part.rounding = rounding;
  if (row) part.row = row;
  if (refusal) part.refusal = refusal;
  return part;
}
