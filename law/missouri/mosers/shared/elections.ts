/** Marriage and the payment option: the spouse's consent, and an election after a marriage in retirement (RSMo 104.1027). */
import {
  any,
  given,
  firstOfNextMonth,
  ifAny,
  no,
  not,
  onOrBefore,
  plusMonths,
  years,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { spouseBirthDate } from "../facts.ts";
import { isJoint } from "../msep-2000/in-payment.ts";
import { marriedAfterRetirement, reelectionReceived, spouseConsents } from "./facts.ts";

const options = and(rsmo("104.1027"), handbook(34));

/** Whether the option may be paid: a married member has a joint one, or the spouse's consent to another. */
export const optionIsAllowed = provision.condition("optionIsAllowed", {
  cites: rsmo("104.1027.2"),
  register: "MSEP2000-Q62",
  means: () => any(isJoint, not(given(spouseBirthDate)), spouseConsents),
});

/** How long after a marriage in retirement a joint option may be elected. */
export const reelectionTime = fixed("reelectionTime", { cites: options, is: years(1) });

/** Whether the election of a joint option after a marriage in retirement came within the year. */
export const reelectionInTime = provision.condition("reelectionInTime", {
  cites: options,
  register: "MSEP2000-Q63",
  means: () =>
    ifAny(
      marriedAfterRetirement,
      (married) => onOrBefore(reelectionReceived, plusMonths(married, reelectionTime)),
      no,
    ),
});

/** First of the month in which the new option takes effect: the month after the form was received. */
export const reelectionEffective = provision.date("reelectionEffective", {
  cites: options,
  register: "MSEP2000-Q63",
  means: () => firstOfNextMonth(reelectionReceived),
});
