import { sql } from "kysely";
import { benefitInForce, inForce, type Look } from "./looking.ts";

const yearOfBenefit = sql`12 * (b.base_cents + b.temporary_cents)`;
const nobody = sql`null::int as employer, null::int as reporting_group`;

const withoutDetermination: Look = {
  patterns: ["benefit-without-determination"],
  sees: ({ fund, today }) => sql`
    select 'benefit-without-determination' as pattern, b.benefit::text as subject, b.person, ${nobody}, ${yearOfBenefit} as cents,
      jsonb_build_object('benefit', b.benefit, 'from', b.valid_from) as facts
    from records.benefit b where b.fund = ${fund} and ${benefitInForce(today)}
      and not exists (select from records.determination d where d.fund = b.fund and d.determination = b.determination and d.person in (b.person, b.member))`,
};

/** What a benefit in payment was determined with has another version on record since, or pay of before its start was posted later. */
const factsChanged: Look = {
  patterns: ["facts-changed-since"],
  sees: ({ fund, today }) => sql`
    with paid as (
      select b.benefit, b.person, b.member, b.valid_from, b.base_cents, b.temporary_cents, d.known_at, d.effective
      from records.benefit b join records.determination d on d.fund = b.fund and d.determination = b.determination
      where b.fund = ${fund} and ${benefitInForce(today)} and b.kind = 'retirement' and b.person = b.member),
    changed as (
      select p.benefit, 'birth' as what, x.recorded_from from paid p join records.person_birth x on x.fund = ${fund} and x.person = p.member and x.recorded_to = 'infinity'
        where x.recorded_from > p.known_at
          and exists (select from records.person_birth o where o.fund = ${fund} and o.person = p.member and o.recorded_to = x.recorded_from and o.born <> x.born)
      union all
      select p.benefit, 'employment', x.recorded_from from paid p join records.employment x on x.fund = ${fund} and x.person = p.member and x.recorded_to = 'infinity'
        where x.recorded_from > p.known_at and x.valid_from < p.valid_from and x.eligible
      union all
      select p.benefit, 'serviceCredit', x.recorded_from from paid p join records.service_credit x on x.fund = ${fund} and x.person = p.member and x.recorded_to = 'infinity'
        where x.recorded_from > p.known_at
      union all
      select p.benefit, 'pay', x.recorded_from from paid p join records.pay_report_row x on x.fund = ${fund} and x.person = p.member
        where x.recorded_from > p.known_at and x.earn_end < p.valid_from)
    select 'facts-changed-since' as pattern, p.benefit::text as subject, p.person, ${nobody}, 12 * (p.base_cents + p.temporary_cents) as cents,
      jsonb_build_object('what', string_agg(distinct c.what, ' ' order by c.what), 'since', max(c.recorded_from)::date, 'from', p.valid_from) as facts
    from paid p join changed c using (benefit) group by p.benefit, p.person, p.base_cents, p.temporary_cents, p.valid_from`,
};

const paidAfterDeath: Look = {
  patterns: ["benefit-outlives-payee"],
  sees: ({ fund, today }) => sql`
    select 'benefit-outlives-payee' as pattern, b.benefit::text as subject, b.person, ${nobody},
      ((b.base_cents + b.temporary_cents) * (extract(year from age(date_trunc('month', ${today}::date), date_trunc('month', d.died))) * 12
        + extract(month from age(date_trunc('month', ${today}::date), date_trunc('month', d.died)))))::bigint as cents,
      jsonb_build_object('died', d.died, 'benefit', b.benefit) as facts
    from records.benefit b join records.person_death d on d.fund = b.fund and d.person = b.person and d.recorded_to = 'infinity'
    where b.fund = ${fund} and ${benefitInForce(today)} and d.died < date_trunc('month', ${today}::date)`,
};

/** A temporary benefit whose last month is after that of the member's 62nd birthday. */
const temporaryTooLong: Look = {
  patterns: ["temporary-past-62"],
  sees: ({ fund, today }) => sql`
    select 'temporary-past-62' as pattern, b.benefit::text as subject, b.person, ${nobody}, 12 * b.temporary_cents as cents,
      jsonb_build_object('born', n.born, 'ends', b.temporary_ends) as facts
    from records.benefit b join records.person_birth n on n.fund = b.fund and n.person = b.member and n.recorded_to = 'infinity'
    where b.fund = ${fund} and ${benefitInForce(today)} and b.temporary_cents > 0
      and b.temporary_ends > date_trunc('month', n.born + interval '62 years') + interval '1 month'`,
};

const jointWithoutSpouse: Look = {
  patterns: ["joint-without-spouse"],
  sees: ({ fund, today }) => sql`
    select 'joint-without-spouse' as pattern, b.benefit::text as subject, b.person, ${nobody}, ${yearOfBenefit} as cents,
      jsonb_build_object('option', b.payment_option, 'from', b.valid_from) as facts
    from records.benefit b
    where b.fund = ${fund} and ${benefitInForce(today)} and b.kind = 'retirement' and b.person = b.member and b.payment_option in ('joint50', 'joint100')
      and not exists (select from records.marriage m where m.fund = b.fund and m.recorded_to = 'infinity' and b.member in (m.person, m.spouse)
        and m.valid_from <= b.valid_from)`,
};

const survivorWithoutTie: Look = {
  patterns: ["survivor-without-tie"],
  sees: ({ fund, today }) => sql`
    select 'survivor-without-tie' as pattern, b.benefit::text as subject, b.person, ${nobody}, ${yearOfBenefit} as cents,
      jsonb_build_object('member', b.member) as facts
    from records.benefit b
    where b.fund = ${fund} and ${benefitInForce(today)} and b.kind = 'survivor' and b.person <> b.member
      and not exists (select from records.marriage m where m.fund = b.fund and m.recorded_to = 'infinity'
        and ((m.person = b.member and m.spouse = b.person) or (m.person = b.person and m.spouse = b.member)))
      and not exists (select from records.child c where c.fund = b.fund and c.person = b.member and c.child = b.person and c.recorded_to = 'infinity')`,
};

const sharesNotWhole: Look = {
  patterns: ["shares-not-whole"],
  sees: ({ fund }) => sql`
    select 'shares-not-whole' as pattern, concat_ws(' ', e.person, e.case_number) as subject, e.person, ${nobody},
      coalesce((select max(${yearOfBenefit}) from records.benefit b where b.fund = ${fund} and b.person = e.person and b.recorded_to = 'infinity'), 0)::bigint as cents,
      jsonb_build_object('percent', sum(s.percent)) as facts
    from (select distinct on (person, case_number) person, case_number, recorded_from from records.retirement_election
      where fund = ${fund} order by person, case_number, recorded_from desc) e
    join records.election_beneficiary s on s.fund = ${fund} and s.person = e.person and s.case_number = e.case_number and s.recorded_from = e.recorded_from
    group by e.person, e.case_number having sum(s.percent) <> 100`,
};

const beneficiaryDead: Look = {
  patterns: ["beneficiaries-have-died"],
  sees: ({ fund, today }) => sql`
    select 'beneficiaries-have-died' as pattern, concat_ws(' ', n.person, n.purpose) as subject, n.person, ${nobody}, 0::bigint as cents,
      jsonb_build_object('purpose', n.purpose, 'named', count(*)) as facts
    from records.beneficiary n
    left join records.person_death d on d.fund = n.fund and d.person = n.beneficiary and d.recorded_to = 'infinity'
    where n.fund = ${fund} and ${inForce("n", today)}
      and not exists (select from records.person_death o where o.fund = n.fund and o.person = n.person and o.recorded_to = 'infinity')
    group by n.person, n.purpose having count(*) = count(d.died)`,
};

const payeeWithoutAccount: Look = {
  patterns: ["payee-without-account"],
  sees: ({ fund, today }) => sql`
    select 'payee-without-account' as pattern, b.person::text as subject, b.person, ${nobody}, sum(${yearOfBenefit})::bigint as cents, '{}'::jsonb as facts
    from records.benefit b where b.fund = ${fund} and ${benefitInForce(today)}
      and not exists (select from records.bank_account a where a.fund = b.fund and a.person = b.person and ${inForce("a", today)} and a.status <> 'stopped')
      and not exists (select from records.person_death d where d.fund = b.fund and d.person = b.person and d.recorded_to = 'infinity')
    group by b.person`,
};

const accountHeldLong: Look = {
  patterns: ["account-change-unconfirmed"],
  sees: ({ fund, today }) => sql`
    select 'account-change-unconfirmed' as pattern, concat_ws(' ', a.person, a.account) as subject, a.person, ${nobody},
      coalesce((select sum(${yearOfBenefit})::bigint from records.benefit b where b.fund = ${fund} and b.person = a.person and ${benefitInForce(today)}), 0) as cents,
      jsonb_build_object('from', a.recorded_from::date, 'last4', a.last4) as facts
    from records.bank_account a where a.fund = ${fund} and a.recorded_to = 'infinity' and a.status = 'held' and a.recorded_from < ${today}::date - 30`,
};

/** Money that the bank sent back sixty days ago and more, and that was neither paid again nor charged as paid too much. */
const returnedNotPaid: Look = {
  patterns: ["returned-payment-waits"],
  sees: ({ fund, today }) => sql`
    select 'returned-payment-waits' as pattern, concat_ws(' ', r.benefit, r.period, r.kind) as subject, r.person, ${nobody}, r.cents,
      jsonb_build_object('returned', r.returned_on, 'code', r.code, 'month', r.period) as facts
    from runs.payment_return r
    where r.fund = ${fund} and r.returned_on <= ${today}::date - 60
      and not exists (select from runs.payment p where p.fund = r.fund and p.benefit = r.benefit and p.period = r.period and p.kind = 'reissue' and r.kind <> 'reissue')
      and not exists (select from runs.receivable_entry e where e.fund = r.fund and e.benefit = r.benefit and e.period = r.period and e.kind = 'returned')`,
};

/** A retiree in an eligible job for a month and more, whose case of reemployment nobody opened. */
const worksWhilePaid: Look = {
  patterns: ["works-while-paid"],
  sees: ({ fund, today }) => sql`
    select 'works-while-paid' as pattern, concat_ws(' ', b.person, e.position) as subject, b.person, e.employer, e.reporting_group,
      ((b.base_cents + b.temporary_cents) * ceil((${today}::date - greatest(e.valid_from, b.valid_from)) / 30.4375))::bigint as cents,
      jsonb_build_object('from', greatest(e.valid_from, b.valid_from)) as facts
    from records.benefit b
    join records.employment e on e.fund = b.fund and e.person = b.person and e.eligible and ${inForce("e", today)} and e.valid_from <= ${today}::date - 31
    where b.fund = ${fund} and ${benefitInForce(today)} and b.kind = 'retirement' and b.person = b.member and b.valid_from <= ${today}::date - 31
      and not exists (select from records.case_file c where c.fund = b.fund and c.person = b.person and c.kind = 'reemployment' and c.recorded_from >= e.recorded_from)`,
};

const dutyOverdue: Look = {
  patterns: ["duty-overdue"],
  sees: ({ fund, today }) => sql`
    select 'duty-overdue' as pattern, o.obligation::text as subject, o.person, ${nobody}, 0::bigint as cents,
      jsonb_build_object('due', o.due, 'duty', o.kind, 'owner', o.owner) as facts
    from records.obligation o where o.fund = ${fund} and o.recorded_to = 'infinity' and o.status = 'open' and o.due < ${today}::date - 90`,
};

/** Every look at benefits and payees. */
export const looksAtBenefits: readonly Look[] = [
  withoutDetermination,
  factsChanged,
  paidAfterDeath,
  temporaryTooLong,
  jointWithoutSpouse,
  survivorWithoutTie,
  sharesNotWhole,
  beneficiaryDead,
  payeeWithoutAccount,
  accountHeldLong,
  returnedNotPaid,
  worksWhilePaid,
  dutyOverdue,
];
