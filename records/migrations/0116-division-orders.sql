-- Division of benefits orders: what a court ordered of a member's annuity, and the former spouse as a payee.

alter table records.benefit drop constraint benefit_kind_check;
alter table records.benefit add constraint benefit_kind_check
  check (kind in ('retirement', 'survivor', 'guaranteedPayments', 'formerSpouse'));

-- The person is the member whose annuity is divided; the case is that of the order, whose last step says where it stands.
-- valid_from is the day on which the court issued it. What the order leaves out is empty, and is a reason to reject it.
create table records.division_order (
  fund smallint not null, person int not null,
  case_number int not null,
  alternate_payee int not null,
  court text not null,
  cause_number text not null,
  received date not null,
  married date,
  dissolved date,
  divided_to date,
  share_hundredths int check (share_hundredths between 1 and 10000), -- hundredths of a percent
  amount_cents bigint check (amount_cents > 0), -- where the order names dollars in place of a share
  certified boolean not null,
  identifies boolean not null, -- whether it names both parties with what the law asks for, and the system
  asks text[] not null default '{}', -- what else it asks for that the law does not give
  valid_from date not null, valid_to date not null default 'infinity',
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, person, case_number, valid_from, recorded_from),
  foreign key (fund, person, case_number) references records.case_file,
  check (alternate_payee <> person),
  check (valid_from < valid_to), check (recorded_from < recorded_to)
);
call records.keep_versions('records.division_order');
call records.one_open('records.division_order', 'fund', 'person', 'case_number');
create index on records.division_order (fund, alternate_payee);
