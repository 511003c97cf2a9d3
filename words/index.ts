import { en } from "./en/index.ts";
import type { Language } from "./format.ts";

/** The shape that every language of the catalogue must fill: same keys, same named parts. */
export type Words = typeof en;

/** The catalogue in a language. */
export function wordsFor(language: Language): Words {
  return { en }[language];
}
