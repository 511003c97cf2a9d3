import { createWebApp } from "@emeritus/web/app.ts";
import { violations } from "@emeritus/web/testing/axe.ts";
import { hasBrowser, openBrowser, openPage } from "@emeritus/web/testing/browser.ts";
import { signedIn } from "@emeritus/web/testing/system.ts";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { apply, done, elect, married, newMember, type Office, openOffice } from "./office.ts";

const shots = process.env["EMERITUS_SHOTS"];

describe.skipIf(!hasBrowser)("a member retires on the pages, with script off", () => {
  let office: Office;
  let app: FastifyInstance;
  let browser: Browser;
  let address: string;
  let who: Awaited<ReturnType<typeof newMember>>;
  const pages: Record<string, Page> = {};
  const scripted: Record<string, Page> = {};

  beforeAll(async () => {
    office = await openOffice("2031-04-10");
    app = await createWebApp(office.system);
    address = await app.listen({ port: 0, host: "127.0.0.1" });
    browser = await openBrowser();
    who = await newMember(office, { born: "1969-05-15", hired: "2000-07-01", paidTo: "2031-06-01" });
    const people = [
      ["member", { account: "rosa1", roles: ["member"], person: who.person }],
      ["counselor", { account: "casey1", roles: ["counselor"] }],
      ["verifier", { account: "val1", roles: ["benefitVerifier"] }],
    ] as const;
    for (const [name, account] of people) {
      const { token } = await signedIn(office.system, account);
      const page = await openPage(browser, address, { token, javaScriptEnabled: false });
      page.setDefaultTimeout(8_000);
      pages[name] = page;
      scripted[name] = await openPage(browser, address, { token });
    }
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await office?.dispose();
  });

  const shot = async (page: Page, name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  /** What axe finds wrong on the page that somebody stands on, with every part of it open. */
  const faults = async (name: string) => {
    const page = scripted[name]!;
    await page.goto(pages[name]!.url());
    return violations(page);
  };
  const heading = (page: Page) => page.locator("h1").innerText();
  const date = async (page: Page, name: string, iso: string) => {
    const [year, month, day] = iso.split("-") as [string, string, string];
    await page.fill(`[name="${name}.month"]`, month);
    await page.fill(`[name="${name}.day"]`, day);
    await page.fill(`[name="${name}.year"]`, year);
  };

  it("40 P18 H-231 shows the notice about the employer and the legal dates before step 1 begins", async () => {
    const page = pages["member"]!;
    await page.goto(`${address}/member/retire`);
    expect(await heading(page)).toBe("Retire");
    expect(await page.innerText("main")).toContain("your employer may learn that you plan to retire");
    expect(await page.innerText("main")).toMatch(/June 1, 2031[\s\S]*July 1, 2031[\s\S]*August 1, 2031/);
    await shot(page, "retire-1");
    await page.click("text=Start step 1");
  });

  it("H-224 asks one question a page, keeps each answer, and says at the field what is wrong", async () => {
    const page = pages["member"]!;
    await page.selectOption("[name=start]", "2031-07-01");
    await shot(page, "retire-2-date");
    await page.click("text=Save and go on");
    await date(page, "lastDay", "2031-07-01");
    await page.click("text=Save and go on");
    expect(await page.title()).toMatch(/^Error:/);
    expect(await page.innerText("[role=alert]")).toContain(
      "Your last day of work must be before July 1, 2031",
    );
    await shot(page, "retire-3-last-day-error");
    await date(page, "lastDay", "2031-06-30");
    await page.click("text=Save and go on");
    await page.check("#field-married-yes");
    await page.click("text=Save and go on");
    expect(await page.innerText("[role=alert]")).toContain("Enter your spouse's name");
    await page.fill("[name=spouseFirst]", "Luis");
    await page.fill("[name=spouseLast]", "Example");
    await date(page, "spouseBorn", "1968-01-20");
    await date(page, "marriedOn", "1990-06-16");
    await shot(page, "retire-4-family");
    await page.click("text=Save and go on");
    expect(await heading(page)).toBe("Your papers");
    expect(await faults("member")).toEqual([]);
  });

  it("H-232 H-233 lists the papers, takes one, and goes on without the others", async () => {
    const page = pages["member"]!;
    await page.setInputFiles("[name=file-proofOfAge]", {
      name: "passport.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.4 passport"),
    });
    await page.click("#proofOfAge button");
    expect(await page.innerText("#proofOfAge")).toContain("Sent, not checked yet");
    await page.setInputFiles("[name=file-marriageCertificate]", {
      name: "x.html",
      mimeType: "text/html",
      buffer: Buffer.from("<html>"),
    });
    await page.click("#marriageCertificate button");
    expect(await page.innerText("[role=alert]")).toContain("Send a PDF, JPEG or PNG file.");
    await shot(page, "retire-5-papers");
    await page.goto(`${address}/member/retire/review`);
  });

  it("reviews, signs and files step 1", async () => {
    const page = pages["member"]!;
    await page.click("text=Send my application");
    expect(await page.innerText("[role=alert]")).toContain("Tick the box that says you have read the notice");
    await page.check("[name=notice]");
    await page.check("[name=signed]");
    await shot(page, "retire-6-review");
    await page.click("text=Send my application");
    expect(await heading(page)).toBe("Choose how you want to be paid");
  });

  it("H-235 shows the five choices side by side, each amount opening into its line", async () => {
    const page = pages["member"]!;
    const rows = page.locator("#choices tbody tr");
    expect(await rows.count()).toBe(5);
    expect(await rows.nth(0).innerText()).toContain("$1,581.00");
    expect(await rows.nth(1).innerText()).toMatch(/\$1,427\.64[\s\S]*\$713\.82 to Luis Example for life/);
    const target = await rows.nth(1).locator("a.amount").first().getAttribute("href");
    expect(await page.locator(`${target}`).textContent()).toContain("$1,427.64");
    expect(await faults("member")).toEqual([]);
    await shot(page, "retire-7-options");
    await rows.nth(1).locator("text=Choose this").click();
  });

  it("reviews and confirms the choice, with the spouse's signature", async () => {
    const page = pages["member"]!;
    await page.click("text=Check my choice");
    expect(await page.innerText("[role=alert]")).toContain("Luis Example must sign");
    await page.fill("[name=spouse]", "Luis Example");
    await shot(page, "retire-8-choice");
    await page.click("text=Check my choice");
    expect(await heading(page)).toBe("Check your choice");
    await page.click("text=Send my choice");
    expect(await page.innerText("[role=alert]")).toContain("Tick the box");
    await page.check("[name=confirmed]");
    await shot(page, "retire-9-review-choice");
    await page.click("text=Send my choice");
    expect(await page.innerText("main")).toContain("Both steps are in");
    expect(await faults("member")).toEqual([]);
    await shot(page, "retire-10-status");
  });

  it("41 section 4 the office finds the case in its queue, soonest due first, and judges the papers", async () => {
    office.on("2031-07-02");
    const member = pages["member"]!;
    await member.goto(`${address}/member/retire/papers`);
    for (const kind of ["spouseProofOfAge", "marriageCertificate"]) {
      await member.setInputFiles(`[name=file-${kind}]`, {
        name: "p.pdf",
        mimeType: "application/pdf",
        buffer: Buffer.from(`%PDF-1.4 ${kind}`),
      });
      await member.click(`#${kind} button`);
    }
    const page = pages["counselor"]!;
    await page.goto(`${address}/office/cases`);
    expect(await page.innerText("tbody tr >> nth=0")).toMatch(/days late[\s\S]*Rosa Example/);
    await shot(page, "office-1-queue");
    await page.click("tbody a >> text=Rosa Example");
    expect(await faults("counselor")).toEqual([]);
    await shot(page, "office-2-case");
    for (const seen of ["1969-05-15", "1968-01-20", "1990-06-16"]) {
      const decision = page.locator("form[aria-label^='Decide on']").first();
      const paper = decision.locator("[name=paper]");
      if (await paper.count()) await paper.selectOption("passport");
      const [year, month, day] = seen.split("-") as [string, string, string];
      await decision.locator("[name='seen.month']").fill(month);
      await decision.locator("[name='seen.day']").fill(day);
      await decision.locator("[name='seen.year']").fill(year);
      await decision.getByRole("button", { name: "Accept", exact: true }).click();
      expect(await page.innerText("main")).toContain("The decision on the paper is recorded.");
    }
  });

  it("BR 3-3 verification waits for the employer's data; then the counselor verifies and cannot approve", async () => {
    const page = pages["counselor"]!;
    await page.click("text=Verify this case");
    expect(await page.innerText("[role=alert]")).toContain(
      "The employer has not reported the last day of work.",
    );
    await page.locator("summary", { hasText: "Record the employer's certificate" }).click();
    await date(page, "last", "2031-06-30");
    await page.fill("[name=hours]", "0");
    await page.click('button:has-text("Record the employer\'s certificate")');
    await page.click("text=Verify this case");
    expect(await page.innerText("main")).toContain("The case is verified. Another person must approve it.");
    expect(await page.locator("text=Approve this benefit").count()).toBe(0);
    await shot(page, "office-3-verified");
  });

  it("another person approves, and the member opens the letter", async () => {
    const page = pages["verifier"]!;
    await page.goto(`${address}/office/cases`);
    await page.click("tbody a >> text=Rosa Example");
    await shot(page, "office-4-approve");
    await page.click("text=Approve this benefit");
    expect(await page.innerText("main")).toContain("The benefit is approved. The letter is ready.");
    await shot(page, "office-5-approved");
    const member = pages["member"]!;
    await member.goto(`${address}/member/retire`);
    await shot(member, "retire-11-approved");
    const href = await member.locator("a", { hasText: "Open your letter" }).getAttribute("href");
    const letter = await member.context().request.get(`${address}${href}`);
    expect(letter.headers()["content-type"]).toBe("application/pdf");
    expect((await letter.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("T15 BR 3-9(1) a counselor opens the choice again after the spouse's death, once, and nobody else does", async () => {
    office.on("2031-04-10");
    const first = "Wanda";
    const made = await newMember(office, {
      born: "1969-05-15",
      hired: "2000-07-01",
      paidTo: "2031-06-01",
      first,
    });
    const of = await apply(office, made.member, married);
    const path = `${address}/office/cases/${of.person}/${of.caseNumber}`;
    const page = pages["counselor"]!;
    await page.goto(path);
    expect(await page.locator("#choose-again").count()).toBe(0);
    await done(elect(office, made.member, of, { option: "joint100", spouseSignature: "Luis Example" }));
    const verifier = pages["verifier"]!;
    await verifier.goto(path);
    expect(await verifier.innerText("main")).toContain("A counselor does this when the member asks.");
    expect(await verifier.locator("text=open it again").count()).toBe(0);
    await page.goto(path);
    expect(await page.innerText("main")).toMatch(
      /If Luis Example dies .* before July 1, 2031, .*BR 3-9\(1\)/,
    );
    const opened = () => page.locator("summary", { hasText: "The member asks to choose again" }).click();
    await opened();
    expect(await faults("counselor")).toEqual([]);
    await date(page, "died", "2031-04-11");
    await page.check("[name=agreed]");
    await shot(page, "office-6-choose-again");
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await shot(page, "office-6-narrow");
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.click("text=open it again");
    expect(await page.innerText("[role=alert]")).toContain("cannot be after today");
    expect(await page.inputValue("[name='died.day']")).toBe("11");
    expect(await page.locator("[name='died.day']").isVisible()).toBe(true);
    office.on("2031-05-20");
    await date(page, "died", "2031-05-18");
    await page.uncheck("[name=agreed]");
    await page.click("text=open it again");
    expect(await page.innerText("[role=alert]")).toContain("seen the death certificate");
    await page.check("[name=agreed]");
    const other = scripted["counselor"]!;
    await other.goto(path);
    await other.locator("summary", { hasText: "The member asks to choose again" }).click();
    await date(other, "died", "2031-05-18");
    await other.check("[name=agreed]");
    await page.click("text=open it again");
    expect(await page.innerText("main")).toContain(
      "The choice is cancelled. The member can now choose again.",
    );
    expect(await page.innerText("main")).toContain("The spouse died on May 18, 2031");
    expect(await page.locator("#choose-again").count()).toBe(0);
    await shot(page, "office-7-opened");
    await other.click("text=open it again");
    expect(await other.innerText("[role=alert]")).toContain('The case stands at "Waiting for step 2"');
    const { token } = await signedIn(office.system, {
      account: "wanda1",
      roles: ["member"],
      person: of.person,
    });
    const member = await openPage(browser, address, { token, javaScriptEnabled: false });
    await member.goto(`${address}/member/retire`);
    expect(await member.innerText("main")).toContain("after your spouse's death on May 18, 2031");
    await shot(member, "retire-12-again");
    await member.click("a:has-text('Choose how you want to be paid')");
    expect(await member.locator("#choices tbody tr").count()).toBe(3);
    await member.locator("#choices tbody tr").nth(0).locator("text=Choose this").click();
    expect(await member.locator("[name=spouse]").count()).toBe(0);
    await shot(member, "retire-13-choice");
  });
});
