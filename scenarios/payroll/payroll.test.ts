import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { CANNOT_SAY, noAmounts } from "@emeritus/operations/benefit-payroll/amounts-due.ts";
import { approveRun, toApprove } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { calculationOf } from "@emeritus/operations/benefit-payroll/calculation.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { holdPayee } from "@emeritus/operations/benefit-payroll/holds.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { seeRun } from "@emeritus/operations/benefit-payroll/see-run.ts";
import type { System } from "@emeritus/operations/system.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import { findStep, getRun, stepsOf } from "@emeritus/records/run.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { checkNacha } from "../nacha-checker/check.ts";
import { lawOf, makePayees, monthOf, simpleLaw } from "./fund.ts";
import {
  approve,
  giveAccount,
  payMonth,
  prepare,
  preparer,
  releaser,
  testPayroll,
  type TestPayroll,
} from "./test-system.ts";

const outcomesOf = async ({ database }: TestPayroll, run: number) => {
  const { rows } = await sql<{ benefit: number; outcome: string; reason: string | null; cents: bigint }>`
    select benefit, outcome, reason, cents from runs.run_item where run = ${run} order by benefit`.execute(
    database.reader,
  );
  return rows.map((row) => [row.benefit, row.outcome, row.reason, row.cents]);
};

describe("a month's benefit payroll", () => {
  it("accounts for everyone as paid, held with a reason, or not due; who has no account is held and never sent a check (H-253, BR 2-15 from 2021, BR 3-13, BR 4-6)", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [
      { begins: "2026-11-01", cents: 199_528 },
      { begins: "2026-12-01", cents: 100_000 },
      { begins: "2024-05-01", cents: 75_000, died: "2026-10-31" },
      { begins: "2024-05-01", cents: 100_000, died: "2026-11-02" },
      { begins: "2026-02-01", cents: 50_000, account: "held" },
      { begins: "2026-02-01", cents: 50_000, account: "none" },
      { begins: "2026-02-01", cents: 60_000, account: "stopped" },
    ]);
    const run = await prepare(payroll.on("2026-11-21"), "2026-11");
    expect(await outcomesOf(payroll, run)).toEqual([
      [1, "paid", null, 199_528n],
      [2, "notDue", "notBegun", 0n],
      [3, "notDue", "died", 0n],
      // The month of death is paid in full (H-259): 100,000 with one per cent on 1 May 2025 and 2026.
      [4, "paid", null, 102_010n],
      [5, "held", "accountNotConfirmed", 50_000n],
      [6, "held", "noAccount", 50_000n],
      [7, "held", "accountStopped", 60_000n],
    ]);
  });

  it("pays on the last working day with a file that a checker finds no fault in (H-219)", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, Array(25).fill({}));
    const system = payroll.on("2026-11-21");
    const run = await payMonth(system, "2026-11");
    const [given] = readdirSync(join(payroll.home, "bank", "sent"));
    const bytes = readFileSync(join(payroll.home, "bank", "sent", given!));
    const { findings, entries, credits, effectiveDates } = checkNacha(bytes.toString("latin1"));
    expect(findings).toEqual([]);
    expect(effectiveDates).toEqual(["261130"]);
    expect(entries.length).toBe(25);
    const steps = await stepsOf(system.db, 1, run);
    expect(steps.map(({ step }) => step)).toEqual([
      "calculated",
      "approved",
      "posted",
      "fileReady",
      "handedOver",
    ]);
    expect(steps.every(({ count, cents }) => count === 25n && cents === credits)).toBe(true);
    const hash = createHash("sha256").update(bytes).digest("hex");
    expect(steps.slice(1).map(({ sha256 }) => sha256)).toEqual(Array(4).fill(hash));
    expect(bytes.toString("latin1").slice(23, 34)).toBe("2611210930A");
  });

  it("posts what it pays: annuities to payables, payables to clearing cash, in balance", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [
      { begins: "2026-11-01", cents: 100_000 },
      { kind: "survivor", member: 1, begins: "2026-11-01" },
    ]);
    await payMonth(payroll.on("2026-11-21"), "2026-11");
    const balances = await trialBalance(payroll.database.reader, 1, "pension");
    expect(
      balances.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents]),
    ).toEqual([
      [1020, 0n, 200_000n],
      [2010, 200_000n, 200_000n],
      [5010, 100_000n, 0n],
      [5020, 100_000n, 0n],
    ]);
  });

  it("explains every cent of the difference from last month, reason by reason", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [
      { begins: "2025-11-01", cents: 100_000 },
      { begins: "2025-06-01", cents: 80_000, temporaryCents: 30_000, temporaryEnds: "2026-11-01" },
      { begins: "2026-11-01", cents: 70_000 },
      { begins: "2025-02-01", cents: 50_000, died: "2026-10-20" },
      { begins: "2025-02-01", cents: 60_000 },
    ]);
    await payMonth(payroll.on("2026-10-20"), "2026-10");
    await sql`insert into records.payee_hold (fund, person, hold, reason, status, actor, recorded_from)
      values (1, 5, 1, 'returnedPayment', 'open', 'x', clock_timestamp())`.execute(payroll.database.owner);
    const system = payroll.on("2026-11-21");
    const run = await prepare(system, "2026-11");
    const { bridge, last } = calculationOf((await findStep(system.db, 1, run, "calculated"))!);
    // October: 100,000 + (80,800 + 30,000) + 50,500 + 60,600 = 321,900.
    expect(last?.cents).toBe(321_900n);
    expect(bridge).toEqual([
      { change: "newPayee", people: 1, cents: 70_000n },
      { change: "yearlyIncrease", people: 1, cents: 1_000n },
      { change: "temporaryEnded", people: 1, cents: -30_000n },
      { change: "ended", people: 1, cents: -50_500n },
      { change: "newlyHeld", people: 1, cents: -60_600n },
      { change: "notExplained", people: 0, cents: 0n },
    ]);
  });

  it("pays months that were held together with the month after the hold, one payment a month", async () => {
    await using payroll = await testPayroll();
    const { owner } = payroll.database;
    await makePayees(owner, payroll.keys, [{ begins: "2026-06-01", cents: 100_000, account: "held" }, {}]);
    await payMonth(payroll.on("2026-09-20"), "2026-09");
    await payMonth(payroll.on("2026-10-20"), "2026-10");
    await sql`update records.bank_account set recorded_to = clock_timestamp() where person = 1`.execute(
      owner,
    );
    await sql`insert into records.bank_account (fund, person, account, routing, kind, last4, status, entered_by, confirmed_by, valid_from, recorded_from)
      values (1, 1, 1, '111111118', 'checking', '0001', 'confirmed', 'a', 'b', date '2000-01-01', clock_timestamp())`.execute(
      owner,
    );
    const run = await payMonth(payroll.on("2026-11-20"), "2026-11");
    expect((await outcomesOf(payroll, run))[0]).toEqual([1, "paid", null, 300_000n]);
    const { rows } = await sql<{
      period: string;
      cents: bigint;
      trace: bigint;
    }>`select period, cents, trace from runs.payment where person = 1 order by period`.execute(owner);
    expect(rows.map(({ period, cents, trace }) => [period, cents, trace])).toEqual([
      ["2026-09-01", 100_000n, 1n],
      ["2026-10-01", 100_000n, 1n],
      ["2026-11-01", 100_000n, 1n],
    ]);
  });

  it("pays a late case from its annuity starting date with the first payment (RSMo 104.395.1)", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{}]);
    await payMonth(payroll.on("2026-09-20"), "2026-09");
    await payMonth(payroll.on("2026-10-20"), "2026-10");
    await sql`insert into records.person (fund, person, member_id, recorded_from) values (1, 2, '10000002', clock_timestamp())`.execute(
      payroll.database.owner,
    );
    await sql`insert into records.benefit (fund, person, benefit, member, kind, payment_option, determination, base_cents, valid_from, recorded_from)
      values (1, 2, 2, 2, 'retirement', 'lifeIncome', 1, 80000, date '2026-10-01', clock_timestamp())`.execute(
      payroll.database.owner,
    );
    await sql`insert into records.bank_account (fund, person, account, routing, kind, last4, status, entered_by, confirmed_by, valid_from, recorded_from)
      select 1, 2, 1, routing, kind, last4, status, entered_by, confirmed_by, valid_from, clock_timestamp() from records.bank_account where person = 1`.execute(
      payroll.database.owner,
    );
    const { sealedRow } = await import("@emeritus/records/closed-field.ts");
    await payroll.database.owner
      .insertInto("records.closed_field")
      .values({
        ...sealedRow(payroll.keys, { fund: 1, person: 2, field: "bankAccount", slot: 1 }, "777"),
        recorded_from: "now",
      })
      .execute();
    const run = await prepare(payroll.on("2026-11-20"), "2026-11");
    expect((await outcomesOf(payroll, run))[1]).toEqual([2, "paid", null, 160_000n]);
  });
});

describe("a late election (T8, RSMo 104.395.1, 104.1027.1)", () => {
  it("is paid from the month after it was received, with the months since the starting date as arrears", async () => {
    await using payroll = await testPayroll();
    const { owner, reader } = payroll.database;
    await makePayees(owner, payroll.keys, [
      { begins: "2026-11-01", cents: 123_457, payableFrom: "2026-12-01" },
      { begins: "2026-09-01", cents: 100_000 },
    ]);
    await payMonth(payroll.on("2026-10-20"), "2026-10");
    const november = await payMonth(payroll.on("2026-11-28"), "2026-11");
    expect((await outcomesOf(payroll, november))[0]).toEqual([1, "notDue", "notBegun", 0n]);
    const december = await payMonth(payroll.on("2026-12-20"), "2026-12");
    expect((await outcomesOf(payroll, december))[0]).toEqual([1, "paid", null, 246_914n]);
    const { rows } = await sql<{ period: string; cents: bigint; run: number }>`
      select period::text, cents, run from runs.payment where person = 1 order by period`.execute(reader);
    expect(rows.map(({ period, cents, run }) => [period, cents, run])).toEqual([
      ["2026-11-01", 123_457n, december],
      ["2026-12-01", 123_457n, december],
    ]);
    const january = await payMonth(payroll.on("2027-01-20"), "2027-01");
    expect((await outcomesOf(payroll, january))[0]).toEqual([1, "paid", null, 123_457n]);
  });

  it("is paid in no month before that, and waits for a person when the payee has died since", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [
      { begins: "2026-10-01", cents: 50_000, payableFrom: "2026-12-01" },
      { begins: "2026-10-01", cents: 70_000, payableFrom: "2026-12-01", died: "2026-11-20" },
      {},
    ]);
    for (const month of ["2026-10", "2026-11"]) {
      const run = await payMonth(payroll.on(`${month}-20`), month);
      expect((await outcomesOf(payroll, run)).slice(0, 2)).toEqual([
        [1, "notDue", "notBegun", 0n],
        [2, "notDue", "notBegun", 0n],
      ]);
    }
    const december = await payMonth(payroll.on("2026-12-20"), "2026-12");
    expect((await outcomesOf(payroll, december)).slice(0, 2)).toEqual([
      [1, "paid", null, 150_000n],
      [2, "held", "died", 140_000n],
    ]);
  });
});

describe("what is owed of earlier months", () => {
  it("waits for a person when the payee has died since, and is not sent to the account of the dead", async () => {
    await using payroll = await testPayroll();
    const { owner } = payroll.database;
    await makePayees(owner, payroll.keys, [{ begins: "2026-09-01", cents: 100_000, account: "held" }]);
    await payMonth(payroll.on("2026-09-20"), "2026-09");
    await sql`insert into records.person_death (fund, person, died, recorded_from)
      values (1, 1, '2026-09-30', clock_timestamp())`.execute(owner);
    await sql`update records.bank_account set status = 'confirmed', confirmed_by = 'b'`.execute(owner);
    for (const month of ["2026-10", "2026-11"]) {
      const run = await payMonth(payroll.on(`${month}-20`), month);
      expect(await outcomesOf(payroll, run)).toEqual([[1, "held", "died", 100_000n]]);
    }
  });

  it("loses no month of which the law could not say what is due", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{ begins: "2026-09-01", cents: 100_000 }]);
    const cannotSay = lawOf(({ count }) => ({
      ...noAmounts(count),
      unknown: new Uint8Array(count).fill(CANNOT_SAY),
    }));
    for (const month of ["2026-09", "2026-10"]) {
      const run = await payMonth(payroll.on(`${month}-20`, cannotSay), month);
      expect(await outcomesOf(payroll, run)).toEqual([[1, "held", "amountUnknown", 0n]]);
    }
    const september = monthOf("2026-09");
    const notSeptember = lawOf((payees, month) =>
      (month === september ? cannotSay : simpleLaw).amountsDue(payees, month),
    );
    const november = await payMonth(payroll.on("2026-11-20", notSeptember), "2026-11");
    expect(await outcomesOf(payroll, november)).toEqual([[1, "held", "amountUnknown", 200_000n]]);
    const december = await payMonth(payroll.on("2026-12-20"), "2026-12");
    expect(await outcomesOf(payroll, december)).toEqual([[1, "paid", null, 400_000n]]);
  });
});

describe("who may, and for what", () => {
  it("refuses every run on a fund that is not a demonstration until withholding exists", async () => {
    await using payroll = await testPayroll({ fund: { demonstration: false } });
    const system = {
      ...payroll.on("2026-11-21"),
      fund: { number: 1, name: "Real", demonstration: false, timeZone: "America/Chicago" },
    };
    const { refused } = await prepareRun(system, preparer, { key: randomUUID(), month: monthOf("2026-11") });
    expect(refused?.code).toBe("noWithholding");
  });

  it("lets a second person approve, only for exactly what was seen", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, Array(3).fill({}));
    const system = payroll.on("2026-11-21");
    const run = await prepare(system, "2026-11");
    const offered = (await toApprove(
      system,
      await getRun(system.db, 1, run),
      await stepsOf(system.db, 1, run),
    ))!;
    const both = { ...releaser, account: preparer.account };
    const ask = (change: object = {}) => ({ key: randomUUID(), run, ...offered, ...change });
    expect((await approveRun(system, both, ask())).refused?.code).toBe("preparedByYou");
    await expect(approveRun(system, preparer, ask())).rejects.toThrow(/may not/);
    expect((await approveRun(system, releaser, ask({ count: 4n }))).refused?.code).toBe("notWhatYouSaw");
    expect((await approveRun(system, releaser, ask({ cents: offered.cents + 1n }))).refused?.code).toBe(
      "notWhatYouSaw",
    );
    expect((await approveRun(system, releaser, ask({ sha256: "0".repeat(64) }))).refused?.code).toBe(
      "notWhatYouSaw",
    );
    expect(
      (await approveRun(system, releaser, ask({ created: { ...offered.created, date: "2026-11-20" } })))
        .refused?.code,
    ).toBe("stampNotToday");
    const approved = await approveRun(system, releaser, ask());
    expect(approved.accepted?.auditRoot).toMatch(/^[0-9a-f]{64}$/);
    expect((await approveRun(system, releaser, ask())).refused?.code).toBe("alreadyApproved");
  });

  it("takes two accounts of one person for one person", async () => {
    await using payroll = await testPayroll();
    const { owner } = payroll.database;
    await makePayees(owner, payroll.keys, Array(3).fill({}));
    await giveAccount(owner, preparer.account, 3);
    const system = payroll.on("2026-11-21");
    const run = await prepare(system, "2026-11");
    const steps = await stepsOf(system.db, 1, run);
    const offered = (await toApprove(system, await getRun(system.db, 1, run), steps))!;
    const by = (person: number) =>
      approveRun(system, { ...releaser, person }, { key: randomUUID(), run, ...offered });
    expect((await seeRun(system, { ...releaser, person: 3 }, run)).offer).toBeUndefined();
    expect((await by(3)).refused?.code).toBe("preparedByYou");
    expect((await by(2)).accepted?.approvedBy).toBe(releaser.account);
  });

  it("is not approved over a hold or a death that was recorded after it was prepared", async () => {
    await using payroll = await testPayroll();
    const { owner } = payroll.database;
    await makePayees(owner, payroll.keys, [{}, {}]);
    const system = payroll.on("2026-11-21");
    const again = async (run: number) => {
      await expect(approve(system, run)).rejects.toThrow("heldSince");
      const ask = { key: randomUUID(), run, because: "The record has changed." };
      expect((await withdrawRun(system, preparer, ask)).accepted).toEqual({ run });
      return prepare(system, "2026-11");
    };
    const first = await prepare(system, "2026-11");
    const hold = { key: randomUUID(), person: 1, because: "A call says that the payee has died." };
    await holdPayee(system as unknown as System, preparer, hold);
    const second = await again(first);
    await sql`insert into records.person_death (fund, person, died, recorded_from)
      values (1, 2, '2026-10-31', clock_timestamp())`.execute(owner);
    const third = await again(second);
    await approve(system, third);
    expect((await outcomesOf(payroll, third)).map(([, outcome]) => outcome)).toEqual(["held", "notDue"]);
  });

  it("prepares a month again after a withdrawal, and never withdraws what is approved", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, Array(3).fill({}));
    const system = payroll.on("2026-11-21");
    const first = await prepare(system, "2026-11");
    expect(await prepare(system, "2026-11")).toBe(first);
    await withdrawRun(system, preparer, {
      key: randomUUID(),
      run: first,
      because: "An account was confirmed.",
    });
    const second = await prepare(system, "2026-11");
    expect(second).not.toBe(first);
    await approve(system, second);
    const { refused } = await withdrawRun(system, preparer, {
      key: randomUUID(),
      run: second,
      because: "Too late.",
    });
    expect(refused?.code).toBe("alreadyApproved");
    expect(await carryOn(system, first)).toBe("nothing");
  });

  it("has one effect when two start at once", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, Array(40).fill({}));
    const system = payroll.on("2026-11-21");
    const runs = await Promise.all([
      prepare(system, "2026-11"),
      prepare(system, "2026-11"),
      prepare(system, "2026-11"),
    ]);
    expect(new Set(runs).size).toBe(1);
    await approve(system, runs[0]!);
    await Promise.all([carryOn(system, runs[0]!), carryOn(system, runs[0]!)]);
    const { rows } = await sql<{
      payments: number;
    }>`select count(*)::int as payments from runs.payment`.execute(system.db);
    expect(rows[0]!.payments).toBe(40);
    expect(readdirSync(join(payroll.home, "bank", "sent")).length).toBe(1);
  });

  it("is prepared month by month: not two months ahead, not while the month before is open", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{}]);
    const system = payroll.on("2026-11-21");
    await expect(prepare(system, "2027-01")).rejects.toThrow("tooEarly");
    await prepare(system, "2026-11");
    await expect(prepare(system, "2026-12")).rejects.toThrow("monthBeforeOpen");
  });

  it("leaves no month out, which would then never be paid", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{}]);
    await payMonth(payroll.on("2026-10-21"), "2026-10");
    await expect(prepare(payroll.on("2026-11-21"), "2026-12")).rejects.toThrow("monthSkipped");
    await payMonth(payroll.on("2026-11-21"), "2026-11");
    const { rows } = await sql<{ period: string }>`
      select period::text from runs.payment order by period`.execute(payroll.database.reader);
    expect(rows.map(({ period }) => period)).toEqual(["2026-10-01", "2026-11-01"]);
  });
});
