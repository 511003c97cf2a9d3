import { addDays, ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAddress, findContact, recordAddress, recordContact } from "./address.ts";
import { benefitsFrom, benefitsOf, correctBenefit, endBenefit, newBenefit } from "./benefit.ts";
import { casesAt, casesOf, findCase, openCase, stepsOf, takeStep } from "./case.ts";
import {
  determinationsAfter,
  determinationsOf,
  findDetermination,
  recordDetermination,
} from "./determination.ts";
import { documentsOf, findFile, keepFile, newDocument, setDocument } from "./document.ts";
import { employersOn, recordEmployer, recordReportingGroup, reportingGroupsOn } from "./employer.ts";
import { leavesOf, positionFor, positionsOf, recordLeave } from "./employment.ts";
import {
  beneficiariesOf,
  endMarriage,
  findMarriage,
  marriagesOf,
  nameBeneficiaries,
  recordMarriage,
} from "./family.ts";
import { findFund, fundSettings, setFundSetting } from "./fund.ts";
import { keepLawVersion, findLawVersion } from "./law-version.ts";
import { lettersOf, recordLetter } from "./letter.ts";
import { isMemberId, memberIdFrom, randomMemberId } from "./member-id.ts";
import { knownAtNow, takeInstant } from "./moment.ts";
import { obligationsOf, oblige, settleObligations } from "./obligation.ts";
import {
  findPerson,
  findPersonByMemberId,
  getPerson,
  getPersons,
  newPerson,
  recordBirth,
  recordName,
} from "./person.ts";
import { assembliesOf, recordAssembly, recordServiceCredit, serviceCreditsOf } from "./service.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";
import type { Tx } from "./db.ts";
import { holds, verifyRecord } from "./verify.ts";

const fund = 1;
const day = parseDate;

describe("Member ID", () => {
  test("the check digit is Damm's: 572 has check digit 4, and 1000001 has 2 as in the sample report", () => {
    expect(memberIdFrom(572)).toBe("00005724");
    expect(memberIdFrom(1_000_001)).toBe("10000012");
  });
  test("every single wrong digit and every swap of neighbours is noticed", () => {
    const right = memberIdFrom(2_718_281);
    expect(isMemberId(right)).toBe(true);
    for (let at = 0; at < 8; at++)
      for (let digit = 0; digit < 10; digit++) {
        const wrong = right.slice(0, at) + digit + right.slice(at + 1);
        expect(isMemberId(wrong)).toBe(wrong === right);
      }
    for (let at = 0; at < 7; at++) {
      const swapped = right.slice(0, at) + right[at + 1]! + right[at]! + right.slice(at + 2);
      expect(isMemberId(swapped)).toBe(swapped === right);
    }
  });
  test("one by chance has eight digits and checks", () => {
    expect(Array.from({ length: 200 }, randomMemberId).every(isMemberId)).toBe(true);
  });
});

for (const version of serverVersions)
  describe(`stores on PostgreSQL ${version}`, () => {
    let t: TestDatabase;
    const record = <T>(effect: (tx: Tx, instant: string) => Promise<T>): Promise<T> =>
      t.db.transaction().execute(async (tx) => effect(tx, await takeInstant(tx)));
    const someone = async (last = "Quill") =>
      (
        await record((tx, instant) =>
          newPerson(tx, { fund, name: { first: "Ada", last }, born: day("1970-02-03") }, instant),
        )
      ).person;
    beforeAll(async () => {
      t = await testDatabase({ version });
    });
    afterAll(() => t.dispose());

    test("a person is found by Member ID and by the beginning of the name; a wildcard is only a character", async () => {
      const { person, memberId } = await record((tx, instant) =>
        newPerson(
          tx,
          {
            fund,
            name: { first: "Zoë", middle: "M", last: "O'Hara_x", suffix: "Jr." },
            born: day("1960-02-29"),
            birthProof: "passport",
          },
          instant,
        ),
      );
      expect(await findPersonByMemberId(t.db, fund, memberId)).toBe(person);
      expect(await getPerson(t.db, fund, person)).toEqual({
        person,
        memberId,
        name: { first: "Zoë", middle: "M", last: "O'Hara_x", suffix: "Jr." },
        born: day("1960-02-29"),
        birthProof: "passport",
        died: undefined,
      });
      expect(await findPerson(t.db, fund, 999_999)).toBeUndefined();
      await expect(getPerson(t.db, fund, 999_999)).rejects.toThrow("no person");
    });

    test("a new name and a corrected birth date leave what was known before", async () => {
      const person = await someone();
      const before = await knownAtNow(t.db);
      await record((tx, instant) =>
        recordName(tx, fund, person, day("2000-06-01"), { first: "Ada", last: "Novak" }, instant),
      );
      await record((tx, instant) =>
        recordBirth(tx, fund, person, day("1970-02-04"), "birthCertificate", instant),
      );
      expect(await getPerson(t.db, fund, person)).toMatchObject({
        name: { last: "Novak" },
        born: day("1970-02-04"),
      });
      expect(await getPerson(t.db, fund, person, { on: day("2000-05-31") })).toMatchObject({
        name: { last: "Quill" },
      });
      expect(await getPerson(t.db, fund, person, { knownAt: before })).toMatchObject({
        name: { last: "Quill" },
        born: day("1970-02-03"),
      });
      expect((await getPersons(t.db, fund, [person])).map((one) => one.name.last)).toEqual(["Novak"]);
    });

    test("marriages follow each other, and end once", async () => {
      const [person, first, second] = [await someone(), await someone("First"), await someone("Second")];
      await record((tx, instant) =>
        recordMarriage(
          tx,
          fund,
          person,
          { spouse: first, from: day("1995-05-05"), proof: "license" },
          instant,
        ),
      );
      await record((tx, instant) =>
        endMarriage(tx, fund, person, { to: day("2001-01-01"), by: "divorce" }, instant),
      );
      await expect(
        record((tx, instant) =>
          endMarriage(tx, fund, person, { to: day("2002-01-01"), by: "death" }, instant),
        ),
      ).rejects.toThrow("no marriage");
      await record((tx, instant) =>
        recordMarriage(tx, fund, person, { spouse: second, from: day("2003-03-03") }, instant),
      );
      expect(await marriagesOf(t.db, fund, person)).toEqual([
        {
          spouse: first,
          from: day("1995-05-05"),
          to: day("2001-01-01"),
          endedBy: "divorce",
          proof: "license",
        },
        { spouse: second, from: day("2003-03-03"), to: ENDLESS, endedBy: undefined, proof: undefined },
      ]);
      expect(await findMarriage(t.db, fund, person, { on: day("2002-01-01") })).toBeUndefined();
      expect((await findMarriage(t.db, fund, person, { on: day("2003-03-03") }))?.spouse).toBe(second);
    });

    test("naming beneficiaries replaces all named before for the purpose", async () => {
      const [person, one, two] = [await someone(), await someone("One"), await someone("Two")];
      const name = (
        from: string,
        ...named: { beneficiary: number; rank: "primary" | "contingent"; parts: number }[]
      ) =>
        record((tx, instant) =>
          nameBeneficiaries(tx, fund, person, { purpose: "finalPayment", from: day(from), named }, instant),
        );
      await name("2020-01-01", { beneficiary: one, rank: "primary", parts: 1 });
      await name(
        "2021-01-01",
        { beneficiary: two, rank: "primary", parts: 2 },
        { beneficiary: one, rank: "contingent", parts: 1 },
      );
      const on = (date: string) => beneficiariesOf(t.db, fund, person, "finalPayment", { on: day(date) });
      expect(await on("2020-12-31")).toEqual([{ beneficiary: one, rank: "primary", parts: 1 }]);
      expect(await on("2021-01-01")).toEqual([
        { beneficiary: two, rank: "primary", parts: 2 },
        { beneficiary: one, rank: "contingent", parts: 1 },
      ]);
    });

    test("letters go to the mailing address before the home address; a later address waits for its day", async () => {
      const person = await someone();
      const move = (kind: "home" | "mailing", from: string, street: string) =>
        record((tx, instant) =>
          recordAddress(
            tx,
            fund,
            person,
            { kind, from: day(from), address: { street, city: "Rolla", state: "MO", postalCode: "65401" } },
            instant,
          ),
        );
      await move("home", "2020-01-01", "1 Elm");
      await move("home", "2026-01-01", "2 Oak");
      const street = async (date: string) =>
        (await findAddress(t.db, fund, person, { on: day(date) }))?.street;
      expect([await street("2019-12-31"), await street("2025-12-31"), await street("2026-01-01")]).toEqual([
        undefined,
        "1 Elm",
        "2 Oak",
      ]);
      await move("mailing", "2026-02-01", "Box 3");
      expect(await street("2026-02-01")).toBe("Box 3");
      await record((tx, instant) =>
        recordContact(
          tx,
          fund,
          person,
          { kind: "email", from: day("2026-01-01"), contact: "ada@example.org" },
          instant,
        ),
      );
      expect(await findContact(t.db, fund, person, "email", { on: day("2026-01-01") })).toBe(
        "ada@example.org",
      );
    });

    test("employers, groups, positions and leaves", async () => {
      const person = await someone();
      await record((tx, instant) =>
        recordEmployer(
          tx,
          fund,
          day("1990-01-01"),
          { employer: 42, code: "0042", name: "Conservation" },
          instant,
        ),
      );
      await record((tx, instant) =>
        recordReportingGroup(
          tx,
          fund,
          day("1990-01-01"),
          { reportingGroup: 420, employer: 42, code: "0042-SM", name: "All", payCycle: "semimonthly" },
          instant,
        ),
      );
      expect(await employersOn(t.db, fund, { on: day("2000-01-01") })).toEqual([
        { employer: 42, code: "0042", name: "Conservation" },
      ]);
      expect(await reportingGroupsOn(t.db, fund, { on: day("2000-01-01") }, 42)).toMatchObject([
        { reportingGroup: 420, code: "0042-SM" },
      ]);
      const job = (code: string) =>
        record((tx, instant) =>
          positionFor(tx, fund, person, { employer: 42, reportingGroup: 420, code }, instant),
        );
      expect([await job("A1"), await job("B7"), await job("A1")]).toEqual([1, 2, 1]);
      expect((await positionsOf(t.db, fund, person)).map((one) => one.code)).toEqual(["A1", "B7"]);
      await record((tx, instant) =>
        recordLeave(
          tx,
          fund,
          person,
          { position: 1, kind: "military", paid: false, from: day("2010-01-01") },
          instant,
        ),
      );
      await record((tx, instant) =>
        recordLeave(
          tx,
          fund,
          person,
          { position: 1, kind: "military", paid: false, from: day("2010-01-01"), to: day("2010-07-01") },
          instant,
        ),
      );
      expect((await leavesOf(t.db, fund, person)).map(({ from, to }) => [from, to])).toEqual([
        [day("2010-01-01"), day("2010-07-01")],
        [day("2010-07-01"), ENDLESS],
      ]);
    });

    test("service bought, sick leave certified and assemblies served", async () => {
      const person = await someone();
      const credit = await record((tx, instant) =>
        recordServiceCredit(
          tx,
          fund,
          person,
          {
            kind: "unusedSickLeave",
            months: 0,
            days: 0,
            hoursHundredths: 168_000,
            effective: day("2026-01-01"),
          },
          instant,
        ),
      );
      await record((tx, instant) =>
        recordServiceCredit(
          tx,
          fund,
          person,
          {
            credit,
            kind: "unusedSickLeave",
            months: 0,
            days: 0,
            hoursHundredths: 33_600,
            effective: day("2026-01-01"),
          },
          instant,
        ),
      );
      const bought = {
        kind: "purchased",
        months: 24,
        days: 3,
        hoursHundredths: 0,
        effective: day("2020-01-01"),
        because: "military",
      } as const;
      expect(await record((tx, instant) => recordServiceCredit(tx, fund, person, bought, instant))).toBe(2);
      expect(
        (await serviceCreditsOf(t.db, fund, person)).map((one) => [
          one.kind,
          one.months,
          one.days,
          one.hoursHundredths,
        ]),
      ).toEqual([
        ["unusedSickLeave", 0, 0, 33_600],
        ["purchased", 24, 3, 0],
      ]);
      const served = {
        assembly: 102,
        chamber: "house",
        begins: day("2023-01-04"),
        ends: day("2025-01-08"),
        from: day("2023-01-04"),
        to: day("2025-01-08"),
      } as const;
      await record((tx, instant) => recordAssembly(tx, fund, person, served, instant));
      expect(await assembliesOf(t.db, fund, person)).toEqual([served]);
    });

    test("a case stands where its last step left it; of two next steps at once one is refused", async () => {
      const person = await someone();
      const begun = {
        fund,
        person,
        kind: "retirement",
        action: "apply",
        status: "applied",
        actor: "ada",
        facts: { cents: 5n },
      };
      const caseNumber = await record((tx, instant) => openCase(tx, begun, instant));
      const verify = (actor: string) =>
        record((tx, instant) =>
          takeStep(
            tx,
            { fund, person, caseNumber, step: 2, action: "verify", status: "verified", actor },
            instant,
          ),
        );
      const both = await Promise.allSettled([verify("ann"), verify("bob")]);
      expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await findCase(t.db, fund, caseNumber)).toMatchObject({
        person,
        kind: "retirement",
        status: "verified",
        step: 2,
        openedBy: "ada",
      });
      expect(
        (await stepsOf(t.db, fund, person, caseNumber)).map(({ step, status, facts }) => [
          step,
          status,
          facts,
        ]),
      ).toEqual([
        [1, "applied", { cents: 5n }],
        [2, "verified", {}],
      ]);
      expect((await casesAt(t.db, fund, "retirement", ["verified"])).map((one) => one.caseNumber)).toContain(
        caseNumber,
      );
      expect(await casesAt(t.db, fund, "retirement", ["applied"])).toEqual([]);
      expect((await casesOf(t.db, fund, person)).length).toBe(1);
    });

    test("documents have a status, and files are kept once under their hash", async () => {
      const person = await someone();
      const asked = { fund, person, kind: "birthProof", status: "asked", actor: "ann" } as const;
      const document = await record((tx, instant) => newDocument(tx, asked, instant));
      const file = await record((tx, instant) =>
        keepFile(tx, fund, "application/pdf", Buffer.from("%PDF-1.7"), instant),
      );
      await record((tx, instant) => keepFile(tx, fund, "application/pdf", Buffer.from("%PDF-1.7"), instant));
      await record((tx, instant) =>
        setDocument(tx, document, { ...asked, status: "received", file }, instant),
      );
      expect(await documentsOf(t.db, fund, person)).toMatchObject([{ document, status: "received", file }]);
      expect((await findFile(t.db, fund, file))?.content.toString()).toBe("%PDF-1.7");
    });

    test("a determination keeps inputs and result exactly, needs its law and a second person, whatever accounts the first holds", async () => {
      const person = await someone();
      const hash = "ab".repeat(32);
      const made = {
        person,
        kind: "retirement",
        lawVersion: hash,
        inputs: { pay: [{ cents: 300_000n }] },
        result: { baseBenefit: 127_500n },
        effective: day("2026-08-01"),
        knownAt: await knownAtNow(t.db),
        calculatedBy: "ann",
        approvedBy: "bob",
      };
      const make = (more: object = {}) =>
        record((tx, instant) => recordDetermination(tx, fund, { ...made, ...more }, instant));
      await expect(make()).rejects.toMatchObject({ code: "23503" });
      await record((tx, instant) => keepLawVersion(tx, { hash, plan: "msep2000", content: "{}" }, instant));
      await expect(make({ approvedBy: "ann" })).rejects.toMatchObject({ code: "23514" });
      const number = await make();
      expect(await findDetermination(t.db, fund, number)).toMatchObject({ ...made, determination: number });
      expect((await determinationsOf(t.db, fund, person)).length).toBe(1);
      expect((await determinationsAfter(t.db, fund, number - 1, 10)).map((one) => one.determination)).toEqual(
        [number],
      );
      expect((await findLawVersion(t.db, hash))?.plan).toBe("msep2000");
      const account = (name: string, of: { person?: number; holder?: string }) =>
        sql`insert into signin.account (account, fund, name, roles, password, totp, person, holder)
          values (${name}, ${fund}, ${name}, '{counselor}', 'x', '', ${of.person ?? null}, ${of.holder ?? null})`.execute(
          t.db,
        );
      const inCase = (by: object) => make({ caseNumber: 1, ...by });
      await account("cora", { person, holder: "cora" });
      await account("cora2", { holder: "cora" });
      await account("cora3", { person });
      await account("dan", {});
      await account("eve", {});
      for (const approvedBy of ["cora2", "cora3"])
        await expect(inCase({ calculatedBy: "cora", approvedBy })).rejects.toMatchObject({ code: "23514" });
      await inCase({ calculatedBy: "cora2", approvedBy: "dan" });
      await inCase({ calculatedBy: "eve", approvedBy: "dan" });
    });

    test("a benefit is corrected, ended, and found by payee and by member", async () => {
      const [member, survivor] = [await someone(), await someone("Survivor")];
      const base = {
        person: member,
        member,
        kind: "retirement",
        option: "joint50",
        determination: 1,
        baseCents: 100_000n,
        temporaryCents: 0n,
        status: "due",
        from: day("2020-01-01"),
      } as const;
      const benefit = await record((tx, instant) => newBenefit(tx, fund, base, instant));
      await record((tx, instant) =>
        correctBenefit(tx, fund, benefit, { ...base, baseCents: 101_000n, from: day("2021-01-01") }, instant),
      );
      await record((tx, instant) => endBenefit(tx, fund, member, benefit, day("2026-03-01"), instant));
      await record((tx, instant) =>
        newBenefit(
          tx,
          fund,
          { ...base, person: survivor, kind: "survivor", baseCents: 50_500n, from: day("2026-03-01") },
          instant,
        ),
      );
      expect(
        (await benefitsOf(t.db, fund, member)).map(({ from, to, baseCents }) => [from, to, baseCents]),
      ).toEqual([
        [day("2020-01-01"), day("2021-01-01"), 100_000n],
        [day("2021-01-01"), day("2026-03-01"), 101_000n],
      ]);
      expect((await benefitsFrom(t.db, fund, member)).map((one) => one.person)).toEqual([
        member,
        member,
        survivor,
      ]);
    });

    test("a duty is recorded once, shown when due, and settled with a reason", async () => {
      const person = await someone();
      const duty = {
        fund,
        person,
        kind: "elect",
        due: day("2026-09-01"),
        owner: "counselor",
        cites: "RSMo 104.1024",
      };
      const first = await record((tx, instant) => oblige(tx, duty, instant));
      expect(await record((tx, instant) => oblige(tx, duty, instant))).toBe(first);
      expect(
        await record((tx, instant) =>
          settleObligations(
            tx,
            { fund, person, kind: "elect" },
            { status: "done", because: "elected" },
            instant,
          ),
        ),
      ).toBe(1);
      expect(await obligationsOf(t.db, fund, person)).toMatchObject([
        { obligation: first, status: "done", because: "elected" },
      ]);
    });

    test("letters keep what they say and whom they were for", async () => {
      const person = await someone();
      const letter = {
        person,
        kind: "approval",
        language: "en",
        addressedTo: "1 Elm, Rolla MO",
        content: { amount: 5n },
        written: day("2026-07-15"),
      };
      await record((tx, instant) => recordLetter(tx, fund, letter, instant));
      expect(await lettersOf(t.db, fund, person)).toMatchObject([letter]);
    });

    test("the fund and its settings on a day", async () => {
      expect(await findFund(t.db)).toEqual({
        number: 1,
        name: "Demonstration fund",
        timeZone: "America/Chicago",
        demonstration: true,
      });
      const set = (from: string, value: unknown, basis: "assumed" | "entered") =>
        record((tx, instant) =>
          setFundSetting(tx, fund, day(from), { name: "rate", value, basis, register: "D29" }, instant),
        );
      await set("2020-01-01", { percent: "2.5" }, "assumed");
      await set("2025-01-01", { percent: "3.1" }, "entered");
      expect(await fundSettings(t.db, fund, { on: addDays(day("2025-01-01"), -1) })).toEqual([
        { name: "rate", value: { percent: "2.5" }, basis: "assumed", register: "D29" },
      ]);
      expect((await fundSettings(t.db, fund, { on: day("2025-01-01") }))[0]).toMatchObject({
        value: { percent: "3.1" },
        basis: "entered",
      });
    });

    test("after all of this the record proves itself", async () => {
      const proof = await verifyRecord(t.reader, fund);
      expect(proof.broken).toEqual([]);
      expect(holds(proof)).toBe(true);
    });
  });
