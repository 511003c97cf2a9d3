import { parseDate } from "@emeritus/engine/dates.ts";
import { exact, type Exact } from "@emeritus/engine/exact.ts";
import { explainer, type Explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { amountOf, wholeCents } from "@emeritus/engine/money.ts";
import { usual } from "@emeritus/law/usual.ts";
import { employerMoney } from "@emeritus/law/missouri/mosers/employer-money/plan.ts";
import {
  creditCarried,
  expectedContributions,
  finallyDue,
  prepayment,
  prepaymentCredit,
  prepaymentStanding,
  prepaymentToldBy,
  stillToPay,
} from "@emeritus/law/missouri/mosers/employer-money/prepayment.ts";
import type { RateComponent } from "@emeritus/records/money-in-tables.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";

const perUnit = 10_000n;

/** A rate given in hundredths of a percent. */
export const rateOf = (hundredths: number): Exact => exact(BigInt(hundredths), perUnit);

const choiceOf = (components: readonly RateComponent[]): string =>
  components.length === 2
    ? "bothComponents"
    : components[0] === "normalCost"
      ? "normalCostOnly"
      : "unfundedOnly";

/** What the law of prepayment is asked with; rates are hundredths of a percent. */
export interface PrepaymentFacts {
  readonly fiscalYear: DateText;
  readonly prepaidOn: DateText;
  readonly toldOn: DateText;
  readonly prepaidBefore: boolean;
  readonly components: readonly RateComponent[];
  readonly normalCostHundredths: number;
  readonly unfundedHundredths: number;
  readonly assumedPayrollCents: Cents;
  readonly returnHundredths: number;
  readonly payDays: readonly DateText[];
  readonly actualPayrollCents?: Cents;
}

/** The law of prepayment for one election. */
export function prepaymentExplainer(of: PrepaymentFacts): Explainer {
  return explainer(employerMoney, {
    recorded: {
      ...usual,
      fiscalYearBegins: parseDate(of.fiscalYear),
      prepaidOn: parseDate(of.prepaidOn),
      prepaymentTold: parseDate(of.toldOn),
      prepaidBefore: of.prepaidBefore,
      componentsPrepaid: choiceOf(of.components),
      normalCostRate: rateOf(of.normalCostHundredths),
      unfundedRate: rateOf(of.unfundedHundredths),
      assumedPayroll: amountOf(of.assumedPayrollCents),
      prepaymentReturn: rateOf(of.returnHundredths),
      payPeriods: of.payDays.length,
      payDays: of.payDays.map((dueOn) => ({ dueOn: parseDate(dueOn) })),
      ...(of.actualPayrollCents === undefined ? {} : { actualPayroll: amountOf(of.actualPayrollCents) }),
    },
  });
}

/** Whole cents of a result of the law; throws where the law could not say, which the caller has ruled out. */
export function centsOf(result: Result<Exact>): Cents {
  if (result.value === undefined)
    throw new Error(`the law could not say: ${result.refusal?.code ?? result.missing.join(", ")}`);
  return wholeCents(result.value);
}

/** What the law makes of an election: its standing, the amounts, and each with its explanation. */
export function prepaymentByLaw(of: PrepaymentFacts) {
  const say = prepaymentExplainer(of);
  return {
    standing: say(prepaymentStanding),
    toldBy: say(prepaymentToldBy),
    expected: say(expectedContributions),
    prepayment: say(prepayment),
    credit: say(prepaymentCredit),
  };
}

/** What the law makes of an election at the year's end, on the pay as it turned out. */
export function settlementByLaw(of: PrepaymentFacts & { readonly actualPayrollCents: Cents }) {
  const say = prepaymentExplainer(of);
  return { due: say(finallyDue), stillToPay: say(stillToPay), carried: say(creditCarried) };
}

/** What is due on a payroll at the prepaid rate, in cents. */
export function dueOn(of: PrepaymentFacts, actualPayrollCents: Cents): Cents {
  return centsOf(prepaymentExplainer({ ...of, actualPayrollCents })(finallyDue));
}
