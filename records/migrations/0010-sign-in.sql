-- Accounts, sessions and the limits of tries. Sign-in keeps the present state; its history is in the audit trail.

create table signin.account (
  account text primary key check (account = lower(account) and length(account) between 3 and 150),
  fund smallint not null references records.fund,
  name text not null,
  person int,
  roles text[] not null check (cardinality(roles) > 0),
  employers int[] not null default '{}',
  password text not null,        -- argon2id, as a PHC string
  totp bytea not null,           -- the secret of the authenticator, sealed
  totp_step bigint not null default -1, -- the last time step whose code was used
  locked boolean not null default false,
  signed_in timestamptz,
  created timestamptz not null default clock_timestamp()
);
create index on signin.account (fund, person);

create table signin.session (
  session bytea primary key check (length(session) = 32), -- SHA-256 of the secret in the browser
  number bigint generated always as identity unique,
  account text not null references signin.account,
  strength text not null check (strength in ('password', 'full')),
  begun timestamptz not null default clock_timestamp(),
  seen timestamptz not null default clock_timestamp(),
  proved_at timestamptz not null default clock_timestamp(), -- when a factor was last shown
  browser text not null
);
create index on signin.session (account);

-- Tries of one account or one network address since an instant.
create table signin.tries (
  subject text primary key,
  since timestamptz not null default clock_timestamp(),
  tries int not null
);

grant select, insert, update, delete on signin.account, signin.session, signin.tries to emeritus_app;
