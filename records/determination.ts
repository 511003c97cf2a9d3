import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { nextNumber } from "./person.ts";
import type { Instant } from "./schema.ts";

/** An amount with legal effect: what went in, which law, what came out, and the two people behind it. */
export interface Determination {
  readonly determination: number;
  readonly person: number;
  readonly caseNumber?: number | undefined;
  readonly kind: string;
  /** The hash of the law that made it. */
  readonly lawVersion: string;
  /** The facts as read, in canonical form. */
  readonly inputs: unknown;
  readonly result: unknown;
  /** The day from which it has effect. */
  readonly effective: PlainDate;
  /** The instant whose knowledge the inputs are. */
  readonly knownAt: Instant;
  readonly calculatedBy: string;
  readonly approvedBy: string;
  /** The determination that this one takes the place of. */
  readonly replaces?: number | undefined;
  readonly recordedFrom: Instant;
}

/** Records a determination and gives its number. The law version must be kept before; nobody approves their own. */
export async function recordDetermination(
  tx: Tx,
  fund: number,
  made: Omit<Determination, "determination" | "recordedFrom">,
  instant: Instant,
): Promise<number> {
  const determination = await nextNumber(tx, "records.determination_number");
  await tx
    .insertInto("records.determination")
    .values({
      fund,
      person: made.person,
      determination,
      case_number: made.caseNumber ?? null,
      kind: made.kind,
      law_version: made.lawVersion,
      inputs: canonicalJson(made.inputs),
      result: canonicalJson(made.result),
      effective: dateText(made.effective),
      known_at: made.knownAt,
      calculated_by: made.calculatedBy,
      approved_by: made.approvedBy,
      replaces: made.replaces ?? null,
      recorded_from: instant,
    })
    .execute();
  return determination;
}

/** The life-income amount that a determination `d` holds, to which an annuity returns; in the closed plan it is not the reduced base. */
export const lifeIncomeCents = sql<bigint | null>`
  (select coalesce(a.of->'lifeIncomeAmount', a.of->'reducedBaseBenefit')->>'$int' from (select d.result::jsonb->'amounts' as of) a)::bigint`;

const rows = (db: Reading, fund: number) =>
  db.selectFrom("records.determination").selectAll().where("fund", "=", fund);

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

const determinationOf = (row: Row): Determination => ({
  determination: row.determination,
  person: row.person,
  caseNumber: row.case_number ?? undefined,
  kind: row.kind,
  lawVersion: row.law_version,
  inputs: fromCanonicalJson(row.inputs),
  result: fromCanonicalJson(row.result),
  effective: dateOf(row.effective),
  knownAt: row.known_at,
  calculatedBy: row.calculated_by,
  approvedBy: row.approved_by,
  replaces: row.replaces ?? undefined,
  recordedFrom: row.recorded_from,
});

/** The determination with this number. */
export async function findDetermination(
  db: Reading,
  fund: number,
  determination: number,
): Promise<Determination | undefined> {
  const row = await rows(db, fund).where("determination", "=", determination).executeTakeFirst();
  return row && determinationOf(row);
}

/** A person's determinations in order. */
export async function determinationsOf(db: Reading, fund: number, person: number): Promise<Determination[]> {
  return (await rows(db, fund).where("person", "=", person).orderBy("determination").execute()).map(
    determinationOf,
  );
}

/** A person's determination and those that took its place one after the other, by number. */
export async function madeAgain(
  db: Reading,
  fund: number,
  { person, determination }: Pick<Determination, "person" | "determination">,
): Promise<number[]> {
  const { rows: found } = await sql<{ determination: number }>`
    with recursive made as (
      select ${determination}::int as determination
      union all
      select d.determination from made m join records.determination d on d.fund = ${fund} and d.person = ${person} and d.replaces = m.determination
    ) select determination from made`.execute(db);
  return found.map((row) => row.determination);
}

/** Up to `most` determinations of the fund after a number, in order: for a proof of all of them. */
export async function determinationsAfter(
  db: Reading,
  fund: number,
  after: number,
  most: number,
): Promise<Determination[]> {
  return (
    await rows(db, fund).where("determination", ">", after).orderBy("determination").limit(most).execute()
  ).map(determinationOf);
}
