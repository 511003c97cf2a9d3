import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { monthToPost, post } from "@emeritus/records/ledger.ts";
import { addApplications, type NewApplication } from "@emeritus/records/money-in.ts";
import {
  addPrepaymentStep,
  type Election,
  findElections,
  payCovered,
  type PayCovered,
} from "@emeritus/records/prepayment.ts";
import type { Cents, Instant } from "@emeritus/records/schema.ts";
import { dueOn, type PrepaymentFacts } from "./prepayment-law.ts";

/** What is drawn from a prepayment for one charge. */
export interface Draw {
  readonly charge: number;
  readonly cents: Cents;
}

/** An election as facts of the law. */
export const factsOfElection = ({ actualPayrollCents: _, ...election }: Election): PrepaymentFacts => ({
  ...election,
  prepaidBefore: false,
});

/**
 * Pure. What is drawn for each charge that nothing was drawn for: the law's amount on all covered pay so far, less what was drawn
 * before; never beyond the charge. Where the whole rate is prepaid, the whole charge, so that no cent of rounding stays open.
 */
export function decideDraws(
  election: Pick<Election, "rateHundredths">,
  covered: readonly PayCovered[],
  dueSoFar: (payrollCents: Cents) => Cents,
): Draw[] {
  const draws: Draw[] = [];
  let payroll = 0n;
  let drawn = 0n;
  for (const row of covered) {
    payroll += row.pensionableCents;
    drawn += row.drawnCents;
    if (row.drawn) continue;
    const due = payroll > 0n ? dueSoFar(payroll) - drawn : -drawn;
    const whole = election.rateHundredths === row.rateHundredths ? row.chargedCents : due;
    const cents =
      row.openCents >= 0n ? least(row.openCents, most(whole, 0n)) : most(row.openCents, least(whole, 0n));
    if (cents === 0n) continue;
    drawn += cents;
    draws.push({ charge: row.charge, cents });
  }
  return draws;
}

const least = (a: Cents, b: Cents): Cents => (a < b ? a : b);
const most = (a: Cents, b: Cents): Cents => (a > b ? a : b);

/** Draws from every paid and unsettled prepayment of an employer what its charges are covered for (2090 to 1110). The money lock is held. */
export async function drawPrepayments(
  tx: Tx,
  { fund, employer, today }: { fund: number; employer: number; today: PlainDate },
  instant: Instant,
): Promise<void> {
  for (const election of await findElections(tx, fund, undefined, [employer]))
    if (election.paidOn !== null && !election.settled) await drawOne(tx, { fund, election, today }, instant);
}

async function drawOne(
  tx: Tx,
  { fund, election, today }: { fund: number; election: Election; today: PlainDate },
  instant: Instant,
): Promise<void> {
  const facts = factsOfElection(election);
  const draws = decideDraws(election, await payCovered(tx, fund, election), (payroll) =>
    dueOn(facts, payroll),
  );
  if (draws.length === 0) return;
  const day = formatDate(today);
  const month = await monthToPost(tx, { fund, trust: "pension", wanted: day, today: day }, instant);
  const applications = draws.map(({ charge, cents }): NewApplication => ({
    drawnFrom: election.election,
    charge,
    cents,
    trust: "pension",
    kind: "employer",
    employer: election.employer,
    appliedOn: day,
    appliedBy: "automatic",
    automatic: true,
    month,
  }));
  await addApplications(tx, fund, applications, instant);
}

/**
 * A prepayment came in whole: the credit for paying early is given (4010 to 2090), so that the two together are what the valuation
 * expects (BR 2-21(2), 4-11(2)), and what was charged since is drawn.
 */
export async function markPaid(
  tx: Tx,
  { fund, election, actor, today }: { fund: number; election: Election; actor: string; today: PlainDate },
  instant: Instant,
): Promise<void> {
  const day = formatDate(today);
  const month = await monthToPost(tx, { fund, trust: "pension", wanted: day, today: day }, instant);
  const credit = {
    debit: "employerContributions",
    credit: "unearnedContributions",
    cents: election.creditCents,
    employer: election.employer,
  } as const;
  const entry =
    election.creditCents === 0n
      ? undefined
      : await post(
          tx,
          {
            fund,
            trust: "pension",
            month,
            source: `credit of prepayment ${election.election}`,
            transfers: [credit],
          },
          instant,
        );
  await addPrepaymentStep(tx, fund, { election: election.election, step: "paid", actor, entry }, instant);
  await drawPrepayments(tx, { fund, employer: election.employer, today }, instant);
}
