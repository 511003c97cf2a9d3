import { readRates } from "@emeritus/operations/money-in/certified-rates.ts";
import { decideRate, enterRate, readRatesWaiting } from "@emeritus/operations/money-in/enter-rate.ts";
import {
  type ElectionAsked,
  electPrepayment,
  payDaysOf,
} from "@emeritus/operations/money-in/elect-prepayment.ts";
import { enterReceipt } from "@emeritus/operations/money-in/enter-receipt.ts";
import { readInvoice } from "@emeritus/operations/money-in/read-invoices.ts";
import { readControlProofs, readSuspense } from "@emeritus/operations/money-in/read-money-in.ts";
import { readPrepayment, settlePrepayment } from "@emeritus/operations/money-in/settle-prepayment.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import {
  askWithdrawal,
  chooseWithdrawalLimit,
  decideWithdrawal,
} from "@emeritus/operations/money-in/withdraw-election.ts";
import { ratesInForce } from "@emeritus/operations/reporting-pay/contribution-rates.ts";
import { bytesOf } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { janesRow, makeFile, sampleEmployer } from "@emeritus/operations/reporting-pay/testing.ts";
import { tryPayReport } from "@emeritus/operations/reporting-pay/try-pay-report.ts";
import { monthToPost, post, trialBalance } from "@emeritus/records/ledger.ts";
import { parseDate } from "@emeritus/engine/dates.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { chargeReport } from "@emeritus/operations/money-in/charge-report.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  auditor,
  code,
  done,
  halfMonth,
  key,
  type MoneyFund,
  moneyFund,
  ours,
  postFile,
  preparer,
  releaser,
  theirs,
} from "./fund.ts";

let fund: MoneyFund;
beforeAll(async () => {
  fund = await moneyFund();
});
afterAll(() => fund.dispose());

/** Both components of 32.00 %, from 15 July 2026 on, on a payroll of $240,000.00 paid monthly, at 6.95 %. */
const asked: ElectionAsked = {
  employer: sampleEmployer,
  payroll: "generalPayroll",
  fiscalYear: "2026-07-01",
  components: ["normalCost", "unfundedLiability"],
  prepaidOn: "2026-07-15",
  toldOn: "2026-06-15",
  normalCostHundredths: 1_000,
  unfundedHundredths: 2_200,
  assumedPayrollCents: 24_000_000n,
  returnHundredths: 695,
  payCycle: "monthly",
};
const elect = (more: Partial<ElectionAsked> = {}) =>
  electPrepayment(fund.system, preparer, { key: key(), ...asked, ...more });

async function proven(): Promise<Record<number, bigint>> {
  for (const proof of await readControlProofs(fund.system, auditor))
    expect(proof, proof.name).toMatchObject({ equal: true });
  const rows = await trialBalance(fund.system.db, 1, "pension");
  return Object.fromEntries(rows.map((row) => [row.account, row.debitCents - row.creditCents]));
}

test("pay days of a fiscal year follow from how often pay is paid", () => {
  expect(payDaysOf("2026-07-01", "monthly").slice(0, 2)).toEqual(["2026-07-31", "2026-08-31"]);
  expect(payDaysOf("2026-07-01", "semimonthly")).toHaveLength(24);
  expect(payDaysOf("2026-07-01", "biweekly")[0]).toBe("2026-07-10");
  expect(payDaysOf("2026-07-01", "biweekly")).toHaveLength(26);
});

test("BR 2-21(3), 4-11(3) an election on another day, told too late, or of a rate that is not the certified one is refused with the rule", async () => {
  fund.on("2026-06-16");
  expect(await code(elect({ prepaidOn: "2026-07-16" }))).toBe("notAPrepaymentDay");
  const late = await elect({ toldOn: "2026-06-16" });
  expect(late.refused).toMatchObject({
    code: "toldTooLate",
    facts: { by: "2026-06-15" },
    cites: "BR 2-21(3), 4-11(3)",
  });
  expect(await code(elect({ normalCostHundredths: 1_001 }))).toBe("ratesNotCertified");
  expect(await code(elect({ components: [] }))).toBe("nothingElected");
  const unknown = await elect({ payroll: "judicialPayroll" });
  expect(unknown.refused).toMatchObject({ code: "rateUnknown", facts: { register: "EMPLOYER-Q04" } });
});

test("H-013 H-022 RSMo 104.436, 104.1066, 476.580 a year whose rate no source gives is unknown until one person enters it and another confirms it; a published rate is not overruled", async () => {
  const year = {
    key: key(),
    name: "judicialPayroll",
    fiscalYear: "2026-07-01",
    thousandths: 61_000,
    because: "Resolution",
  } as const;
  const rates = async () =>
    (await readRates(fund.system, ours)).find(({ fiscalYear }) => fiscalYear === "2026-07-01")!.rates;
  expect((await rates()).judicialPayroll).toBeUndefined();
  expect((await rates()).generalPayroll).toEqual({ thousandths: 32_000, from: "law" });
  expect(await code(enterRate(fund.system, preparer, { ...year, name: "generalPayroll" }))).toBe(
    "ratePublished",
  );
  const fine = await enterRate(fund.system, preparer, { ...year, key: key(), thousandths: 61_005 });
  expect(fine.refused).toMatchObject({
    code: "rateTooFine",
    cites: "RSMo 104.436.2, 104.1066.2; ADR 18",
  });
  await done(enterRate(fund.system, preparer, { ...year, key: key() }));
  expect((await rates()).judicialPayroll).toBeUndefined();
  const both: Actor = { ...preparer, roles: ["payrollPreparer", "payrollReleaser"] };
  const confirm = (by: Actor, thousandths = 61_000) =>
    decideRate(fund.system, by, { ...year, key: key(), thousandths, decision: "confirmed" });
  await expect(confirm(preparer)).rejects.toThrow("may not");
  expect(await code(confirm(both))).toBe("rateEnteredByYou");
  expect(await code(confirm(releaser, 61_010))).toBe("rateChanged");
  const no = { ...year, key: key(), decision: "refused" } as const;
  await done(decideRate(fund.system, releaser, no));
  expect(await code(confirm(releaser))).toBe("noRateWaiting");
  expect((await rates()).judicialPayroll).toBeUndefined();
  await done(enterRate(fund.system, preparer, { ...year, key: key() }));
  expect(await readRatesWaiting(fund.system, auditor)).toEqual([
    {
      name: "judicialPayroll",
      fiscalYear: "2026-07-01",
      thousandths: 61_000,
      because: "Resolution",
      enteredBy: "preparer",
    },
  ]);
  await done(confirm(releaser));
  expect(await readRatesWaiting(fund.system, auditor)).toEqual([]);
  expect((await rates()).judicialPayroll).toEqual({ thousandths: 61_000, from: "fund" });
  // MOSERS page of rates, 2025: FY26 60.54 %; basic life 0.237 % and disability 0.40 % and 0.445 % since 2021.
  const fy26 = (await readRates(fund.system, ours)).find(
    ({ fiscalYear }) => fiscalYear === "2025-07-01",
  )!.rates;
  expect(Object.values(fy26).map((rate) => rate?.thousandths)).toEqual([
    30_250, 60_540, 6_000, 237, 115, 400, 445,
  ]); // CURP 6 % (RSMo 104.1205(5))
  const inForce = await ratesInForce(fund.system.db, 1);
  const paid = parseDate("2026-08-15");
  expect(inForce.employer("JUD2011", paid)).toEqual({
    hundredthsOfPercent: 6_100,
    mark: "entered",
    from: "2026-07-01",
  });
  expect(inForce.employer("ALJ", paid)?.hundredthsOfPercent).toBe(3_200); // EMPLOYER-Q06
  expect(inForce.employer("CURP", paid)?.hundredthsOfPercent).toBe(600);
  expect(inForce.employer("JUD", parseDate("2027-07-01"))).toBeUndefined();
  const judge = { plan: "JUD2011", position: "J9", pay: 1_000_000, ssn: "900000091" } as const;
  const told = "E,,900000091,Judge,Judy,1970-01-01,HIRE,2026-07-01,,,,J9,,,JUDGE,2080,100.00,,,,,,,,,,,,,";
  const file = {
    id: "J-FY27",
    begin: "2026-07-01",
    end: "2026-07-15",
    payDate: "2026-07-31",
    events: [told],
  };
  const trial = (rate: number) =>
    tryPayReport(fund.system, ours, bytesOf(makeFile({ ...file, rows: [janesRow, judge], rate })));
  expect(
    (await trial(6_054)).found.kept.find(({ rule, line }) => rule === "employerContribution" && line === 4)!
      .facts,
  ).toMatchObject({ due: "6100.00", rate: "61.00" });
});

test("BR 2-21(2), 2-21(4), 4-11(2), 4-11(4) present value, credit, use by reports, and a credit at the year's end", async () => {
  const { election, reference, prepaymentCents } = await done(elect());
  expect(
    await code(elect({ components: ["normalCost"], toldOn: "2026-06-15", prepaidOn: "2026-09-01" })),
  ).toBe("prepaidAlready");
  const seen = (await readPrepayment(fund.system, ours, election))!;
  // Twelve pay days of $6,400.00 each (240,000 × 32 % / 12), all after 15 July: $76,800.00.
  expect(seen.election.expectedCents).toBe(7_680_000n);
  // By hand: Σ 6,400 × 1.0695^(−days/365) for 16, 47, 77, 108, 138, 169, 200, 228, 259, 289, 320 and 350 days.
  const byHand = [16, 47, 77, 108, 138, 169, 200, 228, 259, 289, 320, 350].reduce(
    (sum, days) => sum + 6_400 * 1.0695 ** (-days / 365),
    0,
  );
  expect(prepaymentCents).toBe(BigInt(Math.round(byHand * 100)));
  expect(seen.election.creditCents).toBe(7_680_000n - prepaymentCents);
  expect(wholeCents(seen.law.prepayment.value!)).toBe(prepaymentCents);
  expect(await readPrepayment(fund.system, theirs, election)).toBeUndefined();

  fund.on("2026-07-14");
  const money = { trust: "pension", receivedOn: "2026-07-14", reference, payer: "Department 0042" } as const;
  expect(
    await done(enterReceipt(fund.system, preparer, { key: key(), ...money, cents: prepaymentCents - 1n })),
  ).toMatchObject({ matched: false });
  expect(
    await done(enterReceipt(fund.system, preparer, { key: key(), ...money, cents: prepaymentCents })),
  ).toMatchObject({ matched: true });
  expect(await proven()).toMatchObject({ 2090: -7_680_000n, 4010: 7_680_000n - prepaymentCents });

  // Before the day everything is due; the first pay day after it is covered whole: 2,750.50 and 2,000.00 at 32 %.
  fund.on("2026-07-20");
  await postFile(fund.system, { ...halfMonth("2026-06-16", "2026-06-30", "2026-07-15", { rate: 3_200 }) });
  expect((await readInvoice(fund.system, ours, "0042-SM-20260630"))!.charges[0]).toMatchObject({
    cents: 152_016n,
    paidCents: 0n,
  });
  fund.on("2026-08-05");
  await postFile(fund.system, { ...halfMonth("2026-07-01", "2026-07-15", "2026-07-31", { rate: 3_200 }) });
  expect(
    (await readInvoice(fund.system, ours, "0042-SM-20260715"))!.charges.map(({ kind, cents, paidCents }) => [
      kind,
      cents,
      paidCents,
    ]),
  ).toEqual([
    ["employer", 152_016n, 152_016n],
    ["member", 8_000n, 0n],
    ["life", 3_120n, 0n],
    ["disability", 1_900n, 0n],
  ]);
  expect(await proven()).toMatchObject({ 2090: -7_680_000n + 152_016n, 1110: 152_016n });

  expect(await code(settlePrepayment(fund.system, preparer, { key: key(), election }))).toBe("yearNotEnded");
  fund.on("2027-07-01");
  // Due on 4,750.50 of pay: $1,520.16; $76,800.00 was prepaid with its credit.
  expect(await done(settlePrepayment(fund.system, preparer, { key: key(), election }))).toEqual({
    billedCents: 0n,
    creditedCents: 7_680_000n - 152_016n,
  });
  expect(await code(settlePrepayment(fund.system, preparer, { key: key(), election }))).toBe(
    "settledAlready",
  );
  expect(await readPrepayment(fund.system, ours, election), "what an employer sees").toMatchObject({
    state: "settled",
    payrollCents: 475_050n,
    dueCents: 152_016n,
    billCents: 0n,
    carriedCents: 7_680_000n - 152_016n,
  });
  expect(await readSuspense(fund.system, auditor)).toMatchObject([
    { leftCents: prepaymentCents - 1n },
    { leftCents: 7_527_984n, way: "settling", reference },
  ]);
  expect(await proven()).toMatchObject({ 2090: 0n });
});

test("BR 2-21(4), 4-11(4) one component, with more pay than assumed: what is short is billed", async () => {
  fund.on("2026-08-02");
  const small = {
    ...asked,
    employer: 77,
    components: ["normalCost"],
    prepaidOn: "2026-09-01",
    toldOn: "2026-08-02",
    assumedPayrollCents: 120_000n,
  } as const;
  const { election, reference, prepaymentCents } = await done(
    electPrepayment(fund.system, preparer, { key: key(), ...small }),
  );
  // Ten pay days after 1 September of $10.00 each (1,200 × 10 % / 12).
  expect((await readPrepayment(fund.system, theirs, election))!.election.expectedCents).toBe(10_000n);
  fund.on("2026-09-02");
  const money = { trust: "pension", reference, payer: "Department 0077", cents: prepaymentCents } as const;
  expect(
    await done(enterReceipt(fund.system, preparer, { key: key(), ...money, receivedOn: "2026-09-02" })),
  ).toMatchObject({ matched: false });
  expect(
    await done(enterReceipt(fund.system, preparer, { key: key(), ...money, receivedOn: "2026-09-01" })),
  ).toMatchObject({ matched: true });
  fund.on("2027-07-01");
  expect(
    await code(settlePrepayment(fund.system, preparer, { key: key(), election })),
    "without a report everything would go back",
  ).toBe("nothingReported");
  fund.on("2026-10-05");
  // Pay of $3,000.00 on 30 September at 32 %, of which 10 % are prepaid: $300.00 of $960.00.
  await fund.system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const month = await monthToPost(
      tx,
      { fund: 1, trust: "pension", wanted: "2026-09-30", today: "2026-10-05" },
      instant,
    );
    const transfer = {
      debit: "employerContributionsReceivable",
      credit: "employerContributions",
      cents: 96_000n,
    } as const;
    const pension = await post(
      tx,
      { fund: 1, trust: "pension", month, source: "pay report 900", transfers: [transfer] },
      instant,
    );
    const day = parseDate("2026-09-30");
    await chargeReport(
      tx,
      {
        fund: 1,
        report: 900,
        group: { group: 770, employer: 77, code: "0077-SM" },
        periodBegin: parseDate("2026-09-16"),
        periodEnd: day,
        payDate: day,
        today: parseDate("2026-10-05"),
        cents: { employer: 96_000 },
        entries: { pension },
        pay: {
          employer: [
            {
              plan: "msep2000",
              payDate: "2026-09-30",
              pensionableCents: 300_000,
              employerRate: 3_200,
              employerCents: 96_000,
            },
          ],
        },
      },
      instant,
    );
  });
  expect((await readInvoice(fund.system, theirs, "0077-SM-20260930"))!.charges[0]).toMatchObject({
    paidCents: 30_000n,
    openCents: 66_000n,
  });
  fund.on("2027-07-02");
  // Due $300.00, prepaid with its credit $100.00.
  expect(await done(settlePrepayment(fund.system, preparer, { key: key(), election }))).toEqual({
    billedCents: 20_000n,
    creditedCents: 0n,
  });
  expect((await readInvoice(fund.system, theirs, reference))!.charges).toMatchObject([
    { kind: "employer", cents: 20_000n, openCents: 20_000n, election },
  ]);
  expect(await proven()).toMatchObject({ 2090: 0n });
});

test("BR 2-21(3) an election may be withdrawn until the last day of its notice, by two persons, and elected again", async () => {
  fund.on("2026-07-20");
  const judges = {
    payroll: "judicialPayroll",
    normalCostHundredths: 1_000,
    unfundedHundredths: 5_100,
  } as const;
  const later = { ...judges, prepaidOn: "2026-11-01", toldOn: "2026-07-20" };
  const { election } = await done(elect(later));
  const ask = () =>
    askWithdrawal(fund.system, preparer, { key: key(), election, because: "Letter of 20 July" });
  const decide = (actor: Actor, decision: "withdrawn" | "kept") =>
    decideWithdrawal(fund.system, actor, { key: key(), election, because: "Seen", decision });
  expect(await code(decide(releaser, "withdrawn"))).toBe("withdrawalNotAsked");
  fund.on("2026-10-03");
  expect((await ask()).refused).toMatchObject({ code: "tooLateToWithdraw", facts: { by: "2026-10-02" } });
  await chooseWithdrawalLimit(fund.system, releaser, { key: key(), until: "prepaymentDay" });
  await done(ask());
  expect(await code(ask())).toBe("withdrawalAsked");
  expect(await code(elect({ ...later, toldOn: "2026-10-02" }))).toBe("prepaidAlready");
  await expect(decide(preparer, "withdrawn")).rejects.toThrow("may not");
  await done(decide(releaser, "withdrawn"));
  expect(await code(ask())).toBe("withdrawnAlready");
  expect((await readPrepayment(fund.system, ours, election))!.state).toBe("withdrawn");
  await done(elect({ ...later, toldOn: "2026-10-02" }));
});
