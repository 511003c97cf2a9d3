import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import { addMany } from "./copy.ts";
import type { Reading, Tx } from "./db.ts";
import { nextNumbers } from "./person.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/** A payee of a month as both systems pay, and why they differ. */
export interface NewParallelItem {
  readonly of: string;
  readonly benefit: number | null;
  readonly about: number | null;
  readonly plan: string | null;
  readonly theirs: Cents | null;
  readonly ours: Cents | null;
  readonly cause: string | null;
  readonly class: string | null;
  readonly because: string | null;
  readonly facts: unknown;
}

/** What a month came to in both systems. */
export interface ParallelTotals {
  readonly theirPayees: number;
  readonly theirCents: Cents;
  readonly ourPayees: number;
  readonly ourCents: Cents;
  readonly equalPayees: number;
  readonly equalCents: Cents;
  readonly differences: number;
}

/** A parallel payroll that was kept. */
export interface KeptParallel extends ParallelTotals {
  readonly parallel: number;
  readonly month: DateText;
  readonly runBy: string;
  readonly recordedFrom: Instant;
}

/** Keeps a parallel payroll with every payee; gives its number. */
export async function recordParallel(
  tx: Tx,
  fund: number,
  made: ParallelTotals & {
    readonly month: DateText;
    readonly registerSha256: Uint8Array;
    readonly knownAt: Instant;
    readonly runBy: string;
    readonly items: readonly NewParallelItem[];
  },
  instant: Instant,
): Promise<number> {
  const [parallel] = await nextNumbers(tx, "records.parallel_number", 1);
  await tx
    .insertInto("records.conversion_parallel")
    .values({
      fund,
      parallel: parallel!,
      month: made.month,
      register_sha256: Buffer.from(made.registerSha256),
      known_at: made.knownAt,
      their_payees: made.theirPayees,
      their_cents: made.theirCents,
      our_payees: made.ourPayees,
      our_cents: made.ourCents,
      equal_payees: made.equalPayees,
      equal_cents: made.equalCents,
      differences: made.differences,
      run_by: made.runBy,
      recorded_from: instant,
    })
    .execute();
  await addMany(
    tx,
    "records.conversion_parallel_item",
    "fund parallel item of benefit about plan theirs ours cause class because facts".split(" "),
    made.items.map((one, at) => [
      fund,
      parallel,
      at + 1,
      one.of,
      one.benefit,
      one.about,
      one.plan,
      one.theirs,
      one.ours,
      one.cause,
      one.class,
      one.because,
      canonicalJson(one.facts),
    ]),
    instant,
  );
  return parallel!;
}

const columns = sql`parallel, month, run_by as "runBy", recorded_from::text as "recordedFrom", their_payees as "theirPayees", their_cents as "theirCents",
  our_payees as "ourPayees", our_cents as "ourCents", equal_payees as "equalPayees", equal_cents as "equalCents", differences`;

/** Every parallel payroll of the fund, the newest first; one by its number if told. */
export async function listParallels(db: Reading, fund: number, parallel?: number): Promise<KeptParallel[]> {
  const { rows } = await sql<KeptParallel>`
    select ${columns} from records.conversion_parallel
    where fund = ${fund} and (${parallel ?? null}::int is null or parallel = ${parallel ?? null})
    order by parallel desc limit 500`.execute(db);
  return rows;
}

/** Payees of a parallel payroll by cause: how many, and what each system pays them. */
export interface ParallelSum {
  readonly class: string | null;
  readonly cause: string | null;
  readonly plan: string | null;
  readonly payees: number;
  readonly theirs: Cents;
  readonly ours: Cents;
}

/** The sums of a parallel payroll by cause and plan; who is paid the same stands without a cause. */
export async function sumParallel(db: Reading, fund: number, parallel: number): Promise<ParallelSum[]> {
  const { rows } = await sql<ParallelSum>`
    select class, cause, plan, count(*)::int as payees, coalesce(sum(theirs), 0)::bigint as theirs, coalesce(sum(ours), 0)::bigint as ours
    from records.conversion_parallel_item where fund = ${fund} and parallel = ${parallel}
    group by 1, 2, 3 order by class nulls first, cause, plan`.execute(db);
  return rows;
}

/** A payee of a parallel payroll with the name of record. */
export interface KeptParallelItem extends Omit<NewParallelItem, "facts"> {
  readonly item: number;
  readonly name: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

/** Payees of a parallel payroll: those who are paid otherwise, or everybody; of a class if told. */
export async function listParallelItems(
  db: Reading,
  fund: number,
  parallel: number,
  wanted: {
    readonly class?: string | undefined;
    readonly everybody?: boolean | undefined;
    readonly offset?: number;
    readonly most?: number;
  } = {},
): Promise<{ readonly all: number; readonly items: KeptParallelItem[] }> {
  const { rows } = await sql<Omit<KeptParallelItem, "facts"> & { facts: string; all: number }>`
    select i.item, i.of, i.benefit, i.about, i.plan, i.theirs, i.ours, i.cause, i.class, i.because, i.facts, count(*) over ()::int as all,
      (select concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) from records.person_name n
        where (n.fund, n.person) = (i.fund, i.about) and n.recorded_to = 'infinity' and n.valid_to = 'infinity') as name
    from records.conversion_parallel_item i
    where i.fund = ${fund} and i.parallel = ${parallel}
      and (${wanted.everybody === true} or i.cause is not null)
      and (${wanted.class ?? null}::text is null or i.class = ${wanted.class ?? null})
    order by i.item limit ${wanted.most ?? 1_000_000} offset ${wanted.offset ?? 0}`.execute(db);
  return {
    all: rows[0]?.all ?? 0,
    items: rows.map(({ all: _, facts, ...row }) => ({ ...row, facts: fromCanonicalJson(facts) })),
  };
}

/** A benefit that the payroll of this release does not pay, with what its plan's law is asked. */
export interface OtherBenefit {
  readonly benefit: number;
  readonly old: string;
  readonly payee: number;
  readonly plan: string;
  readonly kind: string;
  readonly option: string;
  readonly baseCents: Cents;
  readonly temporaryCents: Cents;
  readonly temporaryEnds: DateText | null;
  readonly begins: DateText;
  readonly ends: DateText;
  /** Canonical JSON of the determination's facts and result. */
  readonly inputs: string;
  readonly result: string;
  readonly memberDied: DateText | null;
  readonly payeeDied: DateText | null;
  /** Of the spouse on the annuity starting date. */
  readonly spouseDied: DateText | null;
  readonly memberClass: string | null;
}

/** Benefits that came with the conversion and are not on the payroll's roll, so many at a time after a benefit's number. */
export async function otherBenefits(
  db: Reading,
  fund: number,
  after: number,
  most: number,
): Promise<OtherBenefit[]> {
  const { rows } = await sql<OtherBenefit>`
    select c.benefit, b.old_id as old, c.payee, c.plan, c.kind, c.payment_option as option, c.base_cents as "baseCents",
      c.temporary_cents as "temporaryCents", c.temporary_ends as "temporaryEnds", c.valid_from as begins, c.valid_to::text as ends,
      d.inputs, d.result, m.died as "memberDied", p.died as "payeeDied",
      (select sd.died from records.marriage w join records.person_death sd on (sd.fund, sd.person) = (w.fund, w.spouse) and sd.recorded_to = 'infinity'
        where (w.fund, w.person) = (c.fund, c.member) and w.recorded_to = 'infinity' and w.valid_from <= d.effective and w.valid_to > d.effective) as "spouseDied",
      (select e.member_class from records.employment e where (e.fund, e.person) = (c.fund, c.member) and e.recorded_to = 'infinity'
        order by e.valid_from desc limit 1) as "memberClass"
    from records.converted_payee c
    join records.converted_benefit b on (b.fund, b.benefit) = (c.fund, c.benefit)
    join records.determination d on (d.fund, d.determination) = (c.fund, c.determination)
    left join records.person_death m on (m.fund, m.person) = (c.fund, c.member) and m.recorded_to = 'infinity'
    left join records.person_death p on (p.fund, p.person) = (c.fund, c.payee) and p.recorded_to = 'infinity'
    where c.fund = ${fund} and c.benefit > ${after} order by c.benefit limit ${most}`.execute(db);
  return rows;
}
