import { command } from "@emeritus/records/command.ts";
import { countHeldSince } from "@emeritus/records/payroll-items.ts";
import { addStep, getRun, lockRun, type RunStep } from "@emeritus/records/run.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { WITHDRAWN, type PayrollSystem } from "./payroll-system.ts";
import { isWithdrawn } from "./prepare-run.ts";

/** Why a run cannot be withdrawn. */
export type WithdrawRefusal = Refusal<"alreadyApproved">;

/**
 * Pure. A run that is not approved can be withdrawn, and one whose payments are not posted because somebody was held after the
 * approval; what is posted stays.
 */
export function decideWithdrawal(
  steps: readonly Pick<RunStep, "step">[],
  heldSince: number,
): WithdrawRefusal | undefined {
  const done = new Set(steps.map(({ step }) => step));
  if (!done.has("approved") || (!done.has("posted") && heldSince > 0)) return undefined;
  return refused("alreadyApproved").refused;
}

/** Ends a run whose payments are not posted, with a reason, so that the month can be prepared again with what is known then. */
export async function withdrawRun(
  { db, fund }: PayrollSystem,
  actor: Actor,
  ask: { readonly key: string; readonly run: number; readonly because: string },
): Promise<Outcome<{ run: number }, WithdrawRefusal>> {
  allow(actor, "prepare a payroll");
  const run = await getRun(db, fund.number, ask.run);
  const { key, because, ...request } = ask;
  return command(
    db,
    { fund: fund.number, actor, key, name: "withdrawPayroll", request, because },
    async (tx, instant) => {
      const steps = await lockRun(tx, run);
      const refusal = decideWithdrawal(steps, await countHeldSince(tx, run));
      if (refusal !== undefined) return { refused: refusal };
      if (!isWithdrawn(steps))
        await addStep(
          tx,
          run,
          WITHDRAWN,
          actor.account,
          { count: 0n, cents: 0n, sha256: null, facts: { because } },
          instant,
        );
      return accepted({ run: run.run });
    },
  );
}
