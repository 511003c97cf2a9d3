/** A judge's retirement pay at its start (RSMo 476.530, 476.545). */
import { percent, product, rate } from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, register, rsmo } from "../../../sources.ts";
import { compensationBase } from "./compensation.ts";
import { shareOfFullPay } from "./retirement.ts";

/** Share of the compensation that full retirement pay is. */
export const fullPayShare = fixed("fullPayShare", { cites: rsmo("476.530"), is: percent("50") });

/** Full retirement pay a month: half of the compensation of the highest position. */
export const fullRetirementPay = provision.amount("fullRetirementPay", {
  cites: rsmo("476.530"),
  register: "JUDICIAL-Q09",
  means: () => product(compensationBase, fullPayShare, rate("1/12")),
  rounding: toTheCent(register("JUDICIAL-Q09")),
});

/** Retirement pay a month at the annuity starting date: full, or in proportion to service. */
export const retirementPay = provision.amount("retirementPay", {
  cites: and(rsmo("476.530"), rsmo("476.545")),
  register: "JUDICIAL-Q09",
  means: () => product(fullRetirementPay, shareOfFullPay),
  rounding: toTheCent(register("JUDICIAL-Q09")),
});
