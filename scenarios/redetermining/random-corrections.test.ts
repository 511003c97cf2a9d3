import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, ENDLESS, type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import { decideItems } from "@emeritus/operations/benefit-payroll/decide-items.ts";
import { monthsToLookAt } from "@emeritus/operations/benefit-payroll/earlier-months.ts";
import type { Paid, Roll } from "@emeritus/operations/benefit-payroll/items.ts";
import type { Gap } from "@emeritus/records/payroll-versions.ts";

const FIRST = parseDate("2026-01-01");
const MONTHS = 14;

interface Known {
  readonly cents: number;
  readonly gaps: readonly Gap[];
}
interface Before {
  readonly monthCents: number;
  readonly cents: number;
  readonly outcome: number;
}

/** The law of this test: every month the same as determined, so that the sum is worked out by hand. */
const law = (payees: { count: number; baseCents: Float64Array }) => ({
  lasting: payees.baseCents.slice(),
  temporary: new Float64Array(payees.count),
  increase: new Float64Array(payees.count),
  unknown: new Uint8Array(payees.count),
});

function rollOf({ cents, gaps }: Known, before: Before | undefined, corrected: boolean): Roll {
  const int = (value: number) => Int32Array.of(value);
  const byte = (value: number) => Uint8Array.of(value);
  const money = (value: number) => Float64Array.of(value);
  return {
    count: 1,
    benefit: int(1),
    person: int(1),
    kind: byte(0),
    option: byte(0),
    annuityStartingDate: int(FIRST),
    begins: int(FIRST),
    payableFrom: int(FIRST),
    ends: int(ENDLESS),
    baseCents: money(cents),
    lifeIncomeCents: money(0),
    legislator: byte(0),
    temporaryCents: money(0),
    temporaryEnds: int(0),
    memberBorn: int(parseDate("1955-03-10")),
    memberDied: int(0),
    spouseDied: int(0),
    payeeDied: int(0),
    ...(gaps.length > 0 ? { gaps: new Map([[0, gaps]]) } : {}),
    accountState: byte(2),
    account: byte(1),
    benefitHeld: byte(0),
    hold: byte(0),
    lastOutcome: byte(before === undefined ? 0 : before.outcome + 1),
    lastNotBegun: byte(0),
    reissueCents: money(0),
    lastCents: money(before?.cents ?? 0),
    lastReissuedCents: money(0),
    lastMonthCents: money(before?.monthCents ?? 0),
    lastTemporaryCents: money(0),
    lastArrearsCents: money(0),
    lastOwedFrom: int(0),
    corrected: byte(corrected ? 1 : 0),
    versionFrom: int(FIRST),
  };
}

/** Pays every month by what is known in it; gives what was paid less what was charged, by month. */
function payThrough(knownIn: (at: number) => Known): Map<PlainDate, number> {
  const paid = new Map<PlainDate, number>();
  const payments = new Map<PlainDate, number>();
  const charged = new Map<PlainDate, number>();
  let before: Before | undefined;
  let last: Known | undefined;
  for (let at = 0; at < MONTHS; at++) {
    const month = addMonths(FIRST, at);
    const known = knownIn(at);
    const corrected = last !== undefined && last !== known;
    const roll = rollOf(known, before, corrected);
    const history: Paid = (_, of) =>
      payments.has(of)
        ? { payments: payments.get(of)!, cents: paid.get(of)!, charged: charged.get(of) ?? 0 }
        : undefined;
    const looked = monthsToLookAt(roll, month, FIRST, new Map());
    const items = decideItems(roll, month, law, looked, history);
    const pay = (of: PlainDate, cents: number) => {
      if (cents === 0) return;
      paid.set(of, (paid.get(of) ?? 0) + cents);
      payments.set(of, (payments.get(of) ?? 0) + 1);
    };
    if (items.outcome[0] === 0) {
      pay(month, items.monthCents[0]!);
      for (const one of items.arrears.get(0) ?? []) pay(one.month, one.cents);
    }
    for (const one of items.differs) charged.set(one.month, Math.max(0, one.paid - one.due));
    before = { monthCents: items.monthCents[0]!, cents: items.cents[0]!, outcome: items.outcome[0]! };
    last = known;
  }
  return new Map([...paid].map(([month, cents]) => [month, cents - (charged.get(month) ?? 0)]));
}

const inGap = (gaps: readonly Gap[], month: PlainDate) =>
  gaps.some(({ from, to }) => from <= month && month < to);

describe("late corrections paid month by month (H-266; 42 section 6)", () => {
  it("a late fact that looks back over a stop and a resumption pays and charges nothing for the months between", () => {
    const gap = { from: addMonths(FIRST, 3), to: addMonths(FIRST, 6) };
    const first = { cents: 100_000, gaps: [gap] };
    const second = { cents: 101_000, gaps: [gap] };
    const net = payThrough((at) => (at < 8 ? first : second));
    expect([...net.values()]).toEqual(Array.from({ length: 11 }, () => 101_000));
    for (const month of [3, 4, 5]) expect(net.has(addMonths(FIRST, month))).toBe(false);
  });

  it("500 random corrections, up and down, before and after a gap, against a naive sum: no cent differs", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 5 });
    const when = fc.array(fc.integer({ min: 1, max: MONTHS - 1 }), { minLength: 5, maxLength: 5 });
    const gap = fc.option(
      fc.record({ from: fc.integer({ min: 1, max: 6 }), months: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(amounts, when, gap, (cents, months, stop) => {
        const gaps =
          stop === null
            ? []
            : [{ from: addMonths(FIRST, stop.from), to: addMonths(FIRST, stop.from + stop.months) }];
        const facts = cents.map((one) => ({ cents: one, gaps }));
        const order = months.slice(0, cents.length - 1).toSorted((a, b) => a - b);
        const net = payThrough((at) => facts[order.filter((learned) => learned <= at).length]!);
        for (let at = 0; at < MONTHS; at++) {
          const month = addMonths(FIRST, at);
          const due = inGap(gaps, month) ? 0 : cents.at(-1)!;
          expect([at, net.get(month) ?? 0]).toEqual([at, due]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
