import { sql } from "kysely";
import { expect, it } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { careerFacts, stating } from "@emeritus/operations/career.ts";
import { correctBirthDate } from "@emeritus/operations/changing-person/correct-birth-date.ts";
import { readContacts } from "@emeritus/operations/changing-person/read-contacts.ts";
import { planLaws } from "@emeritus/operations/converting/plan-laws.ts";
import { determineByPlan } from "@emeritus/operations/determining/determine-by-plan.ts";
import { encodeFacts } from "@emeritus/operations/determining/inputs.ts";
import { lawVersionOf } from "@emeritus/operations/determining/record-determination.ts";
import { askToJoin } from "@emeritus/operations/duplicates/join-records.ts";
import { withdrawLastMarriage } from "@emeritus/operations/family/change-family.ts";
import { restingOn, restingOnPapers } from "@emeritus/operations/redetermining/about-person.ts";
import { confirmLeave } from "@emeritus/operations/redetermining/approve-redetermination.ts";
import { tryOut } from "@emeritus/operations/redetermining/as-if.ts";
import { findRedetermination } from "@emeritus/operations/redetermining/case-view.ts";
import { closeWithoutBenefit } from "@emeritus/operations/redetermining/close-without-benefit.ts";
import { doesNothing, type Effects, fingerprintOf } from "@emeritus/operations/redetermining/effects.ts";
import { openRedeterminations } from "@emeritus/operations/redetermining/open-cases.ts";
import {
  prepareRedetermination,
  proposeToLeave,
} from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import { readRedetermination } from "@emeritus/operations/redetermining/read-redeterminations.ts";
import { correctDisputedService, disputeRecord } from "@emeritus/operations/service/dispute.ts";
import { lawInForce } from "@emeritus/operations/retiring/retirement-law.ts";
import type { System } from "@emeritus/operations/system.ts";
import { benefitsOf, endBenefit } from "@emeritus/records/benefit.ts";
import { recordDetermination } from "@emeritus/records/determination.ts";
import { employmentOf, recordEmployment } from "@emeritus/records/employment.ts";
import { marriagesOf, recordMarriage } from "@emeritus/records/family.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import { money } from "@emeritus/words/format.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { csrfToken } from "@emeritus/web/shared/csrf.ts";
import { signedIn } from "@emeritus/web/testing/system.ts";
import { addMember } from "@emeritus/operations/reporting-pay/testing.ts";
import { counselor, done, key, officeOn, payMonths, verifier } from "../deaths/household.ts";
import { testPayroll } from "../payroll/test-system.ts";
import { adjustment, employer, employerIn, makeRetiree, openCase, type Retiree, send } from "./retiree.ts";

// 3,000.00 x 1.7 % x 25 years = 1,275.00 a month.
const retired = {
  hired: "2001-01-01",
  left: "2025-12-31",
  start: "2026-01-01",
  payFrom: "2021-01-01",
  pay: (month: number) => (month >= parseDate("2023-01-01") ? 300_000 : 200_000),
} as const;

/** Everything that a preview could leave behind. */
const kept = async ({ db }: System) => {
  const { rows } = await sql`
    select (select count(*) from audit.command) as commands, (select count(*) from audit.entry) as entries, (select count(*) from records.case_step) as steps,
      (select count(*) from records.letter) as letters, (select count(*) from records.employment) as jobs, (select count(*) from records.obligation) as duties,
      (select count(*) from records.pay_report_row) as rows`.execute(db);
  return rows[0];
};

const payee = ({ members }: Effects) => members[0]!.benefits[0]!.payees[0]!;

it("a disputed year of service is seen before it is decided, by doing it and undoing it, and does what was seen (BR 3-5.1, H-266)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  const rosa = await makeRetiree(payroll, { ...retired, seven: 2_000_011 });
  await payMonths(payroll, "2026-01", "2026-03");
  const system = officeOn(payroll, "2026-04-10");
  const own = { account: "rosa", person: rosa.person, roles: ["member"], employers: [] } as const;
  const says = { about: "service", line: "Your job from January 1, 2001", says: "I began in 2000." } as const;
  const of = await done(disputeRecord(system, own, { key: key(), person: rosa.person, ...says }));
  const proof = {
    kind: "departmentCertificate",
    certifiedBy: "P. Officer",
    certifiedOn: parseDate("2026-04-10"),
  } as const;
  const days = {
    position: 1,
    from: parseDate("2000-01-01"),
    to: parseDate("2025-12-31"),
    leave: undefined,
    proof,
  };
  const act = (on: System, correction: typeof days) =>
    correctDisputedService(on, counselor, { key: key(), of, because: "It is certified.", correction });

  const before = await kept(system);
  const { answer, effects } = await tryOut(system, [rosa.person], (trial) => act(trial, days));
  expect(answer.accepted).toEqual(of);
  // A year more: 3,000.00 x 1.7 % x 26 = 1,326.00, 51.00 more in each of January to March.
  expect(payee(effects)).toMatchObject({
    monthBefore: 127_500n,
    monthAfter: 132_600n,
    arrearsCents: 3n * 5_100n,
    overpaidCents: 0n,
  });
  expect(effects.totals).toMatchObject({ payCents: 0n, determinations: 1, monthCents: 5_100n });
  expect([effects.members[0]!.before!.service.value, effects.members[0]!.after.service.value]).toEqual([
    300, 312,
  ]);
  expect(await kept(system)).toEqual(before);

  // An employer's report about earlier months is not posted unseen, and shows the employer no benefit.
  const app = await createWebApp(system);
  const { token } = await signedIn(system, { ...employer, employers: [...employer.employers] });
  const quarter = ["2025-10", "2025-11", "2025-12"].map((month) => ({ month, cents: 36_000 }));
  const report = await send(system, adjustment(rosa, "F1", quarter));
  const submitted = (more: Record<string, string>) =>
    app.inject({
      method: "POST",
      url: `/employer/reports/${report}/submit`,
      headers: {
        cookie: `emeritus=${token}`,
        "sec-fetch-site": "same-origin",
        "content-type": "application/x-www-form-urlencoded",
      },
      payload: new URLSearchParams({
        csrf: csrfToken(token),
        total: "1080.00",
        payChanged: "yes",
        totalChanged: "yes",
        correctionAgain: "yes",
        ...more,
      }).toString(),
    });
  const shown = await submitted({});
  expect([shown.statusCode, shown.body.includes("+$1,080.00"), shown.body.includes("$1,275.00")]).toEqual([
    200,
    true,
    false,
  ]);
  expect((await submitted({ total: "1.00" })).statusCode).toBe(422);
  expect(await openCase(system, rosa.person)).toEqual([]);
  await app.close();

  // What is refused is refused in the trial too, and has no effects.
  const wrong = await tryOut(system, [rosa.person], (trial) => act(trial, { ...days, position: 9 }));
  expect([wrong.answer.refused?.code, doesNothing(wrong.effects)]).toEqual(["no-such-job", true]);

  await done(act(system, days));
  const [opened] = await openCase(system, rosa.person);
  const found = await findRedetermination(system.db, 1, {
    person: rosa.person,
    caseNumber: opened!.caseNumber,
  });
  expect(found!.figures).toMatchObject({ month: 5_100n, arrears: 15_300n });
  // The case is open: looking again at what changes nothing more shows no benefit a second time.
  const again = await tryOut(system, [rosa.person], () => Promise.resolve("nothing"));
  expect(doesNothing(again.effects)).toBe(true);
  expect(fingerprintOf(again.effects)).not.toBe(fingerprintOf(effects));

  // The benefit ends with the day it began: its case is closed, and can still be read with the figures seen last.
  const keyOfCase = { person: rosa.person, caseNumber: opened!.caseNumber };
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    await endBenefit(tx, 1, rosa.person, rosa.benefit, parseDate("2026-01-01"), instant);
    const ended = { fund: 1, person: rosa.person, actor: "vera", because: "the retirement is void" };
    await closeWithoutBenefit(tx, ended, instant);
  });
  const closed = (await readRedetermination(system, counselor, keyOfCase))!;
  expect([closed.redetermination.status, closed.now, closed.redetermination.figures.month]).toEqual([
    "closed",
    undefined,
    5_100n,
  ]);
});

it("a birth date that is corrected, the member's or the spouse's under a joint option, and a marriage that was none, open a case; nobody's benefit changes by itself (H-266, RSMo 104.1027)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  const rosa = await makeRetiree(payroll, { ...retired, seven: 2_000_012, option: "joint50", spouse: true });
  await payMonths(payroll, "2026-01", "2026-03");
  const system = officeOn(payroll, "2026-04-10");
  const correct = async (on: System, person: number, born: string) => {
    const { seen } = await readContacts(system, counselor, person);
    const ask = {
      key: key(),
      person,
      born: parseDate(born),
      proof: "birthCertificate",
      seen: seen.birth,
    } as const;
    return correctBirthDate(on, counselor, ask);
  };
  // Luis is eleven years older than the record said: the joint amount is reduced less, since his benefit would be paid for less long.
  const about = await restingOn(system.db, 1, rosa.spouse);
  expect(about).toEqual([rosa.spouse, rosa.person]);
  const seen = await tryOut(system, about, (trial) => correct(trial, rosa.spouse, "1950-02-01"));
  const { monthBefore, monthAfter } = seen.effects.members.find(({ benefits }) => benefits.length > 0)!
    .benefits[0]!.payees[0]!;
  expect(monthAfter).toBeGreaterThan(monthBefore);
  expect(await openCase(system, rosa.person)).toEqual([]);
  expect(await done(correct(system, rosa.spouse, "1950-02-01"))).toEqual({ cases: 1 });
  const [opened] = await openCase(system, rosa.person);
  const of = { person: rosa.person, caseNumber: opened!.caseNumber };
  const found = await findRedetermination(system.db, 1, of);
  expect([found!.causes.map(({ kind }) => kind), found!.figures.month]).toEqual([
    ["birthDate"],
    monthAfter - monthBefore,
  ]);
  expect((await correct(system, rosa.spouse, "1950-02-01")).refused?.code).toBe("birth-same");
  expect((await correct(system, rosa.spouse, "2027-02-01")).refused?.code).toBe("born-in-future");
  // Put right again, the case closes itself.
  await done(correct(system, rosa.spouse, "1961-02-01"));
  expect(await openCase(system, rosa.person)).toEqual([{ caseNumber: of.caseNumber, status: "closed" }]);
  expect(await restingOnPapers(system.db, 1, rosa.person)).toEqual([rosa.person, rosa.spouse]);
  expect(await restingOnPapers(system.db, 1, rosa.spouse)).toEqual([rosa.spouse, rosa.person]);

  // Luis turns out to be a member with another birth date: what joining the two records does to Rosa's benefit is seen first.
  const named = { seven: 2_000_019, first: "Luis", last: "Example", code: "L19", from: "2010-01-01" };
  const twin = await addMember(system, { ...named, born: "1950-02-01" });
  const luis = await marryAgain(system, rosa);
  const pair = { person: twin, other: luis };
  await done(askToJoin(system, counselor, { ...pair, key: key(), because: "One passport." }));
  const app = await createWebApp(system);
  const { token } = await signedIn(system, { ...verifier, roles: [...verifier.roles], employers: [] });
  const decide = async (act: "confirm" | "part", more: Record<string, string> = {}) =>
    app.inject({
      method: "POST",
      url: `/office/duplicates/${pair.person}/${pair.other}/${act}`,
      headers: {
        cookie: `emeritus=${token}`,
        "sec-fetch-site": "same-origin",
        "content-type": "application/x-www-form-urlencoded",
      },
      payload: new URLSearchParams({
        csrf: csrfToken(token),
        [`because-${act}`]: "The passport.",
        ...more,
      }).toString(),
    });
  const first = await decide("confirm");
  const effectsSeen = /name="effectsSeen" value="([0-9a-f]+)"/.exec(first.body)?.[1] ?? "";
  expect([first.statusCode, first.body.includes(money(monthAfter))]).toEqual([200, true]);
  expect((await openCase(system, rosa.person)).map(({ status }) => status)).toEqual(["closed"]);
  // Whose record the page showed stands in the audit trail, also where the address names others.
  const readings = await sql<{ person: number }>`
    select person from audit.entry where actor = ${verifier.account} and action = 'confirm that two records are one'
    order by person`.execute(system.db);
  expect(readings.rows.map(({ person }) => person)).toEqual([rosa.person, twin, luis]);
  expect((await decide("confirm", { effectsSeen })).statusCode).toBe(303);
  expect((await openCase(system, rosa.person)).map(({ status }) => status)).toEqual(["closed", "waiting"]);
  // Parted again, the benefit is what was determined, and the case closes itself.
  expect((await decide("part")).statusCode).toBe(303);
  expect((await openCase(system, rosa.person)).map(({ status }) => status)).toEqual(["closed", "closed"]);
  await app.close();

  // Born in June 1963, 62 in January 2026, with 25 years: a right. Born in 1979, 46 then: none.
  expect(await done(correct(system, rosa.person, "1979-06-15"))).toEqual({ cases: 1 });
  const lost = (await openCase(system, rosa.person)).at(-1)!;
  const ofLost = { person: rosa.person, caseNumber: lost.caseNumber };
  expect((await findRedetermination(system.db, 1, ofLost))!.figures.eligible).toBe(false);
  const because = "The certificate is another person's.";
  await done(proposeToLeave(system, counselor, { key: key(), of: ofLost, because }));
  await done(confirmLeave(system, verifier, { key: key(), of: ofLost }));
  // What two people left stays left while the figures are those; other figures ask again.
  await system.db.transaction().execute(async (tx) => {
    const told = { fund: 1, today: parseDate("2026-04-10"), actor: "casey", persons: [rosa.person] };
    await openRedeterminations(tx, { ...told, cause: { kind: "record" } }, await takeInstant(tx));
  });
  expect((await openCase(system, rosa.person)).map(({ status }) => status)).toEqual([
    "closed",
    "closed",
    "left",
  ]);
  await done(correct(system, rosa.person, "1963-06-15"));

  // The marriage was entered by mistake: the option elected needs a spouse. A person decides; no figure is approved. That an earlier
  // spouse had died says nothing of it.
  await system.db.transaction().execute(async (tx) => {
    const early = { fund: 1, person: rosa.person, spouse: twin, ended_by: "death" } as const;
    const days = { valid_from: "1984-05-01", valid_to: "1985-06-02" };
    const recorded_from = await takeInstant(tx);
    await tx
      .insertInto("records.marriage")
      .values({ ...early, ...days, recorded_from })
      .execute();
  });
  const { rows } = await sql<{ seen: string }>`
    select max(recorded_from)::text as seen from records.marriage where person = ${rosa.person}`.execute(
    system.db,
  );
  const withdrawn = { key: key(), person: rosa.person, because: "Another Luis.", seen: rows[0]!.seen };
  await done(withdrawLastMarriage(system, counselor, withdrawn));
  const none = (await openCase(system, rosa.person)).at(-1)!;
  expect(none.status).toBe("waiting");
  const ofNone = { person: rosa.person, caseNumber: none.caseNumber };
  const refused = await prepareRedetermination(system, counselor, { key: key(), of: ofNone });
  expect(refused.refused?.code).toBe("option-not-open");
  expect(await benefitsOf(system.db, 1, rosa.person)).toMatchObject([{ determination: rosa.determination }]);
});

it("a benefit of the closed plan that was taken over is compared by that plan's own law; no figure is made of record here, and a person decides (H-266, RSMo 104.374)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  const rosa = await makeRetiree(payroll, { ...retired, hired: "1990-01-01", seven: 2_000_013 });
  const system = officeOn(payroll, "2026-04-10");
  await takeOver(system, rosa);
  const own = { account: "rosa", person: rosa.person, roles: ["member"], employers: [] } as const;
  const says = { about: "service", line: "Your job from January 1, 1990", says: "I began in 1989." } as const;
  const of = await done(disputeRecord(system, own, { key: key(), person: rosa.person, ...says }));
  const [from, to] = [parseDate("1989-01-01"), parseDate("2025-12-31")];
  const certified = { certifiedBy: "P. Officer", certifiedOn: parseDate("2026-04-10") } as const;
  const proof = { kind: "departmentCertificate", ...certified } as const;
  const correction = { position: 1, from, to, leave: undefined, proof };
  const because = "It is certified.";
  await done(correctDisputedService(system, counselor, { key: key(), of, because, correction }));
  // 3,000.00 x 1.6 % x 36 years = 1,728.00; a year more is 48.00 more.
  const [opened] = await openCase(system, rosa.person);
  const asked = { person: rosa.person, caseNumber: opened!.caseNumber };
  const seen = (await readRedetermination(system, counselor, asked))!;
  expect(seen.redetermination.figures).toMatchObject({
    plan: "msep",
    month: 4_800n,
    after: { chosenAmount: 177_600n },
    payees: [],
  });
  expect([seen.now!.before.service.value, seen.now!.after.service.value]).toEqual([432, 444]);
  const refused = await prepareRedetermination(system, counselor, { key: key(), of: asked });
  expect(refused.refused?.code).toBe("plan-not-paid-here");
  const decided = { key: key(), of: asked, because: "The other system pays it from May." };
  await done(proposeToLeave(system, counselor, decided));
  await done(confirmLeave(system, verifier, { key: key(), of: asked }));
  expect(await openCase(system, rosa.person)).toEqual([{ caseNumber: asked.caseNumber, status: "left" }]);
});

/** Puts a second record of the spouse, which holds nothing else, in the place of the first, and gives its number. */
const marryAgain = (system: System, { person }: Retiree): Promise<number> =>
  system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const [marriage] = await marriagesOf(tx, 1, person);
    const name = { first: "Luis", last: "Example" };
    const made = { fund: 1, name, born: parseDate("1961-02-01"), memberId: memberIdFrom(2_000_018) };
    const { person: spouse } = await newPerson(tx, made, instant);
    await recordMarriage(tx, 1, person, { spouse, from: marriage!.from }, instant);
    return spouse;
  });

/** Makes of a retiree one of the closed plan whose benefit was taken over from another system at what that plan's law gives. */
async function takeOver(system: System, { person, benefit }: Retiree): Promise<void> {
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const [job] = await employmentOf(tx, 1, person);
    await recordEmployment(tx, 1, person, { ...job!, plan: "msep" }, instant);
    const start = parseDate("2026-01-01");
    await endBenefit(tx, 1, person, benefit, start, instant);
  });
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const start = parseDate("2026-01-01");
    const career = await careerFacts(tx, 1, person, { on: start });
    const facts = stating(career, { annuityStartingDate: start, applicationFiled: start });
    const law = planLaws.msep!;
    const { amounts, door } = determineByPlan(law.plan, facts, "lifeIncome");
    const determination = await recordDetermination(
      tx,
      1,
      {
        person,
        caseNumber: undefined,
        kind: "converted",
        lawVersion: lawVersionOf(lawInForce),
        inputs: encodeFacts(facts),
        result: { option: "lifeIncome", door, amounts, byLaw: amounts },
        effective: start,
        knownAt: instant,
        calculatedBy: "other system",
        approvedBy: "pat",
        replaces: undefined,
      },
      instant,
    );
    await sql`insert into records.converted_payee (fund, benefit, payee, member, plan, kind, payment_option, determination, base_cents, valid_from, recorded_from)
      values (1, 900001, ${person}, ${person}, 'msep', 'retirement', 'lifeIncome', ${determination}, 172800, '2026-01-01', ${instant}::timestamptz)`.execute(
      tx,
    );
  });
}
