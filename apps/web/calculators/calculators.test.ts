import { gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebApp } from "../app.ts";
import { bundleIsland } from "../shared/island.ts";
import { openBrowser, openPage } from "../testing/browser.ts";
import { testSystem } from "../testing/system.ts";
import { everyValue } from "./testing/every-value.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  system = await testSystem();
  app = await createWebApp(system);
  address = await app.listen({ port: 0, host: "127.0.0.1" });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await system?.dispose();
});

const legislator = {
  birthDate: "1965-03-14",
  firstHired: "2001-02-01",
  start: "2027-01",
  averagePay: "2,992.92",
  officeYears: "16",
  payRise: "3",
};

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page
    .locator("details.more")
    .first()
    .evaluate((details) => details.setAttribute("open", ""));
  for (const [name, text] of Object.entries(fields)) await page.fill(`#field-${name}`, text);
}

describe("calculators without sign-in", () => {
  test("S-03: the handbook's legislator, worked out with the network off, nothing sent (H-192)", async () => {
    const page = await openPage(browser, address);
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    // The icon of the window is the browser's own request, made when it has time.
    page.on("console", (said) => {
      if (said.type() === "error" && !said.location().url.includes("/favicon")) wrong.push(said.text());
    });
    await page.goto("/calculators/estimate", { waitUntil: "networkidle" });
    await page.context().setOffline(true);
    page.on("request", (request) => wrong.push(request.url()));
    await page.selectOption("#field-memberClass", "legislator");
    await fill(page, legislator);
    await page.getByRole("button", { name: "Work it out" }).click();
    await page.getByText("$675,453.60").waitFor();
    expect(await page.locator("#answer .amount.big").textContent()).toContain("$1,995.28");
    expect(wrong).toEqual([]);
  });

  test("without script the same form gives the same answer", async () => {
    const page = await openPage(browser, address, { javaScriptEnabled: false });
    await page.goto("/calculators/estimate");
    await page.selectOption("#field-memberClass", "legislator");
    await page.locator("summary", { hasText: "More that you can tell" }).click();
    for (const [name, text] of Object.entries(legislator)) await page.fill(`#field-${name}`, text);
    await page.getByRole("button", { name: "Work it out" }).click();
    expect(await page.locator("#answer").textContent()).toContain("$675,453.60");
    expect(await page.locator("#answer .amount.big").textContent()).toContain("$1,995.28");
  });

  test("bad input is told by field, in the browser and on the server, and what was typed stays", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await openPage(browser, address, { javaScriptEnabled });
      await page.goto("/calculators/mortgage");
      await page.fill("#field-amount", "a lot");
      await page.fill("#field-yearlyRate", "6");
      await page.getByRole("button", { name: "Work it out" }).click();
      await page
        .getByRole("link", { name: "Amount owed: type dollars and cents, such as 3,166.67" })
        .waitFor();
      await page.getByRole("link", { name: "Fill in: Years to pay it back" }).waitFor();
      expect(await page.inputValue("#field-yearlyRate")).toBe("6");
      expect(await page.getAttribute("#field-amount", "aria-invalid")).toBe("true");
    }
  });

  test.each([
    [
      "refund-or-wait",
      {
        refundNow: "10000",
        refundDate: "2038-01-01",
        laterMonthly: "300",
        laterFrom: "2040-01",
        ownReturn: "3",
      },
      "December 1, 2042", // 10,000.00 grows to 10,609.00; 36 × 300.00 = 10,800.00
    ],
    [
      "purchase",
      {
        startingPay: "24000",
        employerRate: "10",
        monthsToBuy: "48",
        firstHired: "2001-07-01",
        electedOn: "2021-07-01",
        addedMonthly: "200",
        start: "2025-07",
      },
      "$22,953.14", // 9,600.00 × (1 + 6.95 % × 7,305 ÷ 365)
    ],
    ["tax-withheld", { taxablePayment: "2,500.00", paidOn: "2026-06-30" }, "$118.33"],
  ])("%s: the result of the worked case, with its steps", async (name, fields, result) => {
    const page = await openPage(browser, address);
    await page.goto(`/calculators/${name}`);
    for (const [field, text] of Object.entries(fields)) await page.fill(`#field-${field}`, text);
    await page.getByRole("button", { name: "Work it out" }).click();
    await page.locator("#answer .amount.big", { hasText: result }).waitFor();
    expect(await page.locator("#answer .sheet .line").count()).toBeGreaterThan(3);
  });

  test("MSEP or MSEP 2000: 34 11/12 years at 4,000.00, by hand (RSMo 104.1015)", async () => {
    const page = await openPage(browser, address);
    await page.goto("/calculators/plan-choice");
    const career = {
      birthDate: "1966-03-14",
      firstHired: "1992-05-01",
      start: "2027-04",
      averagePay: "4000",
    };
    for (const [field, text] of Object.entries(career)) await page.fill(`#field-${field}`, text);
    await page.getByRole("button", { name: "Work it out" }).click();
    const table = page.locator("#answer table");
    const row = (name: string) =>
      table.locator("tr", { hasText: name }).first().locator("td").allTextContents();
    expect(await row("Base benefit")).toEqual(["$2,234.67", "$2,374.33"]); // 1.6 % and 1.7 %
    expect(await row("Temporary benefit")).toEqual(["None", "$1,117.33 through March 2028"]); // 0.8 %, to 62
  });

  test("BackDROP: every legal period of a Rule of 80 on 1 July 2020 and a retirement on 1 July 2024 (RSMo 104.625)", async () => {
    const page = await openPage(browser, address);
    await page.goto("/calculators/back-drop");
    const career = {
      birthDate: "1960-06-15",
      firstHired: "2000-07-01",
      start: "2024-07",
      averagePay: "3000",
    };
    for (const [field, text] of Object.entries(career)) await page.fill(`#field-${field}`, text);
    await page.getByRole("button", { name: "Work it out" }).click();
    const rows = page.locator("#answer table tbody tr");
    await rows.first().waitFor();
    expect(await rows.locator("th").allTextContents()).toEqual([
      "No BackDROP",
      "1 year",
      "2 years",
      "3 years",
      "4 years",
    ]);
    // two years: 3,000 × 1.7 % × 22 = 1,122.00; 12 × 1,122.00 + 12 × 1,178.10, and nine tenths of it
    expect(await rows.nth(2).locator("td").allTextContents()).toEqual([
      "July 1, 2022",
      "$24,841.08",
      "$8,280.36",
      "$1,216.89",
    ]);
  });

  test("the bundle of the engine and all plans stays under 80 kB compressed", async () => {
    const weigh = async (file: string) =>
      gzipSync(await bundleIsland(join(import.meta.dirname, file)), { level: 9 }).length;
    const law = await weigh("testing/engine-and-plans.ts");
    console.log(`engine and plans ${law} bytes, the whole island ${await weigh("../island/main.tsx")}`);
    expect(law).toBeLessThan(80_000);
  });

  test(
    "the browser's values are the server's, over random people of every plan; an estimate takes under 50 ms",
    { timeout: 1_800_000 },
    async () => {
      const careers = process.env["LONG"] ? 10_000 : 150;
      const script = await bundleIsland(join(import.meta.dirname, "testing/every-value.ts"));
      const page = await openPage(browser, address);
      await page.goto("about:blank");
      await page.addScriptTag({ content: script.toString(), type: "module" });
      await page.waitForFunction(() => "everyValue" in globalThis);
      const each: number[] = [];
      for (let from = 0; from < careers; from += 50) {
        const [text, ms] = await page.evaluate((at) => {
          const begun = performance.now();
          const text = (globalThis as unknown as { everyValue: typeof everyValue }).everyValue(at, 50);
          return [text, performance.now() - begun] as const;
        }, from);
        each.push(ms / 50);
        const hash = (value: string) => createHash("sha256").update(value).digest("hex");
        expect(hash(text), `careers from ${from}`).toBe(hash(everyValue(from, 50)));
      }
      const median = each.toSorted((a, b) => a - b)[each.length >> 1]!;
      console.log(
        `${careers} people alike in browser and server; ${median.toFixed(1)} ms for one with every explanation`,
      );
      expect(median).toBeLessThan(50);
    },
  );
});
