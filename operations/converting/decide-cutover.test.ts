import { parseDate } from "@emeritus/engine/dates.ts";
import type { ToCutOver } from "@emeritus/records/cutover.ts";
import { describe, expect, it } from "vitest";
import { type CutoverSituation, decideCutover, decidePreparing, summaryOf } from "./decide-cutover.ts";

const firstMonth = parseDate("2026-12-01");
const equal: ToCutOver = {
  benefit: 1,
  old: "R1",
  payee: 7,
  member: 7,
  plan: "msep2000",
  kind: "retirement",
  onRoll: true,
  divided: false,
  hasTemporary: false,
  shared: false,
  paidOtherwise: false,
  begins: "2020-01-01",
  ends: "infinity",
  baseCents: 100_000n,
  baseByLawCents: 100_000n,
  compared: true,
  theirs: 102_105n,
  ours: 102_105n,
  cause: null,
  because: null,
};
const accepted = { ours: 102_104n, cause: "oneCent", because: "Paid so for years" };
const decided = (change: Partial<ToCutOver>) => {
  const { outcome, reason, openingCents } = decideCutover({ ...equal, ...change }, firstMonth);
  return [outcome, reason, openingCents];
};

describe("what becomes of a benefit that was taken over (ADR 32)", () => {
  it("is paid where both systems pay alike, or by the register where the difference was accepted with a reason", () => {
    expect(decided({})).toEqual(["paid", null, null]);
    expect(decided(accepted)).toEqual(["paid", null, 102_105n]);
    expect(decided({ kind: "survivor", ...accepted })).toEqual(["paid", null, 102_105n]);
  });

  it("is held where nobody accepted the difference, and where one amount would not say all", () => {
    const differs = ["held", "registerDiffers", null];
    expect(decided({ ...accepted, because: null })).toEqual(differs);
    expect(decided({ ...accepted, hasTemporary: true })).toEqual(differs);
    expect(decided({ ...accepted, shared: true })).toEqual(differs);
    expect(decided({ ...accepted, ours: null })).toEqual(differs);
    expect(decided({ ...accepted, theirs: null, cause: "notInRegister" })).toEqual(differs);
    expect(decided({ compared: false, theirs: null, ours: null })).toEqual(differs);
    const unknownRates = { ...accepted, ours: null, cause: "lawCannotSay" };
    expect(decided({ ...unknownRates, plan: "msep" }), "rates before 1998").toEqual(["paid", null, 102_105n]);
    expect(decided({ ...unknownRates, plan: "msep2011" })).toEqual(differs);
    expect(decided({ ...unknownRates, plan: "msep", because: null })).toEqual(differs);
    expect(decided({ paidOtherwise: true })).toEqual(["held", "inPaymentAlready", null]);
  });

  it("of another plan is paid alike; what the payroll does not read, or what is divided, is never paid, however equal", () => {
    expect(decided({ plan: "msep2011" })).toEqual(["paid", null, null]);
    expect(decided({ plan: "judicial", ...accepted })).toEqual(["paid", null, 102_105n]);
    expect(decided({ onRoll: false, plan: "msep2011" })).toEqual(["held", "planNotPaid", null]);
    expect(decided({ onRoll: false, plan: "judicial", ...accepted })).toEqual(["held", "planNotPaid", null]);
    expect(decided({ onRoll: false, divided: true })).toEqual(["held", "benefitDivided", null]);
    expect(decided({ onRoll: false })).toEqual(["held", "notOnRoll", null]);
  });

  it("is not due once it has ended, or where both pay nothing", () => {
    expect(decided({ ends: "2026-12-01" })).toEqual(["notDue", "nothingDue", null]);
    expect(decided({ ends: "2026-12-02" })).toEqual(["paid", null, null]);
    expect(decided({ theirs: null, ours: 0n })).toEqual(["notDue", "nothingDue", null]);
    expect(decided({ theirs: null, ours: 0n, begins: "2026-11-01" })).toEqual(["notDue", "nothingDue", null]);
  });

  it("is held where it begins after the month that was compared, since nobody compared what it will pay", () => {
    for (const begins of ["2026-12-01", "2027-02-01"])
      expect(decided({ theirs: null, ours: 0n, begins })).toEqual(["held", "registerDiffers", null]);
    expect(decided({ begins: "2026-12-01" })).toEqual(["paid", null, null]);
  });

  it("changes the hash of the list with a cent", () => {
    const of = (ours: bigint) =>
      summaryOf([decideCutover({ ...equal, ...accepted, ours }, firstMonth)]).sha256;
    expect(of(102_104n)).not.toBe(of(102_103n));
  });
});

describe("preparing to go live", () => {
  const ready: CutoverSituation = {
    signed: true,
    sealHolds: true,
    released: false,
    payrollBegan: false,
    parallelMonth: parseDate("2026-11-01"),
    firstMonth,
  };
  const code = (change: Partial<CutoverSituation>) => decidePreparing({ ...ready, ...change })?.code;

  it("needs a signed takeover whose seal holds, and a parallel payroll of the month or the one before", () => {
    expect(code({})).toBeUndefined();
    expect(code({ parallelMonth: firstMonth })).toBeUndefined();
    expect(code({ parallelMonth: parseDate("2026-10-01") })).toBe("parallelOfOtherMonth");
    expect(code({ parallelMonth: undefined })).toBe("noParallel");
    expect(code({ signed: undefined })).toBe("noConversion");
    expect(code({ signed: false })).toBe("notSigned");
    expect(code({ sealHolds: false })).toBe("sealBroken");
    expect(code({ released: true, sealHolds: false })).toBe("cutOverBefore");
    expect(code({ payrollBegan: true })).toBe("payrollBegan");
  });
});
