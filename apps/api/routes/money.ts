import { formatCents, parseDollars } from "@emeritus/engine/money.ts";
import { enterReceipt } from "@emeritus/operations/money-in/enter-receipt.ts";
import { importDeposits } from "@emeritus/operations/money-in/import-deposits.ts";
import {
  matchPrepayment,
  matchReceipt,
  unmatchReceipt,
} from "@emeritus/operations/money-in/match-receipt.ts";
import { askPayback, decidePayback } from "@emeritus/operations/money-in/pay-back.ts";
import {
  readAged,
  readControlProofs,
  readMoneyDesk,
  readReceipt,
  readSuspense,
} from "@emeritus/operations/money-in/read-money-in.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";
import {
  Aged,
  agedOf,
  Amount,
  AmountIn,
  because,
  Day,
  Expected,
  expectedOf,
  owner,
  Page,
  Receipt,
  receiptOf,
  Reference,
  Trust,
} from "../shared/money-answers.ts";

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
