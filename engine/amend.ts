/** Amendments: the same plan with a provision replaced, a row enacted or another reading in force. The plan before stays as it is. */
import { addDays, formatDate } from "./dates.ts";
import type { DatedTable, Rule } from "./declarations.ts";
import type { Rounding } from "./exact.ts";
import type { Expr } from "./kinds.ts";
import { exprOf, nodeOf, type Node, type NodeOf } from "./node.ts";
import { emptyLoading, finish, ruleNamed, tableNamed, take, type Loading, type Plan } from "./plan.ts";
import {
  checkRows,
  citesOf,
  datedRow,
  type Cites,
  type Dated,
  type Provision,
  type RowSays,
  type UnknownRow,
} from "./provision.ts";

/** A change of a plan that is being loaded: a function of the law before it. */
export type Change = (loading: Loading) => void;

/** What a replaced provision says; what it does not say stays as it was. */
export interface Replaces<K> {
  readonly cites: Cites;
  /** The new formula, of the formula before it. */
  readonly means: (before: Expr<K>) => Expr<K>;
  readonly rounding?: Rounding;
  readonly register?: string;
}

type Wrapper = NodeOf<"round" | "expected">;

/** A formula without its outer rounding and bounds, and those, outermost first. */
function peeled(formula: Node): { readonly inner: Node; readonly wrappers: readonly Wrapper[] } {
  const wrappers: Wrapper[] = [];
  let inner = formula;
  while (inner.op === "expected" || inner.op === "round") {
    wrappers.push(inner);
    inner = inner.args[0]!;
  }
  return { inner, wrappers };
}

const rewrapped = (inner: Node, wrappers: readonly Wrapper[], rounding: Rounding | undefined): Node =>
  wrappers.toReversed().reduce<Node>((formula, wrapper) => {
    const changed = wrapper.op === "round" && rounding ? { ...wrapper, rounding } : wrapper;
    return Object.freeze({ ...changed, args: [formula, ...wrapper.args.slice(1)] });
  }, inner);

/** Replaces a provision's formula by a function of the formula before it. */
export const replacing =
  <K>(provision: Provision<K>, says: Replaces<K>): Change =>
  (loading) => {
    const before = ruleNamed({ ...loading, name: "the plan being amended" }, provision.name);
    const { inner, wrappers } = peeled(before.means);
    const means = rewrapped(nodeOf(says.means(exprOf<K>(inner))), wrappers, says.rounding);
    const register = says.register ?? before.register;
    const after: Rule = {
      ...before,
      cites: citesOf(says.cites),
      means,
      ...(register === undefined ? {} : { register }),
    };
    loading.rules.set(provision.name, after);
    take(loading, means);
  };

/** Adds provisions that the plan did not have. */
export const adding =
  (...provisions: readonly Provision<unknown>[]): Change =>
  (loading) => {
    for (const provision of provisions) take(loading, nodeOf(provision));
  };

/**
 * Enacts a row of a dated table: in force from its date, until the next row that the table already has. A row from the day after the
 * last that is known makes the table known from then on; one that would leave unknown days before it throws.
 */
export const enacting =
  <K>(table: Dated<K>, row: RowSays<K> | UnknownRow): Change =>
  (loading) => {
    const before = tableNamed({ ...loading, name: "the plan being amended" }, table.name) as DatedTable;
    const added = datedRow(table.name, row);
    const others = before.rows.filter((one) => one.from !== added.from);
    const rows = checkRows(
      table.name,
      [...others, added].toSorted((a, b) => a.from - b.from),
    );
    const { knownUntil, ...open } = { ...before, rows };
    if (knownUntil !== undefined && added.from > addDays(knownUntil, 1))
      throw new RangeError(
        `${table.name} is known until ${formatDate(knownUntil)}: enact the next day first`,
      );
    const known = knownUntil === undefined || added.from > knownUntil ? {} : { knownUntil };
    loading.tables.set(table.name, { ...open, ...known });
  };

/** Puts another reading of an open question in force. */
export const adopting =
  <Name extends string>(setting: Provision<{ readonly oneOf: Name }>, reading: NoInfer<Name>): Change =>
  (loading) => {
    const before = ruleNamed({ ...loading, name: "the plan being amended" }, setting.name);
    if (!Array.isArray(before.setting) || !before.setting.includes(reading)) {
      throw new RangeError(`"${reading}" is not a reading of ${setting.name}`);
    }
    const means = Object.freeze({ ...before.means, value: reading } as Node);
    loading.rules.set(setting.name, { ...before, means });
  };

/** The plan with changes made one after the other, under a name of its own. */
export function amend(plan: Plan, name: string, changes: readonly Change[]): Plan {
  const loading = emptyLoading();
  for (const part of ["rules", "tables", "facts", "lists"] as const) {
    for (const [key, value] of plan[part]) (loading[part] as Map<string, unknown>).set(key, value);
  }
  for (const change of changes) change(loading);
  return finish(name, loading);
}
