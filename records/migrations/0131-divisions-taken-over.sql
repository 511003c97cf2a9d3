-- A divided annuity that was taken over, put in payment with its former spouse's part by an order that two people recorded and qualified.
-- Where the old register's amounts of the compared month were accepted, they are paid in place of the law's from that month on.
create table records.division_takeover (
  fund smallint not null,
  annuity int not null, -- the member's benefit
  part int not null, -- the former spouse's
  member int not null,
  case_number int not null,
  annuity_cents bigint check (annuity_cents > 0), -- what the old register paid both; null where the law's amounts are paid
  part_cents bigint check (part_cents between 0 and annuity_cents), -- of it to the former spouse
  month date check (extract(day from month) = 1), -- the compared month
  recorded_from timestamptz not null,
  primary key (fund, annuity),
  unique (fund, part),
  foreign key (fund, member, case_number) references records.case_file,
  foreign key (fund, annuity) references records.converted_payee (fund, benefit),
  foreign key (fund, part) references records.converted_payee (fund, benefit),
  check ((annuity_cents is null) = (part_cents is null) and (annuity_cents is null) = (month is null))
);
call records.keep_forever('records.division_takeover');
