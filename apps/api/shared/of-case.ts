import type { Actor } from "@emeritus/operations/actor.ts";
import type { Refusal } from "@emeritus/operations/outcome.ts";
import { z } from "zod";
import { refusal, type Refused } from "./api-route.ts";
import { WholeNumber } from "./whole-number.ts";

/** The parameter of a path that names a person. */
export const OfPerson = z.object({ person: WholeNumber });

/** The parameters of a path that names a case by its person and number. */
export const OfCase = z.object({ person: WholeNumber, case: WholeNumber });

/** Whose record such a route is about. */
export const subject = ({ params }: { readonly params: { readonly person: number } }) => ({
  person: params.person,
});

/** Whose record a member's route is about: the actor's own. */
export const own = ({ actor }: { readonly actor: Actor }) => ({ person: actor.person });

/** The case that such a path names. */
export const keyOf = (params: { readonly person: number; readonly case: number }) => ({
  person: params.person,
  caseNumber: params.case,
});

/** Why something is done, as the body of a command says it. */
export const because = z.string().trim().min(1).max(500);

/** What each row of a list of cases says: whose, where it stands, what is next and by when. */
export const caseRow = {
  person: z.number(),
  case: z.number(),
  memberId: z.string(),
  name: z.string(),
  status: z.string(),
  next: z.string().nullable(),
  due: z.iso.date().nullable(),
};

/** The refusal of an act in a case, or else the case as it then stands. */
export const refusedOr = async <T>(
  refused: Refusal | undefined,
  detail: () => Promise<T>,
): Promise<T | Refused> => (refused ? refusal(refused) : detail());
