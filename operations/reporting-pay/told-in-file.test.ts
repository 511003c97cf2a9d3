import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { findAddress } from "@emeritus/records/address.ts";
import { newBenefit } from "@emeritus/records/benefit.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import { membershipFormsOf, noticesOf } from "@emeritus/records/enrolment.ts";
import { controlProofs } from "@emeritus/records/money-in-reports.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { serviceCreditsOf } from "@emeritus/records/service.ts";
import { groupPositionsOn } from "@emeritus/records/employer-desk.ts";
import { getPerson } from "@emeritus/records/person.ts";
import { waitingDetails } from "@emeritus/records/told-detail.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeAddress } from "../changing-person/change-contact.ts";
import { tellAddress, tellHours, tellName } from "../enrolling/change-details.ts";
import { decideToldDetail, readWaitingDetails } from "../enrolling/decide-told-detail.ts";
import { enrol, type Enrolment } from "../enrolling/enrol.ts";
import { layOff, recall } from "../enrolling/layoff.ts";
import { tellLeave, tellReturn } from "../enrolling/leave.ts";
import { tellDeath, tellLeaving, tellSickLeave } from "../enrolling/leaving.ts";
import type { Outcome } from "../outcome.ts";
import type { Finding } from "./findings.ts";
import { layout } from "./layout.ts";
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

/** What was found in a refused file. */
async function found(facts: Readonly<Record<string, unknown>>): Promise<readonly Finding[]> {
  const seen = await readRefusal(here.system, here.payroll, String(facts["refusal"]));
  return seen!.found.kept;
}

async function post(file: MadeFile): Promise<void> {
  const bytes = bytesOf(makeFile(file));
  const taken = await receivePayReport(here.system, here.payroll, { key: randomUUID(), bytes });
  if (taken.refused) expect(await found(taken.refused.facts)).toEqual([]);
  const { report } = taken.accepted!;
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
    waiting: (await waitingDetails(db, 1, { person })).map(({ kind, effective, detail, why }) => ({
      kind,
      effective,
      detail,
      why,
    })),
    home: await findAddress(db, 1, person, { on: day("2026-06-30") }),
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
  expect(seen!.found.kept.map(({ rule }) => rule)).toEqual(["planGiven", "planDiffers"]);
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

/** An event with columns behind its comments. */
const more = (line: string, told: Readonly<Record<string, string>>): string =>
  [line, ...layout.E.slice(14).map((column) => told[column] ?? "")].join(",");
const home = { street: "7 Elm Street", city: "Columbia", state: "MO", postalCode: "65201" };
const homeInFile = { street: "7 Elm Street", city: "Columbia", state: "MO", postal_code: "65201" };
const bornAll = { born: "1975-01-01", from: "2006-01-01" };
/** The rules for which a file is refused. */
async function refusedFor(file: MadeFile): Promise<string[]> {
  const bytes = bytesOf(makeFile(file));
  const { refused } = await receivePayReport(here.system, here.payroll, { key: randomUUID(), bytes });
  return (await found(refused!.facts)).map(({ rule }) => rule);
}

test("BR 2-14(5) BR 2-14 3-12 a name, an address and other hours in a file leave the same records as on a form", async () => {
  const { system, payroll } = here;
  const pair = async (of: Parameters<typeof somebody>[0] = {}) =>
    [await somebody({ ...bornAll, ...of }), await somebody({ ...bornAll, ...of })] as const;
  const [named, namedFile] = await pair();
  const [moved, movedFile] = await pair();
  const [less, lessFile] = await pair({ code: "K2" });
  const [grown, grownFile] = await pair({ code: "K3", eligible: false });
  const [spoke, spokeFile] = await pair();
  const counselor: Actor = { account: "counselor", roles: ["counselor"], employers: [] };
  const own = { street: "1 Own Way", city: "Rolla", state: "MO", postalCode: "65401" };
  for (const { person } of [spoke, spokeFile])
    await done(
      changeAddress(system, counselor, {
        key: randomUUID(),
        person,
        kind: "home",
        address: own,
        from: day("2026-05-20"),
        seen: "never",
      }),
    );
  const from = day("2026-05-11");
  const name = { first: "Ann", last: "Bride", middle: "M" };
  const fewer = { from, hoursAYear: 800, fteHundredths: 4_000, toldEmployee: true };
  await done(tellName(system, payroll, { ...of(named), name, from }));
  await done(tellAddress(system, payroll, { ...of(moved), address: home, from }));
  await done(tellAddress(system, payroll, { ...of(spoke), address: home, from }));
  await done(tellHours(system, payroll, { ...of(less), ...fewer }));
  await done(tellHours(system, payroll, { ...of(grown), from, hoursAYear: 2_080, fteHundredths: 10_000 }));
  const number = (who: { number: string }) => `E,${who.number},,,`;
  const part = { position: "K2", pay: 0, gross: 40_000, fte: "40.00", eligible: "N" as const };
  const whole = (who: { number: string }, position = "K1", plan: MadeRow["plan"] = "MSEP2000") => ({
    memberId: who.number,
    position,
    plan,
    pay: 100_000,
  });
  const rows: MadeRow[] = [
    janesRow,
    ...[named, namedFile, moved, movedFile, spoke, spokeFile].map((who) => whole(who)),
    { ...part, memberId: less.number },
    { ...part, memberId: lessFile.number },
    whole(grown, "K3", "MSEP2011"),
    whole(grownFile, "K3", "MSEP2011"),
  ];
  const hours = { hours_a_year: "800", fte_pct: "40.00", told_employee: "Y" };
  const events = [
    more(`E,${namedFile.number},,Bride,Ann,,NAME,2026-05-11,,,,,,`, { middle_name: "M" }),
    more(`${number(movedFile)},,ADDRESS,2026-05-11,,,,,,`, homeInFile),
    more(`${number(spokeFile)},,ADDRESS,2026-05-11,,,,,,`, homeInFile),
    more(`${number(lessFile)},,ELIG_CHANGE,2026-05-11,,,,K2,,`, hours),
    more(`${number(grownFile)},,ELIG_CHANGE,2026-05-11,,,,K3,,`, { hours_a_year: "2080", fte_pct: "100.00" }),
  ];
  const { told_employee: _told, ...untold } = hours;
  const wrong = more(`${number(lessFile)},,ELIG_CHANGE,2026-05-11,,,,K2,,`, untold);
  expect(await refusedFor({ id: "N0", ...may, rows, events: events.with(3, wrong) })).toContain(
    "employeeNotTold",
  );
  await post({ id: "N1", ...may, rows, events });
  for (const [byForm, byFile] of [
    [moved, movedFile],
    [spoke, spokeFile],
    [less, lessFile],
    [grown, grownFile],
    [named, namedFile],
  ] as const)
    expect(await left(byFile.person)).toEqual(await left(byForm.person));
  expect((await getPerson(system.db, 1, namedFile.person)).name).toEqual(
    (await getPerson(system.db, 1, named.person)).name,
  );
  expect((await getPerson(system.db, 1, named.person)).name).toMatchObject(name);
  expect((await left(movedFile.person)).home).toMatchObject(home);
  const spared = await left(spokeFile.person);
  expect(spared.home).toMatchObject(own);
  expect(spared.waiting).toMatchObject([{ kind: "address", why: "memberSpokeLater", detail: home }]);
  expect((await left(lessFile.person)).employment.at(-1)).toMatchObject({
    eligible: false,
    fteHundredths: 4_000,
  });
  expect((await left(grownFile.person)).employment.at(-1)).toMatchObject({
    eligible: true,
    plan: "msep2011",
  });
  const listed = await groupPositionsOn(system.db, 1, { on: day("2026-06-01") });
  expect(listed.map(({ code, hoursAYear }) => `${code} ${hoursAYear}`)).toEqual(["K2 800", "K3 2080"]);

  const [first, second] = (await readWaitingDetails(system, counselor)).waiting;
  const decide = (seen: typeof first, step: "recorded" | "declined", because = "The member says so") =>
    decideToldDetail(system, counselor, {
      key: randomUUID(),
      person: seen!.person,
      notice: seen!.notice,
      step,
      because,
    });
  expect((await decide(first, "recorded", " ")).refused?.code).toBe("because-missing");
  await done(decide(first, "recorded"));
  expect((await left(first!.person)).home).toMatchObject(home);
  await done(decide(second, "declined"));
  expect((await left(second!.person)).home).toMatchObject(own);
  expect((await decide(second, "recorded")).refused?.code).toBe("no-such-detail");
  expect((await readWaitingDetails(system, counselor)).waiting).toEqual([]);
  await expect(
    decideToldDetail(system, payroll, {
      key: randomUUID(),
      person: 1,
      notice: 1,
      step: "declined",
      because: "x",
    }),
  ).rejects.toThrow("may not");
});

test("RSMo 104.1003 104.1200 476.515 B146 every class comes to the plan of the law, by a file as by a form", async () => {
  const { system, payroll } = here;
  const classes: readonly [Enrolment["memberClass"], string, MadeRow["plan"], number][] = [
    ["judge", "JUDGE", "JUD2011", 6_054],
    ["legislator", "LEGISLATOR", "MSEP2011", 3_025],
    ["official", "OFFICIAL", "MSEP2011", 3_025],
    ["administrativeLawJudge", "ALJ", "MSEP2011", 3_025],
    ["educator", "EDUCATOR", "CURP", 600],
    ["general", "GENERAL", "MSEP2011", 3_025],
  ];
  const rows: MadeRow[] = [janesRow];
  const events: string[] = [];
  const pairs: (readonly [number, string])[] = [];
  const pay = (who: Partial<MadeRow>, plan: MadeRow["plan"], rate: number) => {
    const share = plan === "CURP" ? 4_000 : plan!.endsWith("2011") ? 8_000 : 0;
    return { position: "J1", pay: 200_000, ...who, plan, employer: 20 * rate, member: share } as MadeRow;
  };
  for (const [at, [memberClass, code, plan, rate]] of classes.entries()) {
    const education = { teachesOrResearches: true, administratorWithRank: false };
    const byForm = await done(
      enrol(system, payroll, {
        key: randomUUID(),
        group: "0042-SM",
        ssn: `90000005${at}`,
        name: { first: "Form", last: `Class${at}` },
        born: day("1985-07-04"),
        hired: day("2026-05-01"),
        position: "J1",
        hoursAYear: 2080,
        fteHundredths: 10_000,
        memberClass,
        ...(memberClass === "educator" ? { education } : {}),
      }),
    );
    rows.push(pay({ memberId: byForm.memberId }, plan, rate), pay({ ssn: `90000006${at}` }, plan, rate));
    const told = { member_class: code, teaches_or_researches: memberClass === "educator" ? "Y" : "" };
    events.push(more(`E,,90000006${at},Class${at},File,1985-07-04,HIRE,2026-05-01,,,,J1,,`, told));
    pairs.push([byForm.person, `90000006${at}`]);
  }
  const gone = { ...bornAll, plan: "judicial", memberClass: "judge" as const };
  const judge = await somebody({ ...gone, ssn: "900000071", last: "Return" });
  const judgeFile = await somebody({ ...gone, ssn: "900000072" });
  for (const who of [judge, judgeFile])
    await done(tellLeaving(system, payroll, { ...of(who), ...goneIn(2019), reason: "left" }));
  await done(
    enrol(system, payroll, {
      key: randomUUID(),
      group: "0042-SM",
      ssn: "900000071",
      name: { first: "Given", last: "Return" },
      born: day("1975-01-01"),
      hired: day("2026-05-01"),
      position: "J1",
      hoursAYear: 2080,
      fteHundredths: 10_000,
      memberClass: "judge",
    }),
  );
  rows.push(pay({ memberId: judge.number }, "JUD", 6_054), pay({ memberId: judgeFile.number }, "JUD", 6_054));
  events.push(`E,${judgeFile.number},,,,,REHIRE,2026-05-01,,,,J1,,`);
  const sick = `E,${judgeFile.number},,,,,TERM,2026-05-15,2026-05-15,,,J1,8.00,`;
  expect(await refusedFor({ id: "C0", ...may, rows, events: [...events, sick] })).toContain("notEmployed");
  await post({ id: "C1", ...may, rows, events });
  // RSMo 104.1205: two members of the universities' plan, 6 % and 2 % of $2,000.00 each, in a trust of their own
  const { rows: charged } = await sql`
    select kind, trust, cents::int from ledger.charge where kind like 'univers%' order by kind`.execute(
    system.db,
  );
  expect(charged).toEqual([
    { kind: "universityEmployer", trust: 3, cents: 24_000 },
    { kind: "universityMember", trust: 3, cents: 8_000 },
  ]);
  const { rows: strays } = await sql`
    select from ledger.transfer where plan = 'curp' and trust <> 3`.execute(system.db);
  expect(strays, "nothing of it in the pension trust").toEqual([]);
  for (const { name, ledgerCents, kept } of await controlProofs(system.db, 1))
    expect([name, ledgerCents]).toEqual([name, kept]);
  const bySsn = await personsBySsn(
    system.db,
    system.keys,
    1,
    pairs.map(([, ssn]) => ssn),
  );
  for (const [person, ssn] of pairs) expect(await left(bySsn.get(ssn)!)).toEqual(await left(person));
  const returned = await left(judgeFile.person);
  expect(returned).toEqual(await left(judge.person));
  expect(returned.employment.at(-1)).toMatchObject({ plan: "judicial", memberClass: "judge" });
  const next = { id: "C2", begin: "2026-05-16", end: "2026-05-31", payDate: "2026-06-12" };
  const leaving = `E,${judgeFile.number},,,,,TERM,2026-05-31,2026-05-31,,,J1,8.00,`;
  const paid = rows.map((row) => (row.ssn === undefined ? row : { ...row, plan: row.plan }));
  expect(await refusedFor({ ...next, rows: paid as MadeRow[], events: [leaving] })).toContain(
    "noSickLeaveInClass",
  );
});

test("the address of somebody who has left waits for the office, by file as by form, so that no former employer moves the letters of a retiree", async () => {
  const { system, payroll } = here;
  const [byForm, byFile] = [await somebody(), await somebody()];
  const gone = { lastDay: day("2026-04-30"), lastPaidPeriodEnd: day("2026-04-30"), reason: "left" as const };
  for (const who of [byForm, byFile]) await done(tellLeaving(system, payroll, { ...of(who), ...gone }));
  const before = (await left(byForm.person)).home;
  const address = { street: "1 Elsewhere", city: "Joplin", state: "MO", postalCode: "64801" };
  const told = await done(tellAddress(system, payroll, { ...of(byForm), address, from: day("2026-05-11") }));
  expect(told.effect).toBe("waits");
  const inFile = { street: address.street, city: address.city, state: "MO", postal_code: "64801" };
  const events = [more(`E,${byFile.number},,Name,Given,,ADDRESS,2026-05-11,,,,,,`, inFile)];
  await post({ id: "L1", rows: [janesRow], events, ...may });
  for (const who of [byForm, byFile]) {
    const seen = await left(who.person);
    expect(seen.home).toEqual(before);
    expect(seen.waiting).toMatchObject([{ kind: "address", why: "fund", detail: address }]);
  }
});
