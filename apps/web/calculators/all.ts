/** Every calculator, in the order of the list. */
import type { Calculator } from "./calculator.ts";
import { backDrop } from "./back-drop.tsx";
import { estimate } from "./estimate.tsx";
import { carLoan, creditCard, mortgage } from "./loan.tsx";
import { planChoice } from "./plan-choice.tsx";
import { purchase } from "./purchase.ts";
import { refundOrWait } from "./refund-or-wait.ts";
import { taxWithheld } from "./tax-withheld.ts";
import { when } from "./when.tsx";
import { whichPlan } from "./which-plan.tsx";

/** The calculators that need no sign-in. */
export const calculators: readonly Calculator[] = [
  whichPlan,
  when,
  estimate,
  planChoice,
  backDrop,
  refundOrWait,
  purchase,
  taxWithheld,
  mortgage,
  carLoan,
  creditCard,
];
