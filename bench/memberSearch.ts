import { plainDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { findMembers } from "@emeritus/operations/finding-members/find-members.ts";
import { sealedRow } from "@emeritus/records/closed-field.ts";
import { addMany } from "@emeritus/records/copy.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { memberIdOf } from "@emeritus/scenarios/demonstration/record-rows.ts";
import { durableFund, timed, type DurableFund } from "./durable-fund.ts";

const people = 1_000_000;
const times = 20;
/** What a search is asked to take at most, in milliseconds. */
const asked = 300;
const batch = 100_000;

const syllables = "ba den cor mil ta ven lo ri kes an dor fen gal hu is jor kel mon nar os".split(" ");

const firstNames = 6_000;
const lastNames = 150_000;

/** A name by its place, the most common first. */
function nameAt(place: number): string {
  let name = "";
  for (let at = 0, rest = place; at < 4 && (at < 2 || rest > 0); at++) {
    name += syllables[(rest + at * 7) % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return name[0]!.toUpperCase() + name.slice(1);
}

/** The place of somebody's name among so many kinds: a few that many bear, and many that few bear. */
function placeOf(person: number, kinds: number, salt: number): number {
  const share = ((person * 2_654_435_761 + salt) % 4_294_967_296) / 4_294_967_296;
  return Math.floor(kinds ** share) - 1;
}

const lastOf = (person: number) => nameAt(placeOf(person, lastNames, 77));
const firstOf = (person: number) => nameAt(placeOf(person * 13 + 5, firstNames, 991));
const ssnOf = (person: number) => String(100_000_000 + person);
const phoneOf = (person: number) => `573-${String(2_000_000 + person).replace(/(...)(....)/, "$1-$2")}`;
const emailOf = (person: number) => `${firstOf(person)}.${lastOf(person)}${person}@example.org`.toLowerCase();

/** What keeps versions from overlapping is no part of a search, and would take most of the time of loading. */
const constraints = `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint
  where contype = 'x' and conrelid in ('records.person_name'::regclass, 'records.contact'::regclass)`;

async function load({ system, app, bare, settle }: DurableFund): Promise<void> {
  const { rows } = await bare.query<{ drop: string }>(constraints);
  for (const { drop } of rows) await bare.query(drop);
  for (let from = 1; from <= people; from += batch)
    await app.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      const each = <T>(row: (person: number) => T): T[] =>
        Array.from({ length: batch }, (_, at) => row(from + at));
      const add = (
        table: Parameters<typeof addMany>[1],
        columns: string,
        rows: Parameters<typeof addMany>[3],
      ) => addMany(tx, table, ["fund", "person", ...columns.split(" ")], rows, instant);
      await add(
        "records.person",
        "member_id",
        each((p) => [1, p, memberIdOf(p)]),
      );
      await add(
        "records.person_name",
        "first_name last_name valid_from",
        each((p) => [1, p, firstOf(p), lastOf(p), "1990-01-01"]),
      );
      await add(
        "records.person_birth",
        "born",
        each((p) => [1, p, `${1940 + (p % 60)}-0${1 + (p % 9)}-1${p % 10}`]),
      );
      await add(
        "records.contact",
        "kind contact valid_from",
        each((p) => [1, p, ...(p % 2 ? ["phone", phoneOf(p)] : ["email", emailOf(p)]), "1990-01-01"]),
      );
      await add(
        "records.closed_field",
        "field slot key_no sealed lookup_no lookup",
        each((p) => Object.values(sealedRow(system.keys, { fund: 1, person: p, field: "ssn" }, ssnOf(p)))),
      );
    });
  await bare.query("vacuum analyze");
  await settle();
}

/** What an office types, by kind: a person's number gives the text. */
const typed: Readonly<Record<string, (person: number) => string>> = {
  "Member ID": memberIdOf,
  SSN: ssnOf,
  phone: (p) => phoneOf(p | 1),
  "e-mail": (p) => emailOf(p & ~1).slice(0, -6),
  "last name": lastOf,
  "first and last name": (p) => `${firstOf(p)} ${lastOf(p)}`,
  "misspelt name": (p) => `${lastOf(p).replace(/[aeiou]/, "e")}n, ${firstOf(p)}`,
  "first name alone": firstOf,
  "rare first name": (p) => nameAt(firstNames - 1 - (p % 500)),
  "beginning of a first name": (p) => firstOf(p).slice(0, 5),
  "beginning of a last name": (p) => lastOf(p).slice(0, 4),
  "a name nobody bears": (p) => `Xq${lastOf(p)}`,
};

/** A search among a million people, as the office asks it, each kind many times: the slowest tenth must stay below 300 ms. */
export default async function memberSearch(): Promise<void> {
  await using fund = await durableFund(plainDate(2026, 11, 21));
  await load(fund);
  const actor: Actor = { account: "bench", roles: ["counselor"], employers: [] };
  let worst = 0;
  for (const [kind, text] of Object.entries(typed)) {
    const took: number[] = [];
    let found = 0;
    for (let n = 0; n < times; n++) {
      const person = 1 + ((n * 48_271 + 11) % people);
      took.push(
        await timed(async () => {
          found += (await findMembers(fund.system, actor, text(person))).length;
        }),
      );
    }
    took.sort((a, b) => a - b);
    const slow = took[Math.floor(times * 0.9)]!;
    worst = Math.max(worst, slow);
    const [median, last] = [took[times >> 1]!, took.at(-1)!].map((ms) => ms.toFixed(0));
    console.log(
      `${kind}: median ${median} ms, nine of ten below ${slow.toFixed(0)} ms, slowest ${last} ms, ${found} found`,
    );
  }
  console.log(`memberSearch ratio=${(asked / worst).toFixed(3)} bar=1.00`);
}
