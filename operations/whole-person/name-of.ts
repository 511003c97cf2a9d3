import { findPerson } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** How a page calls a person: name and Member ID; nothing where there is no such person. */
export async function nameOf(
  { reader, fund }: System,
  actor: Actor,
  person: number,
): Promise<{ readonly name: string; readonly memberId: string } | undefined> {
  allow(actor, "read a record", { person });
  const found = await findPerson(reader, fund.number, person);
  if (found === undefined) return undefined;
  const { first, middle, last, suffix } = found.name;
  return { name: [first, middle, last, suffix].filter(Boolean).join(" "), memberId: found.memberId };
}
