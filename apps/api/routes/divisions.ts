import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { decimalSteps } from "@emeritus/engine/exact.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { reasonCodes } from "@emeritus/operations/dividing-benefits/decide-order.ts";
import { qualifyOrder, rejectOrder } from "@emeritus/operations/dividing-benefits/qualify-order.ts";
import {
  readDivision,
  readDivisions,
  readOwnDivisions,
} from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import {
  correctOrderRead,
  recordAmendedOrder,
  type OrderRead,
  recordOrder,
  sendOrderPaper,
} from "@emeritus/operations/dividing-benefits/record-order.ts";
import { divisionStatuses } from "@emeritus/operations/dividing-benefits/status.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import type { System } from "@emeritus/operations/system.ts";
import { divisionAsks } from "@emeritus/records/division-tables.ts";
import { ownPerson } from "@emeritus/web/member/own-record.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { fromHundredths } from "@emeritus/words/format.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { because, keyOf, OfCase, OfPerson, refusedOr, subject } from "../shared/of-case.ts";

const owner = "divisions";
const Day = z.iso.date();
const Amount = z.string().describe("Dollars and cents, such as 255.00");
const percentSays = "Percent of what was accrued in the marriage, with at most two decimals, such as 37.5";
const Percent = z
  .string()
  .regex(/^(?!0+(?:\.0+)?$)(?:\d{1,2}(?:\.\d{1,2})?|100(?:\.0{1,2})?)$/u)
  .describe(percentSays);
const PercentOut = z.string().nullable().describe(percentSays);
const SeenStep = z.number().int().min(1).optional();
const Reason = z.object({ code: z.enum(reasonCodes), cites: z.string(), says: z.string().nullable() });
const Order = z.object({
  court: z.string().trim().min(1).max(200),
  causeNumber: z.string().trim().min(1).max(60),
  issued: Day,
  received: Day,
  married: Day.optional(),
  dissolved: Day.optional(),
  dividedTo: Day.optional(),
  percent: Percent.optional(),
  cents: z.number().int().positive().optional().describe("Cents a month, where the order names dollars"),
  certified: z.boolean(),
  identifies: z.boolean(),
  asks: z.array(z.enum(divisionAsks)).default([]),
});
const Who = z.union([
  z.object({ memberId: z.string().regex(/^\d{8}$/) }),
  z.object({
    first: z.string().trim().min(1).max(100),
    last: z.string().trim().min(1).max(100),
    born: Day,
    ssn: z.string().regex(/^\d{9}$/),
    address: z.object({
      street: z.string().trim().min(1).max(200),
      city: z.string().trim().min(1).max(100),
      state: z.string().regex(/^[A-Z]{2}$/),
      postalCode: z.string().regex(/^\d{5}(-\d{4})?$/),
    }),
  }),
]);
const Row = z.object({
  person: z.number(),
  case: z.number(),
  memberId: z.string(),
  name: z.string(),
  formerSpouse: z.string(),
  received: Day,
  percent: PercentOut,
  status: z.enum(divisionStatuses),
  next: z.string().nullable(),
  due: Day.nullable(),
});
const Paid = z.object({ benefit: z.number(), from: Day, atStart: Amount });
const Detail = z.object({
  person: z.number(),
  case: z.number(),
  formerSpouse: z.number(),
  status: z.enum(divisionStatuses),
  step: z.number().describe("Its last step: send it with a decision, so that what changed since is refused"),
  recordedBy: z.string(),
  decidedBy: z.string().nullable(),
  paper: z.boolean(),
  takenOver: z
    .object({ annuity: Amount, part: Amount, firstMonth: Day, byRegister: z.boolean() })
    .nullable()
    .describe("A divided annuity of another system that qualifying puts in payment from a month on"),
  amends: z.number().nullable().describe("The case of the order in whose place it comes"),
  /** What speaks against it: what was decided, or what the law says before a decision. */
  reasons: z.array(Reason),
  accruedInMarriage: Amount.nullable(),
  wouldPay: Amount.nullable(),
  paid: Paid.nullable(),
});
const Own = z.object({
  party: z.enum(["member", "formerSpouse"]),
  other: z.string(),
  court: z.string(),
  causeNumber: z.string(),
  issued: Day,
  percent: PercentOut,
  status: z.enum(divisionStatuses),
  paid: Paid.nullable(),
});

const percentOf = (share: number | null | undefined) => (share == null ? null : fromHundredths(share));
const paidOf = (benefit: { benefit: number; from: number; baseCents: bigint } | undefined) =>
  benefit === undefined
    ? null
    : {
        benefit: benefit.benefit,
        from: formatDate(benefit.from),
        atStart: formatCents(benefit.baseCents),
      };

function orderOf(body: z.output<typeof Order>): OrderRead {
  const { issued, received, married, dissolved, dividedTo, percent, cents, ...rest } = body;
  const dayOf = (text: string | undefined) => (text === undefined ? undefined : parseDate(text));
  return {
    ...rest,
    issued: parseDate(issued),
    received: parseDate(received),
    married: dayOf(married),
    dissolved: dayOf(dissolved),
    dividedTo: dayOf(dividedTo),
    share: percent === undefined ? undefined : Number(decimalSteps(percent, 2)),
    amount: cents === undefined ? undefined : BigInt(cents),
  };
}

async function detailOf(system: System, actor: Actor, of: CaseKey): Promise<z.input<typeof Detail>> {
  const seen = await readDivision(system, actor, of);
  if (seen === undefined) throw new NotFound("no such case");
  const { division, review, would, elsewhere, benefit } = seen;
  const inMarriage = review?.accrued?.inMarriage.value;
  return {
    person: division.person,
    case: division.caseNumber,
    formerSpouse: division.order.alternatePayee,
    status: division.status,
    step: division.step,
    recordedBy: division.recordedBy,
    decidedBy: division.decidedBy ?? null,
    paper: division.paper !== undefined,
    takenOver:
      elsewhere?.accepted === undefined
        ? null
        : {
            annuity: formatCents(elsewhere.accepted.annuity.baseCents),
            part: formatCents(elsewhere.accepted.part.baseCents),
            firstMonth: elsewhere.accepted.annuity.firstMonth!,
            byRegister: elsewhere.accepted.register !== undefined,
          },
    amends: division.order.amends ?? null,
    reasons: (review?.reasons ?? division.reasons).map(({ code, cites, says }) => ({
      code,
      cites,
      says: says ?? null,
    })),
    accruedInMarriage: inMarriage === undefined ? null : formatCents(inMarriage.n / inMarriage.d),
    wouldPay: would === undefined ? null : formatCents(would.byLaw.cents),
    paid: paidOf(benefit),
  };
}

apiRoute({
  method: "get",
  path: "/api/office/divisions",
  owner,
  may: "read division orders",
  summary: "Division of benefits orders, those that ask for a decision first",
  answer: z.object({ orders: z.array(Row) }),
  take: async ({ system, actor }) => ({
    orders: (await readDivisions(system, actor)).map((row) => ({
      person: row.person,
      case: row.caseNumber,
      memberId: row.memberId,
      name: row.name,
      formerSpouse: row.formerSpouse,
      received: row.received,
      percent: percentOf(row.share),
      status: row.status as (typeof divisionStatuses)[number],
      next: row.duty,
      due: row.due,
    })),
  }),
});

apiRoute({
  method: "post",
  path: "/api/office/members/:person/division",
  owner,
  may: "record a division order",
  summary: "Record a court's order that divides a member's annuity; a second person decides on it",
  params: OfPerson,
  subject,
  body: z.object({ order: Order, formerSpouse: Who, file: z.base64().optional() }),
  bodyLimit: 14_000_000,
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const who = body.formerSpouse;
    const alternatePayee = "born" in who ? { ...who, born: parseDate(who.born) } : who;
    const paper = body.file === undefined ? undefined : Buffer.from(body.file, "base64");
    const asked = { key, member: params.person, alternatePayee, order: orderOf(body.order), paper };
    const { accepted, refused } = await recordOrder(system, actor, asked);
    return refused ? refusal(refused) : detailOf(system, actor, accepted);
  },
});

apiRoute({
  method: "get",
  path: "/api/office/divisions/:person/:case",
  owner,
  may: "read division orders",
  summary: "An order: where it stands, what the law says of it, and what is paid by it",
  params: OfCase,
  subject,
  answer: Detail,
  take: ({ system, actor, params }) => detailOf(system, actor, keyOf(params)),
});

apiRoute({
  method: "post",
  path: "/api/office/divisions/:person/:case/correction",
  owner,
  may: "record a division order",
  summary: "Correct what was read from the paper before anybody decides",
  params: OfCase,
  subject,
  body: z.object({ order: Order, because }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const asked = { key, of, order: orderOf(body.order), because: body.because };
    const { refused } = await correctOrderRead(system, actor, asked);
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/divisions/:person/:case/amendment",
  owner,
  may: "record a division order",
  summary:
    "Record an order that amends this one; it holds in its place once a second person has qualified it",
  params: OfCase,
  subject,
  body: z.object({ order: Order, file: z.base64().optional() }),
  bodyLimit: 14_000_000,
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const paper = body.file === undefined ? undefined : Buffer.from(body.file, "base64");
    const asked = { key, of: keyOf(params), order: orderOf(body.order), paper };
    const { accepted, refused } = await recordAmendedOrder(system, actor, asked);
    return refused ? refusal(refused) : detailOf(system, actor, accepted);
  },
});

apiRoute({
  method: "post",
  path: "/api/office/divisions/:person/:case/paper",
  owner,
  may: "record a division order",
  summary: "Add the certified copy of the order, a PDF, JPEG or PNG in base64",
  params: OfCase,
  subject,
  body: z.object({ file: z.base64() }),
  bodyLimit: 14_000_000,
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const bytes = Buffer.from(body.file, "base64");
    const { refused } = await sendOrderPaper(system, actor, { key, of, bytes });
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/divisions/:person/:case/qualification",
  owner,
  may: "qualify a division order",
  summary: "Qualify an order as the second person; an annuity that is paid is divided with it",
  params: OfCase,
  subject,
  body: z.object({ step: SeenStep }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const { refused } = await qualifyOrder(system, actor, { key, of, seenStep: body.step });
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/divisions/:person/:case/rejection",
  owner,
  may: "qualify a division order",
  summary: "Reject an order as the second person, for the law's reasons and one of your own",
  params: OfCase,
  subject,
  body: z.object({ step: SeenStep, unclear: z.string().trim().min(1).max(500).optional() }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const asked = { key, of, unclear: body.unclear, seenStep: body.step };
    const { refused } = await rejectOrder(system, actor, asked);
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "get",
  path: "/api/member/divisions",
  owner,
  may: "read a record",
  summary: "The orders in which you are the member or the former spouse, with your part",
  answer: z.object({ orders: z.array(Own) }),
  take: async ({ system, actor }) => ({
    orders: (await readOwnDivisions(system, actor, ownPerson({ actor }))).map(
      ({ party, other, division, benefit }) => ({
        party,
        other,
        court: division.order.court,
        causeNumber: division.order.causeNumber,
        issued: formatDate(division.order.issued),
        percent: percentOf(division.order.share),
        status: division.status,
        paid: paidOf(benefit),
      }),
    ),
  }),
});
