import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { endBenefit, findBenefit } from "@emeritus/records/benefit.ts";
import type { Division } from "./division-view.ts";
import { type InDivision, takeDivisionStep } from "./in-division.ts";

/**
 * Ends an order in whose place an amended one comes: what it takes from an annuity in payment ends where the amended order's part
 * begins, and what was paid before stays (MSEP2000-Q73).
 */
export async function replaceOrder(
  { tx, fund, instant, actor, division }: InDivision,
  amended: Division,
  from: PlainDate | undefined,
): Promise<void> {
  const [first] = amended.divided === undefined ? [] : await findBenefit(tx, fund, amended.divided.benefit);
  if (first !== undefined && from !== undefined)
    await endBenefit(tx, fund, first.person, first.benefit, Math.max(from, first.from), instant);
  const facts = { by: division.caseNumber, ...(from === undefined ? {} : { from: formatDate(from) }) };
  await takeDivisionStep(tx, fund, amended, { action: "replace", actor: actor.account, facts }, instant);
}
