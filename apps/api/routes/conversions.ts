import { formatCents } from "@emeritus/engine/money.ts";
import { acceptDifference } from "@emeritus/operations/converting/accept-difference.ts";
import { differenceClasses, differenceKinds } from "@emeritus/operations/converting/differences.ts";
import {
  seeConversion,
  seeDifference,
  seeDifferences,
  seeParallel,
  sumsByClass,
} from "@emeritus/operations/converting/see-conversion.ts";
import { signConversion } from "@emeritus/operations/converting/sign-conversion.ts";
import type { KeptDifference } from "@emeritus/records/conversion-differences.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Amount, because } from "../shared/money-answers.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "conversion";
const desk = { owner, may: "read a conversion" } as const;
const Page = { page: z.coerce.number().int().min(1).max(100_000).default(1) };
const PER_PAGE = 100;
const Counted = z
  .string()
  .nullable()
  .describe("Whole cents; rows, months or hundredths of hours where the kind counts those");
const Difference = z.object({
  difference: z.number(),
  kind: z.string(),
  of: z.string(),
  person: z.number().nullable(),
  plan: z.string().nullable(),
  theirs: Counted,
  ours: Counted,
  class: z.string(),
  cause: z.string(),
  facts: z.record(z.string(), z.string()),
  because: z.string().nullable(),
  acceptedBy: z.string().nullable(),
});
const differenceOf = (one: KeptDifference): z.input<typeof Difference> => ({
  difference: one.difference,
  kind: one.kind,
  of: one.of,
  person: one.about,
  plan: one.plan,
  theirs: one.theirs === null ? null : String(one.theirs),
  ours: one.ours === null ? null : String(one.ours),
  class: one.class,
  cause: one.cause,
  facts: one.facts,
  because: one.because,
  acceptedBy: one.acceptedBy,
});
const Parallel = z.object({
  parallel: z.number(),
  month: z.string(),
  theirPayees: z.number(),
  theirAmount: Amount,
  ourPayees: z.number(),
  ourAmount: Amount,
  equalPayees: z.number(),
  differences: z.number(),
});

apiRoute({
  method: "get",
  path: "/api/office/conversion",
  ...desk,
  summary:
    "What was taken over from another system: files, control totals, differences by cause, sign-off, parallel payrolls",
  answer: z.object({
    loadedBy: z.string(),
    loadedAt: z.string(),
    signedBy: z.string().nullable(),
    people: z.number(),
    benefits: z.number(),
    baseAmount: Amount,
    notPaidBenefits: z.number(),
    files: z.array(z.object({ file: z.string(), rows: z.number(), sha256: z.string() })),
    totals: z.array(
      z.object({
        of: z.string(),
        theirRows: z.number(),
        rows: z.number(),
        theirAmount: Amount.nullable(),
        amount: Amount,
      }),
    ),
    classes: z.array(
      z.object({ class: z.string(), differences: z.number(), open: z.number(), apart: Amount.nullable() }),
    ),
    parallels: z.array(Parallel),
  }),
  take: async ({ system, actor }) => {
    const seen = await seeConversion(system, actor);
    if (seen === undefined) throw new NotFound("no conversion");
    const { conversion, takenOver } = seen;
    return {
      loadedBy: conversion.loadedBy,
      loadedAt: conversion.recordedFrom,
      signedBy: conversion.signedBy ?? null,
      people: takenOver.people,
      benefits: takenOver.benefits,
      baseAmount: formatCents(takenOver.baseCents),
      notPaidBenefits: takenOver.notPaid,
      files: seen.files.map(({ file, rows, sha256 }) => ({ file, rows, sha256 })),
      totals: seen.totals.map((total) => ({
        of: total.of,
        theirRows: Number(total.theirRows),
        rows: Number(total.rows),
        theirAmount: total.theirCents === null ? null : formatCents(total.theirCents),
        amount: formatCents(total.cents),
      })),
      classes: sumsByClass(seen.sums).map(({ name, count, open, apart }) => ({
        class: name,
        differences: count,
        open,
        apart: apart === null ? null : formatCents(apart),
      })),
      parallels: seen.parallels.map(parallelOf),
    };
  },
});

type Run = NonNullable<Awaited<ReturnType<typeof seeParallel>>>["run"];
const parallelOf = (run: Run): z.input<typeof Parallel> => ({
  parallel: run.parallel,
  month: run.month,
  theirPayees: run.theirPayees,
  theirAmount: formatCents(run.theirCents),
  ourPayees: run.ourPayees,
  ourAmount: formatCents(run.ourCents),
  equalPayees: run.equalPayees,
  differences: run.differences,
});

apiRoute({
  method: "get",
  path: "/api/office/conversion/differences",
  ...desk,
  summary: "Differences from the other system, the open ones first, a hundred a page",
  query: z.object({
    class: z.enum(differenceClasses).optional(),
    kind: z.enum(differenceKinds).optional(),
    state: z.enum(["open", "accepted"]).optional(),
    ...Page,
  }),
  answer: z.object({ all: z.number(), differences: z.array(Difference) }),
  take: async ({ system, actor, query: { page, ...wanted } }) => {
    const place = { offset: (page - 1) * PER_PAGE, most: PER_PAGE };
    const { list } = await seeDifferences(system, actor, { ...wanted, ...place });
    return { all: list.all, differences: list.differences.map(differenceOf) };
  },
});
apiRoute({
  method: "get",
  path: "/api/office/conversion/differences/:difference",
  ...desk,
  summary: "One difference with the others of the same benefit or person",
  params: z.object({ difference: WholeNumber }),
  answer: Difference.extend({ others: z.array(Difference) }),
  take: async ({ system, actor, params }) => {
    const seen = await seeDifference(system, actor, params.difference);
    if (seen === undefined) throw new NotFound("no such difference");
    return { ...differenceOf(seen.one), others: seen.others.map(differenceOf) };
  },
});
apiRoute({
  method: "post",
  path: "/api/office/conversion/differences/:difference/acceptance",
  owner,
  may: "accept a difference",
  summary: "Accept a difference with a reason",
  params: z.object({ difference: WholeNumber }),
  body: z.object({ because }),
  answer: z.object({ count: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    if ((await seeDifference(system, actor, params.difference)) === undefined)
      throw new NotFound("no such difference");
    const { accepted, refused } = await acceptDifference(system, actor, { key, ...params, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
const explained = differenceClasses.filter((name) => name !== "unexplained");
apiRoute({
  method: "post",
  path: "/api/office/conversion/acceptances",
  owner,
  may: "accept a difference",
  summary: "Accept every open difference of a cause that is known, with one reason",
  body: z.object({ class: z.enum(explained), because }),
  answer: z.object({ count: z.number() }),
  take: async ({ system, actor, body, key }) => {
    const { accepted, refused } = await acceptDifference(system, actor, { key, ...body });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  method: "post",
  path: "/api/office/conversion/sign-off",
  owner,
  may: "sign off a conversion",
  summary: "Sign the conversion off as the second person; refused while a difference is open",
  answer: z.object({ signedBy: z.string() }),
  take: async ({ system, actor, key }) => {
    const { accepted, refused } = await signConversion(system, actor, { key });
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  method: "get",
  path: "/api/office/conversion/parallels/:parallel",
  ...desk,
  summary: "A parallel payroll: totals of both systems, and payees who are paid otherwise, a hundred a page",
  params: z.object({ parallel: WholeNumber }),
  query: z.object({ class: z.enum(differenceClasses).optional(), ...Page }),
  answer: Parallel.extend({
    all: z.number(),
    payees: z.array(
      z.object({
        of: z.string(),
        person: z.number().nullable(),
        plan: z.string().nullable(),
        theirs: Amount.nullable(),
        ours: Amount.nullable(),
        class: z.string().nullable(),
        cause: z.string().nullable(),
        because: z.string().nullable(),
      }),
    ),
  }),
  take: async ({ system, actor, params, query: { page, ...wanted } }) => {
    const place = { offset: (page - 1) * PER_PAGE, most: PER_PAGE };
    const seen = await seeParallel(system, actor, params.parallel, { ...wanted, ...place });
    if (seen === undefined) throw new NotFound("no such parallel payroll");
    const amount = (cents: bigint | null) => (cents === null ? null : formatCents(cents));
    return {
      ...parallelOf(seen.run),
      all: seen.list.all,
      payees: seen.list.items.map((one) => ({
        of: one.of,
        person: one.about,
        plan: one.plan,
        theirs: amount(one.theirs),
        ours: amount(one.ours),
        class: one.class,
        cause: one.cause,
        because: one.because,
      })),
    };
  },
});
