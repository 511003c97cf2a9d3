import { sql } from "kysely";
import { bankAccountsOf, setBankAccountStatus } from "@emeritus/records/bank-account.ts";
import { command } from "@emeritus/records/command.ts";
import { correct } from "@emeritus/records/correct.ts";
import { dateText } from "@emeritus/records/dates.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow, may } from "../permissions.ts";
import { accountsOfActor, isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";

/** What a second person says of a held account. */
export interface ConfirmAsk {
  readonly key: string;
  readonly person: number;
  readonly account: number;
  readonly decision: "confirm" | "refuse";
  /** How it was checked, or why it is refused. */
  readonly because: string;
}

/** Why a held account cannot be decided by this person. */
export type ConfirmRefusal = Refusal<"notHeld" | "enteredByYou">;

/**
 * A second person confirms a held account, so that payments go there; or refuses it, and the account in use before it goes on,
 * where there was one.
 */
export async function decideHeldAccount(
  { db, fund }: System,
  actor: Actor,
  ask: ConfirmAsk,
): Promise<Outcome<{ account: number }, ConfirmRefusal>> {
  allow(actor, "confirm a bank account", { person: ask.person });
  const { key, person, account, decision, because } = ask;
  const request = { person, account, decision };
  return command(
    db,
    { fund: fund.number, actor, key, name: "decideHeldAccount", request, persons: [person], because },
    async (tx, instant) => {
      const accounts = await bankAccountsOf(tx, fund.number, person);
      const held = accounts.find((one) => one.account === account && one.status === "held");
      if (held === undefined) return refused("notHeld");
      if (await isSamePerson(tx, fund.number, actor, held.enteredBy)) return refused("enteredByYou");
      const before = accounts.find((one) => one.status === "confirmed" && one.to === held.from);
      if (decision === "refuse" && before !== undefined) {
        const row = {
          fund: fund.number,
          person,
          account: before.account,
          routing: before.routing,
          kind: before.kind,
          last4: before.last4,
          status: "confirmed" as const,
          entered_by: before.enteredBy,
          confirmed_by: before.confirmedBy ?? null,
          valid_from: dateText(held.from),
        };
        await correct(
          tx,
          "records.bank_account",
          { fund: fund.number, person },
          { from: held.from },
          [row],
          instant,
        );
      } else {
        const status = decision === "confirm" ? "confirmed" : "stopped";
        await setBankAccountStatus(
          tx,
          { fund: fund.number, person, account, status, by: actor.account, reason: because },
          instant,
        );
      }
      return accepted({ account });
    },
  );
}

/** A held account that waits for a second person. */
export interface HeldAccount {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly account: number;
  readonly routing: string;
  readonly kind: "checking" | "savings";
  readonly last4: string;
  readonly enteredBy: string;
  readonly enteredAt: Instant;
  /** The last four digits of the account in use until the day before. */
  readonly before: string | null;
  /** Whether the actor entered it, by whatever account, so that somebody else must decide it. */
  readonly enteredByActor: boolean;
  /** Whether the actor may decide it: has the permission for this payee, and did not enter it. */
  readonly mayDecide: boolean;
}

/** The accounts that wait for confirmation, oldest first; the actor's own is left out. */
export async function seeHeldAccounts({ db, reader, fund }: System, actor: Actor): Promise<HeldAccount[]> {
  allow(actor, "read a payroll");
  const { rows } = await sql<Omit<HeldAccount, "enteredByActor" | "mayDecide">>`
    select a.person, p.member_id as "memberId", coalesce(n.last_name || ', ' || n.first_name, p.member_id) as name, a.account, a.routing, a.kind,
      a.last4, a.entered_by as "enteredBy", a.recorded_from as "enteredAt",
      (select b.last4 from records.bank_account b where b.fund = a.fund and b.person = a.person and b.recorded_to = 'infinity' and b.valid_to = a.valid_from limit 1) as before
    from records.bank_account a join records.person p using (fund, person)
    left join lateral (select n.last_name, n.first_name from records.person_name n where n.fund = a.fund and n.person = a.person
      and n.recorded_to = 'infinity' order by n.valid_from desc limit 1) n on true
    where a.fund = ${fund.number} and a.status = 'held' and a.recorded_to = 'infinity' and a.person <> ${actor.person ?? 0}
    order by a.recorded_from limit 500`.execute(reader);
  const own = await accountsOfActor(db, fund.number, actor);
  return rows.map((row) => {
    const enteredByActor = own.has(row.enteredBy);
    const permitted = may(actor, "confirm a bank account", { person: row.person });
    return { ...row, enteredByActor, mayDecide: permitted && !enteredByActor };
  });
}
