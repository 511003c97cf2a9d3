import { done } from "../done.ts";
import { randomUUID } from "node:crypto";
import { addMonths, ENDLESS, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { newBenefit } from "@emeritus/records/benefit.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { recordRights, rightsOfAccount } from "@emeritus/records/employer-desk.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import { membershipFormsOf, noticesOf } from "@emeritus/records/enrolment.ts";
import { listCharges } from "@emeritus/records/money-in.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { serviceCreditsOf } from "@emeritus/records/service.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { enterReceipt } from "../money-in/enter-receipt.ts";
import { NotAllowed } from "../permissions.ts";
import { receivePayReport } from "../reporting-pay/receive-pay-report.ts";
import {
  addMember,
  janesRow,
  makeFile,
  sampleEmployer,
  testEmployers,
  type TestEmployers,
} from "../reporting-pay/testing.ts";
import type { System } from "../system.ts";
import { billBackdating, fileBackdating, findBackdating, grantBackdating } from "./backdate.ts";
import { tellHours, tellName } from "./change-details.ts";
import { enrol, type Enrolment } from "./enrol.ts";
import { keepCalendar, keepContact, keepEmployer, keepGroup, keepRights } from "./keep-employers.ts";
import { keepEmployersInTime } from "./keep-employers-in-time.ts";
import { layOff, recall } from "./layoff.ts";
import { tellLeave, tellReturn } from "./leave.ts";
import { tellDeath, tellLeaving, tellSickLeave } from "./leaving.ts";
import { readEmployer, readEmployers } from "./read-employers.ts";
import { readEmployee, readPeople } from "./read-people.ts";
import { readReemployments } from "./read-reemployment.ts";
import { confirmReemployment, dismissReemployment, findReemployment, resumeAnnuity } from "./reemployment.ts";

const day = parseDate;
const key = randomUUID;
const staff = (account: string, role: Actor["roles"][number]): Actor => ({
  account,
  roles: [role],
  employers: [],
});
const counselor = staff("counselor", "counselor");
const verifier = staff("verifier", "benefitVerifier");
const releaser = staff("releaser", "payrollReleaser");
const auditor = staff("auditor", "auditor");

let employers: TestEmployers;
let system: System;
let payroll: Actor;
let today = day("2026-05-20");

beforeAll(async () => {
  employers = await testEmployers();
  payroll = employers.payroll;
  system = { ...employers.system, calendar: { today: () => today, moved: true } };
});
afterAll(() => employers.close());

const form = (more: Partial<Enrolment> & Pick<Enrolment, "ssn">): Enrolment => ({
  key: key(),
  group: "0042-SM",
  name: { first: "Richard", last: "Roe" },
  born: day("1990-07-04"),
  hired: day("2026-05-01"),
  position: "B7",
  title: "Clerk",
  hoursAYear: 2080,
  fteHundredths: 10_000,
  memberClass: "general",
  ...more,
});

/** Somebody new, each with a name of their own. */
let made = 0;
const somebody = (more: Partial<Enrolment> = {}) => {
  made += 1;
  const ssn = String(910_000_000 + made);
  return done(
    enrol(
      system,
      payroll,
      form({ ssn, name: { first: "Given", last: `Name${made}` }, position: `P${made}`, ...more }),
    ),
  );
};
const of = ({ person, position }: { person: number; position: number }) => ({ key: key(), person, position });

describe("enrolment", () => {
  test("BR 2-14(4) 3-12(4) H-153 a first hire is a member of the law's plan, with the reason kept, and once whatever is sent again", async () => {
    const asked = form({ ssn: "900000002" });
    const enrolled = await done(enrol(system, payroll, asked));
    expect(enrolled).toMatchObject({ kind: "hire", plan: "msep2011", memberFrom: "2026-05-01", late: false });
    expect(await done(enrol(system, payroll, asked))).toEqual(enrolled);
    const seen = (await readEmployee(system, payroll, enrolled.person))!;
    expect(seen.employment).toMatchObject([{ plan: "msep2011", eligible: true, from: day("2026-05-01") }]);
    const [membership] = seen.membership;
    expect(membership).toMatchObject({ plan: "msep2011", late: false, actor: "payroll-0042" });
    const said = membership!.law.considered.map(({ plan, isMember }) => [plan, isMember.value]);
    expect(said).toEqual([
      ["msep", false],
      ["msep2000", false],
      ["msep2011", true],
    ]);
    expect(seen.notices).toMatchObject([{ kind: "hire", channel: "form" }]);
    const { rows } = await sql<{
      text: string;
    }>`select request_hash::text as text from audit.command`.execute(system.db);
    expect(JSON.stringify(rows)).not.toContain("900000002");
  });

  test("E11 BR 2-7 3-7 a return after thirty days is a rehire in the same plan, a move before is a transfer", async () => {
    const jane = await addMember(system, {
      seven: 2_000_001,
      ssn: "900000031",
      first: "Joan",
      last: "Doe",
      born: "1975-01-01",
      code: "A2",
      from: "2006-01-01",
    });
    const told = { lastDay: day("2026-03-31"), lastPaidPeriodEnd: day("2026-03-31") };
    await done(
      tellLeaving(system, payroll, { ...of({ person: jane, position: 1 }), ...told, reason: "left" }),
    );
    const back = (hired: string, position: string) =>
      enrol(
        system,
        payroll,
        form({
          ssn: "900000031",
          name: { first: "Joan", last: "Doe" },
          born: day("1975-01-01"),
          hired: day(hired),
          position,
        }),
      );
    expect(await done(back("2026-04-30", "B1"))).toMatchObject({ kind: "transfer", plan: "msep2000" });
    const left = { ...told, lastDay: day("2026-04-30"), lastPaidPeriodEnd: day("2026-04-30") };
    await done(
      tellLeaving(system, payroll, { ...of({ person: jane, position: 2 }), ...left, reason: "transfer" }),
    );
    today = day("2026-06-10");
    expect(await done(back("2026-05-31", "B2"))).toMatchObject({ kind: "rehire", plan: "msep2000" });
    today = day("2026-05-20");
  });

  test("E10 a form after 31 days counts from the period that runs; the days before are recorded and do not count", async () => {
    const { person } = await somebody({ hired: day("2026-03-02") });
    const stretches = await employmentOf(system.db, 1, person);
    expect(stretches.map(({ eligible, from, to }) => [eligible, formatDate(from), to])).toEqual([
      [false, "2026-03-02", day("2026-05-16")],
      [true, "2026-05-16", ENDLESS],
    ]);
  });

  test("BR 2-14(5) 3-12(5) BR 2-8 3-8 a position with too few hours gives no membership, and the employee was told", async () => {
    const small = { hoursAYear: 1039, fteHundredths: 4_900 };
    const refused = await enrol(system, payroll, form({ ssn: "910999999", position: "S1", ...small }));
    expect(refused.refused).toMatchObject({ code: "maybe-same-person" }); // Richard Roe of the first test, under another number
    const told = await somebody({ ...small, toldEmployee: true });
    expect(told).toMatchObject({ kind: "notEligible", eligible: false });
    expect(await membershipFormsOf(system.db, 1, told.person)).toEqual([]);
    expect(await noticesOf(system.db, 1, told.person)).toMatchObject([{ facts: { toldEmployee: true } }]);
  });

  test("one person stays one person: SSN, Member ID, name and birth date", async () => {
    const wrong = await enrol(
      system,
      payroll,
      form({ ssn: "900000002", born: day("1991-07-04"), position: "C1" }),
    );
    expect(wrong.refused?.code).toBe("identity-differs");
    const two = await enrol(
      system,
      payroll,
      form({ ssn: "900000002", memberId: "10000012", position: "C1" }),
    );
    expect(two.refused?.code).toBe("identity-differs");
    const { memberId } = await somebody();
    const other = { ssn: "919191919", memberId, born: day("1990-07-04"), position: "C1" };
    expect((await enrol(system, payroll, form(other))).refused?.code).toBe("identity-differs");
    const again = await enrol(system, payroll, form({ ssn: "900000002", position: "C1" }));
    expect(again.accepted).toMatchObject({ kind: "transfer" });
    expect((await enrol(system, payroll, form({ ssn: "900000002", position: "C1" }))).refused?.code).toBe(
      "already-employed",
    );
  });

  test("only for groups of the own employer, and only with the right to enrol", async () => {
    await expect(enrol(system, employers.other, form({ ssn: "910000999" }))).rejects.toThrow(NotAllowed);
    await sql`insert into signin.account (account, fund, name, roles, employers, password, totp)
      values ('reader-0042', 1, 'Reader', '{employer}', '{42}', 'x', '\\x00')`.execute(employers.database.db);
    const reader: Actor = { account: "reader-0042", roles: ["employer"], employers: [sampleEmployer] };
    const right = { key: key(), employer: sampleEmployer, account: "reader-0042", reportingGroup: 420 };
    await done(keepRights(system, counselor, { ...right, rights: ["read"] }));
    expect(await rightsOfAccount(system.db, 1, { on: today }, "reader-0042")).toMatchObject([
      { rights: ["read"] },
    ]);
    expect((await readPeople(system, reader, { page: 1 })).found).toBeGreaterThan(0);
    // A right that begins next month leaves nobody unlimited until then.
    const later = {
      account: "later-0042",
      employer: sampleEmployer,
      reportingGroup: 420,
      rights: ["read"],
    } as const;
    await system.db.transaction().execute(async (tx) => {
      await recordRights(tx, 1, addMonths(today, 1), later, "casey", await takeInstant(tx));
    });
    const [until, from] = [today, addMonths(today, 1)].map((on) =>
      rightsOfAccount(system.db, 1, { on }, later.account),
    );
    expect([(await until)![0]!.rights, (await from)![0]!.rights]).toEqual([[], ["read"]]);
    await expect(enrol(system, reader, form({ ssn: "910000998" }))).rejects.toThrow(NotAllowed);
    const made = {
      id: "E7",
      begin: "2026-05-01",
      end: "2026-05-15",
      payDate: "2026-05-29",
      rows: [janesRow],
    };
    const bytes = new TextEncoder().encode(makeFile(made));
    await expect(receivePayReport(system, reader, { key: key(), bytes })).rejects.toThrow(NotAllowed);
  });
});

describe("away", () => {
  test("H-133 BR 2-2 3-2 4-2 unpaid illness leave: its start, the duty at twelve months, and the return", async () => {
    const who = await somebody({ hired: day("2026-05-01") });
    const told = { type: "pregnancy", paid: false, approvedBy: "HR", from: day("2026-05-11") } as const;
    await done(tellLeave(system, payroll, { ...of(who), ...told }));
    expect(await leavesOf(system.db, 1, who.person)).toMatchObject([{ kind: "ownIllness", to: ENDLESS }]);
    const [duty] = await obligationsOf(system.db, 1, who.person);
    expect(duty).toMatchObject({
      kind: "illness-leave-limit",
      due: day("2027-05-11"),
      owner: "employer",
      status: "open",
    });
    expect(duty!.cites).toBe("BR 2-2, 3-2");
    await done(tellReturn(system, payroll, { ...of(who), on: day("2026-05-18") }));
    expect(await leavesOf(system.db, 1, who.person)).toMatchObject([{ to: day("2026-05-18") }]);
    expect((await obligationsOf(system.db, 1, who.person))[0]!.status).toBe("done");
    const kinds = (await noticesOf(system.db, 1, who.person)).map(({ kind }) => kind);
    expect(kinds).toEqual(["return", "leave", "hire"]);
  });

  test("BR 2-11(3) 3-11(3) recall before twelve months goes on; BR 2-11(4) 3-11(4) after them the job ends the employment by itself", async () => {
    const [kept, lost] = [await somebody(), await somebody()];
    const laid = { from: day("2026-05-18"), reason: "shortageOfFunds" } as const;
    await done(layOff(system, payroll, { ...of(kept), ...laid }));
    await done(layOff(system, payroll, { ...of(lost), ...laid }));
    const dismissed = await layOff(system, payroll, { ...of(kept), ...laid, reason: "performance" });
    expect(dismissed.refused?.code).toBe("not-a-layoff");
    today = day("2027-05-17");
    expect((await keepEmployersInTime(system)).layoffsEnded).toBe(0);
    await done(recall(system, payroll, { ...of(kept), on: day("2027-05-17") }));
    today = day("2027-05-18");
    expect((await recall(system, payroll, { ...of(lost), on: today })).refused?.code).toBe("layoff-over");
    expect((await keepEmployersInTime(system)).layoffsEnded).toBe(1);
    expect((await keepEmployersInTime(system)).layoffsEnded).toBe(0);
    expect(await employmentOf(system.db, 1, kept.person)).toMatchObject([{ to: ENDLESS }]);
    expect(await employmentOf(system.db, 1, lost.person)).toMatchObject([
      { to: day("2027-05-18"), endedBy: "layoff" },
    ]);
    expect(await noticesOf(system.db, 1, lost.person)).toMatchObject([
      { kind: "layoffEnded", channel: "system", effective: day("2027-05-17") },
      { kind: "layoff" },
      { kind: "hire" },
    ]);
    const open = (await obligationsOf(system.db, 1, lost.person)).filter(({ status }) => status === "open");
    expect(open).toEqual([]);
    today = day("2026-05-20");
  });
});

describe("leaving", () => {
  test("BR 2-3(1)-(2) 3-3(1)-(2) H-220 the last day, the last payroll period and sick leave; a later figure replaces it", async () => {
    const who = await somebody();
    const told = {
      lastDay: day("2026-05-15"),
      lastPaidPeriodEnd: day("2026-05-31"),
      reason: "left",
    } as const;
    await done(tellLeaving(system, payroll, { ...of(who), ...told, sickLeaveHundredths: 33_600 }));
    const [notice] = await noticesOf(system.db, 1, who.person);
    expect(notice).toMatchObject({
      kind: "termination",
      lastPaidPeriodEnd: day("2026-05-31"),
      effective: told.lastDay,
    });
    expect(await employmentOf(system.db, 1, who.person)).toMatchObject([
      { to: day("2026-05-16"), endedBy: "left" },
    ]);
    await done(tellSickLeave(system, payroll, { ...of(who), hundredths: 33_500 }));
    expect(await serviceCreditsOf(system.db, 1, who.person)).toMatchObject([
      { kind: "unusedSickLeave", hoursHundredths: 33_500, certifiedBy: "Department 0042" },
    ]);
    expect((await tellLeaving(system, payroll, { ...of(who), ...told })).refused?.code).toBe("not-employed");
  });

  test("E13 a death told by the employer ends employment and asks the office to look for survivors (RSMo 104.1030)", async () => {
    const who = await somebody();
    const told = await done(
      tellDeath(system, payroll, { ...of(who), died: day("2026-05-19"), toldBy: "HR" }),
    );
    expect(told.caseNumber).toBeNull();
    expect(await employmentOf(system.db, 1, who.person)).toMatchObject([
      { endedBy: "death", to: day("2026-05-20") },
    ]);
    expect(await obligationsOf(system.db, 1, who.person)).toMatchObject([
      { kind: "lookIntoDeath", owner: "counselor" },
    ]);
  });

  test("other hours change eligibility by the law, a name is told, and nothing of another employer's people is seen", async () => {
    const who = await somebody();
    const fewer = { from: day("2026-05-16"), hoursAYear: 900, fteHundredths: 4_300 };
    expect((await tellHours(system, payroll, { ...of(who), ...fewer })).refused?.code).toBe(
      "employee-not-told",
    );
    const told = await done(tellHours(system, payroll, { ...of(who), ...fewer, toldEmployee: true }));
    expect(told.eligible).toBe(false);
    expect(await employmentOf(system.db, 1, who.person)).toMatchObject([
      { eligible: true },
      { eligible: false },
    ]);
    await done(tellName(system, payroll, { ...of(who), name: { first: "New", last: "Bride" }, from: today }));
    expect((await readPeople(system, payroll, { find: "bride", page: 1 })).employees).toMatchObject([
      { name: "New Bride", state: "working", eligible: false },
    ]);
    await expect(
      tellName(system, employers.other, { ...of(who), name: { first: "X", last: "Y" }, from: today }),
    ).rejects.toThrow(NotAllowed);
    expect(await readEmployee(system, employers.other, who.person)).toBeUndefined();
    expect(await readEmployee(system, auditor, who.person)).toBeDefined();
  });
});

test("BR 2-14(6) 3-12(6) membership found late counts only when every contribution is paid, by a second person", async () => {
  const who = await somebody({
    hired: day("2026-03-01"),
    hoursAYear: 1000,
    fteHundredths: 4_800,
    toldEmployee: true,
  });
  const months = [3, 4].map((month) => ({ month: day(`2026-0${month}-01`), payCents: 100_000 }));
  const span = { from: day("2026-03-01"), through: day("2026-04-30"), hoursAYear: 1100 };
  const short = await fileBackdating(system, payroll, { ...of(who), ...span, months: months.slice(1) });
  expect(short.refused?.code).toBe("months-missing");
  const filed = await done(fileBackdating(system, payroll, { ...of(who), ...span, months }));
  const step = { ...filed, because: "certified by the personnel officer" };
  expect((await grantBackdating(system, verifier, { ...step, key: key() })).refused?.code).toBe(
    "not-at-this-stage",
  );
  await done(billBackdating(system, counselor, { ...step, key: key() }));
  const billed = (await findBackdating(system.db, 1, filed))!;
  expect(billed).toMatchObject({ status: "billed", plan: "msep2011", openCents: 68_500n }); // 2,000.00 at 30.25 % and 4 %
  expect((await grantBackdating(system, verifier, { ...step, key: key() })).refused?.code).toBe(
    "contributions-open",
  );
  expect(await employmentOf(system.db, 1, who.person)).toMatchObject([{ eligible: false }]);

  await payCharges(billed.report!);
  await done(grantBackdating(system, verifier, { ...step, key: key() }));
  const [counted] = await employmentOf(system.db, 1, who.person);
  expect(counted).toMatchObject({ eligible: true, plan: "msep2011", to: day("2026-05-01") });
  const { rows } = await sql<{ cents: bigint }>`
    select sum(cents)::bigint as cents from records.pay where person = ${who.person}`.execute(system.db);
  expect(rows[0]!.cents).toBe(200_000n);
});

/** Pays the charges of a report as the office would: a receipt in their reference, which is matched by itself. */
async function payCharges(report: number): Promise<void> {
  const charges = await listCharges(system.db, 1, { report });
  const { reference } = charges[0]!;
  const cents = charges.reduce((sum, { openCents }) => sum + openCents, 0n);
  const receipt = {
    trust: "pension",
    receivedOn: formatDate(today),
    cents,
    reference,
    payer: "Department 0042",
  } as const;
  expect(
    await done(enterReceipt(system, staff("preparer", "payrollPreparer"), { key: key(), ...receipt })),
  ).toMatchObject({
    matched: true,
  });
}

describe("work after retirement", () => {
  async function retiree(last: string): Promise<{ person: number; ssn: string; benefit: number }> {
    made += 1;
    const ssn = String(920_000_000 + made);
    const who = { seven: 3_000_000 + made, ssn, first: "Reta", last, born: "1955-01-01", code: `R${made}` };
    const person = await addMember(system, { ...who, from: "2001-01-01" });
    const gone = {
      lastDay: day("2019-06-30"),
      lastPaidPeriodEnd: day("2019-06-30"),
      reason: "retired",
    } as const;
    await done(tellLeaving(system, payroll, { ...of({ person, position: 1 }), ...gone }));
    const benefit = await system.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      const amount = { baseCents: 100_000n, temporaryCents: 0n, determination: 1, status: "due" } as const;
      const paid = {
        person,
        member: person,
        kind: "retirement",
        option: "lifeIncome",
        from: day("2019-07-01"),
      } as const;
      return newBenefit(tx, 1, { ...amount, ...paid }, instant);
    });
    return { person, ssn, benefit };
  }
  const rehire = (who: { ssn: string }, last: string, more: Partial<Enrolment> = {}) =>
    done(
      enrol(
        system,
        payroll,
        form({
          ssn: who.ssn,
          name: { first: "Reta", last },
          born: day("1955-01-01"),
          position: `Q${last}`,
          ...more,
        }),
      ),
    );
  const holds = async (person: number) =>
    (
      await sql<{ reason: string }>`select reason from records.payee_hold
      where person = ${person} and status = 'open' and recorded_to = 'infinity'`.execute(system.db)
    ).rows;

  test("B111 H-269 enrolment of a retiree holds what is paid and starts a case; the second person stops the annuity, and it resumes after the work", async () => {
    const who = await retiree("Stopped");
    const enrolled = await rehire(who, "Stopped");
    expect(enrolled).toMatchObject({ kind: "rehire", plan: "msep2000" });
    const at = { person: who.person, caseNumber: enrolled.reemployment!, because: "position of 2,080 hours" };
    expect(await holds(who.person)).toEqual([{ reason: "reemployed" }]);
    expect((await findReemployment(system.db, 1, at))!.stops).toBe(true);
    expect(await readReemployments(system, auditor)).toMatchObject([
      { name: "Reta Stopped", status: "detected" },
    ]);

    await done(confirmReemployment(system, verifier, { ...at, key: key() }));
    expect(await holds(who.person)).toEqual([]);
    const paid = () =>
      sql<{ from: string; to: string }>`select valid_from as "from", valid_to as "to" from records.benefit
        where benefit = ${who.benefit} and recorded_to = 'infinity' order by valid_from`
        .execute(system.db)
        .then(({ rows }) => rows);
    expect(await paid()).toEqual([{ from: "2019-07-01", to: "2026-05-01" }]);

    const told = {
      lastDay: day("2026-05-20"),
      lastPaidPeriodEnd: day("2026-05-31"),
      reason: "left",
    } as const;
    await done(tellLeaving(system, payroll, { ...of(enrolled), ...told }));
    expect((await findReemployment(system.db, 1, at))!).toMatchObject({
      status: "workEnded",
      resumesOn: day("2026-06-01"),
    });
    await done(resumeAnnuity(system, verifier, { ...at, key: key() }));
    expect((await paid()).map(({ from }) => from)).toEqual(["2019-07-01", "2026-06-01"]);
  });

  test("B111 H-269 a pay report that names a retiree as an employee is refused, and starts the case and the hold", async () => {
    const who = await retiree("Filed");
    const event = [
      "E",
      "",
      who.ssn,
      "Filed",
      "Reta",
      "1955-01-01",
      "REHIRE",
      "2026-05-04",
      "",
      "",
      "",
      "F1",
      "",
      "",
    ].join(",");
    const begin = "2026-05-01";
    const made = {
      id: "B111",
      begin,
      end: "2026-05-15",
      payDate: "2026-05-29",
      rows: [janesRow],
      events: [event],
    };
    const sent = await receivePayReport(system, payroll, {
      key: key(),
      bytes: new TextEncoder().encode(makeFile(made)),
    });
    expect(sent.refused?.code).toBe("payReportRefused");
    expect(await holds(who.person)).toEqual([{ reason: "reemployed" }]);
    const [opened] = await casesOf(system.db, 1, who.person);
    const found = await findReemployment(system.db, 1, {
      person: who.person,
      caseNumber: opened!.caseNumber,
    });
    expect(found).toMatchObject({ found: "payReport", workFrom: day("2026-05-04"), stops: true });
  });

  test("H-276 a hold is released by a second person where the work does not stop the annuity, never by who caused it", async () => {
    const who = await retiree("Kept");
    const enrolled = await rehire(who, "Kept");
    const at = { person: who.person, caseNumber: enrolled.reemployment!, because: "the form was a mistake" };
    const both: Actor = { ...releaser, account: payroll.account };
    expect((await dismissReemployment(system, both, { ...at, key: key() })).refused?.code).toBe(
      "same-person",
    );
    await expect(dismissReemployment(system, counselor, { ...at, key: key() })).rejects.toThrow(NotAllowed);
    await done(dismissReemployment(system, releaser, { ...at, key: key() }));
    expect(await holds(who.person)).toEqual([]);
    const small = await retiree("Small");
    const few = { hoursAYear: 500, fteHundredths: 2_400, toldEmployee: true };
    expect((await rehire(small, "Small", few)).reemployment).toBeUndefined();
    expect(await casesOf(system.db, 1, small.person)).toEqual([]);
  });
});

describe("the desk", () => {
  test("44 §4 §8 groups with calendars show what is next and overdue; duties follow and are settled", async () => {
    const { employer } = await done(
      keepEmployer(system, counselor, { key: key(), code: "0100", name: "New Office" }),
    );
    const group = { code: "0100-M", name: "New Office", payCycle: "monthly" } as const;
    await done(keepGroup(system, counselor, { key: key(), employer, ...group }));
    const desk = async () =>
      (await readEmployers(system, auditor)).find((each) => each.employer === employer)!;
    const { reportingGroup } = (await desk()).groups[0]!;
    const calendar = {
      reportingGroup,
      firstPeriod: day("2026-03-01"),
      payAfterDays: 0,
      dueAfter: "payDate",
      dueWorkingDays: 5,
    } as const;
    const wrong = { ...calendar, firstPeriod: day("2026-03-02") };
    expect((await keepCalendar(system, counselor, { key: key(), employer, ...wrong })).refused?.code).toBe(
      "no-period-begins",
    );
    await done(keepCalendar(system, counselor, { key: key(), employer, ...calendar }));
    const contact = { duty: "payroll", name: "Pat Roll", email: "pat@example.gov" } as const;
    await done(keepContact(system, counselor, { key: key(), employer, told: contact }));
    expect((await desk()).groups[0]).toMatchObject({ overdue: 2, next: { end: day("2026-03-31") } });
    expect((await keepEmployersInTime(system)).dutiesOpened).toBe(4);
    expect((await keepEmployersInTime(system)).dutiesOpened).toBe(0);
    const detail = (await readEmployer(system, auditor, employer))!;
    expect(detail.contacts).toMatchObject([contact]);
    expect(detail.duties.map(({ kind }) => kind).toSorted()).toEqual([
      "pay-report",
      "pay-report",
      "remind-of-report",
      "remind-of-report",
    ]);
    await done(
      keepCalendar(system, counselor, { key: key(), employer, ...calendar, firstPeriod: day("2026-05-01") }),
    );
    expect((await keepEmployersInTime(system)).dutiesDone).toBe(4);
    await expect(readEmployer(system, employers.other, employer)).rejects.toThrow(NotAllowed);
    await expect(keepEmployer(system, verifier, { key: key(), code: "1", name: "x" })).rejects.toThrow(
      NotAllowed,
    );
  });
});
