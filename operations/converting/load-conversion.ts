import { canonicalOf, canonicalText } from "@emeritus/engine/canonical.ts";
import { sealedRow } from "@emeritus/records/closed-field.ts";
import { command } from "@emeritus/records/command.ts";
import { holdsAnybody, lockFilling, recordConversion } from "@emeritus/records/conversion.ts";
import { addMany, copyIn } from "@emeritus/records/copy.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { keepLawVersion } from "@emeritus/records/law-version.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { randomMemberId } from "@emeritus/records/member-id.ts";
import { nextNumbers } from "@emeritus/records/person.ts";
import { packConvertedPay } from "@emeritus/records/converted-pay.ts";
import type { Actor } from "../actor.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { accepted, type Outcome, refused, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { lawInForce } from "../retiring/retirement-law.ts";
import type { System } from "../system.ts";
import { checkConversion, type Checked, type Files, type Whole } from "./check-conversion.ts";
import { type Numbers, recordRows } from "./record-rows.ts";

/** Why nothing was loaded. */
export type LoadRefusal = Refusal<"filesWrong" | "differencesOpen" | "fundNotEmpty">;

/** What was loaded. */
export interface Loaded {
  readonly people: number;
  readonly payYears: number;
  readonly benefits: number;
  readonly accepted: number;
}

/**
 * Loads another system's files into a fund that holds nobody: everything in one transaction and at one instant, or nothing. Every
 * difference must be named in causes.csv to the cent. Bank accounts wait for the second person who signs the conversion off.
 */
export async function loadConversion(
  system: System,
  actor: Actor,
  ask: { readonly key: string; readonly files: Files },
): Promise<{ readonly checked: Checked; readonly outcome: Outcome<Loaded, LoadRefusal> }> {
  allow(actor, "convert a fund");
  const checked = checkConversion(ask.files);
  const { whole } = checked;
  if (whole === undefined) return { checked, outcome: refused("filesWrong") };
  if (checked.open.length > 0) return { checked, outcome: refused("differencesOpen") };
  const { db, fund } = system;
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
  await keepLawVersion(
    tx,
    {
      hash: lawVersionOf(lawInForce),
      plan: lawInForce.name,
      content: canonicalText(canonicalOf(lawInForce)),
    },
    instant,
  );
  const { rows, retirements } = whole;
  const numbers: Numbers = {
    persons: await nextNumbers(tx, "records.person_number", rows.people.length),
    memberIds: memberIds(rows.people.length),
    benefits: await nextNumbers(tx, "records.benefit_number", rows.payees.length),
    determinations: await nextNumbers(tx, "records.determination_number", retirements.size),
    reports: await nextNumbers(tx, "records.pay_report_number", rows.employers.length),
  };
  const { tables, pay, closed } = recordRows(fund, whole, checked.accepted, numbers, { actor, instant });
  for (const { table, columns, rows: cells } of tables) await addMany(tx, table, columns, cells, instant);
  const sealed = closed.map(({ person, field, slot, text }) => {
    const row = sealedRow(keys, { fund, person, field, slot }, text);
    return [fund, person, field, slot, row.key_no, row.sealed, row.lookup_no, row.lookup];
  });
  const closedColumns = ["fund", "person", "field", "slot", "key_no", "sealed", "lookup_no", "lookup"];
  await addMany(tx, "records.closed_field", closedColumns, sealed, instant);
  await packConvertedPay(tx, (table, columns) => copyIn(tx, table, columns, pay), instant);
  await recordConversion(
    tx,
    fund,
    {
      files: checked.files,
      totals: checked.totals,
      differences: checked.accepted,
      loadedBy: actor,
      persons: rows.people.map((row, at) => [numbers.persons[at]!, row.person]),
      benefits: rows.payees.map((row, at) => [numbers.benefits[at]!, row.benefit]),
    },
    instant,
  );
  return {
    people: rows.people.length,
    payYears: rows.pay.length,
    benefits: rows.payees.length,
    accepted: checked.accepted.length,
  };
}

function memberIds(count: number): string[] {
  const ids = new Set<string>();
  while (ids.size < count) ids.add(randomMemberId());
  return [...ids];
}
