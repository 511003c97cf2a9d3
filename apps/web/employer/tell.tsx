import { ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { fileBackdating } from "@emeritus/operations/enrolling/backdate.ts";
import {
  tellAddress,
  tellHours,
  tellName,
  type DetailAnswer,
} from "@emeritus/operations/enrolling/change-details.ts";
import { layOff, layoffReasons, recall } from "@emeritus/operations/enrolling/layoff.ts";
import { leaveTypes, tellLeave, tellReturn, type LeaveType } from "@emeritus/operations/enrolling/leave.ts";
import {
  leavingReasons,
  tellDeath,
  tellLeaving,
  tellSickLeave,
} from "@emeritus/operations/enrolling/leaving.ts";
import { readEmployee } from "@emeritus/operations/enrolling/read-people.ts";
import type { OfPosition } from "@emeritus/operations/enrolling/reported.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Employment, Leave } from "@emeritus/records/employment.ts";
import type { ReactNode } from "react";
import { z } from "zod";
import { memorableDate, memorableDateOrNone } from "../member/retire-parts.tsx";
import {
  Button,
  Choices,
  Field,
  Form,
  LongField,
  MemorableDate,
  Select,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import {
  hoursAYear,
  hoursHundredths,
  maybe,
  monthsOfPay,
  needed,
  percentHundredths,
  problemOf,
  ticked,
} from "./form-fields.ts";

const base = "/employer/people/:person/:position" as const;
const paths = {
  leave: `${base}/leave`,
  return: `${base}/return`,
  layoff: `${base}/layoff`,
  recall: `${base}/recall`,
  leaving: `${base}/leaving`,
  "sick-leave": `${base}/sick-leave`,
  hours: `${base}/hours`,
  name: `${base}/name`,
  address: `${base}/address`,
  death: `${base}/death`,
  backdate: `${base}/backdate`,
} as const;
type Kind = keyof typeof paths;

/** The address of a form about a position. */
export const tellPath = (kind: Kind, person: number, position: number): string =>
  link(paths[kind], { person, position });

/** What can be told of a position as it stands. */
export function tellLinks(stretches: readonly Employment[], leaves: readonly Leave[]): Kind[] {
  const open = stretches.find(({ to }) => to === ENDLESS);
  const away = leaves.find(({ to }) => to === ENDLESS);
  const kinds: Kind[] = [];
  if (open === undefined) kinds.push(...(stretches.length === 0 ? [] : (["sick-leave"] as const)));
  else if (away === undefined) kinds.push("leave", "layoff", "leaving", "hours");
  else kinds.push(away.kind === "layoff" ? "recall" : "return", "leaving");
  if (stretches.some(({ eligible }) => !eligible)) kinds.push("backdate");
  return [...kinds, "name", "address", "death"];
}

const useFields = () => useWords().enrolment.fields;

/** Reads the page of one form: whose position it is about, in words, and its fields. */
const shown =
  (kind: Kind, fields: () => ReactNode) =>
  async ({ system, actor, params, words }: Asked<(typeof paths)[Kind]>): Promise<View> => {
    const person = numberIn(params.person);
    const position = numberIn(params.position);
    const seen = await readEmployee(system, actor, person);
    const job = seen?.positions.find((each) => each.position === position);
    if (seen === undefined || job === undefined) throw notFound();
    const { first, last } = seen.person.name;
    const says = words.enrolment.forms[kind];
    const name = words.enrolment.employee.positionOf({ code: job.code, title: job.title ?? "" });
    return {
      title: says.title,
      over: <a href={link("/employer/people/:person", { person })}>{`${first} ${last}, ${name}`}</a>,
      body: (
        <>
          <p className="lead measure">{says.intro}</p>
          <TellForm action={tellPath(kind, person, position)} fields={fields} />
        </>
      ),
    };
  };

function TellForm({ action, fields: Fields }: { action: string; fields: () => ReactNode }) {
  return (
    <Form action={action}>
      <Fields />
      <Button>{useFields().send}</Button>
    </Form>
  );
}

/** Whether what was told waits for the office to ask the member. */
const waitsForOffice = (answer: unknown): boolean =>
  (answer as Partial<DetailAnswer> | null)?.effect === "waits";

/** Declares the page and the form of one kind. */
function telling<Body extends z.ZodType>(
  kind: Kind,
  asked: {
    readonly body: Body;
    readonly fields: () => ReactNode;
    readonly at: Readonly<Record<string, string>>;
    readonly tell: (
      system: System,
      actor: Actor,
      of: OfPosition,
      body: z.output<Body>,
    ) => Promise<Outcome<unknown>>;
  },
): void {
  const show = shown(kind, asked.fields);
  const route = { path: paths[kind], owner: "enrolment", may: "report employment" } as const;
  page({ ...route, show });
  form({
    ...route,
    body: asked.body,
    says: (words) => words.enrolment.problems,
    bad: show,
    take: async ({ system, actor, params, body, key, words }) => {
      const person = numberIn(params.person);
      const of = { key, person, position: numberIn(params.position) };
      if ((await readEmployee(system, actor, person)) === undefined) throw notFound();
      const { refused, accepted } = await asked.tell(system, actor, of, body);
      if (refused) return problemOf(refused, asked.at);
      const says = words.enrolment.forms[kind];
      const message = "waits" in says && waitsForOffice(accepted) ? says.waits : says.done;
      return see(link("/employer/people/:person", { person }), message);
    },
  });
}

const day = (problem = "dayMissing") => memorableDate(problem);
const kindsOfLeave = Object.keys(leaveTypes) as [LeaveType, ...LeaveType[]];

telling("leave", {
  body: z.object({
    type: z.enum(kindsOfLeave, { error: "leaveTypeMissing" }),
    pay: z.enum(["paid", "unpaid"], { error: "payWhileAwayMissing" }),
    approvedBy: maybe(100),
    from: day("firstDayAwayMissing"),
    lastDay: memorableDateOrNone("lastDayAwayWrong"),
  }),
  fields: LeaveFields,
  at: {
    "approval-missing": "approvedBy",
    "dates-reversed": "lastDay",
    "leave-overlaps": "from",
    "not-employed": "from",
    "in-future": "from",
  },
  tell: (system, actor, of, { type, pay, approvedBy, from, lastDay }) =>
    tellLeave(system, actor, {
      ...of,
      type,
      paid: pay === "paid",
      from: parseDate(from),
      ...(approvedBy === undefined ? {} : { approvedBy }),
      ...(lastDay === undefined ? {} : { lastDay: parseDate(lastDay) }),
    }),
});

function LeaveFields() {
  const words = useFields();
  const all = useWords().enrolment;
  return (
    <>
      <Select
        name="type"
        label={words.leaveType}
        empty
        options={kindsOfLeave.map((value) => ({ value, text: all.leaveKinds[value] }))}
      />
      <Choices
        name="pay"
        label={words.payWhileAway}
        options={[
          { value: "unpaid", text: all.employee.unpaid },
          { value: "paid", text: all.employee.paid },
        ]}
      />
      <Field name="approvedBy" label={words.approvedBy} />
      <MemorableDate name="from" label={words.from} />
      <MemorableDate name="lastDay" label={words.lastDayAway} />
    </>
  );
}

const back = { body: z.object({ on: day() }), fields: BackFields } as const;

telling("return", {
  ...back,
  at: { "not-on-leave": "on", "back-before-leave": "on", "in-future": "on" },
  tell: (system, actor, of, { on }) => tellReturn(system, actor, { ...of, on: parseDate(on) }),
});
telling("recall", {
  ...back,
  at: { "not-laid-off": "on", "back-before-leave": "on", "in-future": "on", "layoff-over": "on" },
  tell: (system, actor, of, { on }) => recall(system, actor, { ...of, on: parseDate(on) }),
});

function BackFields() {
  return <MemorableDate name="on" label={useFields().backOn} />;
}

telling("layoff", {
  body: z.object({ from: day(), reason: z.enum(layoffReasons, { error: "reasonMissing" }) }),
  fields: LayoffFields,
  at: { "not-a-layoff": "reason", "not-employed": "from", "leave-overlaps": "from", "in-future": "from" },
  tell: (system, actor, of, { from, reason }) =>
    layOff(system, actor, { ...of, from: parseDate(from), reason }),
});

function LayoffFields() {
  const words = useFields();
  const reasons = useWords().enrolment.layoffReasons;
  return (
    <>
      <MemorableDate name="from" label={words.layoffFrom} />
      <Choices
        name="reason"
        label={words.reason}
        options={layoffReasons.map((value) => ({ value, text: reasons[value] }))}
      />
    </>
  );
}

telling("leaving", {
  body: z.object({
    reason: z.enum(leavingReasons, { error: "reasonMissing" }),
    lastDay: day("lastDayMissing"),
    lastPaid: day("lastPaidMissing"),
    sickLeave: hoursHundredths(true),
  }),
  fields: LeavingFields,
  at: {
    "not-employed": "lastDay",
    "in-future": "lastDay",
    "last-paid-too-early": "lastPaid",
    "no-sick-leave-in-class": "sickLeave",
    "too-much-sick-leave": "sickLeave",
  },
  tell: (system, actor, of, { reason, lastDay, lastPaid, sickLeave }) =>
    tellLeaving(system, actor, {
      ...of,
      reason,
      lastDay: parseDate(lastDay),
      lastPaidPeriodEnd: parseDate(lastPaid),
      ...(sickLeave === undefined ? {} : { sickLeaveHundredths: sickLeave }),
    }),
});

function LeavingFields() {
  const words = useFields();
  const reasons = useWords().enrolment.leavingReasons;
  return (
    <>
      <Choices
        name="reason"
        label={words.reason}
        options={leavingReasons.map((value) => ({ value, text: reasons[value] }))}
      />
      <MemorableDate name="lastDay" label={words.lastDay} />
      <MemorableDate name="lastPaid" label={words.lastPaid} />
      <SickLeaveField optional />
    </>
  );
}

function SickLeaveField({ optional }: { optional?: boolean }) {
  const words = useFields();
  return (
    <Field
      name="sickLeave"
      label={words.sickLeave}
      hint={words.sickLeaveHint}
      inputMode="decimal"
      width="short"
      {...(optional ? { optional } : {})}
    />
  );
}

telling("sick-leave", {
  body: z.object({ sickLeave: hoursHundredths(false) }),
  fields: () => <SickLeaveField />,
  at: {
    "no-sick-leave-in-class": "sickLeave",
    "too-much-sick-leave": "sickLeave",
    "not-last-employer": "sickLeave",
    "still-employed": "sickLeave",
    "not-employed": "sickLeave",
  },
  tell: (system, actor, of, { sickLeave = 0 }) =>
    tellSickLeave(system, actor, { ...of, hundredths: sickLeave }),
});

telling("hours", {
  body: z.object({ from: day(), hours: hoursAYear, share: percentHundredths, toldEmployee: ticked }),
  fields: HoursFields,
  at: {
    "not-employed": "from",
    "in-future": "from",
    "found-late": "from",
    "no-change": "hours",
    "employee-not-told": "toldEmployee",
  },
  tell: (system, actor, of, { from, hours, share, toldEmployee }) =>
    tellHours(system, actor, {
      ...of,
      from: parseDate(from),
      hoursAYear: hours,
      fteHundredths: share,
      toldEmployee,
    }),
});

function HoursFields() {
  const words = useFields();
  return (
    <>
      <MemorableDate name="from" label={words.validFrom} />
      <Field name="hours" label={words.hoursAYear} inputMode="numeric" width="short" />
      <Field name="share" label={words.share} inputMode="decimal" width="short" suffix="%" />
      <Choices
        name="toldEmployee"
        label={words.hoursAYear}
        many
        options={[{ value: "yes", text: words.toldEmployee }]}
      />
    </>
  );
}

telling("name", {
  body: z.object({
    first: needed("firstMissing", 60),
    middle: maybe(60),
    last: needed("lastMissing", 60),
    from: day(),
  }),
  fields: NameFields,
  at: { "in-future": "from", "no-change": "last" },
  tell: (system, actor, of, { first, middle, last, from }) =>
    tellName(system, actor, {
      ...of,
      name: { first, last, ...(middle === undefined ? {} : { middle }) },
      from: parseDate(from),
    }),
});

function NameFields() {
  const words = useWords().enrolment.enrol;
  return (
    <>
      <Field name="first" label={words.first} />
      <Field name="middle" label={words.middle} optional />
      <Field name="last" label={words.last} />
      <MemorableDate name="from" label={useFields().validFrom} />
    </>
  );
}

telling("address", {
  body: z.object({
    street: needed("streetMissing", 200),
    city: needed("cityMissing", 100),
    state: z
      .string({ error: "stateWrong" })
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/, "stateWrong"),
    postalCode: z
      .string({ error: "postalCodeWrong" })
      .trim()
      .regex(/^\d{5}(-\d{4})?$/, "postalCodeWrong"),
    from: day(),
  }),
  fields: AddressFields,
  at: { "in-future": "from", "address-incomplete": "postalCode" },
  tell: (system, actor, of, { from, ...address }) =>
    tellAddress(system, actor, { ...of, address, from: parseDate(from) }),
});

function AddressFields() {
  const words = useFields();
  return (
    <>
      <Field name="street" label={words.street} />
      <Field name="city" label={words.city} />
      <Field name="state" label={words.state} width="short" />
      <Field name="postalCode" label={words.postalCode} width="medium" />
      <MemorableDate name="from" label={words.validFrom} />
    </>
  );
}

telling("death", {
  body: z.object({ died: day(), toldBy: needed("toldByMissing", 200) }),
  fields: DeathFields,
  at: { "in-future": "died", "died-before-birth": "died" },
  tell: (system, actor, of, { died, toldBy }) =>
    tellDeath(system, actor, { ...of, died: parseDate(died), toldBy }),
});

function DeathFields() {
  const words = useFields();
  return (
    <>
      <MemorableDate name="died" label={words.died} />
      <Field name="toldBy" label={words.toldBy} />
    </>
  );
}

telling("backdate", {
  body: z.object({ from: day(), through: day(), hours: hoursAYear, months: monthsOfPay }),
  fields: BackdateFields,
  at: {
    "not-employed": "from",
    "already-a-member": "from",
    "dates-reversed": "through",
    "in-future": "through",
    "not-eligible": "hours",
    "months-missing": "months",
    "pay-missing": "months",
    "rate-unknown": "months",
  },
  tell: (system, actor, of, { from, through, hours, months }) =>
    fileBackdating(system, actor, {
      ...of,
      from: parseDate(from),
      through: parseDate(through),
      hoursAYear: hours,
      months: months.map(({ month, payCents }) => ({ month: parseDate(month), payCents })),
    }),
});

function BackdateFields() {
  const words = useFields();
  return (
    <>
      <MemorableDate name="from" label={words.from} />
      <MemorableDate name="through" label={words.through} />
      <Field name="hours" label={words.hoursAYear} inputMode="numeric" width="short" />
      <LongField name="months" label={words.months} hint={words.monthsHint} rows={8} />
    </>
  );
}
