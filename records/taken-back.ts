import {
  correctMany,
  keyIs,
  replaceVersion,
  type DatedTable,
  type KeyOf,
  type VersionRow,
  type VersionTable,
} from "./correct.ts";
import { dateOf } from "./dates.ts";
import type { Tx } from "./db.ts";
import { sql } from "kysely";
import type { DateText, Instant } from "./schema.ts";

/** What is known of a thing at three moments: just before an instant, by it, and now. */
interface Known {
  readonly was: boolean;
  readonly by: boolean;
  readonly is: boolean;
}

/** A version without its times of recording, with when it was known. */
interface Kept extends Known {
  readonly row: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What to put back and what to take away so that a thing stands as it stood before an instant. */
export interface Change {
  readonly back: readonly Kept["row"][];
  readonly away: readonly Kept["row"][];
}

/** Keeps that a notice was taken back. */
export async function keepTakenBack(
  tx: Tx,
  kept: { fund: number; person: number; notice: number; because: string; actor: string },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.employment_notice_taken_back")
    .values({ ...kept, recorded_from: instant })
    .execute();
}

async function versionsOf(tx: Tx, table: VersionTable, key: object, at: Instant): Promise<Kept[]> {
  const { rows } = await sql<{ text: string } & Known>`
    select (to_jsonb(v) - 'recorded_from' - 'recorded_to')::text as text,
      v.recorded_from < ${at}::timestamptz and v.recorded_to >= ${at}::timestamptz as was,
      v.recorded_from <= ${at}::timestamptz and v.recorded_to > ${at}::timestamptz as by,
      v.recorded_to = 'infinity' as is
    from ${sql.table(table)} v where ${keyIs(key)}`.execute(tx);
  return rows.map(({ text, ...known }) => ({ ...known, text, row: JSON.parse(text) as Kept["row"] }));
}

/** The rows to put back and those to take away, by what they say; nothing where the thing changed since. Pure. */
export function difference(versions: readonly Kept[]): Change | undefined {
  const at = (moment: keyof Known): Map<string, Kept["row"]> =>
    new Map(versions.filter((each) => each[moment]).map(({ text, row }) => [text, row]));
  const [was, by, is] = [at("was"), at("by"), at("is")];
  const same = by.size === is.size && [...by.keys()].every((text) => is.has(text));
  if (!same) return undefined;
  const only = (one: typeof was, other: typeof was) =>
    [...one].filter(([text]) => !other.has(text)).map(([, row]) => row);
  return { back: only(was, is), away: only(is, was) };
}

/** What an instant changed of a thing: nothing where what that instant made known is not what is known now. */
export const changeAt = async <T extends VersionTable>(
  tx: Tx,
  table: T,
  key: KeyOf<T>,
  at: Instant,
): Promise<Change | undefined> => difference(await versionsOf(tx, table, key, at));

/** Puts back what was known of a dated thing before a change, by a correction of its own; both stay in history. */
export async function putBackDays<T extends DatedTable>(
  tx: Tx,
  table: T,
  key: KeyOf<T>,
  { back, away }: Change,
  instant: Instant,
): Promise<void> {
  const corrections = [...back, ...away].map((row, index) => ({
    key,
    days: { from: dateOf(row["valid_from"] as DateText), to: dateOf(row["valid_to"] as DateText) },
    rows: index === 0 ? (back as readonly VersionRow<T>[]) : [],
  }));
  await correctMany(tx, table, corrections, instant);
}

/** As putBackDays, of things without days that one more column tells apart, such as a person's service credits. */
export async function putBackEach<T extends VersionTable>(
  tx: Tx,
  table: T,
  { of, apart }: { readonly of: KeyOf<T>; readonly apart: string },
  { back, away }: Change,
  instant: Instant,
): Promise<void> {
  for (const number of new Set([...back, ...away].map((row) => row[apart]))) {
    const row = back.find((each) => each[apart] === number) as VersionRow<T> | undefined;
    await replaceVersion(tx, table, { ...of, [apart]: number }, row, instant);
  }
}
