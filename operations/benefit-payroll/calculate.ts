import { setImmediate as nextTurn } from "node:timers/promises";
import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { lastWorkingDayOf } from "@emeritus/law/missouri/holidays.ts";
import { recordEntry } from "@emeritus/records/audit.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { sharesKnown } from "@emeritus/records/death.ts";
import { accounts } from "@emeritus/records/ledger.ts";
import { accountNumbers, keepPayLines, openPayLines, readPayLines } from "@emeritus/records/pay-lines.ts";
import {
  addDifferences,
  benefitsChanged,
  paidMonths,
  paidOnVoid,
} from "@emeritus/records/payroll-changes.ts";
import { addItems, type PackedItems } from "@emeritus/records/payroll-items.ts";
import { findFirstMonthPaid, makeRoom, readRoll, type PackedRoll } from "@emeritus/records/payroll-roll.ts";
import { doStep, findStep, listRuns, type Run, type RunStep } from "@emeritus/records/run.ts";
import { accountsAsked, bankFileName, formBody, hex } from "./bank-body.ts";
import { bridgeOf } from "./bridge.ts";
import type { Calculation } from "./calculation.ts";
import { checkRun } from "./checks.ts";
import { decideItems } from "./decide-items.ts";
import { type LookedAt, monthsToLookAt } from "./earlier-months.ts";
import { type Items, outcomes, type Paid, reasons } from "./items.ts";
import { PAYROLL, WITHDRAWN, type PayrollSystem } from "./payroll-system.ts";
import { noteProgress } from "./progress.ts";
import { placesToRecompute, recompute } from "./recompute.ts";
import { sharesOf } from "./share-columns.ts";

const PAID = 0;

/** Calculates a run once: what becomes of everyone on the roll, the bank file's body, the comparison with last month and the checks. */
export async function calculate(system: PayrollSystem, run: Run): Promise<RunStep> {
  const { step } = await doStep(system.db, run, "calculated", run.begunBy, async (tx, instant) => {
    await makeRoom(tx);
    const month = parseDate(run.period);
    const paymentDate = lastWorkingDayOf(month);
    const last = await findLastPaid(tx, run);
    const firstMonth = (await findFirstMonthPaid(tx, run.fund, PAYROLL)) ?? run.period;
    const { fund, knownAt } = run;
    const sealed = await readPayLines(tx, fund, knownAt);
    noteProgress(run, "reading");
    const [roll, kept] = await Promise.all([
      readRoll(tx, {
        fund,
        month,
        paymentDate,
        knownAt,
        last: last?.run,
        pagesKnownAt: sealed.knownAt,
        reasons,
      }),
      openPayLines(system.keys, fund, sealed),
    ]);
    noteProgress(run, "deciding", 0, roll.count);
    const inShares = { ...roll, ...sharesOf(roll, await sharesKnown(tx, fund, knownAt)) };
    const changed =
      last === undefined
        ? new Map<number, PlainDate>()
        : await benefitsChanged(tx, fund, { after: last.run.knownAt, knownAt });
    const looked = monthsToLookAt(inShares, month, parseDate(firstMonth), changed);
    const before = await paidBefore(tx, fund, roll, looked);
    const items = decideItems(inShares, month, system.law.amountsDue, looked, before);
    noteProgress(run, "writing", roll.count, roll.count);
    const paid = paidMarks(items);
    const asked = accountsAsked(roll, paid);
    const { numbers, opened } = await accountNumbers(tx, system.keys, fund, knownAt, kept, asked);
    const paymentDateText = formatDate(paymentDate);
    const sample = placesToRecompute(roll, items, looked, run.run);
    const [done, recomputed, body] = await Promise.all([
      addItems(tx, run, packed(roll, items), outcomes, reasons),
      recompute(inShares, items, sample, month, system.law.amountsExplained),
      draftBody(system, run, paymentDateText, { roll, paid, cents: items.cents, numbers }),
    ]);
    await keepPayLines(tx, system.keys, fund, knownAt, asked, numbers, opened);
    const differs = items.differs.map(({ at, ...one }) => ({
      ...one,
      benefit: roll.benefit[at]!,
      person: roll.person[at]!,
    }));
    await addDifferences(tx, run, differs, instant);
    const { count, cents } = totalPaid(items);
    if (done.items !== BigInt(roll.count) || done.paid !== BigInt(count) || done.cents !== BigInt(cents))
      throw new Error("The items written are not those decided.");
    const bridge = bridgeOf(
      items,
      last === undefined ? undefined : { count: last.count, cents: last.cents },
      BigInt(cents),
      last && (await paidOnVoid(tx, last.run, knownAt)),
    );
    const facts: Calculation = {
      paymentDate: paymentDateText,
      last:
        last === undefined
          ? null
          : { run: last.run.run, period: last.run.period, count: last.count, cents: last.cents },
      people: roll.count,
      bridge,
      checks: await checkRun(tx, run, {
        roll,
        items,
        bridge,
        last: last?.run,
        controls: system.bankFile.controls(body),
        count,
        cents,
        recomputed,
      }),
      laws: system.law.versionsOf(roll),
      fileName: bankFileName(run),
      bodySha256: hex(body),
      bodyBytes: body.length,
    };
    await recordEntry(
      tx,
      {
        fund: run.fund,
        actor: run.begunBy,
        action: "calculatePayroll",
        facts: { run: run.run, count, cents },
      },
      instant,
    );
    noteProgress(run, "done", roll.count, roll.count);
    return { count: BigInt(count), cents: BigInt(cents), sha256: null, facts: { ...facts } };
  });
  return step;
}

/** What was paid for the earlier months that are looked at, read for those payees alone. */
async function paidBefore(tx: Tx, fund: number, { benefit }: PackedRoll, looked: LookedAt): Promise<Paid> {
  const benefits = [...looked.keys()].map((at) => benefit[at]!);
  const paid = await paidMonths(tx, fund, benefits, Math.min(...looked.values()));
  return (at, month) => paid.get(benefit[at]!)?.get(month);
}

/** Forms the bank file's body and keeps it as a draft, once the database has the first items to write. */
async function draftBody(
  system: PayrollSystem,
  run: Run,
  paymentDate: string,
  payees: Parameters<typeof formBody>[2],
): Promise<Uint8Array> {
  await nextTurn();
  const body = formBody(system, paymentDate, payees);
  system.bank.keepDraft(bankFileName(run), system.bankFile.headBytes, body);
  return body;
}

interface LastPaid {
  readonly run: Run;
  readonly count: bigint;
  readonly cents: bigint;
}

/** The newest run before this one that was not withdrawn. */
async function findLastPaid(tx: Tx, run: Run): Promise<LastPaid | undefined> {
  for (const earlier of await listRuns(tx, run.fund, PAYROLL)) {
    if (earlier.run >= run.run || (await findStep(tx, run.fund, earlier.run, WITHDRAWN)) !== undefined)
      continue;
    const approved = await findStep(tx, run.fund, earlier.run, "approved");
    if (approved !== undefined) return { run: earlier, count: approved.count, cents: approved.cents };
  }
  return undefined;
}

function paidMarks({ outcome }: Items): Uint8Array {
  return outcome.map((code) => (code === PAID ? 1 : 0));
}

function totalPaid({ outcome, cents }: Items): { count: number; cents: number } {
  let count = 0;
  let sum = 0;
  for (let at = 0; at < outcome.length; at++) {
    if (outcome[at] !== PAID) continue;
    count++;
    sum += cents[at]!;
  }
  if (!Number.isSafeInteger(sum)) throw new RangeError("the total of a run is beyond a safe integer");
  return { count, cents: sum };
}

/** A former spouse's part is taken from the member's annuity, and is paid from the same account. */
const OF_ANNUITY = [0, 3];

/** Nobody without an amount has parts: what is not due has no month, no temporary part and no account. */
function packed(roll: PackedRoll, items: Items): PackedItems {
  const charged = Int32Array.from(roll.kind, (kind) =>
    OF_ANNUITY.includes(kind) ? accounts.retirementAnnuities : accounts.survivorAnnuities,
  );
  const places = new Set<number>([...items.arrears.keys(), ...items.changed.keys()]);
  for (let at = 0; at < roll.count; at++)
    if (items.owedFrom[at] !== 0 || items.reissuedCents[at] !== 0) places.add(at);
  const rare = [...places]
    .toSorted((a, b) => a - b)
    .map((at) => ({
      at,
      arrearsCents: items.arrearsCents[at]!,
      reissuedCents: items.reissuedCents[at]!,
      owedFrom: items.owedFrom[at]!,
      explanation: explanationOf(items, at),
    }));
  const { outcome, reason, cents, monthCents, temporaryCents } = items;
  return {
    benefit: roll.benefit,
    person: roll.person,
    outcome,
    reason,
    cents,
    monthCents,
    temporaryCents,
    account: roll.account,
    charged,
    rare,
  };
}

function explanationOf({ arrears, changed }: Items, at: number): string | null {
  const late = arrears.get(at)?.map(({ month, ...one }) => ({ month: formatDate(month), ...one }));
  const why = changed.get(at);
  if (late === undefined && why === undefined) return null;
  return canonicalJson({ arrears: late, changed: why && Object.fromEntries(why) });
}
