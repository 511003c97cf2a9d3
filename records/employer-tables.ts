import type {
  Cents,
  DatedVersion,
  DateText,
  Fixed,
  FixedOrDefault,
  FixedOrNone,
  OfPerson,
  Recorded,
  Version,
} from "./schema.ts";

/** What an employer's account may do for a reporting group. */
export const groupRights = ["read", "enrol", "report", "submit"] as const;
export type GroupRight = (typeof groupRights)[number];

/** What a contact of an employer is asked about. */
export const contactDuties = ["payroll", "personnel", "benefits", "access"] as const;
export type ContactDuty = (typeof contactDuties)[number];

/** What an employer can tell of somebody. */
export type NoticeKind =
  | "hire"
  | "rehire"
  | "transfer"
  | "notEligible"
  | "leave"
  | "return"
  | "layoff"
  | "recall"
  | "termination"
  | "layoffEnded"
  | "eligibility"
  | "sickLeave"
  | "name"
  | "address"
  | "death"
  | "backdated";

/** How it was told: in a pay report, on a form of the employer's pages or API, by the office for a paper form, or by a date that came. */
export type NoticeChannel = "file" | "form" | "office" | "system";

export interface EmployerContactTable extends DatedVersion {
  fund: Fixed<number>;
  employer: Fixed<number>;
  contact: Fixed<number>;
  reporting_group: FixedOrNone<number>;
  duty: Fixed<ContactDuty>;
  name: Fixed<string>;
  email: FixedOrNone<string>;
  phone: FixedOrNone<string>;
}
export interface GroupRightTable extends DatedVersion {
  fund: Fixed<number>;
  account: Fixed<string>;
  employer: Fixed<number>;
  reporting_group: Fixed<number>;
  rights: Fixed<GroupRight[]>;
  granted_by: Fixed<string>;
}
export interface GroupCalendarTable extends DatedVersion {
  fund: Fixed<number>;
  reporting_group: Fixed<number>;
  first_period: Fixed<DateText>;
  pay_after_days: Fixed<number>;
  due_after: Fixed<"periodEnd" | "payDate">;
  due_working_days: Fixed<number>;
}
export interface GroupDutyTable extends Version {
  fund: Fixed<number>;
  reporting_group: Fixed<number>;
  duty: Fixed<number>;
  kind: Fixed<string>;
  period_end: Fixed<DateText>;
  due: Fixed<DateText>;
  owner: Fixed<string>;
  status: FixedOrDefault<"open" | "done" | "void">;
  because: FixedOrNone<string>;
}
export interface GroupPositionTable extends DatedVersion {
  fund: Fixed<number>;
  reporting_group: Fixed<number>;
  code: Fixed<string>;
  title: Fixed<string>;
  hours_a_year: Fixed<number>;
  decided_by: Fixed<string>;
}
export interface EmploymentNoticeTable extends OfPerson, Recorded {
  notice: Fixed<number>;
  position: FixedOrNone<number>;
  employer: Fixed<number>;
  reporting_group: Fixed<number>;
  kind: Fixed<NoticeKind>;
  channel: Fixed<NoticeChannel>;
  effective: Fixed<DateText>;
  last_paid_period_end: FixedOrNone<DateText>;
  facts: FixedOrDefault<string>;
  actor: Fixed<string>;
}
export interface NoticeTakenBackTable extends OfPerson, Recorded {
  notice: Fixed<number>;
  because: Fixed<string>;
  actor: Fixed<string>;
}
export interface MembershipFormTable extends OfPerson, Recorded {
  form: Fixed<number>;
  position: Fixed<number>;
  plan: Fixed<string>;
  member_class: Fixed<string>;
  hired: Fixed<DateText>;
  member_from: Fixed<DateText>;
  late: Fixed<boolean>;
  facts: Fixed<string>;
  law_version: Fixed<string>;
  actor: Fixed<string>;
}
export interface BackdatedMonthTable extends OfPerson, Recorded {
  case_number: Fixed<number>;
  month: Fixed<DateText>;
  pay_cents: Fixed<Cents>;
  employer_cents: Fixed<Cents>;
  member_cents: Fixed<Cents>;
}

declare module "./schema.ts" {
  interface Database {
    "records.employer_contact": EmployerContactTable;
    "records.group_right": GroupRightTable;
    "records.group_calendar": GroupCalendarTable;
    "records.group_duty": GroupDutyTable;
    "records.group_position": GroupPositionTable;
    "records.employment_notice": EmploymentNoticeTable;
    "records.employment_notice_taken_back": NoticeTakenBackTable;
    "records.membership_form": MembershipFormTable;
    "records.backdated_month": BackdatedMonthTable;
  }
}
