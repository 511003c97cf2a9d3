import { firstOfMonthOf, formatDate } from "@emeritus/engine/dates.ts";
import { type ClearingItem, openClearingItems } from "@emeritus/records/bank-settlement.ts";
import {
  type Balance,
  type LedgerMonth,
  listMonths,
  trialBalance,
  type Trust,
} from "@emeritus/records/ledger.ts";
import type { Cents } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { firstOpen } from "../closing-months/close-month.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** An account with what is left on the side on which more was posted, in cents. */
export interface AccountBalance extends Balance {
  readonly leftDebitCents: Cents;
  readonly leftCreditCents: Cents;
}

/** The trial balance of a trust through a month, with its sums. */
export interface TrialBalance {
  readonly trust: Trust;
  /** The first day of the last month that counts; nothing where no month was opened. */
  readonly through: LedgerMonth | undefined;
  readonly months: readonly LedgerMonth[];
  /** The earliest month that is open, where it is over: the one that may be closed. */
  readonly closable: string | undefined;
  /** The day at whose end the ledger stood so; nothing for the ledger as it is now. */
  readonly asOf: string | undefined;
  readonly accounts: readonly AccountBalance[];
  readonly sums: Pick<AccountBalance, "debitCents" | "creditCents" | "leftDebitCents" | "leftCreditCents">;
  /** Both pairs of sums are equal. */
  readonly balances: boolean;
  /** What payroll clearing cash stands for, item by item, as the ledger stood; together its balance in credit. */
  readonly clearing: readonly ClearingItem[];
}

/**
 * Reads the trial balance of a trust through a month (its first day, YYYY-MM-DD), or through the newest month that was opened; as the
 * ledger stood at the end of a day, or as it is now.
 */
export async function readTrialBalance(
  { reader, fund, calendar }: System,
  actor: Actor,
  { trust, month, asOf }: { trust: Trust; month?: string | undefined; asOf?: string | undefined },
): Promise<TrialBalance> {
  allow(actor, "read the ledger");
  const months = await listMonths(reader, fund.number, trust);
  const standing = asOf === undefined ? undefined : { day: asOf, timeZone: fund.timeZone };
  const through = months.find((each) => each.month === month) ?? months[0];
  const moved = through ? await trialBalance(reader, fund.number, trust, through.month, standing) : [];
  const accounts = moved.map(withBalance);
  const sum = (column: keyof TrialBalance["sums"]) =>
    accounts.reduce((cents, row) => cents + row[column], 0n);
  const sums = {
    debitCents: sum("debitCents"),
    creditCents: sum("creditCents"),
    leftDebitCents: sum("leftDebitCents"),
    leftCreditCents: sum("leftCreditCents"),
  };
  const balances = sums.debitCents === sums.creditCents && sums.leftDebitCents === sums.leftCreditCents;
  const clearing =
    trust === "pension" && through !== undefined
      ? await openClearingItems(reader, fund.number, { through: through.month, asOf: standing })
      : [];
  const earliest = firstOpen(months);
  const over = earliest !== undefined && earliest < formatDate(firstOfMonthOf(calendar.today()));
  const closable = over ? earliest : undefined;
  return { trust, through, months, closable, asOf, accounts, sums, balances, clearing };
}

function withBalance(account: Balance): AccountBalance {
  const left = account.debitCents - account.creditCents;
  return { ...account, leftDebitCents: left > 0n ? left : 0n, leftCreditCents: left < 0n ? -left : 0n };
}
