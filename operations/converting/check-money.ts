import { formatDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Finder } from "./finder.ts";
import type { Row } from "./layout.ts";
import type { Rows } from "./rows.ts";

/** The trust that a balance of an employer belongs to. */
export const trustOfBalance = ({ kind }: Row<"balances">): "pension" | "insurance" =>
  kind === "life" || kind === "disability" || kind === "insuranceNotMatched" ? "insurance" : "pension";

/** Whether a balance of an employer is owed to the fund; the others are money that nobody could match. */
export const isOwed = ({ kind }: Row<"balances">): boolean =>
  kind !== "notMatched" && kind !== "insuranceNotMatched";

/** What the rows of members' accounts, employers' balances and the ledger break together. */
export function checkMoney(finder: Finder, rows: Rows): void {
  finder.once("accounts", rows.accounts, "account", (row) => `${row.person}/${row.account}`);
  finder.once("standings", rows.standings, "person", (row) => row.person);
  finder.once(
    "balances",
    rows.balances,
    "reference",
    (row) => `${row.employer}/${row.kind}/${row.reference}`,
  );
  finder.once("ledger", rows.ledger, "account", (row) => `${row.trust}/${row.account}`);
  for (const row of rows.balances)
    if (row.kind === "prepaid") finder.find("balances", row.line, "kind", row.kind, "noPlace");
    else if (row.amount === 0n) finder.find("balances", row.line, "amount", "0.00", "missing");
  for (const row of rows.ledger)
    if ((row.debit === undefined) === (row.credit === undefined))
      finder.find("ledger", row.line, "debit", "", "together", "credit");
  const days = new Set(rows.ledger.map(({ as_of: day }) => day));
  if (days.size > 1) {
    const first = rows.ledger[0]!;
    for (const row of rows.ledger)
      if (row.as_of !== first.as_of)
        finder.find("ledger", row.line, "as_of", formatDate(row.as_of), "order", formatDate(first.as_of));
  }
  for (const trust of ["pension", "insurance"] as const) checkBalance(finder, rows, trust);
}

/** Debits equal credits in each trust, with what employers owe and what could not be matched. */
function checkBalance(finder: Finder, rows: Rows, trust: "pension" | "insurance"): void {
  const lines = rows.ledger.filter((row) => row.trust === trust);
  if (lines.length === 0) return;
  const sum = (some: readonly bigint[]) => some.reduce((all, one) => all + one, 0n);
  const balances = rows.balances.filter((row) => trustOfBalance(row) === trust && row.kind !== "prepaid");
  const debit = sum([
    ...lines.map((row) => row.debit ?? 0n),
    ...balances.filter(isOwed).map(({ amount }) => amount),
  ]);
  const credit = sum([
    ...lines.map((row) => row.credit ?? 0n),
    ...balances.filter((row) => !isOwed(row)).map(({ amount }) => amount),
  ]);
  if (debit !== credit)
    finder.find("ledger", 0, trust, formatCents(debit), "notBalanced", formatCents(credit));
}
