-- Returned payments that are paid again: a payment of kind 'reissue' for the same month, out of what the bank gave back (2070).

alter table runs.run_item add column reissued_cents bigint not null default 0 check (reissued_cents >= 0);
alter table runs.run_item drop constraint run_item_check3;
alter table runs.run_item add constraint run_item_parts
  check (outcome = 'notDue' or cents = month_cents + arrears_cents + reissued_cents);
