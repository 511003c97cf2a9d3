import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import { addMany } from "./copy.ts";
import type { Reading, Tx } from "./db.ts";
import { nextNumbers } from "./person.ts";
import { ofCutover, registerHolds } from "./register-paid.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/** What becomes of a benefit that was taken over, when the payroll begins. */
export type CutoverOutcome = "paid" | "held" | "notDue";

/** A benefit that was taken over, with what decides whether and what the payroll pays on it. */
export interface ToCutOver {
  readonly benefit: number;
  /** As the other system names it. */
  readonly old: string;
  readonly payee: number;
  readonly member: number;
  readonly plan: string;
  readonly kind: string;
  /** Whether the payroll reads it. */
  readonly onRoll: boolean;
  /** Whether it is divided with a former spouse, or is the former spouse's. */
  readonly divided: boolean;
  /** Whether part of it ends at 62. */
  readonly hasTemporary: boolean;
  /** Whether its payee shares it with others. */
  readonly shared: boolean;
  /** Whether another benefit of the same kind, which was not taken over, is on the roll for the same payee and member. */
  readonly paidOtherwise: boolean;
  /** The first day for which it is payable. */
  readonly begins: DateText;
  readonly ends: DateText;
  readonly baseCents: Cents;
  readonly baseByLawCents: Cents | null;
  /** Whether the compared month holds it at all. */
  readonly compared: boolean;
  readonly theirs: Cents | null;
  readonly ours: Cents | null;
  /** Why the two differ in the compared month; null where they do not. */
  readonly cause: string | null;
  /** Why that difference was accepted. */
  readonly because: string | null;
}

/** What was decided of a benefit that was taken over. */
export interface CutoverItem extends Pick<
  ToCutOver,
  | "benefit"
  | "old"
  | "payee"
  | "member"
  | "plan"
  | "kind"
  | "onRoll"
  | "baseCents"
  | "baseByLawCents"
  | "theirs"
  | "ours"
  | "because"
> {
  readonly outcome: CutoverOutcome;
  readonly reason: string | null;
  /** The old register's amount where it is paid in place of the law's. */
  readonly openingCents: Cents | null;
}

/** A cutover that was prepared, and its release if there is one. */
export interface Cutover {
  readonly cutover: number;
  readonly firstMonth: DateText;
  readonly parallel: number | null;
  readonly summary: unknown;
  readonly preparedBy: string;
  readonly preparedAt: Instant;
  readonly releasedBy: string | null;
  readonly releasedAt: Instant | null;
}

/** The last cutover that was prepared for a fund; the released one, once there is one. */
export async function findCutover(db: Reading, fund: number): Promise<Cutover | undefined> {
  const { rows } = await sql<Omit<Cutover, "summary"> & { summary: string }>`
    select c.cutover, c.first_month as "firstMonth", c.parallel, c.summary, c.prepared_by as "preparedBy",
      c.recorded_from::text as "preparedAt", r.released_by as "releasedBy", r.recorded_from::text as "releasedAt"
    from records.cutover c left join records.cutover_release r on (r.fund, r.cutover) = (c.fund, c.cutover)
    where c.fund = ${fund} order by c.cutover desc limit 1`.execute(db);
  const [row] = rows;
  return row && { ...row, summary: fromCanonicalJson(row.summary) };
}

/** Keeps a preparation; gives its number. */
export async function recordCutover(
  tx: Tx,
  fund: number,
  made: Pick<Cutover, "firstMonth" | "parallel" | "summary" | "preparedBy">,
  instant: Instant,
): Promise<number> {
  const [cutover] = await nextNumbers(tx, "records.cutover_number", 1);
  await tx
    .insertInto("records.cutover")
    .values({
      fund,
      cutover: cutover!,
      first_month: made.firstMonth,
      parallel: made.parallel,
      summary: canonicalJson(made.summary),
      prepared_by: made.preparedBy,
      recorded_from: instant,
    })
    .execute();
  return cutover!;
}

/** Records the release with what becomes of every benefit, and holds the payees of those that the payroll reads and may not pay. */
export async function recordCutoverRelease(
  tx: Tx,
  fund: number,
  made: {
    readonly cutover: number;
    readonly releasedBy: string;
    /** Who accepted the differences of the compared month. */
    readonly acceptedBy: string;
    readonly items: readonly CutoverItem[];
    readonly holdBecause: (item: CutoverItem) => string;
  },
  instant: Instant,
): Promise<{ readonly held: number }> {
  const { cutover, releasedBy, acceptedBy, items, holdBecause } = made;
  await tx
    .insertInto("records.cutover_release")
    .values({ fund, cutover, released_by: releasedBy, recorded_from: instant })
    .execute();
  await addMany(
    tx,
    "records.cutover_item",
    "fund benefit cutover payee member plan outcome reason base_cents base_by_law_cents theirs ours opening_cents because accepted_by".split(
      " ",
    ),
    items.map((one) => [
      fund,
      one.benefit,
      cutover,
      one.payee,
      one.member,
      one.plan,
      one.outcome,
      one.reason,
      one.baseCents,
      one.baseByLawCents,
      one.theirs,
      one.ours,
      one.openingCents,
      one.because,
      one.because === null ? null : acceptedBy,
    ]),
    instant,
  );
  const held = [
    ...new Map(
      items.filter(({ outcome, onRoll }) => outcome === "held" && onRoll).map((one) => [one.payee, one]),
    ).values(),
  ];
  const numbers = await nextNumbers(tx, "records.hold_number", held.length);
  await addMany(
    tx,
    "records.payee_hold",
    ["fund", "person", "hold", "reason", "benefit", "status", "actor", "because"],
    held.map((one, at) => [
      fund,
      one.payee,
      numbers[at]!,
      "registerDiffers",
      one.benefit,
      "open",
      releasedBy,
      holdBecause(one),
    ]),
    instant,
  );
  return { held: held.length };
}

/** Every benefit that was taken over, with the compared month of a parallel payroll, in order of its number. */
export async function readToCutOver(db: Reading, fund: number, parallel: number): Promise<ToCutOver[]> {
  const { rows } = await sql<ToCutOver>`
    with own as (
      select distinct on (b.benefit) b.*, min(b.valid_from) over (partition by b.benefit) as begins from records.benefit b join records.converted_benefit k on (k.fund, k.benefit) = (b.fund, b.benefit)
      where b.fund = ${fund} and b.recorded_to = 'infinity' order by b.benefit, b.valid_from desc),
    other as (
      select distinct b.person, b.member, b.kind from records.benefit b
      where b.fund = ${fund} and b.recorded_to = 'infinity' and b.valid_to = 'infinity' and b.kind in ('retirement', 'survivor')
        and not exists (select from records.converted_benefit k where (k.fund, k.benefit) = (b.fund, b.benefit))),
    divided as (select distinct c.member from records.converted_payee c where c.fund = ${fund} and c.kind = 'formerSpouse'),
    shared as (select o.member from own o where o.kind = 'guaranteedPayments' group by o.member having count(*) > 1)
    select k.benefit, k.old_id as old, coalesce(o.person, c.payee) as payee, coalesce(o.member, c.member) as member,
      coalesce(o.plan, c.plan) as plan, coalesce(o.kind, c.kind) as kind, o.benefit is not null as "onRoll",
      c.kind is not distinct from 'formerSpouse' or d.member is not null as divided,
      coalesce(o.temporary_cents, c.temporary_cents) > 0 as "hasTemporary", s.member is not null as shared, x.person is not null as "paidOtherwise",
      coalesce(o.begins, c.valid_from)::text as begins, coalesce(o.valid_to, c.valid_to)::text as ends, coalesce(o.base_cents, c.base_cents) as "baseCents",
      case when f.difference is null then coalesce(o.base_cents, c.base_cents) else f.ours end as "baseByLawCents",
      i.benefit is not null as compared, i.theirs, i.ours, i.cause, i.because
    from records.converted_benefit k
    left join own o on o.benefit = k.benefit
    left join records.converted_payee c on (c.fund, c.benefit) = (k.fund, k.benefit)
    left join divided d on d.member = c.member
    left join shared s on s.member = o.member and o.kind = 'guaranteedPayments'
    left join other x on (x.person, x.member, x.kind) = (o.person, o.member, o.kind)
    left join records.conversion_parallel_item i on i.fund = k.fund and i.parallel = ${parallel} and i.benefit = k.benefit
    left join records.conversion_difference f on (f.fund, f.kind, f.of) = (k.fund, 'base', k.old_id)
    where k.fund = ${fund} and (o.benefit is not null or c.benefit is not null)
    order by k.benefit`.execute(db);
  return rows;
}

/** An item of a cutover as the office reads it, with the differences of its base amount that were accepted. */
export interface CutoverItemSeen {
  readonly benefit: number;
  readonly old: string;
  readonly payee: number;
  readonly memberId: string;
  readonly name: string | null;
  readonly plan: string;
  readonly outcome: CutoverOutcome;
  readonly reason: string | null;
  /** Whether it was put in payment since, by the court's order that divides it. */
  readonly byOrderSince: boolean;
  readonly baseCents: Cents;
  readonly baseByLawCents: Cents | null;
  readonly theirs: Cents | null;
  readonly ours: Cents | null;
  readonly openingCents: Cents | null;
  /** The month from which that is paid. */
  readonly openingMonth: DateText | null;
  readonly because: string | null;
  readonly acceptedBy: string | null;
  /** The number of the accepted difference of the base amount, by whom and why. */
  readonly difference: number | null;
  readonly differenceBecause: string | null;
  readonly differenceBy: string | null;
  /** Whether two people determined the benefit again since, so that amounts of the old register are no longer paid for the law's. */
  readonly determinedAgain: boolean;
}

/** The items of the release, or of one payee: those of an outcome and reason, so many from a place on. */
export async function listCutoverItems(
  db: Reading,
  fund: number,
  wanted: {
    readonly outcome?: string | undefined;
    readonly payee?: number | undefined;
    readonly offset?: number;
    readonly most?: number;
  } = {},
): Promise<{ readonly all: number; readonly items: CutoverItemSeen[] }> {
  const { rows } = await sql<CutoverItemSeen & { all: number }>`
    select i.benefit, k.old_id as old, i.payee, p.member_id as "memberId", i.plan, i.outcome, i.reason, i.base_cents as "baseCents",
      i.base_by_law_cents as "baseByLawCents", i.theirs, i.ours, i.opening_cents as "openingCents", m.month as "openingMonth", i.because, i.accepted_by as "acceptedBy",
      a.difference, a.because as "differenceBecause", a.accepted_by as "differenceBy",
      not ${sql.raw(registerHolds(ofCutover, "'infinity'"))} as "determinedAgain",
      exists (select from records.division_takeover t where t.fund = i.fund and i.benefit in (t.annuity, t.part)) as "byOrderSince", count(*) over ()::int as all,
      (select concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) from records.person_name n
        where (n.fund, n.person) = (i.fund, i.payee) and n.recorded_to = 'infinity' and n.valid_to = 'infinity') as name
    from records.cutover_item i
    join records.converted_benefit k on (k.fund, k.benefit) = (i.fund, i.benefit)
    join records.person p on (p.fund, p.person) = (i.fund, i.payee)
    join records.cutover c on (c.fund, c.cutover) = (i.fund, i.cutover)
    left join records.conversion_parallel m on (m.fund, m.parallel) = (c.fund, c.parallel) and i.opening_cents is not null
    left join records.conversion_difference d on (d.fund, d.kind, d.of) = (i.fund, 'base', k.old_id)
    left join records.conversion_acceptance a on (a.fund, a.difference) = (d.fund, d.difference)
    where i.fund = ${fund} and (${wanted.outcome ?? null}::text is null or i.outcome = ${wanted.outcome ?? null})
      and (${wanted.payee ?? null}::int is null or i.payee = ${wanted.payee ?? null})
    order by i.benefit limit ${wanted.most ?? 1_000_000} offset ${wanted.offset ?? 0}`.execute(db);
  return { all: rows[0]?.all ?? 0, items: rows.map(({ all: _, ...row }) => row) };
}
