/** The part of a public pension that Missouri does not tax, on the payee's own return (RSMo 143.124). */
import {
  cases,
  cents,
  dollars,
  greaterOf,
  is,
  isBefore,
  lesserOf,
  minus,
  otherwise,
  when,
  date,
} from "@emeritus/engine/expr.ts";
import type { Expr, Money } from "@emeritus/engine/kinds.ts";
import { effective, fixed, provision } from "@emeritus/engine/provision.ts";
import { filingStatus } from "../../federal/facts.ts";
import { and, published, rsmo } from "../../sources.ts";
import { missouriIncome, publicPension, socialSecurityExemption, taxYearEnd } from "./facts.ts";

const row = (year: number, amount: string) =>
  ({
    from: `${year}-01-01`,
    value: dollars(amount),
    cites: and(rsmo("143.124"), published("missouriReturn")),
    mark: "assumed",
    register: "MISSOURITAX-Q02",
  }) as const;

/** The most that is exempt, by tax year: the maximum Social Security benefit. */
export const mostExempt = effective("mostExempt", {
  governedBy: taxYearEnd,
  values: [
    row(2020, "39014.00"),
    row(2021, "39365.00"),
    row(2022, "41373.00"),
    row(2023, "44683.00"),
    row(2024, "46381.00"),
    row(2025, "48216.00"),
    { from: "2026-01-01", unknown: true, register: "MISSOURITAX-Q02" },
  ],
});

/** The first tax year without a limit on income begins. */
export const incomeLimitEnds = fixed("incomeLimitEnds", {
  cites: and(rsmo("143.124"), published("missouriReturn")),
  is: date("2024-01-01"),
});
/** Missouri income up to which the exemption was whole, for everybody but who files jointly. */
export const incomeLimitOfOthers = fixed("incomeLimitOfOthers", {
  cites: and(rsmo("143.124"), published("missouriReturn")),
  is: dollars("85000.00"),
});
/** Missouri income up to which the exemption was whole on a combined return. */
export const incomeLimitOfMarried = fixed("incomeLimitOfMarried", {
  cites: and(rsmo("143.124"), published("missouriReturn")),
  is: dollars("100000.00"),
});

const atLeastZero = (amount: Expr<Money>): Expr<Money> => greaterOf(cents(0), amount);

/** Income above the limit of the filing status, dollar for dollar off the exemption; none from tax year 2024. */
export const incomeAboveLimit = provision.amount("incomeAboveLimit", {
  cites: and(rsmo("143.124"), published("missouriReturn")),
  register: "MISSOURITAX-Q03",
  means: () =>
    cases(
      when(
        isBefore(taxYearEnd, incomeLimitEnds),
        atLeastZero(
          minus(
            missouriIncome,
            cases(
              when(is(filingStatus, "marriedFilingJointly"), incomeLimitOfMarried),
              otherwise(incomeLimitOfOthers),
            ),
          ),
        ),
      ),
      otherwise(cents(0)),
    ),
});

/** The part of a public pension that is exempt: up to the maximum less the Social Security exemption, less income above the limit. */
export const exemptPension = provision.amount("exemptPension", {
  cites: and(rsmo("143.124"), published("missouriReturn")),
  register: "MISSOURITAX-Q03",
  means: () =>
    atLeastZero(
      minus(
        lesserOf(publicPension, atLeastZero(minus(mostExempt, socialSecurityExemption))),
        incomeAboveLimit,
      ),
    ),
});
