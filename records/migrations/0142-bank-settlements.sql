-- What the bank took for payroll files, or gave back for returned payments: told by one person, confirmed by a second. A confirmed one
-- moves operating cash and clears the entries of payroll clearing cash that it stands for, each once (ADR 35).

create table ledger.bank_settlement (
  fund smallint not null references records.fund,
  settlement int not null,
  settled_on date not null,
  cents bigint not null check (cents <> 0), -- above zero: the bank took it; below zero: it gave it back
  bank_number text,
  takes_back int,
  because text,
  told_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, settlement),
  foreign key (fund, takes_back) references ledger.bank_settlement,
  check ((takes_back is null) = (because is null))
);
call records.keep_forever('ledger.bank_settlement');

-- The entries of payroll clearing cash that a settlement stands for, with what each left there in credit.
create table ledger.bank_settlement_item (
  fund smallint not null,
  settlement int not null,
  entry bigint not null,
  cents bigint not null check (cents <> 0),
  recorded_from timestamptz not null,
  primary key (fund, settlement, entry),
  foreign key (fund, settlement) references ledger.bank_settlement
);
call records.keep_forever('ledger.bank_settlement_item');
create index on ledger.bank_settlement_item (fund, entry);

create table ledger.bank_settlement_decision (
  fund smallint not null,
  settlement int not null,
  decision text not null check (decision in ('confirmed', 'refused')),
  because text,
  actor text not null,
  entry bigint,
  recorded_from timestamptz not null,
  primary key (fund, settlement),
  foreign key (fund, settlement) references ledger.bank_settlement,
  check ((decision = 'confirmed') = (entry is not null)),
  check ((decision = 'refused') = (because is not null))
);
call records.keep_forever('ledger.bank_settlement_decision');

-- Payroll clearing cash has few entries among very many: they are found by themselves.
create index on ledger.transfer (fund, trust, entry) where debit = 1020 or credit = 1020;

-- Whoever confirms: a second account, for exactly what the items come to, and no entry is cleared twice.
create function ledger.check_bank_settlement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare n record;
begin
  perform pg_advisory_xact_lock(7502, f.fund) from (select distinct fund from added) f;
  select s.settlement into n from added a join ledger.bank_settlement s using (fund, settlement)
    where a.decision = 'confirmed' and (a.actor = s.told_by
      or s.cents * case when s.takes_back is null then 1 else -1 end is distinct from
        (select sum(i.cents) from ledger.bank_settlement_item i where (i.fund, i.settlement) = (s.fund, s.settlement))) limit 1;
  if found then
    raise exception 'Bank settlement % is not what a second person may confirm.', n.settlement using errcode = 'EM020';
  end if;
  select i.entry into n from ledger.bank_settlement_item i
    join ledger.bank_settlement s using (fund, settlement) join ledger.bank_settlement_decision d using (fund, settlement)
    where d.decision = 'confirmed' and (i.fund, i.entry) in (select j.fund, j.entry from added a join ledger.bank_settlement_item j using (fund, settlement))
    group by i.fund, i.entry having sum(case when s.takes_back is null then 1 else -1 end) not between 0 and 1 limit 1;
  if found then
    raise exception 'Entry % is settled already.', n.entry using errcode = 'EM021';
  end if;
  return null;
end $$;
create trigger check_bank_settlement after insert on ledger.bank_settlement_decision
  referencing new table as added for each statement execute function ledger.check_bank_settlement();
