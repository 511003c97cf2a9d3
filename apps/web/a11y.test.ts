import { AxeBuilder } from "@axe-core/playwright";
import { type Role, roles } from "@emeritus/operations/actor.ts";
import type { FastifyInstance } from "fastify";
import { HtmlValidate } from "html-validate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebApp } from "./app.ts";
import { allRoutes } from "./shared/routes.ts";
import { hasBrowser, openBrowser, openPage } from "./testing/browser.ts";
import { crawl, type Reached } from "./testing/crawl.ts";
import { testMembers } from "./testing/members.ts";
import { signedIn, testSystem } from "./testing/system.ts";

interface Visit extends Reached {
  readonly token: string | undefined;
}

const patience = 600_000;
let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let browser: Browser;
let address = "";
const visits = new Map<string, Visit>();

beforeAll(async () => {
  system = await testSystem();
  app = await createWebApp(system);
  const members = await testMembers(system);
  const keep = (reached: Reached[], token: string | undefined) => {
    for (const page of reached) if (!visits.has(page.pattern)) visits.set(page.pattern, { ...page, token });
  };
  keep(await crawl(app, ["/", "/sign-in", "/privacy"], undefined), undefined);
  for (const role of roles) {
    const person = role === "member" ? members.ana : undefined;
    const account = { account: role, roles: [role] as Role[], employers: [1], ...(person ? { person } : {}) };
    const { cookie, token } = await signedIn(system, account);
    keep(await crawl(app, firstPages(members.ana), cookie), token);
  }
  address = await app.listen({ port: 0, host: "127.0.0.1" });
  if (hasBrowser) browser = await openBrowser();
}, patience);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await system?.dispose();
});

/** Every page without parts in its path, and the office's pages about a member. */
function firstPages(person: number): string[] {
  const plain = allRoutes()
    .filter(({ kind, path }) => kind === "page" && !path.includes(":"))
    .map(({ path }) => path);
  return ["/", ...plain, `/office/members/${person}`, `/office/members/${person}/benefit`];
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds wrong with every part of a page open. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  const { violations: found } = await new AxeBuilder({ page }).withTags(wcag).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`));
}

async function eachPage(
  options: Parameters<typeof openPage>[2],
  look: (page: Page, visit: Visit) => Promise<readonly string[]>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const visit of visits.values()) {
    const page = await openPage(browser, address, {
      ...options,
      ...(visit.token ? { token: visit.token } : {}),
    });
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d|ERR_FAILED/.test(message.text()))
        wrong.push(`${visit.url}: ${message.text()}`);
    });
    if (options?.extraHTTPHeaders?.["x-block-scripts"]) await page.route("**/*.js", (route) => route.abort());
    await page.goto(visit.url);
    for (const found of await look(page, visit)) wrong.push(`${visit.url}: ${found}`);
    await page.context().close();
  }
  return wrong;
}

describe.runIf(hasBrowser)("every page that can be reached", () => {
  test("there are pages of every face", () => {
    const patterns = [...visits.keys()];
    for (const face of ["/sign-in", "/member/benefit", "/office/members/:person", "/office/accounts"])
      expect(patterns).toContain(face);
  });

  test("valid HTML", async () => {
    const html = new HtmlValidate({
      extends: ["html-validate:recommended"],
      // React writes void elements and attribute values its own way; long titles are a matter of taste.
      rules: {
        "void-style": "off",
        "attribute-boolean-style": "off",
        "long-title": "off",
        "attr-case": "off",
        "no-inline-style": "error",
        "attribute-empty-style": "off",
        "doctype-style": "off",
      },
    });
    const wrong: string[] = [];
    for (const { url, html: text } of visits.values()) {
      const { results } = await html.validateString(text);
      for (const { messages } of results)
        for (const { ruleId, message, line, column } of messages)
          wrong.push(`${url} ${line}:${column} ${ruleId}: ${message}`);
    }
    expect(wrong).toEqual([]);
  });

  test(
    "0 axe violations in light and in dark",
    async () => {
      const wrong = await eachPage({ colorScheme: "light" }, async (page) => {
        const light = await violations(page);
        await page.emulateMedia({ colorScheme: "dark" });
        return [...light, ...(await violations(page)).map((found) => `dark ${found}`)];
      });
      expect(wrong).toEqual([]);
    },
    patience,
  );

  test(
    "0 axe violations with every script blocked, at 320 pixels, and nothing to scroll sideways",
    async () => {
      const narrow = {
        viewport: { width: 320, height: 640 },
        extraHTTPHeaders: { "x-block-scripts": "yes" },
      };
      const wrong = await eachPage(narrow, async (page) => {
        const found = await violations(page);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        return over > 0 ? [...found, `${over} pixels to scroll sideways`] : found;
      });
      expect(wrong).toEqual([]);
    },
    patience,
  );
});
