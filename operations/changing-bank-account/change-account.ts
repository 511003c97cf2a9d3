import {
  bankAccountsOf,
  enterBankAccount,
  findBankAccount,
  getAccountNumber,
  isRoutingNumber,
  type BankAccount,
} from "@emeritus/records/bank-account.ts";
import { command } from "@emeritus/records/command.ts";
import type { Known } from "@emeritus/records/moment.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { writeNotice } from "../changing-person/write-notice.ts";
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
      const last4 = number.slice(-4);
      const letter = await writeNotice(
        system,
        tx,
        { person, kind: "bankAccountChanged" },
        (words, frame) => accountLetter(words, { ...frame, last4, before: before?.last4 }),
        instant,
      );
      note({ facts: { account, last4 } });
      return accepted({ account, letter });
    },
  );
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
