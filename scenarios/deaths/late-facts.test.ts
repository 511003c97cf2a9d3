import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { explainPayment } from "@emeritus/operations/benefit-payroll/explain-payment.ts";
import { recordReturn } from "@emeritus/operations/benefit-payroll/record-return.ts";
import { readReceivable, readReceivables } from "@emeritus/operations/recording-deaths/read-receivables.ts";
import { askWithdrawal, withdrawReport } from "@emeritus/operations/recording-deaths/withdraw-report.ts";
import { correctBenefit, findBenefit } from "@emeritus/records/benefit.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { checkNacha } from "../nacha-checker/check.ts";
import { prepare, preparer, releaser, testPayroll, type TestPayroll } from "../payroll/test-system.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import { postRun } from "@emeritus/operations/benefit-payroll/pay-out.ts";
import { getRun } from "@emeritus/records/run.ts";
import {
  counselor,
  done,
  key,
  makeHousehold,
  officeOn,
  payMonths,
  recordWhole,
  verifier,
} from "./household.ts";

const joint50 = {
  option: "joint50",
  cents: 90_000,
  lifeCents: 100_000,
  start: "2026-02-01",
  spouse: "with account",
} as const;

/** What each person was paid, by month and kind of payment. */
const payments = async ({ database }: TestPayroll, person: number) => {
  const { rows } = await sql<{ month: string; kind: string; cents: bigint }>`
    select to_char(period, 'MM') as month, kind, cents from runs.payment where person = ${person} order by recorded_from, period, kind`.execute(
    database.reader,
  );
  return rows.map(({ month, kind, cents }) => `${month} ${kind} ${cents}`);
};

const itemsOf = async ({ database }: TestPayroll, run: number) => {
  const { rows } = await sql<{ person: number; outcome: string; cents: bigint; arrears: bigint }>`
    select person, outcome, cents, arrears_cents as arrears from runs.run_item where run = ${run} order by benefit`.execute(
    database.reader,
  );
  return rows.map(({ person, outcome, cents, arrears }) => [person, outcome, cents, arrears]);
};

/** Debit less credit of an account. */
const balance = async ({ database }: TestPayroll, account: number) => {
  const found = (await trialBalance(database.reader, 1, "pension")).find((one) => one.account === account);
  return found === undefined ? 0n : found.debitCents - found.creditCents;
};

const owed = async (payroll: TestPayroll, person: number) => {
  const seen = await readReceivable(officeOn(payroll, "2026-12-01"), counselor, person);
  return seen?.months.map(
    ({ period, chargedCents, loweredCents, returnedCents, openCents }) =>
      `${period.slice(5, 7)} ${chargedCents} ${loweredCents} ${returnedCents} ${openCents}`,
  );
};

describe("a death learned late (RSMo 104.1060; 42 sections 5 and 6)", () => {
  it("after one more payment: the survivor gets the month in arrears, and the retiree's month is owed back, once", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse } = await makeHousehold(payroll, joint50);
    await payMonths(payroll, "2026-03", "2026-04");
    await recordWhole(payroll, retiree, "2026-03-31", "2026-05-04");
    const [may, june] = await payMonths(payroll, "2026-05", "2026-06");
    expect(await itemsOf(payroll, may!)).toEqual([
      [retiree, "notDue", 0n, 0n],
      [spouse, "paid", 90_000n, 45_000n],
    ]);
    expect((await itemsOf(payroll, june!))[1]).toEqual([spouse, "paid", 45_000n, 0n]);
    expect(await owed(payroll, retiree)).toEqual(["04 90000 0 0 90000"]);
    expect(await balance(payroll, 1140)).toBe(90_000n);
    // 5010: March and April to the retiree, less April; 5020: April, May and June to the survivor.
    expect(await balance(payroll, 5010)).toBe(90_000n);
    expect(await balance(payroll, 5020)).toBe(135_000n);
    expect(await balance(payroll, 2010)).toBe(0n - 0n);
  });

  it("after three more payments: each month is shown with what was paid and due, a duty names who owes, and nothing is netted", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse } = await makeHousehold(payroll, joint50);
    await payMonths(payroll, "2026-03", "2026-06");
    await recordWhole(payroll, retiree, "2026-03-15", "2026-07-06");
    const [july] = await payMonths(payroll, "2026-07", "2026-07");
    // April to July to the survivor: 4 x 450.00, of which three months late.
    expect(await itemsOf(payroll, july!)).toEqual([
      [retiree, "notDue", 0n, 0n],
      [spouse, "paid", 180_000n, 135_000n],
    ]);
    expect(await owed(payroll, retiree)).toEqual([
      "04 90000 0 0 90000",
      "05 90000 0 0 90000",
      "06 90000 0 0 90000",
    ]);
    const system = officeOn(payroll, "2026-07-31");
    const seen = await readReceivable(system, counselor, retiree);
    expect(seen!.months.map(({ paidCents, dueCents }) => [paidCents, dueCents])).toEqual([
      [90_000n, 0n],
      [90_000n, 0n],
      [90_000n, 0n],
    ]);
    expect(seen!.explained).toHaveLength(1);
    const [whole] = await readReceivables(system, counselor);
    expect(whole).toMatchObject({ person: retiree, months: 3, openCents: 270_000n });
    const duty = (await obligationsOf(system.db, 1, retiree)).find(
      ({ kind }) => kind === "recoverOverpayment",
    );
    expect([duty?.status, duty?.subject, duty?.cites]).toEqual([
      "open",
      `run ${july}: 2700.00`,
      "RSMo 104.1060",
    ]);
    expect(await payments(payroll, spouse)).toEqual([
      "04 regular 45000",
      "05 regular 45000",
      "06 regular 45000",
      "07 regular 45000",
    ]);
    const folder = join(payroll.home, "bank", "sent");
    const files = readdirSync(folder).map((name) => checkNacha(readFileSync(join(folder, name), "latin1")));
    expect(files.flatMap(({ findings }) => findings)).toEqual([]);
    // March to June at 900.00 to the retiree, and July's file with the survivor's four months.
    expect(files.map(({ credits }) => credits).toSorted()).toEqual(
      [180_000n, 90_000n, 90_000n, 90_000n, 90_000n].toSorted(),
    );
  });

  it("reported in its own month nothing is owed, and the run is not made twice by a withdrawal or a second posting", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse } = await makeHousehold(payroll, joint50);
    await payMonths(payroll, "2026-03", "2026-05");
    await recordWhole(payroll, retiree, "2026-03-31", "2026-06-04");
    const system = officeOn(payroll, "2026-06-20");
    const first = await prepare(system, "2026-06");
    await done(withdrawRun(system, preparer, { key: key(), run: first, because: "Look again." }));
    expect(await owed(payroll, retiree)).toBeUndefined();
    const [june] = await payMonths(payroll, "2026-06", "2026-06");
    const run = await getRun(system.db, 1, june!);
    await Promise.all([postRun(system, run, releaser.account), postRun(system, run, releaser.account)]);
    expect(await owed(payroll, retiree)).toEqual(["04 90000 0 0 90000", "05 90000 0 0 90000"]);
    await payMonths(payroll, "2026-07", "2026-08");
    expect(await owed(payroll, retiree)).toEqual(["04 90000 0 0 90000", "05 90000 0 0 90000"]);
    expect(await payments(payroll, spouse)).toEqual([
      "04 regular 45000",
      "05 regular 45000",
      "06 regular 45000",
      "07 regular 45000",
      "08 regular 45000",
    ]);
    const other = await makeHousehold(payroll, joint50);
    await payMonths(payroll, "2026-09", "2026-09");
    await recordWhole(payroll, other.retiree, "2026-10-02", "2026-10-05");
    await payMonths(payroll, "2026-10", "2026-11");
    expect(await owed(payroll, other.retiree)).toBeUndefined();
    // February to October: nine months of 900.00 to the retiree, in September with arrears since March, the first month paid here.
    expect((await payments(payroll, other.retiree)).at(-1)).toBe("10 regular 90000");
  });
});

describe("a pop-up learned late (H-285)", () => {
  it("two months late: the difference of each month is paid with the run, explained month by month, and agrees", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse, benefit } = await makeHousehold(payroll, joint50);
    await payMonths(payroll, "2026-03", "2026-05");
    await recordWhole(payroll, spouse, "2026-03-31", "2026-06-04");
    const [june, july] = await payMonths(payroll, "2026-06", "2026-07");
    // April and May were paid at 900.00 and are due at 1,000.00.
    expect(await itemsOf(payroll, june!)).toEqual([[retiree, "paid", 120_000n, 20_000n]]);
    expect(await itemsOf(payroll, july!)).toEqual([[retiree, "paid", 100_000n, 0n]]);
    expect((await payments(payroll, retiree)).slice(3)).toEqual([
      "04 adjustment 10000",
      "05 adjustment 10000",
      "06 regular 100000",
      "07 regular 100000",
    ]);
    const system = officeOn(payroll, "2026-07-31");
    const own = { account: "rosa", person: retiree, roles: ["member"], employers: [] } as const;
    const explained = await explainPayment(system, own, {
      person: retiree,
      benefit,
      period: "2026-04-01",
      kind: "adjustment",
    });
    expect([explained?.payment.cents, explained?.agrees]).toEqual([10_000n, true]);
    expect(await owed(payroll, retiree)).toBeUndefined();
  });

  it("while the retiree is held, nothing is lost: the differences are paid once the hold is gone", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse } = await makeHousehold(payroll, joint50);
    await payMonths(payroll, "2026-03", "2026-05");
    await recordWhole(payroll, spouse, "2026-03-31", "2026-06-04");
    const hold = await sql<{
      hold: number;
    }>`insert into records.payee_hold (fund, person, hold, reason, status, actor, recorded_from)
      values (1, ${retiree}, 999, 'heldByStaff', 'open', 'x', clock_timestamp()) returning hold`.execute(
      payroll.database.owner,
    );
    expect(hold.rows).toHaveLength(1);
    const [june] = await payMonths(payroll, "2026-06", "2026-06");
    expect(await itemsOf(payroll, june!)).toEqual([[retiree, "held", 120_000n, 20_000n]]);
    await sql`update records.payee_hold set recorded_to = clock_timestamp() where hold = 999`.execute(
      payroll.database.owner,
    );
    const [july, august] = await payMonths(payroll, "2026-07", "2026-08");
    expect(await itemsOf(payroll, july!)).toEqual([[retiree, "paid", 220_000n, 120_000n]]);
    expect(await itemsOf(payroll, august!)).toEqual([[retiree, "paid", 100_000n, 0n]]);
  });
});

describe("a payment returned after a death (R14, R15)", () => {
  const back = (payroll: TestPayroll, run: number, on: string) =>
    recordReturn(officeOn(payroll, on), preparer, {
      key: key(),
      run,
      trace: 1,
      code: "R15",
      returnedOn: parseDate(on),
    });

  it("lowers what is charged, whether it comes after the charge or before it, and ends the duty", async () => {
    await using payroll = await testPayroll();
    const { retiree } = await makeHousehold(payroll, joint50);
    const runs = await payMonths(payroll, "2026-03", "2026-05");
    expect((await back(payroll, runs[1]!, "2026-05-05")).accepted?.follows).toBe("death"); // April, before the death is known
    await recordWhole(payroll, retiree, "2026-03-31", "2026-06-04");
    await payMonths(payroll, "2026-06", "2026-06");
    expect(await owed(payroll, retiree)).toEqual(["04 90000 0 90000 0", "05 90000 0 0 90000"]);
    expect([await balance(payroll, 1140), await balance(payroll, 2070)]).toEqual([90_000n, 0n]);
    await back(payroll, runs[2]!, "2026-07-02"); // May, after it was charged
    expect(await owed(payroll, retiree)).toEqual(["04 90000 0 90000 0", "05 90000 0 90000 0"]);
    expect([await balance(payroll, 1140), await balance(payroll, 2070)]).toEqual([0n, 0n]);
    const system = officeOn(payroll, "2026-07-31");
    const duties = (await obligationsOf(system.db, 1, retiree)).filter(
      ({ kind }) => kind === "recoverOverpayment",
    );
    expect(duties.map(({ status }) => status)).toEqual(["done"]);
    await payMonths(payroll, "2026-07", "2026-07");
    expect(await balance(payroll, 1140)).toBe(0n);
  });

  it("a confirmed death that was a mistake is withdrawn: the retiree gets every month, what came back included, and the survivor owes", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse } = await makeHousehold(payroll, joint50);
    const runs = await payMonths(payroll, "2026-03", "2026-04");
    await back(payroll, runs[1]!, "2026-05-02");
    const { of } = await recordWhole(payroll, retiree, "2026-03-31", "2026-05-04");
    await payMonths(payroll, "2026-05", "2026-05");
    expect(await payments(payroll, spouse)).toEqual(["04 regular 45000", "05 regular 45000"]);
    const system = officeOn(payroll, "2026-06-03");
    const because = "Another person of that name.";
    await done(askWithdrawal(system, counselor, { key: key(), of, because }));
    await done(withdrawReport(system, verifier, { key: key(), of, because }));
    await sql`update records.payee_hold set recorded_to = clock_timestamp() where recorded_to = 'infinity'`.execute(
      payroll.database.owner,
    );
    const [june, july] = await payMonths(payroll, "2026-06", "2026-07");
    // April comes again out of what the bank gave back, May was not paid, June is the month's own.
    expect((await itemsOf(payroll, june!))[0]).toEqual([retiree, "paid", 270_000n, 90_000n]);
    expect((await itemsOf(payroll, july!))[0]).toEqual([retiree, "paid", 90_000n, 0n]);
    expect(await owed(payroll, retiree)).toEqual(["04 90000 90000 0 0"]);
    expect(await owed(payroll, spouse)).toEqual(["04 45000 0 0 45000", "05 45000 0 0 45000"]);
    expect([await balance(payroll, 1140), await balance(payroll, 2070)]).toEqual([90_000n, 0n]);
    // March to July for the retiree; nothing for the survivor.
    expect([await balance(payroll, 5010), await balance(payroll, 5020)]).toEqual([450_000n, 0n]);
    expect((await itemsOf(payroll, july!))[1]?.[1]).toBe("notDue");
  });
});

describe("a determination corrected late (H-266)", () => {
  it("is paid from the day that it holds, the months before as they were", async () => {
    await using payroll = await testPayroll();
    const { retiree, benefit } = await makeHousehold(payroll, {
      option: "lifeIncome",
      cents: 90_000,
      start: "2026-02-01",
    });
    await payMonths(payroll, "2026-03", "2026-06");
    const { db } = payroll.database;
    const corrected = (baseCents: bigint, from: string) =>
      db.transaction().execute(async (tx) => {
        const instant = await takeInstant(tx);
        const [first] = await findBenefit(tx, 1, benefit);
        const { benefit: _number, to: _to, ...same } = first!;
        await correctBenefit(tx, 1, benefit, { ...same, baseCents, from: parseDate(from) }, instant);
      });
    await corrected(95_000n, "2026-05-01");
    const [july] = await payMonths(payroll, "2026-07", "2026-07");
    // May and June were paid at 900.00 and are due at 950.00; March and April stay.
    expect(await itemsOf(payroll, july!)).toEqual([[retiree, "paid", 105_000n, 10_000n]]);
    await corrected(80_000n, "2026-06-01");
    const [august] = await payMonths(payroll, "2026-08", "2026-08");
    expect(await itemsOf(payroll, august!)).toEqual([[retiree, "paid", 80_000n, 0n]]);
    expect(await owed(payroll, retiree)).toEqual(["06 15000 0 0 15000", "07 15000 0 0 15000"]);
    expect(await balance(payroll, 1140)).toBe(30_000n);
  });
});
