import { addDays, parseDate } from "@emeritus/engine/dates.ts";
import { noticeReemployed, worksAfterRetirement } from "@emeritus/operations/enrolling/notice-reemployed.ts";
import {
  confirmReemployment,
  noteWorkEnded,
  resumeAnnuity,
} from "@emeritus/operations/enrolling/reemployment.ts";
import { readReemployment } from "@emeritus/operations/enrolling/read-reemployment.ts";
import { declareVoid, keepRetirement, proposeVoid } from "@emeritus/operations/enrolling/void-retirement.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import { readReceivable } from "@emeritus/operations/recording-deaths/read-receivables.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import { benefitsFrom } from "@emeritus/records/benefit.ts";
import { positionFor, recordEmployment } from "@emeritus/records/employment.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { openCases } from "@emeritus/records/redetermination.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { counselor, done, key, makeHousehold, officeOn, payMonths, verifier } from "../deaths/household.ts";
import {
  approve,
  approveOnly,
  prepare,
  preparer,
  testPayroll,
  type TestPayroll,
} from "../payroll/test-system.ts";

const day = parseDate;
const annuity = { option: "lifeIncome", cents: 90_000, start: "2026-02-01" } as const;

/** A retiree in payment whose last covered day is known, and who is seen at work from a day on. */
async function worksAgain(payroll: TestPayroll, { left, from }: { left: string; from: string }) {
  const { retiree } = await makeHousehold(payroll, annuity);
  const { db } = payroll.database;
  await db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const job = { employer: 1, reportingGroup: 1, code: "A1" };
    const position = await positionFor(tx, 1, retiree, job, instant);
    await recordEmployment(
      tx,
      1,
      retiree,
      {
        position,
        employer: 1,
        reportingGroup: 1,
        plan: "msep2000",
        memberClass: "general",
        eligible: true,
        fteHundredths: 10_000,
        endedBy: "left",
        from: day("2000-01-01"),
        to: addDays(day(left), 1),
      },
      instant,
    );
  });
  const seen = async (on: string) => {
    const system = officeOn(payroll, on);
    const caseNumber = await db.transaction().execute(async (tx) => {
      const benefits = await benefitsFrom(tx, 1, retiree);
      const facts = { from: day(from), eligible: true, elected: false, leftService: day(left) };
      const work = worksAfterRetirement(benefits, facts)!;
      const found = { person: retiree, actor: "an employer", work, employer: 1, employerName: "Agriculture" };
      return noticeReemployed(system, tx, { ...found, found: "enrolment" }, await takeInstant(tx));
    });
    return { system, of: { person: retiree, caseNumber, because: "the enrolment form" } };
  };
  return { retiree, seen };
}

const balance = async ({ database }: TestPayroll, account: number) => {
  const rows = await trialBalance(database.reader, 1, "pension");
  const found = rows.find((one) => one.account === account);
  return found === undefined ? 0n : found.debitCents - found.creditCents;
};
const inBalance = async ({ database }: TestPayroll) =>
  (await trialBalance(database.reader, 1, "pension")).reduce(
    (sum, { debitCents, creditCents }) => sum + debitCents - creditCents,
    0n,
  );
const paid = async ({ database }: TestPayroll, person: number) => {
  const { rows } = await sql<{ month: string; cents: bigint }>`
    select to_char(period, 'MM') as month, sum(cents)::bigint as cents from runs.payment where person = ${person} group by period order by period`.execute(
    database.reader,
  );
  return rows.map(({ month, cents }) => `${month} ${cents}`);
};
const charged = async (payroll: TestPayroll, person: number, on: string) =>
  (await readReceivable(officeOn(payroll, on), counselor, person))?.months.map(
    ({ period, openCents }) => `${period.slice(5, 7)} ${openCents}`,
  );

describe("work after retirement in a payroll", () => {
  test("RSMo 104.1039, H-269 work learned late: the months with a day of it are owed back by the next run, and the annuity goes on from the month after, with what was owed meanwhile", async () => {
    await using payroll = await testPayroll();
    const { retiree, seen } = await worksAgain(payroll, { left: "2025-06-30", from: "2026-05-11" });
    await payMonths(payroll, "2026-03", "2026-06");
    const before = await paid(payroll, retiree);
    expect(before.slice(-3)).toEqual(["04 90000", "05 90000", "06 90000"]);
    const { system, of } = await seen("2026-07-06");
    await payMonths(payroll, "2026-07", "2026-07"); // held
    expect(await charged(payroll, retiree, "2026-08-01")).toBeUndefined();
    await done(confirmReemployment(system, verifier, { ...of, key: key() }));
    await payMonths(payroll, "2026-08", "2026-08");
    expect(await paid(payroll, retiree)).toEqual(before);
    expect(await charged(payroll, retiree, "2026-09-01")).toEqual(["05 90000", "06 90000"]);
    expect(await balance(payroll, 1140)).toBe(180_000n);

    await payroll.database.db.transaction().execute(async (tx) => {
      const ended = { fund: 1, person: retiree, lastDay: day("2026-08-20"), actor: "an employer" };
      await noteWorkEnded(tx, ended, await takeInstant(tx));
    });
    await payMonths(payroll, "2026-09", "2026-09");
    await done(resumeAnnuity(officeOn(payroll, "2026-10-05"), verifier, { ...of, key: key() }));
    await payMonths(payroll, "2026-10", "2026-11");
    expect(await paid(payroll, retiree)).toEqual([...before, "09 90000", "10 90000", "11 90000"]);
    expect(await charged(payroll, retiree, "2026-12-01")).toEqual(["05 90000", "06 90000"]);
    expect(await inBalance(payroll)).toBe(0n);
  });

  test("BR 9-2, 4-9(2), 4-10(2) a retiree back within 30 days: two people declare the retirement void; all that was paid is owed back with simple interest by whole months, and the books balance", async () => {
    await using payroll = await testPayroll();
    const { retiree, seen } = await worksAgain(payroll, { left: "2026-01-31", from: "2026-03-02" });
    await payMonths(payroll, "2026-03", "2026-05");
    const june = officeOn(payroll, "2026-06-20");
    const run = await prepare(june, "2026-06");
    await approveOnly(june, run);
    const { of } = await seen("2026-07-06");
    const system = officeOn(payroll, "2026-07-06");
    const ask = { ...of, key: key(), agreed: false };
    const read = async () => (await readReemployment(system, counselor, of))!;
    expect((await read()).found.severed).toBe(false); // 2 March is day 30 after 31 January
    await done(proposeVoid(system, counselor, ask));
    const alone = { ...verifier, account: counselor.account };
    expect((await declareVoid(system, alone, { ...of, key: key() })).refused?.code).toBe("same-person");
    await done(keepRetirement(system, verifier, { ...of, key: key() }));
    await done(proposeVoid(system, counselor, { ...ask, key: key() }));
    // June is approved and not posted, and stops because the retiree is held since: what is owed back is known when it is withdrawn.
    const underWay = async () =>
      (await declareVoid(system, verifier, { ...of, key: key() })).refused?.code === "payment-under-way";
    expect(await underWay()).toBe(true);
    await carryOn(june, run);
    expect(await underWay()).toBe(true);
    await done(withdrawRun(june, preparer, { key: key(), run, because: "A retiree is held since." }));
    await payMonths(payroll, "2026-06", "2026-06");
    const received = await paid(payroll, retiree);
    const would = (await read()).wouldVoid!;
    expect(would.payments).toHaveLength(received.length);

    await done(declareVoid(system, verifier, { ...of, key: key() }));
    expect(await benefitsFrom(payroll.database.db, 1, retiree)).toEqual([]);
    // 900.00 x 6.95 % x whole months from the payment to 6 July: 3, 2 and 1
    expect(await charged(payroll, retiree, "2026-07-06")).toEqual(["03 91564", "04 91043", "05 90521"]);
    expect(await balance(payroll, 1140)).toBe(273_128n);
    expect([await balance(payroll, 5010), await balance(payroll, 4100)]).toEqual([0n, -3_128n]);
    expect(await inBalance(payroll)).toBe(0n);
    const [letter] = await lettersOf(payroll.database.db, 1, retiree);
    expect([letter!.kind, letter!.caseNumber]).toEqual(["retirementVoid", of.caseNumber]);
    const text = JSON.stringify((letter!.content as Letter).body);
    for (const words of ["$2,731.28", "$15.64", "Board Rules 9-2", "within 60 days", "September 4, 2026"])
      expect(text).toContain(words);
    await payMonths(payroll, "2026-07", "2026-07");
    expect(await paid(payroll, retiree)).toEqual(received);
    expect(await balance(payroll, 1140)).toBe(273_128n);
  });

  test("BR 9-2 a payroll that was prepared before the work was seen is not approved when the retirement is void, and what was to be determined again is closed", async () => {
    await using payroll = await testPayroll();
    const { retiree, seen } = await worksAgain(payroll, { left: "2026-01-31", from: "2026-03-02" });
    const { db } = payroll.database;
    const run = await prepare(officeOn(payroll, "2026-03-20"), "2026-03");
    const { system, of } = await seen("2026-03-23");
    await db.transaction().execute(async (tx) => {
      const [{ benefit } = { benefit: 0 }] = await benefitsFrom(tx, 1, retiree);
      const duty = { kind: "prepare-redetermination", due: "2026-04-01", owner: "counselor", cites: "" };
      const what = { kind: "redetermination", action: "open", status: "waiting", actor: "casey" } as const;
      const begun = [{ person: retiree, facts: { benefit } }];
      await openCases(tx, { fund: 1, ...what, begun, duty }, await takeInstant(tx));
    });
    await done(proposeVoid(system, counselor, { ...of, key: key(), agreed: false }));
    await done(declareVoid(system, verifier, { ...of, key: key() }));
    const cases = await casesOf(db, 1, retiree, "redetermination");
    expect(cases.map(({ status }) => status)).toEqual(["closed"]);
    const open = (await obligationsOf(db, 1, retiree)).filter(({ status }) => status === "open");
    expect(open.map(({ kind }) => kind)).not.toContain("prepare-redetermination");
    await expect(approve(officeOn(payroll, "2026-03-24"), run)).rejects.toThrow("heldSince");
    expect(await paid(payroll, retiree)).toEqual([]);
  });

  test("BR 9-2 work from day 31 on does not make a retirement void, unless the return was agreed before", async () => {
    await using payroll = await testPayroll();
    const { seen } = await worksAgain(payroll, { left: "2026-01-31", from: "2026-03-03" });
    const { system, of } = await seen("2026-03-10");
    const without = await proposeVoid(system, counselor, { ...of, key: key(), agreed: false });
    expect(without.refused).toMatchObject({ code: "retirement-stands", cites: "BR 9-2, 4-9(2), 4-10(2)" });
    await done(proposeVoid(system, counselor, { ...of, key: key(), agreed: true }));
    await done(declareVoid(system, verifier, { ...of, key: key() }));
    const [letter] = await lettersOf(payroll.database.db, 1, of.person);
    expect(JSON.stringify(letter!.content)).toContain("Your return was agreed before you left.");
    expect(JSON.stringify(letter!.content)).toContain("Nothing was paid to you");
  });
});
