import { setTimeout as sleep } from "node:timers/promises";
import { ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { command } from "./command.ts";
import { employmentOf, endEmployment, recordEmployment } from "./employment.ts";
import { knownAtNow, takeInstant } from "./moment.ts";
import { newPerson, recordDeath, findPerson } from "./person.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";
import type { Tx } from "./db.ts";

const fund = 1;
const actor = { account: "tester" };
const day = parseDate;

/** Does something in a transaction at one instant. */
const record = <T>(t: TestDatabase, effect: (tx: Tx, instant: string) => Promise<T>): Promise<T> =>
  t.db.transaction().execute(async (tx) => effect(tx, await takeInstant(tx)));

const someone = (t: TestDatabase) =>
  record(t, (tx, instant) =>
    newPerson(tx, { fund, name: { first: "Ada", last: "Quill" }, born: day("1970-02-03") }, instant),
  ).then((made) => made.person);

const job = {
  position: 1,
  employer: 1,
  reportingGroup: 1,
  plan: "msep2000",
  memberClass: "general",
  eligible: true,
  fteHundredths: 10_000,
} as const;

for (const version of serverVersions)
  describe(`history on PostgreSQL ${version}`, () => {
    let t: TestDatabase;
    let app: Client;
    beforeAll(async () => {
      t = await testDatabase({ version });
      app = new Client({ connectionString: t.urlFor("emeritus_app") });
      await app.connect();
    });
    afterAll(async () => {
      await app.end();
      await t.dispose();
    });

    const values =
      "fund, person, position, employer, reporting_group, plan, member_class, valid_from, valid_to, recorded_from";
    const row = (recorded: string) =>
      `(1, 1, 1, 1, 1, 'msep2000', 'general', '2020-01-01', 'infinity', ${recorded})`;
    const attacks: Readonly<Record<string, string>> = {
      "change a value": "update records.employment set plan = 'msep'",
      "change when it was true": "update records.employment set valid_from = '2001-01-01'",
      "change when we learned it": "update records.employment set recorded_from = '2001-01-01'",
      "close it in the past": "update records.employment set recorded_to = '2001-01-01'",
      "close it in the future":
        "update records.employment set recorded_to = clock_timestamp() + interval '1 day'",
      "reopen a closed version":
        "update records.employment set recorded_to = 'infinity' where recorded_to < 'infinity'",
      "close a closed version again":
        "update records.employment set recorded_to = clock_timestamp() where recorded_to < 'infinity'",
      "back-date an entry": `insert into records.employment (${values}) values ${row("'2001-01-01'")}`,
      "post-date an entry": `insert into records.employment (${values}) values ${row("clock_timestamp() + interval '1 day'")}`,
      "insert a closed version": `insert into records.employment (${values}, recorded_to) values ${row("clock_timestamp()").slice(0, -1)}, clock_timestamp() + interval '1 ms')`,
      delete: "delete from records.employment",
      truncate: "truncate records.employment",
      "merge a change":
        "merge into records.employment e using (select 1) s on true when matched then update set plan = 'msep'",
      "merge a deletion":
        "merge into records.employment e using (select 1) s on true when matched then delete",
      "change on conflict": `insert into records.employment (${values}) select ${values} from records.employment on conflict (fund, person, position, valid_from, recorded_from) do update set plan = 'msep'`,
      "turn row security off":
        "set row_security = off; update records.employment set recorded_to = '2001-01-01'",
      "become the owner": "set role emeritus_owner",
      "alter the table": "alter table records.employment disable row level security",
      "drop a policy": "drop policy closing on records.employment",
      "add a trigger":
        "create trigger t before insert on records.employment for each row execute function suppress_redundant_updates_trigger()",
      "make a table": "create table records.mine (a int)",
      "change a fund": "update records.fund set demonstration = false",
      "make a fund": "insert into records.fund values (2, 'Other', 'UTC', true)",
      "change posted pay": "update records.pay set cents = 1",
      "delete posted pay": "delete from records.pay",
      "change a transfer": "update ledger.transfer set cents = 1",
      "delete an audit entry": "delete from audit.entry",
      "choose an audit entry's number":
        "insert into audit.entry (entry, fund, actor, action, recorded_from) overriding system value values (1, 1, 'a', 'b', clock_timestamp())",
      "choose an audit entry's transaction":
        "insert into audit.entry (xid, fund, actor, action, recorded_from) values ('1', 1, 'a', 'b', clock_timestamp())",
      "replace sealed bytes": "update records.closed_field set sealed = 'x'",
      "change a stored answer": "update audit.command_answer set answer = '{}'",
    };

    test("the application's role cannot change, back-date, post-date, reopen or delete history, nor change the tables (S-09)", async () => {
      const person = await someone(t);
      await record(t, (tx, instant) =>
        recordEmployment(tx, fund, person, { ...job, from: day("2020-01-01") }, instant),
      );
      await record(t, (tx, instant) =>
        recordEmployment(tx, fund, person, { ...job, plan: "msep2011", from: day("2021-01-01") }, instant),
      );
      const dump = async () =>
        JSON.stringify(
          await t.owner.selectFrom("records.employment").selectAll().orderBy("recorded_from").execute(),
        );
      const before = await dump();
      const succeeded: string[] = [];
      for (const [name, attack] of Object.entries(attacks)) {
        await app.query("begin");
        try {
          const results = [await app.query(attack)].flat();
          if (results.some((result) => result.command !== "SET" && (result.rowCount ?? 1) > 0))
            succeeded.push(name);
          else if (results.every((result) => result.command === "SET")) succeeded.push(name);
        } catch {}
        await app.query("rollback");
      }
      expect(succeeded).toEqual([]);
      expect(await dump()).toBe(before);
    });

    test("the reader's role can only look, and never at sealed values", async () => {
      await expect(sql`select * from records.closed_field`.execute(t.reader)).rejects.toThrow(
        "permission denied",
      );
      await expect(
        sql`insert into records.person (fund, person, member_id, recorded_from) values (1, 99, '10000012', clock_timestamp())`.execute(
          t.reader,
        ),
      ).rejects.toThrow("permission denied");
      expect((await t.reader.selectFrom("records.fund").selectAll().execute()).length).toBe(1);
    });

    test("every table of the record refuses change and removal by the application", async () => {
      const { rows } = await sql<{ name: string; right: string }>`
        select format('%I.%I', n.nspname, c.relname) as name, p.right
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['DELETE', 'TRUNCATE', 'UPDATE']) p("right")
        where c.relkind = 'r' and n.nspname in ('records', 'ledger', 'audit', 'runs') and has_table_privilege('emeritus_app', c.oid, p.right)`.execute(
        t.owner,
      );
      expect(rows).toEqual([]);
      const { rows: columns } = await sql<{ name: string }>`
        select format('%I.%I.%I', n.nspname, c.relname, a.attname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind = 'r' and n.nspname in ('records', 'ledger', 'audit', 'runs') and a.attname <> 'recorded_to' and has_column_privilege('emeritus_app', c.oid, a.attnum, 'UPDATE')`.execute(
        t.owner,
      );
      expect(columns).toEqual([]);
    });

    test("a correction keeps what was known before, and what sticks out on both sides", async () => {
      const person = await someone(t);
      await record(t, (tx, instant) =>
        recordEmployment(
          tx,
          fund,
          person,
          { ...job, from: day("2010-01-01"), to: day("2020-01-01") },
          instant,
        ),
      );
      const before = await knownAtNow(t.db);
      await record(t, (tx, instant) =>
        recordEmployment(
          tx,
          fund,
          person,
          { ...job, eligible: false, from: day("2012-03-01"), to: day("2012-06-01") },
          instant,
        ),
      );
      const known = (await employmentOf(t.db, fund, person)).map(({ eligible, from, to }) => ({
        eligible,
        from,
        to,
      }));
      expect(known).toEqual([
        { eligible: true, from: day("2010-01-01"), to: day("2012-03-01") },
        { eligible: false, from: day("2012-03-01"), to: day("2012-06-01") },
        { eligible: true, from: day("2012-06-01"), to: day("2020-01-01") },
      ]);
      const then = await employmentOf(t.db, fund, person, { knownAt: before });
      expect(then).toMatchObject([{ eligible: true, from: day("2010-01-01"), to: day("2020-01-01") }]);
    });

    test("ending an open employment and recording it again leaves other periods alone", async () => {
      const person = await someone(t);
      await record(t, (tx, instant) =>
        recordEmployment(
          tx,
          fund,
          person,
          { ...job, from: day("2010-01-01"), to: day("2012-01-01"), endedBy: "left" },
          instant,
        ),
      );
      await record(t, (tx, instant) =>
        recordEmployment(tx, fund, person, { ...job, from: day("2014-01-01") }, instant),
      );
      await record(t, (tx, instant) =>
        endEmployment(tx, fund, person, { position: 1, to: day("2016-01-01"), by: "retired" }, instant),
      );
      expect(
        (await employmentOf(t.db, fund, person)).map(({ from, to, endedBy }) => [from, to, endedBy]),
      ).toEqual([
        [day("2010-01-01"), day("2012-01-01"), "left"],
        [day("2014-01-01"), day("2016-01-01"), "retired"],
      ]);
    });

    test("two open versions of one position may not hold on the same day, also when recorded at once", async () => {
      const person = await someone(t);
      const insert = (from: string, to: string) =>
        record(t, (tx, instant) =>
          tx
            .insertInto("records.employment")
            .values({
              fund,
              person,
              position: 1,
              employer: 1,
              reporting_group: 1,
              plan: "p",
              member_class: "general",
              valid_from: from,
              valid_to: to,
              recorded_from: instant,
            })
            .execute(),
        );
      await insert("2010-01-01", "2011-01-01");
      await insert("2011-01-01", "2012-01-01");
      await expect(insert("2011-12-31", "2013-01-01")).rejects.toMatchObject({ code: "23P01" });
      const both = await Promise.allSettled([
        insert("2020-01-01", "2021-01-01"),
        insert("2020-06-01", "2022-01-01"),
      ]);
      expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    });

    test("a death recorded by mistake is withdrawn, and what was known that day stays", async () => {
      const person = await someone(t);
      await record(t, (tx, instant) => recordDeath(tx, fund, person, { died: day("2026-01-02") }, instant));
      const mistaken = await knownAtNow(t.db);
      await record(t, (tx, instant) => recordDeath(tx, fund, person, undefined, instant));
      expect((await findPerson(t.db, fund, person))?.died).toBeUndefined();
      expect((await findPerson(t.db, fund, person, { knownAt: mistaken }))?.died).toBe(day("2026-01-02"));
    });

    test("as known at T gives the same answer for ever, while commands commit around T", async () => {
      const person = await someone(t);
      await record(t, (tx, instant) =>
        recordEmployment(tx, fund, person, { ...job, from: day("2000-01-01") }, instant),
      );
      const stop = new AbortController();
      const writers = [1, 2, 3, 4].map(async (writer) => {
        for (let n = 0; !stop.signal.aborted; n++) {
          const key = crypto.randomUUID();
          await command(
            t.db,
            { fund, actor, key, name: "changeFte", request: { writer, n }, persons: [person] },
            async (tx, instant) => {
              await recordEmployment(
                tx,
                fund,
                person,
                { ...job, fteHundredths: (writer * 1000 + n) % 10_000, from: day("2000-01-01") },
                instant,
              );
              await sleep(Math.random() * 4);
            },
          );
        }
      });
      const answers: [string, string][] = [];
      const asKnown = async (knownAt: string) =>
        JSON.stringify(await employmentOf(t.db, fund, person, { knownAt }));
      for (let n = 0; n < 40; n++) {
        const knownAt = await knownAtNow(t.db);
        answers.push([knownAt, await asKnown(knownAt)]);
      }
      stop.abort();
      await Promise.all(writers);
      for (const [knownAt, answer] of answers) expect(await asKnown(knownAt)).toBe(answer);
      expect(new Set(answers.map(([, answer]) => answer)).size).toBeGreaterThan(5);
    });

    test("a name has an ENDLESS end while it is in use, and dates keep their day in any time zone", async () => {
      const person = await someone(t);
      await record(t, (tx, instant) =>
        recordEmployment(tx, fund, person, { ...job, from: day("2026-03-08") }, instant),
      );
      expect((await employmentOf(t.db, fund, person))[0]).toMatchObject({
        from: day("2026-03-08"),
        to: ENDLESS,
      });
    });
  });
