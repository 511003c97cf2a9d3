import { formatDate } from "@emeritus/engine/dates.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import { lastFourOf, personsBySsn, personsWith } from "@emeritus/records/closed-field.ts";
import {
  findByBirth,
  findByEmail,
  findByName,
  findByPhone,
  personLines,
  type PersonLine,
} from "@emeritus/records/name-search.ts";
import { personsByMemberId } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { readSearch, type Search } from "./read-search.ts";

/** A person as a search shows them: enough to choose, of the SSN the last four digits. */
export interface FoundMember extends PersonLine {
  /** The last four digits; null where no SSN is on record. */
  readonly ssnLast4: string | null;
  /** How well what was typed fits: 1 is as typed. */
  readonly score: number;
}

const most = 50;

/**
 * Finds people by Member ID, whole SSN or EIN, name (also as it sounds, misspelt, or borne earlier), telephone number, e-mail address or
 * birth date; at most 50, the best first, and never the actor's own record. Every search is an audit entry that says by what and
 * how many were found; an SSN is written nowhere.
 */
export async function findMembers(system: System, actor: Actor, text: string): Promise<FoundMember[]> {
  allow(actor, "find members");
  const search = readSearch(text);
  if (search === undefined) return [];
  const found = await scored(system, search);
  const { db, reader, fund, calendar } = system;
  const lines = await personLines(
    reader,
    fund.number,
    found.map(({ person }) => person),
    formatDate(calendar.today()),
  );
  const shown = inOrder(found, lines).filter(({ person }) => person !== actor.person);
  const last4 = await lastFourOf(
    db,
    system.keys,
    fund.number,
    shown.map(({ person }) => person),
  );
  await recordReading(db, {
    fund: fund.number,
    actor: actor.account,
    action: search.by === "ssn" ? "find a member by SSN" : "find members",
    facts: { by: search.by, found: shown.length, ...namesIn(search) },
  });
  return shown.map((line) => ({ ...line, ssnLast4: last4.get(line.person) ?? null }));
}

/** The names searched for, which are no closed data: so that browsing for acquaintances can be seen. */
function namesIn(search: Search): { names?: string } {
  if (!("names" in search) || search.names.length === 0) return {};
  const { last, first } = search.names[0]!;
  return { names: [first, last].filter(Boolean).join(" ") };
}

type Scored = { readonly person: number; readonly score: number };

async function scored({ db, reader, keys, fund }: System, search: Search): Promise<Scored[]> {
  const number = fund.number;
  const exactly = (persons: readonly number[]) => persons.map((person) => ({ person, score: 1 }));
  switch (search.by) {
    case "ssn":
      return exactly([
        ...(await personsBySsn(db, keys, number, [search.ssn])).values(),
        ...(await personsWith(db, keys, number, "ein", search.ssn)),
      ]);
    case "memberId":
      return exactly([...(await personsByMemberId(reader, number, [search.memberId])).values()]);
    case "phone":
      return exactly(await findByPhone(reader, number, search.digits, most));
    case "email":
      return exactly(await findByEmail(reader, number, search.email, most));
    case "birthDate":
      return findByBirth(reader, number, search.born, search.names[0], most);
    case "name":
      return findByName(reader, number, search.names, most);
  }
}

/** Each person once, where they stood first. */
function inOrder(
  found: readonly Scored[],
  lines: readonly (PersonLine & { found: number })[],
): (PersonLine & { score: number })[] {
  const lineOf = new Map(lines.map(({ found: person, ...line }) => [person, line]));
  const seen = new Set<number>();
  return found.flatMap(({ person, score }) => {
    const line = lineOf.get(person);
    if (line === undefined || seen.has(line.person)) return [];
    seen.add(line.person);
    return [{ ...line, score }];
  });
}
