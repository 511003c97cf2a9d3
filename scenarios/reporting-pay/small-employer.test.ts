import { mkdirSync } from "node:fs";
import { api } from "@emeritus/api/app.ts";
import { randomUUID } from "node:crypto";
import { plainDate } from "@emeritus/engine/dates.ts";
import { chooseHoldingPolicy } from "@emeritus/operations/reporting-pay/holding-policy.ts";
import { rules } from "@emeritus/operations/reporting-pay/findings.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { bytesOf, sampleReport, sampleReportJson } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { addMember, sampleEmployer, setUpSample } from "@emeritus/operations/reporting-pay/testing.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { signedIn, testSystem } from "@emeritus/web/testing/system.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let payroll: string;
const typeIn = "/employer/groups/0042-SM/type-in";
const janesSsn = "900000001";

beforeAll(async () => {
  system = await testSystem({ today: plainDate(2026, 5, 20) });
  await setUpSample(system);
  await addMember(system, {
    seven: 2_000_001,
    first: "Ann",
    last: "Poe",
    born: "1985-01-01",
    code: "B1",
    from: "2015-07-01",
  });
  app = await createWebApp(system);
  await app.register(api(system));
  const account = { account: "payroll", roles: ["employer"], employers: [sampleEmployer] } as const;
  payroll = (await signedIn(system, account)).cookie;
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const get = (url: string) => app.inject({ url, headers: { cookie: payroll } });

/** Every field of a page's forms as a browser would send it, the csrf token and key among them. */
function fieldsOf(body: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, tag] of body.matchAll(/<input ([^>]*)>/gu)) {
    const name = /name="([^"]*)"/u.exec(tag!)?.[1];
    if (name && !(name in fields))
      fields[name] = (/value="([^"]*)"/u.exec(tag!)?.[1] ?? "").replaceAll("&quot;", '"');
  }
  for (const [, name, options] of body.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gsu))
    fields[name!] = /<option value="([^"]*)" selected/u.exec(options!)?.[1] ?? "";
  return fields;
}

const post = async (url: string, from: string, change: Record<string, string>) =>
  send(url, (await get(from)).body, change);

/** Sends the fields of a page as it was shown, with some of them changed. */
function send(url: string, shown: string, change: Record<string, string>) {
  const payload = new URLSearchParams({ ...fieldsOf(shown), ...change }).toString();
  const headers = {
    cookie: payroll,
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
  };
  return app.inject({ method: "POST", url, headers, payload });
}

test("layout, samples, schema and every check are public", async () => {
  const page = async (url: string) => (await app.inject(url)).body;
  expect(await page("/pay-reports")).toContain("member_contrib");
  const checks = await page("/pay-reports/checks");
  for (const [code] of Object.values(rules)) expect(checks).toContain(code);
  expect(await page("/pay-reports/sample.csv")).toBe(sampleReport);
  expect(await page("/pay-reports/sample.json")).toBe(sampleReportJson);
  const schema = JSON.parse(await page("/pay-reports/employer-report-1.schema.json")) as {
    $defs: Record<string, { required: string[] }>;
  };
  expect(schema.$defs["money"]!.required).toContain("pensionable");
});

test("a small employer types the report in: kept as a draft, its faults beside the fields, then sent", async () => {
  const [jane, ann] = ["10000012-A1", fieldIdOf((await get(typeIn)).body, "B1")];
  const typed = { [`pay-${jane}`]: "2,750.50", [`pay-${ann}`]: "2000", payDate: "2026-05-29" };
  expect((await post(typeIn, typeIn, { ...typed, act: "keep" })).statusCode).toBe(303);
  expect(fieldsOf((await get(typeIn)).body)[`pay-${jane}`]).toBe("2,750.50");

  const bad = await post(typeIn, typeIn, { [`pay-${jane}`]: "lots", act: "send" });
  expect(bad.statusCode).toBe(422);
  expect(bad.body).toContain(`href="#field-pay-${jane}"`);
  expect(bad.body).toContain('value="lots"');

  const out = await post(typeIn, typeIn, { [`what-${ann}`]: "out", act: "send" });
  expect([out.statusCode, out.body.includes("Everybody employed has pay")]).toEqual([422, true]);

  const hire = {
    "new-last": "Roe",
    "new-first": "Rita",
    "new-born": "1990-07-04",
    "new-ssn": "900000077",
    "new-position": "H1",
  };
  expect((await post(typeIn, typeIn, { ...hire, act: "add" })).statusCode).toBe(303);
  expect((await get(typeIn)).body).not.toContain("900000077");
  const ending = { [`what-${ann}`]: "left", [`on-${ann}`]: "2026-05-10", "pay-added-0": "1500.00" };
  const sent = await post(typeIn, typeIn, { ...ending, act: "send" });
  expect(sent.body.match(/problem[^<]*<[^<]*/gu) ?? []).toEqual([]);
  expect(sent.statusCode).toBe(303);
  const report = await get(sent.headers.location!);
  expect(report.body).toContain("$6,250.50");
  expect(
    (await post(`${sent.headers.location!}/submit`, sent.headers.location!, { total: "6250.50" })).statusCode,
  ).toBe(303);
  const posted = (await get(sent.headers.location!)).body;
  expect(posted).toContain("Rita Roe");
  expect(posted).toContain("May 10, 2026");
  expect(fieldsOf((await get(typeIn)).body)).not.toHaveProperty(`pay-${ann}`);
});

/** The id of the row of somebody in a position. */
const fieldIdOf = (body: string, position: string): string =>
  new RegExp(`name="pay-(\\d{8}-${position})"`, "u").exec(body)![1]!;

test("a held row is mended on its page: what is wrong stands beside the field, and what was typed stays", async () => {
  const office = { account: "verifier", roles: ["benefitVerifier"], employers: [] } as const;
  await chooseHoldingPolicy(system, office, { key: randomUUID(), mode: "hold", most: 5 });
  const draft = (await get("/employer/groups/0042-SM/starting-file")).body;
  const wrong = draft
    .replace(/(M,10000012(?:,[^,]*){19},)[^,]*/u, "$11.00")
    .replace(/(T(?:,[^,]*){6},)[^,]*/u, (_, head: string) => `${head}454.75`);
  const account = { account: "payroll", roles: ["employer"], employers: [sampleEmployer] } as const;
  const taken = await receivePayReport(system, account, { key: randomUUID(), bytes: bytesOf(wrong) });
  expect(taken.accepted?.held).toBe(1);
  const page = `/employer/reports/${taken.accepted!.report}`;
  const row = `${page}/held/1`;
  expect((await get(row)).body).toContain("Submit the report first");
  const said = { total: "4250.50", payChanged: "New", totalChanged: "One left" };
  expect((await post(`${page}/submit`, page, said)).statusCode).toBe(303);
  const still = await post(row, row, { employer_contrib: "2.00" });
  expect(still.statusCode).toBe(422);
  expect(still.body).toContain('href="#field-employer_contrib"');
  expect(still.body).toContain('value="2.00"');
  // Naming somebody in a row that is not posted tells nothing about them, whoever they are.
  const named = await app.inject({
    method: "POST",
    url: `/api/employer/pay-reports/${taken.accepted!.report}/held/1/mending/effects`,
    headers: { cookie: payroll, "sec-fetch-site": "same-origin", "idempotency-key": randomUUID() },
    payload: { fields: { ...fieldsOf((await get(row)).body), employer_contrib: "2.00" } },
  });
  expect([named.statusCode, named.json().code, named.body.includes("Doe")]).toEqual([
    422,
    "stillWrong",
    false,
  ]);
  // What it changes is seen first. The page does not repeat an SSN, and nothing is done until it is typed again.
  const ssn = { ssn: janesSsn };
  const shown = await post(row, row, { employer_contrib: "832.03", ...ssn });
  expect([shown.statusCode, shown.body.includes(janesSsn)]).toEqual([200, false]);
  const without = await send(row, shown.body, {});
  expect([without.statusCode, without.body.includes("does not repeat what you typed")]).toEqual([200, true]);
  const done = await send(row, without.body, ssn);
  expect(done.statusCode).toBe(303);
  expect((await get(page)).body).toContain("Mended and posted");
});

if (process.env["SHOTS"])
  test("pictures", async () => {
    const { chromium } = await import("playwright-core");
    const dir = process.env["SHOTS"]!;
    mkdirSync(dir, { recursive: true });
    const base = await app.listen({ port: 0, host: "127.0.0.1" });
    const browser = await chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu"],
    });
    for (const width of [1200, 320]) {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const [name, value] = payroll.split("=") as [string, string];
      await context.addCookies([{ name, value, url: base }]);
      const tab = await context.newPage();
      for (const [at, url] of [
        "/employer",
        typeIn,
        "/employer/reports/2",
        "/employer/reports/2/held/1",
        "/employer/reports/try",
        "/pay-reports",
        "/pay-reports/checks",
      ].entries()) {
        await tab.goto(base + url);
        await tab.screenshot({ path: `${dir}/${at}-${width}.png`, fullPage: true });
      }
    }
    await browser.close();
  });
