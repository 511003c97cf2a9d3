/**
 * The clock of a board rule (BR 1-1): adopted at a meeting, posted for comment, in force when the comment period ends, reviewed at
 * least every five years. Pure; dates in, dates out.
 */
import { addDays, addMonths, type PlainDate } from "@emeritus/engine/dates.ts";

/** Days for which an adopted rule is posted on the public site for comment (BR 1-1(2)). */
export const commentDays = 30;

/** Years within which every rule is reviewed (BR 1-1(4)). */
export const reviewYears = 5;

/** A rule that the board has adopted, amended or repealed. */
export interface AdoptedRule {
  /** The day of the meeting. */
  readonly adoptedOn: PlainDate;
  /** The day on which it was posted; it cannot be before the adoption. */
  readonly postedOn: PlainDate;
}

/**
 * The day on which an adopted rule takes effect: the end of the thirty days of comment after the adoption, or after the posting where
 * that was later (BR 1-1(2); the rule counts from the adoption, later posting is our reading). Posted before its adoption is a defect.
 */
export function ruleTakesEffect({ adoptedOn, postedOn }: AdoptedRule): PlainDate {
  if (postedOn < adoptedOn) throw new RangeError("a rule is posted after it was adopted");
  return addDays(postedOn, commentDays);
}

/** The meeting at which staff report the comments: the next regular one after the comment period, if one is set (BR 1-1(2)). */
export function commentsReportedAt(rule: AdoptedRule, meetings: readonly PlainDate[]): PlainDate | undefined {
  return meetings.toSorted((a, b) => a - b).find((meeting) => meeting >= ruleTakesEffect(rule));
}

/** The day on which changes in answer to comments take effect: the meeting itself, unless the board opens a new comment period (BR 1-1(2)). */
export function modificationTakesEffect(
  meeting: PlainDate,
  newCommentPeriod: "none" | { readonly postedOn: PlainDate },
): PlainDate {
  return newCommentPeriod === "none"
    ? meeting
    : ruleTakesEffect({ adoptedOn: meeting, postedOn: newCommentPeriod.postedOn });
}

/** The last day by which a rule must be reviewed again (BR 1-1(4)). */
export const nextReviewDue = (lastReviewed: PlainDate): PlainDate =>
  addMonths(lastReviewed, 12 * reviewYears);

/** One version of a rule, from the day on which it takes effect until it is amended or rescinded. */
export interface RuleVersion {
  readonly rule: string;
  readonly from: PlainDate;
  /** First day on which it no longer holds, if there is one. */
  readonly until?: PlainDate;
}

/** The rules in force on a day, which the public site shows (BR 1-1(3)). */
export const rulesInForce = (versions: readonly RuleVersion[], on: PlainDate): readonly RuleVersion[] =>
  versions.filter(({ from, until }) => from <= on && (until === undefined || on < until));

/** The plans that the board administers. */
export const administeredPlans = ["chapter104", "chapter476", "chapter287"] as const;

/** The plans to which a rule applies: all, unless its context clearly says otherwise (BR 1-1(6), BR 4-13(1)). */
export const plansOfRule = (
  says: readonly (typeof administeredPlans)[number][] | "nothing",
): readonly (typeof administeredPlans)[number][] => (says === "nothing" ? administeredPlans : says);
