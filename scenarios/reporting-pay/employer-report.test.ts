import { plainDate } from "@emeritus/engine/dates.ts";
import { bytesOf, sampleReport } from "@emeritus/operations/reporting-pay/sample-report.ts";
import {
  janesRow,
  makeFile,
  sampleEmployer,
  setUpSample,
} from "@emeritus/operations/reporting-pay/testing.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { signedIn, testSystem } from "@emeritus/web/testing/system.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let payroll: string;
let other: string;
let counselor: string;

beforeAll(async () => {
  system = await testSystem({ today: plainDate(2026, 5, 20) });
  await setUpSample(system);
  app = await createWebApp(system);
  payroll = (await signedIn(system, { account: "payroll", roles: ["employer"], employers: [sampleEmployer] }))
    .cookie;
  other = (await signedIn(system, { account: "payroll77", roles: ["employer"], employers: [77] })).cookie;
  counselor = (await signedIn(system, { account: "counselor", roles: ["counselor"] })).cookie;
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const get = (url: string, cookie = payroll) => app.inject({ url, headers: { cookie } });

/** The hidden fields of a page's first form. */
async function hidden(url: string, cookie = payroll): Promise<{ csrf: string; key: string }> {
  const { body } = await get(url, cookie);
  const value = (name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`, "u").exec(body)?.[1] ?? "";
  return { csrf: value("csrf"), key: value("key") };
}

/** Uploads a file as a browser without script does: the fields in order, then the file. */
async function upload(text: string | Uint8Array, cookie = payroll) {
  const fields = await hidden("/employer/reports/new", cookie);
  const bytes = typeof text === "string" ? bytesOf(text) : text;
  const part = (name: string, value: string): string =>
    `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = `${part("csrf", fields.csrf)}${part("key", fields.key)}--edge\r\ncontent-disposition: form-data; name="file"; filename="report.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  return app.inject({
    method: "POST",
    url: "/employer/reports/new",
    headers: {
      cookie,
      "content-type": "multipart/form-data; boundary=edge",
      "sec-fetch-site": "same-origin",
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n--edge--\r\n")]),
  });
}

async function post(url: string, from: string, fields: Record<string, string>, cookie = payroll) {
  const payload = new URLSearchParams({ ...(await hidden(from, cookie)), ...fields }).toString();
  return app.inject({
    method: "POST",
    url,
    headers: { cookie, "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    payload,
  });
}

describe("an employer's pay report, through the pages", () => {
  test("says what to send when nothing was sent", async () => {
    const page = await get("/employer");
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("No report was sent yet");
    expect(page.body).toContain("0042-SM, Department 0042");
    expect(page.body).toContain("May 1, 2026 to May 15, 2026");
    expect(page.body).not.toContain("0077");
  });

  test("a refused file names line, field, value, rule and remedy, and the list can be downloaded without harm", async () => {
    const bad = sampleReport
      .replace("605.00,0.00", "604.00,0.00")
      .replace("1437.03", "1436.03")
      .replace("MSEP2011,100.00", "=HYPERLINK(0),100.00");
    const reply = await upload(bad);
    expect(reply.statusCode).toBe(303);
    const page = await get(reply.headers.location!);
    expect(page.body).toContain("This file was refused");
    expect(page.body).toContain("Use one of: MSEP, MSEP2000");
    const again = await get(
      (await upload(sampleReport.replace("605.00,0.00", "604.00,0.00").replace("1437.03", "1436.03"))).headers
        .location!,
    );
    for (const text of [
      "B107",
      "Employer’s contribution",
      "604.00",
      "$2,000.00 at 30.25 %",
      "$605.00",
      "Line 4",
    ])
      expect(again.body).toContain(text);
    const list = await get(`${reply.headers.location!}/findings.csv`);
    expect(list.headers["content-disposition"]).toContain("attachment");
    expect(list.body).toContain(`"'=HYPERLINK(0)"`);
    expect(list.body).not.toMatch(/(^|,)"=/u);
    expect((await get("/employer")).body).toContain("No report was sent yet");
  });

  test("no file, an empty file and bytes that are no text are answered in words", async () => {
    expect((await upload("")).statusCode).toBe(422);
    expect((await upload("")).body).toContain("The file is empty");
    const reply = await upload(new Uint8Array([0xff, 0xfe, 1, 2, 3]));
    expect((await get(reply.headers.location!)).body).toContain("UTF-16");
  });

  test("the sample is taken, reviewed with its totals explained, submitted by its total, and posted", async () => {
    const taken = await upload(sampleReport);
    expect(taken.headers.location).toBe("/employer/reports/1");
    const review = await get("/employer/reports/1");
    for (const text of [
      "$4,750.50",
      "$1,437.03",
      "$80.00",
      "30.25 %, in force since Jul 1, 2025",
      "MSEP 2011",
    ])
      expect(review.body).toContain(text);

    const wrong = await post("/employer/reports/1/submit", "/employer/reports/1", { total: "4750.51" });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain("not the total of the file");
    expect(
      (await post("/employer/reports/1/submit", "/employer/reports/1", { total: "much" })).body,
    ).toContain("Type dollars and cents");

    const done = await post("/employer/reports/1/submit", "/employer/reports/1", { total: "$4,750.50" });
    expect(done.statusCode).toBe(303);
    const posted = await get("/employer/reports/1");
    for (const text of ["Posted", "Richard Roe", "B7", "still employed"]) expect(posted.body).toContain(text);
    expect(posted.body).not.toContain("900000002");
    expect((await get("/employer")).body).toContain("May 16, 2026 to May 31, 2026");
  });

  test("the same file again leads to the same report", async () => {
    expect((await upload(sampleReport)).headers.location).toBe("/employer/reports/1");
  });

  test("the starting file for the next period can be sent as it is", async () => {
    const file = await get("/employer/groups/0042-SM/starting-file");
    expect(file.body).toContain("2026-05-16,2026-05-31");
    const reply = await upload(file.body);
    expect(reply.headers.location).toBe("/employer/reports/2");
    expect(
      (await post("/employer/reports/2/submit", "/employer/reports/2", { total: "4750.50" })).statusCode,
    ).toBe(303);
  });

  test("a variance asks for its comment beside the field", async () => {
    const roe = (await get("/employer/groups/0042-SM/starting-file")).body
      .split("\n")
      .find((line) => line.includes("Roe"))!;
    const rows = [
      { ...janesRow, pay: 400_000 },
      { memberId: roe.split(",")[1]!, position: "B7", plan: "MSEP2011" as const, pay: 200_000 },
    ];
    const reply = await upload(
      makeFile({ id: "F3", begin: "2026-06-01", end: "2026-06-15", payDate: "2026-06-25", rows }),
    );
    const asked = await post(`${reply.headers.location!}/submit`, reply.headers.location!, {
      total: "6000.00",
    });
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toContain("Write a comment on V201");
    const said = { total: "6000.00", payChanged: "Promotion of Ms. Doe", totalChanged: "The same" };
    expect((await post(`${reply.headers.location!}/submit`, reply.headers.location!, said)).statusCode).toBe(
      303,
    );
    expect((await get(reply.headers.location!)).body).toContain("Promotion of Ms. Doe");
  });

  test("another employer, a counselor and a visitor see and change nothing", async () => {
    for (const url of ["/employer/reports/1", "/employer/reports/999"])
      expect((await get(url, other)).statusCode).toBeGreaterThanOrEqual(403);
    expect((await get("/employer/groups/0042-SM/starting-file", other)).statusCode).toBe(404);
    expect((await get("/employer", other)).body).not.toContain("0042");
    const refused = await upload(sampleReport.replace("2026-05A-0042", "NEW"), other);
    expect((await get(refused.headers.location!, other)).body).toContain("S005");
    expect((await get(refused.headers.location!, payroll)).statusCode).toBeGreaterThanOrEqual(403);
    expect((await get("/employer", counselor)).statusCode).toBe(403);
    expect((await app.inject("/employer/reports/1")).statusCode).toBe(303);
  });
});
