import { done } from "../done.ts";
import { randomUUID } from "node:crypto";
import { ENDLESS, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { openCase } from "@emeritus/records/case.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import { membershipFormsOf, type Notice, noticesOf } from "@emeritus/records/enrolment.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { payColumns, postPay } from "@emeritus/records/pay.ts";
import { serviceCreditsOf } from "@emeritus/records/service.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { NotAllowed } from "../permissions.ts";
import { testEmployers, type TestEmployers } from "../reporting-pay/testing.ts";
import type { System } from "../system.ts";
import { tellHours, tellName } from "./change-details.ts";
import { decideTakingBack } from "./decide-taking-back.ts";
import { enrol, type Enrolment } from "./enrol.ts";
import { layOff, recall } from "./layoff.ts";
import { tellLeave, tellReturn } from "./leave.ts";
import { tellDeath, tellLeaving, tellSickLeave } from "./leaving.ts";
import { readEmployee } from "./read-people.ts";
import { takeBack } from "./take-back.ts";

const day = parseDate;
const today = day("2026-05-20");
let employers: TestEmployers;
let system: System;
let payroll: Actor;

beforeAll(async () => {
  employers = await testEmployers();
  payroll = employers.payroll;
  system = { ...employers.system, calendar: { today: () => today, moved: true } };
});
afterAll(() => employers.close());

type Who = { readonly person: number; readonly position: number };
let made = 0;
const formOf = (more: Partial<Enrolment> = {}): Enrolment => {
  made += 1;
  return {
    key: randomUUID(),
    group: "0042-SM",
    ssn: String(920_000_000 + made),
    name: { first: "Given", last: `Mistake${made}` },
    born: day("1990-07-04"),
    hired: day("2026-05-01"),
    position: `T${made}`,
    title: "Clerk",
    hoursAYear: 2080,
    fteHundredths: 10_000,
    memberClass: "general",
    ...more,
  };
};
const somebody = (more: Partial<Enrolment> = {}) => done(enrol(system, payroll, formOf(more)));
const of = ({ person, position }: Who) => ({ key: randomUUID(), person, position });
const latest = async ({ person }: Who) =>
  (await noticesOf(system.db, 1, person)).find(({ takenBack }) => takenBack === undefined)!.notice;
const because = "Told of the wrong person";
const back = async (who: Who, notice?: number) =>
  takeBack(system, payroll, { ...of(who), notice: notice ?? (await latest(who)), because });
const open = async ({ person }: Who) =>
  (await obligationsOf(system.db, 1, person)).filter(({ status }) => status === "open");
const leaving = {
  lastDay: day("2026-05-15"),
  lastPaidPeriodEnd: day("2026-05-31"),
  reason: "left",
} as const;

test("BR 2-3 3-3 a leaving taken back: employment goes on, sick leave is gone, history keeps both, and the right one is told", async () => {
  const who = await somebody();
  const leave = { type: "ownIllness", paid: false, approvedBy: "HR", from: day("2026-05-11") } as const;
  await done(tellLeave(system, payroll, { ...of(who), ...leave }));
  const before = await employmentOf(system.db, 1, who.person);
  await done(tellLeaving(system, payroll, { ...of(who), ...leaving, sickLeaveHundredths: 33_600 }));
  const told = (await noticesOf(system.db, 1, who.person))[0]!;
  expect([await open(who), (await leavesOf(system.db, 1, who.person))[0]!.to]).toEqual([
    [],
    day("2026-05-16"),
  ]);
  expect(
    (await takeBack(system, payroll, { ...of(who), notice: told.notice, because: " " })).refused?.code,
  ).toBe("reason-missing");
  await expect(
    takeBack(system, employers.other, { ...of(who), notice: told.notice, because }),
  ).rejects.toThrow(NotAllowed);
  await done(back(who));
  expect(await employmentOf(system.db, 1, who.person)).toEqual(before);
  expect(await leavesOf(system.db, 1, who.person)).toMatchObject([{ to: ENDLESS }]);
  expect(await serviceCreditsOf(system.db, 1, who.person)).toEqual([]);
  expect(await open(who)).toMatchObject([{ kind: "illness-leave-limit", due: day("2027-05-11") }]);
  const then = { knownAt: told.recordedFrom };
  expect(await employmentOf(system.db, 1, who.person, then)).toMatchObject([{ to: day("2026-05-16") }]);
  expect(await serviceCreditsOf(system.db, 1, who.person, then)).toHaveLength(1);
  const [kept] = (await readEmployee(system, payroll, who.person))!.notices;
  expect(kept!.takenBack).toMatchObject({ actor: payroll.account, because });
  expect((await back(who, told.notice)).refused).toMatchObject({
    code: "taken-back-already",
    cites: "ADR 22",
  });
  const right = { ...leaving, lastDay: day("2026-05-18"), sickLeaveHundredths: 1_200 };
  await done(tellLeaving(system, payroll, { ...of(who), ...right }));
  expect(await employmentOf(system.db, 1, who.person)).toMatchObject([{ to: day("2026-05-19") }]);
  await done(tellSickLeave(system, payroll, { ...of(who), hundredths: 900 }));
  await done(back(who));
  expect(await serviceCreditsOf(system.db, 1, who.person)).toMatchObject([{ hoursHundredths: 1_200 }]);
});

test("BR 2-11(4) 3-11(4) a layoff taken back: its clock falls away with the reason, and runs again when it is told again; recall, leave and return too", async () => {
  const who = await somebody();
  const layoff = { from: day("2026-05-18"), reason: "shortageOfFunds" } as const;
  await done(layOff(system, payroll, { ...of(who), ...layoff }));
  await done(back(who));
  expect(await leavesOf(system.db, 1, who.person)).toEqual([]);
  expect(await obligationsOf(system.db, 1, who.person)).toMatchObject([{ status: "void", because }]);
  await done(layOff(system, payroll, { ...of(who), ...layoff }));
  expect(await open(who)).toMatchObject([{ kind: "layoff-ends", due: day("2027-05-18") }]);
  const first = await latest(who);
  await done(recall(system, payroll, { ...of(who), on: day("2026-05-20") }));
  expect((await back(who, first)).refused).toMatchObject({
    code: "told-later",
    facts: { day: "2026-05-20" },
  });
  await done(back(who));
  expect([(await leavesOf(system.db, 1, who.person))[0]!.to, (await open(who)).length]).toEqual([ENDLESS, 1]);
  await done(back(who)); // the layoff, now the latest again
  const leave = { type: "family", paid: true, approvedBy: "HR", from: day("2026-05-11") } as const;
  await done(tellLeave(system, payroll, { ...of(who), ...leave }));
  await done(tellReturn(system, payroll, { ...of(who), on: day("2026-05-14") }));
  await done(back(who));
  expect(await leavesOf(system.db, 1, who.person)).toMatchObject([{ kind: "family", to: ENDLESS }]);
  await done(back(who));
  expect(await leavesOf(system.db, 1, who.person)).toEqual([]);
});

test("BR 2-14 3-12 hours taken back end the membership they gave, a hire taken back leaves none; told again it is a first hire", async () => {
  const few = { hoursAYear: 500, fteHundredths: 2_400, toldEmployee: true } as const;
  const who = await somebody(few);
  const more = { from: day("2026-05-11"), hoursAYear: 2080, fteHundredths: 10_000 };
  expect(await done(tellHours(system, payroll, { ...of(who), ...more }))).toMatchObject({ eligible: true });
  expect((await readEmployee(system, payroll, who.person))!.membership).toHaveLength(1);
  await done(back(who));
  const seen = (await readEmployee(system, payroll, who.person))!;
  expect([seen.employment.map(({ eligible, to }) => [eligible, to]), seen.membership]).toEqual([
    [[false, ENDLESS]],
    [],
  ]);
  const { rows } = await sql<{ hours: number }>`
    select hours_a_year as hours from records.group_position g join records.position p on p.reporting_group = g.reporting_group and p.code = g.code
    where p.person = ${who.person} and g.recorded_to = 'infinity'`.execute(system.db);
  expect(rows).toEqual([{ hours: 500 }]);
  const form = formOf();
  const hired = await done(enrol(system, payroll, form));
  await done(back(hired));
  expect(await employmentOf(system.db, 1, hired.person)).toEqual([]);
  expect((await readEmployee(system, payroll, hired.person))!.membership).toEqual([]);
  expect(await membershipFormsOf(system.db, 1, hired.person)).toHaveLength(1); // what was asked of the law stays on paper
  const again = await done(enrol(system, payroll, { ...form, key: randomUUID(), hired: day("2026-05-04") }));
  expect(again).toMatchObject({ kind: "hire", person: hired.person, memberFrom: "2026-05-04" });
  const stretches = await employmentOf(system.db, 1, hired.person);
  expect(stretches.map(({ from }) => formatDate(from))).toEqual(["2026-05-04"]);
});

test("ADR 22 what something rests on, and what has a way of its own, is refused by name", async () => {
  const who = await somebody();
  const hire = await latest(who);
  await done(tellName(system, payroll, { ...of(who), name: { first: "New", last: "Name" }, from: today }));
  expect((await back(who)).refused).toMatchObject({ code: "not-taken-back", facts: { kind: "name" } });
  const pay = (report: number, cents: number) =>
    system.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      const rows = payColumns(1);
      rows.person[0] = who.person;
      rows.position[0] = who.position;
      rows.year[0] = 2026;
      rows.month[0] = 5;
      rows.reportRow[0] = 1;
      rows.cents[0] = cents;
      await postPay(tx, 1, report, rows, instant);
    });
  await pay(9001, 100_000);
  expect((await back(who, hire)).refused).toMatchObject({
    code: "pay-rests",
    facts: { month: "2026-05-01" },
    cites: "ADR 22",
  });
  await done(tellLeaving(system, payroll, { ...of(who), ...leaving }));
  const opened = { fund: 1, person: who.person, kind: "retirement", action: "apply", actor: "x" } as const;
  await system.db
    .transaction()
    .execute(async (tx) => openCase(tx, { ...opened, status: "applied" }, await takeInstant(tx)));
  expect((await back(who)).refused?.code).toBe("retirement-rests");
  const gone = await somebody();
  await done(tellDeath(system, payroll, { ...of(gone), died: day("2026-05-19"), toldBy: "HR" }));
  expect((await back(gone)).refused).toMatchObject({ code: "not-taken-back", facts: { kind: "death" } });
  const other = await somebody();
  expect((await back(other, hire)).refused).toMatchObject({ code: "no-such-notice", cites: "ADR 33(4)" });
  await sql`update records.employment set recorded_to = now() where person = ${other.person} and recorded_to = 'infinity'`.execute(
    employers.database.db,
  );
  expect((await back(other)).refused?.code).toBe("recorded-over");
});

test("ADR 22 a case that began since, what one stroke of a pay report told, and a hire by another employer are in the way; nothing else is", () => {
  const one: Notice = {
    notice: 5,
    person: 1,
    position: 1,
    employer: 42,
    reportingGroup: 420,
    kind: "termination",
    channel: "file",
    effective: day("2026-05-15"),
    facts: {},
    actor: "payroll",
    recordedFrom: "2026-05-16 10:00:00+00",
  };
  const at = "2026-05-17 10:00:00+00";
  const decide = (others: readonly Notice[], resting = {}) =>
    decideTakingBack(
      [...others, one],
      { notice: 5, position: 1 },
      {
        paid: undefined,
        retires: false,
        inCase: false,
        ...resting,
      },
    ).refused?.code;
  const hired = { ...one, notice: 6, employer: 7, position: 2, kind: "hire", recordedFrom: at } as const;
  const gone = { actor: "x", because: "x", at };
  expect(decide([])).toBeUndefined();
  expect(decide([], { inCase: true })).toBe("case-rests");
  expect(decide([{ ...one, notice: 6, kind: "eligibility" }])).toBe("told-together");
  expect(decide([{ ...one, notice: 6, kind: "address" }])).toBeUndefined();
  expect(decide([hired])).toBe("told-later");
  expect(decide([{ ...hired, takenBack: gone }])).toBeUndefined();
  expect(decide([{ ...hired, kind: "leave" }])).toBeUndefined();
});
