import { sql } from "kysely";
import type { Reading, Tx } from "./db.ts";
import { accounts, type Account, type Trust, trusts } from "./ledger.ts";
import type { ChargeKind, ReceiptWay } from "./money-in-tables.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/**
 * The trust, the receivable and the addition of each kind of charge: premiums apart from contributions (RSMo 104.515, 104.1078), and the
 * money of the universities' plan apart from both (RSMo 104.1205).
 */
export const booksOf: Readonly<Record<ChargeKind, { trust: Trust; receivable: Account; addition: Account }>> =
  {
    employer: {
      trust: "pension",
      receivable: "employerContributionsReceivable",
      addition: "employerContributions",
    },
    member: {
      trust: "pension",
      receivable: "memberContributionsReceivable",
      addition: "memberContributions",
    },
    life: { trust: "insurance", receivable: "lifePremiumsReceivable", addition: "lifePremiumsCharged" },
    disability: {
      trust: "insurance",
      receivable: "disabilityPremiumsReceivable",
      addition: "disabilityPremiumsCharged",
    },
    universityEmployer: {
      trust: "universities",
      receivable: "employerContributionsReceivable",
      addition: "employerContributions",
    },
    universityMember: {
      trust: "universities",
      receivable: "memberContributionsReceivable",
      addition: "memberContributions",
    },
  };

/** The names of the trusts, in the order of their numbers. */
export const trustNames = Object.keys(trusts) as [Trust, ...Trust[]];

/** The name of a trust by its number. Throws where no trust has it. */
export function trustNamed(number: number): Trust {
  const name = trustNames.find((each) => trusts[each] === number);
  if (name === undefined) throw new RangeError(`no trust ${number}`);
  return name;
}

/**
 * Which of some reports charged a plan among the contributions of the pension trust: those of the universities' plan, too, before it had
 * a trust of its own.
 */
export async function chargedInPension(
  db: Reading,
  fund: number,
  plan: string,
  reports: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ report: number }>`
    select distinct c.report from ledger.charge c join ledger.charge_pay p on (p.fund, p.charge) = (c.fund, c.charge)
    where c.fund = ${fund} and c.report = any(${[...reports]}::int[]) and c.kind = 'employer' and p.plan = ${plan}`.execute(
    db,
  );
  return new Set(rows.map(({ report }) => report));
}

const moneyLock = 7501;

/** Makes the matchings of a fund follow each other until the transaction ends; the database takes the same lock when it checks one. */
export async function lockMoney(tx: Tx, fund: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${moneyLock}, ${fund})`.execute(tx);
}

/** A new number of a charge, receipt, application, file, payback or election. */
export async function moneyNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select nextval('ledger.money_in_number')::int as n`.execute(tx);
  return rows[0]!.n;
}

/** Something an employer is charged, with the ledger entry that stands behind it. */
export interface NewCharge {
  readonly employer: number;
  readonly group: number | null;
  readonly kind: ChargeKind;
  readonly reference: string;
  readonly periodBegin: DateText;
  readonly periodEnd: DateText;
  readonly chargedOn: DateText;
  readonly due: DateText;
  /** Not zero; below zero where a correction takes back. */
  readonly cents: Cents;
  readonly report?: number;
  readonly election?: number;
  readonly entry: bigint;
}

/** Records a charge whose entry was posted, and gives its number. */
export async function addCharge(tx: Tx, fund: number, given: NewCharge, instant: Instant): Promise<number> {
  const charge = await moneyNumber(tx);
  await tx
    .insertInto("ledger.charge")
    .values({
      fund,
      charge,
      employer: given.employer,
      reporting_group: given.group,
      kind: given.kind,
      trust: trusts[booksOf[given.kind].trust],
      reference: given.reference,
      period_begin: given.periodBegin,
      period_end: given.periodEnd,
      charged_on: given.chargedOn,
      due: given.due,
      cents: given.cents,
      report: given.report ?? null,
      election: given.election ?? null,
      entry: given.entry,
      recorded_from: instant,
    })
    .execute();
  return charge;
}

/** A charge with what was paid of it. */
export interface Charge {
  readonly charge: number;
  readonly employer: number;
  readonly employerCode: string;
  readonly employerName: string;
  readonly group: number | null;
  readonly kind: ChargeKind;
  readonly reference: string;
  readonly periodBegin: DateText;
  readonly periodEnd: DateText;
  readonly chargedOn: DateText;
  readonly due: DateText;
  readonly cents: Cents;
  readonly paidCents: Cents;
  readonly openCents: Cents;
  readonly report: number | null;
  readonly election: number | null;
}

/** Which charges: of these employers, of a reference, of a trust, not fully paid, of a report, by number. */
export interface ChargesWanted {
  readonly employers?: readonly number[];
  readonly references?: readonly string[];
  readonly trust?: Trust;
  readonly open?: boolean;
  readonly charges?: readonly number[];
  readonly report?: number;
  readonly most?: number;
}

/** Charges with what was paid of them, the oldest due first. */
export async function listCharges(db: Reading, fund: number, wanted: ChargesWanted = {}): Promise<Charge[]> {
  const { employers, references, trust, open, charges, report, most } = wanted;
  const { rows } = await sql<Charge>`
    select * from (
      select c.charge, c.employer, e.code as "employerCode", e.name as "employerName", c.reporting_group as "group", c.kind, c.reference,
        c.period_begin as "periodBegin", c.period_end as "periodEnd", c.charged_on as "chargedOn", c.due, c.cents,
        coalesce(a.paid, 0)::bigint as "paidCents", (c.cents - coalesce(a.paid, 0))::bigint as "openCents", c.report, c.election
      from ledger.charge c
      left join records.employer e on e.fund = c.fund and e.employer = c.employer and e.valid_to = 'infinity' and e.recorded_to = 'infinity'
      left join lateral (select sum(a.cents) as paid from ledger.application a where (a.fund, a.charge) = (c.fund, c.charge)) a on true
      where c.fund = ${fund}
        and (${employers === undefined} or c.employer = any(${[...(employers ?? [])]}::int[]))
        and (${references === undefined} or c.reference = any(${[...(references ?? [])]}::text[]))
        and (${trust === undefined} or c.trust = ${trusts[trust ?? "pension"]})
        and (${charges === undefined} or c.charge = any(${[...(charges ?? [])]}::int[]))
        and (${report === undefined} or c.report = ${report ?? 0})
    ) x where ${open !== true} or x."openCents" <> 0
    order by x.due, x.reference, x.charge limit ${most ?? 100_000}`.execute(db);
  return rows;
}

/** Money that came in, or a credit of the fund's own. */
export interface NewReceipt {
  readonly trust: Trust;
  readonly receivedOn: DateText;
  readonly cents: Cents;
  readonly reference: string;
  readonly payer: string;
  readonly employer: number | null;
  readonly way: ReceiptWay;
  readonly bankNumber?: string;
  readonly file?: number;
  readonly election?: number;
  readonly enteredBy: string;
  /** The first of the ledger month it is posted to. */
  readonly month: DateText;
}

/** Records receipts and posts each: cash, or contributions received in advance, against receipts not matched. Gives their numbers in order. */
export async function addReceipts(
  tx: Tx,
  fund: number,
  rows: readonly NewReceipt[],
  instant: Instant,
): Promise<number[]> {
  if (rows.length === 0) return [];
  const of = <V>(pick: (row: NewReceipt) => V): V[] => rows.map(pick);
  const { rows: made } = await sql<{ receipt: number }>`
    with given as materialized (
      select g.*, nextval('ledger.money_in_number')::int as receipt, nextval('ledger.entry_number') as entry
      from unnest(${of(({ trust }) => trusts[trust])}::smallint[], ${of((r) => r.receivedOn)}::date[], ${of((r) => r.cents)}::bigint[],
        ${of((r) => r.reference)}::text[], ${of((r) => r.payer)}::text[], ${of((r) => r.employer)}::int[], ${of((r) => r.way)}::text[],
        ${of((r) => r.bankNumber ?? null)}::text[], ${of((r) => r.file ?? null)}::int[], ${of((r) => r.election ?? null)}::int[],
        ${of((r) => r.enteredBy)}::text[], ${of((r) => r.month)}::date[]) with ordinality
        g (trust, received_on, cents, reference, payer, employer, way, bank_number, file, election, entered_by, month, place)
    ), kept as (
      insert into ledger.receipt (fund, receipt, trust, received_on, cents, reference, payer, employer, way, bank_number, file, election, entered_by, entry, recorded_from)
      select ${fund}, receipt, trust, received_on, cents, reference, payer, employer, way, bank_number, file, election, entered_by, entry, ${instant}::timestamptz from given
    ), posted as (
      insert into ledger.transfer (fund, trust, entry, month, debit, credit, cents, employer, source, recorded_from)
      select ${fund}, trust, entry, month, case way when 'settling' then ${accounts.unearnedContributions}::int else ${accounts.operatingCash}::int end,
        ${accounts.receiptsNotMatched}::int, cents, employer, 'receipt ' || receipt, ${instant}::timestamptz from given
    )
    select receipt from given order by place`.execute(tx);
  return made.map(({ receipt }) => receipt);
}

/** A receipt with what it paid and what is left of it. */
export interface Receipt {
  readonly receipt: number;
  readonly trust: number;
  readonly receivedOn: DateText;
  readonly cents: Cents;
  readonly reference: string;
  readonly payer: string;
  readonly employer: number | null;
  readonly employerName: string | null;
  readonly way: ReceiptWay;
  readonly bankNumber: string | null;
  readonly file: number | null;
  readonly enteredBy: string;
  readonly appliedCents: Cents;
  readonly paidBackCents: Cents;
  /** Asked to be paid back and not yet decided. */
  readonly askedBackCents: Cents;
  readonly leftCents: Cents;
}

/** Which receipts: by number, with something left, of these references, of these employers. */
export interface ReceiptsWanted {
  readonly receipts?: readonly number[];
  readonly left?: boolean;
  readonly references?: readonly string[];
  readonly employers?: readonly number[];
  readonly most?: number;
}

/** Receipts, the oldest first. */
export async function listReceipts(
  db: Reading,
  fund: number,
  { receipts, left, references, employers, most }: ReceiptsWanted = {},
): Promise<Receipt[]> {
  const { rows } = await sql<Receipt>`
    select * from (
      select r.receipt, r.trust, r.received_on as "receivedOn", r.cents, r.reference, r.payer, r.employer, e.name as "employerName", r.way,
        r.bank_number as "bankNumber", r.file, r.entered_by as "enteredBy",
        coalesce(a.applied, 0)::bigint as "appliedCents", coalesce(b.back, 0)::bigint as "paidBackCents", coalesce(b.asked, 0)::bigint as "askedBackCents",
        (r.cents - coalesce(a.applied, 0) - coalesce(b.back, 0))::bigint as "leftCents"
      from ledger.receipt r
      left join records.employer e on e.fund = r.fund and e.employer = r.employer and e.valid_to = 'infinity' and e.recorded_to = 'infinity'
      left join lateral (select sum(a.cents) as applied from ledger.application a where (a.fund, a.receipt) = (r.fund, r.receipt)) a on true
      left join lateral (
        select sum(p.cents) filter (where p.step = 'released') as back,
          sum(p.cents) filter (where p.step = 'asked' and not exists (
            select from ledger.payback d where (d.fund, d.payback) = (p.fund, p.payback) and d.step <> 'asked')) as asked
        from ledger.payback p where (p.fund, p.receipt) = (r.fund, r.receipt)) b on true
      where r.fund = ${fund}
        and (${receipts === undefined} or r.receipt = any(${[...(receipts ?? [])]}::int[]))
        and (${references === undefined} or r.reference = any(${[...(references ?? [])]}::text[]))
        and (${employers === undefined} or r.employer = any(${[...(employers ?? [])]}::int[]))
    ) x where ${left !== true} or x."leftCents" > 0
    order by x."receivedOn", x.receipt limit ${most ?? 100_000}`.execute(db);
  return rows;
}

/** What is to pay for what: a receipt or an election's prepayment pays a charge; a receipt pays an election. */
export interface NewApplication {
  readonly receipt?: number;
  readonly drawnFrom?: number;
  readonly charge?: number;
  readonly election?: number;
  /** Not zero; below zero takes back, or uses up a charge below zero. */
  readonly cents: Cents;
  readonly trust: Trust;
  /** The kind of the charge; nothing for an election. */
  readonly kind?: ChargeKind;
  readonly employer: number;
  readonly appliedOn: DateText;
  readonly appliedBy: string;
  readonly automatic: boolean;
  /** The application taken back, and its entry. */
  readonly reverses?: number;
  readonly reversesEntry?: bigint;
  readonly month: DateText;
}

/**
 * Records and posts applications, all in one statement: receipts not matched, or contributions received in advance, against the
 * receivable of the charge's kind, or against contributions received in advance where a prepayment is paid. Gives their numbers.
 */
export async function addApplications(
  tx: Tx,
  fund: number,
  rows: readonly NewApplication[],
  instant: Instant,
): Promise<number[]> {
  if (rows.length === 0) return [];
  const of = <V>(pick: (row: NewApplication) => V): V[] => rows.map(pick);
  const from = (row: NewApplication) =>
    row.receipt === undefined ? accounts.unearnedContributions : accounts.receiptsNotMatched;
  const to = (row: NewApplication) =>
    row.kind === undefined ? accounts.unearnedContributions : accounts[booksOf[row.kind].receivable];
  const { rows: made } = await sql<{ application: number }>`
    with given as materialized (
      select g.*, nextval('ledger.money_in_number')::int as application, nextval('ledger.entry_number') as entry
      from unnest(${of((r) => r.receipt ?? null)}::int[], ${of((r) => r.drawnFrom ?? null)}::int[], ${of((r) => r.charge ?? null)}::int[],
        ${of((r) => r.election ?? null)}::int[], ${of((r) => r.cents)}::bigint[], ${of(({ trust }) => trusts[trust])}::smallint[],
        ${of(from)}::int[], ${of(to)}::int[], ${of((r) => r.employer)}::int[], ${of((r) => r.appliedOn)}::date[],
        ${of((r) => r.appliedBy)}::text[], ${of((r) => r.automatic)}::boolean[], ${of((r) => r.reverses ?? null)}::int[],
        ${of((r) => r.reversesEntry ?? null)}::bigint[], ${of((r) => r.month)}::date[]) with ordinality
        g (receipt, drawn_from, charge, election, cents, trust, source, target, employer, applied_on, applied_by, automatic, reverses, reverses_entry, month, place)
    ), posted as (
      insert into ledger.transfer (fund, trust, entry, month, debit, credit, cents, employer, source, reverses, recorded_from)
      select ${fund}, trust, entry, month, case when cents > 0 then source else target end, case when cents > 0 then target else source end,
        abs(cents), employer, 'matching ' || application, reverses_entry, ${instant}::timestamptz from given
    ), kept as (
      insert into ledger.application (fund, application, receipt, drawn_from, charge, election, cents, applied_on, applied_by, automatic, reverses, entry, recorded_from)
      select ${fund}, application, receipt, drawn_from, charge, election, cents, applied_on, applied_by, automatic, reverses, entry, ${instant}::timestamptz from given
    )
    select application from given order by place`.execute(tx);
  return made.map(({ application }) => application);
}

/** An application with what it paid. */
export interface Application {
  readonly application: number;
  readonly receipt: number | null;
  readonly drawnFrom: number | null;
  readonly charge: number | null;
  readonly election: number | null;
  readonly cents: Cents;
  readonly appliedOn: DateText;
  readonly appliedBy: string;
  readonly automatic: boolean;
  readonly entry: bigint;
  readonly reverses: number | null;
  readonly reversed: boolean;
  readonly kind: ChargeKind | null;
  readonly reference: string | null;
  readonly employer: number | null;
}

/** Every application of a receipt or to a charge, in order, those taken back and their opposites with them. */
export async function listApplications(
  db: Reading,
  fund: number,
  { receipt, charge }: { receipt?: number; charge?: number },
): Promise<Application[]> {
  const { rows } = await sql<Application>`
    select a.application, a.receipt, a.drawn_from as "drawnFrom", a.charge, a.election, a.cents, a.applied_on as "appliedOn", a.applied_by as "appliedBy",
      a.automatic, a.entry, a.reverses, exists (select from ledger.application r where (r.fund, r.reverses) = (a.fund, a.application)) as reversed,
      c.kind, c.reference, coalesce(c.employer, p.employer) as employer
    from ledger.application a
    left join ledger.charge c on (c.fund, c.charge) = (a.fund, a.charge)
    left join ledger.prepayment_election p on (p.fund, p.election) = (a.fund, a.election)
    where a.fund = ${fund} and (${receipt === undefined} or a.receipt = ${receipt ?? 0}) and (${charge === undefined} or a.charge = ${charge ?? 0})
    order by a.application`.execute(db);
  return rows;
}
