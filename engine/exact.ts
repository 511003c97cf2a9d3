/**
 * Exact numbers: ratios of whole numbers that never round by themselves.
 * A rounding is a named step with an authority, and is the only way from a ratio to a whole number of its unit.
 */

/** An exact ratio in lowest terms; the denominator is positive. */
export class Exact {
  readonly n: bigint;
  readonly d: bigint;

  /** Takes a ratio already in lowest terms; use {@link exact} to reduce one. */
  constructor(n: bigint, d: bigint) {
    this.n = n;
    this.d = d;
  }

  /** The canonical form, "17/1000" or "3". */
  toString(): string {
    return this.d === 1n ? `${this.n}` : `${this.n}/${this.d}`;
  }

  /** JSON holds the canonical form, so that a ratio survives storage. */
  toJSON(): { exact: string } {
    return { exact: this.toString() };
  }
}

/** The sum of two whole numbers up to this one is exact in a double, and with it the floor of their quotient. */
const HALF = 2n ** 52n;

/** The greatest common divisor, never negative. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) {
    if (x <= HALF && y <= HALF) return BigInt(smallGcd(Number(x), Number(y)));
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

function smallGcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) {
    const rest = x - Math.floor(x / y) * y;
    x = y;
    y = rest;
  }
  return x;
}

/** The ratio n/d in lowest terms; a denominator of zero is a defect and throws. */
export function exact(n: bigint | number, d: bigint | number = 1n): Exact {
  const [a, b] = [BigInt(n), BigInt(d)];
  if (b === 1n) return new Exact(a, 1n);
  if (b === 0n) throw new RangeError("an exact ratio cannot have the denominator zero");
  const g = gcd(a, b) * (b < 0n ? -1n : 1n);
  return new Exact(a / g, b / g);
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
function sum(a: Exact, n: bigint, d: bigint): Exact {
  if (a.d === 1n) return new Exact(d === 1n ? a.n + n : a.n * d + n, d);
  if (d === 1n) return new Exact(a.n + n * a.d, a.d);
  const shared = gcd(a.d, d);
  if (shared === 1n) return new Exact(a.n * d + n * a.d, a.d * d);
  const [own, other] = [a.d / shared, d / shared];
  const top = a.n * other + n * own;
  const left = gcd(top, shared);
  return left === 1n ? new Exact(top, own * d) : new Exact(top / left, own * (d / left));
}

/** The product of two ratios in lowest terms: each reduces only against the other. */
function times(a: Exact, n: bigint, d: bigint): Exact {
  if (a.d === 1n && d === 1n) return new Exact(a.n * n, 1n);
  const first = d === 1n ? 1n : gcd(a.n, d);
  const second = a.d === 1n ? 1n : gcd(n, a.d);
  return new Exact((a.n / first) * (n / second), (a.d / second) * (d / first));
}

export const add = (a: Exact, b: Exact): Exact => sum(a, b.n, b.d);
export const subtract = (a: Exact, b: Exact): Exact => sum(a, -b.n, b.d);
export const multiply = (a: Exact, b: Exact): Exact => times(a, b.n, b.d);
/** Divides exactly; a divisor of zero throws. */
export function divide(a: Exact, b: Exact): Exact {
  if (b.n === 0n) throw new RangeError("an exact ratio cannot have the denominator zero");
  return b.n < 0n ? times(a, -b.d, -b.n) : times(a, b.d, b.n);
}

/** Negative, zero or positive as a is less than, the same as or more than b. */
export function compareExact(a: Exact, b: Exact): number {
  const same = a.d === b.d;
  const x = same ? a.n : a.n * b.d;
  const y = same ? b.n : b.n * a.d;
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
  const { step } = rounding;
  if (step.d === 1n && step.n === 1n && value.d === 1n) return value;
  const steps = roundRatio(value.n * step.d, value.d * step.n, rounding.mode);
  return exact(steps * step.n, step.d);
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
  if (value.d !== 1n) throw new RangeError(`${value} is not a whole number`);
  return value.n;
}
