import { en } from "@emeritus/words/en/index.ts";
import { api } from "@emeritus/api/app.ts";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebApp } from "../app.ts";
import { allRoutes } from "../shared/routes.ts";
import { crawl } from "../testing/crawl.ts";
import { testMembers } from "../testing/members.ts";
import { testSystem } from "../testing/system.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;

beforeAll(async () => {
  system = await testSystem();
  app = await createWebApp(system);
  await app.register(api(system));
  await testMembers(system);
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

/** How many rows every table of the database holds. */
async function rowsKept(): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('records', 'runs', 'ledger', 'audit', 'signin', 'projection') and has_table_privilege(c.oid, 'select')`.execute(
    system.db,
  );
  const kept: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(name)}`.execute(
      system.db,
    );
    kept[name] = rows[0]!.n;
  }
  return kept;
}

describe("what a visitor leaves behind", () => {
  test("P-005 P-017 every public page works without an account, sets no cookie, loads nothing from elsewhere, and nothing of the visit is kept", async () => {
    const before = await rowsKept();
    const { pages, files } = await crawl(
      app,
      ["/", "/officials", "/privacy", "/calculators", "/law"],
      undefined,
    );
    expect(pages.length).toBeGreaterThan(10);
    for (const { url, html } of pages) {
      const reply = await app.inject({ url });
      expect([url, reply.statusCode, reply.cookies]).toEqual([url, 200, []]);
      expect(String(reply.headers["content-security-policy"])).toMatch(/default-src 'none'/);
      expect(String(reply.headers["content-security-policy"])).not.toMatch(/https?:|\*/);
      for (const [, host] of html.matchAll(/(?:src|action|srcset)="(https?:)?\/\/([^/"]+)/g))
        expect([url, host]).toEqual([url, undefined]);
      for (const [, host] of html.matchAll(/href="https?:\/\/([^/"]+)/g)) expect(host).toBe("revisor.mo.gov");
    }
    for (const { url } of files) expect((await app.inject({ url })).cookies).toEqual([]);
    const open = allRoutes().filter(({ kind, may }) => kind === "page" && may === "anyone");
    expect(open.map(({ path }) => path)).toContain("/officials");
    expect(await rowsKept()).toEqual(before);
  });

  test("H-061 a page of the law leads to the section on the State's own site", async () => {
    const { pages } = await crawl(app, ["/law"], undefined);
    expect(
      pages.some(({ html }) => html.includes("https://revisor.mo.gov/main/OneSection.aspx?section=104.1024")),
    ).toBe(true);
  });
});

describe("what the pages say", () => {
  const plain = (html: string) => html.replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

  test("P-003 P-004 P-011 P-012 P-013 P-014 P-015 P-018 P-019 P-020 P-021 P-022 P-025 the policy stands at one address and says what binds us", async () => {
    const text = plain((await app.inject({ url: "/privacy" })).body);
    for (const said of [
      "By using these pages you accept what stands here.", // P-003
      "By signing in or sending us personal data you agree that we use it to serve you", // P-004
      "Put no personal data in it; we cannot answer for what others read there.", // P-011
      "We send nothing confidential by e-mail unless you ask us to.", // P-012
      "We never ask you by e-mail for your Social Security number, Member ID, Online ID, password", // P-013
      "An e-mail of ours may only ask you to come to this site and sign in.", // P-014
      "You make your own Online ID and password.", // P-015
      "What we hold may be asked for under the Sunshine Law, chapter 610.", // P-018
      "There the policy of that site holds.", // P-019
      "We answer neither for it nor for sites that lead to us.", // P-020
      "We do not promise that everything here is right, complete or up to date, and we are not liable", // P-021
      "chapters 100, 104, 105, 211, 287 and 476 of the Revised Statutes of Missouri", // P-022
      "a change stands at this address. Please read it again", // P-025
    ])
      expect(text).toContain(said);
  });

  test("P-004 H-001 the sign-in page leads to the policy before anything is typed, and every page says that the law decides", async () => {
    const { pages } = await crawl(app, ["/", "/sign-in", "/law", "/calculators"], undefined);
    for (const { url, html } of pages) {
      expect([url, html.includes('href="/privacy"')]).toEqual([url, true]);
      expect([url, plain(html).includes(en.common.footer.law)]).toEqual([url, true]);
    }
    const signIn = plain(pages.find(({ url }) => url === "/sign-in")!.html);
    expect(signIn.indexOf(en.signin.consent)).toBeGreaterThan(0);
    expect(en.letters.retirementApproved.summaryNotice).toContain(
      "The law and the rules of the board decide.",
    );
  });
});
