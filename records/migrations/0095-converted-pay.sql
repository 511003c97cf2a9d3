-- Pay that another system held before this one, a row a calendar year: the twelve months are one amount each, under the row of
-- the conversion's report that brought them. It grows only, as records.pay does, and later corrections are rows of records.pay.
create table records.converted_pay (
  fund smallint not null, person int not null,
  position smallint not null,
  year smallint not null check (year between 1900 and 2999),
  report int not null,
  report_row int not null,
  cents int[] not null check (array_length(cents, 1) = 12 and array_lower(cents, 1) = 1),
  recorded_from timestamptz not null,
  primary key (fund, person, position, year, report, report_row, recorded_from)
);
call records.keep_forever('records.converted_pay');

-- Every posted amount, an amount a row, whichever way it came.
create view records.posted_pay with (security_invoker = true) as
  select fund, person, position, year, month, report, report_row, cents, recorded_from from records.pay
  union all
  select y.fund, y.person, y.position, y.year, slot.month::smallint, y.report, y.report_row, slot.cents::bigint, y.recorded_from
  from records.converted_pay y cross join lateral unnest(y.cents) with ordinality as slot (cents, month)
  where slot.cents is not null;
grant select on records.posted_pay to emeritus_app, emeritus_reader;
