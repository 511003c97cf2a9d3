import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether a Chromium is there to test with. */
export const hasBrowser = existsSync(executablePath);

/** Starts Debian's Chromium without its sandbox, because tests also run as root. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
  });
}

/** A page of its own context, signed in by the secret of a session where one is given. */
export async function openPage(
  browser: Browser,
  address: string,
  { token, ...options }: BrowserContextOptions & { token?: string } = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: address, ...options });
  if (token !== undefined)
    await context.addCookies([{ name: "emeritus", value: token, url: address, httpOnly: true }]);
  return context.newPage();
}
