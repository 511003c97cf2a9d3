-- People: members, spouses, survivors and beneficiaries are all persons with their own Member ID.

create sequence records.person_number as int;
grant usage on sequence records.person_number to emeritus_app;

create table records.person (
  fund smallint not null references records.fund,
  person int not null,
  member_id text not null check (member_id ~ '^[0-9]{8}$'),
  recorded_from timestamptz not null,
  primary key (fund, person),
  unique (fund, member_id)
);
call records.keep_forever('records.person');

create table records.person_name (
  fund smallint not null, person int not null,
  first_name text not null, middle_name text, last_name text not null, suffix text,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.person_name');
call records.no_overlap('records.person_name', 'fund', 'person');
create index on records.person_name (fund, lower(last_name), lower(first_name)) where recorded_to = 'infinity';

create table records.person_birth (
  fund smallint not null, person int not null,
  born date not null,
  proof text, -- the kind of paper seen; null while none has been
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, recorded_from),
  foreign key (fund, person) references records.person,
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.person_birth');
call records.one_open('records.person_birth', 'fund', 'person');

create table records.person_death (
  fund smallint not null, person int not null,
  died date not null,
  proof text,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, recorded_from),
  foreign key (fund, person) references records.person,
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.person_death');
call records.one_open('records.person_death', 'fund', 'person');

-- A marriage as the member's record holds it: valid_from is the wedding, valid_to the first day no longer married.
create table records.marriage (
  fund smallint not null, person int not null,
  spouse int not null,
  proof text,
  ended_by text check (ended_by in ('death', 'divorce', 'annulment')),
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (spouse <> person),
  check ((ended_by is null) = (valid_to = 'infinity')),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.marriage');
call records.no_overlap('records.marriage', 'fund', 'person');
create index on records.marriage (fund, spouse);

-- Whom the member named, for what, and in what share (parts of all parts named).
create table records.beneficiary (
  fund smallint not null, person int not null,
  purpose text not null check (purpose in ('guaranteedPayments', 'finalPayment', 'contributions')),
  beneficiary int not null,
  rank text not null default 'primary' check (rank in ('primary', 'contingent')),
  parts int not null default 1 check (parts > 0),
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, purpose, beneficiary, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (beneficiary <> person),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.beneficiary');
call records.no_overlap('records.beneficiary', 'fund', 'person', 'purpose', 'beneficiary');

create table records.address (
  fund smallint not null, person int not null,
  kind text not null check (kind in ('home', 'mailing')),
  street text not null, street2 text, city text not null, state text, postal_code text, country text not null default 'US',
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, kind, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.address');
call records.no_overlap('records.address', 'fund', 'person', 'kind');

create table records.contact (
  fund smallint not null, person int not null,
  kind text not null check (kind in ('email', 'phone')),
  contact text not null,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, kind, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.contact');
call records.no_overlap('records.contact', 'fund', 'person', 'kind');

-- Where a payee is paid. The account number is a closed field (field bankAccount, slot = account); here only its last four
-- digits. A changed account is held until a second person confirms it. One account is in use on a day.
create table records.bank_account (
  fund smallint not null, person int not null,
  account smallint not null,
  routing text not null check (routing ~ '^[0-9]{9}$'),
  kind text not null check (kind in ('checking', 'savings')),
  last4 text not null check (last4 ~ '^[0-9]{1,4}$'),
  status text not null check (status in ('held', 'confirmed', 'stopped')),
  entered_by text not null,
  confirmed_by text,
  reason text,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, account, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check ((status = 'confirmed') <= (confirmed_by is not null)),
  check (confirmed_by <> entered_by),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.bank_account');
call records.no_overlap('records.bank_account', 'fund', 'person');

-- Values that no screen, log or index may show: sealed by the application, found by keyed hash. Only the owner may replace
-- bytes, and only to rotate a key. The reader has no right to them.
create table records.closed_field (
  fund smallint not null, person int not null,
  field text not null check (field in ('ssn', 'bankAccount')),
  slot smallint not null default 0,
  key_no smallint not null,
  sealed bytea not null,
  lookup_no smallint,
  lookup bytea,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, field, slot, recorded_from),
  check ((lookup is null) = (lookup_no is null)),
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.closed_field');
revoke select on records.closed_field from emeritus_reader;
call records.one_open('records.closed_field', 'fund', 'person', 'field', 'slot');
create index closed_field_by_lookup on records.closed_field (fund, field, lookup) where recorded_to = 'infinity';
create unique index closed_field_one_person_a_number on records.closed_field (fund, lookup) where recorded_to = 'infinity' and field = 'ssn';
