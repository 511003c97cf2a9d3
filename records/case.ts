import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import type { Reading, Tx } from "./db.ts";
import { type Known, recordedBy } from "./moment.ts";
import { nextNumber } from "./person.ts";
import type { Instant } from "./schema.ts";

/** A case with where it stands: the status and the number of its last step. */
export interface Case {
  readonly caseNumber: number;
  readonly person: number;
  readonly kind: string;
  readonly status: string;
  readonly step: number;
  readonly openedBy: string;
  readonly opened: Instant;
  /** When the last step was taken. */
  readonly since: Instant;
}

/** One thing done in a case. */
export interface CaseStep {
  readonly step: number;
  readonly action: string;
  readonly status: string;
  readonly actor: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

/** Opens a case with its first step and gives its number. */
export async function openCase(
  tx: Tx,
  asked: {
    fund: number;
    person: number;
    kind: string;
    action: string;
    status: string;
    actor: string;
    facts?: Readonly<Record<string, unknown>>;
  },
  instant: Instant,
): Promise<number> {
  const { fund, person, kind, actor } = asked;
  const case_number = await nextNumber(tx, "records.case_number");
  await tx
    .insertInto("records.case_file")
    .values({ fund, person, case_number, kind, opened_by: actor, recorded_from: instant })
    .execute();
  await takeStep(tx, { ...asked, caseNumber: case_number, step: 1 }, instant);
  return case_number;
}

/** Records a step. `step` is one more than the step that was decided upon: if another came between, the database refuses. */
export async function takeStep(
  tx: Tx,
  taken: {
    fund: number;
    person: number;
    caseNumber: number;
    step: number;
    action: string;
    status: string;
    actor: string;
    facts?: Readonly<Record<string, unknown>>;
  },
  instant: Instant,
): Promise<void> {
  const { fund, person, caseNumber: case_number, step, action, status, actor, facts } = taken;
  await tx
    .insertInto("records.case_step")
    .values({
      fund,
      person,
      case_number,
      step,
      action,
      status,
      actor,
      facts: canonicalJson(facts ?? {}),
      recorded_from: instant,
    })
    .execute();
}

const cases = (db: Reading, fund: number, when: Known = {}) =>
  db
    .selectFrom("records.case_file as c")
    .innerJoin("records.case_step as s", (join) =>
      join
        .onRef("s.fund", "=", "c.fund")
        .onRef("s.person", "=", "c.person")
        .onRef("s.case_number", "=", "c.case_number"),
    )
    .select([
      "c.case_number as caseNumber",
      "c.person",
      "c.kind",
      "s.status",
      "s.step",
      "c.opened_by as openedBy",
      "c.recorded_from as opened",
      "s.recorded_from as since",
    ])
    .where("c.fund", "=", fund)
    .where(recordedBy("s", when))
    .where(
      sql<boolean>`not exists (select from records.case_step n where (n.fund, n.person, n.case_number, n.step) = (s.fund, s.person, s.case_number, s.step + 1)
        and ${recordedBy("n", when)})`,
    );

/** The case with this number, as it stood then; nothing before it was opened. */
export async function findCase(
  db: Reading,
  fund: number,
  caseNumber: number,
  when: Known = {},
): Promise<Case | undefined> {
  return cases(db, fund, when).where("c.case_number", "=", caseNumber).executeTakeFirst();
}

/** A person's cases, newest first, of one kind if told, as they stood then. */
export async function casesOf(
  db: Reading,
  fund: number,
  person: number,
  kind?: string,
  when: Known = {},
): Promise<Case[]> {
  return cases(db, fund, when)
    .where("c.person", "=", person)
    .$if(kind !== undefined, (query) => query.where("c.kind", "=", kind!))
    .orderBy("c.case_number", "desc")
    .execute();
}

/** The cases of a kind that stand at one of these statuses, longest waiting first. */
export async function casesAt(
  db: Reading,
  fund: number,
  kind: string,
  statuses: readonly string[],
): Promise<Case[]> {
  if (statuses.length === 0) return [];
  return cases(db, fund)
    .where("c.kind", "=", kind)
    .where("s.status", "in", statuses)
    .orderBy("s.recorded_from")
    .orderBy("c.case_number")
    .execute();
}

/** All steps of a case in order, up to an instant if told. */
export async function stepsOf(
  db: Reading,
  fund: number,
  person: number,
  caseNumber: number,
  when: Known = {},
): Promise<CaseStep[]> {
  const rows = await db
    .selectFrom("records.case_step")
    .select(["step", "action", "status", "actor", "facts", "recorded_from as at"])
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("case_number", "=", caseNumber)
    .where(recordedBy("records.case_step", when))
    .orderBy("step")
    .execute();
  return rows.map((row) => ({ ...row, facts: fromCanonicalJson(row.facts) }));
}
