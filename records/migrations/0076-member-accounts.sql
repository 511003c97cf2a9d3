-- Accounts of members who contribute, and the interest credited to them each 30 June (RSMo 104.1091).

-- What stands in an account besides the rows of pay reports and the runs of interest: balances taken over, and refunds.
-- Account 1 is of service before retirement, 2 of service after it.
create table records.account_posting (
  fund smallint not null, person int not null,
  account smallint not null check (account in (1, 2)),
  kind text not null check (kind in ('contribution', 'interest', 'refund')),
  posted_on date not null,
  cents bigint not null check (cents <> 0),
  source text not null,
  entry bigint,
  recorded_from timestamptz not null,
  primary key (fund, person, account, kind, posted_on, source),
  foreign key (fund, person) references records.person
);
call records.keep_forever('records.account_posting');

-- Everyone with an account appears once a run of interest: credited, or not due with a reason.
create table runs.interest_item (
  fund smallint not null, run int not null,
  person int not null,
  account smallint not null check (account in (1, 2)),
  outcome text not null check (outcome in ('credited', 'notDue')),
  reason text,
  contributed_cents bigint not null, -- contributions in the account on 1 July of the year before, less refunds
  interest_cents bigint not null, -- interest in the account on that day
  cents bigint not null check (cents >= 0),
  recorded_from timestamptz not null,
  primary key (fund, run, person, account),
  foreign key (fund, run) references runs.run,
  check ((outcome = 'credited') = (cents > 0)),
  check ((outcome = 'notDue') = (reason is not null))
);
call records.keep_forever('runs.interest_item');
create index on runs.interest_item (fund, person);

-- Every posting of a member's account. A contribution counts from the pay date of its report, in the account that its service belongs to.
create view ledger.account_line with (security_invoker = true) as
  select r.fund, r.person,
    case when (select min(b.valid_from) from records.benefit b
      where (b.fund, b.person, b.member) = (r.fund, r.person, r.person) and b.kind = 'retirement' and b.recorded_to = 'infinity') <= r.earn_begin
      then 2::smallint else 1::smallint end as account,
    'contribution'::text as kind, p.pay_date as posted_on, r.member_cents as cents, 'pay report ' || r.report as source, r.report, null::int as run, r.recorded_from
  from records.pay_report_row r
  join records.pay_report p on (p.fund, p.report) = (r.fund, r.report)
  where r.member_cents <> 0
  union all
  select fund, person, account, kind, posted_on, cents, source, null, null, recorded_from from records.account_posting
  union all
  select i.fund, i.person, i.account, 'interest', (run.period + interval '1 month' - interval '1 day')::date, i.cents, 'interest run ' || i.run, null, i.run, s.recorded_from
  from runs.interest_item i
  join runs.run run on (run.fund, run.run) = (i.fund, i.run)
  join runs.run_step s on (s.fund, s.run) = (i.fund, i.run) and s.step = 'posted'
  where i.cents > 0;
grant select on ledger.account_line to emeritus_app, emeritus_reader;
