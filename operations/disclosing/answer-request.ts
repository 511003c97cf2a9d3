import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { addDisclosureItems, addDisclosurePersons, openDisclosure } from "@emeritus/records/disclosure.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { writeCopy } from "./copy-letter.ts";
import { confidentiality } from "./decide-release.ts";
import { openFactsOf, type OpenFact } from "./open-facts.ts";

/** Why the answer to a public request is not recorded. */
export type AnswerRefusal = "no-such-person" | "asker-missing" | "in-future";

/** What was told to whoever asked. */
export interface Answered {
  readonly disclosure: number;
  readonly facts: readonly OpenFact[];
}

/**
 * Somebody asked about a person and is told the four open facts, and no other (BR 1-3(2)). What was told is kept, and the person gets
 * a copy of it by letter (BR 1-3(4)).
 */
export async function answerRequest(
  system: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly person: number;
    readonly asker: string;
    readonly received: PlainDate;
  },
): Promise<Outcome<Answered, Refusal<AnswerRefusal>>> {
  const { key, person, asker, received } = asked;
  allow(actor, "answer a public request", { person });
  const fund = system.fund.number;
  const request = { person, asker, received: formatDate(received) };
  const given = { fund, actor, key, name: "disclosure: answer", request, persons: [person] };
  return command(
    system.db,
    given,
    async (tx, instant, note): Promise<Outcome<Answered, Refusal<AnswerRefusal>>> => {
      if (asker.trim() === "") return refused("asker-missing", {}, confidentiality);
      if (received > system.calendar.today()) return refused("in-future");
      const found = await openFactsOf(tx, system, person);
      if (found === undefined) return refused("no-such-person");
      const opened = {
        fund,
        kind: "openFacts",
        asker: asker.trim(),
        received,
        facts: {},
        actor: actor.account,
        action: "answer",
        status: "answered",
        stepFacts: { on: formatDate(system.calendar.today()) },
      } as const;
      const disclosure = await openDisclosure(tx, opened, instant);
      await addDisclosurePersons(tx, fund, disclosure, [person], instant);
      await addDisclosureItems(tx, { fund, person, disclosure }, found.facts, instant);
      const told = { person, asker: opened.asker, ground: undefined, items: found.facts };
      await writeCopy(system, tx, told, instant);
      note({ facts: { request: disclosure } });
      return accepted({ disclosure, facts: found.facts });
    },
  );
}
