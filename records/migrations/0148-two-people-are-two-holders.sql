-- Where the record itself asks for two people, two accounts of one person on record, or of one holder as an administrator told it, are one.
-- Bank accounts and joined records stay with the operations: their versions are written again when something else of them changes.
create function signin.is_one_person(of_fund smallint, one text, other text) returns boolean language sql stable set search_path = pg_catalog as $$
  select one = other or exists (
    select from signin.account a join signin.account b on b.fund = a.fund and (b.person = a.person or b.holder = a.holder)
    where a.fund = of_fund and a.account = one and b.account = other)
$$;

-- The determination of a case is one person's work and another's approval; those that were taken over have no case, come by the hundred
-- thousand, and rest on the two people of the conversion.
create function records.two_people_determine() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if signin.is_one_person(new.fund, new.calculated_by, new.approved_by) then
    raise exception 'Nobody approves a determination of their own.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger two_people before insert on records.determination
  for each row when (new.case_number is not null) execute function records.two_people_determine();

create or replace function records.two_people_convert() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.conversion c where c.fund = new.fund and signin.is_one_person(c.fund, c.loaded_by, new.signed_by)) then
    raise exception 'Nobody signs off their own conversion.' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace function records.two_people_cut_over() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.cutover c where (c.fund, c.cutover) = (new.fund, new.cutover)
      and signin.is_one_person(c.fund, c.prepared_by, new.released_by)) then
    raise exception 'Nobody releases their own cutover.' using errcode = 'check_violation';
  end if;
  if exists (select from records.cutover c where c.fund = new.fund and c.cutover > new.cutover) then
    raise exception 'A later cutover was prepared.' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace function records.two_people_decide_charges() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.killing_charge c where (c.fund, c.person, c.member, c.step) = (new.fund, new.person, new.member, new.step)
      and signin.is_one_person(c.fund, c.entered_by, new.decided_by)) then
    raise exception 'Nobody decides about a charge of their own entry.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
