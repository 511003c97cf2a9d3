import { formatDate } from "@emeritus/engine/dates.ts";
import { lastFourOf } from "@emeritus/records/closed-field.ts";
import { type Duplicate, duplicatesOf, likenesses } from "@emeritus/records/duplicate.ts";
import { personLines, type PersonLine } from "@emeritus/records/name-search.ts";
import { lookRuns } from "@emeritus/records/data-quality-reads.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { LIKELY, likenessScore, type LikenessReason } from "./likeness-score.ts";

/** One of two records, side by side. */
export type RecordSeen = PersonLine & { readonly ssnLast4: string | null };

/** Two records that may be one person. */
export interface PairSeen {
  readonly one: RecordSeen;
  readonly other: RecordSeen;
  readonly score: number;
  readonly reasons: readonly LikenessReason[];
  /** Whether somebody has asked to join them. */
  readonly asked: boolean;
}

const most = 100;

/** Two records with how alike they are. */
interface Pair {
  readonly person: number;
  readonly other: number;
  readonly score: number;
  readonly reasons: readonly LikenessReason[];
}

/**
 * Records that may be one person with a given one, the likeliest first. Two records never have the same SSN; pairs that were
 * decided are left out, and so is whatever is the actor's own record.
 */
export async function findDuplicates(system: System, actor: Actor, person: number): Promise<PairSeen[]> {
  allow(actor, "find members", { person });
  const found = await likenesses(system.db, system.fund.number, { most: 5 * most, person });
  return pairsSeen(
    system,
    actor,
    found.map((like) => ({ ...like, ...likenessScore(like) })),
  );
}

/** Records of the whole fund that may be one person, as the last look at the data found them, and when that was. */
export interface DuplicatesFound {
  readonly pairs: readonly PairSeen[];
  /** Nothing where nobody has looked at the data yet. */
  readonly lookedAt: Instant | undefined;
}

/** The pairs that the last look at the whole fund found, without those decided since; a look over all takes too long for a page. */
export async function duplicatesFound(system: System, actor: Actor): Promise<DuplicatesFound> {
  allow(actor, "find members");
  const { db, reader, fund } = system;
  const { rows } = await sql<Omit<Pair, "reasons"> & { readonly reasons: string }>`
    select q.person, (q.facts::jsonb->>'other')::int as other, (q.facts::jsonb->>'score')::int as score, q.facts::jsonb->>'reasons' as reasons
    from runs.data_question q
    where q.fund = ${fund.number} and q.pattern = 'two-records' and q.recorded_to = 'infinity' and q.person < (q.facts::jsonb->>'other')::int
      and not exists (select from records.duplicate d where d.fund = q.fund and d.recorded_to = 'infinity' and d.verdict <> 'asked'
        and d.person in (q.person, (q.facts::jsonb->>'other')::int) and d.other in (q.person, (q.facts::jsonb->>'other')::int))
    order by 3 desc, 1, 2 limit ${5 * most}`.execute(db);
  const pairs = rows.map((row) => ({ ...row, reasons: row.reasons.split(" ") as LikenessReason[] }));
  const looked = (await lookRuns(reader, fund.number, 2)).find(({ done }) => done !== undefined);
  return { pairs: await pairsSeen(system, actor, pairs), lookedAt: looked?.done };
}

async function pairsSeen(system: System, actor: Actor, found: readonly Pair[]): Promise<PairSeen[]> {
  const { db, reader, fund, keys, calendar } = system;
  const pairs = found
    .filter((one) => one.score >= LIKELY && one.person !== actor.person && one.other !== actor.person)
    .toSorted((a, b) => b.score - a.score || a.person - b.person || a.other - b.other)
    .slice(0, most);
  const persons = [...new Set(pairs.flatMap((pair) => [pair.person, pair.other]))];
  const [lines, last4, open] = await Promise.all([
    personLines(reader, fund.number, persons, formatDate(calendar.today())),
    lastFourOf(db, keys, fund.number, persons),
    askedPairs(db, fund.number),
  ]);
  const lineOf = new Map(
    lines.map((line) => [line.person, { ...line, ssnLast4: last4.get(line.person) ?? null }]),
  );
  return pairs.flatMap(({ person: a, other: b, score, reasons }) => {
    const [one, other] = [lineOf.get(a), lineOf.get(b)];
    if (one === undefined || other === undefined) return [];
    const asked = open.some((pair) => pair === `${a} ${b}` || pair === `${b} ${a}`);
    return [{ one, other, score, reasons, asked }];
  });
}

async function askedPairs(db: System["db"], fund: number): Promise<string[]> {
  const rows = await db
    .selectFrom("records.duplicate")
    .select(["person", "other"])
    .where("fund", "=", fund)
    .where("verdict", "=", "asked")
    .where("recorded_to", "=", "infinity")
    .execute();
  return rows.map(({ person, other }) => `${person} ${other}`);
}

/** Two records side by side with what was decided of them. */
export interface ComparedSeen {
  readonly one: RecordSeen;
  readonly other: RecordSeen;
  readonly decided: Duplicate | undefined;
  readonly likeness: { readonly score: number; readonly reasons: readonly LikenessReason[] } | undefined;
}

/** Reads two records side by side; nothing when one of them is not there. */
export async function comparePair(
  system: System,
  actor: Actor,
  { person, other }: { readonly person: number; readonly other: number },
): Promise<ComparedSeen | undefined> {
  allow(actor, "find members", { person });
  allow(actor, "find members", { person: other });
  const { db, reader, fund, keys, calendar } = system;
  const today = formatDate(calendar.today());
  const [one, two] = await Promise.all([
    lineOfRecord(reader, fund.number, person, today),
    lineOfRecord(reader, fund.number, other, today),
  ]);
  if (one === undefined || two === undefined) return undefined;
  const last4 = await lastFourOf(db, keys, fund.number, [person, other]);
  const decided = (await duplicatesOf(reader, fund.number, person)).find(
    (pair) => pair.person === other || pair.other === other,
  );
  const like = (await likenesses(db, fund.number, { person, most })).find((pair) => pair.other === other);
  return {
    one: { ...one, ssnLast4: last4.get(person) ?? null },
    other: { ...two, ssnLast4: last4.get(other) ?? null },
    decided,
    likeness: like && likenessScore(like),
  };
}

/** A record's own line, even where it is read as another. */
async function lineOfRecord(
  db: System["reader"],
  fund: number,
  person: number,
  today: string,
): Promise<PersonLine | undefined> {
  const [line] = await personLines(db, fund, [person], today, { asItself: true });
  return line;
}
