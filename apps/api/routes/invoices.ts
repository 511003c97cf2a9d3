import { formatDate } from "@emeritus/engine/dates.ts";
import { formatCents, parseDollars } from "@emeritus/engine/money.ts";
import { readRates } from "@emeritus/operations/money-in/certified-rates.ts";
import { decideRate, enterRate, readRatesWaiting } from "@emeritus/operations/money-in/enter-rate.ts";
import {
  askWithdrawal,
  chooseWithdrawalLimit,
  decideWithdrawal,
  withdrawalLimits,
} from "@emeritus/operations/money-in/withdraw-election.ts";
import { electPrepayment, payCycles } from "@emeritus/operations/money-in/elect-prepayment.ts";
import { readInvoice, readInvoices, readStatement } from "@emeritus/operations/money-in/read-invoices.ts";
import {
  electionState,
  readPrepayment,
  readPrepayments,
  settlePrepayment,
} from "@emeritus/operations/money-in/settle-prepayment.ts";
import { trustNamed } from "@emeritus/records/money-in.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";
import {
  Amount,
  because,
  Day,
  Expected,
  expectedOf,
  owner,
  Page,
  Percent,
  Trust,
} from "../shared/money-answers.ts";

const Invoice = z.object({
  employer: z.number(),
  reference: z.string(),
  charges: z.array(
    z.object({
      charge: z.number(),
      kind: z.string(),
      due: Day,
      charged: Amount,
      received: Amount,
      open: Amount,
      report: z.number().nullable(),
    }),
  ),
});
const Statement = z.object({
  employer: z.number(),
  opening: Amount,
  charged: Amount,
  received: Amount,
  closing: Amount,
  lines: z.array(
    z.object({
      day: Day,
      what: z.string(),
      reference: z.string(),
      trust: Trust,
      charged: Amount,
      received: Amount,
    }),
  ),
});
const Rates = z.object({
  years: z.array(
    z.object({
      fiscalYear: Day,
      rates: z.record(
        z.string(),
        z.object({ thousandths: Percent, from: z.enum(["law", "fund"]) }).nullable(),
      ),
    }),
  ),
});
const Prepayment = z.object({
  election: z.number(),
  employer: z.number(),
  fiscalYear: Day,
  components: z.array(z.string()),
  prepaidOn: Day,
  expected: Amount,
  prepayment: Amount,
  credit: Amount,
  paidOn: Day.nullable(),
  drawn: Amount,
  settled: z.boolean(),
  state: z.enum(["waiting", "late", "paid", "settled", "withdrawn"]),
});
const prepaymentOf = (
  row: Awaited<ReturnType<typeof readPrepayments>>[number],
  today: string,
): z.input<typeof Prepayment> => ({
  election: row.election,
  employer: row.employer,
  fiscalYear: row.fiscalYear,
  components: [...row.components],
  prepaidOn: row.prepaidOn,
  expected: formatCents(row.expectedCents),
  prepayment: formatCents(row.prepaymentCents),
  credit: formatCents(row.creditCents),
  paidOn: row.paidOn,
  drawn: formatCents(row.drawnCents),
  settled: row.settled,
  state: electionState(row, today),
});

// What employers see, and the office of each of them.
for (const hat of ["employer", "office"] as const) {
  apiRoute({
    method: "get",
    path: `/api/${hat}/invoices`,
    owner,
    may: "read invoices",
    summary: "Invoices by reference and trust, the newest first",
    query: Page,
    answer: z.object({ invoices: z.array(Expected), more: z.boolean() }),
    take: async ({ system, actor, query }) => {
      const { rows, more } = await readInvoices(system, actor, query);
      return { invoices: rows.map(expectedOf), more };
    },
  });
  apiRoute({
    method: "get",
    path: `/api/${hat}/invoices/:reference`,
    owner,
    may: "read invoices",
    summary: "One invoice, charge by charge",
    params: z.object({ reference: z.string().max(100) }),
    answer: Invoice,
    take: async ({ system, actor, params }) => {
      const seen = await readInvoice(system, actor, params.reference);
      if (seen === undefined) throw new NotFound("no such invoice");
      return {
        employer: seen.employer.employer,
        reference: seen.reference,
        charges: seen.charges.map(({ charge, kind, due, cents, paidCents, openCents, report }) => ({
          charge,
          kind,
          due,
          charged: formatCents(cents),
          received: formatCents(paidCents),
          open: formatCents(openCents),
          report,
        })),
      };
    },
  });
  apiRoute({
    method: "get",
    path: `/api/${hat}/statement`,
    owner,
    may: "read invoices",
    summary: "An employer's account from a day to a day: opening, every line, closing",
    query: z.object({ employer: z.coerce.number().int().min(1).max(2_147_483_647), from: Day, to: Day }),
    subject: ({ query }) => ({ employer: query.employer }),
    answer: Statement,
    take: async ({ system, actor, query }) => {
      const seen = await readStatement(system, actor, query);
      if (seen === undefined) throw new NotFound("no such employer");
      return {
        employer: seen.employer.employer,
        opening: formatCents(seen.openingCents),
        charged: formatCents(seen.chargedCents),
        received: formatCents(seen.receivedCents),
        closing: formatCents(seen.closingCents),
        lines: seen.lines.map((line) => ({
          day: line.day,
          what: line.what,
          reference: line.reference,
          trust: trustNamed(line.trust),
          charged: formatCents(line.chargedCents),
          received: formatCents(line.receivedCents),
        })),
      };
    },
  });
  apiRoute({
    method: "get",
    path: `/api/${hat}/rates`,
    owner,
    may: "read invoices",
    summary:
      "Certified rates by fiscal year; a rate that no source gives and the fund has not entered is null",
    answer: Rates,
    take: async ({ system, actor }) => ({
      years: (await readRates(system, actor)).map(({ fiscalYear, rates }) => ({
        fiscalYear,
        rates: Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate ?? null])),
      })),
    }),
  });
  apiRoute({
    method: "get",
    path: `/api/${hat}/prepayments`,
    owner,
    may: "read invoices",
    summary: "Prepayments of contributions, the newest first",
    answer: z.object({ prepayments: z.array(Prepayment) }),
    take: async ({ system, actor }) => ({
      prepayments: (await readPrepayments(system, actor)).map((one) =>
        prepaymentOf(one, formatDate(system.calendar.today())),
      ),
    }),
  });
  apiRoute({
    method: "get",
    path: `/api/${hat}/prepayments/:election`,
    owner,
    may: "read invoices",
    summary: "One prepayment",
    params: z.object({ election: WholeNumber }),
    answer: Prepayment,
    take: async ({ system, actor, params }) => {
      const seen = await readPrepayment(system, actor, params.election);
      if (seen === undefined) throw new NotFound("no such prepayment");
      return prepaymentOf(seen.election, formatDate(system.calendar.today()));
    },
  });
}

const enter = { method: "post", owner, may: "enter money in" } as const;
const RateNamed = z.object({
  name: z.enum(["generalPayroll", "judicialPayroll"]),
  fiscalYear: Day,
  thousandths: z.number().int().min(1).max(100_000),
});
apiRoute({
  method: "get",
  owner,
  may: "read money in",
  path: "/api/office/rates-waiting",
  summary: "Certified rates that one person entered and a second person has not decided",
  answer: z.object({
    rates: z.array(RateNamed.extend({ because: z.string(), enteredBy: z.string() })),
  }),
  take: async ({ system, actor }) => ({ rates: await readRatesWaiting(system, actor) }),
});
apiRoute({
  ...enter,
  may: "release money out",
  path: "/api/office/rates-decision",
  summary: "Confirm a certified rate that another person entered, exactly as seen, or refuse it",
  body: RateNamed.extend({ decision: z.enum(["confirmed", "refused"]) }),
  answer: z.object({ decision: z.enum(["confirmed", "refused"]) }),
  take: async ({ system, actor, body, key }) => {
    const { accepted, refused } = await decideRate(system, actor, { key, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  ...enter,
  path: "/api/office/rates",
  summary: "Enter a certified rate for a fiscal year that no source gives; a second person confirms it",
  body: RateNamed.extend({ because }),
  answer: z.object({ thousandths: Percent }),
  take: async ({ system, actor, body, key }) => {
    const { accepted, refused } = await enterRate(system, actor, { key, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
const hundredths = z.number().int().min(0).max(10_000);
apiRoute({
  ...enter,
  path: "/api/office/prepayments",
  summary:
    "Record a department's election to prepay (Board Rules 2-21, 4-11); rates in hundredths of a percent",
  body: z.object({
    employer: z.number().int().min(1).max(2_147_483_647),
    payroll: z.enum(["generalPayroll", "judicialPayroll"]),
    fiscalYear: Day,
    components: z.array(z.enum(["normalCost", "unfundedLiability"])).max(2),
    prepaidOn: Day,
    toldOn: Day,
    normalCostHundredths: hundredths,
    unfundedHundredths: hundredths,
    assumedPayroll: z
      .string()
      .regex(/^\d{1,9}\.\d{2}$/)
      .refine((text) => parseDollars(text) > 0n),
    returnHundredths: z.number().int().min(0).max(2_000),
    payCycle: z.enum(payCycles),
  }),
  answer: z.object({ election: z.number(), reference: z.string(), prepayment: Amount }),
  take: async ({ system, actor, body: { assumedPayroll, components, ...body }, key }) => {
    const asked = {
      key,
      ...body,
      components: [...new Set(components)],
      assumedPayrollCents: parseDollars(assumedPayroll),
    };
    const { accepted, refused } = await electPrepayment(system, actor, asked);
    if (refused) return refusal(refused);
    const { election, reference, prepaymentCents } = accepted;
    return { election, reference, prepayment: formatCents(prepaymentCents) };
  },
});
apiRoute({
  ...enter,
  path: "/api/office/prepayments/:election/settlement",
  summary: "Settle a prepayment after the fiscal year: a bill or a credit",
  params: z.object({ election: WholeNumber }),
  body: z.object({}),
  answer: z.object({ billed: Amount, credited: Amount }),
  take: async ({ system, actor, params, key }) => {
    const { accepted, refused } = await settlePrepayment(system, actor, { key, ...params });
    if (refused) return refusal(refused);
    return { billed: formatCents(accepted.billedCents), credited: formatCents(accepted.creditedCents) };
  },
});
apiRoute({
  ...enter,
  path: "/api/office/prepayments/:election/withdrawal-request",
  summary: "Ask to withdraw an election to prepay that is not paid; a second person decides",
  params: z.object({ election: WholeNumber }),
  body: z.object({ because: z.string().trim().min(1).max(500) }),
  answer: z.object({ election: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await askWithdrawal(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  ...enter,
  may: "release money out",
  path: "/api/office/prepayments/:election/withdrawal",
  summary: "Withdraw an election to prepay, as a second person, or keep it",
  params: z.object({ election: WholeNumber }),
  body: z.object({
    decision: z.enum(["withdrawn", "kept"]),
    because: z.string().trim().min(1).max(500),
  }),
  answer: z.object({ election: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await decideWithdrawal(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  ...enter,
  may: "release money out",
  path: "/api/office/prepayment-withdrawal-limit",
  summary: "Choose, from today on, until when an election to prepay may be withdrawn",
  body: z.object({ until: z.enum(withdrawalLimits) }),
  answer: z.object({ until: z.enum(withdrawalLimits) }),
  take: async ({ system, actor, body, key }) => {
    await chooseWithdrawalLimit(system, actor, { key, ...body });
    return body;
  },
});
