import { randomUUID } from "node:crypto";
import { plainDate } from "@emeritus/engine/dates.ts";
import { sampleReport, sampleReportJson } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { sampleEmployer, setUpSample } from "@emeritus/operations/reporting-pay/testing.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { signedIn, testSystem } from "@emeritus/web/testing/system.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../app.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  system = await testSystem({ today: plainDate(2026, 5, 20) });
  await setUpSample(system);
  app = await createWebApp(system);
  await app.register(api(system));
  for (const [account, employer] of [
    ["payroll", sampleEmployer],
    ["other", 77],
  ] as const) {
    tokens[account] = (await signedIn(system, { account, roles: ["employer"], employers: [employer] })).token;
  }
  tokens["auditor"] = (await signedIn(system, { account: "auditor", roles: ["auditor"] })).token;
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

async function call(
  method: "GET" | "POST",
  url: string,
  more: { body?: string | object; who?: string; key?: string } = {},
) {
  const { body, who = "payroll", key = randomUUID() } = more;
  const headers = {
    authorization: `Bearer ${tokens[who]}`,
    "idempotency-key": key,
    "content-type": typeof body === "string" && !body.startsWith("{") ? "text/csv" : "application/json",
  };
  const reply = await app.inject({
    method,
    url,
    headers,
    ...(body === undefined ? { payload: method === "POST" ? "{}" : "" } : { payload: body }),
  });
  return { status: reply.statusCode, body: reply.json() };
}
const send = (text: string, key?: string, who?: string) =>
  call("POST", "/api/employer/pay-reports", { body: text, ...(key ? { key } : {}), ...(who ? { who } : {}) });

test("a refused file is a problem; its findings can be read with line, field, value, rule and remedy", async () => {
  const { status, body } = await send(
    sampleReport.replace("605.00,0.00", "604.00,0.00").replace("1437.03", "1436.03"),
  );
  expect([status, body.code, body.facts.errors]).toEqual([422, "payReportRefused", 1]);
  const why = await call("GET", `/api/employer/pay-report-refusals/${body.facts.refusal}`);
  expect(why.body.findings).toMatchObject([
    { code: "B107", line: 4, field: "employer_contrib", value: "604.00", weight: "error" },
  ]);
  expect(why.body.findings[0].remedy).toContain("$605.00");
  expect(
    (await call("GET", `/api/employer/pay-report-refusals/${body.facts.refusal}`, { who: "other" })).status,
  ).toBe(404);
});

test("a file that holds NUL is refused by its own reader, which names the line", async () => {
  const { status, body } = await send(sampleReport.replace("1437.03", "1437\0.03"));
  expect([status, body.code]).toEqual([422, "payReportRefused"]);
  const why = await call("GET", `/api/employer/pay-report-refusals/${body.facts.refusal}`);
  expect(why.status).toBe(200);
  expect(why.body.findings[0].line).toBeGreaterThan(0);
});

test("the sandbox checks either form, says so, and keeps nothing", async () => {
  for (const text of [sampleReport, sampleReportJson]) {
    const { status, body } = await call("POST", "/api/employer/pay-report-checks", { body: text });
    expect(status).toBe(200);
    expect(body).toMatchObject({ sandbox: true, outcome: "wouldBeTaken", errors: 0, pensionable: "4750.50" });
  }
  const wrong = sampleReportJson.replace('"605.00"', '"604.00"').replace("1437.03", "1436.03");
  const { body } = await call("POST", "/api/employer/pay-report-checks", { body: wrong });
  expect(body).toMatchObject({ outcome: "refused", findings: [{ code: "B107", line: 4, value: "604.00" }] });
  expect((await call("GET", "/api/employer/pay-reports")).body.reports).toEqual([]);
});

test("a file is taken once under its key, submitted by its total, and explained", async () => {
  const key = randomUUID();
  expect((await send(sampleReport, key)).body).toEqual({ report: 1, status: "ready", again: false, held: 0 });
  expect((await send(sampleReport, key)).body).toEqual({ report: 1, status: "ready", again: false, held: 0 });
  expect((await send(`${sampleReport}\n`, key)).body.code).toBe("key-reused");
  expect((await send(sampleReport)).body.again).toBe(true);

  const submit = (pensionable: string, who = "payroll") =>
    call("POST", "/api/employer/pay-reports/1/submission", { body: { pensionable }, who });
  expect((await submit("4750.51")).body.code).toBe("totalNotTheSame");
  expect((await submit("4750.50", "other")).status).toBe(404);
  expect((await submit("4750.50")).body).toEqual({ report: 1, status: "posted" });
  expect((await submit("4750.50")).body.code).toBe("alreadyPosted");
  expect((await call("POST", "/api/employer/pay-reports/1/withdrawal")).body.code).toBe("alreadyPosted");

  const { body } = await call("GET", "/api/employer/pay-reports/1");
  expect(body).toMatchObject({
    status: "posted",
    pensionable: "4750.50",
    employerContributions: "1437.03",
    memberContributions: "80.00",
  });
  expect(body.sums[1]).toMatchObject({
    plan: "MSEP2011",
    employerRate: "30.25",
    employerDue: "605.00",
    memberDue: "80.00",
  });
  expect((await call("GET", "/api/employer/pay-reports")).body.groups).toEqual([
    { group: "0042-SM", employer: "0042", nextBegin: "2026-05-16", nextEnd: "2026-05-31" },
  ]);
});

test("others find nothing: another employer's report, an absent one, and no right at all", async () => {
  expect((await call("GET", "/api/employer/pay-reports/1", { who: "other" })).status).toBe(404);
  expect((await call("GET", "/api/employer/pay-reports/999")).status).toBe(404);
  expect((await send(sampleReport, undefined, "other")).body.code).toBe("payReportRefused");
  expect((await send(sampleReport, undefined, "auditor")).status).toBe(403);
  expect(
    (
      await app.inject({
        method: "POST",
        url: "/api/employer/pay-reports",
        headers: { "content-type": "text/csv" },
        payload: sampleReport,
      })
    ).statusCode,
  ).toBe(401);
});

test("two megabytes of pay rows are a body that is read", async () => {
  const { status, body } = await send(sampleReport + "x".repeat(2_000_000));
  expect([status, body.code]).toEqual([422, "payReportRefused"]);
});
