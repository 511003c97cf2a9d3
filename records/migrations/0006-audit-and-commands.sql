-- Audit entries, the seals that chain them, and commands with their answers.

-- The application names neither the entry's number nor its transaction.
create table audit.entry (
  entry bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  fund smallint not null,
  person int,
  actor text not null,
  action text not null,
  key uuid,
  because text,
  facts text not null default '{}', -- canonical JSON, never a closed value
  recorded_from timestamptz not null
);
call records.keep_forever('audit.entry');
revoke insert on audit.entry from emeritus_app;
grant insert (fund, person, actor, action, key, because, facts, recorded_from) on audit.entry to emeritus_app;
create index on audit.entry (xid);
create index on audit.entry (fund, person, entry);
create index on audit.entry (fund, actor, entry);

-- A seal covers all entries of the transactions from_xid (included) to to_xid (not included), none of which can still be
-- open. root is the hash of the entries, chain the hash of the chain before and the root.
create table audit.seal (
  seal bigint primary key,
  from_xid xid8 not null,
  to_xid xid8 not null,
  entries bigint not null check (entries > 0),
  first_entry bigint not null,
  last_entry bigint not null,
  root bytea not null check (length(root) = 32),
  chain bytea not null check (length(chain) = 32),
  recorded_from timestamptz not null,
  check (from_xid < to_xid)
);
call records.keep_forever('audit.seal');

create table audit.command (
  actor text not null,
  key uuid not null,
  fund smallint not null,
  name text not null,
  request_hash bytea not null check (length(request_hash) = 32),
  recorded_from timestamptz not null,
  primary key (actor, key)
);
call records.keep_forever('audit.command');

create table audit.command_answer (
  actor text not null,
  key uuid not null,
  answer text not null, -- canonical JSON
  recorded_from timestamptz not null,
  primary key (actor, key),
  foreign key (actor, key) references audit.command
);
call records.keep_forever('audit.command_answer');
