import { sql } from "kysely";

import type { Reading, Tx } from "./db.ts";
import { known, type Known, recordedBy } from "./moment.ts";
import type { DateText, DocumentStatus, Instant, ObligationStatus, PaymentOption } from "./schema.ts";

/** One step of a case, as it was taken. */
export interface StepRow {
  readonly step: number;
  readonly action: string;
  readonly status: string;
  readonly actor: string;
  /** Canonical JSON. */
  readonly facts: string;
  readonly at: Instant;
}

/** The application of a case, as filed last. */
export interface ApplicationRow {
  readonly annuityStartingDate: DateText;
  readonly lastDayOfWork: DateText;
  readonly spouse: number | null;
  readonly signedOn: DateText;
  readonly receivedOn: DateText;
  /** Canonical JSON: cents by provision, as the member saw them. */
  readonly estimate: string;
}

/** The election of a case, as sent last, with whom it names. */
export interface ElectionRow {
  readonly paymentOption: PaymentOption;
  readonly spouseSignature: string | null;
  readonly receivedOn: DateText;
  readonly late: boolean;
  readonly firstPaymentMonth: DateText;
  readonly beneficiaries: readonly {
    readonly name: string;
    readonly relation: string;
    readonly percent: number;
  }[];
}

/** A paper of a case as it stands now; the file's hash is in hexadecimal. */
export interface PaperRow {
  readonly document: number;
  readonly kind: string;
  readonly status: DocumentStatus;
  readonly file: string | null;
  readonly because: string | null;
  readonly actor: string;
}

/** A dated duty of a case as it stands now. */
export interface DutyRow {
  readonly obligation: number;
  readonly kind: string;
  readonly due: DateText;
  readonly owner: string;
  readonly status: ObligationStatus;
  readonly cites: string | null;
}

/** A letter of a case. */
export interface LetterRow {
  readonly letter: number;
  readonly kind: string;
  readonly written: DateText;
  readonly determination: number | null;
}

/** All that the record holds of one retirement case, read in one statement. */
export interface RetirementRows {
  readonly person: number;
  readonly caseNumber: number;
  readonly openedBy: string;
  readonly steps: readonly [StepRow, ...StepRow[]];
  readonly application: ApplicationRow | null;
  readonly election: ElectionRow | null;
  readonly papers: readonly PaperRow[];
  readonly duties: readonly DutyRow[];
  readonly letters: readonly LetterRow[];
  readonly determination: number | null;
}

const list = (query: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(row_to_json(r)), '[]') from (${query}) r)`;
const one = (query: ReturnType<typeof sql>) => sql`(select row_to_json(r) from (${query}) r)`;
const ofCase = (alias: string) =>
  sql`${sql.ref(`${alias}.fund`)} = c.fund and ${sql.ref(`${alias}.person`)} = c.person and ${sql.ref(`${alias}.case_number`)} = c.case_number`;

/** A retirement case as it stood then, or nothing when this person had no such case. */
export async function findRetirement(
  db: Reading,
  fund: number,
  person: number,
  caseNumber: number,
  when: Known = {},
): Promise<RetirementRows | undefined> {
  const by = (alias: string) => sql`${ofCase(alias)} and ${recordedBy(alias, when)}`;
  const { rows } = await sql<RetirementRows>`
    select c.person, c.case_number as "caseNumber", c.opened_by as "openedBy",
      ${list(sql`select s.step, s.action, s.status, s.actor, s.facts, s.recorded_from::text as at from records.case_step s where ${by("s")} order by s.step`)} as steps,
      ${one(sql`select a.annuity_starting_date as "annuityStartingDate", a.last_day_of_work as "lastDayOfWork", a.spouse, a.signed_on as "signedOn", a.received_on as "receivedOn", a.estimate
        from records.retirement_application a where ${by("a")} order by a.recorded_from desc limit 1`)} as application,
      ${one(sql`select e.payment_option as "paymentOption", e.spouse_signature as "spouseSignature", e.received_on as "receivedOn", e.late, e.first_payment_month as "firstPaymentMonth",
        ${list(sql`select b.name, b.relation, b.percent from records.election_beneficiary b
          where b.fund = e.fund and b.person = e.person and b.case_number = e.case_number and b.recorded_from = e.recorded_from order by b.place`)} as beneficiaries
        from records.retirement_election e where ${by("e")} order by e.recorded_from desc limit 1`)} as election,
      ${list(sql`select d.document, d.kind, d.status, encode(d.file, 'hex') as file, d.because, d.actor from records.document d
        where ${ofCase("d")} and ${known("d", when)} order by d.document`)} as papers,
      ${list(sql`select o.obligation, o.kind, o.due, o.owner, o.status, o.cites from records.obligation o
        where ${ofCase("o")} and ${known("o", when)} order by o.due, o.obligation`)} as duties,
      ${list(sql`select l.letter, l.kind, l.written, l.determination from records.letter l where ${by("l")} order by l.letter`)} as letters,
      (select max(d.determination) from records.determination d where ${by("d")}) as determination
    from records.case_file c
    where c.fund = ${fund} and c.person = ${person} and c.case_number = ${caseNumber} and c.kind = 'retirement' and ${recordedBy("c", when)}`.execute(
    db,
  );
  return rows[0];
}

/** A person's retirement cases as they stood then, newest first, with the status of the last step of each. */
export async function retirementsOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<{ caseNumber: number; status: string }[]> {
  const { rows } = await sql<{ caseNumber: number; status: string }>`
    select c.case_number as "caseNumber",
      (select s.status from records.case_step s where ${ofCase("s")} and ${recordedBy("s", when)} order by s.step desc limit 1) as status
    from records.case_file c where c.fund = ${fund} and c.person = ${person} and c.kind = 'retirement' and ${recordedBy("c", when)} order by c.case_number desc`.execute(
    db,
  );
  return rows;
}

/** One row of the work queue: an open case, its next duty and on whom that waits. */
export interface QueueRow {
  readonly person: number;
  readonly caseNumber: number;
  readonly memberId: string;
  readonly name: string;
  readonly status: string;
  readonly annuityStartingDate: DateText | null;
  readonly due: DateText | null;
  readonly duty: string | null;
  readonly owner: string | null;
}

/** What the queue shows: statuses that count as open, and what the reader asked for. */
export interface QueueAsked {
  readonly open: readonly string[];
  readonly status?: string | undefined;
  readonly owner?: string | undefined;
  readonly dueThrough?: DateText | undefined;
  readonly named?: string | undefined;
  /** The reader's own person, whose case is never shown. */
  readonly except?: number | undefined;
  readonly most: number;
  readonly skip: number;
}

const queue = (fund: number, asked: Pick<QueueAsked, "open" | "except">) => sql`
  select c.person, c.case_number, p.member_id, concat_ws(' ', n.first_name, n.last_name) as name, s.status,
    (select a.annuity_starting_date from records.retirement_application a where ${ofCase("a")} order by a.recorded_from desc limit 1) as start,
    o.due, o.kind as duty, o.owner
  from records.case_file c
  join records.person p on p.fund = c.fund and p.person = c.person
  left join records.person_name n on n.fund = c.fund and n.person = c.person and n.valid_to = 'infinity' and n.recorded_to = 'infinity'
  join lateral (select s.status from records.case_step s where ${ofCase("s")} order by s.step desc limit 1) s on true
  left join lateral (select o.due, o.kind, o.owner from records.obligation o
    where ${ofCase("o")} and o.recorded_to = 'infinity' and o.status = 'open' order by o.due, o.obligation limit 1) o on true
  where c.fund = ${fund} and c.kind = 'retirement' and s.status = any(${[...asked.open]}::text[])
    and c.person is distinct from ${asked.except ?? null}::int`;

/** Open retirement cases, soonest due first, with how many there are in all. */
export async function retirementQueue(
  db: Reading,
  fund: number,
  asked: QueueAsked,
): Promise<{ rows: QueueRow[]; of: number }> {
  const named = `%${(asked.named ?? "").toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<QueueRow & { of: number }>`
    select q.person, q.case_number as "caseNumber", q.member_id as "memberId", q.name, q.status, q.start::text as "annuityStartingDate",
      q.due::text as due, q.duty, q.owner, (count(*) over ())::int as of
    from (${queue(fund, asked)}) q
    where (${asked.status ?? null}::text is null or q.status = ${asked.status ?? null})
      and (${asked.owner ?? null}::text is null or q.owner = ${asked.owner ?? null})
      and (${asked.dueThrough ?? null}::date is null or q.due <= ${asked.dueThrough ?? null}::date)
      and (lower(q.name) like ${named} or q.member_id like ${named})
    order by q.due nulls last, q.case_number
    limit ${asked.most} offset ${asked.skip}`.execute(db);
  return { rows, of: rows[0]?.of ?? 0 };
}

/** The four counts of the work queue on a day: past due, due that day, waiting on the office, without a duty. */
export interface QueueCounts {
  readonly late: number;
  readonly today: number;
  readonly waiting: number;
  readonly unowned: number;
}

/** Counts the open cases of the queue. */
export async function queueCounts(
  db: Reading,
  fund: number,
  asked: Pick<QueueAsked, "open" | "except"> & { today: DateText; office: readonly string[] },
): Promise<QueueCounts> {
  const { rows } = await sql<QueueCounts>`
    select (count(*) filter (where q.due < ${asked.today}::date))::int as late,
      (count(*) filter (where q.due = ${asked.today}::date))::int as today,
      (count(*) filter (where q.owner = any(${[...asked.office]}::text[])))::int as waiting,
      (count(*) filter (where q.owner is null))::int as unowned
    from (${queue(fund, asked)}) q`.execute(db);
  return rows[0]!;
}

/** Records an application as filed. */
export async function fileApplication(
  tx: Tx,
  key: { fund: number; person: number; caseNumber: number },
  filed: Omit<ApplicationRow, "spouse"> & { spouse: number | undefined },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.retirement_application")
    .values({
      fund: key.fund,
      person: key.person,
      case_number: key.caseNumber,
      annuity_starting_date: filed.annuityStartingDate,
      last_day_of_work: filed.lastDayOfWork,
      spouse: filed.spouse ?? null,
      signed_on: filed.signedOn,
      received_on: filed.receivedOn,
      estimate: filed.estimate,
      recorded_from: instant,
    })
    .execute();
}

/** Records an election as sent, with whom it names. */
export async function fileElection(
  tx: Tx,
  key: { fund: number; person: number; caseNumber: number },
  sent: ElectionRow,
  instant: Instant,
): Promise<void> {
  const { fund, person, caseNumber: case_number } = key;
  await tx
    .insertInto("records.retirement_election")
    .values({
      fund,
      person,
      case_number,
      payment_option: sent.paymentOption,
      spouse_signature: sent.spouseSignature,
      received_on: sent.receivedOn,
      late: sent.late,
      first_payment_month: sent.firstPaymentMonth,
      recorded_from: instant,
    })
    .execute();
  if (sent.beneficiaries.length === 0) return;
  const named = sent.beneficiaries.map((one, at) => ({
    fund,
    person,
    case_number,
    place: at + 1,
    ...one,
    recorded_from: instant,
  }));
  await tx.insertInto("records.election_beneficiary").values(named).execute();
}
