import { sealEntries, recordReading } from "@emeritus/records/audit.ts";
import { openLedger, openMonth, post } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createWebApp } from "../app.ts";
import { csrfToken } from "../shared/csrf.ts";
import { testMembers, type TestMembers } from "../testing/members.ts";
import { signedIn, testSystem } from "../testing/system.ts";

type SignedIn = Awaited<ReturnType<typeof signedIn>>;

let database: TestDatabase;
let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let members: TestMembers;
let anaId: string;
let benId: string;
let auditor: SignedIn;
let others: Record<"counselor" | "payrollPreparer" | "administrator", SignedIn>;

beforeAll(async () => {
  database = await testDatabase();
  system = { ...(await testSystem()), db: database.db, reader: database.reader };
  app = await createWebApp(system);
  members = await testMembers(system);
  const idOf = async (person: number) =>
    (
      await system.db
        .selectFrom("records.person")
        .select("member_id")
        .where("person", "=", person)
        .executeTakeFirstOrThrow()
    ).member_id;
  [anaId, benId] = await Promise.all([idOf(members.ana), idOf(members.ben)]);
  auditor = await signedIn(system, { account: "auditor", roles: ["auditor"], person: members.ben });
  others = {
    counselor: await signedIn(system, { account: "counselor", roles: ["counselor"] }),
    payrollPreparer: await signedIn(system, { account: "preparer", roles: ["payrollPreparer"] }),
    administrator: await signedIn(system, { account: "administrator", roles: ["administrator"] }),
  };
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
  await database?.dispose();
});

const get = (url: string, { cookie } = auditor) => app.inject({ url, headers: { cookie } });
const verify = (fields: Record<string, string> = {}, { cookie, token } = auditor) =>
  app.inject({
    method: "POST",
    url: "/office/audit/seals",
    headers: {
      cookie,
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
    },
    payload: new URLSearchParams({ csrf: csrfToken(token), ...fields }).toString(),
  });

/** The text of each cell of each row of the page's table. */
const rowsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)]
    .slice(1)
    .map(([, row]) =>
      [...row!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => cell!.replace(/<[^>]*>/g, "")),
    );

const did = (entry: { actor: string; action: string; person?: number; because?: string }) =>
  recordReading(system.db, { fund: 1, ...entry });

describe("the audit trail", () => {
  test("48 V16: each entry says who, when, what, why and on which record, the newest first", async () => {
    await did({ actor: "first.one", action: "holdPayee", person: members.ana, because: "address unknown" });
    await did({ actor: "second.one", action: "preparePayroll" });
    const [second, first] = rowsOf((await get("/office/audit")).body);
    expect(second!.slice(2)).toEqual(["second.one", "Prepared a payroll", "", ""]);
    expect(first!.slice(2)).toEqual(["first.one", "Held a payee", `Member ${anaId}`, "address unknown"]);
    expect(first![1]).toMatch(/^[A-Z][a-z]+ \d+, 20\d\d at \d+:\d\d/);
    expect(Number(second![0]!.replace(",", ""))).toBeGreaterThan(Number(first![0]!.replace(",", "")));
  });

  test("is asked by person, account, action and day; the day is the fund's, not that of Greenwich", async () => {
    await did({ actor: "night.owl", action: "holdPayee", person: members.ana });
    await did({ actor: "night.owl", action: "refused: read a record", because: "role" });
    const actorsOf = async (query: string) =>
      new Set(rowsOf((await get(`/office/audit?${query}`)).body).map((row) => row[2]));
    expect(await actorsOf("by=Night.Owl")).toEqual(new Set(["night.owl"]));
    expect(await actorsOf("by=night.owl&action=refused%3A+*")).toEqual(new Set(["night.owl"]));
    expect(rowsOf((await get("/office/audit?by=night.owl&action=holdPayee")).body)).toHaveLength(1);
    expect(await actorsOf(`memberId=${anaId}&action=holdPayee`)).toEqual(new Set(["first.one", "night.owl"]));
    const dayIn = async (zone: string, days = 0) => {
      const { rows } = await sql<{
        day: string;
      }>`select ((clock_timestamp() at time zone ${zone})::date + ${days}::int)::text as day`.execute(
        system.db,
      );
      return rows[0]!.day;
    };
    const today = await dayIn("America/Chicago");
    expect(await actorsOf(`by=night.owl&day=${today}`)).toEqual(new Set(["night.owl"]));
    for (const away of [-1, 1]) {
      const day = await dayIn("America/Chicago", away);
      expect(await actorsOf(`by=night.owl&day=${day}`), day).toEqual(new Set());
    }
    expect((await get("/office/audit?day=2026-02-30")).statusCode).toBe(404);
    expect((await get("/office/audit?memberId=00000000")).body).toContain("There is no such entry");
  });

  test("reading what was done with a person's record is itself an entry on that person", async () => {
    const readings = async () =>
      (
        await system.db
          .selectFrom("audit.entry")
          .select("actor")
          .where("action", "=", "read the audit trail")
          .where("person", "=", members.ana)
          .execute()
      ).length;
    const before = await readings();
    await get(`/office/audit?memberId=${anaId}`);
    await get("/office/audit");
    expect(await readings()).toBe(before + 1);
  });

  test("nobody reads what was done with their own record as staff", async () => {
    await did({ actor: "somebody.else", action: "holdPayee", person: members.ben });
    expect((await get("/office/audit?by=somebody.else")).body).toContain("There is no such entry");
    expect((await get(`/office/audit?memberId=${benId}`)).statusCode).toBe(403);
  });

  test("who could not sign in did not sign in", async () => {
    await did({ actor: "locked.out", action: "sign in", because: "wrong password" });
    const [entry] = rowsOf((await get("/office/audit?by=locked.out")).body);
    expect(entry!.slice(2)).toEqual(["locked.out", "Could not sign in", "", "wrong password"]);
  });

  test("comes in pages of 50, and the filter stays with the pages", async () => {
    for (let n = 0; n < 51; n++) await did({ actor: "busy.one", action: "sign out" });
    const first = await get("/office/audit?by=busy.one");
    expect([rowsOf(first.body).length, first.body.includes("51 entries")]).toEqual([50, true]);
    expect(first.body).toContain('href="/office/audit?by=busy.one&amp;page=2"');
    expect(rowsOf((await get("/office/audit?by=busy.one&page=2")).body)).toHaveLength(1);
  });

  test("only auditors may; the menu shows it to them alone", async () => {
    for (const who of Object.values(others)) {
      expect((await get("/office/audit", who)).statusCode).toBe(403);
      expect((await get("/office/audit/seals", who)).statusCode).toBe(403);
      expect((await verify({}, who)).statusCode).toBe(403);
    }
    const ledger = await get("/office/ledger", others.payrollPreparer);
    expect(ledger.body).toContain('href="/office/ledger"');
    expect(ledger.body).not.toContain('href="/office/audit"');
    expect((await get("/office/audit")).body).toContain('href="/office/audit"');
  });
});

describe("the seals", () => {
  test("before the first seal there is nothing to prove, and nobody is told that all is well", async () => {
    const { body } = await verify();
    expect(body).toContain("There is nothing to prove yet");
    expect(body).not.toContain("The audit trail is whole");
  });

  /** The next seal: an open transaction of another test's database may hold the horizon back a while. */
  const sealed = () =>
    vi.waitFor(
      async () => {
        const seal = await sealEntries(system.db);
        if (seal === undefined) throw new Error("nothing could be sealed");
        return seal;
      },
      { timeout: 60_000, interval: 100 },
    );

  test("48 V16: the proof tells a whole chain, a root kept outside that fits, and the first seal that was tampered with", async () => {
    await did({ actor: "ann", action: "sign out" });
    const one = await sealed();
    await did({ actor: "bob", action: "sign out" });
    const two = await sealed();
    const page = await get("/office/audit/seals");
    const [newest] = rowsOf(page.body);
    expect([newest![0], newest![4]!.replaceAll(" ", "")]).toEqual(["2", two.chain]);

    expect((await verify()).body).toContain("The audit trail is whole");
    expect((await verify({ seal: "1", root: one.chain.toUpperCase() })).body).toContain(
      "Seal 1 has the root that you kept.",
    );
    expect((await verify({ seal: "1", root: two.chain })).body).toContain("broken at seal 1");
    expect((await verify({ seal: "3", root: two.chain })).body).toContain("broken at seal 3");

    await sql`update audit.entry set because = 'nothing' where entry = ${two.lastEntry}`.execute(
      database.owner,
    );
    const broken = (await verify()).body;
    expect(broken).toContain("The audit trail is broken at seal 2");
    expect(broken).toContain("one was changed, added or removed");
    await sql`update audit.entry set because = null where entry = ${two.lastEntry}`.execute(database.owner);
    expect((await verify()).body).toContain("The audit trail is whole");
  });

  test("a proof is itself an entry, with what it found", async () => {
    await verify();
    const [proof] = rowsOf((await get("/office/audit?action=verify+the+audit+trail")).body);
    expect(proof!.slice(2, 4)).toEqual([
      "auditor",
      expect.stringMatching(/^Verified the audit trailentries: \d+seals: 2$/),
    ]);
  });

  test("half a kept root is refused at its field, with what was typed", async () => {
    for (const [fields, says] of [
      [{ seal: "1" }, "Enter the root you kept for this seal"],
      [{ root: "a".repeat(64) }, "Enter the number of the seal whose root you kept"],
      [{ seal: "0", root: "a".repeat(64) }, "Enter the number of the seal as a whole number"],
      [{ seal: "1", root: "xyz" }, "Enter a root of 64 characters"],
    ] as const) {
      const reply = await verify(fields);
      expect([reply.statusCode, reply.body.includes(says)], says).toEqual([422, true]);
    }
  });
});

describe("the ledger", () => {
  test("the trial balance of a trust through a month, in words, with the proof that it balances", async () => {
    await system.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      await openLedger(tx, 1, instant);
      for (const month of ["2026-09-01", "2026-10-01"]) await openMonth(tx, 1, "pension", month, instant);
      await openMonth(tx, 1, "insurance", "2026-10-01", instant);
      const given = { fund: 1, trust: "pension", source: "a test" } as const;
      const contributed = {
        debit: "employerContributionsReceivable",
        credit: "employerContributions",
        cents: 100_000n,
      } as const;
      const paid = { debit: "retirementAnnuities", credit: "operatingCash", cents: 40_050n } as const;
      const received = {
        debit: "operatingCash",
        credit: "employerContributionsReceivable",
        cents: 60_000n,
      } as const;
      await post(tx, { ...given, month: "2026-09-01", transfers: [contributed] }, instant);
      await post(tx, { ...given, month: "2026-10-01", transfers: [paid, received] }, instant);
    });
    // By hand: cash 600.00 in and 400.50 out, receivable 1,000.00 less 600.00; each side of the sums the same.
    const october = await get("/office/ledger", others.payrollPreparer);
    // What was posted here by hand alone stands beside nothing that is kept line by line.
    expect(october.body).toContain("Not equal");
    expect(rowsOf(october.body).slice(0, 5)).toEqual([
      ["Operating cash", "1010", "Asset", "$600.00", "$400.50", "$199.50", ""],
      ["Employer contributions receivable", "1110", "Asset", "$1,000.00", "$600.00", "$400.00", ""],
      ["Employer contributions", "4010", "Addition", "", "$1,000.00", "", "$1,000.00"],
      ["Retirement annuities", "5010", "Deduction", "$400.50", "", "$400.50", ""],
      ["Sum", "", "", "$2,000.50", "$2,000.50", "$1,000.00", "$1,000.00"],
    ]);
    expect(october.body).toContain("The ledger balances");
    const september = await get("/office/ledger?trust=pension&month=2026-09-01");
    expect(rowsOf(september.body).find(([name]) => name === "Sum")).toEqual([
      "Sum",
      "",
      "",
      ...Array(4).fill("$1,000.00"),
    ]);
    expect(september.body).toContain("Trial balance, Pension trust, through September 2026");
    expect((await get("/office/ledger?trust=insurance")).body).toContain(
      "Nothing was posted to this trust yet.",
    );
    expect((await get("/office/ledger?trust=other")).statusCode).toBe(404);
  });

  test("those without the permission may not read it", async () => {
    for (const who of [others.counselor, others.administrator])
      expect((await get("/office/ledger", who)).statusCode).toBe(403);
  });
});
