import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { newBenefit } from "@emeritus/records/benefit.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import { membershipFormsOf, noticesOf } from "@emeritus/records/enrolment.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { serviceCreditsOf } from "@emeritus/records/service.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { enrol } from "../enrolling/enrol.ts";
import { layOff, recall } from "../enrolling/layoff.ts";
import { tellLeave, tellReturn } from "../enrolling/leave.ts";
import { tellDeath, tellLeaving, tellSickLeave } from "../enrolling/leaving.ts";
import type { Outcome } from "../outcome.ts";
import { mendHeldRow, readHeldRow } from "./held-rows.ts";
import { chooseHoldingPolicy } from "./holding-policy.ts";
import { readRefusal } from "./read-pay-reports.ts";
import { receivePayReport } from "./receive-pay-report.ts";
import { bytesOf } from "./sample-report.ts";
import { submitPayReport } from "./submit-pay-report.ts";
import {
  addMember,
  janesRow,
  makeFile,
  testEmployers,
  type MadeFile,
  type MadeRow,
  type TestEmployers,
} from "./testing.ts";

const day = parseDate;
let here: TestEmployers;
beforeEach(async () => {
  here = await testEmployers();
});
afterEach(() => here.close());

async function done<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const { accepted, refused } = await outcome;
  if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
  return accepted;
}

async function post(file: MadeFile): Promise<void> {
  const { report } = await done(
    receivePayReport(here.system, here.payroll, { key: randomUUID(), bytes: bytesOf(makeFile(file)) }),
  );
  const pensionableCents = BigInt(file.rows.reduce((sum, { pay }) => sum + pay, 0));
  const comments = { payChanged: "yes", totalChanged: "yes", manyTerminations: "yes", manyHires: "yes" };
  const answer = await submitPayReport(here.system, here.payroll, {
    key: randomUUID(),
    report,
    pensionableCents,
    comments,
  });
  expect(answer).toMatchObject({ accepted: { status: "posted" } });
}

/** All that an employer's word leaves of somebody, without how it came and the numbers that differ from person to person. */
async function left(person: number) {
  const { db } = here.system;
  const notices = await noticesOf(db, 1, person);
  return {
    employment: await employmentOf(db, 1, person),
    leaves: (await leavesOf(db, 1, person)).map(({ approvedBy: _by, ...leave }) => leave),
    notices: notices.map(({ notice: _n, person: _p, channel: _c, recordedFrom: _r, facts, ...rest }) => {
      const { caseNumber: _case, toldBy: _told, reason: _reason, ...said } = facts;
      return { ...rest, facts: said };
    }),
    forms: (await membershipFormsOf(db, 1, person)).map(({ recordedFrom: _r, ...form }) => form),
    duties: (await obligationsOf(db, 1, person)).map(
      ({ obligation: _o, person: _p, caseNumber: _c, ...duty }) => duty,
    ),
    credits: (await serviceCreditsOf(db, 1, person)).map(
      ({ kind, hoursHundredths, certifiedBy, effective }) => ({
        kind,
        hoursHundredths,
        certifiedBy,
        effective,
      }),
    ),
    cases: (await casesOf(db, 1, person)).map(({ kind, status }) => ({ kind, status })),
  };
}

let made = 0;
/** Somebody employed for years, with their number in a file. */
async function somebody(
  more: Partial<Parameters<typeof addMember>[1]> = {},
): Promise<{ person: number; position: number; number: string }> {
  made += 1;
  const seven = 3_000_000 + made;
  const names = { seven, first: "Given", last: `Name${made}`, born: "1975-01-01" };
  const person = await addMember(here.system, { ...names, code: "K1", from: "2006-01-01", ...more });
  return { person, position: 1, number: memberIdFrom(seven) };
}
const of = ({ person, position }: { person: number; position: number }) => ({
  key: randomUUID(),
  person,
  position,
});

test("BR 2-14(4) BR 2-3 BR 2-2 BR 2-11(1) what a file tells leaves the same records as the same word on a form", async () => {
  const { system, payroll } = here;
  const byForm = await done(
    enrol(system, payroll, {
      key: randomUUID(),
      group: "0042-SM",
      ssn: "900000021",
      name: { first: "Rita", last: "Roe" },
      born: day("1990-07-04"),
      hired: day("2026-05-01"),
      position: "B7",
      hoursAYear: 2080,
      fteHundredths: 10_000,
      memberClass: "general",
    }),
  );
  const others: MadeRow[] = [];
  for (let at = 0; at < 8; at += 1)
    others.push({ memberId: (await somebody()).number, position: "K1", pay: 100_000 });
  const pair = async () => [await somebody(), await somebody()] as const;
  const [term, termFile] = await pair();
  const [ill, illFile] = await pair();
  const [laid, laidFile] = await pair();
  const [dead, deadFile] = await pair();
  const [away, awayFile] = await pair();
  await done(
    tellLeave(system, payroll, {
      ...of(ill),
      type: "pregnancy",
      paid: false,
      approvedBy: "HR",
      from: day("2026-05-11"),
    }),
  );
  await done(layOff(system, payroll, { ...of(laid), from: day("2026-05-11"), reason: "shortageOfWork" }));
  await done(
    tellLeave(system, payroll, {
      ...of(away),
      type: "ownIllness",
      paid: false,
      approvedBy: "HR",
      from: day("2026-05-04"),
    }),
  );
  await done(
    tellLeaving(system, payroll, {
      ...of(term),
      lastDay: day("2026-05-12"),
      lastPaidPeriodEnd: day("2026-05-15"),
      reason: "left",
      sickLeaveHundredths: 8_000,
    }),
  );
  await done(
    tellLeaving(system, payroll, {
      ...of(away),
      lastDay: day("2026-05-12"),
      lastPaidPeriodEnd: day("2026-05-15"),
      reason: "left",
    }),
  );
  await done(tellDeath(system, payroll, { ...of(dead), died: day("2026-05-13"), toldBy: "HR" }));
  const awayLeave = `L,${awayFile.number},2026-05-04,,OWN_ILLNESS,N,,HR`;
  await post({
    id: "T1",
    begin: "2026-05-01",
    end: "2026-05-15",
    payDate: "2026-05-29",
    rows: [
      janesRow,
      ...others,
      { memberId: byForm.memberId, position: "B7", plan: "MSEP2011", pay: 200_000 },
      {
        ssn: "900000022",
        name: ["Roe", "Rick"],
        born: "1990-07-04",
        position: "B7",
        plan: "MSEP2011",
        pay: 200_000,
      },
    ],
    events: [
      "E,,900000022,Roe,Rick,1990-07-04,HIRE,2026-05-01,,,,B7,,",
      `E,${termFile.number},,,,,TERM,2026-05-12,2026-05-15,,,K1,80.00,`,
      `E,${laidFile.number},,,,,LAYOFF,2026-05-11,,,,K1,,`,
      `E,${deadFile.number},,,,,DEATH,2026-05-13,2026-05-15,,,K1,,`,
    ],
    leaves: [`L,${illFile.number},2026-05-11,,PREGNANCY,N,,HR`, awayLeave],
  });
  const byFile = (await personsBySsn(system.db, system.keys, 1, ["900000022"])).get("900000022")!;
  expect(await left(byFile)).toEqual(await left(byForm.person));
  expect(await left(illFile.person)).toEqual(await left(ill.person));
  expect(await left(laidFile.person)).toEqual(await left(laid.person));
  expect(await left(termFile.person)).toEqual(await left(term.person));
  const deadLeft = await left(dead.person);
  expect({ ...(await left(deadFile.person)), notices: [] }).toEqual({ ...deadLeft, notices: [] });
  const told = await noticesOf(system.db, 1, deadFile.person);
  expect(told).toMatchObject([{ kind: "death", channel: "file", lastPaidPeriodEnd: day("2026-05-15") }]);

  await done(tellSickLeave(system, payroll, { ...of(term), hundredths: 7_950 }));
  await done(tellReturn(system, payroll, { ...of(ill), on: day("2026-05-20") }));
  await done(recall(system, payroll, { ...of(laid), on: day("2026-05-20") }));
  await post({
    id: "T2",
    begin: "2026-05-16",
    end: "2026-05-31",
    payDate: "2026-06-12",
    rows: [
      janesRow,
      ...others,
      ...[ill, illFile, laid, laidFile].map(({ number }) => ({
        memberId: number,
        position: "K1",
        pay: 100_000,
      })),
      { memberId: byForm.memberId, position: "B7", plan: "MSEP2011" as const, pay: 200_000 },
      { ssn: "900000022", position: "B7", plan: "MSEP2011" as const, pay: 200_000 },
    ],
    events: [
      `E,${laidFile.number},,,,,RECALL,2026-05-20,,,,K1,,`,
      `E,${termFile.number},,,,,SICK_LEAVE_FINAL,2026-05-20,,,,,79.50,`,
      `E,${awayFile.number},,,,,TERM,2026-05-12,2026-05-15,,,K1,,`,
    ],
    leaves: [`L,${illFile.number},2026-05-11,2026-05-19,PREGNANCY,N,,HR`],
  });
  expect(await left(illFile.person)).toEqual(await left(ill.person));
  expect(await left(laidFile.person)).toEqual(await left(laid.person));
  expect(await left(awayFile.person)).toEqual(await left(away.person));
  expect(await left(termFile.person)).toEqual(await left(term.person));
  expect((await left(termFile.person)).credits).toMatchObject([{ hoursHundredths: 7_950 }]);
});

const may = { begin: "2026-05-01", end: "2026-05-15", payDate: "2026-05-29" };
const goneIn = (year: number) => ({
  lastDay: day(`${year}-06-30`),
  lastPaidPeriodEnd: day(`${year}-06-30`),
});

test("BR 2-7 3-7 RSMo 104.1003 who left the closed plan unvested comes back to the plan of the law, by a file as by a form", async () => {
  const { system, payroll } = here;
  const unvested = { plan: "msep", from: "1998-01-01" };
  const byForm = await somebody({ ...unvested, ssn: "900000041", last: "Form" });
  const byFile = await somebody({ ...unvested, ssn: "900000042", last: "File" });
  for (const who of [byForm, byFile])
    await done(tellLeaving(system, payroll, { ...of(who), ...goneIn(1999), reason: "left" }));
  await done(
    enrol(system, payroll, {
      key: randomUUID(),
      group: "0042-SM",
      ssn: "900000041",
      name: { first: "Given", last: "Form" },
      born: day("1975-01-01"),
      hired: day("2026-05-01"),
      position: "B7",
      hoursAYear: 2080,
      fteHundredths: 10_000,
      memberClass: "general",
    }),
  );
  const back = (plan: "MSEP" | "MSEP2000") => ({
    id: `R-${plan}`,
    ...may,
    rows: [
      janesRow,
      { memberId: byForm.number, position: "B7", plan: "MSEP2000" as const, pay: 200_000 },
      { memberId: byFile.number, position: "B7", plan, pay: 200_000 },
    ],
    events: [`E,${byFile.number},,,,,REHIRE,2026-05-01,,,,B7,,`],
  });
  const bytes = bytesOf(makeFile(back("MSEP")));
  const { refused } = await receivePayReport(system, payroll, { key: randomUUID(), bytes });
  const seen = await readRefusal(system, payroll, String(refused!.facts["refusal"]));
  expect(seen!.found.kept.map(({ rule }) => rule)).toEqual(["planDiffers"]);
  await post(back("MSEP2000"));
  const kept = await left(byFile.person);
  expect(kept).toEqual(await left(byForm.person));
  expect(kept.notices[0]).toMatchObject({ kind: "rehire" });
  expect(kept.forms).toMatchObject([{ plan: "msep2000" }]);
});

test("B111 a mended row that names a retiree holds what is paid and starts the case", async () => {
  const { system, payroll } = here;
  const retiree = await somebody({ born: "1955-01-01", from: "1990-01-01" });
  await done(tellLeaving(system, payroll, { ...of(retiree), ...goneIn(2019), reason: "retired" }));
  await system.db.transaction().execute(async (tx) => {
    const { person } = retiree;
    const amount = { baseCents: 100_000n, temporaryCents: 0n, determination: 1, status: "due" } as const;
    const paid = { person, member: person, kind: "retirement", option: "lifeIncome" } as const;
    await newBenefit(tx, 1, { ...amount, ...paid, from: day("2019-07-01") }, await takeInstant(tx));
  });
  const verifier: Actor = { account: "verifier", roles: ["benefitVerifier"], employers: [] };
  await chooseHoldingPolicy(system, verifier, { key: randomUUID(), mode: "hold", most: 3 });
  const stranger = { memberId: memberIdFrom(9_000_001), position: "K1", pay: 100_000 };
  await post({ id: "B1", ...may, rows: [janesRow, stranger] });
  const held = (await readHeldRow(system, payroll, { report: 1, item: 1 }))!;
  const fields = { ...held.fields, member_id: retiree.number };
  const mended = await mendHeldRow(system, payroll, { key: randomUUID(), report: 1, item: 1, fields });
  expect(mended!.accepted!.found?.map(({ rule }) => rule)).toContain("drawsBenefit");
  expect((await left(retiree.person)).cases).toEqual([{ kind: "reemployment", status: "detected" }]);
  const { rows } = await sql`select reason from records.payee_hold
    where person = ${retiree.person} and status = 'open' and recorded_to = 'infinity'`.execute(system.db);
  expect(rows).toEqual([{ reason: "reemployed" }]);
});
