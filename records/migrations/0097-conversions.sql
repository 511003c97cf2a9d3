-- What was taken over from another system, once: the files by their SHA-256, their control totals, and each difference that was
-- accepted with its cause. A second person signs it off.
create table records.conversion (
  fund smallint primary key references records.fund,
  files text not null, -- canonical JSON: name, SHA-256 and rows of each file
  totals text not null, -- canonical JSON: each control total, as the other system gave it and as the files come to
  differences text not null, -- canonical JSON: each accepted difference in cents with its cause
  loaded_by text not null,
  recorded_from timestamptz not null
);
call records.keep_forever('records.conversion');

create table records.conversion_sign_off (
  fund smallint primary key references records.conversion,
  signed_by text not null,
  recorded_from timestamptz not null
);
call records.keep_forever('records.conversion_sign_off');
create function records.two_people_convert() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from records.conversion c where c.fund = new.fund and c.loaded_by = new.signed_by) then
    raise exception 'Nobody signs off their own conversion.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger two_people before insert on records.conversion_sign_off
  for each row execute function records.two_people_convert();

-- What the other system called a person and a benefit.
create table records.converted_person (
  fund smallint not null, person int not null,
  old_id text not null,
  recorded_from timestamptz not null,
  primary key (fund, person),
  unique (fund, old_id)
);
call records.keep_forever('records.converted_person');
create table records.converted_benefit (
  fund smallint not null, benefit int not null,
  old_id text not null,
  recorded_from timestamptz not null,
  primary key (fund, benefit),
  unique (fund, old_id)
);
call records.keep_forever('records.converted_benefit');
