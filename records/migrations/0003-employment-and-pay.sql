-- Employers, employment, leave, service and pay.

create table records.employer (
  fund smallint not null references records.fund,
  employer int not null,
  code text not null,
  name text not null,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, employer, valid_from, recorded_from),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.employer');
call records.no_overlap('records.employer', 'fund', 'employer');
create index on records.employer (fund, code);

create table records.reporting_group (
  fund smallint not null references records.fund,
  reporting_group int not null,
  employer int not null,
  code text not null,
  name text not null,
  pay_cycle text not null check (pay_cycle in ('monthly', 'semimonthly', 'biweekly')),
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, reporting_group, valid_from, recorded_from),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.reporting_group');
call records.no_overlap('records.reporting_group', 'fund', 'reporting_group');
create index on records.reporting_group (fund, code);

-- A job a person holds or held; employment says when. position counts a person's jobs from 1.
create table records.position (
  fund smallint not null, person int not null,
  position smallint not null,
  employer int not null,
  reporting_group int not null,
  code text not null,
  title text,
  recorded_from timestamptz not null,
  primary key (fund, person, position),
  foreign key (fund, person) references records.person,
  unique (fund, person, reporting_group, code)
);
call records.keep_forever('records.position');
create index on records.position (fund, reporting_group, code);

-- valid_from is the first day, valid_to the day after the last.
create table records.employment (
  fund smallint not null, person int not null,
  position smallint not null,
  employer int not null,
  reporting_group int not null,
  plan text not null,
  member_class text not null check (member_class in ('general', 'legislator')),
  eligible boolean not null default true,
  fte_hundredths smallint not null default 10000 check (fte_hundredths between 0 and 10000),
  ended_by text check (ended_by in ('left', 'transfer', 'retired', 'death', 'layoff', 'eligibilityChange')),
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, position, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.employment');
call records.no_overlap('records.employment', 'fund', 'person', 'position');
create index on records.employment (fund, reporting_group, valid_to) where recorded_to = 'infinity';

create table records.leave (
  fund smallint not null, person int not null,
  position smallint not null,
  kind text not null check (kind in ('ownIllness', 'family', 'military', 'workersCompensation', 'other', 'unapproved', 'layoff')),
  paid boolean not null default false,
  approved_by text,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, position, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.leave');
call records.no_overlap('records.leave', 'fund', 'person', 'position');

-- Credit that no employment gives: bought, transferred from another system, or certified unused sick leave.
create table records.service_credit (
  fund smallint not null, person int not null,
  credit smallint not null,
  kind text not null check (kind in ('purchased', 'transferred', 'unusedSickLeave')),
  months smallint not null default 0 check (months >= 0),
  days smallint not null default 0 check (days between 0 and 29),
  hours_hundredths int not null default 0 check (hours_hundredths >= 0),
  because text,
  certified_by text,
  effective date not null,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, credit, recorded_from),
  foreign key (fund, person) references records.person,
  check ((kind = 'unusedSickLeave') = (hours_hundredths > 0 or (months = 0 and days = 0))),
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.service_credit');
call records.one_open('records.service_credit', 'fund', 'person', 'credit');

-- One General Assembly served in. begins and ends are the assembly's own days; the valid time is the member's.
create table records.assembly_service (
  fund smallint not null, person int not null,
  assembly smallint not null,
  chamber text not null check (chamber in ('house', 'senate')),
  begins date not null, ends date not null,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, assembly, valid_from, recorded_from),
  foreign key (fund, person) references records.person,
  check (begins < ends),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.assembly_service');
call records.no_overlap('records.assembly_service', 'fund', 'person');

-- Posted pay: amounts keyed by the row of the report that brought them, never changed. A later version of the same report
-- row replaces it; a correction row adds its signed difference. A month's pay is the sum of its report rows.
create table records.pay (
  fund smallint not null, person int not null,
  position smallint not null,
  year smallint not null check (year between 1900 and 2999),
  month smallint not null check (month between 1 and 12),
  report int not null,
  report_row int not null,
  cents bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, person, position, year, month, report, report_row, recorded_from)
);
call records.keep_forever('records.pay');

-- The same pay, a row a person, position and calendar year: slot n is the sum of month n, null where nothing was reported.
-- Made from records.pay and proven equal to it.
create table projection.pay_year (
  fund smallint not null, person int not null,
  position smallint not null,
  year smallint not null,
  cents int[] not null check (array_length(cents, 1) = 12 and array_lower(cents, 1) = 1),
  primary key (fund, person, position, year)
) with (fillfactor = 70);
grant select, insert, update (cents), delete on projection.pay_year to emeritus_app;
grant select on projection.pay_year to emeritus_reader;
