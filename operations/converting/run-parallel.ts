import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { benefitsByOldId } from "@emeritus/records/conversion.ts";
import { knownAtNow } from "@emeritus/records/moment.ts";
import { makeRoom, type PackedRoll, readRoll } from "@emeritus/records/payroll-roll.ts";
import type { Actor } from "../actor.ts";
import { type AmountsDue, type DueColumns, RATE_AWAITED } from "../benefit-payroll/amounts-due.ts";
import { reasons } from "../benefit-payroll/decide-items.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import type { Files } from "./check-conversion.ts";
import {
  type Accepted,
  acceptedBy,
  type Cause,
  compareTotals,
  type Difference,
  more,
} from "./differences.ts";
import { type Row, type Rows } from "./layout.ts";
import { type Finding, readFile } from "./read-file.ts";

/** What a parallel payroll found: both totals, and every payee whom the two systems pay otherwise. */
export interface Parallel {
  readonly findings: readonly Finding[];
  readonly theirs: { readonly payees: number; readonly cents: bigint };
  readonly ours: { readonly payees: number; readonly cents: bigint };
  readonly accepted: readonly Accepted[];
  readonly open: readonly Difference[];
}

/** Works out what our law makes due to everyone for a month, and compares it to the cent with the old system's register. Changes nothing. */
export async function runParallel(
  { db, fund }: System,
  actor: Actor,
  ask: { readonly files: Files; readonly month: PlainDate },
  amountsDue: AmountsDue,
): Promise<Parallel> {
  allow(actor, "read a payroll");
  const { rows, findings } = filesOf(ask.files);
  const knownAt = await knownAtNow(db);
  return db.transaction().execute(async (tx) => {
    await makeRoom(tx);
    const { month } = ask;
    const roll = await readRoll(tx, { fund: fund.number, month, paymentDate: month, knownAt, reasons });
    const due = amountsDue(roll, month);
    const names = new Map(
      [...(await benefitsByOldId(tx, fund.number))].map(([old, benefit]) => [benefit, old]),
    );
    const compared = compareRegister(
      rows.register,
      roll,
      due,
      month,
      (benefit) => names.get(benefit) ?? `(${benefit})`,
    );
    const all = [
      ...compareTotals({ ...rows, totals: rows.totals.filter(({ file }) => file === "register") }),
      ...compared.differences,
    ];
    const sorted = acceptedBy(
      rows.causes.filter(({ difference, of }) => difference === "gross" || of === "register"),
      all,
    );
    return {
      findings: [...findings, ...sorted.findings],
      theirs: {
        payees: rows.register.length,
        cents: rows.register.reduce((sum, { gross }) => sum + gross, 0n),
      },
      ours: compared.ours,
      accepted: sorted.accepted,
      open: sorted.open,
    };
  });
}

function filesOf(files: Files): { rows: Rows; findings: Finding[] } {
  const rows: Rows = {
    employers: [],
    people: [],
    marriages: [],
    employment: [],
    pay: [],
    service: [],
    payees: [],
    totals: [],
    register: [],
    causes: [],
  };
  const findings: Finding[] = [];
  if (files.register === undefined)
    findings.push({ file: "register", line: 0, field: "", value: "", rule: "fileMissing" });
  const read = <F extends "register" | "totals" | "causes">(file: F): readonly Row<F>[] => {
    const bytes = files[file];
    if (bytes === undefined) return [];
    const found = readFile(file, bytes);
    findings.push(...found.findings);
    return found.rows;
  };
  return {
    rows: { ...rows, register: read("register"), totals: read("totals"), causes: read("causes") },
    findings,
  };
}

/** What is due to each on the roll against the register, by the name that the other system has for the benefit. Pure. */
export function compareRegister(
  register: readonly Row<"register">[],
  roll: PackedRoll,
  due: DueColumns,
  month: PlainDate,
  nameOf: (benefit: number) => string,
): { readonly differences: Difference[]; readonly ours: Parallel["ours"] } {
  const theirs = new Map(register.map(({ benefit, gross }) => [benefit, gross]));
  const differences: Difference[] = [];
  let payees = 0;
  let sum = 0n;
  for (let at = 0; at < roll.count; at++) {
    const of = nameOf(roll.benefit[at]!);
    const outside = roll.begins[at]! > month ? "notBegun" : roll.ends[at]! <= month ? "ended" : undefined;
    const cents = outside === undefined ? BigInt(due.lasting[at]! + due.temporary[at]!) : 0n;
    const unknown = outside === undefined && due.unknown[at] !== 0;
    if (cents > 0n) payees += 1;
    sum += cents;
    const gross = theirs.get(of);
    theirs.delete(of);
    if (!unknown && cents === (gross ?? 0n)) continue;
    const one = { difference: "gross", of, theirs: gross ?? null, ours: unknown ? null : cents } as const;
    differences.push({ ...one, ...causeAt(one, roll, due, at, outside) });
  }
  for (const [of, gross] of theirs)
    differences.push({ difference: "gross", of, theirs: gross, ours: null, cause: "notOfRecord" });
  return { differences, ours: { payees, cents: sum } };
}

function causeAt(
  one: Pick<Difference, "theirs" | "ours">,
  roll: PackedRoll,
  due: DueColumns,
  at: number,
  outside: "notBegun" | "ended" | undefined,
): { cause: Cause; facts?: Readonly<Record<string, string>> } {
  if (due.unknown[at] !== 0 && outside === undefined)
    return { cause: due.unknown[at] === RATE_AWAITED ? "rateAwaited" : "lawCannotSay" };
  if (outside === "ended") return { cause: "ended", facts: { from: formatDate(roll.ends[at]!) } };
  if (outside === "notBegun") return { cause: "notBegun", facts: { from: formatDate(roll.begins[at]!) } };
  if (one.theirs === null) return { cause: "notInRegister" };
  const cents = more(one);
  if (cents === 1n || cents === -1n) return { cause: "oneCent" };
  if (due.increase[at] !== 0 && cents === BigInt(due.increase[at]!)) return { cause: "increase" };
  const temporary = BigInt(roll.temporaryCents[at]!);
  if (temporary > 0n && (cents === temporary || cents === -temporary || cents === BigInt(due.temporary[at]!)))
    return { cause: "temporaryBenefit" };
  return { cause: "notTold" };
}
