import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { explanationJson } from "@emeritus/operations/estimating/explanation-json.ts";
import { serviceAsks, type ServiceKey } from "@emeritus/operations/service/case-view.ts";
import { disputeSubjects } from "@emeritus/operations/service/dispute-view.ts";
import { readDispute } from "@emeritus/operations/service/dispute.ts";
import type { LedgerLine } from "@emeritus/operations/service/ledger.ts";
import { readHistory } from "@emeritus/operations/service/read-history.ts";
import { readServiceCase } from "@emeritus/operations/service/read-service-cases.ts";
import { readService, whyDay, whyRange } from "@emeritus/operations/service/read-service.ts";
import type { System } from "@emeritus/operations/system.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { refusal } from "./api-route.ts";
import { Clocks, momentAsked } from "./clocks.ts";
import { WholeNumber } from "./whole-number.ts";

/** The slice that answers for the routes of service. */
export const owner = "service";
const Amount = z.string().describe("Dollars and cents, such as 22953.14");
/** A day, YYYY-MM-DD. */
export const Day = z.iso.date();
const Explanation = z.object({ result: z.number(), parts: z.array(z.record(z.string(), z.unknown())) });
const Line = z.object({
  from: Day,
  to: Day,
  days: z.number(),
  counts: z.boolean(),
  reason: z.string(),
  cites: z.string(),
  verified: z.boolean(),
  proof: z.string().nullable(),
  credit: z.number().nullable(),
  restored: z.boolean(),
});
/** The ledger of service with what it comes to. */
export const Ledger = z.object({
  on: Day,
  creditedServiceMonths: z.number().nullable(),
  agrees: z.boolean(),
  countedDays: z.number(),
  provenDays: z.number(),
  lines: z.array(Line),
});
const Change = z.object({
  at: z.string(),
  by: z.string().nullable(),
  action: z.string().nullable(),
  because: z.string().nullable(),
  things: z.array(
    z.object({
      table: z.string(),
      before: z.record(z.string(), z.unknown()).nullable(),
      after: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});
/** A request for service or a dispute. */
export const Case = z.object({
  person: z.number(),
  case: z.number(),
  kind: z.enum(["service", "dispute"]),
  what: z.string(),
  status: z.string(),
  months: z.number().nullable(),
  cost: Amount.nullable(),
  owed: Amount.nullable(),
  due: Day.nullable(),
  paid: Amount,
  because: z.string().nullable(),
  cites: z.string().nullable(),
  appealUntil: Day.nullable(),
});
const Span = z.object({ from: Day, to: Day, hoursAYear: z.number().int().min(1).max(9000).optional() });
/** What is asked for. */
export const Ask = z.object({
  what: z.enum(serviceAsks),
  where: z.string().trim().max(200).default(""),
  spans: z.array(Span).max(50).default([]),
});
/** What a member says is wrong. */
export const Said = z.object({
  about: z.enum(disputeSubjects),
  line: z.string().trim().min(1).max(300),
  says: z.string().trim().min(1).max(2000),
});
/** A reason. */
export const because = z.string().trim().min(1).max(2000);

const lineJson = (line: LedgerLine): z.input<typeof Line> => ({
  from: formatDate(line.from),
  to: formatDate(line.to),
  days: line.days,
  counts: line.counts,
  reason: line.reason,
  cites: line.cites,
  verified: line.verified,
  proof: line.proof?.kind ?? null,
  credit: line.credit ?? null,
  restored: line.restored,
});

/** A member's ledger of service as it leaves. */
export async function ledgerAnswer(
  system: System,
  actor: Actor,
  person: number,
  query: z.output<typeof Clocks>,
): Promise<z.input<typeof Ledger>> {
  const { ledger } = await readService(system, actor, person, await momentAsked(system, query));
  return {
    on: formatDate(ledger.on),
    creditedServiceMonths: ledger.says.credited.value ?? null,
    agrees: ledger.agrees,
    countedDays: ledger.countedDays,
    provenDays: ledger.provenDays,
    lines: ledger.lines.map(lineJson),
  };
}

/** Why a day, or a range of days, counts or not. */
export const WhyQuery = Clocks.extend({ day: Day, to: Day.optional() });
/** The lines of the days asked for, and why. */
export const WhyAnswer = z.object({ lines: z.array(Line), explanation: Explanation.nullable() });

/** Why days count or not, as it leaves. */
export async function whyAnswer(
  system: System,
  actor: Actor,
  person: number,
  query: z.output<typeof WhyQuery>,
) {
  const moment = await momentAsked(system, query);
  const from = parseDate(query.day);
  if (query.to !== undefined) {
    const range = { person, from, to: parseDate(query.to), moment };
    const { accepted, refused } = await whyRange(system, actor, range);
    return refused ? refusal(refused) : { lines: accepted.lines.map(lineJson), explanation: null };
  }
  const { accepted, refused } = await whyDay(system, actor, { person, day: from, moment });
  if (refused) return refusal(refused);
  const { result, parts } = explanationJson(accepted.says.explanation);
  return { lines: [lineJson(accepted.line)], explanation: { result, parts: [...parts] } };
}

/** A page of the history of a record as it leaves. */
export async function historyAnswer(
  system: System,
  actor: Actor,
  person: number,
  query: z.output<typeof HistoryQuery>,
) {
  const moment = await momentAsked(system, query);
  const { changes, of } = await readHistory(system, actor, { person, moment, page: query.page });
  return {
    of,
    changes: changes.map(({ at, actor: by, action, because: why, things }) => ({
      at,
      by: by ?? null,
      action: action ?? null,
      because: why ?? null,
      things: things.map(({ table, before, after }) => ({
        table,
        before: before === undefined ? null : { ...before },
        after: after === undefined ? null : { ...after },
      })),
    })),
  };
}

/** Which page of the history. */
export const HistoryQuery = Clocks.extend({ page: WholeNumber.optional() });
/** A page of the history. */
export const HistoryAnswer = z.object({ of: z.number(), changes: z.array(Change) });
const dayOrNull = (date: PlainDate | undefined): string | null =>
  date === undefined ? null : formatDate(date);

/** A request or dispute as it leaves. Throws NotFound where there is none. */
export async function caseAnswer(
  system: System,
  actor: Actor,
  of: ServiceKey,
): Promise<z.input<typeof Case>> {
  const dispute = await readDispute(system, actor, of);
  const base = { person: of.person, case: of.caseNumber };
  if (dispute !== undefined)
    return {
      ...base,
      kind: "dispute",
      what: dispute.about,
      status: dispute.status,
      months: null,
      cost: null,
      owed: null,
      due: null,
      paid: "0.00",
      because: dispute.answer?.because ?? null,
      cites: dispute.answer?.cites ?? null,
      appealUntil: dayOrNull(dispute.answer?.appealUntil),
    };
  const seen = await readServiceCase(system, actor, of);
  if (seen === undefined) throw new NotFound("no such case");
  const { service, says } = seen;
  const cost = service.accepted?.costCents ?? service.offer?.costCents;
  const owed = service.accepted === undefined ? undefined : says?.owed?.value;
  return {
    ...base,
    kind: "service",
    what: service.asked.what,
    status: service.status,
    months: service.prepared?.months ?? null,
    cost: cost === undefined ? null : formatCents(cost),
    owed: owed === undefined ? null : formatCents(owed.n / owed.d),
    due: dayOrNull(service.accepted?.due),
    paid: formatCents(service.payments.reduce((sum, { cents }) => sum + cents, 0n)),
    because: service.because ?? null,
    cites: service.cites ?? null,
    appealUntil: dayOrNull(service.duties.find(({ kind }) => kind === "appeal-ends")?.due),
  };
}

/** What is asked for, from the body of a request. */
export function askedOf({ what, where, spans }: z.output<typeof Ask>) {
  return {
    what,
    where,
    spans: spans.map(({ from, to, hoursAYear }) => ({
      from,
      to,
      ...(hoursAYear === undefined ? {} : { hoursAYear }),
    })),
  };
}
