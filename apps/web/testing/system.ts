import { plainDate } from "@emeritus/engine/dates.ts";
import type { Role } from "@emeritus/operations/actor.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { beginSession } from "@emeritus/operations/signing-in/session.ts";
import type { System } from "@emeritus/operations/system.ts";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { testDatabase } from "@emeritus/records/testing.ts";

/** A whole system on a fresh database of its own, for tests of pages and of the API. */
export async function testSystem({ today = plainDate(2026, 11, 21) } = {}): Promise<
  System & { dispose(): Promise<void> }
> {
  const database = await testDatabase();
  const quiet = () => {};
  return {
    db: database.db,
    reader: database.reader,
    fund: { number: 1, name: "Demonstration fund", demonstration: true, timeZone: "America/Chicago" },
    calendar: { today: () => today, moved: false },
    clock: { now: () => new Date().toISOString(), milliseconds: () => Date.now() },
    keys: temporaryKeys(),
    log: { info: quiet, warn: quiet, error: (facts, message) => console.error(message, facts) },
    letters: { print: () => Promise.reject(new Error("no letters are printed here")), close: async () => {} },
    outbox: { hand: () => Promise.reject(new Error("no letters are mailed here")) },
    home: "/nonexistent",
    dispose: () => database.dispose(),
  };
}

/** The password and authenticator secret of every account that tests make. */
export const testSecrets = { password: "correct horse battery", totpSecret: "JBSWY3DPEHPK3PXP" } as const;

/** Makes an account with these roles and signs it in; gives the cookie of its full session. */
export async function signedIn(
  system: System,
  account: { account: string; roles: readonly Role[]; person?: number; employers?: readonly number[] },
): Promise<{ cookie: string; token: string }> {
  await createAccount(system, { name: account.account, ...testSecrets, ...account });
  const token = await beginSession(system.db, account.account.toLowerCase(), "full", "a test");
  return { cookie: `emeritus=${token}`, token };
}
