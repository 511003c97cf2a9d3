-- Pay reports: files that passed every check, what was decided about them, the rows they posted, and the log of refusals.

create sequence records.pay_report_number as int;
grant usage on sequence records.pay_report_number to emeritus_app;

-- A report that passed every check and may be submitted. Nothing of a refused file is here.
create table records.pay_report (
  fund smallint not null references records.fund,
  report int not null,
  reporting_group int not null,
  employer int not null,
  file_id text not null,
  report_type text not null check (report_type in ('REGULAR', 'ADJUSTMENT', 'SUPPLEMENTAL')),
  period_begin date not null, period_end date not null,
  pay_date date not null,
  sha256 bytea not null check (length(sha256) = 32),
  rows_money int not null, rows_event int not null, rows_leave int not null, rows_correction int not null,
  pensionable_cents bigint not null,
  member_cents bigint not null,
  employer_cents bigint not null,
  life_cents bigint not null,
  ltd_cents bigint not null,
  findings text not null default '[]', -- canonical JSON: variances and warnings, never a closed value
  sent_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, report),
  unique (fund, reporting_group, file_id),
  check (period_begin <= period_end)
);
call records.keep_forever('records.pay_report');
create index on records.pay_report (fund, reporting_group, period_end, report);

-- The file as it came, sealed because it may hold Social Security numbers; posting reads it again.
create table records.pay_report_file (
  fund smallint not null,
  report int not null,
  key_no smallint not null,
  sealed bytea not null,
  recorded_from timestamptz not null,
  primary key (fund, report),
  foreign key (fund, report) references records.pay_report
);
alter table records.pay_report_file alter column sealed set storage external;
call records.keep_forever('records.pay_report_file');
revoke select on records.pay_report_file from emeritus_reader;

-- What became of a report: posted or withdrawn, once.
create table records.pay_report_step (
  fund smallint not null,
  report int not null,
  step text not null check (step in ('posted', 'withdrawn')),
  actor text not null,
  comments text not null default '{}', -- canonical JSON: the comment on each variance
  entry bigint, -- the ledger entry of the contributions
  recorded_from timestamptz not null,
  primary key (fund, report),
  foreign key (fund, report) references records.pay_report
);
call records.keep_forever('records.pay_report_step');

-- What each money row and correction posted. The pay itself is in records.pay under the same report and row.
create table records.pay_report_row (
  fund smallint not null, person int not null,
  position smallint not null,
  report int not null,
  report_row int not null, -- the line of the file
  plan text not null,
  code text not null,
  earn_begin date not null, earn_end date not null,
  gross_cents bigint not null,
  pensionable_cents bigint not null,
  member_cents bigint not null,
  employer_cents bigint not null,
  ltd_cents bigint not null,
  life_cents bigint not null,
  corrects_report int,
  corrects_row int,
  recorded_from timestamptz not null,
  primary key (fund, person, position, report, report_row),
  check ((corrects_report is null) = (corrects_row is null))
);
call records.keep_forever('records.pay_report_row');
create index on records.pay_report_row using brin (report) with (pages_per_range = 16);

-- That a file was refused, and why: codes, lines and fields. The file itself is not kept.
create table records.pay_report_refusal (
  fund smallint not null references records.fund,
  refusal uuid not null,
  reporting_group int, -- null while the file names none of this employer's
  employer int not null,
  file_id text,
  sha256 bytea not null check (length(sha256) = 32),
  errors int not null check (errors > 0),
  findings text not null, -- canonical JSON, never a closed value
  sent_by text not null,
  recorded_from timestamptz not null,
  primary key (fund, refusal)
);
call records.keep_forever('records.pay_report_refusal');
create index on records.pay_report_refusal (fund, employer, recorded_from);
