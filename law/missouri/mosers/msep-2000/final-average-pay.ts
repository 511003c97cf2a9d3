/** Final average pay: the mean of the highest 36 full consecutive months of service (RSMo 104.1003.1). */
import { coveredBy, highestMean, lastOfMonth } from "@emeritus/engine/expr.ts";
import type { Expr, YesNo } from "@emeritus/engine/kinds.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { creditedTo, isCredited } from "./credited-service.ts";
import { pay, periods } from "../facts.ts";

/** Whether service covers a month of pay from its first to its last day. */
const isFull = (earned: ReturnType<typeof pay.row>): Expr<YesNo> =>
  coveredBy(
    periods,
    { from: (period) => period.from, to: creditedTo, where: isCredited },
    earned.month,
    lastOfMonth(earned.month),
  );

/** Monthly mean of the highest 36 full consecutive months of service; of all of them where there are fewer. Not rounded. */
export const finalAveragePay = provision.amount("finalAveragePay", {
  cites: and(rsmo("104.1003.1"), handbook(36)),
  register: "MSEP2000-Q11",
  means: () => highestMean(pay, { amount: (earned) => earned.cents, entries: 36, where: isFull }),
});
