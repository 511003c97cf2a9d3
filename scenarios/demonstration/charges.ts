import { randomUUID } from "node:crypto";
import { firstOfMonthOf } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { decideCharge, enterCharge } from "@emeritus/operations/killing-charges/record-charge.ts";
import type { System } from "@emeritus/operations/system.ts";
import { sql } from "kysely";

const counselor: Actor = { account: "demo-counselor", roles: ["counselor"], employers: [] };
const verifier: Actor = { account: "demo-verifier", roles: ["benefitVerifier"], employers: [] };

/**
 * Shows a charge against a survivor that was entered and refused, since it was against somebody of the same name: the payments go on.
 * Where told, a charge against another survivor waits for the second person. Gives whom they concern; nothing the second time.
 */
export async function showCharges(system: System, { waiting = false } = {}): Promise<readonly number[]> {
  const { db, fund, calendar } = system;
  const { rows } = await sql<{ person: number; member: number }>`
    select b.person, b.member from records.benefit b
    where b.fund = ${fund.number} and b.recorded_to = 'infinity' and b.kind = 'survivor' and b.status = 'due' and b.valid_to = 'infinity'
      and not exists (select from records.killing_charge c where c.fund = b.fund)
    order by b.benefit desc limit ${waiting ? 2 : 1}`.execute(db);
  const enter = (one: { person: number; member: number }, because: string) => {
    const happened = firstOfMonthOf(calendar.today());
    return enterCharge(system, counselor, { key: randomUUID(), ...one, state: "charged", happened, because });
  };
  const [first, second] = rows;
  if (first !== undefined) {
    await enter(first, "Cole County Circuit Court, 26AC-CR01480");
    const because = "The court's paper names another person of that name";
    await decideCharge(system, verifier, { key: randomUUID(), ...first, decision: "refused", because });
  }
  if (second !== undefined) await enter(second, "Boone County Circuit Court, 26BA-CR00733");
  return rows.map(({ person }) => person);
}
