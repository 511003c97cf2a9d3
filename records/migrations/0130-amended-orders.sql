-- An amended order is a case of its own; it names the case of the order in whose place it comes once somebody qualified it.
alter table records.division_order add amends int;
alter table records.division_order add constraint division_order_amends_another check (amends <> case_number);
alter table records.division_order add foreign key (fund, person, amends) references records.case_file;
