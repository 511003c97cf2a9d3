import type { Words } from "./index.ts";

/** Verbs whose form with "the member" is not that with "you" and an s. */
const irregular: Readonly<Record<string, string>> = { have: "has", are: "is" };
const unchanged = /(ed|held|bought|chose|left|may|could)$/;

/**
 * Pure. A phrase of the law that speaks to the member, as somebody else reads it who works with the record: "your first day" is "the
 * member's first day", "you have a right" is "the member has a right".
 */
export function aboutMember(phrase: string): string {
  return phrase
    .replaceAll(/\byour\b/g, "the member's")
    .replaceAll(/\byourself\b/g, "oneself")
    .replaceAll(/\b(to|for) you\b/g, "$1 the member")
    .replaceAll(/\byou( still)? (\w+)/g, (_, still: string | undefined, verb: string) => {
      const told = irregular[verb] ?? (unchanged.test(verb) ? verb : `${verb}s`);
      return `the member${still ?? ""} ${told}`;
    });
}

const kept = new WeakMap<Words, Words>();

/** The catalogue as staff and employers read it: the law speaks of the member and not to them. Made once. */
export function wordsAboutMember(words: Words): Words {
  const found = kept.get(words);
  if (found) return found;
  const said = <T extends Readonly<Record<string, string>>>(phrases: T) =>
    Object.fromEntries(Object.entries(phrases).map(([name, phrase]) => [name, aboutMember(phrase)])) as T;
  const { names } = words.worksheet;
  const lawOfPlan = Object.fromEntries(
    Object.entries(words.lawOfPlan).map(([plan, phrases]) => [plan, said(phrases)]),
  );
  const made = {
    ...words,
    law: said(words.law),
    lawOfPlan,
    worksheet: { ...words.worksheet, names: said(names) },
  };
  kept.set(words, made);
  return made;
}
