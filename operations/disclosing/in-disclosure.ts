import { command, type Note } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import {
  addDisclosureStep,
  type Disclosure,
  disclosurePersons,
  findDisclosure,
} from "@emeritus/records/disclosure.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { type Outcome, type Refusal, refused } from "../outcome.ts";
import { type Action, allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type DisclosureAction, statusAfter } from "./status.ts";

/** What an act about a request gets: the request as it stands in the transaction, whom it is about, and a way to record what is done. */
export interface InDisclosure {
  readonly tx: Tx;
  readonly instant: Instant;
  readonly fund: number;
  readonly request: Disclosure;
  readonly persons: readonly number[];
  step(facts?: Readonly<Record<string, unknown>>): Promise<void>;
  readonly note: Note;
}

/** Why an act about a request is not done whatever it is. */
export type NotNow = "no-such-request" | "cannot-do-now";

/** The most people whom one release may name; more is a large group. */
export const MOST_NAMED = 50;

/** Does something about a request once: who may, for everybody whom it is about; the request as it stands; the effect; its audit entry. */
export async function inDisclosure<T, Code extends string>(
  system: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly disclosure: number;
    readonly may: Action;
    readonly action: DisclosureAction;
    readonly request?: unknown;
    readonly because?: string;
  },
  effect: (within: InDisclosure) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | NotNow>>> {
  const { key, disclosure, may, action, because } = asked;
  allow(actor, may);
  const fund = system.fund.number;
  const found = await findDisclosure(system.db, fund, disclosure);
  const about =
    found === undefined || found.kind === "mailing"
      ? []
      : (await disclosurePersons(system.db, fund, disclosure, MOST_NAMED)).map(({ person }) => person);
  for (const person of about) allow(actor, may, { person });
  const given = {
    fund,
    actor,
    key,
    name: `disclosure: ${action}`,
    request: { disclosure, request: asked.request ?? null },
    persons: about,
    ...(because === undefined ? {} : { because }),
  };
  return command(system.db, given, async (tx, instant, note): Promise<Outcome<T, Refusal<Code | NotNow>>> => {
    const request = await findDisclosure(tx, fund, disclosure);
    if (request === undefined) return refused("no-such-request");
    note({ facts: { request: disclosure } });
    const status = statusAfter(request.status, action);
    if (status === undefined) return refused("cannot-do-now", { status: request.status });
    const step: InDisclosure["step"] = async (facts = {}) => {
      const taken = { fund, disclosure, step: request.steps.length + 1, action, status };
      await addDisclosureStep(tx, { ...taken, actor: actor.account, facts }, instant);
    };
    return effect({ tx, instant, fund, request, persons: about, step, note });
  });
}
