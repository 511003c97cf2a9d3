import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import { findContact } from "@emeritus/records/address.ts";
import { lastFourOf, personsBySsn } from "@emeritus/records/closed-field.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { findPerson, findPersonByMemberId } from "@emeritus/records/person.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { sql } from "kysely";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { emailsToTell, tellByEmail, tellByLetter } from "../changing-person/write-notice.ts";
import { createAccount } from "./create-account.ts";
import { isTooNewForFirstAccount } from "./first-account-wait.ts";
import { note } from "./note.ts";
import { hashPassword } from "./password.ts";
import { digest } from "./session.ts";
import type { From } from "./sign-in.ts";
import { newTotpSecret } from "./totp.ts";
import { countTry } from "./tries.ts";

/** How long a code sent by e-mail may be used, and how often it may be tried (ADR 8). */
export const codeLimits = { minutes: 10, tries: 5, digits: 6 } as const;

/** The fewest characters of a password beside a second factor (NIST SP 800-63B 3.1.1). */
const leastPassword = 8;

/** Why setting a password does not begin. */
export type BeginRefused = Refusal<"locked">;

/**
 * Begins to set a password: who gives the Member ID or the SSN of somebody living with an e-mail address on record has a code sent there. The
 * answer is the same for everybody, found or not. Nobody gets a first account by an address that somebody changed a few days ago.
 */
export async function beginRegistration(
  system: System,
  { id, from }: { readonly id: string; readonly from: From },
): Promise<Outcome<{ token: string }, BeginRefused>> {
  const { db, keys, fund, calendar } = system;
  const typed = id.replace(/[\s-]/gu, "");
  if (
    !(await countTry(db, keys, { account: `register ${typed}`, step: "password", address: from.address }))
  ) {
    await note(db, { fund: fund.number, actor: "visitor", action: "register", because: "too many tries" });
    return refused("locked");
  }
  const person = await whoIs(system, typed);
  const found = person === undefined ? undefined : await findPerson(db, fund.number, person);
  const moment = { on: calendar.today() };
  const email =
    found === undefined || found.died !== undefined
      ? undefined
      : await findContact(db, fund.number, found.person, "email", moment);
  const tooNew =
    person !== undefined && email !== undefined && (await isTooNewForFirstAccount(system, person, email));
  const known = email === undefined || tooNew || system.mail === undefined ? undefined : person;
  const code = String(randomInt(10 ** codeLimits.digits)).padStart(codeLimits.digits, "0");
  const token = randomBytes(32).toString("base64url");
  await sql`delete from signin.registration where begun < clock_timestamp() - interval '1 day'`.execute(db);
  await sql`insert into signin.registration (registration, fund, person, code)
    values (${digest(token)}, ${fund.number}, ${known ?? null}, ${codeHash(keys, token, code)})`.execute(db);
  const action = tooNew
    ? "register: e-mail address too new"
    : known === undefined
      ? "register: nobody to send a code to"
      : "register: code sent";
  await note(db, { fund: fund.number, actor: "visitor", person: tooNew ? person : known, action });
  if (known !== undefined) {
    const { registering } = wordsFor("en").signin;
    const mail = { to: email!, subject: registering.mailSubject, text: registering.mail({ code }) };
    void system.mail!.send(mail).catch((error: unknown) => {
      system.log.error({ error: (error as Error).name }, "an e-mail could not be sent");
    });
  }
  return accepted({ token });
}

async function whoIs({ db, keys, fund }: System, typed: string): Promise<number | undefined> {
  if (/^\d{8}$/.test(typed)) return findPersonByMemberId(db, fund.number, typed);
  if (/^\d{9}$/.test(typed)) return (await personsBySsn(db, keys, fund.number, [typed])).get(typed);
  return undefined;
}

const codeHash = (keys: Keys, token: string, code: string): Buffer =>
  createHash("sha256")
    .update(keys.lookup("registering", `${token}\n${code}`).hash)
    .digest();

/** What somebody enters to set a password. */
export interface Registering {
  readonly token: string;
  readonly code: string;
  readonly born: PlainDate;
  /** The last four digits of the SSN. */
  readonly ssnLast4: string;
  readonly onlineId: string;
  readonly password: string;
}

/** Why a password is not set. What is wrong of code, birth date and SSN is never told apart. */
export type RegisterRefused = Refusal<
  "onlineIdWrong" | "passwordShort" | "passwordTold" | "notMatched" | "onlineIdTaken"
>;

/** What setting a password gives: the Online ID and, of a new account, the secret for the authenticator. */
export interface Registered {
  readonly onlineId: string;
  readonly totpSecret: string | undefined;
}

/** Pure. Whether an Online ID and a password may be used (ADR 8; the fund's own rules of Online IDs). */
export function decideCredentials({
  onlineId,
  password,
}: Pick<Registering, "onlineId" | "password">): Outcome<true, RegisterRefused> {
  const id = onlineId.trim().toLowerCase();
  if (!/^\S{6,150}$/u.test(id) || !/\d/.test(id) || /^\d+$/.test(id)) return refused("onlineIdWrong");
  if ([...password].length < leastPassword) return refused("passwordShort", { least: leastPassword });
  if (password.toLowerCase().includes(id) || /^\d+$/.test(password)) return refused("passwordTold");
  return accepted(true as const);
}

/**
 * Sets a password with the code from the e-mail on record, the birth date and the last four digits of the SSN. It makes an account, or
 * gives the account of the person a new password and ends its sessions; the second factor stays. Either is told by letter and e-mail.
 */
export async function register(
  system: System,
  asked: Registering,
): Promise<Outcome<Registered, RegisterRefused>> {
  const { db, keys, fund } = system;
  const decided = decideCredentials(asked);
  if (decided.refused) return decided;
  const onlineId = asked.onlineId.trim().toLowerCase();
  let emails: string[] = [];
  const outcome = await db
    .transaction()
    .execute(async (tx): Promise<Outcome<Registered, RegisterRefused>> => {
      const person = await provenPerson(system, tx, asked);
      if (person === undefined) {
        await note(tx, { fund: fund.number, actor: "visitor", action: "register", because: "not matched" });
        return refused("notMatched");
      }
      const { rows } = await sql<{ account: string }>`
      select account from signin.account where fund = ${fund.number} and person = ${person} and 'member' = any(roles) order by created limit 1`.execute(
        tx,
      );
      const has = rows[0]?.account;
      if (has === undefined) {
        const taken = await sql`select 1 from signin.account where account = ${onlineId}`.execute(tx);
        if (taken.rows.length > 0) return refused("onlineIdTaken");
      }
      await sql`delete from signin.registration where fund = ${fund.number} and person = ${person}`.execute(
        tx,
      );
      const kind = has === undefined ? "accountOpened" : "passwordSet";
      emails = await emailsToTell(tx, fund.number, person, system.calendar.today());
      await tellByLetter(system, tx, person, kind, await takeInstant(tx));
      if (has !== undefined) {
        await sql`update signin.account set password = ${await hashPassword(asked.password)}, password_set = clock_timestamp()
        where account = ${has}`.execute(tx);
        await sql`delete from signin.session where account = ${has}`.execute(tx);
        await note(tx, { fund: fund.number, actor: has, person, action: "set a new password" });
        return accepted({ onlineId: has, totpSecret: undefined });
      }
      const { name } = (await findPerson(tx, fund.number, person))!;
      const totpSecret = newTotpSecret();
      const account = {
        account: onlineId,
        name: `${name.first} ${name.last}`,
        person,
        roles: ["member"] as const,
      };
      await createAccount({ db: tx, fund, keys }, { ...account, password: asked.password, totpSecret });
      return accepted({ onlineId, totpSecret });
    });
  const made = outcome.accepted?.totpSecret !== undefined;
  tellByEmail(system, emails, made ? "accountOpened" : "passwordSet");
  return outcome;
}

/** The person whose code, birth date and SSN were entered; a wrong try is counted, and none is left after five or ten minutes. */
async function provenPerson(
  { keys, fund }: System,
  tx: Tx,
  { token, code, born, ssnLast4 }: Registering,
): Promise<number | undefined> {
  const { rows } = await sql<{ person: number | null; code: Buffer }>`
    update signin.registration set tries = tries + 1
    where registration = ${digest(token)} and fund = ${fund.number} and tries < ${codeLimits.tries}
      and begun > clock_timestamp() - make_interval(mins => ${codeLimits.minutes})
    returning person, code`.execute(tx);
  const row = rows[0];
  if (row === undefined || row.person === null) return undefined;
  const found = await findPerson(tx, fund.number, row.person);
  const last4 = (await lastFourOf(tx, keys, fund.number, [row.person])).get(row.person);
  const isCode = timingSafeEqual(row.code, codeHash(keys, token, code.replace(/\s/gu, "")));
  return isCode && found?.born === born && last4 === ssnLast4 ? row.person : undefined;
}
