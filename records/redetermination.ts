import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import type { Reading, Tx } from "./db.ts";
import { type Known, known } from "./moment.ts";
import { nextNumbers } from "./person.ts";
import type { Increases } from "./plans-in-payment.ts";
import { ofCutover, ofDivision, registerHolds } from "./register-paid.ts";
import type { BenefitOption, DateText, Instant } from "./schema.ts";

/** A member's own retirement benefit with the determination that it rests on. */
export interface DeterminedBenefit {
  readonly member: number;
  readonly memberId: string;
  readonly name: string;
  readonly benefit: number;
  readonly option: BenefitOption;
  /** The plan whose law determined it. */
  readonly plan: string;
  /** Whether it is on this payroll's roll; one that was taken over may not be. */
  readonly paidHere: boolean;
  /** How it rises; nothing of a benefit that is not on the roll. */
  readonly increases: Increases | undefined;
  /** Whether it was taken over as divided with a former spouse and waits for the order. */
  readonly dividedElsewhere: boolean;
  /** Whether an accepted amount of another system's register is paid in place of the law's, on it or on what follows from it. */
  readonly registerPaid: boolean;
  /** The first day for which it was payable. */
  readonly start: DateText;
  readonly determination: number;
  readonly kind: string;
  readonly lawVersion: string;
  readonly inputs: unknown;
  readonly result: unknown;
  readonly effective: DateText;
  /** The instant of the determination. */
  readonly determinedAt: Instant;
  /** The case of the first determination of the benefit, of which this may be a later one; null where there was none. */
  readonly rootCase: number | null;
  /** The instant of that first determination. */
  readonly firstAt: Instant;
}

/**
 * The retirement benefits of some members with their determinations in force, in one statement, in order of member: those that the
 * payroll pays, and those that were taken over and that it does not pay.
 */
export async function determinedBenefits(
  db: Reading,
  fund: number,
  members: readonly number[],
): Promise<DeterminedBenefit[]> {
  if (members.length === 0) return [];
  const { rows } = await sql<DeterminedBenefit & { inputs: string; result: string }>`
    with own as (
      select distinct on (b.benefit) b.member, b.benefit, b.payment_option, b.plan, b.increases, b.determination, min(b.valid_from) over (partition by b.benefit) as start
      from records.benefit b
      where b.fund = ${fund} and b.kind = 'retirement' and b.member = any(${[...members]}::int[]) and ${known("b", {})}
      order by b.benefit, b.valid_from desc
    ), other as (
      select c.member, c.benefit, c.payment_option, c.plan, null::text as increases, c.determination, c.valid_from as start from records.converted_payee c
      where c.fund = ${fund} and c.kind = 'retirement' and c.member = any(${[...members]}::int[])
        and not exists (select from records.benefit b where b.fund = c.fund and b.benefit = c.benefit)
    )
    select o.member, p.member_id as "memberId", coalesce(n.first_name || ' ' || n.last_name, p.member_id) as name, o.benefit, o.payment_option as option, o.plan,
      o.increases is not null as "paidHere", o.increases,
      o.increases is null and exists (select from records.converted_payee f where f.fund = ${fund} and f.member = o.member and f.kind = 'formerSpouse') as "dividedElsewhere",
      exists (select from records.benefit v join records.cutover_item i on (i.fund, i.benefit) = (v.fund, v.benefit) and i.opening_cents is not null
          where v.fund = ${fund} and v.member = o.member and ${sql.raw(registerHolds(ofCutover, "'infinity'"))})
        or exists (select from records.division_takeover t where t.fund = ${fund} and t.annuity = o.benefit and t.annuity_cents is not null
          and ${sql.raw(registerHolds(ofDivision, "'infinity'"))}) as "registerPaid",
      o.start, d.determination, d.kind, d.law_version as "lawVersion", d.inputs, d.result, d.effective, d.recorded_from as "determinedAt", root.case_number as "rootCase", root.recorded_from as "firstAt"
    from (select * from own union all select * from other) o
    join records.determination d on d.fund = ${fund} and d.person = o.member and d.determination = o.determination
    join records.person p on p.fund = ${fund} and p.person = o.member
    left join records.person_name n on n.fund = ${fund} and n.person = o.member and n.valid_to = 'infinity' and n.recorded_to = 'infinity'
    cross join lateral (
      with recursive chain as (
        select d.determination, d.replaces, d.case_number, d.recorded_from
        union all
        select e.determination, e.replaces, e.case_number, e.recorded_from from chain c join records.determination e on e.fund = ${fund} and e.determination = c.replaces
      ) select case_number, recorded_from from chain where replaces is null
    ) root
    order by o.member, o.benefit`.execute(db);
  return rows.map((row) => ({
    ...row,
    increases: row.increases ?? undefined,
    inputs: fromCanonicalJson(row.inputs),
    result: fromCanonicalJson(row.result),
  }));
}

/** Those of some persons who have a retirement benefit or a case in which one may be determined meanwhile, in one statement. */
export async function membersRetiring(
  db: Reading,
  fund: number,
  persons: readonly number[],
): Promise<number[]> {
  if (persons.length === 0) return [];
  const { rows } = await sql<{ person: number }>`
    select b.member as person from records.benefit b
    where b.fund = ${fund} and b.kind = 'retirement' and b.member = any(${[...persons]}::int[]) and ${known("b", {})}
    union
    select o.member from records.converted_payee o where o.fund = ${fund} and o.kind = 'retirement' and o.member = any(${[...persons]}::int[])
    union
    select c.person from records.case_file c where c.fund = ${fund} and c.kind = 'retirement' and c.person = any(${[...persons]}::int[])`.execute(
    db,
  );
  return rows.map(({ person }) => person);
}

/**
 * Those of some members whose marriage behind the option elected ended by a death, in one statement: a marriage that was known to last
 * when their benefit was first determined, or any where none was known then. A death before had ended another.
 */
export async function widowedOf(
  db: Reading,
  fund: number,
  members: readonly { readonly member: number; readonly firstAt: Instant }[],
  when: Known = {},
): Promise<Set<number>> {
  const { rows } = await sql<{ person: number }>`
    select distinct m.person
    from unnest(${members.map(({ member }) => member)}::int[], ${members.map(({ firstAt }) => firstAt)}::timestamptz[]) as x (person, first_at)
    join records.marriage m on m.fund = ${fund} and m.person = x.person and m.ended_by = 'death' and ${known("m", when)}
    cross join lateral (
      select count(*) as marriages, coalesce(bool_or(k.ended_by is null and (k.spouse = m.spouse or k.valid_from = m.valid_from)), false) as lasted
      from records.marriage k where k.fund = m.fund and k.person = m.person and k.recorded_from <= x.first_at and k.recorded_to > x.first_at
    ) before
    where before.lasted or before.marriages = 0`.execute(db);
  return new Set(rows.map(({ person }) => person));
}

/** A case of a kind that begins for several persons at once. */
export interface CaseBegun {
  readonly person: number;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Opens a case for each, with its first step and its first duty, a statement a table; gives the numbers in order. */
export async function openCases(
  tx: Tx,
  asked: {
    readonly fund: number;
    readonly kind: string;
    readonly action: string;
    readonly status: string;
    readonly actor: string;
    readonly begun: readonly CaseBegun[];
    readonly duty: CaseDuty;
  },
  instant: Instant,
): Promise<number[]> {
  const { fund, kind, action, status, actor, begun, duty } = asked;
  if (begun.length === 0) return [];
  const numbers = await nextNumbers(tx, "records.case_number", begun.length);
  const persons = begun.map(({ person }) => person);
  await sql`insert into records.case_file (fund, person, case_number, kind, opened_by, recorded_from)
    select ${fund}, person, case_number, ${kind}, ${actor}, ${instant}::timestamptz
    from unnest(${persons}::int[], ${numbers}::int[]) x (person, case_number)`.execute(tx);
  await addSteps(
    tx,
    {
      fund,
      actor,
      steps: begun.map(({ person, facts }, at) => ({
        person,
        caseNumber: numbers[at]!,
        step: 1,
        action,
        status,
        facts,
      })),
    },
    instant,
  );
  const cases = persons.map((person, at) => ({
    person,
    caseNumber: numbers[at]!,
    subject: `${numbers[at]}`,
  }));
  await addDuties(tx, { fund, duty, cases }, instant);
  return numbers;
}

/** A duty that begins in several cases at once. */
export interface CaseDuty {
  readonly kind: string;
  readonly due: DateText;
  readonly owner: string;
  readonly cites: string;
}

/** Makes the same duty in each of several cases, in one statement. */
export async function addDuties(
  tx: Tx,
  asked: {
    readonly fund: number;
    readonly duty: CaseDuty;
    readonly cases: readonly {
      readonly person: number;
      readonly caseNumber: number;
      readonly subject: string;
    }[];
  },
  instant: Instant,
): Promise<void> {
  const { fund, duty, cases } = asked;
  if (cases.length === 0) return;
  await sql`insert into records.obligation (fund, person, obligation, kind, subject, due, owner, case_number, cites, recorded_from)
    select ${fund}, person, nextval('records.obligation_number')::int, ${duty.kind}, subject, ${duty.due}::date, ${duty.owner}, case_number, ${duty.cites}, ${instant}::timestamptz
    from unnest(${cases.map(({ person }) => person)}::int[], ${cases.map(({ caseNumber }) => caseNumber)}::int[], ${cases.map(({ subject }) => subject)}::text[])
      x (person, case_number, subject)`.execute(tx);
}

/** Settles every open duty of several cases, in one statement. */
export async function settleCases(
  tx: Tx,
  asked: {
    readonly fund: number;
    readonly cases: readonly { readonly person: number; readonly caseNumber: number }[];
  },
  { status, because }: { readonly status: "done" | "void"; readonly because: string },
  instant: Instant,
): Promise<void> {
  const { fund, cases } = asked;
  if (cases.length === 0) return;
  await sql`
    with closed as (
      update records.obligation o set recorded_to = ${instant}::timestamptz
      from unnest(${cases.map(({ person }) => person)}::int[], ${cases.map(({ caseNumber }) => caseNumber)}::int[]) x (person, case_number)
      where o.fund = ${fund} and o.person = x.person and o.case_number = x.case_number and o.status = 'open' and o.recorded_to = 'infinity'
      returning o.*
    )
    insert into records.obligation (fund, person, obligation, kind, subject, due, owner, case_number, cites, status, because, recorded_from)
    select fund, person, obligation, kind, subject, due, owner, case_number, cites, ${status}, ${because}, ${instant}::timestamptz from closed`.execute(
    tx,
  );
}

/** A step of one of several cases. */
export interface StepAdded {
  readonly person: number;
  readonly caseNumber: number;
  readonly step: number;
  readonly action: string;
  readonly status: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Records a step in each of several cases, in one statement. */
export async function addSteps(
  tx: Tx,
  { fund, actor, steps }: { fund: number; actor: string; steps: readonly StepAdded[] },
  instant: Instant,
): Promise<void> {
  if (steps.length === 0) return;
  const column = <V>(value: (one: StepAdded) => V) => steps.map(value);
  await sql`insert into records.case_step (fund, person, case_number, step, action, status, actor, facts, recorded_from)
    select ${fund}, person, case_number, step, action, status, ${actor}, facts, ${instant}::timestamptz
    from unnest(${column(({ person }) => person)}::int[], ${column(({ caseNumber }) => caseNumber)}::int[], ${column(({ step }) => step)}::int[],
      ${column(({ action }) => action)}::text[], ${column(({ status }) => status)}::text[], ${column(({ facts }) => canonicalJson(facts))}::text[])
      x (person, case_number, step, action, status, facts)`.execute(tx);
}

/** An open case of a person with the number and the facts of its last step. */
export interface OpenCase {
  readonly person: number;
  readonly caseNumber: number;
  readonly status: string;
  readonly step: number;
  /** The facts of the first step. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The facts of the last step. */
  readonly lastFacts: Readonly<Record<string, unknown>>;
}

/** The cases of a kind of some persons that stand at one of these statuses, in one statement. */
export async function openCasesOf(
  db: Reading,
  fund: number,
  asked: {
    readonly kind: string;
    readonly statuses: readonly string[];
    readonly persons: readonly number[];
  },
): Promise<OpenCase[]> {
  if (asked.persons.length === 0) return [];
  const { rows } = await sql<OpenCase & { facts: string; lastFacts: string }>`
    select c.person, c.case_number as "caseNumber", s.status, s.step, f.facts, s.facts as "lastFacts"
    from records.case_file c
    join lateral (select s.status, s.step, s.facts from records.case_step s where s.fund = c.fund and s.person = c.person and s.case_number = c.case_number
      order by s.step desc limit 1) s on true
    join records.case_step f on f.fund = c.fund and f.person = c.person and f.case_number = c.case_number and f.step = 1
    where c.fund = ${fund} and c.kind = ${asked.kind} and c.person = any(${[...asked.persons]}::int[]) and s.status = any(${[...asked.statuses]}::text[])
    order by c.case_number`.execute(db);
  return rows.map((row) => ({
    ...row,
    facts: fromCanonicalJson(row.facts),
    lastFacts: fromCanonicalJson(row.lastFacts),
  }));
}

/** A redetermination in the list of the office. */
export interface RedeterminationRow {
  readonly person: number;
  readonly caseNumber: number;
  readonly memberId: string;
  readonly name: string;
  readonly status: string;
  readonly opened: Instant;
  /** The facts of the last step that says figures. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly due: DateText | null;
  readonly duty: string | null;
  readonly owner: string | null;
}

/** The redeterminations of the fund, those that ask for work first by their day, without the reader's own. */
export async function redeterminationRows(
  db: Reading,
  fund: number,
  asked: {
    readonly kind: string;
    readonly open: readonly string[];
    readonly except: number | undefined;
    readonly most: number;
  },
): Promise<RedeterminationRow[]> {
  const { rows } = await sql<RedeterminationRow & { facts: string }>`
    select c.person, c.case_number as "caseNumber", p.member_id as "memberId", coalesce(n.first_name || ' ' || n.last_name, p.member_id) as name, s.status,
      c.recorded_from as opened, f.facts, o.due, o.kind as duty, o.owner
    from records.case_file c
    join records.person p on p.fund = c.fund and p.person = c.person
    join lateral (select s.status from records.case_step s where s.fund = c.fund and s.person = c.person and s.case_number = c.case_number
      order by s.step desc limit 1) s on true
    join lateral (select f.facts from records.case_step f where f.fund = c.fund and f.person = c.person and f.case_number = c.case_number
      and f.facts::jsonb ? 'figures' order by f.step desc limit 1) f on true
    left join records.person_name n on n.fund = c.fund and n.person = c.person and n.valid_to = 'infinity' and n.recorded_to = 'infinity'
    left join lateral (select o.due, o.kind, o.owner from records.obligation o where o.fund = c.fund and o.case_number = c.case_number
      and o.recorded_to = 'infinity' and o.status = 'open' order by o.due, o.obligation limit 1) o on true
    where c.fund = ${fund} and c.kind = ${asked.kind} and c.person is distinct from ${asked.except ?? null}::int
    order by s.status = any(${[...asked.open]}::text[]) desc, o.due nulls last, c.case_number desc limit ${asked.most}`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, facts: fromCanonicalJson(row.facts) }));
}

/** What posted rows pay and charge for each person, in whole cents. */
export interface Charged {
  readonly person: number;
  readonly pensionableCents: bigint;
  readonly memberCents: bigint;
  readonly employerCents: bigint;
}

/** The sums of the posted rows of some persons: of a report, or of all that were recorded from an instant on. One statement. */
export async function charged(
  db: Reading,
  fund: number,
  persons: readonly number[],
  of: { readonly report: number } | { readonly since: Instant },
): Promise<Charged[]> {
  if (persons.length === 0) return [];
  const which = "report" in of ? sql`report = ${of.report}` : sql`recorded_from >= ${of.since}::timestamptz`;
  const { rows } = await sql<Charged>`
    select person, sum(pensionable_cents)::bigint as "pensionableCents", sum(member_cents)::bigint as "memberCents", sum(employer_cents)::bigint as "employerCents"
    from records.pay_report_row where fund = ${fund} and ${which} and person = any(${[...persons]}::int[]) group by person`.execute(
    db,
  );
  return rows;
}

/** The last month that a payroll of the fund was approved for, if any. */
export async function lastMonthPaid(db: Reading, fund: number, kind: string): Promise<DateText | undefined> {
  const { rows } = await sql<{ last: DateText | null }>`
    select max(r.period) as last from runs.run r join runs.run_step s on s.fund = r.fund and s.run = r.run and s.step = 'approved'
    where r.fund = ${fund} and r.kind = ${kind}
      and not exists (select from runs.run_step w where w.fund = r.fund and w.run = r.run and w.step = 'withdrawn')`.execute(
    db,
  );
  return rows[0]?.last ?? undefined;
}
