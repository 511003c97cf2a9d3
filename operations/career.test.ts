import { addDays, ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import { exact } from "@emeritus/engine/exact.ts";
import type { CareerRows } from "@emeritus/records/career-rows.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { allCareers, careerFacts, careerOf, NoSuchPerson, rowsUntil, sourceOf, stating } from "./career.ts";

const day = parseDate;
const job = {
  position: 1,
  employer: 10,
  plan: "msep2000",
  memberClass: "general",
  eligible: true,
  endedBy: null,
  from: "2005-03-01",
  to: "infinity",
} as const;
const none: CareerRows = {
  person: 1,
  memberId: "10000001",
  name: "Rosa Example",
  born: "1970-06-30",
  birthProof: null,
  died: null,
  employment: [job],
  leaves: [],
  credits: [],
  assemblies: [],
  givenUp: [],
  pay: [],
  spouse: null,
};
const recorded = (rows: Partial<CareerRows>) => careerOf({ ...none, ...rows }).facts.recorded!;

it("as of a day, jobs that had not begun and pay of later months are not there", () => {
  const pay = [
    { position: 1, year: 2014, cents: Array.from({ length: 12 }, () => 100) },
    { position: 1, year: 2015, cents: Array.from({ length: 12 }, () => 200) },
  ];
  const next = { ...job, position: 2, from: "2015-03-02" };
  const until = (on: string) => rowsUntil({ ...none, employment: [job, next], pay }, day(on));
  expect(until("2015-03-01").employment).toEqual([job]);
  expect(until("2015-03-02").employment).toEqual([job, next]);
  expect(until("2015-03-01").pay.map(({ cents }) => cents.filter((each) => each !== null).length)).toEqual([
    12, 3,
  ]);
  expect(until("1900-01-01")).toMatchObject({ employment: [], pay: [] });
});

describe("a career as facts of the law", () => {
  it("an open position has no last day: still employed, nothing recorded as leftService", () => {
    expect(recorded({})).toMatchObject({
      stillEmployed: true,
      firstHired: day("2005-03-01"),
      memberClass: "general",
      birthDate: day("1970-06-30"),
    });
    expect(recorded({})["leftService"]).toBeUndefined();
    expect(recorded({})["periods"]).toEqual([{ from: day("2005-03-01"), to: ENDLESS, kind: "employed" }]);
  });

  it("H-145 RSMo 104.800 days given up by a refund or a transfer are no periods any more, and the rest stays", () => {
    const givenUp = [{ how: "refunded", from: "2005-03-01", to: "2010-01-01" }] as const;
    expect(recorded({ givenUp })["periods"]).toEqual([
      { from: day("2010-01-01"), to: ENDLESS, kind: "employed" },
    ]);
    const all = [{ how: "transferredOut", from: "2005-03-01", to: "infinity" }] as const;
    expect(recorded({ givenUp: all })["periods"]).toEqual([]);
  });

  it("H-220 the last day is the latest last day of all covered positions", () => {
    const facts = recorded({
      employment: [
        { ...job, to: "2020-01-01" },
        { ...job, position: 2, from: "2010-05-01", to: "2015-05-01" },
      ],
    });
    expect(facts["leftService"]).toBe(day("2019-12-31"));
    expect(facts["stillEmployed"]).toBe(false);
  });

  it("a position that is not covered counts for nothing", () => {
    const career = careerOf({
      ...none,
      employment: [
        { ...job, to: "2020-01-01" },
        { ...job, position: 2, eligible: false, from: "2021-01-01" },
      ],
    });
    expect(career.leftService).toBe(day("2019-12-31"));
    expect(career.facts.recorded!["periods"]).toHaveLength(1);
  });

  it("BR 3-4 unpaid leave stands apart from the employment it interrupts; paid leave and another position's do not", () => {
    const leave = { position: 1, kind: "other", paid: false, from: "2010-01-01", to: "2010-07-01" } as const;
    const span = (from: string, to: string, kind: string) => ({
      from: day(from),
      to: to === "open" ? ENDLESS : day(to),
      kind,
    });
    expect(recorded({ leaves: [leave] })["periods"]).toEqual([
      span("2005-03-01", "2009-12-31", "employed"),
      span("2010-01-01", "2010-06-30", "otherLeave"),
      span("2010-07-01", "open", "employed"),
    ]);
    expect(recorded({ leaves: [{ ...leave, paid: true }] })["periods"]).toEqual([
      span("2005-03-01", "open", "employed"),
    ]);
    expect(
      recorded({
        employment: [job, { ...job, position: 2, from: "2010-03-01", to: "2010-04-01" }],
        leaves: [leave],
      })["periods"],
    ).toContainEqual(span("2010-03-01", "2010-03-31", "employed"));
    expect(recorded({ leaves: [{ ...leave, kind: "unapproved" }] })["periods"]).toEqual([
      span("2005-03-01", "2009-12-31", "employed"),
      span("2010-07-01", "open", "employed"),
    ]);
  });

  it("BR 2-8(2), 3-8(2) pay of one month in two positions is one row; months without a report are no rows", () => {
    const year = (position: number, cents: (number | null)[]) => ({
      position,
      year: 2024,
      cents: [...cents, ...Array<null>(12 - cents.length).fill(null)],
    });
    expect(recorded({ pay: [year(1, [100, null, 0]), year(2, [null, null, 50])] })["pay"]).toEqual([
      { month: day("2024-01-01"), cents: 100n },
      { month: day("2024-03-01"), cents: 50n },
    ]);
  });

  it("BR 3-3(2) uncertified sick leave is assumed to be none, a certified zero is recorded", () => {
    expect(sourceOf(careerOf(none).facts, "unusedSickLeaveHours")).toEqual({
      from: "assumed",
      because: "noSickLeaveCertified",
    });
    const certified = careerOf({
      ...none,
      credits: [{ kind: "unusedSickLeave", months: 0, days: 0, hoursHundredths: 0 }],
    });
    expect(sourceOf(certified.facts, "unusedSickLeaveHours")).toEqual({ from: "recorded" });
    expect(
      recorded({ credits: [{ kind: "unusedSickLeave", months: 0, days: 0, hoursHundredths: 33_650 }] })[
        "unusedSickLeaveHours"
      ],
    ).toEqual(exact(673n, 2n));
  });

  it("a spouse whose birth date nobody knows is a missing fact, no spouse is a known absence", () => {
    const spouse = {
      person: 2,
      name: "Luis Example",
      born: null,
      died: null,
      marriedOn: "1990-06-16",
      marriageProof: null,
      birthProof: null,
    };
    expect(sourceOf(careerOf({ ...none, spouse }).facts, "spouseBirthDate")).toEqual({ from: "missing" });
    expect(recorded({})["spouseBirthDate"]).toBeNull();
    expect(recorded({ spouse: { ...spouse, born: "1968-01-02" } })["spouseBirthDate"]).toBe(
      day("1968-01-02"),
    );
  });

  it("a second kind of service is named", () => {
    expect(recorded({})["secondKindOfService"]).toBe(false);
    expect(
      recorded({ employment: [job, { ...job, position: 2, memberClass: "legislator" }] })[
        "secondKindOfService"
      ],
    ).toBe(true);
  });
});

describe("an estimate from a career", () => {
  const pay = [{ position: 1, year: 2026, cents: [300_000, 310_000, ...Array<null>(10).fill(null)] }];

  it("assumes work and pay to the day before the start, for who still works", () => {
    const facts = stating(careerOf({ ...none, pay }), { annuityStartingDate: day("2026-05-01") });
    expect(facts.assumed!["leftService"]).toBe(day("2026-04-30"));
    expect(facts.assumed!["pay"]).toEqual([
      { month: day("2026-01-01"), cents: 300_000n },
      { month: day("2026-02-01"), cents: 310_000n },
      { month: day("2026-03-01"), cents: 310_000n },
      { month: day("2026-04-01"), cents: 310_000n },
    ]);
    expect(sourceOf(facts, "pay")).toEqual({ from: "assumed", because: "payGoesOn" });
  });

  it("goes on from the last whole month, where only the first half of a month is reported", () => {
    const half = [{ position: 1, year: 2026, cents: [300_000, 150_000, ...Array<null>(10).fill(null)] }];
    const paid = (start: string) =>
      stating(careerOf({ ...none, pay: half }), { annuityStartingDate: day(start) }).assumed!["pay"];
    expect(paid("2026-04-01")).toEqual([
      { month: day("2026-01-01"), cents: 300_000n },
      { month: day("2026-02-01"), cents: 300_000n },
      { month: day("2026-03-01"), cents: 300_000n },
    ]);
    expect(paid("2026-03-01")).toEqual([
      { month: day("2026-01-01"), cents: 300_000n },
      { month: day("2026-02-01"), cents: 300_000n },
    ]);
    expect(paid("2026-02-01")).toBeUndefined();
  });

  it("assumes nothing of who has left", () => {
    const left = careerOf({ ...none, pay, employment: [{ ...job, to: "2026-03-01" }] });
    const facts = stating(left, { annuityStartingDate: day("2026-05-01") });
    expect(sourceOf(facts, "pay")).toEqual({ from: "recorded" });
    expect(sourceOf(facts, "leftService")).toEqual({ from: "recorded" });
  });
});

describe("a career read from the record", () => {
  let database: TestDatabase;
  const now = sql<string>`clock_timestamp()`;
  beforeAll(async () => {
    database = await testDatabase();
    const { db } = database;
    await db
      .insertInto("records.person")
      .values([
        { fund: 1, person: 1, member_id: "10000001", recorded_from: now },
        { fund: 1, person: 2, member_id: "10000002", recorded_from: now },
      ])
      .execute();
    await db
      .insertInto("records.person_name")
      .values({
        fund: 1,
        person: 1,
        first_name: "Rosa",
        last_name: "Example",
        valid_from: "1970-06-30",
        recorded_from: now,
      })
      .execute();
    await db
      .insertInto("records.person_birth")
      .values({ fund: 1, person: 1, born: "1970-06-30", recorded_from: now })
      .execute();
    await db
      .insertInto("records.employment")
      .values({
        fund: 1,
        person: 1,
        position: 1,
        employer: 10,
        reporting_group: 1,
        plan: "msep2000",
        member_class: "general",
        valid_from: "2005-03-01",
        recorded_from: now,
      })
      .execute();
    await db
      .insertInto("records.pay")
      .values({
        fund: 1,
        person: 1,
        position: 1,
        year: 2024,
        month: 1,
        report: 1,
        report_row: 1,
        cents: 100n,
        recorded_from: now,
      })
      .execute();
  });
  afterAll(() => database.dispose());

  it("as known then stays the same after a later correction", async () => {
    const { db } = database;
    const then = (await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(db)).rows[0]!.now;
    await db
      .insertInto("records.pay")
      .values({
        fund: 1,
        person: 1,
        position: 1,
        year: 2024,
        month: 1,
        report: 1,
        report_row: 1,
        cents: 120n,
        recorded_from: now,
      })
      .execute();
    await db
      .insertInto("records.pay")
      .values({
        fund: 1,
        person: 1,
        position: 1,
        year: 2024,
        month: 1,
        report: 2,
        report_row: 1,
        cents: 5n,
        recorded_from: now,
      })
      .execute();
    const later = (await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(db)).rows[0]!
      .now;
    const payAt = async (knownAt: string) =>
      (await careerFacts(db, 1, 1, { on: day("2026-01-01"), knownAt })).facts.recorded!["pay"];
    expect(await payAt(then)).toEqual([{ month: day("2024-01-01"), cents: 100n }]);
    expect(await payAt(later)).toEqual([{ month: day("2024-01-01"), cents: 125n }]);
  });

  it("gives everybody with a career in chunks, and throws for who does not exist", async () => {
    const found: number[] = [];
    for await (const chunk of allCareers(database.db, 1, { on: day("2026-01-01") }, 1))
      found.push(...chunk.map(({ person }) => person));
    expect(found).toEqual([1]);
    await expect(careerFacts(database.db, 1, 99, { on: day("2026-01-01") })).rejects.toThrow(NoSuchPerson);
    expect((await careerFacts(database.db, 1, 1, { on: addDays(day("2026-01-01"), 0) })).name).toBe(
      "Rosa Example",
    );
  });
});
