import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { explainPayment } from "@emeritus/operations/benefit-payroll/explain-payment.ts";
import { reasons } from "@emeritus/operations/benefit-payroll/items.ts";
import { verifyDetermination } from "@emeritus/operations/determining/verify-determination.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import {
  chooseForDivisions,
  readDivisionChoices,
} from "@emeritus/operations/dividing-benefits/division-choices.ts";
import { undivide } from "@emeritus/operations/dividing-benefits/end-divisions.ts";
import { qualifyOrder, rejectOrder } from "@emeritus/operations/dividing-benefits/qualify-order.ts";
import { readDivision, readOwnDivisions } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import {
  correctOrderRead,
  recordAmendedOrder,
  type OrderRead,
  recordOrder,
  sendOrderPaper,
} from "@emeritus/operations/dividing-benefits/record-order.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import { askWithdrawal, withdrawReport } from "@emeritus/operations/recording-deaths/withdraw-report.ts";
import { approveRetirement } from "@emeritus/operations/retiring/approve-retirement.ts";
import { rescindRetirement } from "@emeritus/operations/retiring/rescind-retirement.ts";
import { verifyRetirement } from "@emeritus/operations/retiring/verify-retirement.ts";
import { rolesOf } from "@emeritus/operations/whole-person/roles.ts";
import type { System } from "@emeritus/operations/system.ts";
import {
  type Benefit,
  benefitsFrom,
  benefitsOf,
  correctBenefit,
  endBenefit,
  newBenefit,
} from "@emeritus/records/benefit.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { recordDetermination } from "@emeritus/records/determination.ts";
import { employmentOf, endEmployment } from "@emeritus/records/employment.ts";
import { keepLawVersion } from "@emeritus/records/law-version.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { knownAtNow, takeInstant } from "@emeritus/records/moment.ts";
import { readRoll } from "@emeritus/records/payroll-roll.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import {
  counselor,
  done,
  giveBankAccount,
  key,
  officeOn,
  payMonths,
  recordWhole,
  verifier,
} from "../deaths/household.ts";
import { testPayroll, type TestPayroll } from "../payroll/test-system.ts";
import { apply, certify as certifyWork, elect, newMember, prove } from "../retiring/office.ts";

const read: OrderRead = {
  court: "Circuit Court of Cole County",
  causeNumber: "14AC-DR00123",
  issued: parseDate("2015-07-15"),
  received: parseDate("2015-08-03"),
  married: parseDate("2005-07-01"),
  dissolved: parseDate("2015-06-30"),
  share: 5000,
  certified: true,
  identifies: true,
  asks: [],
};
const address = { street: "9 Elm Street", city: "Columbia", state: "MO", postalCode: "65201" };
const former = (ssn: string) => ({
  first: "Luis",
  last: "Former",
  born: parseDate("1960-02-02"),
  ssn,
  address,
});
const paper = new TextEncoder().encode("%PDF-1.7 a certified order");

let payroll: TestPayroll;
beforeAll(async () => void (payroll = await testPayroll()));
afterAll(() => payroll[Symbol.asyncDispose]());

const officeAt = (today: string) => ({
  system: officeOn(payroll, today) as System,
  handed: [],
  on: () => {},
  dispose: async () => {},
});

/** A member of $3,000.00 a month from July 2000 who left on 30 June 2024 and is paid $1,224.00 since: 3,000 × .017 × 24. */
async function retired(first: string): Promise<number> {
  const { person } = await newMember(officeAt("2024-06-01"), {
    born: "1962-05-15",
    hired: "2000-07-01",
    paidTo: "2024-06-01",
    first,
  });
  const { db } = payroll.database;
  await db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const [job] = await employmentOf(tx, 1, person);
    const { position } = job!;
    await endEmployment(tx, 1, person, { position, to: parseDate("2024-07-01"), by: "retired" }, instant);
    const hash = "0".repeat(64);
    await keepLawVersion(tx, { hash, plan: "test", content: "" }, instant);
    const determination = await recordDetermination(
      tx,
      1,
      {
        person,
        kind: "retirement",
        lawVersion: hash,
        inputs: {},
        result: { amounts: { reducedBaseBenefit: 122_400n } },
        effective: parseDate("2024-07-01"),
        knownAt: instant,
        calculatedBy: "a",
        approvedBy: "b",
      },
      instant,
    );
    await newBenefit(
      tx,
      1,
      {
        person,
        member: person,
        kind: "retirement",
        option: "lifeIncome",
        determination,
        baseCents: 122_400n,
        temporaryCents: 0n,
        status: "due",
        from: parseDate("2024-07-01"),
      },
      instant,
    );
  });
  await giveBankAccount(payroll, person);
  return person;
}

const record = (system: System, member: number, ssn: string, order: OrderRead = read) =>
  done(recordOrder(system, counselor, { key: key(), member, alternatePayee: former(ssn), order, paper }));

const formerOf = async (system: System, of: CaseKey): Promise<number> =>
  (await readDivision(system, verifier, of))!.division.order.alternatePayee;

/** What a run did for some persons: month cents and arrears of those paid, in order of person. */
async function paid(run: number, persons: readonly number[]) {
  const { rows } = await sql<{ person: number; outcome: string; month: bigint; arrears: bigint }>`
    select person, outcome, month_cents as month, arrears_cents as arrears from runs.run_item
    where run = ${run} and person = any(${[...persons]}::int[]) order by person`.execute(
    payroll.database.reader,
  );
  return rows.map(({ outcome, month, arrears }) => [outcome, Number(month), Number(arrears)]);
}

const kindsOf = async (person: number) =>
  (await lettersOf(payroll.database.db, 1, person)).map(
    ({ content }) => (content as { title: string }).title,
  );

describe("a division of benefits order on an annuity that is paid (RSMo 104.1051)", () => {
  let member: number;
  let ex: number;
  let of: CaseKey;

  it("H-083 divides nothing until a second person has qualified it by its paper", async () => {
    member = await retired("Rosa");
    const system = officeOn(payroll, "2024-08-05");
    of = await record(system, member, "900230001", { ...read, received: parseDate("2024-08-05") });
    ex = await formerOf(system, of);
    const [first] = await payMonths(payroll, "2024-08", "2024-08");
    expect(await paid(first!, [member, ex])).toEqual([["paid", 122_400, 0]]);
    const { review, would } = (await readDivision(system, verifier, of))!;
    expect([review!.reasons, would!.byLaw.cents]).toEqual([[], 25_500n]);
    const own = { ...verifier, account: counselor.account };
    expect((await qualifyOrder(system, own, { key: key(), of })).refused?.code).toBe("recorded-by-you");
    await expect(qualifyOrder(system, { ...verifier, person: ex }, { key: key(), of })).rejects.toThrow(
      /own record/,
    );
    await expect(qualifyOrder(system, counselor, { key: key(), of })).rejects.toThrow(/role/);
  });

  it("S-46 pays both from the month after the receipt, together what the annuity was, and posts it balanced", async () => {
    // 765.00 were accrued in fifteen years, two thirds of them married: 510.00, of which half is 255.00.
    const system = officeOn(payroll, "2024-09-10");
    await giveBankAccount(payroll, ex);
    const command = { key: key(), of };
    const { divided } = await done(qualifyOrder(system, verifier, command));
    expect((await done(qualifyOrder(system, verifier, command))).divided).toEqual(divided);
    const [run] = await payMonths(payroll, "2024-09", "2024-09");
    expect(await paid(run!, [member, ex])).toEqual([
      ["paid", 96_900, 0],
      ["paid", 25_500, 0],
    ]);
    const { rows } = await sql<{ cents: bigint }>`
      select sum(t.cents)::bigint as cents from ledger.transfer t where t.run = ${run} and t.person = any(${[member, ex]}::int[])`.execute(
      payroll.database.reader,
    );
    expect(rows[0]!.cents).toBe(122_400n);
    const changed = await sql<{ explanation: string }>`
      select explanation from runs.run_item where run = ${run} and person = ${member}`.execute(
      payroll.database.reader,
    );
    expect(changed.rows[0]!.explanation).toContain('"divided":-25500');
    const proof = await verifyDetermination(payroll.database.db, 1, divided!.determination);
    expect([proof?.agrees, proof?.inputsHold, proof?.differences]).toEqual([true, true, []]);
  });

  it("explains the payment to each of the two, and shows the alternate payee nothing else of the member", async () => {
    const system = officeOn(payroll, "2024-10-02");
    const alternate = { account: "luis", roles: ["member"], employers: [], person: ex } as const;
    const { rows } = await sql<{
      benefit: number;
    }>`select benefit from runs.payment where person = ${ex}`.execute(payroll.database.reader);
    const asked = { person: ex, benefit: rows[0]!.benefit, period: "2024-09-01" };
    const seen = (await explainPayment(system, alternate, asked))!;
    expect([seen.agrees, seen.lasting.explanation.name, seen.lasting.explanation.cites]).toEqual([
      true,
      "dueToFormerSpouse",
      expect.arrayContaining([expect.stringContaining("104.1051.1")]),
    ]);
    const [own] = await readOwnDivisions(system, alternate, ex);
    expect([own!.party, own!.benefit?.baseCents]).toEqual(["formerSpouse", 25_500n]);
    await expect(readOwnDivisions(system, alternate, member)).rejects.toThrow(/another's record/);
    const roles = await rolesOf(system.reader, 1, ex, { on: parseDate("2024-10-02") });
    expect(roles.map(({ kind, of: whose }) => [kind, whose?.person])).toEqual([["alternatePayee", member]]);
    expect(await kindsOf(ex)).toEqual(["The benefit is divided"]);
    const [letter] = await lettersOf(payroll.database.db, 1, ex);
    expect(JSON.stringify(letter!.content)).toContain("$255.00");
    expect(JSON.stringify(letter!.content)).not.toMatch(/3,000|1,224|Main Street/);
    expect(await kindsOf(member)).toEqual(["The benefit is divided"]);
  });

  it("ends with the former spouse's death: the member is paid the whole from the next month, and it resumes if that was a mistake", async () => {
    const death = await recordWhole(payroll, ex, "2024-11-20", "2024-12-03");
    const [october, november, december] = await payMonths(payroll, "2024-10", "2024-12");
    const both = [
      ["paid", 96_900, 0],
      ["paid", 25_500, 0],
    ];
    expect(await paid(october!, [member, ex])).toEqual(both);
    expect((await paid(november!, [member, ex]))[0]).toEqual(both[0]);
    expect(await paid(december!, [member, ex])).toEqual([
      ["paid", 122_400, 0],
      ["notDue", 0, 0],
    ]);
    const system = officeOn(payroll, "2025-01-04");
    expect((await readDivision(system, verifier, of))!.division.status).toBe("ended");
    expect(await kindsOf(member)).toContain("The division of the benefit has ended");
    const because = "Another person of that name.";
    await done(askWithdrawal(system, counselor, { key: key(), of: death.of, because }));
    await done(withdrawReport(system, verifier, { key: key(), of: death.of, because }));
    expect((await readDivision(system, verifier, of))!.division.status).toBe("inEffect");
    const [january] = await payMonths(payroll, "2025-01", "2025-01");
    expect(await paid(january!, [member, ex])).toEqual([
      ["paid", 96_900, 0],
      ["paid", 25_500, 25_500],
    ]);
    const { rows } = await sql<{ period: string; cents: bigint }>`
      select period, cents from runs.receivable_entry where person = ${member} and kind = 'charged'`.execute(
      payroll.database.reader,
    );
    expect(rows).toEqual([{ period: "2024-12-01", cents: 25_500n }]);
  });

  it("ends with the member's death", async () => {
    await recordWhole(payroll, member, "2025-02-10", "2025-02-15");
    const [february, march] = await payMonths(payroll, "2025-02", "2025-03");
    expect((await paid(february!, [ex]))[0]).toEqual(["paid", 25_500, 0]);
    expect(await paid(march!, [ex])).toEqual([["notDue", 0, 0]]);
    expect((await readDivision(officeOn(payroll, "2025-04-01"), verifier, of))!.division.status).toBe(
      "ended",
    );
  });
});

describe("an annuity that is stopped while the member works (RSMo 104.1051.1)", () => {
  it("is divided by an order that comes then; both are paid from the month in which it resumes, also when that is learned late", async () => {
    const member = await retired("Noa");
    const { db } = payroll.database;
    const [{ benefit, ...before }] = (await benefitsFrom(db, 1, member)) as [Benefit];
    const inTx = (work: (tx: Tx, instant: Instant) => Promise<void>) =>
      db.transaction().execute(async (tx) => work(tx, await takeInstant(tx)));
    await inTx((tx, at) => endBenefit(tx, 1, member, benefit, parseDate("2025-04-01"), at));
    const system = officeOn(payroll, "2025-04-20");
    const of = await record(system, member, "900230009", { ...read, received: parseDate("2025-03-15") });
    const ex = await formerOf(system, of);
    await giveBankAccount(payroll, ex);
    const { divided } = await done(qualifyOrder(system, verifier, { key: key(), of }));
    expect(divided).not.toBeNull();
    const [, may] = await payMonths(payroll, "2025-04", "2025-05");
    expect((await paid(may!, [member, ex])).map(([outcome]) => outcome)).toEqual(["notDue", "notDue"]);
    const { to: _to, ...same } = before;
    await inTx((tx, at) => correctBenefit(tx, 1, benefit, { ...same, from: parseDate("2025-05-01") }, at));
    const [june] = await payMonths(payroll, "2025-06", "2025-06");
    expect(await paid(june!, [member, ex])).toEqual([
      ["paid", 96_900, 96_900],
      ["paid", 25_500, 25_500],
    ]);

    // A retirement that is void: the former spouse owes each month received, without interest (MSEP2000-Q74).
    const void_ = { fund: 1, person: member, actor: "verifier", because: "the retirement is void" };
    await inTx(async (tx, at) => {
      await endBenefit(tx, 1, member, benefit, before.from, at);
      await undivide(tx, void_, at);
    });
    await payMonths(payroll, "2025-07", "2025-07");
    const { rows } = await sql<{ period: string; cents: bigint }>`
      select period, cents from runs.receivable_entry where person = ${ex} and kind = 'charged' order by period`.execute(
      payroll.database.reader,
    );
    expect(rows).toEqual([
      { period: "2025-05-01", cents: 25_500n },
      { period: "2025-06-01", cents: 25_500n },
    ]);
  });
});

describe("an order that does not qualify", () => {
  it("is corrected or rejected with every reason, tells both, and may be recorded anew, paid as the fund chose (MSEP2000-Q71)", async () => {
    const system = officeOn(payroll, "2027-02-01");
    const member = await retired("Ana");
    const of = await record(system, member, "900230003", { ...read, share: 6000, asks: ["otherForm"] });
    const ex = await formerOf(system, of);
    const anew = {
      key: key(),
      member,
      alternatePayee: {
        memberId: (await readDivision(system, verifier, of))!.division.formerSpouse.memberId,
      },
      order: read,
    };
    expect((await recordOrder(system, counselor, anew)).refused?.code).toBe("open-order-exists");
    expect((await qualifyOrder(system, verifier, { key: key(), of })).refused?.code).toBe("does-not-qualify");
    const order = { ...read, share: 6000, asks: [] };
    const seenStep = (await readDivision(system, verifier, of))!.division.step;
    const other = { ...counselor, account: "carl" };
    await done(correctOrderRead(system, other, { key: key(), of, order, because: "Read wrongly." }));
    const decide = (account: string, seen?: number) =>
      rejectOrder(system, { ...verifier, account }, { key: key(), of, seenStep: seen });
    for (const account of [counselor.account, other.account])
      expect((await decide(account)).refused?.code).toBe("recorded-by-you");
    expect((await decide(verifier.account, seenStep)).refused?.code).toBe("changed-since");
    await done(decide(verifier.account, seenStep + 1));
    const { division } = (await readDivision(system, verifier, of))!;
    expect([division.status, division.reasons.map(({ code }) => code)]).toEqual([
      "notQualified",
      ["moreThanHalf"],
    ]);
    for (const person of [member, ex])
      expect(await kindsOf(person)).toEqual(["The court's order cannot be accepted"]);
    expect(
      (await correctOrderRead(system, counselor, { key: key(), of, order, because: "x" })).refused?.code,
    ).toBe("cannot-do-now");
    const late = { ...read, received: parseDate("2027-01-20") };
    const again = await done(recordOrder(system, counselor, { ...anew, order: late, key: key() }));
    expect((await qualifyOrder(system, verifier, { key: key(), of: again })).refused?.code).toBe(
      "paper-missing",
    );
    await done(sendOrderPaper(system, counselor, { key: key(), of: again, bytes: paper }));
    // From the month after it came in; by the fund's other choice from the month after the issue, so from the first of the annuity.
    const first = async () => formatDate((await readDivision(system, verifier, again))!.would!.paidFrom);
    const choose = (actor: Actor, value: "receipt" | "issue") =>
      chooseForDivisions(system, actor, { key: key(), of: "paidFrom", value });
    expect(await first()).toBe("2027-02-01");
    await expect(choose(counselor, "issue")).rejects.toThrow(/role/);
    await choose(verifier, "issue");
    expect([await first(), await readDivisionChoices(system, counselor)]).toEqual([
      "2024-07-01",
      { paidFrom: "issue", precedence: "issued" },
    ]);
    await choose(verifier, "receipt");
    expect((await done(qualifyOrder(system, verifier, { key: key(), of: again }))).divided).not.toBeNull();
  });
});

describe("several orders on one annuity (MSEP2000-Q72), and an amended one (MSEP2000-Q73)", () => {
  it("pays each former spouse of the own marriage and the member the rest; the amended order holds from its month, and what was paid stays", async () => {
    await payroll[Symbol.asyncDispose]();
    payroll = await testPayroll();
    const system = officeOn(payroll, "2025-01-10");
    const member = await retired("Vera");
    const first = { ...read, received: parseDate("2025-01-08") };
    const one = await record(system, member, "900230021", first);
    await done(qualifyOrder(system, verifier, { key: key(), of: one }));
    // From 1 August 2015 on: 24 years of service to June 2024, nine of them married to the second: 1,224.00 x 9/24 = 459.00, half is 229.50.
    const second = {
      ...read,
      causeNumber: "24AC-DR00777",
      issued: parseDate("2025-01-02"),
      received: parseDate("2025-01-07"),
      married: parseDate("2015-07-01"),
      dissolved: parseDate("2024-06-30"),
    };
    const wrong = await record(system, member, "900230022", { ...second, married: parseDate("2015-06-29") });
    const overlap = await qualifyOrder(system, verifier, { key: key(), of: wrong });
    expect([overlap.refused?.code, overlap.refused?.facts]).toEqual([
      "marriages-overlap",
      { caseNumber: one.caseNumber },
    ]);
    const because = "Read wrongly.";
    await done(correctOrderRead(system, counselor, { key: key(), of: wrong, order: second, because }));
    await done(qualifyOrder(system, verifier, { key: key(), of: wrong }));
    const [ex, other] = [await formerOf(system, one), await formerOf(system, wrong)];
    for (const person of [ex, other]) await giveBankAccount(payroll, person);
    // The first was issued before and came in after: the fund says which of the two goes before on a payday.
    const issuedInOrder = async () => {
      const month = parseDate("2025-02-01");
      const asked = { fund: 1, month, paymentDate: month, reasons, members: [member] };
      const knownAt = await knownAtNow(payroll.database.db);
      const { divided, kind } = await payroll.database.db
        .transaction()
        .execute((tx) => readRoll(tx, { ...asked, knownAt }));
      return divided.get(kind.indexOf(0))!.map(({ issued }) => issued);
    };
    const goesBefore = (value: "issued" | "received") =>
      chooseForDivisions(system, verifier, { key: key(), of: "precedence", value });
    expect(await issuedInOrder()).toEqual([read.issued, second.issued]);
    await goesBefore("received");
    expect(await issuedInOrder()).toEqual([second.issued, read.issued]);
    await goesBefore("issued");
    const [january, february] = await payMonths(payroll, "2025-01", "2025-02");
    expect(await paid(january!, [member, ex, other])).toEqual([
      ["paid", 122_400, 0],
      ["notDue", 0, 0],
      ["notDue", 0, 0],
    ]);
    expect(await paid(february!, [member, ex, other])).toEqual([
      ["paid", 73_950, 0],
      ["paid", 25_500, 0],
      ["paid", 22_950, 0],
    ]);

    const march = officeOn(payroll, "2025-03-10");
    const order = {
      ...first,
      share: 4000,
      issued: parseDate("2025-02-20"),
      received: parseDate("2025-03-03"),
    };
    const amended = await done(recordAmendedOrder(march, counselor, { key: key(), of: one, order, paper }));
    expect((await recordAmendedOrder(march, counselor, { key: key(), of: one, order })).refused?.code).toBe(
      "open-order-exists",
    );
    const sender = { ...counselor, account: "carl" };
    await done(sendOrderPaper(march, sender, { key: key(), of: amended, bytes: paper }));
    const bySender = { ...verifier, account: sender.account };
    expect((await qualifyOrder(march, bySender, { key: key(), of: amended })).refused?.code).toBe(
      "recorded-by-you",
    );
    await done(qualifyOrder(march, verifier, { key: key(), of: amended }));
    const statusOf = async (of: CaseKey) => (await readDivision(march, verifier, of))!.division.status;
    expect([await statusOf(one), await statusOf(amended)]).toEqual(["replaced", "inEffect"]);
    const [inMarch, inApril] = await payMonths(payroll, "2025-03", "2025-04");
    expect((await paid(inMarch!, [member, other])).map(([, month]) => month)).toEqual([73_950, 22_950]);
    expect(await paid(inApril!, [member, other])).toEqual([
      ["paid", 79_050, 0],
      ["paid", 22_950, 0],
    ]);
    // 40 % of 510.00; the replaced order's own line is not due any more.
    expect((await paid(inApril!, [ex])).toSorted()).toEqual([
      ["notDue", 0, 0],
      ["paid", 20_400, 0],
    ]);
    expect(await kindsOf(ex)).toEqual(["The benefit is divided", "The benefit is divided"]);
    const letters = await lettersOf(payroll.database.db, 1, ex);
    expect(
      letters.map(({ content }) => JSON.stringify(content).includes("in the place of the order")),
    ).toEqual([true, false]);

    // The first former spouse dies: the part goes back to the member, the second's stays.
    await recordWhole(payroll, ex, "2025-05-10", "2025-05-15");
    const [, june] = await payMonths(payroll, "2025-05", "2025-06");
    expect(await paid(june!, [member, other])).toEqual([
      ["paid", 99_450, 0],
      ["paid", 22_950, 0],
    ]);
  });
});

describe("an order before the retirement", () => {
  it("RSMo 104.1051.1(2) waits for the annuity, also after a rescission and a death by mistake, and divides it from its first month", async () => {
    await payroll[Symbol.asyncDispose]();
    payroll = await testPayroll();
    const office = officeAt("2026-11-23");
    const { person, member } = await newMember(office, {
      born: "1963-05-15",
      hired: "2000-07-01",
      paidTo: "2026-12-01",
      first: "Ines",
    });
    const ex = await retired("Luis");
    const { memberId } = (await findPerson(payroll.database.db, 1, ex))!;
    const asked = { key: key(), member: person, alternatePayee: { memberId }, order: read, paper };
    const of = await done(recordOrder(office.system, counselor, asked));
    await giveBankAccount(payroll, person);
    expect((await done(qualifyOrder(office.system, verifier, { key: key(), of }))).divided).toBeNull();
    expect(await kindsOf(ex)).toEqual(["The court's order is accepted"]);
    const later = officeAt("2027-01-06");
    const { db } = payroll.database;
    const stands = async () => [
      (await readDivision(later.system, verifier, of))!.division.status,
      (await benefitsOf(db, 1, ex)).filter(({ kind }) => kind === "formerSpouse").length,
    ];
    const approve = (retiring: CaseKey, by = verifier) =>
      approveRetirement(later.system, by, { key: key(), of: retiring });
    const applied = async (at: typeof office, annuityStartingDate: string) => {
      const answers = { annuityStartingDate, lastDayOfWork: "2026-12-31", married: false };
      const retiring = await apply(at, member, answers);
      await done(elect(at, member, retiring));
      return retiring;
    };
    const verify = (retiring: CaseKey) =>
      done(verifyRetirement(later.system, counselor, { key: key(), of: retiring }));
    const first = await applied(office, "2027-01-01");
    await prove(office, member, first, "proofOfAge", "1963-05-15");
    await done(certifyWork(later, first, "2026-12-31"));
    await verify(first);
    await expect(approve(first, { ...verifier, person: ex })).rejects.toThrow(/own record/);
    await done(approve(first));
    expect(await stands()).toEqual(["inEffect", 1]);
    await done(rescindRetirement(later.system, member, { key: key(), of: first }));
    expect(await stands()).toEqual(["qualified", 0]);

    const death = await recordWhole(payroll, ex, "2026-12-20", "2027-01-06");
    const second = await applied(later, "2027-03-01");
    await verify(second);
    await done(approve(second));
    expect(await stands()).toEqual(["ended", 0]);
    const because = "Another person of that name.";
    await done(askWithdrawal(later.system, counselor, { key: key(), of: death.of, because }));
    await done(withdrawReport(later.system, verifier, { key: key(), of: death.of, because }));
    expect(await stands()).toEqual(["inEffect", 1]);
    const [run] = await payMonths(payroll, "2027-03", "2027-03");
    // 3,000 × .017 × 26.5 = 1,351.50, less the 255.00 of the marriage.
    expect(await paid(run!, [person])).toEqual([["paid", 109_650, 0]]);
    expect(await paid(run!, [ex])).toContainEqual(["paid", 25_500, 0]);
  });

  it("ends with the former spouse's death while it waits", async () => {
    const office = officeAt("2026-11-23");
    const asked = { born: "1975-05-15", hired: "2000-07-01", paidTo: "2026-12-01", first: "Eva" };
    const { person } = await newMember(office, asked);
    const of = await record(office.system, person, "900230005");
    const ex = await formerOf(office.system, of);
    await done(qualifyOrder(office.system, verifier, { key: key(), of }));
    await recordWhole(payroll, ex, "2026-11-20", "2026-11-23");
    expect((await readDivision(office.system, verifier, of))!.division.status).toBe("ended");
    expect(await kindsOf(person)).toContain("The division of the benefit has ended");
  });
});
