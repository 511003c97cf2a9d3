import { addDays, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { childrenOf, endChild, recordChild } from "@emeritus/records/child.ts";
import { command, type Note } from "@emeritus/records/command.ts";
import type { VersionTable } from "@emeritus/records/correct.ts";
import type { Tx } from "@emeritus/records/db.ts";
import {
  endMarriage,
  type Marriage,
  marriagesOf,
  recordMarriage,
  withdrawMarriage,
} from "@emeritus/records/family.ts";
import { getPerson } from "@emeritus/records/person.ts";
import type { ChildRelation } from "@emeritus/records/person-tables.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "../changing-person/changed-meanwhile.ts";
import { somebodyFor, type Somebody, type SomebodyRefusal, withoutSsn } from "../naming/somebody.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { openRedeterminations } from "../redetermining/open-cases.ts";
import type { System } from "../system.ts";

/** Papers that prove a marriage, its end, a child and a child's disability. */
export const familyProofs = {
  marriage: ["marriageCertificate", "courtFinding"],
  end: ["divorceDecree", "annulmentDecree", "deathCertificate"],
  child: ["birthCertificate", "adoptionDecree", "courtFinding"],
  disability: ["physicianStatement", "socialSecurityAward", "courtFinding"],
} as const;

/** How a marriage ends. */
export const marriageEnds = ["divorce", "annulment", "death"] as const;

/** How somebody is a child of a member. */
export const childRelations = ["natural", "adopted", "stepchild"] as const;

/** Why the family's record is not changed. */
export type FamilyRefusal =
  | SomebodyRefusal
  | "in-future"
  | "still-married"
  | "married-then"
  | "married-too-young"
  | "not-married"
  | "end-before-wedding"
  | "proof-needed"
  | "child-known"
  | "no-such-child"
  | "born-after"
  | "older-than-parent"
  | "disability-known";

type FamilyOutcome = Outcome<true, Refusal<FamilyRefusal> | ChangedMeanwhile>;

/** Whose family, over which record; `seen` is the version that was shown. */
interface Change {
  readonly key: string;
  readonly person: number;
  readonly seen: string;
}

const fifteenYears = 15 * 365;

/** Pure. A wedding lies in the past, when both lived and were grown, and in no other marriage. */
export function decideWedding(
  wedding: PlainDate,
  {
    today,
    born,
    marriages,
  }: {
    readonly today: PlainDate;
    readonly born: readonly PlainDate[];
    readonly marriages: readonly Marriage[];
  },
): Refusal<FamilyRefusal> | undefined {
  if (wedding > today) return refused("in-future").refused;
  if (born.some((day) => wedding < addDays(day, fifteenYears))) return refused("married-too-young").refused;
  if (marriages.some(({ to }) => to === ENDLESS)) return refused("still-married").refused;
  const within = marriages.find(({ to }) => wedding < to);
  return within && refused("married-then", { to: formatDate(within.to) }).refused;
}

/** A counselor records a marriage with the paper that proves it. */
export function addMarriage(
  system: System,
  actor: Actor,
  ask: Change & {
    readonly spouse: Somebody;
    readonly wedding: PlainDate;
    readonly proof?: string | undefined;
  },
): Promise<FamilyOutcome> {
  const { spouse, wedding, proof } = ask;
  const request = { spouse: withoutSsn(system, spouse), wedding, proof: proof ?? null };
  return changing(
    system,
    actor,
    ask,
    "addMarriage",
    "records.marriage",
    request,
    async (tx, instant, note) => {
      const { number: fund } = system.fund;
      const found = await somebodyFor(system, tx, actor, ask.person, spouse, instant);
      if (found.refused) return found;
      const [member, other] = [
        await getPerson(tx, fund, ask.person),
        await getPerson(tx, fund, found.accepted),
      ];
      const wrong = decideWedding(wedding, {
        today: system.calendar.today(),
        born: [member.born, other.born],
        marriages: await marriagesOf(tx, fund, ask.person),
      });
      if (wrong) return { refused: wrong };
      const row = { spouse: other.person, from: wedding, ...(proof ? { proof } : {}) };
      await recordMarriage(tx, fund, ask.person, row, instant);
      note({ facts: { spouse: other.person, wedding } });
      await married(system, tx, actor, ask.person, instant);
      return accepted(true);
    },
  );
}

/** A counselor records how and when the last marriage ended; `on` is its last day. */
export function closeMarriage(
  system: System,
  actor: Actor,
  ask: Change & {
    readonly on: PlainDate;
    readonly by: (typeof marriageEnds)[number];
    readonly proof: string;
  },
): Promise<FamilyOutcome> {
  const { on, by, proof } = ask;
  return changing(
    system,
    actor,
    ask,
    "closeMarriage",
    "records.marriage",
    { on, by, proof },
    async (tx, instant, note) => {
      const { number: fund } = system.fund;
      const open = (await marriagesOf(tx, fund, ask.person)).at(-1);
      if (open === undefined || open.endedBy !== undefined) return refused("not-married");
      if (on > system.calendar.today()) return refused("in-future");
      if (on < open.from) return refused("end-before-wedding");
      await endMarriage(tx, fund, ask.person, { to: addDays(on, 1), by }, instant);
      note({ because: proof, facts: { by, on } });
      await married(system, tx, actor, ask.person, instant);
      return accepted(true);
    },
  );
}

/** A counselor takes a marriage off the record that was entered by mistake; what it said stays in the history. */
export function withdrawLastMarriage(
  system: System,
  actor: Actor,
  ask: Change & { readonly because: string },
): Promise<FamilyOutcome> {
  const { because } = ask;
  return changing(
    system,
    actor,
    ask,
    "withdrawMarriage",
    "records.marriage",
    { because },
    async (tx, instant, note) => {
      const { number: fund } = system.fund;
      const last = (await marriagesOf(tx, fund, ask.person)).at(-1);
      if (last === undefined) return refused("not-married");
      await withdrawMarriage(tx, fund, ask.person, last, instant);
      note({ because, facts: { spouse: last.spouse } });
      await married(system, tx, actor, ask.person, instant);
      return accepted(true);
    },
  );
}

/** A marriage was recorded, ended or taken off the record: a benefit that would be another by it becomes a case. */
function married(
  { fund, calendar }: System,
  tx: Tx,
  { account: actor }: Actor,
  person: number,
  instant: Instant,
): Promise<number> {
  const cause = { kind: "marriage" } as const;
  const changed = { fund: fund.number, today: calendar.today(), actor, persons: [person], cause };
  return openRedeterminations(tx, changed, instant);
}

/** A counselor records a child, from the birth or the adoption. */
export function addChild(
  system: System,
  actor: Actor,
  ask: Change & {
    readonly child: Somebody;
    readonly relation: ChildRelation;
    /** The adoption or the marriage that made a stepchild; the birth unless told. */
    readonly since?: PlainDate | undefined;
    readonly proof?: string | undefined;
  },
): Promise<FamilyOutcome> {
  const { child, relation, since, proof } = ask;
  const request = { child: withoutSsn(system, child), relation, since: since ?? null, proof: proof ?? null };
  return changing(system, actor, ask, "addChild", "records.child", request, async (tx, instant, note) => {
    const { number: fund } = system.fund;
    const found = await somebodyFor(system, tx, actor, ask.person, child, instant);
    if (found.refused) return found;
    const [member, other] = [
      await getPerson(tx, fund, ask.person),
      await getPerson(tx, fund, found.accepted),
    ];
    const known = (await childrenOf(tx, fund, ask.person)).some((one) => one.child === other.person);
    if (known) return refused("child-known");
    if (other.born <= member.born) return refused("older-than-parent");
    const from = since ?? other.born;
    if (from > system.calendar.today()) return refused("in-future");
    if (from < other.born) return refused("born-after");
    const row = { child: other.person, relation, from, disabled: false, proof };
    await recordChild(tx, fund, ask.person, row, instant);
    note({ facts: { child: other.person, relation } });
    return accepted(true);
  });
}

/** A counselor records that a child cannot support themselves because of a disability, from the day that the paper says. */
export function recordDisability(
  system: System,
  actor: Actor,
  ask: Change & { readonly child: number; readonly since: PlainDate; readonly proof: string },
): Promise<FamilyOutcome> {
  const { child, since, proof } = ask;
  return changing(
    system,
    actor,
    ask,
    "recordDisability",
    "records.child",
    { child, since, proof },
    async (tx, instant, note) => {
      const { number: fund } = system.fund;
      const versions = (await childrenOf(tx, fund, ask.person)).filter((one) => one.child === child);
      const first = versions[0];
      if (first === undefined) return refused("no-such-child");
      if (versions.some(({ disabled }) => disabled)) return refused("disability-known");
      if (since > system.calendar.today()) return refused("in-future");
      if (since < first.from) return refused("born-after");
      const row = { ...first, disabled: true, disabilityProof: proof, from: since };
      await recordChild(tx, fund, ask.person, row, instant);
      note({ because: proof, facts: { child, since } });
      return accepted(true);
    },
  );
}

/** A counselor takes a child off the record that was entered by mistake. */
export function withdrawChild(
  system: System,
  actor: Actor,
  ask: Change & { readonly child: number; readonly because: string },
): Promise<FamilyOutcome> {
  const { child, because } = ask;
  return changing(
    system,
    actor,
    ask,
    "withdrawChild",
    "records.child",
    { child, because },
    async (tx, instant, note) => {
      const { number: fund } = system.fund;
      const first = (await childrenOf(tx, fund, ask.person)).find((one) => one.child === child);
      if (first === undefined) return refused("no-such-child");
      await endChild(tx, fund, ask.person, { child, from: first.from }, instant);
      note({ because, facts: { child } });
      return accepted(true);
    },
  );
}

/** One change of the family's record: who may, the lock, and that the record is still what was seen. */
function changing(
  system: System,
  actor: Actor,
  { key, person, seen }: Change,
  name: string,
  table: Extract<VersionTable, "records.marriage" | "records.child">,
  asked: object,
  effect: (tx: Tx, instant: Instant, note: Note) => Promise<FamilyOutcome>,
): Promise<FamilyOutcome> {
  allow(actor, "change a record", { person });
  const fund = system.fund.number;
  const request = { person, seen, ...asked };
  return command<FamilyOutcome>(
    system.db,
    { fund, actor, key, name, request, persons: [person] },
    async (tx, instant, note) => {
      const stale = await changedMeanwhile(tx, actor, table, { fund, person }, seen);
      return stale ? { refused: stale } : effect(tx, instant, note);
    },
  );
}
