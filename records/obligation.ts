import type { PlainDate } from "@emeritus/engine/dates.ts";
import { add } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { known, type Known } from "./moment.ts";
import { nextNumber } from "./person.ts";
import type { Instant, ObligationStatus } from "./schema.ts";

/** A duty with a day and an owner, derived from the law or from a case. */
export interface Obligation {
  readonly obligation: number;
  readonly person: number;
  readonly kind: string;
  /** Tells apart duties of one kind and day: a case, a child. */
  readonly subject: string;
  readonly due: PlainDate;
  /** The role that must see to it. */
  readonly owner: string;
  readonly caseNumber?: number | undefined;
  readonly cites?: string | undefined;
  readonly status: ObligationStatus;
  readonly because?: string | undefined;
}

/** An obligation as it is to be recorded. */
export interface ObligationRecord {
  readonly fund: number;
  readonly person: number;
  readonly kind: string;
  readonly subject?: string;
  readonly due: PlainDate;
  readonly owner: string;
  readonly caseNumber?: number;
  readonly cites?: string;
}

/** Records a duty unless the same one (person, kind, subject, day) is there already; gives its number. */
export async function oblige(tx: Tx, asked: ObligationRecord, instant: Instant): Promise<number> {
  const { fund, person, kind, subject = "", due, owner, caseNumber, cites } = asked;
  const there = await rows(tx, fund)
    .where("person", "=", person)
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .where("due", "=", dateText(due))
    .executeTakeFirst();
  if (there) return there.obligation;
  const obligation = await nextNumber(tx, "records.obligation_number");
  const row = {
    fund,
    person,
    obligation,
    kind,
    subject,
    due: dateText(due),
    owner,
    case_number: caseNumber ?? null,
    cites: cites ?? null,
  };
  await add(tx, "records.obligation", [row], instant);
  return obligation;
}

/** As oblige, and a duty that had fallen away (or was done, where that is named) is open again: what it watches was taken back and is told anew. */
export async function obligeAgain(
  tx: Tx,
  asked: ObligationRecord,
  instant: Instant,
  settled: readonly ("void" | "done")[] = ["void"],
): Promise<number> {
  const obligation = await oblige(tx, asked, instant);
  const fallen = await tx
    .updateTable("records.obligation")
    .set({ recorded_to: instant })
    .where("fund", "=", asked.fund)
    .where("obligation", "=", obligation)
    .where("status", "in", settled)
    .where("recorded_to", "=", "infinity")
    .returningAll()
    .execute();
  const again = fallen.map(({ recorded_from: _from, recorded_to: _to, ...row }) => ({
    ...row,
    status: "open" as const,
    because: null,
  }));
  await add(tx, "records.obligation", again, instant);
  return obligation;
}

/** Records that duties were done or fell away: all open ones of a person that match. Gives how many. */
export async function settleObligations(
  tx: Tx,
  match: {
    fund: number;
    person: number;
    kind?: string;
    subject?: string;
    caseNumber?: number;
    obligation?: number;
  },
  { status, because }: { status: "done" | "void"; because?: string },
  instant: Instant,
): Promise<number> {
  const { fund, person, kind, subject, caseNumber, obligation } = match;
  const closed = await tx
    .updateTable("records.obligation")
    .set({ recorded_to: instant })
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("status", "=", "open")
    .where("recorded_to", "=", "infinity")
    .$if(kind !== undefined, (query) => query.where("kind", "=", kind!))
    .$if(subject !== undefined, (query) => query.where("subject", "=", subject!))
    .$if(caseNumber !== undefined, (query) => query.where("case_number", "=", caseNumber!))
    .$if(obligation !== undefined, (query) => query.where("obligation", "=", obligation!))
    .returningAll()
    .execute();
  const settled = closed.map(({ recorded_from: _from, recorded_to: _to, ...row }) => ({
    ...row,
    status,
    because: because ?? null,
  }));
  await add(tx, "records.obligation", settled, instant);
  return settled.length;
}

const rows = (db: Reading, fund: number, when: Known = {}) =>
  db
    .selectFrom("records.obligation")
    .selectAll()
    .where("fund", "=", fund)
    .where(known("records.obligation", when));

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

const obligationOf = (row: Row): Obligation => ({
  obligation: row.obligation,
  person: row.person,
  kind: row.kind,
  subject: row.subject,
  due: dateOf(row.due),
  owner: row.owner,
  caseNumber: row.case_number ?? undefined,
  cites: row.cites ?? undefined,
  status: row.status,
  because: row.because ?? undefined,
});

/** A person's duties in order of day, settled ones included, as they were known then. */
export async function obligationsOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Obligation[]> {
  return (
    await rows(db, fund, when).where("person", "=", person).orderBy("due").orderBy("obligation").execute()
  ).map(obligationOf);
}
