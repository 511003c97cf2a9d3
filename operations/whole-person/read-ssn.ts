import { findBody } from "@emeritus/records/body.ts";
import { revealClosedField } from "@emeritus/records/closed-field.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** The fewest letters that say why. */
const leastReason = 10;

/** Shows a whole SSN, of a trust or estate the EIN, to staff who say why they need it; who, when and why is an audit entry before anything is shown. */
export async function readSsn(
  { db, keys, fund }: System,
  actor: Actor,
  { person, because }: { readonly person: number; readonly because: string },
): Promise<Outcome<string, Refusal<"reason-missing" | "no-ssn">>> {
  allow(actor, "read a closed field", { person });
  if (because.trim().length < leastReason) return refused("reason-missing", { least: leastReason });
  const field = (await findBody(db, fund.number, person)) === undefined ? "ssn" : "ein";
  const place = { fund: fund.number, person, field } as const;
  const ssn = await revealClosedField(db, keys, place, { actor: actor.account, because: because.trim() });
  return ssn === undefined ? refused("no-ssn") : accepted(ssn);
}
