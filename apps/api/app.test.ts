import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { testMembers, type TestMembers } from "@emeritus/web/testing/members.ts";
import { signedIn, testSecrets, testSystem } from "@emeritus/web/testing/system.ts";
import { hatOf, type Role } from "@emeritus/operations/actor.ts";
import { permissions } from "@emeritus/operations/permissions.ts";
import { api } from "./app.ts";
import { apiRoutes } from "./shared/api-route.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let members: TestMembers;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  system = await testSystem();
  app = await createWebApp(system);
  await app.register(api(system));
  members = await testMembers(system);
  tokens["ana"] = (await signedIn(system, { account: "ana", roles: ["member"], person: members.ana })).token;
  tokens["counselor"] = (
    await signedIn(system, { account: "counselor", roles: ["counselor"], person: members.ben })
  ).token;
  tokens["administrator"] = (
    await signedIn(system, { account: "administrator", roles: ["administrator"] })
  ).token;
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const get = async (url: string, who?: string) => {
  const reply = await app.inject({ url, headers: who ? { authorization: `Bearer ${tokens[who]}` } : {} });
  return { status: reply.statusCode, type: reply.headers["content-type"], body: reply.json() };
};

describe("the API", () => {
  test("describes itself as OpenAPI 3.1, each route with its permission", async () => {
    const { status, body } = await get("/api/openapi.json");
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1/);
    expect(body.paths["/api/office/members/{person}/estimate"].get["x-may"]).toBe("estimate a benefit");
    for (const path of Object.values(body.paths))
      for (const route of Object.values(path as object)) expect(route["x-may"]).toBeTruthy();
  });

  test("each route is under the hat of a role that may use it", () => {
    const hats = { office: "staff", employer: "employer", member: "member" } as const;
    const unreachable = apiRoutes().filter(({ may, path }) => {
      const hat = hats[path.split("/")[2] as keyof typeof hats];
      return (
        may !== "anyone" && !(Object.keys(permissions[may]) as Role[]).some((role) => hatOf(role) === hat)
      );
    });
    expect(unreachable.map(({ path }) => path)).toEqual([]);
  });

  test("answers at every address that it describes", async () => {
    const { body } = await get("/api/openapi.json");
    const closed = Object.entries<Record<string, { "x-may": string }>>(body.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods)
          .filter(([, route]) => route["x-may"] !== "anyone")
          .map(([method]) => [method.toUpperCase(), path.replace(/\{\w+\}/g, "1")] as const),
    );
    expect(closed.length).toBeGreaterThan(20);
    for (const [method, url] of closed) {
      const reply = await app.inject({ method: method as "GET" | "POST", url });
      expect([method, url, reply.statusCode]).toEqual([method, url, 401]);
    }
  });

  test("gives a member the same amounts as the page, explained", async () => {
    const { status, body } = await get("/api/member/estimate?start=2027-01-01", "ana");
    expect(status).toBe(200);
    expect(body.options.map(({ option }: { option: string }) => option)).toEqual([
      "lifeIncome",
      "joint50",
      "joint100",
      "guaranteed120",
      "guaranteed180",
    ]);
    const { explanation, amount } = body.baseBenefit;
    const result = explanation.parts[explanation.result];
    expect(result.name).toBe("baseBenefit");
    expect(amount).toBe((Number(result.value.exact) / 100).toFixed(2));
    const cookie = `emeritus=${tokens["ana"]}`;
    const page = await app.inject({ url: "/member/benefit?start=2027-01", headers: { cookie } });
    expect(page.body.replaceAll(",", "")).toContain(`$${body.options[0].toMember.amount}`);
  });

  test("refuses with a problem that names code and law (RFC 9457)", async () => {
    const { status, type, body } = await get("/api/member/estimate?start=2027-01-02", "ana");
    expect(status).toBe(422);
    expect(type).toContain("application/problem+json");
    expect(body).toMatchObject({ status: 422, code: "notFirstOfMonth", cites: "RSMo 104.1024.1" });
  });

  test("bad input is named by place, without repeating what was sent", async () => {
    const { status, body } = await get("/api/member/estimate?start=soon", "ana");
    expect(status).toBe(400);
    expect(body.errors[0].at).toBe("query.start");
    expect(JSON.stringify(body)).not.toContain("soon");
  });

  test("a day of the year 0000, which the calendar has not, is bad input and no failure", async () => {
    expect((await get("/api/member/estimate?start=0000-01-01", "ana")).body).toMatchObject({
      status: 400,
      errors: [{ at: "query.start", code: "no-such-date" }],
    });
  });

  test("a number in an address is written one way", async () => {
    const people = `/api/office/members/${members.ana}/estimate?start=2027-01-01`;
    expect((await get(people, "counselor")).status).toBe(200);
    for (const other of ["1e0", "0x1", "01", "1.0", "+1", "%201", "2147483648", "0"])
      expect([
        other,
        (await get(people.replace(/members\/\d+/, `members/${other}`), "counselor")).status,
      ]).toEqual([other, 400]);
  });

  test("a number in the address of a death or of what is owed is written one way too", async () => {
    const paths = [
      "/api/office/receivables/7",
      "/api/office/deaths/7/7",
      "/api/office/reemployments/7/7/void",
    ];
    for (const path of paths) {
      expect((await get(path, "counselor")).status).toBe(404);
      for (const other of ["7e0", "0x7", "07", "2147483648"])
        expect([other, (await get(path.replace(/7(?=$|\/void$)/, other), "counselor")).status]).toEqual([
          other,
          400,
        ]);
    }
  });

  test("NUL, which no record can keep, is refused by place in path, query and body", async () => {
    expect(await get("/api/member/estimate?start=2027-01-01%00", "ana")).toMatchObject({
      status: 400,
      body: { errors: [{ at: "query.start", code: "nul" }] },
    });
    expect((await get("/api/office/members/1%00/record", "counselor")).body.errors[0].at).toBe(
      "params.person",
    );
    const payload = { onlineId: "ana\0", password: testSecrets.password, code: "000000" };
    const reply = await app.inject({ method: "POST", url: "/api/sessions", payload });
    expect([reply.statusCode, reply.json().errors[0].at]).toEqual([400, "body.onlineId"]);
  });

  test("a field that an act does not know is bad input, so that a misspelt one is not lost; a body nested deeply is no failure", async () => {
    const asked = { onlineId: "ana", password: testSecrets.password, code: "000000", cod: "" };
    const misspelt = await app.inject({ method: "POST", url: "/api/sessions", payload: asked });
    expect(misspelt.json()).toMatchObject({
      status: 400,
      errors: [{ at: "body", code: expect.stringContaining('"cod"') }],
    });
    const headers = { "content-type": "application/json" };
    const payload = "[".repeat(50_000) + "]".repeat(50_000);
    const deep = await app.inject({ method: "POST", url: "/api/sessions", payload, headers });
    expect(deep.statusCode).toBe(400);
  });

  test("P8 nothing without both factors; another's record answers as if absent; staff never their own", async () => {
    expect((await get("/api/member/record")).status).toBe(401);
    expect((await get("/api/member/record", "ana")).body.name).toBe("Ana Ruiz");
    expect((await get(`/api/office/members/${members.ana}/record`, "ana")).status).toBe(403);
    expect((await get(`/api/office/members/${members.ana}/record`, "counselor")).status).toBe(200);
    expect((await get("/api/office/members/999999/record", "counselor")).status).toBe(404);
    const own = await get(`/api/office/members/${members.ben}/record`, "counselor");
    expect(own).toMatchObject({ status: 403, body: { facts: { because: "own record" } } });
    expect((await get(`/api/office/members/${members.ana}/record`, "administrator")).status).toBe(403);
    expect((await get("/api/nothing")).status).toBe(404);
  });

  test("V16 who read whose record is in the audit, by page and by API; reading one's own is not", async () => {
    const read = async () => {
      const { rows } = await sql<{ actor: string; person: number; action: string }>`
        select actor, person, action from audit.entry where facts::jsonb ? 'route' and action = 'read a record' order by entry`.execute(
        system.db,
      );
      return rows;
    };
    const before = (await read()).length;
    await get("/api/member/record", "ana");
    await get(`/api/office/members/${members.ana}/record`, "counselor");
    const cookie = `emeritus=${tokens["counselor"]}`;
    await app.inject({ url: `/office/members/${members.ana}`, headers: { cookie } });
    const one = { actor: "counselor", person: members.ana, action: "read a record" };
    expect((await read()).slice(before)).toEqual([one, one]);
  });

  test("signs in with both factors and out again", async () => {
    const code = totpCode(testSecrets.totpSecret, Date.now());
    const post = (payload: object) => app.inject({ method: "POST", url: "/api/sessions", payload });
    const wrong = await post({ onlineId: "ana", password: "no", code });
    expect(wrong.statusCode).toBe(422);
    const right = await post({ onlineId: "ana", password: testSecrets.password, code });
    expect(right.statusCode).toBe(200);
    tokens["new"] = right.json().token;
    expect((await get("/api/member/record", "new")).status).toBe(200);
    await app.inject({
      method: "DELETE",
      url: "/api/sessions/current",
      headers: { authorization: `Bearer ${tokens["new"]}` },
    });
    expect((await get("/api/member/record", "new")).status).toBe(401);
  });

  test("a cookie from another site changes nothing", async () => {
    const headers = { cookie: `emeritus=${tokens["ana"]}`, "sec-fetch-site": "cross-site" };
    const reply = await app.inject({ method: "DELETE", url: "/api/sessions/current", headers });
    expect(reply.statusCode).toBe(403);
    expect((await get("/api/member/record", "ana")).status).toBe(200);
  });
});
