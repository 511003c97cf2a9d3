import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import type { Browser, Locator, Page } from "playwright-core";
import { demonstrationSignIns } from "../demonstration/sign-ins.ts";

/** Somebody at a browser: opens pages, fills fields by their labels, presses buttons by their words. */
export class Person {
  readonly page: Page;
  readonly #faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (problem) => this.#faults.push(problem.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("422")) this.#faults.push(message.text());
    });
  }

  /** Signs in with password and one-time code, waiting for the next code when this one was used already. */
  static async signIn(browser: Browser, address: string, account: string, script: boolean): Promise<Person> {
    const context = await browser.newContext({ baseURL: address, javaScriptEnabled: script });
    const person = new Person(await context.newPage());
    const known = demonstrationSignIns.find((one) => one.account === account);
    if (!known) throw new Error(`no sign-in ${account}`);
    for (let tries = 0; ; tries++) {
      await person.page.goto("/sign-in");
      await person.page.fill("main input[type=text]", account);
      await person.page.fill("main input[type=password]", known.password);
      await person.press("Go on|Sign in|Continue");
      await person.page.fill(
        "main input[autocomplete=one-time-code]",
        totpCode(known.totpSecret, Date.now()),
      );
      await person.press("Go on|Sign in|Continue");
      if (!new URL(person.page.url()).pathname.startsWith("/sign-in")) return person;
      if (tries === 2) throw new Error(`${account} could not sign in: ${await person.says()}`);
      await person.page.waitForTimeout(30_500 - (Date.now() % 30_000));
    }
  }

  async open(path: string): Promise<void> {
    const answer = await this.page.goto(path);
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
  }

  /** Presses the first button of the page whose words fit. */
  async press(words: string): Promise<void> {
    await this.#act(
      this.page
        .locator("main")
        .getByRole("button", { name: new RegExp(words) })
        .first(),
      words,
    );
  }

  async follow(words: string): Promise<void> {
    await this.#act(
      this.page
        .locator("main")
        .getByRole("link", { name: new RegExp(words) })
        .first(),
      words,
    );
  }

  async #act(target: Locator, words: string): Promise<void> {
    try {
      await target.click({ timeout: 20_000 });
    } catch {
      throw new Error(`nothing to press for "${words}" on ${this.page.url()}: ${await this.says()}`);
    }
    await this.page.waitForLoadState("domcontentloaded");
  }

  /** The largest heading. */
  heading(): Promise<string> {
    return this.page.locator("h1").innerText();
  }

  /** Everything the page says, in one line. */
  async says(): Promise<string> {
    return (await this.page.locator("main").innerText()).replace(/\s+/g, " ");
  }

  /** Errors of the browser: a script that failed, a resource that was refused. */
  faults(): readonly string[] {
    return this.#faults;
  }

  leave(): Promise<void> {
    return this.page.context().close();
  }
}
