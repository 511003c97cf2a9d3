import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type {
  DueColumns,
  PayeeColumns,
  PayrollLaw,
} from "@emeritus/operations/benefit-payroll/amounts-due.ts";
import { calculationOf } from "@emeritus/operations/benefit-payroll/calculation.ts";
import { checkText, rateAwaitedText } from "@emeritus/operations/benefit-payroll/check-text.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { findStep } from "@emeritus/records/run.ts";
import { payroll as words } from "@emeritus/words/en/payroll.ts";
import { makePayees, monthOf, simpleLaw } from "./fund.ts";
import { approve, payMonth, prepare, testPayroll } from "./test-system.ts";

const checkOf = async ({ db }: PayrollSystem, run: number, name: string) =>
  calculationOf((await findStep(db, 1, run, "calculated"))!).checks.find(({ check }) => check === name)!;

describe("a month for which the law has no rate yet (MSEP2000-Q28)", () => {
  it("is told at once; who needs it waits, and everybody else can be paid", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [
      { begins: "2026-01-01", cents: 100_000 },
      { begins: "2026-07-01", cents: 90_000 },
      { begins: "2026-01-01", cents: 80_000 },
    ]);
    const law = payrollLaw();
    await payMonth(payroll.on("2026-12-20", law), "2026-12");
    const system = payroll.on("2027-01-10", law);
    const run = await prepare(system, "2027-01");
    const { rows } = await sql<{ outcome: string; reason: string | null; cents: bigint }>`
      select outcome, reason, cents from runs.run_item where run = ${run} order by benefit`.execute(
      system.db,
    );
    expect(rows).toEqual([
      { outcome: "held", reason: "rateAwaited", cents: 0n },
      { outcome: "paid", reason: null, cents: 90_000n },
      { outcome: "held", reason: "rateAwaited", cents: 0n },
    ]);
    const check = await checkOf(system, run, "ratesKnown");
    expect(check).toEqual({ check: "ratesKnown", state: "look", people: 2 });
    expect(rateAwaitedText(words, [check], "January 2027")).toBe(
      "The law has no cost-of-living rate for January 2027 yet (register MSEP2000-Q28). 2 payees have an anniversary that needs it. Enter the rate as a release of the law, withdraw this run and prepare it again. If you approve it as it is, everybody else is paid and these wait for the rate.",
    );
    expect((await checkOf(system, run, "recomputed")).state).toBe("passed");
    await approve(system, run);
    const { rows: paid } = await sql<{ benefit: number; cents: bigint }>`
      select benefit, cents from runs.payment where period = '2027-01-01'`.execute(system.db);
    expect(paid).toEqual([{ benefit: 2, cents: 90_000n }]);
  });
});

describe("the second calculation of a run", () => {
  /** The simple law, whose second evaluator changes what it finds. */
  const differing = (
    change: (due: DueColumns, payees: PayeeColumns, month: PlainDate) => void,
  ): PayrollLaw => ({
    ...simpleLaw,
    amountsExplained: (payees, month) => {
      const due = simpleLaw.amountsDue(payees, month);
      change(due, payees, month);
      return due;
    },
  });

  it("agrees and says how many it looked at", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, Array(5).fill({}));
    const system = payroll.on("2026-11-21");
    const run = await prepare(system, "2026-11");
    expect(await checkOf(system, run, "recomputed")).toEqual({
      check: "recomputed",
      state: "passed",
      people: 0,
      of: 5,
    });
  });

  it("bars the approval when one cent differs, and names the first", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{}, { cents: 77_700 }, {}]);
    const oneCentMore = differing((due, { baseCents }) => {
      baseCents.forEach((cents, at) => (due.lasting[at]! += cents === 77_700 ? 1 : 0));
    });
    const system = payroll.on("2026-11-21", oneCentMore);
    const run = await prepare(system, "2026-11");
    const check = await checkOf(system, run, "recomputed");
    expect(check).toEqual({ check: "recomputed", state: "failed", people: 1, of: 3, first: "10000002" });
    expect(checkText(words, check)).toContain(
      "(1 of 3 people calculated again differ, the first is Member ID 10000002)",
    );
    await expect(approve(system, run)).rejects.toThrow("checkFailed");
  });

  it("looks at the earlier months that a run settles", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{ begins: "2026-09-01", account: "held" }, {}]);
    await payMonth(payroll.on("2026-09-20"), "2026-09");
    await payMonth(payroll.on("2026-10-20"), "2026-10");
    await sql`update records.bank_account set status = 'confirmed', confirmed_by = 'b'`.execute(
      payroll.database.owner,
    );
    const law = differing((due, _, month) => {
      if (month === monthOf("2026-09")) due.lasting[0]! -= 1;
    });
    const run = await prepare(payroll.on("2026-11-20", law), "2026-11");
    expect(await checkOf(payroll.on("2026-11-20"), run, "recomputed")).toMatchObject({
      state: "failed",
      people: 1,
      first: "10000001",
    });
  });
});
