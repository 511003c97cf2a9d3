import type { PlainDate } from "@emeritus/engine/dates.ts";
import "./body-tables.ts";
import { setClosedField } from "./closed-field.ts";
import { add } from "./correct.ts";
import type { Reading, Tx } from "./db.ts";
import type { Keys } from "./keys.ts";
import { newPerson } from "./person.ts";
import type { BodyKind, Instant } from "./schema.ts";

/** A trust, a charity or an estate that is of record by itself. */
export interface Body {
  readonly person: number;
  readonly kind: BodyKind;
  /** The trustee, or who administers the estate. */
  readonly actsForIt: number | undefined;
  readonly estateOf: number | undefined;
}

/** What must be known of a new one. The EIN must not be another's. */
export interface NewBody {
  readonly fund: number;
  readonly kind: BodyKind;
  readonly name: string;
  /** The day of the trust, or of the death whose estate it is. */
  readonly since: PlainDate;
  readonly actsForIt?: number | undefined;
  readonly estateOf?: number | undefined;
  readonly ein: { readonly text: string; readonly keys: Keys };
}

/** Records a trust, a charity or an estate under a number and a Member ID of its own; its name stands in one part. */
export async function newBody(
  tx: Tx,
  { fund, kind, name, since, actsForIt, estateOf, ein }: NewBody,
  instant: Instant,
): Promise<{ person: number; memberId: string }> {
  const made = await newPerson(tx, { fund, name: { first: "", last: name }, born: since }, instant);
  const { person } = made;
  const row = { fund, person, kind, acts_for_it: actsForIt ?? null, estate_of: estateOf ?? null };
  await add(tx, "records.body", [row], instant);
  await setClosedField(tx, ein.keys, { fund, person, field: "ein" }, ein.text, instant);
  return made;
}

/** The body that a number stands for; nothing where it is a person's. */
export async function findBody(db: Reading, fund: number, person: number): Promise<Body | undefined> {
  const row = await db
    .selectFrom("records.body")
    .select(["person", "kind", "acts_for_it", "estate_of"])
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("recorded_to", "=", "infinity")
    .executeTakeFirst();
  return (
    row && {
      person: row.person,
      kind: row.kind,
      actsForIt: row.acts_for_it ?? undefined,
      estateOf: row.estate_of ?? undefined,
    }
  );
}
