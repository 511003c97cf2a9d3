import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createKeys } from "@emeritus/records/keys.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { testDatabase } from "@emeritus/records/testing.ts";
import { payrollSystem, type TestPayroll } from "../payroll/test-system.ts";
import { makeHousehold, payMonths, recordWhole } from "./household.ts";

const KILLS = 25;
const program = new URL("run-month.ts", import.meta.url).pathname;

/** A test payroll whose keys lie in its home, where another process finds them. */
async function payrollAtHome(): Promise<TestPayroll> {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), "deaths-"));
  const keys = createKeys(join(home, "keys"));
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

it(`arrears and overpayments come out once, whatever is killed: ${KILLS} kills at random moments of one run, and two at once`, async () => {
  await using payroll = await payrollAtHome();
  const joint50 = {
    option: "joint50",
    cents: 90_000,
    lifeCents: 100_000,
    start: "2026-02-01",
    spouse: "with account",
  } as const;
  const dead = await makeHousehold(payroll, joint50);
  const raised = await makeHousehold(payroll, joint50);
  await payMonths(payroll, "2026-03", "2026-05");
  await recordWhole(payroll, dead.retiree, "2026-03-31", "2026-06-04");
  await recordWhole(payroll, raised.spouse, "2026-03-31", "2026-06-04");
  const url = payroll.database.urlFor("emeritus_app");
  const start = () =>
    spawn(process.execPath, ["--no-warnings", program, url, payroll.home, "2026-06"], { stdio: "ignore" });
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start();
    await sleep(400 + Math.random() * 2400);
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  const both = [start(), start()];
  const exits = await Promise.all(both.map(async (child) => (await once(child, "exit"))[0] as number));
  expect(exits).toContain(0);
  const { rows } = await sql<{ line: string }>`
      select person || ' ' || to_char(period, 'MM') || ' ' || kind || ' ' || cents as line from runs.payment
      where period >= date '2026-04-01' and recorded_from > (select max(recorded_from) from runs.run_step where step = 'approved')
      order by person, period`.execute(payroll.database.reader);
  expect(rows.map(({ line }) => line)).toEqual([
    `${dead.spouse} 04 regular 45000`,
    `${dead.spouse} 05 regular 45000`,
    `${dead.spouse} 06 regular 45000`,
    `${raised.retiree} 04 adjustment 10000`,
    `${raised.retiree} 05 adjustment 10000`,
    `${raised.retiree} 06 regular 100000`,
  ]);
  const { rows: owed } = await sql<{ line: string }>`
      select person || ' ' || to_char(period, 'MM') || ' ' || kind || ' ' || cents as line from runs.receivable_entry order by period`.execute(
    payroll.database.reader,
  );
  expect(owed.map(({ line }) => line)).toEqual([
    `${dead.retiree} 04 charged 90000`,
    `${dead.retiree} 05 charged 90000`,
  ]);
  const balances = await trialBalance(payroll.database.reader, 1, "pension");
  const of = (account: number) => balances.find((one) => one.account === account)!;
  expect(of(1140).debitCents - of(1140).creditCents).toBe(180_000n);
  expect(of(2010).debitCents - of(2010).creditCents).toBe(0n);
}, 300_000);
