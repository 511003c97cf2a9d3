/** The values of one provision for many people, read from the column that keeps them. */
import type { KeptColumn } from "../compile/kept.ts";
import type { Rule } from "../declarations.ts";
import { scaled, wholeExact, type Exact } from "../exact.ts";
import { isRatioKind, type Value } from "../kinds.ts";
import { NONE, type Numbers } from "../runtime.ts";

/** How the numbers of a column are read. */
export type Way = "whole" | "yesNo" | "choice" | "units" | "ratio" | "tenure";
/** How many values are remembered, and how many are read before it is asked whether that is worth it. */
const REMEMBERED = 256;
const TRIED = 4096;

/** The values of one provision. */
export class ProvisionValues {
  readonly name: string;
  readonly numbers: Numbers;
  readonly fail: number;
  readonly way: Way;
  /** Whether its values may be known not to exist. */
  readonly mayBeNone: boolean;
  readonly #column: KeptColumn;
  readonly #choices: readonly string[];
  readonly #isRatio: boolean;
  /** Values that were read before, each in the place that its number gives it: many figures of the law are the same for many people. */
  readonly #codes = new Float64Array(REMEMBERED).fill(Number.NaN);
  readonly #values: Value[] = Array.from({ length: REMEMBERED }, () => null);
  #isRemembering = true;
  #met = 0;
  #missed = 0;

  constructor({ name, kind }: Rule, column: KeptColumn, choices: readonly string[]) {
    const { factor, divisors, days, numbers } = column;
    this.name = name;
    this.numbers = numbers;
    this.fail = column.fail;
    this.mayBeNone = numbers instanceof Float64Array;
    this.#column = column;
    this.#choices = choices;
    this.#isRatio = isRatioKind(kind);
    const whole = factor.top === 1 && factor.bottom === 1 && !divisors;
    this.way = days
      ? "tenure"
      : kind === "yesNo"
        ? "yesNo"
        : kind === "choice"
          ? "choice"
          : whole
            ? this.#isRatio
              ? "units"
              : "whole"
            : "ratio";
  }

  /** The value for a person; nothing where it could not be computed. */
  value(person: number): Value | undefined {
    const code = this.numbers[person]!;
    if (code === this.fail) return undefined;
    if (code === NONE) return null;
    switch (this.way) {
      case "whole":
        return code;
      case "yesNo":
        return code === 1;
      case "choice":
        return this.#choices[code]!;
      case "units":
        return this.units(code);
      case "ratio":
        return this.ratio(code, person);
      case "tenure":
        return this.tenure(code, person);
    }
  }

  /** A number of whole units. */
  units(code: number): Value {
    if (!this.#isRemembering) return wholeExact(code);
    const place = code & (REMEMBERED - 1);
    return this.#codes[place] === code ? this.#again(place) : this.#remember(place, code, wholeExact(code));
  }
  /** A number of parts of a unit. */
  ratio(code: number, person: number): Value {
    const { factor, divisors } = this.#column;
    if (divisors) return this.#read(scaled(code, factor, divisors[person]));
    if (!this.#isRemembering) return this.#read(scaled(code, factor));
    const place = code & (REMEMBERED - 1);
    if (this.#codes[place] === code) return this.#again(place);
    return this.#remember(place, code, this.#read(scaled(code, factor)));
  }
  /** Counted time. */
  tenure(code: number, person: number): Value {
    return { months: code, days: this.#column.days![person]! };
  }
  #read(value: Exact): Value {
    return this.#isRatio ? value : Number(value.top);
  }

  #again(place: number): Value {
    this.#met += 1;
    return this.#values[place]!;
  }
  /** Remembers a value, unless most values of this provision were not met before. */
  #remember(place: number, code: number, value: Value): Value {
    this.#codes[place] = code;
    this.#values[place] = value;
    this.#missed += 1;
    if (this.#missed === TRIED) {
      this.#isRemembering = this.#met > TRIED;
      this.#missed = this.#met = 0;
    }
    return value;
  }
}
