import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { addressKinds, contactKinds } from "@emeritus/operations/changing-person/change-contact.ts";
import { readContacts } from "@emeritus/operations/changing-person/read-contacts.ts";
import { readFamily } from "@emeritus/operations/family/read-family.ts";
import { readAgency } from "@emeritus/operations/naming/name-agents.ts";
import { readBeneficiaries } from "@emeritus/operations/naming/name-beneficiaries.ts";
import type { Somebody } from "@emeritus/operations/naming/somebody.ts";
import type { System } from "@emeritus/operations/system.ts";
import { nameOf } from "@emeritus/operations/whole-person/name-of.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";

/** The slice that answers for these routes. */
export const owner = "people";

/** A day as an ISO text. */
export const Day = z.iso.date();

const DayOrEndless = z.string().describe("A date, or infinity");

/** The version that a change must say it saw. */
export const seen = z.string().max(40).describe("The version that was read, as the reading gave it");

/** A reason that must be given. */
export const because = z.string().trim().min(3).max(500);

/** A person by number. */
export const PersonNumber = z.number().int().positive().max(2_147_483_647);

/** Somebody who is named. */
export const Who = z.union([
  z.object({ person: PersonNumber }),
  z.object({ memberId: z.string().regex(/^\d{8}$/) }),
  z.object({
    first: z.string().trim().min(1).max(100),
    last: z.string().trim().min(1).max(100),
    born: Day,
    ssn: z
      .string()
      .regex(/^\d{9}$/)
      .optional(),
  }),
]);

/** Somebody who is named, as the operations take them. */
export const who = (given: z.output<typeof Who>): Somebody =>
  "born" in given ? { ...given, born: parseDate(given.born) } : given;

/** A day that may be left out. */
export const dayIn = (text: string | undefined): PlainDate | undefined =>
  text === undefined ? undefined : parseDate(text);

/** Somebody there to change or read; nobody answers 404. */
export async function there(system: System, actor: Actor, person: number): Promise<number> {
  if ((await nameOf(system, actor, person)) === undefined) throw new NotFound("no such person");
  return person;
}

/** How a person is called and reached. */
export const ContactsAnswer = z.object({
  names: z.array(z.object({ name: z.string(), from: Day, to: DayOrEndless })),
  addresses: z.array(z.object({ kind: z.string(), lines: z.array(z.string()), from: Day, to: DayOrEndless })),
  contacts: z.array(z.object({ kind: z.string(), contact: z.string(), from: Day, to: DayOrEndless })),
  seen: z.record(z.string(), z.string()),
});

/** How a person is called and reached, for an answer. */
export async function contactsAnswer(
  system: System,
  actor: Actor,
  person: number,
): Promise<z.input<typeof ContactsAnswer>> {
  const read = await readContacts(system, actor, await there(system, actor, person));
  return {
    names: read.names.map(({ name, from, to }) => ({ name, from, to })),
    addresses: read.addresses.map(({ kind, lines, from, to }) => ({ kind, lines: [...lines], from, to })),
    contacts: read.contacts.map(({ kind, contact, from, to }) => ({ kind, contact, from, to })),
    seen: Object.fromEntries([
      ["name", read.seen.name],
      ["birth", read.seen.birth],
      ...addressKinds.map((kind) => [kind, read.seen.address(kind)]),
      ...contactKinds.map((kind) => [kind, read.seen.contact(kind)]),
    ]),
  };
}

/** A person's marriages and children. */
export const FamilyAnswer = z.object({
  marriages: z.array(
    z.object({
      spouse: z.number(),
      name: z.string(),
      born: Day,
      wedding: Day,
      endedBy: z.string().nullable(),
      firstDayUnmarried: Day.nullable(),
      proof: z.string().nullable(),
    }),
  ),
  children: z.array(
    z.object({
      child: z.number(),
      name: z.string(),
      born: Day,
      relation: z.string(),
      disabledSince: Day.nullable(),
      proof: z.string().nullable(),
    }),
  ),
  seen: z.object({ marriages: z.string(), children: z.string() }),
});

/** The family, for an answer. */
export async function familyAnswer(
  system: System,
  actor: Actor,
  person: number,
): Promise<z.input<typeof FamilyAnswer>> {
  const {
    marriages,
    children,
    seen: versions,
  } = await readFamily(system, actor, await there(system, actor, person));
  return {
    marriages: marriages.map((one) => ({
      spouse: one.spouse,
      name: one.name,
      born: formatDate(one.born),
      wedding: formatDate(one.from),
      endedBy: one.endedBy ?? null,
      firstDayUnmarried: one.endedBy === undefined ? null : formatDate(one.to),
      proof: one.proof ?? null,
    })),
    children: children.map((one) => ({
      child: one.child,
      name: one.name,
      born: formatDate(one.born),
      relation: one.relation,
      disabledSince: one.disabledSince === undefined ? null : formatDate(one.disabledSince),
      proof: one.proof ?? null,
    })),
    seen: versions,
  };
}

/** Whom a person named. */
export const BeneficiariesAnswer = z.object({
  lists: z.array(
    z.object({
      purpose: z.string(),
      named: z.array(
        z.object({
          person: z.number(),
          name: z.string(),
          rank: z.string(),
          parts: z.number().describe("The share is parts of `of`"),
          of: z.number(),
          body: z.object({ kind: z.string(), name: z.string() }).nullable(),
        }),
      ),
      seen: z.string(),
    }),
  ),
});

/** Whom a person named, for an answer. */
export async function beneficiariesAnswer(
  system: System,
  actor: Actor,
  person: number,
): Promise<z.input<typeof BeneficiariesAnswer>> {
  const { lists } = await readBeneficiaries(system, actor, await there(system, actor, person));
  return {
    lists: lists.map(({ purpose, named, seen: version }) => ({
      purpose,
      seen: version,
      named: named.map((one) => ({
        person: one.beneficiary,
        name: one.name,
        rank: one.rank,
        parts: one.parts,
        of: one.of,
        body: one.body ?? null,
      })),
    })),
  };
}

/** Who may act for a person. */
export const AgencyAnswer = z.object({
  status: z.string(),
  acting: z.string().nullable(),
  agents: z.array(
    z.object({
      rank: z.string(),
      person: z.number(),
      name: z.string(),
      mayNameBeneficiaries: z.boolean(),
      declined: z.boolean(),
    }),
  ),
  incapacitatedSince: Day.nullable(),
  seen: z.object({ agents: z.string(), incapacity: z.string() }),
});

/** Who may act, for an answer. */
export async function agencyAnswer(
  system: System,
  actor: Actor,
  person: number,
): Promise<z.input<typeof AgencyAnswer>> {
  const read = await readAgency(system, actor, await there(system, actor, person));
  return {
    status: read.status,
    acting: read.acting ?? null,
    agents: read.agents.map(({ rank, agent, name, mayNameBeneficiaries, declined }) => ({
      rank,
      person: agent,
      name,
      mayNameBeneficiaries,
      declined,
    })),
    incapacitatedSince: read.incapacitatedSince === undefined ? null : formatDate(read.incapacitatedSince),
    seen: read.seen,
  };
}
