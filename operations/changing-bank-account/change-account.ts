import { formatDate } from "@emeritus/engine/dates.ts";
import { type Address, addressThen, findAddress } from "@emeritus/records/address.ts";
import {
  bankAccountsOf,
  enterBankAccount,
  findBankAccount,
  getAccountNumber,
  isRoutingNumber,
  type BankAccount,
} from "@emeritus/records/bank-account.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { recordLetter } from "@emeritus/records/letter.ts";
import type { Known } from "@emeritus/records/moment.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { accountLetter } from "./account-letter.ts";

/** An account that a payee wants to be paid to. */
export interface AccountAsk {
  readonly key: string;
  readonly person: number;
  readonly routing: string;
  readonly number: string;
  readonly kind: "checking" | "savings";
}

/** Why an account is not taken. */
export type AccountRefusal = Refusal<"routingWrong" | "numberWrong" | "sameAccount">;

/** An account as taken: held until a second person confirms it. */
export interface AccountEntered {
  readonly account: number;
  readonly letter: number;
}

/** Pure. A routing number with a right check digit, and 4 to 17 digits that are not those of the account in use. */
export function decideAccount(
  ask: Pick<AccountAsk, "routing" | "number" | "kind">,
  inUse: { routing: string; number: string; kind: string } | undefined,
): AccountRefusal | undefined {
  if (!isRoutingNumber(ask.routing)) return refused("routingWrong").refused;
  if (!/^[0-9]{4,17}$/.test(ask.number)) return refused("numberWrong").refused;
  const same =
    inUse !== undefined &&
    inUse.routing === ask.routing &&
    inUse.number === ask.number &&
    inUse.kind === ask.kind;
  return same ? refused("sameAccount").refused : undefined;
}

/**
 * Enters the account to which a payee is to be paid. It is held until a second person confirms it, payments wait as long, and
 * a notice goes to the address on record, and to the one before it where that was replaced lately. The account number is kept sealed; only its last four digits are ever shown.
 */
export async function changeBankAccount(
  system: System,
  actor: Actor,
  ask: AccountAsk,
): Promise<Outcome<AccountEntered, AccountRefusal>> {
  allow(actor, "change a bank account", { person: ask.person });
  const { db, fund, keys, calendar } = system;
  const { key, person, routing, number, kind } = ask;
  const hash = keys.lookup("bankAccount", number).hash.toString("hex");
  const request = { person, routing, kind, number: hash };
  return command(
    db,
    { fund: fund.number, actor, key, name: "changeBankAccount", request, persons: [person] },
    async (tx, instant, note) => {
      const today = calendar.today();
      const before = await findBankAccount(tx, fund.number, person, { on: today });
      const refusal = decideAccount(
        ask,
        before && {
          ...before,
          number: await getAccountNumber(tx, keys, fund.number, person, before.account),
        },
      );
      if (refusal !== undefined) return { refused: refusal };
      const account = await enterBankAccount(
        tx,
        keys,
        { fund: fund.number, person, routing, number, kind, from: today, enteredBy: actor.account },
        instant,
      );
      const letter = await tellOldAddress(system, tx, person, number.slice(-4), before, instant);
      note({ facts: { account, last4: number.slice(-4) } });
      return accepted({ account, letter });
    },
  );
}

/** For so many days an address that was replaced still gets the notice, so that nobody moves the letters first and the money then. */
const OLD_ADDRESS_DAYS = 60;

/** Writes the notice to the address on record, and to another that was on record lately; the letter's row is what the outbox sends. */
async function tellOldAddress(
  { fund, calendar }: System,
  tx: Tx,
  person: number,
  last4: string,
  before: BankAccount | undefined,
  instant: Instant,
): Promise<number> {
  const words = wordsFor("en");
  const today = calendar.today();
  const { name, memberId } = await nameOf(tx, fund.number, person);
  const ago = { today, days: OLD_ADDRESS_DAYS, instant };
  const now = linesOf(await findAddress(tx, fund.number, person, { on: today }));
  const then = linesOf(await addressThen(tx, fund.number, person, ago));
  const moved = then.length > 0 && then.join("\n") !== now.join("\n");
  const letters: number[] = [];
  for (const place of moved ? [now, then] : [now]) {
    const addressee = [name, ...place];
    const content = accountLetter(words, {
      fund,
      writtenOn: formatDate(today),
      addressee,
      name,
      memberId,
      last4,
      before: before?.last4,
    });
    const addressedTo = addressee.join("\n");
    const letter = { person, kind: "bankAccountChanged", language: "en", addressedTo, content } as const;
    letters.push(await recordLetter(tx, fund.number, { ...letter, written: today }, instant));
  }
  return letters[0]!;
}

const linesOf = (address: Address | undefined): string[] =>
  address === undefined
    ? []
    : [
        address.street,
        address.street2,
        [address.city, address.state, address.postalCode].filter(Boolean).join(" "),
      ].filter((line) => line !== undefined);

async function nameOf(
  db: Reading,
  fund: number,
  person: number,
): Promise<{ name: string; memberId: string }> {
  const { rows } = await sql<{ name: string | null; memberId: string }>`
    select p.member_id as "memberId", (select n.first_name || ' ' || n.last_name from records.person_name n where n.fund = p.fund and n.person = p.person
      and n.recorded_to = 'infinity' order by n.valid_from desc limit 1) as name
    from records.person p where p.fund = ${fund} and p.person = ${person}`.execute(db);
  const found = rows[0];
  if (found === undefined) throw new Error(`fund ${fund} has no person ${person}`);
  return { name: found.name ?? found.memberId, memberId: found.memberId };
}

/** The accounts of a payee as the record shows them, or showed them then: masked, in order of day. */
export async function seeAccounts(
  { reader, fund }: System,
  actor: Actor,
  person: number,
  when: Known = {},
): Promise<BankAccount[]> {
  allow(actor, "read payments", { person });
  return bankAccountsOf(reader, fund.number, person, when);
}
