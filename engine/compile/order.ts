/** In which order rules are computed, and which of them share a generated function. */
import type { Node } from "../node.ts";
import { dependenciesOf, ruleNamed, type Plan } from "../plan.ts";

/** The rules that must be computed in a scope before a formula that stands in it, each after what it uses. */
export function neededRules(
  plan: Plan,
  formula: Node,
  belongs: (name: string) => boolean,
): Map<string, number> {
  const uses = new Map<string, number>();
  const ordered = new Map<string, number>();
  const seen = new Set<string>();
  const visit = (node: Node, layers: readonly ReadonlySet<string>[]): void => {
    if (node.op === "ref") return use(node.name, layers);
    if (node.op !== "supposing") return node.args.forEach((arg) => visit(arg, layers));
    const [then, ...values] = node.args;
    for (const value of values) visit(value, layers);
    visit(then!, [...layers, new Set(node.facts)]);
  };
  const use = (name: string, layers: readonly ReadonlySet<string>[]): void => {
    const needs = dependenciesOf(plan, name);
    const depth = layers.findLastIndex((layer) => [...layer].some((fact) => needs.has(fact)));
    if (depth < 0 && !belongs(name)) return;
    if (depth < 0) uses.set(name, (uses.get(name) ?? 0) + 1);
    const kept = layers.slice(0, depth + 1);
    const key = `${name}|${kept.map((layer) => [...layer].join("+")).join("|")}`;
    if (seen.has(key)) return;
    seen.add(key);
    visit(ruleNamed(plan, name).means, kept);
    if (depth < 0) ordered.set(name, 0);
  };
  visit(formula, []);
  for (const name of ordered.keys()) ordered.set(name, uses.get(name)!);
  return ordered;
}

/** The code of one rule, and what it reads. */
export interface Piece {
  readonly name: string;
  readonly body: readonly string[];
  readonly facts: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** Rules in functions: one that loops has its own, so that its loop keeps the registers; others share one. */
export function grouped(pieces: readonly Piece[], size: number): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  let open: Piece[] | undefined;
  for (const piece of pieces) {
    if (piece.body.some((line) => /^(for|while)\(/.test(line))) {
      groups.push([piece]);
      open = undefined;
    } else if (open && open.length < size) open.push(piece);
    else groups.push((open = [piece]));
  }
  return groups;
}

/** A reference to a rule. */
export const ref = (name: string): Node => ({ op: "ref", name, kind: "count", maybe: false, args: [] });
