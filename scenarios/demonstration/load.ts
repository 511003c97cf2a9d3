import { keepLaw } from "@emeritus/operations/determining/record-determination.ts";
import { lawInForce } from "@emeritus/operations/retiring/retirement-law.ts";
import { formatDate, plainDate } from "@emeritus/engine/dates.ts";
import type { System } from "@emeritus/operations/system.ts";
import { recordEntry } from "@emeritus/records/audit.ts";
import { sealedRow } from "@emeritus/records/closed-field.ts";
import { packConvertedPay } from "@emeritus/records/converted-pay.ts";
import { addMany, copyIn } from "@emeritus/records/copy.ts";
import type { Cell } from "@emeritus/records/copy.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { recordEmployer, recordReportingGroup } from "@emeritus/records/employer.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import { sql } from "kysely";
import { chunksOf } from "./chunks.ts";
import type { Chunk } from "./chunks.ts";
import { loadEmployerDesk } from "./employer-desk.ts";
import { postedThrough } from "./generate.ts";
import type { DemoFund } from "./generate.ts";
import { employers, groupCode } from "./invented.ts";
import { chunksMadeElsewhere } from "./made-elsewhere.ts";
import { closedColumns, columns, conversion, conversionReports, reportColumns } from "./record-rows.ts";
import type { FilledTable } from "./record-rows.ts";
import { showTakeover } from "./taken-over.ts";

/** What was loaded. */
export interface Loaded {
  /** Members; spouses come on top. */
  readonly people: number;
  readonly payMonths: number;
  readonly benefits: number;
}

const loadLock = 7_301_110;
const employersSince = plainDate(1957, 9, 1);

/** Whether a fund holds anybody. */
export async function isEmpty(db: Reading, fund: number): Promise<boolean> {
  const row = await db
    .selectFrom("records.person")
    .select("person")
    .where("fund", "=", fund)
    .limit(1)
    .executeTakeFirst();
  return row === undefined;
}

/**
 * Fills an empty demonstration fund with synthetic people, all in one transaction and one instant, as the application's own
 * role: a load that is broken off leaves nothing. Nothing happens, and nothing is answered, where the fund holds anybody.
 */
export async function loadDemonstration(system: System, wanted: DemoFund): Promise<Loaded | undefined> {
  if (!system.fund.demonstration)
    throw new Error("Only a demonstration fund is filled with synthetic people.");
  const { db, fund } = system;
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${loadLock})`.execute(tx);
    if (!(await isEmpty(tx, fund.number))) return undefined;
    const instant = await takeInstant(tx);
    await setUp(tx, fund.number, instant);
    await loadEmployerDesk(tx, fund.number, wanted.today, instant);
    const loaded = await new Loading(system, tx, instant, wanted).run();
    const facts = { people: loaded.people, seed: wanted.seed, today: formatDate(wanted.today) };
    await recordEntry(
      tx,
      { fund: fund.number, actor: conversion.enteredBy, action: "loadDemonstration", facts },
      instant,
    );
    return loaded;
  });
}

async function setUp(tx: Tx, fund: number, instant: string): Promise<void> {
  await sql`set local work_mem = '256MB'`.execute(tx);
  await openLedger(tx, fund, instant);
  for (const employer of employers) {
    const { number, code, name } = employer;
    await recordEmployer(tx, fund, employersSince, { employer: number, code, name }, instant);
    const group = {
      reportingGroup: number,
      employer: number,
      code: groupCode(employer),
      name,
      payCycle: "semimonthly" as const,
    };
    await recordReportingGroup(tx, fund, employersSince, group, instant);
  }
}

/** A fund from this size on is made in a thread of its own. */
const worthAThread = 5_000;
const mostAtOnce = 4_000;
const leastAtOnce = 250;

/** One load: some households are made, sent, and forgotten. */
class Loading {
  readonly #tx: Tx;
  readonly #fund: number;
  readonly #instant: string;
  readonly #wanted: DemoFund;
  readonly #keys: Keys;
  readonly #lastMonthCents = new Map<number, number>();
  #last: Chunk["last"] = { person: 0, benefit: 0, determination: 0 };
  #payMonths = 0;

  constructor({ fund, keys }: System, tx: Tx, instant: string, wanted: DemoFund) {
    this.#tx = tx;
    this.#fund = fund.number;
    this.#instant = instant;
    this.#wanted = wanted;
    this.#keys = keys;
  }

  async run(): Promise<Loaded> {
    await keepLaw(this.#tx, lawInForce, this.#instant);
    const { people } = this.#wanted;
    const making = {
      fund: this.#fund,
      wanted: this.#wanted,
      instant: this.#instant,
      atOnce: Math.min(mostAtOnce, Math.max(leastAtOnce, Math.ceil(people / 8))),
    };
    for await (const chunk of people < worthAThread ? chunksOf(making) : chunksMadeElsewhere(making)) {
      await this.#send(chunk, this.#sealed(chunk));
    }
    await this.#finish();
    await showTakeover(this.#tx, this.#fund, this.#wanted.today, this.#instant);
    return { people, payMonths: this.#payMonths, benefits: this.#last.benefit };
  }

  /** Closed values are sealed here, by the only thread that holds the keys. */
  #sealed({ closed }: Chunk): Cell[][] {
    return closed.map(({ person, field, slot, text }) => {
      const row = sealedRow(this.#keys, { fund: this.#fund, person, field, slot }, text);
      return [this.#fund, person, field, slot, row.key_no, row.sealed, row.lookup_no, row.lookup];
    });
  }

  async #send({ tables, payYears, payMonths, last, lastMonthCents }: Chunk, sealed: Cell[][]): Promise<void> {
    for (const table of Object.keys(columns) as FilledTable[])
      await addMany(this.#tx, table, columns[table], tables[table], this.#instant);
    await addMany(this.#tx, "records.closed_field", closedColumns, sealed, this.#instant);
    await this.#convertPay(payYears);
    this.#last = last;
    this.#payMonths += payMonths;
    for (const [employer, cents] of lastMonthCents)
      this.#lastMonthCents.set(employer, (this.#lastMonthCents.get(employer) ?? 0) + cents);
  }

  /** Each year of pay is a row of the conversion's report, and packed as it is. */
  async #convertPay(payYears: Uint8Array): Promise<void> {
    const tx = this.#tx;
    await packConvertedPay(tx, (table, names) => copyIn(tx, table, names, payYears), this.#instant);
  }

  async #finish(): Promise<void> {
    const tx = this.#tx;
    const through = postedThrough(this.#wanted.today);
    const reports = conversionReports(this.#fund, through, this.#lastMonthCents);
    await addMany(tx, "records.pay_report", reportColumns, reports, this.#instant);
    await addMany(
      tx,
      "records.pay_report_step",
      ["fund", "report", "step", "actor"],
      reports.map((report) => [this.#fund, report[1], "posted", conversion.checkedBy]),
      this.#instant,
    );
    await passNumbers(tx, "records.person_number", this.#last.person);
    await passNumbers(tx, "records.benefit_number", this.#last.benefit);
    await passNumbers(tx, "records.determination_number", this.#last.determination);
    await passNumbers(tx, "records.pay_report_number", reports.length);
  }
}

/** Lets a sequence give numbers only after those that were given by hand. */
async function passNumbers(tx: Tx, sequence: string, last: number): Promise<void> {
  const { rows } = await sql<{ next: string }>`select nextval(${sequence}::regclass)::text as next`.execute(
    tx,
  );
  const left = last - Number(rows[0]!.next);
  if (left > 0)
    await sql`select count(nextval(${sequence}::regclass)) from generate_series(1, ${left}::int)`.execute(tx);
}
