-- The ledger of service: proof of days, the days for which bought or moved service stands, service given up, and payments.

-- Proof that days in a position were worked, of the first rank (the department's payroll or personnel officer, or the personnel
-- division of the State) or the second (the fund's own records), with the hours that the position required.
create table records.service_proof (
  fund smallint not null, person int not null,
  position smallint not null,
  kind text not null check (kind in ('departmentCertificate', 'personnelDivision', 'retirementRecords')),
  certified_by text not null,
  certified_on date not null,
  hours_a_year smallint check (hours_a_year > 0),
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, position, kind, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.service_proof');
call records.no_overlap('records.service_proof', 'fund', 'person', 'position', 'kind');

-- The days for which bought or moved service stands; no day stands twice.
create table records.service_span (
  fund smallint not null, person int not null,
  credit smallint not null,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.service_span');
call records.no_overlap('records.service_span', 'fund', 'person');

-- Days whose service the member gave up; restored_on is the day on which it came back, if it did.
create table records.service_given_up (
  fund smallint not null, person int not null,
  how text not null check (how in ('transferredOut', 'refunded', 'boughtOut')),
  effective date not null,
  cents bigint check (cents > 0), -- what was paid for it
  restored_on date check (restored_on >= effective),
  case_number int,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.service_given_up');
call records.no_overlap('records.service_given_up', 'fund', 'person');

-- The case that led to a credit, and the case that a version of a credit rests on.
alter table records.service_credit add column case_number int;

-- Money received towards a purchase or a restoration; the ledger's entry holds the transfer.
create table records.service_payment (
  fund smallint not null, person int not null,
  case_number int not null,
  payment smallint not null check (payment > 0),
  method text not null check (method in ('check', 'rollover', 'otherPlan')),
  paid_on date not null,
  cents bigint not null check (cents > 0),
  paid_by text not null,
  received_by text not null,
  entry bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, person, case_number, payment),
  foreign key (fund, person, case_number) references records.case_file
);
call records.keep_forever('records.service_payment');
