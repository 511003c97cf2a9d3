import type { EventEmitter } from "node:events";
import { sql } from "kysely";
import { Client } from "pg";
import { expect, test } from "vitest";
import { type Tx, withClient } from "./db.ts";
import { keepPlanned } from "./driver.ts";
import { testDatabase } from "./testing.ts";

test("a statement kept planned is parsed and described once on its connection, and answers for the parameters of each run", async () => {
  await using t = await testDatabase();
  await t.db.connection().execute(async (db) => {
    let described = 0;
    await withClient(db as unknown as Tx, async (client) => {
      const { connection } = client as unknown as { connection: EventEmitter };
      connection.on("rowDescription", () => (described += 1));
    });
    const twice = async (n: number) => {
      const query = sql<{ twice: number }>`select ${n}::int * 2 as twice`.compile(db);
      return (await db.executeQuery(keepPlanned(query))).rows[0]!.twice;
    };
    expect([await twice(3), await twice(21), described]).toEqual([6, 42, 1]);
    await expect(twice(2_000_000_000)).rejects.toThrow("out of range");
    expect([await twice(4), described]).toEqual([8, 1]);
    await sql`select ${3}::int * 5`.execute(db);
    const { rows } = await sql<{ statement: string; runs: number }>`
      select statement, (generic_plans + custom_plans)::int as runs from pg_prepared_statements`.execute(db);
    expect(rows).toEqual([{ statement: "select $1::int * 2 as twice", runs: 3 }]); // the one that fails does so as it is planned
  });
});

test("a connection lost in the middle of a transaction fails that transaction, and nothing else", async () => {
  await using t = await testDatabase();
  const lost = t.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    const superuser = new Client({ connectionString: t.url });
    await superuser.connect();
    await superuser.query("select pg_terminate_backend($1)", [rows[0]!.pid]);
    await superuser.end();
    await new Promise((resolve) => setTimeout(resolve, 200)); // the server's word comes while nothing is asked of it
    await sql`select 1`.execute(tx);
  });
  await expect(lost).rejects.toThrow(/connection/i);
  expect((await sql<{ one: number }>`select 1 as one`.execute(t.db)).rows).toEqual([{ one: 1 }]);
});
