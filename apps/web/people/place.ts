import { nameOf } from "@emeritus/operations/whole-person/name-of.ts";
import type { Refusal } from "@emeritus/operations/outcome.ts";
import { ownPerson } from "../member/own-record.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Again, type Asked, link, notFound } from "../shared/routes.ts";

/** What a page of a person's record is asked with, on the member's face or the office's. */
export type PersonAsked = Pick<Asked, "system" | "actor" | "words"> & {
  readonly params: { readonly person?: string };
};

/** Whose record a page is about: the one its address names, or the member's own. */
export const personOf = ({ actor, params }: Pick<PersonAsked, "actor" | "params">): number =>
  params.person === undefined ? ownPerson({ actor }) : numberIn(params.person);

/** Whether the page is the office's. */
export const isOffice = ({ params }: Pick<PersonAsked, "params">): boolean => params.person !== undefined;

/** The subject of a route, for both faces. */
export const subject = (asked: Pick<PersonAsked, "actor" | "params">) => ({ person: personOf(asked) });

/** How the person is called; a record that is not there answers 404. */
export async function namedPerson(asked: PersonAsked): Promise<{ name: string; memberId: string }> {
  const found = await nameOf(asked.system, asked.actor, personOf(asked));
  if (found === undefined) throw notFound();
  return found;
}

/** A line over the title: whose record this is, and the way back to it. */
export const overOf = (asked: PersonAsked, named: { name: string; memberId: string }): string =>
  asked.words.member.over(named);

/** The record's first page, on the face that asks. */
export const homeOf = (asked: PersonAsked): string =>
  isOffice(asked) ? link("/office/members/:person", { person: personOf(asked) }) : link("/member");

/** A refusal on the page again, at a field where one is meant. */
export const refusedBy = ({ code, facts }: Pick<Refusal, "code" | "facts">, field?: string): Again =>
  again({ says: code, facts, ...(field === undefined ? {} : { field }) });
