import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Part } from "@emeritus/engine/explanation.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { getPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { GivenUp } from "@emeritus/records/service-ledger.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { letterLines } from "../determining/worksheet.ts";
import { addressLines, keepLetter, nameOf } from "../recording-deaths/write-letter.ts";
import type { System } from "../system.ts";
import { type CaseFacts, type CaseSays, spansSold } from "./case-law.ts";
import type { ServiceCase } from "./case-view.ts";
import type { InServiceCase } from "./in-service-case.ts";
import { type Reckoning, serviceLetter, type ServiceLetterParts } from "./service-letter.ts";

/** Where a letter belongs: whose it is, and the case, in the transaction that decides. */
export interface LetterPlace {
  readonly system: System;
  readonly tx: Tx;
  readonly instant: Instant;
  readonly of: { readonly person: number; readonly caseNumber?: number | undefined };
}

/** Writes a letter about service to a person and prints it where there is an address; gives its number. */
export async function writeServiceLetter(
  { system, tx, instant, of }: LetterPlace,
  parts: ServiceLetterParts,
): Promise<number> {
  const today = system.calendar.today();
  const person = await getPerson(tx, system.fund.number, of.person);
  const name = nameOf(person);
  const frame = {
    fund: system.fund,
    writtenOn: formatDate(today),
    addressee: [name, ...(await addressLines(tx, system.fund.number, of.person, today))],
    name,
    memberId: person.memberId,
    ...(of.caseNumber === undefined ? {} : { caseNumber: of.caseNumber }),
  };
  const letter = serviceLetter(wordsFor("en"), frame, parts);
  return keepLetter(system, tx, { ...of, kind: parts.kind }, letter, instant);
}

/** The request of a case, as its letters name it. */
export const requestOf = ({ asked, filed }: ServiceCase) => ({ what: asked.what, filed: formatDate(filed) });

/** How results of the law came about, as a letter prints it. */
export const reckoningOf = (
  { plan }: CaseSays,
  results: readonly ({ readonly explanation: Part } | undefined)[],
): Reckoning => ({
  lawVersion: lawVersionOf(plan),
  worksheet: letterLines(
    wordsFor("en"),
    results.filter((result) => result !== undefined),
  ),
});

/** Tells the member that service of a case stands in the record, or is given up by a transfer. */
export async function tellCredited(
  within: InServiceCase,
  facts: CaseFacts,
  says: CaseSays,
  paid: bigint,
): Promise<void> {
  const { asked } = facts;
  if (asked.what === "transferOut") return;
  const months = asked.what === "militaryLeave" ? undefined : (says.months?.value ?? 0);
  const sold = months === undefined ? undefined : spansSold(facts, months);
  const days =
    sold?.map(({ from, to }) => ({ from: formatDate(from), to: formatDate(to) })) ??
    asked.spans.map(({ from, to }) => ({ from, to }));
  await writeServiceLetter(within, {
    kind: "serviceCredited",
    ...requestOf(within.service),
    months,
    paid,
    effective: months === undefined ? undefined : iso(says.effective?.value),
    days,
    reckoning: reckoningOf(says, [says.standing, says.months, says.cost]),
  });
}

/** Tells a person that service was given up, and what that means. */
export const tellGivenUp = (place: LetterPlace, { how, from, to, effective }: GivenUp): Promise<number> =>
  writeServiceLetter(place, {
    kind: "serviceGivenUp",
    how,
    from: formatDate(from),
    to: formatDate(addDays(to, -1)),
    effective: formatDate(effective),
  });

const iso = (date: PlainDate | undefined): string | undefined =>
  date === undefined ? undefined : formatDate(date);
