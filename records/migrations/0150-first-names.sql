-- People are found by a first name alone too, as typed or begun, however few bear it.
create index person_first_name_folded on records.person_name
  (fund, (projection.folded(first_name) collate "C"), projection.folded(last_name))
  where recorded_to = 'infinity';
