/** Who is paid the last payment of a payee who died, and in which shares (RSMo 104.620.3, 104.1054.4; handbook p.32). */
import {
  all,
  cases,
  choices,
  count,
  date,
  is,
  isBefore,
  minus,
  moreThan,
  otherwise,
  product,
  ratio,
  asRate,
  rate,
  rounded,
  times,
  when,
} from "@emeritus/engine/expr.ts";
import { exact, type Rounding } from "@emeritus/engine/exact.ts";
import type { Count } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import {
  accountTakesPayment,
  childrenLiving,
  designatedLives,
  lastPayment,
  parentsLiving,
  payeeDied,
  siblingsLiving,
  survivingSpouseLives,
} from "./facts.ts";

const order = and(rsmo("104.1054.4"), handbook(32));
const wholeCents: Rounding = { mode: "down", step: exact(1n), authority: register("PAYEES-Q05") };

/** First day of deaths after which the account of record comes before a designation. */
export const accountComesFirstFrom = fixed("accountComesFirstFrom", {
  cites: rsmo("104.620.3"),
  register: "PAYEES-Q05",
  is: date("2018-08-28"),
});

/** To whom the last payment may go. */
export const lastPayees = choices(
  "toAccountOfRecord",
  "toDesignated",
  "toSurvivingSpouse",
  "toChildren",
  "toParents",
  "toSiblings",
  "toThoseOtherLawNames",
);

/** To whom the last payment goes: each group takes all of it before the next. */
export const lastPaymentGoesTo = provision.choice("lastPaymentGoesTo", lastPayees, {
  cites: and(rsmo("104.620.3"), order),
  register: "PAYEES-Q05",
  means: () =>
    cases(
      when(all(isBefore(payeeDied, accountComesFirstFrom), designatedLives), lastPayees.of("toDesignated")),
      when(accountTakesPayment, lastPayees.of("toAccountOfRecord")),
      when(designatedLives, lastPayees.of("toDesignated")),
      when(survivingSpouseLives, lastPayees.of("toSurvivingSpouse")),
      when(moreThan(childrenLiving, count(0)), lastPayees.of("toChildren")),
      when(moreThan(parentsLiving, count(0)), lastPayees.of("toParents")),
      when(moreThan(siblingsLiving, count(0)), lastPayees.of("toSiblings")),
      otherwise(lastPayees.of("toThoseOtherLawNames")),
    ),
});

/** How many share the last payment; the shares of designated persons are their designation's. */
export const lastPaymentShares = provision.count("lastPaymentShares", {
  cites: order,
  means: () =>
    cases<Count>(
      when(is(lastPaymentGoesTo, "toChildren"), childrenLiving),
      when(is(lastPaymentGoesTo, "toParents"), parentsLiving),
      when(is(lastPaymentGoesTo, "toSiblings"), siblingsLiving),
      otherwise(count(1)),
    ),
});
/** Equal share of each, in whole cents. */
export const lastPaymentShare = provision.amount("lastPaymentShare", {
  cites: order,
  register: "PAYEES-Q05",
  means: () => rounded(product(lastPayment, ratio(rate("1"), asRate(lastPaymentShares))), wholeCents),
});
/** Share of the eldest of the group, who takes the odd cents, so that the shares are the whole payment. */
export const lastPaymentOfEldest = provision.amount("lastPaymentOfEldest", {
  cites: order,
  register: "PAYEES-Q05",
  means: () => minus(lastPayment, times(lastPaymentShare, minus(lastPaymentShares, count(1)))),
});
