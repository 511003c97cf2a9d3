import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import { resumeRuns } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Job } from "./job.ts";

/** Carries on every payroll that a stopped or killed process left unfinished; does nothing on a fund that pays nobody yet. */
async function resumePayroll(system: System): Promise<void> {
  if (!system.fund.demonstration) return;
  await resumeRuns({ ...system, ...demonstrationBank(system.home), law: payrollLaw() });
}

/** Looks every minute for payrolls to carry on, also those of another machine. */
export const carryingOn: Job = { name: "carry-on-payroll", when: "* * * * *", run: resumePayroll };
