/** Refunds of member contributions: who may have one, when, how much, and what happens when the member dies first (RSMo 104.1091.8). */
import {
  all,
  cases,
  cents,
  choices,
  days,
  greaterOf,
  ifAny,
  is,
  laterOf,
  minus,
  no,
  not,
  onOrBefore,
  otherwise,
  plusDays,
  refusing,
  when,
  given,
} from "@emeritus/engine/expr.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, published, rsmo } from "../../../sources.ts";
import { leftService, stillEmployed } from "../facts.ts";
import { accountBalance } from "./account.ts";
import {
  annuityPaid,
  contributionBeneficiaryLives,
  divisionOrderStands,
  married,
  normalEligibilityOn,
  onLongTermDisability,
  refundPaid,
  refundRequested,
  spouseConsentsToPayment,
  survivorAnnuityPayable,
} from "./facts.ts";

/** Whether a refund is open, or the first reason why it is not. */
export const refundStandings = choices(
  "refundOpen",
  "refundStillEmployed",
  "refundAtNormalEligibility",
  "refundUnderDivisionOrder",
  "refundOnDisability",
  "refundWithoutConsent",
  "refundAlreadyPaid",
);

/** Days that must pass before a refund is paid. */
export const refundWaitingDays = fixed("refundWaitingDays", { cites: handbook(16), is: days(90) });
/** Days that the fund asks for processing after that. */
export const refundProcessingDays = fixed("refundProcessingDays", { cites: handbook(16), is: days(60) });

/** From when the waiting days run (D8). */
export const refundWaitsFrom = setting("refundWaitsFrom", {
  register: "CONTRIBUTIONS-Q05",
  readings: ["laterOfLeavingAndRequest", "leaving"],
  inForce: "laterOfLeavingAndRequest",
  cites: handbook(16),
});

/** Whether a refund is open to the member: the first bar that stands decides. */
export const refundStanding = provision.choice("refundStanding", refundStandings, {
  cites: and(handbook(16), handbook(11), rsmo("104.1051"), published("refundPage")),
  register: "CONTRIBUTIONS-Q09",
  means: () =>
    cases(
      when(given(refundPaid), refundStandings.of("refundAlreadyPaid")),
      when(stillEmployed, refundStandings.of("refundStillEmployed")),
      when(
        ifAny(normalEligibilityOn, (from) => onOrBefore(from, refundRequested), no),
        refundStandings.of("refundAtNormalEligibility"),
      ),
      when(divisionOrderStands, refundStandings.of("refundUnderDivisionOrder")),
      when(onLongTermDisability, refundStandings.of("refundOnDisability")),
      when(all(married, not(spouseConsentsToPayment)), refundStandings.of("refundWithoutConsent")),
      otherwise(refundStandings.of("refundOpen")),
    ),
});

/** The refund: all contributions and interest, before tax is withheld; never a part. */
export const refundAmount = provision.amount("refundAmount", {
  cites: and(handbook(16), rsmo("104.1091.8")),
  means: () =>
    cases(
      when(is(refundStanding, "refundOpen"), accountBalance),
      otherwise(refusing("refundNotOpen", handbook(16), { refundStanding })),
    ),
});

/** The first day on which a refund may be paid. */
export const refundEarliest = provision.date("refundEarliest", {
  cites: and(handbook(16), published("refundPage")),
  register: "CONTRIBUTIONS-Q05",
  means: () =>
    plusDays(
      cases(
        when(is(refundWaitsFrom, "laterOfLeavingAndRequest"), laterOf(leftService, refundRequested)),
        otherwise(leftService),
      ),
      refundWaitingDays,
    ),
});

/** The day by which the fund means to have paid it. */
export const refundTarget = provision.date("refundTarget", {
  cites: handbook(16),
  means: () => plusDays(refundEarliest, refundProcessingDays),
});

/** Whether service and every right to retirement, life and disability benefits are forfeited: from the day of payment, for good. */
export const rightsForfeited = provision.condition("rightsForfeited", {
  cites: handbook(16),
  means: () => given(refundPaid),
});

/** To whom contributions go after a death. */
export const contributionHeirs = choices(
  "noRefundWhileSurvivorPaid",
  "contributionBeneficiary",
  "thoseTheLawNames",
);

/** Who is refunded when the member dies before a refund is paid, or without a survivor annuity. */
export const refundAfterDeathGoesTo = provision.choice("refundAfterDeathGoesTo", contributionHeirs, {
  cites: and(handbook(16), boardRule("3-16(2)"), boardRule("4-8(2)"), rsmo("104.1054.4")),
  means: () =>
    cases(
      when(survivorAnnuityPayable, contributionHeirs.of("noRefundWhileSurvivorPaid")),
      when(contributionBeneficiaryLives, contributionHeirs.of("contributionBeneficiary")),
      otherwise(contributionHeirs.of("thoseTheLawNames")),
    ),
});

/** What is left of contributions and interest after every annuity payment; due when nobody draws an annuity any more. */
export const contributionsLeft = provision.amount("contributionsLeft", {
  cites: and(boardRule("3-16(2)"), boardRule("4-8(2)"), published("refundPage")),
  register: "CONTRIBUTIONS-Q10",
  means: () =>
    cases(
      when(survivorAnnuityPayable, cents(0)),
      otherwise(greaterOf(cents(0), minus(accountBalance, annuityPaid))),
    ),
});
