/** Missouri income tax on benefits: what is withheld, and what is exempt on the payee's return. */
import { load } from "@emeritus/engine/plan.ts";
import { exemptPension, incomeAboveLimit } from "./pension-exemption.ts";
import { leftForState, stateWithholding } from "./state-withholding.ts";

/** The law of Missouri income tax on benefits, loaded. */
export const missouriTax = load("missouriTax", [
  // Form MO W-4P: withholding
  leftForState,
  stateWithholding,
  // RSMo 143.124: the public pension exemption
  incomeAboveLimit,
  exemptPension,
]);

/** What the sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  { section: "RSMo 143.124", what: "the exemption before tax year 2020 and from tax year 2026: not known" },
  { section: "RSMo 143.011", what: "the income tax itself, a matter of the payee's return" },
];
