-- Data quality: what the patterns of a run have found so far, the questions that are open with what became of them, and the
-- marks that the record earned by run.

-- What a run has seen and not yet taken over into its questions. A run that is broken off leaves rows that count for nothing.
create table projection.quality_seen (
  fund smallint not null, run int not null,
  pattern text not null,
  subject text not null, -- tells apart what one pattern finds
  person int, employer int, reporting_group int,
  cents bigint not null check (cents >= 0), -- money at risk
  facts text not null, -- canonical JSON of what was seen, never a closed value
  primary key (fund, run, pattern, subject)
);
grant select, insert, delete on projection.quality_seen to emeritus_app;
grant select on projection.quality_seen to emeritus_reader;

-- A question about the record. Its version is open while runs see it, closed by the first run that does not, and has a next one
-- where what is seen has changed, or where the record has gone bad again. Its number stays.
create sequence runs.data_question_number as int;
grant usage on sequence runs.data_question_number to emeritus_app;
create table runs.data_question (
  fund smallint not null references records.fund,
  question int not null,
  pattern text not null,
  subject text not null,
  person int, employer int, reporting_group int,
  cents bigint not null check (cents >= 0),
  facts text not null,
  since timestamptz not null, -- when a run first saw it, since it was last not there
  run int not null, -- the run that recorded this version
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, question, recorded_from),
  foreign key (fund, run) references runs.run,
  check (recorded_from < recorded_to)
);
call records.keep_versions('runs.data_question');
call records.one_open('runs.data_question', 'fund', 'question');
create unique index on runs.data_question (fund, pattern, subject) where recorded_to = 'infinity';
create index on runs.data_question (fund, pattern, subject);
create index on runs.data_question (fund, person) where recorded_to = 'infinity';
create index on runs.data_question (fund, employer) where recorded_to = 'infinity';
create index on runs.data_question (fund, cents desc, question) where recorded_to = 'infinity';

-- Where a question stands with the people who work on it: who has it, and what was answered. An answer holds as long as what is
-- seen is what it was given to.
create table runs.data_question_state (
  fund smallint not null,
  question int not null,
  status text not null check (status in ('open', 'told', 'mended', 'acceptedWaits', 'notAFaultWaits', 'accepted', 'notAFault')),
  act text not null check (act in ('assign', 'tell', 'answer', 'confirm', 'sendBack')),
  assignee text,
  told text check (told in ('willCorrect', 'recordIsRight', 'hasLeft', 'isOnLeave', 'other')), -- what the employer answered
  because text,
  answered_by text, -- who gave the answer that a second person looks at
  facts text not null, -- those of the question when this was said
  actor text not null,
  recorded_from timestamptz not null, recorded_to timestamptz not null default 'infinity',
  primary key (fund, question, recorded_from),
  check ((status = 'told') <= (told is not null)),
  check ((status in ('acceptedWaits', 'notAFaultWaits', 'accepted', 'notAFault')) <= (because is not null and answered_by is not null)),
  check (recorded_from < recorded_to)
);
call records.keep_versions('runs.data_question_state');
call records.one_open('runs.data_question_state', 'fund', 'question');
create index on runs.data_question_state (fund, assignee) where recorded_to = 'infinity' and assignee is not null;

-- How the record stood at a run, of the whole fund (employer 0) and of each employer: scores in tenths.
create table runs.quality_mark (
  fund smallint not null, run int not null,
  employer int not null,
  people int not null check (people >= 0),
  clean int not null check (clean between 0 and people), -- without a question
  score_tenths int not null check (score_tenths between 0 and 1000),
  questions int not null,
  severe int not null,
  cents bigint not null,
  recorded_from timestamptz not null,
  primary key (fund, run, employer),
  foreign key (fund, run) references runs.run
);
call records.keep_forever('runs.quality_mark');
