import { recordReading } from "@emeritus/records/audit.ts";
import {
  changeEntriesOf,
  namesOfPersons,
  payPostedOf,
  type VersionRow,
  type VersionValues,
  versionsOf,
} from "@emeritus/records/history.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { findPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { NoSuchPerson } from "../career.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** One thing that a change put in another's place: nothing before is new, nothing after is withdrawn. */
export interface ChangedThing {
  readonly table: string;
  readonly before: VersionValues | undefined;
  readonly after: VersionValues | undefined;
  /** The columns that differ; all of them where one side is missing. */
  readonly columns: readonly string[];
}

/** One change of a record: when, who, why, and each thing before and after. */
export interface Change {
  readonly at: Instant;
  readonly actor: string | undefined;
  readonly action: string | undefined;
  readonly because: string | undefined;
  readonly things: readonly ChangedThing[];
  readonly pay: { readonly months: number; readonly cents: bigint } | undefined;
}

/** A page of a person's history, newest first. */
export interface History {
  readonly name: string;
  readonly memberId: string;
  /** The names of the persons that these changes mention, by number. */
  readonly persons: ReadonlyMap<number, string>;
  readonly changes: readonly Change[];
  readonly of: number;
  readonly page: number;
  readonly pages: number;
}

const pageSize = 20;

/**
 * Every change of a person's record, newest first: who, when, why, before and after, over all tables that keep versions, read in
 * four statements. Staff who read it leave an audit entry. Throws `NoSuchPerson`.
 */
export async function readHistory(
  { db, reader, fund }: System,
  actor: Actor,
  { person, moment, page = 1 }: { person: number; moment?: Moment | undefined; page?: number | undefined },
): Promise<History> {
  allow(actor, "read a record", { person });
  const found = await findPerson(reader, fund.number, person);
  if (found === undefined) throw new NoSuchPerson(`fund ${fund.number} has no person ${person}`);
  if (person !== actor.person)
    await recordReading(db, { fund: fund.number, person, actor: actor.account, action: "read a record" });
  const when = { knownAt: moment?.knownAt };
  const [versions, pay] = await Promise.all([
    versionsOf(reader, fund.number, person, when),
    payPostedOf(reader, fund.number, person, when),
  ]);
  const posted = new Map(pay.map(({ at, ...rest }) => [at, rest]));
  const instants = [...new Set([...instantsOf(versions), ...posted.keys()])].toSorted().toReversed();
  const shown = instants.slice((page - 1) * pageSize, page * pageSize);
  const entries = new Map(
    (await changeEntriesOf(reader, fund.number, person, shown)).map((entry) => [entry.at, entry]),
  );
  const changes = shown.map((at) => {
    const entry = entries.get(at);
    return {
      at,
      actor: entry?.actor,
      action: entry?.action,
      because: entry?.because ?? undefined,
      things: thingsAt(versions, at),
      pay: posted.get(at),
    };
  });
  const { name, memberId } = found;
  const mentioned = personsIn(changes.flatMap(({ things }) => things));
  return {
    name: `${name.first} ${name.last}`,
    memberId,
    persons: await namesOfPersons(reader, fund.number, mentioned),
    changes,
    of: instants.length,
    page,
    pages: Math.max(1, Math.ceil(instants.length / pageSize)),
  };
}

/** Columns that hold the number of another person. */
const personColumns = ["agent", "beneficiary", "child", "member", "other", "spouse"];

function personsIn(things: readonly ChangedThing[]): number[] {
  const numbers = things
    .flatMap(({ before, after }) => personColumns.flatMap((column) => [before?.[column], after?.[column]]))
    .filter((value): value is number => typeof value === "number");
  return [...new Set(numbers)];
}

const instantsOf = (versions: readonly VersionRow[]): Instant[] =>
  versions.flatMap(({ from, to }) => (to === "infinity" ? [from] : [from, to]));

/**
 * What one instant changed: versions that ended paired with those that began, table by table and key by key. Of several of one
 * key, those of the same days go together first; a version that began as it ended says nothing new. Pure.
 */
function thingsAt(versions: readonly VersionRow[], at: Instant): ChangedThing[] {
  const ended = versions.filter(({ to }) => to === at);
  const begun = versions.filter(({ from }) => from === at);
  const things: ChangedThing[] = [];
  const left = [...begun];
  for (const before of ended.toSorted(byTable)) {
    const same = left.filter((row) => row.table === before.table && keyText(row) === keyText(before));
    const after = same.find(({ values }) => values["valid_from"] === before.values["valid_from"]) ?? same[0];
    if (after !== undefined) left.splice(left.indexOf(after), 1);
    things.push(thing(before.table, before.values, after?.values));
  }
  for (const after of left.toSorted(byTable)) things.push(thing(after.table, undefined, after.values));
  return things.filter(({ columns }) => columns.length > 0);
}

const byTable = (a: VersionRow, b: VersionRow): number =>
  a.table < b.table ? -1 : a.table > b.table ? 1 : 0;

const keyText = ({ key, values }: VersionRow): string => JSON.stringify(key.map((name) => values[name]));

function thing(
  table: string,
  before: VersionValues | undefined,
  after: VersionValues | undefined,
): ChangedThing {
  const names = Object.keys(after ?? before ?? {});
  const columns = names.filter((name) => {
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
    return JSON.stringify(was) !== JSON.stringify(is);
  });
  return { table, before, after, columns };
}
