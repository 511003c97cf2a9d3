import { sql } from "kysely";
import { findClosedField, setClosedField } from "./closed-field.ts";
import { replaceVersion } from "./correct.ts";
import type { Reading, Tx } from "./db.ts";
import type { Keys } from "./keys.ts";
import type { DuplicateVerdict } from "./person-tables.ts";
import type { Instant } from "./schema.ts";

/** What was decided of two records. */
export interface Duplicate {
  readonly person: number;
  /** Of the same person, the record that is kept. */
  readonly other: number;
  readonly verdict: DuplicateVerdict;
  readonly because: string;
  readonly askedBy: string;
  readonly decidedBy: string | undefined;
  readonly since: Instant;
}

/** Everything decided of a person's record and others, open now. */
export async function duplicatesOf(db: Reading, fund: number, person: number): Promise<Duplicate[]> {
  const rows = await db
    .selectFrom("records.duplicate")
    .selectAll()
    .where("fund", "=", fund)
    .where((eb) => eb.or([eb("person", "=", person), eb("other", "=", person)]))
    .where("recorded_to", "=", "infinity")
    .orderBy("recorded_from")
    .execute();
  return rows.map((row) => ({
    person: row.person,
    other: row.other,
    verdict: row.verdict,
    because: row.because,
    askedBy: row.asked_by,
    decidedBy: row.decided_by ?? undefined,
    since: row.recorded_from,
  }));
}

/** Records what was decided of two records in place of what was, or takes it back when nothing is decided. */
export async function recordDuplicate(
  tx: Tx,
  fund: number,
  { person, other }: Pick<Duplicate, "person" | "other">,
  decided: Omit<Duplicate, "person" | "other" | "since"> | undefined,
  instant: Instant,
): Promise<void> {
  const row = decided && {
    fund,
    person,
    other,
    verdict: decided.verdict,
    because: decided.because,
    asked_by: decided.askedBy,
    decided_by: decided.decidedBy ?? null,
  };
  await replaceVersion(tx, "records.duplicate", { fund, person, other }, row, instant);
}

/** The record that is read in place of a person's; the person's own unless two were joined. */
export async function keptRecord(db: Reading, fund: number, person: number): Promise<number> {
  const found = (await duplicatesOf(db, fund, person)).find(
    (one) => one.person === person && one.verdict === "same",
  );
  return found?.other ?? person;
}

/** What a record may hold and still be joined to another: who somebody is and how they are reached, and no more. */
const aboutThePerson = [
  "records.person",
  "records.person_name",
  "records.person_birth",
  "records.person_death",
  "records.address",
  "records.contact",
  "records.closed_field",
  "records.converted_person",
  "records.contact_note",
  "records.duplicate",
  "projection.quality_seen",
  "runs.data_question",
  "signin.registration",
];

/** Every column by which one person's record names another, and what becomes of it when two records are joined. */
export const namingColumns: Readonly<Record<string, "moves" | "refuses">> = {
  "records.marriage.spouse": "moves",
  "records.child.child": "moves",
  "records.beneficiary.beneficiary": "moves",
  "records.agent.agent": "moves",
  "records.benefit.member": "refuses",
  "records.retirement_application.spouse": "refuses",
  "records.converted_payee.payee": "refuses",
  "records.converted_payee.member": "refuses",
  "records.cutover_item.payee": "refuses",
  "records.cutover_item.member": "refuses",
  "records.killing_charge.member": "refuses",
  "records.killing_charge_decision.member": "refuses",
  "records.body.acts_for_it": "moves",
  "records.body.estate_of": "refuses",
  "records.division_order.alternate_payee": "refuses",
  "records.division_takeover.member": "refuses",
};

const moving = Object.entries(namingColumns)
  .filter(([, what]) => what === "moves")
  .map(([name]) => name.split(".") as [string, string, string]);

/**
 * The tables that hold more of a person than who they are: work, pay, benefits, cases, letters, accounts. It asks the catalogue
 * for every table with a person in it, so that a table added later counts by itself.
 */
export async function heldBeyond(tx: Tx, fund: number, person: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in ('records', 'runs', 'projection', 'signin')
      and has_table_privilege(c.oid, 'select')
      and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('fund', 'person') and not a.attisdropped)
    order by 1`.execute(tx);
  const tables = rows.map(({ name }) => name).filter((name) => !aboutThePerson.includes(name));
  const columns = Object.entries(namingColumns)
    .filter(([, what]) => what === "refuses")
    .map(([name]) => name.split(".") as [string, string, string]);
  const parts = [
    ...tables.map(
      (name) =>
        sql`select ${name}::text as name where exists (select from ${sql.raw(name)} t where t.fund = ${fund} and t.person = ${person})`,
    ),
    ...columns.map(
      ([schema, table, column]) =>
        sql`select ${`${schema}.${table}`}::text as name where exists (select from ${sql.table(`${schema}.${table}`)} t where t.fund = ${fund} and ${sql.ref(`t.${column}`)} = ${person})`,
    ),
  ];
  const held = await sql<{ name: string }>`${sql.join(parts, sql` union `)}`.execute(tx);
  return held.rows.map(({ name }) => name).toSorted();
}

/** Records that name both persons at once, which cannot be joined: the tables where that is so. */
export async function namedTogether(tx: Tx, fund: number, one: number, other: number): Promise<string[]> {
  const found: string[] = [];
  for (const [schema, table, column] of moving) {
    const name = sql.table(`${schema}.${table}`);
    const { rows } = await sql`
      select 1 from ${name} a where a.fund = ${fund} and a.recorded_to = 'infinity' and ${sql.ref(`a.${column}`)} = ${one}
        and (a.person = ${other} or exists (select from ${name} b where b.fund = a.fund and b.person = a.person and b.recorded_to = 'infinity' and ${sql.ref(`b.${column}`)} = ${other}))
      union all
      select 1 from ${name} a where a.fund = ${fund} and a.recorded_to = 'infinity' and a.person = ${one} and ${sql.ref(`a.${column}`)} = ${other}
      limit 1`.execute(tx);
    if (rows.length > 0) found.push(`${schema}.${table}`);
  }
  return found;
}

const timeColumns = ["recorded_from", "recorded_to"];

async function columnsOf(tx: Tx, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(
    tx,
  );
  return rows.map(({ name }) => name).filter((name) => !timeColumns.includes(name));
}

/** Everything that names one person names another from now on, as new versions; the persons whose records changed. */
export async function nameInstead(
  tx: Tx,
  fund: number,
  { from, to }: { from: number; to: number },
  instant: Instant,
): Promise<number[]> {
  const touched = new Set<number>();
  for (const [schema, table, column] of moving) {
    const name = `${schema}.${table}`;
    const columns = await columnsOf(tx, name);
    const target = sql.table(name);
    const kept = sql.join(columns.map((one) => sql.ref(one)));
    const given = sql.join(columns.map((one) => (one === column ? sql`${to}::int` : sql.ref(one))));
    const { rows } = await sql<{ person: number }>`
      with closed as (update ${target} set recorded_to = ${instant}::timestamptz
        where fund = ${fund} and ${sql.ref(column)} = ${from} and recorded_to = 'infinity' returning *)
      insert into ${target} (${kept}, recorded_from) select ${given}, ${instant}::timestamptz from closed returning person`.execute(
      tx,
    );
    for (const { person } of rows) touched.add(person);
  }
  return [...touched].toSorted((a, b) => a - b);
}

/**
 * Puts back what a join moved: the versions made at its instant are closed and those it closed are recorded again. Gives the
 * tables where something was changed since, in which case nothing may be kept of the attempt.
 */
export async function nameAsBefore(
  tx: Tx,
  fund: number,
  { from, to, joinedAt }: { from: number; to: number; joinedAt: Instant },
  instant: Instant,
): Promise<string[]> {
  const changed: string[] = [];
  for (const [schema, table, column] of moving) {
    const name = `${schema}.${table}`;
    const columns = await columnsOf(tx, name);
    const target = sql.table(name);
    const kept = sql.join(columns.map((one) => sql.ref(one)));
    const before = sql`fund = ${fund} and ${sql.ref(column)} = ${from} and recorded_to = ${joinedAt}::timestamptz`;
    const moved = sql`fund = ${fund} and ${sql.ref(column)} = ${to} and recorded_from = ${joinedAt}::timestamptz`;
    const { rows } = await sql<{ was: number; is: number }>`
      select (select count(*)::int from ${target} where ${before}) as was,
        (select count(*)::int from ${target} where ${moved} and recorded_to = 'infinity') as is`.execute(tx);
    if (rows[0]!.was !== rows[0]!.is) {
      changed.push(name);
      continue;
    }
    await sql`update ${target} set recorded_to = ${instant}::timestamptz where ${moved} and recorded_to = 'infinity'`.execute(
      tx,
    );
    await sql`insert into ${target} (${kept}, recorded_from) select ${kept}, ${instant}::timestamptz from ${target} where ${before}`.execute(
      tx,
    );
  }
  return changed;
}

/** Moves the SSN of one record to another that has none; whether there was one to move. */
export async function moveSsn(
  tx: Tx,
  keys: Keys,
  fund: number,
  { from, to }: { from: number; to: number },
  instant: Instant,
): Promise<boolean> {
  const ssn = await findClosedField(tx, keys, { fund, person: from, field: "ssn" });
  if (ssn === undefined) return false;
  await tx
    .updateTable("records.closed_field")
    .set({ recorded_to: instant })
    .where("fund", "=", fund)
    .where("person", "=", from)
    .where("field", "=", "ssn")
    .where("recorded_to", "=", "infinity")
    .execute();
  await setClosedField(tx, keys, { fund, person: to, field: "ssn" }, ssn, instant);
  return true;
}

/** Two records that may be one person, and what they have in common. */
export interface Likeness {
  readonly person: number;
  readonly other: number;
  readonly sameBirth: boolean;
  /** Day and month changed over, or one digit of the date apart. */
  readonly birthNear: boolean;
  readonly sameLast: boolean;
  readonly lastSounds: boolean;
  readonly sameFirst: boolean;
  readonly firstSounds: boolean;
  readonly firstSteps: number;
  readonly lastSteps: number;
  readonly sameContact: boolean;
  readonly sameAddress: boolean;
  /** Both have an SSN, which differ, since nobody shares one. */
  readonly bothHaveSsn: boolean;
  /** A marriage or the like names one on the other's record: two persons then. */
  readonly related: boolean;
}

/**
 * Pairs of records that may be one person: born on one day with last or first names that sound alike, or named alike with birth
 * dates of which day and month are changed over. Pairs already decided are left out. One person's pairs, or the whole fund's.
 */
export async function likenesses(
  db: Reading,
  fund: number,
  { person, most }: { readonly person?: number; readonly most: number },
): Promise<Likeness[]> {
  const one = person === undefined ? sql`true` : sql`a.person = ${person}`;
  const order = person === undefined ? sql`a.person < b.person` : sql`a.person <> b.person`;
  const { rows } = await sql<Likeness>`
    with who as materialized (
      select n.person, b.born, projection.folded(n.last_name) as last, projection.folded(n.first_name) as first
      from records.person_name n join records.person_birth b on b.fund = n.fund and b.person = n.person and b.recorded_to = 'infinity'
      where n.fund = ${fund} and n.recorded_to = 'infinity' and n.valid_to = 'infinity'
        and ${
          person === undefined
            ? sql`true`
            : sql`b.born = any(array(
                select day from records.person_birth q
                cross join lateral (values (q.born), (case when extract(day from q.born) <= 12
                  then make_date(extract(year from q.born)::int, extract(day from q.born)::int, extract(month from q.born)::int) end)) d (day)
                where q.fund = ${fund} and q.person = ${person} and q.recorded_to = 'infinity'))`
        }),
    keyed as (select who.*, public.dmetaphone(last) as last_sound, public.dmetaphone(first) as first_sound from who),
    pairs as (
      select a.person, b.person as other from keyed a join keyed b on b.born = a.born and b.last_sound = a.last_sound
        where ${one} and ${order} and a.last_sound <> '' and (a.first_sound = b.first_sound or left(a.first, 1) = left(b.first, 1))
      union
      select a.person, b.person from keyed a join keyed b on b.born = a.born and b.first = a.first and public.levenshtein_less_equal(left(a.last, 100), left(b.last, 100), 2) <= 2
        where ${one} and ${order}
      union
      select a.person, b.person from keyed a join keyed b on b.last = a.last and b.first = a.first and b.born <> a.born
          and b.born = make_date(extract(year from a.born)::int, extract(day from a.born)::int, extract(month from a.born)::int)
        where ${one} and ${order} and extract(day from a.born) <= 12)
    select p.person, p.other, a.born = b.born as "sameBirth", a.born <> b.born as "birthNear",
      a.last = b.last as "sameLast", a.last_sound = b.last_sound and a.last_sound <> '' as "lastSounds",
      a.first = b.first as "sameFirst", a.first_sound = b.first_sound and a.first_sound <> '' as "firstSounds",
      public.levenshtein(left(a.first, 100), left(b.first, 100)) as "firstSteps", public.levenshtein(left(a.last, 100), left(b.last, 100)) as "lastSteps",
      exists (select from records.contact x join records.contact y on y.fund = x.fund and y.person = p.other and y.recorded_to = 'infinity'
        and lower(y.contact) = lower(x.contact) where x.fund = ${fund} and x.person = p.person and x.recorded_to = 'infinity') as "sameContact",
      exists (select from records.address x join records.address y on y.fund = x.fund and y.person = p.other and y.recorded_to = 'infinity'
        and lower(y.street) = lower(x.street) and y.postal_code is not distinct from x.postal_code
        where x.fund = ${fund} and x.person = p.person and x.recorded_to = 'infinity') as "sameAddress",
      ${hasSsn(sql`p.person`, fund)} and ${hasSsn(sql`p.other`, fund)} as "bothHaveSsn",
      exists (select from records.marriage m where m.fund = ${fund} and m.recorded_to = 'infinity'
        and ((m.person = p.person and m.spouse = p.other) or (m.person = p.other and m.spouse = p.person))) as related
    from pairs p join keyed a on a.person = p.person join keyed b on b.person = p.other
    where not exists (select from records.duplicate d where d.fund = ${fund} and d.recorded_to = 'infinity' and d.verdict <> 'asked'
        and ((d.person = p.person and d.other = p.other) or (d.person = p.other and d.other = p.person)))
      and not exists (select from records.duplicate d where d.fund = ${fund} and d.recorded_to = 'infinity' and d.verdict = 'same' and d.person in (p.person, p.other))
    order by (a.last = b.last)::int + (a.first = b.first)::int desc, p.person, p.other limit ${most}`.execute(
    db,
  );
  return rows;
}

/** Whether a record has an SSN; the hash is in a table that only the application may read. */
const hasSsn = (person: ReturnType<typeof sql>, fund: number) =>
  sql<boolean>`exists (select from records.closed_field c where c.fund = ${fund} and c.person = ${person} and c.field = 'ssn' and c.recorded_to = 'infinity')`;
