import { addDays, formatDate, parseDate, addMonths } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { command } from "@emeritus/records/command.ts";
import { monthToPost, post } from "@emeritus/records/ledger.ts";
import { addCharge, addReceipts, lockMoney } from "@emeritus/records/money-in.ts";
import {
  addPrepaymentStep,
  type Election,
  findElections,
  payCovered,
  type PayCovered,
  type WithdrawalStep,
  withdrawalSteps,
} from "@emeritus/records/prepayment.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow, may } from "../permissions.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import type { System } from "../system.ts";
import { workingDaysToPay } from "./charge-report.ts";
import { drawPrepayments, factsOfElection } from "./draw-prepayments.ts";
import { centsOf, prepaymentByLaw, settlementByLaw } from "./prepayment-law.ts";
import { prepaymentReference } from "./prepayment-reference.ts";

/** How far an election has come. */
export type ElectionState = "waiting" | "late" | "paid" | "settled" | "withdrawn";

/** How far an election has come on a day: money that comes after the day of the prepayment does not pay it any more. Pure. */
export function electionState(
  {
    settled,
    paidOn,
    prepaidOn,
    withdrawal,
  }: Pick<Election, "settled" | "paidOn" | "prepaidOn" | "withdrawal">,
  on: DateText,
): ElectionState {
  if (withdrawal === "withdrawn") return "withdrawn";
  if (settled) return "settled";
  if (paidOn !== null) return "paid";
  return on > prepaidOn ? "late" : "waiting";
}

/** A prepayment with how its amounts came about and how its year stands. */
export interface PrepaymentSeen {
  readonly election: Election;
  readonly state: ElectionState;
  readonly law: ReturnType<typeof prepaymentByLaw>;
  readonly covered: readonly PayCovered[];
  /** Who asked to withdraw it and who decided, with their reasons. */
  readonly withdrawal: readonly WithdrawalStep[];
  /** Pay of the covered periods that was reported so far, or on which the year was settled; what is due on it by law, what is short of it and what is over. */
  readonly payrollCents: Cents;
  readonly dueCents: Cents;
  readonly billCents: Cents;
  readonly carriedCents: Cents;
  readonly settlement: {
    readonly due: Result<Exact>;
    readonly stillToPay: Result<Exact>;
    readonly carried: Result<Exact>;
  };
  /** The fiscal year has ended, so that it may be settled. */
  readonly ended: boolean;
}

const payrollOf = (covered: readonly PayCovered[]): Cents =>
  covered.reduce((sum, { pensionableCents }) => sum + pensionableCents, 0n);

const endOf = (fiscalYear: DateText): DateText =>
  formatDate(addDays(addMonths(parseDate(fiscalYear), 12), -1));

/** Reads every prepayment that the actor may see, the newest first. */
export async function readPrepayments({ reader, fund }: System, actor: Actor): Promise<Election[]> {
  allow(actor, "read invoices");
  const own = actor.roles.every((role) => role === "employer") ? actor.employers : undefined;
  return findElections(reader, fund.number, undefined, own);
}

/** Reads one prepayment; nothing where there is none that the actor may see. */
export async function readPrepayment(
  { reader, fund, calendar }: System,
  actor: Actor,
  number: number,
): Promise<PrepaymentSeen | undefined> {
  allow(actor, "read invoices");
  const [election] = await findElections(reader, fund.number, [number]);
  if (election === undefined || !may(actor, "read invoices", { employer: election.employer }))
    return undefined;
  const covered = await payCovered(reader, fund.number, election);
  const reported = payrollOf(covered);
  const payrollCents = election.actualPayrollCents ?? (reported > 0n ? reported : 0n);
  const facts = factsOfElection(election);
  const settlement = settlementByLaw({ ...facts, actualPayrollCents: payrollCents });
  const today = formatDate(calendar.today());
  return {
    election,
    state: electionState(election, today),
    covered,
    withdrawal: await withdrawalSteps(reader, fund.number, number),
    payrollCents,
    law: prepaymentByLaw(facts),
    settlement,
    dueCents: centsOf(settlement.due),
    billCents: centsOf(settlement.stillToPay),
    carriedCents: centsOf(settlement.carried),
    ended: today > endOf(election.fiscalYear),
  };
}

/**
 * Settles a prepayment after the fiscal year's end on the pay as it turned out: a bill for what is short, or a credit for later
 * contributions (BR 2-21(4), 4-11(4)). Nothing of the prepayment is left in the ledger afterwards. Refused while no pay of the covered
 * periods was reported: all of it, with the credit for paying early, would go to the department.
 */
export async function settlePrepayment(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, election: number }: { readonly key: string; readonly election: number },
): Promise<
  Outcome<
    { readonly billedCents: Cents; readonly creditedCents: Cents },
    Refusal<"noSuchElection" | "notPaid" | "settledAlready" | "yearNotEnded" | "nothingReported">
  >
> {
  allow(actor, "enter money in");
  const today = calendar.today();
  const day = formatDate(today);
  return command(
    db,
    { fund: fund.number, actor, key, name: "settlePrepayment", request: { election: number } },
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const [found] = await findElections(tx, fund.number, [number]);
      if (found === undefined) return refused("noSuchElection");
      if (found.settled) return refused("settledAlready");
      if (found.paidOn === null) return refused("notPaid");
      if (day <= endOf(found.fiscalYear))
        return refused("yearNotEnded", { end: endOf(found.fiscalYear) }, "BR 2-21(4), 4-11(4)");
      await drawPrepayments(tx, { fund: fund.number, employer: found.employer, today }, instant);
      const [election] = await findElections(tx, fund.number, [number]);
      const covered = await payCovered(tx, fund.number, election!);
      if (covered.length === 0) return refused("nothingReported", {}, "BR 2-21(4), 4-11(4)");
      const payroll = payrollOf(covered);
      const actualPayrollCents = payroll > 0n ? payroll : 0n;
      const law = settlementByLaw({ ...factsOfElection(election!), actualPayrollCents });
      const [dueCents, billedCents, creditedCents] = [law.due, law.stillToPay, law.carried].map(centsOf) as [
        Cents,
        Cents,
        Cents,
      ];
      const month = await monthToPost(
        tx,
        { fund: fund.number, trust: "pension", wanted: day, today: day },
        instant,
      );
      const { employer } = election!;
      const pension = { fund: fund.number, trust: "pension", month } as const;
      const reference = prepaymentReference(number);
      if (billedCents > 0n) {
        const bill = { debit: "employerContributionsReceivable", credit: "unearnedContributions" } as const;
        const transfers = [{ ...bill, cents: billedCents, employer }];
        const entry = await post(
          tx,
          { ...pension, source: `bill of prepayment ${number}`, transfers },
          instant,
        );
        await addCharge(
          tx,
          fund.number,
          {
            employer,
            group: null,
            kind: "employer",
            reference,
            periodBegin: election!.prepaidOn,
            periodEnd: endOf(election!.fiscalYear),
            chargedOn: day,
            due: formatDate(workingDaysAfter(today, workingDaysToPay)),
            cents: billedCents,
            election: number,
            entry,
          },
          instant,
        );
      }
      if (creditedCents > 0n) {
        const credit = {
          trust: "pension",
          receivedOn: day,
          cents: creditedCents,
          reference,
          payer: election!.employerName,
          employer,
          way: "settling",
          election: number,
          enteredBy: actor.account,
          month,
        } as const;
        await addReceipts(tx, fund.number, [credit], instant);
      }
      // What the rows of the reports were rounded to and the law's one amount on the whole payroll may differ by some cents.
      const left = dueCents - election!.drawnCents;
      const rounding =
        left > 0n
          ? ({ debit: "unearnedContributions", credit: "employerContributions" } as const)
          : ({ debit: "employerContributions", credit: "unearnedContributions" } as const);
      const transfers = [{ ...rounding, cents: left > 0n ? left : -left, employer }];
      const source = `rounding of prepayment ${number}`;
      const entry = left === 0n ? undefined : await post(tx, { ...pension, source, transfers }, instant);
      const step = { election: number, step: "settled", actualPayrollCents, dueCents } as const;
      await addPrepaymentStep(tx, fund.number, { ...step, actor: actor.account, entry }, instant);
      note({ facts: { election: number, dueCents, billedCents, creditedCents } });
      return accepted({ billedCents, creditedCents });
    },
  );
}
