-- When a letter was handed over for mailing; a letter without a row here waits in the office.
create table records.letter_sent (
  fund smallint not null, person int not null,
  letter int not null,
  recorded_from timestamptz not null,
  primary key (fund, person, letter),
  foreign key (fund, person, letter) references records.letter
);
call records.keep_forever('records.letter_sent');
