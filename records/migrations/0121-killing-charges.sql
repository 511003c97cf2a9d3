-- A payee who is charged with having killed the member whose benefit is paid on (RSMo 104.490, 104.1060): the charge, and how it
-- ended. Each step is entered by one person and decided by another; what is confirmed last is what the law is asked with.
create table records.killing_charge (
  fund smallint not null, person int not null, -- the payee
  member int not null,
  step smallint not null check (step > 0),
  state text not null check (state in ('charged', 'convicted', 'notConvicted')),
  happened date not null,
  because text not null check (because <> ''), -- the court and the number of the case
  hold int, -- placed with a charge
  entered_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, person, member, step),
  foreign key (fund, person) references records.person,
  check (member <> person),
  check ((state = 'charged') = (hold is not null))
);
call records.keep_forever('records.killing_charge');
create index on records.killing_charge (fund, member);

create table records.killing_charge_decision (
  fund smallint not null, person int not null,
  member int not null,
  step smallint not null,
  decision text not null check (decision in ('confirmed', 'refused')),
  because text not null check (because <> ''),
  decided_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, person, member, step),
  foreign key (fund, person, member, step) references records.killing_charge
);
call records.keep_forever('records.killing_charge_decision');
create index on records.killing_charge_decision (fund, recorded_from);
create function records.two_people_decide_charges() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.killing_charge c where (c.fund, c.person, c.member, c.step) = (new.fund, new.person, new.member, new.step)
      and c.entered_by = new.decided_by) then
    raise exception 'Nobody decides about a charge of their own entry.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger two_people before insert on records.killing_charge_decision
  for each row execute function records.two_people_decide_charges();
