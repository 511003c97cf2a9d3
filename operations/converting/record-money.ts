import { firstOfMonthOf, formatDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { addMany, type Cell } from "@emeritus/records/copy.ts";
import { type Account, accounts, openMonth, trusts } from "@emeritus/records/ledger.ts";
import { booksOf } from "@emeritus/records/money-in.ts";
import type { ChargeKind } from "@emeritus/records/money-in-tables.ts";
import { nextNumbers } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { plainReference } from "../money-in/charge-report.ts";
import { isOwed, trustOfBalance } from "./check-money.ts";
import type { Row } from "./layout.ts";
import { employerOf, type Loading, personOf } from "./table-rows.ts";

type TrustName = "pension" | "insurance";

/** One opening transfer: every account opens against the net position, so that each trust is in balance by itself. */
interface Opening {
  readonly trust: TrustName;
  readonly month: string;
  readonly debit: Account;
  readonly credit: Account;
  readonly cents: bigint;
  readonly employer?: number;
}

/** Posts what members' accounts, employers' balances and the ledger open with. */
export async function openBalances(tx: Tx, loading: Loading, instant: Instant): Promise<void> {
  const { rows } = loading.whole;
  await openAccounts(tx, loading, instant);
  const employer = employerOf(loading);
  const owed = rows.balances.filter(isOwed);
  const waiting = rows.balances.filter((row) => !isOwed(row));
  const openings = [
    ...owed.map((row) => ofBalance(row, employer(row.employer), booksOf[row.kind as ChargeKind].receivable)),
    ...waiting.map((row) => ofBalance(row, employer(row.employer), "receiptsNotMatched")),
    ...rows.ledger.flatMap(ofLine),
  ];
  const entries = await post(tx, loading.fund, openings, instant);
  await addCharges(tx, loading, owed, entries.slice(0, owed.length), instant);
  await addReceipts(tx, loading, waiting, entries.slice(owed.length, owed.length + waiting.length), instant);
}

const monthOf = (day: number): string => formatDate(firstOfMonthOf(day));

const ofBalance = (row: Row<"balances">, employer: number, account: Account): Opening => ({
  trust: trustOfBalance(row),
  month: monthOf(row.as_of),
  ...(isOwed(row) ? { debit: account, credit: "netPosition" } : { debit: "netPosition", credit: account }),
  cents: row.amount,
  employer,
});

function ofLine(row: Row<"ledger">): Opening[] {
  const cents = row.debit ?? row.credit ?? 0n;
  if (row.account === "netPosition" || cents === 0n) return [];
  const sides =
    row.debit === undefined
      ? { debit: "netPosition" as const, credit: row.account }
      : { debit: row.account, credit: "netPosition" as const };
  return [{ trust: row.trust, month: monthOf(row.as_of), ...sides, cents }];
}

async function post(tx: Tx, fund: number, openings: readonly Opening[], instant: Instant): Promise<number[]> {
  if (openings.length === 0) return [];
  for (const key of new Set(openings.map(({ trust, month }) => `${trust} ${month}`))) {
    const [trust, month] = key.split(" ") as [TrustName, string];
    await openMonth(tx, fund, trust, month, instant);
  }
  const entries = await nextNumbers(tx, "ledger.entry_number", openings.length);
  await addMany(
    tx,
    "ledger.transfer",
    ["fund", "trust", "entry", "line", "month", "debit", "credit", "cents", "employer", "source"],
    openings.map(({ trust, month, debit, credit, cents, employer }, at): Cell[] => [
      fund,
      trusts[trust],
      entries[at],
      1,
      month,
      accounts[debit],
      accounts[credit],
      cents,
      employer,
      "conversion",
    ]),
    instant,
  );
  return entries;
}

/** What an employer owes is a charge of the report that stands for its converted pay. */
async function addCharges(
  tx: Tx,
  loading: Loading,
  owed: readonly Row<"balances">[],
  entries: readonly number[],
  instant: Instant,
): Promise<void> {
  const employer = employerOf(loading);
  const charges = await nextNumbers(tx, "ledger.money_in_number", owed.length);
  await addMany(
    tx,
    "ledger.charge",
    "fund charge employer reporting_group kind trust reference period_begin period_end charged_on due cents report entry".split(
      " ",
    ),
    owed.map((row, at): Cell[] => [
      loading.fund,
      charges[at],
      employer(row.employer),
      employer(row.employer),
      row.kind,
      trusts[trustOfBalance(row)],
      plainReference(row.reference),
      monthOf(row.as_of),
      formatDate(row.as_of),
      formatDate(row.as_of),
      formatDate(row.as_of),
      row.amount,
      loading.numbers.reports[employer(row.employer) - 1],
      entries[at],
    ]),
    instant,
  );
}

async function addReceipts(
  tx: Tx,
  loading: Loading,
  waiting: readonly Row<"balances">[],
  entries: readonly number[],
  instant: Instant,
): Promise<void> {
  const employer = employerOf(loading);
  const names = new Map(loading.whole.rows.employers.map((row) => [row.employer, row.name]));
  const receipts = await nextNumbers(tx, "ledger.money_in_number", waiting.length);
  await addMany(
    tx,
    "ledger.receipt",
    "fund receipt trust received_on cents reference payer employer way entered_by entry".split(" "),
    waiting.map((row, at): Cell[] => [
      loading.fund,
      receipts[at],
      trusts[trustOfBalance(row)],
      formatDate(row.as_of),
      row.amount,
      plainReference(row.reference),
      names.get(row.employer),
      employer(row.employer),
      "hand",
      loading.actor,
      entries[at],
    ]),
    instant,
  );
}

/** Members' accounts are part of the net position of the pension trust; what stands in each is kept by person. */
async function openAccounts(tx: Tx, loading: Loading, instant: Instant): Promise<void> {
  const person = personOf(loading);
  await addMany(
    tx,
    "records.account_posting",
    ["fund", "person", "account", "kind", "posted_on", "cents", "source"],
    loading.whole.rows.accounts.flatMap((row) =>
      ([["contribution", row.contributions] as const, ["interest", row.interest] as const] as const)
        .filter(([, cents]) => cents > 0n)
        .map(([kind, cents]): Cell[] => [
          loading.fund,
          person(row.person),
          Number(row.account),
          kind,
          formatDate(row.as_of),
          cents,
          "conversion",
        ]),
    ),
    instant,
  );
}
