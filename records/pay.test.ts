import { parseDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMany } from "./copy.ts";
import { knownAtNow, takeInstant } from "./moment.ts";
import { payColumns, payOf, postPay, type PayColumns } from "./pay.ts";
import { payDifferences } from "./verify.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";
import type { Tx } from "./db.ts";

const fund = 1;

/** person, position, year, month, row, cents */
type Row = readonly [number, number, number, number, number, number];

function columnsOf(rows: readonly Row[]): PayColumns {
  const pay = payColumns(rows.length);
  for (const [at, [person, position, year, month, reportRow, cents]] of rows.entries()) {
    pay.person[at] = person;
    pay.position[at] = position;
    pay.year[at] = year;
    pay.month[at] = month;
    pay.reportRow[at] = reportRow;
    pay.cents[at] = cents;
  }
  return pay;
}

for (const version of serverVersions)
  describe(`posted pay on PostgreSQL ${version}`, () => {
    let t: TestDatabase;
    const record = <T>(effect: (tx: Tx, instant: string) => Promise<T>): Promise<T> =>
      t.db.transaction().execute(async (tx) => effect(tx, await takeInstant(tx)));
    const posted = (report: number, ...rows: Row[]) =>
      record((tx, instant) => postPay(tx, fund, report, columnsOf(rows), instant));
    const months = async (person: number, knownAt?: string) =>
      (await payOf(t.db, fund, person, { knownAt })).map(({ month, cents }) => [month, cents]);
    beforeAll(async () => {
      t = await testDatabase({ version });
    });
    afterAll(() => t.dispose());

    test("a month's pay is the sum of its report rows, and a correction adds its signed difference", async () => {
      await posted(1, [1, 1, 2026, 4, 3, 137_525], [1, 1, 2026, 4, 4, 137_525], [1, 1, 2026, 5, 5, 10]);
      const before = await knownAtNow(t.db);
      await posted(2, [1, 1, 2026, 4, 3, -25], [1, 1, 2025, 12, 4, 7]);
      expect(await months(1)).toEqual([
        [parseDate("2025-12-01"), 7],
        [parseDate("2026-04-01"), 275_025],
        [parseDate("2026-05-01"), 10],
      ]);
      expect(await months(1, before)).toEqual([
        [parseDate("2026-04-01"), 275_050],
        [parseDate("2026-05-01"), 10],
      ]);
      const rows = await t.db
        .selectFrom("records.posted_pay")
        .select(["report", "report_row", "cents"])
        .where("fund", "=", fund)
        .where("person", "=", 1)
        .where("position", "=", 1)
        .where("year", "=", 2026)
        .where("month", "=", 4)
        .orderBy("recorded_from")
        .orderBy("report_row")
        .execute();
      expect(rows.map(({ report, report_row: row, cents }) => [report, row, cents])).toEqual([
        [1, 3, 137_525n],
        [1, 4, 137_525n],
        [2, 3, -25n],
      ]);
    });

    test("posting the same report row twice is refused", async () => {
      const both: Row = [3, 1, 2026, 1, 1, 100];
      await expect(posted(20, both, both)).rejects.toMatchObject({ code: "23505" });
      expect(await months(3)).toEqual([]);
    });

    test("a slot of nothing is not a slot of zero", async () => {
      await posted(30, [4, 1, 2026, 3, 1, 0]);
      expect(await months(4)).toEqual([[parseDate("2026-03-01"), 0]]);
    });

    test("several positions in one year are read month by month, in order of position, now and as known", async () => {
      await posted(
        31,
        [5, 2, 2025, 1, 1, 201],
        [5, 2, 2026, 12, 2, 202],
        [5, 1, 2026, 1, 3, -103],
        [5, 1, 2026, 12, 4, 104],
        [5, 1, 2025, 2, 5, 105],
      );
      const expected = [
        { position: 2, month: parseDate("2025-01-01"), cents: 201 },
        { position: 1, month: parseDate("2025-02-01"), cents: 105 },
        { position: 1, month: parseDate("2026-01-01"), cents: -103 },
        { position: 1, month: parseDate("2026-12-01"), cents: 104 },
        { position: 2, month: parseDate("2026-12-01"), cents: 202 },
      ];
      expect(await payOf(t.db, fund, 5)).toEqual(expected);
      expect(await payOf(t.db, fund, 5, { knownAt: await knownAtNow(t.db) })).toEqual(expected);
      expect(await payOf(t.db, fund, 999_999)).toEqual([]);
    });

    test("several reports at once that touch the same people lose nothing", async () => {
      const people = Array.from({ length: 50 }, (_, n) => 1000 + n);
      await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) => {
          const rows = people.map((person, at): Row => [person, 1, 2026, (n % 2) + 1, at, n]);
          return posted(100 + n, ...(n % 2 ? rows : rows.toReversed()));
        }),
      );
      for (const person of people)
        expect((await months(person)).map(([, cents]) => cents)).toEqual([2 + 4 + 6, 1 + 3 + 5]);
    });

    test("the packed years are proven equal to the rows, and one planted cent is found", async () => {
      await posted(
        200,
        ...Array.from({ length: 3000 }, (_, n): Row => [
          2000 + (n % 40),
          1,
          2000 + (n % 20),
          (n % 12) + 1,
          n,
          n,
        ]),
      );
      expect(await payDifferences(t.reader, fund)).toEqual([]);
      await sql`update projection.pay_year set cents[5] = cents[5] + 1 where person = 2004 and year = 2004`.execute(
        t.owner,
      );
      expect(await payDifferences(t.reader, fund)).toMatchObject([
        { person: 2004, year: 2004, month: 5, difference: 1n },
      ]);
      await sql`update projection.pay_year set cents[5] = cents[5] - 1 where person = 2004 and year = 2004`.execute(
        t.owner,
      );
    });

    test("rows added and read out by COPY keep every character", async () => {
      const odd = ["a\tb", "c\\d", "e\nf", "", "ü", "\\N"];
      await record((tx, instant) =>
        addMany(
          tx,
          "ledger.trust",
          ["fund", "trust", "name"],
          odd.map((name, n) => [fund, 10 + n, name]),
          instant,
        ),
      );
      const kept = await t.db
        .selectFrom("ledger.trust")
        .select("name")
        .where("trust", ">=", 10)
        .orderBy("trust")
        .execute();
      expect(kept.map((row) => row.name)).toEqual(odd);
    });
  });
