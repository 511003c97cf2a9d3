/** Money that nobody claims: when it reverts to the fund, from which it is still paid, without interest since (RSMo 104.620.1-2). */
import { dateAtAge, onOrAfter, years } from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, rsmo } from "../../../sources.ts";
import { claimableSince, claimedOn } from "./facts.ts";

const unclaimed = and(rsmo("104.620.2"), rsmo("104.1054"));

/** Time without a claim after which an amount reverts to the fund. */
export const timeToClaim = fixed("timeToClaim", { cites: unclaimed, register: "PAYEES-Q08", is: years(4) });

/** The day on which the amount reverts to the fund: four years to the day after it could first have been claimed. */
export const revertsOn = provision.date("revertsOn", {
  cites: unclaimed,
  register: "PAYEES-Q08",
  means: () => dateAtAge(claimableSince, timeToClaim),
});

/** Whether the amount had reverted when it was claimed: it is paid all the same, without interest since it reverted. */
export const hadReverted = provision.condition("hadReverted", {
  cites: unclaimed,
  register: "PAYEES-Q08",
  means: () => onOrAfter(claimedOn, revertsOn),
});
