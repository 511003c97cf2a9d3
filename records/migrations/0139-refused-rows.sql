-- The rows of a refused pay report that the page can correct, sealed like held rows; and which report was made from which refused file.
create table records.pay_report_refused_rows (
  fund smallint not null,
  refusal uuid not null,
  key_no smallint not null,
  sealed bytea not null,
  recorded_from timestamptz not null,
  primary key (fund, refusal),
  foreign key (fund, refusal) references records.pay_report_refusal
);
call records.keep_forever('records.pay_report_refused_rows');
revoke select on records.pay_report_refused_rows from emeritus_reader;

create table records.pay_report_from_refusal (
  fund smallint not null,
  report int not null,
  refusal uuid not null,
  recorded_from timestamptz not null,
  primary key (fund, report),
  foreign key (fund, report) references records.pay_report,
  foreign key (fund, refusal) references records.pay_report_refusal
);
call records.keep_forever('records.pay_report_from_refusal');
create index on records.pay_report_from_refusal (fund, refusal);
