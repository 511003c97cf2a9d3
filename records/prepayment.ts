import { sql } from "kysely";
import type { Reading, Tx } from "./db.ts";
import { moneyNumber } from "./money-in.ts";
import type { PayrollName, RateComponent } from "./money-in-tables.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/** An election to prepay as it is recorded; rates are hundredths of a percent. */
export interface NewElection {
  readonly employer: number;
  readonly payroll: PayrollName;
  /** 1 July. */
  readonly fiscalYear: DateText;
  readonly components: readonly RateComponent[];
  readonly prepaidOn: DateText;
  readonly toldOn: DateText;
  /** The two components of the certified rate, as the actuary gives them. */
  readonly normalCostHundredths: number;
  readonly unfundedHundredths: number;
  /** The rate of what is prepaid: one component, or both. */
  readonly rateHundredths: number;
  readonly assumedPayrollCents: Cents;
  readonly returnHundredths: number;
  readonly payDays: readonly DateText[];
  readonly expectedCents: Cents;
  readonly prepaymentCents: Cents;
  readonly creditCents: Cents;
  readonly lawVersion: string;
  readonly enteredBy: string;
}

/** Records an election and its components; the money lock is held, so that nobody elects a component a second time meanwhile. */
export async function addElection(
  tx: Tx,
  fund: number,
  given: NewElection,
  instant: Instant,
): Promise<number> {
  const election = await moneyNumber(tx);
  const { employer, payroll, fiscalYear } = given;
  await tx
    .insertInto("ledger.prepayment_election")
    .values({
      fund,
      election,
      employer,
      payroll,
      fiscal_year: fiscalYear,
      prepaid_on: given.prepaidOn,
      told_on: given.toldOn,
      normal_cost_hundredths: given.normalCostHundredths,
      unfunded_hundredths: given.unfundedHundredths,
      rate_hundredths: given.rateHundredths,
      assumed_payroll_cents: given.assumedPayrollCents,
      return_hundredths: given.returnHundredths,
      pay_days: [...given.payDays],
      expected_cents: given.expectedCents,
      prepayment_cents: given.prepaymentCents,
      credit_cents: given.creditCents,
      law_version: given.lawVersion,
      entered_by: given.enteredBy,
      recorded_from: instant,
    })
    .execute();
  await tx
    .insertInto("ledger.prepaid_component")
    .values(
      given.components.map((component) => ({
        fund,
        employer,
        payroll,
        fiscal_year: fiscalYear,
        component,
        election,
        recorded_from: instant,
      })),
    )
    .execute();
  return election;
}

/** An election with how far it has come. */
export interface Election extends Omit<NewElection, "components" | "enteredBy"> {
  readonly election: number;
  readonly employerCode: string;
  readonly employerName: string;
  readonly components: readonly RateComponent[];
  readonly enteredBy: string;
  /** The day of the receipt that completed the prepayment. */
  readonly paidOn: DateText | null;
  readonly drawnCents: Cents;
  readonly settled: boolean;
  /** How far a withdrawal has come, and who asked for it. */
  readonly withdrawal: "asked" | "withdrawn" | "kept" | null;
  readonly withdrawalAskedBy: string | null;
  readonly actualPayrollCents: Cents | null;
  readonly dueCents: Cents | null;
}

/** Elections, the newest first: these by number, those of these employers, or all. */
export async function findElections(
  db: Reading,
  fund: number,
  elections?: readonly number[],
  employers?: readonly number[],
): Promise<Election[]> {
  if (elections?.length === 0 || employers?.length === 0) return [];
  const { rows } = await sql<Election>`
    select p.election, p.employer, e.code as "employerCode", e.name as "employerName", p.payroll, p.fiscal_year as "fiscalYear",
      (select array_agg(c.component order by c.component) from ledger.prepaid_component c where (c.fund, c.election) = (p.fund, p.election)) as components,
      p.prepaid_on as "prepaidOn", p.told_on as "toldOn", p.normal_cost_hundredths as "normalCostHundredths", p.unfunded_hundredths as "unfundedHundredths", p.rate_hundredths as "rateHundredths", p.assumed_payroll_cents as "assumedPayrollCents",
      p.return_hundredths as "returnHundredths", p.pay_days as "payDays", p.expected_cents as "expectedCents", p.prepayment_cents as "prepaymentCents",
      p.credit_cents as "creditCents", p.law_version as "lawVersion", p.entered_by as "enteredBy",
      (select max(r.received_on) from ledger.application a join ledger.receipt r on (r.fund, r.receipt) = (a.fund, a.receipt)
        where (a.fund, a.election) = (p.fund, p.election) and exists (
          select from ledger.prepayment_step s where (s.fund, s.election) = (p.fund, p.election) and s.step = 'paid')) as "paidOn",
      (select coalesce(sum(a.cents), 0)::bigint from ledger.application a where (a.fund, a.drawn_from) = (p.fund, p.election)) as "drawnCents",
      (select w.step from ledger.prepayment_withdrawal w where (w.fund, w.election) = (p.fund, p.election) order by w.recorded_from desc limit 1) as withdrawal,
      (select w.actor from ledger.prepayment_withdrawal w where (w.fund, w.election, w.step) = (p.fund, p.election, 'asked')) as "withdrawalAskedBy",
      d.election is not null as settled, d.actual_payroll_cents as "actualPayrollCents", d.due_cents as "dueCents"
    from ledger.prepayment_election p
    left join records.employer e on e.fund = p.fund and e.employer = p.employer and e.valid_to = 'infinity' and e.recorded_to = 'infinity'
    left join ledger.prepayment_step d on (d.fund, d.election) = (p.fund, p.election) and d.step = 'settled'
    where p.fund = ${fund} and (${elections === undefined} or p.election = any(${[...(elections ?? [])]}::int[]))
      and (${employers === undefined} or p.employer = any(${[...(employers ?? [])]}::int[]))
    order by p.fiscal_year desc, p.election desc`.execute(db);
  return rows;
}

/** Components of a fiscal year that an employer has elected to prepay already, but for elections withdrawn. */
export async function prepaidComponents(
  db: Reading,
  fund: number,
  { employer, payroll, fiscalYear }: Pick<NewElection, "employer" | "payroll" | "fiscalYear">,
): Promise<RateComponent[]> {
  const rows = await db
    .selectFrom("ledger.prepaid_component")
    .select("component")
    .where("fund", "=", fund)
    .where("employer", "=", employer)
    .where("payroll", "=", payroll)
    .where("fiscal_year", "=", fiscalYear)
    .where(
      sql<boolean>`not exists (select from ledger.prepayment_withdrawal w
        where w.fund = prepaid_component.fund and w.election = prepaid_component.election and w.step = 'withdrawn')`,
    )
    .execute();
  return rows.map(({ component }) => component);
}

/** Pay that a prepayment covers in one charge, in cents, with what was drawn for the charge. */
export interface PayCovered {
  readonly charge: number;
  readonly pensionableCents: Cents;
  readonly chargedCents: Cents;
  /** The highest rate of the covered pay, in hundredths of a percent. */
  readonly rateHundredths: number;
  readonly openCents: Cents;
  readonly drawnCents: Cents;
  readonly drawn: boolean;
}

/** The administrative law judges' plan pays the general rate (register EMPLOYER-Q06). */
const generalPlans = ["msep", "msep2000", "msep2011", "alj"];
const judicialPlans = ["judicial", "judicial2011"];

/** The charges of an election's employer with pay of its payroll on pay days after the prepayment and in its fiscal year, in order. */
export async function payCovered(db: Reading, fund: number, of: Election): Promise<PayCovered[]> {
  const plans = of.payroll === "generalPayroll" ? generalPlans : judicialPlans;
  const { rows } = await sql<PayCovered>`
    select c.charge, sum(p.pensionable_cents)::bigint as "pensionableCents", sum(p.cents)::bigint as "chargedCents", max(p.rate_hundredths) as "rateHundredths",
      (c.cents - coalesce((select sum(a.cents) from ledger.application a where (a.fund, a.charge) = (c.fund, c.charge)), 0))::bigint as "openCents",
      coalesce((select sum(a.cents) from ledger.application a where (a.fund, a.charge, a.drawn_from) = (c.fund, c.charge, ${of.election})), 0)::bigint as "drawnCents",
      exists (select from ledger.application a where (a.fund, a.charge, a.drawn_from) = (c.fund, c.charge, ${of.election})) as drawn
    from ledger.charge c join ledger.charge_pay p on (p.fund, p.charge) = (c.fund, c.charge)
    where c.fund = ${fund} and c.employer = ${of.employer} and c.kind = 'employer' and p.plan = any(${plans}::text[])
      and p.pay_date > ${of.prepaidOn}::date and p.pay_date < (${of.fiscalYear}::date + interval '1 year')
    group by c.fund, c.charge, c.cents order by c.charge`.execute(db);
  return rows;
}

/** A step of withdrawing an election: what, why, by whom and when. */
export interface WithdrawalStep {
  readonly step: "asked" | "withdrawn" | "kept";
  readonly because: string;
  readonly actor: string;
  readonly at: Instant;
}

/** The steps of withdrawing an election, in order. */
export async function withdrawalSteps(
  db: Reading,
  fund: number,
  election: number,
): Promise<WithdrawalStep[]> {
  return db
    .selectFrom("ledger.prepayment_withdrawal")
    .select(["step", "because", "actor", sql<Instant>`recorded_from::text`.as("at")])
    .where("fund", "=", fund)
    .where("election", "=", election)
    .orderBy("recorded_from")
    .execute();
}

/** Records a step of withdrawing an election; the key refuses a second time. */
export async function addWithdrawalStep(
  tx: Tx,
  fund: number,
  step: {
    election: number;
    step: "asked" | "withdrawn" | "kept";
    because: string;
    actor: string;
  },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("ledger.prepayment_withdrawal")
    .values({ fund, ...step, recorded_from: instant })
    .execute();
}

/** Records that an election was paid or settled; the key refuses a second time. */
export async function addPrepaymentStep(
  tx: Tx,
  fund: number,
  step: {
    election: number;
    step: "paid" | "settled";
    actualPayrollCents?: Cents;
    dueCents?: Cents;
    actor: string;
    entry: bigint | undefined;
  },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("ledger.prepayment_step")
    .values({
      fund,
      election: step.election,
      step: step.step,
      actual_payroll_cents: step.actualPayrollCents ?? null,
      due_cents: step.dueCents ?? null,
      actor: step.actor,
      entry: step.entry ?? null,
      recorded_from: instant,
    })
    .execute();
}
