-- The few parts of former spouses are found without reading every benefit: by payroll, deaths and rolls.
create index benefit_of_former_spouses on records.benefit (fund, member) where kind = 'formerSpouse';
