/** Explanations of many people at once: a compiled program that keeps a trace, and explanations that are laid out from it when read. */
import { factsFromColumns, type Columns } from "../columns.ts";
import { explainerByName } from "../explain.ts";
import { KeptRun } from "../compile/kept.ts";
import { faceOf, type Assembled } from "../compile/assembly.ts";
import type { Program } from "../compile/program.ts";
import type { Part, Refusal, Result } from "../explanation.ts";
import { findFact, type Facts } from "../facts.ts";
import type { Value } from "../kinds.ts";
import { dependenciesOf, ruleNamed, type Plan } from "../plan.ts";
import type { Traced } from "./parts.ts";
import { Reader } from "./reader.ts";
import { ProvisionValues } from "./values.ts";
import { Tracing } from "./tracing.ts";

/** A compiled plan that explains what it computes. */
export interface ExplainingProgram extends Omit<Program, "run"> {
  /** Explains every kept provision of all people of the columns; `into` is written over where it is given. */
  run(columns: Columns, into?: Explained): Explained;
}

/** Compiles provisions, and all that they use, with the traces of their explanations. */
export function compileExplaining(
  plan: Plan,
  wanted: readonly { readonly name: string }[],
): ExplainingProgram {
  const compiler = new Tracing(
    plan,
    wanted.map(({ name }) => name),
  );
  const assembled = compiler.traced();
  return {
    ...faceOf(assembled),
    run: (columns, into) => {
      const explained = into ?? new Explained(compiler, assembled, columns.count);
      explained.fill(columns);
      return explained;
    },
  };
}

/** What the interpreter explained of one person whose other results are traced. */
class PersonFailures {
  readonly #explain: (name: string) => Result<Value>;
  readonly #results = new Map<string, Result<Value>>();
  constructor(explain: (name: string) => Result<Value>) {
    this.#explain = explain;
  }
  get size(): number {
    return this.#results.size;
  }
  has(name: string): boolean {
    return this.#results.has(name);
  }
  add(name: string): void {
    this.#results.set(name, this.#explain(name));
  }
  get(name: string): Result<Value> | undefined {
    return this.#results.get(name);
  }
}

/** The explanations of the people of some columns. */
export class Explained {
  readonly compiler: Tracing;
  readonly provisions: readonly ProvisionValues[];
  readonly #assembled: Assembled;
  readonly #values: KeptRun;
  readonly #fixed: Float64Array;
  readonly #width: number;
  readonly #byName: ReadonlyMap<string, ProvisionValues>;
  /** The provisions that may fail, each with the place that tells where it failed. */
  readonly #mayFail: readonly (readonly [values: ProvisionValues, place: number])[];
  /** Whom something failed in a way that no trace tells. */
  readonly #untold: Uint8Array;
  /** The provisions that ask nothing of the person, and the places of all others among the kept. */
  readonly #common: readonly ProvisionValues[];
  readonly #own: readonly number[];
  /** The results of the common provisions in their places, and nothing in those of the others. */
  #alike: Result<Value>[] = [];
  #varying = new Float64Array(0);
  #failures = new Map<number, PersonFailures>();
  #columns: Columns | undefined;

  constructor(compiler: Tracing, assembled: Assembled, count: number) {
    const { plan, reads, columns, kept } = assembled;
    this.compiler = compiler;
    this.#assembled = assembled;
    this.#values = new KeptRun(plan, reads, columns, count);
    this.#width = compiler.frames.root.size;
    this.#fixed = new Float64Array(count * this.#width);
    this.#untold = new Uint8Array(count);
    this.provisions = kept.map(
      (name) => new ProvisionValues(ruleNamed(plan, name), this.#values.columns.get(name)!, reads.choices),
    );
    this.#byName = new Map(this.provisions.map((one) => [one.name, one]));
    this.#mayFail = this.provisions
      .filter(({ name }) => compiler.mayFail.has(name))
      .map((one) => [one, compiler.frames.root.find(`failed ${one.name}`)!]);
    const isCommon = ({ name }: ProvisionValues): boolean =>
      dependenciesOf(plan, name).size === 0 && !compiler.mayFail.has(name);
    this.#common = this.provisions.filter(isCommon);
    this.#own = this.provisions.flatMap((one, at) => (isCommon(one) ? [] : [at]));
  }

  /** Computes and explains the people of columns. */
  fill(columns: Columns): void {
    const { functions, bind, wantsInterpreter } = this.#assembled;
    const { count, outside } = columns;
    this.#columns = columns;
    const facts = bind(columns);
    this.#untold.fill(0);
    for (;;) {
      let at = 0;
      for (const group of functions.run)
        at = group(
          facts,
          this.#values.bound,
          outside,
          0,
          count,
          this.#fixed,
          this.#varying,
          at,
          this.#untold,
        );
      if (at <= this.#varying.length) break;
      this.#varying = new Float64Array(at + (at >> 2));
    }
    this.#values.handOver(columns, wantsInterpreter ? undefined : this.#untraced(columns));
    this.#explainFailures(columns);
    if (this.#alike.length === 0) this.#shareCommon(columns);
  }

  /** Lays out once what asks nothing of the person: everybody's explanations hold the same objects. */
  #shareCommon({ count }: Columns): void {
    let person = 0;
    while (this.#values.handedOver.has(person)) person += 1;
    if (person === count) return;
    const { common } = this.compiler;
    const reader = new Reader(this.traced(person));
    for (const one of this.#common)
      if (!common.has(one.name))
        common.set(one.name, {
          value: one.value(person)!,
          missing: NOTHING,
          explanation: reader.provision(one.name),
        });
    this.#alike = this.provisions.map(({ name }) => common.get(name)!);
  }

  /** The results of one person, in the order of the kept provisions. */
  resultsOf(of: PersonExplained): readonly Result<Value>[] {
    const results = this.#alike.slice();
    for (const at of this.#own) {
      const values = this.provisions[at]!;
      results[at] = new TracedResult(of, values, values.value(of.person));
    }
    return results;
  }

  /** Those whom the interpreter explains: outside what was proven, or with something assumed. */
  #untraced({ count, outside, factsOf }: Columns): readonly number[] {
    const people: number[] = [];
    for (let i = 0; i < count; i++)
      if (outside[i] !== 0 || (factsOf && this.#assumes(factsOf(i)))) people.push(i);
    return people;
  }

  /** Explains by the interpreter what could not be computed in a way that no trace tells; nobody's other results are concerned. */
  #explainFailures(columns: Columns): void {
    const { failures } = this.compiler;
    this.#failures = new Map();
    for (let i = 0; i < columns.count; i++) {
      if (this.#untold[i] === 0 || this.#values.handedOver.has(i)) continue;
      for (const [{ name, numbers, fail }, place] of this.#mayFail) {
        if (numbers[i] !== fail) continue;
        const last = failures[this.#fixed[i * this.#width + place]!]!.at(-1);
        if (!last || (last.op === "ref" && this.#failures.get(i)?.has(last.name)))
          this.#explainFailure(columns, i, name);
      }
    }
  }

  #explainFailure(columns: Columns, person: number, name: string): void {
    let failures = this.#failures.get(person);
    if (!failures) {
      const { plan, reads } = this.#assembled;
      const facts = columns.factsOf?.(person) ?? factsFromColumns(reads, columns, person);
      this.#failures.set(person, (failures = new PersonFailures(explainerByName(plan, facts))));
    }
    failures.add(name);
  }

  /** Whether something is assumed, so that the results are estimates which name it. */
  #assumes(facts: Facts): boolean {
    const { reads } = this.#assembled;
    return [...reads.facts, ...reads.lists].some((name) => findFact(facts, name)?.origin === "assumed");
  }

  /** How many people were left to the interpreter. */
  get handedOver(): number {
    return this.#values.handedOver.size;
  }
  /** How many results of others the interpreter explains, because nothing could be computed in a way that no trace tells. */
  get failuresExplained(): number {
    return [...this.#failures.values()].reduce((sum, { size }) => sum + size, 0);
  }
  /** How many bytes the trace holds: what is kept of each person, and what is kept of the turns of loops. */
  get bytes(): readonly [fixed: number, varying: number] {
    return [this.#fixed.byteLength, this.#varying.byteLength];
  }

  /** The explanations of one person. */
  person(person: number): PersonExplained {
    const failures = this.#failures.get(person);
    return new PersonExplained(this, person, this.#values.handedOver.get(person), failures);
  }

  /** The values of a provision; a name that was not kept is a defect of the caller and throws. */
  named(name: string): ProvisionValues {
    const values = this.#byName.get(name);
    if (!values) throw new ReferenceError(`${name} was not kept`);
    return values;
  }

  /** What the parts of one person are laid out from. */
  traced(person: number): Traced {
    const columns = this.#columns!;
    const begins = person * this.#width;
    const { failures, frames } = this.compiler;
    return {
      compiler: this.compiler,
      columns,
      person,
      facts: columns.factsOf?.(person),
      fixed: this.#fixed,
      varying: this.#varying,
      begins,
      valueOf: (name) => this.named(name).value(person),
      failed: (name) => failures[this.#fixed[begins + frames.root.find(`failed ${name}`)!]!]!,
    };
  }
}

/** The explanations of one person: they share their parts. */
export class PersonExplained {
  readonly explained: Explained;
  readonly person: number;
  readonly interpreted: ((name: string) => Result<Value>) | undefined;
  readonly #failures: PersonFailures | undefined;
  #reader: Reader | undefined;

  constructor(
    explained: Explained,
    person: number,
    interpreted: ((name: string) => Result<Value>) | undefined,
    failures: PersonFailures | undefined,
  ) {
    this.explained = explained;
    this.person = person;
    this.interpreted = interpreted;
    this.#failures = failures;
  }
  /** What lays out the parts. */
  get reader(): Reader {
    return (this.#reader ??= new Reader(this.explained.traced(this.person)));
  }
  /** Whether a provision's explanation is held as a trace. */
  isTraced(name: string): boolean {
    return this.interpreted === undefined && !this.#failures?.has(name);
  }
  /** The result of a provision. */
  of(name: string): Result<Value> {
    const { explained } = this;
    const known =
      this.interpreted?.(name) ?? this.#failures?.get(name) ?? explained.compiler.common.get(name);
    if (known) return known;
    const values = explained.named(name);
    return new TracedResult(this, values, values.value(this.person));
  }
  /** The results of all kept provisions. */
  results(): readonly Result<Value>[] {
    const { provisions } = this.explained;
    if (this.interpreted || this.#failures) return provisions.map(({ name }) => this.of(name));
    return this.explained.resultsOf(this);
  }
}

const NOTHING: readonly string[] = [];

/** A result whose explanation is held as a trace, and laid out as parts when it is read. */
export class TracedResult implements Result<Value> {
  readonly of: PersonExplained;
  readonly values: ProvisionValues;
  readonly value: Value | undefined;
  constructor(of: PersonExplained, values: ProvisionValues, value: Value | undefined) {
    this.of = of;
    this.values = values;
    this.value = value;
  }
  get missing(): readonly string[] {
    return NOTHING;
  }
  get refusal(): Refusal | undefined {
    return this.value === undefined ? this.explanation.refusal : undefined;
  }
  get explanation(): Part {
    return this.of.reader.provision(this.values.name);
  }
}
