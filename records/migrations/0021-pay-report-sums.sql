-- Sums of a report by plan and pay date, with the rates they were checked at: what explains its totals.

alter table records.pay_report add column sums text not null default '[]'; -- canonical JSON
