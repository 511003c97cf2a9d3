import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { type RetirementStatus, statusAfter } from "./status.ts";

/** Amounts by the name of the provision that gave them, in cents a month. */
export type Amounts = Readonly<Record<string, bigint>>;

/** What the case says when a benefit verifier approves. */
export interface ApprovalRecord {
  /** Whether the member's service pays a retirement benefit already. */
  readonly retired: boolean;
  readonly status: RetirementStatus;
  /** The account that verified the case. */
  readonly verifiedBy: string;
  /** The person of the account that verified, where that account has one. */
  readonly verifierPerson?: number;
  /** What the counselor verified. */
  readonly verified: Amounts;
}

/** Who approves. */
export interface Approver {
  readonly account: string;
  readonly person?: number;
}

/** The same facts, read again now, run through both evaluators. */
export interface Recomputation {
  readonly eligible: boolean;
  readonly missing: readonly string[];
  readonly explained: Amounts;
  readonly compiled: Amounts;
}

/** Why a determination is not approved. */
export type ApprovalRefusal =
  | "not-ready-to-approve"
  | "already-retired"
  | "approver-verified-it"
  | "facts-missing"
  | "not-eligible-by-record"
  | "evaluators-disagree"
  | "figures-changed-since-verification";

/** Pure. Order of the checks: where the case stands, who approves, what is missing, the two evaluators, the counselor's figures. */
export function decideApproval(
  record: ApprovalRecord,
  approver: Approver,
  recomputed: Recomputation,
): Outcome<{ readonly status: RetirementStatus }, Refusal<ApprovalRefusal>> {
  const status = statusAfter(record.status, "approve");
  if (status === undefined) return refused("not-ready-to-approve", { status: record.status });
  if (record.retired) return refused("already-retired", {}, "RSMo 104.1039");
  if (isSame(record, approver)) return refused("approver-verified-it", { verifiedBy: record.verifiedBy });
  if (recomputed.missing.length > 0)
    return refused("facts-missing", { facts: recomputed.missing.join(" ") }, "Handbook, page 28");
  if (!recomputed.eligible) return refused("not-eligible-by-record", {}, "RSMo 104.1024.1");
  const disagree = firstDifference(recomputed.explained, recomputed.compiled);
  if (disagree) return refused("evaluators-disagree", disagree);
  const changed = firstDifference(record.verified, recomputed.explained);
  if (changed) return refused("figures-changed-since-verification", changed, "Handbook, page 28");
  return accepted({ status });
}

function isSame(record: ApprovalRecord, approver: Approver): boolean {
  if (approver.account === record.verifiedBy) return true;
  return approver.person !== undefined && approver.person === record.verifierPerson;
}

/** The first amount on which two sets differ, with both values in cents; a name that one set lacks is a difference. */
export function firstDifference(
  one: Amounts,
  other: Amounts,
): { name: string; one: bigint | null; other: bigint | null } | undefined {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
  const name = names.find((each) => one[each] !== other[each]);
  return name === undefined ? undefined : { name, one: one[name] ?? null, other: other[name] ?? null };
}
