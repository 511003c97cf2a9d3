import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";

/** Why a reported death is not confirmed. */
export type ConfirmRefusal =
  | "reported-by-you"
  | "certificate-missing"
  | "date-differs"
  | "already-recorded"
  | "facts-missing"
  | "evaluators-disagree";

/** What the case, the proof and the law say when somebody confirms. */
export interface ConfirmSituation {
  readonly died: PlainDate;
  /** The date on the certificate, as the second person reads it. */
  readonly dateSeen: PlainDate;
  readonly certificate: boolean;
  /** Whether whoever confirms made the report, by whatever account. */
  readonly reportedByConfirmer: boolean;
  readonly recorded: PlainDate | undefined;
  /** What each benefit that opens or rises is due, by the two evaluators, and the facts that are missing. */
  readonly due: readonly {
    readonly cents: bigint;
    readonly compiled: bigint;
    readonly missing: readonly string[];
  }[];
}

/** Pure. Order: who confirms, the proof, its date, what is recorded already, what is missing, the two evaluators. */
export function decideConfirmation(asked: ConfirmSituation): Outcome<true, Refusal<ConfirmRefusal>> {
  if (asked.reportedByConfirmer) return refused("reported-by-you");
  if (!asked.certificate) return refused("certificate-missing", {}, "Handbook, page 34");
  if (asked.dateSeen !== asked.died)
    return refused("date-differs", { seen: formatDate(asked.dateSeen), reported: formatDate(asked.died) });
  if (asked.recorded !== undefined) return refused("already-recorded", { died: formatDate(asked.recorded) });
  for (const { missing } of asked.due)
    if (missing.length > 0) return refused("facts-missing", { facts: missing.join(" ") });
  const differs = asked.due.find(({ cents, compiled }) => cents !== compiled);
  if (differs) return refused("evaluators-disagree", { one: differs.cents, other: differs.compiled });
  return accepted(true as const);
}
