/** The registry of plans: every law of the fund that is encoded, in the order of the statutes' ages. Pages, cases and the command line reach plans by it. */
import type { Plan } from "@emeritus/engine/plan.ts";
import * as withholding from "./federal/withholding/plan.ts";
import * as judges from "./missouri/mosers/judicial/plan.ts";
import * as year2000 from "./missouri/mosers/msep-2000/plan.ts";

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
    name: "msep-2000",
    title: "MSEP 2000",
    covers: "general employees and legislators with one kind of service",
    plan: year2000.msep2000,
    folder: "missouri/mosers/msep-2000",
    notYetEncoded: year2000.notYetEncoded,
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
    name: "withholding",
    title: "Federal withholding",
    covers: "federal income tax withheld from benefits and refunds paid in 2025 and 2026",
    plan: withholding.withholding,
    folder: "federal/withholding",
    notYetEncoded: withholding.notYetEncoded,
  },
];

/** The plan with a short name, or nothing. */
export const planNamed = (name: string): PlanEntry | undefined => plans.find((each) => each.name === name);
