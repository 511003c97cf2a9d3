/** Everything of a plan that may be stated or asked for, with its type, unit and range. */
import type { FieldDeclaration } from "@emeritus/engine/declarations.ts";
import type { KindName } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { show } from "../cases.ts";

/** One name of the vocabulary. */
export interface Term {
  readonly name: string;
  /** A fact and a list are asked of the person; the others are the law's, may be stated in its place, and may be asked for. */
  readonly is: "fact" | "list" | "field" | "provision" | "setting" | "table";
  readonly kind: KindName | "list";
  /** Whether it may be known to be absent. */
  readonly maybe: boolean;
  readonly choices?: readonly string[];
  /** The least and most that a fact may be. */
  readonly range?: readonly [least: string, most: string];
  /** The most rows of a list. */
  readonly rows?: number;
  readonly cites: readonly string[];
  readonly register?: string;
}

/** The terms of a plan: facts, lists with their fields, then provisions, each in alphabetical order. */
export function vocabularyOf(plan: Plan): readonly Term[] {
  const byName = <T extends { readonly name: string }>(values: Iterable<T>): readonly T[] =>
    [...values].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...byName(plan.facts.values()).map((fact) => termOf("fact", fact.name, fact)),
    ...byName(plan.lists.values()).flatMap(({ name, fields, most }): Term[] => [
      { name, is: "list", kind: "list", maybe: false, rows: most, cites: [] },
      ...Object.entries(fields).map(([field, declaration]) =>
        termOf("field", `${name}.${field}`, declaration),
      ),
    ]),
    ...byName(plan.rules.values()).map(({ name, kind, maybe, choices, cites, register, setting }): Term => {
      const is = plan.tables.has(name) ? "table" : setting ? "setting" : "provision";
      const more = { ...(choices ? { choices } : {}), ...(register === undefined ? {} : { register }) };
      return { name, is, kind, maybe, cites, ...more };
    }),
  ];
}

function termOf(is: "fact" | "field", name: string, declaration: FieldDeclaration): Term {
  const { kind, maybe, choices, least, most } = declaration;
  const edges =
    least === undefined || most === undefined ? undefined : ([show(kind, least), show(kind, most)] as const);
  return {
    name,
    is,
    kind,
    maybe,
    cites: [],
    ...(choices ? { choices } : {}),
    ...(edges ? { range: edges } : {}),
  };
}
