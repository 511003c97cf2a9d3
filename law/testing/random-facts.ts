/**
 * Random facts for any plan, made from what the plan declares: each value near a date, a threshold or a bound that its own law names,
 * so that rare branches are met. Seeded, so that a failure can be repeated. Test support; nothing here computes law.
 */
import { addDays, addMonths, firstOfMonthOf, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { FieldDeclaration } from "@emeritus/engine/declarations.ts";
import { Exact, exact } from "@emeritus/engine/exact.ts";
import type { Facts, Given, Row } from "@emeritus/engine/facts.ts";
import type { KindName } from "@emeritus/engine/kinds.ts";
import { walk } from "@emeritus/engine/node.ts";
import type { Plan } from "@emeritus/engine/plan.ts";

/** A source of whole numbers that depends on nothing but its seed (mulberry32). */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed | 0;
  }
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }
  /** A whole number from least to most, both included. */
  from(least: number, most: number): number {
    return least + (this.#next() % (most - least + 1));
  }
  /** True in so many of a hundred. */
  percent(of100: number): boolean {
    return this.from(1, 100) <= of100;
  }
  pick<T>(...of: readonly T[]): T {
    return of[this.from(0, of.length - 1)]!;
  }
}

interface Thresholds {
  readonly dates: readonly PlainDate[];
  readonly months: readonly number[];
}

const thresholds = new WeakMap<Plan, Thresholds>();

/** The dates and spans that a plan's law names. */
function thresholdsOf(plan: Plan): Thresholds {
  const known = thresholds.get(plan);
  if (known) return known;
  const dates = new Set<PlainDate>([parseDate("2000-07-01"), parseDate("2024-06-30")]);
  const months = new Set<number>([0, 60, 12 * 62]);
  for (const table of plan.tables.values())
    if (table.shape === "dated") for (const row of table.rows) dates.add(row.from);
  for (const rule of plan.rules.values()) {
    walk(rule.means, (node) => {
      if (node.op !== "constant" || typeof node.value !== "number") return;
      if (node.kind === "date") dates.add(node.value);
      if (node.kind === "span" || node.kind === "service" || node.kind === "age") months.add(node.value);
    });
  }
  const found = { dates: [...dates], months: [...months] };
  thresholds.set(plan, found);
  return found;
}

const within = (value: number, least: unknown, most: unknown): number =>
  Math.min(
    Math.max(value, typeof least === "number" ? least : value),
    typeof most === "number" ? most : value,
  );

const exactWithin = (chance: Chance, { least, most }: FieldDeclaration): Exact => {
  const [low, high] = [least as Exact, most as Exact];
  const share = BigInt(chance.percent(20) ? chance.pick(0, 1000) : (chance.from(0, 1000) ** 2 / 1000) | 0);
  const value = exact(
    low.n * high.d * 1000n + (high.n * low.d - low.n * high.d) * share,
    low.d * high.d * 1000n,
  );
  return value;
};

const wholeWithin = (chance: Chance, field: FieldDeclaration, wholeOnly: boolean): Exact => {
  const value = exactWithin(chance, field);
  return wholeOnly ? exact(value.n / value.d, 1n) : value;
};

function randomDate(chance: Chance, { dates }: Thresholds): PlainDate {
  const near = addDays(chance.pick(...dates), chance.pick(-1, 0, 0, 1));
  const moved = chance.percent(40) ? near : addMonths(near, chance.from(-480, 240));
  return chance.percent(50) ? firstOfMonthOf(moved) : moved;
}

function randomValue(chance: Chance, field: FieldDeclaration, near: Thresholds): Given {
  if (field.maybe && chance.percent(35)) return null;
  const kinds: Partial<Record<KindName, () => Given>> = {
    date: () => within(randomDate(chance, near), field.least, field.most),
    yesNo: () => chance.percent(50),
    choice: () => chance.pick(...field.choices!),
    money: () => wholeWithin(chance, field, true),
    rate: () => exactWithin(chance, field),
    hours: () => wholeWithin(chance, field, true),
  };
  const whole = (): Given =>
    within(chance.pick(...near.months) + chance.from(-1, 1), field.least ?? 0, field.most);
  return (kinds[field.kind] ?? whole)();
}

/** Facts of one imagined person: every fact of the plan recorded, its lists with none to six rows, a few facts left unknown. */
export function randomFacts(plan: Plan, seed: number): Facts {
  const chance = new Chance(seed);
  const near = thresholdsOf(plan);
  const recorded: Record<string, Given | readonly Row[]> = {};
  for (const [name, fact] of plan.facts) recorded[name] = randomValue(chance, fact, near);
  for (const [name, list] of plan.lists) {
    recorded[name] = Array.from({ length: chance.from(0, Math.min(6, list.most)) }, () =>
      Object.fromEntries(
        Object.entries(list.fields).map(([field, says]) => [field, randomValue(chance, says, near)]),
      ),
    );
  }
  return { recorded };
}
