-- Runs over the whole fund: what was read, each step once, what became of everyone, what was paid and handed to the bank.

create sequence runs.run_number as int;
grant usage on sequence runs.run_number to emeritus_app;

create table runs.run (
  fund smallint not null references records.fund,
  run int not null,
  kind text not null,
  period date not null check (extract(day from period) = 1),
  known_at timestamptz not null,
  law_version text,
  facts text not null default '{}', -- canonical JSON: what the run was told
  begun_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, run),
  unique (fund, kind, period)
);
call records.keep_forever('runs.run');

create table runs.run_step (
  fund smallint not null, run int not null,
  step text not null,
  count bigint not null,
  cents bigint not null,
  sha256 bytea,
  facts text not null default '{}', -- canonical JSON
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, run, step),
  foreign key (fund, run) references runs.run
);
call records.keep_forever('runs.run_step');

-- Everyone on the roll appears once a run: paid, held with a reason, or not due.
create table runs.run_item (
  fund smallint not null, run int not null,
  benefit int not null,
  person int not null,
  outcome text not null check (outcome in ('paid', 'held', 'notDue')),
  reason text,
  cents bigint not null check (cents >= 0),
  explanation text, -- canonical JSON: the parts of the amount
  primary key (fund, run, benefit),
  check ((outcome = 'held') <= (reason is not null)),
  check ((outcome = 'paid') <= (cents > 0))
);
grant select, insert on runs.run_item to emeritus_app;
grant select on runs.run_item to emeritus_reader;
create index on runs.run_item (fund, person);

create table runs.payment (
  fund smallint not null,
  benefit int not null,
  period date not null,
  kind text not null default 'regular',
  run int not null,
  person int not null,
  cents bigint not null check (cents > 0),
  account smallint,
  trace bigint,
  paid_on date not null,
  entry bigint,
  recorded_from timestamptz not null,
  primary key (fund, benefit, period, kind)
);
call records.keep_forever('runs.payment');
create index on runs.payment (fund, person, period);
create index on runs.payment (fund, run);

create table runs.bank_file (
  fund smallint not null, run int not null,
  name text not null,
  sha256 bytea not null check (length(sha256) = 32),
  bytes bigint not null,
  entries bigint not null,
  cents bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, run),
  unique (fund, sha256)
);
call records.keep_forever('runs.bank_file');

create table runs.payment_return (
  fund smallint not null,
  benefit int not null,
  period date not null,
  kind text not null default 'regular',
  person int not null,
  cents bigint not null check (cents > 0),
  code text not null check (code ~ '^R[0-9]{2}$'),
  returned_on date not null,
  entry bigint,
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, benefit, period, kind)
);
call records.keep_forever('runs.payment_return');
