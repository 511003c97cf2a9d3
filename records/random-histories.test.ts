import { addDays, plainDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMany } from "./copy.ts";
import { correctMany, type Correction } from "./correct.ts";
import { dateText } from "./dates.ts";
import { memberIdFrom } from "./member-id.ts";
import { heldOn, takeInstant } from "./moment.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

const seed = Number(process.env["SEED"] ?? 20_261_122);
const people = process.env["LONG"] ? 1_000_000 : 2_000;
const rounds = 5;
const daysAsked = 3;
const atOnce = 10_000;
const fund = 1;
const first = plainDate(2020, 1, 1);
const span = 40;

/** Numbers from 0 up to 1, the same for the same seed. */
function dice(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One entry: in this round these days got this value, or none. Days count from the first; without an end, for ever. */
interface Entry {
  readonly round: number;
  readonly from: number;
  readonly to?: number;
  readonly value?: number;
}

/** What a list of entries says: the last one made by then that speaks of the day. Nothing is closed, split or put back. */
const naive = (entries: readonly Entry[], day: number, round: number): number | undefined =>
  entries.findLast((entry) => entry.round <= round && entry.from <= day && day < (entry.to ?? Infinity))
    ?.value;

const dayAt = (day: number): PlainDate => addDays(first, day);

function correctionOf(person: number, { from, to, value }: Entry): Correction<"records.employment"> {
  const days = { from: dayAt(from), ...(to === undefined ? {} : { to: dayAt(to) }) };
  const row = {
    fund,
    person,
    position: 1,
    employer: 1,
    reporting_group: 1,
    plan: "msep2000",
    member_class: "general" as const,
    fte_hundredths: value!,
    valid_from: dateText(days.from),
    valid_to: days.to === undefined ? "infinity" : dateText(days.to),
  };
  return { key: { fund, person, position: 1 }, days, rows: value === undefined ? [] : [row] };
}

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.dispose());

test(
  `${people} random histories say on any day, as known at any time, what a plain list of the entries says (seed ${seed})`,
  { timeout: 7_200_000 },
  async () => {
    const throwDice = dice(seed);
    const upTo = (most: number) => Math.floor(throwDice() * most);
    await t.db.transaction().execute(async (tx) => {
      const everybody = Array.from({ length: people }, (_, at) => [
        fund,
        at + 1,
        memberIdFrom(1_000_000 + at),
      ]);
      await addMany(tx, "records.person", ["fund", "person", "member_id"], everybody, await takeInstant(tx));
    });
    const entries: Entry[][] = Array.from({ length: people + 1 }, () => []);
    const knownAt: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const corrections: Correction<"records.employment">[] = [];
      for (let person = 1; person <= people; person++) {
        if (throwDice() < 0.3) continue;
        const from = upTo(span);
        const entry = {
          round,
          from,
          ...(throwDice() < 0.3 ? {} : { to: from + 1 + upTo(span - from) }),
          ...(throwDice() < 0.2 ? {} : { value: upTo(10_000) }),
        };
        entries[person]!.push(entry);
        corrections.push(correctionOf(person, entry));
      }
      for (let at = 0; at < corrections.length; at += atOnce) {
        await t.db.transaction().execute(async (tx) => {
          const instant = await takeInstant(tx);
          await correctMany(tx, "records.employment", corrections.slice(at, at + atOnce), instant);
          knownAt[round] = instant;
        });
      }
    }
    let differences = 0;
    for (let round = 0; round < rounds; round++) {
      for (let asked = 0; asked < daysAsked; asked++) {
        const day = upTo(span + 2);
        const moment = { on: dayAt(day), knownAt: knownAt[round]! };
        const { rows } = await sql<{ person: number; value: number }>`
          select person, fte_hundredths as value from records.employment e where fund = ${fund} and ${heldOn("e", moment)}`.execute(
          t.reader,
        );
        const found = new Map(rows.map(({ person, value }) => [person, value]));
        expect(found.size).toBe(rows.length);
        for (let person = 1; person <= people; person++)
          if (found.get(person) !== naive(entries[person]!, day, round)) differences += 1;
      }
    }
    expect(differences).toBe(0);
    const { rows } = await sql<{ open: number; closed: number }>`
      select count(*) filter (where recorded_to = 'infinity')::int as open, count(*) filter (where recorded_to < 'infinity')::int as closed
      from records.employment`.execute(t.reader);
    expect(rows[0]!.open).toBeGreaterThan(people);
    expect(rows[0]!.closed).toBeGreaterThan(people);
  },
);
