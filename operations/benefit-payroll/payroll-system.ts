import type { Bank, BankFileFormat } from "@emeritus/ports/bank.ts";
import type { System } from "../system.ts";
import type { PayrollLaw } from "./amounts-due.ts";

/** What the benefit payroll reaches: the system, the bank with its file format, and the law it pays by. */
export interface PayrollSystem extends Pick<
  System,
  "db" | "reader" | "fund" | "calendar" | "clock" | "keys" | "log"
> {
  readonly bank: Bank;
  readonly bankFile: BankFileFormat;
  readonly law: PayrollLaw;
}

/** The kind of run that the monthly benefit payroll is. */
export const PAYROLL = "benefitPayroll";

/** The steps of a run in their order; each is recorded once. */
export const payrollSteps = ["calculated", "approved", "posted", "fileReady", "handedOver"] as const;

/** The step that ends an unapproved run, so that the month can be prepared again. */
export const WITHDRAWN = "withdrawn";
