import { type PlainDate, yearOfDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { CareerRows } from "@emeritus/records/career-rows.ts";
import { dateOf, dateOrNone } from "@emeritus/records/dates.ts";
import { type Career, careerOf, type Stated, stating } from "../career.ts";

/** What of a determination says how its facts are read again: the first day payable, and the facts that it kept. */
export interface ReadBefore {
  readonly start: PlainDate;
  readonly facts: Facts;
}

/** The day of the record that a determination read: that of the application where it came of a case, else its first day. Pure. */
export function dayRead({
  rootCase,
  facts,
  effective,
}: {
  readonly rootCase: number | null;
  readonly facts: Facts;
  readonly effective: PlainDate;
}): PlainDate {
  const filed = facts.stated?.["applicationFiled"] as PlainDate | undefined;
  return rootCase !== null && filed !== undefined ? filed : effective;
}

/**
 * The facts of a determination from the record as it is read again: pay, service and birth dates follow the record, what was stated
 * and elected stays, and so do the deaths and the marriage as they stood, since what follows from a death is judged apart. The birth
 * date of the spouse then is that of the record now; who had no spouse has none. Pure.
 */
export function factsRead({ start, facts: before }: ReadBefore, rows: CareerRows): Facts {
  const career = careerOf(beforeStart(rows, start));
  const { leftService, ...stated } = { ...before.stated, ...firstOnTheBench(before, career) } as Stated;
  const said = career.leftService === undefined && leftService !== undefined ? { leftService } : {};
  const facts = stating(career, { ...stated, ...said, ...spouseThen(before.stated, rows) });
  const kept = Object.fromEntries(
    asElected.flatMap((name) => {
      const value = before.recorded?.[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { ...facts, recorded: { ...facts.recorded, ...kept, ...spouseThen(before.recorded, rows) } };
}

/** The first day as a judge, which the files of another system did not tell apart from the first day hired, follows the record as that does. */
function firstOnTheBench(before: Facts, { facts }: Career): Facts["stated"] {
  const [then, now] = [before, facts].map(({ recorded }) => recorded?.["firstHired"]);
  const first = before.stated?.["firstBecameJudge"];
  return first === undefined || first !== then || now === undefined ? {} : { firstBecameJudge: now };
}

/** The birth date of the spouse of then as the record has it now; of one of whom the record says nothing any more, as it was. */
function spouseThen(known: Facts["stated"], { spouse }: CareerRows): { spouseBirthDate?: PlainDate | null } {
  const then = known?.["spouseBirthDate"] as PlainDate | null | undefined;
  if (then === undefined) return {};
  const now = spouse === null ? undefined : dateOrNone(spouse.born);
  return { spouseBirthDate: then === null ? null : (now ?? then) };
}

/** Facts of the family that a determination took as they were. */
const asElected = ["memberDied", "spouseDied"] as const;

/** A career without what came after the annuity began: work taken up again, and pay for it, earn no part of this benefit. Pure. */
export function beforeStart(rows: CareerRows, start: PlainDate): CareerRows {
  const employment = rows.employment.filter(({ from }) => dateOf(from) < start);
  const kept = new Set(employment.map(({ position }) => position));
  const pay = rows.pay.map((one) => ({
    ...one,
    cents: one.cents.map((cents, slot) => ((12 * one.year + slot) * 32 < start ? cents : null)),
  }));
  return {
    ...rows,
    employment,
    leaves: rows.leaves.filter(({ from, position }) => dateOf(from) < start && kept.has(position)),
    pay: pay.filter(({ year }) => year <= yearOfDate(start)),
  };
}
