-- Deaths in payment, and what facts learned late change in months already paid.

-- The deaths learned since a run: found without reading every death of the fund.
create index on records.person_death (fund, recorded_from);
create index on records.person_death (fund, recorded_to) where recorded_to <> 'infinity';

-- What part of the guaranteed payments a beneficiary's benefit pays: the parts after share_from up to share_to, of share_of. A
-- benefit without a row pays the whole. Where nobody is known, the benefit's person is the member, and the payments are held.
create table records.guaranteed_share (
  fund smallint not null, person int not null,
  benefit int not null,
  share_from int not null,
  share_to int not null,
  share_of int not null,
  recorded_from timestamptz not null,
  primary key (fund, person, benefit),
  foreign key (fund, person) references records.person,
  check (0 <= share_from and share_from < share_to and share_to <= share_of)
);
call records.keep_forever('records.guaranteed_share');

-- Months before a run's own in which what is due by the facts known now is not what was paid: more is paid with the run, what was
-- paid too much is charged by it. Written with the items of the run.
create table runs.run_difference (
  fund smallint not null, run int not null,
  benefit int not null,
  period date not null check (extract(day from period) = 1),
  person int not null,
  due_cents bigint not null check (due_cents >= 0),
  paid_cents bigint not null check (paid_cents >= 0), -- what the bank gave back and nobody was paid again counts as paid
  charged_cents bigint not null check (charged_cents >= 0), -- the overpayment charged before
  recorded_from timestamptz not null,
  primary key (fund, run, benefit, period)
);
call records.keep_forever('runs.run_difference');

-- What a payee owes back, a month and benefit: charged by a run, lowered when the facts change again, returned when the bank gave
-- the money back, released when a return is to be paid again. Open = charged - lowered - returned + released.
create table runs.receivable_entry (
  fund smallint not null,
  benefit int not null,
  period date not null check (extract(day from period) = 1),
  line smallint not null check (line > 0),
  person int not null,
  kind text not null check (kind in ('charged', 'lowered', 'returned', 'released')),
  cents bigint not null check (cents > 0),
  run int,
  entry bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, benefit, period, line)
);
call records.keep_forever('runs.receivable_entry');
create index on runs.receivable_entry (fund, person);
