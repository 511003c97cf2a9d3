/** The registry of plans: every law of the fund that is encoded, in the order of the statutes' ages. Pages, cases and the command line reach plans by it. */
import type { Plan } from "@emeritus/engine/plan.ts";
import * as withholding from "./federal/withholding/plan.ts";
import * as alj from "./missouri/mosers/alj/plan.ts";
import * as buyout from "./missouri/mosers/buyout/plan.ts";
import * as curp from "./missouri/mosers/curp/plan.ts";
import * as mpers from "./missouri/mosers/mpers/plan.ts";
import * as employerMoney from "./missouri/mosers/employer-money/plan.ts";
import * as insurance from "./missouri/mosers/insurance/plan.ts";
import * as judges from "./missouri/mosers/judicial/plan.ts";
import * as judges2011 from "./missouri/mosers/judicial-2011/plan.ts";
import * as closed from "./missouri/mosers/msep/plan.ts";
import * as year2000 from "./missouri/mosers/msep-2000/plan.ts";
import * as tier2011 from "./missouri/mosers/msep-2011/plan.ts";
import * as contributions from "./missouri/mosers/contributions/plan.ts";
import * as missouriTax from "./missouri/income-tax/plan.ts";
import * as distributions from "./federal/distributions/plan.ts";
import * as serviceCredit from "./missouri/mosers/purchases/plan.ts";
import * as overpayments from "./missouri/mosers/overpayment/plan.ts";
import * as payees from "./missouri/mosers/payees/plan.ts";

/** A part of the sources that a plan's folder does not compute yet. */
export interface NotYetEncoded {
  readonly section: string;
  readonly what: string;
}

/** A plan as readers find it. */
export interface PlanEntry {
  /** Its short name in addresses and on the command line, such as `msep-2000`. */
  readonly name: string;
  /** Its name as people write it. */
  readonly title: string;
  /** Whom and what it covers, in a few words. */
  readonly covers: string;
  readonly plan: Plan;
  /** The folder of its cases and its register, relative to this file. */
  readonly folder: string;
  readonly notYetEncoded: readonly NotYetEncoded[];
}

/** Every plan that is encoded. */
export const plans: readonly PlanEntry[] = [
  {
    name: "msep",
    title: "MSEP",
    covers: "members first employed before July 2000: employees, legislators, officials, water patrol",
    plan: closed.msep,
    folder: "missouri/mosers/msep",
    notYetEncoded: closed.notYetEncoded,
  },
  {
    name: "msep-2000",
    title: "MSEP 2000",
    covers: "employees, legislators and statewide officials",
    plan: year2000.msep2000,
    folder: "missouri/mosers/msep-2000",
    notYetEncoded: year2000.notYetEncoded,
  },
  {
    name: "msep-2011",
    title: "MSEP 2011",
    covers: "employees, legislators and statewide officials first employed in 2011 or later",
    plan: tier2011.msep2011,
    folder: "missouri/mosers/msep-2011",
    notYetEncoded: tier2011.notYetEncoded,
  },
  {
    name: "judicial",
    title: "Judicial Plan",
    covers: "judges and commissioners who first served before 2011",
    plan: judges.judicial,
    folder: "missouri/mosers/judicial",
    notYetEncoded: judges.notYetEncoded,
  },
  {
    name: "judicial-2011",
    title: "Judicial Plan 2011",
    covers: "judges and commissioners who first serve in 2011 or later",
    plan: judges2011.judicial2011,
    folder: "missouri/mosers/judicial-2011",
    notYetEncoded: judges2011.notYetEncoded,
  },
  {
    name: "alj",
    title: "Administrative Law Judges' Plan",
    covers: "administrative law judges and legal advisors first covered before 26 April 2005",
    plan: alj.alj,
    folder: "missouri/mosers/alj",
    notYetEncoded: alj.notYetEncoded,
  },
  {
    name: "mpers",
    title: "The other system (MPERS)",
    covers: "work there after retirement from the fund",
    plan: mpers.mpers,
    folder: "missouri/mosers/mpers",
    notYetEncoded: mpers.notYetEncoded,
  },
  {
    name: "curp",
    title: "Colleges and Universities Retirement Plan",
    covers: "education employees: membership, contributions, joining the system",
    plan: curp.curp,
    folder: "missouri/mosers/curp",
    notYetEncoded: curp.notYetEncoded,
  },
  {
    name: "buyout",
    title: "Judicial buyout",
    covers: "a judge's deferred annuity in the general plans, paid at once",
    plan: buyout.buyout,
    folder: "missouri/mosers/buyout",
    notYetEncoded: buyout.notYetEncoded,
  },
  {
    name: "employer-money",
    title: "Employer contributions and prepayment",
    covers: "certified rates by fiscal year, what is due on a payroll, and paying a year ahead",
    plan: employerMoney.employerMoney,
    folder: "missouri/mosers/employer-money",
    notYetEncoded: employerMoney.notYetEncoded,
  },
  {
    name: "insurance",
    title: "Life and disability insurance",
    covers: "basic and optional life insurance at work and in retirement, disability benefits",
    plan: insurance.insurance,
    folder: "missouri/mosers/insurance",
    notYetEncoded: insurance.notYetEncoded,
  },
  {
    name: "withholding",
    title: "Federal withholding",
    covers: "federal income tax withheld from benefits and refunds paid in 2025 and 2026",
    plan: withholding.withholding,
    folder: "federal/withholding",
    notYetEncoded: withholding.notYetEncoded,
  },
  {
    name: "member-contributions",
    title: "Member contributions",
    covers: "contributions, interest, refunds and restored service of those first employed in 2011 or later",
    plan: contributions.memberContributions,
    folder: "missouri/mosers/contributions",
    notYetEncoded: contributions.notYetEncoded,
  },
  {
    name: "missouri-tax",
    title: "Missouri income tax",
    covers: "withholding from benefits, and the exemption of public pensions in tax years 2020 to 2025",
    plan: missouriTax.missouriTax,
    folder: "missouri/income-tax",
    notYetEncoded: missouriTax.notYetEncoded,
  },
  {
    name: "distributions",
    title: "Federal law on distributions",
    covers: "required payments, rollovers, Form 1099-R codes, limits on benefits and pay, after-tax money",
    plan: distributions.distributions,
    folder: "federal/distributions",
    notYetEncoded: distributions.notYetEncoded,
  },
  {
    name: "service-credit",
    title: "Bought and moved service",
    covers: "purchases, transfers, military duty, back pay, and why a day counts",
    plan: serviceCredit.serviceCredit,
    folder: "missouri/mosers/purchases",
    notYetEncoded: serviceCredit.notYetEncoded,
  },
  {
    name: "overpayments",
    title: "Errors and overpayments",
    covers: "corrections of what was paid, their recovery, and retirement without a bona fide termination",
    plan: overpayments.overpayments,
    folder: "missouri/mosers/overpayment",
    notYetEncoded: overpayments.notYetEncoded,
  },
  {
    name: "payees",
    title: "Payees",
    covers: "waivers, claims on a payment, the last payment, agents, and amounts granted by hand",
    plan: payees.payees,
    folder: "missouri/mosers/payees",
    notYetEncoded: payees.notYetEncoded,
  },
];

/** The plan with a short name, or nothing. */
export const planNamed = (name: string): PlanEntry | undefined => plans.find((each) => each.name === name);
