/** What an estimate works out: every option a plan has, and what is paid in each of 25 years under an assumption about adjustments. */
import { amend, type Change } from "@emeritus/engine/amend.ts";
import { addDays, addMonths, type PlainDate } from "@emeritus/engine/dates.ts";
import type { DatedRow, DatedTable } from "@emeritus/engine/declarations.ts";
import { add, type Exact, exact, multiply } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts, Known } from "@emeritus/engine/facts.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";

/** What is supposed about the years to come, in place of what no source can know. */
export interface Supposed {
  /** Yearly cost-of-living adjustment of years for which the fund has announced none. */
  readonly cola: Exact;
  /** For a pay-linked benefit: by how much the pay of the office rises, first after and then every so many years. */
  readonly payRise: Exact;
  readonly payRiseFirst: number;
  readonly payRiseEvery: number;
}

const supposedRow = (from: PlainDate, value: Exact): DatedRow => ({
  from,
  value,
  cites: ["supposed"],
  mark: "assumed",
  register: "supposed",
});

const withRows =
  (name: string, rows: (table: DatedTable) => readonly DatedRow[]): Change =>
  (loading) => {
    const table = loading.tables.get(name);
    if (table?.shape !== "dated") return;
    const { knownUntil: _, ...open } = table;
    loading.tables.set(name, { ...open, rows: rows(table) });
  };

/** The plan with supposed adjustments after the last that is known. */
export function supposingYears(plan: Plan, start: PlainDate, monthlyPay: Exact, by: Supposed): Plan {
  const rises = Math.ceil(40 / by.payRiseEvery);
  const ratio = add(exact(1n), by.payRise);
  const pays: DatedRow[] = [supposedRow(addMonths(start, -1), monthlyPay)];
  for (let rise = 0, pay = monthlyPay; rise < rises; rise++) {
    pay = multiply(pay, ratio);
    pays.push(supposedRow(addMonths(start, 12 * (by.payRiseFirst + rise * by.payRiseEvery)), pay));
  }
  return amend(plan, `${plan.name}Supposed`, [
    withRows("colaRate", ({ rows, knownUntil }) =>
      knownUntil === undefined ? rows : [...rows, supposedRow(addDays(knownUntil, 1), by.cola)],
    ),
    withRows("legislatorPay", () => pays),
  ]);
}

/** One way of being paid: what it pays the member and, for some, a survivor. */
export interface OptionAnswer {
  readonly option: string;
  readonly toMember: Result<Value>;
  readonly toSurvivor: Result<Value> | undefined;
}

/** The options that a plan has amounts for, in the plan's own order. */
export function optionsOf(plan: Plan, facts: Facts): readonly OptionAnswer[] {
  const says = explainerByName(plan, facts);
  const hasSpouse = facts.stated?.["spouseBirthDate"] !== null;
  return (plan.facts.get("paymentOption")?.choices ?? [])
    .filter((option) => plan.rules.has(`${option}Amount`) && (hasSpouse || !option.startsWith("joint")))
    .map((option) => ({
      option,
      toMember: says(`${option}Amount`),
      toSurvivor: plan.rules.has(`${option}SurvivorAmount`) ? says(`${option}SurvivorAmount`) : undefined,
    }));
}

/** What is paid in one year of retirement under the life income: the amounts of its first and last month, and the sum of its twelve. */
export interface YearPaid {
  readonly year: number;
  readonly from: PlainDate;
  readonly first: Exact;
  readonly last: Exact;
  readonly sum: Exact;
}

/** What 25 years pay month by month, or nothing when an amount cannot be worked out. */
export function yearsPaid(plan: Plan, facts: Facts, start: PlainDate): readonly YearPaid[] | undefined {
  const fixed = resultsStated(plan, facts);
  const due = (month: PlainDate): Exact | undefined => {
    const says = explainerByName(plan, { ...facts, stated: { ...fixed, paymentMonth: month } });
    const [lasting, temporary] = [
      says("dueToRetiree").value,
      plan.rules.has("dueTemporary") ? says("dueTemporary").value : exact(0n),
    ];
    return lasting === undefined || temporary === undefined
      ? undefined
      : add(lasting as Exact, temporary as Exact);
  };
  const years: YearPaid[] = [];
  for (let year = 0; year < 25; year++) {
    const from = addMonths(start, 12 * year);
    const amounts = Array.from({ length: 12 }, (_, month) => due(addMonths(from, month)));
    if (amounts.some((amount) => amount === undefined)) return undefined;
    const known = amounts as readonly Exact[];
    years.push({
      year: year + 1,
      from,
      first: known[0]!,
      last: known[11]!,
      sum: known.reduce(add, exact(0n)),
    });
  }
  return years;
}

/** The facts of payment with the results that do not change from month to month already stated, so that each month is quick. */
function resultsStated(plan: Plan, facts: Facts): Known {
  const stated = { ...facts.stated, paymentOption: "lifeIncome" };
  const says = explainerByName(plan, { ...facts, stated });
  const results = ["chosenAmount", "lifeIncomeAmount", "temporaryBenefit", "temporaryBenefitEnds", "door"];
  const known = results.flatMap((name) => {
    const value = plan.rules.has(name) ? says(name).value : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  return { ...stated, ...Object.fromEntries(known) };
}
