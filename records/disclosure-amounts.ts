import { sql } from "kysely";
import type { Reading } from "./db.ts";
import type { BenefitKind, Cents, DateText } from "./schema.ts";

/** What each benefit was last paid for a month before deductions, in cents; a benefit never paid is absent. */
export async function currentAmounts(
  db: Reading,
  fund: number,
  benefits: readonly number[],
): Promise<Map<number, Cents>> {
  const { rows } = await sql<{ benefit: number; cents: Cents }>`
    select b.benefit, p.cents from unnest(${[...benefits]}::int[]) as b(benefit)
    cross join lateral (${lastPaid(fund)}) p`.execute(db);
  return new Map(rows.map(({ benefit, cents }) => [benefit, cents]));
}

/** The month's amount in the last regular payment of a benefit `b`, arrears left out. */
const lastPaid = (fund: number) => sql`
  select case when i.month_cents > 0 then i.month_cents else p.cents end as cents
  from runs.payment p left join runs.run_item i on i.fund = p.fund and i.run = p.run and i.benefit = p.benefit
  where p.fund = ${fund} and p.benefit = b.benefit and p.kind = 'regular' order by p.period desc limit 1`;

/** One benefit in payment, with no more of its payee than anybody may be told. */
export interface OpenBenefit {
  readonly person: number;
  readonly name: string;
  readonly kind: BenefitKind;
  readonly from: DateText;
  /** The first day no longer payable; infinity for life. */
  readonly to: DateText;
  readonly cents: Cents;
}

/** Every benefit in payment on a day, of everybody or of who last worked at an employer, in order of name. */
export async function benefitsInPayment(
  db: Reading,
  fund: number,
  { on, employer }: { readonly on: DateText; readonly employer: number | undefined },
): Promise<OpenBenefit[]> {
  const { rows } = await sql<OpenBenefit>`
    select b.person, concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) as name, b.kind, b.valid_from as "from", b.valid_to::text as "to",
      coalesce((${lastPaid(fund)}), b.base_cents + case when b.temporary_ends > ${on}::date then b.temporary_cents else 0 end) as cents
    from records.benefit b
    left join records.person_name n on n.fund = b.fund and n.person = b.person and n.recorded_to = 'infinity' and n.valid_from <= ${on}::date and n.valid_to > ${on}::date
    where b.fund = ${fund} and b.recorded_to = 'infinity' and b.valid_from <= ${on}::date and b.valid_to > ${on}::date and b.status <> 'ended'
      and (${employer === undefined} or ${employer ?? 0} = (select e.employer from records.employment e
        where e.fund = b.fund and e.person = b.member and e.recorded_to = 'infinity' order by e.valid_from desc limit 1))
    order by n.last_name, n.first_name, b.person, b.benefit`.execute(db);
  return rows;
}

/** A benefit of a public official, as the board's rule has it posted (BR 1-3(1)). */
export interface OfficialBenefit {
  readonly benefit: number;
  readonly name: string;
  readonly kind: BenefitKind;
  readonly cents: Cents;
  /** Each class of job of the official, with its whole months: a public office or other service. */
  readonly service: readonly {
    readonly memberClass: string;
    readonly title: string | null;
    readonly months: number;
  }[];
}

/**
 * Benefits in payment that rest on a public official's service, in order of name: those whose name holds a text, a page of them or
 * all. An official is who ever worked as a statewide elected official, a legislator, a judge, or an administrative law judge or legal
 * advisor; every benefit of theirs is posted, for other service too.
 */
export async function benefitsOfOfficials(
  db: Reading,
  fund: number,
  asked: { readonly on: DateText; readonly find: string; readonly most: number; readonly after: number },
): Promise<{ rows: OfficialBenefit[]; of: number }> {
  const { on, find, most, after } = asked;
  const pattern = `%${find.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<OfficialBenefit & { of: number }>`
    with official as (
      select distinct person from records.employment where fund = ${fund} and recorded_to = 'infinity'
        and member_class in ('legislator', 'official', 'judge', 'administrativeLawJudge')),
    shown as (
      select b.benefit, b.member, b.kind, b.person, b.base_cents, b.temporary_cents, b.temporary_ends, n.last_name, n.first_name,
        concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) as name, count(*) over ()::int as of
      from official o join records.benefit b on b.fund = ${fund} and b.member = o.person and b.recorded_to = 'infinity'
        and b.valid_from <= ${on}::date and b.valid_to > ${on}::date and b.status <> 'ended'
      join records.person_name n on n.fund = b.fund and n.person = b.person and n.recorded_to = 'infinity' and n.valid_from <= ${on}::date and n.valid_to > ${on}::date
      where concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) ilike ${pattern}
      order by n.last_name, n.first_name, b.person, b.benefit limit ${most} offset ${after})
    select b.benefit, b.name, b.kind, b.of,
      coalesce((${lastPaid(fund)}), b.base_cents + case when b.temporary_ends > ${on}::date then b.temporary_cents else 0 end) as cents,
      (select coalesce(json_agg(json_build_object('memberClass', s.member_class, 'title', s.title, 'months', (extract(year from s.served) * 12 + extract(month from s.served))::int) order by s.first), '[]'::json) from (
        select e.member_class, max(p.title) as title, justify_days(sum(age(least(e.valid_to, ${on}::date), e.valid_from))) as served, min(e.valid_from) as first
        from records.employment e left join records.position p on p.fund = e.fund and p.person = e.person and p.position = e.position
        where e.fund = ${fund} and e.person = b.member and e.recorded_to = 'infinity' and e.eligible and e.valid_from < ${on}::date
        group by e.member_class) s) as service
    from shown b order by b.last_name, b.first_name, b.person, b.benefit`.execute(db);
  return { rows, of: rows[0]?.of ?? 0 };
}
