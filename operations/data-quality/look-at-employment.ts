import { parseDate } from "@emeritus/engine/dates.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import { hoursNeeded, limitOf, planByLaw } from "../enrolling/membership-law.ts";
import type { Look, SeenRow } from "./looking.ts";

const fullTimeHundredths = 10_000;

/** Two eligible jobs at once for a month and more that come to more than a full-time job and a quarter. */
const jobsOverFullTime: Look = {
  patterns: ["jobs-over-full-time"],
  sees: ({ fund, today }) => sql`
    select 'jobs-over-full-time' as pattern, concat_ws(' ', a.person, a.position, b.position, greatest(a.valid_from, b.valid_from)) as subject,
      a.person, b.employer, b.reporting_group, 0::bigint as cents,
      jsonb_build_object('from', greatest(a.valid_from, b.valid_from), 'days', least(a.valid_to, b.valid_to, ${today}::date) - greatest(a.valid_from, b.valid_from),
        'percent', (a.fte_hundredths + b.fte_hundredths) / 100) as facts
    from records.employment a
    join records.employment b on b.fund = a.fund and b.person = a.person and b.position > a.position and b.recorded_to = 'infinity' and b.eligible
      and b.valid_from < a.valid_to and b.valid_to > a.valid_from
    where a.fund = ${fund} and a.recorded_to = 'infinity' and a.eligible
      and a.fte_hundredths + b.fte_hundredths > ${fullTimeHundredths * 1.25}
      and least(a.valid_to, b.valid_to, ${today}::date) - greatest(a.valid_from, b.valid_from) >= 31`,
};

const leaveNeverEnded: Look = {
  patterns: ["leave-never-ended", "layoff-past-limit"],
  sees: ({ fund, today }) => sql`
    select case when l.kind = 'layoff' then 'layoff-past-limit' else 'leave-never-ended' end as pattern,
      concat_ws(' ', l.person, l.position) as subject, l.person, p.employer, p.reporting_group, 0::bigint as cents,
      jsonb_build_object('from', l.valid_from, 'kind', l.kind, 'position', p.code) as facts
    from records.leave l left join records.position p on p.fund = l.fund and p.person = l.person and p.position = l.position
    where l.fund = ${fund} and l.recorded_to = 'infinity' and l.valid_to = 'infinity' and l.kind <> 'military'
      and l.valid_from <= ${today}::date - case when l.kind = 'layoff' then ${limitOf("layoff").months}::int else ${limitOf("illness").months}::int end * interval '1 month'`,
};

const leaveOutsideJob: Look = {
  patterns: ["leave-outside-job"],
  sees: ({ fund }) => sql`
    select 'leave-outside-job' as pattern, concat_ws(' ', l.person, l.position, l.valid_from) as subject, l.person, p.employer, p.reporting_group,
      0::bigint as cents, jsonb_build_object('from', l.valid_from, 'kind', l.kind, 'position', p.code) as facts
    from records.leave l left join records.position p on p.fund = l.fund and p.person = l.person and p.position = l.position
    where l.fund = ${fund} and l.recorded_to = 'infinity' and not coalesce(daterange(l.valid_from, l.valid_to) <@ (
      select range_agg(daterange(e.valid_from, e.valid_to)) from records.employment e
      where e.fund = l.fund and e.person = l.person and e.position = l.position and e.recorded_to = 'infinity'), false)`,
};

const sickLeaveWhileEmployed: Look = {
  patterns: ["sick-leave-while-employed"],
  sees: ({ fund }) => sql`
    select 'sick-leave-while-employed' as pattern, concat_ws(' ', c.person, c.credit) as subject, c.person, e.employer, e.reporting_group,
      0::bigint as cents, jsonb_build_object('hoursHundredths', c.hours_hundredths, 'effective', c.effective) as facts
    from records.service_credit c
    join records.employment e on e.fund = c.fund and e.person = c.person and e.recorded_to = 'infinity' and e.eligible and e.valid_to = 'infinity'
      and e.valid_from <= c.effective
    where c.fund = ${fund} and c.recorded_to = 'infinity' and c.kind = 'unusedSickLeave' and c.hours_hundredths > 0
      and not exists (select from records.case_file f where f.fund = c.fund and f.person = c.person and f.kind = 'retirement')`,
};

/** More unused hours than ten a month of employment can bring. */
const sickLeaveTooMuch: Look = {
  patterns: ["sick-leave-too-much"],
  sees: ({ fund, today }) => sql`
    select 'sick-leave-too-much' as pattern, concat_ws(' ', c.person, c.credit) as subject, c.person, null::int as employer, null::int as reporting_group,
      0::bigint as cents, jsonb_build_object('hoursHundredths', c.hours_hundredths, 'mostHundredths', ceil(w.days / 30.4375) * 1000) as facts
    from records.service_credit c
    join (select person, sum(least(valid_to, ${today}::date) - valid_from) as days from records.employment
      where fund = ${fund} and recorded_to = 'infinity' and eligible group by person) w using (person)
    where c.fund = ${fund} and c.recorded_to = 'infinity' and c.kind = 'unusedSickLeave' and c.hours_hundredths > ceil(w.days / 30.4375) * 1000`,
};

const hireFarAhead: Look = {
  patterns: ["hire-far-ahead"],
  sees: ({ fund, today }) => sql`
    select 'hire-far-ahead' as pattern, concat_ws(' ', e.person, e.position) as subject, e.person, e.employer, e.reporting_group, 0::bigint as cents,
      jsonb_build_object('from', e.valid_from) as facts
    from records.employment e where e.fund = ${fund} and e.recorded_to = 'infinity' and e.valid_from > ${today}::date + 90`,
};

/** A position's hours against whether whoever holds it is a member: needed is the law's own number today. */
const positionHours: Look = {
  patterns: ["position-hours-too-few", "position-hours-enough"],
  sees: ({ fund, today, day }) => sql`
    select case when e.eligible then 'position-hours-too-few' else 'position-hours-enough' end as pattern,
      concat_ws(' ', e.person, e.position) as subject, e.person, e.employer, e.reporting_group, 0::bigint as cents,
      jsonb_build_object('position', p.code, 'hours', g.hours_a_year, 'needed', ${hoursNeeded(day)}::int) as facts
    from records.employment e
    join records.position p on p.fund = e.fund and p.person = e.person and p.position = e.position
    join records.group_position g on g.fund = e.fund and g.reporting_group = e.reporting_group and g.code = p.code
      and g.recorded_to = 'infinity' and g.valid_from <= ${today}::date and g.valid_to > ${today}::date
    where e.fund = ${fund} and e.recorded_to = 'infinity' and e.valid_from <= ${today}::date and e.valid_to > ${today}::date
      and e.eligible <> (g.hours_a_year >= ${hoursNeeded(day)}::int)`,
};

/** Employment that ended by retirement sixty days ago and more, and neither a case nor a determination. */
const retiredWithoutDetermination: Look = {
  patterns: ["retired-without-determination"],
  sees: ({ fund, today }) => sql`
    select 'retired-without-determination' as pattern, concat_ws(' ', e.person, e.position) as subject, e.person, e.employer, e.reporting_group,
      ${lastYearOfPay(fund, "e")} as cents, jsonb_build_object('left', e.valid_to - 1) as facts
    from records.employment e
    where e.fund = ${fund} and e.recorded_to = 'infinity' and e.ended_by = 'retired' and e.valid_to <= ${today}::date - 60
      and not exists (select from records.determination d where d.fund = e.fund and d.person = e.person)
      and not exists (select from records.benefit b where b.fund = e.fund and b.member = e.person and b.recorded_to = 'infinity')
      and not exists (select from records.person_death d where d.fund = e.fund and d.person = e.person and d.recorded_to = 'infinity')
      and not exists (select from records.case_file c where c.fund = e.fund and c.person = e.person and c.kind = 'retirement')`,
};

/** The pay of the latest year on record: at most what a year of a benefit could come to. */
const lastYearOfPay = (fund: number, alias: string) => sql`coalesce((
  select sum(c)::bigint from (select y.cents from projection.pay_year y where y.fund = ${fund} and y.person = ${sql.ref(`${alias}.person`)}
    order by y.year desc limit 1) last cross join lateral unnest(last.cents) c where c > 0), 0)`;

/** The age at which a benefit must begin for who has left, in years: the highest of IRC 401(a)(9)(C). */
const requiredAge = 75;

/** Left with five years of service or more, past the age of required distributions, and not paid. */
const vestedAndUnpaid: Look = {
  patterns: ["vested-past-required-age"],
  sees: ({ fund, today }) => sql`
    select 'vested-past-required-age' as pattern, w.person::text as subject, w.person, null::int as employer, null::int as reporting_group,
      ${lastYearOfPay(fund, "w")} as cents, jsonb_build_object('born', n.born, 'left', w.ended - 1) as facts
    from (select person, max(valid_to) as ended, sum(least(valid_to, ${today}::date) - valid_from) as days from records.employment
      where fund = ${fund} and recorded_to = 'infinity' and eligible group by person) w
    join records.person_birth n on n.fund = ${fund} and n.person = w.person and n.recorded_to = 'infinity'
    where w.ended <= ${today}::date and w.days >= 1826 and n.born <= ${today}::date - ${requiredAge} * interval '1 year'
      and not exists (select from records.person_death d where d.fund = ${fund} and d.person = w.person and d.recorded_to = 'infinity')
      and not exists (select from records.service_given_up g where g.fund = ${fund} and g.person = w.person and g.recorded_to = 'infinity' and g.restored_on is null)
      and not exists (select from records.benefit b where b.fund = ${fund} and b.member = w.person and b.recorded_to = 'infinity')`,
};

const veryOldAtWork: Look = {
  patterns: ["very-old-at-work"],
  sees: ({ fund, today }) => sql`
    select 'very-old-at-work' as pattern, concat_ws(' ', e.person, e.position) as subject, e.person, e.employer, e.reporting_group, 0::bigint as cents,
      jsonb_build_object('born', n.born) as facts
    from records.employment e join records.person_birth n on n.fund = e.fund and n.person = e.person and n.recorded_to = 'infinity'
    where e.fund = ${fund} and e.recorded_to = 'infinity' and e.valid_to = 'infinity' and e.valid_from <= ${today}::date
      and n.born <= ${today}::date - interval '90 years'`,
};

/** Within half a year of five years of service, with more than two months for which neither pay nor proof stands. */
const nearVestingUnproven: Look = {
  patterns: ["near-vesting-unproven"],
  sees: ({ fund, today }) => sql`
    select 'near-vesting-unproven' as pattern, w.person::text as subject, w.person, null::int as employer, null::int as reporting_group,
      ${lastYearOfPay(fund, "w")} as cents,
      jsonb_build_object('months', round(w.days / 30.4375), 'paid', y.months) as facts
    from (select person, sum(least(valid_to, ${today}::date) - valid_from) as days from records.employment
      where fund = ${fund} and recorded_to = 'infinity' and eligible and valid_from < ${today}::date group by person
      having sum(least(valid_to, ${today}::date) - valid_from) between 1643 and 2009) w
    cross join lateral (select count(c) as months from projection.pay_year y cross join lateral unnest(y.cents) c
      where y.fund = ${fund} and y.person = w.person) y
    where w.days / 30.4375 - y.months > 3
      and not exists (select from records.service_proof p where p.fund = ${fund} and p.person = w.person and p.recorded_to = 'infinity')
      and not exists (select from records.leave l where l.fund = ${fund} and l.person = w.person and l.recorded_to = 'infinity')
      and not exists (select from records.benefit b where b.fund = ${fund} and b.member = w.person and b.recorded_to = 'infinity')`,
};

interface PlanRow {
  readonly member_class: MemberClass;
  readonly plan: string;
  readonly hired: string;
  readonly persons: number[];
}

const ownLadder: readonly MemberClass[] = ["general", "legislator", "official", "waterPatrol"];

/**
 * The plan that the law gives at a first eligible day, against the plan on record. Who belongs to the closed plan may have chosen
 * the year 2000 plan; judges and who came back after a break have facts that one look cannot weigh, and are left out.
 */
const planNotByLaw: Look = {
  patterns: ["plan-not-by-law"],
  tells: async ({ db, fund }) => {
    const { rows } = await sql<PlanRow>`
      select f.member_class, f.plan, f.hired::text as hired, array_agg(f.person) as persons from (
        select distinct on (person) person, member_class, plan, valid_from as hired, count(*) over (partition by person) as jobs from records.employment
        where fund = ${fund} and recorded_to = 'infinity' and eligible order by person, valid_from) f
      where f.member_class = any(${[...ownLadder]}) group by f.member_class, f.plan, f.hired`.execute(db);
    return rows.flatMap(planQuestions);
  },
};

/** Pure. Those of one plan, class and first day whose plan is not the law's. */
function planQuestions({ member_class, plan, hired, persons }: PlanRow): SeenRow[] {
  const law = lawsPlan(member_class, hired);
  if (law === plan || (law === "msep" && plan === "msep2000")) return [];
  return persons.map((person) => ({
    pattern: "plan-not-by-law",
    subject: String(person),
    person,
    employer: null,
    reporting_group: null,
    cents: 0n,
    facts: { hired, plan, law },
  }));
}

const asked = new Map<string, string>();

/** The plan that the law gives to somebody first hired on a day; the law is asked once for each. */
function lawsPlan(memberClass: MemberClass, hired: string): string {
  const key = `${memberClass} ${hired}`;
  const known = asked.get(key);
  if (known !== undefined) return known;
  const day = parseDate(hired);
  const { plan } = planByLaw({
    memberClass,
    hired: day,
    firstHired: day,
    firstBecameJudge: day,
    leftClosedPlanUnvested: false,
    tookLumpSum: false,
    coveredBefore: false,
  });
  asked.set(key, plan);
  return plan;
}

/** Every look at employment, leave and service. */
export const looksAtEmployment: readonly Look[] = [
  jobsOverFullTime,
  leaveNeverEnded,
  leaveOutsideJob,
  sickLeaveWhileEmployed,
  sickLeaveTooMuch,
  hireFarAhead,
  positionHours,
  retiredWithoutDetermination,
  vestedAndUnpaid,
  veryOldAtWork,
  nearVestingUnproven,
  planNotByLaw,
];
