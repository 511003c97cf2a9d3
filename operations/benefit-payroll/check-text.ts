import type { payroll } from "@emeritus/words/en/payroll.ts";
import { count } from "@emeritus/words/format.ts";
import type { Check } from "./calculation.ts";

/** What a check of a run says to people. Pure. */
export function checkText(words: typeof payroll, { check, people, of, first }: Check): string {
  const said = words.checks[check];
  const found = count(people);
  if (of !== undefined && first !== undefined)
    return `${said} ${words.recomputedDiffers({ people: found, of: count(of), first })}`;
  if (of !== undefined) return `${said} ${words.recomputedOf({ of: count(of) })}`;
  return people > 0 ? `${said} ${words.checkPeople({ people: found })}` : said;
}

/** What people are told who prepared a month for which the law has no rate yet; nothing where it has every rate. Pure. */
export function rateAwaitedText(
  words: typeof payroll,
  checks: readonly Check[],
  month: string,
): string | undefined {
  const failed = checks.find(({ check, people }) => check === "ratesKnown" && people > 0);
  return failed && words.rateAwaited({ month, people: count(failed.people) });
}
