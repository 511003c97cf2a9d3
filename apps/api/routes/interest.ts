import { formatCents } from "@emeritus/engine/money.ts";
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
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";
import { Amount, because, Day, owner, Percent } from "../shared/money-answers.ts";

const desk = { owner, may: "read money in" } as const;
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
