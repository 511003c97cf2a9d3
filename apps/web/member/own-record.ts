import type { Asked } from "../shared/routes.ts";
import { notFound } from "../shared/routes.ts";

/** The person whose record a member's page is about: their own. */
export function ownPerson({ actor }: Pick<Asked, "actor">): number {
  if (actor.person === undefined) throw notFound();
  return actor.person;
}
