import type { EmployerDetail } from "@emeritus/operations/enrolling/read-employers.ts";
import { contactDuties, groupRights } from "@emeritus/records/employer-tables.ts";
import type { ReactNode } from "react";
import { Button, Choices, Field, Form, MemorableDate, More, Select } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

const base = "/office/employers/:employer" as const;

/** The addresses of the forms about one employer. */
export const employerPaths = {
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
  const one = (kind: keyof typeof employerPaths, summary: string, fields: ReactNode) => (
    <More summary={summary}>
      <Form action={link(employerPaths[kind], { employer })} label={summary}>
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
