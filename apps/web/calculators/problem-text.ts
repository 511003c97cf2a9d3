import type { Words } from "@emeritus/words/index.ts";
import type { FieldProblem } from "./fields.ts";

/** A problem of a field in words. */
export function problemText(words: Words, { field, says, bound = "" }: FieldProblem): string {
  return words.calculators.problems[says]({ label: words.calculators.fields[field].label, bound });
}
