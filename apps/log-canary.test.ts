import { randomInt, randomUUID } from "node:crypto";
import { createWebApp } from "@emeritus/web/app.ts";
import { csrfToken } from "@emeritus/web/shared/csrf.ts";
import { testMembers } from "@emeritus/web/testing/members.ts";
import { signedIn, testSystem } from "@emeritus/web/testing/system.ts";
import { testDatabase } from "@emeritus/records/testing.ts";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "./api/app.ts";
import { logTo } from "./cli/opening/log.ts";

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join("");
const ssn = `9${digits(8)}`;
const account = `5${digits(12)}`;
const password = `a planted password ${digits(12)}`;
const planted = [ssn, `${ssn.slice(0, 3)}-${ssn.slice(3, 5)}-${ssn.slice(5)}`, account, password];

let written = "";
let system: Awaited<ReturnType<typeof testSystem>>;
let database: Awaited<ReturnType<typeof testDatabase>>;
let app: FastifyInstance;
let member: { cookie: string; token: string };
let employer: { cookie: string; token: string };

beforeAll(async () => {
  database = await testDatabase();
  const log = logTo({ write: (line: string) => void (written += line) }, "trace");
  const base = await testSystem();
  await base.dispose();
  system = { ...base, db: database.db, reader: database.reader, log, dispose: () => database.dispose() };
  const { ana } = await testMembers(system);
  member = await signedIn(system, { account: "ana", roles: ["member"], person: ana });
  employer = await signedIn(system, { account: "agri", roles: ["employer"], employers: [1] });
  app = await createWebApp(system);
  await app.register(api(system));
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

const post = (url: string, who: { cookie: string; token: string } | undefined, fields: object) =>
  app.inject({
    method: "POST",
    url,
    headers: {
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
      ...(who ? { cookie: who.cookie } : {}),
    },
    payload: new URLSearchParams({
      csrf: who ? csrfToken(who.token) : "",
      key: randomUUID(),
      ...fields,
    }).toString(),
  });

test("RSMo 610.035 the program's log holds no SSN, account number or password, whatever it writes and whatever fails", async () => {
  const bank = { routing: "111111118", number: account, kind: "checking", last4: account.slice(-4) };
  const answers = [
    await post("/sign-in", undefined, { onlineId: ssn, password }),
    await post("/member/bank/review", member, { ...bank, routing: "111111117" }),
    await post("/member/bank/review", member, bank),
    await app.inject({ url: `/member/record/${ssn}?ssn=${ssn}`, headers: { cookie: member.cookie } }),
    await app.inject({
      method: "POST",
      url: `/api/v1/pay-reports?ssn=${ssn}`,
      headers: { cookie: employer.cookie, "content-type": "text/csv", "idempotency-key": randomUUID() },
      payload: `M,${ssn},${account}\n`,
    }),
  ];
  expect(answers.every(({ statusCode }) => statusCode < 500)).toBe(true);

  // What should never happen: the database refuses what is written, and its words are about the row.
  await sql`alter table records.closed_field add constraint refuses check (person < 0) not valid`.execute(
    database.owner,
  );
  expect((await post("/member/bank/confirm", member, bank)).statusCode).toBe(500);
  expect(written).toContain("a page failed");
  expect(written).toMatch(/violates check constraint/);
  for (const text of planted) expect(written.includes(text), "a planted text is in the log").toBe(false);
});
