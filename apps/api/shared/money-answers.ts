import { formatCents } from "@emeritus/engine/money.ts";
import type { readInvoices } from "@emeritus/operations/money-in/read-invoices.ts";
import type { readAged, readSuspense } from "@emeritus/operations/money-in/read-money-in.ts";
import { trustNamed, trustNames } from "@emeritus/records/money-in.ts";
import { z } from "zod";

/** The slice that answers for the routes of money in. */
export const owner = "money in";
/** A day, YYYY-MM-DD. */
export const Day = z.iso.date();
/** An amount as it leaves. */
export const Amount = z.string().describe("Dollars and cents, such as 1427.64");
/** An amount as it comes, perhaps below zero. */
export const AmountIn = z.string().regex(/^-?\d{1,12}\.\d{2}$/);
/** A rate. */
export const Percent = z.number().describe("Thousandths of a percent");
/** A trust by name. */
export const Trust = z.enum(trustNames);
/** A reason. */
export const because = z.string().trim().min(1).max(500);
/** What a payment names. */
export const Reference = z.string().trim().min(1).max(100);
/** Which page of a list, from 1. */
export const Page = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

/** What is expected of a group for a period in a trust. */
export const Expected = z.object({
  employer: z.number(),
  employerName: z.string(),
  reference: z.string(),
  periodBegin: Day,
  periodEnd: Day,
  trust: Trust,
  due: Day,
  charged: Amount,
  received: Amount,
  open: Amount,
});
/** The same, from a row of the record. */
export const expectedOf = (
  row: Awaited<ReturnType<typeof readInvoices>>["rows"][number],
): z.input<typeof Expected> => ({
  ...row,
  trust: trustNamed(row.trust),
  charged: formatCents(row.chargedCents),
  received: formatCents(row.receivedCents),
  open: formatCents(row.openCents),
});
/** A receipt with what is left of it. */
export const Receipt = z.object({
  receipt: z.number(),
  trust: Trust,
  receivedOn: Day,
  amount: Amount,
  reference: z.string(),
  payer: z.string(),
  employer: z.number().nullable(),
  left: Amount,
  days: z.number(),
});
/** The same, from a row of the record. */
export const receiptOf = (
  row: Awaited<ReturnType<typeof readSuspense>>[number],
): z.input<typeof Receipt> => ({
  ...row,
  trust: trustNamed(row.trust),
  amount: formatCents(row.cents),
  left: formatCents(row.leftCents),
});
/** What an employer owes by its age. */
export const Aged = z.object({
  employer: z.number(),
  employerName: z.string(),
  notDue: Amount,
  to30: Amount,
  to60: Amount,
  to90: Amount,
  over90: Amount,
  open: Amount,
  waiting: Amount,
});
/** The same, from a row of the record. */
export const agedOf = (row: Awaited<ReturnType<typeof readAged>>["rows"][number]): z.input<typeof Aged> => ({
  employer: row.employer,
  employerName: row.employerName,
  notDue: formatCents(row.notDueCents),
  to30: formatCents(row.to30Cents),
  to60: formatCents(row.to60Cents),
  to90: formatCents(row.to90Cents),
  over90: formatCents(row.over90Cents),
  open: formatCents(row.openCents),
  waiting: formatCents(row.waitingCents),
});
