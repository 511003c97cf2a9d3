import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { findClosedField } from "@emeritus/records/closed-field.ts";
import {
  duplicatesOf,
  heldBeyond,
  moveSsn,
  nameAsBefore,
  namedTogether,
  nameInstead,
  recordDuplicate,
} from "@emeritus/records/duplicate.ts";
import { findPerson } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { openAboutPersons } from "../redetermining/about-person.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";

/** Why two records are not joined, or not parted again. */
export type JoinRefusal =
  | "no-such-person"
  | "joined-already"
  | "joined-to-another"
  | "both-hold-more"
  | "both-have-ssn"
  | "named-together"
  | "not-asked"
  | "asked-by-you"
  | "not-joined"
  | "changed-since";

/** What decides whether and how two records can be one. */
export interface JoinFacts {
  /** Tables in which each holds more than who they are. */
  readonly held: readonly [readonly string[], readonly string[]];
  readonly ssn: readonly [boolean, boolean];
  /** Tables in which one record names both, or one of them the other. */
  readonly together: readonly string[];
  readonly joined: readonly [boolean, boolean];
}

/**
 * Pure. Which of two records is kept: the one with work, pay, benefits, cases or an account. Where both hold such, nothing is
 * joined, since it would have to be sorted row by row by people; nor where both have an SSN, or a record names both of them.
 */
export function decideJoin(
  persons: readonly [number, number],
  { held, ssn, together, joined }: JoinFacts,
): Outcome<{ readonly person: number; readonly kept: number }, Refusal<JoinRefusal>> {
  if (joined[0] || joined[1]) return refused("joined-to-another");
  if (ssn[0] && ssn[1]) return refused("both-have-ssn");
  if (held[0].length > 0 && held[1].length > 0)
    return refused("both-hold-more", { first: held[0].join(", "), second: held[1].join(", ") });
  if (together.length > 0) return refused("named-together", { where: together.join(", ") });
  const firstKept = held[0].length > 0 || (held[1].length === 0 && persons[0] < persons[1]);
  const [kept, person] = firstKept ? persons : [persons[1], persons[0]];
  return accepted({ person, kept });
}

/** Two records, in any order. */
interface Pair {
  readonly key: string;
  readonly person: number;
  readonly other: number;
  readonly because: string;
}

type JoinOutcome = Outcome<{ readonly person: number; readonly kept: number }, Refusal<JoinRefusal>>;

async function joinFacts({ keys, fund }: System, tx: Tx, { person, other }: Pair): Promise<JoinFacts> {
  const number = fund.number;
  const ssn = async (of: number) =>
    (await findClosedField(tx, keys, { fund: number, person: of, field: "ssn" })) !== undefined;
  const joined = async (of: number) =>
    (await duplicatesOf(tx, number, of)).some(
      ({ verdict, person: away }) => verdict === "same" && away === of,
    );
  return {
    held: [await heldBeyond(tx, number, person), await heldBeyond(tx, number, other)],
    ssn: [await ssn(person), await ssn(other)],
    together: await namedTogether(tx, number, person, other),
    joined: [await joined(person), await joined(other)],
  };
}

/** A counselor asks to read two records as one person and says why; a second person decides. Refused at once where it cannot be. */
export async function askToJoin(system: System, actor: Actor, pair: Pair): Promise<JoinOutcome> {
  allowBoth(actor, "join two records", pair);
  return deciding(system, actor, pair, "askToJoin", async (tx, instant) => {
    const fund = system.fund.number;
    const decided = decideJoin([pair.person, pair.other], await joinFacts(system, tx, pair));
    if (decided.refused) return decided;
    const { person, kept } = decided.accepted;
    await takeBack(tx, fund, pair, instant);
    const asked = {
      verdict: "asked",
      because: pair.because,
      askedBy: actor.account,
      decidedBy: undefined,
    } as const;
    await recordDuplicate(tx, fund, { person, other: kept }, asked, instant);
    return accepted({ person, kept });
  });
}

/**
 * A second person confirms that two records are one person. From then on whatever named the one names the other, by new versions;
 * the SSN goes over; the Member ID and the name of the one lead to the other. Nothing is deleted.
 */
export async function confirmJoin(system: System, actor: Actor, pair: Pair): Promise<JoinOutcome> {
  allowBoth(actor, "confirm that two records are one", pair);
  return deciding(system, actor, pair, "confirmJoin", async (tx, instant, note) => {
    const fund = system.fund.number;
    const asked = (await duplicatesOf(tx, fund, pair.person)).find(
      (one) => one.verdict === "asked" && (one.person === pair.other || one.other === pair.other),
    );
    if (asked === undefined) return refused("not-asked");
    if (await isSamePerson(tx, fund, actor, asked.askedBy)) return refused("asked-by-you");
    const decided = decideJoin([pair.person, pair.other], await joinFacts(system, tx, pair));
    if (decided.refused) return decided;
    const { person, kept } = decided.accepted;
    await takeBack(tx, fund, pair, instant);
    const same = {
      verdict: "same",
      because: asked.because,
      askedBy: asked.askedBy,
      decidedBy: actor.account,
    } as const;
    await recordDuplicate(tx, fund, { person, other: kept }, same, instant);
    const touched = await nameInstead(tx, fund, { from: person, to: kept }, instant);
    const ssn = await moveSsn(tx, system.keys, fund, { from: person, to: kept }, instant);
    note({ facts: { touched, ssn } });
    const by = { fund, today: system.calendar.today(), actor: actor.account };
    await openAboutPersons(tx, { ...by, persons: [kept], cause: { kind: "joined" } }, instant);
    return accepted({ person, kept });
  });
}

/** Parts two records that were joined, and puts everything back as it was; refused where something moved was changed since. */
export async function partAgain(system: System, actor: Actor, pair: Pair): Promise<JoinOutcome> {
  allowBoth(actor, "confirm that two records are one", pair);
  return deciding(system, actor, pair, "partAgain", async (tx, instant) => {
    const fund = system.fund.number;
    const joined = (await duplicatesOf(tx, fund, pair.person)).find(
      (one) => one.verdict === "same" && (one.person === pair.other || one.other === pair.other),
    );
    if (joined === undefined) return refused("not-joined");
    const { person, other: kept } = joined;
    const ssnMoved = await ssnMovedAt(tx, fund, person, joined.since);
    const moved = { from: person, to: kept, joinedAt: joined.since };
    const changed = await nameAsBefore(tx, fund, moved, instant);
    if (changed.length > 0) throw new ChangedSince(changed);
    if (ssnMoved) {
      if (!(await ssnSince(tx, fund, kept, joined.since))) throw new ChangedSince(["records.closed_field"]);
      await moveSsn(tx, system.keys, fund, { from: kept, to: person }, instant);
    }
    await recordDuplicate(tx, fund, { person, other: kept }, undefined, instant);
    const by = { fund, today: system.calendar.today(), actor: actor.account };
    await openAboutPersons(tx, { ...by, persons: [person, kept], cause: { kind: "parted" } }, instant);
    return accepted({ person, kept });
  }).catch((error: unknown) => {
    if (error instanceof ChangedSince) return refused("changed-since", { where: error.tables.join(", ") });
    throw error;
  });
}

/** Rolls back what was put back, where not all of it can be. */
class ChangedSince extends Error {
  override readonly name = "ChangedSince";
  readonly tables: readonly string[];

  constructor(tables: readonly string[]) {
    super("something was changed since the records were joined");
    this.tables = tables;
  }
}

/** Whether a join took a record's SSN. */
async function ssnMovedAt(tx: Tx, fund: number, person: number, instant: string): Promise<boolean> {
  const row = await tx
    .selectFrom("records.closed_field")
    .select("person")
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("field", "=", "ssn")
    .where("recorded_to", "=", instant)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the SSN of a record is still the one that came by a join. */
async function ssnSince(tx: Tx, fund: number, person: number, instant: string): Promise<boolean> {
  const row = await tx
    .selectFrom("records.closed_field")
    .select("person")
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("field", "=", "ssn")
    .where("recorded_from", "=", instant)
    .where("recorded_to", "=", "infinity")
    .executeTakeFirst();
  return row !== undefined;
}

/** Staff say that two records that look alike are two people; they are not shown again. Also takes back what was asked. */
export async function sayDifferent(system: System, actor: Actor, pair: Pair): Promise<JoinOutcome> {
  allowBoth(actor, "join two records", pair);
  return deciding(system, actor, pair, "sayDifferent", async (tx, instant) => {
    const fund = system.fund.number;
    const open = await duplicatesOf(tx, fund, pair.person);
    if (open.some(({ verdict, person, other }) => verdict === "same" && [person, other].includes(pair.other)))
      return refused("joined-already");
    await takeBack(tx, fund, pair, instant);
    const [person, other] = pair.person < pair.other ? [pair.person, pair.other] : [pair.other, pair.person];
    const different = {
      verdict: "different",
      because: pair.because,
      askedBy: actor.account,
      decidedBy: undefined,
    } as const;
    await recordDuplicate(tx, fund, { person, other }, different, instant);
    return accepted({ person, kept: other });
  });
}

/** Closes whatever was said of a pair, whichever way round. */
async function takeBack(tx: Tx, fund: number, { person, other }: Pair, instant: string): Promise<void> {
  await recordDuplicate(tx, fund, { person, other }, undefined, instant);
  await recordDuplicate(tx, fund, { person: other, other: person }, undefined, instant);
}

function allowBoth(
  actor: Actor,
  action: "join two records" | "confirm that two records are one",
  pair: Pair,
): void {
  allow(actor, action, { person: pair.person });
  allow(actor, action, { person: pair.other });
}

function deciding(
  { db, fund }: System,
  actor: Actor,
  { key, person, other, because }: Pair,
  name: string,
  effect: (
    tx: Tx,
    instant: string,
    note: (more: { facts: Readonly<Record<string, unknown>> }) => void,
  ) => Promise<JoinOutcome>,
): Promise<JoinOutcome> {
  const given = {
    fund: fund.number,
    actor,
    key,
    name,
    request: { person, other, because },
    persons: [person, other],
    because,
  };
  return command<JoinOutcome>(db, given, async (tx, instant, note) => {
    for (const one of [person, other])
      if (person === other || (await findPerson(tx, fund.number, one)) === undefined)
        return refused("no-such-person");
    note({ person, facts: { other } });
    return effect(tx, instant, note);
  });
}
