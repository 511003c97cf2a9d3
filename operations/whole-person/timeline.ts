import type { Reading } from "@emeritus/records/db.ts";
import { known, type Known, recordedBy } from "@emeritus/records/moment.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import { sql } from "kysely";

/** What can happen in a person's record. */
export const eventKinds = [
  "born",
  "died",
  "hired",
  "leftWork",
  "leaveBegan",
  "leaveEnded",
  "married",
  "marriageEnded",
  "childAdded",
  "caseOpened",
  "determined",
  "benefitBegan",
  "benefitEnded",
  "firstPaid",
  "paymentReturned",
  "letterWritten",
  "paperCame",
  "contact",
  "moved",
  "accountChanged",
] as const;

/** One of them. */
export type EventKind = (typeof eventKinds)[number];

/** One thing that happened: on which day, what, and what it was about in a word of the record. */
export interface TimelineEvent {
  readonly on: DateText;
  readonly kind: EventKind;
  /** An employer's name, a spouse's name, the kind of a case, letter or paper. */
  readonly about: string | null;
  /** The number of the case or letter, where there is one to open. */
  readonly number: number | null;
  /** Whole cents, where money is meant. */
  readonly cents: bigint | null;
}

/** What happened in a person's record, the newest first, in one statement; of the payments the first and those that came back. */
export async function timelineOf(
  db: Reading,
  fund: number,
  person: number,
  { most, ...when }: Known & { readonly most: number },
): Promise<TimelineEvent[]> {
  const mine = (alias: string) =>
    sql`${sql.ref(`${alias}.fund`)} = ${fund} and ${sql.ref(`${alias}.person`)} = ${person}`;
  const day = (alias: string) =>
    sql`(${sql.ref(`${alias}.recorded_from`)} at time zone (select time_zone from records.fund where fund = ${fund}))::date`;
  const nameOf = (other: string) =>
    sql`(select concat_ws(' ', n.first_name, n.last_name) from records.person_name n where n.fund = ${fund} and n.person = ${sql.ref(other)} and n.recorded_to = 'infinity' and n.valid_to = 'infinity')`;
  const { rows } = await sql<TimelineEvent>`
    with jobs as (
      select e.*, (select m.name from records.employer m where m.fund = e.fund and m.employer = e.employer and m.recorded_to = 'infinity' order by m.valid_from desc limit 1) as where_
      from records.employment e where ${mine("e")} and e.eligible and ${known("e", when)}),
    events (day, kind, about, number, cents) as (
      select b.born, 'born', b.proof, null::int, null::bigint from records.person_birth b where ${mine("b")} and ${known("b", when)}
      union all select d.died, 'died', d.proof, null, null from records.person_death d where ${mine("d")} and ${known("d", when)}
      union all select valid_from, 'hired', where_, null, null from jobs j where not exists (select from jobs i where i.position = j.position and i.valid_to = j.valid_from)
      union all select valid_to - 1, 'leftWork', where_, null, null from jobs j where valid_to <> 'infinity' and not exists (select from jobs i where i.position = j.position and i.valid_from = j.valid_to)
      union all select l.valid_from, 'leaveBegan', l.kind, null, null from records.leave l where ${mine("l")} and ${known("l", when)}
      union all select l.valid_to - 1, 'leaveEnded', l.kind, null, null from records.leave l where ${mine("l")} and l.valid_to <> 'infinity' and ${known("l", when)}
      union all select m.valid_from, 'married', ${nameOf("m.spouse")}, null, null from records.marriage m where ${mine("m")} and ${known("m", when)}
      union all select m.valid_from, 'married', ${nameOf("m.person")}, null, null from records.marriage m where m.fund = ${fund} and m.spouse = ${person} and ${known("m", when)}
        and not exists (select from records.marriage o where o.fund = m.fund and o.person = ${person} and o.spouse = m.person and ${known("o", when)})
      union all select m.valid_to - 1, 'marriageEnded', m.ended_by, null, null from records.marriage m where ${mine("m")} and m.valid_to <> 'infinity' and ${known("m", when)}
      union all select min(c.valid_from), 'childAdded', ${nameOf("c.child")}, null, null from records.child c where ${mine("c")} and ${known("c", when)} group by c.child
      union all select ${day("f")}, 'caseOpened', f.kind, f.case_number, null from records.case_file f where ${mine("f")} and ${recordedBy("f", when)}
      union all select t.effective, 'determined', t.kind, null, null from records.determination t where ${mine("t")} and ${recordedBy("t", when)}
      union all select min(b.valid_from), 'benefitBegan', b.kind, null, (array_agg(b.base_cents order by b.valid_from))[1] from records.benefit b where ${mine("b")} and ${known("b", when)} group by b.benefit, b.kind
      union all select max(b.valid_to) - 1, 'benefitEnded', b.kind, null, null from records.benefit b where ${mine("b")} and ${known("b", when)} group by b.benefit, b.kind having max(b.valid_to) <> 'infinity'
      union all (select p.paid_on, 'firstPaid', null, null, p.cents from runs.payment p where ${mine("p")} and ${recordedBy("p", when)} order by p.paid_on limit 1)
      union all select r.returned_on, 'paymentReturned', r.code, null, r.cents from runs.payment_return r where ${mine("r")} and ${recordedBy("r", when)}
      union all select l.written, 'letterWritten', l.kind, case when l.file is null then null else l.letter end, null from records.letter l where ${mine("l")} and ${recordedBy("l", when)}
      union all select ${day("d")}, 'paperCame', d.kind, d.case_number, null from records.document d where ${mine("d")} and d.status = 'received' and ${recordedBy("d", when)}
      union all select c.happened, 'contact', c.channel, null, null from records.contact_note c where ${mine("c")} and ${recordedBy("c", when)}
      union all select a.valid_from, 'moved', a.city, null, null from records.address a where ${mine("a")} and a.kind = 'home' and ${known("a", when)}
        and exists (select from records.address b where b.fund = a.fund and b.person = a.person and b.kind = 'home' and b.valid_to = a.valid_from and ${known("b", when)})
      union all select a.valid_from, 'accountChanged', a.last4, null, null from records.bank_account a where ${mine("a")} and a.status = 'confirmed' and ${known("a", when)})
    select day as "on", kind, about, number, cents from events where day > '-infinity' and day < 'infinity' order by day desc, kind limit ${most}`.execute(
    db,
  );
  return rows;
}
