import { dayOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";

import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { type RetirementStatus, statusAfter } from "./status.ts";

/** The spouse whom a member names; "spouse" means the spouse when the application is filed (BR 3-9(1)). */
export interface SpouseNamed {
  readonly first: string;
  readonly last: string;
  readonly birthDate: PlainDate;
  readonly marriedOn: PlainDate;
}

/** What a member says in the retirement application (step 1). */
export interface ApplicationAsk {
  readonly annuityStartingDate: PlainDate;
  readonly lastDayOfWork: PlainDate;
  readonly married: boolean;
  readonly spouse?: SpouseNamed;
  /** Whether the member was shown that the employer may learn of the application, and said so. */
  readonly employerNoticeShown: boolean;
  readonly signedOn: PlainDate;
  readonly receivedOn: PlainDate;
}

/** A spouse who lives, as the record holds them. */
export interface SpouseOnRecord {
  /** Each way in which the record would write the name: with the middle name, and without. */
  readonly names: readonly string[];
  /** The birth date, where a member cannot change it by naming another. */
  readonly settledBirthDate?: PlainDate;
}

/** What the record says about the member when the application arrives. */
export interface ApplicationRecord {
  /** The status of the member's open case; a draft counts as open, so this is always known. */
  readonly status: RetirementStatus;
  readonly servicePurchaseOpen: boolean;
  /** Whether the member's service pays a retirement benefit already, or has been determined to. */
  readonly retired: boolean;
  /** The spouse of the record, if one lives. */
  readonly spouse?: SpouseOnRecord;
  /** The first day no longer married, of the last marriage before that one. */
  readonly earlierMarriageEnded?: PlainDate;
  /** The last day in a covered position, where the employer has reported it. */
  readonly leftService?: PlainDate;
}

/** What the law says of the date asked for. */
export interface ApplicationLaw {
  readonly earliestStart: PlainDate;
  readonly latestStart: PlainDate;
  readonly windowCites: string;
  readonly eligible: boolean;
  readonly eligibleCites: string;
}

/** Why an application may be refused. */
export type ApplicationRefusal =
  | "already-applied"
  | "already-retired"
  | "employer-notice-not-shown"
  | "signed-after-receipt"
  | "service-purchase-open"
  | "starting-date-not-first-of-month"
  | "starting-date-too-soon"
  | "starting-date-too-late"
  | "last-day-not-before-start"
  | "last-day-differs-from-record"
  | "marital-state-differs-from-record"
  | "spouse-details-missing"
  | "spouse-dates-impossible"
  | "spouse-differs-from-record"
  | "not-eligible";

/** An application that may be filed. */
export interface ApplicationDecision {
  readonly status: RetirementStatus;
  /** The later of signing and receipt: "executed and filed" (RSMo 104.1024.1). */
  readonly filedOn: PlainDate;
}

/** Pure. The order of the checks is part of the specification: the member hears the first that fails. */
export function decideApplication(
  ask: ApplicationAsk,
  record: ApplicationRecord,
  law: ApplicationLaw,
): Outcome<ApplicationDecision, Refusal<ApplicationRefusal>> {
  const status = statusAfter(record.status, "submitApplication");
  if (status === undefined) return refused("already-applied", { status: record.status }, "RSMo 104.1024.1");
  if (record.retired) return refused("already-retired", {}, "RSMo 104.1039");
  if (!ask.employerNoticeShown) return refused("employer-notice-not-shown");
  if (ask.signedOn > ask.receivedOn)
    return refused(
      "signed-after-receipt",
      { signedOn: formatDate(ask.signedOn), receivedOn: formatDate(ask.receivedOn) },
      "RSMo 104.1024.1",
    );
  if (record.servicePurchaseOpen) return refused("service-purchase-open", {}, "Handbook, page 27");

  const start = formatDate(ask.annuityStartingDate);
  if (dayOf(ask.annuityStartingDate) !== 1)
    return refused("starting-date-not-first-of-month", { start }, "RSMo 104.1024.1");
  if (ask.annuityStartingDate < law.earliestStart)
    return refused(
      "starting-date-too-soon",
      { start, earliest: formatDate(law.earliestStart) },
      law.windowCites,
    );
  if (ask.annuityStartingDate > law.latestStart)
    return refused("starting-date-too-late", { start, latest: formatDate(law.latestStart) }, law.windowCites);

  const lastDay = formatDate(ask.lastDayOfWork);
  if (ask.lastDayOfWork >= ask.annuityStartingDate)
    return refused("last-day-not-before-start", { lastDay, start }, "RSMo 104.1024.1");
  if (record.leftService !== undefined && record.leftService !== ask.lastDayOfWork)
    return refused(
      "last-day-differs-from-record",
      { lastDay, recorded: formatDate(record.leftService) },
      "BR 3-3(1)",
    );

  if (!ask.married && record.spouse !== undefined)
    return refused("marital-state-differs-from-record", {}, "BR 3-9(1)");
  if (ask.married && !ask.spouse) return refused("spouse-details-missing", {}, "BR 3-9(1)");
  if (ask.spouse && (ask.spouse.marriedOn > ask.receivedOn || ask.spouse.birthDate >= ask.spouse.marriedOn))
    return refused(
      "spouse-dates-impossible",
      { birthDate: formatDate(ask.spouse.birthDate), marriedOn: formatDate(ask.spouse.marriedOn) },
      "BR 3-9(1)",
    );
  if (ask.spouse && differs(ask.spouse, record))
    return refused("spouse-differs-from-record", {}, "BR 3-9(1)");
  if (!law.eligible) return refused("not-eligible", { start, lastDay }, law.eligibleCites);
  return accepted({ status, filedOn: ask.receivedOn });
}

/** Whether the spouse named is not the living one of the record, or was married while an earlier marriage lasted. */
function differs(named: SpouseNamed, { spouse, earlierMarriageEnded }: ApplicationRecord): boolean {
  if (earlierMarriageEnded !== undefined && named.marriedOn < earlierMarriageEnded) return true;
  if (spouse === undefined) return false;
  const { names, settledBirthDate } = spouse;
  return (
    !names.map(plainName).includes(plainName(`${named.first} ${named.last}`)) ||
    (settledBirthDate !== undefined && settledBirthDate !== named.birthDate)
  );
}

/** A name without what two people write differently: letter case and the number of spaces. */
const plainName = (name: string): string =>
  name.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase();
