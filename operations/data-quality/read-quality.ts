import { formatDate } from "@emeritus/engine/dates.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import { questionsOfPerson } from "@emeritus/records/data-quality.ts";
import {
  countQuestions,
  type DataQuestion,
  findQuestion,
  listQuestions,
  type LookRun,
  lookRuns,
  marksAt,
  marksOf,
  type QualityMark,
  type QuestionFilter,
  questionHistory,
  type QuestionStep,
  type QuestionVersion,
} from "@emeritus/records/data-quality-reads.ts";
import type { QuestionStatus } from "@emeritus/records/data-quality-tables.ts";
import { employersOn } from "@emeritus/records/employer.ts";
import { rightsOfAccount } from "@emeritus/records/employer-desk.ts";
import { personLines } from "@emeritus/records/name-search.ts";
import { findPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { dayOfInstant } from "@emeritus/words/format.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import { mayInGroup } from "../enrolling/group-rights.ts";
import type { System } from "../system.ts";
import { isAskedOf, isSettled, lastLookOf, staffAccounts } from "./answer-question.ts";
import { askedOfEmployers, codesOf, type PatternCode, patternCodes, type Severity } from "./catalogue.ts";
import { looks } from "./looks.ts";
import { heaviestFirst, type Score, scoreOf } from "./score.ts";

/** Which questions the desk shows; without a status, all that nothing settled. */
export interface DeskFilter {
  readonly pattern?: PatternCode | undefined;
  readonly severity?: Severity | undefined;
  readonly employer?: number | undefined;
  readonly assignee?: string | undefined;
  readonly status?: QuestionStatus | undefined;
  readonly person?: number | undefined;
}

/** A question with the people and the employer it is about. */
export interface QuestionSeen extends Omit<DataQuestion, "pattern"> {
  readonly pattern: PatternCode;
  /** The day, in the fund's time zone, on which a run first saw it. */
  readonly sinceDay: string;
  readonly name: string | undefined;
  readonly memberId: string | undefined;
  readonly employerName: string | undefined;
  /** The other person of a question about two, by name. */
  readonly otherName: string | undefined;
}

/** When the data were looked at last, and whether somebody is looking. */
export interface LooksSeen {
  readonly last: LookRun | undefined;
  readonly underWay: (LookRun & { readonly of: number }) | undefined;
}

/** The data-quality desk. */
export interface Desk {
  readonly looks: LooksSeen;
  readonly mark: QualityMark | undefined;
  /** The marks of the fund by run, oldest first. */
  readonly trend: readonly QualityMark[];
  readonly employers: readonly { readonly employer: number; readonly name: string }[];
  readonly assignees: readonly string[];
  readonly found: number;
  readonly cents: bigint;
  readonly pages: number;
  readonly questions: readonly QuestionSeen[];
}

/** Questions on one page of the desk. */
const questionsAPage = 50;
const trendRuns = 30;
const unsettledStatuses: readonly QuestionStatus[] = [
  "open",
  "told",
  "mended",
  "acceptedWaits",
  "notAFaultWaits",
];

const filterOf = (actor: Actor, asked: DeskFilter): QuestionFilter => {
  const { pattern, severity, employer, assignee, status, person } = asked;
  const codes = severity === undefined ? patternCodes : codesOf(severity);
  const patterns = pattern === undefined ? codes : codes.filter((code) => code === pattern);
  return {
    patterns,
    employers: employer === undefined ? undefined : [employer],
    assignee,
    person,
    statuses: status === undefined ? unsettledStatuses : [status],
    without: actor.person,
  };
};

async function looksSeen({ reader, fund }: System): Promise<LooksSeen> {
  const runs = await lookRuns(reader, fund.number, 3);
  const [latest] = runs;
  const underWay =
    latest !== undefined && latest.done === undefined ? { ...latest, of: looks.length } : undefined;
  return { last: runs.find(({ done }) => done !== undefined), underWay };
}

async function named(system: System, questions: readonly DataQuestion[]): Promise<QuestionSeen[]> {
  const { reader, fund, calendar } = system;
  const today = calendar.today();
  const others = questions.map(({ facts }) => facts["other"]).filter((other) => typeof other === "number");
  const persons = [...new Set([...questions.flatMap(({ person }) => person ?? []), ...others])];
  const [lines, employers] = await Promise.all([
    persons.length === 0
      ? []
      : personLines(reader, fund.number, persons, formatDate(today), { asItself: true }),
    employersOn(reader, fund.number, { on: today }),
  ]);
  const lineOf = new Map(lines.map((line) => [line.found, line]));
  const employerOf = new Map(employers.map(({ employer, name }) => [employer, name]));
  return questions.map((one) => ({
    ...one,
    pattern: one.pattern as PatternCode,
    sinceDay: dayOfInstant(one.since, fund.timeZone),
    name: one.person === null ? undefined : lineOf.get(one.person)?.name,
    memberId: one.person === null ? undefined : lineOf.get(one.person)?.memberId,
    employerName: one.employer === null ? undefined : employerOf.get(one.employer),
    otherName: typeof one.facts["other"] === "number" ? lineOf.get(one.facts["other"])?.name : undefined,
  }));
}

/** The desk: how the record stands, and the questions of a filter, the most money at risk first. */
export async function readDesk(
  system: System,
  actor: Actor,
  asked: DeskFilter & { readonly page: number },
): Promise<Desk> {
  allow(actor, "read data quality");
  const { db, reader, fund, calendar } = system;
  const number = fund.number;
  const seen = await looksSeen(system);
  const filter = { ...filterOf(actor, asked), lastLook: seen.last?.done };
  const [counts, questions, trend, employers, assignees] = await Promise.all([
    countQuestions(reader, number, filter),
    listQuestions(reader, number, {
      ...filter,
      heaviest: heaviestFirst,
      most: questionsAPage,
      from: (asked.page - 1) * questionsAPage,
    }),
    marksOf(reader, number, { employer: 0, most: trendRuns, timeZone: fund.timeZone }),
    employersOn(reader, number, { on: calendar.today() }),
    staffAccounts(db, number),
  ]);
  const found = counts.reduce((sum, one) => sum + one.questions, 0);
  return {
    looks: seen,
    mark: trend[0],
    trend: trend.toReversed(),
    employers: employers.map(({ employer, name }) => ({ employer, name })),
    assignees,
    found,
    cents: counts.reduce((sum, one) => sum + one.cents, 0n),
    pages: Math.max(1, Math.ceil(found / questionsAPage)),
    questions: await named(system, questions),
  };
}

/** Every question of a filter, for a file; at most a hundred thousand, the most money at risk first. */
export async function allQuestions(system: System, actor: Actor, asked: DeskFilter): Promise<QuestionSeen[]> {
  allow(actor, "read data quality");
  const { reader, fund } = system;
  const { last } = await looksSeen(system);
  const filter = { ...filterOf(actor, asked), lastLook: last?.done };
  const most = 100_000;
  return named(
    system,
    await listQuestions(reader, fund.number, { ...filter, heaviest: heaviestFirst, most }),
  );
}

/** Every pattern with its open questions and what they put at risk, and how each employer's record stands. */
export async function readPatterns(
  system: System,
  actor: Actor,
): Promise<{
  readonly looks: LooksSeen;
  readonly patterns: readonly {
    readonly pattern: PatternCode;
    readonly questions: number;
    readonly cents: bigint;
  }[];
  readonly employers: readonly (QualityMark & { readonly name: string })[];
}> {
  allow(actor, "read data quality");
  const { reader, fund, calendar } = system;
  const seen = await looksSeen(system);
  const counts = await countQuestions(reader, fund.number, {
    ...filterOf(actor, {}),
    lastLook: seen.last?.done,
  });
  const byPattern = new Map(counts.map((one) => [one.pattern, one]));
  const names = new Map(
    (await employersOn(reader, fund.number, { on: calendar.today() })).map(({ employer, name }) => [
      employer,
      name,
    ]),
  );
  const marks =
    seen.last === undefined
      ? []
      : await marksAt(reader, fund.number, { run: seen.last.run, timeZone: fund.timeZone });
  return {
    looks: seen,
    patterns: patternCodes.map((pattern) => ({
      pattern,
      questions: byPattern.get(pattern)?.questions ?? 0,
      cents: byPattern.get(pattern)?.cents ?? 0n,
    })),
    employers: marks
      .map((mark) => ({ ...mark, name: names.get(mark.employer) ?? String(mark.employer) }))
      .toSorted((a, b) => a.scoreTenths - b.scoreTenths),
  };
}

/** One question with everything seen of it and done with it. */
export interface QuestionDetail {
  /** As it stands; nothing where runs do not see it any more. */
  readonly open: QuestionSeen | undefined;
  readonly pattern: PatternCode;
  readonly person: number | null;
  readonly versions: readonly QuestionVersion[];
  readonly steps: readonly QuestionStep[];
  readonly assignees: readonly string[];
  readonly lastLook: Instant | undefined;
}

/** Reads one question; nothing where there never was one of that number. The reading of a person's question is kept. */
export async function readQuestion(
  system: System,
  actor: Actor,
  question: number,
): Promise<QuestionDetail | undefined> {
  allow(actor, "read data quality");
  const { db, reader, fund } = system;
  const { versions, steps } = await questionHistory(reader, fund.number, question);
  const latest = versions.at(-1);
  if (latest === undefined) return undefined;
  const { person } = latest;
  allow(actor, "read data quality", person === null ? {} : { person });
  if (person !== null) {
    const entry = { fund: fund.number, person, actor: actor.account, action: "read data quality" };
    await recordReading(db, { ...entry, facts: { question } });
  }
  const lastLook = await lastLookOf(reader, fund.number);
  const open = await findQuestion(reader, fund.number, question, lastLook);
  return {
    open: open && (await named(system, [open]))[0],
    pattern: latest.pattern as PatternCode,
    person,
    versions,
    steps,
    assignees: await staffAccounts(db, fund.number),
    lastLook,
  };
}

/** The score of one person's record with the questions that took points from it, and when the data were looked at. */
export interface PersonQuality {
  readonly score: Score;
  readonly questions: readonly QuestionSeen[];
  readonly lastLook: Instant | undefined;
}

/** Reads how one person's record stands, as of the last look and the answers since; nothing where there is no such person. */
export async function readPersonQuality(
  system: System,
  actor: Actor,
  person: number,
): Promise<PersonQuality | undefined> {
  allow(actor, "read data quality", { person });
  const { reader, fund } = system;
  if ((await findPerson(reader, fund.number, person)) === undefined) return undefined;
  const lastLook = await lastLookOf(reader, fund.number);
  const [found, questions] = await Promise.all([
    questionsOfPerson(reader, fund.number, person),
    listQuestions(reader, fund.number, {
      person,
      lastLook,
      statuses: unsettledStatuses,
      heaviest: heaviestFirst,
      most: 100,
    }),
  ]);
  return { score: scoreOf(found), questions: await named(system, questions), lastLook };
}

/** What an employer is asked about its people, with how its record stands. */
export interface AskedOfEmployer {
  readonly lastLook: Instant | undefined;
  readonly questions: readonly QuestionSeen[];
  readonly found: number;
  readonly pages: number;
  readonly marks: readonly MarkOfEmployer[];
}

/** How an employer's record stands, as the employer may see it: no count or sum that a benefit of somebody could be read from. */
export interface MarkOfEmployer extends Pick<
  QualityMark,
  "run" | "day" | "employer" | "people" | "scoreTenths"
> {
  readonly name: string;
}

/** Pure. A question as an employer sees it: without who of the staff has it, and with no reason but the employer's own. */
const asAsked = (one: QuestionSeen): QuestionSeen => ({
  ...one,
  assignee: null,
  answeredBy: null,
  actor: null,
  because: one.status === "told" ? one.because : null,
});

/** Reads the questions that an employer's account can answer: of its employers, in the groups that it may see. */
export async function readAsked(system: System, actor: Actor, page: number): Promise<AskedOfEmployer> {
  allow(actor, "answer the fund's questions");
  const { reader, fund, calendar } = system;
  const on = { on: calendar.today() };
  const lastLook = await lastLookOf(reader, fund.number);
  const employers = [...actor.employers];
  const filter = { patterns: askedOfEmployers, employers, statuses: unsettledStatuses, lastLook };
  const all = await listQuestions(reader, fund.number, { ...filter, heaviest: heaviestFirst, most: 10_000 });
  const rights = await rightsOfAccount(reader, fund.number, on, actor.account);
  const mine = all.filter(
    ({ employer, reportingGroup }) =>
      reportingGroup === null || mayInGroup(rights, { employer: employer!, reportingGroup, right: "read" }),
  );
  const names = new Map((await employersOn(reader, fund.number, on)).map((one) => [one.employer, one.name]));
  const run = (await looksSeen(system)).last?.run;
  const marks = run === undefined ? [] : await marksAt(reader, fund.number, { run, timeZone: fund.timeZone });
  return {
    lastLook,
    found: mine.length,
    pages: Math.max(1, Math.ceil(mine.length / questionsAPage)),
    questions: (await named(system, mine.slice((page - 1) * questionsAPage, page * questionsAPage))).map(
      asAsked,
    ),
    marks: marks
      .filter(({ employer }) => employers.includes(employer))
      .map(({ run: at, day, employer, people, scoreTenths }) => {
        const name = names.get(employer) ?? String(employer);
        return { run: at, day, employer, people, scoreTenths, name };
      }),
  };
}

/** One question as an employer is asked it; nothing where it is not asked of this employer's account. */
export async function readAskedQuestion(
  system: System,
  actor: Actor,
  question: number,
): Promise<{ readonly question: QuestionSeen; readonly settled: boolean } | undefined> {
  allow(actor, "answer the fund's questions");
  const { reader, fund, calendar } = system;
  const found = await findQuestion(reader, fund.number, question, await lastLookOf(reader, fund.number));
  if (found === undefined || !isAskedOf(found) || !actor.employers.includes(found.employer!))
    return undefined;
  const rights = await rightsOfAccount(reader, fund.number, { on: calendar.today() }, actor.account);
  const reportingGroup = found.reportingGroup ?? found.employer!;
  if (!mayInGroup(rights, { employer: found.employer!, reportingGroup, right: "read" })) return undefined;
  return { question: asAsked((await named(system, [found]))[0]!), settled: isSettled(found.status) };
}
