-- Schemas, what each role may do, the rules that keep history, and the fund.

create schema records;
create schema ledger;
create schema audit;
create schema runs;
create schema projection;
create schema signin;
create schema queue;

grant usage on schema records, ledger, audit, runs, projection to emeritus_app, emeritus_reader;
grant usage on schema signin to emeritus_app;
grant usage, create on schema queue to emeritus_app;

comment on schema records is 'What was true of each person, and when we learned it. Versions are closed once, never changed.';
comment on schema ledger is 'Double entry, integer cents, append-only.';
comment on schema audit is 'Who did what, and the commands with their answers.';
comment on schema runs is 'Runs over the whole fund: their steps, items, payments and files.';
comment on schema projection is 'Copies made for speed. Each is proven equal to the rows it is made from.';

-- A table of versions: the application may add a version and close an open one, once. Both instants must lie
-- inside its own transaction, so it can neither back-date nor post-date.
create procedure records.keep_versions(t regclass) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('grant select, insert, update (recorded_to) on %s to emeritus_app', t);
  execute format('grant select on %s to emeritus_reader', t);
  execute format('alter table %s enable row level security', t);
  execute format('create policy reading on %s for select using (true)', t);
  execute format($p$create policy recording on %s for insert to emeritus_app with check (
    recorded_to = 'infinity' and recorded_from between transaction_timestamp() and clock_timestamp())$p$, t);
  execute format($p$create policy closing on %s for update to emeritus_app using (recorded_to = 'infinity')
    with check (recorded_to between transaction_timestamp() and clock_timestamp())$p$, t);
end $$;

-- A table that only grows: the application may add a row dated inside its own transaction.
create procedure records.keep_forever(t regclass) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('grant select, insert on %s to emeritus_app', t);
  execute format('grant select on %s to emeritus_reader', t);
  execute format('alter table %s enable row level security', t);
  execute format('create policy reading on %s for select using (true)', t);
  execute format($p$create policy recording on %s for insert to emeritus_app with check (
    recorded_from between transaction_timestamp() and clock_timestamp())$p$, t);
end $$;

-- No two open versions of one key may hold on the same day. For tables written a person at a time.
create procedure records.no_overlap(t regclass, variadic key text[]) language plpgsql set search_path = pg_catalog, public as $$
begin
  execute format(
    'alter table %s add exclude using gist (%s, daterange(valid_from, valid_to) with &&) where (recorded_to = ''infinity'')',
    t, (select string_agg(format('%I with =', k), ', ') from unnest(key) k));
end $$;

-- One open version a key, for tables without a valid time.
create procedure records.one_open(t regclass, variadic key text[]) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create unique index on %s (%s) where recorded_to = ''infinity''',
    t, (select string_agg(format('%I', k), ', ') from unnest(key) k));
end $$;

revoke execute on all procedures in schema records from public;

-- The fund. Its demonstration mark is set at creation and can never change; all funds of a database share it.
-- Only the owner creates a fund.
create table records.fund (
  fund smallint primary key,
  name text not null,
  time_zone text not null,
  demonstration boolean not null,
  recorded_from timestamptz not null default clock_timestamp(),
  exclude using gist ((demonstration::int) with <>)
);
grant select on records.fund to emeritus_app, emeritus_reader;

create function records.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'A fund is created once and never changed.' using errcode = 'restrict_violation';
end $$;
create trigger never_changed before update or delete or truncate on records.fund
  for each statement execute function records.refuse_change();

-- What the fund has decided where the law leaves it open; basis says whether somebody entered or we assumed it.
create table records.fund_setting (
  fund smallint not null references records.fund,
  name text not null,
  value jsonb not null,
  basis text not null check (basis in ('entered', 'assumed')),
  register text,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, name, valid_from, recorded_from),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.fund_setting');
call records.no_overlap('records.fund_setting', 'fund', 'name');
