import { addDays, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import {
  employmentEvents,
  type EmploymentEvents,
} from "@emeritus/scenarios/demonstration/employment-events.ts";
import { loadDemonstration } from "@emeritus/scenarios/demonstration/load.ts";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWebApp } from "../app.ts";
import { csrfToken } from "../shared/csrf.ts";
import { allRoutes } from "../shared/routes.ts";
import { crawl } from "../testing/crawl.ts";
import { signedIn, testSystem } from "../testing/system.ts";

const today = parseDate("2026-11-21");
let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let told: EmploymentEvents;
const tokens = new Map<string, string>();

beforeAll(async () => {
  system = await testSystem({ today });
  await loadDemonstration(system, { seed: 11, people: 40, today });
  told = (await employmentEvents(system, 0))!;
  app = await createWebApp(system);
  for (const [account, role] of [
    ["personnel", "employer"],
    ["counselor", "counselor"],
    ["verifier", "benefitVerifier"],
    ["releaser", "payrollReleaser"],
  ] as const) {
    const at = role === "employer" ? { employers: [1] } : {};
    tokens.set(account, (await signedIn(system, { account, roles: [role], ...at })).token);
  }
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const cookie = (account: string) => `emeritus=${tokens.get(account)}`;
const get = (account: string, url: string) => app.inject({ url, headers: { cookie: cookie(account) } });

async function post(account: string, url: string, fields: Readonly<Record<string, string>>) {
  const key = crypto.randomUUID();
  const payload = new URLSearchParams({ ...fields, key, csrf: csrfToken(tokens.get(account)!) }).toString();
  const headers = {
    cookie: cookie(account),
    "sec-fetch-site": "same-origin",
    "content-type": "application/x-www-form-urlencoded",
  };
  const reply = await app.inject({ method: "POST", url, headers, payload });
  return { status: reply.statusCode, to: String(reply.headers.location ?? ""), html: reply.body };
}

const boxes = (name: string, day: number) => {
  const [year, month, date] = formatDate(day).split("-");
  return { [`${name}.year`]: year!, [`${name}.month`]: month!, [`${name}.day`]: date! };
};

test("every page of the area shows something to who may see it", async () => {
  const people = [told.onLeave, told.laidOff, told.left, told.enrolled, told.small.person];
  const employer = await crawl(
    app,
    ["/employer/people", "/employer/calendar", ...people.map((person) => `/employer/people/${person}`)],
    cookie("personnel"),
  );
  const offices = ["/office/employers", "/office/employment-cases"];
  const office = await crawl(app, offices, cookie("counselor"));
  const deciding = await crawl(app, offices, cookie("verifier"));
  const seen = new Set([employer, office, deciding].flatMap(({ pages }) => pages.map((one) => one.pattern)));
  const ours = allRoutes().filter(({ owner, kind }) => owner === "enrolment" && kind === "page");
  expect(ours.map(({ path }) => path).filter((path) => !seen.has(path))).toEqual([]);
  expect(ours.length).toBeGreaterThan(15);
});

test("BR 2-14(4) 3-12(4) H-050 an employer enrolls, what was typed stays on a mistake, and the plan is shown with its reason", async () => {
  const fields = {
    ssn: "987-11-0001",
    first: "Vera",
    last: "Sayer",
    ...boxes("born", parseDate("1991-03-05")),
    ...boxes("hired", addDays(today, -5)),
    group: "0042-SM",
    position: "V1",
    title: "Bridge Inspector",
    share: "100",
    memberClass: "general",
  };
  const wrong = await post("personnel", "/employer/people/enrol", fields);
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain("Enter the hours a year");
  expect(wrong.html).toContain('value="Sayer"');
  expect(wrong.html).not.toContain("987-11-0001");
  const right = await post("personnel", "/employer/people/enrol", { ...fields, hours: "2080" });
  expect(right.status).toBe(303);
  const { body } = await get("personnel", right.to);
  expect(body).toContain("MSEP 2011 takes this person");
  expect(body).toContain("RSMo 104.1091");
});

test("BR 2-3 3-3 BR 2-2 3-2 leave and leaving are told on forms, and a mistake is told at its field", async () => {
  const page = `/employer/people/${told.enrolled}`;
  const early = {
    ...boxes("from", parseDate("2020-01-01")),
    type: "ownIllness",
    pay: "unpaid",
    approvedBy: "HR",
  };
  const wrong = await post("personnel", `${page}/1/leave`, early);
  expect([wrong.status, wrong.html.includes("was not employed")]).toEqual([422, true]);
  const begun = boxes("from", addDays(today, -3));
  expect((await post("personnel", `${page}/1/leave`, { ...early, ...begun })).status).toBe(303);
  expect((await get("personnel", page)).body).toContain("Own illness or injury");
  expect((await post("personnel", `${page}/1/return`, boxes("on", today))).status).toBe(303);
  const gone = {
    reason: "left",
    ...boxes("lastDay", today),
    ...boxes("lastPaid", today),
    sickLeave: "336.00",
  };
  expect((await post("personnel", `${page}/1/leaving`, gone)).to).toBe(page);
  const seen = (await get("personnel", page)).body;
  expect(
    ["Last payroll date", "336.00 hours", "personnel, on a form"].every((part) => seen.includes(part)),
  ).toBe(true);
  const takeBack = /href="(\/employer\/people\/\d+\/1\/take-back\/\d+)"/.exec(seen)![1]!;
  expect((await post("personnel", takeBack, { because: "" })).html).toContain("Say why you take it back");
  expect((await post("personnel", takeBack, { because: "Another person left" })).to).toBe(page);
  const after = (await get("personnel", page)).body;
  expect(after).toContain("Another person left");
  expect((await get("personnel", takeBack)).body).toContain("This is taken back already");
  expect((await get("personnel", `${page}/2/leaving`)).statusCode).toBe(404);
});

test("a list is filtered by group, status and name, and shows nobody of another employer", async () => {
  const named = (await get("personnel", "/employer/people?find=trask")).body;
  expect([named.includes("Nora Trask"), named.includes("1 found")]).toEqual([true, true]);
  const laid = (await get("personnel", "/employer/people?state=laidOff")).body;
  expect(laid).toContain(`/employer/people/${told.laidOff}`);
  expect((await get("personnel", `/employer/people/${told.laidOff}`)).body).toContain("Twelve months end");
  expect(laid).not.toContain(`/employer/people/${told.onLeave}"`);
  expect((await get("personnel", "/employer/people?page=0")).statusCode).toBe(404);
});

test("H-033 an employer sees that an application is on record, and its planned date, only if the fund chose so", async () => {
  const { rows } = await sql<{ person: number; id: string }>`
    select e.person, p.member_id as id from records.employment e join records.person p using (fund, person)
    where e.employer = 1 and e.recorded_to = 'infinity' and e.valid_to = 'infinity' and e.eligible order by e.person limit 1`.execute(
    system.db,
  );
  const { person, id } = rows[0]!;
  await sql`
    with opened as (insert into records.case_file (fund, person, case_number, kind, opened_by, recorded_from) values (1, ${person}, 90001, 'retirement', 'x', now()) returning person),
    step as (insert into records.case_step (fund, person, case_number, step, action, status, actor, recorded_from) select 1, person, 90001, 1, 'apply', 'applied', 'x', now() from opened)
    insert into records.retirement_application (fund, person, case_number, annuity_starting_date, last_day_of_work, signed_on, received_on, estimate, recorded_from)
    select 1, person, 90001, '2027-02-01', '2027-01-31', '2026-11-02', '2026-11-02', '{}', now() from opened`.execute(
    system.db,
  );
  const seen = async () => [
    (await get("personnel", `/employer/people?find=${id}`)).body.includes("Application to retire on"),
    (await get("personnel", `/employer/people/${person}`)).body.includes(
      "Planned retirement date: February 1, 2027",
    ),
  ];
  expect(await seen()).toEqual([false, false]);
  const page = "/office/applications-shown";
  expect((await post("counselor", page, { shown: "yes" })).status).toBe(403);
  expect((await post("verifier", page, {})).status).toBe(422);
  expect((await post("verifier", page, { shown: "yes" })).to).toBe(page);
  expect(await seen()).toEqual([true, true]);
  await sql`insert into records.case_step (fund, person, case_number, step, action, status, actor, recorded_from) values (1, ${person}, 90001, 2, 'rescind', 'rescinded', 'x', now())`.execute(
    system.db,
  );
  expect(await seen(), "a rescinded application is nobody's business").toEqual([false, false]);
  expect((await post("verifier", page, { shown: "no" })).to).toBe(page);
});

test("B111 H-269 the office stops an annuity by one person and never by a releaser; a hold is released by a releaser alone", async () => {
  const { person, reemployment } = told.retiree;
  const page = `/office/reemployments/${person}/${reemployment}`;
  expect((await get("verifier", page)).body).toContain("Stop the annuity");
  expect((await get("counselor", page)).body).not.toContain("Stop the annuity");
  expect((await post("releaser", `${page}/confirm`, { because: "x" })).status).toBe(403);
  expect((await post("verifier", `${page}/confirm`, { because: "" })).status).toBe(422);
  expect((await post("verifier", `${page}/confirm`, { because: "2,080 hours" })).to).toBe(page);
  expect((await post("releaser", `${page}/dismiss`, { because: "late" })).status).toBe(422);
});

test("the office keeps an employer: contact, calendar, position and rights, and asks for what is missing", async () => {
  const page = "/office/employers/2";
  const at = (kind: string, fields: Record<string, string>) => post("counselor", `${page}/${kind}`, fields);
  expect((await at("contacts", { contactName: "Pat Roll", duty: "payroll", email: "nothing" })).status).toBe(
    422,
  );
  expect((await at("contacts", { contactName: "Pat Roll", duty: "payroll" })).to).toBe(page);
  const dates = {
    ...boxes("firstPeriod", parseDate("2026-11-01")),
    payDays: "15",
    dueAfter: "payDate",
    dueDays: "5",
  };
  expect((await at("calendar", { calendarGroup: "1", ...dates })).status).toBe(422); // another employer's group
  expect((await at("calendar", { calendarGroup: "2", ...dates })).to).toBe(page);
  const position = {
    positionGroup: "2",
    positionCode: "X",
    positionTitle: "Examiner",
    positionHours: "1000",
  };
  expect((await at("positions", { ...position, ...boxes("positionFrom", today) })).to).toBe(page);
  const html = (await get("counselor", page)).body;
  expect(["Pat Roll", "Examiner"].every((name) => html.includes(name))).toBe(true);
  expect((await post("verifier", `${page}/contacts`, {})).status).toBe(403);
});
