import { randomUUID } from "node:crypto";
import { plainDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { correctRefused } from "@emeritus/operations/reporting-pay/correct-refused.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { openReportFile } from "@emeritus/operations/reporting-pay/report-store.ts";
import { bytesOf, sampleReport, sampleReportJson } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { mostInGrid, sentFile } from "@emeritus/operations/reporting-pay/sent-rows.ts";
import { more } from "@emeritus/operations/reporting-pay/test-told.ts";
import {
  addMember,
  halfMonth,
  janesRow,
  makeFile,
  sampleEmployer,
  setUpSample,
} from "@emeritus/operations/reporting-pay/testing.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { signedIn, testSystem } from "@emeritus/web/testing/system.ts";
import { sql } from "kysely";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let payroll: string;
let other: string;
const typeIn = "/employer/groups/0042-SM/type-in";
const payrollActor = { account: "payroll", roles: ["employer"], employers: [sampleEmployer] } as const;
const otherActor = { account: "other", roles: ["employer"], employers: [77] } as const;

beforeAll(async () => {
  system = await testSystem({ today: plainDate(2026, 5, 20) });
  await setUpSample(system);
  await addMember(system, {
    seven: 2_000_001,
    ssn: "900000002",
    first: "Ann",
    last: "Poe",
    born: "1985-01-01",
    code: "B1",
    from: "2015-07-01",
  });
  app = await createWebApp(system);
  payroll = (await signedIn(system, payrollActor)).cookie;
  other = (await signedIn(system, otherActor)).cookie;
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const get = (url: string, cookie = payroll) => app.inject({ url, headers: { cookie } });

/** Every field of a page's forms as a browser would send it, the csrf token and key among them. */
function fieldsOf(body: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, tag] of body.matchAll(/<input ([^>]*)>/gu)) {
    const name = /name="([^"]*)"/u.exec(tag!)?.[1];
    if (name && !(name in fields) && !tag!.includes('type="checkbox"'))
      fields[name] = (/value="([^"]*)"/u.exec(tag!)?.[1] ?? "").replaceAll("&quot;", '"');
  }
  for (const [, name, options] of body.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gsu))
    fields[name!] = /<option value="([^"]*)" selected/u.exec(options!)?.[1] ?? "";
  return fields;
}

const post = async (url: string, shown: string, change: Record<string, string> = {}, cookie = payroll) => {
  const payload = new URLSearchParams({ ...fieldsOf((await get(shown, cookie)).body), ...change }).toString();
  const headers = {
    cookie,
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
  };
  return app.inject({ method: "POST", url, headers, payload });
};

const newName = `E,10000012,,Doe,Janet,1980-02-03,NAME,2026-05-02${",".repeat(22)}`;

/** Jane with a new name and a contribution that is wrong, Ann by her Social Security number with hours, and a total that forgets Ann. */
const file = (id: string) =>
  makeFile({
    id,
    ...halfMonth("2026-05-01"),
    payDate: "2026-05-22",
    events: [newName],
    rows: [
      { ...janesRow, member: 1 },
      { ssn: "900000002", position: "B1", pay: 200_000, hourly: "25.00", hours: "80.00" },
    ],
  }).replace(",4750.50,", ",2750.50,");

const send = (text: string, actor: Actor = payrollActor) =>
  receivePayReport(system, actor, { key: randomUUID(), bytes: bytesOf(text) });
const refuse = async (text: string, actor: Actor = payrollActor): Promise<string> => {
  const { refused } = await send(text, actor);
  return String(refused!.facts["refusal"]);
};
const reports = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from records.pay_report`.execute(system.db)).rows[0]!.n;

test("a refused file is corrected on the page and sent as a new report, its sums seen beside those it stated", async () => {
  const refusal = await refuse(file("F1"));
  const page = `/employer/refusals/${refusal}`;
  expect((await get(page)).body).toContain("Correct it here");
  expect((await get(page, other)).statusCode).toBe(404);
  expect((await post(`${page}/correct`, "/employer", {}, other)).statusCode).toBe(404);
  const asked = { key: randomUUID(), refusal };
  await expect(correctRefused(system, otherActor, asked)).rejects.toThrow("may not");

  const opened = await post(`${page}/correct`, page);
  expect(opened.headers.location).toBe(typeIn);
  const { body } = await get(typeIn);
  expect(body).toContain("B106");
  expect(body).toContain('name="l3-member_contrib"');
  expect(body).not.toContain("900000002");
  expect(body).toContain("2750.50");
  expect(body).toContain("4750.50");

  const wrong = await post(typeIn, typeIn, { act: "send", "l3-reason": "As typed" });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('href="#field-l3-member_contrib"');
  expect(fieldsOf(wrong.body)["l3-reason"]).toBe("As typed");

  const mended = { "l3-member_contrib": "0.00" };
  const unseen = await post(typeIn, typeIn, { act: "send", ...mended });
  expect(unseen.statusCode).toBe(422);
  expect(unseen.body).toContain('href="#field-totalsSeen"');
  expect(fieldsOf(unseen.body)["l3-member_contrib"]).toBe("0.00");
  expect(await reports()).toBe(0);

  expect((await post(typeIn, typeIn, { act: "keep", ...mended })).statusCode).toBe(303);
  const sent = await post(typeIn, typeIn, { act: "send", totalsSeen: "Y" });
  expect(sent.statusCode).toBe(303);
  const report = String(sent.headers.location);
  expect((await get(report)).body).toContain(`href="${page}"`);
  expect((await get(page)).body).toContain(`href="${report}"`);
  expect((await get(page)).body).not.toContain("Correct it here");
  const kept = await openReportFile(system.db, system.keys, 1, Number(report.split("/").at(-1)));
  const lines = new TextDecoder().decode(kept).split("\n");
  expect(lines[0]).toContain(",F1,");
  expect(lines[1]).toBe(newName);
  expect(lines[3]).toMatch(/^M,,900000002,.*,25\.00,H,80\.00,2000\.00,2000\.00,/u);
  expect(fieldsOf((await get(typeIn)).body)).not.toHaveProperty("refusal");
});

test("a file whose columns cannot be told apart, or of another period, says why it cannot be corrected on the page", async () => {
  const page = async (text: string) => (await get(`/employer/refusals/${await refuse(text)}`)).body;
  expect(await page(file("F2").replace(",B1,", ","))).toContain("could not be read");
  const later = file("F3").replaceAll("2026-05-01", "2026-06-01").replaceAll("2026-05-15", "2026-06-15");
  expect(await page(later)).toContain("its period is not the one to be reported next");
  expect(await page(file("F4"))).toContain("Correct it here");
});

test("rows of JSON are laid out like those of the other form, and no more of them than the page takes", () => {
  const [period, payDate] = [plainDate(2026, 5, 1), plainDate(2026, 5, 22)];
  const header = { type: "REGULAR", fileId: "F", periodBegin: period, periodEnd: period, payDate } as never;
  const rowsOf = (text: string, most = mostInGrid) =>
    sentFile(bytesOf(text), { refusal: "", header, counts: [], most })?.rows.map(({ fields }) => fields);
  const byText = (rows: readonly (readonly string[])[] | undefined) =>
    rows?.map((row) => row.join()).toSorted();
  expect(byText(rowsOf(sampleReportJson))).toEqual(byText(rowsOf(sampleReport)));
  expect(rowsOf(sampleReport)!.length).toBeGreaterThan(1);
  expect(rowsOf(sampleReport, 1)).toBeUndefined();
});

/** Charges of a kind in the universities' trust, in cents. */
const universityCents = async (): Promise<Record<string, number>> => {
  const { rows } = await sql<{ kind: string; cents: number }>`
    select kind, sum(cents)::int as cents from ledger.charge where trust = 3 group by kind`.execute(
    system.db,
  );
  return Object.fromEntries(rows.map(({ kind, cents }) => [kind, cents]));
};

test("RSMo 104.1205 a university's refused report is corrected on the page with all that it says of educators, and a correction of it is seen before it is posted", async () => {
  const half = { ...halfMonth("2026-05-01"), payDate: "2026-05-22", employer: "0077", group: "0077-SM" };
  const hire = (ssn: string, first: string, told: Record<string, string>) =>
    more(`E,,${ssn},Gray,${first},1980-01-01,HIRE,2026-05-01,,,,P1,,`, {
      member_class: "EDUCATOR",
      hours_a_year: "2080",
      fte_pct: "100.00",
      ...told,
    });
  const events = [
    hire("900000031", "Ada", { teaches_or_researches: "Y", administrator_with_rank: "N" }),
    hire("900000032", "Bea", { teaches_or_researches: "N", administrator_with_rank: "Y" }),
  ];
  // 30.25 % is the state's rate; the universities' plan takes 6 % of the employer and 2 % of the employee.
  const row = { position: "P1", plan: "CURP", pay: 200_000, member: 4_000 } as const;
  const rows = [
    { ...row, ssn: "900000031", employer: 60_500 },
    { ...row, ssn: "900000032", employer: 12_000 },
  ];
  const page = `/employer/refusals/${await refuse(makeFile({ id: "U1", ...half, events, rows }), otherActor)}`;
  const grid = "/employer/groups/0077-SM/type-in";
  expect((await post(`${page}/correct`, page, {}, other)).headers.location).toBe(grid);
  const { body } = await get(grid, other);
  expect(body).toContain("B107");
  expect(body).not.toMatch(/90000003[12]/u);
  expect(fieldsOf(body)).toMatchObject({
    "l2-member_class": "EDUCATOR",
    "l2-teaches_or_researches": "Y",
    "l3-administrator_with_rank": "Y",
    "l4-plan": "CURP",
    "l4-employer_contrib": "605.00",
  });
  const mended = { "l4-employer_contrib": "120.00", totalsSeen: "Y" };
  const sent = await post(grid, grid, { act: "send", ...mended }, other);
  const report = String(sent.headers.location);
  const kept = await openReportFile(system.db, system.keys, 1, Number(report.split("/").at(-1)));
  const lines = new TextDecoder().decode(kept).split("\n");
  expect(lines.slice(1, 3)).toEqual(events);
  expect(lines[3]).toMatch(/^M,,900000031,.*,CURP,.*,2000\.00,2000\.00,40\.00,120\.00,/u);
  expect((await post(`${report}/submit`, report, { total: "4000.00" }, other)).statusCode).toBe(303);
  expect(await universityCents()).toEqual({ universityEmployer: 24_000, universityMember: 8_000 });

  const back = { ...row, ssn: "900000031", pay: -50_000, member: -1_000, employer: -3_000 };
  const correction = { ...back, corrects: ["U1", 4], reason: "PAY_ERROR" } as const;
  const adjusting = makeFile({ id: "U2", ...half, type: "ADJUSTMENT", rows: [correction] });
  const { accepted } = await send(adjusting, otherActor);
  const second = `/employer/reports/${accepted!.report}`;
  const steps = () =>
    sql<{ step: string }>`select step from records.pay_report_step where report = ${accepted!.report}`
      .execute(system.db)
      .then(({ rows: taken }) => taken.map(({ step }) => step));
  const given = { total: "-500.00", key: randomUUID() };
  const first = await post(`${second}/submit`, second, given, other);
  expect([first.statusCode, await steps()]).toEqual([200, []]);
  expect(first.body).toContain("Gray");
  const { effectsSeen } = fieldsOf(first.body);
  const otherwise = await post(`${second}/submit`, second, { ...given, effectsSeen: "0" }, other);
  expect([otherwise.statusCode, await steps()]).toEqual([200, []]);
  const done = await post(`${second}/submit`, second, { ...given, effectsSeen: effectsSeen! }, other);
  expect([done.statusCode, await steps()]).toEqual([303, ["posted"]]);
  expect(await universityCents()).toEqual({ universityEmployer: 21_000, universityMember: 7_000 });
  // The same click again has the first answer.
  const again = await post(`${second}/submit`, second, { ...given, effectsSeen: effectsSeen! }, other);
  expect([again.statusCode, await steps()]).toEqual([303, ["posted"]]);
});
