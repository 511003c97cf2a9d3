import { sql } from "kysely";
import type { Reading, Tx } from "./db.ts";
import type { BenefitOption, Cents, DateText, Instant } from "./schema.ts";

/** A benefit of a member's service that was taken over and is not in payment here, with what became of it when the payroll began. */
export interface TakenOver {
  readonly benefit: number;
  readonly payee: number;
  readonly kind: string;
  readonly plan: string;
  readonly option: BenefitOption;
  readonly determination: number;
  readonly baseCents: Cents;
  readonly temporaryCents: Cents;
  readonly temporaryEnds: DateText | null;
  readonly from: DateText;
  readonly to: DateText;
  /** The first month that this fund's payroll pays; null before that was released. */
  readonly firstMonth: DateText | null;
  /** The compared month of the old register. */
  readonly month: DateText | null;
  /** What the old register paid in that month, and what is due here by the law. */
  readonly theirs: Cents | null;
  readonly ours: Cents | null;
  /** Why the two differ, and why that was accepted. */
  readonly cause: string | null;
  readonly because: string | null;
}

/** The benefits of a member's service that were taken over and are not in payment here, in order of their numbers. */
export async function takenOverOf(db: Reading, fund: number, member: number): Promise<TakenOver[]> {
  const { rows } = await sql<TakenOver>`
    select c.benefit, c.payee, c.kind, c.plan, c.payment_option as option, c.determination, c.base_cents as "baseCents", c.temporary_cents as "temporaryCents",
      c.temporary_ends as "temporaryEnds", c.valid_from as "from", c.valid_to as "to", k.first_month as "firstMonth", m.month, p.theirs, p.ours, p.cause, p.because
    from records.converted_payee c
    left join records.cutover_item i on (i.fund, i.benefit) = (c.fund, c.benefit)
    left join records.cutover k on (k.fund, k.cutover) = (i.fund, i.cutover)
    left join records.conversion_parallel m on (m.fund, m.parallel) = (k.fund, k.parallel)
    left join records.conversion_parallel_item p on (p.fund, p.parallel, p.benefit) = (k.fund, k.parallel, c.benefit)
    where c.fund = ${fund} and c.member = ${member}
      and not exists (select from records.benefit b where (b.fund, b.benefit) = (c.fund, c.benefit))
    order by c.benefit`.execute(db);
  return rows;
}

/** The first day of the month from which a former spouse's part that was taken over is paid here; undefined for any other part. */
export async function partPaidHereFrom(
  db: Reading,
  fund: number,
  part: number,
): Promise<DateText | undefined> {
  const { rows } = await sql<{ from: DateText }>`
    select k.first_month as from from records.division_takeover t
    join records.cutover_item i on (i.fund, i.benefit) = (t.fund, t.part)
    join records.cutover k on (k.fund, k.cutover) = (i.fund, i.cutover)
    where t.fund = ${fund} and t.part = ${part}`.execute(db);
  return rows[0]?.from;
}

/** What the old register paid on a divided annuity in its compared month, where that is paid in place of the law's. */
export interface RegisterPaid {
  readonly annuityCents: Cents;
  readonly partCents: Cents;
  readonly month: DateText;
}

/** Keeps that a divided annuity was put in payment with its part, once. */
export async function recordTakeover(
  tx: Tx,
  fund: number,
  made: {
    readonly annuity: number;
    readonly part: number;
    readonly member: number;
    readonly caseNumber: number;
    readonly register: RegisterPaid | undefined;
  },
  instant: Instant,
): Promise<void> {
  const { annuity, part, member, caseNumber, register } = made;
  await sql`insert into records.division_takeover (fund, annuity, part, member, case_number, annuity_cents, part_cents, month, recorded_from)
    values (${fund}, ${annuity}, ${part}, ${member}, ${caseNumber}, ${register?.annuityCents ?? null}, ${register?.partCents ?? null},
      ${register?.month ?? null}::date, ${instant}::timestamptz)`.execute(tx);
}
