import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accounts,
  closeMonth,
  openLedger,
  openMonth,
  post,
  reverse,
  trialBalance,
  type Transfer,
} from "./ledger.ts";
import { takeInstant } from "./moment.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";
import type { Tx } from "./db.ts";

const fund = 1;

for (const version of serverVersions)
  describe(`the ledger on PostgreSQL ${version}`, () => {
    let t: TestDatabase;
    const record = <T>(effect: (tx: Tx, instant: string) => Promise<T>): Promise<T> =>
      t.db.transaction().execute(async (tx) => effect(tx, await takeInstant(tx)));
    const postTo = (month: string, ...transfers: Transfer[]) =>
      record((tx, instant) =>
        post(tx, { fund, trust: "pension", month, source: "test", transfers }, instant),
      );
    beforeAll(async () => {
      t = await testDatabase({ version });
      await record((tx, instant) => openLedger(tx, fund, instant));
      for (const month of ["2026-01-01", "2026-02-01", "2026-03-01"])
        await record((tx, instant) => openMonth(tx, fund, "pension", month, instant));
    });
    afterAll(() => t.dispose());

    test("debits equal credits, account by account", async () => {
      await postTo(
        "2026-01-01",
        { debit: "retirementAnnuities", credit: "benefitsPayable", cents: 127_500n },
        { debit: "benefitsPayable", credit: "payrollClearingCash", cents: 127_500n },
      );
      const balance = await trialBalance(t.db, fund, "pension");
      expect(
        balance.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents]),
      ).toEqual([
        [1020, 0n, 127_500n],
        [2010, 127_500n, 127_500n],
        [5010, 127_500n, 0n],
      ]);
    });

    test("a transfer has two different accounts, an amount above zero, and stays in one trust", async () => {
      await expect(
        postTo("2026-01-01", { debit: "refunds", credit: "refunds", cents: 1n }),
      ).rejects.toMatchObject({ code: "23514" });
      await expect(
        postTo("2026-01-01", { debit: "refunds", credit: "benefitsPayable", cents: 0n }),
      ).rejects.toMatchObject({ code: "23514" });
      expect(await trialBalance(t.db, fund, "insurance")).toEqual([]);
    });

    test("a month that was never opened, or an account that is not there, refuses the posting", async () => {
      await expect(
        postTo("2025-12-01", { debit: "refunds", credit: "benefitsPayable", cents: 1n }),
      ).rejects.toMatchObject({ code: "EM001" });
      const unknown = record((tx, instant) =>
        tx
          .insertInto("ledger.transfer")
          .values({
            fund,
            trust: 1,
            entry: 999n,
            month: "2026-01-01",
            debit: 7,
            credit: 2010,
            cents: 1n,
            source: "x",
            recorded_from: instant,
          })
          .execute(),
      );
      await expect(unknown).rejects.toMatchObject({ code: "EM003" });
    });

    test("a reversal is the opposite entry, once", async () => {
      const before = await trialBalance(t.db, fund, "pension");
      const net = (balance: typeof before) =>
        new Map(balance.map((one) => [one.account, one.debitCents - one.creditCents]));
      const entry = await postTo("2026-02-01", {
        debit: "retirementAnnuities",
        credit: "benefitsPayable",
        cents: 500n,
      });
      const opposite = { fund, trust: "pension", entry, month: "2026-03-01", source: "mistake" } as const;
      await record((tx, instant) => reverse(tx, opposite, instant));
      expect(net(await trialBalance(t.db, fund, "pension"))).toEqual(net(before));
      await expect(record((tx, instant) => reverse(tx, opposite, instant))).rejects.toMatchObject({
        code: "23505",
      });
      await expect(
        record((tx, instant) => reverse(tx, { ...opposite, entry: 123_456n }, instant)),
      ).rejects.toThrow("no entry");
    });

    test("nothing is posted after the closer has counted, in 40 races", async () => {
      for (let race = 0; race < 40; race++) {
        const month = `${2100 + race}-01-01`;
        await record((tx, instant) => openMonth(tx, fund, "pension", month, instant));
        const posts = Array.from({ length: 6 }, (_, n) =>
          postTo(month, { debit: "refunds", credit: "refundsPayable", cents: BigInt(n + 1) }),
        );
        const closing = record((tx, instant) =>
          closeMonth(tx, { fund, trust: "pension", month, closedBy: "ann" }, instant),
        );
        const outcomes = await Promise.allSettled(posts);
        const counted = await closing;
        const posted = outcomes.filter((one) => one.status === "fulfilled").length;
        expect(Number(counted.transfers)).toBe(posted);
        const rows = await t.db
          .selectFrom("ledger.transfer")
          .select("cents")
          .where("month", "=", month)
          .execute();
        expect([BigInt(rows.length), rows.reduce((sum, row) => sum + row.cents, 0n)]).toEqual([
          counted.transfers,
          counted.cents,
        ]);
        for (const one of outcomes)
          if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "EM002" });
      }
      await expect(
        postTo("2100-01-01", { debit: "refunds", credit: "refundsPayable", cents: 1n }),
      ).rejects.toMatchObject({ code: "EM002" });
    });
  });

test("the chart has a kind for every account by its first digit", () => {
  expect(Object.values(accounts).every((account) => account >= 1000 && account < 6000)).toBe(true);
});
