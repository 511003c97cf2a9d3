import { afterAll, beforeAll, expect, it } from "vitest";

import { testDatabase, type TestDatabase } from "./testing.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.dispose());

const now = () => database.db.fn("clock_timestamp", []) as never;

it("T1 T18 the record itself refuses a retirement that does not start on the first of a month or before the last day of work", async () => {
  const { db } = database;
  await db
    .insertInto("records.person")
    .values({ fund: 1, person: 1, member_id: "10000001", recorded_from: now() })
    .execute();
  await db
    .insertInto("records.case_file")
    .values({ fund: 1, person: 1, case_number: 1, kind: "retirement", opened_by: "m", recorded_from: now() })
    .execute();
  const file = (start: string, last: string) =>
    db
      .insertInto("records.retirement_application")
      .values({
        fund: 1,
        person: 1,
        case_number: 1,
        annuity_starting_date: start,
        last_day_of_work: last,
        signed_on: "2026-03-01",
        received_on: "2026-03-01",
        estimate: "{}",
        recorded_from: now(),
      })
      .execute();
  await expect(file("2026-05-02", "2026-04-30")).rejects.toThrow(/check constraint/);
  await expect(file("2026-05-01", "2026-05-01")).rejects.toThrow(/check constraint/);
  await file("2026-05-01", "2026-04-30");
  await expect(db.deleteFrom("records.retirement_application").execute()).rejects.toThrow(
    /permission denied/,
  );
  await expect(
    db
      .updateTable("records.retirement_application")
      .set({ estimate: "{}" } as never)
      .execute(),
  ).rejects.toThrow(/permission denied/);
});
