import axe, { type RunOptions } from "axe-core";
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

/** What axe finds wrong with every part of a page open, each as the rule and where it is broken. */
export async function violations(page: Page, rules: Rules = "all"): Promise<string[]> {
  const there = await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    return "axe" in globalThis;
  });
  if (!there) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { violations: found } = await inPage.run(document, options);
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`));
  }, asked[rules]);
}
