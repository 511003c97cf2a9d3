import type { PlainDate } from "@emeritus/engine/dates.ts";
import { correct } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { known, type Known } from "./moment.ts";
import type { ChildRelation } from "./person-tables.ts";
import type { Instant } from "./schema.ts";

/** A child of a member, for days on which the same is known of them. */
export interface Child {
  readonly child: number;
  readonly relation: ChildRelation;
  /** The kind of paper that proved the relation, when one was seen. */
  readonly proof?: string | undefined;
  /** Unable to support themselves because of a disability. */
  readonly disabled: boolean;
  readonly disabilityProof?: string | undefined;
  /** The birth or the adoption, or the day from which a disability is known. */
  readonly from: PlainDate;
  /** The first day no longer so; ENDLESS while it lasts. */
  readonly to: PlainDate;
}

/** A member's children in order of child and day. */
export async function childrenOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Child[]> {
  const rows = await db
    .selectFrom("records.child")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.child", when))
    .orderBy("child")
    .orderBy("valid_from")
    .execute();
  return rows.map((row) => ({
    child: row.child,
    relation: row.relation,
    proof: row.proof ?? undefined,
    disabled: row.disabled,
    disabilityProof: row.disability_proof ?? undefined,
    from: dateOf(row.valid_from),
    to: dateOf(row.valid_to),
  }));
}

/** Records what is true of a child from a day on, in place of what was known of those days. */
export async function recordChild(
  tx: Tx,
  fund: number,
  person: number,
  { child, relation, proof, disabled, disabilityProof, from }: Omit<Child, "to">,
  instant: Instant,
): Promise<void> {
  const row = {
    fund,
    person,
    child,
    relation,
    proof: proof ?? null,
    disabled,
    disability_proof: disabilityProof ?? null,
    valid_from: dateText(from),
  };
  await correct(tx, "records.child", { fund, person, child }, { from }, [row], instant);
}

/** A child is a child of the member no longer from a day on; from the first day: never was. */
export async function endChild(
  tx: Tx,
  fund: number,
  person: number,
  { child, from }: { child: number; from: PlainDate },
  instant: Instant,
): Promise<void> {
  await correct(tx, "records.child", { fund, person, child }, { from }, [], instant);
}
