import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { decimalSteps } from "@emeritus/engine/exact.ts";
import { parseDollars } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { fileBackdating } from "@emeritus/operations/enrolling/backdate.ts";
import { tellAddress, tellHours, tellName } from "@emeritus/operations/enrolling/change-details.ts";
import { exclusions } from "@emeritus/operations/enrolling/decide-enrolment.ts";
import type { Enrolment } from "@emeritus/operations/enrolling/enrol.ts";
import { layOff, layoffReasons, recall } from "@emeritus/operations/enrolling/layoff.ts";
import { leaveTypes, tellLeave, tellReturn, type LeaveType } from "@emeritus/operations/enrolling/leave.ts";
import {
  leavingReasons,
  tellDeath,
  tellLeaving,
  tellSickLeave,
} from "@emeritus/operations/enrolling/leaving.ts";
import type { OfPosition } from "@emeritus/operations/enrolling/reported.ts";
import { takeBack } from "@emeritus/operations/enrolling/take-back.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import type { System } from "@emeritus/operations/system.ts";
import { z } from "zod";

const Day = z.iso.date().transform((text): PlainDate => parseDate(text));
const text = (most = 100) => z.string().trim().min(1).max(most);
const FullTimeShare = z
  .number()
  .min(0)
  .max(100)
  .describe("Percent of full time")
  .transform((percent) => Math.round(percent * 100));
const HoursAYear = z.number().int().min(0).max(4_000);
const SickLeave = z
  .string()
  .regex(/^\d{1,5}(\.\d{1,2})?$/)
  .describe("Hours with at most two decimals, such as 336.00")
  .transform((hours) => Number(decimalSteps(hours, 2)));
const Name = z
  .object({ first: text(60), middle: text(60).optional(), last: text(60), suffix: text(20).optional() })
  .transform(({ first, middle, last, suffix }) => ({
    first,
    last,
    ...(middle === undefined ? {} : { middle }),
    ...(suffix === undefined ? {} : { suffix }),
  }));

/** A membership form as the API and the terminal take it. */
export const EnrolmentBody = z
  .object({
    group: text(50).describe("Code of the reporting group"),
    ssn: z.string().regex(/^\d{9}$/),
    memberId: z
      .string()
      .regex(/^\d{8}$/)
      .optional(),
    name: Name,
    born: Day,
    hired: Day,
    position: text(40).describe("The employer's own code of the position"),
    title: text(100).optional(),
    hoursAYear: HoursAYear.optional(),
    fullTimeShare: FullTimeShare,
    memberClass: z.enum([
      "general",
      "legislator",
      "official",
      "waterPatrol",
      "partTimeLegislative",
      "judge",
      "administrativeLawJudge",
      "educator",
    ]),
    education: z.object({ teachesOrResearches: z.boolean(), administratorWithRank: z.boolean() }).optional(),
    excluded: z.enum(exclusions).optional(),
    tookLumpSum: z.boolean().optional(),
    differentPerson: z.boolean().optional(),
    toldEmployee: z.boolean().optional(),
  })
  .transform(({ fullTimeShare, ...form }): Omit<Enrolment, "key"> => ({
    ...form,
    fteHundredths: fullTimeShare,
  }));

/** Something an employer tells of a position: what it takes, and the operation that records it. */
export interface Telling<Body extends z.ZodType = z.ZodType> {
  readonly summary: string;
  readonly body: Body;
  readonly tell: (
    system: System,
    actor: Actor,
    of: OfPosition,
    body: z.output<Body>,
  ) => Promise<Outcome<unknown>>;
}

const telling = <Body extends z.ZodType>(asked: Telling<Body>): Telling => asked as unknown as Telling;

const kindsOfLeave = Object.keys(leaveTypes) as [LeaveType, ...LeaveType[]];
const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .transform((month) => parseDate(`${month}-01`));
const Pay = z
  .string()
  .regex(/^\d{1,6}\.\d{2}$/)
  .describe("Dollars and cents, such as 2750.50")
  .transform((amount) => Number(parseDollars(amount)));

/** Everything that can be told of a position, by its name in addresses and on the terminal. */
export const tellings = {
  leave: telling({
    summary: "A leave begins, or a whole one is told afterwards",
    body: z.object({
      type: z.enum(kindsOfLeave),
      paid: z.boolean(),
      approvedBy: text().optional(),
      from: Day,
      lastDay: Day.optional(),
    }),
    tell: (system, actor, of, body) => tellLeave(system, actor, { ...of, ...body }),
  }),
  return: telling({
    summary: "Somebody is back from a leave",
    body: z.object({ on: Day }),
    tell: (system, actor, of, body) => tellReturn(system, actor, { ...of, ...body }),
  }),
  layoff: telling({
    summary: "Somebody is laid off",
    body: z.object({ from: Day, reason: z.enum(layoffReasons) }),
    tell: (system, actor, of, body) => layOff(system, actor, { ...of, ...body }),
  }),
  recall: telling({
    summary: "Somebody is recalled from a layoff",
    body: z.object({ on: Day }),
    tell: (system, actor, of, body) => recall(system, actor, { ...of, ...body }),
  }),
  leaving: telling({
    summary: "Employment ends: last day, last payroll period paid, unused sick leave",
    body: z.object({
      lastDay: Day,
      lastPaidPeriodEnd: Day,
      reason: z.enum(leavingReasons),
      sickLeaveHours: SickLeave.optional(),
    }),
    tell: (system, actor, of, { sickLeaveHours, ...body }) =>
      tellLeaving(system, actor, {
        ...of,
        ...body,
        ...(sickLeaveHours === undefined ? {} : { sickLeaveHundredths: sickLeaveHours }),
      }),
  }),
  sickLeave: telling({
    summary: "Unused sick leave of somebody who left",
    body: z.object({ hours: SickLeave }),
    tell: (system, actor, of, { hours }) => tellSickLeave(system, actor, { ...of, hundredths: hours }),
  }),
  hours: telling({
    summary: "The hours a year of the position change",
    body: z.object({
      from: Day,
      hoursAYear: HoursAYear,
      fullTimeShare: FullTimeShare,
      toldEmployee: z.boolean().optional(),
    }),
    tell: (system, actor, of, { fullTimeShare, ...body }) =>
      tellHours(system, actor, { ...of, ...body, fteHundredths: fullTimeShare }),
  }),
  name: telling({
    summary: "Somebody has another name",
    body: z.object({ name: Name, from: Day }),
    tell: (system, actor, of, body) => tellName(system, actor, { ...of, ...body }),
  }),
  address: telling({
    summary: "Somebody has another home address",
    body: z.object({
      street: text(200),
      city: text(100),
      state: z.string().regex(/^[A-Z]{2}$/),
      postalCode: z.string().regex(/^\d{5}(-\d{4})?$/),
      from: Day,
    }),
    tell: (system, actor, of, { from, ...address }) => tellAddress(system, actor, { ...of, address, from }),
  }),
  death: telling({
    summary: "Somebody died",
    body: z.object({ died: Day, toldBy: text(200) }),
    tell: (system, actor, of, body) => tellDeath(system, actor, { ...of, ...body }),
  }),
  takeBack: telling({
    summary:
      "The latest that was told of the position was told by mistake: the record says again what it said before",
    body: z.object({
      notice: z.number().int().positive().describe("Number of the notice, as the employee's record lists it"),
      because: text(500).describe("Why it is taken back"),
    }),
    tell: (system, actor, of, body) => takeBack(system, actor, { ...of, ...body }),
  }),
  backdate: telling({
    summary: "A position gave membership all along: the backdated form with the pay of each month",
    body: z.object({
      from: Day,
      through: Day,
      hoursAYear: HoursAYear,
      months: z.array(z.object({ month: Month, pay: Pay })).max(840),
    }),
    tell: (system, actor, of, { months, ...body }) =>
      fileBackdating(system, actor, {
        ...of,
        ...body,
        months: months.map(({ month, pay }) => ({ month, payCents: pay })),
      }),
  }),
} as const;

/** The name of something that can be told. */
export type TellingName = keyof typeof tellings;
