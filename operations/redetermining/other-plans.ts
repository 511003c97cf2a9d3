import type { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { canonicalJson, sha256 } from "@emeritus/records/canonical.ts";
import { amountNames } from "../converting/by-law.ts";
import type { OptionName } from "../converting/layout.ts";
import type { PlanLaw } from "../converting/plan-laws.ts";
import { encodeFacts } from "../determining/inputs.ts";
import { amountsOf, type Determined } from "../retiring/retirement-law.ts";

/** What the law of a plan whose benefits this payroll does not pay determines for facts that state the annuity starting date. Pure. */
export function determineByOther({ plan }: PlanLaw, facts: Facts, option: OptionName): Determined {
  const start = facts.stated?.["annuityStartingDate"];
  const month = start === undefined ? {} : { paymentMonth: start };
  const stated = { ...facts.stated, paymentOption: option, ...month };
  const says = explainerByName(plan, { ...facts, stated });
  const open = says("eligible");
  const results = new Map(
    amountNames(plan, option).map((name) => [name, says(name) as Result<Exact>] as const),
  );
  const amounts = amountsOf(results);
  const pays = (amounts["temporaryBenefit"] ?? 0n) > 0n;
  return {
    eligible: open.value === true,
    door: says("door").value as string | undefined,
    amounts,
    missing: [...new Set([open, ...results.values()].flatMap(({ missing }) => missing))].toSorted(),
    results,
    temporaryEnds: pays ? (says("temporaryBenefitEnds").value as number | undefined) : undefined,
    firstCola: undefined,
    guaranteeEnds: undefined,
  };
}

/** Whether anything that a career holds is another than it was: what a person must look at where the law cannot say. Pure. */
export const careerChanged = (before: Facts, now: Facts): boolean =>
  canonicalJson(encodeFacts(before)) !== canonicalJson(encodeFacts(now));

/** The SHA-256 of all that a career holds, in hexadecimal: two careers that are alike have the same. Pure. */
export const hashOfCareer = (facts: Facts): string =>
  sha256(canonicalJson(encodeFacts(facts))).toString("hex");
