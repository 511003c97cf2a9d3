/** Early retirement: half a percent for each month before normal age (RSMo 104.1033, 104.1036.2). */
import {
  cases,
  dateAtAge,
  firstOfMonthOnOrAfter,
  is,
  minus,
  monthCount,
  months,
  monthsFrom,
  otherwise,
  percent,
  product,
  rate,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Span } from "@emeritus/engine/kinds.ts";
import { effective, provision } from "@emeritus/engine/provision.ts";
import { and, register, rsmo } from "../../../sources.ts";
import { door } from "./door.ts";
import { annuityStartingDate, birthDate, leftService } from "../facts.ts";
import { baseBenefitLeft } from "../shared/forfeiture.ts";
import { normalAge } from "./normal-retirement.ts";

/** Reduction for each month that the annuity starts early. */
export const earlyReductionPerMonth = effective("earlyReductionPerMonth", {
  governedBy: leftService,
  values: [{ from: "2000-07-01", value: percent("0.5"), cites: rsmo("104.1033.2") }],
});

/** Whole months from the annuity starting date to the first day of the month on or after the birthday of normal age. */
export const monthsEarly = provision.span("monthsEarly", {
  cites: and(rsmo("104.1033.2"), rsmo("104.1036.2")),
  register: "MSEP2000-Q20",
  means: () =>
    cases<Span>(
      when(
        is(door, "early", "deferredReduced"),
        monthsFrom(annuityStartingDate, firstOfMonthOnOrAfter(dateAtAge(birthDate, normalAge))),
      ),
      otherwise(months(0)),
    ),
  expected: [months(0), months(60)],
});

/** Share of the base benefit that is left after the early reduction. */
export const earlyFactor = provision.rate("earlyFactor", {
  cites: rsmo("104.1033.2"),
  means: () => minus(rate("1"), product(earlyReductionPerMonth, monthCount(monthsEarly))),
});

/** Base benefit that no forfeiture took, after the early reduction: the life annuity from which every payment option starts. */
export const reducedBaseBenefit = provision.amount("reducedBaseBenefit", {
  cites: and(rsmo("104.1033.2"), rsmo("104.1036.2")),
  register: "MSEP2000-Q21",
  means: () => product(baseBenefitLeft, earlyFactor),
  rounding: toTheCent(register("MSEP2000-Q18")),
});
