-- A month as the old register paid it beside what is due here, payee by payee. It can be run again: each is kept.
create sequence records.parallel_number as int;
grant usage on sequence records.parallel_number to emeritus_app;
create table records.conversion_parallel (
  fund smallint not null,
  parallel int not null,
  month date not null check (extract(day from month) = 1),
  register_sha256 bytea not null check (length(register_sha256) = 32),
  known_at timestamptz not null,
  their_payees int not null, their_cents bigint not null,
  our_payees int not null, our_cents bigint not null,
  equal_payees int not null, equal_cents bigint not null,
  differences int not null,
  run_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, parallel),
  foreign key (fund) references records.conversion
);
call records.keep_forever('records.conversion_parallel');
create index on records.conversion_parallel (fund, month, parallel);

create table records.conversion_parallel_item (
  fund smallint not null, parallel int not null,
  item int not null check (item > 0),
  of text not null, -- the benefit as the other system names it
  benefit int,
  about int, -- the payee
  plan text,
  theirs bigint, ours bigint, -- cents; null where a side has none
  cause text, -- null where both pay the same
  class text check (class in ('rounding', 'colaYear', 'missingFact', 'lawReading', 'recordsDiffer', 'controlTotal', 'notPaidHere', 'unexplained')),
  because text, -- of causes.csv
  facts text not null default '{}', -- canonical JSON
  recorded_from timestamptz not null,
  primary key (fund, parallel, item),
  foreign key (fund, parallel) references records.conversion_parallel,
  check ((cause is null) = (class is null)),
  check ((cause is null) <= (theirs = ours))
);
call records.keep_forever('records.conversion_parallel_item');
create index on records.conversion_parallel_item (fund, parallel, class, item);
