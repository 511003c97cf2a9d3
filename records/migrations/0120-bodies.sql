-- Trusts, estates and charities as payees. Each has a number and a Member ID like a person, a name in one part, and the day it came
-- to be in place of a birth; its employer identification number is a closed field, found by its hash like an SSN.
create table records.body (
  fund smallint not null, person int not null,
  kind text not null check (kind in ('trust', 'charity', 'estate')),
  acts_for_it int, -- the trustee, or who administers the estate
  estate_of int,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, recorded_from),
  foreign key (fund, person) references records.person,
  check (acts_for_it <> person),
  check ((estate_of is null) or (kind = 'estate' and estate_of <> person)),
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.body');
call records.one_open('records.body', 'fund', 'person');
create index on records.body (fund, acts_for_it) where recorded_to = 'infinity';

alter table records.closed_field drop constraint closed_field_field_check;
alter table records.closed_field add constraint closed_field_field_check check (field in ('ssn', 'bankAccount', 'ein'));
create unique index closed_field_one_body_a_number on records.closed_field (fund, lookup) where recorded_to = 'infinity' and field = 'ein';
