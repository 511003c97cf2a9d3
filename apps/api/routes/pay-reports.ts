import { formatDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Finding } from "@emeritus/operations/reporting-pay/findings.ts";
import {
  readPayReport,
  readPayReports,
  readRefusal,
} from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { largestFile } from "@emeritus/operations/reporting-pay/read-report.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { submitPayReport } from "@emeritus/operations/reporting-pay/submit-pay-report.ts";
import { tryPayReport } from "@emeritus/operations/reporting-pay/try-pay-report.ts";
import { withdrawPayReport } from "@emeritus/operations/reporting-pay/withdraw-pay-report.ts";
import type { StoredReport } from "@emeritus/records/pay-report.ts";
import { codeOf, weightOf, wordsOf } from "@emeritus/web/employer/finding-words.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { z } from "zod";
import { apiRoute, outcomeOf, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "reporting pay";
const Amount = z.string().describe("Dollars and cents, such as 4750.50");
const Day = z.iso.date();
const ReportNumber = z.object({ report: WholeNumber });

/** A finding as an answer gives it. */
export const FindingAnswer = z.object({
  code: z.string().describe("The published code, such as B107"),
  name: z.string().describe("The identifier of the rule"),
  weight: z.string(),
  line: z.number().nullable().describe("Line of the file; null where the whole file is meant"),
  field: z.string(),
  value: z.string().describe("What the file holds; ••• where it could be a closed value"),
  rule: z.string(),
  remedy: z.string(),
});

const ReportAnswer = z.object({
  report: z.number(),
  fileId: z.string(),
  status: z.enum(["ready", "posted", "withdrawn"]),
  type: z.string(),
  periodBegin: Day,
  periodEnd: Day,
  payDate: Day,
  rows: z.object({ money: z.number(), events: z.number(), leaves: z.number(), corrections: z.number() }),
  pensionable: Amount,
  memberContributions: Amount,
  employerContributions: Amount,
  lifePremiums: Amount,
  disabilityPremiums: Amount,
  sentBy: z.string(),
  sentAt: z.string(),
});

function reportAnswer(report: StoredReport): z.input<typeof ReportAnswer> {
  const { fileId, status, type, sentBy, sentAt } = report;
  return {
    report: report.report,
    fileId,
    status,
    type,
    periodBegin: formatDate(report.periodBegin),
    periodEnd: formatDate(report.periodEnd),
    payDate: formatDate(report.payDate),
    rows: {
      money: report.rowsMoney,
      events: report.rowsEvent,
      leaves: report.rowsLeave,
      corrections: report.rowsCorrection,
    },
    pensionable: formatCents(report.pensionableCents),
    memberContributions: formatCents(report.memberCents),
    employerContributions: formatCents(report.employerCents),
    lifePremiums: formatCents(report.lifeCents),
    disabilityPremiums: formatCents(report.ltdCents),
    sentBy,
    sentAt,
  };
}

/** A finding with the words of its rule. */
export function findingAnswer(finding: Finding): z.input<typeof FindingAnswer> {
  const { rule: name, line, field, value } = finding;
  return {
    code: codeOf(name),
    name,
    weight: weightOf(name),
    line: line === 0 ? null : line,
    field,
    value,
    ...wordsOf(wordsFor("en"), finding),
  };
}

/** A file as the body of a request, in either of its forms. */
const fileSent = {
  body: z
    .string()
    .describe(
      "The file: UTF-8 text of at most 64 megabytes, as text/csv or, by its JSON Schema, as application/json",
    ),
  bodyType: "text/csv",
  otherBodyTypes: ["application/json"],
  bodyLimit: largestFile,
} as const;

apiRoute({
  method: "post",
  path: "/api/employer/pay-reports",
  owner,
  may: "report pay",
  summary: "Send a pay report; it is checked whole and kept ready to be submitted, or refused and not kept",
  ...fileSent,
  answer: z.object({
    report: z.number(),
    status: z.enum(["ready", "posted", "withdrawn"]),
    again: z.boolean(),
    held: z.number().describe("Rows that wait because of what is wrong in them"),
  }),
  take: async ({ system, actor, body, key }) =>
    outcomeOf(await receivePayReport(system, actor, { key, bytes: Buffer.from(body, "latin1") })),
});

apiRoute({
  method: "post",
  path: "/api/employer/pay-report-checks",
  owner,
  may: "report pay",
  summary: "Sandbox: check a pay report exactly as if it were sent, and keep nothing of it",
  ...fileSent,
  answer: z.object({
    sandbox: z.literal(true),
    outcome: z.enum(["refused", "wouldBeTaken", "wouldBeTakenInPart"]),
    fileId: z.string().nullable(),
    errors: z.number(),
    held: z.number(),
    pensionable: Amount.nullable(),
    findings: z.array(FindingAnswer),
  }),
  take: async ({ system, actor, body }) => {
    const { outcome, fileId, errors, held, pensionableCents, found } = await tryPayReport(
      system,
      actor,
      Buffer.from(body, "latin1"),
    );
    return {
      sandbox: true as const,
      outcome,
      fileId: fileId ?? null,
      errors,
      held,
      pensionable: pensionableCents === undefined ? null : formatCents(pensionableCents),
      findings: found.kept.map(findingAnswer),
    };
  },
});

apiRoute({
  method: "get",
  path: "/api/employer/pay-reports",
  owner,
  may: "read pay reports",
  summary: "The reports you sent, newest first, and the period each of your groups sends next",
  answer: z.object({
    groups: z.array(z.object({ group: z.string(), employer: z.string(), nextBegin: Day, nextEnd: Day })),
    reports: z.array(ReportAnswer),
    refusals: z.array(
      z.object({
        refusal: z.string(),
        fileId: z.string().nullable(),
        errors: z.number(),
        sentAt: z.string(),
      }),
    ),
  }),
  take: async ({ system, actor }) => {
    const { groups, reports, refusals } = await readPayReports(system, actor);
    return {
      groups: groups.map(({ code, employerCode, next }) => ({
        group: code,
        employer: employerCode,
        nextBegin: formatDate(next.begin),
        nextEnd: formatDate(next.end),
      })),
      reports: reports.map(reportAnswer),
      refusals: refusals.map(({ refusal, fileId, errors, sentAt }) => ({ refusal, fileId, errors, sentAt })),
    };
  },
});

for (const [hat, summary] of [
  ["employer", "One report: its state, its totals, how they come about, and what was unusual"],
  ["office", "One report of an employer: its state, its totals, the comments on it, and what was unusual"],
] as const)
  apiRoute({
    method: "get",
    path: `/api/${hat}/pay-reports/:report`,
    owner,
    may: "read pay reports",
    summary,
    params: ReportNumber,
    answer: ReportAnswer.extend({
      sums: z.array(
        z.object({
          plan: z.string(),
          payDate: Day,
          rows: z.number(),
          pay: Amount,
          employerRate: Amount.describe("Percent"),
          employerDue: Amount,
          employerReported: Amount,
          memberRate: Amount.describe("Percent"),
          memberDue: Amount,
          memberReported: Amount,
        }),
      ),
      variances: z.array(z.string()).describe("Rules that need a comment at submission"),
      awaitsConfirmation: z.boolean().describe("Submitted, and waiting for a second person"),
      submittedBy: z.string().nullable().describe("Who submitted it, while it waits for a second person"),
      comments: z
        .record(z.string(), z.string())
        .describe("The comments of the submission, by the name of the rule"),
      heldPensionable: Amount.describe("Pay that the held rows claim"),
      held: z.array(
        z.object({
          item: z.number(),
          line: z.number().nullable().describe("Null for somebody employed who has no row in the file"),
          kind: z.enum(["M", "E", "L", "X"]),
          memberId: z.string().nullable(),
          state: z.enum(["open", "mended", "givenUp"]),
          byReport: z.number().nullable(),
          findings: z.array(FindingAnswer),
        }),
      ),
      findings: z.array(FindingAnswer),
    }),
    take: async ({ system, actor, params }) => {
      const seen = await readPayReport(system, actor, params.report);
      if (seen === undefined) throw new NotFound();
      const amount = (cents: number): string => formatCents(BigInt(cents));
      return {
        ...reportAnswer(seen.report),
        sums: seen.sums.map((sum) => ({
          plan: sum.plan,
          payDate: sum.payDate,
          rows: sum.rows,
          pay: amount(sum.pensionableCents),
          employerRate: amount(sum.employerRate),
          employerDue: amount(sum.employerDueCents),
          employerReported: amount(sum.employerCents),
          memberRate: amount(sum.memberRate),
          memberDue: amount(sum.memberDueCents),
          memberReported: amount(sum.memberCents),
        })),
        variances: [...seen.variances],
        awaitsConfirmation: seen.submission !== undefined,
        submittedBy: seen.submission?.actor ?? null,
        comments:
          seen.submission === undefined
            ? { ...seen.comments }
            : (JSON.parse(seen.submission.comments) as Record<string, string>),
        heldPensionable: formatCents(seen.report.heldPensionableCents),
        held: seen.held.map(({ item, line, letter, memberId, step, byReport, findings }) => ({
          item,
          line,
          kind: letter,
          memberId,
          state: step ?? ("open" as const),
          byReport,
          findings: (JSON.parse(findings) as Finding[]).map(findingAnswer),
        })),
        findings: seen.found.kept.map(findingAnswer),
      };
    },
  });

apiRoute({
  method: "get",
  path: "/api/employer/pay-report-refusals/:refusal",
  owner,
  may: "read pay reports",
  summary: "Why a file was refused: every finding with line, field, value, rule and remedy",
  params: z.object({ refusal: z.uuid() }),
  answer: z.object({
    id: z.string(),
    errors: z.number(),
    counts: z.array(z.object({ name: z.string(), field: z.string(), count: z.number() })),
    findings: z.array(FindingAnswer),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readRefusal(system, actor, params.refusal);
    if (seen === undefined) throw new NotFound();
    return {
      id: seen.refusal.refusal,
      errors: seen.refusal.errors,
      counts: seen.found.counts.map(({ rule, field, count }) => ({ name: rule, field, count })),
      findings: seen.found.kept.map(findingAnswer),
    };
  },
});

apiRoute({
  method: "post",
  path: "/api/employer/pay-reports/:report/submission",
  owner,
  may: "report pay",
  summary: "Submit a report: its pay, service and contributions are posted in one transaction",
  params: ReportNumber,
  body: z.object({
    pensionable: z
      .string()
      .regex(/^-?\d{1,12}\.\d{2}$/)
      .describe("The total of pensionable pay from your own books"),
    comments: z
      .record(z.string(), z.string().max(500))
      .default({})
      .describe("A comment on each variance, by the name of its rule"),
  }),
  answer: z.object({
    report: z.number(),
    status: z
      .enum(["posted", "awaitsConfirmation"])
      .describe("Sums out of all bounds wait for a second person"),
  }),
  take: async ({ system, actor, params, body, key }) => {
    const pensionableCents = BigInt(body.pensionable.replace(".", ""));
    const outcome = await submitPayReport(system, actor, {
      key,
      report: params.report,
      pensionableCents,
      comments: body.comments,
    });
    if (outcome === undefined) throw new NotFound();
    return outcomeOf(outcome);
  },
});

apiRoute({
  method: "post",
  path: "/api/employer/pay-reports/:report/withdrawal",
  owner,
  may: "report pay",
  summary: "Withdraw a report that is not posted yet",
  params: ReportNumber,
  answer: z.object({ report: z.number() }),
  take: async ({ system, actor, params, key }) => {
    const outcome = await withdrawPayReport(system, actor, { key, report: params.report });
    if (outcome === undefined) throw new NotFound();
    return outcome.refused ? refusal(outcome.refused) : outcome.accepted;
  },
});
