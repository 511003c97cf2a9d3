/** The rows of the rates by consumer prices, which every plan has in a table of its own with its own register entries. */
import { percent } from "@emeritus/engine/expr.ts";
import { published } from "../../../sources.ts";
import { colaRates, firstYearWithoutColaRate } from "../board/cola-rates.ts";

/** The entries that hold why a computed rate and an entered one stand. */
export interface PriceRateRegister {
  readonly computed: string;
  readonly entered: string;
}

const marksOf = ({ computed, entered }: PriceRateRegister) =>
  ({
    announced: { mark: "read", cites: published("colaPage") },
    computed: { mark: "assumed", cites: published("consumerPrices"), register: computed },
    entered: { mark: "entered", cites: published("consumerPrices"), register: entered },
  }) as const;

/** A rate that the sequence of the announced ones gives and nobody printed. */
export const computedRate = (from: string, rate: string, register: PriceRateRegister) => ({
  from,
  value: percent(rate),
  ...marksOf(register).computed,
});

/** Every year's rate since the year 2000, in force from its first day. */
export const priceRates = (register: PriceRateRegister) =>
  colaRates.map((row) => ({
    from: `${row.year}-01-01`,
    value: percent(row.rate),
    ...marksOf(register)[row.mark],
  }));

/** The last day of the last year that has a rate. */
export const priceRatesKnownUntil = `${firstYearWithoutColaRate - 1}-12-31`;
