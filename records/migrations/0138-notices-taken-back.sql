-- What an employer told by mistake and took back, with the reason. The notice stays; the record is corrected by versions of its own.
create table records.employment_notice_taken_back (
  fund smallint not null, person int not null,
  notice int not null,
  because text not null check (because <> ''),
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, person, notice),
  foreign key (fund, person, notice) references records.employment_notice
);
call records.keep_forever('records.employment_notice_taken_back');
