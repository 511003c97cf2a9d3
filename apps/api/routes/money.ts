import { formatCents, parseDollars } from "@emeritus/engine/money.ts";
import { enterInterestRate } from "@emeritus/operations/crediting-interest/interest-rates.ts";
import {
  approveInterest,
  carryInterestOn,
  prepareInterest,
  withdrawInterest,
} from "@emeritus/operations/crediting-interest/run-interest.ts";
import {
  listInterest,
  readMemberAccounts,
  seeInterest,
} from "@emeritus/operations/crediting-interest/see-interest.ts";
import { enterRate, readRates } from "@emeritus/operations/money-in/certified-rates.ts";
import { electPrepayment, payCycles } from "@emeritus/operations/money-in/elect-prepayment.ts";
import { enterReceipt } from "@emeritus/operations/money-in/enter-receipt.ts";
import { importDeposits } from "@emeritus/operations/money-in/import-deposits.ts";
import {
  matchPrepayment,
  matchReceipt,
  unmatchReceipt,
} from "@emeritus/operations/money-in/match-receipt.ts";
import { askPayback, decidePayback } from "@emeritus/operations/money-in/pay-back.ts";
import { readInvoice, readInvoices, readStatement } from "@emeritus/operations/money-in/read-invoices.ts";
import {
  readAged,
  readControlProofs,
  readMoneyDesk,
  readReceipt,
  readSuspense,
} from "@emeritus/operations/money-in/read-money-in.ts";
import {
  readPrepayment,
  readPrepayments,
  settlePrepayment,
} from "@emeritus/operations/money-in/settle-prepayment.ts";
import { trustNamed } from "@emeritus/records/money-in.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "money in";
const Day = z.iso.date();
const Amount = z.string().describe("Dollars and cents, such as 1427.64");
const AmountIn = z.string().regex(/^-?\d{1,12}\.\d{2}$/);
const Percent = z.number().describe("Thousandths of a percent");
const Trust = z.enum(["pension", "insurance"]);
const because = z.string().trim().min(1).max(500);
const Reference = z.string().trim().min(1).max(100);
const Page = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

const Expected = z.object({
  employer: z.number(),
  employerName: z.string(),
  reference: z.string(),
  periodBegin: Day,
  periodEnd: Day,
  trust: Trust,
  due: Day,
  charged: Amount,
  received: Amount,
  open: Amount,
});
const expectedOf = (
  row: Awaited<ReturnType<typeof readInvoices>>["rows"][number],
): z.input<typeof Expected> => ({
  ...row,
  trust: trustNamed(row.trust),
  charged: formatCents(row.chargedCents),
  received: formatCents(row.receivedCents),
  open: formatCents(row.openCents),
});
const Receipt = z.object({
  receipt: z.number(),
  trust: Trust,
  receivedOn: Day,
  amount: Amount,
  reference: z.string(),
  payer: z.string(),
  employer: z.number().nullable(),
  left: Amount,
  days: z.number(),
});
const receiptOf = (row: Awaited<ReturnType<typeof readSuspense>>[number]): z.input<typeof Receipt> => ({
  ...row,
  trust: trustNamed(row.trust),
  amount: formatCents(row.cents),
  left: formatCents(row.leftCents),
});
const Aged = z.object({
  employer: z.number(),
  employerName: z.string(),
  notDue: Amount,
  to30: Amount,
  to60: Amount,
  to90: Amount,
  over90: Amount,
  open: Amount,
  waiting: Amount,
});
const agedOf = (row: Awaited<ReturnType<typeof readAged>>["rows"][number]): z.input<typeof Aged> => ({
  employer: row.employer,
  employerName: row.employerName,
  notDue: formatCents(row.notDueCents),
  to30: formatCents(row.to30Cents),
  to60: formatCents(row.to60Cents),
  to90: formatCents(row.to90Cents),
  over90: formatCents(row.over90Cents),
  open: formatCents(row.openCents),
  waiting: formatCents(row.waitingCents),
});

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
});
const prepaymentOf = (
  row: Awaited<ReturnType<typeof readPrepayments>>[number],
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
      prepayments: (await readPrepayments(system, actor)).map(prepaymentOf),
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
      return prepaymentOf(seen.election);
    },
  });
}

const desk = { owner, may: "read money in" } as const;
apiRoute({
  method: "get",
  path: "/api/office/money",
  ...desk,
  summary: "Expected against received by employer, group and period, and trust",
  query: Page.extend({ show: z.enum(["open", "all"]).default("open") }),
  answer: z.object({ expected: z.array(Expected), more: z.boolean() }),
  take: async ({ system, actor, query }) => {
    const seen = await readMoneyDesk(system, actor, { open: query.show === "open", page: query.page });
    return { expected: seen.expected.map(expectedOf), more: seen.more };
  },
});
apiRoute({
  method: "get",
  path: "/api/office/money/waiting",
  ...desk,
  summary: "Receipts that are not matched, with their age in days",
  answer: z.object({ receipts: z.array(Receipt) }),
  take: async ({ system, actor }) => ({ receipts: (await readSuspense(system, actor)).map(receiptOf) }),
});
apiRoute({
  method: "get",
  path: "/api/office/money/aged",
  ...desk,
  summary: "Aged receivables by employer as of a day",
  query: z.object({ on: Day.optional() }),
  answer: z.object({ on: Day, employers: z.array(Aged) }),
  take: async ({ system, actor, query }) => {
    const { on, rows } = await readAged(system, actor, query.on);
    return { on, employers: rows.map(agedOf) };
  },
});
apiRoute({
  method: "get",
  path: "/api/office/money/proofs",
  owner,
  may: "read the ledger",
  summary: "What is kept line by line against the ledger accounts that control it",
  answer: z.object({
    proofs: z.array(
      z.object({
        name: z.string(),
        trust: Trust,
        account: z.number(),
        ledger: Amount,
        kept: Amount,
        equal: z.boolean(),
      }),
    ),
  }),
  take: async ({ system, actor }) => ({
    proofs: (await readControlProofs(system, actor)).map(
      ({ name, trust, account, ledgerCents, kept, equal }) => ({
        name,
        trust,
        account,
        ledger: formatCents(ledgerCents),
        kept: formatCents(kept),
        equal,
      }),
    ),
  }),
});
apiRoute({
  method: "get",
  path: "/api/office/receipts/:receipt",
  ...desk,
  summary: "A receipt with what it paid",
  params: z.object({ receipt: WholeNumber }),
  answer: Receipt.extend({
    paid: z.array(
      z.object({
        charge: z.number().nullable(),
        election: z.number().nullable(),
        amount: Amount,
        by: z.string(),
        takenBack: z.boolean(),
      }),
    ),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readReceipt(system, actor, params.receipt);
    if (seen === undefined) throw new NotFound("no such receipt");
    return {
      ...receiptOf(seen.receipt),
      paid: seen.applications.map(({ charge, election, cents, appliedBy, reversed }) => ({
        charge,
        election,
        amount: formatCents(cents),
        by: appliedBy,
        takenBack: reversed,
      })),
    };
  },
});

const enter = { method: "post", owner, may: "enter money in" } as const;
apiRoute({
  ...enter,
  path: "/api/office/receipts",
  summary: "Enter a remittance; it is matched where reference and amount are exact",
  body: z.object({
    trust: Trust,
    receivedOn: Day,
    amount: z
      .string()
      .regex(/^\d{1,12}\.\d{2}$/)
      .refine((text) => parseDollars(text) > 0n),
    reference: Reference,
    payer: z.string().trim().min(1).max(100),
    bankNumber: z.string().trim().min(1).max(100).optional(),
  }),
  answer: z.object({ receipt: z.number(), matched: z.boolean() }),
  take: async ({ system, actor, body: { amount, bankNumber, ...body }, key }) => {
    const numbered = bankNumber === undefined ? {} : { bankNumber };
    const asked = { key, ...body, ...numbered, cents: parseDollars(amount) };
    const { accepted, refused } = await enterReceipt(system, actor, asked);
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  ...enter,
  path: "/api/office/deposits",
  summary: "Take a file of deposits, all or nothing and once",
  query: z.object({ name: z.string().max(200).default("deposits.csv") }),
  body: z.string(),
  bodyType: "text/csv",
  bodyLimit: 5_000_000,
  answer: z.object({
    file: z.number(),
    deposits: z.number(),
    knownBefore: z.number(),
    matched: z.number(),
    amount: Amount,
    again: z.boolean(),
  }),
  take: async ({ system, actor, query, body, key }) => {
    const asked = { key, name: query.name, bytes: Buffer.from(body, "latin1") };
    const { accepted, refused } = await importDeposits(system, actor, asked);
    if (refused) return refusal(refused);
    const { cents, ...taken } = accepted;
    return { ...taken, amount: formatCents(cents) };
  },
});
const OfReceipt = z.object({ receipt: WholeNumber });
apiRoute({
  ...enter,
  path: "/api/office/receipts/:receipt/matching",
  summary: "Match a receipt, or part of it, with charges",
  params: OfReceipt,
  body: z.object({
    parts: z.array(z.object({ charge: z.number().int().min(1), amount: AmountIn })).max(1000),
  }),
  answer: z.object({ left: Amount }),
  take: async ({ system, actor, params, body, key }) => {
    const parts = body.parts.map(({ charge, amount }) => ({ charge, cents: parseDollars(amount) }));
    const { accepted, refused } = await matchReceipt(system, actor, { key, receipt: params.receipt, parts });
    return refused ? refusal(refused) : { left: formatCents(accepted.leftCents) };
  },
});
apiRoute({
  ...enter,
  path: "/api/office/receipts/:receipt/prepayment",
  summary: "Pay a prepayment with a receipt that is exactly its amount",
  params: OfReceipt,
  body: z.object({ election: z.number().int().min(1) }),
  answer: z.object({ election: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await matchPrepayment(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  ...enter,
  path: "/api/office/receipts/:receipt/unmatching",
  summary: "Take every matching of a receipt back by opposite entries",
  params: OfReceipt,
  body: z.object({ because }),
  answer: z.object({ takenBack: Amount }),
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await unmatchReceipt(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : { takenBack: formatCents(accepted.cents) };
  },
});
apiRoute({
  ...enter,
  path: "/api/office/receipts/:receipt/payback",
  summary: "Ask that what is left of a receipt goes back to its payer",
  params: OfReceipt,
  body: z.object({ because }),
  answer: z.object({ payback: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await askPayback(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  method: "post",
  path: "/api/office/paybacks/:payback/decision",
  owner,
  may: "release money out",
  summary: "Release what goes back to a payer, as the second person, or refuse it",
  params: z.object({ payback: WholeNumber }),
  body: z.object({ decision: z.enum(["released", "refused"]), because }),
  answer: z.object({ payback: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await decidePayback(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  ...enter,
  path: "/api/office/rates",
  summary: "Enter a certified rate for a fiscal year that no source gives",
  body: z.object({
    name: z.enum(["generalPayroll", "judicialPayroll"]),
    fiscalYear: Day,
    thousandths: z.number().int().min(1).max(100_000),
    because,
  }),
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

const Run = z.object({
  run: z.number(),
  year: z.number(),
  state: z.string(),
  thousandths: Percent,
  count: z.number().nullable(),
  amount: Amount.nullable(),
});
const runOf = (seen: Awaited<ReturnType<typeof listInterest>>[number]): z.input<typeof Run> => ({
  run: seen.run.run,
  year: seen.year,
  state: seen.state,
  thousandths: seen.thousandths,
  count: seen.count === undefined ? null : Number(seen.count),
  amount: seen.cents === undefined ? null : formatCents(seen.cents),
});
apiRoute({
  method: "get",
  path: "/api/office/interest",
  ...desk,
  summary: "Runs of interest on members' contributions, the newest first",
  answer: z.object({ runs: z.array(Run) }),
  take: async ({ system, actor }) => ({ runs: (await listInterest(system, actor)).map(runOf) }),
});
apiRoute({
  method: "get",
  path: "/api/office/interest/:run",
  ...desk,
  summary: "A run of interest: totals by outcome, and the fingerprint that an approval names",
  params: z.object({ run: WholeNumber }),
  answer: Run.extend({
    sha256: z.string().nullable(),
    totals: z.array(
      z.object({ outcome: z.string(), reason: z.string().nullable(), accounts: z.number(), amount: Amount }),
    ),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await seeInterest(system, actor, params.run);
    if (seen === undefined) throw new NotFound("no such run");
    return {
      ...runOf(seen),
      sha256: seen.sha256,
      totals: seen.totals.map(({ cents, ...row }) => ({ ...row, amount: formatCents(cents) })),
    };
  },
});
apiRoute({
  method: "post",
  path: "/api/office/interest",
  owner,
  may: "prepare interest",
  summary: "Prepare the interest of a year and work it out",
  body: z.object({ year: z.number().int().min(2000).max(2120) }),
  answer: z.object({ run: z.number(), attempt: z.number() }),
  take: async ({ system, actor, body, key }) => {
    const { accepted, refused } = await prepareInterest(system, actor, { key, ...body });
    if (refused) return refusal(refused);
    await carryInterestOn(system, accepted.run);
    return accepted;
  },
});
apiRoute({
  method: "post",
  path: "/api/office/interest/:run/approval",
  owner,
  may: "approve interest",
  summary: "Approve a year's interest as the second person, exactly as worked out; it is credited at once",
  params: z.object({ run: WholeNumber }),
  body: z.object({
    count: z.number().int().min(0),
    cents: z.string().regex(/^\d{1,15}$/),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  answer: z.object({ approvedBy: z.string() }),
  take: async ({ system, actor, params, body, key }) => {
    if ((await seeInterest(system, actor, params.run)) === undefined) throw new NotFound("no such run");
    const asked = {
      key,
      ...params,
      sha256: body.sha256,
      count: BigInt(body.count),
      cents: BigInt(body.cents),
    };
    const { accepted, refused } = await approveInterest(system, actor, asked);
    if (refused) return refusal(refused);
    await carryInterestOn(system, params.run);
    return accepted;
  },
});
apiRoute({
  method: "post",
  path: "/api/office/interest/:run/withdrawal",
  owner,
  may: "prepare interest",
  summary: "Withdraw a run that is not approved, so that the year can be prepared again",
  params: z.object({ run: WholeNumber }),
  body: z.object({ because }),
  answer: z.object({ run: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    if ((await seeInterest(system, actor, params.run)) === undefined) throw new NotFound("no such run");
    const { accepted, refused } = await withdrawInterest(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  method: "post",
  path: "/api/office/interest-rates",
  owner,
  may: "prepare interest",
  summary: "Enter the rate of interest of a year that no source gives, in thousandths of a percent",
  body: z.object({
    year: z.number().int().min(2000).max(2120),
    thousandths: z.number().int().min(0).max(20_000),
    because,
  }),
  answer: z.object({ year: z.number(), thousandths: Percent, from: z.enum(["law", "fund"]) }),
  take: async ({ system, actor, body, key }) => {
    const { accepted, refused } = await enterInterestRate(system, actor, { key, ...body });
    return refused ? refusal(refused) : accepted;
  },
});

const Accounts = z.object({
  accounts: z.array(
    z.object({
      account: z.number(),
      contributed: Amount,
      interest: Amount,
      balance: Amount,
      years: z.array(
        z.object({ begins: Day, contributed: Amount, interest: Amount, refunded: Amount, end: Amount }),
      ),
    }),
  ),
});
const accountsOf = (accounts: Awaited<ReturnType<typeof readMemberAccounts>>): z.input<typeof Accounts> => ({
  accounts: accounts.map((account) => ({
    account: account.account,
    contributed: formatCents(account.contributedCents),
    interest: formatCents(account.interestCents),
    balance: formatCents(account.balanceCents),
    years: account.years.map((year) => ({
      begins: year.begins,
      contributed: formatCents(year.contributedCents),
      interest: formatCents(year.interestCents),
      refunded: formatCents(year.refundedCents),
      end: formatCents(year.endCents),
    })),
  })),
});
apiRoute({
  method: "get",
  path: "/api/member/contributions",
  owner,
  may: "read a record",
  summary: "One's own accounts of contributions, year by year",
  answer: Accounts,
  take: async ({ system, actor }) => {
    if (actor.person === undefined) throw new NotFound("no person");
    return accountsOf(await readMemberAccounts(system, actor, actor.person));
  },
});
apiRoute({
  method: "get",
  path: "/api/office/members/:person/contributions",
  owner,
  may: "read a record",
  summary: "A member's accounts of contributions, year by year",
  params: z.object({ person: WholeNumber }),
  subject: ({ params }) => ({ person: params.person }),
  answer: Accounts,
  take: async ({ system, actor, params }) =>
    accountsOf(await readMemberAccounts(system, actor, params.person)),
});
