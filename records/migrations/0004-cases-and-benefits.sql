-- Cases, documents, determinations, benefits, obligations and letters.

create sequence records.case_number as int;
create sequence records.document_number as int;
create sequence records.determination_number as int;
create sequence records.benefit_number as int;
create sequence records.obligation_number as int;
create sequence records.letter_number as int;
grant usage on sequence records.case_number, records.document_number, records.determination_number,
  records.benefit_number, records.obligation_number, records.letter_number to emeritus_app;

-- Files we keep: documents received and letters as sent, found by their SHA-256.
create table records.file (
  fund smallint not null references records.fund,
  sha256 bytea not null check (length(sha256) = 32),
  media_type text not null,
  content bytea not null,
  recorded_from timestamptz not null,
  primary key (fund, sha256)
);
call records.keep_forever('records.file');

-- A case is opened once; its status is that of its last step. Two steps with one number cannot both be recorded.
create table records.case_file (
  fund smallint not null, person int not null,
  case_number int not null,
  kind text not null,
  opened_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, person, case_number),
  foreign key (fund, person) references records.person
);
call records.keep_forever('records.case_file');
create unique index on records.case_file (fund, case_number);
create index on records.case_file (fund, kind, case_number);

create table records.case_step (
  fund smallint not null, person int not null,
  case_number int not null,
  step smallint not null check (step > 0),
  action text not null,
  status text not null,
  actor text not null,
  facts text not null default '{}', -- canonical JSON
  recorded_from timestamptz not null,
  primary key (fund, person, case_number, step),
  foreign key (fund, person, case_number) references records.case_file
);
call records.keep_forever('records.case_step');
create index on records.case_step (fund, status, case_number);

create table records.document (
  fund smallint not null, person int not null,
  document int not null,
  case_number int,
  kind text not null,
  status text not null check (status in ('asked', 'received', 'accepted', 'refused', 'notNeeded')),
  file bytea,
  because text,
  actor text not null,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, document, recorded_from),
  foreign key (fund, person) references records.person,
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.document');
call records.one_open('records.document', 'fund', 'person', 'document');
create index on records.document (fund, case_number);

-- Each version of the law that any amount rests on, in canonical form under its hash.
create table records.law_version (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  plan text not null,
  content text not null,
  recorded_from timestamptz not null
);
call records.keep_forever('records.law_version');

-- An amount with legal effect: what went in, which law, what came out, who calculated and who approved.
create table records.determination (
  fund smallint not null, person int not null,
  determination int not null,
  case_number int,
  kind text not null,
  law_version text not null references records.law_version,
  inputs text not null, -- canonical JSON
  result text not null, -- canonical JSON
  effective date not null,
  known_at timestamptz not null,
  calculated_by text not null,
  approved_by text not null,
  replaces int,
  recorded_from timestamptz not null,
  primary key (fund, person, determination),
  foreign key (fund, person) references records.person,
  check (approved_by <> calculated_by)
);
call records.keep_forever('records.determination');
create unique index on records.determination (fund, determination);
create index on records.determination (fund, case_number);

-- What a person is paid: the payee is the person, the member is whose service earned it. valid_from is the annuity starting
-- date, valid_to the first day no longer payable. The amounts due in a month follow from the determination and the law.
create table records.benefit (
  fund smallint not null, person int not null,
  benefit int not null,
  member int not null,
  kind text not null check (kind in ('retirement', 'survivor', 'guaranteedPayments')),
  payment_option text not null check (payment_option in ('lifeIncome', 'joint50', 'joint100', 'guaranteed120', 'guaranteed180')),
  determination int not null,
  base_cents bigint not null check (base_cents >= 0),
  temporary_cents bigint not null default 0 check (temporary_cents >= 0),
  temporary_ends date,
  status text not null default 'due' check (status in ('due', 'held', 'ended')),
  because text,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, benefit, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check ((temporary_cents > 0) <= (temporary_ends is not null)),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.benefit');
call records.no_overlap('records.benefit', 'fund', 'person', 'benefit');
create index on records.benefit (fund, benefit);
create index on records.benefit (fund, member);

-- A future duty derived from the law or a case, with a day and an owner. subject tells apart duties of one kind and day.
create table records.obligation (
  fund smallint not null, person int not null,
  obligation int not null,
  kind text not null,
  subject text not null default '',
  due date not null,
  owner text not null,
  case_number int,
  cites text,
  status text not null default 'open' check (status in ('open', 'done', 'void')),
  because text,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, obligation, recorded_from),
  foreign key (fund, person) references records.person,
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.obligation');
call records.one_open('records.obligation', 'fund', 'person', 'kind', 'subject', 'due');
create index on records.obligation (fund, due, obligation) where recorded_to = 'infinity' and status = 'open';

-- A letter: what it says in canonical form, so that it can be printed again, and the file that was sent.
create table records.letter (
  fund smallint not null, person int not null,
  letter int not null,
  kind text not null,
  case_number int,
  determination int,
  language text not null default 'en',
  addressed_to text not null,
  content text not null, -- canonical JSON
  file bytea,
  written date not null,
  recorded_from timestamptz not null,
  primary key (fund, person, letter),
  foreign key (fund, person) references records.person
);
call records.keep_forever('records.letter');
