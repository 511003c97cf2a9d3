/**
 * What a rule engine of others is given for the determination of `engine-plan.ts`, and the pairs against ours. Others have no calendar
 * and no lists of pay: they are given counted service, the average pay, ages in months and days between dates, worked out beforehand and
 * not timed. What they compute is vesting, the door, the base benefit, the early reduction, five options and the survivor's amount.
 * Ours is given counted service and the average pay too, and works ages and days out of dates in the time that is measured.
 */
import {
  amend,
  asRate,
  compile,
  count,
  fact,
  product,
  ratio,
  replacing,
  type Columns,
  type Kept,
  type Program,
} from "@emeritus/engine/index.ts";
import { median, report } from "./durable-fund.ts";
import { PEOPLE, people } from "./engine-people.ts";
import {
  age,
  ageAtLeaving,
  creditedService,
  finalAveragePay,
  guaranteed120Amount,
  guaranteed180Amount,
  joint100Amount,
  joint50Amount,
  joint50SurvivorAmount,
  lifeIncomeAmount,
  memberAge,
  normalAgeMonth,
  plan,
  retiresDirectly,
  sickLeaveService,
  spouseYears,
  temporaryBenefit,
  wanted,
} from "./engine-plan.ts";

/** The facts of one member as others are given them: months, whole cents, years. */
export interface PeerFacts {
  readonly service: number;
  readonly sickLeave: number;
  /** The highest entries in a row, together, and how many they are. */
  readonly pay: number;
  readonly entries: number;
  readonly age: number;
  readonly ageAtLeaving: number;
  readonly direct: boolean;
  readonly monthsToNormal: number;
  /** The multiplier in thousandths. */
  readonly multiplier: number;
  readonly memberAge: number;
  readonly spouseYears: number;
}

/** What is compared, in whole cents: the amounts in the order of {@link AMOUNTS}. */
export type Amounts = readonly number[];
/** The names of what is compared. */
export const AMOUNTS = [
  "lifeIncome",
  "joint50",
  "joint100",
  "guaranteed120",
  "guaranteed180",
  "survivor50",
  "temporary",
] as const;
const ours = [
  lifeIncomeAmount,
  joint50Amount,
  joint100Amount,
  guaranteed120Amount,
  guaranteed180Amount,
  joint50SurvivorAmount,
  temporaryBenefit,
];

/** How many members others determine in a round. */
const DETERMINED = 1_000;
const PAIRS = 9;

function factsOf(kept: Kept, starts: ArrayLike<number>, i: number): PeerFacts {
  const average = kept.columns.get(finalAveragePay.name)!;
  const multiplier = kept.columns.get("multiplier")!;
  const { n, d } = multiplier.factor;
  return {
    service: kept.value(creditedService, i)!,
    sickLeave: kept.value(sickLeaveService, i)!,
    pay: average.numbers[i]!,
    entries: average.divisors![i]!,
    age: kept.value(age, i)!,
    ageAtLeaving: kept.value(ageAtLeaving, i)!,
    direct: kept.value(retiresDirectly, i)!,
    monthsToNormal: (kept.value(normalAgeMonth, i)! >> 5) - (starts[i]! >> 5),
    multiplier: Number((BigInt(multiplier.numbers[i]!) * n * 1000n) / d),
    memberAge: kept.value(memberAge, i)!,
    spouseYears: kept.value(spouseYears, i)!,
  };
}

function checkAmounts(kept: Kept, found: readonly Amounts[]): void {
  for (const [i, amounts] of found.entries())
    for (const [k, provision] of ours.entries())
      if (Number(kept.value(provision, i)!.n) !== amounts[k])
        throw new Error(`member ${i}: ${AMOUNTS[k]} is ${kept.value(provision, i)}, theirs ${amounts[k]}`);
}

const countedService = fact.service("countedService");
const payTotal = fact.amount("payTotal", { most: "3600000.00" });
const payEntries = fact.count("payEntries", { least: "1", most: "36" });

/** The same plan, given counted service and the average pay as the others are. */
const given = amend(plan, "yardstick from what others are given", [
  replacing(creditedService, { cites: "yardstick", means: () => countedService }),
  replacing(finalAveragePay, {
    cites: "yardstick",
    means: () => product(payTotal, ratio(asRate(count(1)), asRate(payEntries))),
  }),
]);

function givenColumns(program: Program, from: Columns, kept: Kept): Columns {
  const columns = program.columns(from.count, {});
  const average = kept.columns.get(finalAveragePay.name)!;
  for (const name of program.reads.facts) columns.facts[name]!.set(from.facts[name] ?? []);
  columns.facts["countedService"]!.set(kept.columns.get(creditedService.name)!.numbers);
  columns.facts["payTotal"]!.set(average.numbers);
  columns.facts["payEntries"]!.set(average.divisors!);
  program.check(columns);
  return columns;
}

/** Compares another engine with ours: the median of its time a member over our time a member, both from the same counts. */
export async function compareWith(
  name: string,
  bar: number,
  determine: (members: readonly PeerFacts[]) => Promise<readonly Amounts[]>,
): Promise<void> {
  const whole = compile(plan, wanted);
  const all = people(whole);
  const worked = whole.run(all);
  const program = compile(given, wanted);
  const columns = givenColumns(program, all, worked);
  const kept = program.run(columns);
  if (kept.handedOver.size > 0) throw new Error(`${kept.handedOver.size} members were handed over`);
  const starts = all.facts["annuityStartingDate"]!;
  const members = Array.from({ length: DETERMINED }, (_, i) => factsOf(worked, starts, i));
  checkAmounts(worked, await determine(members));
  for (let warm = 0; warm < 5; warm++) program.run(columns, kept);
  for (let warm = 0; warm < 2; warm++) await determine(members);
  const pairs: [number, number][] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const begin = performance.now();
    const found = await determine(members);
    const theirs = performance.now() - begin;
    const again = [0, 1, 2, 3, 4].map(() => {
      const start = performance.now();
      program.run(columns, kept);
      return performance.now() - start;
    });
    checkAmounts(kept, found);
    pairs.push([theirs, (median(again) * DETERMINED) / PEOPLE]);
  }
  const [peer, mine] = [0, 1].map((k) => (median(pairs.map((pair) => pair[k]!)) * 1e3) / DETERMINED) as [
    number,
    number,
  ];
  console.log(`a member: ${peer.toFixed(1)} µs there, ${mine.toFixed(3)} µs here`);
  report(name, bar, pairs);
}
