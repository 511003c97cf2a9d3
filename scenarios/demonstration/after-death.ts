import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import {
  benefitKinds,
  paymentOptions,
  payeesAt,
  type PayeeColumns,
} from "@emeritus/operations/benefit-payroll/amounts-due.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import { dueBy } from "@emeritus/operations/benefit-payroll/laws-in-payment.ts";
import { factsOf } from "@emeritus/operations/benefit-payroll/payee-facts.ts";
import { encodeFacts } from "@emeritus/operations/determining/inputs.ts";
import {
  lawVersionOf,
  type RetirementResult,
} from "@emeritus/operations/determining/record-determination.ts";
import type { AfterDeathResult } from "@emeritus/operations/recording-deaths/record-in-payment.ts";
import { isJoint } from "@emeritus/operations/retiring/decide-election.ts";
import { lawInForce } from "@emeritus/operations/retiring/retirement-law.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import type { PaidBenefit } from "./benefits.ts";
import type { Made } from "./determining.ts";
import type { Household } from "./household.ts";
import { conversion } from "./record-rows.ts";

/** A benefit that goes on after a death, with the member's own from which it follows. */
export interface GoesOn {
  readonly household: Household;
  readonly result: RetirementResult;
  readonly own: PaidBenefit;
  /** The survivor's or beneficiary's, with a determination's number of its own. */
  readonly benefit: PaidBenefit;
}

/** Such a benefit with what the law makes due for its first month, and the determination's row. */
export interface GoneOn {
  readonly benefit: PaidBenefit;
  readonly cells: Made["cells"];
}

/** Determines what goes on after deaths, by the compiled law that the payroll pays by, all of one month at a time. */
export function determineAfterDeaths(all: readonly GoesOn[], instant: string): GoneOn[] {
  const byMonth = new Map<PlainDate, GoesOn[]>();
  for (const one of all) {
    const { from } = one.benefit;
    byMonth.set(from, [...(byMonth.get(from) ?? []), one]);
  }
  return [...byMonth].flatMap(([month, some]) => {
    const columns = columnsOf(some);
    const due = payrollLaw().amountsDue(columns, month);
    return some.map((one, at) => {
      const cents = BigInt(due.lasting[at]!);
      if (due.unknown[at] === 1 || cents <= 0n)
        throw new Error(`nothing is due to person ${one.benefit.person} after a death`);
      return made(one, cents, payeesAt(columns, [at]), instant);
    });
  });
}

function made({ own, benefit }: GoesOn, cents: bigint, payee: PayeeColumns, instant: string): GoneOn {
  const result: AfterDeathResult = {
    benefit: own.benefit,
    amounts: { [dueBy[benefit.kind]]: cents },
    toPayee: cents,
  };
  const { stated, recorded } = factsOf(payee, benefit.from);
  return {
    benefit: { ...benefit, baseCents: cents },
    cells: [
      benefit.person,
      benefit.determination,
      benefit.kind,
      lawVersionOf(lawInForce),
      canonicalJson(encodeFacts({ stated, recorded })),
      canonicalJson(result),
      formatDate(benefit.from),
      instant,
      conversion.enteredBy,
      conversion.checkedBy,
    ],
  };
}

/** The facts that a payroll run would read of these payees. */
function columnsOf(all: readonly GoesOn[]): PayeeColumns {
  const dates = (value: (one: GoesOn) => PlainDate | undefined) =>
    Int32Array.from(all, (one) => value(one) ?? 0);
  const cents = (value: (one: GoesOn) => bigint) => Float64Array.from(all, (one) => Number(value(one)));
  const bytes = (value: (one: GoesOn) => number) => Uint8Array.from(all, value);
  const spouseDied = ({ household, own }: GoesOn) =>
    isJoint(own.option) ? household.spouse?.died : undefined;
  return {
    count: all.length,
    kind: bytes(({ benefit }) => benefitKinds.indexOf(benefit.kind)),
    option: bytes(({ own }) => paymentOptions.indexOf(own.option)),
    annuityStartingDate: dates(({ own }) => own.from),
    begins: dates(({ benefit }) => benefit.from),
    ends: dates(({ benefit }) => benefit.to),
    baseCents: cents(({ own }) => own.baseCents),
    lifeIncomeCents: cents((one) =>
      spouseDied(one) === undefined ? 0n : (one.result.amounts["reducedBaseBenefit"] ?? 0n),
    ),
    legislator: bytes(({ household }) => (household.memberClass === "legislator" ? 1 : 0)),
    temporaryCents: cents(({ own }) => own.temporaryCents),
    temporaryEnds: dates(({ own }) => own.temporaryEnds),
    memberBorn: dates(({ household }) => household.member.born),
    memberDied: dates(({ household }) => household.member.died),
    spouseDied: dates(spouseDied),
    payeeDied: dates(spouseDied),
  };
}
