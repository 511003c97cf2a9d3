/** The columns that a run keeps: how a value is written into its column and read back. */
import { decode, encode, factsFromColumns, type Columns, type Reads } from "../columns.ts";
import type { Rule } from "../declarations.ts";
import { conditionVal, type Val } from "../emit.ts";
import { Exact, exact, scaled } from "../exact.ts";
import { explainerByName } from "../explain.ts";
import type { Result } from "../explanation.ts";
import type { Expr, Value, ValueOf } from "../kinds.ts";
import { ruleNamed, type Plan } from "../plan.ts";
import { isInt32, isSafe, NotCompiled } from "../proven.ts";
import { FAIL, NONE, type Numbers } from "../runtime.ts";
import { variable } from "./formulas.ts";

/** The column of a rule: how its whole numbers become values. */
export interface KeptColumn {
  readonly numbers: Numbers;
  /** The divisor by person, where the value has one. */
  readonly divisors?: Numbers;
  /** The loose days, where the value is counted time. */
  readonly days?: Numbers;
  /** The factor that makes a number a value. */
  readonly factor: Exact;
  /** The number that stands for "not computed". */
  readonly fail: number;
}

type ColumnType = "Int8" | "Int16" | "Int32" | "Float64";

/** How the column of a rule is laid out. */
export interface ColumnPlan {
  readonly name: string;
  readonly type: ColumnType;
  readonly divisor: ColumnType | undefined;
  readonly days: boolean;
  readonly factor: Exact;
  readonly fail: number;
}

const FAIL_OF: Record<ColumnType, number> = {
  Int8: -128,
  Int16: -32_768,
  Int32: -2_147_483_648,
  Float64: FAIL,
};

/** What a run keeps: a column for each provision, and the results of those whom the interpreter took over. */
export interface Kept {
  readonly columns: ReadonlyMap<string, KeptColumn>;
  /** The people whom the interpreter took over, with their results. */
  readonly handedOver: ReadonlyMap<number, (name: string) => Result<Value>>;
  /** The value of a provision for a person; nothing where it cannot be computed. */
  value<K>(provision: Expr<K> & { readonly name: string }, person: number): ValueOf<K> | undefined;
  /** The same by the provision's name, where a plan is asked whose provisions are known by name only. */
  valueByName(name: string, person: number): Value | undefined;
}

/** The layout of the column that holds a rule: the narrowest that its bounds allow. */
export function columnPlan(rule: Rule, val: Val, choices: readonly string[]): ColumnPlan {
  const column = (type: ColumnType, factor: Exact, more: Partial<ColumnPlan> = {}): ColumnPlan => ({
    name: rule.name,
    type,
    factor,
    divisor: undefined,
    days: false,
    fail: FAIL_OF[type],
    ...more,
  });
  if (val.is === "spans") throw new NotCompiled("days as a result");
  if (val.is === "condition" || val.is === "never") return column("Int8", exact(1n));
  if (val.is === "tenure") return column("Int32", exact(1n), { days: true });
  if (val.num.big || !isSafe(val.num.lo, val.num.hi)) throw new NotCompiled("a result beyond 2^53");
  if (rule.kind === "choice" && !val.none) return column(choices.length < 128 ? "Int8" : "Int16", exact(1n));
  const type = !val.none && isInt32(val.num.lo - 1n, val.num.hi) ? "Int32" : "Float64";
  return column(type, exact(val.num.fn, val.num.fd), {
    divisor: val.num.divisor ? widthOf(val.num.divisor.hi) : undefined,
  });
}

const widthOf = (hi: bigint): ColumnType => (hi < 128n ? "Int8" : isInt32(0n, hi) ? "Int32" : "Float64");

/** The names that generated code has for the arrays of a column. */
export function columnNames({ name, divisor, days }: ColumnPlan): readonly string[] {
  const base = `k${variable(name)}`;
  return [base, ...(divisor ? [`${base}_d`] : []), ...(days ? [`${base}_n`] : [])];
}
/** The names for the arrays of all columns, in the order in which generated code is given them. */
export const keptNames = (columns: readonly ColumnPlan[]): readonly string[] => columns.flatMap(columnNames);

/** A rule's value read back from its variables. */
export function underName(val: Val, name: string): Val {
  if (val.is === "condition")
    return conditionVal(val.code === "true" || val.code === "false" ? val.code : `(${name}===1)`);
  if (val.is === "tenure")
    return { is: "tenure", months: { ...val.months, code: name }, days: { ...val.days, code: `${name}_n` } };
  if (val.is === "never" || val.is === "spans") return val;
  const { num } = val;
  const divisor = num.divisor && { ...num.divisor, code: `${name}_d` };
  const settled = num.lo === num.hi && !val.none && !num.divisor && /^-?\d+$/.test(num.code);
  return { ...val, num: { ...num, code: settled ? num.code : name, divisor } };
}

const ARRAYS = {
  Int8: Int8Array,
  Int16: Int16Array,
  Int32: Int32Array,
  Float64: Float64Array,
} as const;

/** What one run keeps, filled by the generated code and by the interpreter. */
export class KeptRun implements Kept {
  readonly columns: ReadonlyMap<string, KeptColumn>;
  /** The arrays in the order of {@link keptNames}. */
  readonly bound: readonly Numbers[];
  readonly #plan: Plan;
  readonly #reads: Reads;
  #handedOver = new Map<number, (name: string) => Result<Value>>();

  constructor(plan: Plan, reads: Reads, columns: readonly ColumnPlan[], count: number) {
    this.#plan = plan;
    this.#reads = reads;
    const made = columns.map((column) => [column.name, newKept(column, count)] as const);
    this.columns = new Map(made);
    this.bound = made.flatMap(([, { numbers, divisors, days }]) =>
      [numbers, divisors, days].filter((array) => array !== undefined),
    );
  }

  get handedOver(): ReadonlyMap<number, (name: string) => Result<Value>> {
    return this.#handedOver;
  }

  /** Gives people to the interpreter, and puts what it finds into the columns where it fits. */
  handOver(columns: Columns, people: readonly number[] | undefined): void {
    this.#handedOver = new Map();
    for (const i of people ?? Array.from({ length: columns.count }, (_, person) => person)) {
      const facts = columns.factsOf?.(i) ?? factsFromColumns(this.#reads, columns, i);
      const results = explainerByName(this.#plan, facts);
      this.#handedOver.set(i, results);
      for (const [name, column] of this.columns)
        put(column, i, ruleNamed(this.#plan, name), results(name).value, this.#reads.choices);
    }
  }

  value<K>({ name }: Expr<K> & { readonly name: string }, person: number): ValueOf<K> | undefined {
    return this.valueByName(name, person) as ValueOf<K> | undefined;
  }

  valueByName(name: string, person: number): Value | undefined {
    const results = this.#handedOver.get(person);
    if (results) return results(name).value;
    const column = this.columns.get(name);
    if (!column) throw new ReferenceError(`${name} was not kept`);
    return read(column, person, ruleNamed(this.#plan, name), this.#reads.choices);
  }
}

function newKept(column: ColumnPlan, count: number): KeptColumn {
  return {
    numbers: new ARRAYS[column.type](count),
    factor: column.factor,
    fail: column.fail,
    ...(column.divisor ? { divisors: new ARRAYS[column.divisor](count) } : {}),
    ...(column.days ? { days: new Int32Array(count) } : {}),
  };
}

function read(
  { numbers, divisors, days, factor, fail }: KeptColumn,
  i: number,
  rule: Rule,
  choices: readonly string[],
): Value | undefined {
  const code = numbers[i]!;
  if (code === fail) return undefined;
  if (code === NONE) return null;
  if (days) return { months: code, days: days[i]! };
  if (rule.kind === "yesNo" || rule.kind === "choice") return decode(rule.kind, code, choices);
  const value = scaled(code, factor, divisors?.[i]);
  return rule.kind === "money" || rule.kind === "rate" || rule.kind === "hours" ? value : Number(value.top);
}

/** Writes an interpreted value into a column; what does not fit stands there as not computed and is read from the interpreter. */
function put(
  column: KeptColumn,
  i: number,
  rule: Rule,
  value: Value | undefined,
  choices: readonly string[],
): void {
  const { numbers, divisors, days, factor, fail } = column;
  numbers[i] = fail;
  if (value === undefined) return;
  if (value !== null && typeof value === "object" && "months" in value) {
    numbers[i] = value.months;
    if (days) days[i] = value.days;
    return;
  }
  if (!(value instanceof Exact)) {
    const code = encode(rule.kind, value, choices);
    if (code !== undefined) numbers[i] = code;
    return;
  }
  const code = exact(value.n * factor.d, value.d * factor.n);
  const divisor = Number(code.d);
  if (divisor !== 1 && (!divisors || divisor > 127)) return;
  if (divisors) divisors[i] = divisor;
  if (isSafe(code.n, code.n) && (numbers instanceof Float64Array || isInt32(code.n, code.n)))
    numbers[i] = Number(code.n);
}
