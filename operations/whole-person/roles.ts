import { formatDate } from "@emeritus/engine/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { heldOn, known, type Moment } from "@emeritus/records/moment.ts";
import type { BenefitKind, DateText } from "@emeritus/records/schema.ts";
import { sql } from "kysely";

/** What one person can be to the fund, several at once. */
export const roleKinds = [
  "member",
  "formerMember",
  "retiree",
  "survivor",
  "beneficiaryInPayment",
  "alternatePayee",
  "spouse",
  "formerSpouse",
  "child",
  "beneficiary",
  "agent",
  "successorAgent",
  "trustee",
] as const;

/** One of them. */
export type RoleKind = (typeof roleKinds)[number];

/** A role that the record gives a person: of themselves, or beside somebody else. */
export interface Role {
  readonly kind: RoleKind;
  readonly since: DateText;
  /** Whose spouse, child, beneficiary or agent. */
  readonly of?: { readonly person: number; readonly name: string } | undefined;
}

/** What somebody is who is paid a benefit of a kind; a new kind must say. */
const roleOfBenefit = {
  retirement: "retiree",
  survivor: "survivor",
  guaranteedPayments: "beneficiaryInPayment",
  formerSpouse: "alternatePayee",
} as const satisfies Record<BenefitKind, RoleKind>;

/** The parts of former spouses are read from the orders; a former spouse of a marriage may be paid none. */
const isPaidAs = (kind: RoleKind | BenefitKind): kind is Exclude<BenefitKind, "formerSpouse"> =>
  kind !== "formerSpouse" && kind in roleOfBenefit;

interface Row {
  readonly kind: RoleKind | BenefitKind;
  readonly since: DateText;
  readonly other: number | null;
  readonly name: string | null;
}

/**
 * What a person is, from what is recorded: employment, benefits, marriages and designations. Nobody types a role, so none can
 * be forgotten or wrong.
 */
export async function rolesOf(db: Reading, fund: number, person: number, moment: Moment): Promise<Role[]> {
  const on = formatDate(moment.on);
  const { rows } = await sql<Row>`
    with roles as (
      select case when bool_or(e.valid_to > ${on}::date) then 'member' else 'formerMember' end as kind, min(e.valid_from) as since, null::int as other
        from records.employment e where e.fund = ${fund} and e.person = ${person} and e.eligible and ${known("e", moment)} and e.valid_from <= ${on}::date having count(*) > 0
      union all select b.kind, min(b.valid_from), nullif(b.member, b.person) from records.benefit b
        where b.fund = ${fund} and b.person = ${person} and b.kind <> 'formerSpouse' and b.status <> 'ended' and ${heldOn("b", moment)} group by b.kind, b.member, b.person
      union all select 'alternatePayee', min(d.valid_from), d.person from records.division_order d
        where d.fund = ${fund} and d.alternate_payee = ${person} and ${heldOn("d", moment)}
          and exists (select from records.case_step s where s.fund = d.fund and s.person = d.person and s.case_number = d.case_number and s.action = 'qualify'
            and not exists (select from records.case_step n where n.fund = s.fund and n.person = s.person and n.case_number = s.case_number and n.step > s.step and n.status = 'ended'))
        group by d.person
      union all select case when m.valid_to > ${on}::date then 'spouse' else 'formerSpouse' end, m.valid_from, m.person from records.marriage m
        where m.fund = ${fund} and m.spouse = ${person} and m.valid_from <= ${on}::date and ${known("m", moment)}
      union all select 'child', min(c.valid_from), c.person from records.child c
        where c.fund = ${fund} and c.child = ${person} and c.valid_to > ${on}::date and ${known("c", moment)} group by c.person
      union all select case when n.body_kind is null then 'beneficiary' else 'trustee' end, min(n.valid_from), n.person from records.beneficiary n
        where n.fund = ${fund} and n.beneficiary = ${person} and ${heldOn("n", moment)} group by n.person, n.body_kind is null
      union all select 'trustee', b.recorded_from::date, b.person from records.body b
        where b.fund = ${fund} and b.acts_for_it = ${person} and ${known("b", moment)}
      union all select case a.rank when 'agent' then 'agent' else 'successorAgent' end, a.valid_from, a.person from records.agent a
        where a.fund = ${fund} and a.agent = ${person} and ${heldOn("a", moment)})
    select r.kind, r.since, r.other, (select concat_ws(' ', n.first_name, n.last_name) from records.person_name n
      where n.fund = ${fund} and n.person = r.other and n.recorded_to = 'infinity' and n.valid_to = 'infinity') as name
    from roles r order by r.since`.execute(db);
  const found = rows.map(({ kind, since, other, name }) => ({
    kind: isPaidAs(kind) ? roleOfBenefit[kind] : kind,
    since,
    of: other === null ? undefined : { person: other, name: name ?? "" },
  }));
  const retired = found.some(({ kind }) => kind === "retiree");
  return found.filter(({ kind }) => !(retired && kind === "formerMember"));
}
