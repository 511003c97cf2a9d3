import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { CareerBefore } from "../enrolling/career-before.ts";
import type { MembershipAsked, PlanByLaw } from "../enrolling/membership-law.ts";
import type { Findings } from "./findings.ts";
import type { LeaveType, PayCode, PlanCode } from "./layout.ts";
import type { EventRow, ReportFile } from "./report-file.ts";
import type { Roster, RosterPerson } from "./roster.ts";

/** How a reporting group is paid. */
export type PayCycle = "monthly" | "semimonthly" | "biweekly";

/** A posted row that a correction names, with what corrections have left of it. */
export interface PostedRow {
  readonly report: number;
  readonly row: number;
  readonly person: number;
  readonly position: number;
  readonly code: PayCode;
  readonly plan: PlanCode;
  readonly earnBegin: PlainDate;
  readonly earnEnd: PlainDate;
  /** Pay date of the report that posted it; its contributions were charged at that day's rate. */
  readonly payDate: PlainDate;
  /** What corrections so far have left of each amount, in cents. */
  readonly pensionableCents: number;
  readonly grossCents: number;
  readonly memberCents: number;
  readonly employerCents: number;
  readonly ltdCents: number;
  readonly lifeCents: number;
  /** Whether the row is itself a correction, which nothing may correct. */
  readonly corrects: boolean;
  /** The pensionable differences of earlier corrections of the row, in cents. */
  readonly differences: readonly number[];
}

/** What the business checks need to know beside the file. */
export interface CheckContext {
  readonly file: ReportFile;
  readonly payCycle: PayCycle;
  readonly roster: Roster;
  /** SSNs of the file that belong to somebody on record whom the roster does not hold are left out. */
  readonly posted: ReadonlyMap<string, PostedRow>;
  /** Sum of the last regular report's pensionable pay, in cents; nothing for the first. */
  readonly lastTotalCents: number | undefined;
  /** How many people the last regular report paid; nothing where that was not counted. */
  readonly lastPeople?: number | undefined;
  /** Member IDs of people without a row in the file who wait as held rows and refuse nothing more. */
  readonly excused?: ReadonlySet<number>;
  /** Pensionable cents already posted in the calendar year for people near the yearly limit, by `person year`. */
  readonly yearCents: ReadonlyMap<string, number>;
  /** What the record says of the employment before each row that takes somebody known back. */
  readonly careers?: ReadonlyMap<EventRow, CareerBefore>;
  readonly findings: Findings;
}

/** The key under which a correction finds its row. */
export const correctionKey = (fileId: string, line: number): string => `${fileId}\n${line}`;

/** Employment that the file opens. */
export interface Opening {
  readonly who: RosterPerson;
  readonly code: string;
  readonly plan: PlanCode;
  readonly fteHundredths: number;
  readonly from: PlainDate;
  readonly before: CareerBefore;
  /** What the law was asked with and answered; nothing where a file does not tell enough to ask it. */
  readonly membership: Membership | undefined;
}

/** A membership as the law gives it. */
export interface Membership {
  readonly asked: MembershipAsked;
  readonly law: PlanByLaw;
}

/** Employment that the file ends, with its last day. */
export interface Ending {
  readonly who: RosterPerson;
  readonly position: number;
  readonly from: PlainDate;
  readonly lastDay: PlainDate;
  readonly endedBy: "left" | "transfer" | "retired" | "death";
  readonly lastPaidPeriodEnd: PlainDate | undefined;
  readonly sickLeaveHundredths: number | undefined;
  /** Whether a leave of the position is open that the ending ends. */
  readonly onLeave: boolean;
}

/** A leave that the file tells; `to` is the day after the last, or endless. `continues` means a leave on record gets its end. */
export interface LeaveChange {
  readonly who: RosterPerson;
  readonly position: number;
  /** The leave in the words of the file. */
  readonly type: LeaveType;
  readonly kind:
    | "ownIllness"
    | "family"
    | "military"
    | "workersCompensation"
    | "other"
    | "unapproved"
    | "layoff";
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly paid: boolean;
  readonly approvedBy: string;
  readonly continues: boolean;
  /** Why somebody is laid off, as the file says it; empty where it does not. */
  readonly reason: string;
}

/** Unused sick leave that the employer certifies when service ends. */
export interface SickLeave {
  readonly who: RosterPerson;
  readonly position: number;
  readonly hundredths: number;
  readonly on: PlainDate;
  /** Whether it was told in the row that ends the employment. */
  readonly withEnding: boolean;
}

/** What a report that passed will post: whom each money row concerns, and the changes of service. */
export interface Posting {
  /** Place in `people` of each money row's person. */
  readonly people: readonly RosterPerson[];
  /** The person's position number of each money row, 0 for one this file opens. */
  readonly positions: Int16Array;
  readonly newPeople: readonly RosterPerson[];
  readonly openings: readonly Opening[];
  readonly endings: readonly Ending[];
  readonly leaves: readonly LeaveChange[];
  readonly sickLeave: readonly SickLeave[];
}
