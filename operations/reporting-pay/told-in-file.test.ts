import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import { membershipFormsOf, noticesOf } from "@emeritus/records/enrolment.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { serviceCreditsOf } from "@emeritus/records/service.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enrol } from "../enrolling/enrol.ts";
import { layOff, recall } from "../enrolling/layoff.ts";
import { tellLeave, tellReturn } from "../enrolling/leave.ts";
import { tellDeath, tellLeaving } from "../enrolling/leaving.ts";
import type { Outcome } from "../outcome.ts";
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
beforeAll(async () => {
  here = await testEmployers();
});
afterAll(() => here.close());

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
async function somebody(): Promise<{ person: number; position: number; number: string }> {
  made += 1;
  const seven = 3_000_000 + made;
  const person = await addMember(here.system, {
    seven,
    first: "Given",
    last: `Name${made}`,
    born: "1975-01-01",
    code: "K1",
    from: "2006-01-01",
  });
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
      `E,${awayFile.number},,,,,TERM,2026-05-12,2026-05-15,,,K1,,`,
    ],
    leaves: [`L,${illFile.number},2026-05-11,2026-05-19,PREGNANCY,N,,HR`],
  });
  expect(await left(illFile.person)).toEqual(await left(ill.person));
  expect(await left(laidFile.person)).toEqual(await left(laid.person));
  expect(await left(awayFile.person)).toEqual(await left(away.person));
});
