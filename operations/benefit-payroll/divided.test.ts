import { ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import type { Divided } from "@emeritus/records/payroll-divisions.ts";
import { describe, expect, it } from "vitest";
import { payrollLaw } from "./payroll-law.ts";
import { payeesOf, type TestPayee } from "./test-payees.ts";

type Said = Partial<Record<keyof Divided, number | string>>;

interface One extends Omit<TestPayee, "divided"> {
  readonly kind: "retirement" | "formerSpouse";
  readonly divided?: Said;
  /** What a second former spouse is paid after the first. */
  readonly second?: Said;
}

const day = (value: number | string | undefined, none: number): number =>
  typeof value === "string" ? parseDate(value) : (value ?? none);

const dividedBy = (said: Said): Divided => ({
  benefit: Number(said.benefit ?? 1),
  of: Number(said.of ?? 0),
  rank: day(said.issued, parseDate("2015-07-15")),
  cents: Number(said.cents ?? 25_500),
  share: Number(said.share ?? 5000),
  issued: day(said.issued, parseDate("2015-07-15")),
  from: day(said.from, parseDate("2024-07-01")),
  to: day(said.to, ENDLESS),
  formerSpouseDied: day(said.formerSpouseDied, 0),
});

/** Payees of one annuity of $1,000.00 from 1 July 2024, of which $255.00 go to the former spouse unless told. */
const columnsOf = (payees: readonly One[]) =>
  payeesOf(
    payees.map(({ divided, second = divided, ...one }) => ({
      born: "1965-01-15",
      ...one,
      ...(divided && { divided: [...new Set([divided, second])].map((said) => dividedBy(said!)) }),
    })),
  );

const law = payrollLaw();

/** What the two are due by both evaluators, whole cents. */
function due(one: Omit<One, "kind">, month: string): number[] {
  const payees = columnsOf([
    { ...one, kind: "retirement" },
    { ...one, kind: "formerSpouse", temporary: 0 },
  ]);
  const decided = law.amountsDue(payees, parseDate(month));
  const explained = law.amountsExplained(payees, parseDate(month));
  expect([...explained.lasting]).toEqual([...decided.lasting]);
  expect([...explained.temporary]).toEqual([...decided.temporary]);
  expect([...decided.unknown, ...explained.unknown]).toEqual([0, 0, 0, 0]);
  return [...decided.lasting];
}

describe("an annuity divided by a court's order (RSMo 104.1051, 104.312; MSEP2000-Q60)", () => {
  it("S-46 H-083 is paid to the member less the former spouse's part, and together is what it was", () => {
    expect(due({}, "2024-08-01")).toEqual([100_000, 0]);
    expect(due({ divided: {} }, "2024-07-01")).toEqual([74_500, 25_500]);
    expect(due({ divided: { cents: 1 } }, "2024-07-01")).toEqual([99_999, 1]);
    expect(due({ divided: { cents: 50_000 } }, "2024-07-01")).toEqual([50_000, 50_000]);
  });

  it("shares each yearly adjustment in the same part (RSMo 104.1045.2)", () => {
    // The rate of 2025 is 2.359 %: 1,000.00 becomes 1,023.59, of which 25.5 % are 261.01545.
    expect(due({}, "2025-07-01")).toEqual([102_359, 0]);
    expect(due({ divided: {} }, "2025-07-01")).toEqual([76_257, 26_102]);
    const { increase } = law.amountsDue(
      columnsOf([
        { kind: "retirement", divided: {} },
        { kind: "formerSpouse", divided: {} },
      ]),
      parseDate("2025-07-01"),
    );
    expect([...increase]).toEqual([76_257 - 74_500, 26_102 - 25_500]);
  });

  it("leaves the temporary benefit whole", () => {
    const payees = columnsOf([{ kind: "retirement", divided: {}, temporary: 40_000 }]);
    const { lasting, temporary } = law.amountsDue(payees, parseDate("2024-09-01"));
    expect([lasting[0], temporary[0]]).toEqual([74_500, 40_000]);
  });

  it("begins with the month from which the order is paid, and no month before", () => {
    const divided = { from: "2024-12-01", issued: "2024-11-05" };
    expect(due({ divided }, "2024-11-01")).toEqual([100_000, 0]);
    expect(due({ divided }, "2024-12-01")).toEqual([74_500, 25_500]);
  });

  it("tells an increase apart from a division that begins in the same month", () => {
    const payees = columnsOf([{ kind: "retirement", divided: { from: "2025-07-01" } }]);
    const { lasting, increase } = law.amountsDue(payees, parseDate("2025-07-01"));
    expect([lasting[0], increase[0]]).toEqual([76_257, 76_257 - 74_500]);
  });

  it("ends with the month of the first death of the two: the member is paid the whole after the former spouse's", () => {
    const divided = { formerSpouseDied: "2025-02-28" };
    expect(due({ divided }, "2025-02-01")).toEqual([74_500, 25_500]);
    expect(due({ divided }, "2025-03-01")).toEqual([100_000, 0]);
    expect(due({ divided: {}, died: "2025-02-01" }, "2025-02-01")).toEqual([74_500, 25_500]);
    expect(due({ divided: {}, died: "2025-02-28" }, "2025-03-01")).toEqual([0, 0]);
  });

  it("takes from the member for a second former spouse after the first has died, each by the own order", () => {
    const divided = { formerSpouseDied: "2024-09-28" };
    const second = { cents: 10_000, from: "2024-12-01" };
    const member = (month: string) => due({ divided, second }, month)[0];
    expect(["2024-09-01", "2024-10-01", "2024-11-01", "2024-12-01"].map(member)).toEqual([
      74_500, 100_000, 100_000, 90_000,
    ]);
  });

  it("takes the parts of two former spouses side by side, and never more than the annuity: the order that goes before is paid whole (MSEP2000-Q72)", () => {
    const before = { benefit: 1, issued: "2015-07-15" };
    const both = (second: Said, month: string, first: Said = before) => {
      const payees = columnsOf([
        { kind: "retirement", divided: first, second },
        { kind: "formerSpouse", divided: first },
        { kind: "formerSpouse", divided: first, second },
      ]);
      const [decided, explained] = [law.amountsDue, law.amountsExplained].map((amounts) => [
        ...amounts(payees, parseDate(month)).lasting,
      ]);
      expect(explained).toEqual(decided);
      return decided;
    };
    const later = { benefit: 2, cents: 10_001, from: "2024-09-01", issued: "2024-08-05" };
    expect(both(later, "2024-08-01")).toEqual([74_500, 25_500, 0]);
    expect(both(later, "2024-09-01")).toEqual([64_499, 25_500, 10_001]);
    // 2.359 %: 1,023.59, of which 261.01545 and 102.369236.
    expect(both(later, "2025-07-01")).toEqual([102_359 - 26_102 - 10_237, 26_102, 10_237]);
    expect(both({ ...later, cents: 90_000 }, "2024-09-01")).toEqual([0, 25_500, 74_500]);
    expect(both(later, "2025-03-01", { ...before, formerSpouseDied: "2025-02-03" })).toEqual([
      89_999, 0, 10_001,
    ]);
  });

  it("pays the accepted amounts of an old register to the cent, and both rise by the law afterwards (ADR 32)", () => {
    const divided = { cents: 30_011, of: 104_013 };
    const payees = {
      ...columnsOf([
        { kind: "retirement", divided },
        { kind: "formerSpouse", divided },
      ]),
      openings: new Map(
        [0, 1].map((at) => [at, { of: "annuity" as const, cents: 104_013, month: parseDate("2025-03-01") }]),
      ),
    };
    const lasting = (month: string) => {
      const [decided, explained] = [law.amountsDue, law.amountsExplained].map((amounts) => [
        ...amounts(payees, parseDate(month)).lasting,
      ]);
      expect(explained).toEqual(decided);
      return decided;
    };
    expect(lasting("2025-03-01")).toEqual([74_002, 30_011]);
    // 2.359 %: 1,064.67, of which 300.11/1,040.13 are 307.1905.
    expect(lasting("2025-07-01")).toEqual([106_467 - 30_719, 30_719]);
  });

  it("takes the same part when the death of a joint spouse raises the annuity", () => {
    // The life income is 1,100.00; 25.5 % of it are 280.50.
    const joint = { option: "joint100", spouseDied: "2025-01-20", divided: {} } as const;
    expect(due(joint, "2025-01-01")).toEqual([74_500, 25_500]);
    expect(due(joint, "2025-02-01")).toEqual([81_950, 28_050]);
  });

  it("waits with the member's own amount for a rate that is not known yet (MSEP2000-Q28)", () => {
    const payees = columnsOf([
      { kind: "retirement", divided: {}, from: "2020-01-01" },
      { kind: "formerSpouse", divided: {}, from: "2020-01-01" },
    ]);
    expect([...law.amountsDue(payees, parseDate("2027-01-01")).unknown]).toEqual([2, 2]);
  });
});
