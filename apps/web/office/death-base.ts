import { formatDate } from "@emeritus/engine/dates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { DeathKey } from "@emeritus/operations/recording-deaths/death-view.ts";
import { type DeathSeen } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { type DeathAction, statusAfter } from "@emeritus/operations/recording-deaths/status.ts";
import { longDate, longMonth } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, see } from "../shared/routes.ts";

/** Where a death case stands. */
export const path = "/office/deaths/:person/:case" as const;

type Params = { readonly person: string; readonly case: string };

/** A page of a death case, whichever form came back to it. */
export type DeathAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & { readonly params: Params };

/** The case that an address names; numbers that the record cannot hold are those of nobody. */
export function deathKey(params: Params): DeathKey {
  return { person: numberIn(params.person), caseNumber: numberIn(params.case) };
}

/** Whose record a route is about. */
export const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

/** A day in words. */
export const day = (date: number) => longDate(formatDate(date));

/** A month in words. */
export const month = (date: number) => longMonth(formatDate(date));

/** Whether the case and the role both allow an action. */
export function allowed({ death }: DeathSeen, { actor }: DeathAsked, action: DeathAction): boolean {
  const needs =
    action === "sendCertificate"
      ? "send a document"
      : action === "confirm" ||
          action === "openGuaranteed" ||
          action === "keepReport" ||
          action === "withdraw"
        ? "confirm a death"
        : "record a death";
  return statusAfter(death.status, action) !== undefined && may(actor, needs, { person: death.person });
}

/** The parts of a case's address. */
export const to = ({ death: { person, caseNumber } }: DeathSeen) => ({ person, case: caseNumber });

/** The words of what is wrong in a form. */
export const says = (words: Words) => words.deaths.problems;

/** The case's page again, with a message. */
export const back = (params: Params, message: string) => see(link(path, params), message);

/** A reason that must be given. */
export const why = z.string({ error: "becauseMissing" }).trim().min(1, "becauseMissing").max(500);
