import { createHash, randomUUID } from "node:crypto";
import { addMonths, formatDate, lastOfMonthOf, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Given, Row } from "@emeritus/engine/facts.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { careerFacts, stating } from "@emeritus/operations/career.ts";
import { CONVERTED } from "@emeritus/operations/converting/converted-result.ts";
import { increasesByLaw } from "@emeritus/operations/converting/paid-here.ts";
import { planLaws } from "@emeritus/operations/converting/plan-laws.ts";
import { determineByPlan, isDeterminedHere } from "@emeritus/operations/determining/determine-by-plan.ts";
import { encodeFacts } from "@emeritus/operations/determining/inputs.ts";
import { keepLaw, resultOf } from "@emeritus/operations/determining/record-determination.ts";
import { prepareRedetermination } from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import { approveRedetermination } from "@emeritus/operations/redetermining/approve-redetermination.ts";
import { payableOf } from "@emeritus/operations/redetermining/figures.ts";
import type { PlanCode } from "@emeritus/operations/reporting-pay/layout.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { share, memberRate } from "@emeritus/operations/reporting-pay/contribution-rates.ts";
import { submitPayReport } from "@emeritus/operations/reporting-pay/submit-pay-report.ts";
import {
  addMember,
  makeFile,
  sampleEmployer,
  setUpSample,
} from "@emeritus/operations/reporting-pay/testing.ts";
import type { Amounts } from "@emeritus/operations/retiring/decide-approval.ts";
import type { System } from "@emeritus/operations/system.ts";
import { recordAddress } from "@emeritus/records/address.ts";
import { newBenefit } from "@emeritus/records/benefit.ts";
import { recordDetermination } from "@emeritus/records/determination.ts";
import { closeEmployment, postRows } from "@emeritus/records/pay-report-posting.ts";
import { recordMarriage } from "@emeritus/records/family.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { PlanInPayment } from "@emeritus/records/plans-in-payment.ts";
import type { MemberClass, PaymentOption } from "@emeritus/records/schema.ts";
import { recordServiceCredit } from "@emeritus/records/service.ts";
import { sql } from "kysely";
import { counselor, done, giveBankAccount, officeOn, verifier } from "../deaths/household.ts";
import type { TestPayroll } from "../payroll/test-system.ts";

/** Speaks for employer 0042. */
export const employer: Actor = { account: "payroll-0042", roles: ["employer"], employers: [sampleEmployer] };

/** What is told of a retiree's career and benefit. */
export interface RetireeMade {
  readonly seven: number;
  readonly hired: string;
  readonly left: string;
  readonly start: string;
  readonly option?: PaymentOption;
  /** Whole cents of a month, the same in each, or by month. */
  readonly pay: (month: PlainDate) => number;
  readonly payFrom: string;
  readonly spouse?: boolean;
  readonly born?: string;
  /** MSEP 2000 unless told; a benefit of a plan whose retirements are not determined here was taken over. */
  readonly plan?: PlanInPayment;
  /** What was stated besides, as of a judge. */
  readonly stated?: Readonly<Record<string, Given | readonly Row[]>>;
  /** What another system paid at the start otherwise than our law, by name. */
  readonly register?: Amounts;
}

/** A retiree in payment whose pay was posted by one report, a row a month from line 2 on. */
export interface Retiree {
  readonly person: number;
  readonly memberId: string;
  readonly code: string;
  readonly spouse: number;
  readonly benefit: number;
  readonly determination: number;
  readonly file: string;
  readonly plan: PlanInPayment;
  readonly lineOf: (month: string) => number;
}

/** Employer 0042 with its group in an empty fund, whose last period that was posted ends the year 2025. */
export async function employerIn(payroll: TestPayroll): Promise<void> {
  const system = officeOn(payroll, "2026-01-10");
  await setUpSample(system);
  await system.db.transaction().execute(async (tx) => {
    const report = { report: 999_999, file: "LAST", type: "REGULAR", rows: 0, cents: 0n } as const;
    await addReport(tx, { ...report, begin: lastPeriod.begin, end: lastPeriod.end }, await takeInstant(tx));
  });
}

const lastPeriod = { begin: "2025-12-16", end: "2025-12-31" } as const;

async function addReport(
  tx: Tx,
  made: {
    report: number;
    file: string;
    type: "REGULAR" | "ADJUSTMENT";
    begin: string;
    end: string;
    rows: number;
    cents: bigint;
  },
  instant: string,
): Promise<void> {
  const { report, file, type, begin, end, rows, cents } = made;
  await tx
    .insertInto("records.pay_report")
    .values({
      fund: 1,
      report,
      reporting_group: sampleEmployer * 10,
      employer: sampleEmployer,
      file_id: file,
      report_type: type,
      period_begin: begin,
      period_end: end,
      pay_date: "2026-01-05",
      sha256: createHash("sha256").update(file).digest(),
      rows_money: rows,
      rows_event: 0,
      rows_leave: 0,
      rows_correction: 0,
      pensionable_cents: cents,
      member_cents: 0n,
      employer_cents: 0n,
      life_cents: 0n,
      ltd_cents: 0n,
      findings: "[]",
      sent_by: "test",
      recorded_from: instant,
    })
    .execute();
  await tx
    .insertInto("records.pay_report_step")
    .values({ fund: 1, report, step: "posted", actor: "test", recorded_from: instant })
    .execute();
}

/** Makes a retiree whose determination the law in force made from the record, as an approval does. */
export async function makeRetiree(payroll: TestPayroll, made: RetireeMade): Promise<Retiree> {
  const system = officeOn(payroll, "2026-01-10");
  const code = `P${made.seven % 1000}`;
  const born = made.born ?? "1963-06-15";
  const person = await addMember(system, {
    seven: made.seven,
    first: "Rosa",
    last: `Example${made.seven}`,
    born,
    code,
    from: made.hired,
    plan: made.plan ?? "msep2000",
    memberClass: classOf(made.plan),
  });
  const file = `PAY${made.seven}`;
  const first = parseDate(made.payFrom);
  const left = parseDate(made.left);
  const months: PlainDate[] = [];
  for (let month = first; month <= left; month = addMonths(month, 1)) months.push(month);
  const spouse = await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const other = await newPerson(
      tx,
      { fund: 1, name: { first: "Luis", last: "Example" }, born: parseDate("1961-02-01") },
      instant,
    );
    if (made.spouse)
      await recordMarriage(tx, 1, person, { spouse: other.person, from: parseDate("1990-06-01") }, instant);
    const home = { street: "1 Main Street", city: "Rolla", state: "MO", postalCode: "65401" };
    for (const one of [person, other.person])
      await recordAddress(tx, 1, one, { kind: "home", from: parseDate(born), address: home }, instant);
    return other.person;
  });
  await postMonths(system, { person, file, months, made });
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const { rows } = await sql<{
      from: string;
    }>`select valid_from as "from" from records.employment where person = ${person}`.execute(tx);
    const ended = {
      person,
      position: 1,
      from: parseDate(rows[0]!.from),
      to: left + 1,
      endedBy: "retired",
    } as const;
    await closeEmployment(tx, 1, [{ ...ended, to: nextDay(left) }], instant);
  });
  await system.db.transaction().execute(async (tx) => {
    const none = {
      kind: "unusedSickLeave",
      months: 0,
      days: 0,
      hoursHundredths: 0,
      because: "certified",
    } as const;
    const credit = { ...none, certifiedBy: "test", effective: left };
    await recordServiceCredit(tx, 1, person, credit, await takeInstant(tx));
  });
  const { benefit, determination } = await determined(system, person, made);
  await giveBankAccount(payroll, person);
  if (made.spouse) await giveBankAccount(payroll, spouse);
  return {
    person,
    memberId: memberIdFrom(made.seven),
    code,
    spouse,
    benefit,
    determination,
    file,
    plan: made.plan ?? "msep2000",
    lineOf: (month) => months.indexOf(parseDate(`${month}-01`)) + 2,
  };
}

const nextDay = (date: PlainDate): PlainDate => addMonths((date & ~31) as PlainDate, 1);

async function postMonths(
  system: System,
  {
    person,
    file,
    months,
    made: { pay, seven, plan = "msep2000" },
  }: { person: number; file: string; months: readonly PlainDate[]; made: RetireeMade },
): Promise<void> {
  const count = months.length;
  const ints = (value: (at: number) => number) => Int32Array.from({ length: count }, (_, at) => value(at));
  const column = (value: (month: PlainDate) => number) => Float64Array.from(months, value);
  const nothing = column(() => 0);
  const report = 1_000_000 + seven;
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const span = { begin: formatDate(months[0]!), end: formatDate(lastOfMonthOf(months.at(-1)!)) };
    const cents = BigInt(months.reduce((sum, month) => sum + pay(month), 0));
    await addReport(tx, { report, file, type: "ADJUSTMENT", rows: count, cents, ...span }, instant);
    await postRows(
      tx,
      1,
      report,
      {
        person: ints(() => person),
        position: ints(() => 1),
        line: ints((at) => at + 2),
        plan: months.map(() => plan),
        code: months.map(() => "REG"),
        earnBegin: ints((at) => months[at]!),
        earnEnd: ints((at) => lastOfMonthOf(months[at]!)),
        grossCents: column(pay),
        pensionableCents: column(pay),
        memberCents: column((month) => share(pay(month), memberRate(planInFile(plan)))),
        employerCents: column((month) => share(pay(month), 3_025)),
        ltdCents: nothing,
        lifeCents: nothing,
        counts: new Uint8Array(count).fill(1),
        correctsReport: ints(() => 0),
        correctsRow: ints(() => 0),
      },
      instant,
    );
  });
}

async function determined(system: System, person: number, made: RetireeMade) {
  const { start, option = "lifeIncome", plan = "msep2000" } = made;
  const law = planLaws[plan]!.plan;
  const starts = parseDate(start);
  return system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const career = await careerFacts(tx, 1, person, { on: starts });
    const filed = { annuityStartingDate: starts, applicationFiled: parseDate("2025-10-15") };
    const facts = stating(career, { ...made.stated, ...filed } as never);
    const found = determineByPlan(law, facts, option);
    if (!found.eligible || found.missing.length > 0)
      throw new Error(`not determined: ${found.missing.join(" ")}`);
    const byLaw = resultOf(option, found);
    const amounts = { ...byLaw.amounts, ...made.register };
    const takenOver = made.register !== undefined || !isDeterminedHere(law);
    const result = takenOver
      ? { ...byLaw, amounts, byLaw: byLaw.amounts, eligible: true, accepted: [] }
      : byLaw;
    const shared = { person, effective: starts, knownAt: instant, calculatedBy: "a", approvedBy: "b" };
    const lawVersion = await keepLaw(tx, law, instant);
    const determination = await recordDetermination(
      tx,
      1,
      {
        ...shared,
        kind: takenOver ? CONVERTED : "retirement",
        lawVersion,
        inputs: encodeFacts(facts),
        result,
      },
      instant,
    );
    const { baseCents, temporaryCents, temporaryEnds } = payableOf(result);
    const benefit = await newBenefit(
      tx,
      1,
      {
        person,
        member: person,
        kind: "retirement",
        plan,
        increases: increasesByLaw(law, facts)!,
        option,
        determination,
        baseCents,
        temporaryCents,
        temporaryEnds,
        status: "due",
        from: starts,
      },
      instant,
    );
    return { benefit, determination };
  });
}

const classOf = (plan: PlanInPayment | undefined): MemberClass =>
  plan === "judicial" || plan === "judicial2011"
    ? "judge"
    : plan === "alj"
      ? "administrativeLawJudge"
      : "general";

const codes = { judicial: "JUD", judicial2011: "JUD2011" } as const;
const planInFile = (plan: PlanInPayment): PlanCode =>
  plan === "judicial" || plan === "judicial2011" ? codes[plan] : (plan.toUpperCase() as PlanCode);

/** One correction of a month: how many cents more or less. */
export interface Correction {
  readonly month: string;
  readonly cents: number;
}

/** The text of an adjustment file that corrects months of a retiree's pay. */
export function adjustment(of: Retiree, id: string, corrections: readonly Correction[]): string {
  return makeFile({
    id,
    ...lastPeriod,
    payDate: "2026-01-05",
    type: "ADJUSTMENT",
    rows: corrections.map(({ month, cents }) => ({
      memberId: of.memberId,
      position: of.code,
      plan: planInFile(of.plan),
      begin: `${month}-01`,
      end: formatDate(lastOfMonthOf(parseDate(`${month}-01`))),
      pay: cents,
      corrects: [of.file, of.lineOf(month)] as const,
      reason: "PAY_ERROR",
    })),
  });
}

/** Sends a file as the employer; gives the report's number. */
export async function send(system: System, text: string): Promise<number> {
  const { accepted, refused } = await receivePayReport(system, employer, {
    key: randomUUID(),
    bytes: new TextEncoder().encode(text),
  });
  if (accepted === undefined) {
    const { rows } = await sql<{
      findings: string;
    }>`select findings from records.pay_report_refusal order by recorded_from desc limit 1`.execute(
      system.db,
    );
    throw new Error(`${refused.code} ${rows[0]?.findings}`);
  }
  return accepted.report;
}

/** Submits a report that was sent. */
export async function submit(system: System, report: number): Promise<string> {
  const { rows } = await sql<{
    cents: bigint;
  }>`select pensionable_cents as cents from records.pay_report where report = ${report}`.execute(system.db);
  const comments = { payChanged: "yes", totalChanged: "yes", correctionAgain: "yes" };
  const outcome = await submitPayReport(system, employer, {
    key: randomUUID(),
    report,
    pensionableCents: rows[0]!.cents,
    comments,
  });
  if (outcome?.refused) throw new Error(`${outcome.refused.code} ${JSON.stringify(outcome.refused.facts)}`);
  return outcome!.accepted!.status;
}

/** The open case of a person, if there is one. */
export async function openCase(system: System, person: number) {
  const { rows } = await sql<{ caseNumber: number; status: string }>`
    select c.case_number as "caseNumber", (select s.status from records.case_step s where s.case_number = c.case_number order by step desc limit 1) as status
    from records.case_file c where c.person = ${person} and c.kind = 'redetermination' order by c.case_number`.execute(
    system.db,
  );
  return rows;
}

/** Prepares and approves a case by two people. */
export async function approveWhole(system: System, of: { person: number; caseNumber: number }) {
  await done(prepareRedetermination(system, counselor, { key: randomUUID(), of }));
  return done(approveRedetermination(system, verifier, { key: randomUUID(), of }));
}
