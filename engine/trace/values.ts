/** The values of one provision for many people, read from the column that keeps them. */
import type { KeptColumn } from "../compile/kept.ts";
import type { Rule } from "../declarations.ts";
import { scaled, wholeExact } from "../exact.ts";
import { isRatioKind, type Value } from "../kinds.ts";
import { NONE, type Numbers } from "../runtime.ts";

/** How the numbers of a column are read. */
const enumerated = { whole: 0, yesNo: 1, choice: 2, units: 3, ratio: 4, tenure: 5 } as const;
/** How often another value is remembered; it costs more than it saves where every person has another. */
const MOST_REMEMBERED = 100;
type Way = (typeof enumerated)[keyof typeof enumerated];

/** The values of one provision. */
export class ProvisionValues {
  readonly name: string;
  readonly numbers: Numbers;
  readonly fail: number;
  readonly #way: Way;
  readonly #column: KeptColumn;
  readonly #choices: readonly string[];
  readonly #isRatio: boolean;
  /** A value that was read before: most figures of the law are the same for many people. */
  #code = Number.NaN;
  #value: Value = null;
  #remembered = 0;

  constructor({ name, kind }: Rule, column: KeptColumn, choices: readonly string[]) {
    const { factor, divisors, days } = column;
    this.name = name;
    this.numbers = column.numbers;
    this.fail = column.fail;
    this.#column = column;
    this.#choices = choices;
    this.#isRatio = isRatioKind(kind);
    const whole = factor.top === 1 && factor.bottom === 1 && !divisors;
    this.#way = days
      ? enumerated.tenure
      : kind === "yesNo"
        ? enumerated.yesNo
        : kind === "choice"
          ? enumerated.choice
          : whole
            ? this.#isRatio
              ? enumerated.units
              : enumerated.whole
            : enumerated.ratio;
  }

  /** The value for a person; nothing where it could not be computed. */
  value(person: number): Value | undefined {
    const code = this.numbers[person]!;
    if (code === this.fail) return undefined;
    switch (this.#way) {
      case enumerated.whole:
        return code === NONE ? null : code;
      case enumerated.yesNo:
        return code === 1;
      case enumerated.choice:
        return code === NONE ? null : this.#choices[code]!;
      case enumerated.units:
        if (code === NONE) return null;
        return code === this.#code ? this.#value : this.#remember(code, wholeExact(code));
      case enumerated.ratio:
        if (code === NONE) return null;
        return code === this.#code ? this.#value : this.#ratio(code, person);
      case enumerated.tenure:
        return { months: code, days: this.#column.days![person]! };
    }
  }

  /** Remembers a value, unless the values of this provision have shown that they change from person to person. */
  #remember(code: number, value: Value): Value {
    if (this.#remembered < MOST_REMEMBERED) {
      this.#remembered += 1;
      this.#code = code;
      this.#value = value;
    }
    return value;
  }

  #ratio(code: number, person: number): Value {
    const { factor, divisors } = this.#column;
    const value = scaled(code, factor, divisors?.[person]);
    const read = this.#isRatio ? value : Number(value.top);
    return divisors ? read : this.#remember(code, read);
  }
}
