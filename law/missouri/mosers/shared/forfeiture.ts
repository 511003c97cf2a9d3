/** What crime takes: felonies of employees and officials, and a payee who killed (RSMo 104.490, 104.1060, 105.669). */
import {
  cases,
  date,
  dayBefore,
  earlierOf,
  ifAny,
  is,
  no,
  otherwise,
  product,
  rate,
  ratio,
  supposing,
  when,
  yes,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Rate, Service, Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import { leftService } from "../facts.ts";
import { baseBenefit } from "../msep-2000/base-benefit.ts";
import { creditedService } from "../msep-2000/credited-service.ts";
import { forfeitureGround, killingCharge } from "./facts.ts";

/** First day of the service that a felony in connection with the duties forfeits. */
export const felonyForfeitsFrom = fixed("felonyForfeitsFrom", { cites: handbook(7), is: date("1999-08-28") });
/** First day of the service that a felony of the list forfeits. */
export const listedFelonyForfeitsFrom = fixed("listedFelonyForfeitsFrom", {
  cites: and(rsmo("105.669.1"), handbook(7)),
  is: date("2014-08-28"),
});

/** Whether every right is forfeited: removal from office, or a felony committed in it. */
export const allForfeited = provision.condition("allForfeited", {
  cites: handbook(7),
  register: "MSEP2000-Q61",
  means: () => ifAny(forfeitureGround, (ground) => is(ground, "removedFromOffice", "felonyInOffice"), no),
});

/** Share of the credited service that lies before a day, of a plan's credited service. */
const shareBefore = (credited: Expr<Service>, from: Expr<CalendarDate>): Expr<Rate> =>
  ratio<Span>(supposing([[leftService, earlierOf(leftService, dayBefore(from))]], credited), credited);

/** Share of a benefit that a forfeiture leaves, by the credited service of a plan: all of it without one. */
export const leftOfService = (credited: Expr<Service>): Expr<Rate> =>
  ifAny(
    forfeitureGround,
    (ground) =>
      cases<Rate>(
        when(allForfeited, rate("0")),
        when(is(ground, "felonyOnDuties"), shareBefore(credited, felonyForfeitsFrom)),
        otherwise(shareBefore(credited, listedFelonyForfeitsFrom)),
      ),
    rate("1"),
  );

/** Share of every benefit that is left after a forfeiture: that of the service before the day from which it is lost. */
export const shareLeft = provision.rate("shareLeft", {
  cites: and(rsmo("105.669.1"), handbook(7)),
  register: "MSEP2000-Q61",
  means: () => leftOfService(creditedService),
  expected: [rate("0"), rate("1")],
});

/** The base benefit that is left after a forfeiture. */
export const baseBenefitLeft = provision.amount("baseBenefitLeft", {
  cites: and(rsmo("105.669.1"), handbook(7)),
  register: "MSEP2000-Q61",
  means: () => product(baseBenefit, shareLeft),
  rounding: toTheCent(register("MSEP2000-Q18")),
});

/** Whether the payee is convicted of the killing, and so entitled to nothing. */
export const payeeIsConvicted = provision.condition("payeeIsConvicted", {
  cites: and(rsmo("104.1060"), rsmo("104.490"), handbook(7)),
  means: () => ifAny(killingCharge, (charge) => is(charge, "convicted"), no),
});

/** Whether a survivor or beneficiary may be paid: not while charged with the killing, nor after a conviction. */
export const payeeMayBePaid = provision.condition("payeeMayBePaid", {
  cites: and(rsmo("104.1060"), rsmo("104.490"), handbook(7)),
  means: () => ifAny(killingCharge, (charge) => is(charge, "notConvicted"), yes),
});

/** Whether what was held back is paid after all: only when the charge ended without a conviction. */
export const heldPaymentsAreOwed = provision.condition("heldPaymentsAreOwed", {
  cites: and(rsmo("104.1060"), rsmo("104.490"), handbook(7)),
  means: () => ifAny(killingCharge, (charge) => is(charge, "notConvicted"), no),
});
