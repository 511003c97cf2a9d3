-- By the law of which plan a benefit in payment is paid, and how it rises where that follows from the member's career: by at least
-- four percent until the cap, or not before the second anniversary. What was recorded before was of MSEP 2000.

alter table records.benefit
  add column plan text not null default 'msep2000' check (plan in ('msep2000', 'msep2011', 'msep', 'judicial', 'judicial2011', 'alj')),
  add column increases text not null default 'usual' check (increases in ('usual', 'leastFourPercent', 'fromSecondYear')),
  add check ((increases = 'leastFourPercent') <= (plan in ('msep', 'judicial', 'alj'))),
  add check ((increases = 'fromSecondYear') <= (plan = 'msep2011'));

alter table records.benefit drop constraint benefit_payment_option_check;
alter table records.benefit
  add constraint benefit_payment_option_check
    check (payment_option in ('lifeIncome', 'joint50', 'joint100', 'guaranteed120', 'guaranteed180', 'guaranteed60')),
  add check ((payment_option = 'guaranteed60') <= (plan = 'msep')),
  add check ((payment_option = 'guaranteed180') <= (plan in ('msep2000', 'msep2011', 'judicial2011'))),
  add check ((plan in ('judicial', 'alj')) <= (payment_option = 'lifeIncome'));

-- A benefit is paid by the plan whose law determined it, so that none becomes one of another plan by an oversight.
create function records.benefit_of_its_plan() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (
    select from added a
    join records.determination d on (d.fund, d.determination) = (a.fund, a.determination)
    join records.law_version l on l.hash = d.law_version
    where l.plan <> a.plan and l.plan in ('msep2000', 'msep2011', 'msep', 'judicial', 'judicial2011', 'alj')
  ) then
    raise exception 'A benefit is paid by the plan that determined it.' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger benefit_of_its_plan after insert on records.benefit
  referencing new table as added for each statement execute function records.benefit_of_its_plan();
