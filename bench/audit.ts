import { plainDate } from "@emeritus/engine/dates.ts";
import { recordEntry } from "@emeritus/records/audit.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { addItems, type PackedItems } from "@emeritus/records/payroll-items.ts";
import { durableFund, report, timed, type DurableFund } from "./durable-fund.ts";

const payees = 1_000_000;
const pairsMeasured = 5;
const bar = 0.77;
const outcomes = ["paid"];
const reasons = [""];
const accountCharged = 5010;

/** Every payee's amount after so many yearly increases of about two in a hundred, in cents. */
function itemsAfter(increases: number): PackedItems {
  const cents = Float64Array.from({ length: payees }, (_, at) =>
    Math.round((150_000 + ((at * 7_919) % 300_000)) * 1.02 ** increases),
  );
  return {
    benefit: Int32Array.from({ length: payees }, (_, at) => at + 1),
    person: Int32Array.from({ length: payees }, (_, at) => at + 1),
    outcome: new Uint8Array(payees),
    reason: new Uint8Array(payees),
    cents,
    monthCents: cents,
    temporaryCents: new Float64Array(payees),
    account: new Uint8Array(payees).fill(1),
    charged: new Int32Array(payees).fill(accountCharged),
    rare: [],
  };
}

/** Ours: the new amount of each payee is a row of the run that made it, under one audit entry; every earlier amount stays. */
async function change({ system }: DurableFund, run: number): Promise<void> {
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const done = await addItems(tx, { fund: 1, run }, itemsAfter(run), outcomes, reasons);
    if (done.items !== BigInt(payees)) throw new Error("Somebody was left out.");
    const facts = { run, cents: done.cents };
    await recordEntry(tx, { fund: 1, actor: "bench", action: "calculatePayroll", facts }, instant);
  });
}

/** A yearly increase of a million amounts with all history kept, against a plain update of the same rows that keeps none. */
export default async function audit(): Promise<void> {
  await using fund = await durableFund(plainDate(2026, 11, 21));
  const { bare } = fund;
  await change(fund, 0);
  await bare.query("create schema yardstick");
  await bare.query("create table yardstick.run_item (like runs.run_item including all)");
  await bare.query("insert into yardstick.run_item select * from runs.run_item");
  await bare.query("vacuum analyze");
  const update = () =>
    bare.query(
      "update yardstick.run_item set cents = round(cents * 1.02), month_cents = round(cents * 1.02)",
    );
  const pairs: [number, number][] = [];
  for (let n = 0; n <= pairsMeasured; n++) {
    await fund.settle();
    const yardstick = await timed(update);
    await bare.query("vacuum yardstick.run_item");
    await fund.settle();
    const ours = await timed(() => change(fund, n + 1));
    if (n > 0) pairs.push([yardstick, ours]); // the first pair warms both
  }
  const { rows } = await bare.query("select count(*)::int as kept from runs.run_item");
  if (rows[0].kept !== payees * (pairsMeasured + 2)) throw new Error("An earlier amount is gone.");
  report("audit", bar, pairs);
}
