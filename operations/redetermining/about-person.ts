import type { Reading, Tx } from "@emeritus/records/db.ts";
import { marriagesTo } from "@emeritus/records/family.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { openRedeterminations, type RecordChanged } from "./open-cases.ts";

/** Whose benefits rest on who a person is: the person's own, and those of whoever is or was married to them. */
export async function restingOn(db: Reading, fund: number, person: number): Promise<number[]> {
  const married = await marriagesTo(db, fund, person);
  return [...new Set([person, ...married.map(({ spouse: member }) => member)])];
}

/** Opens the redeterminations that a change of who a person is brings about, for the person and for whoever is married to them. */
export async function openAboutPerson(
  tx: Tx,
  { person, ...changed }: Omit<RecordChanged, "persons"> & { readonly person: number },
  instant: Instant,
): Promise<number> {
  const persons = await restingOn(tx, changed.fund, person);
  return openRedeterminations(tx, { ...changed, persons }, instant);
}
