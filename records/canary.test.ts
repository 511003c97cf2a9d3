import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parseDate } from "@emeritus/engine/dates.ts";
import { sql, type RawBuilder } from "kysely";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enterBankAccount, getAccountNumber } from "./bank-account.ts";
import { personsBySsn, personsWith, revealClosedField } from "./closed-field.ts";
import { command } from "./command.ts";
import { temporaryKeys } from "./keys.ts";
import { newPerson } from "./person.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";

const fund = 1;
const actor = { account: "tester" };
const from = parseDate("2026-07-01");

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join("");

for (const version of serverVersions)
  describe(`a planted SSN and account number on PostgreSQL ${version} (RSMo 610.035)`, () => {
    const ssn = `9${digits(8)}`;
    const account = `5${digits(12)}`;
    const keys = temporaryKeys();
    let t: TestDatabase;
    let person = 0;
    let superuser: Client;

    const serverLog = async (): Promise<string> => {
      await sleep(300); // the collector writes by itself
      const { rows } = await superuser.query(
        "select pg_read_file(current_setting('log_directory') || '/server.log') as log",
      );
      return rows[0].log;
    };
    const add = (text: string) =>
      command(
        t.db,
        {
          fund,
          actor,
          key: randomUUID(),
          name: "enrol",
          request: { ssn: keys.lookup("ssn", text).hash.toString("hex") },
        },
        (tx, instant) =>
          newPerson(
            tx,
            { fund, name: { first: "Can", last: "Ary" }, born: parseDate("1970-01-01"), ssn: { text, keys } },
            instant,
          ),
      );

    beforeAll(async () => {
      t = await testDatabase({ version });
      superuser = new Client({ connectionString: t.url });
      await superuser.connect();
      // The most talkative server that anybody could set up; connections made from here on obey.
      const database = new URL(t.url).pathname.slice(1);
      for (const setting of [
        "log_statement = 'all'",
        "log_parameter_max_length = -1",
        "log_parameter_max_length_on_error = -1",
        "log_error_verbosity = 'verbose'",
      ])
        await superuser.query(`alter database ${database} set ${setting}`);
    });
    afterAll(async () => {
      await superuser.end();
      await t.dispose();
    });

    test("reaches the server through every store, and comes back only to who may see it", async () => {
      person = (await add(ssn)).person;
      await command(
        t.db,
        {
          fund,
          actor,
          key: randomUUID(),
          name: "enterAccount",
          request: { last4: account.slice(-4) },
          persons: [person],
        },
        (tx, instant) =>
          enterBankAccount(
            tx,
            keys,
            { fund, person, routing: "086500634", number: account, kind: "savings", from, enteredBy: "ann" },
            instant,
          ),
      );
      expect(await personsWith(t.db, keys, fund, "ssn", ssn)).toEqual([person]);
      expect((await personsBySsn(t.db, keys, fund, [ssn])).get(ssn)).toBe(person);
      expect(
        await revealClosedField(t.db, keys, { fund, person, field: "ssn" }, { actor: "c", because: "asked" }),
      ).toBe(ssn);
      expect(await getAccountNumber(t.db, keys, fund, person, 1)).toBe(account);
    });

    test("is in no table", async () => {
      const { rows } = await sql<{ name: string }>`
        select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('records', 'ledger', 'audit', 'runs', 'projection', 'signin')`.execute(
        t.owner,
      );
      expect(rows.length).toBeGreaterThan(40);
      for (const { name } of rows) {
        const found = await sql<{ text: string }>`select q::text as text from ${sql.raw(name)} q`.execute(
          t.owner,
        );
        for (const { text } of found.rows)
          for (const value of [ssn, account])
            for (const form of [
              value,
              Buffer.from(value).toString("hex"),
              Buffer.from(value).toString("base64"),
            ])
              expect(text).not.toContain(form);
      }
    });

    test("is not in the log of a server that writes down every statement and parameter, where a careless query would be", async () => {
      const careless = `careless-${randomUUID()}`;
      await sql`select ${careless}::text`.execute(t.db);
      const log = await serverLog();
      expect(log.includes(careless)).toBe(true);
      expect([log.includes(ssn), log.includes(account)]).toEqual([false, false]);
    });

    test("is in no error, not even of a broken constraint or of a value in the wrong place", async () => {
      const stray = `${account}9`; // its own number: these statements do reach the server
      const failed = (statement: RawBuilder<unknown>) =>
        statement.execute(t.db).then(
          () => undefined,
          (error: unknown) => error,
        );
      const errors = [
        await add(ssn).catch((error: unknown) => error), // another person has it
        await failed(sql`select ${`x${stray}`}::int`),
        await failed(sql`select ${`${stray}x`}::date`),
        await failed(sql`select ${`{${stray}`}::jsonb`),
        await failed(
          sql`insert into records.person (fund, person, member_id, recorded_from) values (1, 77, ${stray}, clock_timestamp())`,
        ),
      ];
      for (const error of errors) {
        if (!(error instanceof Error)) throw new Error("This should have been refused.");
        const everything = [
          error.message,
          error.stack,
          JSON.stringify(error),
          ...Object.values(error).map(String),
        ].join("\n");
        for (const value of [ssn, account, stray]) expect(everything).not.toContain(value);
      }
      expect(errors.map((error) => (error as { code?: string }).code)).toEqual([
        "23505",
        "22P02",
        "22007",
        "22P02",
        "23514",
      ]);
    });
  });
