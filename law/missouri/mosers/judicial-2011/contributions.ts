/** Contributions of judges of the tier of 2011: the account of the general tier with the judges' own dates (RSMo 476.521.6, BR 4-8). */
import { adding, replacing, type Change } from "@emeritus/engine/amend.ts";
import { latestOver, orElse, percent, same } from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Rate } from "@emeritus/engine/kinds.ts";
import { schedule } from "@emeritus/engine/provision.ts";
import { register, rsmo } from "../../../sources.ts";
import {
  accountBalance,
  accountInterest,
  contributes,
  interestCredited,
  memberContribution,
} from "../contributions/account.ts";
import { interestRatesEntered } from "../contributions/facts.ts";
import {
  contributionsLeft,
  refundAfterDeathGoesTo,
  refundAmount,
  refundEarliest,
  refundStanding,
  rightsForfeited,
} from "../contributions/refund.ts";
import {
  restorationCost,
  restorationDue,
  restorationOpens,
  serviceRestored,
} from "../contributions/restoration.ts";
import { isMember } from "../judicial/membership.ts";

const account = rsmo("476.521.6");

/** Rate of interest on judges' contributions by the day of crediting: 4 %, then the rate of 52-week Treasury bills, which no source gives. */
export const judicialInterestRate = schedule("judicialInterestRate", {
  governedBy: "creditedOn",
  cites: account,
  values: [
    { from: "2011-01-01", value: percent("4"), cites: account },
    { from: "2024-06-30", unknown: true, register: "JUDICIAL2011-Q07", cites: account },
  ],
});

const rateOn = (on: Expr<CalendarDate>): Expr<Rate> =>
  orElse(
    latestOver(
      interestRatesEntered,
      (row) => row.interestRate,
      (row) => same(row.creditedOn, on),
    ),
    judicialInterestRate.on(on),
  );

/** Judges of the tier contribute; interest, refunds and restored service follow the general tier but for the rate. */
export const contributionsFrom2011: readonly Change[] = [
  adding(
    memberContribution,
    accountBalance,
    refundStanding,
    refundAmount,
    refundEarliest,
    rightsForfeited,
    refundAfterDeathGoesTo,
    contributionsLeft,
    restorationOpens,
    restorationDue,
    restorationCost,
    serviceRestored,
  ),
  replacing(contributes, { cites: account, means: () => isMember }),
  replacing(accountInterest, {
    cites: rsmo("476.521.6(5)"),
    register: "JUDICIAL2011-Q07",
    means: () => interestCredited(rateOn, register("JUDICIAL-Q09")),
  }),
];
