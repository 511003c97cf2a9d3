-- Money in: what employers are charged, what they paid and what it paid for, and prepayments. Every row has its entry in the ledger.

-- Premiums have receivables and additions of their own, apart from contributions and from each other (RSMo 104.515, 104.1078).
-- What was received and not yet matched is owed to whoever paid it. Interest credited to members moves inside the net position.
insert into ledger.account (fund, trust, account, name, kind, recorded_from)
select t.fund, t.trust, a.account, a.name, a.kind, clock_timestamp()
from ledger.trust t cross join (values
  (1160, 'lifePremiumsReceivable', 'asset'), (1170, 'disabilityPremiumsReceivable', 'asset'),
  (2110, 'receiptsNotMatched', 'liability'), (3010, 'interestOfMembers', 'netPosition'),
  (4040, 'lifePremiumsCharged', 'addition'), (4050, 'disabilityPremiumsCharged', 'addition')) a (account, name, kind)
on conflict do nothing;

create sequence ledger.money_in_number as int;
grant usage on sequence ledger.money_in_number to emeritus_app;

-- What an employer owes for a pay report, by kind, or at the settling of a prepayment. Below zero where a correction takes back.
create table ledger.charge (
  fund smallint not null references records.fund,
  charge int not null,
  employer int not null,
  reporting_group int,
  kind text not null check (kind in ('employer', 'member', 'life', 'disability')),
  trust smallint not null,
  reference text not null,
  period_begin date not null, period_end date not null,
  charged_on date not null,
  due date not null,
  cents bigint not null check (cents <> 0),
  report int,
  election int,
  entry bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, charge),
  check (trust = case when kind in ('employer', 'member') then 1 else 2 end),
  check ((report is null) <> (election is null))
);
call records.keep_forever('ledger.charge');
create unique index on ledger.charge (fund, report, kind, entry) where report is not null;
create unique index on ledger.charge (fund, election) where election is not null;
create index on ledger.charge (fund, employer, charged_on);
create index on ledger.charge (fund, reference);

-- The pay behind an employer's charge, by plan and pay date, with the rate in hundredths of a percent that it was charged at.
create table ledger.charge_pay (
  fund smallint not null,
  charge int not null,
  plan text not null,
  pay_date date not null,
  pensionable_cents bigint not null,
  rate_hundredths int not null,
  cents bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, charge, plan, pay_date),
  foreign key (fund, charge) references ledger.charge
);
call records.keep_forever('ledger.charge_pay');

-- A file of deposits, once by its bytes.
create table ledger.deposit_file (
  fund smallint not null references records.fund,
  file int not null,
  name text not null,
  sha256 bytea not null check (length(sha256) = 32),
  deposits int not null,
  known_before int not null,
  cents bigint not null,
  taken_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, file),
  unique (fund, sha256)
);
call records.keep_forever('ledger.deposit_file');

-- Money that came in, or a credit of the fund's own; the bank's number of a deposit comes once.
create table ledger.receipt (
  fund smallint not null references records.fund,
  receipt int not null,
  trust smallint not null,
  received_on date not null,
  cents bigint not null check (cents > 0),
  reference text not null,
  payer text not null,
  employer int,
  way text not null check (way in ('hand', 'file', 'settling')),
  bank_number text,
  file int,
  election int,
  entered_by text not null,
  entry bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, receipt),
  unique (fund, trust, bank_number),
  foreign key (fund, trust) references ledger.trust,
  foreign key (fund, file) references ledger.deposit_file,
  check ((way = 'file') = (file is not null)),
  check ((way = 'settling') = (election is not null))
);
call records.keep_forever('ledger.receipt');
create index on ledger.receipt (fund, employer, received_on);

-- What paid for what: a receipt or a prepayment pays a charge, a receipt pays a prepayment. Taken back by the opposite row, once.
create table ledger.application (
  fund smallint not null references records.fund,
  application int not null,
  receipt int,
  drawn_from int,
  charge int,
  election int,
  cents bigint not null check (cents <> 0),
  applied_on date not null,
  applied_by text not null,
  automatic boolean not null,
  reverses int,
  entry bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, application),
  unique (fund, reverses),
  foreign key (fund, receipt) references ledger.receipt,
  foreign key (fund, charge) references ledger.charge,
  check ((receipt is null) <> (drawn_from is null)),
  check ((charge is null) <> (election is null)),
  check (election is null or receipt is not null)
);
call records.keep_forever('ledger.application');
create index on ledger.application (fund, receipt);
create index on ledger.application (fund, charge);
create index on ledger.application (fund, drawn_from) where drawn_from is not null;
create index on ledger.application (fund, election) where election is not null;

-- Money that goes back to a payer: one person asks, another releases or refuses.
create table ledger.payback (
  fund smallint not null references records.fund,
  payback int not null,
  step text not null check (step in ('asked', 'released', 'refused')),
  receipt int not null,
  cents bigint not null check (cents > 0),
  because text not null,
  actor text not null,
  entry bigint,
  recorded_from timestamptz not null,
  primary key (fund, payback, step),
  foreign key (fund, receipt) references ledger.receipt,
  check ((step = 'released') = (entry is not null))
);
call records.keep_forever('ledger.payback');
create unique index on ledger.payback (fund, payback) where step <> 'asked';
create index on ledger.payback (fund, receipt);

-- No receipt pays more than it is, and no charge is paid beyond what it is, whoever posts at the same time.
create function ledger.check_application() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare n record;
begin
  perform pg_advisory_xact_lock(7501, f.fund) from (select distinct fund from added) f;
  select r.receipt into n from ledger.receipt r
    where (r.fund, r.receipt) in (select fund, receipt from added where receipt is not null)
    and (select coalesce(sum(a.cents), 0) from ledger.application a where (a.fund, a.receipt) = (r.fund, r.receipt))
      + (select coalesce(sum(p.cents), 0) from ledger.payback p where (p.fund, p.receipt) = (r.fund, r.receipt) and p.step = 'released')
      not between 0 and r.cents limit 1;
  if found then
    raise exception 'Receipt % would pay more than it is.', n.receipt using errcode = 'EM010';
  end if;
  select c.charge into n from ledger.charge c
    where (c.fund, c.charge) in (select fund, charge from added where charge is not null)
    and (select coalesce(sum(a.cents), 0) from ledger.application a where (a.fund, a.charge) = (c.fund, c.charge))
      not between least(c.cents, 0) and greatest(c.cents, 0) limit 1;
  if found then
    raise exception 'Charge % would be paid more than it is.', n.charge using errcode = 'EM011';
  end if;
  return null;
end $$;
create trigger check_application after insert on ledger.application
  referencing new table as added for each statement execute function ledger.check_application();

-- A department's election to prepay a fiscal year, or the rest of one (BR 2-21, 4-11): rates in hundredths of a percent.
create table ledger.prepayment_election (
  fund smallint not null references records.fund,
  election int not null,
  employer int not null,
  payroll text not null check (payroll in ('generalPayroll', 'judicialPayroll')),
  fiscal_year date not null check (extract(month from fiscal_year) = 7 and extract(day from fiscal_year) = 1),
  prepaid_on date not null,
  told_on date not null,
  normal_cost_hundredths int not null check (normal_cost_hundredths >= 0),
  unfunded_hundredths int not null check (unfunded_hundredths >= 0),
  rate_hundredths int not null check (rate_hundredths > 0), -- of what is prepaid
  assumed_payroll_cents bigint not null check (assumed_payroll_cents > 0),
  return_hundredths int not null check (return_hundredths >= 0),
  pay_days date[] not null,
  expected_cents bigint not null,
  prepayment_cents bigint not null check (prepayment_cents > 0),
  credit_cents bigint not null check (credit_cents >= 0),
  law_version text not null,
  entered_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, election),
  check (expected_cents = prepayment_cents + credit_cents)
);
call records.keep_forever('ledger.prepayment_election');

-- A component of a fiscal year is prepaid once: the key refuses a second election.
create table ledger.prepaid_component (
  fund smallint not null,
  employer int not null,
  payroll text not null,
  fiscal_year date not null,
  component text not null check (component in ('normalCost', 'unfundedLiability')),
  election int not null,
  recorded_from timestamptz not null,
  primary key (fund, employer, payroll, fiscal_year, component),
  foreign key (fund, election) references ledger.prepayment_election
);
call records.keep_forever('ledger.prepaid_component');

-- What happened to an election: its money came in full and the credit was given, or the year was settled. Each once.
create table ledger.prepayment_step (
  fund smallint not null,
  election int not null,
  step text not null check (step in ('paid', 'settled')),
  actual_payroll_cents bigint,
  due_cents bigint,
  actor text not null,
  entry bigint,
  recorded_from timestamptz not null,
  primary key (fund, election, step),
  foreign key (fund, election) references ledger.prepayment_election
);
call records.keep_forever('ledger.prepayment_step');
