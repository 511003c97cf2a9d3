-- What the fund told of whom, to whom and on what ground: requests, their steps, the people they are about, and what left.

create sequence records.disclosure_number as int;
grant usage on sequence records.disclosure_number to emeritus_app;

-- A request is entered once; where it stands is its last step. openFacts: the four facts that anybody may ask; group: the same of a
-- large group; release: closed records on a ground of Board Rule 1-3(2); mailing: to members, for a department (1-3(3)).
create table records.disclosure (
  fund smallint not null references records.fund,
  disclosure int not null,
  kind text not null check (kind in ('openFacts', 'group', 'release', 'mailing')),
  asker text not null,
  received date not null,
  ground text check (ground in ('recipientConsent', 'representativeConsent', 'subpoena', 'divisionOrder', 'requiredByLaw',
    'departmentPromise', 'compatiblePurpose')),
  employer int,
  purpose text,
  facts text not null default '{}', -- canonical JSON: the rest of what was asked
  opened_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, disclosure),
  check ((kind = 'release') = (ground is not null)),
  check ((kind = 'mailing') <= (employer is not null))
);
call records.keep_forever('records.disclosure');

-- Two steps with one number cannot both be recorded.
create table records.disclosure_step (
  fund smallint not null, disclosure int not null,
  step smallint not null check (step > 0),
  action text not null,
  status text not null,
  actor text not null,
  facts text not null default '{}', -- canonical JSON
  recorded_from timestamptz not null,
  primary key (fund, disclosure, step),
  foreign key (fund, disclosure) references records.disclosure
);
call records.keep_forever('records.disclosure_step');

-- Whom it is about, or, of a mailing, whom it goes to.
create table records.disclosure_person (
  fund smallint not null, person int not null,
  disclosure int not null,
  recorded_from timestamptz not null,
  primary key (fund, person, disclosure),
  foreign key (fund, person) references records.person,
  foreign key (fund, disclosure) references records.disclosure
);
call records.keep_forever('records.disclosure_person');
create index on records.disclosure_person (fund, disclosure);

-- Each thing that left, as it was told. An SSN is never kept here: value is null and it is read, with its own event, when printed.
create table records.disclosure_item (
  fund smallint not null, person int not null,
  disclosure int not null,
  item int not null check (item > 0),
  field text not null,
  detail text not null,
  value text,
  recorded_from timestamptz not null,
  primary key (fund, person, disclosure, item),
  foreign key (fund, person, disclosure) references records.disclosure_person,
  check ((value is null) = (field = 'ssn'))
);
call records.keep_forever('records.disclosure_item');

-- Public officials are found without reading everybody's employment.
create index employment_of_officials on records.employment (fund, person)
  where recorded_to = 'infinity' and member_class in ('legislator', 'official', 'judge', 'administrativeLawJudge');

-- How a caller was authenticated, where anything closed was told by phone.
alter table records.contact_note add column authenticated text[] check (cardinality(authenticated) > 0);
