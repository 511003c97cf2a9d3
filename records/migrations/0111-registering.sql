-- When a password was last set, and the steps of setting one: by the Member ID or SSN and a code to the e-mail on file.

alter table signin.account add column password_set timestamptz not null default clock_timestamp();

create table signin.registration (
  registration bytea primary key check (length(registration) = 32), -- SHA-256 of the secret in the browser
  fund smallint not null references records.fund,
  person int,            -- nothing where nobody was found: the answer is the same
  code bytea not null check (length(code) = 32), -- keyed hash of the code that was sent
  tries smallint not null default 0,
  begun timestamptz not null default clock_timestamp()
);
grant select, insert, update, delete on signin.registration to emeritus_app;
