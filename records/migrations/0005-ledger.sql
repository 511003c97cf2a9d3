-- The ledger: one row is one transfer from a credit to a debit account of one trust, so it cannot be out of balance.

-- Separate funds in the accounting sense: money of one trust never meets another's.
create table ledger.trust (
  fund smallint not null references records.fund,
  trust smallint not null,
  name text not null,
  recorded_from timestamptz not null,
  primary key (fund, trust)
);
call records.keep_forever('ledger.trust');

create table ledger.account (
  fund smallint not null,
  trust smallint not null,
  account int not null,
  name text not null,
  kind text not null check (kind in ('asset', 'liability', 'netPosition', 'addition', 'deduction')),
  recorded_from timestamptz not null,
  primary key (fund, trust, account),
  foreign key (fund, trust) references ledger.trust
);
call records.keep_forever('ledger.account');

-- A month that may be posted to; closing ends that for ever. month is the first day.
create table ledger.period (
  fund smallint not null,
  trust smallint not null,
  month date not null check (extract(day from month) = 1),
  recorded_from timestamptz not null,
  primary key (fund, trust, month),
  foreign key (fund, trust) references ledger.trust
);
call records.keep_forever('ledger.period');

create table ledger.closing (
  fund smallint not null,
  trust smallint not null,
  month date not null,
  transfers bigint not null,
  cents bigint not null,
  closed_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, trust, month),
  foreign key (fund, trust, month) references ledger.period
);
call records.keep_forever('ledger.closing');

create sequence ledger.entry_number as bigint;
grant usage on sequence ledger.entry_number to emeritus_app;

-- The transfers of one event share an entry number. A reversal has the accounts changed over and names the entry it reverses.
create table ledger.transfer (
  fund smallint not null,
  trust smallint not null,
  entry bigint not null,
  line smallint not null default 1,
  month date not null,
  debit int not null,
  credit int not null,
  cents bigint not null check (cents > 0),
  plan text,
  person int,
  employer int,
  run int,
  source text not null,
  reverses bigint,
  recorded_from timestamptz not null,
  primary key (fund, trust, entry, line),
  check (debit <> credit)
);
call records.keep_forever('ledger.transfer');
create unique index on ledger.transfer (fund, trust, reverses, line) where reverses is not null;
create index on ledger.transfer (fund, trust, run) where run is not null;

-- Once a statement: the accounts exist, and every month is open and stays open until this transaction ends.
create function ledger.check_posting() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p record;
begin
  for p in select distinct fund, trust, month from posted order by 1, 2, 3 loop
    perform from ledger.period q where (q.fund, q.trust, q.month) = (p.fund, p.trust, p.month) for key share;
    if not found then
      raise exception 'The month % is not open for posting.', p.month using errcode = 'EM001';
    end if;
    if exists (select from ledger.closing c where (c.fund, c.trust, c.month) = (p.fund, p.trust, p.month)) then
      raise exception 'The month % is closed.', p.month using errcode = 'EM002';
    end if;
  end loop;
  select u.* into p from (select distinct fund, trust, debit as account from posted union select distinct fund, trust, credit from posted) u
    where not exists (select from ledger.account a where (a.fund, a.trust, a.account) = (u.fund, u.trust, u.account)) limit 1;
  if found then
    raise exception 'There is no account % in this trust.', p.account using errcode = 'EM003';
  end if;
  return null;
end $$;
create trigger check_posting after insert on ledger.transfer
  referencing new table as posted for each statement execute function ledger.check_posting();

-- Closing waits for open postings, then counts; the count is the database's own.
create function ledger.count_at_closing() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from ledger.period q where (q.fund, q.trust, q.month) = (new.fund, new.trust, new.month) for update;
  select count(*), coalesce(sum(t.cents), 0) into new.transfers, new.cents
    from ledger.transfer t where (t.fund, t.trust, t.month) = (new.fund, new.trust, new.month);
  return new;
end $$;
create trigger count_at_closing before insert on ledger.closing
  for each row execute function ledger.count_at_closing();
create index on ledger.transfer (fund, trust, month);

-- Each transfer as its two lines, for reports.
create view ledger.line with (security_invoker = true) as
  select fund, trust, entry, line, month, debit as account, cents as debit_cents, 0::bigint as credit_cents, plan, person, employer, run, source, reverses, recorded_from from ledger.transfer
  union all
  select fund, trust, entry, line, month, credit, 0, cents, plan, person, employer, run, source, reverses, recorded_from from ledger.transfer;
grant select on ledger.line to emeritus_app, emeritus_reader;
