import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import type { Words } from "@emeritus/words/index.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link } from "../shared/routes.ts";

/** A page of a retirement case, whichever form came back to it. */
export type CaseAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & {
  readonly params: { readonly person: string; readonly case: string };
};

/** The case that an address names; numbers that the record cannot hold are those of nobody. */
export function keyOf(params: { readonly person: string; readonly case: string }): CaseKey {
  return { person: numberIn(params.person), caseNumber: numberIn(params.case) };
}

/** Whose record a route is about. */
export const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

/** Where a retirement case stands. */
export const path = "/office/cases/:person/:case" as const;

/** The case's page again. */
export const back = (params: { person: string; case: string }) => link(path, params);

/** The words of what is wrong in a form. */
export const says = (words: Words) => ({ ...words.retirement.refusals, ...words.retirement.problems });
