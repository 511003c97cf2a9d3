import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Part } from "@emeritus/engine/explanation.ts";
import type { Facts, Row } from "@emeritus/engine/facts.ts";
import { dayReason } from "@emeritus/law/missouri/mosers/purchases/day.ts";
import { dayAuthority, dayInLedger, dayMark } from "@emeritus/law/missouri/mosers/purchases/ledger.ts";
import { serviceCredit } from "@emeritus/law/missouri/mosers/purchases/plan.ts";
import type { GivenUpRow } from "@emeritus/records/career-rows.ts";
import { dateOf } from "@emeritus/records/dates.ts";
import type { CreditRow, LedgerRows } from "@emeritus/records/service-ledger.ts";
import type { Career } from "../career.ts";
import { serviceOn } from "./member-law.ts";

/** Why a day counts or does not: the name of a reason of the law, or what the record holds beside the law of days. */
export type DayReason = keyof typeof dayAuthority | "dayOfAssembly" | "dayOutsideAssemblies";

/** What the law says of one day. */
export interface DaySays {
  readonly day: PlainDate;
  readonly counts: boolean;
  readonly reason: DayReason;
  readonly cites: string;
  /** How the law came to it. */
  readonly explanation: Part;
}

/** Answers for any day of one career, by the law on days, with the same facts each time. */
export type DayAnswers = (day: PlainDate) => DaySays;

const waysToGain = { purchased: "bought", transferred: "moved" } as const;

/** The days of bought and moved credits, as the law reads them. */
const gained = (credits: readonly CreditRow[]): Row[] =>
  credits.flatMap(({ kind, spans }) =>
    kind === "unusedSickLeave"
      ? []
      : spans.map(({ from, to }) => ({
          from: dateOf(from),
          to: addDays(dateOf(to), -1),
          how: waysToGain[kind],
        })),
  );

const lost = (rows: readonly GivenUpRow[]): Row[] =>
  rows.map(({ how, from, to }) => ({ from: dateOf(from), to: addDays(dateOf(to), -1), by: how }));

/**
 * A career's answers for its days, looked at on a day. Whether earlier service counts after a break is asked of the member's own
 * plan; days are the same in all general plans. A legislator's days count by the assemblies served in (RSMo 104.1084.1).
 */
export function dayAnswers(career: Career, { credits }: LedgerRows, on: PlainDate): DayAnswers {
  const { facts, earlierServiceCounts } = serviceOn(career, on);
  const counts = earlierServiceCounts.value;
  const stated = {
    ...facts.stated,
    ...(counts === undefined ? {} : { earlierServiceCounts: counts }),
  };
  const recorded = {
    ...facts.recorded,
    boughtOrMoved: gained(credits),
    givenUp: lost(career.rows.givenUp),
  };
  const byAssemblies = facts.recorded?.["memberClass"] === "legislator";
  const known = new Map<PlainDate, DaySays>();
  return (day) => {
    const before = known.get(day);
    if (before) return before;
    const answer = answerFor({ ...facts, recorded, stated: { ...stated, dayAsked: day } }, day, byAssemblies);
    known.set(day, answer);
    return answer;
  };
}

function answerFor(facts: Facts, day: PlainDate, byAssemblies: boolean): DaySays {
  const says = explainer(serviceCredit, facts);
  const mark = says(dayMark);
  if (mark.value === undefined) throw new Error("the law has no mark for a day");
  const { explanation, value: counts } = says(dayInLedger);
  if (mark.value !== "dayUnmarked") {
    const reason = mark.value as keyof typeof dayAuthority;
    return { day, counts: counts === true, reason, cites: dayAuthority[reason], explanation };
  }
  if (byAssemblies) return ofAssembly(facts, day, says(dayReason).explanation);
  const reason = says(dayReason).value as keyof typeof dayAuthority | undefined;
  if (reason === undefined) throw new Error("the law has no reason for a day");
  return { day, counts: counts === true, reason, cites: dayAuthority[reason], explanation };
}

/** A legislator's service is counted by assemblies: the day is answered by whether it lies in one that was served. */
function ofAssembly(facts: Facts, day: PlainDate, explanation: Part): DaySays {
  const assemblies = (facts.recorded?.["assemblies"] ?? []) as readonly Row[];
  const counts = assemblies.some(
    ({ servedFrom, servedTo }) => (servedFrom as PlainDate) <= day && day <= (servedTo as PlainDate),
  );
  const cites = explanation.refusal?.cites.join("; ") ?? "";
  return { day, counts, reason: counts ? "dayOfAssembly" : "dayOutsideAssemblies", cites, explanation };
}
