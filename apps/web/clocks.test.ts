import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWebApp } from "./app.ts";
import { allRoutes } from "./shared/routes.ts";
import { testMembers, type TestMembers } from "./testing/members.ts";
import { signedIn, testSystem } from "./testing/system.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let members: TestMembers;
let ana = "";
let counselor = "";

beforeAll(async () => {
  system = await testSystem();
  app = await createWebApp(system);
  members = await testMembers(system);
  ana = (await signedIn(system, { account: "ana", roles: ["member"], person: members.ana })).cookie;
  counselor = (await signedIn(system, { account: "casey", roles: ["counselor"] })).cookie;
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const get = async (url: string, cookie: string) => {
  const reply = await app.inject({ url, headers: { cookie } });
  return { status: reply.statusCode, html: reply.body };
};

test("a member's screen is read as of any day: what the law says then, a banner, and links that stay on that day", async () => {
  const { html } = await get("/member/record?on=2010-01-15", ana);
  expect(html).toContain("8 years 6 months"); // July 2001 to December 2009; 15 loose days are nothing
  expect(html).toContain("You see the record as of January 15, 2010, as known now.");
  expect(html).toContain('href="/member/when?on=2010-01-15"');
  expect(html).toContain('href="/member/record?on="');
  expect(html).not.toContain('href="/account?on');
  const { html: today } = await get("/member/record", ana);
  expect(today).toContain("25 years 4 months");
  expect(today).not.toContain("You see the record as of");
  expect(today).toContain('name="known"');
});

test("a member's screen is read as known on any day: nothing was known before it was recorded", async () => {
  const { html } = await get("/member/record?known=2020-05-01", ana);
  expect(html).toContain("as it was known on May 1, 2020.");
  expect(html).toContain("No pay has been reported yet.");
  expect((await get("/member/record?known=soon", ana)).status).toBe(404);
  expect((await get("/member/record?on=&known=", ana)).status).toBe(200);
});

test("the office reads both clocks too, and that it read a closed record is an event", async () => {
  const { html } = await get(`/office/members/${members.ana}?on=2010-01-15`, counselor);
  expect(html).toContain("8 years 6 months");
  expect(html).toContain(`href="/office/members/${members.ana}/benefit?on=2010-01-15"`);
  const entries = await system.db
    .selectFrom("audit.entry")
    .select(["actor", "action"])
    .where("person", "=", members.ana)
    .where("action", "=", "read a record")
    .execute();
  expect(entries[0]).toEqual({ actor: "casey", action: "read a record" });
});

const writes = "only asks for what is to be recorded";
const kept = "sends a file as it was kept";
/** Pages of one member that show no record as of a day, with the reason. */
const withoutClocks: Readonly<Record<string, string>> = {
  "/office/members/:person/disclosures": "lists who asked about somebody, each with its own day",
  "/office/redeterminations/:person/:case": "puts what was known before beside what is known now",
  "/office/members/:person/charges": "lists every step of a charge with its own days and who took it",
  "/office/members/:person/division": writes,
  "/office/divisions/:person/:case/amendment": writes,
  "/member/service/ask": writes,
  "/member/service/dispute": writes,
  "/office/members/:person/service/ask": writes,
  "/member/retire/date": writes,
  "/member/retire/last-day": writes,
  "/member/retire/family": writes,
  "/member/retire/papers": writes,
  "/member/retire/review": writes,
  "/member/retire/options": writes,
  "/member/retire/choice": writes,
  "/member/retire/withdraw": writes,
  "/member/beneficiaries/:purpose": writes,
  "/office/members/:person/beneficiaries/:purpose": writes,
  "/office/members/:person/death": writes,
  "/office/duplicates/:person/:other": "compares two records as they are, to join them",
  "/member/letters/:letter": kept,
  "/office/letters/:person/:letter": kept,
  "/office/papers/:person/:case/:document": kept,
  "/office/deaths/:person/:case/certificate": kept,
  "/office/divisions/:person/:case/paper": kept,
};

test("every page of one member is read as of any day and as known on any day, or says why it is not", () => {
  const ofOneMember = allRoutes().filter(
    (route) => route.kind === "page" && /^\/member(\/|$)|^\/office\/.*:person/.test(route.path),
  );
  expect(ofOneMember.length).toBeGreaterThan(40);
  const without = ofOneMember.filter((route) => !("clocks" in route && route.clocks)).map(({ path }) => path);
  expect(without.toSorted()).toEqual(Object.keys(withoutClocks).toSorted());
});
