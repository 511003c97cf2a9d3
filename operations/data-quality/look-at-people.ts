import { sql } from "kysely";
import { likenesses } from "@emeritus/records/duplicate.ts";
import { LIKELY, likenessScore } from "../duplicates/likeness-score.ts";
import { benefitInForce, inForce, type Look, type SeenRow } from "./looking.ts";

/** Who works now, worked or is paid: whose record must be whole. */
const concerned = (fund: number) => sql`
  select person from records.employment where fund = ${fund} and recorded_to = 'infinity' and eligible
  union select person from records.benefit where fund = ${fund} and recorded_to = 'infinity' and status <> 'ended'`;

const living = (fund: number, alias: string) =>
  sql`not exists (select from records.person_death d where d.fund = ${fund} and d.person = ${sql.ref(`${alias}.person`)} and d.recorded_to = 'infinity')`;

const yearOfBenefit = sql`12 * (b.base_cents + b.temporary_cents)`;

const missing: Look = {
  patterns: ["birth-missing", "ssn-missing", "name-missing"],
  sees: ({ fund }) => sql`
    select m.pattern, w.person::text as subject, w.person, null::int as employer, null::int as reporting_group, 0::bigint as cents, '{}'::jsonb as facts
    from (${concerned(fund)}) w
    cross join lateral (values
      ('birth-missing', exists (select from records.person_birth b where b.fund = ${fund} and b.person = w.person and b.recorded_to = 'infinity')),
      ('ssn-missing', exists (select from records.closed_field c where c.fund = ${fund} and c.person = w.person and c.field in ('ssn', 'ein') and c.recorded_to = 'infinity')),
      ('name-missing', exists (select from records.person_name n where n.fund = ${fund} and n.person = w.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity'))) m (pattern, there)
    where not m.there`,
};

const birthImpossible: Look = {
  patterns: ["birth-impossible"],
  sees: ({ fund, today }) => sql`
    select 'birth-impossible' as pattern, n.person::text as subject, n.person, null::int as employer, null::int as reporting_group, 0::bigint as cents,
      jsonb_build_object('born', n.born, 'died', coalesce(d.died::text, '')) as facts
    from records.person_birth n left join records.person_death d on d.fund = n.fund and d.person = n.person and d.recorded_to = 'infinity'
    where n.fund = ${fund} and n.recorded_to = 'infinity' and (n.born > ${today}::date or n.born < date '1870-01-01' or n.born > d.died)`,
};

const tooYoungWhenHired: Look = {
  patterns: ["too-young-when-hired"],
  sees: ({ fund }) => sql`
    select 'too-young-when-hired' as pattern, e.person::text as subject, e.person, e.employer, e.reporting_group, 0::bigint as cents,
      jsonb_build_object('born', n.born, 'hired', e.valid_from) as facts
    from (select distinct on (person) person, employer, reporting_group, valid_from from records.employment
      where fund = ${fund} and recorded_to = 'infinity' order by person, valid_from) e
    join records.person_birth n on n.fund = ${fund} and n.person = e.person and n.recorded_to = 'infinity'
    where e.valid_from < n.born + interval '14 years'`,
};

const payeeVeryOld: Look = {
  patterns: ["payee-very-old"],
  sees: ({ fund, today }) => sql`
    select 'payee-very-old' as pattern, b.benefit::text as subject, b.person, null::int as employer, null::int as reporting_group,
      ${yearOfBenefit} as cents, jsonb_build_object('born', n.born) as facts
    from records.benefit b join records.person_birth n on n.fund = b.fund and n.person = b.person and n.recorded_to = 'infinity'
    where b.fund = ${fund} and ${benefitInForce(today)} and n.born <= ${today}::date - interval '110 years' and ${living(fund, "b")}
      and not exists (select from records.document x where x.fund = b.fund and x.person = b.person and x.recorded_to = 'infinity'
        and x.kind = 'proofOfLife' and x.status = 'accepted' and x.recorded_from > ${today}::date - interval '1 year')`,
};

const birthNotProven: Look = {
  patterns: ["birth-not-proven"],
  sees: ({ fund, today }) => sql`
    select 'birth-not-proven' as pattern, n.person::text as subject, n.person, null::int as employer, null::int as reporting_group,
      max(${yearOfBenefit}) as cents, jsonb_build_object('born', n.born) as facts
    from records.benefit b join records.person_birth n on n.fund = b.fund and n.person = b.person and n.recorded_to = 'infinity' and n.proof is null
    where b.fund = ${fund} and ${benefitInForce(today)} and ${living(fund, "b")} group by n.person, n.born`,
};

/** Numbers that people write where they have none to give; the Social Security Administration gives none of them. */
const placeholders = [
  ...Array.from({ length: 10 }, (_, digit) => String(digit).repeat(9)),
  "123456789",
  "987654321",
  "078051120",
  "219099999",
];

const ssnPlaceholder: Look = {
  patterns: ["ssn-placeholder"],
  sees: ({ fund, keys }) => sql`
    select 'ssn-placeholder' as pattern, c.person::text as subject, c.person, null::int as employer, null::int as reporting_group, 0::bigint as cents, '{}'::jsonb as facts
    from records.closed_field c
    where c.fund = ${fund} and c.field = 'ssn' and c.recorded_to = 'infinity'
      and c.lookup in (select decode(h, 'hex') from unnest(${placeholders.flatMap((text) => keys.lookups("ssn", text))}::text[]) h)`,
};

/** One SSN on record for two people, one after the other, where nobody joined their records. */
const ssnOfTwo: Look = {
  patterns: ["ssn-of-two"],
  sees: ({ fund }) => sql`
    select distinct 'ssn-of-two' as pattern, concat_ws(' ', c.person, o.person) as subject, c.person, null::int as employer, null::int as reporting_group,
      0::bigint as cents, jsonb_build_object('other', o.person) as facts
    from records.closed_field c
    join records.closed_field o on o.fund = c.fund and o.field = 'ssn' and o.lookup = c.lookup and o.person <> c.person and o.recorded_to <> 'infinity'
    where c.fund = ${fund} and c.field = 'ssn' and c.recorded_to = 'infinity'
      and not exists (select from records.duplicate d where d.fund = c.fund and d.verdict = 'same'
        and d.person in (c.person, o.person) and d.other in (c.person, o.person))`,
};

/** Two people of whom one is, was or is named as the other's spouse, child, agent or beneficiary. */
const related = (fund: number, one: string, other: string) => sql`(
  exists (select from records.marriage m where m.fund = ${fund} and m.recorded_to = 'infinity'
    and ((m.person = ${sql.ref(one)} and m.spouse = ${sql.ref(other)}) or (m.person = ${sql.ref(other)} and m.spouse = ${sql.ref(one)})))
  or exists (select from records.child m where m.fund = ${fund} and m.recorded_to = 'infinity'
    and ((m.person = ${sql.ref(one)} and m.child = ${sql.ref(other)}) or (m.person = ${sql.ref(other)} and m.child = ${sql.ref(one)})))
  or exists (select from records.agent m where m.fund = ${fund} and m.recorded_to = 'infinity'
    and ((m.person = ${sql.ref(one)} and m.agent = ${sql.ref(other)}) or (m.person = ${sql.ref(other)} and m.agent = ${sql.ref(one)})))
  or exists (select from records.benefit m where m.fund = ${fund} and m.recorded_to = 'infinity'
    and ((m.person = ${sql.ref(one)} and m.member = ${sql.ref(other)}) or (m.person = ${sql.ref(other)} and m.member = ${sql.ref(one)}))))`;

const bankAccountShared: Look = {
  patterns: ["bank-account-shared"],
  sees: ({ fund, today }) => sql`
    with used as (
      select a.person, a.routing, a.last4, c.lookup from records.bank_account a
      join records.closed_field c on c.fund = a.fund and c.person = a.person and c.field = 'bankAccount' and c.slot = a.account and c.recorded_to = 'infinity'
      where a.fund = ${fund} and ${inForce("a", today)} and a.status in ('held', 'confirmed'))
    select distinct on (a.person, o.person) 'bank-account-shared' as pattern, concat_ws(' ', a.person, o.person) as subject, a.person,
      null::int as employer, null::int as reporting_group,
      coalesce((select sum(${yearOfBenefit})::bigint from records.benefit b where b.fund = ${fund} and b.person = a.person and ${benefitInForce(today)}), 0) as cents,
      jsonb_build_object('last4', a.last4, 'other', o.person) as facts
    from used a join used o on o.lookup = a.lookup and o.routing = a.routing and o.person <> a.person
    where not ${related(fund, "a.person", "o.person")}`,
};

const emailShared: Look = {
  patterns: ["email-shared"],
  sees: ({ fund, today }) => sql`
    with mail as (
      select c.person, lower(c.contact) as mail, count(*) over (partition by lower(c.contact)) as people from records.contact c
      where c.fund = ${fund} and c.kind = 'email' and ${inForce("c", today)})
    select 'email-shared' as pattern, m.person::text as subject, m.person, null::int as employer, null::int as reporting_group, 0::bigint as cents,
      jsonb_build_object('people', m.people) as facts
    from mail m where m.people >= 3`,
};

/** Marriages as either side's record tells them. */
const eitherSide = (fund: number) => sql`
  select person, spouse, valid_from, valid_to from records.marriage where fund = ${fund} and recorded_to = 'infinity'
  union all select spouse, person, valid_from, valid_to from records.marriage where fund = ${fund} and recorded_to = 'infinity'`;

const marriedTwice: Look = {
  patterns: ["married-to-two"],
  sees: ({ fund }) => sql`
    with side as (${eitherSide(fund)})
    select 'married-to-two' as pattern, concat_ws(' ', a.person, least(a.spouse, b.spouse), greatest(a.spouse, b.spouse)) as subject, a.person,
      null::int as employer, null::int as reporting_group, 0::bigint as cents,
      jsonb_build_object('from', min(greatest(a.valid_from, b.valid_from)), 'one', least(a.spouse, b.spouse), 'other', greatest(a.spouse, b.spouse)) as facts
    from side a join side b on b.person = a.person and b.spouse > a.spouse and b.valid_from < a.valid_to and b.valid_to > a.valid_from
    group by a.person, least(a.spouse, b.spouse), greatest(a.spouse, b.spouse)`,
};

const marriedToTheDead: Look = {
  patterns: ["marriage-outlives-spouse"],
  sees: ({ fund }) => sql`
    select 'marriage-outlives-spouse' as pattern, concat_ws(' ', m.person, m.spouse) as subject, m.person, null::int as employer, null::int as reporting_group,
      0::bigint as cents, jsonb_build_object('died', min(d.died), 'spouse', m.spouse) as facts
    from records.marriage m join records.person_death d on d.fund = m.fund and d.person in (m.person, m.spouse) and d.recorded_to = 'infinity'
    where m.fund = ${fund} and m.recorded_to = 'infinity' and m.valid_to = 'infinity' group by m.person, m.spouse`,
};

/** A natural child of somebody who was not twelve years old, or any child born before the parent. */
const childTooOld: Look = {
  patterns: ["child-too-old"],
  sees: ({ fund }) => sql`
    select distinct 'child-too-old' as pattern, concat_ws(' ', c.person, c.child) as subject, c.person, null::int as employer, null::int as reporting_group,
      0::bigint as cents, jsonb_build_object('born', p.born, 'childBorn', k.born, 'child', c.child) as facts
    from records.child c
    join records.person_birth p on p.fund = c.fund and p.person = c.person and p.recorded_to = 'infinity'
    join records.person_birth k on k.fund = c.fund and k.person = c.child and k.recorded_to = 'infinity'
    where c.fund = ${fund} and c.recorded_to = 'infinity'
      and k.born < p.born + case when c.relation = 'natural' then interval '12 years' else interval '1 day' end`,
};

const noAddress = (fund: number, today: string, alias: string) =>
  sql`not exists (select from records.address a where a.fund = ${fund} and a.person = ${sql.ref(`${alias}.person`)} and ${inForce("a", today)})`;

const payeeWithoutAddress: Look = {
  patterns: ["payee-without-address"],
  sees: ({ fund, today }) => sql`
    select 'payee-without-address' as pattern, b.person::text as subject, b.person, null::int as employer, null::int as reporting_group,
      sum(${yearOfBenefit})::bigint as cents, '{}'::jsonb as facts
    from records.benefit b where b.fund = ${fund} and ${benefitInForce(today)} and ${noAddress(fund, today, "b")} and ${living(fund, "b")} group by b.person`,
};

const vestedWithoutAddress: Look = {
  patterns: ["vested-without-address"],
  sees: ({ fund, today }) => sql`
    select 'vested-without-address' as pattern, w.person::text as subject, w.person, null::int as employer, null::int as reporting_group, 0::bigint as cents,
      '{}'::jsonb as facts
    from (select person from records.employment where fund = ${fund} and recorded_to = 'infinity' and eligible and valid_from < ${today}::date
      group by person having sum(least(valid_to, ${today}::date) - valid_from) >= 1826) w
    where ${noAddress(fund, today, "w")} and ${living(fund, "w")}
      and not exists (select from records.benefit b where b.fund = ${fund} and b.person = w.person and ${benefitInForce(today)})`,
};

const states =
  "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP AA AE AP".split(
    " ",
  );

const addressBad: Look = {
  patterns: ["address-bad"],
  sees: ({ fund, today }) => sql`
    select 'address-bad' as pattern, concat_ws(' ', a.person, a.kind) as subject, a.person, null::int as employer, null::int as reporting_group, 0::bigint as cents,
      jsonb_build_object('state', coalesce(a.state, ''), 'postalCode', coalesce(a.postal_code, '')) as facts
    from records.address a
    where a.fund = ${fund} and ${inForce("a", today)} and a.country = 'US' and ${living(fund, "a")}
      and (a.state is null or a.state <> all (${states}::text[]) or a.postal_code is null or a.postal_code !~ '^[0-9]{5}(-?[0-9]{4})?$')`,
};

/** Pairs of records that look like one person, once from each side. */
const mostPairs = 20_000;
const twoRecords: Look = {
  patterns: ["two-records"],
  tells: async ({ db, fund }) => {
    const found = await likenesses(db, fund, { most: mostPairs });
    return found.flatMap((like): SeenRow[] => {
      const { score, reasons } = likenessScore(like);
      if (score < LIKELY) return [];
      const row = (person: number, other: number): SeenRow => ({
        pattern: "two-records",
        subject: `${person} ${other}`,
        person,
        employer: null,
        reporting_group: null,
        cents: 0n,
        facts: { other, score, reasons: reasons.join(" ") },
      });
      return [row(like.person, like.other), row(like.other, like.person)];
    });
  },
};

/** Every look at who people are and how they are reached. */
export const looksAtPeople: readonly Look[] = [
  missing,
  birthImpossible,
  tooYoungWhenHired,
  payeeVeryOld,
  birthNotProven,
  ssnPlaceholder,
  ssnOfTwo,
  bankAccountShared,
  emailShared,
  marriedTwice,
  marriedToTheDead,
  childTooOld,
  payeeWithoutAddress,
  vestedWithoutAddress,
  addressBad,
  twoRecords,
];
