import type { Tx } from "@emeritus/records/db.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { System } from "../system.ts";
import { divideAnnuity, dividingNow } from "./divide-annuity.ts";
import { type Division, divisionsWith, findDivision, standingOrders } from "./division-view.ts";
import { takeDivisionStep } from "./in-division.ts";
import type { DivisionAction } from "./status.ts";

interface Mistaken {
  /** Whose death was recorded by mistake. */
  readonly person: number;
  readonly actor: string;
}

/**
 * Puts back the orders that a death ended which was recorded by mistake. One that waited divides the annuity which began since. Where
 * the other of the two has died, the order ends by that death; where another order of the two took its place, it stays ended.
 */
export async function resumeDivisions(
  system: System,
  tx: Tx,
  { person, actor }: Mistaken,
  instant: Instant,
): Promise<void> {
  const fund = system.fund.number;
  for (const division of await divisionsWith(tx, fund, person)) {
    const ended = division.steps.at(-1)!;
    if (division.status !== "ended" || ended.facts["died"] !== person) continue;
    const { person: member, caseNumber } = division;
    const others = await standingOrders(tx, fund, member);
    if (others.some(({ order }) => order.alternatePayee === division.order.alternatePayee)) continue;
    const step = async (action: DivisionAction, facts = {}) => {
      const now = (await findDivision(tx, fund, { person: member, caseNumber }))!;
      await takeDivisionStep(tx, fund, now, { action, actor, facts }, instant);
    };
    await step(division.divided === undefined ? "waitAgain" : "resume");
    const other = person === division.order.member ? division.formerSpouse : division.member;
    if (other.died !== undefined) await step("end", { died: other.person });
    else if (division.divided === undefined)
      await divideWhatBegan(system, tx, { member, caseNumber }, actor, instant);
  }
}

async function divideWhatBegan(
  system: System,
  tx: Tx,
  { member, caseNumber }: { readonly member: number; readonly caseNumber: number },
  actor: string,
  instant: Instant,
): Promise<void> {
  const fund = system.fund.number;
  const waiting: Division = (await findDivision(tx, fund, { person: member, caseNumber }))!;
  const now = await dividingNow(tx, fund, waiting, { today: system.calendar.today(), knownAt: instant });
  if (now.refused || now.accepted === undefined) return;
  const { annuity, found } = now.accepted;
  const of = { benefit: annuity.benefit, payableFrom: annuity.payableFrom };
  const by = { calculatedBy: waiting.recordedBy, approvedBy: actor };
  await divideAnnuity(system, tx, { ...found, division: waiting }, of, by, instant);
}
