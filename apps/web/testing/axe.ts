import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What a look at a page asks: every rule, those of colours alone, or all others; colours are the same at every width. */
export type Rules = "all" | "colours" | "allButColours";
const colours = ["color-contrast", "link-in-text-block"];

/** No page of ours has frames, and what is in order need not be told. */
const usual = { resultTypes: ["violations"], iframes: false } satisfies RunOptions;

const asked: Readonly<Record<Rules, RunOptions>> = {
  all: { ...usual, runOnly: { type: "tag", values: wcag } },
  colours: { ...usual, runOnly: { type: "rule", values: colours } },
  allButColours: {
    ...usual,
    runOnly: { type: "tag", values: wcag },
    rules: Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])),
  },
};

const script = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Gives axe to every document that a page will open: the browser then reads the script once, not at each look. */
export const giveAxe = (page: Page): Promise<unknown> => page.addInitScript({ content: script });

/** What axe finds wrong with every part of a page open, each as the rule and where it is broken. */
export async function violations(page: Page, rules: Rules = "all"): Promise<string[]> {
  const there = await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    return "axe" in globalThis;
  });
  if (!there) await page.evaluate(script);
  return page.evaluate(async (options) => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { violations: found } = await inPage.run(document, options);
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`));
  }, asked[rules]);
}
