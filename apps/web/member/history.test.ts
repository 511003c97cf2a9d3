import { versioned } from "@emeritus/records/history.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import { en } from "@emeritus/words/en/index.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeLines, plain, saidAs, tablesLeftOut } from "./history-text.ts";

const {
  tables: tableWords,
  fields,
  values,
} = en.history as unknown as {
  tables: Record<string, string>;
  fields: Record<string, string>;
  values: Record<string, Record<string, Record<string, string>>>;
};
const names = {
  persons: new Map([[2, "Luis Delgado"]]),
  employers: new Map([[7, "Department of Public Records"]]),
};

describe("what the page of every change says", () => {
  let t: TestDatabase;
  let columns: { table: string; column: string }[];
  let closed: { table: string; rule: string }[];
  beforeAll(async () => {
    t = await testDatabase();
    const tables = (await versioned(t.reader)).filter(({ table }) => !tablesLeftOut.has(table));
    const shown = tables.map(({ table }) => table);
    const hidden = new Map(tables.map(({ table, bytes }) => [table, bytes]));
    const { rows } = await sql<{ table: string; column: string }>`
      select c.relname as "table", a.attname as "column" from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'records'::regnamespace and c.relname = any(${shown}::text[]) and a.attnum > 0 and not a.attisdropped
        and a.attname not in ('fund', 'person', 'recorded_from', 'recorded_to')`.execute(t.reader);
    columns = rows.filter(({ table, column }) => !hidden.get(table)!.includes(column));
    const rules = await sql<{ table: string; rule: string }>`
      select c.relname as "table", pg_get_constraintdef(k.oid) as rule from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'c' and c.relnamespace = 'records'::regnamespace and c.relname = any(${shown}::text[])`.execute(
      t.reader,
    );
    closed = rules.rows;
  });
  afterAll(() => t.dispose());

  test("every table and every column that it can show has its words and its way of being said", () => {
    const missing = columns.filter(({ table, column }) => {
      const how = saidAs[table]?.[column];
      return how === undefined || !tableWords[table] || (how !== "left out" && !fields[column]);
    });
    expect(columns.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  test("every value that the database allows in a closed list has its word", () => {
    const missing: string[] = [];
    let found = 0;
    for (const { table, rule } of closed) {
      const list = /\((\w+) = ANY \(ARRAY\[([^\]]+)\]\)\)/.exec(rule);
      if (list === null) continue;
      for (const [, value] of list[2]!.matchAll(/'(\w+)'/g)) {
        found++;
        if (!values[table]?.[list[1]!]?.[value!]) missing.push(`${table}.${list[1]}: ${value}`);
      }
    }
    expect(found).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });

  test("says persons and employers by name, shares in percent, dates long and an open end in words", () => {
    const lines = changeLines(
      [
        {
          table: "beneficiary",
          before: undefined,
          after: {
            purpose: "lifeInsurance",
            beneficiary: 2,
            rank: "primary",
            parts: 5000,
            body_kind: null,
            valid_from: "2026-11-20",
            valid_to: "infinity",
          },
          columns: [],
        },
        {
          table: "employment",
          before: { employer: 7, eligible: true, valid_to: "infinity", fte_hundredths: 10_000 },
          after: { employer: 7, eligible: true, valid_to: "2026-12-01", fte_hundredths: 5000 },
          columns: ["valid_to", "fte_hundredths"],
        },
        { table: "obligation", before: undefined, after: { kind: "proofs-due" }, columns: [] },
      ],
      names,
      en,
    );
    expect(lines).toEqual([
      {
        what: "Beneficiary",
        is: "new",
        before: [],
        after: [
          "For: Life insurance",
          "Who: Luis Delgado",
          "When: First",
          "Share: 50%",
          "From: November 20, 2026",
        ],
      },
      {
        what: "Job: Department of Public Records",
        is: "changed",
        before: ["Share of full time: 100%", "To: until further notice"],
        after: ["Share of full time: 50%", "To: November 30, 2026"],
      },
    ]);
  });

  test("a tag without a phrase can still be read, and what somebody wrote stays as it is", () => {
    expect(
      ["designateAgents", "tell of leaving", "M. O'Neil-Smith", "look-into-backdating"].map(plain),
    ).toEqual(["designate agents", "tell of leaving", "M. O'Neil-Smith", "look into backdating"]);
  });
});
