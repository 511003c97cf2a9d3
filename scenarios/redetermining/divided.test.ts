import { sql } from "kysely";
import { expect, it } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { verifyAllDeterminations } from "@emeritus/operations/determining/verify-determination.ts";
import { qualifyOrder } from "@emeritus/operations/dividing-benefits/qualify-order.ts";
import { readDivision } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { recordOrder } from "@emeritus/operations/dividing-benefits/record-order.ts";
import { approveRedetermination } from "@emeritus/operations/redetermining/approve-redetermination.ts";
import { prepareRedetermination } from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import { previewReport } from "@emeritus/operations/redetermining/preview-report.ts";
import type { Effects } from "@emeritus/operations/redetermining/effects.ts";
import { findBenefit } from "@emeritus/records/benefit.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { counselor, done, giveBankAccount, key, officeOn, payMonths, verifier } from "../deaths/household.ts";
import { testPayroll } from "../payroll/test-system.ts";
import { adjustment, approveWhole, employerIn, makeRetiree, openCase, send, submit } from "./retiree.ts";

it("a late raise moves the annuity and the former spouse's part, another the part alone: both see it before, both are paid or charged each month (RSMo 104.1051.1(3), 104.1060; S-46)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  const system = officeOn(payroll, "2026-01-12");
  // 3,000.00 x 1.7 % x 25 years = 1,275.00 a month.
  const retiree = await makeRetiree(payroll, {
    seven: 2_000_011,
    hired: "2001-01-01",
    left: "2025-12-31",
    start: "2026-01-01",
    payFrom: "2021-01-01",
    pay: (month) => (month >= parseDate("2023-01-01") ? 300_000 : 200_000),
  });
  const address = { street: "9 Elm Street", city: "Columbia", state: "MO", postalCode: "65201" };
  const of = await done(
    recordOrder(system, counselor, {
      key: key(),
      member: retiree.person,
      alternatePayee: {
        first: "Luis",
        last: "Former",
        born: parseDate("1960-02-02"),
        ssn: "900230011",
        address,
      },
      order: {
        court: "Circuit Court of Cole County",
        causeNumber: "25AC-DR00123",
        issued: parseDate("2025-07-15"),
        received: parseDate("2025-08-03"),
        married: parseDate("2006-01-01"),
        dissolved: parseDate("2024-12-31"),
        share: 5000,
        certified: true,
        identifies: true,
        asks: [],
      },
      paper: new TextEncoder().encode("%PDF-1.7 a certified order"),
    }),
  );
  const { divided } = await done(qualifyOrder(system, verifier, { key: key(), of }));
  const ex = (await readDivision(system, verifier, of))!.division.order.alternatePayee;
  await giveBankAccount(payroll, ex);
  const part = async () => (await findBenefit(system.db, 1, divided!.benefit)).at(-1)!.baseCents;
  // 24 months of 3,000.00 and 12 of 2,000.00 to the divorce: 2,666.67 x 1.7 % x 24 years = 1,088.00; 19 of the 24 years married: 861.33.
  expect(await part()).toBe(43_067n);

  const paidIn = async (run: number) => {
    const { rows } = await sql<{ month: bigint; arrears: bigint }>`
      select month_cents as month, arrears_cents as arrears from runs.run_item where run = ${run} order by person = ${ex}`.execute(
      payroll.database.reader,
    );
    return rows.map(({ month, arrears }) => [Number(month), Number(arrears)]);
  };
  const [january] = await payMonths(payroll, "2026-01", "2026-03");
  expect(await paidIn(january!)).toEqual([
    [84_433, 0],
    [43_067, 0],
  ]);

  // 360.00 more in each of the last 3 months of 2024: the annuity 12.75 more; 1,100.24 were accrued, 871.02 in the marriage, half is 435.51.
  const april = officeOn(payroll, "2026-04-10");
  const raise = ["2024-10", "2024-11", "2024-12"].map((month) => ({ month, cents: 36_000 }));
  const report = await send(april, adjustment(retiree, "D1", raise));
  const seen = await done(
    previewReport(april, counselor, report) as never as Promise<{ accepted?: { effects: Effects } }>,
  );
  const { payees } = seen.effects.members[0]!.benefits[0]!;
  expect(
    payees.map(({ kind, monthBefore, monthAfter, arrearsCents }) => [
      kind,
      monthBefore,
      monthAfter,
      arrearsCents,
    ]),
  ).toEqual([
    ["retirement", 84_433n, 85_224n, 2_373n],
    ["formerSpouse", 43_067n, 43_551n, 1_452n],
  ]);
  await submit(april, report);
  const [first] = await openCase(april, retiree.person);
  const both = { person: retiree.person, caseNumber: first!.caseNumber };
  await done(prepareRedetermination(april, counselor, { key: key(), of: both }));
  const approve = (account: string) =>
    approveRedetermination(april, { ...verifier, account }, { key: key(), of: both });
  expect((await approve(counselor.account)).refused?.code).toBe("prepared-by-you");
  await done(approve(verifier.account));
  expect(await part()).toBe(43_551n);
  const [inApril] = await payMonths(payroll, "2026-04", "2026-04");
  expect(await paidIn(inApril!)).toEqual([
    [85_224, 2_373],
    [43_551, 1_452],
  ]);
  const letterTo = async (person: number) => {
    const letters = await lettersOf(system.db, 1, person);
    return JSON.stringify(letters.findLast(({ kind }) => kind === "benefitRedetermined")!.content);
  };
  expect(await letterTo(ex)).toContain("$435.51");
  expect(await letterTo(ex)).toContain("$14.52");
  expect(await letterTo(ex)).not.toMatch(/3,0[0-9]{2}|1,2[78]|852\.24|D1/);
  expect(await letterTo(retiree.person)).toMatch(/\$852\.24.*\$430\.67.*\$435\.51/s);

  // 360.00 more in January 2022, which counts to the divorce and not in the annuity: 1,104.32, 874.25, half is 437.13.
  const may = officeOn(payroll, "2026-05-10");
  await submit(may, await send(may, adjustment(retiree, "D2", [{ month: "2022-01", cents: 36_000 }])));
  const second = (await openCase(may, retiree.person)).at(-1)!;
  await approveWhole(may, { person: retiree.person, caseNumber: second.caseNumber });
  expect(await part()).toBe(43_713n);
  const [inMay] = await payMonths(payroll, "2026-05", "2026-05");
  expect(await paidIn(inMay!)).toEqual([
    [85_062, 0],
    [43_713, 648],
  ]);
  const { rows } = await sql<{ cents: bigint }>`
    select cents from runs.receivable_entry where person = ${retiree.person} and kind = 'charged' order by period`.execute(
    payroll.database.reader,
  );
  expect(rows.map(({ cents }) => cents)).toEqual([162n, 162n, 162n, 162n]);
  for await (const proof of verifyAllDeterminations(system.db, 1))
    expect([proof.determination, proof.differences, proof.inputsHold]).toEqual([
      proof.determination,
      [],
      proof.inputsHold ?? null,
    ]);
  expect((await readDivision(may, verifier, of))!.division.status).toBe("inEffect");
});
