import { parseDate } from "@emeritus/engine/dates.ts";
import type { Role } from "@emeritus/operations/actor.ts";
import type { System } from "@emeritus/operations/system.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { hasBrowser, openBrowser, openPage } from "@emeritus/web/testing/browser.ts";
import { signedIn } from "@emeritus/web/testing/system.ts";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testPayroll, type TestPayroll } from "../payroll/test-system.ts";
import { type Household, makeHousehold, officeOn, payMonths } from "./household.ts";

let payroll: TestPayroll;
let app: FastifyInstance;
let browser: Browser;
let address = "";
let system: System;
let joint: Household;
let guaranteed: Household;
let now = parseDate("2026-05-04");
const tokens = new Map<Role, string>();

beforeAll(async () => {
  payroll = await testPayroll();
  const start = "2026-02-01";
  joint = await makeHousehold(payroll, {
    option: "joint50",
    cents: 90_000,
    lifeCents: 100_000,
    start,
    spouse: "without address",
  });
  guaranteed = await makeHousehold(payroll, { option: "guaranteed120", cents: 95_000, start });
  await payMonths(payroll, "2026-03", "2026-04");
  system = { ...officeOn(payroll, "2026-05-04"), calendar: { today: () => now, moved: true } };
  app = await createWebApp(system);
  for (const role of ["counselor", "benefitVerifier", "payrollReleaser", "auditor"] as const)
    tokens.set(role, (await signedIn(system, { account: role, roles: [role] })).token);
  address = await app.listen({ port: 0, host: "127.0.0.1" });
  if (hasBrowser) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await payroll?.[Symbol.asyncDispose]();
});

const as = (role: Role, options: object = {}) =>
  openPage(browser, address, { token: tokens.get(role)!, ...options });

async function fillDate(page: Page, name: string, [year, month, day]: readonly [string, string, string]) {
  await page.fill(`[name="${name}.month"]`, month);
  await page.fill(`[name="${name}.day"]`, day);
  await page.fill(`[name="${name}.year"]`, year);
}

async function reportOn(page: Page, person: number): Promise<string> {
  await page.goto(`/office/members/${person}`);
  await page.click("text=Report a death");
  await fillDate(page, "died", ["2026", "3", "31"]);
  await page.check("[value=familyReport]");
  await page.fill("[name=toldBy]", "Ana Example");
  await page.fill("[name=relation]", "daughter");
  await page.click("text=Record the report");
  return new URL(page.url()).pathname;
}

async function certifyOn(page: Page): Promise<void> {
  await page.setInputFiles("input[type=file]", {
    name: "certificate.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7 certificate"),
  });
  await page.click("main button:has-text('Add the certificate')");
}

async function confirmOn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await fillDate(page, "seen", ["2026", "3", "31"]);
  await page.click("main button:has-text('Confirm the death')");
}

describe.runIf(hasBrowser)("deaths on the office's pages", () => {
  test("from the report to the survivor's account, by two people, without script", async () => {
    const counselor = await as("counselor", { javaScriptEnabled: false });
    const url = await reportOn(counselor, joint.retiree);
    expect(await counselor.textContent("main")).toContain("Payments to this person are held");
    expect(await counselor.locator("text=Confirm the death").count()).toBe(0);
    await certifyOn(counselor);
    const verifier = await as("benefitVerifier", { javaScriptEnabled: false });
    await verifier.goto(url);
    expect(await verifier.textContent("main")).toContain(
      "Luis Example is paid a survivor benefit for life, from April 1, 2026.",
    );
    await fillDate(verifier, "seen", ["2026", "3", "30"]);
    await verifier.click("main button:has-text('Confirm the death')");
    expect(await verifier.textContent("[role=alert]")).toContain("The certificate says 2026-03-30");
    await confirmOn(verifier, url);
    expect(await verifier.textContent("main")).toContain("Confirmed");
    await counselor.goto(`${url}/payees/${joint.spouse}`);
    await counselor.fill("[name=street]", "2 Oak Street");
    await counselor.fill("[name=city]", "Rolla");
    await counselor.fill("[name=state]", "mo");
    await counselor.fill("[name=postalCode]", "65401");
    await counselor.click("text=Record the address");
    await counselor.fill("[name=routing]", "222222226");
    await counselor.fill("[name=number]", "55501234");
    await counselor.check("[value=checking]");
    await counselor.click("text=Record the account");
    expect(await counselor.textContent("main")).toContain("2 Oak Street, Rolla, MO, 65401");
    expect(await counselor.textContent("main")).toContain("ending in 1234. Waits for a second person");
    await payMonths(payroll, "2026-05", "2026-05");
    await counselor.goto("/office/receivables");
    expect(await counselor.textContent("main")).toContain("$900.00");
    now = parseDate("2026-09-20");
    await counselor.goto(`/office/receivables/${joint.retiree}`);
    expect(await counselor.textContent("main")).toContain("$900.00 is still owed");
  });

  test("the survivor sees the benefit, how it came about, and nobody else's", async () => {
    const { token } = await signedIn(system, {
      account: "luis12345",
      roles: ["member"],
      person: joint.spouse,
    });
    const page = await openPage(browser, address, { token });
    await page.goto("/member");
    const text = await page.textContent("main");
    expect(text).toContain("$450.00");
    expect(text).toContain("Due to the survivor");
    expect((await page.goto(`/office/deaths/${joint.retiree}/1`))!.status()).toBe(403);
  });

  test("guaranteed payments go from nobody to a beneficiary entered by the office", async () => {
    const counselor = await as("counselor");
    const verifier = await as("benefitVerifier");
    const url = await reportOn(counselor, guaranteed.retiree);
    await certifyOn(counselor);
    await confirmOn(verifier, url);
    expect(await verifier.textContent("main")).toContain("Nobody is known for the guaranteed payments");
    await counselor.goto(url);
    await counselor.click("summary:has-text('Enter a beneficiary')");
    await counselor.fill("[name=first]", "Eva");
    await counselor.fill("[name=last]", "Example");
    await fillDate(counselor, "born", ["1985", "5", "5"]);
    await counselor.fill("[name=ssn]", "312-34-5678");
    await counselor.fill("[name=street]", "3 Elm Street");
    await counselor.fill("[name=city]", "Rolla");
    await counselor.fill("[name=state]", "MO");
    await counselor.fill("[name=postalCode]", "65401");
    await counselor.fill("[name=percent]", "100");
    await counselor.click("main button:has-text('Enter the beneficiary')");
    expect(await counselor.textContent("body")).toContain("The beneficiary is entered");
    await verifier.goto(url);
    await verifier.click("text=Approve and pay them");
    expect(await verifier.textContent("main")).toContain(
      "Eva Example is paid all of each guaranteed payment, from April 2026 through January 2036.",
    );
  });
});
