import { done } from "@emeritus/operations/done.ts";
import { randomUUID } from "node:crypto";
import { addMonths, parseDate } from "@emeritus/engine/dates.ts";
import type { LawOfBenefit } from "@emeritus/records/plans-in-payment.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { confirmDeath } from "@emeritus/operations/recording-deaths/confirm-death.ts";
import type { DeathKey } from "@emeritus/operations/recording-deaths/death-view.ts";
import { reportDeath } from "@emeritus/operations/recording-deaths/report-death.ts";
import { sendCertificate } from "@emeritus/operations/recording-deaths/send-certificate.ts";
import type { System } from "@emeritus/operations/system.ts";
import { recordAddress } from "@emeritus/records/address.ts";
import { enterBankAccount, setBankAccountStatus } from "@emeritus/records/bank-account.ts";
import { newBenefit } from "@emeritus/records/benefit.ts";
import { recordDetermination } from "@emeritus/records/determination.ts";
import { recordMarriage } from "@emeritus/records/family.ts";
import { keepLawVersion } from "@emeritus/records/law-version.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import type { PaymentOption } from "@emeritus/records/schema.ts";
import { payMonth, type TestPayroll } from "../payroll/test-system.ts";

export { done } from "@emeritus/operations/done.ts";

/** A counselor, who reports; another, and a second person, who confirms. */
export const counselor: Actor = { account: "casey", roles: ["counselor"], employers: [] };
/** Somebody who confirms. */
export const verifier: Actor = { account: "vera", roles: ["benefitVerifier"], employers: [] };

const silent = () => Promise.resolve();

/** The whole system of a test payroll on a day, paying by the law in force; letters are a few bytes. */
export function officeOn(payroll: TestPayroll, today: string): System & PayrollSystem {
  return {
    ...payroll.on(today, payrollLaw()),
    letters: { print: async () => Buffer.from("%PDF-1.7 letter"), close: silent },
    outbox: { hand: silent },
    home: payroll.home,
  };
}

/** Who lives here, and what the retiree is paid: whole cents a month, dates as texts. */
export interface HouseholdMade {
  readonly option: PaymentOption;
  readonly cents: number;
  /** The amount of the life income, to which a joint annuity returns. */
  readonly lifeCents?: number;
  readonly start: string;
  readonly spouse?: "with account" | "without account" | "without address";
  /** The plan that pays, where it is not MSEP 2000. */
  readonly paidBy?: Partial<LawOfBenefit>;
  /** The facts of the determination. */
  readonly inputs?: unknown;
}

/** The persons of a household that was made, and the benefit. */
export interface Household {
  readonly retiree: number;
  readonly spouse: number;
  readonly benefit: number;
}

/** Gives a person an account that is in use since long ago. */
export async function giveBankAccount(payroll: TestPayroll, person: number): Promise<void> {
  await payroll.database.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const account = await enterBankAccount(
      tx,
      payroll.keys,
      {
        fund: 1,
        person,
        routing: "111111118",
        number: String(5_000_000 + person),
        kind: "checking",
        from: parseDate("2000-01-01"),
        enteredBy: "a",
      },
      instant,
    );
    const again = await takeInstant(tx);
    await setBankAccountStatus(tx, { fund: 1, person, account, status: "confirmed", by: "b" }, again);
  });
}

/** Records a retiree in payment, with a spouse where the household has one. */
export async function makeHousehold(payroll: TestPayroll, made: HouseholdMade): Promise<Household> {
  const { db } = payroll.database;
  const start = parseDate(made.start);
  const home = { street: "1 Main Street", city: "Rolla", state: "MO", postalCode: "65401" };
  const household = await db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const born = parseDate("1955-03-10");
    const person = async (first: string) =>
      (await newPerson(tx, { fund: 1, name: { first, last: "Example" }, born }, instant)).person;
    const retiree = await person("Rosa");
    const spouse = await person("Luis");
    if (made.spouse !== undefined)
      await recordMarriage(tx, 1, retiree, { spouse, from: parseDate("1980-06-01") }, instant);
    for (const one of made.spouse === "without address" ? [retiree] : [retiree, spouse])
      await recordAddress(tx, 1, one, { kind: "home", from: born, address: home }, instant);
    const hash = "0".repeat(64);
    await keepLawVersion(tx, { hash, plan: "test", content: "" }, instant);
    const determination = await recordDetermination(
      tx,
      1,
      {
        person: retiree,
        kind: "retirement",
        lawVersion: hash,
        inputs: made.inputs ?? {},
        result: { amounts: { reducedBaseBenefit: BigInt(made.lifeCents ?? made.cents) } },
        effective: start,
        knownAt: instant,
        calculatedBy: "a",
        approvedBy: "b",
      },
      instant,
    );
    const benefit = await newBenefit(
      tx,
      1,
      {
        person: retiree,
        member: retiree,
        kind: "retirement",
        ...made.paidBy,
        option: made.option,
        determination,
        baseCents: BigInt(made.cents),
        temporaryCents: 0n,
        status: "due",
        from: start,
      },
      instant,
    );
    return { retiree, spouse, benefit };
  });
  await giveBankAccount(payroll, household.retiree);
  if (made.spouse === "with account") await giveBankAccount(payroll, household.spouse);
  return household;
}

/** Pays every month from one to another, each on its own day. */
export async function payMonths(payroll: TestPayroll, from: string, to: string): Promise<number[]> {
  const runs: number[] = [];
  for (let month = parseDate(`${from}-01`); month <= parseDate(`${to}-01`); month = addMonths(month, 1)) {
    const text = `${Math.floor((month >> 5) / 12)}-${String(((month >> 5) % 12) + 1).padStart(2, "0")}`;
    runs.push(await payMonth(officeOn(payroll, `${text}-20`), text));
  }
  return runs;
}

/** A fresh key for a command. */
export const key = (): string => randomUUID();

/** Reports a death that the family told. */
export const report = (system: System, person: number, died: string) =>
  reportDeath(system, counselor, {
    key: key(),
    person,
    died: parseDate(died),
    source: "familyReport",
    toldBy: "Ana Example",
    relation: "daughter",
  });

/** Adds a certificate to a case. */
export const certify = (system: System, of: DeathKey) =>
  sendCertificate(system, counselor, { key: key(), of, bytes: Buffer.from(`%PDF-1.7 ${of.caseNumber}`) });

/** Reports, proves and confirms a death on one day. */
export async function recordWhole(payroll: TestPayroll, person: number, died: string, on: string) {
  const system = officeOn(payroll, on);
  const of = await done(report(system, person, died));
  await done(certify(system, of));
  const confirmed = await done(confirmDeath(system, verifier, { key: key(), of, dateSeen: parseDate(died) }));
  return { of, confirmed };
}
