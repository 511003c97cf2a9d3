import { sql, type RawBuilder } from "kysely";
import { fromCanonicalJson } from "./canonical.ts";
import { statusOf } from "./data-quality.ts";
import type { EmployerAnswer, QuestionAct, QuestionStatus } from "./data-quality-tables.ts";
import type { Reading } from "./db.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/** The kind of the runs that look at the data. */
export const DATA_QUALITY = "dataQuality";

/** The step with which a run's sight becomes questions. */
export const TAKEN_OVER = "takenOver";

/** Facts of a question, as its words need them. */
export type QuestionFacts = Readonly<Record<string, string | number>>;

/** A data question as it stands. */
export interface DataQuestion {
  readonly question: number;
  readonly pattern: string;
  readonly person: number | null;
  readonly employer: number | null;
  readonly reportingGroup: number | null;
  readonly cents: Cents;
  readonly facts: QuestionFacts;
  /** When a run first saw it, since it was last not there. */
  readonly since: Instant;
  readonly status: QuestionStatus;
  readonly assignee: string | null;
  readonly told: EmployerAnswer | null;
  readonly because: string | null;
  readonly answeredBy: string | null;
  /** Who did the last thing with it, and when; also the version that a next act is about. */
  readonly actor: string | null;
  readonly at: Instant | null;
  /** Since when this version is on record. */
  readonly recordedFrom: Instant;
}

/** Which questions are listed. */
export interface QuestionFilter {
  readonly patterns?: readonly string[] | undefined;
  readonly employers?: readonly number[] | undefined;
  readonly reportingGroups?: readonly number[] | undefined;
  readonly person?: number | undefined;
  readonly assignee?: string | undefined;
  readonly statuses?: readonly QuestionStatus[] | undefined;
  /** Whose questions are left out: the reader's own record. */
  readonly without?: number | undefined;
}

const conditions = (
  fund: number,
  filter: QuestionFilter,
  status: RawBuilder<string>,
): RawBuilder<unknown> => {
  const { patterns, employers, reportingGroups, person, assignee, statuses, without } = filter;
  const all = [
    sql`q.fund = ${fund} and q.recorded_to = 'infinity'`,
    ...(patterns === undefined ? [] : [sql`q.pattern = any(${[...patterns]}::text[])`]),
    ...(employers === undefined ? [] : [sql`q.employer = any(${[...employers]}::int[])`]),
    ...(reportingGroups === undefined
      ? []
      : [sql`(q.reporting_group is null or q.reporting_group = any(${[...reportingGroups]}::int[]))`]),
    ...(person === undefined ? [] : [sql`q.person = ${person}`]),
    ...(assignee === undefined ? [] : [sql`s.assignee = ${assignee}`]),
    ...(statuses === undefined ? [] : [sql`${status} = any(${[...statuses]}::text[])`]),
    ...(without === undefined ? [] : [sql`q.person is distinct from ${without}`]),
  ];
  return sql.join(all, sql` and `);
};

const stated = sql`runs.data_question q left join runs.data_question_state s
  on s.fund = q.fund and s.question = q.question and s.recorded_to = 'infinity'`;

type Row = Omit<DataQuestion, "facts"> & { readonly facts: string };

const selected = (
  status: RawBuilder<string>,
) => sql`q.question, q.pattern, q.person, q.employer, q.reporting_group as "reportingGroup",
  q.cents, q.facts, q.since, ${status} as status, s.assignee, s.told, s.because, s.answered_by as "answeredBy", s.actor, s.recorded_from as at,
  q.recorded_from as "recordedFrom"`;

const questionOf = (row: Row): DataQuestion => ({ ...row, facts: JSON.parse(row.facts) as QuestionFacts });

/** Questions on record, the most money at risk first, then the heaviest: a page of them from `from` on. */
export async function listQuestions(
  db: Reading,
  fund: number,
  asked: QuestionFilter & {
    readonly lastLook: Instant | undefined;
    readonly heaviest: readonly string[];
    readonly most: number;
    readonly from?: number;
  },
): Promise<DataQuestion[]> {
  const status = statusOf(asked.lastLook);
  const { rows } = await sql<Row>`
    select ${selected(status)} from ${stated} where ${conditions(fund, asked, status)}
    order by q.cents desc, array_position(${[...asked.heaviest]}::text[], q.pattern), q.question
    limit ${asked.most} offset ${asked.from ?? 0}`.execute(db);
  return rows.map(questionOf);
}

/** How many questions a filter finds and what they put at risk, a pattern each. */
export async function countQuestions(
  db: Reading,
  fund: number,
  asked: QuestionFilter & { readonly lastLook: Instant | undefined },
): Promise<{ readonly pattern: string; readonly questions: number; readonly cents: Cents }[]> {
  const status = statusOf(asked.lastLook);
  const { rows } = await sql<{ pattern: string; questions: number; cents: Cents }>`
    select q.pattern, count(*)::int as questions, sum(q.cents)::bigint as cents from ${stated}
    where ${conditions(fund, asked, status)} group by q.pattern`.execute(db);
  return rows;
}

/** One open question; nothing where it is not there or was closed. */
export async function findQuestion(
  db: Reading,
  fund: number,
  question: number,
  lastLook: Instant | undefined,
): Promise<DataQuestion | undefined> {
  const status = statusOf(lastLook);
  const { rows } = await sql<Row>`
    select ${selected(status)} from ${stated} where q.fund = ${fund} and q.question = ${question} and q.recorded_to = 'infinity'`.execute(
    db,
  );
  return rows[0] && questionOf(rows[0]);
}

/** A version of a question: from when to when runs saw it so. */
export interface QuestionVersion {
  readonly pattern: string;
  readonly person: number | null;
  readonly employer: number | null;
  readonly cents: Cents;
  readonly facts: QuestionFacts;
  readonly from: Instant;
  /** `infinity` while it is open. */
  readonly to: Instant;
}

/** Something that was done with a question. */
export interface QuestionStep {
  readonly act: QuestionAct;
  readonly status: QuestionStatus;
  readonly assignee: string | null;
  readonly told: EmployerAnswer | null;
  readonly because: string | null;
  readonly actor: string;
  readonly at: Instant;
}

/** Everything that was ever seen of a question and done with it, oldest first. */
export async function questionHistory(
  db: Reading,
  fund: number,
  question: number,
): Promise<{ readonly versions: readonly QuestionVersion[]; readonly steps: readonly QuestionStep[] }> {
  const versions = await db
    .selectFrom("runs.data_question")
    .select(["pattern", "person", "employer", "cents", "facts", "recorded_from as from", "recorded_to as to"])
    .where("fund", "=", fund)
    .where("question", "=", question)
    .orderBy("recorded_from")
    .execute();
  const steps = await db
    .selectFrom("runs.data_question_state")
    .select(["act", "status", "assignee", "told", "because", "actor", "recorded_from as at"])
    .where("fund", "=", fund)
    .where("question", "=", question)
    .orderBy("recorded_from")
    .execute();
  return {
    versions: versions.map((one) => ({ ...one, facts: JSON.parse(one.facts) as QuestionFacts })),
    steps,
  };
}

/** A run that looked at the data, or is looking. */
export interface LookRun {
  readonly run: number;
  readonly begunBy: string;
  readonly begun: Instant;
  /** When its sight was taken over; nothing while it looks. */
  readonly done: Instant | undefined;
  /** Looks done so far, and when the last was. */
  readonly looks: number;
  readonly lastStep: Instant;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The runs that looked at the data, newest first. */
export async function lookRuns(db: Reading, fund: number, most: number): Promise<LookRun[]> {
  const { rows } = await sql<{
    run: number;
    begunBy: string;
    begun: Instant;
    done: Instant | null;
    looks: number;
    lastStep: Instant;
    facts: string | null;
  }>`
    select r.run, r.begun_by as "begunBy", r.recorded_from as begun, d.recorded_from as done, d.facts,
      (select count(*)::int from runs.run_step s where s.fund = r.fund and s.run = r.run and s.step <> ${TAKEN_OVER}) as looks,
      greatest(r.recorded_from, (select max(s.recorded_from) from runs.run_step s where s.fund = r.fund and s.run = r.run)) as "lastStep"
    from runs.run r left join runs.run_step d on d.fund = r.fund and d.run = r.run and d.step = ${TAKEN_OVER}
    where r.fund = ${fund} and r.kind = ${DATA_QUALITY} order by r.run desc limit ${most}`.execute(db);
  return rows.map(({ done, facts, ...run }) => ({
    ...run,
    done: done ?? undefined,
    facts: facts === null ? {} : fromCanonicalJson<Record<string, unknown>>(facts),
  }));
}

/** How the record stood at a run. */
export interface QualityMark {
  readonly run: number;
  readonly employer: number;
  readonly people: number;
  readonly clean: number;
  readonly scoreTenths: number;
  readonly questions: number;
  readonly severe: number;
  readonly cents: Cents;
  readonly day: DateText;
  readonly at: Instant;
}

const marks = (db: Reading, fund: number, timeZone: string) =>
  db
    .selectFrom("runs.quality_mark")
    .select([
      "run",
      "employer",
      "people",
      "clean",
      "score_tenths as scoreTenths",
      "questions",
      "severe",
      "cents",
      "recorded_from as at",
      sql<DateText>`(recorded_from at time zone ${timeZone})::date`.as("day"),
    ])
    .where("fund", "=", fund);

/** The marks of the whole fund (employer 0) or of one employer, newest first. */
export async function marksOf(
  db: Reading,
  fund: number,
  {
    employer,
    most,
    timeZone,
  }: { readonly employer: number; readonly most: number; readonly timeZone: string },
): Promise<QualityMark[]> {
  return marks(db, fund, timeZone)
    .where("employer", "=", employer)
    .orderBy("run", "desc")
    .limit(most)
    .execute();
}

/** The marks of every employer at a run. */
export async function marksAt(
  db: Reading,
  fund: number,
  { run, timeZone }: { readonly run: number; readonly timeZone: string },
): Promise<QualityMark[]> {
  return marks(db, fund, timeZone)
    .where("run", "=", run)
    .where("employer", ">", 0)
    .orderBy("employer")
    .execute();
}
