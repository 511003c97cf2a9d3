import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { listHolds, liftHold } from "@emeritus/operations/benefit-payroll/holds.ts";
import { verifyDetermination } from "@emeritus/operations/determining/verify-determination.ts";
import { confirmDeath } from "@emeritus/operations/recording-deaths/confirm-death.ts";
import { enterBeneficiary } from "@emeritus/operations/recording-deaths/enter-beneficiary.ts";
import { openGuaranteed } from "@emeritus/operations/recording-deaths/open-guaranteed.ts";
import { recordPayeeAddress } from "@emeritus/operations/recording-deaths/payee-address.ts";
import { readDeath } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import {
  askWithdrawal,
  keepReport,
  withdrawReport,
} from "@emeritus/operations/recording-deaths/withdraw-report.ts";
import { benefitsOf } from "@emeritus/records/benefit.ts";
import { determinationsOf } from "@emeritus/records/determination.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { giveAccount, releaser, testPayroll, type TestPayroll } from "../payroll/test-system.ts";
import {
  certify,
  counselor,
  done,
  giveBankAccount,
  key,
  makeHousehold,
  officeOn,
  payMonths,
  recordWhole,
  report,
  verifier,
} from "./household.ts";

const joint50 = { option: "joint50", cents: 90_000, lifeCents: 100_000, start: "2026-02-01" } as const;
const guaranteed = {
  option: "guaranteed120",
  cents: 95_000,
  lifeCents: 100_000,
  start: "2026-02-01",
} as const;

const itemsOf = async ({ database }: TestPayroll, run: number) => {
  const { rows } = await sql<{ person: number; outcome: string; reason: string | null; cents: bigint }>`
    select person, outcome, reason, cents from runs.run_item where run = ${run} order by benefit`.execute(
    database.reader,
  );
  return rows.map(({ person, outcome, reason, cents }) => [person, outcome, reason, cents]);
};

describe("a reported death (42 section 5)", () => {
  it("H-088 holds the payee's payments at once, changes nothing else, and waits for a second person", async () => {
    await using payroll = await testPayroll();
    const { retiree } = await makeHousehold(payroll, { ...joint50, spouse: "with account" });
    await payMonths(payroll, "2026-03", "2026-03");
    const system = officeOn(payroll, "2026-04-10");
    const of = await done(report(system, retiree, "2026-04-05"));
    expect((await listHolds(system.reader, 1)).map(({ person, reason }) => [person, reason])).toEqual([
      [retiree, "deathReported"],
    ]);
    expect((await findPerson(system.db, 1, retiree))?.died).toBeUndefined();
    const [run] = await payMonths(payroll, "2026-04", "2026-04");
    expect(await itemsOf(payroll, run!)).toEqual([[retiree, "held", "deathReported", 90_000n]]);
    const duties = (await obligationsOf(system.db, 1, retiree)).filter(({ status }) => status === "open");
    expect(duties.map(({ kind, owner, caseNumber }) => [kind, owner, caseNumber])).toEqual([
      ["confirm-death", "benefitVerifier", of.caseNumber],
    ]);
    const [hold] = await listHolds(system.reader, 1);
    const lift = { key: key(), person: retiree, hold: hold!.hold, because: "They called." };
    expect((await liftHold(system, releaser, lift)).refused?.code).toBe("endsByItself");
  });

  it("is refused plainly: a date to come, before birth, nobody in payment, before the benefit, a second report", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse } = await makeHousehold(payroll, { ...guaranteed, spouse: "with account" });
    const system = officeOn(payroll, "2026-04-10");
    const refusalOf = async (person: number, died: string) =>
      (await report(system, person, died)).refused?.code;
    expect(await refusalOf(999_999, "2026-04-01")).toBe("no-such-person");
    expect(await refusalOf(retiree, "2026-04-11")).toBe("in-future");
    expect(await refusalOf(retiree, "1955-03-09")).toBe("before-birth");
    expect(await refusalOf(spouse, "2026-04-01")).toBe("not-in-payment"); // no joint option names the spouse
    expect(await refusalOf(retiree, "2026-01-31")).toBe("before-start");
    const of = await done(report(system, retiree, "2026-04-10"));
    expect(await refusalOf(retiree, "2026-04-10")).toBe("open-case-exists");
    await done(certify(system, of));
    await done(confirmDeath(system, verifier, { key: key(), of, dateSeen: parseDate("2026-04-10") }));
    expect(await refusalOf(retiree, "2026-04-10")).toBe("already-recorded");
    const own = { ...counselor, person: retiree };
    await expect(report(system, retiree, "2026-04-10")).resolves.toBeDefined();
    await expect(
      confirmDeath(system, { ...verifier, person: retiree }, { key: key(), of, dateSeen: 1 }),
    ).rejects.toThrow(/own record/);
    expect(own.person).toBe(retiree);
  });

  it("is confirmed by another person, with the certificate in the case, on the date that it shows", async () => {
    await using payroll = await testPayroll();
    const { retiree } = await makeHousehold(payroll, { ...joint50, spouse: "with account" });
    const system = officeOn(payroll, "2026-04-10");
    await giveAccount(payroll.database.owner, counselor.account, 77);
    const of = await done(report(system, retiree, "2026-04-05"));
    const confirm = (actor: typeof verifier, dateSeen: string) =>
      confirmDeath(system, actor, { key: key(), of, dateSeen: parseDate(dateSeen) });
    expect((await confirm({ ...verifier, account: counselor.account }, "2026-04-05")).refused?.code).toBe(
      "reported-by-you",
    );
    expect((await confirm({ ...verifier, person: 77 }, "2026-04-05")).refused?.code).toBe("reported-by-you");
    expect((await confirm(verifier, "2026-04-05")).refused?.code).toBe("certificate-missing");
    await done(certify(system, of));
    expect((await confirm(verifier, "2026-04-04")).refused?.code).toBe("date-differs");
    expect((await findPerson(system.db, 1, retiree))?.died).toBeUndefined();
    expect((await confirm(verifier, "2026-04-05")).accepted?.opened).toHaveLength(1);
    expect((await findPerson(system.db, 1, retiree))?.died).toBe(parseDate("2026-04-05"));
    expect((await confirm(verifier, "2026-04-05")).refused?.code).toBe("cannot-do-now");
  });
});

describe("a confirmed death of a retiree", () => {
  it("H-088 H-259 H-281 H-283 ends with the month of death, and the survivor's half is of record, with a letter, from the next month", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse, benefit } = await makeHousehold(payroll, { ...joint50, spouse: "with account" });
    await payMonths(payroll, "2026-03", "2026-03");
    const { confirmed } = await recordWhole(payroll, retiree, "2026-04-05", "2026-04-10");
    const system = officeOn(payroll, "2026-04-10");
    const [own] = await benefitsOf(system.db, 1, retiree);
    expect([own!.benefit, own!.to]).toEqual([benefit, parseDate("2026-05-01")]);
    const [survivor] = await benefitsOf(system.db, 1, spouse);
    expect(survivor).toMatchObject({
      kind: "survivor",
      member: retiree,
      option: "joint50",
      baseCents: 45_000n,
      from: parseDate("2026-05-01"),
      status: "due",
    });
    const [made] = await determinationsOf(system.db, 1, spouse);
    expect(made).toMatchObject({
      kind: "survivor",
      calculatedBy: counselor.account,
      approvedBy: verifier.account,
      effective: parseDate("2026-05-01"),
      result: { amounts: { dueToSurvivor: 45_000n }, toPayee: 45_000n, benefit },
    });
    expect(confirmed.opened).toEqual([
      { person: spouse, benefit: survivor!.benefit, determination: made!.determination },
    ]);
    const proof = await verifyDetermination(system.db, 1, made!.determination);
    expect([proof?.agrees, proof?.inputsHold, proof?.differences]).toEqual([true, true, []]);
    const [letter] = await lettersOf(system.db, 1, spouse);
    expect([letter!.kind, letter!.determination, letter!.file !== undefined]).toEqual([
      "benefitAfterDeath",
      made!.determination,
      true,
    ]);
    expect(
      JSON.stringify(letter!.content, (_, one) => (typeof one === "bigint" ? String(one) : one)),
    ).toContain("ask the board for a review");
    expect(await listHolds(system.reader, 1)).toEqual([]);
    // April, the month of death, is paid whole to the retiree; May is the survivor's.
    const [april, may] = await payMonths(payroll, "2026-04", "2026-05");
    expect(await itemsOf(payroll, april!)).toEqual([
      [retiree, "paid", null, 90_000n],
      [spouse, "notDue", "notBegun", 0n],
    ]);
    expect(await itemsOf(payroll, may!)).toEqual([
      [retiree, "notDue", "died", 0n],
      [spouse, "paid", null, 45_000n],
    ]);
  });

  it("a survivor without an account or an address is held with that reason, and paid every month once both are there", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse } = await makeHousehold(payroll, { ...joint50, spouse: "without address" });
    await payMonths(payroll, "2026-03", "2026-03");
    await recordWhole(payroll, retiree, "2026-03-31", "2026-04-02");
    const system = officeOn(payroll, "2026-04-10");
    expect((await lettersOf(system.db, 1, spouse)).map(({ file }) => file)).toEqual([undefined]);
    const [april] = await payMonths(payroll, "2026-04", "2026-04");
    expect((await itemsOf(payroll, april!))[1]).toEqual([spouse, "held", "noAddress", 45_000n]);
    const address = { street: "2 Oak Street", city: "Rolla", state: "MO", postalCode: "65401" };
    await done(recordPayeeAddress(system, counselor, { key: key(), person: spouse, address }));
    const letters = await lettersOf(system.db, 1, spouse);
    expect(letters.filter(({ file }) => file !== undefined).map(({ addressedTo }) => addressedTo)).toEqual([
      "Luis Example\n2 Oak Street\nRolla MO 65401",
    ]);
    const [may] = await payMonths(payroll, "2026-05", "2026-05");
    expect((await itemsOf(payroll, may!))[1]).toEqual([spouse, "held", "noAccount", 90_000n]);
    await giveBankAccount(payroll, spouse);
    const [june] = await payMonths(payroll, "2026-06", "2026-06");
    expect((await itemsOf(payroll, june!))[1]).toEqual([spouse, "paid", null, 135_000n]);
  });

  it("the survivor dies too: the benefit ends with the month, and nothing else opens", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse } = await makeHousehold(payroll, { ...joint50, spouse: "with account" });
    await payMonths(payroll, "2026-03", "2026-03");
    await recordWhole(payroll, retiree, "2026-03-31", "2026-04-02");
    await payMonths(payroll, "2026-04", "2026-04");
    const { confirmed } = await recordWhole(payroll, spouse, "2026-05-15", "2026-05-18");
    expect(confirmed.opened).toEqual([]);
    const [may, june] = await payMonths(payroll, "2026-05", "2026-06");
    expect((await itemsOf(payroll, may!))[1]).toEqual([spouse, "paid", null, 45_000n]);
    expect((await itemsOf(payroll, june!))[1]).toEqual([spouse, "notDue", "died", 0n]);
  });

  it("a spouse who died before the retiree, or on the same day, is no survivor (MSEP2000-Q36)", async () => {
    await using payroll = await testPayroll();
    const one = await makeHousehold(payroll, { ...joint50, spouse: "with account" });
    await payMonths(payroll, "2026-03", "2026-03");
    await recordWhole(payroll, one.spouse, "2026-04-05", "2026-04-06");
    const { confirmed } = await recordWhole(payroll, one.retiree, "2026-04-05", "2026-04-07");
    expect(confirmed.opened).toEqual([]);
  });
});

describe("a spouse's death under a joint option", () => {
  it("H-285 raises the retiree to the life income amount, with a determination and a letter, and holds nothing", async () => {
    await using payroll = await testPayroll();
    const { retiree, spouse, benefit } = await makeHousehold(payroll, { ...joint50, spouse: "with account" });
    await payMonths(payroll, "2026-03", "2026-03");
    const { confirmed } = await recordWhole(payroll, spouse, "2026-04-05", "2026-04-10");
    const system = officeOn(payroll, "2026-04-10");
    expect(await listHolds(system.reader, 1)).toEqual([]);
    const [made] = await determinationsOf(system.db, 1, retiree).then((all) => all.slice(1));
    expect(made).toMatchObject({ kind: "popUp", result: { amounts: { dueToRetiree: 100_000n } } });
    expect(confirmed.raised).toEqual([{ person: retiree, benefit, determination: made!.determination }]);
    expect((await verifyDetermination(system.db, 1, made!.determination))?.agrees).toBe(true);
    const [april, may] = await payMonths(payroll, "2026-04", "2026-05");
    expect(await itemsOf(payroll, april!)).toEqual([[retiree, "paid", null, 90_000n]]);
    expect(await itemsOf(payroll, may!)).toEqual([[retiree, "paid", null, 100_000n]]);
  });
});

describe("guaranteed payments after a death (RSMo 104.1027.1)", () => {
  const heir = (first: string, ssn: string) => ({
    first,
    last: "Example",
    born: parseDate("1985-05-05"),
    ssn,
    address: { street: "3 Elm Street", city: "Rolla", state: "MO", postalCode: "65401" },
  });

  it("are held while nobody is known, and go to the beneficiaries entered, by their shares to the cent, once a second person agrees", async () => {
    await using payroll = await testPayroll();
    const { retiree } = await makeHousehold(payroll, { ...guaranteed, cents: 95_001 });
    await payMonths(payroll, "2026-03", "2026-03");
    const { of } = await recordWhole(payroll, retiree, "2026-03-20", "2026-04-02");
    const system = officeOn(payroll, "2026-04-10");
    const [april] = await payMonths(payroll, "2026-04", "2026-04");
    expect(await itemsOf(payroll, april!)).toEqual([
      [retiree, "notDue", "died", 0n],
      [retiree, "held", "noBeneficiary", 95_001n],
    ]);
    const enter = (who: Parameters<typeof enterBeneficiary>[2]["who"], percent: number) =>
      enterBeneficiary(system, counselor, { key: key(), of, who, percent });
    const open = (actor = verifier) => openGuaranteed(system, actor, { key: key(), of });
    expect((await enter(heir("Ana", "900-12-3456"), 60)).refused?.code).toBe("ssn-wrong");
    const ana = await done(enter(heir("Ana", "212345678"), 60));
    expect((await enter(heir("Eva", "212345678"), 10)).refused?.code).toBe("ssn-taken");
    expect((await enter(heir("Eva", "312345678"), 41)).refused?.code).toBe("percent-too-large");
    expect((await open()).refused?.code).toBe("shares-incomplete");
    const eva = await done(enter(heir("Eva", "312345678"), 40));
    expect((await open({ ...verifier, account: counselor.account })).refused?.code).toBe("reported-by-you");
    const { opened } = await done(open());
    expect(opened.map(({ person }) => person)).toEqual([ana.person, eva.person]);
    expect((await benefitsOf(system.db, 1, ana.person))[0]).toMatchObject({
      kind: "guaranteedPayments",
      from: parseDate("2026-04-01"),
      to: parseDate("2036-02-01"),
      baseCents: 57_000n, // 95,001 x 60 % = 57,000.6, cut
    });
    expect((await benefitsOf(system.db, 1, eva.person))[0]!.baseCents).toBe(38_001n);
    for (const { determination } of opened)
      expect((await verifyDetermination(system.db, 1, determination))?.agrees).toBe(true);
    await giveBankAccount(payroll, ana.person);
    const [may] = await payMonths(payroll, "2026-05", "2026-05");
    expect(await itemsOf(payroll, may!)).toEqual([
      [retiree, "notDue", "died", 0n],
      [ana.person, "paid", null, 114_000n],
      [eva.person, "held", "noAccount", 76_002n],
    ]);
  });

  it("with 30 of 120 paid, 90 go to a beneficiary of record from the month after the death", async () => {
    await using payroll = await testPayroll();
    const { retiree } = await makeHousehold(payroll, { ...guaranteed, start: "2023-10-01" });
    const { retiree: other } = await makeHousehold(payroll, { ...guaranteed });
    await payroll.database.db.transaction().execute(async (tx) => {
      const { takeInstant } = await import("@emeritus/records/moment.ts");
      const { nameBeneficiaries } = await import("@emeritus/records/family.ts");
      const named = [{ beneficiary: other, rank: "primary" as const, parts: 1 }];
      const from = parseDate("2023-10-01");
      await nameBeneficiaries(
        tx,
        1,
        retiree,
        { purpose: "guaranteedPayments", from, named },
        await takeInstant(tx),
      );
    });
    // October 2023 to March 2026 are 30 payments; 950.00 rose by 3.293 % to 981.28 (981.2835) in October 2024 and by 2.359 % to 1,004.43 (1,004.4284) in October 2025.
    await recordWhole(payroll, retiree, "2026-03-20", "2026-04-02");
    const system = officeOn(payroll, "2026-04-10");
    const [, left] = await benefitsOf(system.db, 1, other);
    expect(left).toMatchObject({
      kind: "guaranteedPayments",
      from: parseDate("2026-04-01"),
      baseCents: 100_443n,
    });
    expect((left!.to >> 5) - (left!.from >> 5)).toBe(90);
  });
});

describe("a mistaken report", () => {
  it("withdrawn before the confirmation by two people lifts the hold, and what was held is paid", async () => {
    await using payroll = await testPayroll();
    const { retiree } = await makeHousehold(payroll, { ...joint50, spouse: "with account" });
    await payMonths(payroll, "2026-03", "2026-03");
    const system = officeOn(payroll, "2026-04-10");
    const of = await done(report(system, retiree, "2026-04-05"));
    await payMonths(payroll, "2026-04", "2026-04");
    const because = "She called us herself.";
    expect((await withdrawReport(system, verifier, { key: key(), of, because })).refused?.code).toBe(
      "cannot-do-now",
    );
    await done(askWithdrawal(system, counselor, { key: key(), of, because }));
    const same = { ...verifier, account: counselor.account };
    expect((await withdrawReport(system, same, { key: key(), of, because })).refused?.code).toBe(
      "asked-by-you",
    );
    await done(keepReport(system, verifier, { key: key(), of, because: "We wait for the certificate." }));
    expect((await readDeath(system, verifier, of))?.death.status).toBe("reported");
    await done(askWithdrawal(system, counselor, { key: key(), of, because }));
    await done(withdrawReport(system, verifier, { key: key(), of, because }));
    const [may] = await payMonths(payroll, "2026-05", "2026-05");
    expect(await itemsOf(payroll, may!)).toEqual([[retiree, "paid", null, 180_000n]]);
    const open = (await obligationsOf(system.db, 1, retiree)).filter(({ status }) => status === "open");
    expect(open).toEqual([]);
    expect((await report(system, retiree, "2026-04-05")).accepted).toBeDefined();
  });
});
