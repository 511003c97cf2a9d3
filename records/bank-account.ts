import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { findClosedField, setClosedField } from "./closed-field.ts";
import { add, correct } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import type { Keys } from "./keys.ts";
import { known, type Known } from "./moment.ts";
import type { AccountStatus, Instant } from "./schema.ts";

/** Where a payee is paid, from a day on; the account number itself is closed. */
export interface BankAccount {
  /** The payee's accounts are counted from 1. */
  readonly account: number;
  readonly routing: string;
  readonly kind: "checking" | "savings";
  readonly last4: string;
  readonly status: AccountStatus;
  readonly enteredBy: string;
  readonly confirmedBy?: string | undefined;
  readonly reason?: string | undefined;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Whether nine digits are a routing number: weights 3, 7, 1 give a multiple of ten. */
export const isRoutingNumber = (text: string): boolean =>
  /^[0-9]{9}$/.test(text) &&
  [...text].reduce((sum, digit, index) => sum + Number(digit) * [3, 7, 1][index % 3]!, 0) % 10 === 0;

/** A payee's accounts in order of the days they are for. */
export async function bankAccountsOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<BankAccount[]> {
  const rows = await db
    .selectFrom("records.bank_account")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.bank_account", when))
    .orderBy("valid_from")
    .execute();
  return rows.map((row) => ({
    account: row.account,
    routing: row.routing,
    kind: row.kind,
    last4: row.last4,
    status: row.status,
    enteredBy: row.entered_by,
    confirmedBy: row.confirmed_by ?? undefined,
    reason: row.reason ?? undefined,
    from: dateOf(row.valid_from),
    to: dateOf(row.valid_to),
  }));
}

/** The account in use on a day, held or not. */
export async function findBankAccount(
  db: Reading,
  fund: number,
  person: number,
  { on, knownAt }: Known & { on: PlainDate },
): Promise<BankAccount | undefined> {
  return (await bankAccountsOf(db, fund, person, { knownAt })).find(
    (account) => account.from <= on && on < account.to,
  );
}

/** Records an account from a day on, held until a second person confirms it; gives its number. */
export async function enterBankAccount(
  tx: Tx,
  keys: Keys,
  entered: {
    fund: number;
    person: number;
    routing: string;
    number: string;
    kind: "checking" | "savings";
    from: PlainDate;
    enteredBy: string;
  },
  instant: Instant,
): Promise<number> {
  const { fund, person, routing, number, kind, from, enteredBy } = entered;
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(account), 0) + 1 as next from records.bank_account where fund = ${fund} and person = ${person}`.execute(
    tx,
  );
  const account = rows[0]!.next;
  await setClosedField(tx, keys, { fund, person, field: "bankAccount", slot: account }, number, instant);
  const row = {
    fund,
    person,
    account,
    routing,
    kind,
    last4: number.slice(-4),
    status: "held" as const,
    entered_by: enteredBy,
    valid_from: dateText(from),
  };
  await correct(tx, "records.bank_account", { fund, person }, { from }, [row], instant);
  return account;
}

/** Records what became of an account: confirmed by a second person, stopped, or held again, with the reason. */
export async function setBankAccountStatus(
  tx: Tx,
  {
    fund,
    person,
    account,
    status,
    by,
    reason,
  }: { fund: number; person: number; account: number; status: AccountStatus; by: string; reason?: string },
  instant: Instant,
): Promise<void> {
  const closed = await tx
    .updateTable("records.bank_account")
    .set({ recorded_to: instant })
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("account", "=", account)
    .where("recorded_to", "=", "infinity")
    .returningAll()
    .execute();
  if (closed.length === 0) throw new Error(`Person ${person} has no account ${account}.`);
  const rows = closed.map(({ recorded_from: _from, recorded_to: _to, ...row }) => ({
    ...row,
    status,
    confirmed_by: status === "confirmed" ? by : row.confirmed_by,
    reason: reason ?? null,
  }));
  await add(tx, "records.bank_account", rows, instant);
}

/** The account number itself, for the bank file. Never show or log it. */
export async function getAccountNumber(
  db: Reading,
  keys: Keys,
  fund: number,
  person: number,
  account: number,
): Promise<string> {
  const number = await findClosedField(db, keys, { fund, person, field: "bankAccount", slot: account });
  if (number === undefined)
    throw new Error(`The number of account ${account} of person ${person} is not on file.`);
  return number;
}
