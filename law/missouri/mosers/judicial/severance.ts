/** Whether the retired judge's employment really ended (BR 4-10). */
import { all, anyOver, date, days, is, not, onOrAfter, onOrBefore, plusDays } from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule } from "../../../sources.ts";
import { annuityStartingDate, leftService } from "../facts.ts";
import { agreedToReturn, laterEmployment } from "./facts.ts";

/** Days after leaving within which no covered employer may employ the retiree on any basis. */
export const daysOfSeverance = fixed("daysOfSeverance", { cites: boardRule("4-10(3)"), is: days(30) });

/**
 * Whether the employment ended in good faith: nothing was agreed before, and no covered employer has employed the retiree within thirty
 * days, day 30 inside. Service as senior judge or commissioner is excepted.
 */
export const employmentReallyEnded = provision.condition("employmentReallyEnded", {
  cites: boardRule("4-10(1)-(4)"),
  register: "JUDICIAL-Q20",
  means: () =>
    all(
      not(agreedToReturn),
      not(
        anyOver(laterEmployment, (later) =>
          all(
            not(is(later.work, "seniorService")),
            onOrBefore(later.workFrom, plusDays(leftService, daysOfSeverance)),
          ),
        ),
      ),
    ),
});

/** First annuity starting date to which the rule on a true end of employment applies. */
export const judicialSeveranceFrom = fixed("judicialSeveranceFrom", {
  cites: and(boardRule("4-9"), boardRule("4-10")),
  is: date("2020-12-21"),
});

/** Whether the retirement is void, so that nothing is paid on it: it began under the rule, and the employment had not really ended. */
export const retirementIsVoid = provision.condition("retirementIsVoid", {
  cites: and(boardRule("4-9(2)"), boardRule("4-10(2)")),
  register: "JUDICIAL-Q20",
  means: () => all(onOrAfter(annuityStartingDate, judicialSeveranceFrom), not(employmentReallyEnded)),
});
