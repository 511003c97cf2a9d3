import { parseDollars } from "@emeritus/engine/money.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import type { FieldProblem } from "./fields.ts";

/** A problem of a field in words. */
export function problemText(words: Words, { field, says, bound = "" }: FieldProblem): string {
  const { label } = words.calculators.fields[field];
  return words.calculators.problems[says]({ label, bound: boundText(bound) });
}

/** A bound as people write it: dollars with their thousands marked, a date in words, any other number as it is. */
export function boundText(bound: string): string {
  if (bound.startsWith("$")) return money(parseDollars(bound.slice(1)));
  return /^\d{4}-\d\d-\d\d$/.test(bound) ? longDate(bound) : bound;
}
