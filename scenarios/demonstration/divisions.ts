import { done } from "@emeritus/operations/done.ts";
import { randomUUID } from "node:crypto";
import {
  addDays,
  addMonths,
  firstOfMonthOf,
  formatDate,
  parseDate,
  plainDate,
} from "@emeritus/engine/dates.ts";
import type { Actor, Role } from "@emeritus/operations/actor.ts";
import { qualifyOrder } from "@emeritus/operations/dividing-benefits/qualify-order.ts";
import { recordOrder } from "@emeritus/operations/dividing-benefits/record-order.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import type { System } from "@emeritus/operations/system.ts";
import { sql } from "kysely";
import { demonstrationSignIns } from "./sign-ins.ts";

const key = randomUUID;
const staff = (account: string, role: Role): Actor => ({ account, roles: [role], employers: [] });
const counselor = staff("counselor", "counselor");
const verifier = staff("verifier", "benefitVerifier");
const paper = new TextEncoder().encode("%PDF-1.4 a certified order of the demonstration");

const address = { street: "418 Locust Street", city: "Columbia", state: "MO", postalCode: "65201" };

/**
 * Shows divorce orders in a demonstration: one that divides an annuity from next month on, and one of Daniel's that waits for a second
 * person. Gives their cases, the one in effect first where there is somebody to divide from. Once; again, nothing happens.
 */
export async function showDivisions(system: System): Promise<CaseKey[]> {
  const fund = system.fund.number;
  const { rows: shown } = await sql`select from records.division_order where fund = ${fund} limit 1`.execute(
    system.db,
  );
  if (shown.length > 0) return [];
  const today = system.calendar.today();
  const received = addDays(today, -Math.min(6, today - firstOfMonthOf(today)));
  const issued = addDays(received, -12);
  const cases: CaseKey[] = [];
  const retiree = await somebodyRetired(system);
  if (retiree !== undefined) {
    const hired = parseDate(retiree.hired);
    const of = await done(
      recordOrder(system, counselor, {
        key: key(),
        member: retiree.person,
        alternatePayee: {
          first: "Lorena",
          last: "Vance",
          born: plainDate(1957, 3, 8),
          ssn: "987650011",
          address,
        },
        order: {
          court: "Circuit Court of Boone County",
          causeNumber: "24BA-FC01377",
          issued,
          received,
          married: addMonths(hired, 14),
          dissolved: addDays(addMonths(hired, 12 * 9), 17),
          share: 5000,
          certified: true,
          identifies: true,
          asks: [],
        },
        paper,
      }),
    );
    await done(qualifyOrder(system, verifier, { key: key(), of }));
    cases.push(of);
  }
  cases.push(
    await done(
      recordOrder(system, counselor, {
        key: key(),
        member: demonstrationSignIns.find(({ account }) => account === "daniel")!.person!,
        alternatePayee: {
          first: "Carla",
          last: "Mendez",
          born: plainDate(1984, 10, 2),
          ssn: "987650012",
          address,
        },
        order: {
          court: "Circuit Court of Cole County",
          causeNumber: "26AC-DR00482",
          issued,
          received,
          married: plainDate(2009, 5, 16),
          dissolved: plainDate(2020, 9, 30),
          share: 4500,
          certified: true,
          identifies: true,
          asks: [],
        },
        paper,
      }),
    ),
  );
  return cases;
}

/** A retiree of ten years of service who was married to nobody on record in the first nine, and whose option names no spouse. */
async function somebodyRetired({
  db,
  fund,
  calendar,
}: System): Promise<{ person: number; hired: string } | undefined> {
  const { rows } = await sql<{ person: number; hired: string }>`
    select b.person, min(e.valid_from)::text as hired from records.benefit b
    join records.employment e on e.fund = b.fund and e.person = b.person and e.recorded_to = 'infinity' and e.eligible
    where b.fund = ${fund.number} and b.recorded_to = 'infinity' and b.kind = 'retirement' and b.status = 'due' and b.payment_option not in ('joint50', 'joint100')
      and b.valid_from <= ${formatDate(calendar.today())}::date and b.valid_to = 'infinity'
      and not exists (select from records.assembly_service s where s.fund = b.fund and s.person = b.person)
      and not exists (select from records.person_death d where d.fund = b.fund and d.person = b.person and d.recorded_to = 'infinity')
    group by b.person having case when max(e.valid_to) < 'infinity' then max(e.valid_to) - min(e.valid_from) > 3700 else false end and min(e.valid_from) >= date '1992-01-01' and count(distinct e.plan) = 1 and min(e.plan) = 'msep2000'
      and not exists (select from records.marriage m where m.fund = ${fund.number} and m.person = b.person and m.valid_from < min(e.valid_from) + 3400)
    order by exists (select from records.case_file c where c.fund = ${fund.number} and c.person = b.person), b.person limit 1`.execute(
    db,
  );
  return rows[0];
}
