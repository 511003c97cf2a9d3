-- Places from which an account was signed in fully: tries made elsewhere do not hold its owner up there. A place is a hash.
create table signin.known_place (
  account text not null references signin.account,
  place text not null,
  seen timestamptz not null default clock_timestamp(),
  primary key (account, place)
);
grant select, insert, update, delete on signin.known_place to emeritus_app;
