import { sql } from "kysely";
import { expect, it } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { exact } from "@emeritus/engine/exact.ts";
import { tellSickLeave } from "@emeritus/operations/enrolling/leaving.ts";
import { explainPayment } from "@emeritus/operations/benefit-payroll/explain-payment.ts";
import { verifyAllDeterminations } from "@emeritus/operations/determining/verify-determination.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import {
  approveRedetermination,
  confirmLeave,
} from "@emeritus/operations/redetermining/approve-redetermination.ts";
import { findRedetermination } from "@emeritus/operations/redetermining/case-view.ts";
import type { Effects } from "@emeritus/operations/redetermining/effects.ts";
import { openRedeterminations } from "@emeritus/operations/redetermining/open-cases.ts";
import {
  prepareRedetermination,
  proposeToLeave,
} from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import { readRedetermination } from "@emeritus/operations/redetermining/read-redeterminations.ts";
import type { TakenOverChoice } from "@emeritus/operations/redetermining/taken-over.ts";
import { previewReport } from "@emeritus/operations/redetermining/preview-report.ts";
import { correctDisputedService, disputeRecord } from "@emeritus/operations/service/dispute.ts";
import type { System } from "@emeritus/operations/system.ts";
import { benefitsOf } from "@emeritus/records/benefit.ts";
import { employmentOf, recordEmployment } from "@emeritus/records/employment.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { lockPersons, takeInstant } from "@emeritus/records/moment.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { recordServiceCredit } from "@emeritus/records/service.ts";
import { counselor, done, key, officeOn, payMonths, recordWhole, verifier } from "../deaths/household.ts";
import { testPayroll, type TestPayroll } from "../payroll/test-system.ts";
import {
  adjustment,
  approveWhole,
  employer,
  employerIn,
  makeRetiree,
  openCase,
  send,
  submit,
} from "./retiree.ts";

const preview = (system: System, report: number) =>
  previewReport(system, counselor, report) as Promise<{
    accepted?: { effects: Effects };
    refused?: { code: string };
  }>;

const retired = {
  hired: "2001-01-01",
  left: "2025-12-31",
  start: "2026-01-01",
  payFrom: "2021-01-01",
  pay: (month: number) => (month >= parseDate("2023-01-01") ? 300_000 : 200_000),
} as const;

/** What a person was paid, by month and kind, in the order of payment. */
const payments = async ({ database }: TestPayroll, person: number) => {
  const { rows } = await sql<{ line: string }>`
    select to_char(period, 'MM') || ' ' || kind || ' ' || cents as line from runs.payment where person = ${person} order by recorded_from, period, kind`.execute(
    database.reader,
  );
  return rows.map(({ line }) => line);
};

const charged = async ({ database }: TestPayroll) => {
  const { rows } = await sql<{ line: string }>`
    select person || ' ' || to_char(period, 'MM') || ' ' || kind || ' ' || cents as line from runs.receivable_entry order by person, period, line`.execute(
    database.reader,
  );
  return rows.map(({ line }) => line);
};

const month = (text: string, cents: number) => ({ month: text, cents });
const lastQuarter = (cents: number) => ["2025-10", "2025-11", "2025-12"].map((text) => month(text, cents));
const prepare = (system: System, of: CaseKey) =>
  prepareRedetermination(system, counselor, { key: key(), of });
const approve = (system: System, of: CaseKey, actor = verifier) =>
  approveRedetermination(system, actor, { key: key(), of });

it("a late raise in the high 36 months, a survivor, a lowered pay, and pay outside of them: previews, cases, two people, and each month settled once (H-266, RSMo 104.1060)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  // 3,000.00 x 1.7 % x 25 years = 1,275.00 a month, for each of the three.
  const raised = await makeRetiree(payroll, { ...retired, seven: 2_000_001 });
  const lowered = await makeRetiree(payroll, { ...retired, seven: 2_000_002 });
  const even = await makeRetiree(payroll, { ...retired, seven: 2_000_003 });
  const joint = await makeRetiree(payroll, { ...retired, seven: 2_000_004, option: "joint50", spouse: true });
  await payMonths(payroll, "2026-01", "2026-02");
  await recordWhole(payroll, joint.person, "2026-02-20", "2026-03-02");
  await payMonths(payroll, "2026-03", "2026-03");
  const system = officeOn(payroll, "2026-04-10");

  // Pay of 2021 is outside of the high 36 months: account and record change, no determination does.
  const outside = await send(system, adjustment(even, "F0", [month("2021-05", 50_000)]));
  expect((await done(preview(system, outside))).effects.totals).toMatchObject({
    payCents: 50_000n,
    determinations: 0,
  });
  await submit(system, outside);
  expect(await openCase(system, even.person)).toEqual([]);

  // 360.00 more in each of 3 months: 30.00 on the average, 12.75 a month, 38.25 for January to March.
  const report = await send(system, adjustment(raised, "F1", lastQuarter(36_000)));
  const seen = (await done(preview(system, report))).effects;
  expect(seen.totals).toEqual({
    payCents: 108_000n,
    memberCents: 0n,
    employerCents: 32_670n,
    determinations: 1,
    monthCents: 1_275n,
    arrearsCents: 3_825n,
    overpaidCents: 0n,
  });
  const [one] = seen.members;
  expect([one!.before!.service.value, one!.after.service.value]).toEqual([300, 300]);
  expect(
    [one!.before!.average?.value, one!.after.average?.value].map((value) => Number(value!.n / value!.d)),
  ).toEqual([300_000, 303_000]);
  // The employer sees pay, service and contributions, and nothing of a benefit.
  const employers = (await done(previewReport(system, employer, report) as never)) as { effects: Effects };
  expect(employers.effects.members.map(({ benefits, retired: drawn }) => [benefits, drawn])).toEqual([
    [[], false],
  ]);
  expect(employers.effects.totals).toMatchObject({
    determinations: 0,
    arrearsCents: 0n,
    employerCents: 32_670n,
  });
  // Looking changed nothing.
  expect(await openCase(system, raised.person)).toEqual([]);
  await submit(system, report);
  const [waiting] = await openCase(system, raised.person);
  expect(waiting!.status).toBe("waiting");

  // Pay that was too high by 720.00 in each of 3 months: 25.50 less a month, 76.50 paid too much.
  await submit(system, await send(system, adjustment(lowered, "F2", lastQuarter(-72_000))));
  await submit(system, await send(system, adjustment(joint, "F3", lastQuarter(36_000))));
  for (const { person } of [raised, lowered, joint])
    await approveWhole(system, { person, caseNumber: (await openCase(system, person))[0]!.caseNumber });

  const before = await payments(payroll, raised.person);
  expect(before).toEqual(["01 regular 127500", "02 regular 127500", "03 regular 127500"]);
  await payMonths(payroll, "2026-04", "2026-05");
  expect((await payments(payroll, raised.person)).slice(3)).toEqual([
    "01 adjustment 1275",
    "02 adjustment 1275",
    "03 adjustment 1275",
    "04 regular 128775",
    "05 regular 128775",
  ]);
  expect((await payments(payroll, lowered.person)).slice(3)).toEqual([
    "04 regular 124950",
    "05 regular 124950",
  ]);
  expect(await charged(payroll)).toEqual(
    ["01", "02", "03"].map((text) => `${lowered.person} ${text} charged 2550`),
  );
  expect((await payments(payroll, even.person)).slice(3)).toEqual(["04 regular 127500", "05 regular 127500"]);

  // The dead retiree's own months stay with the office; the survivor's are paid: half of the joint amount, before and after.
  const survivor = await payments(payroll, joint.spouse);
  const [march, adjusted, april] = survivor.map((line) => Number(line.split(" ")[2]));
  expect(survivor.map((line) => line.slice(0, -String(line.split(" ")[2]).length - 1))).toEqual([
    "03 regular",
    "03 adjustment",
    "04 regular",
    "05 regular",
  ]);
  expect(april! - march!).toBe(adjusted);
  // 1,287.75 to 1,275.00 is 1.01 exactly; the joint amount and its half are rounded to the cent each.
  expect(Math.abs(april! - march! * 1.01)).toBeLessThanOrEqual(1);
  const { rows: heldItems } =
    await sql`select outcome, reason, arrears_cents from runs.run_item where person = ${joint.person} order by run desc limit 1`.execute(
      payroll.database.reader,
    );
  expect(heldItems).toMatchObject([{ outcome: "held", reason: "died" }]);

  const own = { account: "rosa", person: raised.person, roles: ["member"], employers: [] } as const;
  const explained = await explainPayment(system, own, {
    person: raised.person,
    benefit: raised.benefit,
    period: "2026-02-01",
    kind: "adjustment",
  });
  expect([explained?.payment.cents, explained?.agrees]).toEqual([1_275n, true]);
  for await (const proof of verifyAllDeterminations(system.db, 1))
    expect([proof.determination, proof.agrees, proof.differences]).toEqual([proof.determination, true, []]);
  const { rows: letters } = await sql<{
    person: number;
  }>`select person from records.letter where kind = 'benefitRedetermined' order by person`.execute(
    payroll.database.reader,
  );
  expect(letters.map(({ person }) => person)).toEqual(
    [raised.person, lowered.person, joint.spouse].toSorted((a, b) => a - b),
  );
});

it("two corrections before an approval are one case with the last figures; a stale figure, the same hand and a lost right are refused (H-266)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  const rosa = await makeRetiree(payroll, { ...retired, seven: 2_000_005 });
  const system = officeOn(payroll, "2026-04-10");
  await submit(system, await send(system, adjustment(rosa, "F1", lastQuarter(36_000))));
  const [{ caseNumber } = { caseNumber: 0 }] = await openCase(system, rosa.person);
  const of = { person: rosa.person, caseNumber };
  await done(prepare(system, of));
  const both = { ...verifier, account: counselor.account };
  expect((await approve(system, of, both)).refused?.code).toBe("prepared-by-you");

  // Pay that had been read with the wrong sign: the second correction takes the first back twice over.
  await submit(system, await send(system, adjustment(rosa, "F2", lastQuarter(-72_000))));
  expect(await openCase(system, rosa.person)).toEqual([{ caseNumber, status: "waiting" }]);
  // The counselor has the duty again, and nobody has one to approve what is not prepared.
  const open = (await obligationsOf(system.db, 1, rosa.person)).filter(({ status }) => status === "open");
  expect(open.map(({ kind, owner }) => [kind, owner])).toEqual([["prepare-redetermination", "counselor"]]);
  expect((await approve(system, of)).refused?.code).toBe("cannot-do-now");
  const found = await findRedetermination(system.db, 1, of);
  expect(found?.causes.map(({ fileId }) => fileId)).toEqual(["F1", "F2"]);
  // 360.00 less in each of three months now: 12.75 less a month.
  expect(found?.figures.after["chosenAmount"]).toBe(126_225n);
  await done(prepare(system, of));
  // The record changes behind the case: what was prepared is not what would be approved.
  await system.db.transaction().execute(async (tx) => {
    await sql`update records.service_credit set recorded_to = clock_timestamp() where person = ${rosa.person} and recorded_to = 'infinity'`.execute(
      tx,
    );
    const hours = {
      kind: "unusedSickLeave",
      months: 0,
      days: 0,
      hoursHundredths: 16_800,
      because: "certified",
      certifiedBy: "test",
      effective: parseDate("2025-12-31"),
    } as const;
    await recordServiceCredit(tx, 1, rosa.person, hours, await takeInstant(tx));
  });
  expect((await approve(system, of)).refused?.code).toBe("figures-changed-since");

  // A third correction undoes the rest, and the sick leave too: the case closes itself.
  await system.db.transaction().execute(async (tx) => {
    await sql`update records.service_credit set recorded_to = clock_timestamp() where person = ${rosa.person} and recorded_to = 'infinity'`.execute(
      tx,
    );
    const none = {
      kind: "unusedSickLeave",
      months: 0,
      days: 0,
      hoursHundredths: 0,
      because: "certified",
      certifiedBy: "test",
      effective: parseDate("2025-12-31"),
    } as const;
    await recordServiceCredit(tx, 1, rosa.person, none, await takeInstant(tx));
  });
  await submit(system, await send(system, adjustment(rosa, "F3", lastQuarter(36_000))));
  expect(await openCase(system, rosa.person)).toEqual([{ caseNumber, status: "closed" }]);

  // Service that falls away so that the right is lost: a case to decide, a refusal, and nothing changes by itself.
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const { rows } = await sql<{
      position: number;
    }>`update records.employment set recorded_to = ${instant}::timestamptz where person = ${rosa.person} and recorded_to = 'infinity' returning position`.execute(
      tx,
    );
    await sql`insert into records.employment (fund, person, position, employer, reporting_group, plan, member_class, fte_hundredths, valid_from, valid_to, ended_by, recorded_from)
      values (1, ${rosa.person}, ${rows[0]!.position}, 42, 420, 'msep2000', 'general', 10000, '2023-01-01', '2026-01-01', 'retired', ${instant}::timestamptz)`.execute(
      tx,
    );
    const cause = { kind: "record", because: "Employment before 2023 was somebody else's." } as const;
    await openRedeterminations(
      tx,
      { fund: 1, today: parseDate("2026-04-10"), actor: "casey", persons: [rosa.person], cause },
      instant,
    );
  });
  const lost = { person: rosa.person, caseNumber: (await openCase(system, rosa.person))[1]!.caseNumber };
  expect((await findRedetermination(system.db, 1, lost))?.figures.eligible).toBe(false);
  expect((await prepare(system, lost)).refused?.code).toBe("not-eligible-by-record");
  expect(await benefitsOf(system.db, 1, rosa.person)).toMatchObject([
    { determination: rosa.determination, baseCents: 127_500n },
  ]);
  const because = "The employer looks for the older papers.";
  await done(proposeToLeave(system, counselor, { key: key(), of: lost, because }));
  expect((await approve(system, lost)).refused?.code).toBe("not-proposed");
  await done(confirmLeave(system, verifier, { key: key(), of: lost }));
  expect((await openCase(system, rosa.person))[1]?.status).toBe("left");
  expect(await benefitsOf(system.db, 1, rosa.person)).toMatchObject([
    { determination: rosa.determination, baseCents: 127_500n },
  ]);
});

it("what was charged already is not told again; disputes and forms open cases; a change at the moment of an approval waits for it; an approval that is killed is done once (H-266)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  const rosa = await makeRetiree(payroll, { ...retired, seven: 2_000_006 });
  await payMonths(payroll, "2026-01", "2026-03");
  const system = officeOn(payroll, "2026-04-10");
  const settled = async () =>
    approveWhole(system, {
      person: rosa.person,
      caseNumber: (await openCase(system, rosa.person)).at(-1)!.caseNumber,
    });
  await submit(system, await send(system, adjustment(rosa, "F1", lastQuarter(-36_000))));
  await settled();
  await payMonths(payroll, "2026-04", "2026-04");
  expect(await charged(payroll)).toEqual(
    ["01", "02", "03"].map((text) => `${rosa.person} ${text} charged 1275`),
  );
  // Another 360.00 less in each of 3 months: 12.75 less a month, for January to April.
  const later = await send(system, adjustment(rosa, "F2", lastQuarter(-36_000)));
  expect((await done(preview(system, later))).effects.totals).toMatchObject({
    arrearsCents: 0n,
    overpaidCents: 4n * 1_275n,
  });

  // What a member disputes, and what an employer tells on a form, opens a case as a file does.
  const own = { account: "rosa", person: rosa.person, roles: ["member"], employers: [] } as const;
  const says = { about: "service", line: "Your job from January 1, 2001", says: "I began in 2000." } as const;
  const of = await done(disputeRecord(system, own, { key: key(), person: rosa.person, ...says }));
  const certified = { certifiedBy: "P. Officer", certifiedOn: parseDate("2026-04-10") } as const;
  const correction = {
    position: 1,
    from: parseDate("2000-01-01"),
    to: parseDate("2025-12-31"),
    leave: undefined,
    proof: { kind: "departmentCertificate", ...certified } as const,
  };
  const because = "Your department certified it.";
  await done(correctDisputedService(system, counselor, { key: key(), of, because, correction }));
  const [, opened] = await openCase(system, rosa.person);
  expect(opened!.status).toBe("waiting");
  const hours = { key: key(), person: rosa.person, position: 1, hundredths: 33_600 };
  await done(tellSickLeave(system, employer, hours));
  const both = await findRedetermination(system.db, 1, {
    person: rosa.person,
    caseNumber: opened!.caseNumber,
  });
  expect(both?.causes.map(({ kind }) => kind)).toEqual(["service", "employerTold"]);

  // A report is posted while somebody approves a retirement of the same member: it waits, and finds the determination.
  const { db } = payroll.database;
  let waited: Promise<number> | undefined;
  await db.transaction().execute(async (tx) => {
    await lockPersons(tx, 1, [rosa.person]);
    waited = db.transaction().execute(async (other) => {
      const asked = { fund: 1, today: parseDate("2026-04-10"), actor: "casey", persons: [rosa.person] };
      return openRedeterminations(other, { ...asked, cause: { kind: "record" } }, await takeInstant(other));
    });
    const first = await Promise.race([waited, new Promise((done) => setTimeout(done, 200, "waits"))]);
    expect(first).toBe("waits");
  });
  expect(await waited).toBe(1);

  // The database goes away while the letter is printed: nothing is kept, and the same command given again is done once.
  const again = { key: key(), of: { person: rosa.person, caseNumber: opened!.caseNumber } };
  await done(prepare(system, again.of));
  const kept = async () => {
    const { rows } = await sql`
      select (select count(*)::int from records.determination where person = ${rosa.person}) as determinations,
        (select count(*)::int from records.letter where person = ${rosa.person} and kind = 'benefitRedetermined') as letters,
        (select count(*)::int from records.benefit where person = ${rosa.person} and recorded_to = 'infinity') as benefits`.execute(
      db,
    );
    return rows[0];
  };
  const print: System["letters"]["print"] = async (letter) => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`.execute(
      db,
    );
    return system.letters.print(letter);
  };
  const dying: System = { ...system, letters: { ...system.letters, print } };
  await expect(approveRedetermination(dying, verifier, again)).rejects.toThrow();
  expect(await kept()).toEqual({ determinations: 2, letters: 1, benefits: 1 });
  const answers = await Promise.all([1, 2, 3].map(() => approveRedetermination(system, verifier, again)));
  expect(new Set(answers.map(({ accepted }) => accepted?.determination)).size).toBe(1);
  expect(await kept()).toEqual({ determinations: 3, letters: 2, benefits: 1 });
});

it("a late raise moves a benefit of MSEP 2011 and one of the closed plan, late service a judge's, and service before 2011 the plan itself: each by the own law, by two people, in a letter, and in the next payroll (H-266, RSMo 104.490, 104.1060, 104.1091)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  const { database } = payroll;
  // Born 15 June 1958: 67 when the annuity began. 3,000.00 x 1.7 % x 15 years = 765.00 a month, and no temporary benefit.
  const tier = { ...retired, hired: "2011-01-01", born: "1958-06-15", plan: "msep2011" } as const;
  const younger = await makeRetiree(payroll, { ...tier, seven: 2_000_031 });
  const before2011 = await makeRetiree(payroll, { ...tier, seven: 2_000_034 });
  // 3,000.00 x 1.6 % x 36 years = 1,728.00 a month, taken over at that amount.
  const closed = { ...retired, hired: "1990-01-01", plan: "msep" } as const;
  const older = await makeRetiree(payroll, { ...closed, seven: 2_000_032 });
  // A judge of 62 with 11 of the 12 years: half of 120,000.00 a year, and of it 11 of 12: 4,583.33 a month.
  const judge = await makeRetiree(payroll, {
    ...retired,
    hired: "2015-01-01",
    born: "1960-06-15",
    plan: "judicial",
    seven: 2_000_033,
    stated: {
      convictedOrImpeached: false,
      certifiedCompensation: exact(12_000_000n),
      onCommission: false,
      assembliesWaived: 0,
      marriedOn: null,
      firstBecameJudge: parseDate("2010-12-01"),
      leavingReason: "termEnded",
    },
  });
  await payMonths(payroll, "2026-01", "2026-03");
  const system = officeOn(payroll, "2026-04-10");

  // 360.00 more in each of 3 months are 30.00 on the average: 7.65 and 17.28 more a month, for January to March.
  const both = [
    [younger, "F1", 765_00n, 772_65n, 7_65n],
    [older, "F2", 1_728_00n, 1_745_28n, 17_28n],
  ] as const;
  for (const [of, file, before, after, more] of both) {
    const report = await send(system, adjustment(of, file, lastQuarter(36_000)));
    const { effects } = await done(preview(system, report));
    expect(effects.totals).toMatchObject({ determinations: 1, monthCents: more, arrearsCents: 3n * more });
    expect(effects.members[0]!.benefits[0]!.payees).toMatchObject([
      { kind: "retirement", monthBefore: before, monthAfter: after },
    ]);
    await submit(system, report);
  }
  // A year of service on the bench that nobody had told: 12 years, 5,000.00. Two years before 2011: MSEP 2000 holds, with 17 years 867.00.
  for (const [{ person }, from] of [
    [judge, "2014-01-01"],
    [before2011, "2009-01-01"],
  ] as const)
    await database.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      const [job] = await employmentOf(tx, 1, person);
      await recordEmployment(tx, 1, person, { ...job!, from: parseDate(from) }, instant);
      const told = { fund: 1, today: parseDate("2026-04-10"), actor: "casey", persons: [person] };
      await openRedeterminations(tx, { ...told, cause: { kind: "record" } }, instant);
    });
  const settled = [
    ...both.map(([of, , , after, more]) => [of, "chosenAmount", after, more] as const),
    [judge, "annuityAtStart", 5_000_00n, 416_67n] as const,
    [before2011, "chosenAmount", 867_00n, 102_00n] as const,
  ];
  for (const [{ person }, name, after, more] of settled) {
    const [opened] = await openCase(system, person);
    const of = { person, caseNumber: opened!.caseNumber };
    const found = (await findRedetermination(system.db, 1, of))!.figures;
    expect([found.after[name], found.month, found.arrears]).toEqual([after, more, 3n * more]);
    await approveWhole(system, of);
  }
  await payMonths(payroll, "2026-04", "2026-04");
  expect((await payments(payroll, younger.person)).slice(3)).toEqual([
    "01 adjustment 765",
    "02 adjustment 765",
    "03 adjustment 765",
    "04 regular 77265",
  ]);
  expect((await payments(payroll, older.person)).slice(3)).toEqual([
    "01 adjustment 1728",
    "02 adjustment 1728",
    "03 adjustment 1728",
    "04 regular 174528",
  ]);
  expect((await payments(payroll, judge.person)).slice(3)).toEqual([
    "01 adjustment 41667",
    "02 adjustment 41667",
    "03 adjustment 41667",
    "04 regular 500000",
  ]);

  expect((await payments(payroll, before2011.person)).slice(3)).toEqual([
    "01 adjustment 10200",
    "02 adjustment 10200",
    "03 adjustment 10200",
    "04 regular 86700",
  ]);

  // Each new determination is of the own plan's law, in the place of the one before, and can be worked out again.
  const { rows } = await sql<{ person: number; plan: string; replaces: number; increases: string }>`
    select d.person, l.plan, d.replaces, b.increases from records.determination d join records.law_version l on l.hash = d.law_version
    join records.benefit b on b.determination = d.determination and b.recorded_to = 'infinity' and b.plan = l.plan
    where d.replaces is not null order by d.person`.execute(database.reader);
  expect(rows).toEqual(
    [
      { person: younger.person, plan: "msep2011", replaces: younger.determination, increases: "usual" },
      { person: older.person, plan: "msep", replaces: older.determination, increases: "leastFourPercent" },
      { person: judge.person, plan: "judicial", replaces: judge.determination, increases: "usual" },
      { person: before2011.person, plan: "msep2000", replaces: before2011.determination, increases: "usual" },
    ].toSorted((a, b) => a.person - b.person),
  );
  for await (const proof of verifyAllDeterminations(system.db, 1))
    expect([proof.determination, proof.agrees, proof.differences]).toEqual([proof.determination, true, []]);
  const [letter] = await lettersOf(system.db, 1, younger.person);
  expect(JSON.stringify(letter!.content)).toMatch(/\$772\.65.*\$765\.00.*\$22\.95/s);
  const [moved] = await lettersOf(system.db, 1, before2011.person);
  expect(JSON.stringify(moved!.content)).toMatch(/\$867\.00.*another plan: MSEP 2000/s);
});

it("what becomes of an accepted difference of a takeover is chosen by two people with a reason: kept with what the correction adds, or ended by the law's own amount (OVERPAYMENT-Q06, H-266)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  // Our law gave 1,275.00, the old system paid 1,280.00, and 5.00 were accepted.
  const rosa = await makeRetiree(payroll, {
    ...retired,
    seven: 2_000_041,
    register: { chosenAmount: 128_000n },
  });
  await payMonths(payroll, "2026-01", "2026-03");
  const system = officeOn(payroll, "2026-04-10");
  const corrected = async (file: string, cents: number) => {
    await submit(system, await send(system, adjustment(rosa, file, lastQuarter(cents))));
    return { person: rosa.person, caseNumber: (await openCase(system, rosa.person)).at(-1)!.caseNumber };
  };
  const settle = async (of: CaseKey, choice: TakenOverChoice, because = "The register knew.") => {
    const takenOver = { choice, because };
    await done(prepareRedetermination(system, counselor, { key: key(), of, takenOver }));
    await done(approve(system, of));
    return (await benefitsOf(system.db, 1, rosa.person)).at(-1)!.baseCents;
  };
  // 360.00 more in each of 3 months are 12.75 a month: by the law 1,287.75, or 1,292.75 with the difference.
  const first = await corrected("F1", 36_000);
  const seen = (await readRedetermination(system, counselor, first))!;
  expect([...seen.now!.takenOver!]).toEqual([
    ["byLaw", 128_775n],
    ["keepDifference", 129_275n],
  ]);
  expect((await prepare(system, first)).refused?.code).toBe("taken-over-otherwise");
  const silent = { choice: "byLaw", because: " " } as const;
  const unsaid = { key: key(), of: first, takenOver: silent };
  expect((await prepareRedetermination(system, counselor, unsaid)).refused?.code).toBe("reason-missing");
  expect(await settle(first, "keepDifference")).toBe(129_275n);
  await payMonths(payroll, "2026-04", "2026-04");
  expect((await payments(payroll, rosa.person)).slice(3)).toEqual([
    "01 adjustment 1275",
    "02 adjustment 1275",
    "03 adjustment 1275",
    "04 regular 129275",
  ]);
  // The letter says what becomes of the difference, and each amount as it was and is of record.
  const [letter] = await lettersOf(system.db, 1, rosa.person);
  expect(JSON.stringify(letter!.content)).toMatch(
    /\$1,292\.75.*difference is kept.*\$1,280\.00","\$1,292\.75.*\$1,287\.75/s,
  );
  // The raise is taken back, and the difference ends with it: 1,275.00, which is 17.75 less in each of 4 months.
  const second = await corrected("F2", -36_000);
  expect(await settle(second, "byLaw")).toBe(127_500n);
  await payMonths(payroll, "2026-05", "2026-05");
  expect(await charged(payroll)).toEqual(
    ["01", "02", "03", "04"].map((text) => `${rosa.person} ${text} charged 1775`),
  );
  // From now on there is nothing to choose.
  const third = await corrected("F3", 36_000);
  expect((await readRedetermination(system, counselor, third))!.now!.takenOver).toBeUndefined();
  for await (const proof of verifyAllDeterminations(system.db, 1))
    expect([proof.determination, proof.agrees, proof.differences]).toEqual([proof.determination, true, []]);
});
