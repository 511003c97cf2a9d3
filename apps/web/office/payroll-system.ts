import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import type { System } from "@emeritus/operations/system.ts";

/** The system with the bank and the law that the benefit payroll needs. */
export function payrollOf(system: System): PayrollSystem {
  return { ...system, ...demonstrationBank(system.home), law: payrollLaw() };
}

/** Carries a run on without keeping the reader waiting; a run that fails here is carried on at the next start. */
export function carryOnBehind(system: System, run: number): void {
  carryOn(payrollOf(system), run).catch((error: Error) => {
    system.log.error({ run, error: error.message, stack: error.stack }, "a payroll could not be carried on");
  });
}
