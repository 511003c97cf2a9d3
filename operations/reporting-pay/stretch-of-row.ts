import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { CheckContext } from "./check-context.ts";
import { payoffs } from "./layout.ts";
import type { RosterPerson, RosterPosition } from "./roster.ts";

/** The stretch of employment that a row pays for. Comp time paid off after service may name its last day or earlier only. */
export function stretchOf(context: CheckContext, at: number, who: RosterPerson): RosterPosition | undefined {
  const { findings, file } = context;
  const { money } = file;
  const line = money.line[at]!;
  const begin = money.earnBegin[at]!;
  const end = money.earnEnd[at]!;
  const code = money.positionId[at]!;
  let latest: RosterPosition | undefined;
  for (const each of who.positions) {
    if (each.code !== code) continue;
    if (each.from <= begin && end < each.to) return each;
    if (each.from <= begin && begin < each.to) {
      const last = continuedUntil(who, each, end);
      if (last !== undefined) return last;
    }
    if (latest === undefined || each.from > latest.from) latest = each;
  }
  if (who.drawsBenefit) findings.add("drawsBenefit", line, "earn_begin", formatDate(begin));
  else if (latest === undefined) findings.add("positionUnknown", line, "position_id", code);
  else if (begin >= latest.to) {
    const payoff = payoffs.has(money.code[at]!);
    findings.add("payAfterService", line, "earn_begin", formatDate(begin), {
      lastDay: formatDate(lastDayOf(latest)),
      payoff: payoff ? 1 : 0,
    });
  } else if (end >= latest.to)
    findings.add("datesOverTermination", line, "earn_end", formatDate(end), {
      lastDay: formatDate(lastDayOf(latest)),
    });
  else
    findings.add("earnDatesOutside", line, "earn_begin", formatDate(begin), {
      periodBegin: formatDate(latest.from),
      periodEnd: formatDate(file.header.periodEnd),
    });
  return undefined;
}

/** The stretch of the same position that holds a day, where one follows another without a gap: other hours began within the period. */
function continuedUntil(
  who: RosterPerson,
  first: RosterPosition,
  day: PlainDate,
): RosterPosition | undefined {
  for (let now: RosterPosition | undefined = first; now !== undefined;) {
    if (day < now.to) return now;
    const { to, code }: RosterPosition = now;
    now = who.positions.find((each) => each.code === code && each.from === to);
  }
  return undefined;
}

/** The last day of a stretch that ended. */
const lastDayOf = (stretch: RosterPosition): PlainDate => addDays(stretch.to, -1);
