import { parseDate } from "@emeritus/engine/dates.ts";
import { fileBackdating } from "@emeritus/operations/enrolling/backdate.ts";
import { tellAddress, tellHours, tellName } from "@emeritus/operations/enrolling/change-details.ts";
import { layOff, layoffReasons, recall } from "@emeritus/operations/enrolling/layoff.ts";
import { leaveTypes, tellLeave, tellReturn, type LeaveType } from "@emeritus/operations/enrolling/leave.ts";
import {
  leavingReasons,
  tellDeath,
  tellLeaving,
  tellSickLeave,
} from "@emeritus/operations/enrolling/leaving.ts";
import { z } from "zod";
import { memorableDate, memorableDateOrNone } from "../member/retire-parts.tsx";
import { Choices, Field, LongField, MemorableDate, Select } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import {
  hoursAYear,
  hoursHundredths,
  maybe,
  monthsOfPay,
  needed,
  percentHundredths,
  ticked,
} from "./form-fields.ts";
import { telling, useFields } from "./telling.tsx";

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
