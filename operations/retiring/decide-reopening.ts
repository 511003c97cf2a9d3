import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";

import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { isJoint, type PaymentOption } from "./decide-election.ts";
import { type RetirementStatus, statusAfter } from "./status.ts";

/** The rule that lets a member choose again after the spouse's death. */
export const reopeningCites = "BR 3-9(1)";

/** What the office says when it opens an election again. */
export interface ReopeningAsk {
  readonly died: PlainDate;
  /** The member asks for it, and the death certificate was seen. */
  readonly agreed: boolean;
  readonly today: PlainDate;
}

/** What the case and the record say of the spouse and the election. */
export interface ReopeningRecord {
  readonly status: RetirementStatus;
  readonly option: PaymentOption | undefined;
  readonly filedOn: PlainDate | undefined;
  readonly start: PlainDate | undefined;
  /** Whether money of this retirement has gone out. */
  readonly paid: boolean;
  /** The spouse of the application, with what the record knows of a death and whether the fund pays the spouse. */
  readonly spouse: { readonly died: PlainDate | undefined; readonly isPaid: boolean } | undefined;
}

/** Why an election is not opened again. */
export type ReopeningRefusal =
  | "cannot-do-now"
  | "no-spouse-on-record"
  | "first-payment-makes-final"
  | "death-in-future"
  | "death-before-filing"
  | "not-before-start"
  | "death-differs-from-record"
  | "spouse-is-paid"
  | "request-or-certificate-missing";

/**
 * Pure. A joint election may be cancelled and made again when the spouse died after the application was filed and before the
 * annuity starts (BR 3-9(1); T15), until money has gone out (T13). The order of the checks is part of the specification.
 */
export function decideReopening(
  ask: ReopeningAsk,
  { status, option, filedOn, start, paid, spouse }: ReopeningRecord,
): Outcome<RetirementStatus, Refusal<ReopeningRefusal>> {
  const { died } = ask;
  const next = statusAfter(status, "electAgain");
  if (next === undefined) return refused("cannot-do-now", { status, action: "electAgain" });
  if (
    option === undefined ||
    !isJoint(option) ||
    filedOn === undefined ||
    start === undefined ||
    spouse === undefined
  )
    return refused("no-spouse-on-record", {}, reopeningCites);
  if (paid) return refused("first-payment-makes-final", {}, "Handbook, page 29");
  if (died > ask.today) return refused("death-in-future", {}, reopeningCites);
  if (died < filedOn)
    return refused(
      "death-before-filing",
      { died: formatDate(died), filed: formatDate(filedOn) },
      reopeningCites,
    );
  if (died >= start)
    return refused("not-before-start", { died: formatDate(died), start: formatDate(start) }, reopeningCites);
  if (spouse.died !== undefined && spouse.died !== died)
    return refused("death-differs-from-record", { recorded: formatDate(spouse.died) }, reopeningCites);
  if (spouse.died === undefined && spouse.isPaid) return refused("spouse-is-paid", {}, reopeningCites);
  return ask.agreed ? accepted(next) : refused("request-or-certificate-missing", {}, reopeningCites);
}
