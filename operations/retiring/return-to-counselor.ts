import { addDays } from "@emeritus/engine/dates.ts";

import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, nextStatus } from "./in-case.ts";

/** A benefit verifier sends a verified case back, with what must be looked at again. */
export async function returnToCounselor(
  system: System,
  actor: Actor,
  { key, of, because }: { key: string; of: CaseKey; because: string },
): Promise<Outcome<true, Refusal<"cannot-do-now" | "reason-missing" | "no-open-case">>> {
  const asked = {
    key,
    may: "approve a determination",
    name: "send a retirement back",
    of,
    request: { because },
    because,
  } as const;
  return inCase<true, "cannot-do-now" | "reason-missing">(
    system,
    actor,
    asked,
    async ({ retirement, step, oblige }) => {
      const next = nextStatus(retirement, "returnToCounselor");
      if (next.refused) return next;
      if (because.trim() === "") return refused("reason-missing");
      await step("returnToCounselor", next.accepted, { because });
      await oblige([{ kind: "verify-case", due: addDays(system.calendar.today(), 1), owner: "counselor" }]);
      return accepted(true as const);
    },
  );
}
