-- A month's pay updates every row of its year at once. With room for a second version on each page no index is touched and
-- the table does not grow: a tenth less work, and half the size after six months than with fillfactor 70.
alter table projection.pay_year set (fillfactor = 45);
