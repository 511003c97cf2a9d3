import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What a look at a page asks: every rule, those of colours alone, or all others; colours are the same at every width. */
export type Rules = "all" | "colours" | "allButColours";
const colours = ["color-contrast", "link-in-text-block"];

/** What axe finds wrong with every part of a page open, each as the rule and where it is broken. */
export async function violations(page: Page, rules: Rules = "all"): Promise<string[]> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  // No page of ours has frames: the results need no page of their own to be put together.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  if (rules === "colours") axe.withRules(colours);
  else axe.withTags(wcag);
  if (rules === "allButColours") axe.disableRules(colours);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`));
}
