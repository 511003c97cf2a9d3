import { canonicalJson } from "@emeritus/records/canonical.ts";
import { findCase } from "@emeritus/records/case.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Determination } from "@emeritus/records/determination.ts";
import { findOrder } from "@emeritus/records/division.ts";
import { decodeFacts, encodeFacts } from "../determining/inputs.ts";
import { withOrder } from "./division-law.ts";

/**
 * Whether the record as known at a division's instant gives the order that its facts state. The career is that of the determination
 * of the annuity or of the day of qualifying, and is kept whole with the determination.
 */
export async function inputsOfDivision(db: Reading, fund: number, made: Determination): Promise<boolean> {
  const found = made.caseNumber === undefined ? undefined : await findCase(db, fund, made.caseNumber);
  if (found === undefined) return false;
  const of = { person: found.person, caseNumber: found.caseNumber };
  const order = await findOrder(db, fund, of, { knownAt: made.knownAt });
  if (order === undefined) return false;
  const facts = decodeFacts(made.inputs);
  return canonicalJson(encodeFacts(withOrder(facts, order))) === canonicalJson(made.inputs);
}
