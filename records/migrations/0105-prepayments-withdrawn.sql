-- An election to prepay that its department withdraws: asked by one person, decided by another, each once.
create table ledger.prepayment_withdrawal (
  fund smallint not null,
  election int not null,
  step text not null check (step in ('asked', 'withdrawn', 'kept')),
  because text not null,
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, election, step),
  foreign key (fund, election) references ledger.prepayment_election
);
call records.keep_forever('ledger.prepayment_withdrawal');

-- A component of a withdrawn election may be elected again.
alter table ledger.prepaid_component drop constraint prepaid_component_pkey;
alter table ledger.prepaid_component add primary key (fund, employer, payroll, fiscal_year, component, election);
