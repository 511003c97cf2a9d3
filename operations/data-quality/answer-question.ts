import { command, type Note } from "@emeritus/records/command.ts";
import { type DataQuestion, findQuestion, lookRuns } from "@emeritus/records/data-quality-reads.ts";
import { keepState, lockQuestion } from "@emeritus/records/data-quality.ts";
import type { EmployerAnswer, QuestionAct, QuestionStatus } from "@emeritus/records/data-quality-tables.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { type Action, allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { askedOfEmployers, catalogue, isPattern } from "./catalogue.ts";

/** What the office answers to a data question. */
export const verdicts = ["mended", "accepted", "notAFault"] as const;
/** One of the office's answers. */
export type Verdict = (typeof verdicts)[number];

/** Why something is not done with a data question. */
export type QuestionRefusal =
  | "no-such-question"
  | "changed-meanwhile"
  | "settled-already"
  | "reason-missing"
  | "no-such-account"
  | "nothing-to-confirm"
  | "answered-by-you"
  | "not-asked-of-employers";

/** An act with a data question; `seen` is the instant of the state that the actor saw, or `none` where there was none. */
export interface QuestionAsk {
  readonly key: string;
  readonly question: number;
  readonly seen: Instant | "none";
}

type Done = Outcome<{ readonly question: number; readonly status: QuestionStatus }, Refusal<QuestionRefusal>>;

/** The version of a question's state that an act is about. */
export const seenOf = ({ at }: Pick<DataQuestion, "at">): string => at ?? "none";

/** When the last look was taken over; nothing before the first. */
export async function lastLookOf(db: Reading, fund: number): Promise<Instant | undefined> {
  return (await lookRuns(db, fund, 2)).find(({ done }) => done !== undefined)?.done;
}

/** Whether nothing but a change of what is seen opens a question again. */
export const isSettled = (status: QuestionStatus): boolean => status === "accepted" || status === "notAFault";

/** Pure. What an answer of the office leads to: a severe question needs a second person before it is settled unmended. */
export function decideAnswer(
  { status, pattern }: Pick<DataQuestion, "status" | "pattern">,
  { verdict, because }: { readonly verdict: Verdict; readonly because: string | undefined },
): Outcome<QuestionStatus, Refusal<QuestionRefusal>> {
  if (isSettled(status)) return refused("settled-already");
  if (verdict === "mended") return accepted("mended");
  if (because === undefined || because.trim().length < 3) return refused("reason-missing");
  const severe = isPattern(pattern) && catalogue[pattern].severity === "severe";
  return accepted(severe ? (`${verdict}Waits` as const) : verdict);
}

/** What is written of an act besides who did it and when. */
interface NextState {
  readonly status: QuestionStatus;
  readonly act: QuestionAct;
  readonly assignee?: string | null;
  readonly told?: EmployerAnswer | null;
  readonly because?: string | null;
  readonly answeredBy?: string | null;
}

async function withQuestion(
  system: System,
  actor: Actor,
  asked: QuestionAsk & { readonly name: string; readonly may: Action; readonly request: object },
  decide: (found: DataQuestion, tx: Tx) => Promise<Outcome<NextState, Refusal<QuestionRefusal>>>,
): Promise<Done> {
  const { key, question, seen, name, may, request } = asked;
  const { db, calendar } = system;
  const fund = system.fund.number;
  allow(actor, may);
  const before = await findQuestion(db, fund, question, undefined);
  if (before === undefined) return refused("no-such-question");
  const { person, employer, reportingGroup } = before;
  if (may === "answer the fund's questions") {
    if (!isAskedOf(before)) return refused("not-asked-of-employers");
    const inGroup = { fund, employer: employer!, right: "read", on: calendar.today() } as const;
    await allowInGroup(db, actor, may, { ...inGroup, reportingGroup: reportingGroup ?? employer! });
  } else allow(actor, may, person === null ? {} : { person });
  const about = { fund, actor, key, name, request: { question, seen, ...request } };
  const of = person === null ? about : { ...about, persons: [person] };
  return command(db, of, async (tx, instant, note): Promise<Done> => {
    await lockQuestion(tx, question);
    const found = await findQuestion(tx, fund, question, await lastLookOf(tx, fund));
    if (found === undefined) return refused("no-such-question");
    noteOf(note, found);
    if (seenOf(found) !== seen) return refused("changed-meanwhile");
    const { accepted: next, refused: no } = await decide(found, tx);
    if (no) return { refused: no };
    const state = {
      assignee: found.assignee,
      told: next.status === "told" ? found.told : null,
      because: null,
      answeredBy: null,
      ...next,
    };
    await keepState(tx, { fund, question }, { ...state, actor: actor.account }, instant);
    note({ facts: { status: next.status } });
    return accepted({ question, status: next.status });
  });
}

const noteOf = (note: Note, { question, pattern, person }: DataQuestion): void =>
  note({ ...(person === null ? {} : { person }), facts: { question, pattern } });

/** Whether an employer is asked this question: it is about what that employer tells, and about one of its own. */
export const isAskedOf = ({ pattern, employer }: Pick<DataQuestion, "pattern" | "employer">): boolean =>
  employer !== null && (askedOfEmployers as readonly string[]).includes(pattern);

/** Gives a question to somebody of the staff, or to nobody; what was answered stays. */
export const assignQuestion = (
  system: System,
  actor: Actor,
  asked: QuestionAsk & { readonly assignee: string | undefined },
): Promise<Done> => {
  const { assignee } = asked;
  const given = { ...asked, name: "assignDataQuestion", may: "work on data quality" } as const;
  return withQuestion(
    system,
    actor,
    { ...given, request: { assignee: assignee ?? null } },
    async (found, tx) => {
      if (assignee !== undefined && !(await isStaff(tx, system.fund.number, assignee)))
        return refused("no-such-account", { account: assignee });
      const { status, told, because, answeredBy } = found;
      const kept = status === "open" ? {} : { told, because, answeredBy };
      return accepted({ status, act: "assign", ...kept, assignee: assignee ?? null });
    },
  );
};

async function isStaff(tx: Tx, fund: number, account: string): Promise<boolean> {
  return (await staffAccounts(tx, fund)).includes(account);
}

/** The accounts of those who may work on data questions or confirm what was answered. */
export async function staffAccounts(db: Reading, fund: number): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select account from signin.account
    where fund = ${fund} and not locked and roles && array['counselor', 'benefitVerifier'] order by account`.execute(
    db,
  );
  return rows.map(({ account }) => account);
}

/**
 * The office answers a question: mended (the next look must agree), accepted as it is, or not a fault. The last two need a reason,
 * and of a severe question the consent of a second person.
 */
export const answerQuestion = (
  system: System,
  actor: Actor,
  asked: QuestionAsk & { readonly verdict: Verdict; readonly because: string | undefined },
): Promise<Done> => {
  const { verdict, because } = asked;
  const given = { ...asked, name: "answerDataQuestion", may: "work on data quality" } as const;
  return withQuestion(
    system,
    actor,
    { ...given, request: { verdict, because: because ?? null } },
    async (found) => {
      const { accepted: status, refused: no } = decideAnswer(found, { verdict, because });
      if (no) return { refused: no };
      return accepted({ status, act: "answer", because: because ?? null, answeredBy: actor.account });
    },
  );
};

/** A second person agrees to leave a severe question as it is, or sends it back with a reason. */
export const confirmAnswer = (
  system: System,
  actor: Actor,
  asked: QuestionAsk & { readonly agrees: boolean; readonly because: string | undefined },
): Promise<Done> => {
  const { agrees, because } = asked;
  const given = { ...asked, name: "confirmDataQuestion", may: "confirm on data quality" } as const;
  return withQuestion(
    system,
    actor,
    { ...given, request: { agrees, because: because ?? null } },
    async (found, tx) => {
      const { status, answeredBy } = found;
      if (status !== "acceptedWaits" && status !== "notAFaultWaits") return refused("nothing-to-confirm");
      if (await isSamePerson(tx, system.fund.number, actor, answeredBy!)) return refused("answered-by-you");
      if (!agrees && (because ?? "").trim().length < 3) return refused("reason-missing");
      if (!agrees) return accepted({ status: "open", act: "sendBack", because: because! });
      const settled = status === "acceptedWaits" ? "accepted" : "notAFault";
      return accepted({ status: settled, act: "confirm", because: found.because, answeredBy });
    },
  );
};

/** An employer answers a question about one of its people; the office reads the answer and decides. */
export const tellAnswer = (
  system: System,
  actor: Actor,
  asked: QuestionAsk & { readonly told: EmployerAnswer; readonly because: string | undefined },
): Promise<Done> => {
  const { told, because } = asked;
  const given = { ...asked, name: "tellAboutDataQuestion", may: "answer the fund's questions" } as const;
  return withQuestion(
    system,
    actor,
    { ...given, request: { told, because: because ?? null } },
    async (found) => {
      if (isSettled(found.status)) return refused("settled-already");
      if ((told === "recordIsRight" || told === "other") && (because ?? "").trim().length < 3)
        return refused("reason-missing");
      return accepted({ status: "told", act: "tell", told, because: because ?? null });
    },
  );
};
