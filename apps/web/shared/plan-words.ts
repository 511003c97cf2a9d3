import type { Words } from "@emeritus/words/index.ts";

/** The words of a plan of the record. */
export const planWords = (words: Words, plan: string): string =>
  words.enrolment.plans[plan as keyof Words["enrolment"]["plans"]] ?? plan;
