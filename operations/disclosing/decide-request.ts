import { formatDate } from "@emeritus/engine/dates.ts";
import { sha256 } from "@emeritus/records/canonical.ts";
import { addDisclosureItems, type Disclosure, type DisclosureItem } from "@emeritus/records/disclosure.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { getPerson } from "@emeritus/records/person.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { closedRecordsOf } from "./closed-records.ts";
import { writeCopy } from "./copy-letter.ts";
import { type ClosedField, closedFields, confidentiality } from "./decide-release.ts";
import { inDisclosure, type InDisclosure, type NotNow } from "./in-disclosure.ts";
import { fullName } from "./open-facts.ts";
import { keepPaper, type PaperRefusal } from "../paper.ts";

/** An act about a request, given once under its key. */
export interface ActOn {
  readonly key: string;
  readonly disclosure: number;
}

/** The paper on which a request rests came in. */
export async function addPaper(
  system: System,
  actor: Actor,
  { key, disclosure, paper }: ActOn & { readonly paper: Uint8Array },
): Promise<Outcome<true, Refusal<NotNow | PaperRefusal>>> {
  const request = sha256(paper).toString("hex");
  const asked = { key, disclosure, may: "prepare a release", action: "addPaper", request } as const;
  return inDisclosure<true, PaperRefusal>(system, actor, asked, async ({ tx, instant, fund, step }) => {
    const kept = await keepPaper(tx, fund, paper, instant);
    if (kept.refused) return kept;
    await step({ paper: kept.accepted });
    return accepted(true as const);
  });
}

/** The fields that a request chose. */
export function fieldsOf({ facts }: Disclosure): ClosedField[] {
  const chosen = facts["fields"];
  return Array.isArray(chosen) ? closedFields.filter((field) => chosen.includes(field)) : [];
}

/** The SHA-256 in hexadecimal of the paper that a request rests on, if it has come in. */
export function paperOf({ steps }: Pick<Disclosure, "steps">): string | undefined {
  const paper = steps.findLast(({ facts }) => typeof facts["paper"] === "string")?.facts["paper"];
  return typeof paper === "string" ? paper : undefined;
}

/** What a release would hold of a person today: the name, and what was chosen. */
export async function itemsFor(
  system: System,
  db: Tx | System["reader"],
  person: number,
  fields: readonly ClosedField[],
): Promise<DisclosureItem[]> {
  const fund = system.fund.number;
  const found = await getPerson(db, fund, person);
  const asked = { db, fund, person: found, today: system.calendar.today(), words: wordsFor("en") };
  return [{ field: "name", detail: "", value: fullName(found) }, ...(await closedRecordsOf(asked, fields))];
}

/** Whether the actor entered or completed the request, so that another must decide. */
async function tookPart({ tx, fund, request }: InDisclosure, actor: Actor): Promise<boolean> {
  for (const { actor: account } of request.steps)
    if (await isSamePerson(tx, fund, actor, account)) return true;
  return false;
}

/**
 * A second person releases exactly what the request chose: each thing is kept as it left, and each person gets a copy (BR 1-3(2),
 * 1-3(4)). Refused without a paper and to whoever entered the request.
 */
export async function releaseRecords(
  system: System,
  actor: Actor,
  { key, disclosure }: ActOn,
): Promise<
  Outcome<{ disclosure: number; items: number }, Refusal<NotNow | "same-person" | "paper-missing">>
> {
  const asked = { key, disclosure, may: "approve a release", action: "release" } as const;
  return inDisclosure<{ disclosure: number; items: number }, "same-person" | "paper-missing">(
    system,
    actor,
    asked,
    async (within) => {
      const { tx, instant, fund, request, persons, step, note } = within;
      if (request.kind !== "release") throw new Error(`request ${disclosure} is no release`);
      if (await tookPart(within, actor)) return refused("same-person");
      if (paperOf(request) === undefined) return refused("paper-missing", {}, confidentiality);
      const fields = fieldsOf(request);
      let count = 0;
      for (const person of persons) {
        const items = await itemsFor(system, tx, person, fields);
        await addDisclosureItems(tx, { fund, person, disclosure }, items, instant);
        await writeCopy(system, tx, { person, asker: request.asker, ground: request.ground, items }, instant);
        count += items.length;
      }
      await step({ items: count, on: formatDate(system.calendar.today()) });
      note({ facts: { ground: request.ground, fields: fields.join(" "), people: persons.length } });
      return accepted({ disclosure, items: count });
    },
  );
}

/** Somebody of the office who did not enter it refuses a request, with the reason and the law, which the asker may have in writing (RSMo 610.023.4). */
export async function refuseRequest(
  system: System,
  actor: Actor,
  { key, disclosure, because, cites }: ActOn & { readonly because: string; readonly cites: string },
): Promise<Outcome<true, Refusal<NotNow | "same-person" | "reason-missing" | "cites-missing">>> {
  const request = { because, cites };
  const asked = { key, disclosure, may: "approve a release", action: "refuse", request, because } as const;
  return inDisclosure<true, "same-person" | "reason-missing" | "cites-missing">(
    system,
    actor,
    asked,
    async (within) => {
      if (await tookPart(within, actor)) return refused("same-person");
      if (because.trim().length < 3) return refused("reason-missing", {}, "RSMo 610.023.4");
      if (cites.trim() === "") return refused("cites-missing", {}, "RSMo 610.023.4");
      await within.step({ because: because.trim(), cites: cites.trim() });
      return accepted(true as const);
    },
  );
}

/** Whoever asked took it back. */
export async function withdrawRequest(
  system: System,
  actor: Actor,
  { key, disclosure }: ActOn,
): Promise<Outcome<true, Refusal<NotNow>>> {
  const asked = { key, disclosure, may: "prepare a release", action: "withdraw" } as const;
  return inDisclosure<true, never>(system, actor, asked, async ({ step }) => {
    await step();
    return accepted(true as const);
  });
}
