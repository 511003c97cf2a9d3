-- What a member filed in a retirement case: the application (step 1) and the election (step 2). Each is recorded once and
-- stays; a case filed again has a later row, and the latest counts.

create table records.retirement_application (
  fund smallint not null, person int not null,
  case_number int not null,
  annuity_starting_date date not null check (extract(day from annuity_starting_date) = 1),
  last_day_of_work date not null,
  spouse int, -- the spouse on the day of filing, also where a later one is on record
  signed_on date not null, received_on date not null,
  estimate text not null, -- canonical JSON: cents by provision, as the member saw them
  recorded_from timestamptz not null,
  primary key (fund, person, case_number, recorded_from),
  foreign key (fund, person, case_number) references records.case_file,
  check (last_day_of_work < annuity_starting_date),
  check (signed_on <= received_on),
  check (spouse <> person)
);
call records.keep_forever('records.retirement_application');

create table records.retirement_election (
  fund smallint not null, person int not null,
  case_number int not null,
  payment_option text not null check (payment_option in ('lifeIncome', 'joint50', 'joint100', 'guaranteed120', 'guaranteed180')),
  spouse_signature text,
  received_on date not null,
  late boolean not null,
  first_payment_month date not null check (extract(day from first_payment_month) = 1),
  recorded_from timestamptz not null,
  primary key (fund, person, case_number, recorded_from),
  foreign key (fund, person, case_number) references records.case_file
);
call records.keep_forever('records.retirement_election');

-- Whom a member names in a guaranteed option, before any of them is a payee: a person, a charity, a trust or an estate.
create table records.election_beneficiary (
  fund smallint not null, person int not null,
  case_number int not null,
  place smallint not null check (place > 0),
  name text not null check (name <> ''),
  relation text not null,
  percent smallint not null check (percent between 1 and 100),
  recorded_from timestamptz not null,
  primary key (fund, person, case_number, recorded_from, place),
  foreign key (fund, person, case_number, recorded_from) references records.retirement_election
);
call records.keep_forever('records.election_beneficiary');
