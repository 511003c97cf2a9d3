import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { agentsOf, incapacitiesOf } from "@emeritus/records/agent.ts";
import { sha256 } from "@emeritus/records/canonical.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { addDisclosurePersons, openDisclosure } from "@emeritus/records/disclosure.ts";
import type { ReleaseGround } from "@emeritus/records/disclosure-tables.ts";
import { employersOn } from "@emeritus/records/employer.ts";
import { fundSettings } from "@emeritus/records/fund.ts";
import { getPersons } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { actingRank } from "../naming/name-agents.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import {
  type ClosedField,
  COMPATIBLE_PURPOSE,
  decideRelease,
  type PurposeKind,
  type ReleaseRefusal,
  type RepresentativeKind,
} from "./decide-release.ts";
import { keepPaper, type PaperRefusal } from "../paper.ts";

/** A request for closed records as the office enters it. */
export interface ReleaseRequest {
  readonly persons: readonly number[];
  readonly asker: string;
  /** Lines of the asker's address, for the package. */
  readonly askerAddress: readonly string[];
  readonly received: PlainDate;
  readonly ground: ReleaseGround;
  readonly fields: readonly ClosedField[];
  readonly purpose?: string | undefined;
  readonly purposeKind?: PurposeKind | undefined;
  readonly employer?: number | undefined;
  /** Who signed the department's promise of use and secrecy. */
  readonly promisedBy?: string | undefined;
  readonly representative?: RepresentativeKind | undefined;
  /** The law, case or order that the paper names. */
  readonly law?: string | undefined;
}

/**
 * Enters a request for closed records with its ground; it waits for its paper, or for the second person who decides (BR 1-3(2)).
 * Nothing leaves by it.
 */
export async function askRelease(
  system: System,
  actor: Actor,
  {
    key,
    paper,
    ...asked
  }: ReleaseRequest & { readonly key: string; readonly paper?: Uint8Array | undefined },
): Promise<Outcome<{ disclosure: number }, Refusal<ReleaseRefusal | PaperRefusal>>> {
  const ask = { ...asked, persons: [...new Set(asked.persons)] };
  for (const person of ask.persons) allow(actor, "prepare a release", { person });
  allow(actor, "prepare a release");
  const fund = system.fund.number;
  const received = formatDate(ask.received);
  const hash = paper === undefined ? null : sha256(paper).toString("hex");
  const request = { ...facts(ask), persons: ask.persons, received, ground: ask.ground, paper: hash };
  const given = { fund, actor, key, name: "disclosure: ask", request, persons: ask.persons };
  return command(
    system.db,
    given,
    async (
      tx,
      instant,
      note,
    ): Promise<Outcome<{ disclosure: number }, Refusal<ReleaseRefusal | PaperRefusal>>> => {
      const decided = decideRelease(await known(system, tx, ask));
      if (decided.refused) return decided;
      const kept = paper === undefined ? undefined : await keepPaper(tx, fund, paper, instant);
      if (kept?.refused) return kept;
      const disclosure = await openDisclosure(
        tx,
        {
          fund,
          kind: "release",
          asker: ask.asker.trim(),
          received: ask.received,
          ground: ask.ground,
          employer: ask.employer,
          purpose: ask.purpose,
          facts: facts(ask),
          actor: actor.account,
          action: "ask",
          status: kept === undefined ? "paperAwaited" : "waiting",
          stepFacts: kept === undefined ? {} : { paper: kept.accepted },
        },
        instant,
      );
      await addDisclosurePersons(tx, fund, disclosure, ask.persons, instant);
      note({ facts: { request: disclosure, ground: ask.ground } });
      return accepted({ disclosure });
    },
  );
}

/** What a request says beside who asks, when and why, as it is kept. */
const facts = (ask: ReleaseRequest) => ({
  askerAddress: [...ask.askerAddress],
  fields: [...ask.fields],
  purpose: ask.purpose ?? null,
  purposeKind: ask.purposeKind ?? null,
  employer: ask.employer ?? null,
  promisedBy: ask.promisedBy ?? null,
  representative: ask.representative ?? null,
  law: ask.law ?? null,
  asker: ask.asker,
});

/** The request with what the record says to it. */
async function known(system: System, tx: Tx, ask: ReleaseRequest) {
  const fund = system.fund.number;
  const today = system.calendar.today();
  const there = await getPersons(tx, fund, [...new Set(ask.persons)]);
  const settings = await fundSettings(tx, fund, { on: today });
  const covered =
    ask.employer === undefined
      ? undefined
      : (await employersOn(tx, fund, { on: today })).some(({ employer }) => employer === ask.employer);
  const acting = await Promise.all(ask.persons.map((person) => agentActs(tx, fund, person, today)));
  return {
    asker: ask.asker,
    received: ask.received,
    today,
    ground: ask.ground,
    fields: ask.fields,
    allKnown: there.length === new Set(ask.persons).size,
    people: ask.persons.length,
    purpose: ask.purpose,
    purposeKind: ask.purposeKind,
    covered,
    promisedBy: ask.promisedBy,
    representative: ask.representative,
    agentActs: acting.length > 0 && acting.every(Boolean),
    law: ask.law,
    compatiblePurposeOn: settings.some(({ name, value }) => name === COMPATIBLE_PURPOSE && value === true),
  };
}

/** Whether the record holds an agent of a person who acts on a day: designated, able, and the person incapacitated (RSMo 104.1093). */
async function agentActs(tx: Tx, fund: number, person: number, on: PlainDate): Promise<boolean> {
  const agents = await agentsOf(tx, fund, person, { on });
  const incapacities = await incapacitiesOf(tx, fund, person);
  const died = new Map(
    (
      await getPersons(
        tx,
        fund,
        agents.map(({ agent }) => agent),
      )
    ).map((one) => [one.person, one.died !== undefined && one.died <= on]),
  );
  const { status } = actingRank({
    incapacitated: incapacities.some(({ from, to }) => from <= on && on < to),
    agents: agents.map((one) => ({ ...one, died: died.get(one.agent) ?? false })),
  });
  return status === "active";
}
