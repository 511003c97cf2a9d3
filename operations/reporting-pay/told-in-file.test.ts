import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { newBenefit } from "@emeritus/records/benefit.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import { noticesOf } from "@emeritus/records/enrolment.ts";
import { groupPositionsOn } from "@emeritus/records/employer-desk.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { getPerson } from "@emeritus/records/person.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeAddress } from "../changing-person/change-contact.ts";
import { tellAddress, tellHours, tellName } from "../enrolling/change-details.ts";
import { decideToldDetail, readWaitingDetails } from "../enrolling/decide-told-detail.ts";
import { enrol } from "../enrolling/enrol.ts";
import { layOff, recall } from "../enrolling/layoff.ts";
import { tellLeave, tellReturn } from "../enrolling/leave.ts";
import { tellDeath, tellLeaving, tellSickLeave } from "../enrolling/leaving.ts";
import { readEmployee } from "../enrolling/read-people.ts";
import { mendHeldRow, readHeldRow } from "./held-rows.ts";
import { chooseHoldingPolicy } from "./holding-policy.ts";
import { done, goneIn, may, more, of, toldOf } from "./test-told.ts";
import { janesRow, testEmployers, type MadeRow, type TestEmployers } from "./testing.ts";

const day = parseDate;
let here: TestEmployers;
beforeEach(async () => {
  here = await testEmployers();
});
afterEach(() => here.close());
const { post, left, somebody, refusedFor } = toldOf(() => here);

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

const home = { street: "7 Elm Street", city: "Columbia", state: "MO", postalCode: "65201" };
const homeInFile = { street: "7 Elm Street", city: "Columbia", state: "MO", postal_code: "65201" };

test("BR 2-14(5) BR 2-14 3-12 a name, an address and other hours in a file leave the same records as on a form", async () => {
  const { system, payroll } = here;
  const pair = async (of: Parameters<typeof somebody>[0] = {}) =>
    [await somebody({ ...of }), await somebody({ ...of })] as const;
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
    expect([...(await readEmployee(system, payroll, who.person))!.details.values()]).toEqual(["waits"]);
  }
});
