-- Employers: contacts, rights, calendars, positions and duties; what employers tell of their people; membership found late.

-- The classes of all plans.
alter table records.employment drop constraint employment_member_class_check;
alter table records.employment add constraint employment_member_class_check check (member_class in ('general', 'legislator', 'official',
  'waterPatrol', 'partTimeLegislative', 'judge', 'administrativeLawJudge', 'educator'));

-- Whom to ask at an employer, for one reporting group or for all.
create table records.employer_contact (
  fund smallint not null, employer int not null,
  contact smallint not null,
  reporting_group int,
  duty text not null check (duty in ('payroll', 'personnel', 'benefits', 'access')),
  name text not null,
  email text,
  phone text,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, employer, contact, valid_from, recorded_from),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.employer_contact');
call records.no_overlap('records.employer_contact', 'fund', 'employer', 'contact');

-- What an employer's account may do for a reporting group. An account with no row at an employer may do everything there.
create table records.group_right (
  fund smallint not null, account text not null,
  employer int not null,
  reporting_group int not null,
  rights text[] not null check (rights <@ array['read', 'enrol', 'report', 'submit']),
  granted_by text not null,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, account, reporting_group, valid_from, recorded_from),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.group_right');
create index on records.group_right (fund, employer) where recorded_to = 'infinity';

-- When a group pays and reports: days from the end of a period to its pay date, and working days from one of the two to the report.
create table records.group_calendar (
  fund smallint not null, reporting_group int not null,
  first_period date not null,
  pay_after_days smallint not null check (pay_after_days between 0 and 60),
  due_after text not null check (due_after in ('periodEnd', 'payDate')),
  due_working_days smallint not null check (due_working_days between 0 and 60),
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, reporting_group, valid_from, recorded_from),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.group_calendar');
call records.no_overlap('records.group_calendar', 'fund', 'reporting_group');

-- A duty of a reporting group, or of the office about it: a report to be sent, a report to be asked for.
create sequence records.group_duty_number as int;
grant usage on sequence records.group_duty_number to emeritus_app;
create table records.group_duty (
  fund smallint not null, reporting_group int not null,
  duty int not null,
  kind text not null,
  period_end date not null,
  due date not null,
  owner text not null,
  status text not null default 'open' check (status in ('open', 'done', 'void')),
  because text,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, reporting_group, duty, recorded_from),
  check (recorded_from < recorded_to)
);
call records.keep_versions('records.group_duty');
call records.one_open('records.group_duty', 'fund', 'reporting_group', 'kind', 'period_end');

-- A position of a reporting group and the hours it normally requires in a year, as the employer decided them.
create table records.group_position (
  fund smallint not null, reporting_group int not null,
  code text not null,
  title text not null,
  hours_a_year smallint not null check (hours_a_year between 0 and 4000),
  decided_by text not null,
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, reporting_group, code, valid_from, recorded_from),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.group_position');
call records.no_overlap('records.group_position', 'fund', 'reporting_group', 'code');

-- What an employer told of somebody, by file, form or API: the notices that the board's rules ask for.
create sequence records.employment_notice_number as int;
grant usage on sequence records.employment_notice_number to emeritus_app;
create table records.employment_notice (
  fund smallint not null, person int not null,
  notice int not null,
  position smallint,
  employer int not null,
  reporting_group int not null,
  kind text not null check (kind in ('hire', 'rehire', 'transfer', 'notEligible', 'leave', 'return', 'layoff', 'recall', 'termination',
    'layoffEnded', 'eligibility', 'sickLeave', 'name', 'address', 'death', 'backdated')),
  channel text not null check (channel in ('file', 'form', 'office', 'system')),
  effective date not null,
  last_paid_period_end date,
  facts text not null default '{}', -- canonical JSON, never a closed value
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, person, notice),
  foreign key (fund, person) references records.person
);
call records.keep_forever('records.employment_notice');

-- A membership form: the plan and class that the law gave, with the facts it was asked with.
create table records.membership_form (
  fund smallint not null, person int not null,
  form smallint not null,
  position smallint not null,
  plan text not null,
  member_class text not null,
  hired date not null,
  member_from date not null,
  late boolean not null,
  facts text not null, -- canonical JSON: what the law was asked with
  law_version text not null,
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, person, form),
  foreign key (fund, person) references records.person
);
call records.keep_forever('records.membership_form');

-- Membership found late (BR 2-14(6), 3-12(6)): a month's pay as the employer certifies it, and the contributions it brings.
create table records.backdated_month (
  fund smallint not null, person int not null,
  case_number int not null,
  month date not null check (extract(day from month) = 1),
  pay_cents bigint not null check (pay_cents >= 0),
  employer_cents bigint not null check (employer_cents >= 0),
  member_cents bigint not null check (member_cents >= 0),
  recorded_from timestamptz not null,
  primary key (fund, person, case_number, month),
  foreign key (fund, person, case_number) references records.case_file
);
call records.keep_forever('records.backdated_month');
