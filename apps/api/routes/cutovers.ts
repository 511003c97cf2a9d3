import { parseDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { prepareCutover, releaseCutover } from "@emeritus/operations/converting/cut-over.ts";
import { cutoverReasons, type CutoverSummary } from "@emeritus/operations/converting/decide-cutover.ts";
import { seeCutover, seeCutoverItems } from "@emeritus/operations/converting/see-cutover.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Amount } from "../shared/money-answers.ts";

const owner = "conversion";
const PER_PAGE = 100;
const Sum = z.object({
  outcome: z.enum(["paid", "held", "notDue"]),
  reason: z.enum(cutoverReasons).nullable(),
  benefits: z.number(),
  theirAmount: Amount,
});
const sumsOf = ({ sums }: CutoverSummary): z.input<typeof Sum>[] =>
  sums.map(({ theirs, ...sum }) => ({ ...sum, theirAmount: formatCents(theirs) }));

apiRoute({
  method: "get",
  path: "/api/office/conversion/cutover",
  owner,
  may: "read a conversion",
  summary:
    "Going live with those who were taken over: what is prepared or released, and what would become of everybody",
  answer: z.object({
    firstMonth: z.string().nullable(),
    parallel: z.number().nullable(),
    preparedBy: z.string().nullable(),
    releasedBy: z.string().nullable(),
    cannot: z.string().nullable().describe("Why it cannot be prepared now"),
    sums: z.array(Sum),
  }),
  take: async ({ system, actor }) => {
    const seen = await seeCutover(system, actor);
    if (seen === undefined) throw new NotFound("no conversion");
    const { prepared, proposed, cannot } = seen;
    const summary = prepared?.summary ?? proposed?.summary;
    return {
      firstMonth: prepared?.firstMonth ?? null,
      parallel: prepared?.parallel ?? null,
      preparedBy: prepared?.preparedBy ?? null,
      releasedBy: prepared?.releasedBy ?? null,
      cannot: cannot?.code ?? null,
      sums: summary === undefined ? [] : sumsOf(summary),
    };
  },
});
apiRoute({
  method: "get",
  path: "/api/office/conversion/cutover/benefits",
  owner,
  may: "read a conversion",
  summary: "What became of every benefit that was taken over, a hundred a page",
  query: z.object({
    outcome: z.enum(["paid", "held", "notDue"]).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
  }),
  answer: z.object({
    all: z.number(),
    benefits: z.array(
      z.object({
        old: z.string(),
        person: z.number(),
        plan: z.string(),
        outcome: z.string(),
        reason: z.string().nullable(),
        base: Amount,
        baseByLaw: Amount.nullable(),
        theirs: Amount.nullable(),
        ours: Amount.nullable(),
        opening: Amount.nullable(),
        because: z.string().nullable(),
        acceptedBy: z.string().nullable(),
        difference: z.number().nullable(),
        differenceBecause: z.string().nullable(),
        differenceBy: z.string().nullable(),
      }),
    ),
  }),
  take: async ({ system, actor, query: { page, ...wanted } }) => {
    const place = { offset: (page - 1) * PER_PAGE, most: PER_PAGE };
    const { all, items } = await seeCutoverItems(system, actor, { ...wanted, ...place });
    const amount = (cents: bigint | null) => (cents === null ? null : formatCents(cents));
    return {
      all,
      benefits: items.map((one) => ({
        old: one.old,
        person: one.payee,
        plan: one.plan,
        outcome: one.outcome,
        reason: one.reason,
        base: formatCents(one.baseCents),
        baseByLaw: amount(one.baseByLawCents),
        theirs: amount(one.theirs),
        ours: amount(one.ours),
        opening: amount(one.openingCents),
        because: one.because,
        acceptedBy: one.acceptedBy,
        difference: one.difference,
        differenceBecause: one.differenceBecause,
        differenceBy: one.differenceBy,
      })),
    };
  },
});
apiRoute({
  method: "post",
  path: "/api/office/conversion/cutover",
  owner,
  may: "prepare a cutover",
  summary:
    "Prepare going live: the first month paid here, compared by a parallel payroll of it or of the month before",
  body: z.object({
    firstMonth: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    parallel: z.number().int().min(1).max(2_000_000_000),
  }),
  answer: z.object({ cutover: z.number(), sums: z.array(Sum) }),
  take: async ({ system, actor, body, key }) => {
    const ask = { key, parallel: body.parallel, firstMonth: parseDate(`${body.firstMonth}-01`) };
    const { accepted, refused } = await prepareCutover(system, actor, ask);
    return refused ? refusal(refused) : { cutover: accepted.cutover, sums: sumsOf(accepted.summary) };
  },
});
apiRoute({
  method: "post",
  path: "/api/office/conversion/cutover/release",
  owner,
  may: "release a cutover",
  summary: "Put those who were taken over in payment, once, as the second person",
  answer: z.object({ holds: z.number(), sums: z.array(Sum) }),
  take: async ({ system, actor, key }) => {
    const { accepted, refused } = await releaseCutover(system, actor, { key });
    return refused ? refusal(refused) : { holds: accepted.holds, sums: sumsOf(accepted.summary) };
  },
});
