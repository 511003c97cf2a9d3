import { randomUUID } from "node:crypto";
import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Db } from "@emeritus/records/db.ts";
import { addDisclosureStep, findDisclosure, openDisclosure } from "@emeritus/records/disclosure.ts";
import { keepFile } from "@emeritus/records/document.ts";
import { employersOn } from "@emeritus/records/employer.ts";
import { recordLetter } from "@emeritus/records/letter.ts";
import { getPersons } from "@emeritus/records/person.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { letterOf, paragraph } from "../determining/letter-parts.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { addressLines, nameOf } from "../recording-deaths/write-letter.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import type { ActOn } from "./decide-request.ts";
import { inDisclosure, type NotNow } from "./in-disclosure.ts";
import { statusAfter } from "./status.ts";

/** The rule that allows mailings for departments. */
const mailings = "BR 1-3(3)";

/** Why a mailing is not taken. */
export type MailingRefusal =
  | "asker-missing"
  | "in-future"
  | "department-not-covered"
  | "commercial"
  | "text-missing"
  | "cost-not-promised"
  | "cost-missing"
  | "nobody-to-write-to";

/** What a department asks to be mailed to who works there. */
export interface MailingAsk {
  readonly employer: number;
  readonly asker: string;
  readonly received: PlainDate;
  readonly subject: string;
  /** Paragraphs apart by an empty line. */
  readonly text: string;
  /** Whether it offers or sells anything. */
  readonly commercial: boolean;
  readonly promisedBy: string;
  readonly centsALetter: number;
}

/** Pure. Whether a mailing may be made: for a covered department, not commercial, and paid by it (BR 1-3(3)). */
export function decideMailing(
  ask: MailingAsk & { readonly covered: boolean; readonly people: number; readonly today: PlainDate },
): Outcome<true, Refusal<MailingRefusal>> {
  if (!ask.covered) return refused("department-not-covered", {}, mailings);
  if (ask.asker.trim() === "") return refused("asker-missing", {}, mailings);
  if (ask.received > ask.today) return refused("in-future");
  if (ask.commercial) return refused("commercial", {}, mailings);
  if (ask.subject.trim() === "" || ask.text.trim() === "") return refused("text-missing");
  if (ask.promisedBy.trim() === "") return refused("cost-not-promised", {}, mailings);
  if (ask.centsALetter <= 0) return refused("cost-missing", {}, mailings);
  if (ask.people === 0) return refused("nobody-to-write-to");
  return accepted(true as const);
}

/** Everybody alive who works in a covered job of a department today. */
const readers = (fund: number, employer: number, today: string) => sql<{ person: number }>`
  select distinct e.person from records.employment e
  where e.fund = ${fund} and e.employer = ${employer} and e.recorded_to = 'infinity' and e.eligible
    and e.valid_from <= ${today}::date and e.valid_to > ${today}::date
    and not exists (select from records.person_death d where d.fund = e.fund and d.person = e.person and d.recorded_to = 'infinity')`;

/** Enters a mailing that a department asks for; a second person allows it. No address goes to the department. */
export async function askMailing(
  system: System,
  actor: Actor,
  { key, ...ask }: MailingAsk & { readonly key: string },
): Promise<Outcome<{ disclosure: number }, Refusal<MailingRefusal>>> {
  allow(actor, "prepare a release");
  const fund = system.fund.number;
  const request = { ...ask, received: formatDate(ask.received) };
  const given = { fund, actor, key, name: "disclosure: ask", request };
  return command(
    system.db,
    given,
    async (tx, instant, note): Promise<Outcome<{ disclosure: number }, Refusal<MailingRefusal>>> => {
      const today = system.calendar.today();
      const { employer, asker, received, ...rest } = ask;
      const covered = (await employersOn(tx, fund, { on: today })).some((one) => one.employer === employer);
      const people = (await readers(fund, employer, formatDate(today)).execute(tx)).rows.length;
      const decided = decideMailing({ ...ask, covered, people, today });
      if (decided.refused) return decided;
      const opened = {
        fund,
        kind: "mailing",
        asker: asker.trim(),
        received,
        employer,
        purpose: rest.subject.trim(),
        facts: { ...rest, people },
        actor: actor.account,
        action: "ask",
        status: "waiting",
      } as const;
      const disclosure = await openDisclosure(tx, opened, instant);
      note({ facts: { request: disclosure, people } });
      return accepted({ disclosure });
    },
  );
}

/** A second person allows a mailing: whom it goes to is fixed in one statement, and the letters are written after that. */
export async function allowMailing(
  system: System,
  actor: Actor,
  { key, disclosure }: ActOn,
): Promise<Outcome<{ people: number }, Refusal<NotNow | "same-person">>> {
  const asked = { key, disclosure, may: "approve a release", action: "mail" } as const;
  return inDisclosure<{ people: number }, "same-person">(system, actor, asked, async (within) => {
    const { tx, instant, fund, request, step } = within;
    if (request.kind !== "mailing") throw new Error(`request ${disclosure} is no mailing`);
    if (await isSamePerson(tx, fund, actor, request.openedBy)) return refused("same-person");
    const today = formatDate(system.calendar.today());
    const { numAffectedRows } = await sql`
      insert into records.disclosure_person (fund, person, disclosure, recorded_from)
      select ${fund}::smallint, r.person, ${disclosure}::int, ${instant}::timestamptz from (${readers(fund, request.employer!, today)}) r`.execute(
      tx,
    );
    const people = Number(numAffectedRows ?? 0n);
    await step({ people });
    return accepted({ people });
  });
}

/** The kind under which the letters of one mailing are kept. */
export const mailingLetter = (disclosure: number): string => `departmentMailing${disclosure}`;

const atOnce = 100;

/**
 * Writes the letters of every mailing that was allowed, a hundred at once, and ends each whose letters are all written with its cost.
 * It may be stopped at any point and begun again: nobody gets two. Gives how many letters it wrote.
 */
export async function writeMailings(system: System): Promise<number> {
  const fund = system.fund.number;
  let written = 0;
  for (const disclosure of await mailingsUnderWay(system.db, fund)) {
    for (;;) {
      const count = await writeSome(system, disclosure);
      written += count;
      if (count < atOnce) break;
    }
  }
  return written;
}

async function mailingsUnderWay(db: Db, fund: number): Promise<number[]> {
  const { rows } = await sql<{ disclosure: number }>`
    select d.disclosure from records.disclosure d where d.fund = ${fund} and d.kind = 'mailing'
      and 'mailing' = (select status from records.disclosure_step s where s.fund = d.fund and s.disclosure = d.disclosure order by step desc limit 1)`.execute(
    db,
  );
  return rows.map((row) => row.disclosure);
}

async function writeSome(system: System, disclosure: number): Promise<number> {
  const fund = system.fund.number;
  const request = { disclosure };
  const given = {
    fund,
    actor: { account: "system" },
    key: randomUUID(),
    name: "disclosure: write letters",
    request,
  };
  return command(system.db, given, async (tx, instant, note) => {
    await sql`select pg_advisory_xact_lock(${mailingLock}, ${disclosure})`.execute(tx);
    const found = await findDisclosure(tx, fund, disclosure);
    if (found?.status !== "mailing") return 0;
    const kind = mailingLetter(disclosure);
    const { rows } = await sql<{ person: number }>`
      select p.person from records.disclosure_person p where p.fund = ${fund} and p.disclosure = ${disclosure}
        and not exists (select from records.letter l where l.fund = p.fund and l.person = p.person and l.kind = ${kind})
      order by p.person limit ${atOnce}`.execute(tx);
    const today = system.calendar.today();
    const words = wordsFor("en");
    const { mailing } = words.disclosure;
    const names = new Map(
      (await employersOn(tx, fund, { on: today })).map((one) => [one.employer, one.name]),
    );
    const facts = found.facts as { subject: string; text: string; centsALetter: number; people: number };
    const persons = await getPersons(
      tx,
      fund,
      rows.map(({ person }) => person),
    );
    for (const person of persons) {
      const department = names.get(found.employer!) ?? "";
      const addressee = [nameOf(person), ...(await addressLines(tx, fund, person.person, today))];
      const frame = {
        fund: system.fund,
        writtenOn: formatDate(today),
        addressee,
        name: nameOf(person),
        memberId: person.memberId,
      };
      const content = letterOf(words, frame, facts.subject, [
        paragraph(mailing.opening({ department })),
        ...facts.text.split(/\r?\n\s*\r?\n/u).map((text) => paragraph(text.trim())),
        paragraph(mailing.noAddress),
      ]);
      const file =
        addressee.length > 1
          ? await keepFile(tx, fund, "application/pdf", await system.letters.print(content), instant)
          : undefined;
      const addressedTo = addressee.join("\n");
      const letter = { person: person.person, kind, language: "en", addressedTo, content, file };
      await recordLetter(tx, fund, { ...letter, written: today }, instant);
    }
    note({ facts: { request: disclosure, letters: persons.length } });
    if (rows.length < atOnce) {
      const people = Number(found.steps.at(-1)!.facts["people"] ?? 0);
      const status = statusAfter(found.status, "finish")!;
      const costCents = people * facts.centsALetter;
      const step = { fund, disclosure, step: found.steps.length + 1, action: "finish", status };
      await addDisclosureStep(
        tx,
        { ...step, actor: "system", facts: { letters: people, costCents } },
        instant,
      );
    }
    return rows.length;
  });
}

const mailingLock = 7_301_311;

/** The department paid what its mailing cost, by a receipt or another reference. */
export async function payMailingCost(
  system: System,
  actor: Actor,
  { key, disclosure, reference }: ActOn & { readonly reference: string },
): Promise<Outcome<true, Refusal<NotNow | "reference-missing">>> {
  const asked = { key, disclosure, may: "prepare a release", action: "payCost", request: reference } as const;
  return inDisclosure<true, "reference-missing">(system, actor, asked, async ({ step }) => {
    if (reference.trim() === "") return refused("reference-missing");
    await step({ reference: reference.trim() });
    return accepted(true as const);
  });
}
