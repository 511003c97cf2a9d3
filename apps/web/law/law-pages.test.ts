import { plans } from "@emeritus/law/plans.ts";
import type { FastifyInstance } from "fastify";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebApp } from "../app.ts";
import { openBrowser, openPage } from "../testing/browser.ts";
import { testSystem } from "../testing/system.ts";

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

const get = (url: string) => app.inject({ url });

describe("the law as pages", () => {
  test.each(plans.map((entry) => [entry.title, entry] as const))(
    "%s: contents, register, and a page for every rule and table, on which no case differs",
    { timeout: 600_000 },
    async (_title, { name, plan }) => {
      for (const page of ["", "/open-questions"])
        expect((await get(`/law/${name}${page}`)).statusCode).toBe(200);
      for (const rule of [...plan.rules.keys(), ...plan.tables.keys()]) {
        const { statusCode, body } = await get(`/law/${name}/${rule}`);
        expect([rule, statusCode]).toEqual([rule, 200]);
        expect(body, rule).not.toMatch(/tag-bad|undefined|\[object/);
      }
    },
  );

  test("the plans side by side: what the handbook's summary tables print for legislators and officials", async () => {
    const page = await openPage(browser, address);
    await page.goto("/law/compare");
    const rows = (name: string, head: string) =>
      page
        .getByRole("table", { name })
        .locator("tr", { has: page.getByRole("rowheader", { name: head, exact: true }) })
        .locator("td")
        .allTextContents();
    const ages = "Unreduced benefit by age";
    expect(await rows("Legislator: the general plans", ages)).toEqual([
      "55 years with 6 years of service",
      "55 years with 6 years of service",
      "62 years with 6 years of service",
    ]);
    expect(await rows("Statewide elected official: the general plans", ages)).toEqual([
      "60 years with 15 years of service; 65 years with 4 years of service",
      "55 years with 4 years of service",
      "62 years with 4 years of service",
    ]);
    expect(await rows("Legislator: the general plans", "Members contribute")).toEqual([
      "No",
      "No",
      "4% of pay",
    ]);
    expect(
      await rows("Statewide elected official: the general plans", "Reduced benefit, the youngest"),
    ).toEqual(["55 years with 10 years of service", "Not available", "Not available"]);
    // Each figure with its values, and the plans that set them; no plan needs a column, so nothing is wider than a window.
    expect(await rows("Figures in which plans differ", "Early retirement age")).toEqual([
      "55 years MSEP57 years MSEP 200062 years MSEP 2011",
    ]);
    for (const width of [1200, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  test("BR 1-1(3) the Board Rules in force are public, each with its history and what cites it", async () => {
    const { statusCode, body } = await get("/law/board-rules");
    expect(statusCode).toBe(200);
    expect(body).toContain("2-4 Computation of Credit");
    expect(body).toContain("since December 31, 1999; amended December 21, 2020; February 17, 2023");
    expect(body).toContain("Rescinded June 20, 2013; the number is not used again");
    expect(body).toContain("/law/buyout/buyoutAmount");
  });

  test("a plan or a rule that is not there answers 404", async () => {
    expect((await get("/law/msep-1900")).statusCode).toBe(404);
    expect((await get("/law/msep-2000/noSuchRule")).statusCode).toBe(404);
  });

  test("the worked example is changed and worked out, in the browser with the network off and on the server without script", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await openPage(browser, address, { javaScriptEnabled });
      await page.goto("/law/msep-2000/baseBenefit");
      expect(await page.inputValue("#field-finalAveragePay")).toBe("3,000.00");
      await page.context().setOffline(javaScriptEnabled);
      await page.fill("#field-finalAveragePay", "2,040.00");
      await page.getByRole("button", { name: "Work it out" }).click();
      await page.locator("#answer .amount.big", { hasText: "$867.00" }).waitFor();
      await page.fill("#field-finalAveragePay", "much");
      await page.getByRole("button", { name: "Work it out" }).click();
      await page.getByRole("link", { name: "This is not a value of: final average pay" }).waitFor();
    }
  });
});
