/** Disability of uniformed members of the water patrol from duty (RSMo 104.410.1-3); of other members the text was not read. */
import {
  all,
  atMost,
  cases,
  dollars,
  greaterOf,
  is,
  minus,
  otherwise,
  percent,
  product,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { register, rsmo } from "../../../sources.ts";
import { memberClass } from "../facts.ts";
import { disabledOnDuty, earningCapacityLeft, payAtDisability, workersCompensation } from "./facts.ts";

const disability = rsmo("104.410.1-3");
const nothing = dollars("0.00");

/** Share of compensation that a disability from duty pays. */
export const disabilityShare = fixed("disabilityShare", { cites: disability, is: percent("50") });

/** The most earning capacity that leaves the benefit payable. */
export const mostEarningCapacity = fixed("mostEarningCapacity", { cites: disability, is: percent("50") });

/** Whether a disability from duty is paid: to the water patrol, while no more than half of the earning capacity is left. */
export const disabilityIsPaid = provision.condition("disabilityIsPaid", {
  cites: disability,
  means: () =>
    all(is(memberClass, "waterPatrol"), disabledOnDuty, atMost(earningCapacityLeft, mostEarningCapacity)),
});

/** Monthly benefit of a disability from duty: half of the compensation at the time, less workers' compensation. */
export const disabilityBenefit = provision.amount("disabilityBenefit", {
  cites: disability,
  register: "MSEP-Q34",
  means: () =>
    cases(
      when(
        disabilityIsPaid,
        greaterOf(nothing, minus(product(payAtDisability, disabilityShare), workersCompensation)),
      ),
      otherwise(nothing),
    ),
  rounding: toTheCent(register("MSEP-Q18")),
});
