import { sql } from "kysely";
import type { Reading } from "./db.ts";
import type { Cents, DateText } from "./schema.ts";

/** One payment of a benefit, and how much of it stayed with the payee. */
export interface PaymentReceived {
  readonly benefit: number;
  readonly period: DateText;
  readonly kind: string;
  readonly paidOn: DateText;
  readonly paidCents: Cents;
  /** Nothing of what the bank gave back. */
  readonly keptCents: Cents;
}

/** Every payment of some benefits, in order of month; what came back and was paid again stands once. */
export async function paymentsReceived(
  db: Reading,
  fund: number,
  benefits: readonly number[],
): Promise<PaymentReceived[]> {
  const { rows } = await sql<PaymentReceived>`
    select p.benefit, p.period, p.kind, p.paid_on as "paidOn", p.cents as "paidCents",
      (p.cents - coalesce(r.cents, 0))::bigint as "keptCents"
    from runs.payment p left join runs.payment_return r using (fund, benefit, period, kind)
    where p.fund = ${fund} and p.benefit = any(${[...benefits]}::int[])
      and (r.cents is null or not exists (select from runs.payment q where (q.fund, q.benefit, q.period) = (p.fund, p.benefit, p.period)
        and q.kind like 'reissue%' and q.recorded_from > r.recorded_from))
    order by p.period, p.benefit, p.kind`.execute(db);
  return rows;
}

/** The runs that are approved to pay some benefits and whose payments are not posted yet, in order. */
export async function runsUnderWay(
  db: Reading,
  fund: number,
  benefits: readonly number[],
): Promise<number[]> {
  const { rows } = await sql<{ run: number }>`
    select distinct i.run from runs.run_item i
    where i.fund = ${fund} and i.benefit = any(${[...benefits]}::int[]) and i.outcome = 'paid'
      and exists (select from runs.run_step s where s.fund = i.fund and s.run = i.run and s.step = 'approved')
      and not exists (select from runs.run_step s where s.fund = i.fund and s.run = i.run and s.step in ('posted', 'withdrawn'))
    order by i.run`.execute(db);
  return rows.map(({ run }) => run);
}

/** The runs that are calculated to pay a person and whose payments are neither posted nor withdrawn, in order. */
export async function runsToPay(db: Reading, fund: number, person: number): Promise<number[]> {
  const { rows } = await sql<{ run: number }>`
    select r.run from runs.run r
    where r.fund = ${fund} and not exists (select from runs.run_step s where s.fund = r.fund and s.run = r.run and s.step in ('posted', 'withdrawn'))
      and exists (select from runs.run_item i where i.fund = r.fund and i.run = r.run and i.person = ${person} and i.outcome = 'paid')
    order by r.run`.execute(db);
  return rows.map(({ run }) => run);
}
