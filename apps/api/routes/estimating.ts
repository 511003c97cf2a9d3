import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { parseExact } from "@emeritus/engine/exact.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { estimateBenefit } from "@emeritus/operations/estimating/estimate-benefit.ts";
import { explanationJson } from "@emeritus/operations/estimating/explanation-json.ts";
import { readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import type { System } from "@emeritus/operations/system.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Clocks, momentAsked } from "../shared/clocks.ts";
import { OfPerson, own, subject } from "../shared/of-case.ts";

const Amount = z.string().describe("Dollars and cents, such as 2236.15");
const Day = z.iso.date();
const Explanation = z.object({ result: z.number(), parts: z.array(z.record(z.string(), z.unknown())) });
const Explained = z.object({
  amount: Amount.nullable(),
  missing: z.array(z.string()),
  explanation: Explanation,
});

function explained(result: Result<Exact>): z.input<typeof Explained> {
  const { value, missing, explanation } = result;
  const amount = value === undefined ? null : formatCents(value.n / value.d);
  const { result: number, parts } = explanationJson(explanation);
  return { amount, missing: [...missing], explanation: { result: number, parts: [...parts] } };
}

const RecordAnswer = z.object({
  person: z.number(),
  memberId: z.string(),
  name: z.string(),
  creditedServiceMonths: z.number().nullable(),
  vested: z.boolean().nullable(),
  employment: z.array(z.object({ employer: z.number(), plan: z.string(), from: Day, to: z.string() })),
  pay: z.array(z.object({ year: z.number(), position: z.number(), cents: z.array(z.number().nullable()) })),
  ladder: z.array(z.object({ door: z.string(), first: Day.nullable() })),
});

async function recordAnswer(
  system: System,
  actor: Actor,
  person: number,
  query: z.output<typeof Clocks>,
): Promise<z.input<typeof RecordAnswer>> {
  const moment = await momentAsked(system, query);
  const { career, service, vested, ladder } = await readMemberRecord(system, actor, person, moment);
  return {
    person,
    memberId: career.memberId,
    name: career.name,
    creditedServiceMonths: service.value ?? null,
    vested: vested.value ?? null,
    employment: career.rows.employment.map(({ employer, plan, from, to }) => ({ employer, plan, from, to })),
    pay: career.rows.pay.map(({ year, position, cents }) => ({ year, position, cents: [...cents] })),
    ladder: ladder.map(({ door, first }) => ({
      door,
      first: first.value ? formatDate(first.value) : null,
    })),
  };
}

const EstimateQuery = z.object({
  start: Day.describe("The annuity starting date, the first of a month"),
  leftService: Day.optional().describe("The last day of work to suppose"),
  sickLeaveHours: z
    .string()
    .regex(/^\d{1,5}(\.\d{1,2})?$/)
    .optional(),
  spouseBirthDate: Day.optional(),
});

const EstimateAnswer = z.object({
  start: Day,
  door: z.string().nullable(),
  notFinal: z.array(z.object({ fact: z.string(), because: z.string().nullable() })),
  baseBenefit: Explained,
  temporaryBenefit: Explained,
  temporaryBenefitEnds: Day.nullable(),
  options: z.array(
    z.object({
      option: z.string(),
      toMember: Explained,
      toMemberAtFirst: Explained,
      toSurvivor: Explained.nullable(),
    }),
  ),
});

async function estimateAnswer(
  system: System,
  actor: Actor,
  person: number,
  query: z.output<typeof EstimateQuery>,
) {
  const { outcome } = await estimateBenefit(system, actor, {
    person,
    annuityStartingDate: parseDate(query.start),
    ...(query.leftService === undefined ? {} : { leftService: parseDate(query.leftService) }),
    ...(query.sickLeaveHours === undefined ? {} : { unusedSickLeaveHours: parseExact(query.sickLeaveHours) }),
    ...(query.spouseBirthDate === undefined ? {} : { spouseBirthDate: parseDate(query.spouseBirthDate) }),
  });
  if (outcome.refused) return refusal(outcome.refused);
  const { accepted: estimate } = outcome;
  const day = (date: PlainDate | undefined) => (date === undefined ? null : formatDate(date));
  return {
    start: formatDate(estimate.start),
    door: estimate.door.value ?? null,
    notFinal: estimate.notFinal.map(({ fact, because }) => ({ fact, because: because ?? null })),
    baseBenefit: explained(estimate.base),
    temporaryBenefit: explained(estimate.temporary),
    temporaryBenefitEnds: day(estimate.temporaryEnds.value),
    options: estimate.options.map(({ option, toMember, atFirst, toSurvivor }) => ({
      option,
      toMember: explained(toMember),
      toMemberAtFirst: explained(atFirst),
      toSurvivor: toSurvivor ? explained(toSurvivor) : null,
    })),
  };
}

apiRoute({
  method: "get",
  path: "/api/member/record",
  owner: "member",
  may: "read a record",
  summary: "Your own record: service, pay, and the first date of each way into retirement",
  query: Clocks,
  answer: RecordAnswer,
  subject: own,
  take: ({ system, actor, query }) => recordAnswer(system, actor, actor.person!, query),
});

apiRoute({
  method: "get",
  path: "/api/member/estimate",
  owner: "member",
  may: "estimate a benefit",
  summary: "Your benefit from a date, every payment option explained",
  query: EstimateQuery,
  answer: EstimateAnswer,
  subject: own,
  take: ({ system, actor, query }) => estimateAnswer(system, actor, actor.person!, query),
});

apiRoute({
  method: "get",
  path: "/api/office/members/:person/record",
  owner: "member",
  may: "read a record",
  summary: "A member's record",
  params: OfPerson,
  query: Clocks,
  answer: RecordAnswer,
  subject,
  take: ({ system, actor, params, query }) => recordAnswer(system, actor, params.person, query),
});

apiRoute({
  method: "get",
  path: "/api/office/members/:person/estimate",
  owner: "member",
  may: "estimate a benefit",
  summary: "A member's benefit from a date, every payment option explained",
  params: OfPerson,
  query: EstimateQuery,
  answer: EstimateAnswer,
  subject,
  take: ({ system, actor, params, query }) => estimateAnswer(system, actor, params.person, query),
});
