import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Employment } from "@emeritus/records/employment.ts";
import type { Person } from "@emeritus/records/person.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";
import type { DetailKind, LatestDetail } from "@emeritus/records/told-detail.ts";
import type { CareerBefore } from "../enrolling/career-before.ts";
import type { MembershipAsked, PlanByLaw } from "../enrolling/membership-law.ts";
import type { DetailPolicy, DetailTold } from "../enrolling/told-details.ts";
import type { ContributionRates } from "./contribution-rates.ts";
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
  /** What the record says of the employment before each row that takes somebody known back or gives other hours. */
  readonly careers?: ReadonlyMap<EventRow, CareerBefore>;
  /** What else the record says about the file's events; nothing where the file has none. */
  readonly about?: AboutEvents;
  /** The employer that reports. */
  readonly employer?: number;
  /** The day on which the file is checked; the end of its period unless told. */
  readonly today?: PlainDate;
  /** Rates in force; those of the law alone unless told. */
  readonly rates?: ContributionRates;
  readonly findings: Findings;
}

/** What the record says about the events of a file, beside its roster. */
export interface AboutEvents {
  /** Hours a year of the group's positions by code. */
  readonly hours: ReadonlyMap<string, number>;
  /** People whom events name, by number. */
  readonly people: ReadonlyMap<number, Person>;
  /** How many other people have the name and birth date of somebody newly hired. */
  readonly sameName: ReadonlyMap<EventRow, number>;
  /** Employment outside the reporting group of people whose sick leave is certified. */
  readonly elsewhere: ReadonlyMap<number, readonly StretchElsewhere[]>;
  readonly details: DetailPolicy;
  readonly latest: Readonly<Record<DetailKind, ReadonlyMap<number, LatestDetail>>>;
}

/** A stretch of employment in another reporting group. */
export type StretchElsewhere = Pick<Employment, "eligible" | "employer" | "memberClass" | "to">;

/** The key under which a correction finds its row. */
export const correctionKey = (fileId: string, line: number): string => `${fileId}\n${line}`;

/** Employment that the file opens. */
export interface Opening {
  readonly who: RosterPerson;
  readonly code: string;
  readonly plan: PlanCode;
  readonly memberClass: MemberClass;
  readonly fteHundredths: number;
  readonly from: PlainDate;
  /** First day of membership: later than the first day of work where it was told late. */
  readonly memberFrom: PlainDate;
  readonly late: boolean;
  /** Whether the law calls the position benefit-eligible. */
  readonly eligible: boolean;
  /** Whether the employment makes a member of the fund: it does not in the universities' own plan. */
  readonly member: boolean;
  readonly hoursAYear: number;
  /** Whether the row itself told the hours. */
  readonly hoursTold: boolean;
  readonly toldEmployee: boolean | undefined;
  readonly before: CareerBefore;
  /** What the law was asked with and answered; nothing where the record was not read. */
  readonly membership: Membership | undefined;
}

/** Other hours of a position from a day on. */
export interface HoursChange {
  readonly who: RosterPerson;
  readonly position: number;
  readonly code: string;
  readonly from: PlainDate;
  readonly hoursAYear: number;
  readonly fteHundredths: number;
  readonly eligible: boolean;
  readonly plan: PlanCode;
  readonly memberClass: MemberClass;
  /** The law's answer where membership begins with the hours. */
  readonly membership: Membership | undefined;
}

/** A name or address that a file tells. */
export interface DetailChange extends Pick<DetailTold, "from" | "told" | "waits"> {
  readonly who: RosterPerson;
  readonly position: number;
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
  readonly hours: readonly HoursChange[];
  readonly details: readonly DetailChange[];
  readonly endings: readonly Ending[];
  readonly leaves: readonly LeaveChange[];
  readonly sickLeave: readonly SickLeave[];
}
