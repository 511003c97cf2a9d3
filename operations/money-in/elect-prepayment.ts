import {
  addMonths,
  formatDate,
  lastOfMonthOf,
  parseDate,
  plainDate,
  yearOfDate,
  monthOf,
  addDays,
} from "@emeritus/engine/dates.ts";
import { employerMoney } from "@emeritus/law/missouri/mosers/employer-money/plan.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { lockMoney } from "@emeritus/records/money-in.ts";
import type { PayrollName, RateComponent } from "@emeritus/records/money-in-tables.ts";
import { addElection, prepaidComponents } from "@emeritus/records/prepayment.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { keepLaw } from "../determining/record-determination.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { rateOfYear, ratesNotGiven } from "./certified-rates.ts";
import { centsOf, type PrepaymentFacts, prepaymentByLaw } from "./prepayment-law.ts";
import { prepaymentReference } from "./prepayment-reference.ts";

/** How often the department pays; the pay days of the fiscal year follow from it. */
export const payCycles = ["monthly", "semimonthly", "biweekly"] as const;

/** What a department elects to prepay, with what the actuary gives for it; rates are hundredths of a percent. */
export interface ElectionAsked {
  readonly employer: number;
  readonly payroll: PayrollName;
  /** 1 July. */
  readonly fiscalYear: DateText;
  readonly components: readonly RateComponent[];
  readonly prepaidOn: DateText;
  readonly toldOn: DateText;
  readonly normalCostHundredths: number;
  readonly unfundedHundredths: number;
  readonly assumedPayrollCents: Cents;
  readonly returnHundredths: number;
  readonly payCycle: (typeof payCycles)[number];
}

/** Why an election is not accepted; the first that fails is told. */
export type ElectionRefused = Refusal<
  | "nothingElected"
  | "notAFiscalYear"
  | "toldLater"
  | "rateUnknown"
  | "ratesNotCertified"
  | "notAPrepaymentDay"
  | "toldTooLate"
  | "prepaidAlready"
>;

/** What an election comes to, before it is recorded: the amounts in cents and how the law got them. */
export interface ElectionWorked {
  readonly facts: PrepaymentFacts;
  readonly rateHundredths: number;
  readonly expectedCents: Cents;
  readonly prepaymentCents: Cents;
  readonly creditCents: Cents;
  readonly law: ReturnType<typeof prepaymentByLaw>;
}

/** The pay days of a fiscal year: the 15th and the last of each month, the last, or every fourteenth day from the second Friday. Pure. */
export function payDaysOf(fiscalYear: DateText, cycle: ElectionAsked["payCycle"]): DateText[] {
  const begins = parseDate(fiscalYear);
  const days: number[] = [];
  if (cycle === "biweekly") {
    const next = addMonths(begins, 12);
    let day = plainDate(yearOfDate(begins), monthOf(begins), 8);
    while (new Date(`${formatDate(day)}T00:00:00Z`).getUTCDay() !== 5) day = addDays(day, 1);
    for (; day < next; day = addDays(day, 14)) days.push(day);
  } else
    for (let month = 0; month < 12; month += 1) {
      const first = addMonths(begins, month);
      if (cycle === "semimonthly") days.push(addDays(first, 14));
      days.push(lastOfMonthOf(first));
    }
  return days.map(formatDate);
}

/** Works an election out by the law and says why it is refused, if it is. Reads the components elected before and the certified rate. */
export async function workElection(
  db: Reading,
  fund: number,
  asked: ElectionAsked,
  today: DateText,
): Promise<Outcome<ElectionWorked, ElectionRefused>> {
  const { components, fiscalYear, normalCostHundredths, unfundedHundredths } = asked;
  if (components.length === 0) return refused("nothingElected");
  if (!fiscalYear.endsWith("-07-01")) return refused("notAFiscalYear", { day: fiscalYear });
  if (asked.toldOn > today) return refused("toldLater", { day: asked.toldOn });
  const certified = await rateOfYear(db, fund, asked.payroll, fiscalYear);
  if (certified === undefined)
    return refused("rateUnknown", { year: fiscalYear, register: ratesNotGiven }, "RSMo 104.436, 104.1066");
  if ((normalCostHundredths + unfundedHundredths) * 10 !== certified.thousandths)
    return refused(
      "ratesNotCertified",
      { certified: certified.thousandths, given: (normalCostHundredths + unfundedHundredths) * 10 },
      "BR 2-21(1), 4-11(1)",
    );
  const before = await prepaidComponents(db, fund, asked);
  const prepaidBefore = components.some((component) => before.includes(component));
  const payDays = payDaysOf(fiscalYear, asked.payCycle);
  const facts: PrepaymentFacts = { ...asked, prepaidBefore, payDays };
  const law = prepaymentByLaw(facts);
  const standing = law.standing.value as string;
  if (standing !== "prepaymentAccepted")
    return refused(
      standing as "notAPrepaymentDay" | "toldTooLate" | "prepaidAlready",
      standing === "toldTooLate" ? { by: formatDate(law.toldBy.value!) } : {},
      "BR 2-21(3), 4-11(3)",
    );
  const rates = { normalCost: normalCostHundredths, unfundedLiability: unfundedHundredths };
  return accepted({
    facts,
    rateHundredths: components.reduce((sum, component) => sum + rates[component], 0),
    expectedCents: centsOf(law.expected),
    prepaymentCents: centsOf(law.prepayment),
    creditCents: centsOf(law.credit),
    law,
  });
}

/** Works an election out for a reader, without recording anything. */
export async function previewElection(
  { reader, fund, calendar }: System,
  actor: Actor,
  asked: ElectionAsked,
): Promise<Outcome<ElectionWorked, ElectionRefused>> {
  allow(actor, "enter money in");
  return workElection(reader, fund.number, asked, formatDate(calendar.today()));
}

/**
 * Records a department's election to prepay one component of its rate or both, for a fiscal year or the rest of one (BR 2-21, 4-11).
 * A component is elected once. Gives the amount to pay and what the payment names.
 */
export async function electPrepayment(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, ...asked }: ElectionAsked & { readonly key: string },
): Promise<
  Outcome<
    { readonly election: number; readonly reference: string; readonly prepaymentCents: Cents },
    ElectionRefused
  >
> {
  allow(actor, "enter money in");
  return command(
    db,
    { fund: fund.number, actor, key, name: "electPrepayment", request: asked },
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const worked = await workElection(tx, fund.number, asked, formatDate(calendar.today()));
      if (worked.refused !== undefined) return { refused: worked.refused };
      const { facts, rateHundredths, expectedCents, prepaymentCents, creditCents } = worked.accepted;
      const lawVersion = await keepLaw(tx, employerMoney, instant);
      const amounts = { rateHundredths, expectedCents, prepaymentCents, creditCents };
      const made = { ...asked, ...amounts, payDays: facts.payDays, lawVersion, enteredBy: actor.account };
      const election = await addElection(tx, fund.number, made, instant);
      note({ facts: { election, employer: asked.employer, prepaymentCents, creditCents } });
      return accepted({ election, reference: prepaymentReference(election), prepaymentCents });
    },
  );
}
