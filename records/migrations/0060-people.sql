-- Children, agents, the contact log, two records of one person, more kinds of contact, and keys to find people by.

alter table records.contact drop constraint contact_kind_check;
alter table records.contact add constraint contact_kind_check
  check (kind in ('email', 'otherEmail', 'phone', 'mobilePhone', 'workPhone'));

-- Life insurance has beneficiaries of its own. A trust, a charity or an estate is named with the person who acts for it.
alter table records.beneficiary drop constraint beneficiary_purpose_check;
alter table records.beneficiary add constraint beneficiary_purpose_check
  check (purpose in ('guaranteedPayments', 'finalPayment', 'contributions', 'lifeInsurance'));
alter table records.beneficiary add column body_kind text check (body_kind in ('trust', 'charity', 'estate'));
alter table records.beneficiary add column body_name text;
alter table records.beneficiary add constraint beneficiary_body_named check ((body_kind is null) = (body_name is null));
create index on records.beneficiary (fund, beneficiary);

-- A child of a member: valid_from is the birth or the adoption. A disability is a version of its own from the day it is proven.
create table records.child (
  fund smallint not null, person int not null,
  child int not null,
  relation text not null check (relation in ('natural', 'adopted', 'stepchild')),
  proof text,
  disabled boolean not null default false,
  disability_proof text,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, child, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (child <> person),
  check ((disability_proof is not null) <= disabled),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.child');
call records.no_overlap('records.child', 'fund', 'person', 'child');
create index on records.child (fund, child);

-- Whom a person designated to act for them, and who follows; valid_from is the day the form came in (RSMo 104.1093).
create table records.agent (
  fund smallint not null, person int not null,
  rank text not null check (rank in ('agent', 'successor')),
  agent int not null,
  may_name_beneficiaries boolean not null default false,
  declined boolean not null default false, -- cannot or will not act
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, rank, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (agent <> person),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.agent');
call records.no_overlap('records.agent', 'fund', 'person', 'rank');
create index on records.agent (fund, agent);

-- Days for which a physician's written statement says that a person is disabled or incapacitated; from the day it came in.
create table records.incapacity (
  fund smallint not null, person int not null,
  proof text not null check (proof in ('physicianStatement', 'courtFinding')),
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.incapacity');
call records.no_overlap('records.incapacity', 'fund', 'person');

-- Who of the staff spoke or wrote with a person, when and what about. A mistake is set right by another note.
create sequence records.contact_note_number as int;
grant usage on sequence records.contact_note_number to emeritus_app;
create table records.contact_note (
  fund smallint not null, person int not null,
  note int not null,
  channel text not null check (channel in ('phone', 'email', 'letter', 'visit', 'onlineMeeting', 'fax')),
  happened date not null,
  spoke_with text, -- somebody other than the person
  about text not null,
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, person, note),
  foreign key (fund, person) references records.person
);
call records.keep_forever('records.contact_note');

-- What was decided of two records that look like one person: asked, the same (then `person` is read as `other`), or different.
create table records.duplicate (
  fund smallint not null, person int not null,
  other int not null,
  verdict text not null check (verdict in ('asked', 'same', 'different')),
  because text not null,
  asked_by text not null,
  decided_by text,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, other, recorded_from),
  foreign key (fund, person) references records.person,
  check (person <> other),
  check ((verdict = 'same') <= (decided_by is not null)),
  check (verdict <> 'same' or decided_by <> asked_by),
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.duplicate');
call records.one_open('records.duplicate', 'fund', 'person', 'other');
create unique index duplicate_read_as_one on records.duplicate (fund, person) where recorded_to = 'infinity' and verdict = 'same';
create index on records.duplicate (fund, other) where recorded_to = 'infinity';

-- A name as it is compared: small Latin letters without accents, spaces and marks.
create function projection.folded(name text) returns text language sql immutable strict parallel safe
return pg_catalog.lower(case when pg_catalog.octet_length(name) = pg_catalog.length(name)
  then pg_catalog.translate(name, ' -''.,0123456789;:`´"()/\_', '')
  else pg_catalog.translate(name,
    'ÁÀÂÄÃÅĀÇĆČÐÉÈÊËĒÍÌÎÏĪŁÑŃŇÓÒÔÖÕØŌÚÙÛÜŪÝŽŹŻŠŚŘáàâäãåāçćčðéèêëēíìîïīłñńňóòôöõøōúùûüūýÿžźżšśř 0123456789.,;:''’`´"“”()/\_–-',
    'AAAAAAACCCDEEEEEIIIIILNNNOOOOOOOUUUUUYZZZSSRaaaaaaacccdeeeeeiiiiilnnnooooooouuuuuyyzzzssr') end);
grant execute on function projection.folded(text) to emeritus_app, emeritus_reader;

create index person_name_folded on records.person_name (fund, projection.folded(last_name), projection.folded(first_name))
  where recorded_to = 'infinity';
create index person_birth_day on records.person_birth (fund, born) where recorded_to = 'infinity';
create index contact_text on records.contact (fund, pg_catalog.lower(contact) text_pattern_ops) where recorded_to = 'infinity';
create index contact_digits on records.contact (fund, pg_catalog.right(pg_catalog.regexp_replace(contact, '\D', '', 'g'), 10))
  where recorded_to = 'infinity';

-- Every name once, folded: a search finds spellings here first and then the people. A word that nobody bears any more does no harm.
create table projection.name_word (
  fund smallint not null,
  kind text not null check (kind in ('first', 'last')),
  word text collate "C" not null,
  primary key (fund, kind, word)
);
grant select on projection.name_word to emeritus_app, emeritus_reader;
create index name_word_trigrams on projection.name_word using gin (word public.gin_trgm_ops);
create index name_word_sound on projection.name_word (fund, kind, public.dmetaphone(word));

create function projection.keep_name_words() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into projection.name_word (fund, kind, word)
  select distinct w.fund, w.kind, w.word from (
    select fund, 'last' as kind, projection.folded(last_name) as word from (select distinct fund, last_name from added) a
    union all select fund, 'first', projection.folded(first_name) from (select distinct fund, first_name from added) a) w
  where w.word <> '' and not exists (
    select from projection.name_word k where k.fund = w.fund and k.kind = w.kind and k.word = w.word)
  order by 1, 2, 3
  on conflict do nothing;
  return null;
end $$;
create trigger keeps_words after insert on records.person_name referencing new table as added
  for each statement execute function projection.keep_name_words();

insert into projection.name_word (fund, kind, word)
select distinct n.fund, w.kind, w.word from records.person_name n
cross join lateral (values ('last', projection.folded(n.last_name)), ('first', projection.folded(n.first_name))) w (kind, word)
where w.word <> '';
