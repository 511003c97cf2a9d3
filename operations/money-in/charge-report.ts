import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Trust } from "@emeritus/records/ledger.ts";
import { addCharge, booksOf, lockMoney } from "@emeritus/records/money-in.ts";
import type { ChargeKind } from "@emeritus/records/money-in-tables.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import { drawPrepayments } from "./draw-prepayments.ts";
import { matchWaiting } from "./match-waiting.ts";

/** Working days after the pay date by which the money of a report is due (ADR 18: the law says "following each pay period"). */
export const workingDaysToPay = 5;

/** Pay of one plan and pay date in a report, with the employer's rate in hundredths of a percent and what was charged, in cents. */
export interface PayCharged {
  readonly plan: string;
  readonly payDate: string;
  readonly pensionableCents: number;
  readonly employerRate: number;
  readonly employerCents: number;
}

/** What was posted of a report, by kind in cents, with the entries of the ledger that hold it. */
export interface ReportPosted {
  readonly fund: number;
  readonly report: number;
  readonly group: { readonly group: number; readonly employer: number; readonly code: string };
  readonly periodBegin: PlainDate;
  readonly periodEnd: PlainDate;
  readonly payDate: PlainDate;
  readonly today: PlainDate;
  readonly cents: Readonly<Partial<Record<ChargeKind, number>>>;
  readonly entries: Readonly<Partial<Record<Trust, bigint | undefined>>>;
  /** The pay behind the charges of the employers' contributions. */
  readonly pay: Readonly<Partial<Record<"employer" | "universityEmployer", readonly PayCharged[]>>>;
}

/** What a remittance for a group's period names, so that it finds its charges by itself: group and last day of the period. */
export function referenceOf(groupCode: string, periodEnd: PlainDate): string {
  return `${groupCode}-${formatDate(periodEnd).replaceAll("-", "")}`.toUpperCase();
}

/** A reference as it is compared: capitals, no space at its ends, one space within. */
export function plainReference(text: string): string {
  return text.trim().replace(/\s+/gu, " ").toUpperCase();
}

/**
 * Charges an employer for what was posted of a report, each kind by itself; draws what a prepayment covers, and matches money that
 * came before the report. Runs in the transaction that posts the report, so that there is never one without the other.
 */
export async function chargeReport(tx: Tx, posted: ReportPosted, instant: Instant): Promise<void> {
  const { fund, group, report, payDate, today } = posted;
  const reference = referenceOf(group.code, posted.periodEnd);
  const shared = {
    employer: group.employer,
    group: group.group,
    reference,
    periodBegin: formatDate(posted.periodBegin),
    periodEnd: formatDate(posted.periodEnd),
    chargedOn: formatDate(today),
    due: formatDate(workingDaysAfter(payDate, workingDaysToPay)),
    report,
  };
  await lockMoney(tx, fund);
  for (const [kind, cents] of Object.entries(posted.cents) as [ChargeKind, number][]) {
    const entry = posted.entries[booksOf[kind].trust];
    if (cents === 0 || entry === undefined) continue;
    const charge = await addCharge(tx, fund, { ...shared, kind, cents: BigInt(cents), entry }, instant);
    if (kind === "employer" || kind === "universityEmployer")
      await addPay(tx, fund, charge, posted.pay[kind] ?? [], instant);
  }
  await drawPrepayments(tx, { fund, employer: group.employer, today }, instant);
  await matchWaiting(tx, { fund, references: [reference], today }, instant);
}

async function addPay(
  tx: Tx,
  fund: number,
  charge: number,
  pay: readonly PayCharged[],
  instant: Instant,
): Promise<void> {
  if (pay.length === 0) return;
  await tx
    .insertInto("ledger.charge_pay")
    .values(
      pay.map((row) => ({
        fund,
        charge,
        plan: row.plan,
        pay_date: row.payDate,
        pensionable_cents: BigInt(row.pensionableCents),
        rate_hundredths: row.employerRate,
        cents: BigInt(row.employerCents),
        recorded_from: instant,
      })),
    )
    .execute();
}
