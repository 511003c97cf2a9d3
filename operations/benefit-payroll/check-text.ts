import type { payroll } from "@emeritus/words/en/payroll.ts";
import { count } from "@emeritus/words/format.ts";
import type { Check } from "./calculation.ts";

/** What a check of a run says to people, for the run of a month as people read it. Pure. */
export function checkText(words: typeof payroll, one: Check, month: string): string {
  const { check, people, of, first } = one;
  const said = words.checks[check];
  const found = count(people);
  if (check === "ratesKnown" && people > 0) return words.rateAwaited({ month, people: found });
  if (of !== undefined && first !== undefined)
    return `${said} ${words.recomputedDiffers({ people: found, of: count(of), first })}`;
  if (of !== undefined) return `${said} ${words.recomputedOf({ of: count(of) })}`;
  return people > 0 ? `${said} ${words.checkPeople({ people: found })}` : said;
}
