-- Who holds an account, where that is told: accounts of one holder are one person wherever two people are needed, also those of staff who
-- have no record of their own.
alter table signin.account add column holder text check (holder <> '');
create index on signin.account (fund, holder) where holder is not null;
