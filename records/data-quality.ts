import { sql, type RawBuilder } from "kysely";
import type { Reading, Tx } from "./db.ts";
import type { EmployerAnswer, QuestionAct, QuestionStatus } from "./data-quality-tables.ts";
import type { DateText, Instant } from "./schema.ts";

/** The run that sees. */
export interface OfRun {
  readonly fund: number;
  readonly run: number;
}

const joinedAway = (fund: number, person: RawBuilder<unknown>) => sql`exists (select from records.duplicate d
  where d.fund = ${fund} and d.person = ${person} and d.verdict = 'same' and d.recorded_to = 'infinity')`;

/**
 * Writes down what a query sees, with the employer where the person worked last where it names none; gives how many rows. A
 * record that is read as another is left out. The rows are sorted first, so that the transaction writes only when the query is done.
 */
export async function keepSeen(tx: Tx, { fund, run }: OfRun, sees: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into projection.quality_seen (fund, run, pattern, subject, person, employer, reporting_group, cents, facts)
    select ${fund}, ${run}, s.pattern, s.subject, s.person, coalesce(s.employer, j.employer),
      case when s.employer is null then j.reporting_group else s.reporting_group end, greatest(coalesce(s.cents, 0), 0), s.facts::text
    from (${sees}) s
    left join lateral (
      select e.employer, e.reporting_group from records.employment e
      where e.fund = ${fund} and e.person = s.person and e.recorded_to = 'infinity' order by e.valid_from desc limit 1) j on s.employer is null
    where not ${joinedAway(fund, sql`s.person`)}
    order by s.pattern, s.subject
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** One thing seen, where a function and not a query saw it; facts are canonical JSON. */
export interface SeenText {
  readonly pattern: string;
  readonly subject: string;
  readonly person: number | null;
  readonly employer: number | null;
  readonly reporting_group: number | null;
  readonly cents: bigint;
  readonly facts: string;
}

/** Writes down what a function saw, as keepSeen does. */
export function keepSeenRows(tx: Tx, of: OfRun, rows: readonly SeenText[]): Promise<number> {
  const column = <K extends keyof SeenText>(name: K) => rows.map((row) => row[name]);
  return keepSeen(
    tx,
    of,
    sql`select * from unnest(${column("pattern")}::text[], ${column("subject")}::text[], ${column("person")}::int[],
      ${column("employer")}::int[], ${column("reporting_group")}::int[], ${column("cents").map(String)}::bigint[],
      ${column("facts")}::text[]) t (pattern, subject, person, employer, reporting_group, cents, facts)`,
  );
}

/** What a run changed in the questions. */
export interface TakenOver {
  readonly opened: number;
  readonly changed: number;
  readonly closed: number;
}

/**
 * Takes over what a run saw into the questions: who is not seen any more is closed, who is seen otherwise has another version, who
 * is new is opened, under its old number where it was there before. Nothing of the run is left in the table of what was seen.
 */
export async function takeOver(tx: Tx, { fund, run }: OfRun, instant: Instant): Promise<TakenOver> {
  const same = sql`s.fund = q.fund and s.run = ${run} and s.pattern = q.pattern and s.subject = q.subject`;
  const closed = await sql`
    update runs.data_question q set recorded_to = ${instant}::timestamptz
    where q.fund = ${fund} and q.recorded_to = 'infinity' and not exists (select from projection.quality_seen s where ${same})`.execute(
    tx,
  );
  const changed = await sql`
    with before as (
      update runs.data_question q set recorded_to = ${instant}::timestamptz
      from projection.quality_seen s
      where q.fund = ${fund} and q.recorded_to = 'infinity' and ${same}
        and (s.facts, s.cents, coalesce(s.employer, 0), coalesce(s.reporting_group, 0))
          is distinct from (q.facts, q.cents, coalesce(q.employer, 0), coalesce(q.reporting_group, 0))
      returning q.question, q.since, s.pattern, s.subject, s.person, s.employer, s.reporting_group, s.cents, s.facts)
    insert into runs.data_question (fund, question, pattern, subject, person, employer, reporting_group, cents, facts, since, run, recorded_from)
    select ${fund}, question, pattern, subject, person, employer, reporting_group, cents, facts, since, ${run}, ${instant}::timestamptz from before`.execute(
    tx,
  );
  const opened = await sql`
    insert into runs.data_question (fund, question, pattern, subject, person, employer, reporting_group, cents, facts, since, run, recorded_from)
    select s.fund, coalesce((
        select o.question from runs.data_question o where o.fund = s.fund and o.pattern = s.pattern and o.subject = s.subject
        order by o.recorded_from desc limit 1), nextval('runs.data_question_number')),
      s.pattern, s.subject, s.person, s.employer, s.reporting_group, s.cents, s.facts, ${instant}::timestamptz, ${run}, ${instant}::timestamptz
    from projection.quality_seen s
    where s.fund = ${fund} and s.run = ${run} and not exists (
      select from runs.data_question q where q.fund = s.fund and q.pattern = s.pattern and q.subject = s.subject and q.recorded_to = 'infinity')
    order by s.pattern, s.subject`.execute(tx);
  await sql`delete from projection.quality_seen where fund = ${fund} and run <= ${run}`.execute(tx);
  const rows = (result: { numAffectedRows?: bigint | undefined }) => Number(result.numAffectedRows ?? 0n);
  return { opened: rows(opened), changed: rows(changed), closed: rows(closed) };
}

/** Forgets what runs before one saw and never took over. */
export async function forgetSeen(tx: Tx, { fund, run }: OfRun): Promise<void> {
  await tx.deleteFrom("projection.quality_seen").where("fund", "=", fund).where("run", "<", run).execute();
}

/** Points of each pattern, which patterns are severe, and about which employers are asked: what a score is made of. */
export interface Points {
  readonly patterns: readonly string[];
  readonly points: readonly number[];
  readonly severe: readonly string[];
  readonly asked: readonly string[];
}

/** True where an answer settled a question for good, as long as what is seen stays the same; `q` is the question, `s` its state. */
const settled = sql<boolean>`coalesce(s.status in ('accepted', 'notAFault') and s.facts = q.facts and s.recorded_from >= q.since, false)`;

/** Where a question stands, given when the last run was taken over. An answer that does not hold any more leaves it open. */
export const statusOf = (lastLook: Instant | undefined) => sql<string>`case
  when s.status is null or s.facts <> q.facts or s.recorded_from < q.since then 'open'
  when s.status = 'mended' and s.recorded_from < ${lastLook ?? "-infinity"}::timestamptz then 'open'
  else s.status end`;

/** Questions that no answer settled, with their points; a common table expression `unsettled`. */
const unsettled = (fund: number, { patterns, points, severe, asked }: Points) => sql`
  unsettled as materialized (
    select q.person, q.employer, q.pattern, q.cents, p.points, p.pattern = any(${severe}::text[]) as severe,
      p.pattern = any(${asked}::text[]) as theirs
    from runs.data_question q
    join unnest(${patterns}::text[], ${points}::int[]) p (pattern, points) using (pattern)
    left join runs.data_question_state s on s.fund = q.fund and s.question = q.question and s.recorded_to = 'infinity'
    where q.fund = ${fund} and q.recorded_to = 'infinity' and not ${settled})`;

/**
 * Keeps the marks of a run: of the whole fund and of each employer. The whole fund is the living who worked or are paid. An employer is
 * marked by what it is asked itself, never by what only the office or another employer can mend.
 */
export async function keepMarks(
  tx: Tx,
  { fund, run }: OfRun,
  given: Points & { readonly today: DateText },
  instant: Instant,
): Promise<void> {
  const { today } = given;
  await sql`
    with ${unsettled(fund, given)},
    lost as (
      select person, least(100, sum(points))::int as points from (
        select person, pattern, least(sum(points), 2 * max(points)) as points from unsettled where person is not null group by person, pattern) each
      group by person),
    lost_there as (
      select employer, person, least(100, sum(points))::int as points from (
        select employer, person, pattern, least(sum(points), 2 * max(points)) as points from unsettled where person is not null and theirs
        group by employer, person, pattern) each
      group by employer, person),
    living as (
      select person from (
        select person from records.employment where fund = ${fund} and recorded_to = 'infinity' and eligible
        union select person from records.benefit where fund = ${fund} and recorded_to = 'infinity' and valid_to > ${today}::date) w
      where not exists (select from records.person_death d where d.fund = ${fund} and d.person = w.person and d.recorded_to = 'infinity')),
    counted as (
      select 0 as employer, count(*)::int as people, count(l.person)::int as asked, coalesce(sum(l.points), 0)::bigint as points
      from living left join lost l using (person)
      union all
      select w.employer, count(*)::int, count(l.person)::int, coalesce(sum(l.points), 0)::bigint
      from (select distinct employer, person from records.employment where fund = ${fund} and recorded_to = 'infinity'
          and valid_from <= ${today}::date and valid_to > ${today}::date) w
        left join lost_there l using (employer, person) group by w.employer),
    told as (
      select coalesce(employer, -1) as employer, count(*)::int as questions, count(*) filter (where severe)::int as severe, sum(cents)::bigint as cents,
        coalesce(sum(points) filter (where person is null and (theirs or employer is null)), 0)::int as own
      from unsettled group by 1),
    all_told as (
      select employer, questions, severe, cents, own from told where employer > 0
      union all select 0, coalesce(sum(questions), 0)::int, coalesce(sum(severe), 0)::int, coalesce(sum(cents), 0)::bigint,
        coalesce(sum(own) filter (where employer = -1), 0)::int from told)
    insert into runs.quality_mark (fund, run, employer, people, clean, score_tenths, questions, severe, cents, recorded_from)
    select ${fund}, ${run}, c.employer, c.people, c.people - c.asked,
      greatest(0, case when c.people = 0 then 1000 else (c.people * 1000::bigint - c.points * 10) / c.people end - 10 * coalesce(t.own, 0))::int,
      coalesce(t.questions, 0), coalesce(t.severe, 0), coalesce(t.cents, 0), ${instant}::timestamptz
    from counted c left join all_told t using (employer)`.execute(tx);
}

/** Unsettled questions of one person: each pattern with how many there are of it. */
export async function questionsOfPerson(
  db: Reading,
  fund: number,
  person: number,
): Promise<{ readonly pattern: string; readonly questions: number }[]> {
  const { rows } = await sql<{ pattern: string; questions: number }>`
    select q.pattern, count(*)::int as questions from runs.data_question q
    left join runs.data_question_state s on s.fund = q.fund and s.question = q.question and s.recorded_to = 'infinity'
    where q.fund = ${fund} and q.person = ${person} and q.recorded_to = 'infinity' and not ${settled} group by q.pattern order by q.pattern`.execute(
    db,
  );
  return rows;
}

const questionLockClass = 7_304;

/** Makes acts with one question follow each other until the transaction ends. */
export async function lockQuestion(tx: Tx, question: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${questionLockClass}, ${question})`.execute(tx);
}

/** Where a question stands from now on. */
export interface QuestionState {
  readonly status: QuestionStatus;
  readonly act: QuestionAct;
  readonly assignee: string | null;
  readonly told: EmployerAnswer | null;
  readonly because: string | null;
  readonly answeredBy: string | null;
  readonly actor: string;
}

/** Records where a question stands in place of where it stood, with what is seen of it now. */
export async function keepState(
  tx: Tx,
  { fund, question }: { readonly fund: number; readonly question: number },
  { answeredBy, ...state }: QuestionState,
  instant: Instant,
): Promise<void> {
  const { facts } = await tx
    .selectFrom("runs.data_question")
    .select("facts")
    .where("fund", "=", fund)
    .where("question", "=", question)
    .where("recorded_to", "=", "infinity")
    .executeTakeFirstOrThrow();
  await tx
    .updateTable("runs.data_question_state")
    .set({ recorded_to: instant })
    .where("fund", "=", fund)
    .where("question", "=", question)
    .where("recorded_to", "=", "infinity")
    .execute();
  await tx
    .insertInto("runs.data_question_state")
    .values({ fund, question, ...state, answered_by: answeredBy, facts, recorded_from: instant })
    .execute();
}
