/** Amounts that the office grants by hand under sections whose text was not read (RSMo 104.332 to 104.615, 476.539). */
import { all, onOrAfter, onOrBefore, sumOver } from "@emeritus/engine/expr.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, rsmo } from "../../../sources.ts";
import { paymentMonth } from "../facts.ts";
import { specialGrants } from "./facts.ts";

/** What grants give in the month: each is stated whole, with its own section and months, and none is computed. */
export const dueByGrants = provision.amount("dueByGrants", {
  cites: and(rsmo("104.612"), rsmo("104.615"), rsmo("476.539")),
  register: "PAYEES-Q07",
  means: () =>
    sumOver(
      specialGrants,
      (grant) => grant.grantedMonthly,
      (grant) =>
        all(onOrAfter(paymentMonth, grant.grantedFrom), onOrBefore(paymentMonth, grant.grantedThrough)),
    ),
});
