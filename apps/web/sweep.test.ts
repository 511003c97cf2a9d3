import { type Role, roles, wearing } from "@emeritus/operations/actor.ts";
import { type Action, may } from "@emeritus/operations/permissions.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import type { System } from "@emeritus/operations/system.ts";
import { beginSession } from "@emeritus/operations/signing-in/session.ts";
import { demonstrationSignIns } from "@emeritus/scenarios/demonstration/sign-ins.ts";
import { verifyRecord } from "@emeritus/records/verify.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebApp } from "./app.ts";
import { csrfToken } from "./shared/csrf.ts";
import { allRoutes, type Route } from "./shared/routes.ts";
import { hatOfPath } from "./shared/serve.ts";
import { crawl } from "./testing/crawl.ts";
import { richFund, type RichFund } from "./testing/rich-fund.ts";
import { signedIn, testSecrets } from "./testing/system.ts";

let fund: RichFund;
let system: System;
let app: FastifyInstance;
const tokens = new Map<Role, string>();
/** Sessions of people with a role who work for no employer of the fund and own nothing that its pages name. */
const strangers = new Map<Role, string>();
/** Pages that belong to the one member or employer whom they are about, by a number in their address. */
const ownedByOne = new Set([
  "/member/letters/:letter",
  "/member/service/cases/:case",
  "/member/payments/:benefit/:month",
  "/member/contributions/:account/:run",
  "/employer/invoices/:reference",
  "/employer/prepayments/:election",
  "/employer/statement",
  "/employer/statement.csv",
  "/employer/statement.pdf",
  "/employer/reports/:report",
  "/employer/reports/:report/effects",
  "/employer/refusals/:refusal",
  "/employer/refusals/:refusal/findings.csv",
  "/employer/groups/:group/starting-file",
  "/employer/people/:person",
  "/employer/people/:person/:position/take-back/:notice",
  "/employer/questions/:question",
]);
let half = "";
let own = 0;
let others = 0;

beforeAll(async () => {
  fund = await richFund();
  ({ system } = fund);
  app = await createWebApp(system);
  const personOf = (name: string) => demonstrationSignIns.find(({ account }) => account === name)!.person!;
  own = personOf("daniel");
  others = personOf("maria");
  for (const role of roles) {
    const { token } = await signedIn(system, { account: role, roles: [role], person: own, employers: [1] });
    tokens.set(role, token);
    const stranger = { account: `stranger-${role}`, roles: [role], person: own };
    strangers.set(role, (await signedIn(system, stranger)).token);
  }
  await createAccount(system, { account: "half", name: "Half", roles: ["auditor"], ...testSecrets });
  half = await beginSession(system.db, "half", "password", "a test");
});
afterAll(async () => {
  await app?.close();
  await fund?.dispose();
});

let found:
  | Promise<ReadonlyMap<string, { readonly url: string; readonly cookie: string | undefined }>>
  | undefined;

/** One address that shows something for each declared page, with whose it is; found once. */
function reached() {
  found ??= (async () => {
    const real = new Map<string, { readonly url: string; readonly cookie: string | undefined }>();
    for (const { first, cookie } of fund.people) {
      const { pages, files } = await crawl(app, first, cookie);
      for (const { pattern, url } of [...pages, ...files])
        if (!real.has(pattern)) real.set(pattern, { url, cookie });
    }
    return real;
  })();
  return found;
}

/** The route's address for a person; other parts name things that are not there. */
function addressOf(route: Route, person: number): string {
  return route.path.replace(/:(\w+)/g, (_, part: string) => (part === "person" ? String(person) : "999999"));
}

async function statusOf(
  route: Route,
  person: number,
  token: string | undefined,
): Promise<{ status: number; location: string }> {
  const headers = { "sec-fetch-site": "same-origin", ...(token ? { cookie: `emeritus=${token}` } : {}) };
  const url = addressOf(route, person);
  const reply =
    route.kind === "form"
      ? await app.inject({
          method: "POST",
          url,
          headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
          payload: new URLSearchParams({ csrf: token ? csrfToken(token) : "" }).toString(),
        })
      : await app.inject({ url, headers });
  return { status: reply.statusCode, location: String(reply.headers.location ?? "") };
}

/** Routes that would end the sessions this test uses. */
const endsSessions = new Set(["/sign-out"]);

test("the fund that the sweeps read proves itself: every control account, what the bank took, every posted report", async () => {
  expect((await verifyRecord(system.reader, system.fund.number)).broken).toEqual([]);
});

describe("every route, every role", () => {
  test("names a slice and a permission", () => {
    expect(allRoutes().length).toBeGreaterThan(10);
    for (const route of allRoutes()) expect(route.owner && route.may, route.path).toBeTruthy();
  });

  test("pages of members, employers and the office are never open to anyone", () => {
    for (const route of allRoutes())
      if (hatOfPath(route.path)) expect(route.may, route.path).not.toBe("anyone");
  });

  test("P-016 P8 without both factors every other route leads to the sign-in and shows nothing", async () => {
    for (const route of allRoutes()) {
      if (route.may === "anyone") continue;
      for (const token of [undefined, half, "not-a-session"]) {
        const { status, location } = await statusOf(route, own, token);
        if (route.kind !== "page") expect(status, route.path).toBe(401);
        else expect([status, location.startsWith("/sign-in")], route.path).toEqual([303, true]);
      }
    }
  });

  test("a role without the permission gets 403; with it never, except for one's own record as staff", async () => {
    let checks = 0;
    for (const route of allRoutes()) {
      if (route.may === "anyone" || endsSessions.has(route.path)) continue;
      if (route.kind === "events") continue;
      for (const role of roles) {
        const hat = hatOfPath(route.path);
        const held = { account: role, person: own, roles: [role], employers: [1] };
        const actor = hat ? wearing(held, hat) : held;
        const allowed = may(actor, route.may as Action, hat === "member" ? { person: own } : {});
        for (const person of route.path.includes(":person") ? [others, own, 999_999] : [others]) {
          const { status } = await statusOf(route, person, tokens.get(role));
          const label = `${route.kind} ${route.path} as ${role}, person ${person === own ? "own" : person === others ? "other" : "absent"}`;
          if (!allowed) expect(status, label).toBe(403);
          else if (person === own && route.path.startsWith("/office")) expect(status, label).toBe(403);
          else if (person === 999_999) expect([404, 303, 422], label).toContain(status);
          else expect(status === 403 || status >= 500, `${label}: ${status}`).toBe(false);
          checks++;
        }
      }
    }
    expect(checks).toBeGreaterThan(100);
  });

  test("every page that has something to show shows it to nobody without the permission, and to no other member", async () => {
    const real = new Map([...(await reached())].map(([pattern, { url }]) => [pattern, url]));
    const withParts = allRoutes().filter(
      ({ kind, path, may: action }) => kind === "page" && path.includes(":") && action !== "anyone",
    );
    expect(withParts.filter(({ path }) => !real.has(path)).map(({ path }) => path)).toEqual([]);
    for (const route of withParts) {
      const url = real.get(route.path)!;
      const ask = (token?: string) =>
        app.inject({ url, headers: token === undefined ? {} : { cookie: `emeritus=${token}` } });
      expect((await ask()).statusCode, url).toBe(303);
      for (const role of roles) {
        const hat = hatOfPath(route.path);
        const held = { account: role, person: own, roles: [role], employers: [] };
        const actor = hat ? wearing(held, hat) : held;
        const { statusCode } = await ask(strangers.get(role));
        const label = `${url} as ${role}`;
        if (!may(actor, route.may as Action, hat === "member" ? { person: own } : {}))
          expect(statusCode, label).toBe(403);
        else if (ownedByOne.has(route.path)) expect([403, 404], label).toContain(statusCode);
      }
    }
  });

  test("every page with two clocks answers on other days, and nothing is done there", async () => {
    const pages = await reached();
    const clocked = allRoutes().filter((route) => route.kind === "page" && route.clocks);
    for (const { path } of clocked) {
      const { url, cookie } = pages.get(path)!;
      for (const moved of ["known=2001-02-03", "on=2001-02-03", "on=2026-12-01", "on=2035-01-01"]) {
        const at = `${url}${url.includes("?") ? "&" : "?"}${moved}`;
        const { statusCode, body } = await app.inject({ url: at, headers: cookie ? { cookie } : {} });
        expect([200, 303, 404], at).toContain(statusCode);
        if (statusCode !== 303) expect(body, at).toContain("Back to today");
        expect(body.match(/<main[^]*<\/main>/)?.[0] ?? "", at).not.toMatch(/<form[^>]* method="post"/);
      }
    }
  });

  test("an attempt on one's own record as staff is written down", async () => {
    const before = await refusals();
    const route = allRoutes().find(({ path, kind }) => path === "/office/members/:person" && kind === "page");
    if (!route) return;
    await statusOf(route, own, tokens.get("counselor"));
    expect(await refusals()).toBe(before + 1);
  });
});

async function refusals(): Promise<number> {
  const entries = await system.db
    .selectFrom("audit.entry")
    .select("entry")
    .where("because", "=", "own record")
    .execute();
  return entries.length;
}
