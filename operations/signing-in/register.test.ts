import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { OutgoingMail } from "@emeritus/ports/mailer.ts";
import { recordAddress, recordContact } from "@emeritus/records/address.ts";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { newPerson } from "@emeritus/records/person.ts";
import { testDatabase } from "@emeritus/records/testing.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeContact } from "../changing-person/change-contact.ts";
import type { System } from "../system.ts";
import { type AccountAdded, addAccount, setPassword } from "./add-account.ts";
import { confirmCode } from "./confirm-code.ts";
import { chooseFirstAccountWait } from "./first-account-wait.ts";
import { beginRegistration, codeLimits, decideCredentials, register } from "./register.ts";
import { signIn } from "./sign-in.ts";
import { totpCode } from "./totp.ts";

let system: System;
let dispose: () => Promise<void>;
const mails: OutgoingMail[] = [];
const from = { address: "192.0.2.1", browser: "a test" };
const born = parseDate("1970-03-14");
const ssn = "900112222";
let memberId = "";
let person = 0;
let without = "";
let dead = "";

beforeAll(async () => {
  const database = await testDatabase();
  dispose = () => database.dispose();
  const quiet = () => {};
  const refuses = () => Promise.reject(new Error("not here"));
  system = {
    db: database.db,
    reader: database.reader,
    fund: { number: 1, name: "Demonstration fund", demonstration: true, timeZone: "America/Chicago" },
    calendar: { today: () => parseDate("2026-11-23"), moved: true },
    clock: { now: () => new Date().toISOString(), milliseconds: () => Date.now() },
    keys: temporaryKeys(),
    log: { info: quiet, warn: quiet, error: quiet },
    letters: { print: async () => Buffer.from("%PDF-1.7 a letter"), close: async () => {} },
    outbox: { hand: refuses },
    mail: { send: async (mail) => void mails.push(mail) },
    home: "/nonexistent",
  };
  await database.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const who = {
      fund: 1,
      name: { first: "Ana", last: "Ruiz" },
      born,
      ssn: { text: ssn, keys: system.keys },
    };
    const made = await newPerson(tx, who, instant);
    memberId = made.memberId;
    const email = { kind: "email", from: parseDate("2020-01-01"), contact: "ana@example.org" } as const;
    await recordContact(tx, 1, made.person, email, instant);
    const home = { street: "1 Elm Street", city: "Jefferson City", state: "MO", postalCode: "65101" };
    await recordAddress(tx, 1, made.person, { kind: "home", from: email.from, address: home }, instant);
    person = made.person;
    without = (await newPerson(tx, { fund: 1, name: { first: "Ben", last: "Stone" }, born }, instant))
      .memberId;
    const gone = await newPerson(tx, { fund: 1, name: { first: "Cal", last: "Ash" }, born }, instant);
    dead = gone.memberId;
    await recordContact(tx, 1, gone.person, { ...email, contact: "cal@example.org" }, instant);
    await sql`insert into records.person_death (fund, person, died, recorded_from)
      values (1, ${gone.person}, '2026-10-01', ${instant}::timestamptz)`.execute(tx);
  });
});
afterAll(() => dispose?.());

const codeOf = (mail: OutgoingMail | undefined): string => /\d{6}/.exec(mail!.text)![0];
const lastCode = (): string => codeOf(mails.findLast(({ subject }) => subject === "Your code"));
const noticesSent = () => mails.filter(({ subject }) => subject !== "Your code");
const kinds = async (of = person) =>
  (await lettersOf(system.db, 1, of)).map(({ kind, file }) => [kind, file !== undefined]);
const begin = async (id: string) => (await beginRegistration(system, { id, from })).accepted!.token;
const entries = { born, ssnLast4: "2222", onlineId: "ana.ruiz1", password: "three green words" };
const set = async (token: string, code: string, changed: object = {}) =>
  register(system, { token, code, ...entries, ...changed });
const setBack = (column: string, value: string) =>
  sql`update signin.account set ${sql.ref(column)} = ${value}::timestamptz`.execute(system.db);

describe("setting a password", () => {
  test("H-051 by Member ID or SSN, the code sent to the e-mail on record, and further facts; with them the account signs in by both factors", async () => {
    const bySsn = await begin("900-11-2222");
    const byId = await begin(memberId);
    expect(mails.map(({ to }) => to)).toEqual(["ana@example.org", "ana@example.org"]);
    const code = codeOf(mails[1]);
    expect((await set(bySsn, code)).refused?.code).toBe("notMatched");
    expect((await set(byId, code, { born: parseDate("1970-03-15") })).refused?.code).toBe("notMatched");
    expect((await set(byId, code, { ssnLast4: "2223" })).refused?.code).toBe("notMatched");
    const made = (await set(byId, code)).accepted!;
    expect(made.onlineId).toBe("ana.ruiz1");
    expect((await set(byId, code)).refused?.code).toBe("notMatched");
    const first = await signIn(system, { onlineId: "ana.ruiz1", password: entries.password, from });
    const totp = totpCode(made.totpSecret!, Date.now());
    const second = await confirmCode(system, { token: first.accepted!.token, code: totp, from });
    expect(second.accepted).toBeDefined();
    expect(await kinds()).toEqual([["accountOpened", true]]);
    expect(noticesSent().map(({ to, subject }) => [to, subject])).toEqual([
      ["ana@example.org", "An account was opened"],
    ]);
  });

  test("H-051 who is not found, has died, or has no e-mail on record, is answered the same, gets no e-mail and can set nothing", async () => {
    const before = mails.length;
    for (const id of [without, dead, "12345678", "900999999", "not a number"]) {
      const token = await begin(id);
      expect(token).toMatch(/^[\w-]{43}$/);
      expect((await set(token, "123456")).refused?.code).toBe("notMatched");
    }
    expect(mails.length).toBe(before);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit.entry
      where action = 'register: nobody to send a code to' and person is null`.execute(system.db);
    expect(rows[0]!.n, "each leaves its entry").toBe(5);
  });

  test("a code is tried five times and lives ten minutes", async () => {
    const worn = await begin(memberId);
    const code = lastCode();
    const wrong = code === "000000" ? "000001" : "000000";
    for (let at = 0; at < codeLimits.tries; at++) await set(worn, wrong);
    expect((await set(worn, code)).refused?.code).toBe("notMatched");
    const old = await begin(memberId);
    await sql`update signin.registration set begun = begun - interval '10 minutes'`.execute(system.db);
    expect((await set(old, lastCode())).refused?.code).toBe("notMatched");
  });

  test("P-012 P-013 P-014 an e-mail holds the code or the notice alone: no name, no number of the person, no link, no question", async () => {
    expect(noticesSent()).toHaveLength(1);
    for (const { subject, text } of mails) {
      const all = `${subject} ${text}`;
      for (const closed of ["Ana", "Ruiz", memberId, ssn, "2222", "1970", "http", "href", "reply"])
        expect(all).not.toContain(closed);
      expect(all).toContain("We never ask for personal data by e-mail.");
    }
  });

  test("P-015 an Online ID has six characters with a digit and no spaces; a password has eight and is not the Online ID", () => {
    const said = (onlineId: string, password: string) =>
      decideCredentials({ onlineId, password }).refused?.code;
    expect(said("ana.r1", "eight ch")).toBeUndefined();
    for (const id of ["ana.1", "ana.ruiz", "123456", "ana ruiz1"])
      expect(said(id, "eight ch")).toBe("onlineIdWrong");
    expect(said("ana.r1", "seven c")).toBe("passwordShort");
    for (const told of ["ANA.R1 and more", "12345678"]) expect(said("ana.r1", told)).toBe("passwordTold");
  });
});

describe("an old password", () => {
  const enter = async (password: string) => {
    const { accepted, refused } = await signIn(system, { onlineId: "ana.ruiz1", password, from });
    return accepted ? "goes on" : refused!.code;
  };
  const fresh = async () => {
    await setBack("signed_in", new Date().toISOString());
    await setBack("password_set", new Date().toISOString());
  };
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

  test("H-052 after a year without a sign-in it opens nothing until it is set anew; a day less and it does", async () => {
    await fresh();
    await setBack("password_set", daysAgo(500));
    await setBack("signed_in", daysAgo(364));
    expect(await enter(entries.password)).toBe("goes on");
    await setBack("signed_in", daysAgo(366));
    expect(await enter(entries.password)).toBe("dormant");
    expect(await enter("a wrong password")).toBe("notKnown");
    const token = await begin(memberId);
    const again = (await set(token, lastCode(), { password: "four other green words" })).accepted!;
    expect(again).toEqual({ onlineId: "ana.ruiz1", totpSecret: undefined });
    expect((await kinds())[0], "a password set is told by letter").toEqual(["passwordSet", true]);
    expect(noticesSent().at(-1)?.subject).toBe("A password was set");
    expect(await enter("four other green words")).toBe("goes on");
    expect(await enter(entries.password)).toBe("notKnown");
  });

  test("H-053 one set before 17 December 2014 is set anew, however often it was used", async () => {
    await fresh();
    await setBack("password_set", "2014-12-16T23:00:00Z");
    expect(await enter("four other green words")).toBe("dormant");
    await setBack("password_set", "2014-12-17T12:00:00Z");
    expect(await enter("four other green words")).toBe("goes on");
  });
});

describe("an e-mail address that the office changes", () => {
  const counselor: Actor = { account: "counselor", roles: ["counselor"], employers: [] };
  const change = (of: number, contact: string, from = "2026-11-24") =>
    changeContact(system, counselor, {
      key: randomUUID(),
      person: of,
      kind: "email",
      contact,
      from: parseDate(from),
      seen: "never",
    });

  test("is told to the address before it and by letter, and opens no first account until the fund's days have passed", async () => {
    const dee = await system.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      const name = { first: "Dee", last: "Frost" };
      return newPerson(tx, { fund: 1, name, born, ssn: { text: "900113333", keys: system.keys } }, instant);
    });
    expect((await change(dee.person, "taken@example.org")).accepted).toBeDefined();
    expect(await kinds(dee.person), "a letter waits for an address").toEqual([["emailChanged", false]]);
    const here = system;
    system = { ...here, calendar: { today: () => parseDate("2026-11-30"), moved: true } };
    const before = mails.length;
    await begin(dee.memberId);
    expect(mails.length, "nothing is sent to a new address").toBe(before);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit.entry
      where action = 'register: e-mail address too new' and person = ${dee.person}`.execute(system.db);
    expect(rows[0]!.n).toBe(1);
    const administrator: Actor = { account: "administrator", roles: ["administrator"], employers: [] };
    await expect(chooseFirstAccountWait(system, counselor, { key: randomUUID(), days: 0 })).rejects.toThrow(
      "may not",
    );
    await chooseFirstAccountWait(system, administrator, { key: randomUUID(), days: 0 });
    await begin(dee.memberId);
    expect(mails.at(-1)?.to).toBe("taken@example.org");
    system = here;
  });

  test("of somebody with an account, who can still set a password by it, since the second factor stays", async () => {
    const administrator: Actor = { account: "administrator", roles: ["administrator"], employers: [] };
    await chooseFirstAccountWait(system, administrator, { key: randomUUID(), days: 10 });
    const { rows } = await sql<{ seen: string }>`
      select recorded_from::text as seen from records.contact where person = ${person} and recorded_to = 'infinity'`.execute(
      system.db,
    );
    const changed = await changeContact(system, counselor, {
      key: randomUUID(),
      person,
      kind: "email",
      contact: "new@example.org",
      from: parseDate("2026-11-24"),
      seen: rows[0]!.seen,
    });
    expect(changed.accepted).toBeDefined();
    expect(mails.at(-1)).toMatchObject({ to: "ana@example.org", subject: "An e-mail address was changed" });
    expect((await kinds())[0]).toEqual(["emailChanged", true]);
    system = { ...system, calendar: { today: () => parseDate("2026-11-30"), moved: true } };
    await begin(memberId);
    expect(mails.at(-1)).toMatchObject({ to: "new@example.org", subject: "Your code" });
  });
});

test("on the machine itself accounts of staff and employers are made, the first of an empty fund among them, and get new passwords (ADR 8)", async () => {
  const staff = { onlineId: "Adam01", name: "Adam Kowal", password: "plain words open doors" };
  const add = (more: Partial<AccountAdded>) =>
    addAccount(system, { ...staff, roles: ["administrator"], ...more });
  expect((await add({ onlineId: "adam" })).refused?.code).toBe("onlineIdWrong");
  expect((await add({ password: "adam01 is short" })).refused?.code).toBe("passwordTold");
  expect((await add({ name: " " })).refused?.code).toBe("account-name-missing");
  expect((await add({ roles: [] })).refused?.code).toBe("account-role-missing");
  expect((await add({ roles: ["employer"] })).refused?.code).toBe("account-employer-missing");
  expect((await add({ employer: "0042" })).refused?.code).toBe("account-employer-missing");
  expect((await add({ roles: ["employer"], employer: "9999" })).refused?.code).toBe(
    "account-employer-unknown",
  );
  const { accepted } = await add({});
  expect(accepted!.account).toBe("adam01");
  expect((await add({})).refused?.code).toBe("onlineIdTaken");
  const enter = async (password: string) => {
    const first = await signIn(system, { onlineId: "adam01", password, from });
    if (first.refused) return first.refused.code;
    const code = totpCode(accepted!.totpSecret, Date.now());
    return (await confirmCode(system, { token: first.accepted.token, code, from })).refused?.code ?? "in";
  };
  expect(await enter(staff.password)).toBe("in");
  expect(
    (await setPassword(system, { onlineId: "nobody1", password: "other plain words" })).refused?.code,
  ).toBe("unknownAccount");
  expect((await setPassword(system, { onlineId: "adam01", password: "short" })).refused?.code).toBe(
    "passwordShort",
  );
  expect(
    (await setPassword(system, { onlineId: " ADAM01 ", password: "other plain words" })).accepted,
  ).toBeDefined();
  expect(await enter(staff.password)).toBe("notKnown");
  const { rows } = await sql<{ action: string; actor: string }>`
    select action, actor from audit.entry where facts::jsonb->>'account' = 'adam01' order by entry`.execute(
    system.db,
  );
  expect(rows).toEqual([
    { action: "create an account", actor: "system" },
    { action: "give an account its roles", actor: "command line" },
    { action: "set a new password", actor: "command line" },
  ]);
});
