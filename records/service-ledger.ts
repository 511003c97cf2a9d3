import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { add, correct } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { known, type Known, type Moment, recordedBy } from "./moment.ts";
import type { Cents, DateText, Instant, ServiceCreditKind } from "./schema.ts";
import type { GivenUpHow, PaymentMethod, ServiceProofKind } from "./service-tables.ts";

/** Proof of the days in a position; `to` is the day after the last, ENDLESS while it goes on. */
export interface ServiceProof {
  readonly position: number;
  readonly kind: ServiceProofKind;
  readonly certifiedBy: string;
  readonly certifiedOn: PlainDate;
  /** Hours a year that the position required, as certified. */
  readonly hoursAYear?: number | undefined;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Records proof of days, in place of what the same kind of paper proved of them. */
export async function recordServiceProof(
  tx: Tx,
  fund: number,
  person: number,
  proof: ServiceProof,
  instant: Instant,
): Promise<void> {
  const { position, kind, from, to } = proof;
  const row = {
    fund,
    person,
    position,
    kind,
    certified_by: proof.certifiedBy,
    certified_on: dateText(proof.certifiedOn),
    hours_a_year: proof.hoursAYear ?? null,
    valid_from: dateText(from),
    valid_to: dateText(to),
  };
  await correct(tx, "records.service_proof", { fund, person, position, kind }, { from, to }, [row], instant);
}

/** Names the days for which a credit stands; the database refuses a day that another credit has. */
export async function recordServiceSpans(
  tx: Tx,
  fund: number,
  person: number,
  { credit, spans }: { credit: number; spans: readonly { from: PlainDate; to: PlainDate }[] },
  instant: Instant,
): Promise<void> {
  const rows = spans.map(({ from, to }) => ({
    fund,
    person,
    credit,
    valid_from: dateText(from),
    valid_to: dateText(to),
  }));
  await add(tx, "records.service_span", rows, instant);
}

/** Days whose service was given up; `to` is the day after the last. */
export interface GivenUp {
  readonly how: GivenUpHow;
  readonly effective: PlainDate;
  /** What was paid for it, in whole cents. */
  readonly cents?: Cents | undefined;
  readonly restoredOn?: PlainDate | undefined;
  readonly caseNumber?: number | undefined;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Records that days of service were given up, or came back, in place of what was known of those days. */
export async function recordGivenUp(
  tx: Tx,
  fund: number,
  person: number,
  lost: GivenUp,
  instant: Instant,
): Promise<void> {
  const { from, to } = lost;
  const row = {
    fund,
    person,
    how: lost.how,
    effective: dateText(lost.effective),
    cents: lost.cents ?? null,
    restored_on: lost.restoredOn === undefined ? null : dateText(lost.restoredOn),
    case_number: lost.caseNumber ?? null,
    valid_from: dateText(from),
    valid_to: dateText(to),
  };
  await correct(tx, "records.service_given_up", { fund, person }, { from, to }, [row], instant);
}

/** The service that a person gave up, in order of days, restored or not. */
export async function givenUpOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<GivenUp[]> {
  const rows = await db
    .selectFrom("records.service_given_up")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.service_given_up", when))
    .orderBy("valid_from")
    .execute();
  return rows.map((row) => ({
    how: row.how,
    effective: dateOf(row.effective),
    cents: row.cents ?? undefined,
    restoredOn: row.restored_on === null ? undefined : dateOf(row.restored_on),
    caseNumber: row.case_number ?? undefined,
    from: dateOf(row.valid_from),
    to: dateOf(row.valid_to),
  }));
}

/** A proof as the ledger reads it. */
export interface ProofRow {
  readonly position: number;
  readonly kind: ServiceProofKind;
  readonly certifiedBy: string;
  readonly certifiedOn: DateText;
  readonly hoursAYear: number | null;
  readonly from: DateText;
  readonly to: DateText;
}

/** A credit with the days for which it stands, where they are known. */
export interface CreditRow {
  readonly credit: number;
  readonly kind: ServiceCreditKind;
  readonly months: number;
  readonly days: number;
  readonly hoursHundredths: number;
  readonly because: string | null;
  readonly certifiedBy: string | null;
  readonly effective: DateText;
  readonly caseNumber: number | null;
  readonly spans: readonly { readonly from: DateText; readonly to: DateText }[];
}

/** What the ledger reads beside the career. */
export interface LedgerRows {
  readonly proofs: readonly ProofRow[];
  readonly credits: readonly CreditRow[];
  /** Days whose service had been given up and is back. */
  readonly restored: readonly { readonly on: DateText; readonly from: DateText; readonly to: DateText }[];
}

/** Reads proofs, credits and restored service of a person in one statement, as they stood on a day and as known then. */
export async function readLedgerRows(
  db: Reading,
  fund: number,
  person: number,
  moment: Moment,
): Promise<LedgerRows> {
  const { rows } = await sql<LedgerRows>`
    select
      (select coalesce(json_agg(json_build_object('position', p.position, 'kind', p.kind, 'certifiedBy', p.certified_by,
          'certifiedOn', p.certified_on, 'hoursAYear', p.hours_a_year, 'from', p.valid_from, 'to', p.valid_to)
          order by p.valid_from, p.position), '[]')
        from records.service_proof p where p.fund = ${fund} and p.person = ${person} and ${known("p", moment)}) as proofs,
      (select coalesce(json_agg(json_build_object('credit', c.credit, 'kind', c.kind, 'months', c.months, 'days', c.days,
          'hoursHundredths', c.hours_hundredths, 'because', c.because, 'certifiedBy', c.certified_by, 'effective', c.effective,
          'caseNumber', c.case_number, 'spans', (
            select coalesce(json_agg(json_build_object('from', s.valid_from, 'to', s.valid_to) order by s.valid_from), '[]')
            from records.service_span s
            where s.fund = c.fund and s.person = c.person and s.credit = c.credit and ${known("s", moment)}))
          order by c.credit), '[]')
        from records.service_credit c where c.fund = ${fund} and c.person = ${person} and ${known("c", moment)}
          and (c.kind = 'unusedSickLeave' or c.effective <= ${dateText(moment.on)}::date)) as credits,
      (select coalesce(json_agg(json_build_object('on', g.restored_on, 'from', g.valid_from, 'to', g.valid_to) order by g.valid_from), '[]')
        from records.service_given_up g where g.fund = ${fund} and g.person = ${person} and ${known("g", moment)}
          and g.restored_on <= ${dateText(moment.on)}::date) as restored`.execute(db);
  return rows[0]!;
}

/** Money that came in for service. */
export interface ServicePayment {
  readonly payment: number;
  readonly method: PaymentMethod;
  readonly paidOn: PlainDate;
  readonly cents: Cents;
  readonly paidBy: string;
  readonly receivedBy: string;
  readonly entry: bigint;
}

/** Records money that came in for service, after its transfer was posted. */
export async function recordServicePayment(
  tx: Tx,
  fund: number,
  { person, caseNumber }: { person: number; caseNumber: number },
  paid: ServicePayment,
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.service_payment")
    .values({
      fund,
      person,
      case_number: caseNumber,
      payment: paid.payment,
      method: paid.method,
      paid_on: dateText(paid.paidOn),
      cents: paid.cents,
      paid_by: paid.paidBy,
      received_by: paid.receivedBy,
      entry: paid.entry,
      recorded_from: instant,
    })
    .execute();
}

/** The money that came in for a case, in order. */
export async function servicePaymentsOf(
  db: Reading,
  fund: number,
  { person, caseNumber }: { person: number; caseNumber: number },
  when: Known = {},
): Promise<ServicePayment[]> {
  const rows = await db
    .selectFrom("records.service_payment")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("case_number", "=", caseNumber)
    .where(recordedBy("records.service_payment", when))
    .orderBy("payment")
    .execute();
  return rows.map((row) => ({
    payment: row.payment,
    method: row.method,
    paidOn: dateOf(row.paid_on),
    cents: row.cents,
    paidBy: row.paid_by,
    receivedBy: row.received_by,
    entry: row.entry,
  }));
}
