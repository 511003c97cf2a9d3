-- The first month in which a benefit may be paid, where that is later than its first day: after a late election the months since
-- the annuity starting date are paid with that month. No value: payable from its first day.

alter table records.benefit add column payable_from date check (extract(day from payable_from) = 1);
