/** Who may have the judicial buyout, and until when it is paid (BR 2-20(1)-(3), (11), 3-19). */
import {
  all,
  any,
  cases,
  choices,
  date,
  dateAtAge,
  days,
  isBefore,
  months,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  plusDays,
  when,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule } from "../../../sources.ts";
import {
  deferredFrom,
  divisionOrderStands,
  married,
  spouseConsentsToPayment,
} from "../contributions/facts.ts";
import { birthDate } from "../facts.ts";
import {
  activeJudge,
  annuityWasPaid,
  buyoutApplied,
  buyoutRescinded,
  deathKnown,
  hasDeferredAnnuity,
} from "./facts.ts";

/** First day of the board rule. */
export const buyoutBegins = fixed("buyoutBegins", {
  cites: and(boardRule("2-20"), boardRule("3-19")),
  is: date("2020-09-05"),
});
/** Age at which a judge need not have reached normal age for the annuity: 59 and a half. */
export const buyoutAge = fixed("buyoutAge", {
  cites: and(boardRule("2-20(1)(b)"), boardRule("3-19(1)(b)")),
  is: months(714),
});

/** Whether the buyout is open, or the first reason why it is not. */
export const buyoutStandings = choices(
  "buyoutOpen",
  "beforeTheRule",
  "notAnActiveJudge",
  "noDeferredAnnuity",
  "tooYoungForBuyout",
  "underDivisionOrder",
  "withoutSpousesConsent",
  "diedBeforePayment",
  "annuityAlreadyPaid",
  "rescinded",
);

/** Whether the buyout is open to the judge: the first bar that stands decides. */
export const buyoutStanding = provision.choice("buyoutStanding", buyoutStandings, {
  cites: and(boardRule("2-20(1)-(3)"), boardRule("3-19(1)-(3)")),
  register: "BUYOUT-Q01",
  means: () =>
    cases(
      when(isBefore(buyoutApplied, buyoutBegins), buyoutStandings.of("beforeTheRule")),
      when(not(activeJudge), buyoutStandings.of("notAnActiveJudge")),
      when(not(hasDeferredAnnuity), buyoutStandings.of("noDeferredAnnuity")),
      when(
        not(
          any(
            onOrBefore(deferredFrom, buyoutApplied),
            onOrAfter(buyoutApplied, dateAtAge(birthDate, buyoutAge)),
          ),
        ),
        buyoutStandings.of("tooYoungForBuyout"),
      ),
      when(divisionOrderStands, buyoutStandings.of("underDivisionOrder")),
      when(all(married, not(spouseConsentsToPayment)), buyoutStandings.of("withoutSpousesConsent")),
      when(deathKnown, buyoutStandings.of("diedBeforePayment")),
      when(annuityWasPaid, buyoutStandings.of("annuityAlreadyPaid")),
      when(buyoutRescinded, buyoutStandings.of("rescinded")),
      otherwise(buyoutStandings.of("buyoutOpen")),
    ),
});

/** Days within which the buyout is paid. */
export const daysToPayBuyout = fixed("daysToPayBuyout", {
  cites: and(boardRule("2-20(11)"), boardRule("3-19(11)")),
  is: days(30),
});

/** The last day on which the buyout is paid. */
export const buyoutPaidBy = provision.date("buyoutPaidBy", {
  cites: and(boardRule("2-20(11)"), boardRule("3-19(11)")),
  means: () => plusDays(buyoutApplied, daysToPayBuyout),
});
