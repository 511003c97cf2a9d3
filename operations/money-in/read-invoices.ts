import { formatDate } from "@emeritus/engine/dates.ts";
import { type Charge, listApplications, listCharges, type Application } from "@emeritus/records/money-in.ts";
import {
  agedReceivables,
  type AgedRow,
  expectedAgainstReceived,
  type ExpectedRow,
  statementLines,
  type StatementLine,
} from "@emeritus/records/money-in-reports.ts";
import { findReport, type StoredReport } from "@emeritus/records/pay-report.ts";
import { type Election, findElections } from "@emeritus/records/prepayment.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { allow, may } from "../permissions.ts";
import type { System } from "../system.ts";

/** An employer by number, with its code and name. */
export interface EmployerNamed {
  readonly employer: number;
  readonly code: string;
  readonly name: string;
}

/** What an employer sees of its money: invoices by reference and trust, what is past due, and its prepayments. */
export interface InvoicesSeen {
  readonly today: DateText;
  readonly employers: readonly EmployerNamed[];
  readonly rows: readonly ExpectedRow[];
  readonly more: boolean;
  readonly aged: readonly AgedRow[];
  readonly elections: readonly Election[];
}

const rowsAPage = 50;

/** The employers whose money an actor may read: the actor's own, or for staff all. */
function reachOf(actor: Actor): readonly number[] | undefined {
  return actor.roles.every((role) => role === "employer") ? actor.employers : undefined;
}

/** Invoices of the employers an actor speaks for, the newest first; `page` counts from 1. */
export async function readInvoices(
  { reader, fund, calendar }: System,
  actor: Actor,
  { page }: { page: number },
): Promise<InvoicesSeen> {
  allow(actor, "read invoices");
  const employers = reachOf(actor);
  const of = employers === undefined ? {} : { employers };
  const today = formatDate(calendar.today());
  const rows = await expectedAgainstReceived(reader, fund.number, {
    ...of,
    most: rowsAPage + 1,
    after: (page - 1) * rowsAPage,
  });
  return {
    today,
    employers: await employersNamed(reader, fund.number, employers),
    rows: rows.slice(0, rowsAPage),
    more: rows.length > rowsAPage,
    aged: await agedReceivables(reader, fund.number, today, employers),
    elections: await findElections(reader, fund.number, undefined, employers),
  };
}

/** Every employer of the fund as it is called now, or these. */
export async function employersNamed(
  reader: System["reader"],
  fund: number,
  employers?: readonly number[],
): Promise<EmployerNamed[]> {
  const { rows } = await sql<EmployerNamed>`
    select distinct on (name, employer) employer, code, name from records.employer
    where fund = ${fund} and recorded_to = 'infinity' and valid_to = 'infinity' and (${employers === undefined} or employer = any(${[...(employers ?? [])]}::int[]))
    order by name, employer`.execute(reader);
  return rows;
}

/** One invoice: the charges of a reference, each with the report it comes from and what was paid of it. */
export interface InvoiceSeen {
  readonly employer: EmployerNamed;
  readonly reference: string;
  readonly charges: readonly (Charge & { readonly applications: readonly Application[] })[];
  readonly reports: readonly StoredReport[];
}

/** Reads the invoice of a reference; nothing where there is none that the actor may see. */
export async function readInvoice(
  { reader, fund }: System,
  actor: Actor,
  reference: string,
): Promise<InvoiceSeen | undefined> {
  allow(actor, "read invoices");
  const found = await listCharges(reader, fund.number, { references: [reference] });
  const charges = found.filter(({ employer }) => may(actor, "read invoices", { employer }));
  const [first] = charges;
  if (first === undefined) return undefined;
  const reports = [...new Set(charges.flatMap(({ report }) => report ?? []))];
  const stored = await Promise.all(reports.map((report) => findReport(reader, fund.number, report)));
  return {
    employer: { employer: first.employer, code: first.employerCode, name: first.employerName },
    reference,
    charges: await Promise.all(
      charges.map(async (charge) => ({
        ...charge,
        applications: await listApplications(reader, fund.number, { charge: charge.charge }),
      })),
    ),
    reports: stored.filter((report) => report !== undefined),
  };
}

/** An employer's account over some days: what was owed before, every line, and what is owed after. */
export interface Statement {
  readonly employer: EmployerNamed;
  readonly from: DateText;
  readonly to: DateText;
  /** Owed on the day before the first; below zero where the employer had money with the fund. */
  readonly openingCents: Cents;
  readonly chargedCents: Cents;
  readonly receivedCents: Cents;
  readonly closingCents: Cents;
  readonly lines: readonly StatementLine[];
}

/** Reads the statement of an employer from a day to a day, both counted; nothing where the actor may not see it or it is not there. */
export async function readStatement(
  { reader, fund }: System,
  actor: Actor,
  { employer, from, to }: { employer: number; from: DateText; to: DateText },
): Promise<Statement | undefined> {
  allow(actor, "read invoices", { employer });
  const [named] = await employersNamed(reader, fund.number, [employer]);
  if (named === undefined) return undefined;
  return statementOf(named, await statementLines(reader, fund.number, employer, to), from, to);
}

/** Pure. The statement that lines of an account make. */
export function statementOf(
  employer: EmployerNamed,
  lines: readonly StatementLine[],
  from: DateText,
  to: DateText,
): Statement {
  const within = lines.filter(({ day }) => day >= from && day <= to);
  const sum = (rows: readonly StatementLine[], column: "chargedCents" | "receivedCents"): Cents =>
    rows.reduce((cents, row) => cents + row[column], 0n);
  const before = lines.filter(({ day }) => day < from);
  const openingCents = sum(before, "chargedCents") - sum(before, "receivedCents");
  const chargedCents = sum(within, "chargedCents");
  const receivedCents = sum(within, "receivedCents");
  const closingCents = openingCents + chargedCents - receivedCents;
  return { employer, from, to, openingCents, chargedCents, receivedCents, closingCents, lines: within };
}
