-- The universities' plan is kept by its third-party administrator (RSMo 104.1205): what employers owe for it is money of another, in a
-- trust of its own, apart from the pension trust. Postings made before stay where they are.
insert into ledger.trust (fund, trust, name, recorded_from)
select fund, 3, 'universities', clock_timestamp() from ledger.trust where trust = 1
on conflict do nothing;
insert into ledger.account (fund, trust, account, name, kind, recorded_from)
select fund, 3, account, name, kind, clock_timestamp() from ledger.account where trust = 1
on conflict do nothing;

do $$
declare c text;
begin
  for c in select conname from pg_constraint
    where conrelid = 'ledger.charge'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%kind%'
  loop
    execute format('alter table ledger.charge drop constraint %I', c);
  end loop;
end $$;
alter table ledger.charge add constraint charge_kind_known
  check (kind in ('employer', 'member', 'life', 'disability', 'universityEmployer', 'universityMember'));
alter table ledger.charge add constraint charge_trust_of_kind
  check (trust = case when kind in ('employer', 'member') then 1 when kind in ('life', 'disability') then 2 else 3 end);

-- What members contribute to the universities' plan stands in no account of this fund and earns no interest here.
create or replace view ledger.account_line with (security_invoker = true) as
  select r.fund, r.person,
    case when (select min(b.valid_from) from records.benefit b
      where (b.fund, b.person, b.member) = (r.fund, r.person, r.person) and b.kind = 'retirement' and b.recorded_to = 'infinity') <= r.earn_begin
      then 2::smallint else 1::smallint end as account,
    'contribution'::text as kind, p.pay_date as posted_on, r.member_cents as cents, 'pay report ' || r.report as source, r.report, null::int as run, r.recorded_from
  from records.pay_report_row r
  join records.pay_report p on (p.fund, p.report) = (r.fund, r.report)
  where r.member_cents <> 0 and r.plan <> 'curp'
  union all
  select fund, person, account, kind, posted_on, cents, source, null, null, recorded_from from records.account_posting
  union all
  select i.fund, i.person, i.account, 'interest', (run.period + interval '1 month' - interval '1 day')::date, i.cents, 'interest run ' || i.run, null, i.run, s.recorded_from
  from runs.interest_item i
  join runs.run run on (run.fund, run.run) = (i.fund, i.run)
  join runs.run_step s on (s.fund, s.run) = (i.fund, i.run) and s.step = 'posted'
  where i.cents > 0;
