import { ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import { command, type Note } from "@emeritus/records/command.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import type { NoticeChannel } from "@emeritus/records/employer-tables.ts";
import { reportingGroupsOn, type ReportingGroup } from "@emeritus/records/employer.ts";
import {
  employmentOf,
  leavesOf,
  positionsOf,
  type Employment,
  type Leave,
  type Position,
} from "@emeritus/records/employment.ts";
import { getPerson, type Person } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { refused, type Outcome, type Refusal } from "../outcome.ts";
import type { System } from "../system.ts";
import { allowInGroup } from "./group-rights.ts";

/** An answer of this area: what was recorded, or why not. */
export type Told<Code extends string, T = { notice: number }> = Outcome<T, Refusal<Code>>;

/** Somebody's job, as an employer names it. */
export interface OfPosition {
  readonly key: string;
  readonly person: number;
  readonly position: number;
}

/** A job of somebody with all that decisions about it need to know. */
export interface Job {
  readonly person: Person;
  readonly position: Position;
  /** Every stretch in this position, oldest first. */
  readonly stretches: readonly Employment[];
  /** The stretch that goes on, if one does. */
  readonly open: Employment | undefined;
  readonly leaves: readonly Leave[];
  readonly openLeave: Leave | undefined;
}

/** Reads a job of somebody; nothing where the person has no such position. */
export async function findJob(
  db: Reading,
  fund: number,
  { person, position }: { person: number; position: number },
): Promise<Job | undefined> {
  const found = (await positionsOf(db, fund, person)).find((each) => each.position === position);
  if (found === undefined) return undefined;
  const here = <T extends { position: number }>(all: readonly T[]): T[] =>
    all.filter((each) => each.position === position);
  const stretches = here(await employmentOf(db, fund, person));
  const leaves = here(await leavesOf(db, fund, person));
  return {
    person: await getPerson(db, fund, person),
    position: found,
    stretches,
    open: stretches.find(({ to }) => to === ENDLESS),
    leaves,
    openLeave: leaves.find(({ to }) => to === ENDLESS),
  };
}

/** How an actor tells something: an employer's account on a form of the pages or the API, staff for a paper that came. */
export const channelOf = (actor: Actor): NoticeChannel =>
  actor.roles.includes("employer") ? "form" : "office";

/** What a command about a job runs with. */
export interface AboutJob {
  readonly tx: Tx;
  readonly fund: number;
  readonly job: Job;
  readonly actor: Actor;
  readonly channel: NoticeChannel;
  readonly today: PlainDate;
  readonly instant: Instant;
  readonly note: Note;
}

/** A job by its numbers, in the transaction that records something about it. */
export interface InJob {
  readonly tx: Tx;
  readonly fund: number;
  readonly person: number;
  readonly position: number;
  readonly instant: Instant;
}

/** The numbers of a job that a command is about. */
export const inJob = ({ tx, fund, job, instant }: AboutJob): InJob => ({
  tx,
  fund,
  person: job.person.person,
  position: job.position.position,
  instant,
});

/** Does something about a job once, under its key and for who may enrol in its group; a job that is not there is refused. */
export async function aboutJob<Code extends string, T>(
  system: System,
  actor: Actor,
  asked: { readonly name: string; readonly of: OfPosition; readonly request: object },
  effect: (about: AboutJob) => Promise<Told<Code, T>>,
): Promise<Told<Code | "no-such-position", T>> {
  const { name, of, request } = asked;
  const { key, person, position } = of;
  const fund = system.fund.number;
  const today = system.calendar.today();
  const seen = await findJob(system.db, fund, of);
  if (seen === undefined) return refused("no-such-position");
  const { employer, reportingGroup } = seen.position;
  const inGroup = { fund, employer, reportingGroup, right: "enrol", on: today, person } as const;
  await allowInGroup(system.db, actor, "report employment", inGroup);
  return command(
    system.db,
    { fund, actor, key, name, request: { person, position, ...request }, persons: [person] },
    async (tx, instant, note) => {
      const job = await findJob(tx, fund, of);
      if (job === undefined) throw new Error("a position was there and is gone");
      return effect({ tx, fund, job, actor, channel: channelOf(actor), today, instant, note });
    },
  );
}

/** The reporting group with a code on a day, which the actor may enrol in; nothing where there is none. */
export async function groupToEnrolIn(
  db: Reading,
  fund: number,
  code: string,
  on: PlainDate,
): Promise<ReportingGroup | undefined> {
  return (await reportingGroupsOn(db, fund, { on })).find((group) => group.code === code);
}
