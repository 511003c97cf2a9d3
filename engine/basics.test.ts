import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as e from "./index.ts";

const dates = fc.integer({ min: 0, max: 200_000 }).map((n) => e.addDays(e.parseDate("1700-01-01"), n));
const temporal = (date: e.PlainDate): Temporal.PlainDate => Temporal.PlainDate.from(e.formatDate(date));
const plain = (date: Temporal.PlainDate): e.PlainDate => e.parseDate(date.toString());

describe("dates", () => {
  it("count every day of four centuries in order, with the weekday", () => {
    let at = e.parseDate("1699-12-31");
    let day = Temporal.PlainDate.from("1699-12-31");
    for (let n = 0; n < 146_097; n++) {
      const next = e.addDays(at, 1);
      day = day.add({ days: 1 });
      const same =
        next > at && e.dayNumber(next) === e.dayNumber(at) + 1 && e.fromDayNumber(e.dayNumber(next)) === next;
      if (!same || plain(day) !== next || e.weekday(next) !== day.dayOfWeek)
        throw new Error(`${day} is ${e.formatDate(next)}`);
      at = next;
    }
    expect(e.formatDate(at)).toBe("2099-12-31");
  });

  it("agree with Temporal on months and days added and between", () => {
    fc.assert(
      fc.property(dates, dates, fc.integer({ min: -2000, max: 2000 }), (a, b, n) => {
        const [p, q] = [temporal(a), temporal(b)];
        expect(e.addMonths(a, n)).toBe(plain(p.add({ months: n })));
        expect(e.addDays(a, n)).toBe(plain(p.add({ days: n })));
        expect(e.daysBetween(a, b)).toBe(p.until(q).days);
        if (a <= b) expect(e.monthsBetween(a, b)).toBe(p.until(q, { largestUnit: "months" }).months);
        expect(e.dayOf(e.lastOfMonthOf(a))).toBe(p.daysInMonth);
      }),
    );
  });

  it("complete months on the first day on which so many are complete (D25)", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1200 }), (birth, n) => {
        const on = e.completing(birth, n);
        expect(e.monthsBetween(birth, on)).toBe(n);
        expect(e.monthsBetween(birth, e.addDays(on, -1))).toBe(n - 1);
      }),
    );
    expect(e.formatDate(e.completing(e.parseDate("1964-02-29"), 12))).toBe("1965-03-01");
  });

  it("refuse what is not a date", () => {
    for (const text of ["2023-02-29", "2024-13-01", "2024-1-1", "yesterday", "0000-01-01"])
      expect(() => e.parseDate(text)).toThrow("is not a date");
  });
});

describe("exact numbers", () => {
  it("stay in lowest terms, whatever their size, as ratios multiplied out and reduced at the end", () => {
    const size = fc.constantFrom(4n, 2n ** 31n, 2n ** 52n, 2n ** 53n, 10n ** 15n, 2n ** 200n);
    const whole = size.chain((most) => fc.bigInt({ min: -most, max: most }));
    const ratio = fc.tuple(
      whole,
      whole.map((n) => (n === 0n ? 1n : n)),
    );
    // In lowest terms, and each number in its one form: a double up to 2^52, a bigint beyond.
    const reduced = (n: bigint, d: bigint): { top: number | bigint; bottom: number | bigint } => {
      const g = e.gcd(n, d) * (d < 0n ? -1n : 1n);
      const form = (x: bigint): number | bigint => (x <= 2n ** 52n && x >= -(2n ** 52n) ? Number(x) : x);
      return { top: form(n / g), bottom: form(d / g) };
    };
    const fields = ({ top, bottom }: e.Exact): ReturnType<typeof reduced> => ({ top, bottom });
    fc.assert(
      fc.property(ratio, ratio, ([a, b], [c, d]) => {
        const [x, y] = [e.exact(a, b), e.exact(c, d)];
        expect(fields(x)).toEqual(reduced(a, b));
        expect([x.n, x.d]).toEqual([BigInt(x.top), BigInt(x.bottom)]);
        expect(fields(e.add(x, y))).toEqual(reduced(a * d + c * b, b * d));
        expect(fields(e.subtract(x, y))).toEqual(reduced(a * d - c * b, b * d));
        expect(fields(e.multiply(x, y))).toEqual(reduced(a * c, b * d));
        if (c === 0n) expect(() => e.divide(x, y)).toThrow("denominator zero");
        else expect(fields(e.divide(x, y))).toEqual(reduced(a * d, b * c));
        for (const mode of ["halfUp", "down", "up"] as const) {
          const step = e.exact(c < 0n ? -c : c === 0n ? 1n : c, 100n);
          const steps = e.roundRatio(x.n * step.d, x.d * step.n, mode);
          const rounding = { mode, step, authority: "test" };
          expect(fields(e.roundExact(x, rounding))).toEqual(reduced(steps * step.n, step.d));
        }
        const [steps, divisor] = [Number(BigInt.asIntN(53, a)), Number(BigInt.asUintN(20, b)) + 1];
        expect(fields(e.scaled(steps, y, divisor))).toEqual(
          reduced(BigInt(steps) * y.n, y.d * BigInt(divisor)),
        );
        const apart = e.subtract(x, y).n;
        expect(Math.sign(e.compareExact(x, y))).toBe(apart < 0n ? -1 : apart > 0n ? 1 : 0);
        const [g, rest] = [e.gcd(a, c), (n: bigint, by: bigint) => (by === 0n ? n : n % by)];
        expect([g >= 0n, rest(a, g), rest(c, g)]).toEqual([true, 0n, 0n]);
      }),
    );
  });

  it("agree with decimal.js on a formula rounded half up to the cent", () => {
    Decimal.set({ precision: 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 0, max: 900 }),
        (cents, rate, months) => {
          const ours = e.roundExact(
            e.multiply(e.multiply(e.exact(cents), e.exact(rate, 100_000)), e.exact(months, 12)),
            e.toTheCent("D23"),
          );
          const theirs = new Decimal(cents)
            .mul(rate)
            .mul(months)
            .div(1_200_000)
            .toDecimalPlaces(0, Decimal.ROUND_HALF_CEIL);
          expect(ours.toString()).toBe(theirs.toFixed(0));
        },
      ),
    );
  });

  it("round half up at the half, to a thousandth of a percent (BR 3-6)", () => {
    expect(e.roundExact(e.parseExact("0.5"), e.toTheCent("D23"))).toEqual(e.exact(1n));
    expect(e.roundExact(e.parseExact("-0.5"), e.toTheCent("D23"))).toEqual(e.exact(0n));
    expect(e.roundExact(e.exact(313_689n - 304_702n, 304_702n), e.toAThousandthOfAPercent("BR 3-6"))).toEqual(
      e.parseExact("0.02949"),
    );
  });

  it("read money to the cent and nothing finer", () => {
    expect(e.parseDollars("1,275.5")).toBe(127_550n);
    expect(e.formatCents(-5n)).toBe("-0.05");
    expect(() => e.parseDollars("1.005")).toThrow("1.005");
    expect(e.decimalSteps("2.347", 3)).toBe(2_347n);
    expect(e.decimalSteps("16", 2)).toBe(1_600n);
    expect(e.decimalSteps("-0.05", 2)).toBe(-5n);
    expect(() => e.decimalSteps("16.255", 2)).toThrow("more than 2 decimals");
    expect(() => e.wholeCents(e.exact(1, 2))).toThrow("not a whole number");
  });
});

describe("service", () => {
  const tenure = (from: string, to: string, reading: e.MonthReading = "calendar") =>
    e.tenureOf(e.parseDate(from), e.parseDate(to), reading);

  it("makes 27 to 30 loose days a month, and fewer nothing (BR 3-4)", () => {
    const months = (days: number): number => e.monthsOfTenure({ months: 0, days });
    expect([0, 26, 27, 30, 31, 56, 57, 60].map(months)).toEqual([0, 0, 1, 1, 1, 1, 2, 2]);
  });

  it("counts whole calendar months and pools the loose days of both ends (BR 3-4, D21)", () => {
    expect(tenure("2020-01-01", "2020-12-31")).toEqual({ months: 12, days: 0 });
    expect(tenure("2020-01-15", "2020-03-14")).toEqual({ months: 1, days: 17 + 14 });
    expect(tenure("2020-01-15", "2020-01-20")).toEqual({ months: 0, days: 6 });
    expect(tenure("2020-02-01", "2020-01-31")).toEqual({ months: 0, days: 0 });
    expect(tenure("2020-01-15", "2020-03-14", "dateToDate")).toEqual({ months: 2, days: 0 });
  });

  it("counts each day of overlapping spans once, as counting day by day does", () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: -5, max: 400 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), (parts) => {
        const begin = e.parseDate("2019-11-20");
        const spans = parts.map(
          ([at, length]) => [e.addDays(begin, at), e.addDays(begin, at + length)] as const,
        );
        const covered = new Set(spans.flatMap(([from, to]) => daysOf(from, to)));
        let [months, loose] = [0, covered.size];
        for (let m = e.firstOfMonthOf(begin); m < e.parseDate("2024-01-01"); m = e.addMonths(m, 1)) {
          const all = daysOf(m, e.lastOfMonthOf(m));
          if (!all.every((day) => covered.has(day))) continue;
          months++;
          loose -= all.length;
        }
        expect(e.tenureOfUnion(spans, "calendar")).toEqual({ months, days: loose });
      }),
    );
  });
});

function daysOf(from: e.PlainDate, to: e.PlainDate): readonly e.PlainDate[] {
  const days: e.PlainDate[] = [];
  for (let day = from; day <= to; day = e.addDays(day, 1)) days.push(day);
  return days;
}
