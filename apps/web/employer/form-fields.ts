import { decimalSteps } from "@emeritus/engine/exact.ts";
import { parseDollars } from "@emeritus/engine/money.ts";
import type { Refusal } from "@emeritus/operations/outcome.ts";
import { z } from "zod";
import { again, type Again } from "../shared/routes.ts";

/** Text that must be there, at most so long, with the problem named where it is not. */
export const needed = (problem: string, most = 100) =>
  z.string({ error: problem }).trim().min(1, problem).max(most, problem);

/** Text that may be left empty. */
export const maybe = (most = 100) =>
  z
    .string()
    .trim()
    .max(most)
    .optional()
    .transform((text) => (text === undefined || text === "" ? undefined : text));

/** A box that was ticked. */
export const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => value !== undefined);

/** A percent with at most two decimals, as hundredths. */
export const percentHundredths = z
  .string({ error: "shareWrong" })
  .trim()
  .regex(/^\d{1,3}(\.\d{1,2})?$/, "shareWrong")
  .transform((text) => Number(decimalSteps(text, 2)))
  .refine((hundredths) => hundredths <= 10_000, "shareWrong");

/** Hours a year, whole. */
export const hoursAYear = z
  .string({ error: "hoursWrong" })
  .trim()
  .regex(/^\d{1,4}$/, "hoursWrong")
  .transform(Number)
  .refine((hours) => hours <= 4_000, "hoursWrong");

/** Hours with at most two decimals, as hundredths; empty where none are told. */
export const hoursHundredths = (optional: boolean) =>
  z
    .string({ error: "sickLeaveWrong" })
    .trim()
    .refine((text) => (optional && text === "") || /^\d{1,5}(\.\d{1,2})?$/.test(text), "sickLeaveWrong")
    .transform((text) => (text === "" ? undefined : Number(decimalSteps(text, 2))));

/** A small whole number from 0 to 60. */
export const daysTo60 = z
  .string({ error: "daysWrong" })
  .trim()
  .regex(/^\d{1,2}$/, "daysWrong")
  .transform(Number)
  .refine((days) => days <= 60, "daysWrong");

/** Lines of a month and its pay, `2026-03 2750.50`, as first days and cents. */
export const monthsOfPay = z
  .string({ error: "monthsWrong" })
  .trim()
  .max(20_000, "monthsWrong")
  .transform((text, context) => {
    const lines = text.split(/\s*\n\s*/).filter(Boolean);
    const months = lines.map((line) => /^(\d{4}-(?:0[1-9]|1[0-2]))[\s,;]+(\d{1,6}\.\d{2})$/.exec(line));
    if (lines.length === 0 || months.some((found) => found === null)) {
      context.addIssue({ code: "custom", message: "monthsWrong" });
      return z.NEVER;
    }
    return months.map((found) => ({
      month: `${found![1]!}-01`,
      payCents: Number(parseDollars(found![2]!)),
    }));
  });

/** A refusal as the page's problem, at the field where it belongs. */
export function problemOf(refusal: Refusal, fields: Readonly<Record<string, string>>, usual?: string): Again {
  const field = fields[refusal.code] ?? usual;
  return again({ says: refusal.code, facts: refusal.facts, ...(field === undefined ? {} : { field }) });
}
