import * as fc from "fast-check";
import { expect, it } from "vitest";
import { addMonths, type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import { decideItems } from "@emeritus/operations/benefit-payroll/decide-items.ts";
import { monthsToLookAt } from "@emeritus/operations/benefit-payroll/earlier-months.ts";
import { reasons, type Paid, type Roll } from "@emeritus/operations/benefit-payroll/items.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";

const law = payrollLaw().amountsDue;
const FIRST = parseDate("2026-01-01");
const START = parseDate("2025-06-01");
const ENDLESS = parseDate("9999-12-31");

interface Known {
  readonly memberDied: PlainDate;
  readonly spouseDied: PlainDate;
}

/** What a run before did with one payee. */
interface Before {
  readonly outcome: number;
  readonly notBegun: boolean;
  readonly cents: number;
  readonly monthCents: number;
  readonly owedFrom: number;
}

/** A roll of one payee: the retiree (0) or the survivor (1) of a joint and 50 % option of 900.00, life income 1,000.00. */
function rollOf(kind: 0 | 1, known: Known, before: Before | undefined): Roll {
  const { memberDied, spouseDied } = known;
  const died = kind === 0 ? memberDied : spouseDied;
  const int = (value: number) => Int32Array.of(value);
  const byte = (value: number) => Uint8Array.of(value);
  const cents = (value: number) => Float64Array.of(value);
  const begins = kind === 0 ? START : (memberDied & ~31) + 32;
  return {
    count: 1,
    benefit: int(1 + kind),
    person: int(1 + kind),
    kind: byte(kind),
    option: byte(1),
    annuityStartingDate: int(START),
    begins: int(begins),
    payableFrom: int(begins),
    ends: int(ENDLESS),
    baseCents: cents(90_000),
    lifeIncomeCents: cents(100_000),
    legislator: byte(0),
    temporaryCents: cents(0),
    temporaryEnds: int(0),
    memberBorn: int(parseDate("1955-03-10")),
    memberDied: int(memberDied),
    spouseDied: int(spouseDied),
    payeeDied: int(died),
    accountState: byte(2),
    account: byte(1),
    benefitHeld: byte(0),
    hold: byte(0),
    lastOutcome: byte(before === undefined ? 0 : before.outcome + 1),
    lastNotBegun: byte(before?.notBegun ? 1 : 0),
    reissueCents: cents(0),
    lastCents: cents(before?.cents ?? 0),
    lastReissuedCents: cents(0),
    lastMonthCents: cents(before?.monthCents ?? 0),
    lastTemporaryCents: cents(0),
    lastArrearsCents: cents(0),
    lastOwedFrom: int(before?.owedFrom ?? 0),
    corrected: byte(0),
    versionFrom: int(begins),
  };
}

/** What the law makes due for a month by what is true in the end. */
function dueIn(kind: 0 | 1, truth: Known, month: PlainDate): number {
  const roll = rollOf(kind, truth, undefined);
  if (roll.begins[0]! > month) return 0;
  const died = roll.payeeDied[0]!;
  return died !== 0 && died < month ? 0 : law(roll, month).lasting[0]!;
}

const date = (month: number, day: number): PlainDate => (month === 0 ? 0 : addMonths(FIRST, month - 1) + day);

it("whenever deaths happen and are learned, what was paid, late or in time, less what is charged, is what was due", () => {
  const learned = fc.record({
    month: fc.integer({ min: 0, max: 10 }),
    day: fc.integer({ min: 0, max: 27 }),
    late: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(learned, learned, (member, spouse) => {
      const truth = {
        memberDied: date(member.month, member.day),
        spouseDied: date(spouse.month, spouse.day),
      };
      const knownIn = (month: number): Known => ({
        memberDied: member.month + member.late < month ? truth.memberDied : 0,
        spouseDied: spouse.month + spouse.late < month ? truth.spouseDied : 0,
      });
      const paid = [new Map<PlainDate, number>(), new Map<PlainDate, number>()];
      const payments = [new Map<PlainDate, number>(), new Map<PlainDate, number>()];
      const charged = [new Map<PlainDate, number>(), new Map<PlainDate, number>()];
      const before: (Before | undefined)[] = [undefined, undefined];
      const months = 18;
      for (let at = 1; at <= months; at++) {
        const month = addMonths(FIRST, at - 1);
        if (month >= parseDate("2027-01-01")) break; // no yearly rate is on record for 2027
        const [known, last] = [knownIn(at), knownIn(at - 1)];
        for (const kind of [0, 1] as const) {
          if (kind === 1 && known.memberDied === 0) continue;
          const roll = rollOf(kind, known, before[kind]);
          const changed = new Map<number, PlainDate>();
          const news = [known.memberDied, known.spouseDied].filter(
            (died, n) => died !== [last.memberDied, last.spouseDied][n],
          );
          if (news.length > 0) changed.set(1 + kind, Math.min(...news.map((died) => (died & ~31) + 32)));
          const history: Paid = (_, of) =>
            payments[kind]!.has(of)
              ? {
                  payments: payments[kind]!.get(of)!,
                  cents: paid[kind]!.get(of)!,
                  charged: charged[kind]!.get(of) ?? 0,
                }
              : undefined;
          const items = decideItems(roll, month, law, monthsToLookAt(roll, month, FIRST, changed), history);
          const pay = (of: PlainDate, cents: number) => {
            if (cents === 0) return;
            paid[kind]!.set(of, (paid[kind]!.get(of) ?? 0) + cents);
            payments[kind]!.set(of, (payments[kind]!.get(of) ?? 0) + 1);
          };
          if (items.outcome[0] === 0) {
            pay(month, items.monthCents[0]!);
            for (const one of items.arrears.get(0) ?? []) pay(one.month, one.cents);
          }
          for (const one of items.differs) charged[kind]!.set(one.month, Math.max(0, one.paid - one.due));
          before[kind] = {
            outcome: items.outcome[0]!,
            notBegun: reasons[items.reason[0]!] === "notBegun",
            cents: items.cents[0]!,
            monthCents: items.monthCents[0]!,
            owedFrom: items.owedFrom[0]!,
          };
          const why = items.changed.get(0);
          expect(why?.get("notExplained") ?? 0).toBe(0);
        }
      }
      for (const kind of [0, 1] as const)
        for (let at = 0; at < 12; at++) {
          const month = addMonths(FIRST, at);
          const known =
            (member.month === 0 || member.month + member.late < 12) &&
            (spouse.month === 0 || spouse.month + spouse.late < 12);
          if (!known || (kind === 1 && truth.memberDied === 0)) continue;
          const net = (paid[kind]!.get(month) ?? 0) - (charged[kind]!.get(month) ?? 0);
          const held = before[kind]?.outcome === 1; // owed to a payee who has died since: kept for whoever is to have it
          if (!held) expect([kind, at, net]).toEqual([kind, at, dueIn(kind, truth, month)]);
        }
    }),
    { numRuns: 2000 },
  );
});
