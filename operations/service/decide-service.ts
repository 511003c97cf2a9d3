import { formatDate, addDays } from "@emeritus/engine/dates.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { lastDayToAppeal, appealsCite } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { WORKING_DAYS_TO_LOOK } from "./ask-for-service.ts";
import { type CaseSays, caseSays, centsOf } from "./case-law.ts";
import { costs, type FoundOut, type ServiceKey } from "./case-view.ts";
import { credit } from "./credit.ts";
import { reckoningOf, requestOf, tellCredited, writeServiceLetter } from "./write-service-letter.ts";
import { factsOfCase, type InServiceCase, inServiceCase, type NotNow } from "./in-service-case.ts";

/** Days for which an offer stands; a choice of the office where the law is silent (ADR 19). */
const OFFER_DAYS = 90;

/** What asks for it where the law that was asked names no section: the ledger asks the law about days. */
const ledgerCites = "ADR 19";

/** Why the law does not let the office go on. */
export type LawRefusal = "facts-missing" | "not-open" | "law-refuses";

/** The first thing that keeps the law from giving service and cost: a missing fact, a bar, or a refusal of a figure. Pure. */
export function decideOpen(says: CaseSays): Outcome<CaseSays, Refusal<LawRefusal>> {
  if (says.missing.length > 0) return refused("facts-missing", { facts: says.missing.join(" ") });
  const { standing, open } = says;
  const silent = [standing, ...(open ? [says.cost ?? says.months] : [])].find(
    (result) => result !== undefined && result.value === undefined,
  );
  if (silent !== undefined)
    return refused(
      "law-refuses",
      { why: silent.refusal?.code ?? "unknown" },
      silent.refusal?.cites.join("; ") || ledgerCites,
    );
  return open
    ? accepted(says)
    : refused(
        "not-open",
        { standing: String(standing.value) },
        standing.explanation.cites?.join("; ") || ledgerCites,
      );
}

/** A counselor enters what the office found out; the law then says whether it is open, the service and its cost. A second person decides. */
export async function prepareService(
  system: System,
  actor: Actor,
  asked: { key: string; of: ServiceKey; foundOut: FoundOut },
): Promise<Outcome<ServiceKey, Refusal<LawRefusal | NotNow>>> {
  const { key, of, foundOut } = asked;
  return inServiceCase(
    system,
    actor,
    { key, may: "work a case", action: "prepare", of, request: foundOut },
    async (within): Promise<Outcome<ServiceKey, Refusal<LawRefusal>>> => {
      const known = { ...(within.service.steps[0]!.facts["foundOut"] as FoundOut), ...foundOut };
      const decision = decideOpen(
        caseSays(await factsOfCase(within, { on: system.calendar.today() }, known)),
      );
      if (decision.refused) return decision;
      const says = decision.accepted;
      await within.step("prepare", {
        foundOut: known,
        months: says.months?.value ?? 0,
        law: lawVersionOf(says.plan),
        ...(says.cost?.value === undefined ? {} : { costCents: String(centsOf(says.cost.value)) }),
      });
      await within.settle("prepared");
      const due = workingDaysAfter(system.calendar.today(), WORKING_DAYS_TO_LOOK);
      await duty(within, "decideOnService", due, "benefitVerifier");
      return accepted(of);
    },
  );
}

/** A second person looks again: what costs something is offered for a time, what costs nothing is credited. */
export async function approveService(
  system: System,
  actor: Actor,
  asked: { key: string; of: ServiceKey },
): Promise<Outcome<ServiceKey, Refusal<LawRefusal | NotNow | "same-person">>> {
  const { key, of } = asked;
  const given = { key, may: "approve a determination", action: "offer", of } as const;
  return inServiceCase(
    system,
    actor,
    given,
    async (within): Promise<Outcome<ServiceKey, Refusal<LawRefusal | "same-person">>> => {
      const { service } = within;
      const { prepared } = service;
      if (prepared !== undefined && (await isSamePerson(within.tx, within.fund, actor, prepared.by)))
        return refused("same-person");
      const facts = await factsOfCase(within, { on: system.calendar.today() });
      const decision = decideOpen(caseSays(facts));
      if (decision.refused) return decision;
      await within.settle("decided");
      if (!costs(service.asked.what)) {
        await within.step("credit", { months: decision.accepted.months?.value ?? 0 });
        await credit(within, facts, decision.accepted);
        await tellCredited(within, facts, decision.accepted, 0n);
        return accepted(of);
      }
      const expires = addDays(system.calendar.today(), OFFER_DAYS);
      const costCents = centsOf(decision.accepted.cost!.value!);
      await within.step("offer", { expires: formatDate(expires), costCents: String(costCents) });
      await duty(within, "answerServiceOffer", expires, "member");
      const { standing, months, cost } = decision.accepted;
      await writeServiceLetter(within, {
        kind: "serviceOffered",
        ...requestOf(service),
        months: months?.value ?? 0,
        cost: costCents,
        expires: formatDate(expires),
        reckoning: reckoningOf(decision.accepted, [standing, months, cost]),
      });
      return accepted(of);
    },
  );
}

/** A second person sends a prepared case back to the counselor, with the reason. */
export async function sendServiceBack(
  system: System,
  actor: Actor,
  asked: { key: string; of: ServiceKey; because: string },
): Promise<Outcome<ServiceKey, Refusal<NotNow>>> {
  const { key, of, because } = asked;
  const given = {
    key,
    may: "approve a determination",
    action: "sendBack",
    of,
    request: because,
    because,
  } as const;
  return inServiceCase(system, actor, given, async (within) => {
    await within.settle("sent back");
    await within.step("sendBack", { note: because });
    const due = workingDaysAfter(system.calendar.today(), WORKING_DAYS_TO_LOOK);
    await duty(within, "lookAtServiceRequest", due, "counselor");
    return accepted(of);
  });
}

/** A counselor refuses a request with the reason and its citation; the member may ask the board within sixty days (BR 1-2). */
export async function refuseService(
  system: System,
  actor: Actor,
  asked: { key: string; of: ServiceKey; because: string; cites: string },
): Promise<Outcome<ServiceKey, Refusal<NotNow>>> {
  const { key, of, because, cites } = asked;
  const given = {
    key,
    may: "work a case",
    action: "refuse",
    of,
    request: { because, cites },
    because,
  } as const;
  return inServiceCase(system, actor, given, async (within) => {
    await within.settle("refused");
    const today = system.calendar.today();
    const until = lastDayToAppeal(today);
    await within.step("refuse", {
      because,
      cites,
      communicatedOn: formatDate(today),
      appealUntil: formatDate(until),
    });
    await duty(within, "appeal-ends", until, "member", appealsCite);
    const answer = { kind: "serviceRefused", ...requestOf(within.service), because, cites } as const;
    await writeServiceLetter(within, answer);
    return accepted(of);
  });
}

/** Adds a duty of the case. */
export async function duty(
  { tx, fund, of, instant }: InServiceCase,
  kind: string,
  due: number,
  owner: string,
  cites?: string,
): Promise<void> {
  const { person, caseNumber } = of;
  const subject = String(caseNumber);
  const given = { fund, person, kind, subject, due, owner, caseNumber };
  await oblige(tx, cites === undefined ? given : { ...given, cites }, instant);
}
