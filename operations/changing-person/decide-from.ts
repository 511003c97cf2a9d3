import { addMonths, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";

/** Why a day from which a change is to hold is not taken. */
export type FromRefusal = "date-past" | "email-too-early" | "too-far-ahead";

/** How far ahead a change may be recorded: what the fund tells members (Rumor Central, 6 August 2021). */
const MONTHS_AHEAD = 3;

/** The first day on which a changed address, telephone number or e-mail address can hold: an e-mail address not before the next working day. */
const earliestFrom = (today: PlainDate, email: boolean): PlainDate =>
  email ? workingDaysAfter(today, 1) : today;

/** Pure. From which day a change holds: the first possible unless another is asked for, at most three months ahead. */
export function decideFrom({
  today,
  asked,
  email,
}: {
  readonly today: PlainDate;
  readonly asked?: PlainDate | undefined;
  readonly email: boolean;
}): Outcome<PlainDate, Refusal<FromRefusal>> {
  const earliest = earliestFrom(today, email);
  const latest = addMonths(today, MONTHS_AHEAD);
  const from = asked ?? earliest;
  if (from < today) return refused("date-past", { earliest: formatDate(earliest) });
  if (from < earliest) return refused("email-too-early", { earliest: formatDate(earliest) });
  if (from > latest) return refused("too-far-ahead", { latest: formatDate(latest) });
  return accepted(from);
}
