import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { findPerson, findPersonByMemberId, newPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { isSsn } from "../recording-deaths/enter-beneficiary.ts";
import type { System } from "../system.ts";

/** Somebody who is named: one whom the record already shows with the person, one by Member ID (staff only), or somebody new. */
export type Somebody =
  | { readonly person: number }
  | { readonly memberId: string }
  | {
      readonly first: string;
      readonly last: string;
      readonly born: PlainDate;
      /** Nine digits, where they are known. */
      readonly ssn?: string | undefined;
    };

/** Why somebody cannot be named. */
export type SomebodyRefusal =
  | "no-such-member"
  | "not-of-your-record"
  | "is-the-same"
  | "ssn-wrong"
  | "ssn-taken"
  | "born-in-future";

/** Somebody whom a person's record shows: spouse, child, beneficiary or agent, of any time. */
export interface Related {
  readonly person: number;
  readonly name: string;
  readonly born: string | null;
  readonly died: string | null;
}

/** Everybody whom a person's own record shows, by name. */
export async function relatedTo(db: Reading, fund: number, person: number): Promise<Related[]> {
  const { rows } = await sql<Related>`
    with named as (
      select spouse as other from records.marriage where fund = ${fund} and person = ${person} and recorded_to = 'infinity'
      union select child from records.child where fund = ${fund} and person = ${person} and recorded_to = 'infinity'
      union select beneficiary from records.beneficiary where fund = ${fund} and person = ${person} and recorded_to = 'infinity'
      union select agent from records.agent where fund = ${fund} and person = ${person} and recorded_to = 'infinity')
    select p.person, concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) as name, b.born::text as born, d.died::text as died
    from named join records.person p on p.fund = ${fund} and p.person = named.other
    join records.person_name n on n.fund = p.fund and n.person = p.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity'
    left join records.person_birth b on b.fund = p.fund and b.person = p.person and b.recorded_to = 'infinity'
    left join records.person_death d on d.fund = p.fund and d.person = p.person and d.recorded_to = 'infinity'
    order by name, p.person`.execute(db);
  return rows;
}

/** What of somebody named goes into a command's request: never an SSN, only its keyed hash. */
export const withoutSsn = ({ keys }: Pick<System, "keys">, who: Somebody): unknown =>
  "ssn" in who && who.ssn !== undefined
    ? { ...who, ssn: keys.lookup("ssn", who.ssn).hash.toString("hex") }
    : { ...who, ssn: null };

/**
 * The person meant, made new where the record has nobody such. A member names people of their own record or new ones, and never
 * learns whether somebody else is on record; the same name and birth date among the member's own people is that person again.
 */
export async function somebodyFor(
  { keys, calendar, fund: { number: fund, demonstration } }: System,
  tx: Tx,
  actor: Actor,
  of: number,
  who: Somebody,
  instant: Instant,
): Promise<Outcome<number, Refusal<SomebodyRefusal>>> {
  const own = actor.person === of;
  if ("memberId" in who) {
    const person = own ? undefined : await findPersonByMemberId(tx, fund, who.memberId);
    if (person === undefined) return refused("no-such-member");
    return person === of ? refused("is-the-same") : accepted(person);
  }
  const related = await relatedTo(tx, fund, of);
  if ("person" in who) {
    if (who.person === of) return refused("is-the-same");
    return related.some(({ person }) => person === who.person)
      ? accepted(who.person)
      : refused("not-of-your-record");
  }
  const { first, last, born, ssn } = who;
  if (born > calendar.today()) return refused("born-in-future");
  if (ssn !== undefined && !isSsn(ssn, demonstration)) return refused("ssn-wrong");
  const again = related.find(
    (one) => one.name.toLowerCase() === `${first} ${last}`.toLowerCase() && one.born === formatDate(born),
  );
  if (again) return accepted(again.person);
  const self = await findPerson(tx, fund, of);
  if (self?.born === born && self.name.first === first && self.name.last === last)
    return refused("is-the-same");
  if (ssn !== undefined && (await personsBySsn(tx, keys, fund, [ssn])).size > 0) return refused("ssn-taken");
  const made = await newPerson(
    tx,
    { fund, name: { first, last }, born, ...(ssn === undefined ? {} : { ssn: { text: ssn, keys } }) },
    instant,
  );
  return accepted(made.person);
}
