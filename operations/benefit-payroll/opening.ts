import { amend, replacing, type Change } from "@emeritus/engine/amend.ts";
import { all, cases, dollars, not, otherwise, supposing, when } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { paymentMonth } from "@emeritus/law/missouri/mosers/facts.ts";
import { withColaAfter } from "@emeritus/law/missouri/mosers/msep-2000/cola.ts";
import {
  annuityAsElected,
  dueToSurvivor,
  poppedUp,
  survivorIsPaid,
} from "@emeritus/law/missouri/mosers/msep-2000/in-payment.ts";
import { payeeMayBePaid } from "@emeritus/law/missouri/mosers/shared/forfeiture.ts";
import type { Opening } from "@emeritus/records/payroll-openings.ts";

/** What an opening amount stands for: the retiree's annuity, or what the survivor is paid. */
export type OpeningOf = Opening["of"];

const openingAmount = fact.amount("openingAmount", { most: "100000.00" });
const openingMonth = fact.date("openingMonth");
const cites = "the cutover of record (ADR 32)";

/**
 * The accepted amount of the old register goes on with the increases that fall due after its month. What the law newly determines
 * afterwards, the return to the life income when the spouse dies, is the law's own.
 */
const changes: Readonly<Record<OpeningOf, Change>> = {
  annuity: replacing(annuityAsElected, {
    cites,
    means: (byLaw) =>
      cases(
        when(all(poppedUp, not(supposing([[paymentMonth, openingMonth]], poppedUp))), byLaw),
        otherwise(withColaAfter(openingAmount, openingMonth)),
      ),
  }),
  survivor: replacing(dueToSurvivor, {
    cites,
    means: () =>
      cases(
        when(all(survivorIsPaid, payeeMayBePaid), withColaAfter(openingAmount, openingMonth)),
        otherwise(dollars("0.00")),
      ),
  }),
};

const opened = new Map<Plan, Partial<Record<OpeningOf, Plan>>>();

/** A plan for payees whose opening amount of some kind came from the old register. */
export function withOpening(plan: Plan, of: OpeningOf): Plan {
  let known = opened.get(plan);
  if (known === undefined) opened.set(plan, (known = {}));
  return (known[of] ??= amend(plan, `${plan.name}, taken over`, [changes[of]]));
}
