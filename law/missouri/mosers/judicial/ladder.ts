/** The first dates on which a judge could retire; a judge in office is assumed to serve to the day before. */
import {
  cases,
  dateAtAge,
  dayAfter,
  dayBefore,
  firstMonthWhen,
  moreThan,
  otherwise,
  rate,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Perhaps, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { rsmo } from "../../../sources.ts";
import { annuityStartingDate, birthDate, leftService, stillEmployed } from "../facts.ts";
import { lowestAge, shareOfFullPay, unreduced } from "./retirement.ts";

/** The age at which a search for a judge's first date ends. */
export const judicialSearchEnds = fixed("judicialSearchEnds", { cites: rsmo("476.520"), is: years(90) });

const firstDate = (holds: Expr<YesNo>): Expr<Perhaps<CalendarDate>> => {
  const until = dateAtAge(birthDate, judicialSearchEnds);
  return cases(
    when(
      stillEmployed,
      firstMonthWhen({
        from: dateAtAge(birthDate, lowestAge),
        until,
        steady: true,
        holds: (month) =>
          supposing(
            [
              [annuityStartingDate, month],
              [leftService, dayBefore(month)],
            ],
            holds,
          ),
      }),
    ),
    otherwise(
      firstMonthWhen({
        from: dayAfter(leftService),
        until,
        steady: true,
        holds: (month) => supposing([[annuityStartingDate, month]], holds),
      }),
    ),
  );
};

/** First date of full retirement pay. */
export const firstFullPay = provision.perhaps.date("firstFullPay", {
  cites: rsmo("476.520"),
  means: () => firstDate(unreduced),
});

/** First date of any retirement pay, full or in proportion. */
export const firstAnyPay = provision.perhaps.date("firstAnyPay", {
  cites: rsmo("476.545"),
  means: () => firstDate(moreThan(shareOfFullPay, rate("0"))),
});
