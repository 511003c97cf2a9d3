import { addDays, completing, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";

/** Days after a hire within which membership is reported without loss (guidance to employers of 15 December 2021). */
export const daysToEnrol = 31;
/** How far ahead of the first day somebody may be enrolled; a limit of ours against mistyped dates. */
export const daysAhead = 62;
/** Years of age below which nobody is employed; a limit of ours against mistyped birth dates. */
export const youngestHired = 14;

/** Why somebody is not enrolled. */
export type EnrolRefusal =
  | "no-such-group"
  | "hired-in-future"
  | "born-after-hire"
  | "born-too-late"
  | "identity-differs"
  | "maybe-same-person"
  | "person-died"
  | "excluded"
  | "already-employed"
  | "hours-missing"
  | "hours-differ"
  | "employee-not-told"
  | "vesting-not-known";

/** Who is never a member, whatever the position (RSMo 104.1003; handbook, page 35). */
export const exclusions = ["patientOrInmate", "otherStatePlan"] as const;
export type Exclusion = (typeof exclusions)[number];

/** What the record says when somebody is to be enrolled. */
export interface EnrolSituation {
  readonly today: PlainDate;
  /** First day of the reporting period in which today falls. */
  readonly periodBegins: PlainDate;
  /** Whom the SSN or the Member ID of the form belongs to. */
  readonly person: { readonly born: PlainDate; readonly died?: PlainDate | undefined } | undefined;
  /** Other persons with this name and birth date. */
  readonly sameName: number;
  /** First day of an open stretch in the same position. */
  readonly employedSince: PlainDate | undefined;
  /** Hours a year of the position in the group's register. */
  readonly hoursOnRecord: number | undefined;
  /** Whether the law calls the position benefit-eligible, asked with the hours that count. */
  readonly eligible: (hoursAYear: number) => boolean;
}

/** What the employer says of somebody hired, as far as the decision needs it. */
export interface EnrolSaid {
  readonly hired: PlainDate;
  readonly born: PlainDate;
  readonly hoursAYear?: number | undefined;
  readonly excluded?: Exclusion | undefined;
  /** The employer has looked and means another person of the same name and birth date. */
  readonly differentPerson?: boolean | undefined;
  /** The employer told the employee that the position gives no membership (BR 2-14(5), 3-12(5)). */
  readonly toldEmployee?: boolean | undefined;
}

/** From when membership counts, and whether the form came late. */
export interface EnrolDecision {
  readonly hoursAYear: number;
  readonly eligible: boolean;
  readonly late: boolean;
  readonly memberFrom: PlainDate;
}

/** Pure. Order: the day, who it is, whether they can be a member, the job, its hours, and what the employee was told. */
export function decideEnrolment(
  seen: EnrolSituation,
  said: EnrolSaid,
): Outcome<EnrolDecision, Refusal<EnrolRefusal>> {
  const { hired, born } = said;
  if (hired > addDays(seen.today, daysAhead))
    return refused("hired-in-future", { hired: formatDate(hired), days: daysAhead });
  if (born >= hired) return refused("born-after-hire", { born: formatDate(born) });
  if (completing(born, 12 * youngestHired) > hired) return refused("born-too-late", { years: youngestHired });
  if (seen.person !== undefined && seen.person.born !== born) return refused("identity-differs");
  if (seen.person === undefined && seen.sameName > 0 && said.differentPerson !== true)
    return refused("maybe-same-person", { persons: seen.sameName });
  if (seen.person?.died !== undefined) return refused("person-died", { died: formatDate(seen.person.died) });
  if (said.excluded !== undefined)
    return refused("excluded", { excluded: said.excluded }, "Handbook, page 35");
  if (seen.employedSince !== undefined)
    return refused("already-employed", { since: formatDate(seen.employedSince) });
  const hoursAYear = seen.hoursOnRecord ?? said.hoursAYear;
  if (hoursAYear === undefined) return refused("hours-missing", {}, "BR 2-14(2), 3-12(2)");
  if (said.hoursAYear !== undefined && said.hoursAYear !== hoursAYear)
    return refused("hours-differ", { onRecord: hoursAYear });
  const eligible = seen.eligible(hoursAYear);
  if (!eligible && said.toldEmployee !== true)
    return refused("employee-not-told", { hours: hoursAYear }, "BR 2-14(5), 3-12(5)");
  const late = eligible && addDays(hired, daysToEnrol) < seen.today;
  return accepted({
    hoursAYear,
    eligible,
    late,
    memberFrom: late ? Math.max(hired, seen.periodBegins) : hired,
  });
}
