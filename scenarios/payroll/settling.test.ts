import { randomUUID } from "node:crypto";
import { api as serveApi } from "@emeritus/api/app.ts";
import { command as clearing } from "emeritus/commands/clearing.ts";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { readTrialBalance } from "@emeritus/operations/auditing/read-trial-balance.ts";
import { decidePreparation } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { recordReturn } from "@emeritus/operations/benefit-payroll/record-return.ts";
import { seeRun } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { closeLedgerMonth } from "@emeritus/operations/closing-months/close-month.ts";
import { NotAllowed } from "@emeritus/operations/permissions.ts";
import { decideSettlement } from "@emeritus/operations/settling-payroll/decide-settlement.ts";
import { readClearing } from "@emeritus/operations/settling-payroll/read-clearing.ts";
import { takeBackSettlement } from "@emeritus/operations/settling-payroll/take-back-settlement.ts";
import { tellSettlement } from "@emeritus/operations/settling-payroll/tell-settlement.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import type { System } from "@emeritus/operations/system.ts";
import { addSettlement, decideSettlement as record } from "@emeritus/records/bank-settlement.ts";
import { closeMonth, openMonth } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { verifyRecord } from "@emeritus/records/verify.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { signedIn, testSecrets } from "@emeritus/web/testing/system.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePayees } from "./fund.ts";
import { payMonth, preparer, releaser, testPayroll, type TestPayroll } from "./test-system.ts";

let payroll: TestPayroll;
const on = (today: string): System => ({ ...payroll.on(today), home: payroll.home }) as unknown as System;
const both: Actor = { ...preparer, roles: ["payrollPreparer", "payrollReleaser"] };

beforeAll(async () => {
  payroll = await testPayroll();
  const begins = "2026-09-01";
  await makePayees(payroll.database.owner, payroll.keys, [
    { begins, cents: 100_000 },
    { begins, cents: 50_000 },
    { begins, cents: 30_000 },
  ]);
});
afterAll(() => payroll[Symbol.asyncDispose]());

const entriesOf = async (system: System) =>
  (await readClearing(system, preparer)).open.map(({ entry }) => entry);
const told = async (
  system: System,
  way: "took" | "gave",
  cents: bigint,
  settledOn: string,
  entries?: bigint[],
) =>
  tellSettlement(system, preparer, {
    key: randomUUID(),
    entries: entries ?? (await entriesOf(system)),
    way,
    cents,
    settledOn,
  });
const decide = (
  system: System,
  actor: Actor,
  settlement: number,
  decision: "confirmed" | "refused" = "confirmed",
) => decideSettlement(system, actor, { key: randomUUID(), settlement, decision });
const settled = async (...asked: Parameters<typeof told>) => {
  const { accepted, refused } = await told(...asked);
  if (refused) throw new Error(refused.code);
  expect((await decide(asked[0], releaser, accepted.settlement)).refused).toBeUndefined();
  return accepted.settlement;
};
/** Balances in debit of operating and clearing cash and of returned payments. */
const balances = async (system: System, month?: string) => {
  const { accounts } = await readTrialBalance(system, preparer, { trust: "pension", month });
  return [1010, 1020, 2070].map((no) => {
    const found = accounts.find(({ account }) => account === no);
    return found === undefined ? 0n : found.debitCents - found.creditCents;
  });
};

test("what the bank took brings clearing cash to zero: exactly, by two people, once; what differs is refused and stays named", async () => {
  await payMonth(payroll.on("2026-09-20"), "2026-09");
  const system = on("2026-10-01");
  const [file] = (await readClearing(system, preparer)).open;
  expect(file).toMatchObject({
    kind: "file",
    cents: 180_000n,
    since: "2026-09-20",
    period: "2026-09-01",
    count: 3n,
  });
  expect(await balances(system)).toEqual([0n, -180_000n, 0n]);

  expect((await told(system, "took", 180_100n, "2026-09-30")).refused).toMatchObject({
    code: "bankDiffers",
    facts: { bank: 180_100n, ours: 180_000n },
    cites: "ADR 35",
  });
  expect((await told(system, "gave", 180_000n, "2026-09-30")).refused?.code).toBe("bankDiffers");
  expect((await told(system, "took", 180_000n, "2026-09-19")).refused?.code).toBe("beforeTheBankHadIt");
  expect((await told(system, "took", 180_000n, "2026-10-02")).refused?.code).toBe("settledLater");
  expect((await told(system, "took", 180_000n, "2026-09-30", [9_999n])).refused?.code).toBe(
    "noSuchClearingItem",
  );

  const ask = {
    key: randomUUID(),
    entries: [file!.entry],
    way: "took",
    cents: 180_000n,
    settledOn: "2026-09-30",
  } as const;
  const first = (await tellSettlement(system, preparer, { ...ask, bankNumber: "B-1" })).accepted!;
  expect((await tellSettlement(system, preparer, { ...ask, bankNumber: "B-1" })).accepted).toEqual(first);
  expect((await told(system, "took", 180_000n, "2026-09-30")).refused?.code).toBe("settlementWaits");
  expect(await balances(system)).toEqual([0n, -180_000n, 0n]);

  await expect(decide(system, preparer, first.settlement)).rejects.toThrow(NotAllowed);
  expect((await decide(system, both, first.settlement)).refused?.code).toBe("enteredByYou");
  expect((await decide(system, releaser, first.settlement, "refused")).refused?.code).toBe("becauseMissing");
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => decide(system, releaser, first.settlement)),
  );
  expect(answers.map(({ accepted, refused }) => accepted?.cents ?? refused?.code).toSorted()).toEqual([
    180_000n,
    "decided",
    "decided",
    "decided",
  ]);
  expect((await decide(system, releaser, first.settlement)).refused?.code).toBe("decided");
  expect(await balances(system)).toEqual([-180_000n, 0n, 0n]);
  expect((await readClearing(system, preparer)).open).toEqual([]);
  expect((await seeRun(payroll.on("2026-10-01"), preparer, file!.run!)).settledOn).toBe("2026-09-30");
  expect((await told(system, "took", 180_000n, "2026-09-30", [file!.entry])).refused).toMatchObject({
    code: "settledBefore",
    facts: { settlement: first.settlement, day: "2026-09-30" },
  });
});

test("what came back is given back, or was taken off the file at once; a wrong settlement is taken back and told again; every proof holds", async () => {
  const now = on("2026-11-01");
  const back = (run: number, trace: number, day: string) =>
    recordReturn(now, preparer, { key: randomUUID(), run, trace, code: "R02", returnedOn: parseDate(day) });
  await back(1, 1, "2026-10-02");
  expect((await readClearing(now, preparer)).open).toMatchObject([
    { kind: "return", cents: -100_000n, trace: 1n, code: "R02", period: "2026-09-01" },
  ]);
  expect((await told(now, "took", 100_000n, "2026-10-05")).refused?.code).toBe("bankDiffers");
  await settled(now, "gave", 100_000n, "2026-10-05");
  expect(await balances(now)).toEqual([-80_000n, 0n, -100_000n]);

  // October pays 500.00 and 300.00; the 500.00 come back at once, so that the bank takes 300.00.
  const october = await payMonth(payroll.on("2026-10-20"), "2026-10");
  await back(october, 1, "2026-10-30");
  expect((await told(now, "took", 80_000n, "2026-10-30")).refused).toMatchObject({
    facts: { ours: 30_000n },
  });
  const wrong = await settled(now, "took", 30_000n, "2026-10-29");
  expect(await balances(now)).toEqual([-110_000n, 0n, -150_000n]);
  expect(await balances(now, "2026-09-01")).toEqual([-180_000n, 0n, 0n]);

  const takeBack = (settlement: number) =>
    takeBackSettlement(now, preparer, { key: randomUUID(), settlement, because: "It was October 30." });
  const takes = (await takeBack(wrong)).accepted!.settlement;
  expect((await takeBack(wrong)).refused?.code).toBe("takingBackWaits");
  expect((await decide(now, both, takes)).refused?.code).toBe("enteredByYou");
  await decide(now, releaser, takes);
  expect((await takeBack(wrong)).refused?.code).toBe("takenBackBefore");
  expect((await takeBack(takes)).refused?.code).toBe("notConfirmed");
  expect(await balances(now)).toEqual([-80_000n, -30_000n, -150_000n]);
  expect((await seeRun(payroll.on("2026-11-01"), preparer, october)).settledOn).toBeUndefined();
  const seen = await readTrialBalance(now, preparer, { trust: "pension" });
  expect(seen.clearing.map(({ kind, cents }) => [kind, cents])).toEqual([
    ["file", 80_000n],
    ["return", -50_000n],
  ]);
  await settled(now, "took", 30_000n, "2026-10-30");
  expect(await balances(now)).toEqual([-110_000n, 0n, -150_000n]);
  expect((await verifyRecord(now.reader, 1)).broken).toEqual([]);
});

test("by page, API and terminal; what was typed is kept", async () => {
  await payMonth(payroll.on("2026-11-20"), "2026-11");
  let clock = 1_795_620_600_000;
  const milliseconds = () => clock;
  const system = { ...on("2026-12-01"), clock: { now: () => new Date(clock).toISOString(), milliseconds } };
  const app = await createWebApp(system);
  await app.register(serveApi(system));
  const { cookie } = await signedIn(system, { account: "page-preparer", roles: ["payrollPreparer"] });
  const { token } = await signedIn(system, { account: "api-releaser", roles: ["payrollReleaser"] });
  const page = await app.inject({ url: "/office/clearing", headers: { cookie } });
  const csrf = /name="csrf" value="([^"]*)"/u.exec(page.body)![1]!;
  const [entry] = await entriesOf(system);
  const send = (fields: Record<string, string>) =>
    app.inject({
      method: "POST",
      url: "/office/clearing/tell",
      headers: {
        cookie,
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
      },
      payload: new URLSearchParams({
        csrf,
        key: randomUUID(),
        entries: String(entry),
        way: "took",
        ...fields,
      }).toString(),
    });
  const wrong = await send({ amount: "311.11", settledOn: "2026-11-30", bankNumber: "MINE" });
  expect([wrong.statusCode, wrong.body.includes("MINE"), wrong.body.includes("is not explained")]).toEqual([
    422,
    true,
    true,
  ]);
  // Nobody is held any more but the first two, so November pays the third alone.
  expect((await send({ amount: "$300.00", settledOn: "2026-11-30", bankNumber: "MINE" })).statusCode).toBe(
    303,
  );
  const ask = (method: "GET" | "POST", url: string, payload?: object) =>
    app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() },
      ...(payload === undefined ? {} : { payload }),
    });
  const seen = (await ask("GET", "/api/office/clearing")).json();
  expect([seen.balance, seen.settlements[0]]).toMatchObject([
    "300.00",
    { amount: "300.00", bankNumber: "MINE", decision: null },
  ]);
  const { settlement } = seen.settlements[0];
  const url = `/api/office/clearing/settlements/${settlement}/decision`;
  expect((await ask("POST", url, { decision: "refused" })).json()).toMatchObject({
    status: 422,
    code: "becauseMissing",
  });

  for (const [account, role] of [
    ["prep1234", "payrollPreparer"],
    ["rele1234", "payrollReleaser"],
  ] as const)
    await createAccount(system, { account, name: account, roles: [role], ...testSecrets });
  const run = async (as: string, ...args: string[]) => {
    clock += 60_000; // a one-time code serves once
    const said: string[] = [];
    const status = await clearing.run(
      [...args, "--as", as, "--code", totpCode(testSecrets.totpSecret, clock)],
      {
        say: (line) => said.push(line),
        environment: { EMERITUS_PASSWORD: testSecrets.password },
        open: async () => ({ system, ownerUrl: "", close: async () => {} }),
      },
    );
    return [status, said.join("\n")] as const;
  };
  expect(
    (await run("prep1234", "tell", String(entry), "--took", "300.00", "--on", "2026-11-30"))[1],
  ).toContain("waits for a second person");
  expect((await run("rele1234", "refuse", String(settlement), "--because", "Another day"))[0]).toBe(0);
  expect((await run("prep1234", "tell", String(entry), "--took", "300.00", "--on", "2026-11-27"))[0]).toBe(0);
  const [, open] = await run("rele1234", "open");
  expect(open).toContain("The bank took $300.00 on November 27, 2026");
  const next = /settlement (\d+)/u.exec(open)![1]!;
  expect((await run("rele1234", "confirm", next))[0]).toBe(0);
  const [status, balance] = await run("rele1234", "balance", "--month", "2026-11");
  expect([status, balance.includes("1010  Operating cash  -  $1,400.00")]).toEqual([0, true]);
  expect((await ask("GET", "/api/office/ledger?month=2026-11-01")).json()).toMatchObject({
    balances: true,
    clearing: [],
  });
  expect((await app.inject({ url: "/office/ledger", headers: { cookie } })).body).toContain(
    "Payroll clearing cash is at zero",
  );
  await app.close();
});

test("a month is closed once, for ever, by who releases payrolls: in order, when it is over and its payroll is with the bank", async () => {
  const close = (system: System, month: string, actor = releaser) =>
    closeLedgerMonth(system, actor, { key: randomUUID(), trust: "pension", month });
  const now = on("2026-12-05");
  const { months } = await readTrialBalance(now, preparer, { trust: "pension" });
  expect(
    months
      .map(({ month }) => month)
      .toReversed()
      .slice(0, 2),
  ).toEqual(["2026-09-01", "2026-10-01"]);
  await expect(close(now, "2026-09-01", preparer)).rejects.toThrow(NotAllowed);
  expect((await close(now, "2020-01-01")).refused?.code).toBe("noSuchMonth");
  expect((await close(on("2026-09-30"), "2026-09-01")).refused).toMatchObject({
    code: "monthNotOver",
    cites: "ADR 36",
  });
  expect((await close(now, "2026-10-01")).refused).toMatchObject({
    code: "earlierMonthOpen",
    facts: { month: "2026-09-01" },
  });
  // Three annuities charged, one file settled against them, and the bank's word on it.
  const closed = (await close(now, "2026-09-01")).accepted!;
  expect([closed.transfers, closed.cents]).toEqual([5, 540_000n]);
  expect((await close(now, "2026-09-01")).refused).toMatchObject({
    code: "monthClosed",
    facts: { by: releaser.account },
  });
  const after = await readTrialBalance(now, preparer, { trust: "pension" });
  expect(after.months.at(-1)?.closing).toMatchObject({ by: releaser.account, transfers: 5, cents: 540_000n });
  expect(after.closable).toBe("2026-10-01");
  const prepared = { demonstration: true, today: parseDate("2026-10-05"), other: undefined };
  expect(decidePreparation({ ...prepared, month: parseDate("2026-09-01"), closedBy: "ann" })?.code).toBe(
    "monthClosed",
  );
  expect((await verifyRecord(now.db, 1)).broken).toEqual([]);
});

test("what belongs to a closed month is posted in today's: a return, and the bank's word on it", async () => {
  const now = on("2027-01-05");
  await now.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    await openMonth(tx, 1, "pension", "2026-12-01", instant);
    await closeMonth(tx, { fund: 1, trust: "pension", month: "2026-12-01", closedBy: "controller" }, instant);
  });
  const asked = { run: 3, trace: 1, code: "R02", returnedOn: parseDate("2026-12-02") };
  expect((await recordReturn(now, preparer, { key: randomUUID(), ...asked })).accepted?.cents).toBe(30_000n);
  await settled(now, "gave", 30_000n, "2026-12-03");
  expect(await balances(now, "2026-12-01")).toEqual([-140_000n, 0n, -150_000n]);
  expect(await balances(now)).toEqual([-110_000n, 0n, -180_000n]);
});

test("the database refuses a second confirmation and one by the same person, and the proof finds what was booked otherwise", async () => {
  const { db, owner } = payroll.database;
  const { rows } = await sql<{ entry: bigint }>`
    select min(entry) as entry from ledger.bank_settlement_item`.execute(db);
  const planted = (actor: string, entry: bigint, cents: bigint) =>
    owner.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      const of = { settledOn: "2026-09-30", bankNumber: null, takesBack: null, because: null, toldBy: "a" };
      const settlement = await addSettlement(tx, 1, { ...of, cents, items: [{ entry, cents }] }, instant);
      await record(tx, 1, { settlement, decision: "confirmed", because: null, actor, entry: 1n }, instant);
    });
  await expect(planted("a", 9_999n, 5n)).rejects.toMatchObject({ code: "EM020" });
  await expect(planted("b", rows[0]!.entry, 180_000n)).rejects.toMatchObject({ code: "EM021" });
  expect((await verifyRecord(db, 1)).broken).toEqual([]);
  await planted("b", 9_999n, 5n);
  const { broken } = await verifyRecord(db, 1);
  expect(broken.map(({ name }) => name).toSorted()).toEqual(["controlsEqual", "settlementsExact"]);
  expect(broken.find(({ name }) => name === "controlsEqual")?.rows).toMatchObject([
    { name: "clearing", account: 1020 },
  ]);
});
