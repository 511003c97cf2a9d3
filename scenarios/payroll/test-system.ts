import { mkdtempSync, rmSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { parseDate } from "@emeritus/engine/dates.ts";
import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { PayrollLaw } from "@emeritus/operations/benefit-payroll/amounts-due.ts";
import { approveRun, toApprove } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import type { Db } from "@emeritus/records/db.ts";
import { temporaryKeys, type Keys } from "@emeritus/records/keys.ts";
import { getRun, stepsOf } from "@emeritus/records/run.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import { monthOf, simpleLaw } from "./fund.ts";

/** Somebody who prepares payrolls. */
export const preparer: Actor = { account: "payroll.preparer", roles: ["payrollPreparer"], employers: [] };
/** Somebody who approves and releases payrolls. */
export const releaser: Actor = { account: "payroll.releaser", roles: ["payrollReleaser"], employers: [] };

/** A payroll system whose today and time of day stand still. */
export function payrollSystem(
  db: Db,
  reader: Db,
  keys: Keys,
  home: string,
  today: string,
  law: PayrollLaw = simpleLaw,
): PayrollSystem {
  const silent = () => {};
  return {
    db,
    reader,
    keys,
    law,
    fund: { number: 1, name: "Demonstration fund", demonstration: true, timeZone: "America/Chicago" },
    calendar: { today: () => parseDate(today), moved: true },
    clock: { now: () => "2026-11-25T15:30:00.000Z", milliseconds: () => 1_795_620_600_000 },
    log: { info: silent, warn: silent, error: silent },
    ...demonstrationBank(home),
  };
}

/** A test database with a payroll system over it. */
export interface TestPayroll extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly keys: Keys;
  readonly home: string;
  on(today: string, law?: PayrollLaw): PayrollSystem;
}

/** Gives an account of fund 1 to a person, who may have several; its factors are of no use. */
export async function giveAccount(owner: Db, account: string, person: number): Promise<void> {
  await sql`insert into signin.account (account, fund, name, person, roles, password, totp)
    values (${account}, 1, ${account}, ${person}, '{member}', '', '')`.execute(owner);
}

/** A fresh fund and a fresh home folder. */
export async function testPayroll(options: Parameters<typeof testDatabase>[0] = {}): Promise<TestPayroll> {
  const database = await testDatabase(options);
  const home = mkdtempSync(join(tmpdir(), "payroll-"));
  const keys = temporaryKeys();
  return {
    database,
    keys,
    home,
    on: (today, law) => payrollSystem(database.db, database.reader, keys, home, today, law),
    [Symbol.asyncDispose]: async () => {
      await database.dispose();
      rmSync(home, { recursive: true });
    },
  };
}

/** Prepares a month's run and calculates it; throws when it is refused. */
export async function prepare(system: PayrollSystem, month: string): Promise<number> {
  const { accepted, refused } = await prepareRun(system, preparer, {
    key: randomUUID(),
    month: monthOf(month),
  });
  if (accepted === undefined) throw new Error(refused.code);
  await carryOn(system, accepted.run);
  return accepted.run;
}

/** Approves a calculated run for what it shows and pays it out; throws when it is refused. */
export async function approve(system: PayrollSystem, run: number): Promise<void> {
  await approveOnly(system, run);
  await carryOn(system, run);
}

/** Approves a calculated run for what it shows and posts nothing yet; throws when it is refused. */
export async function approveOnly(system: PayrollSystem, run: number): Promise<void> {
  const fund = system.fund.number;
  const offered = await toApprove(
    system,
    await getRun(system.db, fund, run),
    await stepsOf(system.db, fund, run),
  );
  if (offered === undefined) throw new Error("there is nothing to approve");
  const { refused } = await approveRun(system, releaser, { key: randomUUID(), run, ...offered });
  if (refused !== undefined) throw new Error(refused.code);
}

/** A whole payroll of a month, by two people. */
export async function payMonth(system: PayrollSystem, month: string): Promise<number> {
  const run = await prepare(system, month);
  await approve(system, run);
  return run;
}
