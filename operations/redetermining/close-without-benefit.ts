import { benefitsFrom } from "@emeritus/records/benefit.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { addSteps, openCasesOf, settleCases } from "@emeritus/records/redetermination.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { openRedeterminationStatuses, REDETERMINATION } from "./status.ts";

/**
 * Closes the open redeterminations of benefits of which no day is payable any more, as of a retirement that was rescinded or is
 * void, in the transaction that ended the benefits: nothing is left to determine again.
 */
export async function closeWithoutBenefit(
  tx: Tx,
  ended: {
    readonly fund: number;
    readonly person: number;
    readonly actor: string;
    readonly because: string;
  },
  instant: Instant,
): Promise<void> {
  const { fund, person, actor, because } = ended;
  const asked = { kind: REDETERMINATION, statuses: openRedeterminationStatuses, persons: [person] };
  const open = await openCasesOf(tx, fund, asked);
  if (open.length === 0) return;
  const paid = new Set((await benefitsFrom(tx, fund, person)).map(({ benefit }) => benefit));
  const gone = open.filter(({ facts }) => !paid.has(facts["benefit"] as number));
  const steps = gone.map(({ caseNumber, step }) => ({
    person,
    caseNumber,
    step: step + 1,
    action: "close",
    status: "closed",
    facts: { because },
  }));
  await addSteps(tx, { fund, actor, steps }, instant);
  await settleCases(tx, { fund, cases: gone }, { status: "void", because }, instant);
}
