import { ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import type { Divided } from "@emeritus/records/payroll-divisions.ts";
import type { Opening } from "@emeritus/records/payroll-openings.ts";
import {
  type Increases,
  increaseKinds,
  type PlanInPayment,
  plansInPayment,
} from "@emeritus/records/plans-in-payment.ts";
import {
  type BenefitKind,
  benefitKinds,
  type PayeeColumns,
  type PaymentOption,
  paymentOptions,
} from "./amounts-due.ts";

/** A payee of a test; what is left out is as `payeesOf` has it. */
export interface TestPayee {
  readonly from?: string;
  readonly plan?: PlanInPayment;
  readonly increases?: Increases;
  readonly kind?: BenefitKind;
  readonly option?: PaymentOption;
  readonly cents?: number;
  readonly lifeIncome?: number;
  readonly temporary?: number;
  readonly legislator?: boolean;
  readonly born?: string;
  readonly died?: string;
  readonly spouseDied?: string;
  readonly opening?: Opening;
  readonly divided?: readonly Divided[];
}

/** The columns of some payees: by MSEP 2000 unless a plan is told, $1,000.00 for life from 1 July 2024, $1,100.00 without a reduction, born on 10 May 1960. */
export function payeesOf(payees: readonly TestPayee[]): PayeeColumns {
  const count = payees.length;
  const dates = (of: (one: TestPayee) => string | undefined) =>
    Int32Array.from(payees, (one) => (of(one) === undefined ? 0 : parseDate(of(one)!)));
  const byPlace = <K extends "opening" | "divided">(name: K) =>
    new Map(payees.flatMap((one, at) => (one[name] === undefined ? [] : [[at, one[name]] as const])));
  const begins = dates(({ from }) => from ?? "2024-07-01");
  return {
    count,
    ...(payees.some(({ plan }) => plan !== undefined) && {
      plan: Uint8Array.from(payees, ({ plan }) => plansInPayment.indexOf(plan ?? "msep2000")),
      increases: Uint8Array.from(payees, ({ increases }) => increaseKinds.indexOf(increases ?? "usual")),
    }),
    kind: Uint8Array.from(payees, ({ kind }) => benefitKinds.indexOf(kind ?? "retirement")),
    option: Uint8Array.from(payees, ({ option }) => paymentOptions.indexOf(option ?? "lifeIncome")),
    annuityStartingDate: begins,
    begins,
    ends: new Int32Array(count).fill(ENDLESS),
    baseCents: Float64Array.from(payees, ({ cents }) => cents ?? 100_000),
    lifeIncomeCents: Float64Array.from(payees, ({ lifeIncome }) => lifeIncome ?? 110_000),
    legislator: Uint8Array.from(payees, ({ legislator }) => (legislator ? 1 : 0)),
    temporaryCents: Float64Array.from(payees, ({ temporary }) => temporary ?? 0),
    temporaryEnds: new Int32Array(count),
    memberBorn: dates(({ born }) => born ?? "1960-05-10"),
    memberDied: dates(({ died }) => died),
    spouseDied: dates(({ spouseDied }) => spouseDied),
    payeeDied: new Int32Array(count),
    openings: byPlace("opening"),
    divided: byPlace("divided"),
  };
}
