import { formatDate, plainDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Refusal } from "@emeritus/operations/outcome.ts";
import type { RetirementCase } from "@emeritus/operations/retiring/case-view.ts";
import type { BenefitOption } from "@emeritus/records/schema.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import { type OwnRetirement, readOwnRetirement } from "@emeritus/operations/retiring/read-retirement.ts";
import { isOpen } from "@emeritus/operations/retiring/status.ts";
import { longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";

import { again, type Again, type Asked, notFound } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";

/** What the member's own pages about retiring show. */
export function ownRetirement(
  asked: Pick<Asked, "system" | "actor"> & Partial<Pick<Asked, "moment">>,
): Promise<OwnRetirement> {
  return readOwnRetirement(asked.system, asked.actor, ownPerson(asked), asked.moment);
}

/** The open case of a member's pages; without one the page is not there. */
export function openCase(own: OwnRetirement): RetirementCase {
  if (own.retirement === undefined || !isOpen(own.retirement.status)) throw notFound();
  return own.retirement;
}

/** The key of the member's open case. */
export async function ownCase(asked: Pick<Asked, "system" | "actor">): Promise<CaseKey> {
  const { person, caseNumber } = openCase(await ownRetirement(asked));
  return { person, caseNumber };
}

/** A refusal as the page's problem, at a field where one is meant. */
export function refusedAt(refusal: Pick<Refusal, "code" | "facts">, field?: string): Again {
  return again({ says: refusal.code, facts: refusal.facts, ...(field === undefined ? {} : { field }) });
}

/** A date in words, or that it is not known. */
export function dateWords(date: PlainDate | undefined, words: Words): string {
  return date === undefined ? words.retirement.member.notAnswered : longDate(formatDate(date));
}

/** The words of a payment option for a member with this spouse. */
export function optionWords(
  words: Words,
  option: BenefitOption,
  spouse: string | undefined,
): { name: string; says: string; statute: string } {
  const said = words.retirement.options[option];
  const named = { spouse: spouse ?? "" };
  return {
    name: typeof said.name === "string" ? said.name : said.name(named),
    says: typeof said.says === "string" ? said.says : said.says(named),
    statute: said.statute,
  };
}

/** The three boxes of a memorable date as an ISO text; a date that does not exist has the problem named. */
export const memorableDate = (problem: string) =>
  z.object({ month: z.string(), day: z.string(), year: z.string() }, problem).transform((boxes, context) => {
    const [year, month, day] = [boxes.year, boxes.month, boxes.day].map(Number) as [number, number, number];
    try {
      return formatDate(plainDate(year, month, day));
    } catch {
      context.addIssue({ code: "custom", message: problem });
      return z.NEVER;
    }
  });

/** The same, where all three boxes may be left empty. */
export const memorableDateOrNone = (problem: string) =>
  z
    .object({ month: z.string(), day: z.string(), year: z.string() })
    .optional()
    .transform((boxes, context) => {
      if (boxes === undefined || `${boxes.month}${boxes.day}${boxes.year}`.trim() === "") return undefined;
      const [year, month, day] = [boxes.year, boxes.month, boxes.day].map(Number) as [number, number, number];
      try {
        return formatDate(plainDate(year, month, day));
      } catch {
        context.addIssue({ code: "custom", message: problem });
        return z.NEVER;
      }
    });
