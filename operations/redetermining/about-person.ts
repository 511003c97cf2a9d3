import type { Reading, Tx } from "@emeritus/records/db.ts";
import { marriagesOf, marriagesTo } from "@emeritus/records/family.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { openRedeterminations, type RecordChanged } from "./open-cases.ts";

/** Whose benefits rest on who some persons are: their own, and those of whoever is or was married to them. */
export async function restingOn(db: Reading, fund: number, ...persons: number[]): Promise<number[]> {
  const married = await Promise.all(persons.map((person) => marriagesTo(db, fund, person)));
  return [...new Set([...persons, ...married.flat().map(({ spouse: member }) => member)])];
}

/** Whose benefits rest on what the papers of a member prove: who the member is, who a spouse is, and the marriage. */
export async function restingOnPapers(db: Reading, fund: number, member: number): Promise<number[]> {
  const married = await marriagesOf(db, fund, member);
  return restingOn(db, fund, member, ...married.map(({ spouse }) => spouse));
}

/** Opens the redeterminations that a change of who persons are brings about, for them and for whoever is married to them. */
export async function openAboutPersons(tx: Tx, changed: RecordChanged, instant: Instant): Promise<number> {
  const persons = await restingOn(tx, changed.fund, ...changed.persons);
  return openRedeterminations(tx, { ...changed, persons }, instant);
}
