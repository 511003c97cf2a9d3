import { formatDate } from "@emeritus/engine/dates.ts";
import { type GroupOnDesk } from "@emeritus/operations/enrolling/read-employers.ts";
import { z } from "zod";

/** The slice that answers for the routes of employers. */
export const owner = "enrolment";
/** A day, YYYY-MM-DD. */
export const Day = z.iso.date();
/** Some words, not empty. */
export const text = (most = 100) => z.string().trim().min(1).max(most);
/** A reason. */
export const because = text(500);
const Group = z.object({
  reportingGroup: z.number(),
  code: z.string(),
  name: z.string(),
  payCycle: z.enum(["monthly", "semimonthly", "biweekly"]),
  postedThrough: Day.nullable(),
  nextPeriodEnd: Day.nullable(),
  nextDue: Day.nullable(),
  overdue: z.number(),
  waiting: z.number(),
});
/** A reporting group as it leaves. */
export const groupOf = (group: GroupOnDesk): z.input<typeof Group> => ({
  reportingGroup: group.reportingGroup,
  code: group.code,
  name: group.name,
  payCycle: group.payCycle,
  postedThrough: group.postedThrough === undefined ? null : formatDate(group.postedThrough),
  nextPeriodEnd: group.next === undefined ? null : formatDate(group.next.end),
  nextDue: group.next === undefined ? null : formatDate(group.next.due),
  overdue: group.overdue,
  waiting: group.waiting,
});
/** An employer on the desk. */
export const Employer = z.object({
  employer: z.number(),
  code: z.string(),
  name: z.string(),
  groups: z.array(Group),
});
/** The employer of which something was kept. */
export const Saved = z.object({ employer: z.number() });
