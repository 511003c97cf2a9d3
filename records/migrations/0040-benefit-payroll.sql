-- Benefit payroll: attempts of a run, the parts of each item, holds of payees, and pages of pay lines.

-- A run may be withdrawn before it is approved (step 'withdrawn') and prepared again as the next attempt.
alter table runs.run add column attempt smallint not null default 1 check (attempt > 0);
alter table runs.run drop constraint run_fund_kind_period_key;
alter table runs.run add constraint run_fund_kind_period_attempt_key unique (fund, kind, period, attempt);

-- cents is all that the item pays or holds: month_cents for the month itself and arrears_cents for months since owed_from.
-- temporary_cents is the part of month_cents that ends at 62. charged is the ledger account that bears the payment.
alter table runs.run_item
  add column month_cents bigint not null default 0 check (month_cents >= 0),
  add column temporary_cents bigint not null default 0 check (temporary_cents between 0 and month_cents),
  add column arrears_cents bigint not null default 0 check (arrears_cents >= 0),
  add column owed_from date,
  add column account smallint,
  add column charged int,
  add check (outcome = 'notDue' or cents = month_cents + arrears_cents),
  add check ((outcome = 'paid') <= (account is not null and charged is not null));

-- A payee whose payments wait, and why; lifted once by closing the version and adding one that says who lifted it.
create table records.payee_hold (
  fund smallint not null, person int not null,
  hold int not null,
  reason text not null,
  benefit int,
  status text not null check (status in ('open', 'lifted')),
  actor text not null,
  because text,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, hold, recorded_from),
  foreign key (fund, person) references records.person,
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.payee_hold');
call records.one_open('records.payee_hold', 'fund', 'person', 'hold');
create sequence records.hold_number as int;
grant usage on sequence records.hold_number to emeritus_app;

-- Account numbers of many payees sealed together, so that a run need not open each by itself. A page is only a copy of
-- records.closed_field as known at known_at; a payee whose account was recorded later is opened from there.
create table projection.pay_line_page (
  fund smallint not null references records.fund,
  page int not null,
  known_at timestamptz not null,
  sealed bytea not null,
  primary key (fund, page)
);
grant select, insert, update, delete on projection.pay_line_page to emeritus_app;
