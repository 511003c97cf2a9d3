import { addDays, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { casesOf, openCase } from "@emeritus/records/case.ts";
import { command } from "@emeritus/records/command.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { type GivenUp, givenUpOf, readLedgerRows } from "@emeritus/records/service-ledger.ts";
import type { Actor } from "../actor.ts";
import { NoSuchPerson } from "../career.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import type { System } from "../system.ts";
import {
  type AskedService,
  type AskedSpan,
  findServiceCase,
  type FoundOut,
  SERVICE_CASE,
  type ServiceKey,
} from "./case-view.ts";
import { openServiceStatuses } from "./status.ts";

/** Working days in which the office means to look at a request; a target of ours, not law (ADR 19). */
export const WORKING_DAYS_TO_LOOK = 5;

/** A member's request for service, once under its key. */
export interface ServiceRequest extends AskedService {
  readonly key: string;
  readonly person: number;
}

/** Why a request is not taken. */
export type AskRefusal =
  | "days-missing"
  | "days-backwards"
  | "days-taken"
  | "days-ahead"
  | "before-birth"
  | "already-asked"
  | "nothing-refunded";

/** A member, or a counselor for them, asks for service to be bought, moved, restored or kept. Opens a case; nothing is credited. */
export async function askForService(
  system: System,
  actor: Actor,
  request: ServiceRequest,
): Promise<Outcome<ServiceKey, Refusal<AskRefusal>>> {
  const { key, person, ...asked } = request;
  allow(actor, "ask for service", { person });
  const fund = system.fund.number;
  const today = system.calendar.today();
  const given = { fund, actor, key, name: "service: ask", request: { person, ...asked }, persons: [person] };
  return command(
    system.db,
    given,
    async (tx, instant, note): Promise<Outcome<ServiceKey, Refusal<AskRefusal>>> => {
      const member = await findPerson(tx, fund, person);
      if (member === undefined) throw new NoSuchPerson(`fund ${fund} has no person ${person}`);
      const refundedDays = (await givenUpOf(tx, fund, person)).filter(
        ({ how, restoredOn }) => how === "refunded" && restoredOn === undefined,
      );
      const open: AskedService[] = [];
      for (const one of await casesOf(tx, fund, person, SERVICE_CASE))
        if (openServiceStatuses.some((status) => status === one.status))
          open.push((await findServiceCase(tx, fund, { person, caseNumber: one.caseNumber }))!.asked);
      const { credits } = await readLedgerRows(tx, fund, person, { on: today });
      const credited = credits
        .flatMap(({ spans }) => spans)
        .map(({ from, to }) => ({ from, to: dayBefore(to) }));
      const { born } = member;
      const decision = decideAsk({ today, born, open, refunded: refundedDays, credited }, asked);
      if (decision.refused) return decision;
      const caseNumber = await openCase(
        tx,
        {
          fund,
          person,
          kind: SERVICE_CASE,
          action: "ask",
          status: "asked",
          actor: actor.account,
          facts: {
            asked: decision.accepted.asked,
            foundOut: decision.accepted.foundOut,
            filed: formatDate(today),
          },
        },
        instant,
      );
      const due = workingDaysAfter(today, WORKING_DAYS_TO_LOOK);
      await oblige(
        tx,
        {
          fund,
          person,
          kind: "lookAtServiceRequest",
          subject: String(caseNumber),
          due,
          owner: "counselor",
          caseNumber,
        },
        instant,
      );
      note({ facts: { case: caseNumber, what: asked.what } });
      return accepted({ person, caseNumber });
    },
  );
}

const dayBefore = (date: string): string => formatDate(addDays(parseDate(date), -1));

/** Pure. The first check that fails is what the member hears. */
export function decideAsk(
  {
    today,
    born,
    open,
    refunded,
    credited,
  }: {
    today: number;
    born: number;
    open: readonly AskedService[];
    refunded: readonly GivenUp[];
    /** Days for which bought or moved service stands already, both ends included. */
    credited: readonly AskedSpan[];
  },
  asked: AskedService,
): Outcome<{ readonly asked: AskedService; readonly foundOut: FoundOut }, Refusal<AskRefusal>> {
  if (open.some(({ what }) => what === asked.what)) return refused("already-asked", { what: asked.what });
  if (asked.what === "transferOut") return accepted({ asked: { ...asked, spans: [] }, foundOut: {} });
  if (asked.what === "restoration") return restorationOf(asked, refunded);
  if (asked.spans.length === 0) return refused("days-missing");
  for (const { from, to } of asked.spans) {
    if (parseDate(to) < parseDate(from)) return refused("days-backwards");
    if (parseDate(to) > today) return refused("days-ahead");
    if (parseDate(from) < born) return refused("before-birth");
  }
  const taken = [...credited, ...open.flatMap(({ what, spans }) => (what === "restoration" ? [] : spans))];
  const twice = asked.spans.find((one) => taken.some(({ from, to }) => from <= one.to && one.from <= to));
  if (twice !== undefined) return refused("days-taken", { from: twice.from, to: twice.to });
  return accepted({ asked, foundOut: {} });
}

/** A restoration is of the days, the amount and the day of the refund on record. */
function restorationOf(
  asked: AskedService,
  lost: readonly GivenUp[],
): Outcome<{ readonly asked: AskedService; readonly foundOut: FoundOut }, Refusal<AskRefusal>> {
  const [first] = lost;
  if (first === undefined) return refused("nothing-refunded");
  const cents = lost.reduce((sum, one) => sum + (one.cents ?? 0n), 0n);
  const spans = lost.map(({ from, to }) => ({ from: formatDate(from), to: formatDate(addDays(to, -1)) }));
  return accepted({
    asked: { ...asked, spans },
    foundOut: { amountRefundedCents: Number(cents), refundedOn: formatDate(first.effective) },
  });
}
