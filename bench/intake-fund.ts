import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { addDays, addMonths, formatDate, plainDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { bytesOf } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { makeFile, type MadeRow } from "@emeritus/operations/reporting-pay/testing.ts";
import { sealedRow } from "@emeritus/records/closed-field.ts";
import { addMany, type Cell } from "@emeritus/records/copy.ts";
import { recordEmployer, recordReportingGroup } from "@emeritus/records/employer.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { DurableFund } from "./durable-fund.ts";

const since = plainDate(2015, 7, 1);

/** The employer measured: its numbers and code, and its people. */
export interface MeasuredEmployer {
  readonly employer: number;
  readonly group: number;
  readonly code: string;
  readonly persons: readonly number[];
}

/** An employer of so many people. */
export const employerOf = (size: number): MeasuredEmployer => ({
  employer: 42,
  group: 420,
  code: "0042",
  persons: Array.from({ length: size }, (_, index) => index + 1),
});

const memberIdOf = (person: number): string => memberIdFrom(1_000_000 + person);
const ssnOf = (person: number): string => String(900_000_000 + person);
const payOf = (person: number): number => 180_000 + ((person * 7_919) % 300_000);
const birthOf = (person: number): PlainDate => addDays(plainDate(1965, 1, 1), person % 9000);

/** Everybody of an employer: person, name, birth, SSN, position, and employment since 2015. */
export async function fill({ system }: DurableFund, of: MeasuredEmployer): Promise<void> {
  const { employer, group, code, persons: all } = of;
  const each = function* (row: (person: number) => readonly Cell[]): Generator<readonly Cell[]> {
    for (const person of all) yield row(person);
  };
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const from = formatDate(since);
    await openLedger(tx, 1, instant);
    await recordEmployer(tx, 1, since, { employer, code, name: `Department ${code}` }, instant);
    const reporting = {
      reportingGroup: group,
      employer,
      code: `${code}-SM`,
      name: "Payroll",
      payCycle: "semimonthly",
    } as const;
    await recordReportingGroup(tx, 1, since, reporting, instant);
    await addMany(
      tx,
      "records.person",
      ["fund", "person", "member_id"],
      each((person) => [1, person, memberIdOf(person)]),
      instant,
    );
    const names = ["fund", "person", "first_name", "last_name", "valid_from"];
    await addMany(
      tx,
      "records.person_name",
      names,
      each((person) => [1, person, "Jane", `Doe${person}`, from]),
      instant,
    );
    await addMany(
      tx,
      "records.person_birth",
      ["fund", "person", "born"],
      each((person) => [1, person, formatDate(birthOf(person))]),
      instant,
    );
    const sealed = ["fund", "person", "field", "slot", "key_no", "sealed", "lookup_no", "lookup"];
    await addMany(
      tx,
      "records.closed_field",
      sealed,
      each((person) =>
        Object.values(sealedRow(system.keys, { fund: 1, person, field: "ssn" }, ssnOf(person))),
      ),
      instant,
    );
    const jobs = ["fund", "person", "position", "employer", "reporting_group", "code"];
    await addMany(
      tx,
      "records.position",
      jobs,
      each((person) => [1, person, 1, employer, group, "A1"]),
      instant,
    );
    const employment = [
      "fund",
      "person",
      "position",
      "employer",
      "reporting_group",
      "plan",
      "member_class",
      "eligible",
      "fte_hundredths",
      "valid_from",
    ];
    await addMany(
      tx,
      "records.employment",
      employment,
      each((person) => [1, person, 1, employer, group, "msep2000", "general", true, 10_000, from]),
      instant,
    );
  });
}

/** The n-th half month from July 2025, whose year has one rate. */
function halfMonth(n: number): { begin: PlainDate; end: PlainDate } {
  const first = addMonths(plainDate(2025, 7, 1), n >> 1);
  return n % 2 === 0
    ? { begin: first, end: first + 14 }
    : { begin: first + 15, end: addDays(addMonths(first, 1), -1) };
}

/** The file of an employer's n-th half month. */
export function fileOf({ code, persons }: MeasuredEmployer, n: number): Uint8Array {
  const { begin, end } = halfMonth(n);
  const rows = persons.map((person): MadeRow => {
    return {
      memberId: memberIdOf(person),
      ssn: ssnOf(person),
      name: [`Doe${person}`, "Jane"],
      born: formatDate(birthOf(person)),
      position: "A1",
      pay: payOf(person),
    };
  });
  const [from, to] = [formatDate(begin), formatDate(end)];
  return bytesOf(
    makeFile({
      id: `bench-${n}`,
      begin: from,
      end: to,
      payDate: to,
      rows,
      employer: code,
      group: `${code}-SM`,
    }),
  );
}

/** Ours: the operation as an employer's upload calls it, from the bytes of the file to the commit. */
export async function upload(
  { system }: DurableFund,
  { employer, persons }: MeasuredEmployer,
  bytes: Uint8Array,
): Promise<void> {
  const totalCents = persons.reduce((sum, person) => sum + BigInt(payOf(person)), 0n);
  const actor = { account: `payroll-${employer}`, roles: ["employer"], employers: [employer] } as const;
  const submission = { pensionableCents: totalCents, comments: {} };
  const outcome = await receivePayReport(system, actor, { key: randomUUID(), bytes, submission });
  if (outcome.accepted?.status !== "posted")
    throw new Error(`The file was not posted: ${JSON.stringify(outcome.refused)}`);
}

/** The tables that a posted report fills. */
export const posted = ["records.pay", "records.pay_report_row"] as const;
const twinOf = (table: string): string => table.replace("records", "yardstick");

/** Twins of the tables, with the same keys and indexes, for the yardstick to fill. */
export async function makeTwins({ bare }: DurableFund): Promise<void> {
  await bare.query("create schema yardstick");
  for (const table of posted) await bare.query(`create table ${twinOf(table)} (like ${table} including all)`);
}

/** The yardstick: COPY of the very rows last posted into their twins. */
export async function copies({ bare }: DurableFund): Promise<() => Promise<void>> {
  const texts = new Map<string, Buffer>();
  for (const table of posted) {
    const latest = `(select * from ${table} where report = (select max(report) from records.pay_report))`;
    texts.set(table, await buffer(bare.query(copyTo(`copy ${latest} to stdout`))));
  }
  return async () => {
    await bare.query("begin");
    for (const [table, text] of texts)
      await pipeline(Readable.from([text]), bare.query(copyFrom(`copy ${twinOf(table)} from stdin`)));
    await bare.query("commit");
  };
}
