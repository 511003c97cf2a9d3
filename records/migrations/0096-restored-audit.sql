-- That this database was filled from a backup: everything up to here is as it was there. Numbers of transactions begin anew on
-- another server, so that the seals after it cover the entries after it alone. Only the owner writes it.
create table audit.restored (
  last_seal bigint primary key,
  last_entry bigint not null,
  taken_at timestamptz not null, -- when the backup was taken
  sha256 bytea not null check (length(sha256) = 32), -- of the backup's list of contents
  recorded_from timestamptz not null
);
grant select on audit.restored to emeritus_app, emeritus_reader;
