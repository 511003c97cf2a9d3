import { randomUUID } from "node:crypto";
import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import {
  approveService,
  prepareService,
  refuseService,
} from "@emeritus/operations/service/decide-service.ts";
import {
  askEmployer,
  confirmCorrected,
  correctDisputedService,
  disputeRecord,
  readDispute,
  refuseDispute,
} from "@emeritus/operations/service/dispute.ts";
import { keepServiceInTime } from "@emeritus/operations/service/keep-service-in-time.ts";
import { approveServiceRefund, withdrawService } from "@emeritus/operations/service/pay-for-service.ts";
import { readServiceCase, readServiceQueue } from "@emeritus/operations/service/read-service-cases.ts";
import { readService, whyDay } from "@emeritus/operations/service/read-service.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { recordGivenUp } from "@emeritus/records/service-ledger.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, type Office, openOffice, staff } from "../retiring/office.ts";
import { accepts, approved, askAndPrepare, credits, hire, ledgerSeen, military, pays } from "./office.ts";

const key = randomUUID;
const day = parseDate;
let office: Office;
/** Another account of the counselor. */
let otherAccount: Actor;

beforeAll(async () => {
  office = await openOffice("2021-07-01");
  await office.system.db.transaction().execute(async (tx) => openLedger(tx, 1, await takeInstant(tx)));
});
afterAll(() => office?.dispose());

/** The kinds of the letters of a case, newest first. */
const lettersOfCase = async (of: { person: number; caseNumber: number }) =>
  (await lettersOf(office.system.db, 1, of.person))
    .filter(({ caseNumber }) => caseNumber === of.caseNumber)
    .map(({ kind }) => kind);

const statusOf = async (of: { person: number; caseNumber: number }) =>
  (await readServiceCase(office.system, staff.auditor, of))!.service.status;

describe("a purchase", () => {
  test("BR 2-1(2), 3-1(2), H-118, H-110 is offered at the law's cost by two people, paid in instalments, and credited with the last cent and not before", async () => {
    office.on("2021-07-01");
    const { member } = await hire(office, "Paula", [{ from: "2001-07-01" }]);
    const of = await askAndPrepare(office, member, military.asked, military.foundOut);
    const same: Actor = { ...staff.both, account: staff.counselor.account };
    const alone = await approveService(office.system, same, { key: key(), of });
    expect(alone.refused?.code).toBe("same-person");
    const { member: owner } = await hire(office, "Otto", [{ from: "2001-07-01" }]);
    await sql`insert into signin.account (account, fund, name, person, roles, password, totp)
      values (${staff.counselor.account}, 1, 'Otto', ${owner.person}, '{counselor}', '', '')`.execute(
      office.system.db,
    );
    otherAccount = { ...staff.verifier, account: "otto.too", person: owner.person! };
    const again = await approveService(office.system, otherAccount, { key: key(), of });
    expect(again.refused?.code, "another account of who prepared it").toBe("same-person");
    await approved(office, of);
    const offered = (await readServiceCase(office.system, member, of))!.service.offer!;
    expect([offered.costCents, formatDate(offered.expires)]).toEqual([2_295_314n, "2021-09-29"]); // 9,600.00 and 13,353.14
    await accepts(office, member, of, 2);
    office.on("2021-09-01");
    await done(pays(office, of, 1_200_000n, "2021-08-01"));
    expect(await ledgerSeen(office, member)).toMatchObject({ months: 242, agrees: true });
    expect([await credits(office, 2090), await credits(office, 4030)]).toEqual([1_200_000n, 0n]);
    // 22,953.14 + 270.97 of interest in 62 days - 70.83 for the 12,000.00 paid 31 days before - 12,000.00
    const seen = (await readServiceCase(office.system, member, of))!;
    expect(seen.says!.owed!.value!.n).toBe(1_115_328n);
    expect((await pays(office, of, 1_115_329n, "2021-09-01")).refused).toMatchObject({
      code: "more-than-owed",
      facts: { owed: 1_115_328n },
    });
    await done(pays(office, of, 1_115_328n, "2021-09-01"));
    expect(await statusOf(of)).toBe("credited");
    expect(await ledgerSeen(office, member)).toEqual({
      months: 290,
      agrees: true,
      lines: ["1995-02-01..1999-01-31 dayBought", "2001-07-01..2021-09-01 dayOfWork"],
    });
    expect([await credits(office, 2090), await credits(office, 4030)]).toEqual([0n, 2_315_328n]);
    const why = await done(whyDay(office.system, member, { person: of.person, day: day("1998-03-14") }));
    expect([why.says.counts, why.says.cites, why.line.credit]).toEqual([true, "BR 2-1(2); BR 3-1(2)", 1]);
    const before = await readService(office.system, member, of.person, { on: day("2021-08-31") });
    expect(before.ledger.says.credited.value).toBe(242);
  });

  test("H-119 all there is must be bought up to four years: the days sold end where four years are full", async () => {
    office.on("2021-07-01");
    const { member } = await hire(office, "Quinn", [{ from: "2001-07-01" }]);
    const asked = { ...military.asked, spans: [{ from: "1994-02-01", to: "2000-01-31" }] };
    const of = await askAndPrepare(office, member, asked, military.foundOut);
    await approved(office, of);
    await accepts(office, member, of, 1);
    await done(pays(office, of, 2_295_314n, "2021-07-01"));
    // 27 days complete a month (BR 3-4), so that the fourth year is full on 27 January 1998
    expect((await ledgerSeen(office, member)).lines[0]).toBe("1994-02-01..1998-01-27 dayBought");
  });

  test("BR 2-1(3), 3-1(3), H-076, H-125 is not opened for days that count already, nor before vesting, and a fact that nobody found out is named", async () => {
    office.on("2021-07-01");
    const { member } = await hire(office, "Ruth", [{ from: "2001-07-01" }]);
    const spans = [{ from: "2001-06-01", to: "2001-07-01", hoursAYear: 2080 }];
    const person = member.person!;
    const asked = { what: "publicEmployment", where: "City of Rolla", spans } as const;
    const of = await done(askForService(office.system, member, { key: key(), person, ...asked }));
    const found = { governmentalEmployer: true, ownDepartmentService: false, vestedElsewhere: false };
    const prepare = (foundOut: object) =>
      prepareService(office.system, staff.counselor, { key: key(), of, foundOut });
    const money = { startingPayCents: 2_400_000, certifiedEmployerRate: "0.1" };
    expect(
      (await prepare({ ...found, agreementExists: false, leftAfterTransfer: false, ...money })).refused,
    ).toMatchObject({ code: "not-open", facts: { standing: "purchaseOfCreditedTime" } });
    const duty = await done(askForService(office.system, member, { key: key(), person, ...military.asked }));
    const { startingPayCents: _, ...unpriced } = military.foundOut;
    const lacking = await prepareService(office.system, staff.counselor, {
      key: key(),
      of: duty,
      foundOut: unpriced,
    });
    expect(lacking.refused).toMatchObject({ code: "facts-missing", facts: { facts: "startingPay" } });
    const young = await hire(office, "Sam", [{ from: "2019-07-01" }]);
    const early = await done(
      askForService(office.system, young.member, { key: key(), person: young.person, ...military.asked }),
    );
    const bar = await prepareService(office.system, staff.counselor, {
      key: key(),
      of: early,
      foundOut: military.foundOut,
    });
    expect(bar.refused).toMatchObject({ code: "not-open", facts: { standing: "purchaseNotVested" } });
    await done(
      refuseService(office.system, staff.counselor, {
        key: key(),
        of: early,
        because: "Not vested yet",
        cites: "RSMo 104.1021",
      }),
    );
    const refusal = (await readServiceCase(office.system, young.member, early))!.service;
    expect(refusal.because).toBe("Not vested yet");
    expect(refusal.duties.find(({ kind }) => kind === "appeal-ends")).toMatchObject({
      due: day("2021-08-30"),
      cites: "BR 1-2",
    });
  });

  test("an instalment that does not come stands late in the office's queue; the offer and the time to pay end by themselves; what was paid goes back under two people", async () => {
    office.on("2021-07-01");
    const { member } = await hire(office, "Tina", [{ from: "2001-07-01" }]);
    const of = await askAndPrepare(office, member, military.asked, military.foundOut);
    await approved(office, of);
    await accepts(office, member, of, 24);
    const other = await hire(office, "Uma", [{ from: "2001-07-01" }]);
    const unanswered = await askAndPrepare(office, other.member, military.asked, military.foundOut);
    await approved(office, unanswered);
    const stopped = async () =>
      (await readServiceQueue(office.system, staff.auditor)).lines
        .filter((line) => line.stopped)
        .map(({ caseNumber, due }) => [caseNumber, due]);
    office.on("2021-08-01");
    expect(await stopped()).toEqual([]);
    await done(pays(office, of, 100_000n, "2021-08-01"));
    office.on("2021-09-02");
    expect(await stopped()).toEqual([[of.caseNumber, "2021-09-01"]]);
    expect(await lettersOfCase(of)).toEqual(["serviceOffered"]);
    expect(await keepServiceInTime(office.system)).toEqual({ expire: 0, lapse: 0, remind: 1 });
    expect(await lettersOfCase(of)).toEqual(["serviceInstalmentMissed", "serviceOffered"]);
    office.on("2021-09-29");
    expect(await keepServiceInTime(office.system)).toEqual({ expire: 0, lapse: 0, remind: 0 });
    office.on("2021-09-30");
    expect(await keepServiceInTime(office.system)).toEqual({ expire: 1, lapse: 0, remind: 0 });
    expect(await lettersOfCase(unanswered)).toEqual(["serviceOfferEnded", "serviceOffered"]);
    expect(await statusOf(unanswered)).toBe("expired");
    office.on("2023-07-01"); // two years from the election
    expect(await keepServiceInTime(office.system)).toEqual({ expire: 0, lapse: 0, remind: 0 });
    office.on("2023-07-02");
    expect(await keepServiceInTime(office.system)).toEqual({ expire: 0, lapse: 1, remind: 0 });
    expect(await statusOf(of)).toBe("refundAsked");
    const recorder: Actor = { ...staff.both, account: staff.counselor.account };
    expect((await approveServiceRefund(office.system, recorder, { key: key(), of })).refused?.code).toBe(
      "same-person",
    );
    const again = await approveServiceRefund(office.system, otherAccount, { key: key(), of });
    expect(again.refused?.code, "another account of who recorded the money").toBe("same-person");
    const payable = await credits(office, 2080);
    await done(approveServiceRefund(office.system, staff.verifier, { key: key(), of }));
    expect((await credits(office, 2080)) - payable).toBe(100_000n);
    expect(await statusOf(of)).toBe("refunded");
    expect(await lettersOfCase(of)).toEqual([
      "serviceMoneyBack",
      "serviceNotPaid",
      "serviceInstalmentMissed",
      "serviceOffered",
    ]);
  });

  test("a member withdraws before paying, and nothing is owed to anybody", async () => {
    office.on("2021-07-01");
    const { member } = await hire(office, "Vera", [{ from: "2001-07-01" }]);
    const of = await askAndPrepare(office, member, military.asked, military.foundOut);
    await done(withdrawService(office.system, member, { key: key(), of, because: "Too dear" }));
    expect(await statusOf(of)).toBe("withdrawn");
    const again = await withdrawService(office.system, member, { key: key(), of, because: "Again" });
    expect(again.refused?.code).toBe("cannot-do-now");
  });
});

describe("service that comes and goes", () => {
  test("BR 3-16(1), N-007, H-145 refunded service comes back with the last cent of the refund and its interest, within 24 months", async () => {
    office.on("2019-07-01");
    const { person, member } = await hire(office, "Walt", [
      { from: "2012-07-01", to: "2016-07-01", plan: "msep2011" },
      { from: "2018-01-01", plan: "msep2011" },
    ]);
    await office.system.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      const lost = { how: "refunded", effective: day("2017-07-01"), cents: 1_000_000n } as const;
      await recordGivenUp(
        tx,
        1,
        person,
        { ...lost, from: day("2012-07-01"), to: day("2016-07-01") },
        instant,
      );
    });
    expect(await ledgerSeen(office, member)).toMatchObject({ months: 18, agrees: true });
    const asked = { what: "restoration", where: "", spans: [] } as const;
    const of = await askAndPrepare(office, member, asked, {});
    await approved(office, of);
    await accepts(office, member, of, 1);
    const seen = (await readServiceCase(office.system, member, of))!;
    expect([seen.service.accepted!.costCents, formatDate(seen.service.accepted!.due)]).toEqual([
      1_147_041n, // 10,000.00 × 1.071 × 1.071
      "2021-07-01",
    ]);
    await done(pays(office, of, 1_147_040n, "2019-07-01"));
    expect(await statusOf(of)).toBe("paying");
    await done(pays(office, of, 1n, "2019-07-01"));
    expect(await statusOf(of)).toBe("credited");
    expect(await ledgerSeen(office, member)).toMatchObject({ months: 66, agrees: true });
    const { ledger } = await readService(office.system, member, person);
    expect(ledger.lines.map(({ restored }) => restored)).toEqual([true, false]);
    const nothing = await askForService(office.system, member, { key: key(), person, ...asked });
    expect(nothing.refused?.code).toBe("nothing-refunded");
  });

  test("BR 2-1(1), 3-1(1), H-111, H-114 military duty counts after a timely return, and not after a late one", async () => {
    office.on("2021-07-01");
    const { member } = await hire(office, "Xena", [{ from: "2010-01-01" }]);
    const asked = {
      what: "militaryLeave",
      where: "National Guard",
      spans: [{ from: "2015-03-01", to: "2015-06-28" }],
    } as const;
    const found = {
      employedBeforeDuty: true,
      honorableDischarge: true,
      militaryProof: true,
      convalescing: false,
      firstShiftAfterReturn: "2015-06-30",
    };
    const of = await done(
      askForService(office.system, member, { key: key(), person: member.person!, ...asked }),
    );
    const prepare = (reportedForWork: string) =>
      prepareService(office.system, staff.counselor, {
        key: key(),
        of,
        foundOut: { ...found, reportedForWork },
      });
    expect((await prepare("2015-07-13")).refused?.code).toBe("not-open"); // 120 days of duty: 14 days to apply
    await done(prepare("2015-07-12"));
    await approved(office, of);
    expect((await ledgerSeen(office, member)).lines).toEqual([
      "2010-01-01..2015-02-28 dayOfWork",
      "2015-03-01..2015-06-28 dayOfMilitaryLeave",
      "2015-06-29..2021-07-01 dayOfWork",
    ]);
  });

  test("RSMo 104.800, H-129, H-131 a member of the closed plan moves service away once: every day before the effective day is given up; RSMo 104.1090 service moves here after ten years", async () => {
    office.on("2021-07-15");
    const { member } = await hire(office, "Yann", [{ from: "1998-01-01", to: "2021-07-01", plan: "msep" }]);
    const of = await askAndPrepare(
      office,
      member,
      { what: "transferOut", where: "MPERS", spans: [] },
      { transferUsed: false },
    );
    await approved(office, of);
    expect(await ledgerSeen(office, member)).toMatchObject({ months: 282 });
    office.on("2021-09-01"); // the first of the second month after filing
    expect(await ledgerSeen(office, member)).toMatchObject({
      months: 0,
      lines: ["1998-01-01..2021-06-30 dayGivenUpByTransfer"],
    });
    const zoe = await hire(office, "Zoe", [{ from: "2005-01-01" }]);
    const moved = await askAndPrepare(
      office,
      zoe.member,
      { what: "transferAfterTenYears", where: "PSRS", spans: [{ from: "1999-01-01", to: "2001-12-31" }] },
      {
        vestedElsewhere: true,
        agreementExists: true,
        serviceInOtherPlan: 36,
        convertedService: 30,
        transferUsed: false,
      },
    );
    await approved(office, moved);
    expect(await ledgerSeen(office, zoe.member)).toMatchObject({ months: 230, agrees: true });
  });
});

describe("what a member says is wrong", () => {
  test("H-064 becomes a case with a day; the office corrects it with a paper, a new version takes its place, and the member reads the answer", async () => {
    office.on("2021-07-01");
    const { person, member } = await hire(office, "Ada", [{ from: "2009-04-01" }]);
    const says = {
      about: "service",
      line: "Your job from April 1, 2009",
      says: "I began on 1 March.",
    } as const;
    const of = await done(disputeRecord(office.system, member, { key: key(), person, ...says }));
    const queue = (await readServiceQueue(office.system, staff.auditor)).lines;
    expect(queue.find((line) => line.caseNumber === of.caseNumber)).toMatchObject({
      duty: "answerDispute",
      owner: "counselor",
      due: "2021-07-09", // five working days; the 5th is the holiday
    });
    const proof = {
      kind: "departmentCertificate",
      certifiedBy: "P. Officer",
      certifiedOn: day("2021-07-01"),
    } as const;
    const correction = { position: 1, from: day("2009-03-01"), to: undefined, leave: undefined, proof };
    const because = "Your department certified 1 March.";
    const nothingYet = await confirmCorrected(office.system, staff.counselor, { key: key(), of, because });
    expect(nothingYet.refused?.code).toBe("nothing-changed");
    await done(
      correctDisputedService(office.system, staff.counselor, { key: key(), of, because, correction }),
    );
    const { ledger } = await readService(office.system, member, person);
    expect(ledger.lines.map(({ from, verified }) => [formatDate(from), verified])).toEqual([
      ["2009-03-01", true],
    ]);
    const answered = (await readDispute(office.system, member, of))!;
    expect([answered.status, answered.answer!.because]).toEqual(["corrected", because]);
    const { rows } = await readService(office.system, member, person).then(({ career }) => career);
    expect(rows.employment.map(({ from }) => from)).toEqual(["2009-03-01"]);
  });

  test("BR 1-2 a refusal carries its reason, its citation and sixty days to ask the board; pay goes to the employer first", async () => {
    office.on("2021-07-01");
    const { person, member } = await hire(office, "Bo", [{ from: "2009-04-01" }]);
    const says = { about: "pay", line: "March 2015", says: "A month of pay is missing." } as const;
    const of = await done(disputeRecord(office.system, member, { key: key(), person, ...says }));
    await done(
      askEmployer(office.system, staff.counselor, {
        key: key(),
        of,
        because: "We asked your payroll office.",
      }),
    );
    office.on("2021-07-20");
    const refusal = { because: "You were on leave without pay.", cites: "BR 3-4" };
    await done(refuseDispute(office.system, staff.counselor, { key: key(), of, ...refusal }));
    const answered = (await readDispute(office.system, member, of))!;
    expect(answered).toMatchObject({
      status: "refused",
      answer: { ...refusal, appealUntil: day("2021-09-18") },
    });
    const twice = await refuseDispute(office.system, staff.counselor, { key: key(), of, ...refusal });
    expect(twice.refused?.code).toBe("cannot-do-now");
  });
});
