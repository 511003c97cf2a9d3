-- Going live with payees that were taken over: one person prepares from which month this fund's payroll pays them, by a parallel
-- payroll that was kept, another releases it, once. The last preparation is the one that is released.
create sequence records.cutover_number as int;
grant usage on sequence records.cutover_number to emeritus_app;
create table records.cutover (
  fund smallint not null,
  cutover int not null,
  first_month date not null check (extract(day from first_month) = 1),
  parallel int, -- null where the fund was paid before cutovers were kept
  summary text not null, -- canonical JSON: payees and cents by outcome and reason, and the SHA-256 of the list
  prepared_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, cutover),
  foreign key (fund) references records.conversion_sign_off,
  foreign key (fund, parallel) references records.conversion_parallel
);
call records.keep_forever('records.cutover');

create table records.cutover_release (
  fund smallint primary key,
  cutover int not null,
  released_by text not null,
  recorded_from timestamptz not null,
  foreign key (fund, cutover) references records.cutover
);
call records.keep_forever('records.cutover_release');

create function records.two_people_cut_over() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.cutover c where (c.fund, c.cutover) = (new.fund, new.cutover) and c.prepared_by = new.released_by) then
    raise exception 'Nobody releases their own cutover.' using errcode = 'check_violation';
  end if;
  if exists (select from records.cutover c where c.fund = new.fund and c.cutover > new.cutover) then
    raise exception 'A later cutover was prepared.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger two_people before insert on records.cutover_release
  for each row execute function records.two_people_cut_over();

-- What became of every benefit that was taken over. The old register's amount of the compared month and the law's stand side by side.
create table records.cutover_item (
  fund smallint not null, benefit int not null,
  cutover int not null,
  payee int not null,
  member int not null,
  plan text not null,
  outcome text not null check (outcome in ('paid', 'held', 'notDue')),
  reason text check (reason in ('planNotPaid', 'benefitDivided', 'registerDiffers', 'inPaymentAlready', 'notOnRoll', 'nothingDue')),
  base_cents bigint not null check (base_cents >= 0), -- accepted, at the annuity starting date
  base_by_law_cents bigint, -- null where our law grants nothing
  theirs bigint, -- the register of the compared month
  ours bigint,
  opening_cents bigint, -- the register's amount, paid in place of the law's from the compared month on, with the increases that fall due after it
  because text, -- why that difference was accepted, and by whom
  accepted_by text,
  recorded_from timestamptz not null,
  primary key (fund, benefit),
  foreign key (fund, cutover) references records.cutover,
  foreign key (fund) references records.cutover_release,
  check ((outcome = 'paid') = (reason is null)),
  check ((outcome = 'paid') <= coalesce(theirs = coalesce(opening_cents, ours), false)),
  check (opening_cents is null or (outcome = 'paid' and opening_cents <> ours and because is not null and accepted_by is not null))
);
call records.keep_forever('records.cutover_item');
create index on records.cutover_item (fund, outcome, reason, benefit);
create index on records.cutover_item (fund, payee);
create index on records.cutover_item (fund, benefit) where opening_cents is not null;

-- After the release nothing is added, and nothing is prepared anew.
create function records.cutover_is_open() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.cutover_release r where r.fund = new.fund) then
    raise exception 'This fund was cut over.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger cutover_is_open before insert on records.cutover
  for each row execute function records.cutover_is_open();
create function records.cutover_items_with_release() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from added a where not exists (
      select from records.cutover_release r where (r.fund, r.cutover, r.recorded_from) = (a.fund, a.cutover, a.recorded_from))) then
    raise exception 'A cutover is written as a whole.' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger cutover_items_with_release after insert on records.cutover_item
  referencing new table as added for each statement execute function records.cutover_items_with_release();
