import { randomUUID } from "node:crypto";
import { addMonths, formatDate } from "@emeritus/engine/dates.ts";
import type { System } from "@emeritus/operations/system.ts";
import { command } from "@emeritus/records/command.ts";
import { sql } from "kysely";
import { employers } from "./invented.ts";

/** The first numbers belong to people with sign-ins, and things happen to the low ones elsewhere: these are the last. */
const mostOfEach = 2;

/**
 * Spoils the record of a few people as real records are spoiled: leaves that nobody ended, an address without its end of a ZIP code,
 * an address that ran out, a birth date that was never proven, and one e-mail address for three. Once; what is found of it the
 * look at the data finds by itself.
 */
export async function showBadData(system: System): Promise<void> {
  const { db, calendar } = system;
  const fund = system.fund.number;
  const { rows: done } =
    await sql`select 1 from audit.entry where fund = ${fund} and actor = 'conversion' and action = 'showBadData' limit 1`.execute(
      db,
    );
  if (done.length > 0) return;
  const today = calendar.today();
  const begun = formatDate(addMonths(today, -14));
  const asked = {
    fund,
    actor: { account: "conversion" },
    key: randomUUID(),
    name: "showBadData",
    request: {},
  };
  await command(db, asked, async (tx, instant) => {
    const at = sql`${instant}::timestamptz`;
    await sql`
      insert into records.leave (fund, person, position, kind, approved_by, valid_from, recorded_from)
      select ${fund}, e.person, e.position, 'ownIllness', 'employer', ${begun}, ${at} from (
        select e.person, e.position, row_number() over (partition by e.employer order by e.person desc) as place from records.employment e
        where e.fund = ${fund} and e.recorded_to = 'infinity' and e.valid_to = 'infinity' and e.valid_from < ${begun}::date and e.person > 10
          and e.employer in (${sql.join([employers[0]!.number, employers[2]!.number])})
          and not exists (select from records.leave l where l.fund = e.fund and l.person = e.person and l.recorded_to = 'infinity')
          and not exists (select from records.case_file c where c.fund = e.fund and c.person = e.person)) e
      where e.place = 1`.execute(tx);
    await sql`
      with who as (
        select b.person, row_number() over (order by b.person desc) as place from records.benefit b
        where b.fund = ${fund} and b.recorded_to = 'infinity' and b.valid_to = 'infinity' and b.status = 'due' and b.person > 10
          and not exists (select from records.person_death d where d.fund = b.fund and d.person = b.person and d.recorded_to = 'infinity')),
      closed as (
        update records.address a set recorded_to = ${at} from who w
        where a.fund = ${fund} and a.person = w.person and a.recorded_to = 'infinity' and w.place <= ${2 * mostOfEach}
        returning a.*, w.place)
      insert into records.address (fund, person, kind, street, street2, city, state, postal_code, country, valid_from, valid_to, recorded_from)
      select fund, person, kind, street, street2, city, state, case when place <= ${mostOfEach} then left(postal_code, 4) else postal_code end, country,
        valid_from, case when place = ${2 * mostOfEach} then ${formatDate(addMonths(today, -7))}::date else valid_to end, ${at} from closed`.execute(
      tx,
    );
    await sql`
      with who as (
        select distinct b.person from records.benefit b where b.fund = ${fund} and b.recorded_to = 'infinity' and b.valid_to = 'infinity'
          and b.status = 'due' and b.person > 10 order by b.person desc offset 5 limit ${mostOfEach}),
      closed as (
        update records.person_birth n set recorded_to = ${at} from who
        where n.fund = ${fund} and n.person = who.person and n.recorded_to = 'infinity' returning n.person, n.born)
      insert into records.person_birth (fund, person, born, recorded_from) select ${fund}, person, born, ${at} from closed`.execute(
      tx,
    );
    await sql`
      insert into records.contact (fund, person, kind, contact, valid_from, recorded_from)
      select ${fund}, e.person, 'email', 'payroll@agency.example', ${begun}, ${at} from (
        select distinct e.person from records.employment e
        where e.fund = ${fund} and e.recorded_to = 'infinity' and e.valid_to = 'infinity' and e.person > 10
          and not exists (select from records.contact c where c.fund = e.fund and c.person = e.person and c.recorded_to = 'infinity')
        order by e.person desc offset 3 limit 3) e`.execute(tx);
  });
}
