/** Missouri income tax withheld from a benefit: nothing, or the flat amount that the payee asks for (Form MO W-4P). */
import {
  cases,
  cents,
  dollars,
  greaterOf,
  ifAny,
  lessThan,
  lesserOf,
  minus,
  otherwise,
  refusing,
  when,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { published } from "../../sources.ts";
import { taxablePayment } from "../../federal/facts.ts";
import { otherDeductions, stateAmountElected } from "./facts.ts";

/** The least flat amount for each monthly payment. */
export const leastStateAmount = fixed("leastStateAmount", {
  cites: published("missouriForm"),
  is: dollars("10.00"),
});

/** What is left of a payment after everything else that is taken from it. */
export const leftForState = provision.amount("leftForState", {
  cites: published("missouriForm"),
  register: "MISSOURITAX-Q01",
  means: () => greaterOf(cents(0), minus(taxablePayment, otherDeductions)),
});

/** Missouri income tax withheld from a monthly payment. Withholding is voluntary, and there is no table. */
export const stateWithholding = provision.amount("stateWithholding", {
  cites: published("missouriForm"),
  register: "MISSOURITAX-Q01",
  means: () =>
    ifAny(
      stateAmountElected,
      (amount) =>
        cases(
          when(
            lessThan(amount, leastStateAmount),
            refusing("stateAmountTooSmall", published("missouriForm"), {
              stateAmountElected,
              leastStateAmount,
            }),
          ),
          otherwise(lesserOf(amount, leftForState)),
        ),
      cents(0),
    ),
});
