import { refused, type Refusal } from "../outcome.ts";
import { rules, type RuleName } from "./findings.ts";
import type { KeptFindings } from "./report-store.ts";

/** What an employer says when submitting: the pensionable total read again from its own books, and a comment on each variance. */
export interface Submission {
  /** Cents. */
  readonly pensionableCents: bigint;
  readonly comments: Readonly<Record<string, string>>;
}

/** Why a report cannot be posted as asked. */
export type SubmissionRefused = Refusal<
  | "totalNotTheSame"
  | "commentMissing"
  | "alreadyPosted"
  | "alreadySubmitted"
  | "withdrawn"
  | "changedSince"
  | "notInOrder"
>;

/** The variances and gates of a report, each of which needs a comment, in the order found. */
export function variancesOf(findings: Pick<KeptFindings, "counts">): RuleName[] {
  return [...new Set(findings.counts.map((each) => each.rule))].filter(
    (rule) => rules[rule][1] === "variance" || rules[rule][1] === "gate",
  );
}

/** The findings of a report that a second person must confirm. */
export function gatesOf(findings: Pick<KeptFindings, "counts">): RuleName[] {
  return variancesOf(findings).filter((rule) => rules[rule][1] === "gate");
}

/** Pure. The total typed must be the total computed, and every variance must have a comment; the first that fails is told. */
export function decideSubmission(
  submission: Submission,
  computedCents: bigint,
  findings: KeptFindings,
): SubmissionRefused | undefined {
  if (submission.pensionableCents !== computedCents) return refused("totalNotTheSame").refused;
  const silent = variancesOf(findings).find((rule) => (submission.comments[rule] ?? "").trim() === "");
  return silent === undefined
    ? undefined
    : refused("commentMissing", { rule: silent, code: rules[silent][0] }).refused;
}
