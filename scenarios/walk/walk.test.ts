import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasBrowser, openBrowser } from "@emeritus/web/testing/browser.ts";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkNacha } from "../nacha-checker/check.ts";
import { freePort, Program } from "../start/program.ts";
import { Person } from "./person.ts";

const parent = mkdtempSync(join(tmpdir(), "emeritus-walk-"));
chmodSync(parent, 0o755);
const account = "70070012345";
const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);

/** The draft of the next pay report with one member's last day and certified sick leave added. */
function withLastDay(draft: string, memberId: string, lastDay: string): string {
  const lines = draft.trimEnd().split(/\r?\n/);
  const own = lines.find((line) => line.startsWith(`M,${memberId},`))?.split(",") ?? [];
  const [, id, ssn, last, first, born] = own;
  const event = (kind: string, hours: string): string =>
    ["E", id, ssn, last, first, born, kind, lastDay, lastDay, "", "", "", hours, ""].join(",");
  const total = (lines.pop() ?? "").split(",");
  total[2] = String(Number(total[2]) + 2);
  return [...lines, event("TERM", ""), event("SICK_LEAVE_FINAL", "840.00"), total.join(",")]
    .join("\n")
    .concat("\n");
}

/** Fills the three boxes of a date. */
async function enterDate(
  form: Locator,
  name: string,
  date: { year: string; month: string; day: string },
): Promise<void> {
  const month = form.locator(`[name="${name}.month"]`);
  const isList = (await month.evaluate((box) => box.tagName)) === "SELECT";
  await (isList ? month.selectOption({ index: Number(date.month) }) : month.fill(date.month));
  await form.locator(`[name="${name}.day"]`).fill(String(Number(date.day)));
  await form.locator(`[name="${name}.year"]`).fill(date.year);
}

/** Waits until the page says something, asking for it again as a reader without script would. */
async function comesTo(person: Person, words: string): Promise<void> {
  const wanted = new RegExp(words, "i");
  for (const until = Date.now() + 60_000; Date.now() < until; await person.page.waitForTimeout(500)) {
    if (wanted.test(await person.says())) return;
    await person.page.reload().catch(() => undefined); // the page reloads by itself when its run ends
  }
  throw new Error(`"${words}" never came: ${await person.says()}`);
}

describe.skipIf(!hasBrowser)(
  "one pension, from an employer's pay report to an explained payment in a bank file",
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser.close();
      rmSync(parent, { recursive: true, force: true });
    });

    it.each([
      ["with script", true],
      ["with script switched off", false],
    ])("walks the whole way %s", { timeout: 600_000 }, async (_name, script) => {
      const home = join(parent, script ? "script" : "plain");
      const port = await freePort();
      const address = `http://localhost:${port}`;
      let program: Program | undefined;
      const people = new Map<string, Person>();

      /** Lets everybody come back on another day: the program stops and starts with its calendar moved. */
      const onDay = async (today: string): Promise<void> => {
        await program?.end();
        program = new Program(["start"], {
          PORT: port,
          EMERITUS_HOME: home,
          EMERITUS_TODAY: today,
          EMERITUS_DEMO_PEOPLE: "120",
        });
        await program.says("Emeritus is ready");
      };
      const as = async <T>(account: string, acts: (person: Person) => Promise<T>): Promise<T> => {
        const person = people.get(account) ?? (await Person.signIn(browser, address, account, script));
        people.set(account, person);
        return acts(person);
      };
      /** The employer takes the file begun for the next period, changes it, sends it, and submits it with its total. */
      const reportsPay = async (
        employer: Person,
        change: (draft: string) => string,
        also?: (employer: Person) => Promise<void>,
      ): Promise<string> => {
        await employer.open("/employer");
        const [download] = await Promise.all([
          employer.page.waitForEvent("download"),
          employer.page
            .getByRole("link", { name: /Download a file/ })
            .first()
            .click(),
        ]);
        const text = change(readFileSync(await download.path(), "utf8"));
        const file = join(parent, "report.csv");
        writeFileSync(file, text);
        await employer.open("/employer/reports/new");
        await employer.page.setInputFiles("input[type=file]", file);
        await employer.press("Check this file");
        await also?.(employer);
        if ((await employer.page.locator("input[name=total]").count()) === 0)
          throw new Error(await employer.says());
        const total = (text.trimEnd().split("\n").at(-1) ?? "").split(",")[5] ?? "";
        await employer.page.fill("input[name=total]", total);
        for (const box of await employer.page.locator("main textarea").all())
          await box.fill("Agreed with the department.");
        await employer.press("Submit|Post");
        expect(await employer.says()).toContain("Posted");
        return text;
      };

      try {
        await onDay("2026-11-21");

        // Who is paid already sees what is paid, and is not asked to retire again.
        for (const [payee, words] of [
          ["ruth", "Your retirement benefit: joint and 50% survivor annuity"],
          ["helen", "Your benefit as a survivor"],
        ] as const) {
          await as(payee, async (person) => {
            await person.open("/member/retire");
            expect(await person.heading()).toBe("Your pension");
            expect(await person.says()).toContain("You are paid each month");
            expect(await person.says()).toContain(words);
            await person.page.locator("main summary").last().click();
            expect(await person.says()).toContain("RSMo 104.1027.1");
          });
        }

        // a. The employer reports pay: a spoiled file first, then the right one, then the right one again.
        await as("rivers", async (employer) => {
          const text = await reportsPay(
            employer,
            (draft) => draft,
            async () => {
              expect(await employer.says()).toContain("No error was found in the file");
            },
          );
          writeFileSync(join(parent, "again.csv"), text);
          await employer.open("/employer/reports/new");
          await employer.page.setInputFiles("input[type=file]", join(parent, "again.csv"));
          await employer.press("Check this file");
          expect(await employer.says()).toContain(
            "This file was here before. Nothing was done a second time.",
          );
          writeFileSync(join(parent, "spoiled.csv"), text.replace(/^(M(?:,[^,]*){18},)[^,]*/m, "$1-12.3x"));
          await employer.open("/employer/reports/new");
          await employer.page.setInputFiles("input[type=file]", join(parent, "spoiled.csv"));
          await employer.press("Check this file");
          expect(await employer.heading()).toBe("This file was refused");
          expect(await employer.says()).toContain("-12.3x");
        });

        // b. The member sees service, pay and first dates, and an estimate whose amounts open.
        const { memberId } = await as("maria", async (maria) => {
          await maria.open("/member");
          const id = /Member ID (\d{8})/.exec(await maria.says())?.[1] ?? "";
          expect(await maria.says()).toContain("You can retire from January 2027");
          await maria.open("/member/when");
          expect(await maria.says()).toContain("Rule of 80");
          await maria.open("/member/record/2026");
          expect(await maria.says()).toContain("November");
          await maria.open("/member/benefit?start=2027-01");
          expect(await maria.heading()).toBe("Your benefit, explained");
          const amount = maria.page.locator("a.amount").first();
          const line = maria.page.locator((await amount.getAttribute("href")) ?? "");
          await amount.click();
          expect(await line.isVisible()).toBe(true);
          return { memberId: id };
        });
        expect(memberId).toMatch(/^\d{8}$/);

        // c. She applies (step 1), sends papers, and elects half to her spouse (step 2).
        await as("maria", async (maria) => {
          await maria.open("/member/retire");
          await maria.press("Start step 1");
          await maria.press("Save and go on");
          expect(await maria.page.title()).toMatch(/^Error:/);
          await maria.page.selectOption("select[name=start]", "2027-01-01");
          await maria.press("Save and go on");
          await enterDate(maria.page.locator("main"), "lastDay", { year: "2026", month: "12", day: "31" });
          await maria.press("Save and go on");
          await maria.press("Save and go on");
          for (const kind of await maria.page
            .locator("input[name=kind]")
            .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))) {
            const card = maria.page.locator(`li#${kind}`);
            await card
              .locator("input[type=file]")
              .setInputFiles({ name: "paper.png", mimeType: "image/png", buffer: onePixel });
            await card.locator("button").click();
            await maria.page.waitForLoadState("domcontentloaded");
          }
          await maria.follow("Go on");
          expect(await maria.says()).toContain("Your employer may learn that you applied");
          await maria.page.check("input[name=notice]", { force: true });
          await maria.page.check("input[name=signed]", { force: true });
          await maria.press("Send my application");
          expect(await maria.heading()).toBe("Choose how you want to be paid");
          await maria.open("/member/retire/choice?option=joint50");
          await maria.page.fill("input[name=spouse]", "Luis Delgado");
          await maria.press("Check my choice");
          await maria.press("Send my choice");
          expect(await maria.page.title()).toMatch(/^Error:/);
          await maria.page.check("input[name=confirmed]", { force: true });
          await maria.press("Send my choice");
          expect(await maria.says()).toContain("Your choice is in.");
          await maria.open("/member/bank");
          await maria.page.fill("input[name=routing]", "111111117");
          await maria.page.fill("input[name=number]", account);
          await maria.page.check("input[name=kind][value=checking]", { force: true });
          await maria.press("Review");
          expect(await maria.says()).toContain("This routing number is not valid");
          await maria.page.fill("input[name=routing]", "111111118");
          await maria.page.fill("input[name=number]", account);
          await maria.press("Review");
          await maria.page.fill("input[name=number]", account);
          await maria.press("Confirm the change");
          expect(await maria.says()).toContain("It waits for a second person here to confirm it.");
        });
        await as("preparer", async (preparer) => {
          await preparer.open("/office/bank-accounts");
          const hers = preparer.page
            .locator("section")
            .filter({ has: preparer.page.getByRole("heading", { name: "Delgado, Maria" }) });
          await hers
            .locator("input[name=because]")
            .fill("Called her at the number that we have had for years.");
          await hers.getByRole("button", { name: /Confirm/ }).click();
          await preparer.page.waitForLoadState("domcontentloaded");
        });

        // The employer's last three periods, the last with her last day.
        await onDay("2027-01-06");
        await as("rivers", async (employer) => {
          await reportsPay(employer, (draft) => draft);
          await reportsPay(employer, (draft) => draft);
          await reportsPay(employer, (draft) => withLastDay(draft, memberId, "2026-12-31"));
        });

        const papers = [
          ["Spouse's", "1969-11-05"],
          ["Marriage", "1998-06-20"],
          ["Proof of age", "1972-04-14"],
        ] as const;

        // d. A counselor accepts the papers and verifies; a benefit verifier approves; the letter is a PDF.
        const openCase = async (staff: Person): Promise<void> => {
          await staff.open("/office/cases");
          await staff.follow("Maria Delgado|Delgado");
        };
        await as("counselor", async (counselor) => {
          await openCase(counselor);
          await counselor.press("Verify");
          expect(await counselor.page.title()).toMatch(/^Error:/);
          await openCase(counselor);
          while ((await counselor.page.getByRole("button", { name: /^Accept/ }).count()) > 0) {
            const form = counselor.page
              .locator("main form")
              .filter({ has: counselor.page.locator("input[name=document]") })
              .first();
            const label = (await form.getAttribute("aria-label")) ?? "";
            const [year = "", month = "", day = ""] = (
              papers.find(([words]) => label.includes(words))?.[1] ?? ""
            ).split("-");
            const paper = form.locator("select[name=paper]");
            if ((await paper.count()) > 0) await paper.selectOption({ index: 1 });
            await enterDate(form, "seen", { year, month, day });
            await form.getByRole("button", { name: /^Accept/ }).click();
            await counselor.page.waitForLoadState("domcontentloaded");
            if ((await counselor.page.title()).startsWith("Error:")) throw new Error(await counselor.says());
          }
          await counselor.press("Verify");
          expect(await counselor.says()).toMatch(/verified/i);
        });
        await as("verifier", async (verifier) => {
          await openCase(verifier);
          await verifier.press("Approve");
          expect(await verifier.says()).toMatch(/approved/i);
        });
        await as("maria", async (maria) => {
          await maria.open("/member/retire");
          const href =
            (await maria.page.getByRole("link", { name: /Open your letter/ }).getAttribute("href")) ?? "";
          const letter = await maria.page.context().request.get(href);
          const file = join(parent, "letter.pdf");
          writeFileSync(file, await letter.body());
          expect(execFileSync("pdfinfo", [file], { encoding: "utf8" })).toMatch(/Tagged:\s+yes/);
          expect(execFileSync("pdftotext", [file, "-"], { encoding: "utf8" })).toContain("60 days");
        });

        // e. The January payroll: one person prepares, another releases; the bank file passes the checker and pays her.
        await onDay("2027-01-20");
        const pays = async (month: string): Promise<void> => {
          await as("preparer", async (preparer) => {
            await preparer.open("/office/payroll");
            await preparer.press("Prepare");
            await comesTo(preparer, "Everyone is accounted for");
            expect(await preparer.heading()).toContain(month);
            expect(await preparer.says()).toContain("No tax withheld: demonstration");
            expect(await preparer.page.getByRole("button", { name: /Approve/ }).count()).toBe(0);
          });
          await as("releaser", async (releaser) => {
            await releaser.open("/office/payroll");
            await releaser.follow(month);
            await releaser.press("Approve");
            await comesTo(releaser, "File given to the bank");
          });
        };
        await pays("November 2026");
        await pays("December 2026");
        await pays("January 2027");
        const ready = join(home, "bank", "ready");
        const file = readdirSync(ready).find((name) => name.includes("2027-01")) ?? "none";
        const checked = checkNacha(readFileSync(join(ready, file), "latin1"));
        expect(checked.findings).toEqual([]);
        const paid = checked.entries.filter((entry) => entry.id === memberId);
        expect(paid).toHaveLength(1);

        expect(paid[0]).toMatchObject({ code: "22", routing: "111111118", account });
        const cents = paid[0]?.cents ?? 0n;
        await as("maria", async (maria) => {
          const dollars = `$${(cents / 100n).toLocaleString("en-US")}.${String(cents % 100n).padStart(2, "0")}`;
          await maria.open("/member/payments");
          expect(await maria.says()).toContain(dollars);
          await maria.follow("January 2027");
          expect(await maria.says()).toContain(dollars);
          expect(await maria.says()).toContain("RSMo 104.1024");
        });
        expect([...people.values()].flatMap((person) => person.faults())).toEqual([]);
      } catch (problem) {
        throw new Error(`the program said:\n${program?.output.slice(-4000)}`, { cause: problem });
      } finally {
        for (const person of people.values()) await person.leave();
        await program?.end();
      }
    });
  },
);
