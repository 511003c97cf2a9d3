import type { PlainDate } from "@emeritus/engine/dates.ts";
import { findAddress, type Address } from "@emeritus/records/address.ts";
import { type BankAccount, findBankAccount } from "@emeritus/records/bank-account.ts";
import { type DeathRow, deathCases, namedInElection } from "@emeritus/records/death.ts";
import { findFile } from "@emeritus/records/document.ts";
import { beneficiariesOf } from "@emeritus/records/family.ts";
import { type Letter, lettersOf } from "@emeritus/records/letter.ts";
import { knownAtNow, type Moment } from "@emeritus/records/moment.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { obligationsOf, type Obligation } from "@emeritus/records/obligation.ts";
import { getPersons, type Person } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { eventsUntil } from "../moment.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type Consequence, consequencesAfter, consequencesOf } from "./after-death.ts";
import { DEATH_CASE, type DeathCase, type DeathKey, findDeathCase } from "./death-view.ts";
import { openDeathStatuses } from "./status.ts";
import { SURVIVOR_LETTER } from "./write-letter.ts";

const MOST = 200;

/** The death cases of the fund, those that ask for a decision first; never the reader's own. */
export async function readDeaths({ db, fund }: System, actor: Actor): Promise<DeathRow[]> {
  allow(actor, "read death cases");
  return deathCases(db, fund.number, { open: openDeathStatuses, except: actor.person, most: MOST });
}

/** A person's latest death case, if there is one. */
export async function findDeathOf({ db, fund }: System, person: number): Promise<DeathKey | undefined> {
  const [latest] = await casesOf(db, fund.number, person, DEATH_CASE);
  return latest && { person, caseNumber: latest.caseNumber };
}

/** Somebody named for the guaranteed payments, as a person of the record. */
export interface NamedSeen {
  readonly person: number;
  readonly name: string;
  readonly parts: number;
  readonly rank: "primary" | "contingent";
}

/** Somebody whom the death makes a payee, or whose payments it raises. */
export interface PayeeSeen {
  readonly person: number;
  readonly name: string;
  readonly memberId: string;
  readonly address: Address | undefined;
  readonly account: BankAccount | undefined;
  /** Letters of this case that are printed. */
  readonly letters: readonly Letter[];
}

/** A death case with what it does and who is concerned. */
export interface DeathSeen {
  readonly today: PlainDate;
  readonly death: DeathCase;
  /** What the death does, or what it did once it is confirmed, by the law in force and the record as it is. */
  readonly consequences: readonly Consequence[];
  readonly named: readonly NamedSeen[];
  readonly inElection: readonly {
    readonly name: string;
    readonly relation: string;
    readonly percent: number;
  }[];
  readonly payees: readonly PayeeSeen[];
  readonly duties: readonly Obligation[];
}

/** Reads a death case for the office as it stood at a moment; nothing where this person had no such case. */
export async function readDeath(
  system: System,
  actor: Actor,
  of: DeathKey,
  moment: Moment = { on: system.calendar.today() },
): Promise<DeathSeen | undefined> {
  allow(actor, "read death cases", { person: of.person });
  const { db, fund } = system;
  const number = fund.number;
  const until = await eventsUntil(system, moment);
  const death = await findDeathCase(db, number, of, until);
  if (death === undefined) return undefined;
  const { on: today } = moment;
  const knownAt = until.knownAt ?? (await knownAtNow(db));
  const asked = {
    fund: number,
    person: of.person,
    died: death.died,
    knownAt,
    percents: death.beneficiariesEntered,
  };
  const consequences = await db.transaction().execute(async (tx) => {
    if (death.status === "withdrawn") return [];
    if (death.confirmed === undefined) return consequencesOf(tx, asked);
    const { ended, raised } = death.confirmed;
    const touched = [...ended, ...raised].map(({ benefit }) => benefit);
    return consequencesAfter(tx, asked, touched);
  });
  const named = await beneficiariesOf(db, number, of.person, "guaranteedPayments", {
    on: death.died,
    ...until,
  });
  const payees = payeesOf(death, consequences);
  const persons = await getPersons(db, number, [
    ...new Set([...payees, ...named.map(({ beneficiary }) => beneficiary)]),
  ]);
  const nameOf = (person: number) => fullName(persons.find((one) => one.person === person));
  const duties: Obligation[] = [];
  for (const person of new Set([of.person, ...payees]))
    for (const duty of await obligationsOf(db, number, person, until))
      if (duty.caseNumber === of.caseNumber) duties.push(duty);
  return {
    today,
    death,
    consequences,
    named: named.map(({ beneficiary, parts, rank }) => ({
      person: beneficiary,
      name: nameOf(beneficiary),
      parts,
      rank,
    })),
    inElection: await namedInElection(db, number, of.person),
    payees: await Promise.all(
      payees.map(async (person) => ({
        person,
        name: nameOf(person),
        memberId: persons.find((one) => one.person === person)?.memberId ?? "",
        address: await findAddress(db, number, person, moment),
        account: await findBankAccount(db, number, person, moment),
        letters: (await lettersOf(db, number, person, until)).filter(
          ({ kind, caseNumber, file }) =>
            kind === SURVIVOR_LETTER && caseNumber === of.caseNumber && file !== undefined,
        ),
      })),
    ),
    duties: duties.toSorted((a, b) => a.due - b.due || a.obligation - b.obligation),
  };
}

const fullName = (person: Person | undefined): string =>
  person === undefined ? "" : `${person.name.first} ${person.name.last}`;

/** Who is paid because of the death, or more: by what it did, or before that by what it would do. */
function payeesOf(death: DeathCase, consequences: readonly Consequence[]): number[] {
  const found = death.confirmed
    ? [...death.confirmed.opened, ...death.confirmed.raised].map(({ person }) => person)
    : consequences.flatMap((one) =>
        one.kind === "survivor" || one.kind === "popUp"
          ? [one.payee]
          : one.kind === "guaranteed"
            ? one.heirs.map(({ person }) => person)
            : [],
      );
  return [...new Set(found)].filter((person) => person !== death.person);
}

/** The certificate of a case, as it was sent; nothing where there is none. */
export async function readCertificate(
  { db, fund }: System,
  actor: Actor,
  of: DeathKey,
): Promise<{ name: string; mediaType: string; bytes: Buffer } | undefined> {
  allow(actor, "read a case", { person: of.person });
  const death = await findDeathCase(db, fund.number, of);
  const hash = death?.certificate?.file;
  const file = hash === undefined ? undefined : await findFile(db, fund.number, hash);
  if (file === undefined) return undefined;
  const ending = file.mediaType.split("/")[1] ?? "bin";
  return { name: `certificate-${of.caseNumber}.${ending}`, mediaType: file.mediaType, bytes: file.content };
}
