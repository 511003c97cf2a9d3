import type { FastifyInstance } from "fastify";
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebApp } from "./app.ts";
import { allRoutes } from "./shared/routes.ts";
import { giveAxe, violations } from "./testing/axe.ts";
import { hasBrowser, openBrowser, openPage } from "./testing/browser.ts";
import { crawl, type Crawled, type Reached } from "./testing/crawl.ts";
import { richFund, type RichFund } from "./testing/rich-fund.ts";

interface Visit extends Reached {
  readonly token: string | undefined;
}

const patience = 900_000;
let fund: RichFund;
let app: FastifyInstance;
let browser: Browser;
let address = "";
/** Every page in every state: one for each address asked for outright, and for each declared path and heading come to by links. */
const visits = new Map<string, Visit>();
const files = new Set<string>();

beforeAll(async () => {
  fund = await richFund();
  app = await createWebApp(fund.system);
  const keep = (
    { pages, files: saved }: Crawled,
    token: string | undefined,
    first: readonly string[] = [],
  ) => {
    for (const page of pages) {
      const state = `${page.pattern} ${first.includes(page.url) ? page.url : headingOf(page.html)}`;
      if (!visits.has(state)) visits.set(state, { ...page, token });
    }
    for (const { pattern } of saved) files.add(pattern);
  };
  const plain = allRoutes()
    .filter(({ kind, path }) => kind === "page" && !path.includes(":"))
    .map(({ path }) => path);
  keep(await crawl(app, plain, undefined), undefined);
  for (const { first, cookie, token } of fund.people)
    keep(await crawl(app, [...first, ...plain], cookie), token, first);
  address = await app.listen({ port: 0, host: "127.0.0.1" });
  if (hasBrowser) browser = await openBrowser();
}, patience);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await fund?.dispose();
});

/** The heading without names, dates and amounts, which make no other page. */
const headingOf = (html: string): string =>
  (/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? "").replaceAll(/<[^>]*>|[\d$.,]+/g, "");

/** Looks at every visit, each person's in one window of theirs; gives what was found, and what the browser complained of. */
async function eachPage(
  { blocked = false, ...options }: BrowserContextOptions & { readonly blocked?: boolean },
  look: (page: Page) => Promise<readonly string[]>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [token, theirs] of Map.groupBy(visits.values(), (visit) => visit.token)) {
    const page = await openPage(browser, address, { ...options, ...(token ? { token } : {}) });
    await giveAxe(page);
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d|ERR_FAILED/.test(message.text()))
        wrong.push(`${page.url()}: ${message.text()}`);
    });
    if (blocked) await page.route("**/*.js", (route) => route.abort());
    for (const { url } of theirs) {
      await page.goto(url);
      for (const found of await look(page)) wrong.push(`${url}: ${found}`);
    }
    await page.context().close();
  }
  return wrong;
}

describe("every page that can be reached", () => {
  test("every registered page was visited; the office's bare address leads to its first page", async () => {
    const leads = new Set<string>();
    for (const { cookie } of fund.people) {
      const reply = await app.inject({ url: "/office", headers: { cookie } });
      if (reply.statusCode === 303) leads.add(String(reply.headers.location));
    }
    expect(leads).toContain("/office/members");
    const visited = new Set([...[...visits.values()].map(({ pattern }) => pattern), ...files, "/office"]);
    const missed = allRoutes().filter(({ kind, path }) => kind === "page" && !visited.has(path));
    expect(missed.map(({ path }) => path)).toEqual([]);
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
        // The boxes of one question share its name, as radio buttons do.
        "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
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
});

describe.runIf(hasBrowser)("every page that can be reached, in a browser", () => {
  test(
    "0 axe violations in light and in dark",
    async () => {
      const wrong = await eachPage({ colorScheme: "light" }, async (page) => {
        const light = await violations(page);
        await page.emulateMedia({ colorScheme: "dark" });
        const dark = await violations(page, "colours");
        await page.emulateMedia({ colorScheme: "light" });
        return [...light, ...dark.map((found) => `dark ${found}`)];
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
        blocked: true,
      };
      const wrong = await eachPage(narrow, async (page) => {
        const found = await violations(page, "allButColours");
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
