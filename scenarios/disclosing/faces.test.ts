import { api } from "@emeritus/api/app.ts";
import { isAuthenticated } from "@emeritus/operations/whole-person/tell-member-id.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { getPerson, newPerson } from "@emeritus/records/person.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { facesFor } from "@emeritus/web/testing/faces.ts";
import { testMembers, type TestMembers } from "@emeritus/web/testing/members.ts";
import { signedIn, testSystem } from "@emeritus/web/testing/system.ts";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let base: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let members: TestMembers;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  base = await testSystem();
  const system = {
    ...base,
    letters: { print: async () => Buffer.from("%PDF-1.7 a letter"), close: async () => {} },
  };
  app = await createWebApp(system);
  await app.register(api(system));
  members = await testMembers(system);
  for (const role of ["counselor", "benefitVerifier", "auditor"] as const)
    tokens[role] = (await signedIn(system, { account: role, roles: [role] })).token;
});
afterAll(async () => {
  await app?.close();
  await base?.dispose();
});

const { get, post, call } = facesFor(() => app, tokens);

describe("the Member ID", () => {
  test("H-037 is masked on the page of a caller until the clerk records how the caller was authenticated, and that stays in the log", async () => {
    const { ana } = members;
    const { memberId } = await getPerson(base.reader, 1, ana);
    const page = `/office/members/${ana}`;
    expect((await get("counselor", page)).body).not.toContain(memberId);
    const short = await post("counselor", `${page}/member-id`, { ways: "birthDate" });
    expect([short.statusCode, short.body.includes(memberId)]).toEqual([422, false]);
    expect(short.body).toContain("One of these is not enough.");
    const told = await post("counselor", `${page}/member-id`, { ways: "callBack" });
    expect(told.statusCode).toBe(303);
    expect((await get("counselor", page)).body).toContain(memberId);
    expect((await get("benefitVerifier", page)).body).not.toContain(memberId);
    const { rows } = await sql<{ authenticated: string[]; actor: string }>`
      select authenticated, actor from records.contact_note where person = ${ana}`.execute(base.reader);
    expect(rows).toEqual([{ authenticated: ["callBack"], actor: "counselor" }]);
    expect(isAuthenticated(["birthDate", "birthDate"])).toBe(false);
    expect(isAuthenticated(["birthDate", "address"])).toBe(true);
  });

  test("H-034 H-038 is by chance and not from the SSN, checks itself, and can never be changed, not even by the program", async () => {
    const made = await base.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      const born = parseDate("1970-01-01");
      const ssn = { text: "900330001", keys: base.keys };
      const first = await newPerson(tx, { fund: 1, name: { first: "Ida", last: "One" }, born, ssn }, instant);
      const ssnTwo = { text: "900330002", keys: base.keys };
      const two = { fund: 1, name: { first: "Ida", last: "Two" }, born, ssn: ssnTwo };
      return [first, await newPerson(tx, two, instant)];
    });
    const [one, two] = made.map(({ memberId }) => memberId) as [string, string];
    expect(one).toMatch(/^\d{8}$/);
    expect(Math.abs(Number(one.slice(0, 7)) - Number(two.slice(0, 7)))).not.toBe(1);
    for (const id of [one, two]) expect("900330001 900330002").not.toContain(id.slice(0, 5));
    await expect(
      sql`update records.person set member_id = '10000001' where person = ${made[0]!.person}`.execute(
        base.db,
      ),
    ).rejects.toThrow(/permission denied/);
  });
});

describe("requests for records on the pages", () => {
  test("BR 1-3(2) BR 1-3(4) a counselor answers with the four facts; what is asked beyond them waits, is released by another and comes as a package", async () => {
    const { ana } = members;
    const page = `/office/members/${ana}/disclosures`;
    const shown = await get("counselor", page);
    expect(shown.statusCode).toBe(200);
    const empty = await post("counselor", `${page}/answer`, { asker: " ", received: "2026-11-20" });
    expect([empty.statusCode, empty.body.includes('href="#field-asker"')]).toEqual([422, true]);
    const answered = await post("counselor", `${page}/answer`, {
      asker: "A neighbor",
      received: "2026-11-20",
    });
    expect(answered.statusCode).toBe(303);
    const ask = {
      closedAsker: '=cmd|"/c calc"',
      closedReceived: "2026-11-20",
      ground: "subpoena",
      law: "26AC-CC00123",
    };
    const none = await post("counselor", `${page}/release`, ask);
    expect([none.statusCode, none.body.includes('href="#field-fields"')]).toEqual([422, true]);
    const entered = await post("counselor", `${page}/release`, { ...ask, fields: "address" });
    expect(entered.statusCode).toBe(303);
    const at = String(entered.headers.location);
    expect((await get("auditor", at)).body).toContain("Waits for the paper");
    expect((await get("counselor", `${at}/package.csv`)).statusCode).toBe(404);
    const paper = Buffer.from("%PDF-1.7 a subpoena").toString("base64");
    expect((await call("counselor", "POST", `/api${at}/paper`, { paper })).status).toBe(200);
    expect((await post("counselor", `${at}/release`, {})).statusCode).toBe(403);
    expect((await post("benefitVerifier", `${at}/release`, {})).statusCode).toBe(303);
    const csv = await get("counselor", `${at}/package.csv`);
    expect([csv.statusCode, csv.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(csv.body.split("\r\n")[0]).toBe('"Name","What","Of","Value"');
    expect((await get("counselor", `${at}/package.pdf`)).statusCode).toBe(200);
    expect((await get("auditor", `${at}/package.csv`)).statusCode).toBe(403);
    const { body } = await call("auditor", "GET", "/api/office/disclosures?show=told");
    expect(body.requests.map(({ kind }: { kind: string }) => kind)).toEqual(["release", "openFacts"]);
  });
});
