import { ruleNamed } from "@emeritus/engine/plan.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";

import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { determineCase, factsOfCase, verificationRecord } from "./case-law.ts";
import { decideVerification, type VerificationRefusal } from "./decide-verification.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase } from "./in-case.ts";

/** A counselor verifies a case: the employer's data are in, the proofs accepted, the amounts right. Another person approves. */
export async function verifyRetirement(
  system: System,
  actor: Actor,
  { key, of }: { key: string; of: CaseKey },
): Promise<Outcome<true, Refusal<VerificationRefusal | "no-open-case">>> {
  const asked = { key, may: "verify a case", name: "verify a retirement", of, request: {} } as const;
  return inCase<true, VerificationRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, retirement } = within;
    const { application, election } = retirement;
    if (application === undefined || election === undefined)
      return refused("not-ready-to-verify", { status: retirement.status }, "Handbook, page 29");
    const facts = await factsOfCase(tx, fund, of.person, application);
    const determined = determineCase(facts, election);
    const law = {
      eligible: determined.eligible,
      eligibleCites: ruleNamed(facts.plan, "eligible").cites.join("; "),
      missing: determined.missing,
    };
    const decision = decideVerification(verificationRecord(retirement, application, facts), law);
    if (decision.refused) return decision;
    const verifier = actor.person === undefined ? {} : { person: actor.person };
    await within.step("verify", decision.accepted.status, { amounts: determined.amounts, ...verifier });
    await settleObligations(
      tx,
      { fund, ...of, kind: "verify-case" },
      { status: "done", because: "verified" },
      instant,
    );
    return accepted(true as const);
  });
}
