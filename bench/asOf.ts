import { addDays, plainDate } from "@emeritus/engine/dates.ts";
import { dateText } from "@emeritus/records/dates.ts";
import { heldOn } from "@emeritus/records/moment.ts";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { durableFund, report, type DurableFund } from "./durable-fund.ts";

const facts = 10_000_000;
const versionsEach = 20;
const people = facts / versionsEach;
const questions = 4_000;
const pairsMeasured = 5;
const bar = 0.05;
const today = plainDate(2026, 11, 21);
const firstDay = plainDate(2000, 1, 1);

/** The instant of the n-th entry about a person: one every hundred days from 2010. */
const recordedAt = (n: number): string => {
  const [year, month, day] = dateText(addDays(plainDate(2010, 1, 1), n * 100)).split("-");
  return `${year}-${month}-${day} 12:00:00+00`;
};

/**
 * Ten periods a person, each entered and corrected once: twenty versions, ten of them closed. The constraint against overlaps is
 * taken away before, since it costs minutes to build and no reader uses it.
 */
function* linesOf(): Generator<string> {
  for (let person = 1; person <= people; person++) {
    let lines = "";
    for (let n = 0; n < versionsEach; n++) {
      const period = n >> 1;
      const from = dateText(addDays(firstDay, period * 900 + (person % 30)));
      const to = dateText(addDays(firstDay, (period + 1) * 900 + (person % 30)));
      const closed = n % 2 === 0 ? recordedAt(n + 1) : "infinity";
      lines += `1\t${person}\t1\t1\t1\tmsep2000\tgeneral\tt\t${(n * 500) % 10_000}\t${from}\t${to}\t${recordedAt(n)}\t${closed}\n`;
    }
    yield lines;
  }
}

async function fill({ bare }: DurableFund): Promise<void> {
  await bare.query(
    "alter table records.employment drop constraint employment_fund_person_position_daterange_excl",
  );
  await bare.query("alter table records.employment drop constraint employment_fund_person_fkey");
  await pipeline(
    Readable.from(linesOf()),
    bare.query(
      copyFrom(
        "copy records.employment (fund, person, position, employer, reporting_group, plan, member_class, eligible, fte_hundredths, valid_from, valid_to, recorded_from, recorded_to) from stdin",
      ),
    ),
  );
  await bare.query("vacuum (analyze, freeze) records.employment");
}

/** The slowest but five in a hundred, in milliseconds. */
async function p95(ask: (n: number) => Promise<void>): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < questions; n++) {
    const began = performance.now();
    await ask(n);
    took.push(performance.now() - began);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(questions * 0.95)]!;
}

const personAt = (n: number): number => 1 + ((n * 7_368_787) % people);

/** What was true of one person on a day, as known on another, among ten million facts, against the reading of one row by its key. */
export default async function asOf(): Promise<void> {
  await using fund = await durableFund(today);
  await fill(fund);
  const { db } = fund.system;
  const key =
    "select * from records.employment where fund = $1 and person = $2 and position = $3 and valid_from = $4 and recorded_from = $5";
  const byKey = () =>
    p95(async (n) => {
      const person = personAt(n);
      const values = [1, person, 1, dateText(addDays(firstDay, person % 30)), recordedAt(0)];
      const { rows } = await fund.bare.query({ name: "by key", text: key, values });
      if (rows.length !== 1) throw new Error("No row has this key.");
    });
  const ours = () =>
    p95(async (n) => {
      const moment = { on: addDays(firstDay, 40 + ((n * 37) % 8_900)), knownAt: recordedAt(19) };
      const rows = await db
        .selectFrom("records.employment")
        .selectAll()
        .where("fund", "=", 1)
        .where("person", "=", personAt(n))
        .where(heldOn("records.employment", moment))
        .execute();
      if (rows.length !== 1) throw new Error(`On this day ${rows.length} versions hold.`);
    });
  await byKey();
  await ours();
  const pairs: [number, number][] = [];
  for (let n = 0; n < pairsMeasured; n++) pairs.push([await byKey(), await ours()]);
  report("asOf", bar, pairs);
}
