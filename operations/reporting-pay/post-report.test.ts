import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { payOf } from "@emeritus/records/pay.ts";
import { serviceCreditsOf } from "@emeritus/records/service.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { first, may, reportsOf, second } from "./test-reports.ts";
import {
  addMember,
  janesRow,
  makeFile,
  testEmployers,
  type MadeFile,
  type TestEmployers,
} from "./testing.ts";

let here: TestEmployers;
beforeEach(async () => {
  here = await testEmployers();
});
afterEach(() => here.close());
const { send, submit, posted, refusedFor, count } = reportsOf(() => here);

describe("pay by earned month (D22)", () => {
  test("two halves add up in one month, and a moved row goes to the month of its earn_end", async () => {
    await posted(may(first, "F1", [janesRow]));
    await posted(
      may(second, "F2", [
        janesRow,
        { ...janesRow, begin: "2026-05-01", end: "2026-05-15", code: "OT", pay: 10_000, reason: "LATE_OT" },
      ]),
    );
    await posted(
      makeFile({
        id: "F3",
        begin: "2026-06-01",
        end: "2026-06-15",
        payDate: "2026-06-30",
        rows: [
          janesRow,
          { ...janesRow, begin: "2026-05-16", end: "2026-05-31", code: "OT", pay: 5_000, reason: "LATE_OT" },
        ],
      }),
    );
    const person = (await personsBySsn(here.system.db, here.system.keys, 1, ["900000001"])).get("900000001")!;
    expect(
      (await payOf(here.system.db, 1, person)).map((each) => [formatDate(each.month), each.cents]),
    ).toEqual([
      ["2026-05-01", 275_050 + 275_050 + 10_000 + 5_000],
      ["2026-06-01", 275_050],
    ]);
  });

  test("a two-week period across months belongs to the month in which it ends", async () => {
    await sql`update records.reporting_group set pay_cycle = 'biweekly'`.execute(here.database.owner);
    await posted(
      makeFile({ id: "F1", begin: "2026-04-26", end: "2026-05-09", payDate: "2026-05-15", rows: [janesRow] }),
    );
    const person = (await personsBySsn(here.system.db, here.system.keys, 1, ["900000001"])).get("900000001")!;
    expect((await payOf(here.system.db, 1, person)).map((each) => formatDate(each.month))).toEqual([
      "2026-05-01",
    ]);
  });
});

describe("corrections", () => {
  const correction = (pay: number, corrects: readonly [string, number] = ["F1", 2], more = {}) => ({
    ...janesRow,
    pay,
    corrects,
    reason: "PAY_ERROR",
    ...more,
  });
  const adjust = (id: string, row: object): string => may(first, id, [row as never], { type: "ADJUSTMENT" });
  beforeEach(() => posted(may(first, "F1", [janesRow])));

  test("a signed difference lowers pay, contributions and receivables of the row it names", async () => {
    await posted(adjust("F2", correction(-25_050)));
    const person = (await personsBySsn(here.system.db, here.system.keys, 1, ["900000001"])).get("900000001")!;
    expect((await payOf(here.system.db, 1, person)).map((each) => each.cents)).toEqual([250_000]);
    expect(await count("records.pay")).toBe(2);
    const balance = await trialBalance(here.system.db, 1, "pension");
    expect(balance.map((each) => [each.account, each.debitCents - each.creditCents])).toEqual([
      [1110, 83_203n - 7_578n],
      [4010, 7_578n - 83_203n],
    ]);
  });

  test("what it takes back goes at the rate of the pay date it corrects", async () => {
    const july = { payDate: "2026-07-15" };
    expect(
      await refusedFor(
        may(first, "F2", [correction(-100_000, ["F1", 2], { employer: -32_000 })], {
          ...july,
          type: "ADJUSTMENT",
        }),
      ),
    ).toEqual(["employerContribution 2 employer_contrib"]);
    await posted(
      may(first, "F2", [correction(-100_000, ["F1", 2], { employer: -30_250 })], {
        ...july,
        type: "ADJUSTMENT",
      }),
    );
  });

  test("it must name a posted row and repeat it", async () => {
    expect(await refusedFor(adjust("F2", correction(-100, ["F9", 2])))).toEqual([
      "nothingToCorrect 2 orig_row",
    ]);
    expect(await refusedFor(adjust("F2", correction(-100, ["F1", 3])))).toEqual([
      "nothingToCorrect 2 orig_row",
    ]);
    expect(await refusedFor(adjust("F2", correction(-100, ["F1", 2], { position: "ZZ" })))).toEqual([
      "correctionDiffers 2 position_id",
    ]);
    expect(await refusedFor(adjust("F2", correction(-100, ["F1", 2], { code: "OT" })))).toEqual([
      "correctionDiffers 2 event_code",
    ]);
    expect(await refusedFor(adjust("F2", correction(-100, ["F1", 2], { reason: "" })))).toEqual([
      "reasonMissing 2 reason",
    ]);
  });

  test("corrections together take back no more than was posted", async () => {
    expect(await refusedFor(adjust("F2", correction(-275_051)))).toEqual([
      "correctionTooLarge 2 pensionable",
    ]);
    await posted(adjust("F2", correction(-200_000)));
    expect(await refusedFor(adjust("F3", correction(-75_051)))).toEqual(["correctionTooLarge 2 pensionable"]);
    await posted(adjust("F3", correction(-75_050)));
  });

  test("B130, B131, V208: a file corrects a row once, nothing corrects a correction, and the same again needs a comment", async () => {
    const twice = may(first, "F2", [correction(-100), correction(-200)], { type: "ADJUSTMENT" });
    expect(await refusedFor(twice)).toEqual(["correctionTwice 3 orig_row"]);
    await posted(adjust("F2", correction(-100)));
    expect(await refusedFor(adjust("F3", correction(50, ["F2", 2])))).toEqual([
      "correctsACorrection 2 orig_row",
    ]);
    const again = (await send(adjust("F3", correction(-100)))).accepted!;
    expect((await submit(again.report, -100n))?.refused?.facts["code"]).toBe("V208");
    const done = await submit(again.report, -100n, { correctionAgain: "A second month of the same error." });
    expect(done?.accepted?.status).toBe("posted");
  });
});

describe("service", () => {
  const events = (...rows: string[]): Partial<MadeFile> => ({ events: rows });
  const term = (event: string, date: string, extra = ""): string =>
    `E,10000012,,,,,${event},${date},,,,,${extra},`;
  const jane = async (): Promise<number> =>
    (await personsBySsn(here.system.db, here.system.keys, 1, ["900000001"])).get("900000001")!;

  test("BR 2-3(1), 3-3: a termination ends employment on its last day, with certified sick leave", async () => {
    await posted(
      may(first, "F1", [{ ...janesRow, end: "2026-05-10" }], events(term("TERM", "2026-05-10", "336.50"))),
    );
    expect(await employmentOf(here.system.db, 1, await jane())).toMatchObject([
      { from: parseDate("2005-03-01"), to: parseDate("2026-05-11"), endedBy: "left" },
    ]);
    expect(await serviceCreditsOf(here.system.db, 1, await jane())).toMatchObject([
      { kind: "unusedSickLeave", hoursHundredths: 33_650, certifiedBy: "Department 0042" },
    ]);
  });

  test.each([
    ["RETIRE", "retired"],
    ["DEATH", "death"],
    ["TRANSFER_OUT", "transfer"],
  ])("%s ends employment as %s", async (event, endedBy) => {
    await posted(may(first, "F1", [janesRow], events(term(event, "2026-05-15"))));
    expect(await employmentOf(here.system.db, 1, await jane())).toMatchObject([
      { to: parseDate("2026-05-16"), endedBy },
    ]);
  });

  test("B102, B115: pay after the last day, and pay dates over it, are refused; comp time moved before it passes", async () => {
    await posted(may(first, "F1", [{ ...janesRow, end: "2026-05-10" }], events(term("TERM", "2026-05-10"))));
    expect(await refusedFor(may(second, "F2", [janesRow]))).toEqual(["payAfterService 2 earn_begin"]);
    expect(
      await refusedFor(
        may(second, "F2", [
          { ...janesRow, begin: "2026-05-01", end: "2026-05-15", code: "FCPO", reason: "PAYOFF" },
        ]),
      ),
    ).toEqual(["datesOverTermination 2 earn_end"]);
    await posted(
      may(second, "F2", [
        { ...janesRow, begin: "2026-05-01", end: "2026-05-10", code: "FCPO", reason: "PAYOFF", pay: 10_000 },
      ]),
    );
  });

  test("BR 2-7: somebody who left comes back by REHIRE in the plan of record; HIRE is refused", async () => {
    await posted(may(first, "F1", [{ ...janesRow, end: "2026-05-10" }], events(term("TERM", "2026-05-10"))));
    const back = (event: string): string => `E,10000012,,Doe,Jane,1980-02-03,${event},2026-05-20,,,,A9,,`;
    const row = { ...janesRow, position: "A9", begin: "2026-05-20", end: "2026-05-31" };
    expect(await refusedFor(may(second, "F2", [row], events(back("HIRE"))))).toContain(
      "alreadyKnown 2 event",
    );
    await posted(may(second, "F2", [row], events(back("REHIRE"))));
    expect(await employmentOf(here.system.db, 1, await jane())).toMatchObject([
      { position: 1 },
      { position: 2, plan: "msep2000", from: parseDate("2026-05-20") },
    ]);
  });

  test("BR 2-8, 3-8: a second position is paid beside the first", async () => {
    await posted(
      may(
        first,
        "F1",
        [janesRow, { ...janesRow, position: "N2", pay: 50_000 }],
        events("E,10000012,,,,,TRANSFER_IN,2026-05-01,,,,N2,,"),
      ),
    );
    expect((await payOf(here.system.db, 1, await jane())).map((each) => [each.position, each.cents])).toEqual(
      [
        [1, 275_050],
        [2, 50_000],
      ],
    );
  });

  test("BR 2-2, 3-2: a leave begins, excuses from pay, and ends", async () => {
    const leave = (end: string): Partial<MadeFile> => ({
      leaves: [`L,10000012,2026-05-01,${end},OWN_ILLNESS,N,,Dr. Poe`],
    });
    await posted(may(first, "F1", [], leave("")));
    await posted(may(second, "F2", [{ ...janesRow, begin: "2026-05-21" }], leave("2026-05-20")));
    expect(await leavesOf(here.system.db, 1, await jane())).toEqual([
      {
        position: 1,
        kind: "ownIllness",
        paid: false,
        approvedBy: "Dr. Poe",
        from: parseDate("2026-05-01"),
        to: parseDate("2026-05-21"),
      },
    ]);
    const { rows } =
      await sql`select valid_to::text, recorded_to = 'infinity' as open from records.leave order by recorded_from`.execute(
        here.system.db,
      );
    expect(rows).toEqual([
      { valid_to: "infinity", open: false },
      { valid_to: "2026-05-21", open: true },
    ]);
  });

  test("BR 2-11(1), 2-11(3), 3-11(1), 3-11(3): a layoff is a leave and a recall ends it", async () => {
    await posted(
      may(first, "F1", [{ ...janesRow, end: "2026-05-09" }], events(term("LAYOFF", "2026-05-10"))),
    );
    await posted(
      may(second, "F2", [{ ...janesRow, begin: "2026-05-20" }], events(term("RECALL", "2026-05-20"))),
    );
    expect(await leavesOf(here.system.db, 1, await jane())).toMatchObject([
      { kind: "layoff", from: parseDate("2026-05-10"), to: parseDate("2026-05-20") },
    ]);
  });

  test("B101, B103, B120, B121: unknown people, people without pay, unknown positions, two identities", async () => {
    expect(
      await refusedFor(
        may(
          first,
          "F1",
          [janesRow, { memberId: "57240000", position: "Q", pay: 1 } as never]
            .slice(0, 1)
            .concat({ ssn: "900000099", position: "Q", pay: 100 } as never),
        ),
      ),
    ).toEqual(["personUnknown 3 ssn"]);
    expect(await refusedFor(may(first, "F1", []))).toEqual(["activeWithoutPay 0 member_id"]);
    expect(await refusedFor(may(first, "F1", [janesRow, { ...janesRow, position: "Q" }]))).toEqual([
      "positionUnknown 3 position_id",
    ]);
    await addMember(here.system, {
      seven: 1_000_002,
      ssn: "900000003",
      first: "Ann",
      last: "New",
      born: "1985-01-01",
      code: "C1",
      from: "2020-01-01",
    });
    const ann = { ssn: "900000003", position: "C1", pay: 100_000 };
    expect(await refusedFor(may(first, "F1", [{ ...janesRow, ssn: "900000003" }, ann]))).toContain(
      "identityDiffers 2 ssn",
    );
    expect(await refusedFor(may(first, "F1", [{ ...janesRow, ssn: "900000098" }, ann]))).toContain(
      "identityDiffers 2 ssn",
    );
    await posted(may(first, "F1", [{ ...janesRow, ssn: "900000001" }, ann]));
  });
});
