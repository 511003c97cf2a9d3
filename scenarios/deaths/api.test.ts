import type { FastifyInstance } from "fastify";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeHousehold, officeOn, payMonths, type Household } from "./household.ts";
import { testPayroll, type TestPayroll } from "../payroll/test-system.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { signedIn } from "@emeritus/web/testing/system.ts";
import { api } from "@emeritus/api/app.ts";

let payroll: TestPayroll;
let app: FastifyInstance;
let home: Household;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  payroll = await testPayroll();
  home = await makeHousehold(payroll, {
    option: "joint50",
    cents: 90_000,
    lifeCents: 100_000,
    start: "2026-02-01",
    spouse: "with account",
  });
  await payMonths(payroll, "2026-03", "2026-04");
  const system = officeOn(payroll, "2026-05-04");
  app = await createWebApp(system);
  await app.register(api(system));
  for (const role of ["counselor", "benefitVerifier", "payrollPreparer"] as const)
    tokens[role] = (await signedIn(system, { account: role, roles: [role] })).token;
});
afterAll(async () => {
  await app?.close();
  await payroll?.[Symbol.asyncDispose]();
});

const ask = async (who: string, method: "GET" | "POST", url: string, payload?: object) => {
  const headers = { authorization: `Bearer ${tokens[who]}`, "idempotency-key": randomUUID() };
  const reply = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: reply.statusCode, body: reply.json() };
};

test("a death goes from the report to what is owed by the API alone, each by whom it belongs to", async () => {
  const report = {
    died: "2026-03-31",
    source: "vitalRecords",
    toldBy: "Department of Health",
    relation: "match",
  };
  const url = `/api/office/members/${home.retiree}/death`;
  expect((await ask("benefitVerifier", "POST", url, report)).status).toBe(403);
  const future = await ask("counselor", "POST", url, { ...report, died: "2026-05-05" });
  expect([future.status, future.body.code]).toEqual([422, "in-future"]);
  const reported = await ask("counselor", "POST", url, report);
  expect(reported.body.status).toBe("reported");
  const of = `/api/office/deaths/${home.retiree}/${reported.body.case}`;
  const file = Buffer.from("%PDF-1.7 certificate").toString("base64");
  expect((await ask("counselor", "POST", `${of}/certificate`, { file })).body.certificate).toBe(true);
  const seen = { dateSeen: "2026-03-31" };
  expect((await ask("counselor", "POST", `${of}/confirmation`, seen)).status).toBe(403);
  const confirmed = await ask("benefitVerifier", "POST", `${of}/confirmation`, seen);
  expect(confirmed.body).toMatchObject({ status: "confirmed", confirmedBy: "benefitverifier" });
  expect(confirmed.body.consequences).toContainEqual({
    kind: "survivor",
    benefit: home.benefit,
    from: "2026-04-01",
    to: null,
    payee: home.spouse,
    firstMonth: "450.00",
  });
  await payMonths(payroll, "2026-05", "2026-05");
  const { body } = await ask("payrollPreparer", "GET", "/api/office/receivables");
  expect(body.receivables).toMatchObject([{ person: home.retiree, charged: "900.00", open: "900.00" }]);
  const months = await ask("counselor", "GET", `/api/office/receivables/${home.retiree}`);
  expect(months.body.months).toMatchObject([
    { month: "2026-04-01", paid: "900.00", due: "0.00", open: "900.00" },
  ]);
  const cases = await ask("payrollPreparer", "GET", "/api/office/deaths");
  expect(cases.body.cases).toMatchObject([{ person: home.retiree, status: "confirmed", died: "2026-03-31" }]);
  expect(
    (await ask("counselor", "GET", `/api/office/deaths/${home.spouse}/${reported.body.case}`)).status,
  ).toBe(404);
});
