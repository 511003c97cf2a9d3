import { enterReceipt } from "@emeritus/operations/money-in/enter-receipt.ts";
import { importDeposits } from "@emeritus/operations/money-in/import-deposits.ts";
import { matchReceipt, unmatchReceipt } from "@emeritus/operations/money-in/match-receipt.ts";
import { askPayback, decidePayback } from "@emeritus/operations/money-in/pay-back.ts";
import { readInvoice, readInvoices, readStatement } from "@emeritus/operations/money-in/read-invoices.ts";
import {
  readAged,
  readControlProofs,
  readMoneyDesk,
  readReceipt,
  readSuspense,
} from "@emeritus/operations/money-in/read-money-in.ts";
import { NotAllowed } from "@emeritus/operations/permissions.ts";
import { sampleEmployer } from "@emeritus/operations/reporting-pay/testing.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  auditor,
  code,
  done,
  halfMonth,
  key,
  type MoneyFund,
  moneyFund,
  ours,
  postFile,
  preparer,
  releaser,
  theirs,
} from "./fund.ts";

let fund: MoneyFund;
beforeEach(async () => {
  fund = await moneyFund();
});
afterEach(() => fund.dispose());

const first = halfMonth("2026-05-01", "2026-05-15", "2026-05-29");
const reference = "0042-SM-20260515";

/** 2,750.50 and 2,000.00 at 30.25 %: 832.03 and 605.00; 4 % of 2,000.00; 6.50 + 20.00 + 4.70 of life, 11.00 + 8.00 of disability. */
const charged = { employer: 143_703n, member: 8_000n, life: 3_120n, disability: 1_900n };
const pension = charged.employer + charged.member;
const insurance = charged.life + charged.disability;

const remit = (cents: bigint, more: Partial<Parameters<typeof enterReceipt>[2]> = {}) =>
  enterReceipt(fund.system, preparer, {
    key: key(),
    trust: "pension",
    receivedOn: "2026-05-20",
    cents,
    reference,
    payer: "Department 0042",
    ...more,
  });

/** Left on the debit side of each account that moved. */
const balances = async (trust: "pension" | "insurance") =>
  Object.fromEntries(
    (await trialBalance(fund.system.db, 1, trust)).map((row) => [
      row.account,
      row.debitCents - row.creditCents,
    ]),
  );

async function provenEqual(): Promise<void> {
  for (const proof of await readControlProofs(fund.system, auditor))
    expect(proof, proof.name).toMatchObject({ equal: true });
  for (const trust of ["pension", "insurance"] as const) {
    const rows = await trialBalance(fund.system.db, 1, trust);
    expect(rows.reduce((sum, row) => sum + row.debitCents - row.creditCents, 0n)).toBe(0n);
  }
}

const lines = (rows: readonly string[]) =>
  new TextEncoder().encode(["trust,received_on,amount,reference,payer,bank_number", ...rows, ""].join("\n"));

describe("what is expected of an employer", () => {
  test("a posted report charges employer, member, life and disability apart, premiums in the insurance trust (RSMo 104.436, 104.1066, 104.515, 104.1078)", async () => {
    const report = await postFile(fund.system, first);
    const seen = await readInvoice(fund.system, ours, reference);
    expect(seen!.charges.map(({ kind, cents, report: of }) => [kind, cents, of])).toEqual(
      Object.entries(charged).map(([kind, cents]) => [kind, cents, report]),
    );
    expect(await balances("insurance")).toEqual({ 1160: 3_120n, 1170: 1_900n, 4040: -3_120n, 4050: -1_900n });
    expect(await balances("pension")).toEqual({
      1110: 143_703n,
      1120: 8_000n,
      4010: -143_703n,
      4020: -8_000n,
    });
    await provenEqual();
  });

  test("a remittance of exact reference and amount is matched by itself, each trust by its own money", async () => {
    await postFile(fund.system, first);
    expect(await done(remit(pension, { reference: ` ${reference.toLowerCase()} ` }))).toMatchObject({
      matched: true,
    });
    expect(await done(remit(insurance))).toMatchObject({ matched: false }); // into the wrong trust: its money pays nothing there
    expect(await done(remit(insurance, { trust: "insurance" }))).toMatchObject({ matched: true });
    expect(await balances("pension")).toMatchObject({
      1110: 0n,
      1120: 0n,
      1010: pension + insurance,
      2110: -insurance,
    });
    const desk = await readMoneyDesk(fund.system, auditor, { open: false, page: 1 });
    expect(
      desk.expected.map(({ trust, chargedCents, receivedCents }) => [trust, chargedCents, receivedCents]),
    ).toEqual([
      [1, pension, pension],
      [2, insurance, insurance],
    ]);
    await provenEqual();
  });

  test("exactly what is open of one kind is matched with that kind; money that came before the report waits for it", async () => {
    await done(remit(charged.employer));
    expect(await readSuspense(fund.system, auditor)).toHaveLength(1);
    await postFile(fund.system, first);
    expect(await readSuspense(fund.system, auditor)).toHaveLength(0);
    expect(await balances("pension")).toMatchObject({ 1110: 0n, 1120: charged.member, 2110: 0n });
    await provenEqual();
  });

  test("too little waits with its age, is matched by hand in part, and is owed by its age after 30, 60 and 90 days", async () => {
    await postFile(fund.system, first);
    const { receipt, matched } = await done(remit(100_000n));
    expect(matched).toBe(false);
    fund.on("2026-06-19");
    expect(await readSuspense(fund.system, auditor)).toMatchObject([
      { receipt, days: 30, leftCents: 100_000n, employer: sampleEmployer },
    ]);
    const { open } = (await readReceipt(fund.system, preparer, receipt))!;
    const chargeOf = (kind: string) => open.find((each) => each.kind === kind)!.charge;
    const parts = [
      { charge: chargeOf("member"), cents: 8_000n },
      { charge: chargeOf("employer"), cents: 92_000n },
    ];
    const match = (some: typeof parts) =>
      matchReceipt(fund.system, preparer, { key: key(), receipt, parts: some });
    expect(await code(match([]))).toBe("nothingChosen");
    expect(await code(match([{ charge: parts[0]!.charge, cents: 8_001n }]))).toBe("moreThanOpen");
    const twice = { charge: parts[0]!.charge, cents: 5_000n }; // each is within what is open, both together are not
    expect(await code(match([twice, twice]))).toBe("moreThanOpen");
    expect(await code(match([{ charge: parts[1]!.charge, cents: 100_001n }]))).toBe("moreThanLeft");
    expect(await done(match(parts))).toEqual({ leftCents: 0n });
    // Due on 5 June, five working days after the pay date.
    const owed = { openCents: 51_703n + insurance };
    for (const [day, column] of [
      ["2026-06-05", "notDueCents"],
      ["2026-07-05", "to30Cents"],
      ["2026-07-06", "to60Cents"],
      ["2026-08-04", "to60Cents"],
      ["2026-08-05", "to90Cents"],
      ["2026-09-03", "to90Cents"],
      ["2026-09-04", "over90Cents"],
    ] as const) {
      const before = day < "2026-06-19";
      const { rows } = await readAged(fund.system, auditor, day);
      expect(rows, day).toMatchObject([before ? {} : { ...owed, [column]: owed.openCents }]);
      expect(rows[0]![column], day).toBe(before ? pension + insurance : owed.openCents);
    }
    await provenEqual();
  });

  test("too much: the rest is the employer's credit; it goes back only when a second person releases it", async () => {
    await postFile(fund.system, first);
    const { receipt } = await done(remit(pension + 5_000n));
    const seen = (await readReceipt(fund.system, preparer, receipt))!;
    const parts = seen.open.map(({ charge, openCents }) => ({ charge, cents: openCents }));
    expect(await done(matchReceipt(fund.system, preparer, { key: key(), receipt, parts }))).toEqual({
      leftCents: 5_000n,
    });
    const { payback } = await done(
      askPayback(fund.system, preparer, { key: key(), receipt, because: "The employer asks." }),
    );
    expect(await code(askPayback(fund.system, preparer, { key: key(), receipt, because: "Again." }))).toBe(
      "askedBack",
    );
    expect(await balances("pension")).toMatchObject({ 1010: pension + 5_000n, 2110: -5_000n });
    const decide = { key: key(), payback, decision: "released", because: "Seen." } as const;
    await expect(decidePayback(fund.system, preparer, decide)).rejects.toThrow(NotAllowed);
    const both = { ...preparer, roles: ["payrollPreparer", "payrollReleaser"] as const };
    expect(await code(decidePayback(fund.system, both, decide))).toBe("askedByYou");
    await done(decidePayback(fund.system, releaser, { ...decide, key: key() }));
    expect(await code(decidePayback(fund.system, releaser, { ...decide, key: key() }))).toBe("decided");
    expect(await balances("pension")).toMatchObject({ 1010: pension, 2110: 0n });
    await provenEqual();
  });

  test("a matching is taken back by opposite entries, and the money waits again", async () => {
    await postFile(fund.system, first);
    const { receipt } = await done(remit(pension));
    await done(
      unmatchReceipt(fund.system, preparer, { key: key(), receipt, because: "Paid for somebody else." }),
    );
    expect(await readSuspense(fund.system, auditor)).toMatchObject([{ receipt, leftCents: pension }]);
    expect(await balances("pension")).toMatchObject({
      1110: charged.employer,
      1120: charged.member,
      2110: -pension,
    });
    expect(
      await code(unmatchReceipt(fund.system, preparer, { key: key(), receipt, because: "Again." })),
    ).toBe("nothingMatched");
    const { rows } = await sql<{
      n: bigint;
    }>`select count(*) as n from ledger.transfer where reverses is not null`.execute(fund.system.db);
    expect(rows[0]!.n).toBe(2n);
    await provenEqual();
  });

  test("the database itself refuses more than a receipt is, and more than a charge is", async () => {
    await postFile(fund.system, first);
    const { receipt } = await done(remit(100n));
    const charge = (await readInvoice(fund.system, ours, reference))!.charges[0]!.charge;
    const insert = (cents: bigint) =>
      sql`
      insert into ledger.application (fund, application, receipt, charge, cents, applied_on, applied_by, automatic, entry, recorded_from)
      values (1, 999, ${receipt}, ${charge}, ${cents}, '2026-05-20', 'x', false, 1, clock_timestamp())`.execute(
        fund.system.db,
      );
    await expect(insert(101n)).rejects.toThrow(/pay more than it is/u);
    await expect(insert(-1n)).rejects.toThrow();
  });
});

describe("a file of deposits", () => {
  const file = () =>
    lines([
      `pension,2026-05-20,${(Number(pension) / 100).toFixed(2)},${reference},"Department, 0042",B1`,
      `insurance,2026-05-20,${(Number(insurance) / 100).toFixed(2)},${reference},Department 0042,B2`,
      `pension,2026-05-20,12.34,WHO KNOWS,Somebody,B3`,
    ]);
  const send = (bytes: Uint8Array, name = "deposits.csv") =>
    importDeposits(fund.system, preparer, { key: key(), name, bytes });

  test("is taken once, by two starters at a time and again later; a deposit known by the bank's number is passed over", async () => {
    await postFile(fund.system, first);
    const both = await Promise.all([done(send(file())), done(send(file(), "same.csv"))]);
    expect(both.map(({ again }) => again).toSorted()).toEqual([false, true]);
    expect(both.find(({ again }) => !again)).toMatchObject({ deposits: 3, matched: 2, knownBefore: 0 });
    const more = lines([
      `pension,2026-05-20,12.34,WHO KNOWS,Somebody,B3`,
      `pension,2026-05-20,1.00,NEW,Somebody,B4`,
    ]);
    expect(await done(send(more))).toMatchObject({ deposits: 1, knownBefore: 1 });
    const other = lines([
      `pension,2026-05-20,12.34,WHO KNOWS,Somebody,B3`,
      `pension,2026-05-20,99.00,WHO KNOWS,Somebody,B4`,
      `pension,2026-05-20,5.00,NEW,Somebody,B5`,
    ]);
    expect((await send(other)).refused!.problems).toEqual([{ line: 3, code: "bankNumberOther" }]);
    expect(await balances("pension")).toMatchObject({ 1010: pension + 1_334n, 2110: -1_334n });
    expect(await code(remit(1_234n, { bankNumber: "B3" }))).toBe("depositKnown");
    expect((await remit(1_234n, { receivedOn: "2024-05-19" })).refused).toMatchObject({
      code: "receivedLongAgo",
      facts: { earliest: "2024-05-20" },
    });
    expect(await code(remit(100_000_000_001n))).toBe("amountTooLarge");
    await provenEqual();
  });

  test("a start that is killed after the receipts leaves nothing, and the next takes all", async () => {
    await postFile(fund.system, first);
    const killed = {
      ...fund.system,
      db: new Proxy(fund.system.db, {
        get: (db, name) =>
          name === "transaction"
            ? () => ({
                execute: (work: (tx: unknown) => Promise<unknown>) =>
                  db.transaction().execute(async (tx) => {
                    await work(tx);
                    throw new Error("killed before the commit");
                  }),
              })
            : Reflect.get(db, name),
      }),
    };
    const sent = { key: key(), name: "deposits.csv", bytes: file() };
    await expect(importDeposits(killed as never, preparer, sent)).rejects.toThrow("killed");
    expect(await readSuspense(fund.system, auditor)).toHaveLength(0);
    expect(await done(importDeposits(fund.system, preparer, sent))).toMatchObject({
      deposits: 3,
      again: false,
    });
  });

  test("with something wrong is refused whole, every line named", async () => {
    const bad = await send(
      lines([
        "savings,2026-05-20,1.00,R,P,B1",
        "pension,2026-02-30,1.00,R,P,B2",
        "pension,2026-05-20,-1.00,R,P,B3",
        "pension,2026-05-20,1.00,,P,B4",
        "pension,2026-05-20,1.00,R,P,",
        'pension,2026-05-20,1.00,"R,P,B6',
        "pension,2026-05-20,1.00,R,P,B7",
        "pension,2026-05-20,1.00,R,P,B7",
        "pension,2026-05-21,1.00,R,P,B9",
      ]),
    );
    expect(bad.refused!.problems.map(({ line, code: what }) => `${line} ${what}`)).toEqual([
      "2 trustWrong",
      "3 dayWrong",
      "4 amountWrong",
      "5 referenceMissing",
      "6 bankNumberMissing",
      "7 fieldsWrong",
      "9 bankNumberTwice",
      "10 dayWrong",
    ]);
    expect((await send(new Uint8Array([0xff]))).refused!.problems).toEqual([{ line: 1, code: "textWrong" }]);
    expect((await send(new TextEncoder().encode("a,b\n"))).refused!.problems).toEqual([
      { line: 1, code: "columnsWrong" },
    ]);
    expect((await send(lines([]))).refused).toMatchObject({
      facts: { lines: 1, line: 1 },
      problems: [{ line: 1, code: "noDeposits" }],
    });
  });
});

describe("what an employer sees", () => {
  test("a statement has what was owed before, every line, and what is owed after; nobody sees another employer's", async () => {
    await postFile(fund.system, first);
    await done(remit(pension));
    fund.on("2026-06-05");
    await postFile(fund.system, halfMonth("2026-05-16", "2026-05-31", "2026-06-10"));
    await done(remit(insurance, { trust: "insurance", receivedOn: "2026-06-04" }));
    const asked = { employer: sampleEmployer, from: "2026-06-01", to: "2026-06-30" };
    const seen = (await readStatement(fund.system, ours, asked))!;
    expect(seen).toMatchObject({
      openingCents: insurance,
      chargedCents: pension + insurance,
      receivedCents: insurance,
      closingCents: pension + insurance,
    });
    expect(seen.lines.map(({ day, what }) => [day, what])).toEqual([
      ["2026-06-04", "received"],
      ...["employer", "member", "life", "disability"].map((kind) => ["2026-06-05", kind]),
    ]);
    await expect(readStatement(fund.system, theirs, asked)).rejects.toThrow(NotAllowed);
    expect(await readInvoice(fund.system, theirs, reference)).toBeUndefined();
    expect((await readInvoices(fund.system, theirs, { page: 1 })).rows).toEqual([]);
    expect((await readInvoices(fund.system, ours, { page: 1 })).rows).toHaveLength(4);
    await expect(readMoneyDesk(fund.system, ours, { open: true, page: 1 })).rejects.toThrow(NotAllowed);
    await expect(
      enterReceipt(fund.system, ours, {
        key: key(),
        trust: "pension",
        receivedOn: "2026-06-01",
        cents: 1n,
        reference,
        payer: "",
      }),
    ).rejects.toThrow(NotAllowed);
  });
});
