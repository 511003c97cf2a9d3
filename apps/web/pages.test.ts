import { permissions } from "@emeritus/operations/permissions.ts";
import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebApp } from "./app.ts";
import { csrfToken } from "./shared/csrf.ts";
import { officeGroups } from "./shared/menu.tsx";
import { allMenus } from "./shared/routes.ts";
import { testMembers, type TestMembers } from "./testing/members.ts";
import { signedIn, testSecrets, testSystem } from "./testing/system.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let members: TestMembers;
let ana: { cookie: string; token: string };
let counselor: { cookie: string; token: string };
let administrator: { cookie: string; token: string };

beforeAll(async () => {
  system = await testSystem();
  app = await createWebApp(system);
  members = await testMembers(system);
  ana = await signedIn(system, { account: "ana.1", roles: ["member"], person: members.ana });
  counselor = await signedIn(system, { account: "counselor", roles: ["counselor"], person: members.ben });
  administrator = await signedIn(system, { account: "administrator", roles: ["administrator"] });
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const same = { "sec-fetch-site": "same-origin" };
const get = (url: string, cookie = "") => app.inject({ url, headers: { cookie } });
const post = (url: string, fields: Record<string, string>, headers: Record<string, string>) =>
  app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
const own = (who: { token: string; cookie: string }, fields: Record<string, string> = {}) =>
  [
    { csrf: csrfToken(who.token), ...fields },
    { cookie: who.cookie, ...same },
  ] as const;

test("P-001 a page lets one skip to what it says, tells where one is, changes the size of its text, prints whole, and carries its date", async () => {
  const page = (await get(`/office/members/${members.ana}`, counselor.cookie)).body;
  expect(page).toMatch(/<a class="usa-skipnav" href="#main">[^<]+<\/a>/);
  expect(page).toContain('<main id="main"');
  expect(page).toMatch(/<form class="sizes" aria-label="Text size" action="\/text-size" method="post"/);
  expect((await get("/office/money/rates", counselor.cookie)).body).toMatch(
    /<nav class="over" aria-label="Where you are"><a href="\/office\/money">Money in</,
  );
  for (const body of [page, (await get("/privacy")).body, (await get("/sign-in")).body])
    expect(body.match(/Page of November 21, 2026/g)).toHaveLength(1);
  const sheet = (await get(/href="([^"]+\.css)"/.exec(page)![1]!)).body;
  const print = sheet.slice(sheet.indexOf("@media print"));
  expect(print).toMatch(/details::details-content\s*\{\s*content-visibility:\s*visible/);
  expect(print).toMatch(/\.menu[^}]*display:\s*none\s*!important/);
});

test("the office's pages stand in groups: one row of groups, and the pages of the one that one is in", async () => {
  const page = (await get(`/office/members/${members.ana}`, counselor.cookie)).body;
  const [groups, under] = [...page.matchAll(/<ul class="menu[^>]*>.*?<\/ul>/gs)].map(([list]) =>
    [...list.matchAll(/<a href="([^"]+)"( aria-current="[a-z]+")?/g)].map(([, href, here]) => [
      href,
      here?.trim(),
    ]),
  );
  expect(groups).toEqual([
    ["/office/members", 'aria-current="true"'],
    ["/office/cases", undefined],
    ["/office/employers", undefined],
    ["/office/receivables", undefined],
  ]);
  expect(under!.map(([href]) => href)).toEqual([
    "/office/members",
    "/office/duplicates",
    "/office/data-quality",
    "/office/disclosures",
  ]);
  expect(under![0]![1]).toBe('aria-current="page"');
  const open = allMenus().filter(
    ({ hat, may }) => hat === "staff" && permissions[may] && "counselor" in permissions[may],
  );
  const phone = page.slice(page.indexOf('class="menu-phone"'));
  for (const { path } of open) expect(phone).toContain(`href="${path}"`);
  for (const path of allMenus()
    .filter(({ hat }) => hat === "staff")
    .map((each) => each.path))
    expect(Object.values(officeGroups).flat(), path).toContain(path.split("/")[2]);
});

test("a form that comes back tells its problems once", async () => {
  const reply = await post("/office/first-account-wait", ...own(administrator, { days: "many" }));
  expect(reply.statusCode).toBe(422);
  expect(reply.body.match(/id="problems"/g)).toHaveLength(1);
});

describe("signing in by forms, without script", () => {
  test("password, then code, then the home page of the role; every step a new secret", async () => {
    const first = await post("/sign-in", { onlineId: "ana.1", password: testSecrets.password }, same);
    expect([first.statusCode, first.headers.location]).toEqual([303, "/sign-in/code"]);
    const half = String(first.cookies[0]!.value);
    const opened = await get("/member", `emeritus=${half}`);
    expect([opened.statusCode, opened.headers.location]).toEqual([303, "/sign-in?next=%2Fmember"]);
    const fields = { csrf: csrfToken(half), code: totpCode(testSecrets.totpSecret, Date.now()) };
    const second = await post("/sign-in/code", fields, { ...same, cookie: `emeritus=${half}` });
    expect([second.statusCode, second.headers.location]).toEqual([303, "/"]);
    const full = String(second.cookies[0]!.value);
    expect(full).not.toBe(half);
    expect(second.cookies[0]).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    const home = await get("/", `emeritus=${full}`);
    expect(home.headers.location).toBe("/member");
  });

  test("a wrong password is said in the same words as an unknown ID, keeps the ID and never the password", async () => {
    const wrong = await post("/sign-in", { onlineId: "ana.1", password: "not this one" }, same);
    const unknown = await post("/sign-in", { onlineId: "nobody.1", password: "not this one" }, same);
    expect([wrong.statusCode, unknown.statusCode]).toEqual([422, 422]);
    expect(wrong.body).toContain("<title>Error: Sign in");
    expect(wrong.body).toContain('value="ana.1"');
    expect(wrong.body).not.toContain("not this one");
    const said = (body: string) =>
      body
        .replaceAll("ana.1", "")
        .replaceAll("nobody.1", "")
        .replace(/(nonce|key" value)="[^"]*"/g, "");
    expect(said(wrong.body)).toBe(said(unknown.body));
  });

  test("an empty form names each problem with a link to its field, in the order of the page", async () => {
    const reply = await post("/sign-in", { onlineId: "", password: "" }, same);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toMatch(
      /href="#field-onlineId">Enter your Online ID.*href="#field-password">Enter your password/s,
    );
    expect(reply.body).toMatch(
      /<input[^>]*id="field-onlineId"[^>]*aria-invalid="true"[^>]*aria-describedby="field-onlineId-problem"/,
    );
  });

  test("only a path of our own follows a sign-in", async () => {
    for (const next of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      const reply = await post("/sign-in", { onlineId: "ana.1", password: testSecrets.password, next }, same);
      expect(String(reply.headers.location)).toBe("/sign-in/code");
    }
  });
});

describe("forms that are not ours", () => {
  test("another site, a missing token and another session's token change nothing", async () => {
    const change = { locked: "yes" };
    const [fields, headers] = own(administrator, change);
    const url = "/office/accounts/ana.1/lock";
    for (const reply of [
      await post(url, fields, { ...headers, "sec-fetch-site": "cross-site" }),
      await post(url, fields, { cookie: administrator.cookie, origin: "https://evil.example" }),
    ]) {
      expect(reply.statusCode).toBe(403);
      expect(reply.body).toContain("Please send the form again");
    }
    for (const csrf of [{}, { csrf: csrfToken(counselor.token) }]) {
      const reply = await post(url, { ...change, ...csrf }, headers);
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain("Nothing was changed yet");
    }
    expect((await get("/member", ana.cookie)).statusCode).toBe(200);
  });

  test("a session that ended in the middle of a form loses nothing typed: after signing in anew the form stands there again", async () => {
    const url = `/office/members/${members.ana}/notes`;
    const typed = {
      channel: "phone",
      happened: "2026-01-02",
      about: "A long note",
      csrf: csrfToken("an older session"),
    };
    const ended = await post(url, typed, { ...same, cookie: "emeritus=an-older-session" });
    expect(ended.statusCode).toBe(401);
    expect(ended.body).toContain("what you typed is not lost");
    const [, headers] = own(counselor, {});
    const again = await post(url, typed, headers);
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain("A long note");
  });

  test("the token differs on each page, so that compression tells nothing", () => {
    expect(csrfToken(ana.token)).not.toBe(csrfToken(ana.token));
  });
});

describe("the member's pages", () => {
  test("the benefit: two amounts, each a link to the line that explains it; what is assumed stands under them", async () => {
    const { body } = await get("/member/benefit?start=2027-01", ana.cookie);
    expect(body).toContain("If you retire on January 1, 2027");
    const links = [...body.matchAll(/<a class="amount[^"]*" href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(links.length).toBeGreaterThan(12);
    for (const id of links) expect(body, id).toContain(`id="${id}"`);
    const lines = [...body.matchAll(/href="#(line-[^"]+)"/g)].map(([, id]) => id!);
    for (const id of lines) expect(body.split(`id="${id}"`)).toHaveLength(2);
    expect(body).toContain("Your pay from November 2026 on. We used your latest pay on record.");
    expect(body).toContain("Proof of birth date for Luis Ruiz");
  });

  /**
   * By hand: pay of 304 months from July 2001 rises by 93.50 every 12 months from 3,100.00. From January 2024 to December 2026 the
   * steps are 22 (6 months), 23 (12), 24 (12) and 25, which began July 2026 (4 reported and 2 assumed at the same pay).
   * Step n pays 3,100.00 + 93.50 n: 5,157.00, 5,250.50, 5,344.00, 5,437.50.
   * Sum 6 x 5,157.00 + 12 x 5,250.50 + 12 x 5,344.00 + 6 x 5,437.50 = 190,701.00; mean 5,297.25.
   * Service July 2001 to December 2026: 25 years 6 months. 5,297.25 x 1.7% x 25.5 = 2,296.357875, so 2,296.36.
   * Temporary: 5,297.25 x 0.8% x 25.5 = 1,080.639, so 1,080.64. Together 3,377.00.
   */
  test("RSMo 104.1024 the amounts are those worked by hand", async () => {
    const { body } = await get("/member/benefit?start=2027-01", ana.cookie);
    for (const amount of ["$5,297.25", "$190,701.00", "$2,296.36", "$1,080.64", "$3,377.00"])
      expect(body).toContain(amount);
  });

  test("what-if: a form without script, its answer an address; sick leave adds service", async () => {
    const [fields, headers] = own(ana, { month: "07", year: "2027", sick: "1,680", spouse: "" });
    const reply = await post("/member/benefit", fields, headers);
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      "/member/benefit?start=2027-07&sick=1680",
    ]);
    const { body } = await get(String(reply.headers.location), ana.cookie);
    expect(body).toContain("This page supposes facts that you entered");
    expect(body).toContain("10 months");
  });

  test("what-if with a wrong entry says what to do, and keeps what was typed", async () => {
    const [fields, headers] = own(ana, { month: "07", year: "2027", sick: "a lot", spouse: "" });
    const reply = await post("/member/benefit", fields, headers);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain("Enter hours of sick leave as a number from 0 to 20,000");
    expect(reply.body).toContain('value="a lot"');
  });

  test("a date on which no way is open says so, why, and what to ask instead", async () => {
    const ben = await signedIn(system, { account: "ben", roles: ["member"], person: members.ben });
    const { statusCode, body } = await get("/member/benefit?start=2027-01", ben.cookie);
    expect(statusCode).toBe(200);
    expect(body).toContain("You cannot retire on that date.");
    expect(body).toContain("Why you cannot retire on that date");
  });

  test("pay: a year opens into its months, each with the report and row it came from", async () => {
    const { body } = await get("/member/record", ana.cookie);
    expect(body).toContain("25 years 4 months");
    expect(body).toContain('href="/member/record/2026"');
    const year = await get("/member/record/2026", ana.cookie);
    expect(year.body).toContain("October 2026");
    expect(year.body).toContain("Pay report 1, row 304");
    expect((await get("/member/record/1999", ana.cookie)).statusCode).toBe(404);
  });

  test("the ladder: Rule of 80 since December 2025, normal age in April 2032", async () => {
    // Born 14 March 1970, at work since July 2001. End of November 2025: 55 years 8 months + 24 years 5 months = 80 years 1 month.
    // End of October 2025: 55 years 7 months + 24 years 4 months = 79 years 11 months.
    const { body } = await get("/member/when", ana.cookie);
    expect(body).toContain("Since December 1, 2025");
    expect(body).toContain("From April 1, 2032");
  });

  test("payments: none yet is said plainly", async () => {
    expect((await get("/member/payments", ana.cookie)).body).toContain("You are not paid a benefit yet");
    expect((await get("/member/payments/1/2026-10", ana.cookie)).statusCode).toBe(404);
  });
});

describe("the office", () => {
  test("a counselor finds a member by name and opens record and estimate; the reading is an audit entry", async () => {
    const found = await post("/office/members", ...own(counselor, { find: "Ruiz, A" }));
    expect(found.statusCode).toBe(200);
    expect(found.body).toContain(`/office/members/${members.ana}"`);
    expect((await get(`/office/members/${members.ana}`, counselor.cookie)).body).toContain(
      "Department of Agriculture",
    );
    expect(
      (await get(`/office/members/${members.ana}/benefit?start=2027-01`, counselor.cookie)).body,
    ).toContain("$2,296.36");
    const entries = await system.db
      .selectFrom("audit.entry")
      .select("entry")
      .where("actor", "=", "counselor")
      .where("action", "=", "read a record")
      .where("person", "=", members.ana)
      .execute();
    expect(entries.length).toBeGreaterThan(0);
  });

  test("NUL, which no record can keep, is refused in a form with 422 and in an address with 400", async () => {
    const form = await post("/office/members", ...own(counselor, { find: "Ru\0iz" }));
    expect(form.statusCode).toBe(422);
    expect(form.body).toContain("Check this answer and give it again");
    expect(form.body).not.toContain("\0");
    expect((await post("/office/members", ...own(counselor, { find: "Ruiz", "a\0": "b" }))).statusCode).toBe(
      422,
    );
    const signIn = { onlineId: "ana\0.1", password: testSecrets.password };
    expect((await post("/sign-in", signIn, same)).statusCode).toBe(422);
    const statuses = [
      `/office/members/${members.ana}/benefit?start=2027-01%00`,
      "/sign-in?next=%2Foffice%00",
      `/office/members/${members.ana}%00`,
    ].map(async (address) => (await get(address, counselor.cookie)).statusCode);
    expect(await Promise.all(statuses)).toEqual([400, 400, 400]);
    expect((await get("/member", "emeritus=%00")).statusCode).toBe(303);
  });

  test("a number in an address is written one way; any other way there is nothing", async () => {
    const { ana: person, ben: self } = members;
    const ways = (number: number) => [
      `${number}e0`,
      `0x${number.toString(16)}`,
      `0${number}`,
      `${number}.0`,
      `+${number}`,
    ];
    expect((await get(`/office/members/${person}`, counselor.cookie)).statusCode).toBe(200);
    for (const way of ways(person))
      expect([way, (await get(`/office/members/${way}`, counselor.cookie)).statusCode]).toEqual([way, 404]);
    expect((await get(`/office/cases/${self}/1`, counselor.cookie)).statusCode).toBe(403);
    for (const way of [...ways(self), "2147483648", "0", "-1"]) {
      const { statusCode } = await get(`/office/cases/${way}/1`, counselor.cookie);
      expect([way, statusCode]).toEqual([way, 404]);
    }
  });

  test("a counselor who is a member is not found by themselves, and may not open their own record", async () => {
    expect((await post("/office/members", ...own(counselor, { find: "Stone" }))).body).toContain(
      "Nobody was found",
    );
    const reply = await get(`/office/members/${members.ben}`, counselor.cookie);
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain("You cannot open your own record here");
  });

  test("an administrator locks an account, which ends its sessions, and sees the message once", async () => {
    const victim = await signedIn(system, { account: "victim", roles: ["member"], person: members.cora });
    const reply = await post("/office/accounts/victim/lock", ...own(administrator, { locked: "yes" }));
    expect([reply.statusCode, reply.headers.location]).toEqual([303, "/office/accounts"]);
    const message = String(reply.cookies[0]!.value);
    const page = await get("/office/accounts", `${administrator.cookie}; message=${message}`);
    expect(page.body).toContain("The account victim is locked and signed out everywhere.");
    expect(page.cookies.some(({ name, value }) => name === "message" && value === "")).toBe(true);
    expect((await get("/member", victim.cookie)).statusCode).toBe(303);
    const forged = await get(
      "/office/accounts",
      `${administrator.cookie}; message=${Buffer.from("Hacked").toString("base64url")}.x`,
    );
    expect(forged.body).not.toContain("Hacked");
  });
});

describe("the frame", () => {
  test("text size is a form and a cookie", async () => {
    const reply = await post("/text-size", { size: "140", back: "/privacy" }, same);
    expect(reply.headers.location).toBe("/privacy");
    expect((await get("/privacy", `size=${reply.cookies[0]!.value}`)).body).toContain(
      '<html lang="en" class="size-largest">',
    );
  });

  test("assets are kept for a year under a name with their hash; the script stays below a kilobyte compressed", async () => {
    const { body } = await get("/");
    for (const [, path] of body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
      const reply = await app.inject({ url: path!, headers: { "accept-encoding": "br" } });
      expect(reply.statusCode).toBe(200);
      expect(reply.headers["cache-control"]).toContain("immutable");
      if (path!.endsWith(".js")) expect(reply.rawPayload.length).toBeLessThan(1000);
    }
  });
});
