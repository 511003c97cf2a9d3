import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";

import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { ProofKind } from "./proofs.ts";
import { type RetirementStatus, statusAfter } from "./status.ts";

/** What the employer must have sent before a case can be verified (BR 3-3). */
export interface EmployerFinalData {
  readonly leftService?: PlainDate;
  /** The last month for which pay is in. */
  readonly lastPayMonth?: PlainDate;
  /** Unused sick leave in hours, as the employer certified it; absent when nothing was certified. */
  readonly sickLeaveHours?: number;
}

/** What the case and the record say when a counselor verifies. */
export interface VerificationRecord {
  readonly status: RetirementStatus;
  readonly annuityStartingDate: PlainDate;
  readonly employer: EmployerFinalData;
  /** The month in which the last day of work falls, as its first day. */
  readonly lastMonthWorked?: PlainDate;
  readonly proofsMissing: readonly ProofKind[];
}

/** What the law says of the case from the record as it stands. */
export interface VerificationLaw {
  readonly eligible: boolean;
  readonly eligibleCites: string;
  /** Names of the facts without which the amounts are an estimate. */
  readonly missing: readonly string[];
}

/** Why a case cannot be verified yet. */
export type VerificationRefusal =
  | "not-ready-to-verify"
  | "employer-termination-missing"
  | "still-at-work-at-start"
  | "employer-last-pay-missing"
  | "employer-sick-leave-missing"
  | "proofs-missing"
  | "not-eligible-by-record"
  | "facts-missing";

/** Pure. Order of the checks: where the case stands, the employer's data, the proofs, the law. */
export function decideVerification(
  record: VerificationRecord,
  law: VerificationLaw,
): Outcome<{ readonly status: RetirementStatus }, Refusal<VerificationRefusal>> {
  const status = statusAfter(record.status, "verify");
  if (status === undefined)
    return refused("not-ready-to-verify", { status: record.status }, "Handbook, page 29");
  const { leftService, lastPayMonth, sickLeaveHours } = record.employer;
  if (leftService === undefined) return refused("employer-termination-missing", {}, "BR 3-3(1)");
  if (leftService >= record.annuityStartingDate)
    return refused(
      "still-at-work-at-start",
      { leftService: formatDate(leftService), start: formatDate(record.annuityStartingDate) },
      "RSMo 104.1024.1",
    );
  if (
    lastPayMonth === undefined ||
    (record.lastMonthWorked !== undefined && lastPayMonth < record.lastMonthWorked)
  )
    return refused(
      "employer-last-pay-missing",
      { last: lastPayMonth === undefined ? null : formatDate(lastPayMonth) },
      "BR 3-3(1)",
    );
  if (sickLeaveHours === undefined) return refused("employer-sick-leave-missing", {}, "BR 3-3(2)");
  if (record.proofsMissing.length > 0)
    return refused("proofs-missing", { proofs: record.proofsMissing.join(" ") }, "Handbook, page 29");
  if (!law.eligible)
    return refused(
      "not-eligible-by-record",
      { start: formatDate(record.annuityStartingDate) },
      law.eligibleCites,
    );
  if (law.missing.length > 0)
    return refused("facts-missing", { facts: law.missing.join(" ") }, "Handbook, page 28");
  return accepted({ status });
}
