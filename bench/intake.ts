import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import {
  addDays,
  addMonths,
  formatDate,
  parseDate,
  plainDate,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { bytesOf } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { makeFile, type MadeRow } from "@emeritus/operations/reporting-pay/testing.ts";
import { sealedRow } from "@emeritus/records/closed-field.ts";
import { addMany } from "@emeritus/records/copy.ts";
import { recordEmployer, recordReportingGroup } from "@emeritus/records/employer.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { payDifferences } from "@emeritus/records/verify.ts";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { durableFund, report, timed, type DurableFund } from "./durable-fund.ts";

const people = 100_000;
const pairsMeasured = 5;
const employer = 42;
const group = 420;
const since = plainDate(2015, 7, 1);
const bar = 0.2;

const memberIdOf = (person: number): string => memberIdFrom(1_000_000 + person);
const ssnOf = (person: number): string => String(900_000_000 + person);
const payOf = (person: number): number => 180_000 + ((person * 7_919) % 300_000);
const birthOf = (person: number): PlainDate => addDays(plainDate(1965, 1, 1), person % 9000);

/** Everybody of the employer: person, name, birth, SSN, position, and employment since 2015. */
async function fill({ system }: DurableFund): Promise<void> {
  const all = Array.from({ length: people }, (_, index) => index + 1);
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const from = formatDate(since);
    await openLedger(tx, 1, instant);
    await recordEmployer(tx, 1, since, { employer, code: "0042", name: "Department 0042" }, instant);
    const reporting = {
      reportingGroup: group,
      employer,
      code: "0042-SM",
      name: "Payroll",
      payCycle: "semimonthly",
    } as const;
    await recordReportingGroup(tx, 1, since, reporting, instant);
    await addMany(
      tx,
      "records.person",
      ["fund", "person", "member_id"],
      all.map((person) => [1, person, memberIdOf(person)]),
      instant,
    );
    const names = ["fund", "person", "first_name", "last_name", "valid_from"];
    await addMany(
      tx,
      "records.person_name",
      names,
      all.map((person) => [1, person, "Jane", `Doe${person}`, from]),
      instant,
    );
    await addMany(
      tx,
      "records.person_birth",
      ["fund", "person", "born"],
      all.map((person) => [1, person, formatDate(birthOf(person))]),
      instant,
    );
    const sealed = ["fund", "person", "field", "slot", "key_no", "sealed", "lookup_no", "lookup"];
    const closed = all.map((person) =>
      sealedRow(system.keys, { fund: 1, person, field: "ssn" }, ssnOf(person)),
    );
    await addMany(
      tx,
      "records.closed_field",
      sealed,
      closed.map((row) => Object.values(row)),
      instant,
    );
    const jobs = ["fund", "person", "position", "employer", "reporting_group", "code"];
    await addMany(
      tx,
      "records.position",
      jobs,
      all.map((person) => [1, person, 1, employer, group, "A1"]),
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
      all.map((person) => [1, person, 1, employer, group, "msep2000", "general", true, 10_000, from]),
      instant,
    );
  });
}

/** The n-th half month from January 2026. */
function halfMonth(n: number): { begin: PlainDate; end: PlainDate } {
  const first = addMonths(plainDate(2026, 1, 1), n >> 1);
  return n % 2 === 0
    ? { begin: first, end: first + 14 }
    : { begin: first + 15, end: addDays(addMonths(first, 1), -1) };
}

function fileOf(n: number): Uint8Array {
  const { begin, end } = halfMonth(n);
  const rows = Array.from({ length: people }, (_, index): MadeRow => {
    const person = index + 1;
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
  return bytesOf(makeFile({ id: `bench-${n}`, begin: from, end: to, payDate: to, rows }));
}

const totalCents = Array.from({ length: people }, (_, index) => BigInt(payOf(index + 1))).reduce(
  (sum, cents) => sum + cents,
  0n,
);
const actor = { account: "payroll-0042", roles: ["employer"], employers: [employer] } as const;

/** Ours: the operation as an employer's upload calls it, from the bytes of the file to the commit. */
async function upload({ system }: DurableFund, bytes: Uint8Array): Promise<void> {
  const submission = { pensionableCents: totalCents, comments: {} };
  const outcome = await receivePayReport(system, actor, { key: randomUUID(), bytes, submission });
  if (outcome.accepted?.status !== "posted")
    throw new Error(`The file was not posted: ${JSON.stringify(outcome.refused)}`);
}

const posted = ["records.pay", "records.pay_report_row"] as const;
const twinOf = (table: string): string => table.replace("records", "yardstick");

/** The yardstick: COPY of the very rows just posted into twins of their tables, with the same keys and indexes. */
async function copies({ bare }: DurableFund): Promise<() => Promise<void>> {
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

/** Intake of 100,000 pay rows by the operation that an upload calls, against COPY of the rows that it posted. */
export default async function intake(): Promise<void> {
  await using fund = await durableFund(parseDate("2026-12-31"));
  await fill(fund);
  await fund.bare.query("create schema yardstick");
  for (const table of posted)
    await fund.bare.query(`create table ${twinOf(table)} (like ${table} including all)`);
  await fund.bare.query("vacuum analyze");
  const pairs: [number, number][] = [];
  for (let n = 0; n <= pairsMeasured; n++) {
    const bytes = fileOf(n);
    await fund.settle();
    const ours = await timed(() => upload(fund, bytes));
    const copy = await copies(fund);
    await fund.settle();
    const yardstick = await timed(copy);
    if (n > 0) pairs.push([yardstick, ours]); // the first pair warms both
  }
  const wrong = await payDifferences(fund.system.reader, 1);
  if (wrong.length > 0) throw new Error("The packed years are not the rows.");
  report("intake", bar, pairs);
}
