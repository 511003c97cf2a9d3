import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { setClosedField } from "./closed-field.ts";
import { add, correct, replaceVersion } from "./correct.ts";
import { dateOf, dateOrNone, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import type { Keys } from "./keys.ts";
import { randomMemberId } from "./member-id.ts";
import { heldOn, known, type Known, type Moment } from "./moment.ts";
import type { Instant } from "./schema.ts";

/** A person's name in its parts. */
export interface Name {
  readonly first: string;
  readonly middle?: string | undefined;
  readonly last: string;
  readonly suffix?: string | undefined;
}

/** Who somebody is, as known at some instant. */
export interface Person {
  readonly person: number;
  readonly memberId: string;
  readonly name: Name;
  readonly born: PlainDate;
  /** The paper that proved the birth date, when one was seen. */
  readonly birthProof?: string | undefined;
  readonly died?: PlainDate | undefined;
}

/** What must be known of a new person. The SSN, when given, must not be another person's. */
export interface NewPerson {
  readonly fund: number;
  readonly name: Name;
  readonly born: PlainDate;
  readonly birthProof?: string;
  /** A Member ID by chance unless given. */
  readonly memberId?: string;
  readonly ssn?: { readonly text: string; readonly keys: Keys };
}

/** Records a new person and gives the number and the Member ID. */
export async function newPerson(
  tx: Tx,
  asked: NewPerson,
  instant: Instant,
): Promise<{ person: number; memberId: string }> {
  const { fund, name, born } = asked;
  const person = await nextNumber(tx, "records.person_number");
  const memberId = await freeMemberId(tx, fund, asked.memberId);
  await tx
    .insertInto("records.person")
    .values({ fund, person, member_id: memberId, recorded_from: instant })
    .execute();
  await add(tx, "records.person_name", [nameRow(fund, person, name, born)], instant);
  await add(
    tx,
    "records.person_birth",
    [{ fund, person, born: dateText(born), proof: asked.birthProof ?? null }],
    instant,
  );
  if (asked.ssn)
    await setClosedField(tx, asked.ssn.keys, { fund, person, field: "ssn" }, asked.ssn.text, instant);
  return { person, memberId };
}

/** A version of a name as it is recorded. */
export const nameRow = (fund: number, person: number, name: Name, from: PlainDate) => ({
  fund,
  person,
  first_name: name.first,
  middle_name: name.middle ?? null,
  last_name: name.last,
  suffix: name.suffix ?? null,
  valid_from: dateText(from),
});

/** The next number of a sequence. */
export async function nextNumber(tx: Tx, sequence: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`select nextval(${sequence}::regclass)::int as next`.execute(
    tx,
  );
  return rows[0]!.next;
}

/** Several numbers of a sequence at once, in order. */
export async function nextNumbers(tx: Tx, sequence: string, count: number): Promise<number[]> {
  const { rows } = await sql<{
    next: number;
  }>`select nextval(${sequence}::regclass)::int as next from generate_series(1, ${count})`.execute(tx);
  return rows.map((row) => row.next);
}

async function freeMemberId(tx: Tx, fund: number, asked: string | undefined): Promise<string> {
  if (asked !== undefined) return asked;
  for (;;) {
    const memberId = randomMemberId();
    if ((await findPersonByMemberId(tx, fund, memberId)) === undefined) return memberId;
  }
}

/** The person with a Member ID; where two records are one person, the one that is kept. */
export async function findPersonByMemberId(
  db: Reading,
  fund: number,
  memberId: string,
): Promise<number | undefined> {
  return (await personsByMemberId(db, fund, [memberId])).get(memberId);
}

/** The persons with these Member IDs, in one statement; where two records are one person, the one that is kept. */
export async function personsByMemberId(
  db: Reading,
  fund: number,
  memberIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("records.person as p")
    .leftJoin("records.duplicate as d", (join) =>
      join
        .onRef("d.fund", "=", "p.fund")
        .onRef("d.person", "=", "p.person")
        .on("d.verdict", "=", "same")
        .on("d.recorded_to", "=", "infinity"),
    )
    .select(({ fn }) => ["p.member_id", fn.coalesce("d.other", "p.person").as("person")])
    .where("p.fund", "=", fund)
    .where((eb) => eb("p.member_id", "=", eb.fn.any(eb.val([...memberIds]))))
    .execute();
  return new Map(rows.map((row) => [row.member_id, row.person]));
}

const personQuery = (db: Reading, fund: number, { on, knownAt }: Known & { on?: PlainDate | undefined }) =>
  db
    .selectFrom("records.person as p")
    .innerJoin("records.person_name as n", (join) =>
      join.onRef("n.fund", "=", "p.fund").onRef("n.person", "=", "p.person"),
    )
    .innerJoin("records.person_birth as b", (join) =>
      join.onRef("b.fund", "=", "p.fund").onRef("b.person", "=", "p.person").on(known("b", { knownAt })),
    )
    .leftJoin("records.person_death as d", (join) =>
      join.onRef("d.fund", "=", "p.fund").onRef("d.person", "=", "p.person").on(known("d", { knownAt })),
    )
    .select([
      "p.person",
      "p.member_id",
      "n.first_name",
      "n.middle_name",
      "n.last_name",
      "n.suffix",
      "b.born",
      "b.proof",
      "d.died",
    ])
    .where("p.fund", "=", fund)
    .where(on === undefined ? latestName(knownAt) : heldOn("n", { on, knownAt }));

/** The name in use last: the version with no end. */
const latestName = (knownAt: Instant | undefined) =>
  sql<boolean>`(n.valid_to = 'infinity' and ${known("n", { knownAt })})`;

type PersonColumns = Awaited<ReturnType<ReturnType<typeof personQuery>["executeTakeFirstOrThrow"]>>;

const personOf = (row: PersonColumns): Person => ({
  person: row.person,
  memberId: row.member_id,
  name: {
    first: row.first_name,
    middle: row.middle_name ?? undefined,
    last: row.last_name,
    suffix: row.suffix ?? undefined,
  },
  born: dateOf(row.born),
  birthProof: row.proof ?? undefined,
  died: dateOrNone(row.died),
});

/** Who somebody is: with the name of that day, or the latest. */
export async function findPerson(
  db: Reading,
  fund: number,
  person: number,
  moment: Partial<Moment> = {},
): Promise<Person | undefined> {
  const row = await personQuery(db, fund, moment).where("p.person", "=", person).executeTakeFirst();
  return row && personOf(row);
}

/** As findPerson, of somebody who must be there. */
export async function getPerson(
  db: Reading,
  fund: number,
  person: number,
  moment: Partial<Moment> = {},
): Promise<Person> {
  const found = await findPerson(db, fund, person, moment);
  if (!found) throw new Error(`Fund ${fund} has no person ${person}.`);
  return found;
}

/** Many persons at once, in order of number. */
export async function getPersons(
  db: Reading,
  fund: number,
  persons: readonly number[],
  moment: Partial<Moment> = {},
): Promise<Person[]> {
  const rows = await personQuery(db, fund, moment)
    .where((eb) => eb("p.person", "=", eb.fn.any(eb.val([...persons]))))
    .orderBy("p.person")
    .execute();
  return rows.map(personOf);
}

/** Records a new name from a day on. */
export async function recordName(
  tx: Tx,
  fund: number,
  person: number,
  from: PlainDate,
  name: Name,
  instant: Instant,
): Promise<void> {
  await correct(
    tx,
    "records.person_name",
    { fund, person },
    { from },
    [nameRow(fund, person, name, from)],
    instant,
  );
}

/** Records or corrects a birth date, with the paper that proves it. */
export async function recordBirth(
  tx: Tx,
  fund: number,
  person: number,
  born: PlainDate,
  proof: string | undefined,
  instant: Instant,
): Promise<void> {
  await replaceVersion(
    tx,
    "records.person_birth",
    { fund, person },
    { fund, person, born: dateText(born), proof: proof ?? null },
    instant,
  );
}

/** Records a death, or withdraws one recorded by mistake when there is no date. */
export async function recordDeath(
  tx: Tx,
  fund: number,
  person: number,
  death: { died: PlainDate; proof?: string } | undefined,
  instant: Instant,
): Promise<void> {
  const row = death && { fund, person, died: dateText(death.died), proof: death.proof ?? null };
  await replaceVersion(tx, "records.person_death", { fund, person }, row, instant);
}
