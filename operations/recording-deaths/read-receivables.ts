import { daysBetween, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { dateOf } from "@emeritus/records/dates.ts";
import { knownAtNow, type Moment } from "@emeritus/records/moment.ts";
import { type Receivable, receivables } from "@emeritus/records/receivable.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { dueOf, factsOf, readBenefit } from "../benefit-payroll/payee-facts.ts";
import { eventsUntil } from "../moment.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** What one person owes back, of all benefits and months together. */
export interface OwedBy {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly died: DateText | null;
  readonly months: number;
  readonly chargedCents: Cents;
  readonly returnedCents: Cents;
  readonly openCents: Cents;
  /** Days since the first of the month whose run charged the oldest that is still open; of all where nothing is open. */
  readonly days: number;
}

/** The overpayments of the fund by person, largest debt first, without the reader's own. */
export async function readReceivables(
  { db, fund, calendar }: System,
  actor: Actor,
): Promise<readonly OwedBy[]> {
  allow(actor, "read receivables");
  const all = await receivables(db, fund.number);
  return owedBy(
    all.filter(({ person }) => person !== actor.person),
    calendar.today(),
  );
}

/** Sums overpayments by person. Pure. */
function owedBy(all: readonly Receivable[], today: PlainDate): OwedBy[] {
  const people = new Map<number, Receivable[]>();
  for (const one of all) people.set(one.person, [...(people.get(one.person) ?? []), one]);
  const sum = (rows: readonly Receivable[], cents: (one: Receivable) => bigint) =>
    rows.reduce((total, one) => total + cents(one), 0n);
  return [...people.values()]
    .map((rows) => {
      const { person, memberId, name, died } = rows[0]!;
      const open = rows.filter(({ openCents }) => openCents > 0n);
      const since = (open.length > 0 ? open : rows).map((one) => dateOf(one.since));
      return {
        person,
        memberId,
        name,
        died,
        months: rows.length,
        chargedCents: sum(rows, ({ chargedCents, loweredCents }) => chargedCents - loweredCents),
        returnedCents: sum(rows, ({ returnedCents }) => returnedCents),
        openCents: sum(rows, ({ openCents }) => openCents),
        days: Math.max(0, daysBetween(Math.min(...since), today)),
      };
    })
    .toSorted((a, b) => Number(b.openCents - a.openCents) || a.person - b.person);
}

/** One person's overpayments month by month, with how the law gives what was due for the latest month of each benefit. */
export interface OwedSeen {
  readonly owed: OwedBy;
  readonly months: readonly Receivable[];
  readonly explained: readonly { readonly period: DateText; readonly lasting: Result<Exact> }[];
}

/** Reads what a person owes back, or owed at a moment; nothing where nothing was charged. */
export async function readReceivable(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
): Promise<OwedSeen | undefined> {
  allow(actor, "read receivables", { person });
  const { db, fund } = system;
  const until = await eventsUntil(system, moment);
  const months = await receivables(db, fund.number, { person, ...until });
  const [owed] = owedBy(months, moment.on);
  if (owed === undefined) return undefined;
  const knownAt = until.knownAt ?? (await knownAtNow(db));
  const explained: { period: DateText; lasting: Result<Exact> }[] = [];
  for (const benefit of new Set(months.map((one) => one.benefit))) {
    const { period } = months.findLast((one) => one.benefit === benefit)!;
    const month = parseDate(period);
    const asked = { fund: fund.number, benefit, rollMonth: month, knownAt };
    const roll = await db.transaction().execute((tx) => readBenefit(tx, asked));
    if (roll.count > 0) explained.push({ period, lasting: dueOf(factsOf(roll, month)).lasting });
  }
  return { owed, months, explained };
}
