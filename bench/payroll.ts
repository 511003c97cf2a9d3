import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import { addMonths, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { approveRun, toApprove } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { connect } from "@emeritus/records/db.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { getRun, stepsOf } from "@emeritus/records/run.ts";
import { makePayees, type PayeeMade } from "@emeritus/scenarios/payroll/fund.ts";
import { preparer, releaser } from "@emeritus/scenarios/payroll/test-system.ts";
import { durableFund, report, timed, type DurableFund } from "./durable-fund.ts";

const people = 100_000;
const pairsMeasured = 5;
const bar = 0.4;
const firstMonth = parseDate("2026-01-01");
const written = ["runs.run_item", "runs.payment", "ledger.transfer"] as const;

/** Retirees since 2005 under every option, a tenth with a temporary benefit, a twentieth of them survivors. */
function payeeOf(n: number): PayeeMade {
  const begins = formatDate(addMonths(parseDate("2005-01-01"), n % 240));
  const options = ["lifeIncome", "joint50", "joint100", "guaranteed120", "guaranteed180"] as const;
  const common = { begins, option: options[n % 5]!, cents: 80_000 + ((n * 7_919) % 300_000) };
  return n % 10 === 0 ? { ...common, temporaryCents: 50_000, temporaryEnds: "2030-01-01" } : common;
}

/** Ours: a month's payroll from nothing to the file at the bank, by two people, as the operations do it. */
async function payMonth(system: PayrollSystem, month: PlainDate): Promise<number> {
  const parts: [string, number][] = [];
  let began = performance.now();
  const lap = (what: string) => {
    parts.push([what, performance.now() - began]);
    began = performance.now();
  };
  const { accepted } = await prepareRun(system, preparer, { key: randomUUID(), month });
  const { run } = accepted!;
  await carryOn(system, run);
  lap("calculated");
  const offered = await toApprove(system, await getRun(system.db, 1, run), await stepsOf(system.db, 1, run));
  const { refused } = await approveRun(system, releaser, { key: randomUUID(), run, ...offered! });
  if (refused) throw new Error(`The run was not approved: ${refused.code}`);
  lap("approved");
  await carryOn(system, run, ({ step }) => lap(step));
  console.log(`  ${parts.map(([what, ms]) => `${what} ${ms.toFixed(0)} ms`).join(", ")}`);
  return run;
}

const twinOf = (table: string): string => `yardstick.${table.replace(".", "_")}`;

/** The yardstick: COPY of the very rows just written into twins with the same keys and indexes, and the file written and synced. */
async function copies({ bare }: DurableFund, home: string, run: number): Promise<() => Promise<void>> {
  const texts = new Map<string, Buffer>();
  for (const table of written)
    texts.set(
      table,
      await buffer(bare.query(copyTo(`copy (select * from ${table} where run = ${run}) to stdout`))),
    );
  const { rows } = await bare.query("select name from runs.bank_file where run = $1", [run]);
  const file = readFileSync(join(home, "bank", "ready", rows[0].name));
  return async () => {
    await bare.query("begin");
    for (const [table, text] of texts)
      await pipeline(Readable.from([text]), bare.query(copyFrom(`copy ${twinOf(table)} from stdin`)));
    await bare.query("commit");
    const handle = openSync(join(home, "yardstick"), "w");
    writeSync(handle, file);
    fsyncSync(handle);
    closeSync(handle);
  };
}

/** The benefit payroll of 100,000 payees, everything from the amounts due to the bank file, against COPY of the rows it wrote and writing the file. */
export default async function payroll(): Promise<void> {
  await using fund = await durableFund(parseDate("2026-12-15"));
  const home = mkdtempSync(join(tmpdir(), "payroll-bench-"));
  const { host, port } = fund.bare;
  const owner = connect(`postgres://postgres@${host}:${port}/postgres`, "emeritus_owner");
  await makePayees(
    owner.db,
    fund.system.keys,
    Array.from({ length: people }, (_, n) => payeeOf(n)),
  );
  await owner.close();
  await fund.bare.query("create schema yardstick");
  for (const table of written)
    await fund.bare.query(`create table ${twinOf(table)} (like ${table} including all)`);
  await fund.bare.query("vacuum analyze");
  const system: PayrollSystem = { ...fund.system, ...demonstrationBank(home), law: payrollLaw() };
  const pairs: [number, number][] = [];
  for (let n = 0; n <= pairsMeasured; n++) {
    await fund.settle();
    let run = 0;
    const ours = await timed(async () => (run = await payMonth(system, addMonths(firstMonth, n))));
    const copy = await copies(fund, home, run);
    await fund.settle();
    const yardstick = await timed(copy);
    if (n > 0) pairs.push([yardstick, ours]); // the first pair warms both
  }
  const balances = await trialBalance(fund.system.reader, 1, "pension");
  const left = balances.reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0n);
  if (left !== 0n) throw new Error("The ledger does not balance.");
  report("payroll", bar, pairs);
  rmSync(home, { recursive: true });
}
