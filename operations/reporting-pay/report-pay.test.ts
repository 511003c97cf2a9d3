import { randomUUID } from "node:crypto";
import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { findClosedField, personsBySsn } from "@emeritus/records/closed-field.ts";
import { KeyReused } from "@emeritus/records/command.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { isMemberId } from "@emeritus/records/member-id.ts";
import { findRefusal } from "@emeritus/records/pay-report-refusal.ts";
import { payOf } from "@emeritus/records/pay.ts";
import { getPerson } from "@emeritus/records/person.ts";
import { serviceCreditsOf } from "@emeritus/records/service.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NotAllowed } from "../permissions.ts";
import { receivePayReport } from "./receive-pay-report.ts";
import { readFindings } from "./report-store.ts";
import { bytesOf, sampleReport } from "./sample-report.ts";
import { submitPayReport } from "./submit-pay-report.ts";
import {
  addMember,
  janesRow,
  makeFile,
  testEmployers,
  type MadeFile,
  type TestEmployers,
} from "./testing.ts";
import { withdrawPayReport } from "./withdraw-pay-report.ts";

let here: TestEmployers;
beforeEach(async () => {
  here = await testEmployers();
});
afterEach(() => here.close());

const send = (text: string, key: string = randomUUID()) =>
  receivePayReport(here.system, here.payroll, { key, bytes: bytesOf(text) });
const submit = (report: number, pensionableCents: bigint, comments = {}, key: string = randomUUID()) =>
  submitPayReport(here.system, here.payroll, { key, report, pensionableCents, comments });

/** Sends a file that must pass, and posts it; gives the report's number. */
async function posted(
  text: string,
  comments = { payChanged: "yes", totalChanged: "yes", manyTerminations: "yes" },
): Promise<number> {
  const outcome = await send(text);
  if (outcome.refused !== undefined)
    throw new Error(JSON.stringify(await rulesOf(outcome.refused.facts["refusal"] as string)));
  const { rows } = await sql<{
    cents: bigint;
  }>`select pensionable_cents as cents from records.pay_report where report = ${outcome.accepted.report}`.execute(
    here.system.db,
  );
  const done = await submit(outcome.accepted.report, rows[0]!.cents, comments);
  expect(done?.refused).toBeUndefined();
  return outcome.accepted.report;
}

async function rulesOf(refusal: string): Promise<string[]> {
  const log = await findRefusal(here.system.db, 1, refusal);
  return readFindings(log!.findings).kept.map((each) => `${each.rule} ${each.line} ${each.field}`.trim());
}

/** Rules for which a file is refused. */
async function refusedFor(text: string): Promise<string[]> {
  const outcome = await send(text);
  expect(outcome.accepted).toBeUndefined();
  return rulesOf(outcome.refused!.facts["refusal"] as string);
}

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)}`.execute(
    here.system.db,
  );
  return Number(rows[0]!.n);
}

const effects = [
  "records.pay",
  "projection.pay_year",
  "records.pay_report_row",
  "records.employment",
  "records.person",
  "ledger.transfer",
  "records.closed_field",
];
const countAll = async (): Promise<number[]> => Promise.all(effects.map(count));

const may = (
  half: MadeFile["begin"],
  id: string,
  rows: MadeFile["rows"],
  more: Partial<MadeFile> = {},
): string =>
  makeFile({
    id,
    begin: half,
    end: half.endsWith("01") ? "2026-05-15" : "2026-05-31",
    payDate: "2026-05-29",
    rows,
    ...more,
  });
const first = "2026-05-01";
const second = "2026-05-16";

describe("the published sample", () => {
  test("posts pay by earned month, the hire, both contributions and their receivables (44 section 5.1, 42 section 8)", async () => {
    const outcome = await send(sampleReport);
    expect(outcome.accepted).toEqual({ report: 1, status: "ready", again: false, held: 0 });
    expect(await count("records.pay")).toBe(0);
    expect(await submit(1, 475_050n)).toEqual({ accepted: { report: 1, status: "posted" } });

    const people = await personsBySsn(here.system.db, here.system.keys, 1, ["900000001", "900000002"]);
    const jane = people.get("900000001")!;
    const richard = people.get("900000002")!;
    expect(await payOf(here.system.db, 1, jane)).toEqual([
      { position: 1, month: parseDate("2026-05-01"), cents: 275_050 },
    ]);
    expect(await payOf(here.system.db, 1, richard)).toEqual([
      { position: 1, month: parseDate("2026-05-01"), cents: 200_000 },
    ]);

    const known = await getPerson(here.system.db, 1, richard);
    expect(known).toMatchObject({ name: { first: "Richard", last: "Roe" }, born: parseDate("1990-07-04") });
    expect(isMemberId(known.memberId)).toBe(true);
    expect(
      await findClosedField(here.system.db, here.system.keys, { fund: 1, person: richard, field: "ssn" }),
    ).toBe("900000002");
    expect(await employmentOf(here.system.db, 1, richard)).toMatchObject([
      { position: 1, plan: "msep2011", from: parseDate("2026-05-01"), reportingGroup: 420 },
    ]);

    const balance = await trialBalance(here.system.db, 1, "pension");
    expect(balance.map((each) => [each.account, each.debitCents, each.creditCents])).toEqual([
      [1110, 143_703n, 0n],
      [1120, 8_000n, 0n],
      [4010, 0n, 143_703n],
      [4020, 0n, 8_000n],
    ]);
    expect(await trialBalance(here.system.db, 1, "insurance")).toEqual([]);
    const { rows } = await sql`select plan, debit, cents from ledger.transfer order by plan, debit`.execute(
      here.system.db,
    );
    expect(rows).toEqual([
      { plan: "msep2000", debit: 1110, cents: 83_203n },
      { plan: "msep2011", debit: 1110, cents: 60_500n },
      { plan: "msep2011", debit: 1120, cents: 8_000n },
    ]);
  });

  test("no Social Security number reaches the tables that people read, the audit or the sealed file in clear (48 section 1)", async () => {
    await send(sampleReport.replace("900000002,Roe", "90000000X,Roe"));
    await posted(sampleReport);
    const { rows } = await sql<{ all: string }>`
      select concat((select string_agg(t::text, '') from audit.entry t), (select string_agg(t::text, '') from audit.command_answer t),
        (select string_agg(t::text, '') from records.pay_report t), (select string_agg(t::text, '') from records.pay_report_refusal t),
        (select string_agg(encode(sealed, 'escape'), '') from records.pay_report_file t)) as all`.execute(
      here.system.db,
    );
    expect(rows[0]!.all).not.toMatch(/90000000[0-9X]/u);
  });

  test("premiums go to the insurance trust and never meet pension money", async () => {
    await posted(may(first, "F1", [{ ...janesRow, ltd: 1_100, basicLife: 650, optionalLife: 2_000 }]));
    const insurance = await trialBalance(here.system.db, 1, "insurance");
    expect(insurance.map((each) => [each.account, each.debitCents - each.creditCents])).toEqual([
      [1160, 2_650n],
      [1170, 1_100n],
      [4040, -2_650n],
      [4050, -1_100n],
    ]);
  });
});

describe("once", () => {
  test("the same file twice has one effect and the same answer, whatever the key", async () => {
    const key = randomUUID();
    const one = await send(sampleReport, key);
    expect(await send(sampleReport, key)).toEqual(one);
    expect(await send(sampleReport)).toEqual({
      accepted: { report: 1, status: "ready", again: true, held: 0 },
    });
    await submit(1, 475_050n);
    expect(await send(sampleReport)).toEqual({
      accepted: { report: 1, status: "posted", again: true, held: 0 },
    });
    expect(await count("records.pay")).toBe(2);
    expect((await submit(1, 475_050n))?.refused?.code).toBe("alreadyPosted");
    expect(await count("ledger.transfer")).toBe(3);
  });

  test("one key for two files is refused", async () => {
    const key = randomUUID();
    await send(sampleReport, key);
    await expect(send(`${sampleReport} `, key)).rejects.toThrow(KeyReused);
  });

  test("S007: another file with the same id is refused, before and after posting", async () => {
    await send(sampleReport);
    const other = sampleReport.replace("Sample Payroll 1.0", "Sample Payroll 1.1");
    expect(await refusedFor(other)).toContain("fileIdUsed 1 file_id");
    await submit(1, 475_050n);
    expect(await refusedFor(other)).toContain("fileIdUsed 1 file_id");
  });

  test("eight uploads and submissions at once have one effect", async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => send(sampleReport)));
    expect(new Set(outcomes.map((each) => each.accepted?.report))).toEqual(new Set([1]));
    expect(outcomes.filter((each) => each.accepted?.again === false)).toHaveLength(1);
    const done = await Promise.all(Array.from({ length: 8 }, () => submit(1, 475_050n)));
    expect(done.filter((each) => each?.accepted !== undefined)).toHaveLength(1);
    expect(await count("records.pay")).toBe(2);
    expect(await count("records.pay_report")).toBe(1);
    expect(await count("ledger.transfer")).toBe(3);
  });
});

describe("a refused file", () => {
  test("leaves nothing but the log of the refusal", async () => {
    const before = await countAll();
    const outcome = await send(
      sampleReport.replace("605.00,0.00", "604.00,0.00").replace("1437.03", "1436.03"),
    );
    expect(outcome.refused?.facts["errors"]).toBe(1);
    expect(await countAll()).toEqual(before);
    expect(await count("records.pay_report")).toBe(0);
    expect(await count("records.pay_report_file")).toBe(0);
    expect(await count("records.pay_report_refusal")).toBe(1);
    const log = await findRefusal(here.system.db, 1, outcome.refused!.facts["refusal"] as string);
    expect(readFindings(log!.findings).kept).toEqual([
      {
        rule: "employerContribution",
        line: 4,
        field: "employer_contrib",
        value: "604.00",
        facts: { due: "605.00", rate: "30.25", payDate: "2026-05-29", pay: "2000.00" },
      },
    ]);
  });

  test("an id that was refused may come again, corrected", async () => {
    await send(sampleReport.replace("1437.03", "1437.04"));
    expect((await send(sampleReport)).accepted?.report).toBe(1);
  });
});

describe("order of reports (44 E6, S006)", () => {
  test("S037: the next period is refused until the one before is posted", async () => {
    await send(sampleReport);
    const next = may(second, "F2", [janesRow]);
    expect(await refusedFor(next)).toEqual(["earlierReportWaits 1 file_id"]);
    await submit(1, 475_050n);
    expect(
      await refusedFor(
        makeFile({
          id: "F3",
          begin: "2026-06-01",
          end: "2026-06-15",
          payDate: "2026-06-30",
          rows: [janesRow],
        }),
      ),
    ).toContain("periodNotNext 1 period_begin");
    expect(await refusedFor(next)).toEqual([
      "activeWithoutPay 0 member_id",
      "totalChanged 0 pensionable_total",
    ]); // Richard is missing: the order is no longer what hinders it
  });

  test("a period outside the group's cycle is refused, and so is an adjustment before anything is posted", async () => {
    expect(
      await refusedFor(
        makeFile({
          id: "F1",
          begin: "2026-05-01",
          end: "2026-05-31",
          payDate: "2026-05-29",
          rows: [janesRow],
        }),
      ),
    ).toContain("periodNotNext 1 period_begin");
    expect(await refusedFor(may(first, "F1", [janesRow], { type: "ADJUSTMENT" }))).toContain(
      "periodNotPosted 1 period_end",
    );
  });

  test("a withdrawn report makes room for another file of its period; posted ones cannot be withdrawn", async () => {
    await send(sampleReport);
    const withdraw = (report: number) =>
      withdrawPayReport(here.system, here.payroll, { key: randomUUID(), report });
    expect(await withdraw(1)).toEqual({ accepted: { report: 1 } });
    expect((await submit(1, 475_050n))?.refused?.code).toBe("withdrawn");
    const report = await posted(may(first, "F2", [janesRow]));
    expect((await withdraw(report))?.refused?.code).toBe("alreadyPosted");
  });
});

describe("who may", () => {
  test("an employer reports for its own group only; another's group looks like none (S005)", async () => {
    const outcome = await receivePayReport(here.system, here.other, {
      key: randomUUID(),
      bytes: bytesOf(sampleReport),
    });
    const unknown = await receivePayReport(here.system, here.other, {
      key: randomUUID(),
      bytes: bytesOf(sampleReport.replace("0042,0042-SM", "9999,9999-SM")),
    });
    for (const each of [outcome, unknown])
      expect(await rulesOf(each.refused!.facts["refusal"] as string)).toEqual([
        "groupUnknown 1 reporting_group_id",
      ]);
    await send(sampleReport);
    await expect(
      submitPayReport(here.system, here.other, {
        key: randomUUID(),
        report: 1,
        pensionableCents: 475_050n,
        comments: {},
      }),
    ).rejects.toThrow(NotAllowed);
    await expect(
      withdrawPayReport(here.system, here.other, { key: randomUUID(), report: 1 }),
    ).rejects.toThrow(NotAllowed);
  });

  test.each(["member", "counselor", "auditor", "administrator", "payrollPreparer"] as const)(
    "%s may not report pay",
    async (role) => {
      const actor = { account: role, roles: [role], employers: [42] };
      await expect(
        receivePayReport(here.system, actor, { key: randomUUID(), bytes: bytesOf(sampleReport) }),
      ).rejects.toThrow(NotAllowed);
    },
  );
});

describe("submission", () => {
  test("needs the total and a comment on each variance (V201, V202)", async () => {
    await posted(may(first, "F1", [janesRow]));
    const outcome = await send(may(second, "F2", [{ ...janesRow, pay: 400_000 }]));
    const report = outcome.accepted!.report;
    expect((await submit(report, 400_001n))?.refused?.code).toBe("totalNotTheSame");
    expect((await submit(report, 400_000n))?.refused).toMatchObject({
      code: "commentMissing",
      facts: { rule: "payChanged", code: "V201" },
    });
    expect((await submit(report, 400_000n, { payChanged: "Promotion" }))?.refused).toMatchObject({
      facts: { rule: "totalChanged", code: "V202" },
    });
    expect(
      (await submit(report, 400_000n, { payChanged: "Promotion", totalChanged: "Promotion" }))?.accepted,
    ).toEqual({ report, status: "posted" });
  });

  test("20 % more pay is no variance, a cent above is (V201)", async () => {
    await posted(may(first, "F1", [{ ...janesRow, pay: 100_000 }]));
    const variances = async (pay: number, id: string): Promise<string[]> => {
      const outcome = await send(may(second, id, [{ ...janesRow, pay }]));
      const { rows } = await sql<{
        findings: string;
      }>`select findings from records.pay_report where report = ${outcome.accepted!.report}`.execute(
        here.system.db,
      );
      await withdrawPayReport(here.system, here.payroll, {
        key: randomUUID(),
        report: outcome.accepted!.report,
      });
      return readFindings(rows[0]!.findings).counts.map((each) => each.rule);
    };
    expect(await variances(120_000, "F2")).toEqual(["totalChanged"]);
    expect(await variances(120_001, "F3")).toEqual(["payChanged", "totalChanged"]);
    expect(await variances(105_000, "F4")).toEqual([]);
  });

  test("the file is checked again against the record of that moment", async () => {
    await send(may(first, "F1", [janesRow]));
    await addMember(here.system, {
      seven: 1_000_002,
      first: "Ann",
      last: "New",
      born: "1985-01-01",
      code: "C1",
      from: "2020-01-01",
    });
    expect((await submit(1, 275_050n))?.refused).toMatchObject({
      code: "changedSince",
      facts: { errors: 1 },
    });
    expect(await count("records.pay")).toBe(0);
  });
});

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
