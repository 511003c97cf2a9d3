-- Rows of a pay report that wait while the others are posted, reports that wait for a second person, and reports begun on the page.

-- How many rows of the file are held, and the pensionable pay they claim; the report's own sums are of the rows it posts.
alter table records.pay_report
  add column rows_held int not null default 0 check (rows_held >= 0),
  add column held_pensionable_cents bigint not null default 0,
  add column held_lines int[] not null default '{}',
  add column people_paid int; -- how many people the rows pay; null for reports taken before it was counted

-- A row that could not be posted, sealed because it may hold a Social Security number, with what was found in it. Item counts
-- the held rows of a report from 1; line is null for somebody who is employed and has no row in the file.
create table records.pay_report_held (
  fund smallint not null,
  report int not null,
  item int not null check (item > 0),
  line int,
  letter text not null check (letter in ('M', 'E', 'L', 'X')),
  member_id text,
  key_no smallint not null,
  sealed bytea not null,
  findings text not null, -- canonical JSON, never a closed value
  recorded_from timestamptz not null,
  primary key (fund, report, item),
  foreign key (fund, report) references records.pay_report
);
call records.keep_forever('records.pay_report_held');
revoke select on records.pay_report_held from emeritus_reader;
grant select (fund, report, item, line, letter, member_id, findings, recorded_from) on records.pay_report_held to emeritus_reader;

-- What became of a held row, once: mended and posted by a report of its own, or given up with a reason.
create table records.pay_report_held_step (
  fund smallint not null,
  report int not null,
  item int not null,
  step text not null check (step in ('mended', 'givenUp')),
  by_report int,
  because text,
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, report, item),
  foreign key (fund, report, item) references records.pay_report_held,
  check ((step = 'mended') = (by_report is not null)),
  check ((step = 'givenUp') = (because is not null))
);
call records.keep_forever('records.pay_report_held_step');

-- A submission that a second person must confirm, because the report's sums are out of all usual bounds.
create table records.pay_report_submission (
  fund smallint not null,
  report int not null,
  actor text not null,
  comments text not null default '{}', -- canonical JSON: the comment on each variance
  recorded_from timestamptz not null,
  primary key (fund, report),
  foreign key (fund, report) references records.pay_report
);
call records.keep_forever('records.pay_report_submission');

-- A report as far as an employer has typed it on the page, sealed; the latest of a group and period counts, and an empty one is none.
create table records.pay_report_draft (
  fund smallint not null,
  reporting_group int not null,
  period_begin date not null,
  draft uuid not null,
  key_no smallint not null,
  sealed bytea not null,
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, draft)
);
call records.keep_forever('records.pay_report_draft');
create index on records.pay_report_draft (fund, reporting_group, period_begin, recorded_from desc);
revoke select on records.pay_report_draft from emeritus_reader;
