import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { StoredReport } from "@emeritus/records/pay-report.ts";
import type { ReportingGroup } from "@emeritus/records/reporting-group.ts";
import type { Findings } from "./findings.ts";
import { periodAfter, periodFrom, type PayPeriod } from "./periods.ts";
import type { ReportHeader } from "./report-file.ts";

/** Whether the header's period is the one the group must report next, or for other types one already posted (S006). */
export function checkPeriod(
  header: ReportHeader,
  group: ReportingGroup,
  last: StoredReport | undefined,
  findings: Findings,
): void {
  const stated = `${formatDate(header.periodBegin)} – ${formatDate(header.periodEnd)}`;
  if (header.type !== "REGULAR") {
    if (last === undefined || header.periodEnd > last.periodEnd)
      findings.add("periodNotPosted", 1, "period_end", stated);
    return;
  }
  const next = nextPeriod(group, last, header);
  if (header.periodBegin === next.begin && header.periodEnd === next.end) return;
  findings.add("periodNotNext", 1, "period_begin", stated, {
    begin: formatDate(next.begin),
    end: formatDate(next.end),
    ...(header.periodEnd < next.begin && last !== undefined ? { past: 1 } : {}),
  });
}

/**
 * The period that a group reports next. Before its first report any period of its cycle may begin the sequence, from the
 * day the group was made.
 */
function nextPeriod(group: ReportingGroup, last: StoredReport | undefined, header: ReportHeader): PayPeriod {
  if (last !== undefined) return periodAfter(group.payCycle, last.periodEnd);
  const asked = header.periodBegin >= group.from ? periodFrom(group.payCycle, header.periodBegin) : undefined;
  return asked ?? firstOfCycle(group);
}

/**
 * Where a group that never reported may begin: the last whole period of its cycle before a day, or its very first one where
 * none has ended yet.
 */
export function firstPeriod(group: ReportingGroup, before: PlainDate): PayPeriod {
  let period = firstOfCycle(group);
  for (
    let next = periodAfter(group.payCycle, period.end);
    next.end < before;
    next = periodAfter(group.payCycle, next.end)
  )
    period = next;
  return period;
}

/** The first whole period of a group's cycle on or after the day it was made. */
function firstOfCycle(group: ReportingGroup): PayPeriod {
  const days = 31;
  for (let day = 0; day <= days; day += 1) {
    const period = periodFrom(group.payCycle, addDays(group.from, day));
    if (period !== undefined) return period;
  }
  throw new RangeError(`no period of the cycle ${group.payCycle} begins within a month`);
}
