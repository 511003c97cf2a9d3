import { randomUUID } from "node:crypto";
import { api } from "@emeritus/api/app.ts";
import { parseDate } from "@emeritus/engine/dates.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { sql } from "kysely";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWebApp } from "./app.ts";
import { csrfToken } from "./shared/csrf.ts";
import { testMembers, type TestMembers } from "./testing/members.ts";
import { signedIn, testSystem } from "./testing/system.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let members: TestMembers;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  system = await testSystem({ today: parseDate("2026-11-20") });
  app = await createWebApp(system);
  await app.register(api(system));
  members = await testMembers(system);
  await system.db.transaction().execute(async (tx) => openLedger(tx, 1, await takeInstant(tx)));
  tokens["ana"] = (await signedIn(system, { account: "ana", roles: ["member"], person: members.ana })).token;
  tokens["casey"] = (await signedIn(system, { account: "casey", roles: ["counselor"] })).token;
  tokens["val"] = (await signedIn(system, { account: "val", roles: ["benefitVerifier"] })).token;
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const get = async (url: string, who: string) => {
  const reply = await app.inject({ url, headers: { cookie: `emeritus=${tokens[who]}` } });
  return { status: reply.statusCode, html: reply.body.replaceAll("&#x27;", "'") };
};
const post = async (url: string, who: string, fields: Record<string, string>) => {
  const token = tokens[who]!;
  const reply = await app.inject({
    method: "POST",
    url,
    headers: {
      cookie: `emeritus=${token}`,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: new URLSearchParams({ csrf: csrfToken(token), ...fields }).toString(),
  });
  return { status: reply.statusCode, location: String(reply.headers.location ?? ""), html: reply.body };
};
/** Sends a form whose act is seen before it is done, and confirms what it shows, with two clicks: the second gets the first answer. */
const postSeen = async (url: string, who: string, fields: Record<string, string>) => {
  const shown = await post(url, who, fields);
  const seen = /name="effectsSeen" value="([0-9a-f]{64})"/.exec(shown.html)?.[1];
  expect([shown.status, seen === undefined]).toEqual([200, false]);
  const confirmed = { ...fields, effectsSeen: seen!, key: randomUUID() };
  const done = await post(url, who, confirmed);
  expect((await post(url, who, confirmed)).status).toBe(done.status);
  return { shown: shown.html, ...done };
};
const dateOf = (name: string, [year, month, day]: readonly [number, number, number]) => ({
  [`${name}.year`]: String(year),
  [`${name}.month`]: String(month),
  [`${name}.day`]: String(day),
});

test("BR 2-5(1), 3-5(1) a member reads the ledger and why a day counts; the office records the proof, and the line is proven", async () => {
  const { html } = await get("/member/service", "ana");
  expect(html).toContain("25 years 4 months");
  expect(html).toContain("Jul 1, 2001 to Nov 20, 2026");
  expect(html).toContain("Not proven yet");
  const why = await get("/member/service?day=2009-03-14", "ana");
  expect(why.html).toContain("March 14, 2009 counts.");
  expect(why.html).toContain("BR 3-4");
  const range = await get("/member/service?day=2001-06-28&to=2001-07-05", "ana");
  expect(range.html).toContain("Not employed");
  expect((await get("/member/service?day=2030-01-01", "ana")).html).toContain("Choose a day that has come");
  const proof = { position: "1", kind: "departmentCertificate", certifiedBy: "P. Officer", hours: "2080" };
  const office = `/office/members/${members.ana}/service`;
  const bad = await post(office, "casey", { ...proof, certifiedBy: "" });
  expect([bad.status, bad.html.includes("Enter who certified it")]).toEqual([422, true]);
  const days = {
    ...dateOf("certifiedOn", [2026, 11, 1]),
    ...dateOf("from", [2001, 7, 1]),
    ...dateOf("until", [2026, 11, 20]),
  };
  expect((await post(office, "casey", { ...proof, ...days })).status).toBe(303);
  expect((await get("/member/service", "ana")).html).toContain("The department's certificate, P. Officer");
});

test("a purchase goes from the form to the record: asked, prepared, offered, accepted, paid, credited; each page says where it stands", async () => {
  const ask = { what: "militaryDuty", where: "Army", hours: "" };
  const days = { ...dateOf("from", [1995, 2, 1]), ...dateOf("to", [1999, 1, 31]) };
  const nothing = await post("/member/service/ask", "ana", { where: "", hours: "" });
  expect([nothing.status, nothing.html.includes("Choose what you ask for")]).toEqual([422, true]);
  const asked = await post("/member/service/ask", "ana", { ...ask, ...days });
  const number = /cases\/(\d+)/.exec(asked.location)![1]!;
  const office = `/office/service/${members.ana}/${number}`;
  expect((await get("/office/service", "casey")).html).toContain("Look at the request");
  const unready = await post(`${office}/prepare`, "casey", {
    found: "militaryProof",
    startingPay: "24,000.00",
    employerRate: "10",
  });
  expect([unready.status, unready.html.includes("The law does not open this")]).toEqual([422, true]);
  const token = tokens["casey"]!;
  const both = new URLSearchParams({ csrf: csrfToken(token), startingPay: "24,000.00", employerRate: "10" });
  both.append("found", "militaryProof");
  both.append("found", "honorableDischarge");
  const headers = {
    cookie: `emeritus=${token}`,
    "sec-fetch-site": "same-origin",
    "content-type": "application/x-www-form-urlencoded",
  };
  const prepared = await app.inject({
    method: "POST",
    url: `${office}/prepare`,
    headers,
    payload: both.toString(),
  });
  expect(prepared.statusCode).toBe(303);
  expect((await post(`${office}/approve`, "val", {})).status).toBe(303);
  const own = `/member/service/cases/${number}`;
  // 9,600.00 with 6.95 % for 9,273 days: 9,600.00 × 0.0695 × 9273 ÷ 365 = 16,950.54
  expect((await get(own, "ana")).html).toContain("$26,550.54");
  expect((await post(`${own}/accept`, "ana", { plan: "1" })).status).toBe(303);
  const more = await post(`${office}/receive`, "casey", {
    amount: "30000.00",
    method: "rollover",
    paidBy: "A bank",
    ...dateOf("paidOn", [2026, 11, 20]),
  });
  expect([more.status, more.html.includes("Only $26,550.54 was still owed")]).toEqual([422, true]);
  const received = { cents: 2_655_054, paidOn: "2026-11-20", method: "rollover", paidBy: "A bank" };
  const before = await app.inject({
    method: "POST",
    url: `/api${office}/payments/effects`,
    headers: { authorization: `Bearer ${tokens["casey"]}`, "idempotency-key": randomUUID() },
    payload: received,
  });
  expect(before.json()).toMatchObject({ members: [{ serviceMonths: { before: 304, after: 352 } }] });
  const { rows: read } = await sql`select from audit.entry
    where actor = 'casey' and person = ${members.ana} and facts like '%/payments/effects%'`.execute(
    system.db,
  );
  expect(read).toHaveLength(1);
  const paid = await postSeen(`${office}/receive`, "casey", {
    amount: "26550.54",
    method: "rollover",
    paidBy: "A bank",
    ...dateOf("paidOn", [2026, 11, 20]),
  });
  expect([paid.status, paid.shown.includes("304 months, then 352 months")]).toEqual([303, true]);
  const { html } = await get("/member/service", "ana");
  expect(html).toContain("29 years 4 months");
  expect(html).toContain("Feb 1, 1995 to Jan 31, 1999");
  expect((await get(own, "ana")).html).toContain("Done: it stands in the record");
});

test("a member says what is wrong, the office corrects it, and the history of the record shows who, when, why, before and after", async () => {
  const says = { about: "service", line: "My job", says: "I began on June 1." };
  const said = await post("/member/service/dispute", "ana", says);
  const number = /cases\/(\d+)/.exec(said.location)![1]!;
  const office = `/office/service/${members.ana}/${number}`;
  const form = (await get(office, "casey")).html;
  const correction = {
    position: /<option value="(1 \d{4}-\d\d-\d\d)"/.exec(form)![1]!,
    leave: "work",
    kind: "departmentCertificate",
    certifiedBy: "P. Officer",
    answer: "Your department certified June 1.",
    ...dateOf("from", [2001, 6, 1]),
    ...dateOf("certifiedOn", [2026, 11, 19]),
    ...dateOf("to", [0, 0, 0]),
    "to.year": "",
    "to.month": "",
    "to.day": "",
  };
  const unseen = await post(`${office}/correct`, "casey", { ...correction, effectsSeen: "0".repeat(64) });
  expect([unseen.status, unseen.html.includes("The record changed since you looked")]).toEqual([200, true]);
  const corrected = await postSeen(`${office}/correct`, "casey", correction);
  expect([corrected.status, corrected.shown.includes("What this would change")]).toEqual([303, true]);
  expect((await get(`/member/service/cases/${number}`, "ana")).html).toContain(
    "Your department certified June 1.",
  );
  expect((await get("/member/service", "ana")).html).toContain("Jun 1, 2001 to Nov 20, 2026");
  const { html } = await get("/member/history", "ana");
  expect(html).toContain("Corrected what a member said is wrong");
  expect(html).toContain("By casey");
  expect(html).toContain("Because: Your department certified June 1.");
  expect(html).toMatch(/From: July 1, 2001<\/div><\/div><\/td><td[^>]*><div><div>From: June 1, 2001/);
  const seen = await get(`/office/members/${members.ana}/history`, "val");
  expect([seen.status, seen.html.includes("Every change of the record of Ana Ruiz")]).toEqual([200, true]);
});
