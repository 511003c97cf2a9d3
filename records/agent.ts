import type { PlainDate } from "@emeritus/engine/dates.ts";
import { correct } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { heldOn, known, type Known, type Moment } from "./moment.ts";
import type { AgentRank, IncapacityProof } from "./person-tables.ts";
import type { Instant } from "./schema.ts";

/** Somebody designated to act for a person, or to follow who was. */
export interface Agent {
  readonly rank: AgentRank;
  readonly agent: number;
  /** Whether the form permits the agent to name beneficiaries. */
  readonly mayNameBeneficiaries: boolean;
  /** The agent cannot or will not act. */
  readonly declined: boolean;
  /** The day the form came in. */
  readonly from: PlainDate;
}

/** Whom a person designated, on a day; the agent before the successor. */
export async function agentsOf(db: Reading, fund: number, person: number, moment: Moment): Promise<Agent[]> {
  const rows = await db
    .selectFrom("records.agent")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(heldOn("records.agent", moment))
    .orderBy("rank")
    .execute();
  return rows.map((row) => ({
    rank: row.rank,
    agent: row.agent,
    mayNameBeneficiaries: row.may_name_beneficiaries,
    declined: row.declined,
    from: dateOf(row.valid_from),
  }));
}

/** Records the agent and the successor from a day on, in place of those before; an empty list revokes. */
export async function recordAgents(
  tx: Tx,
  fund: number,
  person: number,
  { from, agents }: { from: PlainDate; agents: readonly Omit<Agent, "from">[] },
  instant: Instant,
): Promise<void> {
  const rows = agents.map(({ rank, agent, mayNameBeneficiaries, declined }) => ({
    fund,
    person,
    rank,
    agent,
    may_name_beneficiaries: mayNameBeneficiaries,
    declined,
    valid_from: dateText(from),
  }));
  await correct(tx, "records.agent", { fund, person }, { from }, rows, instant);
}

/** Days for which a statement says that a person cannot act. */
export interface Incapacity {
  readonly proof: IncapacityProof;
  readonly from: PlainDate;
  /** The first day able again; ENDLESS while it lasts. */
  readonly to: PlainDate;
}

/** The incapacities of a person in order. */
export async function incapacitiesOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Incapacity[]> {
  const rows = await db
    .selectFrom("records.incapacity")
    .select(["proof", "valid_from", "valid_to"])
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.incapacity", when))
    .orderBy("valid_from")
    .execute();
  return rows.map((row) => ({ proof: row.proof, from: dateOf(row.valid_from), to: dateOf(row.valid_to) }));
}

/** Records from which day a statement says that a person cannot act, or, without a proof, that they can again. */
export async function recordIncapacity(
  tx: Tx,
  fund: number,
  person: number,
  { from, proof }: { from: PlainDate; proof: IncapacityProof | undefined },
  instant: Instant,
): Promise<void> {
  const rows = proof === undefined ? [] : [{ fund, person, proof, valid_from: dateText(from) }];
  await correct(tx, "records.incapacity", { fund, person }, { from }, rows, instant);
}
