import { formatCents, parseDollars } from "@emeritus/engine/money.ts";
import { readTrialBalance } from "@emeritus/operations/auditing/read-trial-balance.ts";
import { closeLedgerMonth } from "@emeritus/operations/closing-months/close-month.ts";
import { decideSettlement } from "@emeritus/operations/settling-payroll/decide-settlement.ts";
import { readClearing } from "@emeritus/operations/settling-payroll/read-clearing.ts";
import { takeBackSettlement } from "@emeritus/operations/settling-payroll/take-back-settlement.ts";
import { tellSettlement } from "@emeritus/operations/settling-payroll/tell-settlement.ts";
import type { BankSettlement, ClearingItem } from "@emeritus/records/bank-settlement.ts";
import { z } from "zod";
import { apiRoute, outcomeOf, refusal } from "../shared/api-route.ts";
import { Amount, because, Day, Trust } from "../shared/money-answers.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "clearing";
const Item = z.object({
  entry: z.number().describe("The ledger entry by which a settlement names it"),
  kind: z.enum(["file", "return", "other"]),
  amount: Amount.describe("Above zero: the bank takes it; below zero: it gives it back"),
  since: Day,
  source: z.string(),
  run: z.number().nullable(),
  month: Day.nullable(),
  fileName: z.string().nullable(),
  sha256: z.string().nullable(),
  payments: z.number().nullable(),
  trace: z.number().nullable(),
  code: z.string().nullable(),
});
const itemOf = (item: ClearingItem): z.input<typeof Item> => ({
  entry: Number(item.entry),
  kind: item.kind,
  amount: formatCents(item.cents),
  since: item.since,
  source: item.source,
  run: item.run,
  month: item.period,
  fileName: item.fileName,
  sha256: item.sha256,
  payments: item.count === null ? null : Number(item.count),
  trace: item.trace === null ? null : Number(item.trace),
  code: item.code,
});
const Settlement = z.object({
  settlement: z.number(),
  settledOn: Day,
  amount: Amount.describe("Above zero: the bank took it; below zero: it gave it back"),
  bankNumber: z.string().nullable(),
  takesBack: z.number().nullable(),
  because: z.string().nullable(),
  toldBy: z.string(),
  decision: z.enum(["confirmed", "refused"]).nullable(),
  decidedBy: z.string().nullable(),
  takenBack: z.enum(["confirmed", "waiting"]).nullable(),
  items: z.array(Item),
});
const settlementOf = (told: BankSettlement): z.input<typeof Settlement> => ({
  settlement: told.settlement,
  settledOn: told.settledOn,
  amount: formatCents(told.cents),
  bankNumber: told.bankNumber,
  takesBack: told.takesBack,
  because: told.because,
  toldBy: told.toldBy,
  decision: told.decision,
  decidedBy: told.decidedBy,
  takenBack: told.takenBack,
  items: told.items.map(itemOf),
});

apiRoute({
  method: "get",
  path: "/api/office/clearing",
  owner,
  may: "read the ledger",
  summary: "Payroll clearing cash item by item, and what was told and confirmed of the bank",
  answer: z.object({
    balance: Amount,
    open: z.array(Item.extend({ days: z.number(), toldIn: z.number().nullable() })),
    settlements: z.array(Settlement),
  }),
  take: async ({ system, actor }) => {
    const { cents, open, waiting, decided } = await readClearing(system, actor);
    return {
      balance: formatCents(cents),
      open: open.map((item) => ({ ...itemOf(item), days: item.days, toldIn: item.toldIn })),
      settlements: [...waiting, ...decided].map(settlementOf),
    };
  },
});

const Made = z.object({ settlement: z.number() });
const Numbered = z.object({ settlement: WholeNumber });
apiRoute({
  method: "post",
  path: "/api/office/clearing/settlements",
  owner,
  may: "tell a bank settlement",
  summary: "Tell what one line of the bank's statement says of payroll files and returned payments",
  body: z.object({
    entries: z.array(z.number().int().min(1)).min(1).max(1000),
    way: z.enum(["took", "gave"]),
    amount: z
      .string()
      .regex(/^\d{1,12}\.\d{2}$/)
      .refine((text) => parseDollars(text) > 0n),
    settledOn: Day,
    bankNumber: z.string().trim().min(1).max(100).optional(),
  }),
  answer: Made,
  take: async ({ system, actor, body: { amount, entries, ...body }, key }) =>
    outcomeOf(
      await tellSettlement(system, actor, {
        key,
        ...body,
        entries: entries.map(BigInt),
        cents: parseDollars(amount),
      }),
    ),
});

apiRoute({
  method: "post",
  path: "/api/office/clearing/settlements/:settlement/decision",
  owner,
  may: "confirm a bank settlement",
  summary: "Confirm as the second person what was told of the bank, or refuse it with a reason",
  params: Numbered,
  body: z.object({ decision: z.enum(["confirmed", "refused"]), because: because.optional() }),
  answer: Made,
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await decideSettlement(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : { settlement: accepted.settlement };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/clearing/settlements/:settlement/taking-back",
  owner,
  may: "tell a bank settlement",
  summary: "Ask that a confirmed settlement is taken back; a second person confirms that",
  params: Numbered,
  body: z.object({ because }),
  answer: Made,
  take: async ({ system, actor, params, body, key }) =>
    outcomeOf(await takeBackSettlement(system, actor, { key, ...params, ...body })),
});

apiRoute({
  method: "post",
  path: "/api/office/ledger/closings",
  owner,
  may: "close a ledger month",
  summary: "Close a month of a trust for ever; what still comes for it is posted in the month of its day",
  body: z.object({ trust: Trust, month: Day.describe("The first day of the month") }),
  answer: z.object({ transfers: z.number(), amount: Amount }),
  take: async ({ system, actor, body, key }) => {
    const { accepted, refused } = await closeLedgerMonth(system, actor, { key, ...body });
    return refused
      ? refusal(refused)
      : { transfers: accepted.transfers, amount: formatCents(accepted.cents) };
  },
});

apiRoute({
  method: "get",
  path: "/api/office/ledger",
  owner,
  may: "read the ledger",
  summary:
    "The trial balance of a trust through a month, as the ledger is or as it stood at the end of a day",
  query: z.object({ trust: Trust.default("pension"), month: Day.optional(), asOf: Day.optional() }),
  answer: z.object({
    trust: Trust,
    through: Day.nullable(),
    closed: z.array(Day).describe("The months that are closed, by their first days"),
    balances: z.boolean(),
    accounts: z.array(
      z.object({
        account: z.number(),
        name: z.string(),
        kind: z.string(),
        debits: Amount,
        credits: Amount,
        leftDebit: Amount,
        leftCredit: Amount,
      }),
    ),
    clearing: z.array(Item),
  }),
  take: async ({ system, actor, query }) => {
    const seen = await readTrialBalance(system, actor, query);
    return {
      trust: seen.trust,
      through: seen.through?.month ?? null,
      closed: seen.months.flatMap(({ month, closing }) => (closing === null ? [] : [month])),
      balances: seen.balances,
      accounts: seen.accounts.map((row) => ({
        account: row.account,
        name: row.name,
        kind: row.kind,
        debits: formatCents(row.debitCents),
        credits: formatCents(row.creditCents),
        leftDebit: formatCents(row.leftDebitCents),
        leftCredit: formatCents(row.leftCreditCents),
      })),
      clearing: seen.clearing.map(itemOf),
    };
  },
});
