import { sql } from "kysely";
import type { Reading, Tx } from "./db.ts";
import { accounts, trusts } from "./ledger.ts";
import { type Known, recordedBy } from "./moment.ts";
import { settleObligations } from "./obligation.ts";
import type { Run } from "./run.ts";
import type { Cents, DateText, Instant } from "./schema.ts";
import type { ReceivableKind } from "./death-tables.ts";

/** A month and benefit paid too much: what is still owed back, and how it came about. */
export interface Receivable {
  readonly benefit: number;
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly died: DateText | null;
  readonly period: DateText;
  readonly chargedCents: Cents;
  readonly loweredCents: Cents;
  readonly returnedCents: Cents;
  readonly openCents: Cents;
  /** What was paid for the month and what was due, as the last run that looked saw them. */
  readonly paidCents: Cents;
  readonly dueCents: Cents;
  /** The month whose run first charged it, or in which it was charged without one. */
  readonly since: DateText;
  readonly run: number | null;
}

/** Charged less lowered, and the part of it that the bank gave back. */
const signed = (kind: ReceivableKind[]) =>
  sql.raw(
    `coalesce(sum(case e.kind ${kind.map((one, at) => `when '${one}' then ${at === 0 ? "" : "-"}e.cents`).join(" ")} else 0 end), 0)::bigint`,
  );

/** Adds the entries that make what is charged what should be, and matches what the bank gave back; posts them. Gives their number and cents. */
async function record(
  tx: Tx,
  wanted: ReturnType<typeof sql>,
  { fund, month, source, run }: { fund: number; month: DateText; source: string; run: number | null },
  instant: Instant,
): Promise<{ entries: number; cents: Cents }> {
  const { rows } = await sql<{ entries: number; cents: Cents }>`
    with wanted as materialized (${wanted}), numbered as materialized (
      select w.*, nextval('ledger.entry_number') as entry,
        (select count(*) from runs.receivable_entry e where e.fund = ${fund} and e.benefit = w.benefit and e.period = w.period)
          + row_number() over (partition by w.benefit, w.period order by w.place) as line
      from wanted w where w.cents > 0
    ), kept as (
      insert into runs.receivable_entry (fund, benefit, period, line, person, kind, cents, run, entry, recorded_from)
      select ${fund}, benefit, period, line, person, kind, cents, ${run}::int, entry, ${instant}::timestamptz from numbered returning cents
    ), posted as (
      insert into ledger.transfer (fund, trust, entry, month, debit, credit, cents, person, run, source, recorded_from)
      select ${fund}, ${trusts.pension}, entry, ${month}::date,
        case kind when 'charged' then ${accounts.overpaymentsReceivable} when 'lowered' then charge
          when 'returned' then ${accounts.returnedPayments} else ${accounts.overpaymentsReceivable} end,
        case kind when 'charged' then charge when 'lowered' then ${accounts.overpaymentsReceivable}
          when 'returned' then ${accounts.overpaymentsReceivable} else ${accounts.returnedPayments} end,
        cents, person, ${run}::int, ${source}, ${instant}::timestamptz
      from numbered returning cents
    )
    select count(*)::int as entries, coalesce(sum(cents), 0)::bigint as cents from kept`.execute(tx);
  return rows[0]!;
}

/** The ledger account that bore a benefit's payments. */
const chargeOf = (benefit: string) =>
  sql.raw(
    `(case when exists (select from records.benefit k where k.fund = ${benefit}.fund and k.benefit = ${benefit}.benefit and k.kind = 'retirement') then ${accounts.retirementAnnuities} else ${accounts.survivorAnnuities} end)`,
  );

/** True of a return (by its alias) since which nobody was paid again what came back. */
export const toBePaidAgain = (r: string): string =>
  `not exists (select from runs.payment q where q.fund = ${r}.fund and q.benefit = ${r}.benefit and q.period = ${r}.period
    and q.kind like 'reissue%' and q.recorded_from > ${r}.recorded_from)`;

/** True of a return (by its alias) that did not go to what its payee owed back for the month, as known at an instant. */
export function notMatched(r: string, knownAt: Instant): string {
  if (!/^(-?infinity|[0-9 :.+-]+)$/.test(knownAt)) throw new RangeError("this is not an instant");
  return `coalesce((select sum(case e.kind when 'returned' then e.cents when 'released' then -e.cents else 0 end) from runs.receivable_entry e
    where e.fund = ${r}.fund and e.benefit = ${r}.benefit and e.period = ${r}.period and e.recorded_from <= timestamptz '${knownAt}'), 0) = 0`;
}

/** What came back of a month and was not paid again. */
const outstanding = (of: string) =>
  sql.raw(`(select coalesce(sum(r.cents), 0)::bigint from runs.payment_return r
    where r.fund = ${of}.fund and r.benefit = ${of}.benefit and r.period = ${of}.period and ${toBePaidAgain("r")})`);

const entriesOf = (of: string, kinds: ReceivableKind[]) =>
  sql`(select ${signed(kinds)} from runs.receivable_entry e where e.fund = ${sql.raw(of)}.fund and e.benefit = ${sql.raw(of)}.benefit and e.period = ${sql.raw(of)}.period)`;

/**
 * Charges what a run found paid too much and lowers what it found charged too much, then matches what the bank gave back of the same
 * months. One statement each; the differences are those that the calculation wrote down.
 */
export async function chargeOverpayments(
  tx: Tx,
  { fund, run, period }: Pick<Run, "fund" | "run" | "period">,
  source: string,
  instant: Instant,
): Promise<{ entries: number; cents: Cents; persons: readonly number[] }> {
  const charge = sql`
    select d.benefit, d.period, d.person, ${chargeOf("d")} as charge, 1 as place,
      case when greatest(d.paid_cents - d.due_cents, 0) > d.charged_cents then 'charged' else 'lowered' end as kind,
      abs(greatest(d.paid_cents - d.due_cents, 0) - d.charged_cents) as cents
    from runs.run_difference d where d.fund = ${fund} and d.run = ${run}`;
  const place = { fund, month: period, source, run };
  const charged = await record(tx, charge, place, instant);
  const back = await matchReturns(
    tx,
    {
      ...place,
      of: sql`select distinct d.benefit, d.period from runs.run_difference d where d.fund = ${fund} and d.run = ${run}`,
    },
    instant,
  );
  const { rows } = await sql<{ person: number }>`
    select distinct person from runs.run_difference where fund = ${fund} and run = ${run}`.execute(tx);
  return {
    entries: charged.entries + back.entries,
    cents: charged.cents + back.cents,
    persons: rows.map(({ person }) => person),
  };
}

/** What a retiree was paid for a month on a void retirement, and the interest on it. */
export interface VoidPayment {
  readonly benefit: number;
  readonly period: DateText;
  readonly paidCents: Cents;
  readonly interestCents: Cents;
}

/**
 * Charges a person with what was paid on a void retirement, and with its interest as income of the fund, less what was charged of
 * a month before; what the bank gave back of the same months pays for it.
 */
export async function chargeVoid(
  tx: Tx,
  asked: { fund: number; person: number; month: DateText; source: string },
  payments: readonly VoidPayment[],
  instant: Instant,
): Promise<{ entries: number; cents: Cents }> {
  const { fund, person, month, source } = asked;
  const rows = sql`unnest(${payments.map(({ benefit }) => benefit)}::int[], ${payments.map(({ period }) => period)}::text[],
    ${payments.map(({ paidCents }) => paidCents)}::bigint[], ${payments.map(({ interestCents }) => interestCents)}::bigint[]) as v (benefit, period, paid, interest)`;
  const wanted = sql`
    select v.benefit, v.period::date as period, ${person}::int as person, ${accounts.retirementAnnuities}::int as charge, 1 as place, 'charged' as kind,
      v.paid - ${entriesOf("x", ["charged", "lowered"])} as cents
    from ${rows}, lateral (select ${fund}::smallint as fund, v.benefit, v.period::date as period) x
    union all
    select v.benefit, v.period::date, ${person}::int, ${accounts.investmentIncome}::int, 2, 'charged', v.interest from ${rows}`;
  const place = { fund, month, source, run: null };
  const charged = await record(tx, wanted, place, instant);
  const of = sql`select distinct v.benefit, v.period::date as period from ${rows}`;
  await matchReturns(tx, { ...place, of }, instant);
  return charged;
}

/**
 * Matches what the bank gave back with what is charged for the same month: once the whole of it is owed back, the return pays for it
 * (2070 to 1140), and nobody is paid again.
 */
export async function matchReturns(
  tx: Tx,
  asked: { fund: number; month: DateText; source: string; run: number | null; of: ReturnType<typeof sql> },
  instant: Instant,
): Promise<{ entries: number; cents: Cents }> {
  const { fund } = asked;
  const wanted = sql`
    select m.benefit, m.period, m.person, 0 as charge, 1 as place, 'returned' as kind, m.back - m.matched as cents
    from (
      select x.*, ${outstanding("x")} as back, ${entriesOf("x", ["charged", "lowered"])} as owed, ${entriesOf("x", ["returned", "released"])} as matched
      from (select distinct ${fund}::smallint as fund, e.benefit, e.period, e.person from runs.receivable_entry e
        join (${asked.of}) o using (benefit, period) where e.fund = ${fund}) x
    ) m where m.back > m.matched and m.owed >= m.back`;
  return record(tx, wanted, asked, instant);
}

/**
 * Makes a duty of what a run charged: who owes, how much, and the law that has it corrected. One statement for all.
 */
export async function obligeToRecover(
  tx: Tx,
  { fund, run, due }: { fund: number; run: number; due: DateText },
  instant: Instant,
): Promise<void> {
  await sql`
    insert into records.obligation (fund, person, obligation, kind, subject, due, owner, case_number, cites, recorded_from)
    select ${fund}, owed.person, nextval('records.obligation_number')::int, 'recoverOverpayment', 'run ' || ${run}::text || ': ' || (owed.cents / 100)::text || '.' || lpad((owed.cents % 100)::text, 2, '0'),
      ${due}::date, 'counselor', (select max(c.case_number) from records.case_file c where c.fund = ${fund} and c.person = owed.person and c.kind = 'death'), 'RSMo 104.1060', ${instant}::timestamptz
    from (select person, sum(case kind when 'charged' then cents when 'returned' then -cents else 0 end)::bigint as cents from runs.receivable_entry
      where fund = ${fund} and run = ${run} group by person) owed where owed.cents > 0`.execute(tx);
}

/** Ends the duties to recover of persons who owe nothing any more. */
export async function settleRecovered(
  tx: Tx,
  { fund, persons, because }: { fund: number; persons: readonly number[]; because: string },
  instant: Instant,
): Promise<void> {
  const { rows } = await sql<{ person: number }>`
    select e.person from runs.receivable_entry e where e.fund = ${fund} and e.person = any(${[...persons]}::int[])
    group by e.person having ${signed(["charged", "lowered"])} <= ${signed(["returned", "released"])}`.execute(
    tx,
  );
  for (const { person } of rows)
    await settleObligations(
      tx,
      { fund, person, kind: "recoverOverpayment" },
      { status: "done", because },
      instant,
    );
}

/** Takes back every match of a person's returns, so that what the bank gave back is paid again (1140 to 2070). */
export async function releaseReturns(
  tx: Tx,
  { fund, person, month, source }: { fund: number; person: number; month: DateText; source: string },
  instant: Instant,
): Promise<{ entries: number; cents: Cents }> {
  const wanted = sql`
    select e.benefit, e.period, e.person, 0 as charge, 1 as place, 'released' as kind, ${signed(["returned", "released"])} as cents
    from runs.receivable_entry e where e.fund = ${fund} and e.person = ${person} group by e.benefit, e.period, e.person`;
  return record(tx, wanted, { fund, month, source, run: null }, instant);
}

const listed = (fund: number, person: number | null, run: number | null, when: Known) => sql`
  select x.benefit, x.person, p.member_id as "memberId", coalesce(n.last_name || ', ' || n.first_name, p.member_id) as name, d.died, x.period,
    x.charged as "chargedCents", x.lowered as "loweredCents", x.returned as "returnedCents", x.charged - x.lowered - x.returned as "openCents",
    coalesce(seen.paid_cents, x.charged) as "paidCents", coalesce(seen.due_cents, 0) as "dueCents",
    coalesce(charging.period, date_trunc('month', x.first)::date) as since, x.run
  from (
    select e.fund, e.benefit, e.person, e.period, ${signed(["charged"])} as charged, ${signed(["lowered"])} as lowered,
      ${signed(["returned", "released"])} as returned, min(e.run) as run, min(e.recorded_from) as first
    from runs.receivable_entry e where e.fund = ${fund} and (${person}::int is null or e.person = ${person}) and ${recordedBy("e", when)}
    group by e.fund, e.benefit, e.person, e.period
  ) x
  join records.person p on p.fund = x.fund and p.person = x.person
  left join runs.run charging on charging.fund = x.fund and charging.run = x.run
  left join records.person_death d on d.fund = x.fund and d.person = x.person and d.recorded_to = 'infinity'
  left join records.person_name n on n.fund = x.fund and n.person = x.person and n.valid_to = 'infinity' and n.recorded_to = 'infinity'
  left join lateral (select q.paid_cents, q.due_cents from runs.run_difference q
    join runs.receivable_entry e on e.fund = q.fund and e.benefit = q.benefit and e.period = q.period and e.run = q.run
    where q.fund = x.fund and q.benefit = x.benefit and q.period = x.period and ${recordedBy("e", when)} order by q.run desc limit 1) seen on true
  where ${run}::int is null or exists (select from runs.receivable_entry e where e.fund = x.fund and e.benefit = x.benefit and e.period = x.period and e.run = ${run})`;

/** Every overpayment charged by then, open or settled, oldest month first; of one person or one run if told. */
export async function receivables(
  db: Reading,
  fund: number,
  { person, run, most = 1000, knownAt }: Known & { person?: number; run?: number; most?: number } = {},
): Promise<Receivable[]> {
  const { rows } = await sql<Receivable>`
    select * from (${listed(fund, person ?? null, run ?? null, { knownAt })}) l order by l.name, l.person, l.benefit, l.period limit ${most}`.execute(
    db,
  );
  return rows;
}
