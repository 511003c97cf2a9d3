/**
 * BackDROP: a member who worked on past normal eligibility retires as of an earlier date, and is paid a share of what would have been
 * paid since (RSMo 104.625, 104.1024). The period's amounts are those of the plan that holds these rules.
 */
import {
  all,
  any,
  atMost,
  carry,
  cases,
  count,
  date,
  dayAfter,
  dayBefore,
  dollars,
  given,
  ifAny,
  lesserOf,
  minus,
  minusMonths,
  monthCount,
  months,
  monthsFrom,
  monthsOfService,
  no,
  none,
  not,
  onOrAfter,
  otherwise,
  percent,
  plusMonths,
  product,
  rate,
  refusing,
  remainder,
  same,
  some,
  sum,
  supposing,
  times,
  when,
  yearOf,
  years,
  yes,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Perhaps, Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, register, rsmo } from "../../../sources.ts";
import {
  annuityPaidBefore,
  annuityStartingDate,
  backDropMonths,
  leftService,
  memberDied,
  paymentMonth,
  paymentOption,
  paymentOptions,
  stillEmployed,
} from "../facts.ts";
import { annuityInForce, temporaryInForce } from "./in-payment.ts";
import { firstUnreduced } from "./ladder.ts";
import { isElected } from "./membership.ts";

const backDrop = rsmo("104.625");
const toCents = toTheCent(register("MSEP2000-Q18"));
const nothing = dollars("0.00");

/** How long a member must stay employed past the first date of a normal annuity. */
export const backDropWait = fixed("backDropWait", { cites: backDrop, is: years(2) });
/** The longest period, back from the annuity starting date. */
export const longestBackDrop = fixed("longestBackDrop", { cites: rsmo("104.625(1)"), is: years(5) });
/** Share of what the period would have paid. */
export const backDropShare = fixed("backDropShare", { cites: backDrop, is: percent("90") });

/** The BackDROP date, from which the annuity is reckoned; absent without a BackDROP. */
export const backDropDate = provision.perhaps.date("backDropDate", {
  cites: rsmo("104.625(1)"),
  means: () =>
    ifAny(
      backDropMonths,
      (chosen) => some(minusMonths(annuityStartingDate, monthsOfService(chosen))),
      none as Expr<Perhaps<CalendarDate>>,
    ),
});

/** A value as it would be had the member retired on the BackDROP date: service and pay to the day before, unused sick leave as certified. */
export const asOfBackDrop = <K>(value: Expr<K>): Expr<K> =>
  ifAny(
    backDropDate,
    (from) =>
      supposing(
        [
          [annuityStartingDate, from],
          [leftService, dayBefore(from)],
        ],
        value,
      ),
    value,
  );

/** Whether the plan has a BackDROP. */
export const planHasBackDrop = provision.condition("planHasBackDrop", {
  cites: and(backDrop, rsmo("104.1024")),
  means: () => yes,
});

/** The first date on which a normal annuity would have been payable, had the member stopped working the day before. */
export const firstNormalAnnuity = provision.perhaps.date("firstNormalAnnuity", {
  cites: rsmo("104.625(1)"),
  means: () => supposing([[stillEmployed, yes]], firstUnreduced),
});

/** Whether the member may have a BackDROP: employed for two years past the first normal annuity, never elected, never paid before. */
export const mayHaveBackDrop = provision.condition("mayHaveBackDrop", {
  cites: and(backDrop, rsmo("104.1024")),
  register: "MSEP2000-Q48",
  means: () =>
    all(
      planHasBackDrop,
      not(isElected),
      not(annuityPaidBefore),
      ifAny(
        firstNormalAnnuity,
        (first) => onOrAfter(dayAfter(leftService), plusMonths(first, backDropWait)),
        no,
      ),
    ),
});

/** Months that a BackDROP may reach back: to the first normal annuity, five years at most. */
export const backDropAvailable = provision.span("backDropAvailable", {
  cites: rsmo("104.625(1)"),
  means: () =>
    cases<Span>(
      when(
        mayHaveBackDrop,
        ifAny(
          firstNormalAnnuity,
          (first) => lesserOf<Span>(monthsFrom(first, annuityStartingDate), longestBackDrop),
          months(0) as Expr<Span>,
        ),
      ),
      otherwise(months(0)),
    ),
});

/** Whether the period chosen is one of those allowed: whole years within what is available, or all of it. */
export const backDropPeriodIsLegal = provision.condition("backDropPeriodIsLegal", {
  cites: rsmo("104.625(1)"),
  register: "MSEP2000-Q49",
  means: () =>
    ifAny(
      backDropMonths,
      (chosen) =>
        any(
          same(chosen, monthCount(backDropAvailable)),
          all(same(remainder(chosen, { size: 12 }), count(0)), atMost(chosen, monthCount(backDropAvailable))),
        ),
      no,
    ),
});

/** What a month of the period would have paid: the life annuity and any temporary benefit, with their adjustments, no option reducing it. */
export const paidInBackDrop = provision.amount("paidInBackDrop", {
  cites: and(backDrop, rsmo("104.1045.1")),
  register: "MSEP2000-Q50",
  means: () =>
    sum(supposing([[paymentOption, paymentOptions.of("lifeIncome")]], annuityInForce), temporaryInForce),
});

/** Whether the member lived to the annuity starting date; a death before it leaves no BackDROP. */
const livedToStart = () => ifAny(memberDied, (died) => onOrAfter(died, annuityStartingDate), yes);

/** All that the months of the period would have paid. */
export const backDropPayments = provision.amount("backDropPayments", {
  cites: backDrop,
  register: "MSEP2000-Q50",
  means: () =>
    ifAny(
      backDropDate,
      (from) =>
        carry({
          start: nothing,
          first: from,
          every: months(1),
          until: dayBefore(annuityStartingDate),
          most: dollars("10000000.00"),
          step: (paid, month) => sum(paid, supposing([[paymentMonth, month]], paidInBackDrop)),
        }),
      nothing,
    ),
});

/** The lump sum: nine tenths of what the period would have paid. Refused for a period that is not allowed. */
export const backDropLumpSum = provision.amount("backDropLumpSum", {
  cites: backDrop,
  register: "MSEP2000-Q50",
  means: () =>
    cases(
      when(any(not(given(backDropMonths)), not(livedToStart())), nothing),
      when(not(backDropPeriodIsLegal), refusing("backDropNotAllowed", rsmo("104.625(1)"))),
      otherwise(product(backDropPayments, backDropShare)),
    ),
  rounding: toCents,
});

/** The first and the second of three yearly instalments of the lump sum. */
export const backDropInstalment = provision.amount("backDropInstalment", {
  cites: backDrop,
  register: "MSEP2000-Q51",
  means: () => product(backDropLumpSum, rate("1/3")),
  rounding: toCents,
});

/** The third instalment: what is left of the lump sum. */
export const backDropLastInstalment = provision.amount("backDropLastInstalment", {
  cites: backDrop,
  register: "MSEP2000-Q51",
  means: () => minus(backDropLumpSum, times(backDropInstalment, count(2))),
});

/** The day of the second instalment: 31 January of the year after the annuity starting date; the third follows a year later. */
export const secondInstalmentOn = provision.date("secondInstalmentOn", {
  cites: backDrop,
  register: "MSEP2000-Q51",
  means: () =>
    plusMonths(date("2000-01-31"), times<Span>(years(1), minus(yearOf(annuityStartingDate), count(1999)))),
});
