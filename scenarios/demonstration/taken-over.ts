import { addMonths, firstOfMonthOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { determineBy } from "@emeritus/operations/converting/by-law.ts";
import type { TotalSeen } from "@emeritus/operations/converting/check-conversion.ts";
import { summaryOf } from "@emeritus/operations/converting/decide-cutover.ts";
import type { SignedFor } from "@emeritus/operations/converting/sign-conversion.ts";
import { decodeFacts } from "@emeritus/operations/determining/inputs.ts";
import { reasons } from "@emeritus/operations/benefit-payroll/items.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import { PAYROLL } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { lawInForce } from "@emeritus/operations/retiring/retirement-law.ts";
import { canonicalJson, fromCanonicalJson, sha256 } from "@emeritus/records/canonical.ts";
import { type NewDifference, recordConversion } from "@emeritus/records/conversion.ts";
import { sumDifferences } from "@emeritus/records/conversion-differences.ts";
import { type CutoverItem, recordCutover, recordCutoverRelease } from "@emeritus/records/cutover.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { readRoll } from "@emeritus/records/payroll-roll.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import type { System } from "@emeritus/operations/system.ts";
import { sql } from "kysely";
import { conversion } from "./record-rows.ts";

interface Sampled {
  readonly benefit: number;
  readonly person: number;
  readonly option: string;
  readonly inputs: string;
}
interface Brought {
  readonly employers: number;
  readonly people: number;
  readonly employment: number;
  readonly pay: number;
  readonly benefits: number;
  readonly base: bigint;
}

const shown = 5;
const old = (benefit: number) => `R${benefit}`;

/**
 * Shows the demonstration's record as a takeover that is finished: its files, a handful of differences, two people who signed, and
 * two who put the payees in payment from the month before today's.
 */
export async function showTakeover(tx: Tx, fund: number, today: PlainDate, instant: string): Promise<void> {
  const firstMonth = addMonths(firstOfMonthOf(today), -1);
  const { rows: sampled } = await sql<Sampled>`
    select b.benefit, b.person, b.payment_option as option, d.inputs from records.benefit b
    join records.determination d on (d.fund, d.determination) = (b.fund, b.determination)
    where b.fund = ${fund} and b.kind = 'retirement' order by b.benefit limit ${shown}`.execute(tx);
  const {
    rows: [brought],
  } = await sql<Brought>`
    select (select count(*) from records.employer where fund = ${fund})::int as employers,
      (select count(*) from records.person where fund = ${fund})::int as people,
      (select count(*) from records.employment where fund = ${fund})::int as employment,
      (select count(*) from projection.pay_year where fund = ${fund})::int as pay,
      (select count(*) from records.benefit where fund = ${fund})::int as benefits,
      (select coalesce(sum(base_cents), 0) from records.benefit where fund = ${fund})::bigint as base`.execute(
    tx,
  );
  const items = await itemsOf(tx, fund, firstMonth, instant);
  const totals = totalsOf(brought!);
  await recordConversion(
    tx,
    fund,
    {
      files: totals.map(({ of, rows }) => ({
        file: of,
        rows: Number(rows),
        sha256: sha256(`demonstration ${of}`).toString("hex"),
      })),
      totals,
      notCompared: undefined,
      loadedBy: conversion.enteredBy,
      persons: [],
      benefits: [...new Set([...sampled, ...items].map(({ benefit }) => benefit))].map((benefit) => [
        benefit,
        old(benefit),
      ]),
      differences: sampled.flatMap(differenceOf),
    },
    instant,
  );
  const statement: SignedFor = {
    people: brought!.people,
    payYears: BigInt(brought!.pay),
    payCents: 0n,
    benefits: brought!.benefits,
    baseCents: brought!.base,
    notPaid: 0,
    notPaidCents: 0n,
    accountCents: 0n,
    loadedBy: conversion.enteredBy,
    signedBy: conversion.checkedBy,
    differences: await sumDifferences(tx, fund),
  };
  await tx
    .insertInto("records.conversion_sign_off")
    .values({
      fund,
      signed_by: conversion.checkedBy,
      statement: canonicalJson(statement),
      recorded_from: instant,
    })
    .execute();
  await showCutover(tx, fund, formatDate(firstMonth), items, instant);
}

/** What some members' own benefits come to in a month, as a cutover writes it down. */
async function itemsOf(tx: Tx, fund: number, month: PlainDate, instant: string): Promise<CutoverItem[]> {
  const { rows } = await sql<{ benefit: number; person: number; base: bigint }>`
    select benefit, person, base_cents as base from records.benefit
    where fund = ${fund} and kind = 'retirement' and person = member order by benefit limit ${shown * 4}`.execute(
    tx,
  );
  const members = rows.map(({ person }) => person);
  const asked = { fund, month, paymentDate: month, knownAt: instant, reasons, members };
  const roll = await readRoll(tx, asked);
  const due = payrollLaw().amountsDue(roll, month);
  const places = new Map([...roll.benefit].map((benefit, at) => [benefit, at]));
  return rows.flatMap(({ benefit, person, base }) => {
    const at = places.get(benefit)!;
    if (due.unknown[at] !== 0) return [];
    const outside = roll.begins[at]! > month || roll.ends[at]! <= month;
    const cents = outside ? 0n : BigInt(due.lasting[at]! + due.temporary[at]!);
    const paid = cents > 0n;
    return [
      {
        benefit,
        old: old(benefit),
        payee: person,
        member: person,
        plan: "msep2000",
        kind: "retirement",
        onRoll: true,
        baseCents: base,
        baseByLawCents: base,
        theirs: cents,
        ours: cents,
        because: null,
        outcome: paid ? "paid" : "notDue",
        reason: paid ? null : "nothingDue",
        openingCents: null,
      } as const,
    ];
  });
}

async function showCutover(
  tx: Tx,
  fund: number,
  firstMonth: string,
  items: readonly CutoverItem[],
  instant: string,
): Promise<void> {
  const made = { firstMonth, parallel: null, summary: summaryOf(items), preparedBy: conversion.enteredBy };
  const cutover = await recordCutover(tx, fund, made, instant);
  const by = { releasedBy: conversion.checkedBy, acceptedBy: conversion.enteredBy };
  await recordCutoverRelease(tx, fund, { cutover, ...by, items, holdBecause: () => "" }, instant);
}

const totalsOf = ({ employers, people, employment, pay, benefits, base }: Brought): TotalSeen[] =>
  Object.entries({ employers, people, employment, pay, payees: benefits }).map(([of, rows]) => ({
    of,
    theirRows: BigInt(rows),
    rows: BigInt(rows),
    theirCents: of === "payees" ? base : null,
    cents: of === "payees" ? base : 0n,
  }));

/** The old system rounded some averages down and counted some months otherwise; what the law makes of each is worked out again. */
function differenceOf({ benefit, person, option, inputs }: Sampled, at: number): NewDifference[] {
  const facts = decodeFacts(fromCanonicalJson(inputs));
  const byLaw = determineBy({ plan: lawInForce, facts, option: option as "lifeIncome" });
  const of = { of: old(benefit), about: person, plan: "msep2000", facts: {} };
  if (at % 2 === 0 && byLaw.averagePay !== undefined)
    return [
      {
        ...of,
        kind: "averagePay",
        theirs: byLaw.averagePay - 1n,
        ours: byLaw.averagePay,
        cause: "oneCent",
        class: "rounding",
        because: "The old system cut the average off at the cent. The amount paid is the same.",
      },
    ];
  if (byLaw.service === undefined) return [];
  return [
    {
      ...of,
      kind: "service",
      theirs: BigInt(byLaw.service - 1),
      ours: BigInt(byLaw.service),
      cause: "periods",
      class: "recordsDiffer",
      because:
        "The old system left out the first month. Seen in the personnel file; the amount paid was right.",
    },
  ];
}

/** Keeps the month that was paid first as a parallel payroll: the old register beside our own items. Does nothing the second time. */
export async function showParallel({ db, fund }: System, today: PlainDate): Promise<void> {
  const month = formatDate(addMonths(firstOfMonthOf(today), -1));
  await db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    await sql`
      with made as (select r.run, r.known_at from runs.run r where r.fund = ${fund.number} and r.kind = ${PAYROLL} and r.period = ${month}::date
          and not exists (select from records.conversion_parallel p where p.fund = r.fund) order by r.run limit 1),
      paid as (select i.benefit, i.person, i.month_cents as ours, row_number() over (order by i.benefit)::int as n
        from runs.run_item i join made on made.run = i.run where i.fund = ${fund.number} and i.outcome = 'paid'),
      compared as (select *, case when n % 97 = 5 then ours - 1 when n = 9 then null else ours end as theirs from paid),
      total as (select count(*)::int as n, count(theirs)::int as registered, coalesce(sum(theirs), 0)::bigint as theirs, coalesce(sum(ours), 0)::bigint as ours,
        (count(*) filter (where theirs = ours))::int as same, coalesce(sum(ours) filter (where theirs = ours), 0)::bigint as equal from compared),
      kept as (insert into records.conversion_parallel (fund, parallel, month, register_sha256, known_at, their_payees, their_cents, our_payees, our_cents,
          equal_payees, equal_cents, differences, run_by, recorded_from)
        select ${fund.number}, nextval('records.parallel_number')::int, ${month}::date, ${sha256("demonstration register")}, made.known_at,
          total.registered, total.theirs, total.n, total.ours, total.same, total.equal, total.n - total.same, ${conversion.enteredBy}, ${instant}::timestamptz
        from made, total returning parallel)
      insert into records.conversion_parallel_item (fund, parallel, item, of, benefit, about, plan, theirs, ours, cause, class, because, recorded_from)
      select ${fund.number}, kept.parallel, b.n, 'R' || b.benefit, b.benefit, b.person, 'msep2000', b.theirs, b.ours,
        case when b.theirs is null then 'notInRegister' when b.theirs <> b.ours then 'oneCent' end,
        case when b.theirs is null then 'recordsDiffer' when b.theirs <> b.ours then 'rounding' end, null, ${instant}::timestamptz
      from compared b cross join kept`.execute(tx);
  });
}
