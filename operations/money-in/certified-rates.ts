import {
  addMonths,
  formatDate,
  parseDate,
  type PlainDate,
  plainDate,
  yearOfDate,
  monthOf,
} from "@emeritus/engine/dates.ts";
import { multiply, exact, type Exact } from "@emeritus/engine/exact.ts";
import { explain } from "@emeritus/engine/explain.ts";
import type { Expr, Rate } from "@emeritus/engine/kinds.ts";
import { universityRate } from "@emeritus/law/missouri/mosers/curp/membership.ts";
import { curp } from "@emeritus/law/missouri/mosers/curp/plan.ts";
import { employerMoney } from "@emeritus/law/missouri/mosers/employer-money/plan.ts";
import {
  basicLifeRate,
  generalRate,
  judicialRate,
  otherDisabilityRate,
  retiredLifeRate,
  stateDisabilityRate,
} from "@emeritus/law/missouri/mosers/employer-money/rates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** The rates that the law or the board sets or the contract of insurance, by name, in the plan whose table has each. */
export const rateTables = {
  generalPayroll: generalRate,
  judicialPayroll: judicialRate,
  universityPayroll: universityRate,
  basicLife: basicLifeRate,
  retiredLife: retiredLifeRate,
  stateDisability: stateDisabilityRate,
  otherDisability: otherDisabilityRate,
} as const satisfies Record<string, Expr<Rate>>;

/** A rate by name. */
export type RateName = keyof typeof rateTables;

/** The entry of the register that says which rates no source gives. */
export const ratesNotGiven = "EMPLOYER-Q04";

/** A rate of a day in thousandths of a percent, and where it comes from: the law's table, or the fund's own setting. */
export interface RateKnown {
  readonly thousandths: number;
  readonly from: "law" | "fund";
}

/** A rate in force on a day, or nothing where neither the law nor the fund gives one. */
export type RateOn = RateKnown | undefined;

/** The name of the fund's setting for a rate of a fiscal year. */
export const settingName = (name: RateName, fiscalYear: DateText): string => `rate.${name}.${fiscalYear}`;

/** The fiscal year of a day, by its first day: 1 July. */
export function fiscalYearOf(day: PlainDate): DateText {
  const year = yearOfDate(day);
  return formatDate(plainDate(monthOf(day) >= 7 ? year : year - 1, 7, 1));
}

const perThousandth = exact(100_000n);

/** The law's own rate of a day; nothing where its table does not cover the day. */
export function rateByLaw(name: RateName, day: PlainDate): number | undefined {
  const table = rateTables[name] as Expr<Rate>;
  const { value } =
    name === "universityPayroll"
      ? explain(curp, { recorded: { payMonth: day } }, table)
      : explain(employerMoney, { recorded: { payEarned: day } }, table);
  if (value === undefined) return undefined;
  const thousandths = multiply(value as Exact, perThousandth);
  return Number(thousandths.n / thousandths.d);
}

/** The rate of a fiscal year: the law's, else what the fund entered for the year. */
export async function rateOfYear(
  db: Reading,
  fund: number,
  name: RateName,
  fiscalYear: DateText,
): Promise<RateOn> {
  const law = rateByLaw(name, parseDate(fiscalYear));
  if (law !== undefined) return { thousandths: law, from: "law" };
  const entered = await enteredRates(db, fund);
  const thousandths = entered.get(settingName(name, fiscalYear));
  return thousandths === undefined ? undefined : { thousandths, from: "fund" };
}

/** What the fund entered, in thousandths of a percent, by the name of the setting. */
export async function enteredRates(db: Reading, fund: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; value: { thousandths: number } }>`
    select name, value from records.fund_setting
    where fund = ${fund} and starts_with(name, 'rate.') and valid_to = 'infinity' and recorded_to = 'infinity'`.execute(
    db,
  );
  return new Map(rows.map(({ name, value }) => [name, value.thousandths]));
}

/** One fiscal year of the page of rates; a rate that nobody gave is absent. */
export interface RatesOfYear {
  readonly fiscalYear: DateText;
  readonly rates: Readonly<Record<RateName, RateOn>>;
  /** Rates that changed within the year, with the day from which the later one holds. */
  readonly changes: readonly {
    readonly name: RateName;
    readonly from: DateText;
    readonly thousandths: number;
  }[];
}

const firstYear = 2015;

/** The rates of every fiscal year from 2016 to the one after today's, the newest first. */
export async function readRates({ reader, fund, calendar }: System, actor: Actor): Promise<RatesOfYear[]> {
  allow(actor, "read invoices");
  const entered = await enteredRates(reader, fund.number);
  const last = yearOfDate(parseDate(fiscalYearOf(calendar.today()))) + 1;
  const names = Object.keys(rateTables) as RateName[];
  return Array.from({ length: last - firstYear + 1 }, (_, at) => {
    const begins = plainDate(last - at, 7, 1);
    const fiscalYear = formatDate(begins);
    const rates = Object.fromEntries(
      names.map((name) => {
        const law = rateByLaw(name, begins);
        const own = entered.get(settingName(name, fiscalYear));
        return [
          name,
          law === undefined ? own && { thousandths: own, from: "fund" } : { thousandths: law, from: "law" },
        ];
      }),
    ) as Record<RateName, RateOn>;
    return { fiscalYear, rates, changes: names.flatMap((name) => changesOf(name, begins)) };
  });
}

function changesOf(name: RateName, begins: PlainDate): RatesOfYear["changes"] {
  const changes: { name: RateName; from: DateText; thousandths: number }[] = [];
  let before = rateByLaw(name, begins);
  for (let month = 1; month < 12; month += 1) {
    const day = addMonths(begins, month);
    const thousandths = rateByLaw(name, day);
    if (thousandths !== undefined && thousandths !== before)
      changes.push({ name, from: formatDate(day), thousandths });
    before = thousandths;
  }
  return changes;
}
