import { decimalSteps } from "@emeritus/engine/exact.ts";
import type { AgedRow, ExpectedRow } from "@emeritus/records/money-in-reports.ts";
import { trustNamed } from "@emeritus/records/money-in.ts";
import { money, shortDate } from "@emeritus/words/format.ts";
import type { ReactNode } from "react";
import { Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

/** An amount with its minus before it, and an empty cell for nothing. */
const amountOrNothing = (cents: bigint): string => (cents === 0n ? "" : signedMoney(cents));

/** An amount that may be below zero. */
export const signedMoney = (cents: bigint): string => (cents < 0n ? `− ${money(-cents)}` : money(cents));

/** What is expected by employer, group and period, and trust, against what was received. */
export function ExpectedTable({
  rows,
  today,
  invoice,
  withEmployer,
}: {
  rows: readonly ExpectedRow[];
  today: string;
  invoice: (row: ExpectedRow) => string;
  withEmployer: boolean;
}) {
  const words = useWords().money;
  const { columns } = words;
  const employer = { head: columns.employer, cell: (row: ExpectedRow): ReactNode => row.employerName };
  return (
    <Table
      caption={words.invoices.caption}
      quiet
      rows={rows}
      keyOf={({ employer: of, reference, trust }) => `${of} ${reference} ${trust}`}
      columns={[
        {
          head: columns.reference,
          names: true,
          cell: (row) => <a href={invoice(row)}>{row.reference}</a>,
        },
        ...(withEmployer ? [employer] : []),
        {
          head: columns.period,
          cell: ({ periodBegin, periodEnd }) =>
            words.periodOf({ begin: shortDate(periodBegin), end: shortDate(periodEnd) }),
        },
        { head: columns.trust, cell: ({ trust }) => words.trusts[trustNamed(trust)] },
        { head: columns.due, cell: (row) => <Due row={row} today={today} /> },
        { head: columns.charged, number: true, cell: ({ chargedCents }) => signedMoney(chargedCents) },
        { head: columns.received, number: true, cell: ({ receivedCents }) => signedMoney(receivedCents) },
        { head: columns.open, number: true, cell: ({ openCents }) => signedMoney(openCents) },
      ]}
    />
  );
}

function Due({ row: { due, openCents }, today }: { row: ExpectedRow; today: string }) {
  const words = useWords().money.invoices;
  return (
    <>
      {shortDate(due)}{" "}
      {openCents <= 0n ? (
        <Tag kind="good">{words.paid}</Tag>
      ) : due < today ? (
        <Tag kind="bad">{words.late}</Tag>
      ) : null}
    </>
  );
}

/** Who owes, by days past due; with a link to the employer's statement. */
export function AgedTable({
  rows,
  statement,
}: {
  rows: readonly AgedRow[];
  statement: (employer: number) => string;
}) {
  const words = useWords().money;
  const columns = words.agedColumns;
  const amount = (head: string, of: (row: AgedRow) => bigint) => ({
    head,
    number: true,
    cell: (row: AgedRow) => amountOrNothing(of(row)),
  });
  return (
    <Table
      caption={words.aged}
      quiet
      rows={rows}
      keyOf={({ employer }) => employer}
      columns={[
        {
          head: columns.employer,
          names: true,
          cell: ({ employer, employerName }) => <a href={statement(employer)}>{employerName}</a>,
        },
        amount(columns.notDue, (row) => row.notDueCents),
        amount(columns.to30, (row) => row.to30Cents),
        amount(columns.to60, (row) => row.to60Cents),
        amount(columns.to90, (row) => row.to90Cents),
        amount(columns.over90, (row) => row.over90Cents),
        amount(columns.open, (row) => row.openCents),
        amount(columns.waiting, (row) => row.waitingCents),
      ]}
    />
  );
}

/** The way back to the desk of money in. */
export function BackToMoney() {
  return <a href={link("/office/money")}>{useWords().money.title}</a>;
}

const amount = /^\s*\$?\s*(-?\d{1,3}(?:,\d{3})+|-?\d{1,12})\.(\d{2})\s*$/u;

/** Cents of an amount as people type it: 4750.50, $4,750.50, -12.00; nothing where it is none. */
export function centsTyped(text: string): bigint | undefined {
  const found = amount.exec(text);
  return found === null ? undefined : BigInt(`${found[1]!.replaceAll(",", "")}${found[2]}`);
}

/** Hundredths of a percent of a percentage as people type it: 16.25; nothing where it is none. */
export function hundredthsTyped(text: string): number | undefined {
  return stepsTyped(/^\s*(\d{1,3}(?:\.\d{1,2})?)\s*%?\s*$/u, text, 2);
}

/** Thousandths of a percent of a percentage as people type it: 2.347; nothing where it is none. */
export function thousandthsTyped(text: string): number | undefined {
  return stepsTyped(/^\s*(\d{1,3}(?:\.\d{1,3})?)\s*%?\s*$/u, text, 3);
}

function stepsTyped(form: RegExp, text: string, decimals: number): number | undefined {
  const typed = form.exec(text)?.[1];
  return typed === undefined ? undefined : Number(decimalSteps(typed, decimals));
}

/** A rate in thousandths of a percent as it is printed: 30.25 %, 2.347 %. */
export function percentText(thousandths: number): string {
  const text = (thousandths / 1000).toFixed(3);
  return `${text.endsWith("0") ? text.slice(0, -1) : text} %`;
}
