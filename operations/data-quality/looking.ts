import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import { sql, type RawBuilder } from "kysely";
import type { PatternCode } from "./catalogue.ts";

/** What a look at the record may use. */
export interface Looking {
  readonly db: Reading;
  readonly keys: Keys;
  readonly fund: number;
  readonly today: DateText;
  readonly day: PlainDate;
}

/** Something that a pattern sees: one row of a look. */
export interface SeenRow {
  readonly pattern: PatternCode;
  /** Tells apart what one pattern finds; the same from run to run. */
  readonly subject: string;
  readonly person: number | null;
  readonly employer: number | null;
  readonly reporting_group: number | null;
  /** Money at risk. */
  readonly cents: bigint;
  readonly facts: Readonly<Record<string, string | number>>;
}

/**
 * One look at the whole record, for one pattern or for several that read the same rows. `sees` is a query with the columns
 * pattern, subject, person, employer, reporting_group, cents and facts (jsonb); `tells` gives the rows where a function decides.
 */
export type Look = { readonly patterns: readonly PatternCode[] } & (
  | { readonly sees: (looking: Looking) => RawBuilder<unknown> }
  | { readonly tells: (looking: Looking) => Promise<readonly SeenRow[]> }
);

/** True of versions of a table's alias that are on record now and hold today. */
export const inForce = (alias: string, today: DateText): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.recorded_to`)} = 'infinity' and ${sql.ref(`${alias}.valid_from`)} <= ${today}::date and ${sql.ref(`${alias}.valid_to`)} > ${today}::date)`;

/** The mean of the months of a packed year that have pay, as whole cents. */
export const usualMonth = (cents: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select coalesce(round(avg(c)), 0)::bigint from unnest(${cents}) c where c > 0)`;

/** True where an alias has a benefit that is due today. */
export const benefitInForce = (today: DateText): RawBuilder<boolean> =>
  sql<boolean>`(${inForce("b", today)} and b.status = 'due')`;
