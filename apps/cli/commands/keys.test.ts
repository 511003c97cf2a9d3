import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDate } from "@emeritus/engine/dates.ts";
import { enterBankAccount } from "@emeritus/records/bank-account.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { openTotpSecret } from "@emeritus/operations/signing-in/totp-secret.ts";
import { openReportFile, reportFiles } from "@emeritus/operations/reporting-pay/report-store.ts";
import type { System } from "@emeritus/operations/system.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { findClosedField, personsBySsn } from "@emeritus/records/closed-field.ts";
import { addKey, createKeys, type Keys, loadKeys, temporaryKeys } from "@emeritus/records/keys.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import { zstdCompressSync } from "node:zlib";
import { sql } from "kysely";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimServing } from "../opening/serving-claim.ts";
import { command } from "./keys.ts";

let home: string;
let file: string;
let database: TestDatabase;
let person: number;

const secret = "JBSWY3DPEHPK3PXP";
const ssn = "900554321";
const report = Buffer.from("H,a pay report\n");

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "emeritus-keys-"));
  file = join(home, "keys.json");
  database = await testDatabase();
  await fill(createKeys(file));
});
afterEach(async () => {
  await database.dispose();
  rmSync(home, { recursive: true });
});

/** One value in each place where the system keeps sealed ones. */
async function fill(keys: Keys): Promise<void> {
  const { db, owner } = database;
  person = await db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const made = await newPerson(
      tx,
      {
        fund: 1,
        name: { first: "Ana", last: "Ruiz" },
        born: parseDate("1970-03-14"),
        ssn: { text: ssn, keys },
      },
      instant,
    );
    const account = {
      fund: 1,
      person: made.person,
      routing: "086500634",
      number: "000123456789",
      kind: "checking",
      from: parseDate("2026-07-01"),
      enteredBy: "ann",
    } as const;
    await enterBankAccount(tx, keys, account, instant);
    return made.person;
  });
  const account = { account: "ana.1", name: "Ana", roles: ["member"], password: "a long password" } as const;
  await createAccount({ db, fund: { number: 1 }, keys }, { ...account, totpSecret: secret });
  const text = zstdCompressSync(report).toString("base64");
  const { keyNo, bytes } = keys.seal(reportFiles.placeOf([1, 1]), text);
  await sql`alter table records.pay_report_file drop constraint pay_report_file_fund_report_fkey`.execute(
    owner,
  );
  await sql`insert into records.pay_report_file values (1, 1, ${keyNo}, ${bytes}, clock_timestamp())`.execute(
    owner,
  );
  const page = keys.seal(["pay_line_page", 1, 0], "1 2\n").bytes;
  await sql`insert into projection.pay_line_page values (1, 0, clock_timestamp(), ${page})`.execute(db);
}

/** Everything that was sealed, opened with the keys of the file as it is now. */
async function opened() {
  const { db } = database;
  const keys = loadKeys(file);
  return {
    ssn: await findClosedField(db, keys, { fund: 1, person, field: "ssn" }),
    bankAccount: await findClosedField(db, keys, { fund: 1, person, field: "bankAccount", slot: 1 }),
    found: (await personsBySsn(db, keys, 1, [ssn])).get(ssn),
    totp: await openTotpSecret(db, keys, 1, "ana.1"),
    report: Buffer.from(await openReportFile(db, keys, 1, 1)).toString(),
  };
}

const keyNumbers = () => {
  const { cipher, lookup } = JSON.parse(readFileSync(file, "utf8")) as Record<string, object>;
  return { cipher: Object.keys(cipher!), lookup: Object.keys(lookup!) };
};

async function run(...args: string[]): Promise<{ status: number; said: string[] }> {
  const said: string[] = [];
  const system = {
    db: database.db,
    reader: database.reader,
    home,
    fund: { number: 1, name: "", demonstration: true, timeZone: "UTC" },
  } as unknown as System;
  const open = async () => ({ system, ownerUrl: database.url, close: async () => {} });
  const status = await command.run(args, { say: (line) => said.push(line), environment: {}, open });
  return { status, said };
}

const whole = () => ({
  ssn,
  bankAccount: "000123456789",
  found: person,
  totp: secret,
  report: report.toString(),
});

test("48 section 1: rotation seals every closed value, authenticator secret and report file anew; the old keys are gone", async () => {
  const before = readFileSync(file, "utf8");
  const { status, said } = await run("rotate");
  expect([status, said.length]).toEqual([0, 1]);
  expect(said[0]).toMatch(/^New keys are in .*keys\.json, 4 values were sealed again/);
  expect(keyNumbers()).toEqual({ cipher: ["2"], lookup: ["2"] });
  expect(JSON.parse(readFileSync(file, "utf8"))).not.toMatchObject(JSON.parse(before));
  expect(await opened()).toEqual(whole());
  const { rows } = await sql`select 1 from projection.pay_line_page`.execute(database.db);
  expect(rows).toEqual([]);
  const entry = await database.db
    .selectFrom("audit.entry")
    .select(["actor", "facts"])
    .where("action", "=", "rotateKeys")
    .executeTakeFirstOrThrow();
  expect(entry).toEqual({ actor: "command line", facts: '{"kinds":["cipher","lookup"],"values":4}' });
});

test.each([
  ["cipher", { cipher: ["2"], lookup: ["1"] }],
  ["lookup", { cipher: ["1"], lookup: ["2"] }],
])("one kind alone is rotated: %s", async (kind, numbers) => {
  expect((await run("rotate", kind)).status).toBe(0);
  expect(keyNumbers()).toEqual(numbers);
  expect(await opened()).toEqual(whole());
});

test("twice in a row works, and a rotation that was broken off is ended by the next", async () => {
  await run("rotate");
  addKey(file, "cipher"); // killed right after the new key was written
  expect((await run("rotate")).status).toBe(0);
  expect(keyNumbers()).toEqual({ cipher: ["4"], lookup: ["3"] });
  expect(await opened()).toEqual(whole());
});

test("while a program serves nothing is changed", async () => {
  const serving = await claimServing(database.url, home);
  try {
    await expect(run("rotate")).rejects.toThrow(CannotStart);
    expect(keyNumbers()).toEqual({ cipher: ["1"], lookup: ["1"] });
  } finally {
    await serving.release();
  }
});

test("while an older session of another program is there nothing is changed", async () => {
  const realUptime = process.uptime;
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  try {
    process.uptime = () => 0; // as a program that began after that session
    const { status, said } = await run("rotate");
    expect([status, said.length]).toEqual([1, 1]);
    expect(said[0]).toMatch(/^Other programs use this database .* Nothing was changed\.$/);
    expect(keyNumbers()).toEqual({ cipher: ["1"], lookup: ["1"] });
  } finally {
    process.uptime = realUptime;
    await other.end();
  }
});

test("a value that does not open keeps the old keys", async () => {
  const stranger = temporaryKeys().seal(reportFiles.placeOf([1, 2]), "what no key here sealed").bytes;
  await sql`insert into records.pay_report_file values (1, 2, 1, ${stranger}, clock_timestamp())`.execute(
    database.owner,
  );
  const { status, said } = await run("rotate");
  expect([status, said.length]).toEqual([1, 1]);
  expect(said[0]).toContain("the old keys were kept");
  expect(keyNumbers()).toEqual({ cipher: ["1", "2"], lookup: ["1", "2"] });
  expect(await opened()).toEqual(whole());
});

test("what is no rotation is told how to be written", async () => {
  for (const args of [[], ["turn"], ["rotate", "all"], ["rotate", "cipher", "lookup"]]) {
    const { status, said } = await run(...args);
    expect([status, said]).toEqual([2, ["Write it like this: emeritus keys rotate [cipher | lookup]"]]);
  }
});
