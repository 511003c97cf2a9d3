import { formatDate } from "@emeritus/engine/dates.ts";
import { decideToldDetail, readWaitingDetails } from "@emeritus/operations/enrolling/decide-told-detail.ts";
import { chooseDetailPolicy } from "@emeritus/operations/enrolling/told-details.ts";
import { confirmPayReport } from "@emeritus/operations/reporting-pay/confirm-pay-report.ts";
import {
  giveUpHeldRow,
  mendHeldRow,
  personsOfHeldRow,
} from "@emeritus/operations/reporting-pay/held-rows.ts";
import { chooseHoldingPolicy } from "@emeritus/operations/reporting-pay/holding-policy.ts";
import { readPayReportsDesk } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, outcomeOf, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";
import { FindingAnswer, findingAnswer } from "./pay-reports.ts";

const owner = "reporting pay";
const ReportNumber = z.object({ report: WholeNumber });

apiRoute({
  method: "post",
  path: "/api/employer/pay-reports/:report/confirmation",
  owner,
  may: "confirm a pay report",
  summary:
    "Confirm, as a second person, a submitted report whose sums are out of all usual bounds; it is posted",
  params: ReportNumber,
  answer: z.object({ report: z.number() }),
  take: async ({ system, actor, params, key }) => {
    const outcome = await confirmPayReport(system, actor, { key, report: params.report });
    if (outcome === undefined) throw new NotFound();
    return outcomeOf(outcome);
  },
});

const HeldRowNumber = z.object({ report: WholeNumber, item: WholeNumber });

apiRoute({
  method: "post",
  path: "/api/employer/pay-reports/:report/held/:item/mending",
  owner,
  may: "report pay",
  summary:
    "Mend a held row of a posted report: it is checked by itself and posted, or its findings are answered",
  params: HeldRowNumber,
  body: z.object({
    fields: z
      .record(z.string(), z.string().max(600))
      .describe("Every field of the row by its column; ssn and birth_date stay as they were when left out"),
  }),
  answer: z.object({ byReport: z.number().nullable(), findings: z.array(FindingAnswer) }),
  previews: ({ system, actor, params, body }) =>
    personsOfHeldRow(system, actor, { ...params, fields: body.fields }),
  nothingDone: ({ findings }) =>
    findings.length === 0
      ? undefined
      : refusal({
          code: "stillWrong",
          facts: { rules: findings.map(({ rule }) => rule).join(" ") },
          cites: "ADR 21",
        }),
  take: async ({ system, actor, params, body, key }) => {
    const outcome = await mendHeldRow(system, actor, { key, ...params, fields: body.fields });
    if (outcome === undefined) throw new NotFound();
    if (outcome.refused) return refusal(outcome.refused);
    const { byReport = null, found = [] } = outcome.accepted;
    return { byReport, findings: found.map(findingAnswer) };
  },
});

apiRoute({
  method: "post",
  path: "/api/employer/pay-reports/:report/held/:item/giving-up",
  owner,
  may: "report pay",
  summary: "Give a held row up, with the reason",
  params: HeldRowNumber,
  body: z.object({ because: z.string().max(300) }),
  answer: z.object({ report: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    const outcome = await giveUpHeldRow(system, actor, { key, ...params, ...body });
    if (outcome === undefined) throw new NotFound();
    return outcomeOf(outcome);
  },
});

const PolicyAnswer = z.object({
  mode: z.enum(["strict", "hold"]).describe("One bad row refuses the file, or good rows go first"),
  most: z.number().int().min(1).max(5000).describe("The most rows of one file that may be held"),
});

apiRoute({
  method: "get",
  path: "/api/office/pay-reports",
  owner,
  may: "read pay reports",
  summary:
    "Reports that wait for a second person, rows that wait, and how the fund treats files with bad rows",
  answer: z.object({
    toConfirm: z.array(z.object({ report: z.number(), fileId: z.string(), by: z.string() })),
    open: z.array(
      z.object({ report: z.number(), employer: z.number(), fileId: z.string(), open: z.number() }),
    ),
    policy: PolicyAnswer,
  }),
  take: async ({ system, actor }) => {
    const { toConfirm, open, policy } = await readPayReportsDesk(system, actor);
    return {
      toConfirm: toConfirm.map(({ report, by }) => ({ report: report.report, fileId: report.fileId, by })),
      open: [...open],
      policy,
    };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/pay-reports/:report/confirmation",
  owner,
  may: "confirm a pay report",
  summary: "Confirm a submitted report whose sums are out of all usual bounds; it is posted",
  params: ReportNumber,
  answer: z.object({ report: z.number() }),
  take: async ({ system, actor, params, key }) => {
    const outcome = await confirmPayReport(system, actor, { key, report: params.report });
    if (outcome === undefined) throw new NotFound();
    return outcomeOf(outcome);
  },
});

apiRoute({
  method: "post",
  path: "/api/office/pay-report-policy",
  owner,
  may: "choose how pay reports wait",
  summary: "Choose, from today on, whether good rows of a file with bad ones are posted",
  body: PolicyAnswer,
  answer: PolicyAnswer,
  take: async ({ system, actor, body, key }) => {
    await chooseHoldingPolicy(system, actor, { key, ...body });
    return body;
  },
});

const Effect = z.enum(["takesEffect", "waits"]);
const DetailPolicyAnswer = z.object({ name: Effect, address: Effect });

apiRoute({
  method: "get",
  path: "/api/office/told-details",
  owner: "enrolment",
  may: "find members",
  summary: "Names and addresses that employers told and that wait for the office",
  answer: z.object({
    waiting: z.array(
      z.object({
        person: z.number(),
        notice: z.number(),
        name: z.string(),
        memberId: z.string(),
        employer: z.string(),
        kind: z.enum(["name", "address"]),
        from: z.string(),
        detail: z.record(z.string(), z.string()),
        why: z.enum(["fund", "memberSpokeLater"]),
        home: z
          .record(z.string(), z.string().optional())
          .nullable()
          .describe("The home address on record, where an address was told"),
      }),
    ),
    policy: DetailPolicyAnswer,
  }),
  take: async ({ system, actor }) => {
    const { waiting, policy } = await readWaitingDetails(system, actor);
    const persons = waiting.map(({ person }) => person);
    await recordReadingsOf(system, actor, {
      action: "find members",
      persons,
      route: "/api/office/told-details",
    });
    return {
      waiting: waiting.map(({ personName: name, employerName: employer, effective, ...seen }) => ({
        person: seen.person,
        notice: seen.notice,
        name,
        memberId: seen.memberId,
        employer,
        kind: seen.kind,
        from: formatDate(effective),
        detail: { ...seen.detail },
        why: seen.why,
        home: seen.home === undefined ? null : { ...seen.home },
      })),
      policy: { ...policy },
    };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/told-details/:person/:notice/decision",
  owner: "enrolment",
  may: "change a record",
  subject: ({ params }) => ({ person: params.person }),
  summary: "Record or decline a name or address that an employer told, with what the member said",
  params: z.object({ person: WholeNumber, notice: WholeNumber }),
  body: z.object({ step: z.enum(["recorded", "declined"]), because: z.string().max(500) }),
  answer: z.object({ step: z.enum(["recorded", "declined"]) }),
  take: async ({ system, actor, params, body, key }) =>
    outcomeOf(await decideToldDetail(system, actor, { key, ...params, ...body })),
});

apiRoute({
  method: "post",
  path: "/api/office/told-detail-policy",
  owner: "enrolment",
  may: "choose how pay reports wait",
  summary: "Choose, from today on, whether names and addresses that employers tell take effect or wait",
  body: DetailPolicyAnswer,
  answer: DetailPolicyAnswer,
  take: async ({ system, actor, body, key }) => {
    await chooseDetailPolicy(system, actor, { key, ...body });
    return body;
  },
});
