import type { PlainDate } from "@emeritus/engine/dates.ts";
import {
  type Agent,
  agentsOf,
  incapacitiesOf,
  recordAgents,
  recordIncapacity,
} from "@emeritus/records/agent.ts";
import { command } from "@emeritus/records/command.ts";
import { lastChange } from "@emeritus/records/last-change.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { findPerson, getPersons } from "@emeritus/records/person.ts";
import type { AgentRank, IncapacityProof } from "@emeritus/records/person-tables.ts";
import type { Actor } from "../actor.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "../changing-person/changed-meanwhile.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import {
  relatedTo,
  type Related,
  somebodyFor,
  type Somebody,
  type SomebodyRefusal,
  withoutSsn,
} from "./somebody.ts";

/** The section about agents. */
const cites = "RSMo 104.1093";

/** Who may act for somebody incapacitated who designated nobody, in this order (Handbook, page 12). */
export const familyOrder = ["spouse", "child", "parent", "sibling", "nieceNephewGrandchild"] as const;

/** Where a designation stands: on file without effect, in effect, or nobody left to act. */
export type AgencyStatus = "none" | "onFile" | "active" | "nobodyLeft";

/** What decides who acts. */
export interface AgencyFacts {
  /** A statement of a physician or a court holds on the day. */
  readonly incapacitated: boolean;
  readonly agents: readonly (Pick<Agent, "rank" | "declined"> & { readonly died: boolean })[];
}

/**
 * Pure. Who acts: nobody until a written statement says that the person is disabled or incapacitated; then the agent, and the
 * successor only when the agent cannot or will not (RSMo 104.1093; Handbook, page 12).
 */
export function actingRank({ incapacitated, agents }: AgencyFacts): {
  readonly status: AgencyStatus;
  readonly acting?: AgentRank;
} {
  if (agents.length === 0) return { status: "none" };
  if (!incapacitated) return { status: "onFile" };
  const able = (["agent", "successor"] as const).find((rank) =>
    agents.some((one) => one.rank === rank && !one.declined && !one.died),
  );
  return able === undefined ? { status: "nobodyLeft" } : { status: "active", acting: able };
}

/** An agent as pages show them. */
export interface AgentSeen extends Agent {
  readonly name: string;
  readonly memberId: string;
  readonly died: boolean;
}

/** Who may act for a person. */
export interface AgencySeen {
  readonly status: AgencyStatus;
  readonly acting: AgentRank | undefined;
  readonly agents: readonly AgentSeen[];
  /** The day the statement came in, while one holds. */
  readonly incapacitatedSince: PlainDate | undefined;
  readonly related: readonly Related[];
  /** What a change must say it saw. */
  readonly seen: { readonly agents: string; readonly incapacity: string };
}

/** Reads who may act for a person, on a day. */
export async function readAgency(
  { reader, fund, calendar }: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: calendar.today() },
): Promise<AgencySeen> {
  allow(actor, "read a record", { person });
  const number = fund.number;
  const [agents, incapacities, related, seenAgents, seenIncapacity] = await Promise.all([
    agentsOf(reader, number, person, moment),
    incapacitiesOf(reader, number, person, { knownAt: moment.knownAt }),
    relatedTo(reader, number, person),
    lastChange(reader, "records.agent", { fund: number, person }),
    lastChange(reader, "records.incapacity", { fund: number, person }),
  ]);
  const known = new Map(
    (
      await getPersons(
        reader,
        number,
        agents.map(({ agent }) => agent),
      )
    ).map((one) => [one.person, one]),
  );
  const shown = agents.map((one) => {
    const { name, memberId, died } = known.get(one.agent)!;
    return {
      ...one,
      name: `${name.first} ${name.last}`,
      memberId,
      died: died !== undefined && died <= moment.on,
    };
  });
  const now = incapacities.find(({ from, to }) => from <= moment.on && moment.on < to);
  const { status, acting } = actingRank({ incapacitated: now !== undefined, agents: shown });
  return {
    status,
    acting,
    agents: shown,
    incapacitatedSince: now?.from,
    related,
    seen: { agents: seenAgents, incapacity: seenIncapacity },
  };
}

/** One who is designated. */
export interface Designated {
  readonly rank: AgentRank;
  readonly who: Somebody;
  readonly mayNameBeneficiaries: boolean;
}

/** Why agents are not recorded. */
export type AgentRefusal =
  | SomebodyRefusal
  | "agent-needed"
  | "same-agent-twice"
  | "principal-incapacitated"
  | "member-died"
  | "nobody-designated";

type AgentOutcome = Outcome<{ readonly agents: number }, Refusal<AgentRefusal> | ChangedMeanwhile>;

/**
 * Designates an agent and perhaps a successor, in place of those before; nobody revokes the designation. Without effect until a
 * physician's statement comes in. While one holds, nothing of it can be changed by the person.
 */
export async function designateAgents(
  system: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly designated: readonly Designated[];
    readonly seen: string;
  },
): Promise<AgentOutcome> {
  allow(actor, "designate an agent", { person: ask.person });
  const fund = system.fund.number;
  const { key, person, designated, seen } = ask;
  const request = {
    person,
    seen,
    designated: designated.map((one) => ({ ...one, who: withoutSsn(system, one.who) })),
  };
  const given = { fund, actor, key, name: "designateAgents", request, persons: [person] };
  return command<AgentOutcome>(system.db, given, async (tx, instant, note) => {
    const stale = await changedMeanwhile(tx, actor, "records.agent", { fund, person }, seen);
    if (stale) return { refused: stale };
    const today = system.calendar.today();
    const principal = await findPerson(tx, fund, person);
    if (principal === undefined) return refused("no-such-member");
    if (principal.died !== undefined) return refused("member-died");
    const unable = (await incapacitiesOf(tx, fund, person)).some(
      ({ from, to }) => from <= today && today < to,
    );
    if (unable && actor.person === person) return refused("principal-incapacitated", {}, cites);
    if (designated.length > 0 && !designated.some(({ rank }) => rank === "agent"))
      return refused("agent-needed");
    const agents: Omit<Agent, "from">[] = [];
    for (const { rank, who, mayNameBeneficiaries } of designated) {
      const found = await somebodyFor(system, tx, actor, person, who, instant);
      if (found.refused) return found;
      if (agents.some(({ agent }) => agent === found.accepted)) return refused("same-agent-twice");
      agents.push({ rank, agent: found.accepted, mayNameBeneficiaries, declined: false });
    }
    await recordAgents(tx, fund, person, { from: today, agents }, instant);
    note({ facts: { agents: agents.length } });
    return accepted({ agents: agents.length });
  });
}

/** A counselor records that an agent cannot or will not act, or will again; the successor is heard instead. */
export async function recordAgentDeclines(
  system: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly rank: AgentRank;
    readonly declines: boolean;
    readonly seen: string;
  },
): Promise<AgentOutcome> {
  allow(actor, "change a record", { person: ask.person });
  const fund = system.fund.number;
  const { key, person, rank, declines, seen } = ask;
  const request = { person, rank, declines, seen };
  const given = { fund, actor, key, name: "recordAgentDeclines", request, persons: [person] };
  return command<AgentOutcome>(system.db, given, async (tx, instant) => {
    const stale = await changedMeanwhile(tx, actor, "records.agent", { fund, person }, seen);
    if (stale) return { refused: stale };
    const from = system.calendar.today();
    const agents = await agentsOf(tx, fund, person, { on: from });
    if (!agents.some((one) => one.rank === rank)) return refused("nobody-designated");
    const now = agents.map((one) => (one.rank === rank ? { ...one, declined: declines } : one));
    await recordAgents(tx, fund, person, { from, agents: now }, instant);
    return accepted({ agents: now.length });
  });
}

/** Why a statement is not recorded. */
export type StatementRefusal = "received-in-future" | "able-already" | "unable-already";

/**
 * A counselor records that a physician's written statement or a court's finding came in, from which day on the agent acts, or that
 * the person can act again.
 */
export async function recordStatement(
  system: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly received: PlainDate;
    /** Nothing: able again. */
    readonly proof: IncapacityProof | undefined;
    readonly seen: string;
  },
): Promise<Outcome<{ readonly from: PlainDate }, Refusal<StatementRefusal> | ChangedMeanwhile>> {
  allow(actor, "change a record", { person: ask.person });
  const fund = system.fund.number;
  const { key, person, received, proof, seen } = ask;
  const request = { person, received, proof: proof ?? null, seen };
  const given = { fund, actor, key, name: "recordStatement", request, persons: [person] };
  return command<Outcome<{ from: PlainDate }, Refusal<StatementRefusal> | ChangedMeanwhile>>(
    system.db,
    given,
    async (tx, instant, note) => {
      const stale = await changedMeanwhile(tx, actor, "records.incapacity", { fund, person }, seen);
      if (stale) return { refused: stale };
      if (received > system.calendar.today()) return refused("received-in-future");
      const unable = (await incapacitiesOf(tx, fund, person)).some(
        ({ from, to }) => from <= received && received < to,
      );
      if (unable && proof !== undefined) return refused("unable-already");
      if (!unable && proof === undefined) return refused("able-already");
      await recordIncapacity(tx, fund, person, { from: received, proof }, instant);
      note({ facts: { unable: proof !== undefined, from: received } });
      return accepted({ from: received });
    },
  );
}
