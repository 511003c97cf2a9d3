import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";

/** Why a report of a death is not taken. */
export type ReportRefusal =
  | "no-such-person"
  | "in-future"
  | "before-birth"
  | "already-recorded"
  | "open-case-exists"
  | "not-in-payment"
  | "before-start";

/** What the record says of somebody whose death is reported. */
export interface ReportSituation {
  readonly person: { readonly born: PlainDate; readonly died?: PlainDate | undefined } | undefined;
  readonly openCase: number | undefined;
  readonly today: PlainDate;
  /** First days of the benefits that the death would touch and that were payable after it, and of the orders that wait to pay. */
  readonly begins: readonly PlainDate[];
}

/** Pure. Order: whether there is such a person, the date, what is on record already, whether anything paid is touched. */
export function decideReport(
  { person, openCase, today, begins }: ReportSituation,
  died: PlainDate,
): Outcome<true, Refusal<ReportRefusal>> {
  if (person === undefined) return refused("no-such-person");
  if (died > today) return refused("in-future", { died: formatDate(died) });
  if (died < person.born) return refused("before-birth", { born: formatDate(person.born) });
  if (person.died !== undefined) return refused("already-recorded", { died: formatDate(person.died) });
  if (openCase !== undefined) return refused("open-case-exists", { caseNumber: openCase });
  if (begins.length === 0) return refused("not-in-payment", {}, "RSMo 104.1027.1");
  const first = Math.min(...begins);
  if (begins.every((start) => died < start))
    return refused("before-start", { start: formatDate(first) }, "RSMo 104.1030");
  return accepted(true as const);
}
