import { sql } from "kysely";
import { fromCanonicalJson } from "./canonical.ts";
import type { Reading, Tx } from "./db.ts";
import type { Cents, Instant } from "./schema.ts";

/** A difference between the other system and this one, with who accepted it and why. */
export interface KeptDifference {
  readonly difference: number;
  readonly kind: string;
  readonly of: string;
  /** Whose record it is, where it is somebody's. */
  readonly about: number | null;
  readonly name: string | null;
  readonly memberId: string | null;
  readonly plan: string | null;
  readonly theirs: Cents | null;
  readonly ours: Cents | null;
  readonly cause: string;
  readonly class: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly because: string | null;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Instant | null;
}

/** Which differences: of a class or kind, open or accepted, of a person, a text within the names; where in the list. */
export interface DifferencesWanted {
  readonly class?: string | undefined;
  readonly kind?: string | undefined;
  readonly state?: "open" | "accepted" | undefined;
  readonly of?: string | undefined;
  readonly difference?: number | undefined;
  /** Whose differences are left out: the own record of who asks. */
  readonly without?: number | undefined;
  readonly offset?: number;
  readonly most?: number;
}

const filtered = (fund: number, wanted: DifferencesWanted) => sql`
  d.fund = ${fund}
  and (${wanted.class ?? null}::text is null or d.class = ${wanted.class ?? null})
  and (${wanted.kind ?? null}::text is null or d.kind = ${wanted.kind ?? null})
  and (${wanted.of ?? null}::text is null or d.of = ${wanted.of ?? null})
  and (${wanted.difference ?? null}::int is null or d.difference = ${wanted.difference ?? null})
  and (${wanted.without ?? null}::int is null or d.about is distinct from ${wanted.without ?? null}::int)
  and (${wanted.state ?? null}::text is null or (a.difference is null) = (${wanted.state ?? null} = 'open'))`;

/** Differences as they are filtered, the open ones first, then by number. */
export async function listDifferences(
  db: Reading,
  fund: number,
  wanted: DifferencesWanted = {},
): Promise<{ readonly all: number; readonly differences: KeptDifference[] }> {
  const { rows } = await sql<Omit<KeptDifference, "facts"> & { facts: string; all: number }>`
    select d.difference, d.kind, d.of, d.about, p.member_id as "memberId", d.plan, d.theirs, d.ours, d.cause, d.class, d.facts,
      a.because, a.accepted_by as "acceptedBy", a.recorded_from::text as "acceptedAt", count(*) over ()::int as all,
      (select concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) from records.person_name n
        where (n.fund, n.person) = (d.fund, d.about) and n.recorded_to = 'infinity' and n.valid_to = 'infinity') as name
    from records.conversion_difference d
    left join records.conversion_acceptance a on (a.fund, a.difference) = (d.fund, d.difference)
    left join records.person p on (p.fund, p.person) = (d.fund, d.about)
    where ${filtered(fund, wanted)}
    order by (a.difference is not null), d.difference
    limit ${wanted.most ?? 1_000_000} offset ${wanted.offset ?? 0}`.execute(db);
  return {
    all: rows[0]?.all ?? 0,
    differences: rows.map(({ all: _, facts, ...row }) => ({ ...row, facts: fromCanonicalJson(facts) })),
  };
}

/** How many differences of a class and kind there are, what they come to, and how many nobody accepted. */
export interface DifferenceSum {
  readonly class: string;
  readonly kind: string;
  readonly count: number;
  readonly open: number;
  /** Ours less theirs; in rows, months or hundredths of hours where those are counted. */
  readonly more: Cents;
  /** The same, each without its sign. */
  readonly apart: Cents;
}

/** The sums of all differences by class and kind. */
export async function sumDifferences(db: Reading, fund: number): Promise<DifferenceSum[]> {
  const { rows } = await sql<DifferenceSum>`
    select d.class, d.kind, count(*)::int as count, (count(*) filter (where a.difference is null))::int as open,
      coalesce(sum(coalesce(d.ours, 0) - coalesce(d.theirs, 0)), 0)::bigint as more,
      coalesce(sum(abs(coalesce(d.ours, 0) - coalesce(d.theirs, 0))), 0)::bigint as apart
    from records.conversion_difference d
    left join records.conversion_acceptance a on (a.fund, a.difference) = (d.fund, d.difference)
    where d.fund = ${fund} group by d.class, d.kind order by d.class, d.kind`.execute(db);
  return rows;
}

/** Accepts every open difference that is wanted, with one reason; gives how many there were and what they come to. */
export async function acceptDifferences(
  tx: Tx,
  fund: number,
  wanted: DifferencesWanted,
  { because, acceptedBy }: { readonly because: string; readonly acceptedBy: string },
  instant: Instant,
): Promise<{ readonly count: number; readonly apart: Cents }> {
  const { rows } = await sql<{ count: number; apart: Cents }>`
    with added as (
      insert into records.conversion_acceptance (fund, difference, because, accepted_by, recorded_from)
      select d.fund, d.difference, ${because}, ${acceptedBy}, ${instant}::timestamptz
      from records.conversion_difference d
      left join records.conversion_acceptance a on (a.fund, a.difference) = (d.fund, d.difference)
      where ${filtered(fund, { ...wanted, state: "open" })} returning difference)
    select count(*)::int as count, coalesce(sum(abs(coalesce(d.ours, 0) - coalesce(d.theirs, 0))), 0)::bigint as apart
    from added join records.conversion_difference d on d.fund = ${fund} and d.difference = added.difference`.execute(
    tx,
  );
  return rows[0]!;
}

/** What was taken over, counted: for the sign-off and for the page. */
export interface TakenOver {
  readonly people: number;
  readonly payYears: Cents;
  readonly payCents: Cents;
  readonly benefits: number;
  readonly baseCents: Cents;
  /** Benefits that the payroll of this release does not pay. */
  readonly notPaid: number;
  readonly notPaidCents: Cents;
  readonly accountCents: Cents;
}

/** Counts what a conversion brought besides its pay, whose sum its control total holds. */
export async function takenOver(
  db: Reading,
  fund: number,
): Promise<Omit<TakenOver, "payYears" | "payCents">> {
  const { rows } = await sql<Omit<TakenOver, "payYears" | "payCents">>`
    with came as (select recorded_from as at from records.conversion where fund = ${fund}),
    own as (select count(*) as n, coalesce(sum(base_cents), 0) as cents from records.benefit b join came on b.recorded_from = came.at where b.fund = ${fund}),
    other as (select count(*) as n, coalesce(sum(base_cents), 0) as cents from records.converted_payee where fund = ${fund})
    select (select count(*) from records.converted_person where fund = ${fund})::int as people,
      (own.n + other.n)::int as benefits, (own.cents + other.cents)::bigint as "baseCents",
      other.n::int as "notPaid", other.cents::bigint as "notPaidCents",
      (select coalesce(sum(p.cents), 0) from records.account_posting p join came on p.recorded_from = came.at
        where p.fund = ${fund} and p.source = 'conversion')::bigint as "accountCents"
    from own, other`.execute(db);
  return rows[0]!;
}

/** The determination that stands behind a benefit which was taken over, as it was kept. */
export interface DeterminationBehind {
  readonly kind: string;
  readonly option: string;
  readonly plan: string;
  /** Canonical JSON of the facts. */
  readonly inputs: string;
}

/** The determination behind a benefit by the other system's name of it; nothing where that names none. */
export async function determinationBehind(
  db: Reading,
  fund: number,
  old: string,
): Promise<DeterminationBehind | undefined> {
  const { rows } = await sql<DeterminationBehind>`
    select k.kind, k.payment_option as option, k.plan, d.inputs
    from records.converted_benefit b
    join lateral (
      select c.kind, c.payment_option, c.plan, c.determination from records.converted_payee c where (c.fund, c.benefit) = (b.fund, b.benefit)
      union all
      (select x.kind, x.payment_option, x.plan, x.determination from records.benefit x where (x.fund, x.benefit) = (b.fund, b.benefit)
        order by x.recorded_from limit 1)) k on true
    join records.determination d on (d.fund, d.determination) = (b.fund, k.determination)
    where b.fund = ${fund} and b.old_id = ${old} limit 1`.execute(db);
  return rows[0];
}
