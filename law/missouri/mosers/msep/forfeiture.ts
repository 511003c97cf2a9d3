/** What a forfeiture leaves of a benefit of the closed plan (RSMo 105.669, handbook p.7). */
import { product, rate } from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import { leftOfService } from "../shared/forfeiture.ts";
import { baseBenefit } from "./base-benefit.ts";
import { creditedService } from "./credited-service.ts";

const forfeiture = and(rsmo("105.669.1"), handbook(7));

/** Share of every benefit that is left after a forfeiture: that of the service before the day from which it is lost. */
export const shareLeft = provision.rate("shareLeft", {
  cites: forfeiture,
  register: "MSEP-Q44",
  means: () => leftOfService(creditedService),
  expected: [rate("0"), rate("1")],
});

/** The base benefit that is left after a forfeiture. */
export const baseBenefitLeft = provision.amount("baseBenefitLeft", {
  cites: forfeiture,
  register: "MSEP-Q44",
  means: () => product(baseBenefit, shareLeft),
  rounding: toTheCent(register("MSEP-Q18")),
});
