-- A payroll posts a hundred thousand transfers in one statement: they are gone through once and not three times.

create or replace function ledger.check_posting() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p record;
declare missing int;
begin
  for p in select distinct fund, trust, month, debit, credit from posted order by 1, 2, 3 loop
    perform from ledger.period q where (q.fund, q.trust, q.month) = (p.fund, p.trust, p.month) for key share;
    if not found then
      raise exception 'The month % is not open for posting.', p.month using errcode = 'EM001';
    end if;
    if exists (select from ledger.closing c where (c.fund, c.trust, c.month) = (p.fund, p.trust, p.month)) then
      raise exception 'The month % is closed.', p.month using errcode = 'EM002';
    end if;
    select u.account into missing from unnest(array[p.debit, p.credit]) u (account)
      where not exists (select from ledger.account a where (a.fund, a.trust, a.account) = (p.fund, p.trust, u.account)) limit 1;
    if found then
      raise exception 'There is no account % in this trust.', missing using errcode = 'EM003';
    end if;
  end loop;
  return null;
end $$;
