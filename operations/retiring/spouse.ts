import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { SpouseRow } from "@emeritus/records/career-rows.ts";
import { dateOf } from "@emeritus/records/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { endMarriage, marriagesOf, recordMarriage } from "@emeritus/records/family.ts";
import { getPerson, newPerson, recordBirth } from "@emeritus/records/person.ts";

import { type Career, careerFacts } from "../career.ts";
import type { ApplicationRecord, SpouseNamed } from "./decide-application.ts";
import type { InCase } from "./in-case.ts";

/** The spouse of the record, unless the record shows that the spouse has died. */
export function livingSpouse({ spouse }: Pick<Career, "spouse">): SpouseRow | null {
  return spouse?.died === null ? spouse : null;
}

/** The first day no longer married, of a marriage that a death ended: the day after the death. */
const dayAfterDeath = ({ died }: { readonly died: string }): PlainDate => addDays(dateOf(died), 1);

/** What the record says of the member's marriages, as the decision on an application needs it. */
export async function marriagesOnRecord(
  tx: Tx,
  fund: number,
  career: Career,
  on: PlainDate,
): Promise<Pick<ApplicationRecord, "spouse" | "earlierMarriageEnded">> {
  const living = livingSpouse(career);
  const ends = (await marriagesOf(tx, fund, career.person))
    .filter(({ spouse, endedBy }) => spouse !== living?.person || endedBy !== undefined)
    .map(({ spouse, to }) => {
      const died = spouse === career.spouse?.person ? career.spouse.died : null;
      return died === null ? to : Math.min(to, dayAfterDeath({ died }));
    });
  return {
    ...(living === null ? {} : { spouse: await spouseToCompare(tx, fund, living, on) }),
    ...(ends.length === 0 ? {} : { earlierMarriageEnded: Math.max(...ends) }),
  };
}

/** A birth date counts as settled by the paper seen, and where the spouse is a member too, whose record nobody else changes. */
async function spouseToCompare(
  tx: Tx,
  fund: number,
  { person, name, born, birthProof }: SpouseRow,
  on: PlainDate,
) {
  const { first, last } = (await getPerson(tx, fund, person)).name;
  const settled =
    birthProof !== null || (await careerFacts(tx, fund, person, { on })).rows.employment.length > 0;
  return {
    names: [name, `${first} ${last}`],
    ...(settled && born !== null ? { settledBirthDate: dateOf(born) } : {}),
  };
}

/**
 * The spouse named, as a person of the record, after the decision accepted them: the living one of the record, with dates
 * corrected where no paper was seen, or else somebody new in a new marriage. A marriage that a death ended is closed by it.
 */
export async function spouseOf(
  { tx, fund, instant, retirement }: InCase,
  career: Career,
  named: SpouseNamed,
): Promise<number> {
  const { person } = retirement;
  const living = livingSpouse(career);
  const marry = (spouse: number) =>
    recordMarriage(tx, fund, person, { spouse, from: named.marriedOn }, instant);
  if (living !== null) {
    if (living.birthProof === null && living.born !== formatDate(named.birthDate))
      await recordBirth(tx, fund, living.person, named.birthDate, undefined, instant);
    if (living.marriageProof === null && named.marriedOn < dateOf(living.marriedOn))
      await marry(living.person);
    return living.person;
  }
  const died = career.spouse?.died ?? null;
  if (died !== null)
    await endMarriage(tx, fund, person, { to: dayAfterDeath({ died }), by: "death" }, instant);
  const { first, last, birthDate } = named;
  const spouse = await newPerson(tx, { fund, name: { first, last }, born: birthDate }, instant);
  await marry(spouse.person);
  return spouse.person;
}
