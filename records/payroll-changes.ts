import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { known } from "./moment.ts";
import type { Run } from "./run.ts";
import type { DateText, Instant } from "./schema.ts";
import "./death-tables.ts";

/**
 * The benefits that what was learned between two instants may change, with the first month it may change. Deaths recorded, corrected
 * or withdrawn: the dead person's own benefits, those of the member's service, and those whose joint option names the person. Work
 * after retirement: benefits stopped or resumed, from the first day that is payable now and was not then, or was and is not. Orders that
 * divide a benefit, and what was learned of a former spouse: the member's own benefit too, and the former spouse's with it, also when the annuity resumes. How a
 * charge of killing ended: the payee's benefits from their first month. Found from the few deaths and the few versions closed.
 */
export async function benefitsChanged(
  db: Reading,
  fund: number,
  { after, knownAt }: { after: Instant; knownAt: Instant },
): Promise<ReadonlyMap<number, PlainDate>> {
  const between = (column: string) =>
    sql`${sql.ref(column)} > ${after}::timestamptz and ${sql.ref(column)} <= ${knownAt}::timestamptz`;
  const { rows } = await sql<{ benefit: number; since: DateText }>`
    with learned as materialized (
      select person, (date_trunc('month', min(died)) + interval '1 month')::date as since from (
        select person, died from records.person_death where fund = ${fund} and ${between("recorded_from")}
        union all
        select person, died from records.person_death where fund = ${fund} and recorded_to <> 'infinity' and ${between("recorded_to")}
      ) both_ways group by person
    )
    select benefit, min(since) as since from (
      select b.benefit, l.since from learned l join records.benefit b on b.fund = ${fund} and b.person = l.person and ${known("b", { knownAt })}
      union all
      select b.benefit, l.since from learned l join records.benefit b on b.fund = ${fund} and b.member = l.person and ${known("b", { knownAt })}
      union all
      select b.benefit, l.since from learned l join records.marriage m on m.fund = ${fund} and m.spouse = l.person
        join records.benefit b on b.fund = m.fund and b.member = m.person and b.kind = 'retirement' and ${known("b", { knownAt })}
      union all
      select b.benefit, l.since from learned l join records.benefit d on d.fund = ${fund} and d.person = l.person and d.kind = 'formerSpouse' and ${known("d", { knownAt })}
        join records.benefit b on b.fund = d.fund and b.member = d.member and b.kind = 'retirement' and ${known("b", { knownAt })}
      union all
      select b.benefit, date_trunc('month', d.valid_from)::date from records.benefit d
        join records.benefit b on b.fund = d.fund and b.member = d.member and b.kind = 'retirement' and ${known("b", { knownAt })}
        where d.fund = ${fund} and d.kind = 'formerSpouse' and ${between("d.recorded_from")}
      union all
      select d.benefit, date_trunc('month', b.valid_from)::date from records.benefit d
        join records.benefit b on b.fund = d.fund and b.member = d.member and b.kind = 'retirement' and ${between("b.recorded_from")}
        where d.fund = ${fund} and d.kind = 'formerSpouse' and ${known("d", { knownAt })}
      union all
      select b.benefit, date_trunc('month', b.valid_from)::date from records.killing_charge_decision k
        join records.killing_charge c on (c.fund, c.person, c.member, c.step) = (k.fund, k.person, k.member, k.step) and c.state <> 'charged'
        join records.benefit b on b.fund = k.fund and b.person = k.person and b.member = k.member and b.kind in ('survivor', 'guaranteedPayments') and ${known("b", { knownAt })}
        where k.fund = ${fund} and k.decision = 'confirmed' and ${between("k.recorded_from")}
      union all
      select coalesce(d.benefit, days.benefit), date_trunc('month', lower(changed))::date from (
        select benefit, member, (days_then - days_now) + (days_now - days_then) as changed from (
          select b.benefit, b.member, coalesce(range_agg(daterange(b.valid_from, b.valid_to)) filter (where ${known("b", { knownAt: after })}), '{}') as days_then,
            coalesce(range_agg(daterange(b.valid_from, b.valid_to)) filter (where ${known("b", { knownAt })}), '{}') as days_now
          from records.benefit b join (
            select distinct benefit from records.benefit where fund = ${fund} and recorded_to <> 'infinity' and ${between("recorded_to")}
          ) closed using (benefit) where b.fund = ${fund} group by b.benefit, b.member
        ) days
      ) days left join records.benefit d on d.fund = ${fund} and d.member = days.member and (d.benefit = days.benefit or d.kind = 'formerSpouse')
        and ${known("d", { knownAt })}
      where not isempty(changed)
    ) touched group by benefit`.execute(db);
  return new Map(rows.map(({ benefit, since }) => [benefit, dateOf(since)]));
}

/** What a run paid on benefits of which no day is payable any more: their retirements were declared void after it. */
export async function paidOnVoid(
  db: Reading,
  { fund, run, knownAt: after }: Pick<Run, "fund" | "run" | "knownAt">,
  knownAt: Instant,
): Promise<{ readonly people: number; readonly cents: bigint }> {
  const { rows } = await sql<{ people: number; cents: bigint }>`
    select count(*)::int as people, coalesce(sum(i.cents), 0)::bigint as cents from runs.run_item i
    where i.fund = ${fund} and i.run = ${run} and i.outcome = 'paid' and i.benefit in (
      select c.benefit from records.benefit c where c.fund = ${fund} and c.recorded_to <> 'infinity'
        and c.recorded_to > ${after}::timestamptz and c.recorded_to <= ${knownAt}::timestamptz
        and not exists (select from records.benefit b where b.fund = c.fund and b.benefit = c.benefit and ${known("b", { knownAt })}))`.execute(
    db,
  );
  return rows[0]!;
}

/** What was paid to a benefit for a month until now. */
export interface PaidMonth {
  /** How many payments there were. */
  readonly payments: number;
  /** Whole cents; what the bank gave back and nobody was paid again counts as paid, since it waits for the payee. */
  readonly cents: number;
  /** The overpayment of the month that is charged. */
  readonly charged: number;
}

/** What some benefits were paid for each month from a day on, by benefit and month; months without a payment are absent. */
export async function paidMonths(
  db: Reading,
  fund: number,
  benefits: readonly number[],
  from: PlainDate,
): Promise<ReadonlyMap<number, ReadonlyMap<PlainDate, PaidMonth>>> {
  const found = new Map<number, Map<PlainDate, PaidMonth>>();
  if (benefits.length === 0) return found;
  const { rows } = await sql<{
    benefit: number;
    period: DateText;
    payments: number;
    cents: bigint;
    charged: bigint;
  }>`
    select p.benefit, p.period, count(*)::int as payments,
      (sum(p.cents) - coalesce((select sum(r.cents) from runs.payment_return r
        where r.fund = ${fund} and r.benefit = p.benefit and r.period = p.period and exists (select from runs.payment q
          where q.fund = r.fund and q.benefit = r.benefit and q.period = r.period and q.kind like 'reissue%' and q.recorded_from > r.recorded_from)), 0))::bigint as cents,
      coalesce((select sum(case e.kind when 'charged' then e.cents when 'lowered' then -e.cents else 0 end) from runs.receivable_entry e
        where e.fund = ${fund} and e.benefit = p.benefit and e.period = p.period), 0)::bigint as charged
    from runs.payment p where p.fund = ${fund} and p.benefit = any(${[...benefits]}::int[]) and p.period >= ${dateText(from)}::date
    group by p.benefit, p.period`.execute(db);
  for (const { benefit, period, payments, cents, charged } of rows) {
    const months = found.get(benefit) ?? new Map<PlainDate, PaidMonth>();
    months.set(dateOf(period), { payments, cents: Number(cents), charged: Number(charged) });
    found.set(benefit, months);
  }
  return found;
}

/** An earlier month whose payments are not what is due by what is known now. */
export interface MonthDiffers {
  readonly benefit: number;
  readonly person: number;
  readonly month: PlainDate;
  readonly due: number;
  readonly paid: number;
  readonly charged: number;
}

/** Writes down the months that differ, in one statement with the items of the run. */
export async function addDifferences(
  tx: Tx,
  { fund, run }: Pick<Run, "fund" | "run">,
  found: readonly MonthDiffers[],
  instant: Instant,
): Promise<void> {
  if (found.length === 0) return;
  const column = (value: (one: MonthDiffers) => number) => found.map(value);
  await sql`
    insert into runs.run_difference (fund, run, benefit, period, person, due_cents, paid_cents, charged_cents, recorded_from)
    select ${fund}, ${run}, b, m::date, p, d, paid, c, ${instant}::timestamptz
    from unnest(${column(({ benefit }) => benefit)}::int[], ${found.map(({ month }) => dateText(month))}::text[], ${column(({ person }) => person)}::int[],
      ${column(({ due }) => due)}::bigint[], ${column(({ paid }) => paid)}::bigint[], ${column(({ charged }) => charged)}::bigint[]) as x (b, m, p, d, paid, c)`.execute(
    tx,
  );
}
