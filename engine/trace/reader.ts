/** Lays out the parts of explanations from a trace. Nothing is evaluated: every value, every way taken and every row was kept. */
import { decode } from "../columns.ts";
import { addDays } from "../dates.ts";
import type { DatedTable, FieldDeclaration, LookupTable } from "../declarations.ts";
import { exact, scaled, type Exact } from "../exact.ts";
import { constantPart, shown } from "../explain/arithmetic.ts";
import type { Part } from "../explanation.ts";
import { fieldValue, findFact, valueOfKind, type Row } from "../facts.ts";
import { isRatioKind, type KindName, type Value } from "../kinds.ts";
import type { Node, NodeOf } from "../node.ts";
import { ruleNamed, tableNamed } from "../plan.ts";
import { touches } from "../explain/rules.ts";
import { NONE } from "../runtime.ts";
import type { StrictNode } from "../values.ts";
import { layFailed, type Failed } from "./failing.ts";
import type { Frame, Stored } from "./frames.ts";
import type { Spot, Supposed } from "./layout.ts";
import { partOf, rulePart, type Place, type ReadBinding, type ReadScope, type Traced } from "./parts.ts";
import { layLoop } from "./reader-loops.ts";

/** Lays out the parts of one person. */
export class Reader {
  readonly traced: Traced;
  readonly #facts = new Map<string, Part>();
  readonly #root: ReadScope;

  constructor(traced: Traced) {
    this.traced = traced;
    this.#root = {
      id: 0,
      parent: undefined,
      frame: traced.compiler.frames.root,
      bases: [traced.begins],
      supposed: new Map(),
      rules: new Map(),
      days: new Map(),
      ...this.#shared(0),
    };
  }

  /** The explanation of a provision. */
  provision(name: string): Part {
    return this.#rule(name, this.#root);
  }

  /** A number of the trace. */
  at(frame: Frame, bases: readonly number[], place: number): number {
    return (frame.depth === 0 ? this.traced.fixed : this.traced.varying)[bases[frame.depth]! + place]!;
  }
  /** What is the same for everybody under the supposition of a number. */
  #shared(scope: number): Supposed {
    const { layout, touched } = this.traced.compiler.supposed(scope);
    return { layout, touched };
  }
  /** Where the trace keeps what it holds of a node. */
  spot(node: Node, { scope, env, layout }: Place): Spot {
    return layout.spot(this.traced.compiler, node, scope, env);
  }
  /** A number that was noted of a node. */
  noted(node: Node, place: Place, i = 0): number {
    const { home, noted } = this.spot(node, place);
    if (noted === undefined) throw new Error(`the trace notes nothing of ${node.op}`);
    return this.at(home, place.bases, noted + i);
  }
  /** The value that was kept of a node. */
  value(node: Node, place: Place): Value {
    const { home, stored } = this.spot(node, place);
    if (!stored) throw new Error(`the trace holds no value of ${node.op}`);
    const numbers = home.depth === 0 ? this.traced.fixed : this.traced.varying;
    return this.#decoded(node.kind, stored, numbers, place.bases[home.depth]! + stored.at);
  }
  /** A kept number as a value. */
  #decoded(kind: KindName, stored: Stored, numbers: Float64Array, at: number): Value {
    const { is, factor, divided, big } = stored;
    const code = numbers[at]!;
    if (is === "condition") return code === 1;
    if (is === "tenure") return { months: code, days: numbers[at + 1]! };
    if (code === NONE) return null;
    if (kind === "choice") return this.traced.compiler.choices[code]!;
    const divisor = divided ? numbers[at + 1]! : 1;
    const value = big
      ? exact(((BigInt(code) << 50n) + BigInt(numbers[at + 2]!)) * factor.n, factor.d * BigInt(divisor))
      : scaled(code, factor, divisor);
    return isRatioKind(kind) ? value : Number(value.top);
  }

  /** The part of a node; its value, where it is that of what it stands in or follows from the way that was taken. */
  lay(node: Node, place: Place, known?: Value): Part {
    switch (node.op) {
      case "constant":
        return constantPart(node);
      case "fact":
        return this.#fact(node, place.scope);
      case "ref":
        return this.#rule(node.name, place.scope);
      case "bound":
        return place.env[node.level]!.part!;
      case "field":
        return this.#field(node, place);
      case "named": {
        const value = known === undefined ? this.value(node, place) : known;
        return partOf(node, value, [this.lay(node.args[0]!, place, value)], {
          role: "named",
          name: node.name,
        });
      }
      case "expected": {
        const value = known === undefined ? this.value(node, place) : known;
        const of = this.lay(node.args[0]!, place, value);
        return partOf(node, value, [of], of.rounding ? { rounding: of.rounding } : undefined);
      }
      case "not": {
        const value = known === undefined ? this.value(node, place) : known;
        return partOf(node, value, [this.lay(node.args[0]!, place, !(value as boolean))]);
      }
      case "all":
      case "any":
        return this.#conditions(node, place);
      case "cases":
        return this.#cases(node, place, known === undefined ? this.value(node, place) : known);
      case "ifAny":
        return this.#ifAny(node, place, known === undefined ? this.value(node, place) : known);
      case "greater":
      case "lesser":
        return this.#extreme(node, place);
      case "round": {
        const after = (known === undefined ? this.value(node, place) : known) as Exact;
        const of = this.lay(node.args[0]!, place);
        return partOf(node, after, [of], {
          rounding: { before: of.value as Exact, after, by: node.rounding },
        });
      }
      case "dated":
        return this.#dated(node, place);
      case "lookup":
        return this.#lookup(node, place, known);
      case "supposing":
        return this.#supposing(node, place, known === undefined ? this.value(node, place) : known);
      case "over":
      case "union":
      case "spans":
      case "covered":
      case "window":
      case "search":
      case "carry":
      case "course":
        return layLoop(this, node, place, known);
      case "refusing":
        throw new Error("a refusal has no trace");
      default: {
        const value = known === undefined ? this.value(node, place) : known;
        const parts = node.args.map((arg) => this.lay(arg, place));
        const more =
          node.op === "compare" || node.op === "is" || node.op === "blocks" || node.op === "remainder"
            ? shown(node as StrictNode)
            : undefined;
        return partOf(node, value, parts, more);
      }
    }
  }

  #fact(node: NodeOf<"fact">, scope: ReadScope): Part {
    for (let at: ReadScope | undefined = scope; at; at = at.parent) {
      const supposed = at.supposed.get(node.name);
      if (supposed) return supposed;
    }
    let part = this.#facts.get(node.name);
    if (!part) {
      const { facts, columns, person, compiler } = this.traced;
      const found = facts && findFact(facts, node.name);
      const value = found
        ? valueOfKind(node.kind, found.value as never, node.name)
        : decode(node.kind, columns.facts[node.name]![person]!, compiler.choices);
      const origin = found?.origin ?? "recorded";
      this.#facts.set(node.name, (part = partOf(node, value, [], { role: "fact", name: node.name, origin })));
    }
    return part;
  }

  /** The part of a list, with how many rows it has. */
  list(name: string): Part {
    let part = this.#facts.get(name);
    if (!part) {
      const { facts, columns, person } = this.traced;
      const { offsets } = columns.lists[name]!;
      const origin = (facts && findFact(facts, name)?.origin) ?? "recorded";
      part = { role: "fact", op: "fact", kind: "count", name, origin, parts: [] };
      part = { ...part, value: offsets[person + 1]! - offsets[person]! };
      this.#facts.set(name, part);
    }
    return part;
  }

  /** A row of a list as the caller gave it, by its place among all rows. */
  row(list: string, at: number): Row {
    const { facts, columns, person, compiler } = this.traced;
    const { offsets, fields } = columns.lists[list]!;
    if (facts) return (findFact(facts, list)!.value as readonly Row[])[at - offsets[person]!]!;
    const declared = Object.entries(compiler.plan.lists.get(list)!.fields);
    return Object.fromEntries(
      declared.map(([field, { kind }]) => [field, decode(kind, fields[field]![at]!, compiler.choices)]),
    );
  }

  #field(node: NodeOf<"field">, { env }: Place): Part {
    const { compiler } = this.traced;
    const declaration = compiler.plan.lists.get(node.list)!.fields[node.name]!;
    const value = this.#fieldOf(node.list, node.name, declaration, env[node.level]!.row!);
    return partOf(node, value, [], { role: "field", name: `${node.list}.${node.name}` });
  }

  #fieldOf(list: string, field: string, declaration: FieldDeclaration, at: number): Value {
    const { facts, columns, compiler } = this.traced;
    if (facts) return fieldValue(declaration, this.row(list, at), list, field);
    return decode(declaration.kind, columns.lists[list]!.fields[field]![at]!, compiler.choices);
  }

  #rule(name: string, scope: ReadScope): Part {
    const common = this.traced.compiler.common.get(name);
    if (common) return common.explanation;
    let at = scope;
    while (at.parent && !this.#touches(name, at)) at = at.parent;
    let part = at.rules.get(name);
    if (!part) at.rules.set(name, (part = this.#computed(name, at)));
    return part;
  }

  #touches(name: string, scope: ReadScope): boolean {
    return touches(this.traced.compiler.plan, name, scope);
  }

  #computed(name: string, scope: ReadScope): Part {
    const rule = ruleNamed(this.traced.compiler.plan, name);
    const known = scope.parent ? undefined : this.traced.valueOf(name);
    const place: Place = { scope, env: [], bases: scope.bases, layout: scope.layout };
    if (!scope.parent && known === undefined)
      return rulePart(rule, layFailed(this, this.traced.failed(name), place));
    return rulePart(rule, { part: this.lay(rule.means, place, known), refusal: undefined });
  }

  /** A rule under suppositions that failed; what failed in it is laid out by the caller. */
  failedRule(name: string, scope: ReadScope, inside: (place: Place) => Failed): Failed {
    let at = scope;
    while (at.parent && !this.#touches(name, at)) at = at.parent;
    const rule = ruleNamed(this.traced.compiler.plan, name);
    const part = rulePart(rule, inside({ scope: at, env: [], bases: at.bases, layout: at.layout }));
    at.rules.set(name, part);
    return { part, refusal: part.refusal };
  }

  #conditions(node: NodeOf<"all" | "any">, place: Place): Part {
    const deciding = node.op === "any";
    const which = this.noted(node, place);
    if (which === node.args.length)
      return partOf(
        node,
        !deciding,
        node.args.map((arg) => this.lay(arg, place, !deciding)),
      );
    const by = this.lay(node.args[which]!, place, deciding);
    const lost = node.args.slice(0, which).map((arg) => this.lay(arg, place, !deciding));
    return partOf(node, deciding, [by], lost.length > 0 ? { lost } : {});
  }

  #cases(node: NodeOf<"cases">, place: Place, value: Value): Part {
    const which = this.noted(node, place);
    const passed = Array.from({ length: which }, (_, i) => this.lay(node.args[2 * i]!, place, false));
    const lost = passed.length > 0 ? { lost: passed } : {};
    if (2 * which === node.args.length - 1)
      return partOf(node, value, [this.lay(node.args[2 * which]!, place, value)], lost);
    const [condition, gives] = [node.args[2 * which]!, node.args[2 * which + 1]!];
    return partOf(node, value, [this.lay(gives, place, value), this.lay(condition, place, true)], lost);
  }

  #ifAny(node: NodeOf<"ifAny">, place: Place, value: Value): Part {
    const [of, body, otherwise] = node.args as [Node, Node, Node];
    const found = this.lay(of, place);
    if (found.value === null) return partOf(node, value, [this.lay(otherwise, place, value), found]);
    const { home: frame, name: tag } = this.spot(node, place);
    const inside = this.inside(node, place, [{ part: found, frame, tag }]);
    return partOf(node, value, [this.lay(body, inside, value), found]);
  }

  /** The place inside a binder: what it bound stands among the binders around it. */
  inside(
    node: Node & { readonly level: number },
    place: Place,
    bound: readonly ReadBinding[],
    bases = place.bases,
  ): Place {
    const { level } = node;
    const env = place.env.slice(0, level);
    while (env.length < level) env.push(undefined);
    env.push(...bound);
    return { scope: place.scope, env, bases, layout: this.spot(node, place).inside };
  }

  #extreme(node: Node, place: Place): Part {
    const which = this.noted(node, place);
    const from = node.args.map((arg) => this.lay(arg, place));
    const best = from[which]!;
    return partOf(node, best.value, [best], { lost: from.filter((one) => one !== best) });
  }

  #dated(node: NodeOf<"dated">, place: Place): Part {
    const table = tableNamed(this.traced.compiler.plan, node.table) as DatedTable;
    const on = this.lay(node.args[0]!, place);
    const at = this.noted(node, place);
    const [row, next] = [table.rows[at]!, table.rows[at + 1]];
    const until = next ? addDays(next.from, -1) : table.knownUntil;
    const governedBy = table.governedBy || (on.name ?? "");
    const date = on.value as number;
    return partOf(node, row.value, [on], {
      role: "table",
      name: table.name,
      cites: [...table.cites, ...row.cites],
      row: { table: table.name, governedBy, date, row, ...(until === undefined ? {} : { until }) },
    });
  }

  #lookup(node: NodeOf<"lookup">, place: Place, known: Value | undefined): Part {
    const table = tableNamed(this.traced.compiler.plan, node.table) as LookupTable;
    const value = known === undefined ? this.value(node, place) : known;
    const from = node.args.map((arg) => this.lay(arg, place));
    const [key, secondKey] = from.map((one) => one.value as number) as [number, number?];
    const keys = secondKey === undefined ? { key } : { key, secondKey };
    return partOf(node, value, from, { role: "table", name: table.name, cites: table.cites, ...keys });
  }

  /** The place under a supposition, and what is supposed in it. */
  supposed(
    node: NodeOf<"supposing">,
    place: Place,
  ): { readonly under: Place; readonly supposed: Readonly<Record<string, Value>> } {
    const values = node.args.slice(1);
    const supposed = new Map<string, Part>();
    for (const [i, name] of node.facts.entries()) {
      const part = this.lay(values[i]!, place);
      supposed.set(name, { ...part, role: "fact", name, parts: [part] });
    }
    const { home: frame, name, inside: layout } = this.spot(node, place);
    const id = this.traced.compiler.frames.scope(name, frame);
    const scope: ReadScope = {
      id,
      parent: place.scope,
      frame,
      bases: place.bases,
      supposed,
      rules: new Map(),
      days: new Map(),
      ...this.#shared(id),
    };
    const shownAs = [...supposed].map(([name, one]) => [name, one.value ?? null] as const);
    return { under: { ...place, scope, layout }, supposed: Object.fromEntries(shownAs) };
  }

  #supposing(node: NodeOf<"supposing">, place: Place, value: Value): Part {
    const { under, supposed } = this.supposed(node, place);
    return partOf(node, value, [this.lay(node.args[0]!, under, value)], { supposed });
  }
}
