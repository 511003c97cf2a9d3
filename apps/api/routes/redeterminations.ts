import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { may } from "@emeritus/operations/permissions.ts";
import {
  approveRedetermination,
  confirmLeave,
} from "@emeritus/operations/redetermining/approve-redetermination.ts";
import {
  prepareRedetermination,
  proposeToLeave,
  sendBackRedetermination,
} from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import { figuresOf } from "@emeritus/operations/redetermining/kept-figures.ts";
import { shownOf } from "@emeritus/operations/redetermining/effects.ts";
import { takenOverChoices } from "@emeritus/operations/redetermining/taken-over.ts";
import { recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import { previewReport } from "@emeritus/operations/redetermining/preview-report.ts";
import {
  readRedetermination,
  readRedeterminations,
} from "@emeritus/operations/redetermining/read-redeterminations.ts";
import type { System } from "@emeritus/operations/system.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { because, caseRow, keyOf, OfCase, refusedOr, subject } from "../shared/of-case.ts";
import { PayeeChange, payeeChange, Preview, previewAnswer } from "../shared/preview.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "redeterminations";
const Amount = z.string().describe("Dollars and cents, such as 1427.64");
const orNull = (cents: bigint | undefined) => (cents === undefined ? null : formatCents(cents));

for (const [hat, summary] of [
  [
    "employer",
    "What posting a waiting report would do to months before its own: pay, service and contributions",
  ],
  ["office", "What posting a waiting report would do to months before its own, and to benefits"],
] as const)
  apiRoute({
    method: "get",
    path: `/api/${hat}/pay-reports/:report/effects`,
    owner,
    may: "read pay reports",
    summary,
    params: z.object({ report: WholeNumber }),
    answer: Preview,
    take: async ({ system, actor, params }) => {
      const outcome = await previewReport(system, actor, params.report);
      if (outcome === undefined) throw new NotFound("no such report");
      if (outcome.refused) return refusal(outcome.refused);
      const { effects } = outcome.accepted;
      const route = `/api/${hat}/pay-reports/:report/effects`;
      const persons = shownOf(effects);
      await recordReadingsOf(system, actor, { action: "read pay reports", persons, route });
      return previewAnswer(effects, may(actor, "read the work queue"));
    },
  });

const Row = z.object({
  ...caseRow,
  eligible: z.boolean(),
  aMonth: Amount,
  arrears: Amount,
  overpaid: Amount,
});

apiRoute({
  method: "get",
  path: "/api/office/redeterminations",
  owner,
  may: "read the work queue",
  summary: "The determinations that a late change makes others, those that ask for work first",
  answer: z.object({ cases: z.array(Row) }),
  take: async ({ system, actor }) => ({
    cases: (await readRedeterminations(system, actor)).map(
      ({ person, caseNumber, memberId, name, status, figures, duty, due }) => ({
        person,
        case: caseNumber,
        memberId,
        name,
        status,
        eligible: figures.eligible,
        aMonth: formatCents(figures.month),
        arrears: formatCents(figures.arrears),
        overpaid: formatCents(figures.overpaid),
        next: duty,
        due,
      }),
    ),
  }),
});

const Detail = z.object({
  person: z.number(),
  case: z.number(),
  status: z.string(),
  benefit: z.number(),
  causes: z.array(z.object({ kind: z.string(), fileId: z.string().nullable(), case: z.number().nullable() })),
  eligible: z.boolean(),
  changed: z.boolean(),
  amounts: z.array(z.object({ name: z.string(), before: Amount.nullable(), after: Amount.nullable() })),
  parts: z
    .array(z.object({ benefit: z.number(), before: Amount, after: Amount.nullable() }))
    .describe("What orders take from the annuity for former spouses when it began, by their own benefit"),
  plan: z.string().nullable(),
  heldBy: z.string().nullable().describe("The plan that determines it from now on, where that is another"),
  increases: z.string().nullable().describe("How the benefit rises from now on, where that is another way"),
  undetermined: z.string().nullable().describe("Facts that the law of the plan lacks to say the amount"),
  takenOver: z
    .array(z.object({ choice: z.enum(takenOverChoices), atStart: Amount }))
    .describe("What can become of an accepted difference of a benefit that was taken over"),
  payees: z.array(PayeeChange.extend({ elsewhere: Amount })),
  preparedBy: z.string().nullable(),
  determination: z.number().nullable(),
});

async function detailOf(
  system: System,
  actor: Actor,
  of: { person: number; caseNumber: number },
): Promise<z.input<typeof Detail>> {
  const seen = await readRedetermination(system, actor, of);
  if (seen === undefined) throw new NotFound("no such case");
  const { redetermination, now, payees } = seen;
  const { figures } = redetermination;
  const [was, is] = now
    ? [now.compared.before.amounts, now.compared.after.amounts]
    : [figures.before, figures.after];
  const last = now ? figuresOf(now.compared, payees) : figures;
  const parts = last.parts ?? [];
  return {
    person: redetermination.person,
    case: redetermination.caseNumber,
    status: redetermination.status,
    benefit: redetermination.benefit,
    causes: redetermination.causes.map(({ kind, fileId, caseNumber }) => ({
      kind,
      fileId: fileId ?? null,
      case: caseNumber ?? null,
    })),
    eligible: now?.compared.explained.eligible ?? figures.eligible,
    changed: now?.compared.changed ?? false,
    amounts: [...new Set([...Object.keys(was), ...Object.keys(is)])].map((name) => ({
      name,
      before: orNull(was[name]),
      after: orNull(is[name]),
    })),
    parts: parts.map(({ benefit, before, after }) => ({
      benefit,
      before: formatCents(before),
      after: after < 0n ? null : formatCents(after),
    })),
    plan: now?.compared.basis.plan ?? null,
    heldBy: last.heldBy ?? null,
    increases: last.increases ?? null,
    undetermined: last.undetermined ?? null,
    takenOver: [...(now?.takenOver ?? [])].map(([choice, cents]) => ({
      choice,
      atStart: formatCents(cents),
    })),
    payees: payees.map((one) => ({ ...payeeChange(one), elsewhere: formatCents(one.elsewhereCents) })),
    preparedBy: redetermination.proposal?.by ?? null,
    determination: redetermination.made ?? null,
  };
}

apiRoute({
  method: "get",
  path: "/api/office/redeterminations/:person/:case",
  owner,
  may: "read a case",
  summary: "A redetermination: what changed, the amounts before and after, what each payee is paid",
  params: OfCase,
  subject,
  answer: Detail,
  take: ({ system, actor, params }) => detailOf(system, actor, keyOf(params)),
});

apiRoute({
  method: "post",
  path: "/api/office/redeterminations/:person/:case/preparation",
  owner,
  may: "verify a case",
  summary:
    "Prepare the new figures, with what becomes of an accepted difference, or propose with a reason to leave the determination as it is",
  params: OfCase,
  subject,
  body: z.object({
    leaveBecause: because.optional(),
    takenOver: z.object({ choice: z.enum(takenOverChoices), because }).optional(),
  }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const { leaveBecause, takenOver } = body;
    const { refused } =
      leaveBecause === undefined
        ? await prepareRedetermination(system, actor, { key, of, takenOver })
        : await proposeToLeave(system, actor, { key, of, because: leaveBecause });
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/redeterminations/:person/:case/decision",
  owner,
  may: "approve a determination",
  summary:
    "Decide as the second person: approve the new determination, agree to leave it, or send it back with the reason",
  params: OfCase,
  subject,
  body: z.union([
    z.object({ decision: z.enum(["redetermine", "leave"]) }),
    z.object({ decision: z.literal("sendBack"), because }),
  ]),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const asked = { key, of };
    const { refused } =
      body.decision === "sendBack"
        ? await sendBackRedetermination(system, actor, { ...asked, because: body.because })
        : body.decision === "redetermine"
          ? await approveRedetermination(system, actor, asked)
          : await confirmLeave(system, actor, asked);
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});
