import { api } from "@emeritus/api/app.ts";
import { apiRoutes } from "@emeritus/api/shared/api-route.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { lookTonight } from "@emeritus/operations/data-quality/run-quality.ts";
import { allRoutes } from "@emeritus/web/shared/routes.ts";
import { facesFor } from "@emeritus/web/testing/faces.ts";
import { testMembers, type TestMembers } from "@emeritus/web/testing/members.ts";
import { signedIn, testSystem } from "@emeritus/web/testing/system.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let members: TestMembers;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  system = await testSystem();
  app = await createWebApp(system);
  await app.register(api(system));
  members = await testMembers(system);
  const { ana } = members;
  tokens["ana"] = (await signedIn(system, { account: "ana", roles: ["member"], person: ana })).token;
  for (const role of ["counselor", "benefitVerifier"] as const)
    tokens[role] = (await signedIn(system, { account: role, roles: [role] })).token;
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const { get, post, call } = facesFor(() => app, tokens);

/** The hidden version that a form of a page carries. */
const hidden = (html: string, name: string): string => {
  const found = new RegExp(`name="${name.replace(".", "\\.")}" value="([^"]*)"`).exec(html);
  expect(found, name).not.toBeNull();
  return found![1]!;
};

test("H-067 a member changes phone and e-mail by the page: what was typed comes back with a problem, and a stale form is refused plainly", async () => {
  const html = (await get("ana", "/member/details")).body;
  const seen = { "seenContact.mobilePhone": hidden(html, "seenContact.mobilePhone") };
  const wrong = await post("ana", "/member/details/contact", {
    ...seen,
    contactKind: "mobilePhone",
    contact: "555",
  });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain("Enter a phone number of ten digits");
  expect(wrong.body).toContain('value="555"');
  const fields = { ...seen, contactKind: "mobilePhone", contact: "573-555-0142" };
  expect((await post("ana", "/member/details/contact", fields)).statusCode).toBe(303);
  const stale = await post("ana", "/member/details/contact", fields);
  expect(stale.statusCode).toBe(422);
  expect(stale.body).toContain("ana changed this while you were working");
  expect((await get("ana", "/member/details")).body).toContain("573-555-0142");
});

test("H-261 a member names the spouse by the page; half a whole is refused; the API tells the same", async () => {
  const html = (await get("ana", "/member/beneficiaries/finalPayment")).body;
  const fields = { seen: hidden(html, "seen"), who1: String(members.luis), rank1: "primary" };
  const half = await post("ana", "/member/beneficiaries/finalPayment", { ...fields, share1: "50" });
  expect(half.statusCode).toBe(422);
  expect(half.body).toContain("come to 50 percent");
  expect((await post("ana", "/member/beneficiaries/finalPayment", fields)).statusCode).toBe(303);
  const { body } = await call("ana", "GET", "/api/member/beneficiaries");
  const list = body.lists.find(({ purpose }: { purpose: string }) => purpose === "finalPayment");
  expect(list.named).toMatchObject([
    { person: members.luis, name: "Luis Ruiz", rank: "primary", parts: 1, of: 1 },
  ]);
});

test("the office finds by spelling, reads the whole of one person, shows an SSN only for a reason, and keeps a note", async () => {
  const found = await post("counselor", "/office/members", { find: "Ruis, Anna" });
  expect(found.body).toContain(`/office/members/${members.ana}`);
  const page = (await get("counselor", `/office/members/${members.luis}`)).body;
  expect(page).toContain("Spouse of Ana Ruiz");
  const none = await post("counselor", `/office/members/${members.ana}/ssn`, {
    reason: "Compared with the form W-4P",
  });
  expect([none.statusCode, none.body.includes("No SSN is on record")]).toEqual([422, true]);
  const note = { channel: "phone", happened: "2026-11-20", about: "Asked about the option." };
  expect((await post("counselor", `/office/members/${members.ana}/notes`, note)).statusCode).toBe(303);
  const closed = await post("counselor", `/office/members/${members.ana}/notes`, {
    ...note,
    about: "900-12-3456",
  });
  expect([closed.statusCode, closed.body.includes("Take the SSN or account number out")]).toEqual([
    422,
    true,
  ]);
  const whole = await call("counselor", "GET", `/api/office/members/${members.ana}`);
  expect(whole.body).toMatchObject({
    name: "Ana Ruiz",
    notes: [{ about: "Asked about the option.", actor: "counselor" }],
  });
  const search = await call("counselor", "POST", "/api/office/members/search", { find: "ruiz 3/14/1970" });
  expect(search.body.found).toMatchObject([{ name: "Ana Ruiz" }]);
});

test("a child, a statement and two records of one person go through the API; the page of the record that was joined leads on", async () => {
  const at = `/api/office/members/${members.ana}`;
  const versions = (await call("counselor", "GET", `${at}/family`)).body.seen;
  const child = { first: "Eva", last: "Ruiz", born: "2001-02-03" };
  const added = { child, relation: "natural", proof: "birthCertificate", seen: versions.children };
  expect((await call("counselor", "POST", `${at}/family/child`, added)).status).toBe(200);
  expect((await call("counselor", "POST", `${at}/family/child`, added)).body.code).toBe("changed-meanwhile");
  const { children } = (await call("ana", "GET", "/api/member/family")).body;
  expect(children).toMatchObject([{ name: "Eva Ruiz", relation: "natural" }]);
  const designated = [{ rank: "agent", who: { person: members.luis }, mayNameBeneficiaries: false }];
  expect((await call("ana", "POST", "/api/member/agents", { designated, seen: "never" })).status).toBe(200);
  const statement = { received: "2026-11-20", proof: "physicianStatement", seen: "never" };
  expect((await call("counselor", "POST", `${at}/agents/statement`, statement)).status).toBe(200);
  expect((await call("ana", "GET", "/api/member/agents")).body).toMatchObject({
    status: "active",
    acting: "agent",
  });
  const again = { who: { first: "Eve", last: "Ruiz", born: "2001-02-03" }, rank: "primary" };
  const naming = { purpose: "lifeInsurance", named: [again], seen: "never" };
  expect((await call("counselor", "POST", `${at}/beneficiaries`, naming)).status).toBe(200);
  await lookTonight(system);
  const { pairs } = (await call("counselor", "GET", "/api/office/duplicates")).body;
  const pair = pairs.find(({ one }: { one: number }) => one === children[0].child);
  expect(pair.reasons).toContain("sameLast");
  const page = `/office/duplicates/${pair.one}/${pair.other}`;
  const asked = await post("counselor", `${page}/ask`, { "because-ask": "One birth certificate" });
  expect(asked.statusCode).toBe(303);
  const decided = { "because-confirm": "Seen by me too" };
  expect((await post("benefitVerifier", `${page}/confirm`, decided)).statusCode).toBe(303);
  const moved = await get("counselor", `/office/members/${pair.other}`);
  expect([moved.statusCode, moved.headers.location]).toEqual([303, `/office/members/${pair.one}`]);
  const lists = (await call("ana", "GET", "/api/member/beneficiaries")).body.lists as {
    named: { person: number }[];
  }[];
  expect(lists.some(({ named }) => named.some(({ person }) => person === pair.one))).toBe(true);
});

test("every page and form about a person answers 404 where there is none", async () => {
  const routes = allRoutes().filter(({ owner, path }) => owner === "people" && path.includes(":person"));
  expect(routes.length).toBeGreaterThan(15);
  for (const { kind, path, may } of routes) {
    const url = path.replace(":purpose", "finalPayment").replaceAll(/:(person|other)/g, "999999");
    const who = may === "confirm that two records are one" ? "benefitVerifier" : "counselor";
    const reply = kind === "form" ? await post(who, url, {}) : await get(who, url);
    expect([path, reply.statusCode]).toEqual([path, 404]);
  }
});

test("what a paper, a birth date, a marriage or two joined records make of benefits is seen before it is done, on pages and by the API (H-266)", () => {
  const first = allRoutes().flatMap((one) => (one.kind === "form" && one.seeFirst ? [one.path] : []));
  expect(first).toEqual(
    expect.arrayContaining([
      "/office/cases/:person/:case/papers",
      "/office/members/:person/details/birth-date",
      ...["marriage", "end", "marriage-withdrawal"].map((act) => `/office/members/:person/family/${act}`),
      ...["confirm", "part"].map((act) => `/office/duplicates/:person/:other/${act}`),
    ]),
  );
  expect(apiRoutes().map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      "/api/office/retirements/:person/:case/papers/effects",
      "/api/office/members/:person/birth-date/effects",
      ...["marriage", "end", "marriage-withdrawal"].map(
        (act) => `/api/office/members/:person/family/${act}/effects`,
      ),
      ...["confirm", "part"].map((act) => `/api/office/duplicates/:person/:other/${act}/effects`),
    ]),
  );
});

test("a form about a marriage that is seen first asks for an SSN again and never repeats it, and takes no day of the year 0000", async () => {
  const path = "/office/members/:person/family/marriage";
  const route = allRoutes().find((one) => one.kind === "form" && one.path === path);
  const closed = route?.kind === "form" ? route.seeFirst?.closed?.(wordsFor("en")) : undefined;
  expect(Object.keys(closed ?? {})).toEqual(["ssnSpouse"]);
  const at = path.replace(":person", String(members.ana));
  const seen = hidden((await get("counselor", `/office/members/${members.ana}/family`)).body, "seen");
  const nobody = { seen, whoSpouse: "new", firstSpouse: "Kim", lastSpouse: "Roe", bornSpouse: "0000-01-01" };
  expect((await post("counselor", at, { ...nobody, wedding: "2020-01-01" })).statusCode).toBe(422);
});
