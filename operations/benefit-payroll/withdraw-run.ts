import { command } from "@emeritus/records/command.ts";
import { addStep, getRun, lockRun } from "@emeritus/records/run.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { WITHDRAWN, type PayrollSystem } from "./payroll-system.ts";
import { isApproved, isWithdrawn } from "./prepare-run.ts";

/** Why a run cannot be withdrawn. */
export type WithdrawRefusal = Refusal<"alreadyApproved">;

/** Ends a run that is not approved, with a reason, so that the month can be prepared again with what is known then. */
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
      if (isApproved(steps)) return refused("alreadyApproved");
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
