import { randomUUID } from "node:crypto";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { NotAllowed } from "../permissions.ts";
import type { System } from "../system.ts";
import { confirmCode } from "./confirm-code.ts";
import { createAccount } from "./create-account.ts";
import { listAccounts, noteHolder, setAccountLock } from "./manage-accounts.ts";
import { isSamePerson } from "./same-person.ts";
import { readSession } from "./session.ts";
import { signIn } from "./sign-in.ts";
import { endSessions, listSessions, signOut } from "./sign-out.ts";
import { newTotpSecret, stepSeconds, totpCode } from "./totp.ts";
import { limits, subjectOf } from "./tries.ts";

let database: TestDatabase;
let system: System;
let now = 0;
let accounts = 0;

beforeAll(async () => {
  database = await testDatabase();
  const { db, reader } = database;
  const clock = { now: () => new Date(now).toISOString(), milliseconds: () => now };
  const fund = { number: 1, name: "Fund", demonstration: true, timeZone: "America/Chicago" };
  system = { db, reader, fund, clock, keys: temporaryKeys() } as unknown as System;
});
afterAll(() => database.dispose());
beforeEach(() => {
  now = Date.parse("2026-11-21T12:00:10Z");
});

const password = "a long sentence of words";
const totpSecret = newTotpSecret();
const from = { address: "192.0.2.1", browser: "a test" };

async function account(): Promise<string> {
  const id = `someone${++accounts}`;
  await createAccount(system, {
    account: id,
    name: "Some One",
    person: 1000 + accounts,
    roles: ["member"],
    password,
    totpSecret,
  });
  return id;
}

async function bothFactors(id: string, address = from.address): Promise<string> {
  now += stepSeconds * 1000;
  const half = await signIn(system, { onlineId: id, password, from: { ...from, address } });
  const full = await confirmCode(system, {
    token: half.accepted!.token,
    code: totpCode(totpSecret, now),
    from: { ...from, address },
  });
  return full.accepted!.token;
}

const audited = async (id: string) => {
  const { rows } = await sql<{ action: string; because: string | null }>`
    select action, because from audit.entry where actor = ${id} or facts like ${`%"${id}"%`} order by entry`.execute(
    system.db,
  );
  return rows.map(({ action, because }) => (because ? `${action}: ${because}` : action));
};

describe("two factors", () => {
  test("P8 a password alone gives a session without roles to use; the code makes it full, under a new secret", async () => {
    const id = await account();
    const half = await signIn(system, { onlineId: id.toUpperCase(), password, from });
    expect((await readSession(system.db, half.accepted!.token))?.strength).toBe("password");
    const full = await confirmCode(system, {
      token: half.accepted!.token,
      code: totpCode(totpSecret, now),
      from,
    });
    expect(full.accepted!.token).not.toBe(half.accepted!.token);
    expect(await readSession(system.db, half.accepted!.token)).toBeUndefined();
    const session = await readSession(system.db, full.accepted!.token);
    expect(session).toMatchObject({
      account: id,
      strength: "full",
      roles: ["member"],
      person: 1000 + accounts,
    });
    expect(await audited(id)).toEqual(["create an account", "sign in: password", "sign in"]);
  });

  test("a code works once, also when it is tried from two browsers at the same moment", async () => {
    const id = await account();
    const halves = await Promise.all([1, 2].map(() => signIn(system, { onlineId: id, password, from })));
    const code = totpCode(totpSecret, now);
    const answers = await Promise.all(
      halves.map(({ accepted }) => confirmCode(system, { token: accepted!.token, code, from })),
    );
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    const again = answers.find(({ refused }) => refused);
    expect(again?.refused?.code).toBe("codeWrong");
  });

  test("the code before the last used one is refused, the next one is taken", async () => {
    const id = await account();
    await bothFactors(id);
    const half = await signIn(system, { onlineId: id, password, from });
    const token = half.accepted!.token;
    const early = totpCode(totpSecret, now - stepSeconds * 1000);
    expect((await confirmCode(system, { token, code: early, from })).refused?.code).toBe("codeWrong");
    const next = totpCode(totpSecret, now + stepSeconds * 1000);
    expect((await confirmCode(system, { token, code: next, from })).accepted).toBeDefined();
  });

  test("codes of two steps ago or two steps ahead are refused", async () => {
    const id = await account();
    const { accepted } = await signIn(system, { onlineId: id, password, from });
    for (const steps of [-2, 2]) {
      const code = totpCode(totpSecret, now + steps * stepSeconds * 1000);
      expect((await confirmCode(system, { token: accepted!.token, code, from })).refused?.code).toBe(
        "codeWrong",
      );
    }
  });
});

describe("refusals", () => {
  test("unknown, locked and wrong are one answer", async () => {
    const id = await account();
    const wrong = await signIn(system, { onlineId: id, password: "no", from });
    const unknown = await signIn(system, { onlineId: "nobody-here", password: "no", from });
    await sql`update signin.account set locked = true where account = ${id}`.execute(system.db);
    const locked = await signIn(system, { onlineId: id, password, from });
    expect(wrong).toEqual(unknown);
    expect(locked).toEqual(unknown);
    expect(await audited(id)).toEqual([
      "create an account",
      "sign in: wrong password",
      "sign in: locked account",
    ]);
  });

  test("an unknown Online ID is never written down: it may be a password typed in the wrong box", async () => {
    await signIn(system, { onlineId: "my-secret-password-9", password: "x", from });
    const { rows } =
      await sql`select 1 from audit.entry e where e::text like '%my-secret-password-9%'`.execute(system.db);
    expect(rows).toHaveLength(0);
  });

  const elsewhere = (at: number) => ({ ...from, address: `198.51.100.${at}` });
  const guesses = async (id: string, first: number, many: number) => {
    for (let at = first; at < first + many; at++)
      await signIn(system, { onlineId: id, password: "no", from: elsewhere(at) });
  };
  /** As if the last try counted against the account had been so many seconds earlier. */
  const pass = (id: string, seconds: number) =>
    sql`update signin.tries set since = since - make_interval(secs => ${seconds})
      where subject = ${subjectOf(system.keys, "account", { account: id, step: "password", address: "" })}`.execute(
      system.db,
    );

  test("an account is slowed down whatever addresses try, and the right password waits too at a new place", async () => {
    const id = await account();
    await guesses(id, 0, limits.account);
    const right = () => signIn(system, { onlineId: id, password, from: elsewhere(99) });
    expect((await right()).refused?.code).toBe("locked");
    await pass(id, limits.shortestWaitSeconds - 2);
    expect((await right()).refused?.code).toBe("locked");
    await pass(id, 3);
    expect((await right()).accepted).toBeDefined();
  });

  test("waits double, up to an hour, and a try that must wait does not make them longer", async () => {
    const id = await account();
    await guesses(id, 0, limits.account);
    const counted = async () =>
      (await signIn(system, { onlineId: id, password: "no", from: elsewhere(100) })).refused?.code ===
      "notKnown";
    for (const wait of [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]) {
      await sql`delete from signin.tries where subject like 'accountFromAddress%'`.execute(system.db);
      await pass(id, wait - 5);
      expect(await counted(), `before ${wait} s`).toBe(false);
      await pass(id, 6);
      expect(await counted(), `after ${wait} s`).toBe(true);
    }
  });

  test("a stranger cannot lock a member out of the place where the member signs in", async () => {
    const id = await account();
    await bothFactors(id);
    await guesses(id, 0, 60);
    expect((await signIn(system, { onlineId: id, password, from: elsewhere(99) })).refused?.code).toBe(
      "locked",
    );
    expect(await bothFactors(id)).toBeDefined();
  });

  test("the known place itself is limited: a thief at the member's own desk gets ten guesses a window", async () => {
    const id = await account();
    await bothFactors(id);
    for (let at = 0; at < limits.accountFromAddress; at++)
      expect((await signIn(system, { onlineId: id, password: "no", from })).refused?.code).toBe("notKnown");
    expect((await signIn(system, { onlineId: id, password, from })).refused?.code).toBe("locked");
  });

  test("a flood of tries at one moment is counted one by one", async () => {
    const id = await account();
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        signIn(system, { onlineId: id, password: "no", from: elsewhere(at) }),
      ),
    );
    expect(all.filter(({ refused }) => refused?.code === "notKnown")).toHaveLength(limits.account);
  });

  test("guesses of a password do not hold up the code of somebody who knows it", async () => {
    const id = await account();
    const half = await signIn(system, { onlineId: id, password, from });
    await guesses(id, 0, 60);
    const full = await confirmCode(system, {
      token: half.accepted!.token,
      code: totpCode(totpSecret, now),
      from,
    });
    expect(full.accepted).toBeDefined();
  });

  test("an address is limited whatever account it tries", async () => {
    const address = "203.0.113.7";
    const id = await account();
    await sql`insert into signin.tries (subject, tries)
      values (${subjectOf(system.keys, "address", { account: id, step: "password", address })}, ${limits.address})`.execute(
      system.db,
    );
    const { refused } = await signIn(system, { onlineId: id, password, from: { ...from, address } });
    expect(refused?.code).toBe("locked");
  });

  test("what was typed as an Online ID is kept as a hash alone", async () => {
    await signIn(system, { onlineId: "my-secret-password-8", password: "x", from });
    const { rows } = await sql`select from signin.tries where subject like '%my-secret%'`.execute(system.db);
    expect(rows).toHaveLength(0);
  });

  test("tries of an account are forgotten after a day and after a full sign-in", async () => {
    const id = await account();
    await guesses(id, 0, limits.account + 5);
    await pass(id, 24 * 3_600 + 1);
    expect((await signIn(system, { onlineId: id, password: "no", from })).refused?.code).toBe("notKnown");
    await bothFactors(id);
    await guesses(id, 0, limits.account);
    expect((await signIn(system, { onlineId: id, password, from: elsewhere(98) })).refused?.code).toBe(
      "locked",
    );
  });
});

describe("sessions", () => {
  test("a session ends after 30 minutes without use, after 12 hours, and when the account is locked", async () => {
    const id = await account();
    for (const change of [
      sql`update signin.session set seen = seen - interval '31 minutes' where account = ${id}`,
      sql`update signin.session set begun = begun - interval '13 hours' where account = ${id}`,
      sql`update signin.account set locked = true where account = ${id}`,
    ]) {
      const token = await bothFactors(id);
      expect(await readSession(system.db, token)).toBeDefined();
      await change.execute(system.db);
      expect(await readSession(system.db, token)).toBeUndefined();
    }
  });

  test("the half session of a password lives ten minutes", async () => {
    const id = await account();
    const { accepted } = await signIn(system, { onlineId: id, password, from });
    await sql`update signin.session set begun = begun - interval '11 minutes' where account = ${id}`.execute(
      system.db,
    );
    const code = totpCode(totpSecret, now);
    expect((await confirmCode(system, { token: accepted!.token, code, from })).refused?.code).toBe(
      "timedOut",
    );
  });

  test("the database keeps a hash of the session's secret, never the secret", async () => {
    const token = await bothFactors(await account());
    const { rows } = await sql<{ kept: boolean }>`
      select bool_or(encode(session, 'escape') like ${`%${token}%`}) as kept from signin.session`.execute(
      system.db,
    );
    expect(rows[0]!.kept).toBe(false);
  });

  test("a member lists and ends sign-ins of their own account only", async () => {
    const [id, other] = [await account(), await account()];
    const [here, there, others] = [await bothFactors(id), await bothFactors(id), await bothFactors(other)];
    const actor: Actor = { account: id, roles: ["member"], employers: [], person: 1 };
    const places = await listSessions(system, actor, here);
    expect(places).toHaveLength(2);
    const foreign = (await listSessions(system, { ...actor, account: other }, others))[0]!;
    await endSessions(system, actor, { number: foreign.number, token: here });
    expect(await readSession(system.db, others)).toBeDefined();
    await endSessions(system, actor, { token: here });
    expect(await readSession(system.db, there)).toBeUndefined();
    expect(await readSession(system.db, here)).toBeDefined();
    await signOut(system, here);
    expect(await readSession(system.db, here)).toBeUndefined();
    expect(await audited(id)).toContain("end a sign-in");
  });
});

describe("accounts", () => {
  const administrator: Actor = { account: "boss", roles: ["administrator"], employers: [] };

  test("an administrator finds, locks and unlocks accounts, which ends their sessions; others may not", async () => {
    const id = await account();
    const token = await bothFactors(id);
    expect((await listAccounts(system, administrator, id)).accounts).toMatchObject([
      { account: id, locked: false },
    ]);
    expect(
      (await setAccountLock(system, administrator, { account: id, locked: true })).accepted,
    ).toBeDefined();
    expect(await readSession(system.db, token)).toBeUndefined();
    expect(
      (await setAccountLock(system, administrator, { account: id, locked: false })).accepted,
    ).toBeDefined();
    expect(await audited(id)).toEqual(expect.arrayContaining(["lock an account", "unlock an account"]));
    const counselor: Actor = { account: "c", roles: ["counselor"], employers: [] };
    await expect(listAccounts(system, counselor, "")).rejects.toThrow(NotAllowed);
    await expect(setAccountLock(system, counselor, { account: id, locked: true })).rejects.toThrow(
      NotAllowed,
    );
  });

  test("nobody locks their own account, and an unknown account is said to be unknown", async () => {
    expect(
      (await setAccountLock(system, administrator, { account: "boss", locked: true })).refused?.code,
    ).toBe("ownAccount");
    expect(
      (await setAccountLock(system, administrator, { account: "no one", locked: true })).refused?.code,
    ).toBe("unknownAccount");
  });

  test("two accounts of staff that one person holds are one person wherever two people are needed, until they are set apart", async () => {
    const [one, other] = [await account(), await account()];
    const actor: Actor = { account: one, roles: ["counselor"], employers: [] };
    const hold = (of: string, and: string | undefined, by = administrator) =>
      noteHolder(system, by, { key: randomUUID(), account: of, other: and });
    expect(await isSamePerson(system.db, 1, actor, other)).toBe(false);
    expect((await hold(one, other)).accepted).toBeDefined();
    expect(await isSamePerson(system.db, 1, actor, other)).toBe(true);
    expect((await listAccounts(system, administrator, other)).accounts[0]!.sameAs).toEqual([one]);
    expect((await hold(one, one)).refused?.code).toBe("sameAccount");
    expect((await hold(one, "no one")).refused?.code).toBe("unknownAccount");
    const own: Actor = { ...administrator, account: other };
    expect((await hold(one, undefined, own)).refused?.code).toBe("ownAccount");
    await expect(hold(one, other, actor)).rejects.toThrow(NotAllowed);
    expect((await hold(one, undefined)).accepted).toBeDefined();
    expect(await isSamePerson(system.db, 1, actor, other)).toBe(false);
  });

  test("a percent sign in a search is a percent sign", async () => {
    await account();
    expect((await listAccounts(system, administrator, "%")).accounts).toHaveLength(0);
  });

  test("the authenticator's secret is sealed for its account", async () => {
    const id = await account();
    const { rows } = await sql<{
      totp: Buffer;
    }>`select totp from signin.account where account = ${id}`.execute(system.db);
    expect(rows[0]!.totp.includes(Buffer.from(totpSecret))).toBe(false);
  });
});
