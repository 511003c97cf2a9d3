import { employersOn } from "@emeritus/records/employer.ts";
import { sql } from "kysely";
import type { Role } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { createAccount } from "./create-account.ts";
import { note } from "./note.ts";
import { hashPassword } from "./password.ts";
import { decideCredentials, type RegisterRefused } from "./register.ts";
import { newTotpSecret } from "./totp.ts";

/** Who stands for the machine's operator in the audit: whoever may read the fund's key file and its database. */
const operator = "command line";

/** Why an account is not made, or gets no new password. */
export type AddAccountRefused =
  | RegisterRefused
  | Refusal<
      | "account-name-missing"
      | "account-role-missing"
      | "account-employer-missing"
      | "account-employer-unknown"
      | "unknownAccount"
    >;

/** An account that the operator makes for a member of the staff or for somebody at an employer. */
export interface AccountAdded {
  readonly onlineId: string;
  readonly name: string;
  readonly roles: readonly Exclude<Role, "member">[];
  /** The code of the employer for which an employer's account speaks. */
  readonly employer?: string | undefined;
  readonly password: string;
}

/**
 * Makes an account with both factors set, from the machine itself: a fund that holds nothing yet has nobody who could be asked. Gives the
 * secret for the authenticator, which is shown once. Members make their own accounts.
 */
export async function addAccount(
  { db, fund, keys, calendar }: System,
  { onlineId, name, roles, employer, password }: AccountAdded,
): Promise<Outcome<{ readonly account: string; readonly totpSecret: string }, AddAccountRefused>> {
  const fits = decideCredentials({ onlineId, password });
  if (fits.refused) return fits;
  const account = onlineId.trim().toLowerCase();
  if (name.trim() === "" || name.length > 150) return refused("account-name-missing");
  if (roles.length === 0) return refused("account-role-missing");
  const speaks = roles.includes("employer");
  if (speaks !== (employer !== undefined)) return refused("account-employer-missing");
  return db
    .transaction()
    .execute(async (tx): Promise<Outcome<{ account: string; totpSecret: string }, AddAccountRefused>> => {
      const { rows } = await sql`select from signin.account where account = ${account}`.execute(tx);
      if (rows.length > 0) return refused("onlineIdTaken");
      const named = speaks
        ? (await employersOn(tx, fund.number, { on: calendar.today() })).find(({ code }) => code === employer)
        : undefined;
      if (speaks && named === undefined) return refused("account-employer-unknown", { code: employer! });
      const employers = named === undefined ? [] : [named.employer];
      const totpSecret = newTotpSecret();
      const made = { account, name: name.trim(), roles, employers, password, totpSecret };
      await createAccount({ db: tx, fund, keys }, made);
      const facts = { account, roles: [...roles], employers };
      await note(tx, { fund: fund.number, actor: operator, action: "give an account its roles", facts });
      return accepted({ account, totpSecret });
    });
}

/** Gives an account of the staff or of an employer a new password from the machine itself, and ends its sessions; the second factor stays. */
export async function setPassword(
  { db, fund }: System,
  { onlineId, password }: { readonly onlineId: string; readonly password: string },
): Promise<Outcome<{ readonly account: string }, AddAccountRefused>> {
  const fits = decideCredentials({ onlineId, password });
  const { refused: unfit } = fits;
  if (unfit?.code === "passwordShort" || unfit?.code === "passwordTold") return { refused: unfit };
  const account = onlineId.trim().toLowerCase();
  return db.transaction().execute(async (tx): Promise<Outcome<{ account: string }, AddAccountRefused>> => {
    const { numAffectedRows } = await sql`
      update signin.account set password = ${await hashPassword(password)}, password_set = clock_timestamp()
      where account = ${account} and fund = ${fund.number} and not ('member' = any(roles))`.execute(tx);
    if (!numAffectedRows) return refused("unknownAccount");
    await sql`delete from signin.session where account = ${account}`.execute(tx);
    await note(tx, { fund: fund.number, actor: operator, action: "set a new password", facts: { account } });
    return accepted({ account });
  });
}
