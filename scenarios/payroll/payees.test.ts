import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { explainPayment } from "@emeritus/operations/benefit-payroll/explain-payment.ts";
import { holdPayee, liftHold, listHolds } from "@emeritus/operations/benefit-payroll/holds.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import { recordReturn, seeReturns } from "@emeritus/operations/benefit-payroll/record-return.ts";
import { changeBankAccount } from "@emeritus/operations/changing-bank-account/change-account.ts";
import {
  decideHeldAccount,
  seeHeldAccounts,
} from "@emeritus/operations/changing-bank-account/confirm-account.ts";
import { handOverLetters } from "@emeritus/operations/determining/hand-over-letters.ts";
import type { System } from "@emeritus/operations/system.ts";
import { recordAddress } from "@emeritus/records/address.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { makePayees } from "./fund.ts";
import { giveAccount, payMonth, preparer, releaser, testPayroll, type TestPayroll } from "./test-system.ts";

const member: Actor = { account: "ruth", person: 1, roles: ["member"], employers: [] };
const handed: string[] = [];
const system = (payroll: TestPayroll, today: string) =>
  ({
    ...payroll.on(today),
    letters: { print: async () => Buffer.from("%PDF-1.7 a letter") },
    outbox: {
      hand: async ({ addressee }: { addressee: readonly string[] }) => void handed.push(addressee[1]!),
    },
  }) as unknown as System;
const outcomes = async ({ database }: TestPayroll, run: number) => {
  const { rows } = await sql<{
    outcome: string;
    reason: string | null;
    cents: bigint;
  }>`select outcome, reason, cents from runs.run_item where run = ${run} order by benefit`.execute(
    database.reader,
  );
  return rows.map(({ outcome, reason, cents }) => [outcome, reason, cents]);
};
const account = { routing: "222222226", number: "55501234", kind: "savings" } as const;

describe("a changed bank account", () => {
  it("is held, told to the old address, and paid to once a second person has confirmed it", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{ begins: "2026-09-01", cents: 100_000 }]);
    const now = system(payroll, "2026-09-10");
    const { accepted } = await changeBankAccount(now, member, { key: randomUUID(), person: 1, ...account });
    expect(accepted?.account).toBe(2);
    const [letter] = await lettersOf(payroll.database.reader, 1, 1);
    expect(letter?.kind).toBe("bankAccountChanged");
    expect(JSON.stringify(letter?.content)).toContain("1234");
    expect(JSON.stringify(letter)).not.toContain(account.number);
    expect(await outcomes(payroll, await payMonth(payroll.on("2026-09-20"), "2026-09"))).toEqual([
      ["held", "accountNotConfirmed", 100_000n],
    ]);
    expect(
      (await seeHeldAccounts(now, releaser)).map(({ person, last4, before }) => [person, last4, before]),
    ).toEqual([[1, "1234", "0001"]]);
    const mayDecide = async (who: Actor) =>
      (await seeHeldAccounts(now, who)).map((one) => [one.mayDecide, one.enteredByActor]);
    expect(await mayDecide(releaser)).toEqual([[true, false]]);
    expect(await mayDecide({ account: "auditor", roles: ["auditor"], employers: [] })).toEqual([
      [false, false],
    ]);
    expect(await mayDecide({ ...releaser, account: "ruth" })).toEqual([[false, true]]);
    const ask = {
      key: randomUUID(),
      person: 1,
      account: 2,
      decision: "confirm",
      because: "Called the number on record.",
    } as const;
    const own: Actor = { ...releaser, account: "ruth" };
    expect((await decideHeldAccount(now, own, { ...ask, key: randomUUID() })).refused?.code).toBe(
      "enteredByYou",
    );
    await expect(decideHeldAccount(now, member, ask)).rejects.toThrow(/may not/);
    expect((await decideHeldAccount(now, releaser, ask)).accepted?.account).toBe(2);
    expect(await outcomes(payroll, await payMonth(payroll.on("2026-10-20"), "2026-10"))).toEqual([
      ["paid", null, 200_000n],
    ]);
    const { rows } = await sql<{ account: number }>`select distinct account from runs.payment`.execute(
      payroll.database.reader,
    );
    expect(rows).toEqual([{ account: 2 }]);
  });

  it("is not confirmed by another account of the person who entered it", async () => {
    await using payroll = await testPayroll();
    const { owner } = payroll.database;
    await makePayees(owner, payroll.keys, [{}, {}, {}]);
    await giveAccount(owner, "counselor.two", 2);
    const now = system(payroll, "2026-09-10");
    const counselor: Actor = { account: "counselor.two", person: 2, roles: ["counselor"], employers: [] };
    await changeBankAccount(now, counselor, { key: randomUUID(), person: 1, ...account });
    const confirm = (person: number) =>
      decideHeldAccount(
        now,
        { ...releaser, person },
        { key: randomUUID(), person: 1, account: 2, decision: "confirm", because: "Called." },
      );
    expect((await confirm(2)).refused?.code).toBe("enteredByYou");
    expect((await confirm(3)).accepted?.account).toBe(2);
  });

  it("is told to the address of before too, where that was replaced lately, by letters that are mailed, so that nobody moves the letters first and the money then", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{}]);
    const street = (text: string) => ({
      kind: "home" as const,
      from: parseDate(text === "9 New" ? "2025-01-01" : "2020-01-01"),
      address: { street: text, city: "Joplin", state: "MO", postalCode: "64801" },
    });
    await payroll.database.owner.transaction().execute(async (tx) => {
      await recordAddress(tx, 1, 1, street("1 Old"), "2020-01-01T00:00:00Z");
      await recordAddress(tx, 1, 1, street("9 New"), new Date().toISOString());
    });
    const now = system(payroll, "2026-09-10");
    await changeBankAccount(now, member, { key: randomUUID(), person: 1, ...account });
    const letters = await lettersOf(payroll.database.reader, 1, 1);
    expect(letters.map(({ addressedTo }) => addressedTo.split("\n")[1]).toSorted()).toEqual([
      "1 Old",
      "9 New",
    ]);
    expect(await handOverLetters(now)).toBe(2);
    expect(handed.toSorted()).toEqual(["1 Old", "9 New"]);
  });

  it("is refused with a wrong check digit, letters in the number, or when it is the account in use", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{}]);
    const now = system(payroll, "2026-09-10");
    const change = (wrong: object) =>
      changeBankAccount(now, member, { key: randomUUID(), person: 1, ...account, ...wrong });
    expect((await change({ routing: "222222227" })).refused?.code).toBe("routingWrong");
    expect((await change({ number: "12A4" })).refused?.code).toBe("numberWrong");
    expect((await change({ routing: "222222226", number: "1000001", kind: "checking" })).refused?.code).toBe(
      "sameAccount",
    );
    await expect(
      changeBankAccount(now, { ...member, person: 2 }, { key: randomUUID(), person: 1, ...account }),
    ).rejects.toThrow(/may not/);
  });

  it("leaves the account before it in use when a second person refuses it", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{ begins: "2026-09-01", cents: 100_000 }]);
    const now = system(payroll, "2026-09-10");
    await changeBankAccount(now, member, { key: randomUUID(), person: 1, ...account });
    await decideHeldAccount(now, releaser, {
      key: randomUUID(),
      person: 1,
      account: 2,
      decision: "refuse",
      because: "Not asked for by the payee.",
    });
    await payMonth(payroll.on("2026-09-20"), "2026-09");
    const { rows } = await sql<{ account: number }>`select account from runs.payment`.execute(
      payroll.database.reader,
    );
    expect(rows).toEqual([{ account: 1 }]);
  });
});

describe("a returned payment", () => {
  it("moves to 2070, holds the payee, and is paid again once a second person has lifted the hold", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [
      { begins: "2026-09-01", cents: 100_000 },
      { begins: "2026-09-01", cents: 50_000 },
    ]);
    const run = await payMonth(payroll.on("2026-09-20"), "2026-09");
    const now = system(payroll, "2026-10-02");
    const ask = { key: randomUUID(), run, trace: 1, code: "R02", returnedOn: parseDate("2026-10-02") };
    expect((await recordReturn(now, preparer, { ...ask, code: "R99" })).refused?.code).toBe("codeUnknown");
    expect((await recordReturn(now, preparer, { ...ask, trace: 7 })).refused?.code).toBe("noSuchPayment");
    expect(
      (await recordReturn(now, preparer, { ...ask, returnedOn: parseDate("2026-09-29") })).refused?.code,
    ).toBe("notYetPaid");
    expect(
      (await recordReturn(now, preparer, { ...ask, returnedOn: parseDate("2026-10-03") })).refused?.code,
    ).toBe("returnedInFuture");
    expect((await recordReturn(now, preparer, ask)).accepted).toMatchObject({
      person: 1,
      cents: 100_000n,
      follows: "contact",
    });
    expect((await recordReturn(now, preparer, { ...ask, key: randomUUID() })).refused?.code).toBe(
      "returnedBefore",
    );
    const balance = async (account: number) => {
      const found = (await trialBalance(payroll.database.reader, 1, "pension")).find(
        (one) => one.account === account,
      )!;
      return found.creditCents - found.debitCents;
    };
    expect(await balance(2070)).toBe(100_000n);
    expect(await outcomes(payroll, await payMonth(payroll.on("2026-10-20"), "2026-10"))).toEqual([
      ["held", "returnedPayment", 200_000n],
      ["paid", null, 50_000n],
    ]);
    const [hold] = await listHolds(payroll.database.reader, 1);
    const lift = { person: 1, hold: hold!.hold, because: "A new account is confirmed." };
    expect(
      (await liftHold(now, { ...releaser, account: preparer.account }, { key: randomUUID(), ...lift }))
        .refused?.code,
    ).toBe("placedByYou");
    expect((await liftHold(now, releaser, { key: randomUUID(), ...lift })).accepted?.hold).toBe(hold!.hold);
    const paid = await payMonth(payroll.on("2026-11-20"), "2026-11");
    // September again, October that was held, and November.
    expect(await outcomes(payroll, paid)).toEqual([
      ["paid", null, 300_000n],
      ["paid", null, 50_000n],
    ]);
    expect(await balance(2070)).toBe(0n);
    expect(await balance(2010)).toBe(0n);
  });
});

describe("a payment that comes back again and again", () => {
  it("waits each time until the hold is lifted, and is paid once more, in balance", async () => {
    await using payroll = await testPayroll();
    const { reader, owner } = payroll.database;
    await makePayees(owner, payroll.keys, [
      { begins: "2026-09-01", cents: 100_000 },
      { begins: "2026-09-01", cents: 50_000 },
    ]);
    const now = system(payroll, "2026-12-31");
    const back = (run: number, on: string) =>
      recordReturn(now, preparer, {
        key: randomUUID(),
        run,
        trace: 1,
        code: "R02",
        returnedOn: parseDate(on),
      });
    const paidAgain = async () => (await seeReturns(now, preparer)).map((one) => one.paidAgain);
    const lift = async () => {
      const [hold] = await listHolds(reader, 1);
      await liftHold(now, releaser, {
        key: randomUUID(),
        person: 1,
        hold: hold!.hold,
        because: "A call.",
      });
    };
    const pay = async (month: string) => {
      const run = await payMonth(payroll.on(`${month}-20`), month);
      return { run, first: (await outcomes(payroll, run))[0] };
    };
    const september = await pay("2026-09");
    await back(september.run, "2026-10-02");
    await lift();
    const october = await pay("2026-10");
    expect(october.first).toEqual(["paid", null, 200_000n]);
    expect(await paidAgain()).toEqual([true]);
    // September again and October come back together.
    expect((await back(october.run, "2026-11-02")).accepted?.cents).toBe(200_000n);
    expect((await paidAgain()).toSorted()).toEqual([false, false, true]);
    expect((await pay("2026-11")).first).toEqual(["held", "returnedPayment", 300_000n]);
    await lift();
    expect((await pay("2026-12")).first).toEqual(["paid", null, 400_000n]);
    expect(await paidAgain()).toEqual([true, true, true]);
    expect((await pay("2027-01")).first).toEqual(["paid", null, 100_000n]);
    const { rows } = await sql<{ month: string; kind: string }>`
      select to_char(period, 'YYYY-MM') as month, kind from runs.payment
      where person = 1 order by period, recorded_from`.execute(reader);
    expect(rows.map(({ month, kind }) => `${month} ${kind}`)).toEqual([
      "2026-09 regular",
      "2026-09 reissue",
      "2026-09 reissue2",
      "2026-10 regular",
      "2026-10 reissue",
      "2026-11 regular",
      "2026-12 regular",
      "2027-01 regular",
    ]);
    for (const { account, debitCents, creditCents } of await trialBalance(reader, 1, "pension"))
      if ([2010, 2070].includes(account)) expect(creditCents - debitCents).toBe(0n);
  });
});

describe("a hold", () => {
  it("is not lifted by another account of the person who placed it", async () => {
    await using payroll = await testPayroll();
    const { owner } = payroll.database;
    await makePayees(owner, payroll.keys, [{}, {}, {}]);
    await giveAccount(owner, preparer.account, 2);
    const now = system(payroll, "2026-09-10");
    const placed = await holdPayee(now, preparer, { key: randomUUID(), person: 1, because: "A call." });
    const lift = (person: number) =>
      liftHold(
        now,
        { ...releaser, person },
        { key: randomUUID(), person: 1, hold: placed.accepted!.hold, because: "Called back." },
      );
    expect((await lift(2)).refused?.code).toBe("placedByYou");
    expect((await lift(3)).accepted?.hold).toBe(placed.accepted!.hold);
  });
});

describe("a payment opened by its payee", () => {
  it("shows what the law makes due, the yearly increases one by one, and agrees with what was paid", async () => {
    await using payroll = await testPayroll();
    await makePayees(payroll.database.owner, payroll.keys, [{ begins: "2023-11-01", cents: 100_000 }]);
    const law = payrollLaw();
    await payMonth(payroll.on("2026-11-20", law), "2026-11");
    const explained = await explainPayment(system(payroll, "2026-11-21"), member, {
      person: 1,
      benefit: 1,
      period: "2026-11-01",
    });
    // 1,000.00, with 3.293 % in November 2024, 2.359 % in 2025 and 2.105 % in 2026, each rounded to the cent:
    // 1,032.93; + 24.37 = 1,057.30; + 22.26 = 1,079.56.
    expect(explained?.payment.cents).toBe(107_956n);
    expect(explained?.agrees).toBe(true);
    expect(explained?.lasting.missing).toEqual([]);
    await expect(
      explainPayment(
        system(payroll, "2026-11-21"),
        { ...member, person: 2 },
        { person: 1, benefit: 1, period: "2026-11-01" },
      ),
    ).rejects.toThrow(/may not/);
  });
});
