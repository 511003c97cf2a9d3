-- Every difference from the other system, one row each, so that it can be looked up, accepted with a reason, and counted.
create table records.conversion_difference (
  fund smallint not null,
  difference int not null check (difference > 0),
  kind text not null, -- what differs: base, temporary, service, contributions, rows ...
  of text not null, -- a benefit or a person as the other system names them, or a control total
  about int, -- whose record it is, where it is somebody's
  plan text,
  theirs bigint, ours bigint, -- cents, or rows, months and hours where those are counted; null where a side has none
  cause text not null,
  class text not null check (class in ('rounding', 'colaYear', 'missingFact', 'lawReading', 'recordsDiffer', 'controlTotal', 'notPaidHere', 'unexplained')),
  facts text not null default '{}', -- canonical JSON: what the cause is read from
  recorded_from timestamptz not null,
  primary key (fund, difference),
  unique (fund, kind, of),
  foreign key (fund) references records.conversion
);
call records.keep_forever('records.conversion_difference');
create index on records.conversion_difference (fund, class, difference);
create index on records.conversion_difference (fund, about);

create table records.conversion_acceptance (
  fund smallint not null,
  difference int not null,
  because text not null check (because <> ''),
  accepted_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, difference),
  foreign key (fund, difference) references records.conversion_difference
);
call records.keep_forever('records.conversion_acceptance');

-- What the two people stood for: the totals of the day of signing. Null where it was signed before they were kept.
alter table records.conversion_sign_off add column statement text; -- canonical JSON

-- Signing waits for every difference, and seals the conversion: nothing is added to it afterwards.
create function records.conversion_is_open() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.conversion_sign_off s join (select distinct fund from added) a on a.fund = s.fund) then
    raise exception 'This conversion is signed off.' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger conversion_is_open after insert on records.conversion_difference
  referencing new table as added for each statement execute function records.conversion_is_open();
create trigger conversion_is_open after insert on records.conversion_acceptance
  referencing new table as added for each statement execute function records.conversion_is_open();
create function records.differences_accepted() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.conversion_difference d where d.fund = new.fund and not exists (
    select from records.conversion_acceptance a where (a.fund, a.difference) = (d.fund, d.difference))) then
    raise exception 'A difference is open.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger differences_accepted before insert on records.conversion_sign_off
  for each row execute function records.differences_accepted();

-- A benefit that was taken over and that the payroll of this release does not pay: of another plan than MSEP 2000, divided with a
-- former spouse, or a former spouse's own. Each month a parallel payroll says what its own plan makes due.
create table records.converted_payee (
  fund smallint not null, benefit int not null,
  payee int not null,
  member int not null,
  plan text not null,
  kind text not null check (kind in ('retirement', 'survivor', 'guaranteedPayments', 'formerSpouse')),
  payment_option text not null,
  determination int not null,
  base_cents bigint not null check (base_cents >= 0),
  temporary_cents bigint not null default 0 check (temporary_cents >= 0),
  temporary_ends date,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null,
  primary key (fund, benefit),
  foreign key (fund, payee) references records.person,
  foreign key (fund, member) references records.person,
  check (valid_from < valid_to)
);
call records.keep_forever('records.converted_payee');
create index on records.converted_payee (fund, payee);
create index on records.converted_payee (fund, member);

-- What the other system paid on a benefit in a calendar year, for the tax forms of that year and the years of exclusion.
create table records.converted_payment (
  fund smallint not null, benefit int not null,
  year smallint not null check (year between 1957 and 2199),
  gross_cents bigint not null check (gross_cents >= 0),
  taxable_cents bigint not null check (taxable_cents between 0 and gross_cents),
  federal_cents bigint not null check (federal_cents >= 0),
  state_cents bigint not null check (state_cents >= 0),
  recorded_from timestamptz not null,
  primary key (fund, benefit, year),
  check (federal_cents + state_cents <= gross_cents)
);
call records.keep_forever('records.converted_payment');
