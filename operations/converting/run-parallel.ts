import { addMonths, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { benefitsByOldId, findConversion } from "@emeritus/records/conversion.ts";
import { otherBenefits, recordParallel, type ParallelTotals } from "@emeritus/records/conversion-parallel.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { knownAtNow } from "@emeritus/records/moment.ts";
import { makeRoom, readRoll } from "@emeritus/records/payroll-roll.ts";
import type { Actor } from "../actor.ts";
import type { AmountsDue } from "../benefit-payroll/amounts-due.ts";
import { reasons } from "../benefit-payroll/items.ts";
import { type Outcome, accepted, refused, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import type { Files } from "./check-conversion.ts";
import { type BothPay, compareOther, compareRegister, notOfRecord } from "./compare-register.ts";
import { type Accepted, acceptedBy, classOfCause, compareTotals, type Difference } from "./differences.ts";
import type { Row } from "./layout.ts";
import { type Finding, readFile } from "./read-file.ts";
import { PackedPay } from "./packed-pay.ts";
import type { Rows } from "./rows.ts";

/** What a parallel payroll found: both totals, and every payee whom the two systems pay otherwise. */
export interface Parallel {
  /** Its number, where it was kept. */
  readonly parallel: number;
  readonly findings: readonly Finding[];
  readonly totals: ParallelTotals;
  readonly accepted: readonly Accepted[];
  readonly open: readonly Difference[];
}

/** Why no parallel payroll was run. */
export type ParallelRefusal = Refusal<"noConversion" | "filesWrong">;

interface ParallelAsked {
  readonly key: string;
  readonly files: Files;
  readonly month: PlainDate;
}

/**
 * Works out what is due to everyone for a month, by MSEP 2000 as the payroll does and by its own plan for every benefit that the
 * payroll does not pay, compares it to the cent with the old system's register, and keeps the result payee by payee. Pays nothing.
 */
export async function runParallel(
  { db, fund }: System,
  actor: Actor,
  ask: ParallelAsked,
  amountsDue: AmountsDue,
): Promise<{ readonly findings: readonly Finding[]; readonly outcome: Outcome<Parallel, ParallelRefusal> }> {
  allow(actor, "run a parallel payroll");
  const { rows, findings, sha256 } = filesOf(ask.files);
  const knownAt = await knownAtNow(db);
  const request = { month: formatDate(ask.month), register: sha256 };
  const outcome = await command(
    db,
    { fund: fund.number, actor, key: ask.key, name: "runParallel", request },
    async (tx, instant, note): Promise<Outcome<Parallel, ParallelRefusal>> => {
      if (findings.length > 0) return refused("filesWrong");
      if ((await findConversion(tx, fund.number)) === undefined) return refused("noConversion");
      const both = await compareAll(tx, fund.number, { rows, month: ask.month, knownAt, amountsDue });
      const byTotals = compareTotals(
        rows,
        rows.totals.filter(({ file }) => file === "register"),
      );
      const sorted = acceptedBy(
        rows.causes.filter(({ difference, of }) => difference === "gross" || of === "register"),
        [...byTotals, ...both.flatMap(differenceOf)],
      );
      if (sorted.findings.length > 0) {
        for (const one of sorted.findings) findings.push(one);
        return refused("filesWrong");
      }
      const totals = totalsOf(rows.register, both);
      const because = new Map(sorted.accepted.map((one) => [one.of, one.because]));
      const parallel = await recordParallel(
        tx,
        fund.number,
        {
          ...totals,
          month: formatDate(ask.month),
          registerSha256: Buffer.from(sha256, "hex"),
          knownAt,
          runBy: actor.account,
          items: both.map((one) => ({
            of: one.of,
            benefit: one.benefit,
            about: one.about,
            plan: one.plan,
            theirs: one.theirs,
            ours: one.ours,
            cause: one.cause ?? null,
            class: one.cause === undefined ? null : classOfCause[one.cause],
            because: one.cause === undefined ? null : (because.get(one.of) ?? null),
            facts: one.facts ?? {},
          })),
        },
        instant,
      );
      note({ facts: { parallel, month: formatDate(ask.month), differences: totals.differences } });
      return accepted({ parallel, findings, totals, accepted: sorted.accepted, open: sorted.open });
    },
  );
  return { findings, outcome };
}

interface ComparedBy {
  readonly rows: Rows;
  readonly month: PlainDate;
  readonly knownAt: string;
  readonly amountsDue: AmountsDue;
}

const atOnce = 500;

/** Everybody in the register or on our record: what both pay, and why they differ. */
async function compareAll(
  tx: Tx,
  fund: number,
  { rows, month, knownAt, amountsDue }: ComparedBy,
): Promise<BothPay[]> {
  await makeRoom(tx);
  const roll = await readRoll(tx, { fund, month, paymentDate: month, knownAt, reasons });
  const old = new Map([...(await benefitsByOldId(tx, fund))].map(([name, benefit]) => [benefit, name]));
  const theirs = new Map(rows.register.map(({ benefit, gross }) => [benefit, gross]));
  const due = amountsDue(roll, month);
  const yearBefore = () => amountsDue(roll, addMonths(month, -12));
  const both = compareRegister({
    theirs,
    roll,
    due,
    month,
    yearBefore,
    nameOf: (of) => old.get(of) ?? `(${of})`,
  });
  for (let after = 0; ;) {
    const some = await otherBenefits(tx, fund, after, atOnce);
    if (some.length === 0) break;
    for (const benefit of some) both.push(compareOther(benefit, month, theirs));
    after = some.at(-1)!.benefit;
  }
  return [...both, ...notOfRecord(theirs)];
}

const differenceOf = (one: BothPay): Difference[] =>
  one.cause === undefined
    ? []
    : [
        {
          difference: "gross",
          of: one.of,
          theirs: one.theirs,
          ours: one.ours,
          cause: one.cause,
          ...(one.plan === null ? {} : { plan: one.plan }),
          ...(one.facts === undefined ? {} : { facts: one.facts }),
        },
      ];

function totalsOf(register: readonly Row<"register">[], both: readonly BothPay[]): ParallelTotals {
  const sum = (some: readonly bigint[]) => some.reduce((all, one) => all + one, 0n);
  const paid = both.filter(({ ours }) => (ours ?? 0n) > 0n);
  const equal = both.filter(({ cause, ours }) => cause === undefined && (ours ?? 0n) > 0n);
  return {
    theirPayees: register.length,
    theirCents: sum(register.map(({ gross }) => gross)),
    ourPayees: paid.length,
    ourCents: sum(paid.map(({ ours }) => ours ?? 0n)),
    equalPayees: equal.length,
    equalCents: sum(equal.map(({ ours }) => ours ?? 0n)),
    differences: both.filter(({ cause }) => cause !== undefined).length,
  };
}

function filesOf(files: Files): { rows: Rows; findings: Finding[]; sha256: string } {
  const findings: Finding[] = [];
  let sha256 = "";
  if (files.register === undefined)
    findings.push({ file: "register", line: 0, field: "", value: "", rule: "fileMissing" });
  const read = <F extends "register" | "totals" | "causes">(file: F): readonly Row<F>[] => {
    const bytes = files[file];
    if (bytes === undefined) return [];
    const some: Row<F>[] = [];
    const found = readFile(file, bytes, (row) => void some.push(row));
    if (file === "register") sha256 = found.sha256;
    for (const one of found.findings) findings.push(one);
    return some;
  };
  const none = { pay: new PackedPay() } as unknown as Rows;
  const rows = { ...none, register: read("register"), totals: read("totals"), causes: read("causes") };
  const seen = new Map<string, number>();
  for (const { benefit, line } of rows.register) {
    const before = seen.get(benefit);
    if (before === undefined) seen.set(benefit, line);
    else
      findings.push({
        file: "register",
        line,
        field: "benefit",
        value: benefit,
        rule: "twice",
        wanted: String(before),
      });
  }
  return { rows, findings, sha256 };
}
