import { randomUUID } from "node:crypto";
import {
  addDays,
  addMonths,
  firstOfMonthOf,
  formatDate,
  lastOfMonthOf,
  parseDate,
  type PlainDate,
  yearOfDate,
} from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { enterInterestRate } from "@emeritus/operations/crediting-interest/interest-rates.ts";
import { carryInterestOn, prepareInterest } from "@emeritus/operations/crediting-interest/run-interest.ts";
import { referenceOf, workingDaysToPay } from "@emeritus/operations/money-in/charge-report.ts";
import { electPrepayment } from "@emeritus/operations/money-in/elect-prepayment.ts";
import { matchWaiting } from "@emeritus/operations/money-in/match-waiting.ts";
import { fiscalYearOf, rateByLaw } from "@emeritus/operations/money-in/certified-rates.ts";
import { workingDaysAfter } from "@emeritus/operations/recording-deaths/working-days.ts";
import type { System } from "@emeritus/operations/system.ts";
import { addMany } from "@emeritus/records/copy.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { positionFor, recordEmployment } from "@emeritus/records/employment.ts";
import { accounts, monthToPost, type Trust, trusts } from "@emeritus/records/ledger.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { addReceipts, booksOf, lockMoney, type NewReceipt } from "@emeritus/records/money-in.ts";
import type { ChargeKind } from "@emeritus/records/money-in-tables.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import { postedThrough } from "./generate.ts";
import { employers, groupCode } from "./invented.ts";
import { conversion } from "./record-rows.ts";

const office: Actor = { account: conversion.enteredBy, roles: ["payrollPreparer"], employers: [] };
/** The employers whose last period is open, who owe an old one, who paid too little, and who prepay. */
const openEmployer = 1;
const lateEmployer = 3;
const shortEmployer = 2;
const prepayingEmployer = 4;
const contributorsEmployer = 6;
const daysToPayDate = 10;
const shortCents = 10_000n;

/**
 * Gives a demonstration two months of invoices and remittances by its last month of pay: most paid, some open, one late, one short and
 * one that nobody knows; an election to prepay; and a member who contributes, with a year's interest to approve. Once: gives the member
 * when it did.
 */
export async function showMoneyIn(system: System): Promise<{ readonly contributor: number } | undefined> {
  if (!system.fund.demonstration) throw new Error("Only a demonstration is shown money that nobody paid.");
  const today = system.calendar.today();
  const made = await system.db.transaction().execute(async (tx) => {
    await lockMoney(tx, system.fund.number);
    const instant = await takeInstant(tx);
    const { rows } = await sql`select from ledger.charge where fund = ${system.fund.number} limit 1`.execute(
      tx,
    );
    if (rows.length > 0) return undefined;
    await twoMonths(tx, system.fund.number, today, instant);
    return { contributor: await contributor(tx, system.fund.number, today, instant) };
  });
  if (made === undefined) return undefined;
  await election(system, today);
  await interest(system, today);
  return made;
}

interface Billed {
  readonly employer: number;
  readonly kind: ChargeKind;
  readonly reference: string;
  readonly begin: PlainDate;
  readonly end: PlainDate;
  readonly payDate: PlainDate;
  readonly cents: bigint;
  readonly pensionable: number;
}

/** What every employer is charged for the halves of two months, by the pay of the last posted one. */
async function billed(tx: Tx, fund: number, today: PlainDate): Promise<Billed[]> {
  const { rows } = await sql<{ employer: number; cents: bigint }>`
    select employer, pensionable_cents as cents from records.pay_report where fund = ${fund} and file_id like 'CONVERSION-%'`.execute(
    tx,
  );
  const half = new Map(rows.map(({ employer, cents }) => [employer, Number(cents)]));
  const month = firstOfMonthOf(postedThrough(today));
  return [addMonths(month, -1), month].flatMap((first) =>
    [
      { begin: first, end: addDays(first, 14) },
      { begin: addDays(first, 15), end: lastOfMonthOf(first) },
    ].flatMap(({ begin, end }) =>
      employers.flatMap((each): Billed[] => {
        const pensionable = half.get(each.number) ?? 0;
        const payDate = addDays(end, daysToPayDate);
        const of = {
          employer: each.number,
          reference: referenceOf(groupCode(each), end),
          begin,
          end,
          payDate,
        };
        const at = (name: "generalPayroll" | "basicLife" | "stateDisability") =>
          BigInt(Math.round((pensionable * (rateByLaw(name, payDate) ?? 0)) / 100_000));
        return (
          [
            ["employer", at("generalPayroll")],
            ["life", at("basicLife")],
            ["disability", at("stateDisability")],
          ] as const
        )
          .filter(([, cents]) => cents > 0n && payDate <= today)
          .map(([kind, cents]) => ({ ...of, kind, cents, pensionable }));
      }),
    ),
  );
}

async function twoMonths(tx: Tx, fund: number, today: PlainDate, instant: Instant): Promise<void> {
  const all = await billed(tx, fund, today);
  if (all.length === 0) return;
  const day = formatDate(today);
  const months = new Map<string, string>();
  for (const { payDate } of all)
    for (const trust of Object.keys(trusts) as (keyof typeof trusts)[]) {
      const wanted = formatDate(payDate);
      const name = `${trust} ${wanted.slice(0, 7)}`;
      if (!months.has(name))
        months.set(name, await monthToPost(tx, { fund, trust, wanted, today: day }, instant));
    }
  const monthOf = (kind: ChargeKind, payDate: PlainDate) =>
    months.get(`${booksOf[kind].trust} ${formatDate(payDate).slice(0, 7)}`)!;
  const { rows: numbers } = await sql<{ charge: number; entry: bigint }>`
    select nextval('ledger.money_in_number')::int as charge, nextval('ledger.entry_number') as entry from generate_series(1, ${all.length}::int)`.execute(
    tx,
  );
  const numbered = all.map((each, at) => ({ ...each, ...numbers[at]! }));
  await addMany(
    tx,
    "ledger.transfer",
    ["fund", "trust", "entry", "line", "month", "debit", "credit", "cents", "employer", "source"],
    numbered.map(({ kind, entry, payDate, cents, employer }) => {
      const { trust, receivable, addition } = booksOf[kind];
      const source = `pay report ${employer}`;
      return [
        fund,
        trusts[trust],
        entry,
        1,
        monthOf(kind, payDate),
        accounts[receivable],
        accounts[addition],
        cents,
        employer,
        source,
      ];
    }),
    instant,
  );
  await addMany(
    tx,
    "ledger.charge",
    [
      "fund",
      "charge",
      "employer",
      "reporting_group",
      "kind",
      "trust",
      "reference",
      "period_begin",
      "period_end",
      "charged_on",
      "due",
      "cents",
      "report",
      "entry",
    ],
    numbered.map((each) => [
      fund,
      each.charge,
      each.employer,
      each.employer,
      each.kind,
      trusts[booksOf[each.kind].trust],
      each.reference,
      ...[each.begin, each.end, each.payDate, workingDaysAfter(each.payDate, workingDaysToPay)].map(
        formatDate,
      ),
      each.cents,
      each.employer,
      each.entry,
    ]),
    instant,
  );
  await addReceipts(
    tx,
    fund,
    remittances(all, today, (trust, on) => months.get(`${trust} ${on.slice(0, 7)}`)!),
    instant,
  );
  const references = [...new Set(all.map(({ reference }) => reference))];
  await matchWaiting(tx, { fund, references, today }, instant);
}

/** What came in: each reference in each trust on its pay date, but for the open, the late and the short one; and one that nobody knows. */
function remittances(
  all: readonly Billed[],
  today: PlainDate,
  monthOf: (trust: Trust, on: string) => string,
): NewReceipt[] {
  const last = all.map(({ end }) => end).reduce((a, b) => Math.max(a, b));
  const first = all.map(({ end }) => end).reduce((a, b) => Math.min(a, b));
  const sums = new Map<string, NewReceipt>();
  for (const { employer, kind, reference, payDate, cents, end } of all) {
    if ((employer === openEmployer && end === last) || (employer === lateEmployer && end === first)) continue;
    const { trust } = booksOf[kind];
    const receivedOn = formatDate(Math.min(payDate, today));
    const before = sums.get(`${trust} ${reference}`)?.cents ?? 0n;
    const less = employer === shortEmployer && end === last && kind === "employer" ? shortCents : 0n;
    sums.set(`${trust} ${reference}`, {
      trust,
      receivedOn,
      cents: before + cents - less,
      reference,
      payer: employers[employer - 1]!.name,
      employer,
      way: "hand",
      bankNumber: `D-${reference}`,
      enteredBy: conversion.enteredBy,
      month: monthOf(trust, receivedOn),
    });
  }
  const [known] = sums.values();
  const stranger = {
    reference: "VENDOR 99821",
    payer: "Unknown payer",
    employer: null,
    cents: 123_456n,
    bankNumber: "D-99821",
  };
  return [...sums.values(), ...(known === undefined ? [] : [{ ...known, ...stranger }])].filter(
    ({ cents }) => cents > 0n,
  );
}

/** Somebody of the tier of 2011, who contributes: what was taken over, and the months since. */
async function contributor(tx: Tx, fund: number, today: PlainDate, instant: Instant): Promise<number> {
  const hired = addMonths(firstOfMonthOf(today), -12 * 9);
  const { person } = await newPerson(
    tx,
    {
      fund,
      name: { first: "Nina", last: "Marsh" },
      born: parseDate("1988-04-12"),
      memberId: memberIdFrom(9_999_001),
    },
    instant,
  );
  const job = { employer: contributorsEmployer, reportingGroup: contributorsEmployer, code: "N1" };
  const position = await positionFor(tx, fund, person, job, instant);
  const stretch = {
    ...job,
    position,
    plan: "msep2011",
    memberClass: "general",
    eligible: true,
    fteHundredths: 10_000,
  } as const;
  await recordEmployment(tx, fund, person, { ...stretch, from: hired }, instant);
  const year = Number(fiscalYearOf(today).slice(0, 4));
  const taken = `${year - 1}-06-30`;
  const rows: [string, string, bigint][] = [
    ["contribution", taken, 1_382_400n],
    ["interest", taken, 41_237n],
  ];
  for (
    let month = parseDate(`${year - 1}-07-01`);
    month < firstOfMonthOf(addDays(today, -15));
    month = addMonths(month, 1)
  )
    rows.push(["contribution", formatDate(lastOfMonthOf(month)), 16_800n]);
  await addMany(
    tx,
    "records.account_posting",
    ["fund", "person", "account", "kind", "posted_on", "cents", "source"],
    rows.map(([kind, on, cents]) => [fund, person, 1, kind, on, cents, "taken over"]),
    instant,
  );
  return person;
}

/** The office records an election of the fiscal year in time for the next day of prepayment, or the last. */
async function election(system: System, today: PlainDate): Promise<void> {
  const fiscalYear = fiscalYearOf(today);
  const year = fiscalYear.slice(0, 4);
  const certified = rateByLaw("generalPayroll", parseDate(fiscalYear));
  if (certified === undefined) return;
  const told = parseDate(`${year}-06-10`);
  const then: System = { ...system, calendar: { today: () => told, moved: true } };
  await electPrepayment(then, office, {
    key: randomUUID(),
    employer: prepayingEmployer,
    payroll: "generalPayroll",
    fiscalYear,
    components: ["normalCost"],
    prepaidOn: `${year}-11-01`,
    toldOn: formatDate(told),
    normalCostHundredths: 950,
    unfundedHundredths: certified / 10 - 950,
    assumedPayrollCents: 480_000_000n,
    returnHundredths: 695,
    payCycle: "semimonthly",
  });
}

/** Interest of the last 30 June by a rate that is assumed for showing, worked out and waiting for a second person. */
async function interest(system: System, today: PlainDate): Promise<void> {
  const year = yearOfDate(parseDate(fiscalYearOf(today)));
  const because = "Assumed for the demonstration: no source gives it.";
  await enterInterestRate(system, office, { key: randomUUID(), year, thousandths: 4_100, because });
  const { accepted } = await prepareInterest(system, office, { key: randomUUID(), year });
  if (accepted !== undefined) await carryInterestOn(system, accepted.run);
}
