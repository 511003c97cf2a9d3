import { addMonths, firstOfNextMonthOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { endBenefit, findBenefit } from "@emeritus/records/benefit.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { paymentsReceived } from "@emeritus/records/payments-received.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { System } from "../system.ts";
import { writeDivisionLetters } from "./division-letters.ts";
import { divisionsWith } from "./division-view.ts";
import { takeDivisionStep } from "./in-division.ts";

/**
 * Ends the qualified orders of somebody who died: the member is paid the whole annuity from the month after the former spouse's
 * death, and the former spouse nothing after the member's. The other of the two is told.
 */
export async function endDivisions(
  system: System,
  tx: Tx,
  { person, died, actor }: { readonly person: number; readonly died: PlainDate; readonly actor: string },
  instant: Instant,
): Promise<void> {
  const fund = system.fund.number;
  for (const division of await divisionsWith(tx, fund, person)) {
    const { status, order } = division;
    if (status !== "qualified" && status !== "inEffect") continue;
    await takeDivisionStep(tx, fund, division, { action: "end", actor, facts: { died: person } }, instant);
    const told = {
      kind: "ended",
      died: formatDate(died),
      from: formatDate(firstOfNextMonthOf(died)),
    } as const;
    const other = person === order.member ? "formerSpouse" : "member";
    await writeDivisionLetters(system, tx, division, told, instant, [other]);
  }
}

/**
 * Takes back what orders took from an annuity that is rescinded or void: they wait for the next one, which is divided anew by its own
 * start. A part of which something was paid keeps its first month on the roll, where nothing is due without the annuity: the next
 * payroll then finds what was paid, which the former spouse owes without interest (MSEP2000-Q74).
 */
export async function undivide(
  tx: Tx,
  { fund, person, actor, because }: { fund: number; person: number; actor: string; because: string },
  instant: Instant,
): Promise<void> {
  for (const division of await divisionsWith(tx, fund, person)) {
    const { status, order, divided } = division;
    if (status !== "inEffect" || order.member !== person || divided === undefined) continue;
    const [first] = await findBenefit(tx, fund, divided.benefit);
    const paid = (await paymentsReceived(tx, fund, [divided.benefit])).length > 0;
    if (first !== undefined) {
      const to = paid ? addMonths(first.from, 1) : first.from;
      await endBenefit(tx, fund, first.person, divided.benefit, to, instant);
    }
    await takeDivisionStep(tx, fund, division, { action: "waitAgain", actor, facts: { because } }, instant);
  }
}
