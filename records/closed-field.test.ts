import { createHmac } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { parseDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  enterBankAccount,
  getAccountNumber,
  isRoutingNumber,
  setBankAccountStatus,
  findBankAccount,
} from "./bank-account.ts";
import {
  findClosedField,
  openSealed,
  personsBySsn,
  personsWith,
  resealAll,
  revealClosedField,
  setClosedField,
} from "./closed-field.ts";
import { takeInstant } from "./moment.ts";
import { addKey, CannotOpen, createKeys, dropOldKeys, KeysRefused, loadKeys, temporaryKeys } from "./keys.ts";
import { newPerson } from "./person.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";
import type { Tx } from "./db.ts";

const fund = 1;
const place = { fund, person: 1, field: "ssn" } as const;

describe("keys", () => {
  const folder = mkdtempSync("/tmp/keys-");
  afterAll(() => rmSync(folder, { recursive: true }));

  test("the key file is readable by its owner only, and a file that others can read is refused", () => {
    const file = `${folder}/a`;
    createKeys(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(() => createKeys(file)).toThrow("EEXIST");
    chmodSync(file, 0o640);
    expect(() => loadKeys(file)).toThrow(KeysRefused);
    expect(() => loadKeys(`${folder}/absent`)).toThrow("is missing");
  });

  test("a sealed value opens in its own place with its own key, and nowhere else", () => {
    const keys = temporaryKeys();
    const { bytes } = keys.seal(["table", 1], "900-12-3456");
    expect(bytes.includes("900-12-3456")).toBe(false);
    expect(keys.open(["table", 1], bytes)).toBe("900-12-3456");
    expect(() => keys.open(["table", 2], bytes)).toThrow(CannotOpen);
    expect(() => temporaryKeys().open(["table", 1], bytes)).toThrow(CannotOpen);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => keys.open(["table", 1], changed)).toThrow(CannotOpen);
    }
    expect(keys.seal(["table", 1], "900-12-3456").bytes.equals(bytes)).toBe(false);
  });

  test("the look-up hash is the beginning of HMAC-SHA-256 of field and value, as node:crypto has it", () => {
    const file = `${folder}/hmac`;
    const keys = createKeys(file);
    const { lookup } = JSON.parse(readFileSync(file, "utf8"));
    for (const text of ["900123456", "", "é".repeat(100)]) {
      const whole = createHmac("sha256", Buffer.from(lookup["1"], "hex")).update(`ssn\n${text}`).digest();
      expect(keys.lookup("ssn", text).hash.equals(whole.subarray(0, 16))).toBe(true);
    }
  });

  test("a value is found under the newest look-up key and under those still kept", () => {
    const file = `${folder}/b`;
    const before = createKeys(file).lookup("ssn", "900123456");
    const after = addKey(file, "lookup");
    expect(after.lookup("ssn", "900123456").hash.equals(before.hash)).toBe(false);
    expect(after.lookups("ssn", "900123456")).toEqual([
      after.lookup("ssn", "900123456").hash.toString("hex"),
      before.hash.toString("hex"),
    ]);
    expect(dropOldKeys(file, "lookup").lookups("ssn", "900123456").length).toBe(1);
  });
});

for (const version of serverVersions)
  describe(`closed fields on PostgreSQL ${version}`, () => {
    let t: TestDatabase;
    const keys = temporaryKeys();
    beforeAll(async () => {
      t = await testDatabase({ version });
    });
    afterAll(() => t.dispose());
    const record = <T>(effect: (tx: Tx, instant: string) => Promise<T>): Promise<T> =>
      t.db.transaction().execute(async (tx) => effect(tx, await takeInstant(tx)));
    const someone = (ssn: string) =>
      record((tx, instant) =>
        newPerson(
          tx,
          { fund, name: { first: "A", last: "B" }, born: parseDate("1970-01-01"), ssn: { text: ssn, keys } },
          instant,
        ),
      );

    test("an SSN is kept sealed, found by hash, and belongs to one person", async () => {
      const { person } = await someone("900000001");
      expect(await findClosedField(t.db, keys, { ...place, person })).toBe("900000001");
      expect(await personsWith(t.db, keys, fund, "ssn", "900000001")).toEqual([person]);
      expect(await personsWith(t.db, keys, fund, "ssn", "900000009")).toEqual([]);
      const { person: other } = await someone("900000002");
      expect(await personsBySsn(t.db, keys, fund, ["900000001", "900000002", "900000003"])).toEqual(
        new Map([
          ["900000001", person],
          ["900000002", other],
        ]),
      );
      await expect(someone("900000001")).rejects.toMatchObject({ code: "23505" });
      const { rows } = await sql<{
        text: string;
      }>`select c::text as text from records.closed_field c`.execute(t.owner);
      expect(
        rows.some(
          (row) =>
            row.text.includes("900000001") || row.text.includes(Buffer.from("900000001").toString("hex")),
        ),
      ).toBe(false);
    });

    test("a corrected SSN closes the earlier one and keeps it", async () => {
      const { person } = await someone("900000011");
      await record((tx, instant) => setClosedField(tx, keys, { ...place, person }, "900000012", instant));
      await record((tx, instant) => setClosedField(tx, keys, { ...place, person }, "900000012", instant));
      expect(await personsWith(t.db, keys, fund, "ssn", "900000011")).toEqual([]);
      expect(await findClosedField(t.db, keys, { ...place, person })).toBe("900000012");
      expect(
        (
          await t.db
            .selectFrom("records.closed_field")
            .select("sealed")
            .where("person", "=", person)
            .execute()
        ).length,
      ).toBe(2);
    });

    test("a value moved to another row does not open", async () => {
      const { person } = await someone("900000021");
      const { sealed } = await t.db
        .selectFrom("records.closed_field")
        .select("sealed")
        .where("person", "=", person)
        .executeTakeFirstOrThrow();
      expect(() => openSealed(keys, { ...place, person: person + 1 }, sealed)).toThrow(CannotOpen);
      expect(() => openSealed(keys, { fund, person, field: "bankAccount" }, sealed)).toThrow(CannotOpen);
    });

    test("showing an SSN to staff is an audit entry with the reason, and the entry does not hold it", async () => {
      const { person } = await someone("900000031");
      const shown = await revealClosedField(
        t.db,
        keys,
        { ...place, person },
        { actor: "counselor", because: "caller asked" },
      );
      expect(shown).toBe("900000031");
      const entries = await t.db.selectFrom("audit.entry").selectAll().where("person", "=", person).execute();
      expect(entries).toMatchObject([
        { actor: "counselor", because: "caller asked", action: "revealClosedField" },
      ]);
      expect(JSON.stringify(entries, (_k, v) => (typeof v === "bigint" ? `${v}` : v))).not.toContain(
        "900000031",
      );
    });

    test("a bank account is held until a second person confirms it; the first cannot", async () => {
      const { person } = await someone("900000041");
      const from = parseDate("2026-07-01");
      const account = await record((tx, instant) =>
        enterBankAccount(
          tx,
          keys,
          {
            fund,
            person,
            routing: "086500634",
            number: "000123456789",
            kind: "checking",
            from,
            enteredBy: "ann",
          },
          instant,
        ),
      );
      expect(await findBankAccount(t.db, fund, person, { on: from })).toMatchObject({
        status: "held",
        last4: "6789",
        account: 1,
      });
      const confirm = (by: string) =>
        record((tx, instant) =>
          setBankAccountStatus(tx, { fund, person, account, status: "confirmed", by }, instant),
        );
      await expect(confirm("ann")).rejects.toMatchObject({ code: "23514" });
      await confirm("bob");
      expect(await findBankAccount(t.db, fund, person, { on: from })).toMatchObject({
        status: "confirmed",
        confirmedBy: "bob",
      });
      expect(await getAccountNumber(t.db, keys, fund, person, account)).toBe("000123456789");
    });

    test("rotation seals everything anew; the old keys can go and everything is still found", async () => {
      const folder = mkdtempSync("/tmp/keys-");
      const file = `${folder}/keys`;
      const fresh = await testDatabase({ version });
      try {
        const first = createKeys(file);
        const persons: number[] = [];
        for (let n = 0; n < 20; n++) {
          const ssn = { text: String(900_100_000 + n), keys: first };
          persons.push(
            await fresh.db
              .transaction()
              .execute(
                async (tx) =>
                  (
                    await newPerson(
                      tx,
                      { fund, name: { first: "A", last: "B" }, born: parseDate("1970-01-01"), ssn },
                      await takeInstant(tx),
                    )
                  ).person,
              ),
          );
        }
        addKey(file, "cipher");
        const second = addKey(file, "lookup");
        expect(await personsWith(fresh.db, second, fund, "ssn", "900100007")).toEqual([persons[7]]);
        expect(await resealAll(fresh.owner, second)).toBe(20);
        expect(await resealAll(fresh.owner, second)).toBe(0);
        dropOldKeys(file, "cipher");
        const only = dropOldKeys(file, "lookup");
        expect(await personsWith(fresh.db, only, fund, "ssn", "900100007")).toEqual([persons[7]]);
        expect(await findClosedField(fresh.db, only, { ...place, person: persons[7]! })).toBe("900100007");
        await expect(
          findClosedField(fresh.db, temporaryKeys(), { ...place, person: persons[7]! }),
        ).rejects.toThrow(CannotOpen);
        await expect(resealAll(fresh.db, addKey(file, "cipher"))).rejects.toThrow("permission denied");
      } finally {
        await fresh.dispose();
        rmSync(folder, { recursive: true });
      }
    });
  });

test("a routing number has a check digit", () => {
  expect([isRoutingNumber("086500634"), isRoutingNumber("086500635"), isRoutingNumber("08650063")]).toEqual([
    true,
    false,
    false,
  ]);
});
