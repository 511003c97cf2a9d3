import { sql } from "kysely";
import { inTransaction, type Reading, type Tx } from "./db.ts";

/** One way to read a typed name: which words are the last name and which the first; where only one is known, the other may be any. */
export type NameAsked =
  | { readonly last: string; readonly first?: string | undefined }
  | { readonly first: string; readonly last?: undefined };

type WithLast = Extract<NameAsked, { last: string }>;

/** A person found, and how well the name fits: 1 is the name as typed. */
export interface NameFound {
  readonly person: number;
  readonly score: number;
}

/** A spelling that people bear, and how near it is to the one asked for. */
interface Spelling {
  readonly word: string;
  readonly score: number;
}

/** How well a longer name fits that begins as typed: better than any that only sounds or looks like it. */
const begun = 0.9;
const mostSpellings = 40;
const leastAlike = 0.19;

/**
 * The spellings that people of the fund bear and that may be meant by a word: as typed, beginning with it, sounding like it
 * (Double Metaphone), or one or two letters away; in that order of nearness. Only the list of distinct names is read, never the people.
 */
async function spellings(tx: Tx, fund: number, kind: "first" | "last", typed: string): Promise<Spelling[]> {
  const { rows } = await sql<Spelling>`
    with asked as materialized (select projection.folded(${typed}::text) collate "C" as word),
    near as (
      select k.word from projection.name_word k, asked a where k.fund = ${fund} and k.kind = ${kind} and k.word = a.word
      union select k.word from (select word from asked where length(word) >= 2) a,
        lateral (select k.word from projection.name_word k where k.fund = ${fund} and k.kind = ${kind}
          and k.word >= a.word and k.word < a.word || chr(1114109) order by k.word limit ${mostSpellings}) k
      union select k.word from (select public.dmetaphone(word) as sound, word from asked) a,
        lateral (select k.word from projection.name_word k where k.fund = ${fund} and k.kind = ${kind} and a.sound <> ''
          and public.dmetaphone(k.word) = a.sound order by public.similarity(k.word, a.word) desc limit ${mostSpellings}) k
      union select k.word from asked a,
        lateral (select k.word from projection.name_word k where k.fund = ${fund} and k.kind = ${kind} and k.word operator(public.%) a.word
          order by public.levenshtein(left(k.word, 100), left(a.word, 100)), public.similarity(k.word, a.word) desc limit ${mostSpellings}) k),
    judged as (
      select n.word, public.levenshtein(left(n.word, 100), left(a.word, 100)) as steps, length(a.word) as letters,
        starts_with(n.word, a.word) as begins, public.dmetaphone(n.word) = public.dmetaphone(a.word) and public.dmetaphone(a.word) <> '' as sounds
      from near n, asked a where a.word <> '')
    select word, (case when steps = 0 then 1 when begins then ${begun} when steps = 1 then 0.85 when steps = 2 then 0.7
      else 0.55 end - case when sounds or begins or steps = 0 then 0 else 0.1 end)::float8 as score
    from judged
    where begins or (sounds and steps <= 2 + letters / 3) or steps <= case when letters <= 4 then 1 else 2 end
    order by score desc, word limit ${mostSpellings}`.execute(tx);
  return rows;
}

/** How many bearers of one spelling are looked at: those that come first by first name. */
const mostBearers = 50;

/**
 * Persons whose name, of today or of any earlier day, is near one of the readings; the nearest first. A first or
 * last name that is not known counts as any. The caller leaves out whom the reader may not see.
 */
export async function findByName(
  db: Reading,
  fund: number,
  readings: readonly NameAsked[],
  most: number,
): Promise<NameFound[]> {
  const find = async (tx: Tx) => {
    await sql`select set_config('pg_trgm.similarity_threshold', ${String(leastAlike)}, true)`.execute(tx);
    const best = new Map<number, number>();
    const keep = (found: readonly NameFound[]) => {
      for (const { person, score } of found) best.set(person, Math.max(score, best.get(person) ?? 0));
    };
    const withLast = readings.filter((reading): reading is WithLast => reading.last !== undefined);
    const firstAlone = readings.filter(({ last }) => last === undefined).map(({ first }) => first!);
    for (const reading of withLast) keep(await exactBearersOf(tx, fund, reading, most));
    for (const first of firstAlone) keep(await bearersOfFirst(tx, fund, first, most));
    if (best.size < most) for (const reading of withLast) keep(await bearersOf(tx, fund, reading));
    return [...best]
      .map(([person, score]) => ({ person, score }))
      .toSorted((a, b) => b.score - a.score || a.person - b.person)
      .slice(0, most);
  };
  return inTransaction(db, find);
}

/** Who bears the name as it was typed: where they fill the list, nobody else can come before them. */
async function exactBearersOf(
  tx: Tx,
  fund: number,
  { last, first }: WithLast,
  most: number,
): Promise<NameFound[]> {
  const { rows } = await sql<NameFound>`
    select distinct person, 1::float8 as score from (
      select n.person from records.person_name n
      where n.fund = ${fund} and n.recorded_to = 'infinity' and projection.folded(n.last_name) = projection.folded(${last}::text)
        and ${first === undefined ? sql`true` : sql`projection.folded(n.first_name) = projection.folded(${first}::text)`}
      order by n.fund, projection.folded(n.last_name), projection.folded(n.first_name) limit ${most}) n`.execute(
    tx,
  );
  return rows;
}

/**
 * Who bears a first name, as it was typed or begun, whatever their last name: in the order of first names, so that those who bear it
 * as typed come before any longer name.
 */
async function bearersOfFirst(tx: Tx, fund: number, first: string, most: number): Promise<NameFound[]> {
  const folded = sql`projection.folded(n.first_name) collate "C"`;
  const { rows } = await sql<NameFound>`
    with asked as materialized (select projection.folded(${first}::text) collate "C" as word)
    select person, max(case when name = word then 1 else ${begun}::float8 end) as score from asked,
      lateral (
        select n.person, ${folded} as name from records.person_name n
        where n.fund = ${fund} and n.recorded_to = 'infinity' and ${folded} >= word and ${folded} < word || chr(1114109)
        order by ${folded}, projection.folded(n.last_name) limit ${most}) n
    where length(word) >= 2 group by person`.execute(tx);
  return rows;
}

async function bearersOf(tx: Tx, fund: number, { last, first }: WithLast): Promise<NameFound[]> {
  const lasts = await spellings(tx, fund, "last", last);
  const firsts = first === undefined ? [] : await spellings(tx, fund, "first", first);
  if (lasts.length === 0 || (first !== undefined && firsts.length === 0)) return [];
  const words = (all: readonly Spelling[]) => sql`${all.map(({ word }) => word)}::text[]`;
  const scores = (all: readonly Spelling[]) => sql`${all.map(({ score }) => score)}::float8[]`;
  const { rows } =
    first === undefined
      ? await sql<NameFound>`
          select n.person, max(l.score) as score
          from unnest(${words(lasts)}, ${scores(lasts)}) l (word, score)
          cross join lateral (select n.person from records.person_name n
            where n.fund = ${fund} and n.recorded_to = 'infinity' and projection.folded(n.last_name) = l.word
            order by n.fund, projection.folded(n.last_name), projection.folded(n.first_name) limit ${mostBearers}) n
          group by n.person`.execute(tx)
      : await sql<NameFound>`
          select n.person, max(0.6 * l.score + 0.4 * f.score) as score
          from unnest(${words(lasts)}, ${scores(lasts)}) l (word, score)
          cross join unnest(${words(firsts)}, ${scores(firsts)}) f (word, score)
          cross join lateral (select n.person from records.person_name n
            where n.fund = ${fund} and n.recorded_to = 'infinity' and projection.folded(n.last_name) = l.word
              and projection.folded(n.first_name) = f.word limit ${mostBearers}) n
          group by n.person`.execute(tx);
  return rows;
}

/** Persons born on a day, those first whose name is nearest; any of them without a name. */
export async function findByBirth(
  db: Reading,
  fund: number,
  born: string,
  named: NameAsked | undefined,
  most: number,
): Promise<NameFound[]> {
  const typed = named === undefined ? null : `${named.first ?? ""} ${named.last ?? ""}`.trim();
  const { rows } = await sql<NameFound>`
    select b.person, coalesce(max(public.word_similarity(${typed}::text, concat_ws(' ', n.first_name, n.last_name))), 1)::float8 as score
    from records.person_birth b
    join records.person_name n on n.fund = b.fund and n.person = b.person and n.recorded_to = 'infinity'
    where b.fund = ${fund} and b.born = ${born}::date and b.recorded_to = 'infinity'
    group by b.person
    having ${typed}::text is null or max(public.word_similarity(${typed}::text, concat_ws(' ', n.first_name, n.last_name))) >= 0.3
    order by score desc, b.person limit ${most}`.execute(db);
  return rows;
}

/** Persons with an e-mail address that begins so. */
export async function findByEmail(db: Reading, fund: number, email: string, most: number): Promise<number[]> {
  const beginning = `${email.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<{ person: number }>`
    with held as materialized (
      select person, kind from records.contact
      where fund = ${fund} and pg_catalog.lower(contact) like ${beginning} and recorded_to = 'infinity')
    select distinct person from held where kind in ('email', 'otherEmail') order by person limit ${most}`.execute(
    db,
  );
  return rows.map(({ person }) => person);
}

/** Persons with a telephone number of these ten digits, whatever stands between them. */
export async function findByPhone(
  db: Reading,
  fund: number,
  digits: string,
  most: number,
): Promise<number[]> {
  const { rows } = await sql<{ person: number }>`
    with held as materialized (
      select person, kind from records.contact
      where fund = ${fund} and recorded_to = 'infinity'
        and pg_catalog.right(pg_catalog.regexp_replace(contact, '\\D', '', 'g'), 10) = ${digits})
    select distinct person from held where kind in ('phone', 'mobilePhone', 'workPhone') order by person limit ${most}`.execute(
    db,
  );
  return rows.map(({ person }) => person);
}

/** What a list of persons shows of one: enough to choose, nothing closed. */
export interface PersonLine {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly earlierNames: readonly string[];
  readonly born: string;
  readonly died: string | null;
  readonly city: string | null;
}

/** The lines of persons, in no order; a record that is read as another gives that other's line, unless each is asked as itself. */
export async function personLines(
  db: Reading,
  fund: number,
  persons: readonly number[],
  today: string,
  { asItself = false }: { asItself?: boolean } = {},
): Promise<(PersonLine & { readonly found: number })[]> {
  const { rows } = await sql<PersonLine & { found: number }>`
    select asked.person as found, p.person, p.member_id as "memberId", concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) as name,
      (select coalesce(json_agg(distinct concat_ws(' ', o.first_name, o.last_name)), '[]') from records.person_name o
        where o.fund = p.fund and o.person = p.person and o.recorded_to = 'infinity' and o.valid_to <> 'infinity') as "earlierNames",
      b.born, (select d.died::text from records.person_death d where d.fund = p.fund and d.person = p.person and d.recorded_to = 'infinity') as died,
      (select a.city from records.address a where a.fund = p.fund and a.person = p.person and a.recorded_to = 'infinity'
        and a.valid_from <= ${today}::date and a.valid_to > ${today}::date order by a.kind desc limit 1) as city
    from unnest(${[...persons]}::int[]) asked (person)
    left join records.duplicate same on same.fund = ${fund} and same.person = asked.person and same.verdict = 'same' and same.recorded_to = 'infinity' and not ${asItself}::boolean
    join records.person p on p.fund = ${fund} and p.person = coalesce(same.other, asked.person)
    join records.person_name n on n.fund = p.fund and n.person = p.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity'
    join records.person_birth b on b.fund = p.fund and b.person = p.person and b.recorded_to = 'infinity'`.execute(
    db,
  );
  return rows;
}
