-- Benefits whose payable days were changed since a payroll: few among many, found without reading all of them.
create index benefit_closed on records.benefit (fund, recorded_to) where recorded_to <> 'infinity';
