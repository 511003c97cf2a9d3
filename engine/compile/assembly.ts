/** A plan's rules as a program: each in the block that computes and keeps it, gathered into functions that run over columns. */
import { checkColumns, columnsOf, emptyColumns, type Columns, type Reads } from "../columns.ts";
import type { Rule } from "../declarations.ts";
import { Block, type Exit, type Val } from "../emit.ts";
import { ruleNamed, type Plan } from "../plan.ts";
import { NotCompiled } from "../proven.ts";
import { FormulaCompiler } from "./formula-compiler.ts";
import { factColumn, factVariable, fieldColumn, offsetsOf, variable } from "./formulas.ts";
import { type ColumnPlan, columnNames, columnPlan, keptNames, KeptRun, underName } from "./kept.ts";
import { grouped, neededRules, ref, type Piece } from "./order.ts";
import { binderOf, boundNames, buildFunctions, type Functions, type Program } from "./program.ts";

const CHUNK = 4096;

/** Where generated code finds what it is given: each name with its place in the array. */
type Places = ReadonlyMap<string, string>;
const placesOf = (array: string, names: readonly string[]): Places =>
  new Map(names.map((name, i) => [name, `${array}[${i}]`]));

/** A plan's rules in code, and the functions made of it. */
export interface Assembled {
  readonly plan: Plan;
  readonly kept: readonly string[];
  readonly interpreted: ReadonlyMap<string, string>;
  readonly reads: Reads;
  readonly source: string;
  readonly columns: readonly ColumnPlan[];
  readonly functions: Functions;
  /** Finds what the functions read in columns. */
  readonly bind: (columns: Columns) => readonly unknown[];
  /** Whether something asked for has no compiled form, so that everybody is left to the interpreter. */
  readonly wantsInterpreter: boolean;
}

/** What every program of assembled code says of itself, and how its columns are made; how it runs is its own. */
export function faceOf({ kept, interpreted, reads, source }: Assembled): Omit<Program, "run"> {
  return {
    kept,
    interpreted,
    reads,
    source,
    columns: (count, rows) => emptyColumns(reads, count, rows),
    columnsOf: (people) => columnsOf(reads, people),
    check: (columns) => checkColumns(reads, columns),
  };
}

/** The program of assembled code that keeps the values. */
function programOf(assembled: Assembled): Program {
  const { plan, reads, functions } = assembled;
  return {
    ...faceOf(assembled),
    run: (columns, into) => {
      const holder =
        (into as KeptRun | undefined) ?? new KeptRun(plan, reads, assembled.columns, columns.count);
      const bound = assembled.bind(columns);
      for (let at = 0; at < columns.count; at += CHUNK) {
        for (const group of functions.run)
          group(bound, holder.bound, columns.outside, at, Math.min(columns.count, at + CHUNK));
      }
      holder.handOver(
        columns,
        assembled.wantsInterpreter
          ? undefined
          : functions.handOver(holder.bound, columns.outside, columns.count),
      );
      return holder;
    },
  };
}

/** Compiles the provisions asked for, and all that they use. */
export class Assembly extends FormulaCompiler {
  /** What a generated function is given, what it does first for each member, and how it ends. */
  protected readonly parameters: string = "F,K,O,from,to";
  protected readonly memberBegins: readonly string[] = [];
  protected readonly groupEnds: string = "";
  /** How many rules share a generated function. */
  protected readonly groupSize: number = 50;
  readonly #wanted: readonly string[];
  readonly #columns: ColumnPlan[] = [];
  readonly #interpreted = new Map<string, string>();
  #allFacts = new Set<string>();
  #allLists = new Set<string>();

  constructor(plan: Plan, wanted: readonly string[]) {
    super(plan);
    this.#wanted = wanted;
  }

  /** The program that keeps the values. */
  program(): Program {
    return programOf(this.assembled());
  }

  /** All rules compiled, and the code that they make together. */
  protected assembled(): Assembled {
    const order = new Set<string>();
    for (const name of this.#wanted)
      for (const needed of neededRules(this.plan, ref(name), () => true).keys()) order.add(needed);
    const names = [...order];
    const pieces = names.map((name) => this.#piece(name));
    const reads: Reads = {
      plan: this.plan,
      choices: this.choices,
      facts: [...this.#allFacts].toSorted(),
      lists: [...this.#allLists].toSorted(),
    };
    const given = placesOf("F", boundNames(reads));
    const kept = placesOf("K", keptNames(this.#columns));
    const groups = grouped(pieces, this.groupSize).map((group, number) =>
      this.#groupCode(number, group, given, kept),
    );
    const source = this.finished(this.#source(groups, kept));
    return {
      plan: this.plan,
      kept: names.filter((name) => !this.#interpreted.has(name)),
      interpreted: this.#interpreted,
      reads,
      source,
      columns: this.#columns,
      functions: buildFunctions(this.plan, source, this.constants),
      bind: binderOf(reads),
      wantsInterpreter: this.#wanted.some((name) => this.#interpreted.has(name)),
    };
  }

  /** Where a rule goes that cannot be computed, and what is done first where it can happen. */
  protected exitOf(rule: Rule): Exit {
    return { label: `L${variable(rule.name)}`, used: false };
  }
  protected failing(_rule: Rule): string {
    return "";
  }

  /** The code as it stands when all of it is known. */
  protected finished(source: string): string {
    return source;
  }

  // ---- groups and rules ----

  #piece(name: string): Piece {
    this.factsRead = new Set();
    this.listsRead = new Set();
    this.rulesRead = new Set();
    const body = this.#rootRule(name);
    for (const fact of this.factsRead) this.#allFacts.add(fact);
    for (const list of this.listsRead) this.#allLists.add(list);
    return { name, body, facts: this.factsRead, lists: this.listsRead, rules: this.rulesRead };
  }

  #groupCode(number: number, pieces: readonly Piece[], given: Places, kept: Places): string {
    const own = new Set(pieces.map((piece) => piece.name));
    const all = (which: "facts" | "lists" | "rules"): readonly string[] => [
      ...new Set(pieces.flatMap((piece) => [...piece[which]])),
    ];
    const earlier = all("rules").filter((name) => !own.has(name));
    const columns = [...earlier, ...own].flatMap((name) =>
      this.#columnNames(name).map((column) => `${column}=${kept.get(column)}`),
    );
    const facts = all("facts").map((name) => `${factColumn(name)}=${given.get(factColumn(name))}`);
    const lists = all("lists").flatMap((list) => {
      const fields = Object.keys(this.plan.lists.get(list)!.fields).map((field) => fieldColumn(list, field));
      return [offsetsOf(list), ...fields].map((column) => `${column}=${given.get(column)}`);
    });
    const body = pieces.flatMap((piece) => piece.body);
    const constants = new Set(body.flatMap((line) => line.match(/\bC\d+\b/g) ?? []));
    const bound = [
      ...columns,
      ...facts,
      ...lists,
      ...[...constants].map((name) => `${name}=T[${name.slice(1)}]`),
    ];
    const reads = all("facts").map((name) => `const ${factVariable(name)}=${factColumn(name)}[m];`);
    const again = earlier.flatMap((name) =>
      this.#columnNames(name).map((column) => `const ${column.slice(1)}=${column}[m];`),
    );
    return [
      `function group${number}(${this.parameters}){`,
      ...(bound.length > 0 ? [`const ${bound.join(",")};`] : []),
      "for(let m=from;m<to;m++){",
      "if(O[m]!==0)continue;",
      ...this.memberBegins,
      ...reads,
      ...again,
      ...body,
      "}",
      `${this.groupEnds}}`,
    ].join("\n");
  }

  #columnNames(name: string): readonly string[] {
    const column = this.#columns.find((one) => one.name === name);
    if (!column) return [];
    return columnNames(column);
  }

  #rootRule(name: string): readonly string[] {
    const rule = ruleNamed(this.plan, name);
    const block = new Block(this.names, this.exitOf(rule));
    try {
      const val = this.ruleBody(rule, block, this.root);
      return this.#keep(rule, block, val);
    } catch (problem) {
      if (!(problem instanceof NotCompiled)) throw problem;
      this.#interpreted.set(name, problem.message);
      this.root.rules.delete(name);
      return [];
    }
  }
  /** Code that computes a rule into its variable and its column. */
  #keep(rule: Rule, block: Block, val: Val): readonly string[] {
    const name = variable(rule.name);
    const column = columnPlan(rule, val, this.choices);
    this.#columns.push(column);
    const fails = block.exit.used;
    const inner = block.lines;
    const stores = [`k${name}[m]=${name};`];
    const declares = [`let ${name}=${fails ? column.fail : 0};${fails ? this.failing(rule) : ""}`];
    if (val.is === "condition") inner.push(`${name}=${val.code}?1:0;`);
    if (val.is === "number") inner.push(`${name}=${val.num.code};`);
    if (val.is === "number" && val.num.divisor) {
      inner.push(`${name}_d=${val.num.divisor.code};`);
      declares.push(`let ${name}_d=1;`);
      stores.push(`k${name}_d[m]=${name}_d;`);
    }
    if (val.is === "tenure") {
      inner.push(`${name}=${val.months.code};`, `${name}_n=${val.days.code};`);
      declares.push(`let ${name}_n=0;`);
      stores.push(`k${name}_n[m]=${name}_n;`);
    }
    this.root.rules.set(rule.name, {
      val: underName(val, name),
      name,
      fail: fails ? column.fail : undefined,
    });
    return [
      `// ${rule.name}`,
      ...declares,
      `${fails ? `${block.exit.label}:` : ""}{`,
      ...inner,
      "}",
      ...stores,
    ];
  }

  #source(groups: readonly string[], kept: Places): string {
    const checks = this.#wanted.flatMap((name) => {
      const found = this.root.rules.get(name);
      return found?.fail === undefined ? [] : [`${kept.get(`k${variable(name)}`)}[m]===${found.fail}`];
    });
    const condition = ["O[m]!==0", ...checks].join("||");
    const last = `function handOver(K,O,count){const out=[];for(let m=0;m<count;m++)if(${condition})out.push(m);return out;}`;
    const list = groups.map((_, i) => `group${i}`).join(",");
    return [`"use strict";`, ...groups, last, `return {run:[${list}],handOver};`].join("\n");
  }
}
