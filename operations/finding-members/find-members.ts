import { personsBySsn } from "@emeritus/records/closed-field.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** A person as a search shows them: enough to choose, nothing closed. */
export interface FoundMember {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly born: string;
}

const most = 50;

/**
 * Finds members by Member ID, by whole SSN, or by the beginning of the last name with the first name after a comma; at most
 * 50, and never the actor's own record. A search by SSN is an audit entry; the SSN itself is written nowhere.
 */
export async function findMembers(
  { db, reader, fund, keys }: System,
  actor: Actor,
  text: string,
): Promise<FoundMember[]> {
  allow(actor, "find members");
  const asked = text.trim();
  const digits = asked.replace(/[-\s]/g, "");
  if (/^\d{9}$/.test(digits)) {
    await recordReading(db, { fund: fund.number, actor: actor.account, action: "find a member by SSN" });
    const persons = [...(await personsBySsn(reader, keys, fund.number, [digits])).values()];
    return persons.length === 0
      ? []
      : listed(reader, fund.number, actor, sql`p.person = any(${persons}::int[])`);
  }
  if (/^\d{8}$/.test(digits)) return listed(reader, fund.number, actor, sql`p.member_id = ${digits}`);
  const [last, first = ""] = asked.split(",").map((part) => part.trim());
  if (!last || last.length < 2) return [];
  return listed(
    reader,
    fund.number,
    actor,
    sql`n.last_name ilike ${like(last)} and n.first_name ilike ${like(first)}`,
  );
}

function like(start: string): string {
  return `${start.replace(/[\\%_]/g, "\\$&")}%`;
}

async function listed(
  db: System["reader"],
  fund: number,
  actor: Actor,
  where: ReturnType<typeof sql>,
): Promise<FoundMember[]> {
  const { rows } = await sql<FoundMember>`
    select p.person, p.member_id as "memberId", concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) as name, b.born
    from records.person p
    join records.person_name n on n.fund = p.fund and n.person = p.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity'
    join records.person_birth b on b.fund = p.fund and b.person = p.person and b.recorded_to = 'infinity'
    where p.fund = ${fund} and p.person <> ${actor.person ?? 0} and ${where}
    order by n.last_name, n.first_name, p.person limit ${most}`.execute(db);
  return rows;
}
