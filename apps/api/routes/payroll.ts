import { parseDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { approveRun } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { recordReturn } from "@emeritus/operations/benefit-payroll/record-return.ts";
import { seeRun, seeRuns, type RunDetail } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import { changeBankAccount } from "@emeritus/operations/changing-bank-account/change-account.ts";
import { decideHeldAccount } from "@emeritus/operations/changing-bank-account/confirm-account.ts";
import type { System } from "@emeritus/operations/system.ts";
import { z } from "zod";
import { apiRoute, outcomeOf, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const payrollOf = (system: System): PayrollSystem => ({
  ...system,
  ...demonstrationBank(system.home),
  law: payrollLaw(),
});

const Amount = z.string().describe("Dollars and cents, such as 2236.15");
const Day = z.iso.date();
const RunNumber = z.object({ run: WholeNumber });
const Stamp = z.object({
  date: Day,
  time: z.string().regex(/^\d{4}$/),
  modifier: z.string().regex(/^[A-Z0-9]$/),
});
const ToApprove = z.object({
  count: z.number().int().min(0),
  cents: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  created: Stamp,
});
const Run = z.object({
  run: z.number(),
  month: Day,
  state: z.string(),
  paymentDate: Day,
  count: z.number().nullable(),
  amount: Amount.nullable(),
});
const Line = z.object({ name: z.string(), people: z.number(), amount: Amount });
const Detail = Run.extend({
  withholding: z.string(),
  totals: z.array(
    z.object({ outcome: z.string(), reason: z.string().nullable(), people: z.number(), amount: Amount }),
  ),
  before: Line.nullable(),
  bridge: z.array(Line),
  checks: z.array(
    z.object({
      check: z.string(),
      state: z.string(),
      people: z.number(),
      of: z.number().optional().describe("How many people it looked at, where that is not everyone"),
      first: z.string().optional().describe("Member ID of the first whom a failed check found"),
    }),
  ),
  steps: z.array(
    z.object({ step: z.string(), by: z.string(), at: z.string(), sha256: z.string().nullable() }),
  ),
  toApprove: ToApprove.nullable().describe("What this account may approve; send it back as it is"),
  auditRoot: z.string().nullable(),
  settledOn: Day.nullable().describe("When the bank took the money, once two people said so"),
});

const runAnswer = ({
  run,
  state,
  paymentDate,
  count,
  cents,
}: Pick<RunDetail, "run" | "state" | "paymentDate" | "count" | "cents">): z.input<typeof Run> => ({
  run: run.run,
  month: run.period,
  state,
  paymentDate,
  count: count === undefined ? null : Number(count),
  amount: cents === undefined ? null : formatCents(cents),
});

function detailAnswer(seen: RunDetail): z.input<typeof Detail> {
  const { calculation, offer } = seen;
  const last = calculation?.last;
  return {
    ...runAnswer(seen),
    withholding: "none: demonstration",
    totals: seen.totals.map(({ outcome, reason, people, cents }) => ({
      outcome,
      reason,
      people: Number(people),
      amount: formatCents(cents),
    })),
    before: last ? { name: last.period, people: Number(last.count), amount: formatCents(last.cents) } : null,
    bridge: (calculation?.bridge ?? []).map(({ change, people, cents }) => ({
      name: change,
      people,
      amount: formatCents(cents),
    })),
    checks: (calculation?.checks ?? []).map((one) => ({ ...one })),
    steps: seen.steps.map(({ step, actor, recordedFrom, sha256 }) => ({
      step,
      by: actor,
      at: recordedFrom,
      sha256,
    })),
    toApprove:
      offer === undefined
        ? null
        : {
            count: Number(offer.count),
            cents: Number(offer.cents),
            sha256: offer.sha256,
            created: { ...offer.created },
          },
    auditRoot: seen.approval?.auditRoot ?? null,
    settledOn: seen.settledOn ?? null,
  };
}

/** What there is to see of a run when everything is done that nobody must decide. */
async function carriedOn(payroll: PayrollSystem, actor: Actor, run: number): Promise<z.input<typeof Detail>> {
  await carryOn(payroll, run);
  return detailAnswer(await seeRun(payroll, actor, run));
}

apiRoute({
  method: "get",
  path: "/api/office/payroll",
  owner: "payroll",
  may: "read a payroll",
  summary: "The benefit payroll runs, newest first",
  answer: z.object({ runs: z.array(Run) }),
  take: async ({ system, actor }) => ({ runs: (await seeRuns(payrollOf(system), actor)).map(runAnswer) }),
});

apiRoute({
  method: "get",
  path: "/api/office/payroll/:run",
  owner: "payroll",
  may: "read a payroll",
  summary: "A run: totals, comparison with the month before, checks, and what there is to approve",
  params: RunNumber,
  answer: Detail,
  take: async ({ system, actor, params }) => detailAnswer(await seeRun(payrollOf(system), actor, params.run)),
});

apiRoute({
  method: "post",
  path: "/api/office/payroll",
  owner: "payroll",
  may: "prepare a payroll",
  summary: "Prepare and calculate the benefit payroll of a month",
  body: z.object({ month: Day.describe("Any day of the month") }),
  answer: Detail,
  take: async ({ system, actor, body, key }) => {
    const payroll = payrollOf(system);
    const { accepted, refused } = await prepareRun(payroll, actor, { key, month: parseDate(body.month) });
    if (refused) return refusal(refused);
    return carriedOn(payroll, actor, accepted.run);
  },
});

apiRoute({
  method: "post",
  path: "/api/office/payroll/:run/approval",
  owner: "payroll",
  may: "approve a payroll",
  summary: "Approve and release a run for exactly what it showed as toApprove",
  params: RunNumber,
  body: ToApprove,
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const payroll = payrollOf(system);
    const ask = { ...body, key, run: params.run, count: BigInt(body.count), cents: BigInt(body.cents) };
    const { refused } = await approveRun(payroll, actor, ask);
    if (refused) return refusal(refused);
    return carriedOn(payroll, actor, params.run);
  },
});

apiRoute({
  method: "post",
  path: "/api/office/payroll/:run/withdrawal",
  owner: "payroll",
  may: "prepare a payroll",
  summary: "Withdraw a run that is not approved, so that the month can be prepared again",
  params: RunNumber,
  body: z.object({ because: z.string().trim().min(1).max(500) }),
  answer: z.object({ run: z.number() }),
  take: async ({ system, actor, params, body, key }) =>
    outcomeOf(await withdrawRun(payrollOf(system), actor, { key, run: params.run, because: body.because })),
});

apiRoute({
  method: "post",
  path: "/api/office/payroll/:run/returns",
  owner: "payroll",
  may: "record a returned payment",
  summary: "Record that the bank sent an entry of the run's file back; the payee is held",
  params: RunNumber,
  body: z.object({
    trace: z.number().int().min(1).max(9_999_999),
    code: z.string().regex(/^R\d{2}$/),
    returnedOn: Day,
  }),
  answer: z.object({ person: z.number(), amount: Amount, follows: z.string() }),
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await recordReturn(system, actor, {
      key,
      run: params.run,
      ...body,
      returnedOn: parseDate(body.returnedOn),
    });
    return refused
      ? refusal(refused)
      : { person: accepted.person, amount: formatCents(accepted.cents), follows: accepted.follows };
  },
});

const Account = z.object({
  routing: z.string().regex(/^\d{9}$/),
  number: z.string().regex(/^\d{4,17}$/),
  kind: z.enum(["checking", "savings"]),
});

apiRoute({
  method: "post",
  path: "/api/member/bank-account",
  owner: "payroll",
  may: "change a bank account",
  summary: "Change where you are paid; held until a second person of the office confirms it",
  body: Account,
  answer: z.object({ account: z.number(), letter: z.number() }),
  take: async ({ system, actor, body, key }) =>
    outcomeOf(await changeBankAccount(system, actor, { key, person: actor.person!, ...body })),
});

apiRoute({
  method: "post",
  path: "/api/office/members/:person/bank-accounts/:account/decision",
  owner: "payroll",
  may: "confirm a bank account",
  summary: "Confirm or refuse a held bank account as the second person",
  params: z.object({
    person: WholeNumber,
    account: WholeNumber.pipe(z.number().max(255)),
  }),
  subject: ({ params }) => ({ person: params.person }),
  body: z.object({ decision: z.enum(["confirm", "refuse"]), because: z.string().trim().min(1).max(500) }),
  answer: z.object({ account: z.number() }),
  take: async ({ system, actor, params, body, key }) =>
    outcomeOf(await decideHeldAccount(system, actor, { key, ...params, ...body })),
});
