/**
 * Exact numbers: ratios of whole numbers that never round by themselves.
 * A rounding is a named step with an authority, and is the only way from a ratio to a whole number of its unit.
 */

/**
 * The greatest size of a whole number that is held as a double. The sum of two such numbers is exact, and so is the floor of their
 * quotient; a product is exact where what the double gives is not greater than this.
 */
const SMALL = 2 ** 52;
const SMALL_WHOLE = BigInt(SMALL);

/** A whole number: a double up to 2^52, a bigint beyond it. Each number has one form, so that equal ratios have equal fields. */
type Whole = number | bigint;

const isSmall = (x: number): boolean => x <= SMALL && x >= -SMALL;
const wholeOf = (x: bigint): Whole => (x <= SMALL_WHOLE && x >= -SMALL_WHOLE ? Number(x) : x);

/** An exact ratio in lowest terms; the denominator is positive. */
export class Exact {
  readonly top: Whole;
  readonly bottom: Whole;

  /** Takes whole numbers in lowest terms and in their one form; {@link exact} reduces a ratio, and {@link wholeExact} takes a double. */
  constructor(top: Whole, bottom: Whole) {
    this.top = top;
    this.bottom = bottom;
  }

  get n(): bigint {
    return BigInt(this.top);
  }
  get d(): bigint {
    return BigInt(this.bottom);
  }

  /** The canonical form, "17/1000" or "3". */
  toString(): string {
    return this.bottom === 1 ? `${this.top}` : `${this.top}/${this.bottom}`;
  }

  /** JSON holds the canonical form, so that a ratio survives storage. */
  toJSON(): { exact: string } {
    return { exact: this.toString() };
  }
}

/** The greatest common divisor, never negative. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) {
    if (x <= SMALL_WHOLE && y <= SMALL_WHOLE) return BigInt(smallGcd(Number(x), Number(y)));
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** The greatest common divisor of doubles up to 2^52, the second not negative. */
function smallGcd(a: number, b: number): number {
  let [x, y] = [a < 0 ? -a : a, b];
  while (y !== 0) {
    const rest = x - Math.floor(x / y) * y;
    x = y;
    y = rest;
  }
  return x;
}

/** A whole number that a double holds, such as an amount in cents, as a ratio. */
export function wholeExact(n: number): Exact {
  return isSmall(n) ? new Exact(n + 0, 1) : new Exact(BigInt(n), 1);
}

/** The ratio of doubles up to 2^52 in lowest terms, for a denominator above zero; no ratio is minus zero. */
function smallExact(n: number, d: number): Exact {
  if (d === 1) return new Exact(n + 0, 1);
  const g = smallGcd(n, d);
  return new Exact(n / g + 0, d / g);
}

/** The ratio n/d in lowest terms; a denominator of zero is a defect and throws. */
export function exact(n: bigint | number, d: bigint | number = 1): Exact {
  if (typeof n === "number" && typeof d === "number" && isSmall(n) && d > 0 && d <= SMALL) {
    // A fraction is no whole number and throws as the conversion below does.
    if (Number.isInteger(n) && Number.isInteger(d)) return smallExact(n, d);
  }
  const [a, b] = [BigInt(n), BigInt(d)];
  if (b === 1n) return new Exact(wholeOf(a), 1);
  if (b > 0n && b <= SMALL_WHOLE && a <= SMALL_WHOLE && a >= -SMALL_WHOLE)
    return smallExact(Number(a), Number(b));
  if (b === 0n) throw new RangeError("an exact ratio cannot have the denominator zero");
  const g = gcd(a, b) * (b < 0n ? -1n : 1n);
  return new Exact(wholeOf(a / g), wholeOf(b / g));
}

/** A whole number of steps of a factor, over a divisor above zero: how a number of a column becomes the value that it stands for. */
export function scaled(steps: number, { top, bottom }: Exact, divisor = 1): Exact {
  if (typeof top === "number" && typeof bottom === "number") {
    const [n, d] = [steps * top, bottom * divisor];
    if (isSmall(n) && d <= SMALL) return smallExact(n, d);
  }
  return exact(BigInt(steps) * BigInt(top), BigInt(bottom) * BigInt(divisor));
}

/** Reads "17/1000", "-3" or a decimal such as "0.005"; anything else throws. */
export function parseExact(text: string): Exact {
  const found = /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
  if (!found) throw new SyntaxError(`"${text}" is not an exact number`);
  const [, sign, whole, decimals = "", over] = found;
  const n = BigInt(`${whole}${decimals}`) * (sign ? -1n : 1n);
  return exact(n, over === undefined ? 10n ** BigInt(decimals.length) : BigInt(over));
}

/** A decimal as a whole number of its last place: "16.25" with two decimals is 1625. Further digits than that throw. */
export function decimalSteps(text: string, decimals: number): bigint {
  const { n, d } = parseExact(text);
  const steps = n * 10n ** BigInt(decimals);
  if (steps % d !== 0n) throw new SyntaxError(`"${text}" has more than ${decimals} decimals`);
  return steps / d;
}

/** The sum of two ratios in lowest terms: what their denominators share is all that can be reduced. */
function sum(a: Exact, b: Exact, sign: 1 | -1): Exact {
  if (
    typeof a.top === "number" &&
    typeof b.top === "number" &&
    typeof a.bottom === "number" &&
    typeof b.bottom === "number"
  ) {
    const shared = a.bottom === 1 ? 1 : smallGcd(a.bottom, b.bottom);
    const [own, other] = [a.bottom / shared, b.bottom / shared];
    const [x, y, bottom] = [a.top * other, sign * b.top * own, own * b.bottom];
    if (isSmall(x) && isSmall(y) && isSmall(x + y) && bottom <= SMALL) {
      const left = shared === 1 ? 1 : smallGcd(x + y, shared);
      return new Exact((x + y) / left + 0, bottom / left);
    }
  }
  return exact(a.n * b.d + BigInt(sign) * b.n * a.d, a.d * b.d);
}

/** The product of a ratio with n/d, all in lowest terms: each reduces only against the other. */
function times(a: Exact, n: Whole, d: Whole): Exact {
  if (
    typeof a.top === "number" &&
    typeof a.bottom === "number" &&
    typeof n === "number" &&
    typeof d === "number"
  ) {
    const first = d === 1 ? 1 : smallGcd(a.top, d);
    const second = a.bottom === 1 ? 1 : smallGcd(n, a.bottom);
    const [top, bottom] = [(a.top / first) * (n / second), (a.bottom / second) * (d / first)];
    if (isSmall(top) && bottom <= SMALL) return new Exact(top + 0, bottom);
  }
  return exact(a.n * BigInt(n), a.d * BigInt(d));
}

export const add = (a: Exact, b: Exact): Exact => sum(a, b, 1);
export const subtract = (a: Exact, b: Exact): Exact => sum(a, b, -1);
export const multiply = (a: Exact, b: Exact): Exact => times(a, b.top, b.bottom);
/** Divides exactly; a divisor of zero throws. */
export function divide(a: Exact, b: Exact): Exact {
  if (b.top === 0) throw new RangeError("an exact ratio cannot have the denominator zero");
  return b.top < 0 ? times(a, -b.bottom, -b.top) : times(a, b.bottom, b.top);
}

/** Negative, zero or positive as a is less than, the same as or more than b. */
export function compareExact(a: Exact, b: Exact): number {
  if (a.bottom === b.bottom) return a.top < b.top ? -1 : a.top > b.top ? 1 : 0;
  if (
    typeof a.top === "number" &&
    typeof b.top === "number" &&
    typeof a.bottom === "number" &&
    typeof b.bottom === "number"
  ) {
    const [x, y] = [a.top * b.bottom, b.top * a.bottom];
    if (isSmall(x) && isSmall(y)) return x < y ? -1 : x > y ? 1 : 0;
  }
  const [x, y] = [a.n * b.d, b.n * a.d];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The greatest whole number not above n/d, for d above zero. */
export function floorDivide(n: bigint, d: bigint): bigint {
  const q = n / d;
  return n % d < 0n ? q - 1n : q;
}

/** How a rounding treats what lies between two steps; "half up" sends an exact half to the greater number. */
export type RoundingMode = "halfUp" | "down" | "up";

/** A named rounding: the mode, the step it rounds to in the value's own unit, and who says so. */
export interface Rounding {
  readonly mode: RoundingMode;
  /** The step: 1 is a whole cent for money; 1/100000 is a thousandth of a percent for a rate. */
  readonly step: Exact;
  /** The source of the rounding: a citation, or the register entry where the law is silent. */
  readonly authority: string;
}

/** Half a cent and more goes up to the next cent; for amounts of money, on the named authority. */
export const toTheCent = (authority: string): Rounding => ({ mode: "halfUp", step: exact(1n), authority });
/** What is left of a cent is dropped; for amounts of money, on the named authority. */
export const downToTheCent = (authority: string): Rounding => ({ mode: "down", step: exact(1n), authority });
/** To the nearest thousandth of one percent, half up; for rates (Board Rules 2-6 and 3-6). */
export const toAThousandthOfAPercent = (authority: string): Rounding => ({
  mode: "halfUp",
  step: exact(1n, 100_000n),
  authority,
});
/** To the nearest dollar, half up; for amounts of money, on the named authority. */
export const toTheDollar = (authority: string): Rounding => ({
  mode: "halfUp",
  step: exact(100n),
  authority,
});

/** To so many decimal places, half up; for rates that are carried from step to step, on the named authority. */
export const toPlaces = (places: number, authority: string): Rounding => ({
  mode: "halfUp",
  step: exact(1n, 10n ** BigInt(places)),
  authority,
});

/** Rounds a whole number of ratios n/d to a whole number. */
export function roundRatio(n: bigint, d: bigint, mode: RoundingMode): bigint {
  switch (mode) {
    case "halfUp":
      return floorDivide(2n * n + d, 2n * d);
    case "down":
      return floorDivide(n, d);
    case "up":
      return -floorDivide(-n, d);
  }
}

/** The value rounded to a whole number of the rounding's steps. */
export function roundExact(value: Exact, rounding: Rounding): Exact {
  const { mode, step } = rounding;
  if (step.bottom === 1 && step.top === 1 && value.bottom === 1) return value;
  const small = smallSteps(value, step, mode);
  if (small !== undefined) return scaled(small, step);
  const steps = roundRatio(value.n * step.d, value.d * step.n, mode);
  return exact(steps * step.n, step.d);
}

/** How many steps a value rounds to, where doubles give it exactly. */
function smallSteps(value: Exact, step: Exact, mode: RoundingMode): number | undefined {
  if (
    typeof value.top !== "number" ||
    typeof value.bottom !== "number" ||
    typeof step.top !== "number" ||
    typeof step.bottom !== "number"
  )
    return undefined;
  const [n, d] = [value.top * step.bottom, value.bottom * step.top];
  const [over, under] = mode === "halfUp" ? [2 * n + d, 2 * d] : [mode === "up" ? -n : n, d];
  if (!isSmall(n) || !isSmall(over) || under > SMALL) return undefined;
  const steps = Math.floor(over / under);
  return mode === "up" ? -steps : steps;
}

/** The whole part of the k-th root of a whole number that is not negative. */
function wholeRoot(n: bigint, k: bigint): bigint {
  if (n < 2n) return n;
  let at = 1n << (BigInt(n.toString(2).length) / k + 1n);
  for (;;) {
    const next = ((k - 1n) * at + n / at ** (k - 1n)) / k;
    if (next >= at) return at;
    at = next;
  }
}

/** A ratio above zero to the power of a ratio, rounded exactly; another base, or a power beyond reason, gives nothing. */
export function powerOf(base: Exact, exponent: Exact, rounding: Rounding): Exact | undefined {
  if (base.n <= 0n || exponent.d > 1_200n || exponent.n > 12_000n || exponent.n < -12_000n) return undefined;
  const [top, bottom, p] = exponent.n < 0n ? [base.d, base.n, -exponent.n] : [base.n, base.d, exponent.n];
  const [n, d, root] = [top ** p, bottom ** p, exponent.d];
  if (root === 1n) return roundExact(exact(n, d), rounding);
  // Twice as fine as the rounding's step, so that a half is seen; what the root leaves over is then less than a half.
  const fine = { n: rounding.step.n, d: rounding.step.d * 2n };
  const halves = wholeRoot((n * fine.d ** root) / (d * fine.n ** root), root);
  const isWhole = halves ** root * d * fine.n ** root === n * fine.d ** root;
  const up =
    rounding.mode === "up"
      ? halves % 2n === 1n || !isWhole
        ? 1n
        : 0n
      : rounding.mode === "halfUp"
        ? halves % 2n
        : 0n;
  return exact((halves / 2n + up) * rounding.step.n, rounding.step.d);
}

/** The whole number that a ratio is; a ratio that is not whole is a defect and throws. */
export function whole(value: Exact): bigint {
  if (value.bottom !== 1) throw new RangeError(`${value} is not a whole number`);
  return value.n;
}
