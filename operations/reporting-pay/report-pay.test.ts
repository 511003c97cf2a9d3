import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { findClosedField, personsBySsn } from "@emeritus/records/closed-field.ts";
import { KeyReused } from "@emeritus/records/command.ts";
import { employmentOf } from "@emeritus/records/employment.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { isMemberId } from "@emeritus/records/member-id.ts";
import { findRefusal } from "@emeritus/records/pay-report-refusal.ts";
import { payOf } from "@emeritus/records/pay.ts";
import { getPerson } from "@emeritus/records/person.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NotAllowed } from "../permissions.ts";
import { receivePayReport } from "./receive-pay-report.ts";
import { readFindings } from "./report-store.ts";
import { bytesOf, sampleReport } from "./sample-report.ts";
import { submitPayReport } from "./submit-pay-report.ts";
import { first, may, reportsOf, second } from "./test-reports.ts";
import { addMember, janesRow, makeFile, testEmployers, type TestEmployers } from "./testing.ts";
import { withdrawPayReport } from "./withdraw-pay-report.ts";

let here: TestEmployers;
beforeEach(async () => {
  here = await testEmployers();
});
afterEach(() => here.close());
const { send, submit, posted, rulesOf, refusedFor, count } = reportsOf(() => here);

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
