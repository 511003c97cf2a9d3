import { sql } from "kysely";
import { expect, test } from "vitest";
import { keepPlanned } from "./driver.ts";
import { testDatabase } from "./testing.ts";

test("a statement kept planned is prepared once on its connection, and answers for the parameters of each run", async () => {
  await using t = await testDatabase();
  await t.db.connection().execute(async (db) => {
    const twice = async (n: number) => {
      const query = sql<{ twice: number }>`select ${n}::int * 2 as twice`.compile(db);
      return (await db.executeQuery(keepPlanned(query))).rows[0]!.twice;
    };
    expect([await twice(3), await twice(21)]).toEqual([6, 42]);
    await sql`select ${3}::int * 5`.execute(db);
    const { rows } = await sql<{ statement: string; runs: number }>`
      select statement, (generic_plans + custom_plans)::int as runs from pg_prepared_statements`.execute(db);
    expect(rows).toEqual([{ statement: "select $1::int * 2 as twice", runs: 2 }]);
  });
});
