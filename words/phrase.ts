import type { Words } from "./index.ts";

/** The words for a provision, fact, table or choice of the law by its identifier. */
export type Phrase = (name: string) => string;

const kept = new WeakMap<Words, Readonly<Record<string, string>>>();

/** The phrases of the law in a catalogue; a name without one is an omission that a test finds, and reads as its own words. */
export function phraseOf(words: Words): Phrase {
  let known = kept.get(words);
  if (!known) kept.set(words, (known = { ...words.law, ...words.worksheet.names }));
  const phrases = known;
  return (name) => phrases[name] ?? name.replace(/([A-Z]|\d+)/g, " $1").toLowerCase();
}

const keptOfPlans = new WeakMap<Words, Map<string, Words>>();

/** The catalogue as a plan's own pages read it: with the phrases that the plan gives in place of the common ones. */
export function wordsOfPlan(words: Words, plan: string): Words {
  const own = words.lawOfPlan[plan];
  if (!own) return words;
  let byPlan = keptOfPlans.get(words);
  if (!byPlan) keptOfPlans.set(words, (byPlan = new Map()));
  let found = byPlan.get(plan);
  if (!found) byPlan.set(plan, (found = { ...words, law: { ...words.law, ...own } }));
  return found;
}

/** The same text with a capital first letter, as names of lines begin. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
