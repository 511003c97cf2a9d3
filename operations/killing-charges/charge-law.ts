import { explain } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import {
  heldPaymentsAreOwed,
  payeeIsConvicted,
  payeeMayBePaid,
} from "@emeritus/law/missouri/mosers/shared/forfeiture.ts";
import type { ChargeState } from "@emeritus/records/killing-charge.ts";
import { lawInForce } from "../retiring/retirement-law.ts";

/** What the law makes of a charge: payments are held back, nothing is due any more, or what was held is owed. */
export type ChargeEffect = "held" | "forfeited" | "owed";

/** The law of a charge of killing, by its section. */
export const chargesCite = "RSMo 104.1060";

/** Asks the law what a charge in a state does to the payee's payments (RSMo 104.490, 104.1060; handbook p.7). Pure. */
export function effectOfCharge(killingCharge: ChargeState): ChargeEffect {
  const facts = { recorded: { killingCharge } };
  const says = (provision: Parameters<typeof explain>[2]) =>
    (explain(lawInForce, facts, provision) as Result<boolean>).value === true;
  if (says(payeeIsConvicted)) return "forfeited";
  if (says(heldPaymentsAreOwed)) return "owed";
  if (says(payeeMayBePaid)) throw new Error("The law pays a payee who is charged and holds nothing.");
  return "held";
}
