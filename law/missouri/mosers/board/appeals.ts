/** The clock of an appeal to the board (BR 1-2): who may ask, by when, at which meeting it is heard and decided. Pure. */
import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";

/** Days after a decision was mailed or otherwise communicated in which a review may be asked for (BR 1-2(2)(b)). */
export const daysToAppeal = 60;
/** Days between the receipt of a request and the meeting that hears it, at the least (BR 1-2(3)(a)). */
export const daysBeforeReview = 30;
/** Days before the meeting by which the appellant's papers must be in (BR 1-2(4)(b)). */
export const daysForPapers = 7;

/** The law behind the right to a review by the board. */
export const appealsCite = "BR 1-2";

/** The last day on which a review may be asked for: the mailing day counts, not the day of receipt (BR 1-2(2)(b)). */
export function lastDayToAppeal(communicatedOn: PlainDate): PlainDate {
  return addDays(communicatedOn, daysToAppeal);
}

/** Who may ask for a review (BR 1-2(1)). */
export const appellants = [
  "member",
  "beneficiary",
  "survivor",
  "retiree",
  "judge",
  "administrativeLawJudge",
  "legalAdvisor",
  "department",
] as const;

/** What a decision may be about, so that the board reviews it (BR 1-2(1)). */
export const reviewableMatters = [
  "eligibility",
  "benefitAmount",
  "service",
  "contributions",
  "refunds",
  "membership",
] as const;

/** Whether somebody may ask the board to review a decision on a matter (BR 1-2(1)); insurers decide on insurance. */
export const mayAppeal = (who: string, matter: string): boolean =>
  appellants.some((each) => each === who) && reviewableMatters.some((each) => each === matter);

/** A request for review as it came in. */
export interface ReviewRequest {
  readonly communicatedOn: PlainDate;
  /** The day that counts as the day of the request: the earlier of postmark and receipt. */
  readonly madeOn: PlainDate;
  readonly inWriting: boolean;
  readonly decisionNamed: boolean;
  readonly actionNamed: boolean;
}

/** What is wrong with a request, in the order in which it is asked: nothing, too late, not in writing, incomplete. */
export type RequestFault = "late" | "notInWriting" | "incomplete";

/** What is wrong with a request for review, if anything (BR 1-2(2)(a), 1-2(2)(b)). An incomplete one is asked for what is missing and keeps its day. */
export function faultOf(request: ReviewRequest): RequestFault | undefined {
  if (request.madeOn > lastDayToAppeal(request.communicatedOn)) return "late";
  if (!request.inWriting) return "notInWriting";
  return request.decisionNamed && request.actionNamed ? undefined : "incomplete";
}

/** The meeting that hears a request: the agreed day, or the next regular one at least thirty days after receipt (BR 1-2(3)(a)). */
export function reviewedOn(
  receivedOn: PlainDate,
  regularMeetings: readonly PlainDate[],
  agreedDay?: PlainDate,
): PlainDate | undefined {
  if (agreedDay !== undefined) return agreedDay;
  return regularMeetings
    .toSorted((a, b) => a - b)
    .find((meeting) => meeting >= addDays(receivedOn, daysBeforeReview));
}

/** The last day on which the appellant's papers may come in (BR 1-2(4)(b)). */
export const papersDue = (meeting: PlainDate): PlainDate => addDays(meeting, -daysForPapers);

/** The meeting that decides: that of the review, or the next regular one where the board needs more (BR 1-2(6)). */
export function decidedOn(
  review: PlainDate,
  needsMore: boolean,
  regularMeetings: readonly PlainDate[],
): PlainDate | undefined {
  return needsMore ? regularMeetings.toSorted((a, b) => a - b).find((meeting) => meeting > review) : review;
}

/** What the board may decide (BR 1-2(6)). */
export const boardOutcomes = ["confirm", "reverse", "amend"] as const;

/** What a packet of the staff must hold at the least (BR 1-2(4)(a)). */
export const packetContents = [
  "correspondence",
  "statutesAndRegulations",
  "summaryOfIssuesAndDecision",
] as const;

/** What a packet still lacks of that (BR 1-2(4)(a)). */
export const missingFromPacket = (holds: readonly string[]): readonly (typeof packetContents)[number][] =>
  packetContents.filter((each) => !holds.includes(each));
