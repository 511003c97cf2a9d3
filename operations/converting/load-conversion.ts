import { parseExact } from "@emeritus/engine/exact.ts";
import { sealedRow } from "@emeritus/records/closed-field.ts";
import { command } from "@emeritus/records/command.ts";
import { holdsAnybody, lockFilling, recordConversion } from "@emeritus/records/conversion.ts";
import { packConvertedPay } from "@emeritus/records/converted-pay.ts";
import { addMany, type Cell, copyIn } from "@emeritus/records/copy.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { setFundSetting } from "@emeritus/records/fund.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { randomMemberId } from "@emeritus/records/member-id.ts";
import { nextNumbers } from "@emeritus/records/person.ts";
import { creditingDay, interestRatesNotGiven, yearsByLaw } from "../crediting-interest/interest-law.ts";
import type { Actor } from "../actor.ts";
import { keepLaw } from "../determining/record-determination.ts";
import { accepted, type Outcome, refused, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { checkConversion, type Checked, type Files, type Whole } from "./check-conversion.ts";
import { classOfCause, type Difference, isOfTotals } from "./differences.ts";
import { benefitRows, closedTexts } from "./record-benefits.ts";
import { openBalances } from "./record-money.ts";
import { peopleRows } from "./record-people.ts";
import { payRows, workRows } from "./record-work.ts";
import { type Loading, personOf } from "./table-rows.ts";

/** Why nothing was loaded. */
export type LoadRefusal = Refusal<"filesWrong" | "totalsDiffer" | "fundNotEmpty">;

/** What was loaded. */
export interface Loaded {
  readonly people: number;
  readonly payYears: number;
  readonly benefits: number;
  readonly accepted: number;
  /** Differences that somebody must accept with a reason before the conversion can be signed off. */
  readonly open: number;
}

/**
 * Loads another system's files into a fund that holds nobody: everything in one transaction and at one instant, or nothing. Every
 * control total must hold or be named in causes.csv; other differences are kept and must be accepted before the sign-off. Bank
 * accounts wait for the second person who signs.
 */
export async function loadConversion(
  system: System,
  actor: Actor,
  ask: { readonly key: string; readonly files: Files },
): Promise<{ readonly checked: Checked; readonly outcome: Outcome<Loaded, LoadRefusal> }> {
  allow(actor, "convert a fund");
  const { db, fund, calendar } = system;
  const checked = checkConversion(ask.files, { today: calendar.today() });
  const { whole } = checked;
  if (whole === undefined) return { checked, outcome: refused("filesWrong") };
  if (checked.open.some(isOfTotals)) return { checked, outcome: refused("totalsDiffer") };
  const request = checked.files.map(({ file, sha256 }) => [file, sha256]);
  const outcome = await command(
    db,
    { fund: fund.number, actor, key: ask.key, name: "loadConversion", request },
    async (tx, instant, note): Promise<Outcome<Loaded, LoadRefusal>> => {
      await lockFilling(tx);
      if (await holdsAnybody(tx, fund.number)) return refused("fundNotEmpty");
      const loaded = await fill(system, tx, instant, actor.account, checked, whole);
      note({
        facts: { ...loaded, files: Object.fromEntries(checked.files.map((one) => [one.file, one.sha256])) },
      });
      return accepted(loaded);
    },
  );
  return { checked, outcome };
}

async function fill(
  { fund: { number: fund }, keys }: System,
  tx: Tx,
  instant: string,
  actor: string,
  checked: Checked,
  whole: Whole,
): Promise<Loaded> {
  await openLedger(tx, fund, instant);
  await keepLaws(tx, whole, instant);
  const { rows, retirements } = whole;
  const loading: Loading = {
    fund,
    whole,
    accepted: checked.accepted,
    numbers: {
      persons: await nextNumbers(tx, "records.person_number", rows.people.length),
      memberIds: memberIds(rows.people.length),
      benefits: await nextNumbers(tx, "records.benefit_number", rows.payees.length),
      determinations: await nextNumbers(tx, "records.determination_number", retirements.size),
      reports: await nextNumbers(tx, "records.pay_report_number", rows.employers.length),
    },
    actor,
    instant,
  };
  for (const make of [peopleRows, workRows, benefitRows])
    for (const { table, columns, rows: cells } of make(loading))
      await addMany(tx, table, columns, cells, instant);
  const closedColumns = ["fund", "person", "field", "slot", "key_no", "sealed", "lookup_no", "lookup"];
  await addMany(tx, "records.closed_field", closedColumns, sealed(keys, loading), instant);
  await packConvertedPay(tx, (table, columns) => copyIn(tx, table, columns, payRows(loading)), instant);
  await keepRates(tx, loading, instant);
  await openBalances(tx, loading, instant);
  await keepConversion(tx, loading, checked, instant);
  return {
    people: rows.people.length,
    payYears: rows.pay.length,
    benefits: rows.payees.length,
    accepted: checked.accepted.length,
    open: checked.open.length,
  };
}

async function keepLaws(tx: Tx, { retirements }: Whole, instant: string): Promise<void> {
  for (const plan of new Set([...retirements.values()].map(({ law }) => law.plan)))
    await keepLaw(tx, plan, instant);
}

function* sealed(keys: System["keys"], loading: Loading): Generator<readonly Cell[]> {
  const { fund } = loading;
  for (const { person, field, slot, text } of closedTexts(loading)) {
    const row = sealedRow(keys, { fund, person, field, slot }, text);
    yield [fund, person, field, slot, row.key_no, row.sealed, row.lookup_no, row.lookup];
  }
}

/** The rates of interest that the other system credited in years whose rate no source gives. */
async function keepRates(tx: Tx, { fund, whole, actor }: Loading, instant: string): Promise<void> {
  for (const { year, rate } of whole.rows.rates) {
    if (year <= yearsByLaw.last) continue;
    const { n, d } = parseExact(rate);
    const value = { thousandths: Number((n * 1000n) / d), because: "conversion", enteredBy: actor };
    const setting = { name: `contributionInterestRate.${year}`, value, basis: "entered" as const };
    await setFundSetting(
      tx,
      fund,
      creditingDay(year),
      { ...setting, register: interestRatesNotGiven },
      instant,
    );
  }
}

async function keepConversion(tx: Tx, loading: Loading, checked: Checked, instant: string): Promise<void> {
  const { rows, people } = loading.whole;
  const person = personOf(loading);
  const all = [
    ...checked.accepted.map((one) => ({ one: one as Difference, because: one.because as string | null })),
    ...checked.open.map((one) => ({ one, because: null })),
  ];
  await recordConversion(
    tx,
    loading.fund,
    {
      files: checked.files,
      totals: checked.totals,
      notCompared: checked.notCompared,
      loadedBy: loading.actor,
      persons: rows.people.map((row, at) => [loading.numbers.persons[at]!, row.person]),
      benefits: rows.payees.map((row, at) => [loading.numbers.benefits[at]!, row.benefit]),
      differences: all.map(({ one, because }) => ({
        kind: one.difference,
        of: one.of,
        about: one.about === undefined || !people.numbers.has(one.about) ? null : person(one.about),
        plan: one.plan ?? null,
        theirs: one.theirs,
        ours: one.ours,
        cause: one.cause,
        class: classOfCause[one.cause],
        facts: one.facts ?? {},
        because,
      })),
    },
    instant,
  );
}

function memberIds(count: number): string[] {
  const ids = new Set<string>();
  while (ids.size < count) ids.add(randomMemberId());
  return [...ids];
}
