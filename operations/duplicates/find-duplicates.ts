import { formatDate } from "@emeritus/engine/dates.ts";
import { lastFourOf } from "@emeritus/records/closed-field.ts";
import { type Duplicate, duplicatesOf, likenesses } from "@emeritus/records/duplicate.ts";
import { personLines, type PersonLine } from "@emeritus/records/name-search.ts";
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

/**
 * Records that may be one person, the likeliest first, of the whole fund or of one person. Two records never have the same SSN;
 * pairs that were decided are left out, and so is whatever is the actor's own record.
 */
export async function findDuplicates(system: System, actor: Actor, person?: number): Promise<PairSeen[]> {
  allow(actor, "find members", person === undefined ? {} : { person });
  const { db, reader, fund, keys, calendar } = system;
  const found = await likenesses(db, fund.number, {
    most: 5 * most,
    ...(person === undefined ? {} : { person }),
  });
  const pairs = found
    .map((like) => ({ ...like, ...likenessScore(like) }))
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
