import { sql } from "kysely";
import { type Look, usualMonth } from "./looking.ts";

/** Months of posted pay that no employment of the position stands behind; the month after the last day may still be paid. */
const payOutsideEmployment: Look = {
  patterns: ["pay-without-position", "pay-after-leaving", "pay-before-hire", "pay-in-break"],
  sees: ({ fund }) => sql`
    with odd as (
      select y.person, y.position, y.year, y.cents from projection.pay_year y
      where y.fund = ${fund} and not exists (
        select from records.employment e where e.fund = ${fund} and e.person = y.person and e.position = y.position
          and e.recorded_to = 'infinity' and e.valid_from <= make_date(y.year, 1, 31) and e.valid_to > make_date(y.year, 12, 1))),
    month as (
      select o.person, o.position, make_date(o.year, m.n::int, 1) as month, m.cents
      from odd o cross join lateral unnest(o.cents) with ordinality m (cents, n)
      where m.cents <> 0 and not exists (
        select from records.employment e where e.fund = ${fund} and e.person = o.person and e.position = o.position
          and e.recorded_to = 'infinity' and e.valid_from < make_date(o.year, m.n::int, 1) + interval '1 month'
          and e.valid_to > make_date(o.year, m.n::int, 1) - interval '1 month')),
    span as (
      select person, position, min(valid_from) as hired, max(valid_to) as ended from records.employment
      where fund = ${fund} and recorded_to = 'infinity' group by person, position),
    told as (
      select m.*, case when s.hired is null then 'pay-without-position' when m.month < s.hired then 'pay-before-hire'
        when m.month >= s.ended then 'pay-after-leaving' else 'pay-in-break' end as pattern
      from month m left join span s using (person, position))
    select t.pattern, concat_ws(' ', t.person, t.position) as subject, t.person, p.employer, p.reporting_group,
      sum(abs(t.cents))::bigint as cents,
      jsonb_build_object('position', coalesce(p.code, t.position::text), 'months', count(*), 'from', min(t.month), 'to', max(t.month),
        'cents', sum(t.cents)) as facts
    from told t left join records.position p on p.fund = ${fund} and p.person = t.person and p.position = t.position
    group by t.pattern, t.person, t.position, p.code, p.employer, p.reporting_group`,
};

const payNegative: Look = {
  patterns: ["pay-negative"],
  sees: ({ fund }) => sql`
    select 'pay-negative' as pattern, concat_ws(' ', y.person, y.position, y.year, m.n) as subject, y.person, p.employer, p.reporting_group,
      -2 * m.cents::bigint as cents,
      jsonb_build_object('month', make_date(y.year, m.n::int, 1), 'cents', m.cents, 'position', coalesce(p.code, y.position::text)) as facts
    from projection.pay_year y cross join lateral unnest(y.cents) with ordinality m (cents, n)
    left join records.position p on p.fund = y.fund and p.person = y.person and p.position = y.position
    where y.fund = ${fund} and 0 > any (y.cents) and m.cents < 0`,
};

/** The largest month of a year against the mean of its others, six at least, in the years that a final average may rest on. */
const payFarAbove: Look = {
  patterns: ["pay-far-above-usual"],
  sees: ({ fund, today }) => sql`
    select 'pay-far-above-usual' as pattern, concat_ws(' ', y.person, y.position, y.year) as subject, y.person, p.employer, p.reporting_group,
      a.most - round((a.total - a.most)::numeric / (a.paid - 1))::bigint as cents,
      jsonb_build_object('year', y.year, 'cents', a.most, 'usual', round((a.total - a.most)::numeric / (a.paid - 1)),
        'month', make_date(y.year, array_position(y.cents, a.most::int), 1)) as facts
    from projection.pay_year y
    cross join lateral (select max(c)::bigint as most, sum(c)::bigint as total, count(c) as paid from unnest(y.cents) c) a
    left join records.position p on p.fund = y.fund and p.person = y.person and p.position = y.position
    where y.fund = ${fund} and y.year >= extract(year from ${today}::date) - 3
      and a.paid > 6 and a.total > a.most and a.most * (a.paid - 1) > 3 * (a.total - a.most)`,
};

const payAfterDeath: Look = {
  patterns: ["pay-after-death"],
  sees: ({ fund }) => sql`
    select 'pay-after-death' as pattern, concat_ws(' ', y.person, y.position) as subject, y.person, p.employer, p.reporting_group,
      sum(abs(m.cents))::bigint as cents,
      jsonb_build_object('died', d.died, 'months', count(*), 'from', min(make_date(y.year, m.n::int, 1)), 'cents', sum(m.cents)) as facts
    from records.person_death d
    join projection.pay_year y on y.fund = d.fund and y.person = d.person and y.year >= extract(year from d.died)
    cross join lateral unnest(y.cents) with ordinality m (cents, n)
    left join records.position p on p.fund = y.fund and p.person = y.person and p.position = y.position
    where d.fund = ${fund} and d.recorded_to = 'infinity' and m.cents <> 0
      and make_date(y.year, m.n::int, 1) >= date_trunc('month', d.died) + interval '2 months'
    group by y.person, y.position, d.died, p.employer, p.reporting_group`,
};

/** Whole months of an employment without pay or leave, with pay before and after them. */
const payGap: Look = {
  patterns: ["pay-gap"],
  sees: ({ fund }) => sql`
    with year as (
      select person, position, year, cents, lead(year) over (partition by person, position order by year) as next
      from projection.pay_year where fund = ${fund}),
    hole as (
      select y.person, y.position, y.cents, make_date(y.year, m.n::int, 1) as month
      from year y cross join lateral unnest(y.cents) with ordinality m (cents, n)
      where array_position(y.cents, null) is not null and m.cents is null
        and (y.next is not null or exists (select from unnest(y.cents) with ordinality z (cents, n) where z.n > m.n and z.cents is not null))
      union all
      select y.person, y.position, y.cents, g.month::date
      from year y cross join lateral generate_series(make_date(y.year + 1, 1, 1), make_date(y.next - 1, 12, 1), interval '1 month') g (month)
      where y.next > y.year + 1),
    open as (
      select h.*, e.employer, e.reporting_group from hole h
      join records.employment e on e.fund = ${fund} and e.person = h.person and e.position = h.position and e.recorded_to = 'infinity'
        and e.eligible and e.valid_from <= h.month and e.valid_to >= h.month + interval '1 month'
      where not exists (
        select from records.leave l where l.fund = ${fund} and l.person = h.person and l.position = h.position and l.recorded_to = 'infinity'
          and l.valid_from < h.month + interval '1 month' and l.valid_to > h.month))
    select 'pay-gap' as pattern, concat_ws(' ', o.person, o.position) as subject, o.person, o.employer, o.reporting_group,
      sum(${usualMonth(sql`o.cents`)})::bigint as cents,
      jsonb_build_object('months', count(*), 'from', min(o.month), 'to', max(o.month), 'position', p.code) as facts
    from open o left join records.position p on p.fund = ${fund} and p.person = o.person and p.position = o.position
    group by o.person, o.position, o.employer, o.reporting_group, p.code`,
};

/** Somebody employed and not on leave for whom a group's last three reported months or more have nothing. */
const noPayLately: Look = {
  patterns: ["no-pay-lately"],
  sees: ({ fund, today }) => sql`
    with through as (
      select r.reporting_group, date_trunc('month', max(r.period_end) + 1)::date as ends
      from records.pay_report r join records.pay_report_step s using (fund, report)
      where r.fund = ${fund} and s.step = 'posted' group by r.reporting_group),
    job as (
      select e.person, e.position, e.employer, e.reporting_group, t.ends, l.cents,
        greatest(date_trunc('month', e.valid_from - 1) + interval '1 month',
          make_date(l.year, (select max(n)::int from unnest(l.cents) with ordinality m (c, n) where c is not null), 1) + interval '1 month')::date as from_month
      from records.employment e join through t using (reporting_group)
      cross join lateral (
        select y.year, y.cents from projection.pay_year y
        where y.fund = ${fund} and y.person = e.person and y.position = e.position order by y.year desc limit 1) l
      where e.fund = ${fund} and e.recorded_to = 'infinity' and e.eligible and e.valid_to = 'infinity' and e.valid_from <= ${today}::date)
    select 'no-pay-lately' as pattern, concat_ws(' ', j.person, j.position) as subject, j.person, j.employer, j.reporting_group,
      (${usualMonth(sql`j.cents`)} * m.months)::bigint as cents,
      jsonb_build_object('months', m.months, 'from', j.from_month, 'position', p.code) as facts
    from job j
    cross join lateral (select (extract(year from age(j.ends, j.from_month)) * 12 + extract(month from age(j.ends, j.from_month)))::int as months) m
    left join records.position p on p.fund = ${fund} and p.person = j.person and p.position = j.position
    where j.from_month + interval '3 months' <= j.ends and not exists (
      select from records.leave l where l.fund = ${fund} and l.person = j.person and l.position = j.position and l.recorded_to = 'infinity'
        and l.valid_from < j.ends and l.valid_to > j.from_month)`,
};

/** Two whole months and more of an employment that was reported past, without any pay or leave in it. */
const serviceWithoutPay: Look = {
  patterns: ["service-without-pay"],
  sees: ({ fund }) => sql`
    with through as (
      select r.reporting_group, max(r.period_end) + 1 as ends
      from records.pay_report r join records.pay_report_step s using (fund, report)
      where r.fund = ${fund} and s.step = 'posted' group by r.reporting_group)
    select 'service-without-pay' as pattern, concat_ws(' ', e.person, e.position) as subject, e.person, min(e.employer) as employer,
      min(e.reporting_group) as reporting_group, 0::bigint as cents,
      jsonb_build_object('from', min(e.valid_from), 'days', sum(least(e.valid_to, t.ends) - e.valid_from), 'position', min(p.code)) as facts
    from records.employment e join through t using (reporting_group)
    left join records.position p on p.fund = e.fund and p.person = e.person and p.position = e.position
    where e.fund = ${fund} and e.recorded_to = 'infinity' and e.eligible and e.valid_from < t.ends
      and not exists (select from projection.pay_year y where y.fund = e.fund and y.person = e.person and y.position = e.position)
      and not exists (select from records.leave l where l.fund = e.fund and l.person = e.person and l.position = e.position and l.recorded_to = 'infinity')
    group by e.person, e.position having sum(least(e.valid_to, t.ends) - e.valid_from) >= 62`,
};

/** Pay in months that lie wholly in an unpaid leave which brings neither service nor pay. */
const payInUnpaidLeave: Look = {
  patterns: ["pay-in-unpaid-leave"],
  sees: ({ fund }) => sql`
    select 'pay-in-unpaid-leave' as pattern, concat_ws(' ', l.person, l.position, l.valid_from) as subject, l.person, p.employer, p.reporting_group,
      sum(m.cents)::bigint as cents,
      jsonb_build_object('from', l.valid_from, 'months', count(*), 'kind', l.kind, 'cents', sum(m.cents)) as facts
    from records.leave l
    join projection.pay_year y on y.fund = l.fund and y.person = l.person and y.position = l.position
      and y.year between extract(year from l.valid_from) and extract(year from least(l.valid_to, date '2999-12-31'))
    cross join lateral unnest(y.cents) with ordinality m (cents, n)
    left join records.position p on p.fund = l.fund and p.person = l.person and p.position = l.position
    where l.fund = ${fund} and l.recorded_to = 'infinity' and not l.paid and l.kind in ('family', 'other', 'unapproved', 'layoff')
      and m.cents > 0 and l.valid_from <= make_date(y.year, m.n::int, 1) and l.valid_to >= make_date(y.year, m.n::int, 1) + interval '1 month'
    group by l.person, l.position, l.valid_from, l.kind, p.employer, p.reporting_group`,
};

/** Contributions of a calendar year against 4 % of the year's pay by employer, a cent a row allowed; of other plans, none. */
const contributionsWrong: Look = {
  patterns: ["contributions-not-4-percent"],
  sees: ({ fund }) => sql`
    select 'contributions-not-4-percent' as pattern, concat_ws(' ', r.person, r.year, r.reporting_group) as subject, r.person, r.employer, r.reporting_group,
      abs(sum(r.member_cents) - sum(r.due))::bigint as cents,
      jsonb_build_object('year', r.year, 'cents', sum(r.member_cents), 'due', sum(r.due)) as facts
    from (select y.person, p.employer, p.reporting_group, extract(year from y.earn_end)::int as year, y.member_cents,
        case when y.plan in ('msep2011', 'judicial2011') then round(y.pensionable_cents * 0.04)::bigint else 0 end as due
      from records.pay_report_row y
      left join records.position p on p.fund = y.fund and p.person = y.person and p.position = y.position
      where y.fund = ${fund}) r
    group by r.person, r.year, r.employer, r.reporting_group having abs(sum(r.member_cents) - sum(r.due)) > count(*)`,
};

const accounts = (fund: number) => sql`
  select l.person, l.account, sum(l.cents)::bigint as cents, max(l.posted_on) as last from ledger.account_line l where l.fund = ${fund} group by l.person, l.account`;

const accountNegative: Look = {
  patterns: ["account-negative"],
  sees: ({ fund }) => sql`
    select 'account-negative' as pattern, concat_ws(' ', a.person, a.account) as subject, a.person, null::int as employer, null::int as reporting_group,
      -a.cents as cents, jsonb_build_object('account', a.account, 'cents', a.cents) as facts
    from (${accounts(fund)}) a where a.cents < 0`,
};

/** Contributions of somebody who left four years ago without vesting and never asked for them (RSMo 104.1054, 104.620.2). */
const accountDormant: Look = {
  patterns: ["account-dormant"],
  sees: ({ fund, today }) => sql`
    select 'account-dormant' as pattern, concat_ws(' ', a.person, a.account) as subject, a.person, null::int as employer, null::int as reporting_group,
      a.cents, jsonb_build_object('left', w.ended - 1, 'cents', a.cents) as facts
    from (${accounts(fund)}) a
    join (select person, max(valid_to) as ended, sum(least(valid_to, ${today}::date) - valid_from) as days from records.employment
      where fund = ${fund} and recorded_to = 'infinity' and eligible group by person) w using (person)
    where a.cents > 0 and w.ended <= ${today}::date - interval '4 years' and w.days < 1826
      and not exists (select from records.benefit b where b.fund = ${fund} and b.member = a.person and b.recorded_to = 'infinity')`,
};

/** Every look at pay and contributions. */
export const looksAtPay: readonly Look[] = [
  payNegative,
  payFarAbove,
  payOutsideEmployment,
  payAfterDeath,
  payGap,
  noPayLately,
  serviceWithoutPay,
  payInUnpaidLeave,
  contributionsWrong,
  accountNegative,
  accountDormant,
];
