/** Work after retirement: whether employment really ended, months without an annuity, and the second annuity (RSMo 104.380, 104.1039). */
import {
  all,
  any,
  anyOver,
  atLeast,
  cases,
  date,
  days,
  dollars,
  firstOfNextMonth,
  isBefore,
  monthCount,
  monthsFrom,
  not,
  onOrBefore,
  otherwise,
  plusDays,
  product,
  rate,
  rounded,
  sum,
  sumOver,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, published, register, rsmo } from "../../../sources.ts";
import { assumedReturn } from "../board/assumed-return.ts";
import { annuityPaidBefore, annuityStartingDate, leftService } from "../facts.ts";
import { agreedToReturn, laterEmployment } from "../judicial/facts.ts";
import { creditedService } from "../msep-2000/credited-service.ts";
import { annuityPayable } from "../msep-2000/in-payment.ts";
import { benefitsReceived, repaidOn } from "./facts.ts";
import { baseBenefitLeft } from "./forfeiture.ts";
import { stoppedByWork } from "./stopped-by-work.ts";

const work = and(rsmo("104.1039"), rsmo("104.380"));
const severance = and(published("reemploymentAnswer"), boardRule("9-2"));
const nothing = dollars("0.00");
const toCents = toTheCent(register("MSEP2000-Q18"));

/** Days after employment ended within which no covered employer may employ the retiree on any basis. */
export const severanceDays = fixed("severanceDays", { cites: severance, is: days(30) });
/** First annuity starting date under the rule of severance. */
export const severanceRuleBegins = fixed("severanceRuleBegins", { cites: severance, is: date("2020-12-21") });

/** Whether employment really ended: nothing agreed before, and no covered work within thirty days after it, day 30 inside. */
export const severedForGood = provision.condition("severedForGood", {
  cites: severance,
  register: "MSEP2000-Q55",
  means: () =>
    any(
      isBefore(annuityStartingDate, severanceRuleBegins),
      all(
        not(agreedToReturn),
        not(
          anyOver(laterEmployment, (later) =>
            onOrBefore(later.workFrom, plusDays(leftService, severanceDays)),
          ),
        ),
      ),
    ),
});

/** Whether a payment of the month is not made: work stops it, or employment never really ended. */
export const notPaidForWork = provision.condition("notPaidForWork", {
  cites: and(work, severance),
  register: "MSEP2000-Q56",
  means: () => any(not(severedForGood), stoppedByWork),
});

/** What is paid of the annuity for the month, to the retiree and a former spouse together. */
export const annuityPaid = provision.amount("annuityPaid", {
  cites: and(work, severance),
  register: "MSEP2000-Q56",
  means: () => cases(when(notPaidForWork, nothing), otherwise(annuityPayable)),
});

/** What must be repaid when a retirement is void: what was received, with interest at the assumed rate of return of the retirement date. */
export const repaymentWithInterest = provision.amount("repaymentWithInterest", {
  cites: severance,
  register: "MSEP2000-Q57",
  means: () =>
    cases(
      when(severedForGood, nothing),
      otherwise(
        sumOver(benefitsReceived, (received) =>
          rounded(
            product(
              received.amountPaid,
              sum(
                rate("1"),
                product(
                  assumedReturn.on(annuityStartingDate),
                  rate("1/12"),
                  monthCount(monthsFrom(received.paidOn, repaidOn)),
                ),
              ),
            ),
            toCents,
          ),
        ),
      ),
    ),
});

/** Service that a reemployed retiree must earn to be paid for it. */
export const leastNewService = fixed("leastNewService", { cites: and(work, handbook(33)), is: years(1) });

/** The second annuity of a reemployed retiree, on the service and pay since the return alone: the facts are those of the new employment. */
export const secondAnnuity = provision.amount("secondAnnuity", {
  cites: and(work, handbook(33)),
  register: "MSEP2000-Q58",
  means: () =>
    cases(
      when(all(annuityPaidBefore, atLeast<Span>(creditedService, leastNewService)), baseBenefitLeft),
      otherwise(nothing),
    ),
});

/** First of the month from which both annuities are paid after the new employment ended. */
export const annuitiesResume = provision.date("annuitiesResume", {
  cites: and(rsmo("104.380.2"), handbook(33)),
  means: () => firstOfNextMonth(leftService),
});
