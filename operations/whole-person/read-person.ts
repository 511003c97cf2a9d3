import { formatDate } from "@emeritus/engine/dates.ts";
import { type Benefit, benefitsOf } from "@emeritus/records/benefit.ts";
import { lastFourOf } from "@emeritus/records/closed-field.ts";
import { type ContactNote, contactNotesOf } from "@emeritus/records/contact-note.ts";
import { type Document, documentsOf } from "@emeritus/records/document.ts";
import { type Duplicate, duplicatesOf, keptRecord } from "@emeritus/records/duplicate.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { findPerson, getPersons, type Person } from "@emeritus/records/person.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { type Contacts, readContacts } from "../changing-person/read-contacts.ts";
import { type FamilySeen, readFamily } from "../family/read-family.ts";
import { type AgencySeen, readAgency } from "../naming/name-agents.ts";
import { type NamingSeen, readBeneficiaries } from "../naming/name-beneficiaries.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type Role, rolesOf } from "./roles.ts";
import { timelineOf, type TimelineEvent } from "./timeline.ts";

/** A case of a person where it stands. */
export interface CaseLine {
  readonly caseNumber: number;
  readonly kind: string;
  readonly status: string;
  readonly opened: DateText;
}

/** A letter to a person. */
export interface LetterLine {
  readonly letter: number;
  readonly kind: string;
  readonly written: DateText;
  readonly printed: boolean;
}

/** Money between a person and the fund: whole cents. */
export interface Money {
  readonly benefits: readonly Benefit[];
  readonly payments: readonly {
    readonly benefit: number;
    readonly period: DateText;
    readonly cents: bigint;
    readonly paidOn: DateText;
  }[];
  /** Paid since 1 January. */
  readonly thisYearCents: bigint;
  /** Overpaid and not yet returned. */
  readonly owedCents: bigint;
  /** Where payments go, masked; nothing where no account is in use. */
  readonly account: { readonly last4: string; readonly status: string } | undefined;
}

/** Everything that the office reads of one person. */
export interface WholePerson {
  readonly person: Person;
  readonly ssnLast4: string | undefined;
  readonly roles: readonly Role[];
  readonly contacts: Contacts;
  readonly family: FamilySeen;
  readonly beneficiaries: readonly NamingSeen[];
  readonly agency: AgencySeen;
  readonly money: Money;
  readonly cases: readonly CaseLine[];
  readonly documents: readonly Document[];
  readonly letters: readonly LetterLine[];
  readonly notes: readonly ContactNote[];
  readonly timeline: readonly TimelineEvent[];
  /** Records that are read as this one, with their Member IDs. */
  readonly joined: readonly (Duplicate & { readonly memberId: string })[];
  /** Whether the record holds employment, so that service and pay have something to say. */
  readonly employed: boolean;
}

/** The record that is kept of a person, where this one was joined to another; nothing where it stands for itself. */
export async function joinedTo(
  { reader, fund }: System,
  actor: Actor,
  person: number,
): Promise<number | undefined> {
  allow(actor, "read a record", { person });
  const kept = await keptRecord(reader, fund.number, person);
  return kept === person ? undefined : kept;
}

const mostEvents = 300;

/** Reads everything of one person as of a moment, in a fixed number of statements; nothing where there is no such person. */
export async function readPerson(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
): Promise<WholePerson | undefined> {
  allow(actor, "read a record", { person });
  const { db, reader, fund, keys } = system;
  const number = fund.number;
  const found = await findPerson(reader, number, person, { knownAt: moment.knownAt });
  if (found === undefined) return undefined;
  const [
    last4,
    roles,
    contacts,
    family,
    { lists },
    agency,
    money,
    cases,
    documents,
    letters,
    notes,
    timeline,
    joined,
  ] = await Promise.all([
    lastFourOf(db, keys, number, [person]),
    rolesOf(reader, number, person, moment),
    readContacts(system, actor, person, moment),
    readFamily(system, actor, person, moment),
    readBeneficiaries(system, actor, person, moment),
    readAgency(system, actor, person, moment),
    readMoney(system, person, moment),
    casesOf(system, person),
    documentsOf(reader, number, person, moment),
    lettersOf(system, person),
    contactNotesOf(reader, number, person, moment),
    timelineOf(reader, number, person, { most: mostEvents, knownAt: moment.knownAt }),
    joinedRecords(system, person),
  ]);
  return {
    person: found,
    ssnLast4: last4.get(person),
    roles,
    contacts,
    family,
    beneficiaries: lists,
    agency,
    money,
    cases,
    documents,
    letters,
    notes,
    timeline,
    joined,
    employed: timeline.some(({ kind }) => kind === "hired"),
  };
}

async function readMoney({ reader, fund }: System, person: number, { on, knownAt }: Moment): Promise<Money> {
  const number = fund.number;
  const year = `${formatDate(on).slice(0, 4)}-01-01`;
  const [benefits, payments, sums] = await Promise.all([
    benefitsOf(reader, number, person, { knownAt }),
    sql<Money["payments"][number]>`
      select p.benefit, p.period, p.cents, p.paid_on as "paidOn" from runs.payment p
      where p.fund = ${number} and p.person = ${person} order by p.paid_on desc, p.benefit limit 6`.execute(
      reader,
    ),
    sql<{ year: bigint; owed: bigint; last4: string | null; status: string | null }>`
      select (select coalesce(sum(cents), 0)::bigint from runs.payment p where p.fund = ${number} and p.person = ${person} and p.paid_on >= ${year}::date
          and not exists (select from runs.payment_return r where (r.fund, r.benefit, r.period, r.kind) = (p.fund, p.benefit, p.period, p.kind))) as year,
        (select coalesce(sum(case when kind in ('charged', 'released') then cents else -cents end), 0)::bigint from runs.receivable_entry e
          where e.fund = ${number} and e.person = ${person}) as owed, a.last4, a.status
      from (select) one left join records.bank_account a on a.fund = ${number} and a.person = ${person} and a.recorded_to = 'infinity'
        and a.valid_from <= ${formatDate(on)}::date and a.valid_to > ${formatDate(on)}::date`.execute(reader),
  ]);
  const { year: thisYearCents, owed, last4, status } = sums.rows[0]!;
  return {
    benefits,
    payments: payments.rows,
    thisYearCents,
    owedCents: owed,
    account: last4 === null ? undefined : { last4, status: status! },
  };
}

async function casesOf({ reader, fund }: System, person: number): Promise<CaseLine[]> {
  const { rows } = await sql<CaseLine>`
    select f.case_number as "caseNumber", f.kind, s.status, (f.recorded_from at time zone ${fund.timeZone})::date as opened
    from records.case_file f
    cross join lateral (select status from records.case_step s where (s.fund, s.person, s.case_number) = (f.fund, f.person, f.case_number) order by step desc limit 1) s
    where f.fund = ${fund.number} and f.person = ${person} order by f.case_number desc`.execute(reader);
  return rows;
}

async function lettersOf({ reader, fund }: System, person: number): Promise<LetterLine[]> {
  const { rows } = await sql<LetterLine>`
    select letter, kind, written, file is not null as printed from records.letter
    where fund = ${fund.number} and person = ${person} order by letter desc limit 100`.execute(reader);
  return rows;
}

async function joinedRecords({ reader, fund }: System, person: number): Promise<WholePerson["joined"]> {
  const joined = (await duplicatesOf(reader, fund.number, person)).filter(
    (one) => one.verdict === "same" && one.other === person,
  );
  const persons = await getPersons(
    reader,
    fund.number,
    joined.map((one) => one.person),
  );
  const idOf = new Map(persons.map((one) => [one.person, one.memberId]));
  return joined.map((one) => ({ ...one, memberId: idOf.get(one.person) ?? "" }));
}
