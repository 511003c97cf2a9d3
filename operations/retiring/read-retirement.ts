import type { PlainDate } from "@emeritus/engine/dates.ts";
import { dateOrNone } from "@emeritus/records/dates.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { findFile } from "@emeritus/records/document.ts";
import { type Letter, lettersOf } from "@emeritus/records/letter.ts";
import type { Letter as Printed } from "@emeritus/ports/letter-printer.ts";

import type { Actor } from "../actor.ts";
import { type Career, careerFacts, stating } from "../career.ts";
import { eventsUntil } from "../moment.ts";
import { retirementPlanOf } from "../estimating/member-plan.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type CaseFacts, factsOfCase } from "./case-law.ts";
import { electionTest, findLatestRetirement, findRetirementCase, type RetirementCase } from "./case-view.ts";
import type { CaseKey } from "../in-one-case.ts";
import { type RetirementDates, retirementDates, startingDatesFor } from "./retirement-dates.ts";
import { type Compared, compareOptions, type Determined, determine } from "./retirement-law.ts";

/** A starting date that the law allows today, with what it would give. */
export interface StartSeen {
  readonly dates: RetirementDates;
  readonly compared: Compared;
}

/** What a member's pages about retiring show. */
export interface OwnRetirement {
  readonly today: PlainDate;
  readonly career: Career;
  /** The open or latest case, where there is one. */
  readonly retirement: RetirementCase | undefined;
  readonly starts: readonly StartSeen[];
}

/** Reads what a member's pages about retiring show at a moment: the record, the case, and the dates the law allows that day. */
export async function readOwnRetirement(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
): Promise<OwnRetirement> {
  allow(actor, "read a case", { person });
  const { db, fund } = system;
  const today = moment.on;
  const until = await eventsUntil(system, moment);
  const retirement = await findLatestRetirement(db, fund.number, person, until);
  const career = await careerFacts(db, fund.number, person, moment);
  const test = await electionTest(db, fund.number, today);
  const last = dateOrNone(retirement?.answers.lastDayOfWork);
  const starts = startingDatesFor(today).map((start) => ({
    dates: retirementDates(start, test),
    compared: comparedOn(career, start, last !== undefined && last < start ? last : undefined, today),
  }));
  return { today, career, retirement, starts };
}

function comparedOn(
  career: Career,
  start: PlainDate,
  last: PlainDate | undefined,
  filed: PlainDate,
): Compared {
  const works = career.leftService === undefined && last !== undefined;
  return compareOptions(
    retirementPlanOf(career),
    stating(career, {
      annuityStartingDate: start,
      applicationFiled: filed,
      ...(works ? { leftService: last } : {}),
    }),
    career.spouse !== null,
  );
}

/** A case with what the law says of it now. */
export interface CaseSeen {
  readonly today: PlainDate;
  readonly retirement: RetirementCase;
  readonly career: Career;
  readonly facts: CaseFacts | undefined;
  readonly dates: RetirementDates | undefined;
  readonly compared: Compared | undefined;
  /** The amounts by the record as it is now, once an option is elected. */
  readonly determined: Determined | undefined;
}

/** Reads a case for the member or the office as it stood at a moment; nothing where this person had no such case. */
export async function readCase(
  system: System,
  actor: Actor,
  of: CaseKey,
  moment: Moment = { on: system.calendar.today() },
): Promise<CaseSeen | undefined> {
  allow(actor, "read a case", { person: of.person });
  const { db, fund } = system;
  const today = moment.on;
  const until = await eventsUntil(system, moment);
  const retirement = await findRetirementCase(db, fund.number, of.person, of.caseNumber, until);
  if (retirement === undefined) return undefined;
  const { application, election } = retirement;
  if (application === undefined) {
    const career = await careerFacts(db, fund.number, of.person, moment);
    return {
      today,
      retirement,
      career,
      facts: undefined,
      dates: undefined,
      compared: undefined,
      determined: undefined,
    };
  }
  const facts = await factsOfCase(db, fund.number, of.person, application, moment.knownAt);
  return {
    today,
    retirement,
    career: facts.career,
    facts,
    dates: retirementDates(application.annuityStartingDate, await electionTest(db, fund.number, today)),
    compared: compareOptions(facts.plan, facts.facts, facts.spouse !== undefined),
    determined: election && determine(facts.plan, facts.facts, election.option),
  };
}

/** A letter of a person as it was sent, or printed for the reader while it waits for an address; nothing where there is no such letter. */
export async function readLetter(
  system: System,
  actor: Actor,
  of: { person: number; letter: number },
): Promise<{ letter: Letter; bytes: Buffer } | undefined> {
  allow(actor, "read a determination", { person: of.person });
  const letter = (await lettersOf(system.db, system.fund.number, of.person)).find(
    (one) => one.letter === of.letter,
  );
  if (letter === undefined) return undefined;
  if (letter.file === undefined)
    return { letter, bytes: Buffer.from(await system.letters.print(letter.content as Printed)) };
  const file = await findFile(system.db, system.fund.number, letter.file);
  return file && { letter, bytes: file.content };
}

/** A paper that a member sent, for the office; nothing where this person has no such paper. */
export async function readPaper(
  system: System,
  actor: Actor,
  of: CaseKey & { document: number },
): Promise<{ name: string; mediaType: string; bytes: Buffer } | undefined> {
  allow(actor, "read a case", { person: of.person });
  const retirement = await findRetirementCase(system.db, system.fund.number, of.person, of.caseNumber);
  const paper = retirement?.rows.papers.find(({ document }) => document === of.document);
  const file = paper?.file ? await findFile(system.db, system.fund.number, paper.file) : undefined;
  if (!paper || !file) return undefined;
  const ending = file.mediaType.split("/")[1] ?? "bin";
  return { name: `${paper.kind}-${of.document}.${ending}`, mediaType: file.mediaType, bytes: file.content };
}
