import { firstOfNextMonthOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
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

/** Puts back the orders that a death ended which was recorded by mistake. */
export async function resumeDivisions(
  { fund: { number: fund } }: System,
  tx: Tx,
  { person, actor }: { readonly person: number; readonly actor: string },
  instant: Instant,
): Promise<void> {
  for (const division of await divisionsWith(tx, fund, person)) {
    const ended = division.steps.at(-1)!;
    if (division.status !== "ended" || ended.facts["died"] !== person) continue;
    const action = division.divided === undefined ? "waitAgain" : "resume";
    await takeDivisionStep(tx, fund, division, { action, actor, facts: {} }, instant);
  }
}
