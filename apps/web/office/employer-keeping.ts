import { parseDate } from "@emeritus/engine/dates.ts";
import {
  keepCalendar,
  keepContact,
  keepGroup,
  keepGroupPosition,
  keepRights,
} from "@emeritus/operations/enrolling/keep-employers.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import type { System } from "@emeritus/operations/system.ts";
import { contactDuties, groupRights, type GroupRight } from "@emeritus/records/employer-tables.ts";
import { z } from "zod";
import { daysTo60, hoursAYear, maybe, needed, problemOf } from "../employer/form-fields.ts";
import { memorableDate } from "../member/retire-parts.tsx";
import { numberIn } from "../shared/number-in.ts";
import { form, link, see } from "../shared/routes.ts";
import { showEmployer } from "./employer-detail.tsx";
import { employerPaths } from "./employer-forms.tsx";

const base = "/office/employers/:employer" as const;

/** Declares a form of an employer's page. */
function keeping<Body extends z.ZodType>(
  kind: keyof typeof employerPaths,
  body: Body,
  at: Readonly<Record<string, string>>,
  keep: (
    system: System,
    actor: Actor,
    of: { key: string; employer: number },
    body: z.output<Body>,
  ) => Promise<Outcome<unknown>>,
): void {
  form({
    path: employerPaths[kind],
    owner: "enrolment",
    may: "keep employers",
    body,
    says: (words) => words.enrolment.problems,
    bad: showEmployer,
    take: async ({ system, actor, params, body: given, key, words }) => {
      const employer = numberIn(params.employer);
      const { refused } = await keep(system, actor, { key, employer }, given);
      if (refused) return problemOf(refused, at);
      return see(link(base, { employer }), words.enrolment.detail.saved);
    },
  });
}

const group = z
  .string({ error: "groupMissing" })
  .regex(/^\d{1,9}$/, "groupMissing")
  .transform(Number);

keeping(
  "groups",
  z.object({
    groupCode: needed("codeMissing", 30),
    groupName: needed("nameMissing", 200),
    payCycle: z.enum(["monthly", "semimonthly", "biweekly"], { error: "choiceMissing" }),
  }),
  { "code-taken": "groupCode" },
  (system, actor, of, { groupCode, groupName, payCycle }) =>
    keepGroup(system, actor, { ...of, code: groupCode, name: groupName, payCycle }),
);
keeping(
  "contacts",
  z.object({
    contactName: needed("contactMissing", 200),
    duty: z.enum(contactDuties, { error: "contactMissing" }),
    email: maybe(200).refine((text) => text === undefined || z.email().safeParse(text).success, "emailWrong"),
    phone: maybe(40),
    contactGroup: maybe(9),
  }),
  { "no-such-group": "contactGroup" },
  (system, actor, of, { contactName: name, duty, email, phone, contactGroup }) =>
    keepContact(system, actor, {
      ...of,
      told: {
        name,
        duty,
        ...(email === undefined ? {} : { email }),
        ...(phone === undefined ? {} : { phone }),
        ...(contactGroup === undefined ? {} : { reportingGroup: Number(contactGroup) || 0 }),
      },
    }),
);
keeping(
  "calendar",
  z.object({
    calendarGroup: group,
    firstPeriod: memorableDate("dayMissing"),
    payDays: daysTo60,
    dueAfter: z.enum(["periodEnd", "payDate"], { error: "choiceMissing" }),
    dueDays: daysTo60,
  }),
  { "no-such-group": "calendarGroup", "no-period-begins": "firstPeriod" },
  (system, actor, of, { calendarGroup, firstPeriod, payDays, dueAfter, dueDays }) =>
    keepCalendar(system, actor, {
      ...of,
      reportingGroup: calendarGroup,
      firstPeriod: parseDate(firstPeriod),
      payAfterDays: payDays,
      dueAfter,
      dueWorkingDays: dueDays,
    }),
);
keeping(
  "positions",
  z.object({
    positionGroup: group,
    positionCode: needed("positionMissing", 40),
    positionTitle: needed("titleMissing", 100),
    positionHours: hoursAYear,
    positionFrom: memorableDate("dayMissing"),
  }),
  { "no-such-group": "positionGroup" },
  (system, actor, of, body) =>
    keepGroupPosition(system, actor, {
      ...of,
      reportingGroup: body.positionGroup,
      code: body.positionCode,
      title: body.positionTitle,
      hoursAYear: body.positionHours,
      from: parseDate(body.positionFrom),
    }),
);
keeping(
  "rights",
  z.object({
    account: needed("accountMissing", 150),
    rightsGroup: group,
    rights: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((value): GroupRight[] => {
        const ticked = value === undefined ? [] : Array.isArray(value) ? value : [value];
        return groupRights.filter((right) => ticked.includes(right));
      }),
  }),
  { "no-such-group": "rightsGroup", "no-such-account": "account" },
  (system, actor, of, { account, rightsGroup, rights }) =>
    keepRights(system, actor, { ...of, account, reportingGroup: rightsGroup, rights }),
);

form({
  path: "/office/employers/:employer/contacts/:contact/end",
  owner: "enrolment",
  may: "keep employers",
  body: z.object({}),
  says: (words) => words.enrolment.problems,
  bad: showEmployer,
  take: async ({ system, actor, params, key, words }) => {
    const employer = numberIn(params.employer);
    const of = { key, employer, contact: numberIn(params.contact), end: true };
    const { refused } = await keepContact(system, actor, of);
    if (refused) return problemOf(refused, {});
    return see(link(base, { employer }), words.enrolment.detail.saved);
  },
});
