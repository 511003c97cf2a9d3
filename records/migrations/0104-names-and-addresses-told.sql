-- A name or address that an employer told and that waits for the office, because the fund wants it so or the member spoke later;
-- and what the office decided about it, once.
create table records.told_detail (
  fund smallint not null, person int not null,
  notice int not null,
  kind text not null check (kind in ('name', 'address')),
  effective date not null,
  detail text not null, -- canonical JSON: the parts of the name or address
  why text not null check (why in ('fund', 'memberSpokeLater')),
  recorded_from timestamptz not null,
  primary key (fund, person, notice),
  foreign key (fund, person, notice) references records.employment_notice
);
call records.keep_forever('records.told_detail');

create table records.told_detail_step (
  fund smallint not null, person int not null,
  notice int not null,
  step text not null check (step in ('recorded', 'declined')),
  because text not null,
  actor text not null,
  recorded_from timestamptz not null,
  primary key (fund, person, notice),
  foreign key (fund, person, notice) references records.told_detail
);
call records.keep_forever('records.told_detail_step');
