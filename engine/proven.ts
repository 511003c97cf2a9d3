/**
 * Numbers of generated code with their proof: code for a whole number, what it lies between, and the static factor that makes it a value.
 * The value is code × fn / fd / divisor, where the divisor is a whole number above zero that varies by person.
 * Every operation stays within 2^53, or is done on bigint for that expression only.
 */
import { floorDivide, gcd, type Exact, type RoundingMode } from "./exact.ts";

/** Thrown for an expression that has no compiled form; its provision is left to the interpreter. */
export class NotCompiled extends Error {}

/** The greatest whole number below which every whole number is exact in a double. */
export const SAFE = 2n ** 53n - 2n;
const INT = 2n ** 31n;

export interface Divisor {
  readonly code: string;
  readonly lo: bigint;
  readonly hi: bigint;
}

export interface Num {
  readonly code: string;
  readonly lo: bigint;
  readonly hi: bigint;
  readonly fn: bigint;
  readonly fd: bigint;
  readonly divisor: Divisor | undefined;
  /** Whether the code is a bigint. */
  readonly big: boolean;
}

export const isSafe = (lo: bigint, hi: bigint): boolean => lo >= -SAFE && hi <= SAFE;
export const isInt32 = (lo: bigint, hi: bigint): boolean => lo > -INT && hi < INT;
const least = (...xs: bigint[]): bigint => xs.reduce((a, b) => (b < a ? b : a));
const most = (...xs: bigint[]): bigint => xs.reduce((a, b) => (b > a ? b : a));

/** A whole number within bounds, in code that is pure. */
export const wholeCode = (code: string, lo: bigint, hi: bigint): Num => ({
  code,
  lo,
  hi,
  fn: 1n,
  fd: 1n,
  divisor: undefined,
  big: false,
});

/** A constant: its sign is the code, its size the factor, so that constants cancel before anything is emitted. */
export function constantNum(value: Exact): Num {
  const sign = value.n === 0n ? 0n : value.n < 0n ? -1n : 1n;
  return { ...wholeCode(literal(sign), sign, sign), fn: sign === 0n ? 1n : value.n * sign, fd: value.d };
}

const reduced = (num: Num): Num => {
  const g = gcd(num.fn, num.fd);
  return g === 1n ? num : { ...num, fn: num.fn / g, fd: num.fd / g };
};

/** The number times a static factor. */
export const timesFactor = (a: Num, n: bigint, d: bigint): Num =>
  reduced({ ...a, fn: a.fn * n, fd: a.fd * d });

const asBig = (a: { readonly code: string; readonly big?: boolean }): string =>
  a.big ? a.code : /^-?\d+$/.test(a.code) ? `(${a.code}n)` : `BigInt(${a.code})`;

/** The literal when bounds leave one value only. */
const settled = (num: Num): Num =>
  num.lo === num.hi && !num.big && isSafe(num.lo, num.hi) ? { ...num, code: literal(num.lo) } : num;
const literal = (n: bigint): string => (n < 0n ? `(${n})` : `${n}`);

/** The code times a whole number, whole and proven. */
function scaled(a: Num, k: bigint): Num {
  if (k === 1n) return a;
  const [lo, hi] = k < 0n ? [a.hi * k, a.lo * k] : [a.lo * k, a.hi * k];
  if (a.big || !isSafe(lo, hi)) return { ...a, code: `(${asBig(a)}*${k}n)`, lo, hi, big: true };
  return settled({ ...a, code: `(${a.code}*${literal(k)})`, lo, hi });
}

/** The code times another whole number of code. */
function multipliedCode(
  a: Num,
  b: { readonly code: string; readonly lo: bigint; readonly hi: bigint; readonly big?: boolean },
): Num {
  const products = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
  const [lo, hi] = [least(...products), most(...products)];
  if (a.code === "1" && !b.big) return settled({ ...a, code: b.code, lo, hi });
  if (b.code === "1") return a;
  if (a.big || b.big || !isSafe(lo, hi))
    return { ...a, code: `(${asBig(a)}*${asBig(b)})`, lo, hi, big: true };
  return settled({ ...a, code: `(${a.code}*${b.code})`, lo, hi });
}

const sameDivisor = (a: Num, b: Num): boolean => a.divisor?.code === b.divisor?.code;

function joinedDivisor(a: Divisor | undefined, b: Divisor | undefined): Divisor | undefined {
  if (!a || !b) return a ?? b;
  if (!isSafe(0n, a.hi * b.hi)) throw new NotCompiled("a divisor by person beyond 2^53");
  return { code: `(${a.code}*${b.code})`, lo: a.lo * b.lo, hi: a.hi * b.hi };
}

/** Two numbers over one factor and one divisor, so that their codes add and compare. */
export function aligned(a: Num, b: Num): readonly [Num, Num] {
  let [x, y] = [a, b];
  if (!sameDivisor(a, b)) {
    const divisor = joinedDivisor(a.divisor, b.divisor);
    if (b.divisor) x = multipliedCode(x, b.divisor);
    if (a.divisor) y = multipliedCode(y, a.divisor);
    [x, y] = [
      { ...x, divisor },
      { ...y, divisor },
    ];
  }
  const factor = commonFactor([x, y]);
  return [overFactor(x, factor), overFactor(y, factor)];
}

/** A factor of which every number's own factor is a whole multiple; zero fits any. */
export function commonFactor(nums: readonly Num[]): { readonly fn: bigint; readonly fd: bigint } {
  const real = nums.filter((num) => num.lo !== 0n || num.hi !== 0n);
  const [first, ...others] = real.length > 0 ? real : nums;
  let { fn, fd } = first!;
  for (const other of others) {
    const [n, d] = [gcd(fn * other.fd, other.fn * fd), fd * other.fd];
    const g = gcd(n, d);
    [fn, fd] = [n / g, d / g];
  }
  return { fn, fd };
}

/** The number written over a factor that divides its own. */
export function overFactor(a: Num, { fn, fd }: { readonly fn: bigint; readonly fd: bigint }): Num {
  if (a.lo === 0n && a.hi === 0n) return { ...a, code: "0", fn, fd, big: false };
  const [n, d] = [a.fn * fd, a.fd * fn];
  if (n % d !== 0n) throw new NotCompiled("a value between the steps of its factor");
  return { ...scaled(a, n / d), fn, fd };
}

export function addNum(a: Num, b: Num, sign: 1n | -1n = 1n): Num {
  const [x, y] = aligned(a, b);
  const [lo, hi] = sign === 1n ? [x.lo + y.lo, x.hi + y.hi] : [x.lo - y.hi, x.hi - y.lo];
  const operator = sign === 1n ? "+" : "-";
  if (x.big || y.big || !isSafe(lo, hi))
    return { ...x, code: `(${asBig(x)}${operator}${asBig(y)})`, lo, hi, big: true };
  if (y.lo === 0n && y.hi === 0n) return x;
  if (x.lo === 0n && x.hi === 0n && sign === 1n) return y;
  return settled({ ...x, code: `(${x.code}${operator}${y.code})`, lo, hi });
}

export function multiplyNum(a: Num, b: Num): Num {
  const code = multipliedCode(a, b);
  return reduced({ ...code, fn: a.fn * b.fn, fd: a.fd * b.fd, divisor: joinedDivisor(a.divisor, b.divisor) });
}

/** a over b, where b's code is proven above zero. */
export function divideNum(a: Num, b: Num): Num {
  if (b.big || !isSafe(b.lo, b.hi)) throw new NotCompiled("a divisor by person beyond 2^53");
  const top = b.divisor ? multipliedCode(a, b.divisor) : a;
  const divisor = b.lo === b.hi ? undefined : { code: b.code, lo: b.lo, hi: b.hi };
  const static_ = b.lo === b.hi ? b.lo : 1n;
  return reduced({
    ...top,
    fn: a.fn * b.fd,
    fd: a.fd * b.fn * static_,
    divisor: joinedDivisor(a.divisor, divisor),
  });
}

/** Code that compares two numbers. */
export function compareCode(how: string, a: Num, b: Num): string {
  const [x, y] = aligned(a, b);
  const operator = how === "=" ? "===" : how;
  if (x.big || y.big) return `(${asBig(x)}${operator}${asBig(y)})`;
  const always = decidedBy(how, x, y);
  return always === undefined ? `(${x.code}${operator}${y.code})` : `${always}`;
}

/** Whether the bounds alone decide a comparison. */
function decidedBy(how: string, x: Num, y: Num): boolean | undefined {
  switch (how) {
    case "<":
      return x.hi < y.lo ? true : x.lo >= y.hi ? false : undefined;
    case "<=":
      return x.hi <= y.lo ? true : x.lo > y.hi ? false : undefined;
    case ">":
      return x.lo > y.hi ? true : x.hi <= y.lo ? false : undefined;
    case ">=":
      return x.lo >= y.hi ? true : x.hi < y.lo ? false : undefined;
    default:
      return undefined;
  }
}

/** floor(code / d) for d above zero, on doubles or 32-bit numbers when proven, else on bigint. */
export function floorCode(
  a: Num,
  divisor: Divisor,
): { readonly code: string; readonly lo: bigint; readonly hi: bigint } {
  const [lo, hi] = [
    floorDivide(a.lo, a.lo < 0n ? divisor.lo : divisor.hi),
    floorDivide(a.hi, a.hi < 0n ? divisor.hi : divisor.lo),
  ];
  if (!isSafe(lo, hi)) throw new NotCompiled("a quotient beyond 2^53");
  if (a.big) return { code: `bigRound(${a.code},${asBig(divisor)},"down")`, lo, hi };
  if (a.lo >= 0n && isInt32(a.lo, a.hi) && isInt32(0n, divisor.hi))
    return { code: `(${a.code}/${divisor.code}|0)`, lo, hi };
  const size = most(a.hi, -a.lo);
  if (isSafe(0n, size + divisor.hi)) return { code: `Math.floor(${a.code}/${divisor.code})`, lo, hi };
  return { code: `bigRound(${asBig(a)},${asBig(divisor)},"down")`, lo, hi };
}

/** The value as whole numerator and whole denominator, with the denominator as code. */
function fraction(a: Num): { readonly top: Num; readonly bottom: Divisor } {
  const top = { ...scaled(a, a.fn), fn: 1n, fd: 1n, divisor: undefined };
  if (!a.divisor) return { top, bottom: { code: `${a.fd}`, lo: a.fd, hi: a.fd } };
  const [lo, hi] = [a.divisor.lo * a.fd, a.divisor.hi * a.fd];
  if (!isSafe(lo, hi)) throw new NotCompiled("a divisor by person beyond 2^53");
  return { top, bottom: { code: a.fd === 1n ? a.divisor.code : `(${a.divisor.code}*${a.fd})`, lo, hi } };
}

/** The floor of a value as a whole number. */
export function floorNum(a: Num): Num {
  if (a.fd === 1n && !a.divisor) return wholeOf(scaled(a, a.fn));
  const { top, bottom } = fraction(a);
  const { code, lo, hi } = floorCode(top, bottom);
  return settled(wholeCode(code, lo, hi));
}
const wholeOf = (a: Num): Num => ({ ...a, fn: 1n, fd: 1n });

/** A value rounded to whole steps of a size; the result's factor is the step. */
export function roundNum(a: Num, mode: RoundingMode, step: Exact): Num {
  const inSteps = timesFactor(a, step.d, step.n);
  const rounded = roundedWhole(inSteps, mode);
  return { ...rounded, fn: step.n, fd: step.d };
}

function roundedWhole(a: Num, mode: RoundingMode): Num {
  if (a.fd === 1n && !a.divisor) return wholeOf(scaled(a, a.fn));
  if (mode === "down") return floorNum(a);
  if (mode === "up") {
    const down = floorNum(scaled(a, -1n));
    return scaled(down, -1n);
  }
  return floorNum(addNum(a, { ...constantNum({ n: 1n, d: 2n } as Exact) }));
}
