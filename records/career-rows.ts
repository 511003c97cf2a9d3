import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";

import { dateText } from "./dates.ts";
import type { Reading } from "./db.ts";
import { keepPlanned } from "./driver.ts";
import { known, type Known, type Moment, recordedBy } from "./moment.ts";
import type {
  DateText,
  EmploymentEnd,
  Instant,
  LeaveKind,
  MemberClass,
  ServiceCreditKind,
} from "./schema.ts";
import type { GivenUpHow } from "./service-tables.ts";

/** One version of a job: dates are the first day and the day after the last, or `infinity`. */
export interface EmploymentRow {
  readonly position: number;
  readonly employer: number;
  readonly plan: string;
  readonly memberClass: MemberClass;
  readonly eligible: boolean;
  readonly endedBy: EmploymentEnd | null;
  readonly from: DateText;
  readonly to: DateText;
}

/** One leave in a job; an unpaid one gives credit by its kind only. */
export interface LeaveRow {
  readonly position: number;
  readonly kind: LeaveKind;
  readonly paid: boolean;
  readonly from: DateText;
  readonly to: DateText;
}

/** Service that no employment gives; hours are in hundredths. */
export interface ServiceCreditRow {
  readonly kind: ServiceCreditKind;
  readonly months: number;
  readonly days: number;
  readonly hoursHundredths: number;
}

/** Days whose service was given up and has not come back. */
export interface GivenUpRow {
  readonly how: GivenUpHow;
  readonly from: DateText;
  readonly to: DateText;
}

/** One assembly served in: its own days, and the member's. */
export interface AssemblyRow {
  readonly begins: DateText;
  readonly ends: DateText;
  readonly from: DateText;
  readonly to: DateText;
}

/** A calendar year of pay in one position: twelve slots of whole cents, null where nothing was reported. */
export interface PayYearRow {
  readonly position: number;
  readonly year: number;
  readonly cents: readonly (number | null)[];
}

/** The spouse on a day, as the record holds the marriage. */
export interface SpouseRow {
  readonly person: number;
  readonly name: string;
  readonly born: DateText | null;
  readonly died: DateText | null;
  readonly marriedOn: DateText;
  /** The kinds of paper seen, or null while none has been. */
  readonly marriageProof: string | null;
  readonly birthProof: string | null;
}

/** All that the record holds of one person's career, read in one statement. */
export interface CareerRows {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly born: DateText | null;
  readonly birthProof: string | null;
  readonly died: DateText | null;
  readonly employment: readonly EmploymentRow[];
  readonly leaves: readonly LeaveRow[];
  readonly credits: readonly ServiceCreditRow[];
  readonly assemblies: readonly AssemblyRow[];
  readonly givenUp: readonly GivenUpRow[];
  readonly pay: readonly PayYearRow[];
  readonly spouse: SpouseRow | null;
}

/** Reads whole careers, one statement for any number of persons, in order of person; persons that do not exist are left out. */
export async function readCareers(
  db: Reading,
  fund: number,
  persons: readonly number[],
  moment: Moment,
): Promise<CareerRows[]> {
  const day = sql`${dateText(moment.on)}::date`;
  const query = careers(moment, day)`
    from records.person p
    left join records.person_birth b on b.fund = p.fund and b.person = p.person and ${known("b", moment)}
    where p.fund = ${fund} and p.person = any(${[...persons]}::int[])
    order by p.person`.compile(db);
  const { rows } = await db.executeQuery(persons.length === 1 ? keepPlanned(query) : query);
  return rows;
}

/** Reads the career of each person as of a day of its own, in the order asked for, in one statement; every person must exist. */
export async function readCareersEach(
  db: Reading,
  fund: number,
  asked: readonly { readonly person: number; readonly on: PlainDate }[],
  knownAt?: Instant,
): Promise<CareerRows[]> {
  if (asked.length === 0) return [];
  const { rows } = await careers({ knownAt }, sql`x.day`)`
    from unnest(${asked.map(({ person }) => person)}::int[], ${asked.map(({ on }) => dateText(on))}::date[])
      with ordinality x (person, day, place)
    join records.person p on p.fund = ${fund} and p.person = x.person
    left join records.person_birth b on b.fund = p.fund and b.person = p.person and ${known("b", { knownAt })}
    order by x.place`.execute(db);
  if (rows.length !== asked.length) throw new Error("a career was asked for that the record does not hold");
  return rows;
}

type Sql = ReturnType<typeof sql>;

/** True of rows that held on a day given in SQL. */
const heldOnDay = (table: string, day: Sql, when: Known) =>
  sql<boolean>`(${sql.ref(`${table}.valid_from`)} <= ${day} and ${sql.ref(`${table}.valid_to`)} > ${day} and ${known(table, when)})`;

/** What is selected of a career, on a day given in SQL; where from follows. */
const careers =
  (moment: Known, day: Sql) =>
  (from: TemplateStringsArray, ...values: unknown[]) =>
    sql<CareerRows>`
    select p.person, p.member_id as "memberId",
      coalesce((${fullName(sql`p.person`, day, moment)}), '') as name,
      b.born::text as born, b.proof as "birthProof",
      (select d.died::text from records.person_death d where d.fund = p.fund and d.person = p.person and ${known("d", moment)}) as died,
      ${list(sql`select e.position, e.employer, e.plan, e.member_class as "memberClass", e.eligible, e.ended_by as "endedBy", e.valid_from as "from", e.valid_to as "to"
        from records.employment e where e.fund = p.fund and e.person = p.person and ${known("e", moment)} order by e.valid_from, e.position`)} as employment,
      ${list(sql`select l.position, l.kind, l.paid, l.valid_from as "from", l.valid_to as "to"
        from records.leave l where l.fund = p.fund and l.person = p.person and ${known("l", moment)} order by l.valid_from, l.position`)} as leaves,
      ${list(sql`select c.kind, c.months, c.days, c.hours_hundredths as "hoursHundredths"
        from records.service_credit c where c.fund = p.fund and c.person = p.person and ${known("c", moment)}
          and (c.kind = 'unusedSickLeave' or c.effective <= ${day}) order by c.credit`)} as credits,
      ${list(sql`select a.begins, a.ends, a.valid_from as "from", a.valid_to as "to"
        from records.assembly_service a where a.fund = p.fund and a.person = p.person and ${known("a", moment)} order by a.valid_from`)} as assemblies,
      ${list(sql`select g.how, g.valid_from as "from", g.valid_to as "to" from records.service_given_up g
        where g.fund = p.fund and g.person = p.person and ${known("g", moment)}
          and g.effective <= ${day} and (g.restored_on is null or g.restored_on > ${day})
        order by g.valid_from`)} as "givenUp",
      ${list(payYears(moment))} as pay,
      (select row_to_json(s) from (${spouse(day, moment)}) s) as spouse
    ${sql(from, ...values)}`;

const list = (query: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(row_to_json(r)), '[]') from (${query}) r)`;

const fullName = (person: Sql, day: Sql, when: Known) => sql`
  select concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) from records.person_name n
  where n.fund = p.fund and n.person = ${person} and ${heldOnDay("n", day, when)}`;

const spouse = (day: Sql, moment: Known) => sql`
  select m.spouse as person, coalesce((${fullName(sql`m.spouse`, day, moment)}), '') as name, sb.born, sd.died,
    m.valid_from as "marriedOn", m.proof as "marriageProof", sb.proof as "birthProof"
  from records.marriage m
  left join records.person_birth sb on sb.fund = m.fund and sb.person = m.spouse and ${known("sb", moment)}
  left join records.person_death sd on sd.fund = m.fund and sd.person = m.spouse and ${known("sd", moment)}
  where m.fund = p.fund and m.person = p.person and ${heldOnDay("m", day, moment)}`;

/** What is known now comes from the packed years, which are proven equal to the rows; an earlier knowledge from the rows. */
const payYears = (moment: Known) =>
  moment.knownAt === undefined
    ? sql`select y.position, y.year, y.cents from projection.pay_year y where y.fund = p.fund and y.person = p.person order by y.year, y.position`
    : sql`select m.position, m.year, array_agg(m.cents order by n.month) as cents
        from (select distinct r.position, r.year from records.posted_pay r where r.fund = p.fund and r.person = p.person and ${recordedBy("r", moment)}) k
        cross join generate_series(1, 12) n(month)
        cross join lateral (
          select k.position, k.year, (
            select sum(v.cents)::bigint from (
              select distinct on (r.report, r.report_row) r.cents from records.posted_pay r
              where r.fund = p.fund and r.person = p.person and r.position = k.position and r.year = k.year and r.month = n.month and ${recordedBy("r", moment)}
              order by r.report, r.report_row, r.recorded_from desc) v) as cents) m
        group by m.position, m.year order by m.year, m.position`;

/** Everybody whose career the fund holds, in order of person, so many at a time after a person's number. */
export async function personsAfter(
  db: Reading,
  fund: number,
  after: number,
  most: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom("records.person")
    .select("person")
    .where("fund", "=", fund)
    .where("person", ">", after)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("records.employment as e")
          .select("e.position")
          .whereRef("e.fund", "=", "records.person.fund")
          .whereRef("e.person", "=", "records.person.person"),
      ),
    )
    .orderBy("person")
    .limit(most)
    .execute();
  return rows.map(({ person }) => person);
}
