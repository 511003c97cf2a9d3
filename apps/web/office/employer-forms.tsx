import { parseDate } from "@emeritus/engine/dates.ts";
import {
  keepCalendar,
  keepContact,
  keepGroup,
  keepGroupPosition,
  keepRights,
} from "@emeritus/operations/enrolling/keep-employers.ts";
import type { EmployerDetail } from "@emeritus/operations/enrolling/read-employers.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import type { System } from "@emeritus/operations/system.ts";
import { contactDuties, groupRights, type GroupRight } from "@emeritus/records/employer-tables.ts";
import type { ReactNode } from "react";
import { z } from "zod";
import { daysTo60, hoursAYear, maybe, needed, problemOf } from "../employer/form-fields.ts";
import { memorableDate } from "../member/retire-parts.tsx";
import { Button, Choices, Field, Form, MemorableDate, More, Select } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { form, link, see } from "../shared/routes.ts";
import { showEmployer } from "./employer-detail.tsx";

const base = "/office/employers/:employer" as const;
const paths = {
  contacts: `${base}/contacts`,
  rights: `${base}/rights`,
  calendar: `${base}/calendar`,
  positions: `${base}/positions`,
  groups: `${base}/groups`,
} as const;

/** The forms by which the office keeps an employer, each closed until it is wanted. */
export function KeepForms({ detail }: { detail: EmployerDetail }) {
  const words = useWords().enrolment;
  const { employer } = detail.employer;
  const says = words.detail;
  const one = (kind: keyof typeof paths, summary: string, fields: ReactNode) => (
    <More summary={summary}>
      <Form action={link(paths[kind], { employer })} label={summary}>
        {fields}
        <Button>{words.desk.save}</Button>
      </Form>
    </More>
  );
  return (
    <>
      {one("groups", says.addGroup, <GroupFields />)}
      {one("contacts", says.addContact, <ContactFields detail={detail} />)}
      {detail.employer.groups.length === 0 ? null : (
        <>
          {one("calendar", says.setCalendar, <CalendarFields detail={detail} />)}
          {one("positions", says.addPosition, <PositionFields detail={detail} />)}
          {detail.accounts.length === 0
            ? null
            : one("rights", says.setRights, <RightsFields detail={detail} />)}
        </>
      )}
    </>
  );
}

function GroupSelect({ detail, name, all }: { detail: EmployerDetail; name: string; all?: boolean }) {
  const words = useWords().enrolment;
  const groups = detail.employer.groups.map(({ reportingGroup, code }) => ({
    value: String(reportingGroup),
    text: code,
  }));
  return (
    <Select
      name={name}
      label={words.desk.columns.group}
      options={all ? [{ value: "", text: words.people.allGroups }, ...groups] : groups}
    />
  );
}

function GroupFields() {
  const words = useWords().enrolment;
  const cycles = words.detail.cycles;
  return (
    <>
      <Field name="groupCode" label={words.desk.code} width="medium" />
      <Field name="groupName" label={words.desk.name} />
      <Select
        name="payCycle"
        label={words.detail.cycle}
        options={(["monthly", "semimonthly", "biweekly"] as const).map((value) => ({
          value,
          text: cycles[value],
        }))}
      />
    </>
  );
}

function ContactFields({ detail }: { detail: EmployerDetail }) {
  const words = useWords().enrolment;
  return (
    <>
      <Field name="contactName" label={words.desk.name} />
      <Choices
        name="duty"
        label={words.detail.contactFor}
        options={contactDuties.map((value) => ({ value, text: words.detail.duties[value] }))}
      />
      <Field name="email" label={words.detail.email} type="email" optional />
      <Field name="phone" label={words.detail.phone} type="tel" width="medium" optional />
      <GroupSelect detail={detail} name="contactGroup" all />
    </>
  );
}

function CalendarFields({ detail }: { detail: EmployerDetail }) {
  const words = useWords().enrolment;
  const says = words.detail;
  return (
    <>
      <GroupSelect detail={detail} name="calendarGroup" />
      <MemorableDate name="firstPeriod" label={says.firstPeriod} />
      <Field name="payDays" label={says.payDays} inputMode="numeric" width="short" />
      <Choices
        name="dueAfter"
        label={says.dueAfter}
        options={(["periodEnd", "payDate"] as const).map((value) => ({
          value,
          text: words.calendar.after[value],
        }))}
      />
      <Field name="dueDays" label={says.dueDays} inputMode="numeric" width="short" />
    </>
  );
}

function PositionFields({ detail }: { detail: EmployerDetail }) {
  const words = useWords().enrolment;
  return (
    <>
      <GroupSelect detail={detail} name="positionGroup" />
      <Field name="positionCode" label={words.enrol.position} width="medium" />
      <Field name="positionTitle" label={words.enrol.positionTitle} />
      <Field name="positionHours" label={words.detail.hours} inputMode="numeric" width="short" />
      <MemorableDate name="positionFrom" label={words.fields.validFrom} />
    </>
  );
}

function RightsFields({ detail }: { detail: EmployerDetail }) {
  const words = useWords().enrolment.detail;
  return (
    <>
      <Select
        name="account"
        label={words.account}
        hint={words.rightsHint}
        options={detail.accounts.map(({ account, name }) => ({
          value: account,
          text: `${name} (${account})`,
        }))}
      />
      <GroupSelect detail={detail} name="rightsGroup" />
      <Choices
        name="rights"
        label={words.accounts}
        many
        options={groupRights.map((value) => ({ value, text: words.rights[value] }))}
      />
    </>
  );
}

/** Declares a form of an employer's page. */
function keeping<Body extends z.ZodType>(
  kind: keyof typeof paths,
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
    path: paths[kind],
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
