import { sql } from "kysely";
import type { Reading, Tx } from "./db.ts";
import { lifeIncomeCents } from "./determination.ts";
import { known } from "./moment.ts";
import type { LawOfBenefit } from "./plans-in-payment.ts";
import type { BenefitKind, BenefitOption, DateText, Instant } from "./schema.ts";
import "./death-tables.ts";

/** What part of each guaranteed payment a benefit pays: the parts after `from` up to `to`, of all parts. */
export interface Share {
  readonly from: number;
  readonly to: number;
  readonly of: number;
}

/** Records the part of the guaranteed payments that a benefit pays. */
export async function recordShare(
  tx: Tx,
  { fund, person, benefit, share }: { fund: number; person: number; benefit: number; share: Share },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.guaranteed_share")
    .values({
      fund,
      person,
      benefit,
      share_from: share.from,
      share_to: share.to,
      share_of: share.of,
      recorded_from: instant,
    })
    .execute();
}

/** The parts of benefits that do not pay the whole of each guaranteed payment, by benefit. */
export async function sharesKnown(
  db: Reading,
  fund: number,
  knownAt: Instant,
  benefit?: number,
): Promise<ReadonlyMap<number, Share>> {
  const { rows } = await sql<{ benefit: number; from: number; to: number; of: number }>`
    select benefit, share_from as "from", share_to as "to", share_of as "of" from records.guaranteed_share
    where fund = ${fund} and recorded_from <= ${knownAt}::timestamptz and (${benefit ?? null}::int is null or benefit = ${benefit ?? null})`.execute(
    db,
  );
  return new Map(rows.map(({ benefit: of, ...share }) => [of, share]));
}

/** A benefit that a death touches: the dead person's own, a former spouse's part of it, or one of a member whose spouse the person was. */
export interface BenefitTouched extends LawOfBenefit {
  readonly benefit: number;
  readonly person: number;
  readonly member: number;
  readonly kind: BenefitKind;
  readonly option: BenefitOption;
  readonly determination: number;
  readonly from: DateText;
  readonly to: DateText;
  /** The spouse whom a joint option of the member names: whom the member was married to when the annuity began. */
  readonly spouse: number | null;
}

/**
 * The benefits payable after a day to a person, to a former spouse as a part of the person's annuity, or to a member who has chosen a
 * joint option with that person as the spouse.
 */
export async function benefitsTouched(
  db: Reading,
  fund: number,
  person: number,
  after: DateText,
): Promise<BenefitTouched[]> {
  const { rows } = await sql<BenefitTouched>`
    with open_benefit as (
      select b.*, min(b.valid_from) over (partition by b.benefit) as begins, max(b.valid_to) over (partition by b.benefit) as ends
      from records.benefit b
      where b.fund = ${fund} and ${known("b", {})} and (b.person = ${person} or b.kind = 'formerSpouse' and b.member = ${person} or b.kind = 'retirement' and b.payment_option in ('joint50', 'joint100')
        and b.member in (select m.person from records.marriage m where m.fund = ${fund} and m.spouse = ${person} and ${known("m", {})}))
    )
    select distinct on (b.benefit) b.benefit, b.person, b.member, b.kind, b.plan, b.increases, b.payment_option as option, b.determination, b.begins as "from", b.ends as "to", m.spouse
    from open_benefit b
    left join records.marriage m on b.kind = 'retirement' and b.payment_option in ('joint50', 'joint100') and m.fund = b.fund and m.person = b.member and ${known("m", {})}
      and m.valid_from < b.begins and m.valid_to >= b.begins
    where b.ends > ${after}::date and (b.person = ${person} or b.kind = 'formerSpouse' and b.member = ${person} or m.spouse = ${person})
    order by b.benefit, b.valid_from desc`.execute(db);
  return rows;
}

/** A marriage that a death ends or has ended. */
export interface MarriageOf {
  readonly person: number;
  readonly spouse: number;
  readonly from: DateText;
  readonly to: DateText;
  readonly endedBy: string | null;
  readonly proof: string | null;
}

/** The marriages of which somebody is one of the two, from either's record. */
export async function marriagesWith(db: Reading, fund: number, person: number): Promise<MarriageOf[]> {
  const { rows } = await sql<MarriageOf>`
    select m.person, m.spouse, m.valid_from as "from", m.valid_to as "to", m.ended_by as "endedBy", m.proof
    from records.marriage m where m.fund = ${fund} and (m.person = ${person} or m.spouse = ${person}) and ${known("m", {})}
    order by m.person, m.valid_from`.execute(db);
  return rows;
}

/** A death case in the list of the office. */
export interface DeathRow {
  readonly person: number;
  readonly caseNumber: number;
  readonly memberId: string;
  readonly name: string;
  readonly status: string;
  readonly died: DateText;
  readonly reportedBy: string;
  readonly opened: Instant;
  /** The next open duty of the case. */
  readonly due: DateText | null;
  readonly duty: string | null;
  readonly owner: string | null;
}

/** The death cases, those that ask for work first and then newest first, without the reader's own person's. */
export async function deathCases(
  db: Reading,
  fund: number,
  asked: { readonly open: readonly string[]; readonly except: number | undefined; readonly most: number },
): Promise<DeathRow[]> {
  const { rows } = await sql<DeathRow>`
    select c.person, c.case_number as "caseNumber", p.member_id as "memberId", coalesce(n.first_name || ' ' || n.last_name, p.member_id) as name, s.status,
      (select r.facts::jsonb->>'died' from records.case_step r where r.fund = c.fund and r.person = c.person and r.case_number = c.case_number
        and r.action in ('report', 'correctReport') order by r.step desc limit 1) as died,
      c.opened_by as "reportedBy", c.recorded_from as opened, o.due, o.kind as duty, o.owner
    from records.case_file c
    join records.person p on p.fund = c.fund and p.person = c.person
    join lateral (select s.status from records.case_step s where s.fund = c.fund and s.person = c.person and s.case_number = c.case_number
      order by s.step desc limit 1) s on true
    left join records.person_name n on n.fund = c.fund and n.person = c.person and n.valid_to = 'infinity' and n.recorded_to = 'infinity'
    left join lateral (select o.due, o.kind, o.owner from records.obligation o where o.fund = c.fund and o.case_number = c.case_number
      and o.recorded_to = 'infinity' and o.status = 'open' order by o.due, o.obligation limit 1) o on true
    where c.fund = ${fund} and c.kind = 'death' and c.person is distinct from ${asked.except ?? null}::int
    order by s.status = any(${[...asked.open]}::text[]) desc, c.case_number desc limit ${asked.most}`.execute(
    db,
  );
  return rows;
}

/** Whom a member named when electing guaranteed payments, as the election says: names, not yet persons. */
export async function namedInElection(
  db: Reading,
  fund: number,
  member: number,
): Promise<{ name: string; relation: string; percent: number }[]> {
  const { rows } = await sql<{ name: string; relation: string; percent: number }>`
    select e.name, e.relation, e.percent from records.election_beneficiary e
    where e.fund = ${fund} and e.person = ${member} and e.recorded_from = (select max(f.recorded_from) from records.retirement_election f
      where f.fund = e.fund and f.person = e.person) order by e.place`.execute(db);
  return rows;
}

/** The life-income amount in cents that a determination holds, to which an annuity returns; nothing where it holds none. */
export async function lifeIncomeOf(
  db: Reading,
  fund: number,
  determination: number,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ cents: bigint | null }>`
    select ${lifeIncomeCents} as cents
    from records.determination d where d.fund = ${fund} and d.determination = ${determination}`.execute(db);
  return rows[0]?.cents ?? undefined;
}
