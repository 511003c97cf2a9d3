import { sql } from "kysely";
import type { Reading } from "./db.ts";
import type { DateText } from "./schema.ts";

/** A case about service or about what the record holds, as a row of the office's queue. */
export interface ServiceQueueRow {
  readonly person: number;
  readonly caseNumber: number;
  readonly memberId: string;
  readonly name: string;
  readonly kind: string;
  readonly what: string;
  readonly status: string;
  readonly duty: string | null;
  readonly owner: string | null;
  readonly due: DateText | null;
}

/** The open cases of these kinds, soonest due first, without a person's own; one statement. */
export async function serviceQueue(
  db: Reading,
  fund: number,
  asked: { kinds: readonly string[]; statuses: readonly string[]; except?: number | undefined; most: number },
): Promise<ServiceQueueRow[]> {
  const { rows } = await sql<ServiceQueueRow>`
    select c.person, c.case_number as "caseNumber", p.member_id as "memberId",
      coalesce((select concat_ws(' ', n.first_name, n.last_name) from records.person_name n
        where n.fund = c.fund and n.person = c.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity' limit 1), '') as name,
      c.kind, coalesce(f.facts::json #>> '{asked,what}', f.facts::json ->> 'about', '') as what, s.status,
      o.kind as duty, o.owner, o.due::text as due
    from records.case_file c
    join records.person p on p.fund = c.fund and p.person = c.person
    join records.case_step f on f.fund = c.fund and f.person = c.person and f.case_number = c.case_number and f.step = 1
    join lateral (select status from records.case_step s
      where s.fund = c.fund and s.person = c.person and s.case_number = c.case_number order by step desc limit 1) s on true
    left join lateral (select o.kind, o.owner, o.due from records.obligation o
      where o.fund = c.fund and o.person = c.person and o.case_number = c.case_number and o.recorded_to = 'infinity' and o.status = 'open'
      order by o.due, o.obligation limit 1) o on true
    where c.fund = ${fund} and c.kind = any(${[...asked.kinds]}::text[]) and s.status = any(${[...asked.statuses]}::text[])
      and c.person <> ${asked.except ?? 0}
    order by o.due nulls last, c.case_number limit ${asked.most}`.execute(db);
  return rows;
}
