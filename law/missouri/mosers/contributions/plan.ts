/** Member contributions of those first employed in 2011 or later: the table of contents in the order of the account's life. */
import { load } from "@emeritus/engine/plan.ts";
import {
  accountBalance,
  accountInterest,
  contributes,
  contributionsPosted,
  interestRunsUntil,
  memberContribution,
} from "./account.ts";
import { refundGrown, waitingPaysMoreFrom } from "./comparison.ts";
import {
  contributionsLeft,
  refundAfterDeathGoesTo,
  refundAmount,
  refundEarliest,
  refundStanding,
  refundTarget,
  rightsForfeited,
} from "./refund.ts";
import {
  lastAnniversaryOfRefund,
  refundCompounded,
  restorationCost,
  restorationDue,
  restorationOpens,
  restorationRate,
  secondAccountRefund,
  serviceRestored,
} from "./restoration.ts";

/** The law of member contributions, loaded. */
export const memberContributions = load("memberContributions", [
  // RSMo 104.1091: contributions and interest
  contributes,
  memberContribution,
  interestRunsUntil,
  contributionsPosted,
  accountInterest,
  accountBalance,
  // RSMo 104.1091.8, Board Rule 3-16(2): refunds
  refundStanding,
  refundAmount,
  refundEarliest,
  refundTarget,
  rightsForfeited,
  refundAfterDeathGoesTo,
  contributionsLeft,
  // Board Rule 3-16(1): restoration; RSMo 104.1039: the second account
  restorationOpens,
  restorationDue,
  restorationRate,
  refundCompounded,
  lastAnniversaryOfRefund,
  restorationCost,
  serviceRestored,
  secondAccountRefund,
  // a refund now or an annuity later
  refundGrown,
  waitingPaysMoreFrom,
]);

/** What the sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  {
    section: "RSMo 104.1091.8(5)",
    what: "interest rates from 30 June 2020 on: refused until the fund enters the rate of the year",
  },
  { section: "RSMo 104.422, 104.620", what: "contributions under the law before the noncontributory plan" },
  { section: "RSMo 104.1091", what: "make-up contributions after military service (no source)" },
];
